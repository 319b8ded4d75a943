#include <algorithm>
#include <cmath>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"

namespace chiiki {
namespace {

constexpr double size = 11;
constexpr double leading = size * 1.3;
constexpr double gap = 10;      // between columns
constexpr double partGap = 28;  // between the table and its continuation
constexpr double indent = 8;    // room for the mark of a sample row
constexpr double lineOfRest = 18;
constexpr double leastColumn = 42;
constexpr std::size_t mostLines = 3;  // of a cell

const char* const absentCell = "…";

bool isRight(FieldType type)
{
    return isNumeric(type) && type != FieldType::FiscalYear;
}

}  // namespace

void appendList(ViewPage& page, const ListView& view)
{
    if (view.rows.empty() || view.columns.empty()) {
        appendEmpty(page);
        return;
    }
    std::vector<std::size_t> shown;
    std::vector<double> wanted;
    std::string emptyColumns;
    bool hasAbsent = false, hasSample = false;
    for (std::size_t column = 0; column < view.columns.size(); ++column) {
        double width = 0;
        bool isEmpty = true;
        for (const ListView::Row& row : view.rows) {
            const std::string& text = row.cells[column].in(page.language);
            isEmpty = isEmpty && text.empty();
            width = std::max(width, textWidth(text, size, false));
        }
        const std::string& title = view.columns[column].title.in(page.language);
        if (isEmpty) {
            emptyColumns += (emptyColumns.empty() ? "" : page.language == Language::Japanese ? "、" : ", ") + title;
            continue;
        }
        shown.push_back(column);
        wanted.push_back(std::max({width + 1, std::min(textWidth(title, size, true) + 1, 110.0), leastColumn}));
    }
    const auto room = static_cast<std::size_t>((page.body.width + gap) / (leastColumn + gap));
    const std::size_t hidden = shown.size() > room ? shown.size() - room : 0;
    shown.resize(shown.size() - hidden);
    wanted.resize(shown.size());
    for (const ListView::Row& row : view.rows) {
        hasSample = hasSample || row.status == Status::Sample;
        for (const std::size_t column : shown)
            hasAbsent = hasAbsent || row.cells[column].in(page.language).empty();
    }
    std::vector<KeyEntry> key;
    if (hasAbsent)
        key.push_back({KeyEntry::Sign::Swatch,
                       palette::paper,
                       {},
                       std::string(absentCell) + " " + page.say("maps.view_unknown")});
    if (hasSample)
        key.push_back(sampleKey(page));
    appendKeyBelow(page, key);

    const std::vector<double> widths =
        fittedWidths(wanted, leastColumn, page.body.width - gap * static_cast<double>(shown.size() - 1) - indent);
    std::vector<double> lefts;
    double width = indent;
    for (const double column : widths) {
        lefts.push_back(width);
        width += column + gap;
    }
    width -= gap;

    std::size_t headLines = 1;
    std::vector<std::vector<std::string>> titles;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        titles.push_back(fittedLines(view.columns[shown[i]].title.in(page.language), size, true, widths[i], 3));
        headLines = std::max(headLines, titles.back().size());
    }
    const auto putColumn = [&](double partLeft, std::size_t i, double baseline, const std::vector<std::string>& lines,
                               const Ink& ink) {
        const bool toRight = isRight(view.columns[shown[i]].type);
        putLines(page.scene, partLeft + lefts[i] + (toRight ? widths[i] : 0), baseline, lines, ink,
                 toRight ? Align::Right : Align::Left);
    };

    // A narrow table stands on a wide page several times, the rows going on.
    const double tail = lineOfRest * ((hidden > 0) + !emptyColumns.empty());
    const double end = page.body.bottom() - tail - lineOfRest;
    const auto parts =
        std::max<std::size_t>(1, static_cast<std::size_t>((page.body.width + partGap) / (width + partGap)));
    std::size_t drawn = 0;
    double y = page.body.y;
    double lowest = y;
    for (std::size_t part = 0; part < parts && drawn < view.rows.size(); ++part) {
        const double left = page.body.x + static_cast<double>(part) * (width + partGap);
        y = page.body.y + static_cast<double>(headLines) * leading + 6;
        for (std::size_t i = 0; i < shown.size(); ++i)
            putColumn(left, i, y - 7 - static_cast<double>(titles[i].size() - 1) * leading, titles[i],
                      {size, true, palette::secondText, {}});
        putLine(page.scene, {left, y}, {left + width, y}, palette::absentInk, 1);
        for (; drawn < view.rows.size(); ++drawn) {
            const ListView::Row& row = view.rows[drawn];
            std::vector<std::vector<std::string>> cells;
            std::size_t lines = 1;
            for (std::size_t i = 0; i < shown.size(); ++i) {
                const std::string& text = row.cells[shown[i]].in(page.language);
                cells.push_back(fittedLines(text.empty() ? absentCell : text, size, false, widths[i], mostLines));
                lines = std::max(lines, cells.back().size());
            }
            const double height = static_cast<double>(lines) * leading + 5;
            const bool isLast = drawn + 1 == view.rows.size();
            if (y + height > end + (isLast ? lineOfRest : 0))
                break;
            for (std::size_t i = 0; i < shown.size(); ++i) {
                const bool isAbsent = row.cells[shown[i]].in(page.language).empty();
                putColumn(left, i, y + size + 3, cells[i],
                          {size, false, isAbsent ? palette::secondText : palette::text, {}});
            }
            if (row.status == Status::Sample)
                putSampleMark(page.scene, {left, y + 1, 12, height - 1});
            y += height;
            putLine(page.scene, {left, y}, {left + width, y}, palette::hairline, 0.8);
        }
        lowest = std::max(lowest, y);
    }
    y = lowest;
    const Ink rest{size, false, palette::secondText, {}};
    if (drawn < view.rows.size()) {
        putText(page.scene, page.body.x + indent, y + 14,
                page.say("maps.view_more_rows", {std::to_string(view.rows.size() - drawn)}), rest);
        y += lineOfRest;
    }
    if (hidden > 0) {
        putText(page.scene, page.body.x + indent, y + 14, page.say("maps.view_more_columns", {std::to_string(hidden)}),
                rest);
        y += lineOfRest;
    }
    if (!emptyColumns.empty())
        putText(page.scene, page.body.x + indent, y + 14,
                shortened(page.say("maps.view_empty_columns", {emptyColumns}), size, false, page.body.width - indent),
                rest);
}

}  // namespace chiiki
