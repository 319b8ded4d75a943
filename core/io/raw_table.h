#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/text/encoding.h"

namespace chiiki {

enum class TableFormat { Delimited, Xlsx, Ods, Pasted };

/// Cells that a workbook shows as one; by index into the sheet, first row and column 0.
struct MergedCells {
    std::size_t row = 0;
    std::size_t column = 0;
    std::size_t rows = 1;
    std::size_t columns = 1;
};

struct RawRow {
    std::int64_t number = 0;  // as the program that shows the file counts it; of a CSV the line it starts on
    std::vector<std::string> cells;
};

/// A table before anybody said which row is its header: every row that is there, cells as they stand.
struct RawTable {
    TableFormat format = TableFormat::Delimited;
    std::string fileName;  // without folders; empty of a pasted table
    std::string sha256;    // of the file's bytes, of a pasted table of its text
    std::vector<RawRow> rows;
    std::vector<MergedCells> merged;  // of a workbook
    std::string sheet;                // of a workbook: its name
    std::vector<std::string> sheets;  // all there are
    Encoding encoding = Encoding::Utf8;
    Message encodingEvidence;  // code empty where there was nothing to tell (workbook, pasted)
    char separator = ',';      // of a delimited table
    std::size_t columns = 0;   // of its longest row
    bool isCut = false;        // only the first `RawTableOptions::mostRows` were taken
};

struct RawTableOptions {
    std::string sheet = {};                 // of a workbook; empty = the first
    std::optional<Encoding> encoding = {};  // of text; nullopt = told from the bytes
    std::size_t mostRows = static_cast<std::size_t>(-1);
};

/// Reads CSV, TSV or text in any encoding of core/text/encoding.h, XLSX or ODS. Days of a workbook are 2024/06/01.
/// Diagnostics: text after a closing quote. Errors: NotFound (file, sheet: names those there are), BadFormat (no such
/// format, damaged, a quote never closed, empty).
Result<RawTable> readRawTable(const std::string& path, const RawTableOptions& options, Diagnostics& diagnostics);

/// What was copied in another program: UTF-8, cells parted by tabs.
Result<RawTable> rawTableOfPasted(std::string_view utf8, Diagnostics& diagnostics);

/// Whether readRawTable would read a file of this name; otherwise it is a layer.
bool isTableFile(const std::string& path);

/// The rows of delimited text one after another, for tables too long to be held as cells.
class RawRowStream {
public:
    /// The text must outlive the stream.
    RawRowStream(std::string_view utf8, std::string file, char separator);
    /// The next record; false at the end. Wholly blank lines are passed over. Error BadFormat: a quote never closed, a
    /// cell over 1 MiB, more than 4096 columns.
    Result<bool> next(RawRow& row, Diagnostics& diagnostics);
    /// Where the record that next() gave begins and ends in the text, without its line end.
    std::pair<std::size_t, std::size_t> span() const { return {start_, end_}; }

private:
    std::string_view text_;
    std::string file_;
    char separator_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
    std::size_t start_ = 0;
    std::size_t end_ = 0;
};

/// Whichever of , ; tab most of the first lines have most of.
char separatorOf(std::string_view utf8);

}  // namespace chiiki
