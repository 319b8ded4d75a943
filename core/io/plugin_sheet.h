#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/geo/extent.h"

namespace chiiki {

struct PluginSheetRow {
    std::int64_t number = 0;         // as the program that shows the file counts it; of a layer the feature id
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
    std::string encoding;      // of a CSV or a shapefile's attribute table
    std::string crs;           // of a layer with places
    bool hasAddresses = true;  // a cell can be called B7
    bool hasPlaces = false;    // records bring geometry
    int outside = 0;           // records left out because their area lies wholly outside `SheetChoice::within`
};

struct SheetChoice {
    std::string
        sheet;  // of a workbook, or layer; empty = the first of a workbook or GeoPackage, otherwise the only one
    std::optional<int> assumeEpsg;  // of a layer that gives no CRS
    Extent within;                  // lon/lat of EPSG:6668; areas that do not touch it are left out; empty = none is
};

/// Reads CSV or TSV (encoding told as everywhere), XLSX, ODS or a layer of any format that GDAL reads (LayerSource). Of
/// a workbook cells are texts as they stand, days as 2024/06/01; its header is the row among the first ten that
/// `countKnown` finds most names in, so titles above the table do not matter. An area that is not valid is repaired,
/// with a diagnostic; one that cannot be has no place, with a diagnostic. Errors: NotFound (file, sheet: names those
/// there are), BadFormat, BadRequest (several layers and none named), CrsMismatch (a layer whose CRS is not given or
/// not understood); those of a CSV's reader.
Result<PluginSheet> readPluginSheet(const std::string& path, const SheetChoice& choice,
                                    const std::function<int(const std::vector<std::string>&)>& countKnown,
                                    Diagnostics& diagnostics);

/// "B7": column by its index, row by its number.
std::string cellAddress(std::size_t column, std::int64_t row);

}  // namespace chiiki
