#include <algorithm>
#include <cmath>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double size = 12;
constexpr double leading = size * lineLeading;
constexpr double badge = 10;  // radius
constexpr double left = 2 * badge + 10;
constexpr double gap = 12;
constexpr double lineOfRest = 18;
constexpr std::size_t mostLines = 3;

void putPlace(ViewPage& page, const OrderedView::Item& item, Point at)
{
    const std::string text = item.place ? std::to_string(*item.place) : std::string(absenceSign(Absence::Missing));
    const Colour colour = page.isCopier ? rgb(0x000000) : palette::accent;
    Path circle;
    circle.addCircle(at, badge);
    page.scene.items.push_back(PathItem{circle,
                                        item.place ? colour : palette::absentGround,
                                        {},
                                        Stroke{item.place ? colour : palette::absentInk, 1, {}, false}});
    putText(page.scene, at.x, at.y + 4, text, {11, true, item.place ? rgb(0xFFFFFF) : palette::text, {}},
            Align::Centre);
}

/// Rows of a table: place, title, the other columns beside it.
void drawRows(ViewPage& page, const OrderedView& view)
{
    const Box& body = page.body;
    // The title's column first, then those beside it.
    std::vector<double> wanted(1 + view.columns.size(), 60);
    for (std::size_t i = 0; i < view.columns.size(); ++i)
        wanted[i + 1] =
            std::max(wanted[i + 1], std::min(110.0, textWidth(view.columns[i].in(page.language), 11, true)));
    for (const OrderedView::Item& item : view.items) {
        wanted[0] = std::max(wanted[0], textWidth(item.title.in(page.language), size, true) + 1);
        for (std::size_t i = 0; i < item.cells.size(); ++i)
            wanted[i + 1] = std::max(wanted[i + 1], textWidth(item.cells[i].in(page.language), 11, false) + 1);
    }
    const std::vector<double> widths =
        fittedWidths(wanted, 40, body.width - left - gap * static_cast<double>(view.columns.size()));
    std::vector<double> lefts(1, body.x + left);
    for (const double width : widths)
        lefts.push_back(lefts.back() + width + gap);
    double y = body.y;
    if (!view.columns.empty()) {
        std::size_t lines = 1;
        std::vector<std::vector<std::string>> heads;
        for (const Text& column : view.columns) {
            heads.push_back(headingLines(column.in(page.language), 11, true, widths[heads.size() + 1], 2));
            lines = std::max(lines, heads.back().size());
        }
        for (std::size_t i = 0; i < heads.size(); ++i)
            putLines(page.scene, lefts[i + 1], y + 11, heads[i], {11, true, palette::secondText, {}});
        y += static_cast<double>(lines) * 11 * lineLeading + 6;
        putLine(page.scene, {body.x, y}, {body.right(), y}, palette::absentInk, 1);
    }
    std::size_t shown = 0;
    for (; shown < view.items.size(); ++shown) {
        const OrderedView::Item& item = view.items[shown];
        const std::string& name = item.title.in(page.language);
        const auto title =
            fittedLines(name.empty() ? page.say("maps.view_unknown") : name, size, true, widths[0], mostLines);
        std::vector<std::vector<std::string>> cells;
        std::size_t lines = title.size();
        for (const Text& cell : item.cells) {
            const std::string& text = cell.in(page.language);
            cells.push_back(fittedLines(text.empty() ? std::string(absenceSign(Absence::Missing)) : text, 11, false,
                                        widths[cells.size() + 1], mostLines));
            lines = std::max(lines, cells.back().size());
        }
        const double height = std::max(2 * badge + 6, static_cast<double>(lines) * leading + 9);
        const bool isLast = shown + 1 == view.items.size();
        if (y + height + (isLast ? 0 : lineOfRest) > body.bottom())
            break;
        putPlace(page, item, {body.x + badge + 2, y + badge + 3});
        const double baseline = y + badge + 3 + size * 0.36;
        putLines(page.scene, body.x + left, baseline, title, {size, true, palette::text, {}});
        for (std::size_t i = 0; i < cells.size(); ++i)
            putLines(page.scene, lefts[i + 1], baseline, cells[i], {11, false, palette::text, {}});
        if (item.status == Status::Sample)
            putSampleMark(page.scene, {body.x, y + 1, body.width, height - 2});
        y += height;
        putLine(page.scene, {body.x, y}, {body.right(), y}, palette::hairline, 0.8);
    }
    if (shown < view.items.size())
        putText(page.scene, body.x + left, y + 14,
                page.sayRest("maps.view_more_rows", {std::to_string(view.items.size() - shown)}),
                {11, false, palette::secondText, {}});
}

/// Districts by an indicator: place, name, a bar from 0, the value.
void drawBars(ViewPage& page, const OrderedView& view)
{
    const Box& body = page.body;
    constexpr double mostRow = 28, leastRow = 13;
    const double count = static_cast<double>(view.items.size());
    const double row = std::clamp(body.height / count, leastRow, mostRow);
    std::size_t shown = view.items.size();
    if (count * row > body.height + 0.5)
        shown = static_cast<std::size_t>(std::max(0.0, (body.height - lineOfRest) / row));
    const double textSize = std::min(size, std::floor(row * 0.8));
    double nameWidth = 0, valueWidth = 0, placeWidth = 0, most = 0;
    const auto valueText = [&](const OrderedView::Item& item) {
        return item.value.isNumber()
                   ? formatWithUnit(*item.value.number(), *view.indicator, NumberPlace::Table, page.language)
                   : page.say("maps.absent_missing");
    };
    const auto placeText = [&](const OrderedView::Item& item) {
        return item.place ? page.say("maps.view_rank", {std::to_string(*item.place)}) : std::string();
    };
    for (const OrderedView::Item& item : view.items) {
        nameWidth = std::max(nameWidth, textWidth(item.title.in(page.language), textSize, false));
        valueWidth = std::max(valueWidth, textWidth(valueText(item), textSize, false));
        placeWidth = std::max(placeWidth, textWidth(placeText(item), textSize, false));
        most = std::max(most, std::abs(item.value.number().value_or(0)));
    }
    nameWidth = std::min(nameWidth, 0.3 * body.width);
    const double barLeft = body.x + placeWidth + 10 + nameWidth + 10;
    const double barWidth = std::max(20.0, body.right() - valueWidth - 10 - barLeft);
    for (std::size_t i = 0; i < shown; ++i) {
        const OrderedView::Item& item = view.items[i];
        const Box line{body.x, body.y + static_cast<double>(i) * row, body.width, row};
        const double baseline = middleBaseline(line, textSize);
        const double height = std::min(14.0, row - 4);
        const Box bar{barLeft, line.y + (row - height) / 2, barWidth, height};
        putText(page.scene, body.x + placeWidth, baseline, placeText(item), {textSize, false, palette::secondText, {}},
                Align::Right);
        putText(page.scene, body.x + placeWidth + 10, baseline,
                shortened(item.title.in(page.language), textSize, false, nameWidth),
                {textSize, false, palette::text, {}});
        if (const auto number = item.value.number()) {
            const double share = most > 0 ? std::abs(*number) / most : 0;
            const Colour colour = page.isCopier ? rgb(0x000000) : palette::accent;
            const Colour below = page.isCopier ? rgb(0xFFFFFF) : palette::warning;  // a negative number
            putBox(page.scene, {bar.x, bar.y, std::max(1.0, bar.width * share), bar.height},
                   *number < 0 ? below : colour, {}, Stroke{*number < 0 ? palette::warning : colour, 0.8, {}, false});
        } else {
            putBox(page.scene, bar, palette::absentGround, missingPattern());
        }
        putText(page.scene, body.right(), baseline, valueText(item), {textSize, false, palette::text, {}},
                Align::Right);
        if (item.value.isNumber() && item.status == Status::Sample)
            putSampleMark(page.scene, bar);
    }
    if (shown < view.items.size())
        putText(page.scene, body.x, body.y + static_cast<double>(shown) * row + 13,
                page.sayRest("maps.view_more_rows", {std::to_string(view.items.size() - shown)}),
                {11, false, palette::secondText, {}});
}

}  // namespace

void appendOrdered(ViewPage& page, const OrderedView& view)
{
    if (view.items.empty()) {
        appendEmpty(page);
        return;
    }
    bool hasSample = false;
    for (const OrderedView::Item& item : view.items)
        hasSample = hasSample || (item.status == Status::Sample && (!view.indicator || item.value.isNumber()));
    if (hasSample)
        appendKeyBelow(page, {sampleKey(page)});
    if (view.indicator)
        drawBars(page, view);
    else
        drawRows(page, view);
}

}  // namespace chiiki
