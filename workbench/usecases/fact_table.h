#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/io/delimited.h"
#include "workbench/usecases/pack_inputs.h"

namespace chiiki {

/// A table of facts read from documents: cells by the name of their column, every name asked for once at the start.
class FactTable {
public:
    /// Errors: those of readTable; BadFormat where a column is missing.
    static Result<FactTable> read(const std::string& dir, const std::string& name,
                                  const std::vector<std::string_view>& columns);

    const std::string& path() const { return path_; }
    const std::vector<DelimitedRow>& rows() const { return table_.rows; }
    /// Precondition: the column was asked for.
    const std::string& cell(const DelimitedRow& row, std::string_view column) const
    {
        return row.cells[*table_.column(column)];
    }
    /// "facts/indicators.csv:12"
    std::string placeOf(const DelimitedRow& row) const { return path_ + ":" + std::to_string(row.line); }

private:
    FactTable(std::string path, DelimitedTable table)
        : path_(std::move(path))
        , table_(std::move(table))
    {
    }

    std::string path_;
    DelimitedTable table_;
};

/// Which document says it and where.
struct Cited {
    std::string sourceId;
    std::string citation;  // document, page (where it has pages) and lines
};

/// Needs the columns source_file, source_page and source_lines. Error NotFound where the document is none of `sources`.
Result<Cited> citationOf(const std::vector<PackSource>& sources, const FactTable& table, const DelimitedRow& row);

/// A remark without the words of the document in it, which stand behind ※ in the tables: they are cited by page and
/// line.
std::string ownNote(const std::string& note);

/// Text in which other documents are named by the number that their files begin with ("001 では…"): their titles
/// instead, which people can look up. A cell that is nothing but such a number stays.
std::string withDocumentTitles(const std::string& text, const std::vector<PackSource>& sources);

}  // namespace chiiki
