#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
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

/// The cells of a row, which lie in the memory of their table.
using RawCells = std::span<const std::string_view>;

std::vector<std::string> textsOf(RawCells cells);
/// Without the blanks around it, the wide ones too.
std::string_view trimmedCell(std::string_view cell);
bool isBlankCell(std::string_view cell);
bool areBlankCells(RawCells cells);

struct RawRow {
    std::int64_t number = 0;  // as the program that shows the file counts it; of a CSV the line it starts on
    RawCells cells;
};

/// Keeps texts and rows of cells where they are as long as it lives. It is taken in large parts: a million rows cost no
/// million allocations.
class RawMemory {
public:
    /// A text as a whole, for cells to lie in.
    std::string_view own(std::string text) { return texts_.emplace_back(std::move(text)); }
    std::string_view copy(std::string_view text);
    /// The views; not what they look at.
    RawCells copy(RawCells cells);

private:
    std::list<std::string> texts_;
    std::pmr::monotonic_buffer_resource parts_;
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

    /// A further row, with a copy of its cells.
    void add(std::int64_t number, std::span<const std::string> cells);

    /// What all cells lie in. Copies of the table share it.
    std::shared_ptr<RawMemory> memory = std::make_shared<RawMemory>();
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

/// Whichever of , ; tab most of the first lines have most of.
char separatorOf(std::string_view utf8);

}  // namespace chiiki
