#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/text/encoding.h"

namespace chiiki {

/// A cell that shall hold another text.
struct CellPatch {
    std::int64_t row = 0;    // as RawRow::number has it
    std::size_t column = 0;  // 0 = A
    std::string text;
};

/// The bytes of a delimited file with these cells changed and every other byte as it is: encoding, BOM, line ends,
/// quotes. A new text is quoted where the old one was or it must be. Errors: BadFormat where the encoding lacks a
/// letter of a text, or a cell is not there; those of decoding.
Result<std::string> patchedDelimited(std::string_view bytes, Encoding encoding, char separator,
                                     const std::vector<CellPatch>& patches, const std::string& where);

/// The bytes of an XLSX with these cells of a sheet changed to texts, and numbers where the old cell was one; styles
/// and every other part of the workbook as they are. Errors: those of reading; BadFormat where a cell is not there.
Result<std::string> patchedXlsx(const std::string& path, const std::string& sheet,
                                const std::vector<CellPatch>& patches);

}  // namespace chiiki
