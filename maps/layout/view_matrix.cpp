#include <algorithm>
#include <cmath>
#include <sstream>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double leastColumn = 36;
constexpr double mostColumn = 200;
constexpr double largestSize = 13;
constexpr double smallestSize = 9;
constexpr double padding = 4;

std::vector<double> numbersOf(const MatrixView& view)
{
    std::vector<double> numbers;
    for (const auto& line : view.cells)
        for (const MatrixCell& cell : line)
            if (const auto number = cell.value.number())
                numbers.push_back(*number);
    return numbers;
}

std::optional<double> differenceOf(const Value& published, const Value& total)
{
    if (!published.isNumber() || !total.isNumber())
        return std::nullopt;
    return *published.number() - *total.number();
}

/// Where the parts of the table stand on the page and how large they are set.
struct MatrixPlan {
    std::vector<std::size_t> columns;  // shown, of the view
    bool hasTotalColumn = false;
    int footRows = 0;
    double labelWidth = 0;
    double columnWidth = 0;
    double headHeight = 0;
    double headSize = 12;
    double size = 12;
    std::vector<double> rowHeights;  // of the rows shown
    double footHeight = 0;           // of one row of the foot
    double height = 0;
};

class Matrix {
public:
    Matrix(ViewPage& page, const MatrixView& view)
        : page_(page)
        , view_(view)
        , numbers_(view.unit, numbersOf(view))
        , scale_(numbersOf(view), view.unit == "yen" ? Ramp::Money : Ramp::More, page.isCopier)
    {
    }

    void draw()
    {
        appendKeyBelow(page_, keyEntries());
        plan();
        const double bottom = drawRows(page_.body.y + plan_.headHeight);
        drawHead();
        drawFoot(bottom);
    }

private:
    const std::string& rowTitle(std::size_t row) const { return view_.rows[row].title.in(page_.language); }
    const std::string& columnTitle(std::size_t i) const { return view_.columns[i].title.in(page_.language); }
    double x(std::size_t shown) const
    {
        return page_.body.x + plan_.labelWidth + static_cast<double>(shown) * plan_.columnWidth;
    }
    double right() const { return x(plan_.columns.size() + (plan_.hasTotalColumn ? 1 : 0)); }

    std::vector<KeyEntry> keyEntries() const
    {
        bool hasMissing = false, hasSample = false;
        for (const auto& line : view_.cells) {
            for (const MatrixCell& cell : line) {
                hasMissing = hasMissing || (!cell.value.isNumber() && cell.value.absence() == Absence::Missing);
                hasSample = hasSample || (cell.value.isNumber() && cell.value.status == Status::Sample);
            }
        }
        std::vector<KeyEntry> entries;
        if (hasMissing)
            entries.push_back(missingKey(page_));
        if (hasSample)
            entries.push_back(sampleKey(page_));
        return entries;
    }

    /// Small text stands closer.
    static double heightOf(std::size_t lines, double size)
    {
        return std::ceil(static_cast<double>(lines) * size * 1.22 + (size > 10 ? 3 : 1));
    }

    double labelsHeight(double size, double width, std::vector<double>* heights) const
    {
        double all = 0;
        for (std::size_t row = 0; row < view_.rows.size(); ++row) {
            const auto lines = wrapText(rowTitle(row), size, false, width - padding);
            const double height = heightOf(lines.size(), size);
            if (heights)
                heights->push_back(height);
            all += height;
        }
        return all;
    }

    void plan()
    {
        const Box& body = page_.body;
        plan_.hasTotalColumn = !view_.rowTotals.empty() &&
                               (view_.columns.size() > 1 || (view_.published && view_.publishedByColumn.empty()));
        plan_.footRows = (view_.columnTotals.empty() ? 0 : 1) + (view_.published ? 2 : 0);
        const std::size_t more = plan_.hasTotalColumn ? 1 : 0;

        double widest = textWidth(page_.say("maps.view_difference"), largestSize, true);
        for (std::size_t row = 0; row < view_.rows.size(); ++row)
            widest = std::max(widest, textWidth(rowTitle(row), largestSize, false));
        const double share = view_.columns.size() <= 3 ? 0.5 : 0.32;
        plan_.labelWidth = std::min(widest + 12, share * body.width);
        const auto room = static_cast<std::size_t>((body.width - plan_.labelWidth) / leastColumn);
        const std::size_t shown = std::min(view_.columns.size(), std::max<std::size_t>(1, room - more));
        // Of years the latest; of kinds the first.
        const bool isYears = !view_.publishedByColumn.empty() || isYear(view_.columns.front());
        const std::size_t first = isYears ? view_.columns.size() - shown : 0;
        for (std::size_t i = 0; i < shown; ++i)
            plan_.columns.push_back(first + i);
        plan_.columnWidth = std::min(mostColumn, (body.width - plan_.labelWidth) / static_cast<double>(shown + more));
        chooseNumbers();

        chooseHeadSize();
        std::size_t headLines = 1;
        for (const std::size_t column : plan_.columns)
            headLines = std::max(headLines, headTitle(column).size());
        plan_.headHeight = std::ceil(static_cast<double>(headLines) * plan_.headSize * 1.25 + 8);
        const double moreHeight = plan_.columns.size() < view_.columns.size() ? 18 : 0;
        for (plan_.size = largestSize; plan_.size > smallestSize; plan_.size -= 1) {
            const double foot = plan_.footRows * heightOf(1, plan_.size);
            if (plan_.headHeight + labelsHeight(plan_.size, plan_.labelWidth, nullptr) + foot + moreHeight <=
                body.height)
                break;
        }
        page_.hasRest = page_.hasRest || plan_.size < readableSize;
        plan_.footHeight = heightOf(1, plan_.size);
        labelsHeight(plan_.size, plan_.labelWidth, &plan_.rowHeights);
        fitRows(body.height - plan_.headHeight - plan_.footRows * plan_.footHeight - moreHeight);
    }

    static bool isYear(const MatrixView::Head& head)
    {
        return head.id.size() == 4 &&
               std::all_of(head.id.begin(), head.id.end(), [](char c) { return c >= '0' && c <= '9'; });
    }

    /// Large enough to read, small enough that no word of Latin letters is broken.
    void chooseHeadSize()
    {
        const auto hasRoom = [&](double size) {
            for (const std::size_t column : plan_.columns) {
                std::istringstream words(columnTitle(column));
                for (std::string word; words >> word;)
                    if (static_cast<unsigned char>(word.front()) < 0x80 &&
                        textWidth(word, size, false) > plan_.columnWidth - 4)
                        return false;
            }
            return true;
        };
        while (plan_.headSize > smallestSize && !hasRoom(plan_.headSize))
            plan_.headSize -= 1;
    }

    /// Full digits where they fit; yen in thousands where not.
    void chooseNumbers()
    {
        const auto widest = [this] {
            double width = 0;
            const auto measure = [&](const Value& value) {
                width = std::max(width, textWidth(numbers_.text(value), 10, true));
            };
            for (const auto& line : view_.cells)
                for (const MatrixCell& cell : line)
                    measure(cell.value);
            for (const auto* totals : {&view_.rowTotals, &view_.columnTotals})
                for (const Value& value : *totals)
                    measure(value);
            if (view_.total)
                measure(*view_.total);
            return width;
        };
        if (numbers_.isYen() && widest() > plan_.columnWidth - 6)
            numbers_.useThousands();
        widest_ = widest() / 10;
    }
    double numberSize() const
    {
        return std::clamp(std::floor((plan_.columnWidth - 5) / std::max(widest_, 0.1)), 7.0,
                          std::min(plan_.size, 12.0));
    }

    /// Stretches the rows where there is room, leaves the last away where there is not.
    void fitRows(double room)
    {
        double all = 0;
        for (const double height : plan_.rowHeights)
            all += height;
        const std::size_t count = plan_.rowHeights.size();
        if (all <= room) {
            const double extra = std::min(
                9.0, std::floor((room - all) / static_cast<double>(count + static_cast<std::size_t>(plan_.footRows))));
            for (double& height : plan_.rowHeights)
                height += extra;
            plan_.footHeight += extra;
            return;
        }
        constexpr double lineOfRest = 16;
        while (plan_.rowHeights.size() > 1 && all > room - lineOfRest) {
            all -= plan_.rowHeights.back();
            plan_.rowHeights.pop_back();
        }
    }

    std::vector<std::string> headTitle(std::size_t column) const
    {
        return headingLines(columnTitle(column), plan_.headSize, false, plan_.columnWidth - 4, 5);
    }

    void drawHead()
    {
        const double bottom = page_.body.y + plan_.headHeight;
        const double headSize = plan_.headSize;
        const Ink ink{headSize, false, palette::secondText, {}};
        const auto put = [&](double left, const std::vector<std::string>& lines) {
            const double height = static_cast<double>(lines.size() - 1) * headSize * 1.25;
            double baseline = bottom - 6 - height;
            for (const std::string& line : lines) {
                putText(page_.scene, left + plan_.columnWidth / 2, baseline, line, ink, Align::Centre);
                baseline += headSize * 1.25;
            }
        };
        for (std::size_t i = 0; i < plan_.columns.size(); ++i)
            put(x(i), headTitle(plan_.columns[i]));
        if (plan_.hasTotalColumn)
            put(x(plan_.columns.size()), {page_.say("maps.view_total")});
        if (numbers_.unitTitle(page_) != unitTitle(view_.unit, page_.language))
            putText(page_.scene, page_.body.x, bottom - 6, page_.say("maps.unit", {numbers_.unitTitle(page_)}), ink);
        putLine(page_.scene, {page_.body.x, bottom}, {right(), bottom}, palette::absentInk, 1);
    }

    /// px of the widest number in a column shown, its totals included.
    double widestOf(std::size_t shown) const
    {
        const bool isTotal = shown == plan_.columns.size();
        double widest = 0;
        const auto measure = [&](const Value& value, bool isBold) {
            if (value.isNumber())
                widest = std::max(widest, textWidth(numbers_.text(value), numberSize(), isBold));
        };
        for (std::size_t row = 0; row < view_.cells.size(); ++row)
            isTotal ? measure(view_.rowTotals[row], true)
                    : measure(view_.cells[row][plan_.columns[shown]].value, false);
        if (isTotal && view_.total)
            measure(*view_.total, true);
        if (!isTotal && !view_.columnTotals.empty())
            measure(view_.columnTotals[plan_.columns[shown]], true);
        if (isTotal && view_.published)
            measure(*view_.published, true);
        if (!isTotal && !view_.publishedByColumn.empty())
            measure(view_.publishedByColumn[plan_.columns[shown]], true);
        return widest;
    }

    void putTotal(std::size_t shown, const Box& row, const std::string& text, bool isBold, Colour colour,
                  bool isSample = false)
    {
        const bool isNumber = !text.empty() && text != absenceSign(Absence::Missing);
        const double widest = std::max(widestOf(shown), textWidth(text, numberSize(), isBold));
        putText(page_.scene, x(shown) + (plan_.columnWidth + (isNumber ? widest : 0)) / 2,
                middleBaseline(row, numberSize()), text, {numberSize(), isBold, colour, {}},
                isNumber ? Align::Right : Align::Centre);
        if (isSample)
            putSampleMark(page_.scene, Box{x(shown), row.y, plan_.columnWidth, row.height}.grownBy(-0.5));
    }
    static bool isSample(const Value& value) { return value.isNumber() && value.status == Status::Sample; }

    double drawRows(double y)
    {
        for (std::size_t row = 0; row < plan_.rowHeights.size(); ++row) {
            const Box line = {page_.body.x, y, right() - page_.body.x, plan_.rowHeights[row]};
            const auto words = wrapText(rowTitle(row), plan_.size, false, plan_.labelWidth - padding);
            const double block = static_cast<double>(words.size()) * plan_.size * 1.25;
            double baseline = y + (line.height - block) / 2 + plan_.size * 1.02;
            for (const std::string& word : words) {
                putText(page_.scene, page_.body.x, baseline, word, {plan_.size, false, palette::text, {}});
                baseline += plan_.size * 1.25;
            }
            for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
                const MatrixCell& cell = view_.cells[row][plan_.columns[i]];
                putHeatCell(page_.scene, Box{x(i), y, plan_.columnWidth, line.height}.grownBy(-0.5), cell.value, scale_,
                            numbers_.text(cell.value), numberSize(), widestOf(i));
            }
            if (plan_.hasTotalColumn)
                putTotal(plan_.columns.size(), line, numbers_.text(view_.rowTotals[row]), true, palette::text,
                         isSample(view_.rowTotals[row]));
            y += line.height;
        }
        return y;
    }

    void drawFoot(double y)
    {
        const std::size_t rest = view_.rows.size() - plan_.rowHeights.size();
        if (rest > 0) {
            putText(page_.scene, page_.body.x, y + 12, page_.sayRest("maps.view_more_rows", {std::to_string(rest)}),
                    {12, false, palette::secondText, {}});
            y += 16;
        }
        if (plan_.footRows > 0)
            putLine(page_.scene, {page_.body.x, y}, {right(), y}, palette::absentInk, 1);
        if (!view_.columnTotals.empty())
            y = drawFootRow(
                y, page_.say("maps.view_total"),
                [&](std::optional<std::size_t> column) {
                    return numbers_.text(column ? view_.columnTotals[*column] : *view_.total);
                },
                [&](std::optional<std::size_t> column) {
                    return isSample(column ? view_.columnTotals[*column] : *view_.total);
                });
        if (view_.published) {
            y = drawFootRow(y, page_.say("maps.view_published"), [&](std::optional<std::size_t> column) {
                if (!column)
                    return numbers_.text(*view_.published);
                return view_.publishedByColumn.empty() ? std::string()
                                                       : numbers_.text(view_.publishedByColumn[*column]);
            });
            y = drawFootRow(y, page_.say("maps.view_difference"), [&](std::optional<std::size_t> column) {
                const auto difference =
                    isLacking(column) ? std::nullopt
                    : column          ? (view_.publishedByColumn.empty()
                                             ? std::nullopt
                                             : differenceOf(view_.publishedByColumn[*column], view_.columnTotals[*column]))
                                      : differenceOf(*view_.published, view_.total.value_or(Value{}));
                return difference                                  ? numbers_.change(*difference)
                       : column && view_.publishedByColumn.empty() ? std::string()
                                                                   : std::string(absenceSign(Absence::Missing));
            });
        }
        const std::size_t hidden = view_.columns.size() - plan_.columns.size();
        if (hidden > 0)
            putText(page_.scene, page_.body.x, y + 13, page_.say("maps.view_more_columns", {std::to_string(hidden)}),
                    {12, false, palette::secondText, {}});
    }

    /// Whether rows of the column (or of all) say no number: their sum is less than what was published by an unknown
    /// amount.
    bool isLacking(std::optional<std::size_t> column) const
    {
        const auto lacks = [](const MatrixCell& cell) { return !cell.rows.empty() && !cell.value.isNumber(); };
        return std::any_of(view_.cells.begin(), view_.cells.end(), [&](const std::vector<MatrixCell>& line) {
            return column ? lacks(line[*column]) : std::any_of(line.begin(), line.end(), lacks);
        });
    }

    template <typename TextOf>
    double drawFootRow(double y, const std::string& title, const TextOf& textOf)
    {
        return drawFootRow(y, title, textOf, [](std::optional<std::size_t>) { return false; });
    }
    template <typename TextOf, typename IsSampleOf>
    double drawFootRow(double y, const std::string& title, const TextOf& textOf, const IsSampleOf& isSampleOf)
    {
        const Box line = {page_.body.x, y, right() - page_.body.x, plan_.footHeight};
        putText(page_.scene, page_.body.x, middleBaseline(line, plan_.size), title,
                {plan_.size, true, palette::text, {}});
        for (std::size_t i = 0; i < plan_.columns.size(); ++i)
            putTotal(i, line, textOf(plan_.columns[i]), true, palette::text, isSampleOf(plan_.columns[i]));
        if (plan_.hasTotalColumn)
            putTotal(plan_.columns.size(), line, textOf(std::nullopt), true, palette::text, isSampleOf(std::nullopt));
        return y + plan_.footHeight;
    }

    ViewPage& page_;
    const MatrixView& view_;
    CellNumbers numbers_;
    HeatScale scale_;
    MatrixPlan plan_;
    double widest_ = 1;  // px of the widest number at size 1
};

}  // namespace

void appendMatrix(ViewPage& page, const MatrixView& view)
{
    if (!page.nothing.empty() || view.rows.empty() || view.columns.empty()) {
        appendEmpty(page);
        return;
    }
    Matrix(page, view).draw();
}

}  // namespace chiiki
