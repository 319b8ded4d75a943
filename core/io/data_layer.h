#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/base/message.h"
#include "core/model/geometry.h"

namespace chiiki {

/// A column of what is written for other programs.
struct DataField {
    enum class Type {
        Text,    // codes too, which keep their zeros
        Whole,   // a whole number
        Number,  // unrounded
        YesNo,   // 1 or 0
    };
    std::string id;  // the column's name in every format
    Text title;      // shown instead of the name where a format can
    Type type = Type::Text;
};

/// Empty, a number or a text, as the field's type has it.
using DataCell = std::variant<std::monostate, double, std::string>;
/// Lon/lat of EPSG:6668; monostate = the row has no place.
using DataPlace = std::variant<std::monostate, Point, MultiLineString, MultiPolygon>;

struct DataRow {
    std::vector<DataCell> cells;  // one a field
    DataPlace place = {};
};

/// A table with or without places, ready for any format: core/io/vector_writer.h, geojson_writer.h, data_table.h.
struct DataLayer {
    enum class Shape { None, Points, Lines, Areas, Mixed };
    std::string name;  // [a-z0-9_]+
    Text title;
    Shape shape = Shape::None;
    std::vector<DataField> fields;
    std::vector<DataRow> rows;
};

}  // namespace chiiki
