#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"

namespace chiiki {

struct PluginSheetRow {
    std::int64_t number = 0;         // as the program that shows the file counts it; of a GeoPackage the feature id
    std::vector<std::string> cells;  // as many as the header has
    std::string place;               // geometry of the record as WKT in EPSG:6668; empty where there is none
    bool isShifted = false;          // more or fewer cells than the header: columns cannot be trusted
};

/// A table's file as cells of text, whatever its format. Rows without any content are left out.
struct PluginSheet {
    std::vector<std::string> header;
    std::vector<PluginSheetRow> rows;
    std::string fileName;
    std::string sha256;
    std::string encoding;      // of a CSV
    std::string crs;           // of a GeoPackage with places
    bool hasAddresses = true;  // a cell can be called B7
    bool hasPlaces = false;    // records bring geometry
};

/// Reads CSV or TSV (encoding told as everywhere), XLSX, ODS or GeoPackage. Of a workbook cells are texts as they
/// stand, days as 2024/06/01; its header is the row among the first ten that `countKnown` finds most names in, so
/// titles above the table do not matter. `sheet`: empty = the first. Errors: NotFound (file, sheet: names those there
/// are), BadFormat; those of a CSV's reader.
Result<PluginSheet> readPluginSheet(const std::string& path, const std::string& sheet,
                                    const std::function<int(const std::vector<std::string>&)>& countKnown,
                                    Diagnostics& diagnostics);

/// "B7": column by its index, row by its number.
std::string cellAddress(std::size_t column, std::int64_t row);

}  // namespace chiiki
