#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"

namespace chiiki {

/// An empty cell, a number (15 significant digits, as spreadsheets keep) or a text. A code such as "01" is a text and
/// stays one in a spreadsheet.
using SheetCell = std::variant<std::monostate, double, std::string>;

/// One sheet: a heading a column, then rows of as many cells. A column that holds a text anywhere is a text column:
/// numbers in it are written as texts.
struct Sheet {
    std::string name;
    std::vector<std::string> headings;
    std::vector<std::vector<SheetCell>> rows;
};

/// The bytes of an .xlsx workbook with these sheets, the same for the same sheets whatever the clock says.
/// Error Internal where GDAL cannot write it. Precondition: every row has as many cells as there are headings.
Result<std::string> makeXlsx(const std::vector<Sheet>& sheets);

}  // namespace chiiki
