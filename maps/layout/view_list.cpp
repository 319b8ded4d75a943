#include <algorithm>
#include <cmath>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"

namespace chiiki {
namespace {

constexpr double mostGap = 36;  // between columns, where there is room
constexpr double leastGap = 10;
constexpr double partGap = 28;  // between the table and its continuation
constexpr double indent = 8;    // room for the mark of a sample row
constexpr double leastColumn = 42;

const char* const absentCell = "…";
const Colour otherCityGround = rgb(0xE6EEF2);

bool isRight(FieldType type)
{
    return isNumeric(type) && type != FieldType::FiscalYear;
}

/// How large the table is set, and how many lines a cell may have (0: as many as it needs).
struct ListStyle {
    double size;
    std::size_t mostLines;
    bool isCut;  // longer cells are shortened; otherwise they ask for a smaller size
};

// The largest in which all rows are there: large type in narrow columns would be read slower than small type.
constexpr ListStyle styles[] = {{14, 2, false}, {13, 3, false}, {12, 0, false}, {12, 3, true}};

/// Rows of the city beside rows of others: these stand on a ground of their own.
bool isMixed(const ListView& view)
{
    const auto isOther = [](const ListView::Row& row) { return row.isOfOtherCity; };
    return std::any_of(view.rows.begin(), view.rows.end(), isOther) &&
           !std::all_of(view.rows.begin(), view.rows.end(), isOther);
}

/// One table in one style: measured first, then drawn.
class ListTable {
public:
    ListTable(ViewPage& page, const ListView& view, const std::vector<std::size_t>& shown, const ListStyle& style)
        : page_(page)
        , view_(view)
        , shown_(shown)
        , style_(style)
    {
        setColumns();
        setHeads();
    }

    /// Draws the rows where asked; returns how many there is room for above `end`, the last of all above `lastEnd`.
    std::size_t put(double end, double lastEnd, bool isDrawn)
    {
        std::size_t put = 0;
        bottom_ = page_.body.y;
        // A narrow table stands on a wide page several times, the rows going on.
        const auto parts =
            std::max<std::size_t>(1, static_cast<std::size_t>((page_.body.width + partGap) / (leastWidth_ + partGap)));
        for (std::size_t part = 0; part < parts && put < view_.rows.size(); ++part) {
            const double left = page_.body.x + static_cast<double>(part) * (width_ + partGap);
            if (left + width_ > page_.body.right() + 0.5)
                break;
            double y = page_.body.y + static_cast<double>(headLines_) * leading() + 6;
            if (isDrawn)
                drawHead(left, y);
            for (; put < view_.rows.size(); ++put) {
                const Row row = rowOf(view_.rows[put]);
                if (!row.isFitting)
                    return put;
                if (y + row.height > (put + 1 == view_.rows.size() ? lastEnd : end))
                    break;
                if (isDrawn)
                    drawRow(left, y, view_.rows[put], row);
                y += row.height;
            }
            bottom_ = std::max(bottom_, y);
        }
        return put;
    }
    /// Below the rows put last.
    double bottom() const { return bottom_; }

private:
    struct Row {
        std::vector<std::vector<std::string>> cells;
        double height = 0;
        bool isFitting = true;
    };

    double leading() const { return style_.size * lineLeading; }
    const std::string& textOf(const ListView::Row& row, std::size_t column) const
    {
        return row.cells[column].in(page_.language);
    }

    void setColumns()
    {
        std::vector<double> wanted;
        for (const std::size_t column : shown_) {
            const std::string& title = view_.columns[column].title.in(page_.language);
            double width = std::min(textWidth(title, style_.size, true) + 1, 10 * style_.size);
            for (const ListView::Row& row : view_.rows)
                width = std::max(width, textWidth(textOf(row, column), style_.size, false) + 1);
            wanted.push_back(std::max(width, leastColumn));
        }
        const double gaps = static_cast<double>(shown_.size() - 1);
        widths_ = fittedWidths(wanted, leastColumn, page_.body.width - leastGap * gaps - indent);
        double all = indent;
        for (const double width : widths_)
            all += width;
        leastWidth_ = all + leastGap * gaps;
        // A table that has the page for itself takes its width.
        double gap = leastGap;
        if (gaps > 0 && leastWidth_ > page_.body.width / 2)
            gap = std::min(mostGap, leastGap + (page_.body.width - leastWidth_) / gaps);
        double left = indent;
        for (const double width : widths_) {
            lefts_.push_back(left);
            left += width + gap;
        }
        width_ = left - gap;
    }

    void setHeads()
    {
        for (std::size_t i = 0; i < shown_.size(); ++i) {
            heads_.push_back(
                headingLines(view_.columns[shown_[i]].title.in(page_.language), style_.size, true, widths_[i], 3));
            headLines_ = std::max(headLines_, heads_.back().size());
        }
    }

    Row rowOf(const ListView::Row& row) const
    {
        Row set;
        std::size_t lines = 1;
        for (std::size_t i = 0; i < shown_.size(); ++i) {
            const std::string& text = textOf(row, shown_[i]);
            set.cells.push_back(fittedLines(text.empty() ? absentCell : text, style_.size, false, widths_[i],
                                            style_.isCut ? style_.mostLines : 0));
            set.isFitting = set.isFitting && (style_.mostLines == 0 || set.cells.back().size() <= style_.mostLines);
            lines = std::max(lines, set.cells.back().size());
        }
        set.height = static_cast<double>(lines) * leading() + 5;
        return set;
    }

    void putColumn(double left, std::size_t i, double baseline, const std::vector<std::string>& lines, const Ink& ink)
    {
        const bool toRight = isRight(view_.columns[shown_[i]].type);
        putLines(page_.scene, left + lefts_[i] + (toRight ? widths_[i] : 0), baseline, lines, ink,
                 toRight ? Align::Right : Align::Left);
    }

    void drawHead(double left, double y)
    {
        for (std::size_t i = 0; i < shown_.size(); ++i)
            putColumn(left, i, y - 7 - static_cast<double>(heads_[i].size() - 1) * leading(), heads_[i],
                      {style_.size, true, palette::secondText, {}});
        putLine(page_.scene, {left, y}, {left + width_, y}, palette::absentInk, 1);
    }

    void drawRow(double left, double y, const ListView::Row& row, const Row& set)
    {
        if (row.isOfOtherCity && isMixed(view_))
            putBox(page_.scene, {left, y, width_, set.height}, otherCityGround);
        for (std::size_t i = 0; i < shown_.size(); ++i) {
            const bool isAbsent = textOf(row, shown_[i]).empty();
            putColumn(left, i, y + style_.size + 3, set.cells[i],
                      {style_.size, false, isAbsent ? palette::secondText : palette::text, {}});
        }
        if (row.status == Status::Sample)
            putSampleMark(page_.scene, {left, y + 1, 12, set.height - 1});
        putLine(page_.scene, {left, y + set.height}, {left + width_, y + set.height}, palette::hairline, 0.8);
    }

    ViewPage& page_;
    const ListView& view_;
    const std::vector<std::size_t>& shown_;
    ListStyle style_;
    std::vector<double> widths_;
    std::vector<double> lefts_;
    std::vector<std::vector<std::string>> heads_;
    std::size_t headLines_ = 1;
    double width_ = 0;
    double leastWidth_ = 0;
    double bottom_ = 0;
};

/// Columns with something in them; the titles of the others are said below the table.
std::vector<std::size_t> columnsWithText(const ViewPage& page, const ListView& view, std::string& emptyTitles)
{
    std::vector<std::size_t> shown;
    for (std::size_t column = 0; column < view.columns.size(); ++column) {
        const bool isEmpty = std::all_of(view.rows.begin(), view.rows.end(), [&](const ListView::Row& row) {
            return row.cells[column].in(page.language).empty();
        });
        if (!isEmpty)
            shown.push_back(column);
        else
            emptyTitles += (emptyTitles.empty()                   ? ""
                            : page.language == Language::Japanese ? "、"
                                                                  : ", ") +
                           view.columns[column].title.in(page.language);
    }
    return shown;
}

std::vector<KeyEntry> keyOf(const ViewPage& page, const ListView& view, const std::vector<std::size_t>& shown)
{
    bool hasAbsent = false, hasSample = false;
    for (const ListView::Row& row : view.rows) {
        hasSample = hasSample || row.status == Status::Sample;
        for (const std::size_t column : shown)
            hasAbsent = hasAbsent || row.cells[column].in(page.language).empty();
    }
    std::vector<KeyEntry> key;
    if (hasAbsent)
        key.push_back(
            {KeyEntry::Sign::None, palette::paper, {}, std::string(absentCell) + " " + page.say("maps.view_unknown")});
    if (isMixed(view))
        key.push_back({KeyEntry::Sign::Swatch, otherCityGround, {}, page.say("maps.view_row_of_other_city")});
    if (hasSample)
        key.push_back(sampleKey(page));
    return key;
}

}  // namespace

void appendList(ViewPage& page, const ListView& view)
{
    if (view.rows.empty() || view.columns.empty()) {
        appendEmpty(page);
        return;
    }
    std::string emptyTitles;
    std::vector<std::size_t> shown = columnsWithText(page, view, emptyTitles);
    const auto room = static_cast<std::size_t>((page.body.width + leastGap) / (leastColumn + leastGap));
    const std::size_t hidden = shown.size() > room ? shown.size() - room : 0;
    shown.resize(shown.size() - hidden);
    if (shown.empty()) {
        appendEmpty(page);
        return;
    }
    appendKeyBelow(page, keyOf(page, view, shown));

    constexpr double lineOfRest = 18;
    const double tail = lineOfRest * ((hidden > 0) + !emptyTitles.empty());
    const double lastEnd = page.body.bottom() - tail, end = lastEnd - lineOfRest;
    std::size_t drawn = 0;
    double y = page.body.y;
    for (const ListStyle& style : styles) {
        ListTable table(page, view, shown, style);
        const bool isLastStyle = &style == &styles[std::size(styles) - 1];
        if (!isLastStyle && table.put(end, lastEnd, false) < view.rows.size())
            continue;
        drawn = table.put(end, lastEnd, true);
        y = table.bottom();
        page.hasRest = page.hasRest || style.isCut;
        break;
    }
    const Ink rest{12, false, palette::secondText, {}};
    const auto putRest = [&](const std::string& text) {
        putText(page.scene, page.body.x + indent, y + 14, shortened(text, rest.size, false, page.body.width - indent),
                rest);
        y += lineOfRest;
    };
    if (drawn < view.rows.size())
        putRest(page.sayRest("maps.view_more_rows", {std::to_string(view.rows.size() - drawn)}));
    if (hidden > 0)
        putRest(page.say("maps.view_more_columns", {std::to_string(hidden)}));
    if (!emptyTitles.empty())
        putRest(page.say("maps.view_empty_columns", {emptyTitles}));
}

}  // namespace chiiki
