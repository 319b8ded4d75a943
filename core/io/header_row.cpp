#include "core/io/header_row.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "core/io/numbers.h"
#include "core/text/japanese_date.h"
#include "core/text/names.h"
#include "core/text/utf8.h"

namespace chiiki {
namespace {

constexpr std::size_t headerWithin = 30;  // rows
constexpr std::size_t rowsBelow = 50;     // looked at for what the columns hold
constexpr std::size_t longText = 40;      // letters: a sentence, no name of a column

std::size_t filled(RawCells cells)
{
    return static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(), [](std::string_view cell) { return !isBlankCell(cell); }));
}

/// A number that names no year: the content of a record.
bool isPlainNumber(std::string_view cell)
{
    std::string plain = normalisedName(cell);
    std::erase(plain, ',');
    const auto number = parseNumber(plain);
    return number && !(plain.size() == 4 && *number >= 1868 && *number <= 2200);
}

/// "T001081001", "KEY_CODE": a name for programs.
bool isCodeName(std::string_view cell)
{
    const std::string plain = trimmed(cell);
    return !plain.empty() && std::all_of(plain.begin(), plain.end(), [](unsigned char c) {
        return std::isupper(c) || std::isdigit(c) || c == '_';
    }) && std::isalpha(static_cast<unsigned char>(plain.front()));
}

/// How many columns most rows fill.
std::size_t usualWidth(const RawTable& table)
{
    std::vector<std::size_t> widths;
    for (const RawRow& row : table.rows) {
        widths.push_back(filled(row.cells));
        if (widths.size() == rowsBelow * 2)
            break;
    }
    std::sort(widths.begin(), widths.end());
    return widths.empty() ? 0 : widths[widths.size() * 3 / 4];
}

/// A header as it would be said once more: its names in one spelling, empty where it has none.
std::vector<std::string> namesOf(RawCells header)
{
    std::vector<std::string> names;
    for (const std::string_view cell : header)
        names.push_back(isBlankCell(cell) ? std::string() : normalisedName(cell));
    return names;
}

bool beginsWithDigit(std::string_view text)
{
    return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

/// The first row of a page's table, where the pages of a printout were joined.
bool saysTheSame(RawCells cells, const std::vector<std::string>& header)
{
    const std::size_t width = std::min(cells.size(), header.size());
    // Spelling a cell out takes its time; a number under a name is seen at once.
    for (std::size_t i = 0; i < width; ++i)
        if (!header[i].empty() && !beginsWithDigit(header[i]) && beginsWithDigit(cells[i]))
            return false;
    std::size_t present = 0;
    for (std::size_t i = 0; i < width; ++i) {
        if (header[i].empty())
            continue;
        if (normalisedName(cells[i]) != header[i])
            return false;
        ++present;
    }
    return present >= 2;
}

double headerScore(const RawTable& table, std::size_t at, std::size_t width,
                   const std::function<int(const std::vector<std::string>&)>& countKnown)
{
    const RawCells cells = table.rows[at].cells;
    std::set<std::string> names;
    std::size_t present = 0, words = 0, numbers = 0, sentences = 0;
    for (const std::string_view cell : cells) {
        if (isBlankCell(cell))
            continue;
        ++present;
        names.insert(normalisedName(cell));
        numbers += isPlainNumber(cell);
        words += !isPlainNumber(cell);
        sentences += toCodePoints(trimmed(cell)).size() > longText;
    }
    if (present == 0 || (present == 1 && width > 1))
        return -1;
    const auto share = [&](std::size_t part) { return static_cast<double>(part) / static_cast<double>(present); };
    double score = 2 * share(words) - 4 * share(numbers) - share(sentences) + share(names.size());
    score += std::min(1.0, static_cast<double>(present) / static_cast<double>(std::max<std::size_t>(width, 1)));
    score += 3 * static_cast<double>(countKnown(textsOf(cells))) / static_cast<double>(present);
    // What stands below is of another kind: numbers under words.
    std::size_t below = 0, numbersBelow = 0;
    for (std::size_t i = at + 1; i < std::min(table.rows.size(), at + rowsBelow); ++i)
        for (std::size_t c = 0; c < std::min(cells.size(), table.rows[i].cells.size()); ++c)
            if (!isBlankCell(cells[c]) && !isBlankCell(table.rows[i].cells[c])) {
                ++below;
                numbersBelow += isPlainNumber(table.rows[i].cells[c]);
            }
    if (below > 0)
        score += static_cast<double>(numbersBelow) / static_cast<double>(below);
    return score;
}

bool hasMergedAcross(const RawTable& table, std::size_t at)
{
    const auto sheetRow = static_cast<std::size_t>(table.rows[at].number - 1);
    return std::any_of(table.merged.begin(), table.merged.end(), [&](const MergedCells& cells) {
        return cells.row == sheetRow && cells.columns > 1 && cells.columns < table.columns;
    });
}

/// Whether the row below belongs to the header: names under merged cells, or the Japanese names under codes.
bool isSecondLine(const RawTable& table, std::size_t at)
{
    if (at + 1 >= table.rows.size())
        return false;
    const RawCells top = table.rows[at].cells;
    const RawCells below = table.rows[at + 1].cells;
    std::size_t words = 0, numbers = 0, fills = 0, underBlank = 0;
    for (std::size_t i = 0; i < below.size(); ++i) {
        if (isBlankCell(below[i]))
            continue;
        (isPlainNumber(below[i]) ? numbers : words) += 1;
        const bool isTopBlank = i >= top.size() || isBlankCell(top[i]);
        fills += !isTopBlank && isCodeName(top[i]) && !isCodeName(below[i]);
        underBlank += isTopBlank;
    }
    if (words == 0 || numbers > 0)
        return false;
    const bool isUnderCodes = fills >= 1 && fills == words && filled(top) > words;
    if (isUnderCodes)
        return true;
    if (hasMergedAcross(table, at))
        return true;
    // A CSV has no merged cells: what was merged is a name and blanks, which the row below fills. Its own blanks stand
    // under names that went over both lines.
    if (underBlank == 0 || filled(top) + underBlank < table.columns)
        return false;
    for (std::size_t i = 0; i < below.size(); ++i)
        if (isBlankCell(below[i]) && (i >= top.size() || isBlankCell(top[i])))
            return false;
    const bool namesOverBoth = filled(below) < below.size();
    return namesOverBoth;
}

/// The cells of a line with merged ones spread over their columns; in a CSV blanks take what stands left of them where
/// the line below names them.
std::vector<std::string> spread(const RawTable& table, std::size_t at)
{
    std::vector<std::string> cells = textsOf(table.rows[at].cells);
    cells.resize(table.columns);
    const auto sheetRow = static_cast<std::size_t>(table.rows[at].number - 1);
    for (const MergedCells& merged : table.merged)
        if (merged.row == sheetRow)
            for (std::size_t i = 1; i < merged.columns && merged.column + i < cells.size(); ++i)
                cells[merged.column + i] = cells[merged.column];
    if (table.merged.empty() && at + 1 < table.rows.size())
        for (std::size_t i = 1; i < cells.size(); ++i)
            if (isBlankCell(cells[i]) && i < table.rows[at + 1].cells.size() &&
                !isBlankCell(table.rows[at + 1].cells[i]))
                cells[i] = cells[i - 1];
    return cells;
}

std::vector<std::string> joinedHeadings(const RawTable& table, std::size_t at, int lines)
{
    std::vector<std::string> headings;
    if (lines == 1) {
        headings = textsOf(table.rows[at].cells);
    } else {
        const std::vector<std::string> top = spread(table, at);
        std::vector<std::string> below = textsOf(table.rows[at + 1].cells);
        below.resize(table.columns);
        for (std::size_t i = 0; i < table.columns; ++i) {
            const std::string upper = trimmed(top[i]), lower = trimmed(below[i]);
            const bool isName = lower.empty() || normalisedName(upper) == normalisedName(lower);
            if (isName)
                headings.push_back(upper);
            else if (upper.empty() || isCodeName(upper))
                headings.push_back(lower);
            else
                headings.emplace_back(upper).append("_").append(lower);
        }
    }
    headings.resize(table.columns);
    std::set<std::string> taken;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        std::string name = trimmed(headings[i]);
        // A name broken over two lines of its cell is one name.
        std::erase(name, '\n');
        if (name.empty())
            name = "column " + std::to_string(i + 1);
        std::string unique = name;
        for (int n = 2; !taken.insert(unique).second; ++n)
            unique = name + " (" + std::to_string(n) + ")";
        headings[i] = unique;
    }
    return headings;
}

bool beginsANote(std::string_view cell)
{
    const std::string plain = normalisedName(cell);
    for (const std::string_view mark :
         {"注", "(注", "※", "*", "備考", "資料", "出典", "出所", "(備考", "(資料", "(出典", "[注"})
        if (plain.starts_with(normalisedName(mark)))
            return true;
    return false;
}

bool saysUnit(std::string_view cell)
{
    const std::string plain = normalisedName(cell);
    return plain.find("単位:") != std::string::npos || plain.find("単位(") != std::string::npos ||
           plain.starts_with("(単位");
}

}  // namespace

std::optional<TableLayout> findLayout(const RawTable& table, const LayoutChoice& choice,
                                      const std::function<int(const std::vector<std::string>&)>& countKnown)
{
    if (table.rows.empty())
        return std::nullopt;
    const std::size_t width = usualWidth(table);
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t i = 0; i < std::min(headerWithin, table.rows.size()); ++i)
        if (const double score = headerScore(table, i, width, countKnown); score > 0)
            ranked.emplace_back(-score - 0.001 * static_cast<double>(headerWithin - i), i);
    std::sort(ranked.begin(), ranked.end());
    TableLayout layout;
    if (choice.headerRow) {
        const auto found = std::find_if(table.rows.begin(), table.rows.end(),
                                        [&](const RawRow& row) { return row.number == *choice.headerRow; });
        if (found == table.rows.end())
            return std::nullopt;
        layout.headerRow = static_cast<std::size_t>(found - table.rows.begin());
        layout.evidence.push_back({"io.header_chosen", {std::to_string(*choice.headerRow)}});
    } else {
        if (ranked.empty())
            return std::nullopt;
        layout.headerRow = ranked.front().second;
        // Of a header that stands on every page the first counts.
        for (std::size_t i = 0; i < layout.headerRow; ++i)
            if (saysTheSame(table.rows[i].cells, namesOf(table.rows[layout.headerRow].cells)))
                layout.headerRow = i;
        // The second line of a header may look better than the first: it has more names.
        if (layout.headerRow > 0 && isSecondLine(table, layout.headerRow - 1) &&
            filled(table.rows[layout.headerRow - 1].cells) > 1)
            --layout.headerRow;
    }
    for (const auto& [score, row] : ranked)
        if (row != layout.headerRow)
            layout.otherRows.push_back(row);
    layout.headerLines = choice.headerLines                      ? std::clamp(*choice.headerLines, 1, 2)
                         : isSecondLine(table, layout.headerRow) ? 2
                                                                 : 1;
    if (layout.headerRow + static_cast<std::size_t>(layout.headerLines) > table.rows.size())
        layout.headerLines = 1;
    const RawRow& header = table.rows[layout.headerRow];
    layout.headings = joinedHeadings(table, layout.headerRow, layout.headerLines);
    const int known = countKnown(layout.headings);
    if (!choice.headerRow) {
        const std::size_t present = filled(header.cells);
        layout.evidence.push_back({"io.header_words", {std::to_string(present)}});
        if (known > 0)
            layout.evidence.push_back({"io.header_known", {std::to_string(known)}});
    }
    if (layout.headerLines == 2)
        layout.evidence.push_back(
            {hasMergedAcross(table, layout.headerRow) ? "io.header_merged" : "io.header_two_lines", {}});

    for (std::size_t i = 0; i < layout.headerRow; ++i) {
        const auto first = std::find_if(table.rows[i].cells.begin(), table.rows[i].cells.end(),
                                        [](std::string_view cell) { return !isBlankCell(cell); });
        if (layout.title.empty() && first != table.rows[i].cells.end() && !saysUnit(*first) && !beginsANote(*first))
            layout.title = trimmed(*first);
        layout.setAside.push_back({i, {"io.row_above_header", {}}});
    }
    const std::size_t start = layout.headerRow + static_cast<std::size_t>(layout.headerLines);
    const std::vector<std::string> names = namesOf(header.cells);
    for (std::size_t i = start; i < table.rows.size(); ++i) {
        const RawCells cells = table.rows[i].cells;
        const std::size_t present = filled(cells);
        const auto first =
            std::find_if(cells.begin(), cells.end(), [](std::string_view cell) { return !isBlankCell(cell); });
        if (present > 0 && saysTheSame(cells, names)) {
            layout.setAside.push_back({i, {"io.row_repeats_header", {}}});
        } else if (present == 1 && width > 2 && (beginsANote(*first) || saysUnit(*first))) {
            layout.setAside.push_back({i, {"io.row_is_note", {}}});
        } else if (present == 1 && width > 2 && !isPlainNumber(*first) &&
                   (toCodePoints(*first).size() > longText || i + 1 == table.rows.size())) {
            layout.setAside.push_back({i, {"io.row_is_note", {}}});
        } else if (present == 1 && width > 2 && !isPlainNumber(*first) && first == cells.begin()) {
            layout.setAside.push_back({i, {"io.row_is_heading", {}}});
        } else if (present == 0 && table.format != TableFormat::Delimited) {
            continue;
        } else {
            layout.records.push_back(i);
        }
    }
    return layout;
}

}  // namespace chiiki
