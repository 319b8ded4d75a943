#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/io/raw_table.h"

namespace chiiki {

/// A sheet of an XLSX or ODS as it stands, merged cells included, which GDAL hides: the parts of the workbook are read
/// as the XML that they are. Cells are texts as they were typed (readings above kanji left out), numbers in their
/// shortest form, days as 2024/06/01, results of formulas as they were saved. Rows and columns that are hidden are
/// there all the same. For readRawTable alone; its errors.
Result<RawTable> readWorkbookTable(const std::string& path, const RawTableOptions& options);

/// One part of a workbook by its name ("xl/workbook.xml"). Errors: NotFound, BadFormat (no ZIP, no such part, too
/// large).
Result<std::string> readWorkbookPart(const std::string& path, const std::string& part);

/// Where the sheet of this name lies in an XLSX ("xl/worksheets/sheet2.xml"); an empty name is the first. Error
/// NotFound names those there are.
struct WorkbookSheet {
    std::string name;
    std::string part;
};
Result<std::vector<WorkbookSheet>> sheetsOfXlsx(const std::string& path);

}  // namespace chiiki
