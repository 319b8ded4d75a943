#pragma once

#include <string>

#include "core/io/data_layer.h"
#include "core/io/xlsx_writer.h"

namespace chiiki {

/// The layer as a table of text: UTF-8 with BOM, a header of the fields' ids, numbers unrounded with an ASCII minus,
/// empty cells empty. Points end with the columns lon and lat (EPSG:6668); lines and areas have no columns for their
/// place.
std::string dataCsv(const DataLayer& layer);

/// The same as a sheet of a workbook.
Sheet dataSheet(const DataLayer& layer);

}  // namespace chiiki
