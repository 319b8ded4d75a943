#include <algorithm>
#include <cmath>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

const Colour beforeColour = rgb(0x9AA3AC);
const Colour afterColour = rgb(0x756BB1);
constexpr double leastBand = 34;
constexpr double mostBand = 74;

/// A group, or all of them together.
struct FlowRow {
    std::string title;
    std::optional<double> before;
    std::optional<double> after;
    int rows = 0;
    int unsaid = 0;  // rows that lack an amount: no change can be said
    bool isSample = false;
    bool isTotal = false;
};

std::vector<FlowRow> rowsOf(const ViewPage& page, const FlowView& view)
{
    std::vector<FlowRow> rows;
    FlowRow total{page.say("maps.view_total"), {}, {}, 0, 0, false, true};
    for (const FlowView::Band& band : view.bands) {
        const int unsaid = std::max(band.rowsWithoutBefore, band.rowsWithoutAfter);
        rows.push_back({band.group.in(page.language), band.before, band.after, band.rows, unsaid,
                        band.status == Status::Sample, false});
        if (band.before)
            total.before = total.before.value_or(0) + *band.before;
        if (band.after)
            total.after = total.after.value_or(0) + *band.after;
        total.rows += band.rows;
        total.unsaid += unsaid;
    }
    if (rows.size() > 1)
        rows.push_back(total);
    return rows;
}

std::string changeText(const FlowRow& row, const CellNumbers& numbers)
{
    if (!row.before || !row.after || row.unsaid > 0)
        return std::string(absenceSign(Absence::Missing));
    const double change = *row.after - *row.before;
    std::string text = numbers.change(change);
    if (*row.before != 0)
        text += " (" + formatChange(100 * change / *row.before, 1) + "%)";
    return text;
}

}  // namespace

void appendFlow(ViewPage& page, const FlowView& view)
{
    if (view.bands.empty()) {
        appendEmpty(page);
        return;
    }
    std::vector<FlowRow> rows = rowsOf(page, view);
    std::vector<double> amounts;
    bool hasSample = false;
    for (const FlowRow& row : rows) {
        hasSample = hasSample || row.isSample;
        for (const auto& amount : {row.before, row.after})
            if (amount)
                amounts.push_back(*amount);
    }
    const CellNumbers numbers(view.unit, amounts);
    // The total has no bar: beside it the groups' bars would all be short.
    double most = 0;
    for (const FlowRow& row : rows)
        if (!row.isTotal)
            most = std::max({most, row.before.value_or(0), row.after.value_or(0)});

    std::vector<KeyEntry> key = {
        {KeyEntry::Sign::Swatch, page.isCopier ? rgb(0xFFFFFF) : beforeColour, {}, page.say("maps.view_before")},
        {KeyEntry::Sign::Swatch, page.isCopier ? rgb(0x000000) : afterColour, {}, page.say("maps.view_after")}};
    if (hasSample)
        key.push_back(sampleKey(page));
    appendKeyBelow(page, key);

    const Box& body = page.body;
    double valueWidth = 0, changeWidth = textWidth(page.say("maps.view_change"), 11, true);
    double titleWidth = 0;
    for (const FlowRow& row : rows) {
        titleWidth = std::max(titleWidth, textWidth(row.title, 13, row.isTotal));
        changeWidth = std::max(changeWidth, textWidth(changeText(row, numbers), 12, true));
        if (row.unsaid > 0)
            changeWidth = std::max(
                changeWidth, textWidth(page.say("maps.view_unsaid_rows", {std::to_string(row.unsaid)}), 10, false));
        for (const auto& amount : {row.before, row.after})
            if (amount)
                valueWidth = std::max(valueWidth, textWidth(numbers.text(*amount), 12, false));
    }
    titleWidth = std::min(titleWidth + 10, 0.3 * body.width);
    const double barLeft = body.x + titleWidth + 12;
    const double barWidth = body.right() - changeWidth - 14 - valueWidth - 8 - barLeft;
    constexpr double head = 20;
    putText(page.scene, body.right(), body.y + 13, page.say("maps.view_change"), {11, true, palette::secondText, {}},
            Align::Right);

    const double room = body.height - head;
    const double band = std::clamp(room / static_cast<double>(rows.size()), leastBand, mostBand);
    const auto fitting = static_cast<std::size_t>((room + 1) / band);
    std::size_t hidden = 0;
    if (fitting < rows.size()) {
        // The total stays: what is hidden is in it.
        const std::size_t kept = std::max<std::size_t>(1, static_cast<std::size_t>((room - 17) / band) - 1);
        hidden = rows.size() - 1 - kept;
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(kept), rows.end() - 1);
    }
    double y = body.y + head;
    for (const FlowRow& row : rows) {
        if (row.isTotal && hidden > 0) {
            putText(page.scene, body.x, y + 12, page.sayRest("maps.view_more_rows", {std::to_string(hidden)}),
                    {11, false, palette::secondText, {}});
            y += 17;
        }
        putLine(page.scene, {body.x, y}, {body.right(), y}, row.isTotal ? palette::absentInk : palette::hairline,
                row.isTotal ? 1.2 : 0.8);
        const Box box = {body.x, y, body.width, band};
        const auto title = fittedLines(row.title, 13, row.isTotal, titleWidth,
                                       std::max<std::size_t>(1, static_cast<std::size_t>((band - 2) / 17)));
        putLines(page.scene, body.x, y + (band - static_cast<double>(title.size()) * 13 * lineLeading) / 2 + 13.5,
                 title, {13, row.isTotal, palette::text, {}});
        const double bar = std::min(18.0, (band - 8) / 2);
        for (int side = 0; side < 2; ++side) {
            const auto& amount = side == 0 ? row.before : row.after;
            const Box place = {barLeft, y + band / 2 + (side == 0 ? -bar - 0.5 : 0.5), barWidth, bar};
            const double size = std::min(12.0, bar - 1);
            double end = barLeft;
            if (amount && !row.isTotal && most > 0) {
                const double width = std::max(1.0, barWidth * *amount / most);
                const Box filled = {barLeft, place.y, width, bar};
                const Colour fill = page.isCopier ? (side == 0 ? rgb(0xFFFFFF) : rgb(0x000000))
                                    : side == 0   ? beforeColour
                                                  : afterColour;
                putBox(page.scene, filled, fill, {}, Stroke{palette::absentInk, 0.6, {}, false});
                end += width;
            }
            const std::string number = amount ? numbers.text(*amount) : std::string(absenceSign(Absence::Missing));
            // Without a bar its colour cannot tell which of the two it is.
            const std::string which =
                row.isTotal ? page.say(side == 0 ? "maps.view_before" : "maps.view_after") + " " : "";
            putText(page.scene, end + (row.isTotal ? 0 : 6), middleBaseline(place, size), which + number,
                    {size, row.isTotal, palette::text, {}});
        }
        if (row.isSample)
            putSampleMark(page.scene, {barLeft - 8, y + band / 2 - bar, 12, 12});
        const bool isLess = row.before && row.after && row.unsaid == 0 && *row.after < *row.before;
        const double changeY = middleBaseline(box, 12) - (row.unsaid > 0 ? 7 : 0);
        putText(page.scene, body.right(), changeY, changeText(row, numbers),
                {12, true, isLess ? palette::notice : palette::text, {}}, Align::Right);
        if (row.unsaid > 0)
            putText(page.scene, body.right(), changeY + 14,
                    page.say("maps.view_unsaid_rows", {std::to_string(row.unsaid)}),
                    {11, false, palette::secondText, {}}, Align::Right);
        y += band;
    }
    putLine(page.scene, {body.x, y}, {body.right(), y}, palette::hairline, 0.8);
}

}  // namespace chiiki
