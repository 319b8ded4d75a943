#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/text/encoding.h"

namespace chiiki {

struct DelimitedRow {
    std::int64_t line = 0;           // physical line on which the record starts, 1 = first of the file
    std::vector<std::string> cells;  // as many as the header has; text as it stands, codes keep their zeros
    bool isRagged = false;           // the record had more or fewer cells than the header: columns may be shifted
};

/// A table of text. Nothing is turned into numbers, nothing is trimmed.
struct DelimitedTable {
    std::vector<std::string> header;  // unique: the second of equal names is "name (2)", a blank one "column 3"
    std::vector<DelimitedRow> rows;
    char separator = ',';

    std::optional<std::size_t> column(std::string_view name) const;
};

struct DelimitedOptions {
    char separator = '\0';  // '\0' = whichever of , ; tab the header has most of
    std::size_t maxCellBytes = 1 << 20;
    std::size_t maxColumns = 4096;
};

/// Reads RFC 4180 text (UTF-8): quotes, doubled quotes, line breaks in quotes, CRLF, LF or CR, last line with or
/// without its end. Wholly blank lines between records are skipped; a record of separators alone is a record.
/// Diagnostics: ragged records, equal or blank column names, text after a closing quote. Error BadFormat: empty text,
/// NUL bytes, a quote never closed (with the line that opened it), a limit passed, and a missing header row: one where
/// a cell is a number other than a year. `file` names the text in messages.
Result<DelimitedTable> parseDelimited(std::string_view utf8, const std::string& file, const DelimitedOptions& options,
                                      Diagnostics& diagnostics);

/// The same record by record, for tables too long to be held as cells. The text must outlive it.
class DelimitedReader {
public:
    /// Reads the header. Diagnostics and errors: those of parseDelimited about it and the text as a whole.
    static Result<DelimitedReader> open(std::string_view utf8, const std::string& file, const DelimitedOptions& options,
                                        Diagnostics& diagnostics);
    DelimitedReader(DelimitedReader&&) noexcept;
    DelimitedReader& operator=(DelimitedReader&&) noexcept;
    ~DelimitedReader();

    const std::vector<std::string>& header() const;
    char separator() const;

    /// The next record, replacing what `row` holds; false at the end. Diagnostics and errors: those of parseDelimited
    /// about the record.
    Result<bool> next(DelimitedRow& row, Diagnostics& diagnostics);

private:
    struct State;
    explicit DelimitedReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// A table read from disk with what its source edition needs.
struct TableFile {
    DelimitedTable table;
    std::string fileName;  // without folders
    std::string sha256;
    Encoding encoding = Encoding::Ascii;
    Message encodingEvidence;
};

/// Reads, decodes (core/text/encoding.h) and parses a CSV or TSV.
Result<TableFile> readTable(const std::string& path, Diagnostics& diagnostics, const DelimitedOptions& options = {});

/// A cell as it must stand in a CSV: quoted where it holds a separator, a quote, a line break or a blank at an end.
std::string csvCell(std::string_view text);

/// Cells joined by commas and ended by LF.
std::string csvLine(const std::vector<std::string>& cells);

}  // namespace chiiki
