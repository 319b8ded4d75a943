#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/geometry.h"
#include "core/model/value.h"

namespace chiiki {

/// One figure of a table of 統計GIS: "T001082001", "総数、年齢「不詳」含む".
struct EstatColumn {
    std::string code;
    std::string title;  // of the second line of the header; the code where there is none

    bool operator==(const EstatColumn&) const = default;
};

/// A small area or mesh cell with its figures.
struct EstatArea {
    std::string key;       // KEY_CODE, text
    std::string city;      // CITYNAME; empty for a mesh
    std::string name;      // NAME: 町丁・字; empty for a mesh and for a city's total
    std::int64_t row = 0;  // line in its file
    std::string file;
    /// Finer rows of the same table add up to this one (a city, a 大字 of several 丁目): not to be added to them.
    bool isTotal = false;
    /// Its own figures are kept back and counted in this area; empty = they are not.
    std::string combinedInto;
    /// Areas whose figures are counted in this one.
    std::vector<std::string> combines;
    std::vector<Value> values;  // one a column; 秘匿 is suppressed, "-" not_applicable, blank missing
    MultiPolygon outline;       // of a mesh cell, by its code; empty for a small area
};

/// A table of small areas or of mesh cells, in one or several files.
struct EstatTable {
    bool isMesh = false;
    int meshOrder = 0;  // 3 = 1 km, 4 = 500 m, ...; 0 for small areas
    std::vector<EstatColumn> columns;
    std::vector<EstatArea> areas;    // in the order of files and rows
    std::vector<std::string> files;  // taken
    std::string fileName;            // of the file, ZIP or folder
    std::string sha256;              // of the file; of several that of their "<sha256>  <name>\n" lines by name
    std::string encoding;            // of the first file
    std::int64_t rows = 0;           // = areas + setAside
    std::int64_t setAside = 0;
};

/// Whether text begins like such a table: a header with KEY_CODE and a column T and digits, in CP932 or UTF-8.
bool isEstatTable(const std::string& bytes);

/// Whether the path is such a table, a folder with one at least, or a ZIP of them. Of each file only the start is read.
bool isEstatPath(const std::string& path);

/// Reads a table of e-Stat's 統計GIS, by its header alone: 小地域 (HYOSYO, CITYNAME, NAME) or 地域メッシュ; the
/// two-line header, 秘匿 (X, *) and 合算 (HTKSAKI, GASSAN) are understood. A folder or ZIP is read as one layer: all
/// files with the same columns (several first-order meshes, several cities); of others it is told that they were passed
/// over. An area that stands there twice with the same figures counts once. Set aside, with file, line and field: keys
/// that are none or repeat with other figures, mesh codes that are none or of another order, shifted rows. Cells that
/// cannot be read are missing, with a diagnostic. Errors: NotFound, BadFormat (no such table in it).
Result<EstatTable> readEstatTable(const std::string& path, Diagnostics& diagnostics);

}  // namespace chiiki
