#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/message.h"
#include "core/model/placement.h"
#include "core/model/value.h"

namespace chiiki {

/// What a field of a plugin's table holds. Numbers: integer, decimal, yen (円), percent (67.0), fiscal_year (the year
/// it begins in). Text: text, code (leading zeros kept), date (ISO, also "2024-06" or "2024" where the source says no
/// more), district and districts (codes, joined by ";"), choice (an id of the field's choices), link (the uid of a row
/// of another table), place (WKT, lon/lat of EPSG:6668: a point, line or polygon).
enum class FieldType {
    Text,
    Code,
    Integer,
    Decimal,
    Yen,
    Percent,
    Date,
    FiscalYear,
    District,
    Districts,
    Choice,
    Link,
    Place,
};

std::string_view code(FieldType type);
std::optional<FieldType> parseFieldType(std::string_view word);
bool isNumeric(FieldType type);

/// One of the words that a choice field may hold, in the order in which they are shown (of stages: their order).
struct Choice {
    std::string id;  // as the data has it
    Text title;

    bool operator==(const Choice&) const = default;
};

struct FieldSpec {
    std::string id;  // [a-z][a-z0-9_]*: a column of the file and of the workspace
    FieldType type = FieldType::Text;
    Text title;
    std::string unit;  // unit code; empty = by the type, or none
    bool isRequired = false;
    bool isUnique = false;
    std::vector<Choice> choices;    // of a choice field
    std::string linkedTable;        // of a link field: id of a table of the same plugin
    std::vector<std::string> also;  // further names of its column in files of others: "A31a_205"

    bool operator==(const FieldSpec&) const = default;
};

/// A table that a plugin declares.
struct TableSpec {
    std::string id;
    Text title;
    std::string file;   // in the plugin's folder; empty = rows are only entered by hand
    std::string sheet;  // of a workbook or layer of a GeoPackage; empty = the first
    std::vector<FieldSpec> fields;
    std::string districtField;         // id of the field that places a row; empty = rows are of the city as a whole
    std::string yearField;             // id of a fiscal_year or date field; empty = none
    std::optional<int> fiscalYear;     // of all rows where there is no yearField
    std::string keyField;              // names a row for good; empty = rows are known by their content
    Status status = Status::Official;  // of rows that do not say their own
    std::string sourceId;              // of rows that do not say their own; empty = the file is its own source
    bool isComplete = false;           // all there is stands in it: a district without rows has 0, not a missing value
    std::string completeTable;         // the same for the years of the rows of this table: people say so there
    std::vector<int> completeYears;    // the same for these years only
    std::string cityCode = {};         // the file is of this city alone, and empty for any other; empty = of any

    bool operator==(const TableSpec&) const = default;
};

/// nullptr where there is none of the id.
const FieldSpec* findField(const TableSpec& table, std::string_view id);

/// A cell; monostate = empty: the source does not say.
using FieldValue = std::variant<std::monostate, double, std::string>;

/// One row of a plugin's table. Rows that a person entered stand beside those of the file: with the uid of a row of
/// the file they replace it.
struct PluginRow {
    std::string uid;                 // the key field's text, otherwise a hash of the row's content
    std::vector<FieldValue> values;  // in the order of the table's columns
    Placement placement;  // rest None: in `districtCodes`; of a table without districtField: unplaced, unused
    std::vector<std::string> districtCodes;  // more than one: of all of them together
    std::optional<int> fiscalYear;           // nullopt = not said
    std::string sourceId;                    // edition it comes from; "entered" = by hand
    std::string citation;                    // document, page and lines; may be empty
    Status status = Status::Official;
    int sourceRow = 0;       // line in the file, header = 1; 0 = entered by hand
    bool isRemoved = false;  // entered by hand: takes the row of the file with this uid away

    bool operator==(const PluginRow&) const = default;
};

struct PluginColumn {
    std::string id;
    FieldType type = FieldType::Text;

    bool operator==(const PluginColumn&) const = default;
};

/// Rows of one table of one plugin: `<plugin>__<table>` of a workspace. A column whose field left the manifest stays.
struct PluginTable {
    std::string pluginId;
    std::string tableId;
    std::vector<PluginColumn> columns;
    std::vector<PluginRow> rows;  // by uid; of a file: in its order

    bool operator==(const PluginTable&) const = default;
};

/// Index of the column in `columns`; -1 where there is none.
int columnIndex(const PluginTable& table, std::string_view fieldId);

/// The cell as a number or as text (a number in its shortest form); nullopt / empty where it is empty.
std::optional<double> numberOf(const FieldValue& value);
std::string textOf(const FieldValue& value);

}  // namespace chiiki
