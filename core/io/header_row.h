#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/message.h"
#include "core/io/raw_table.h"

namespace chiiki {

/// A row of a sheet that is no record of its table, and why.
struct SetAsideRow {
    std::size_t row = 0;  // index into RawTable::rows
    Message why;
};

/// Which rows of a sheet are what: the header, the records, and what stands around them.
struct TableLayout {
    std::size_t headerRow = 0;  // index into RawTable::rows
    int headerLines = 1;        // 2 where a second line completes the first
    std::vector<std::string>
        headings;  // of each column, unique; "column 3" where there is none. Two lines: "top_below"
    std::vector<Message> evidence;
    std::vector<std::size_t> records;    // indices into RawTable::rows, in their order
    std::vector<SetAsideRow> setAside;   // titles, notes, units, repeated headers, in their order
    std::vector<std::size_t> otherRows;  // that could be the header instead, best first
    std::string title;                   // what stands above the table; may be empty
};

/// What a caller knows better than the rules.
struct LayoutChoice {
    std::optional<std::int64_t> headerRow = {};  // RawRow::number of its first line
    std::optional<int> headerLines = {};
};

/// Finds the header: of the first rows the one whose cells are all words, all different, as wide as the table, known
/// (`countKnown`: how many of the cells are names of columns) and above rows of other content. Rows above it are
/// titles, rows below with a text in one cell alone are notes or headings of parts, a row that says the header once
/// more belongs to the next page. A header of merged cells or with blanks that the row below fills has two lines, as
/// the tables of e-Stat have, whose first line is codes. nullopt where `choice` names a row that there is not, or
/// nothing looks like a header.
std::optional<TableLayout> findLayout(const RawTable& table, const LayoutChoice& choice,
                                      const std::function<int(const std::vector<std::string>&)>& countKnown);

}  // namespace chiiki
