#include <algorithm>
#include <cmath>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"

namespace chiiki {
namespace {

constexpr double leastGroup = 230;
constexpr double groupGap = 28;
constexpr double leastRow = 16;
constexpr double mostRow = 30;
const Colour usedColour = rgb(0x756BB1);

/// The gauges of one cap.
struct GaugeGroup {
    std::string title;
    double cap = 0;
    std::string period;
    std::vector<const GaugeView::Gauge*> gauges;
};

std::vector<GaugeGroup> groupsOf(const ViewPage& page, const GaugeView& view)
{
    std::vector<GaugeGroup> groups;
    for (const GaugeView::Gauge& gauge : view.gauges) {
        const std::string& title = gauge.title.in(page.language);
        if (groups.empty() || groups.back().title != title)
            groups.push_back({title, gauge.cap, gauge.period.in(page.language), {}});
        groups.back().gauges.push_back(&gauge);
    }
    return groups;
}

std::string labelOf(const ViewPage& page, const GaugeView::Gauge& gauge)
{
    std::string label = gauge.label.in(page.language);
    if (gauge.year)
        label += (label.empty() ? "" : " ") + shortTitle({*gauge.year}, page.language);
    return label;
}

/// 残り, 超過, what is left at most where a part of the amounts is not said, or that none is.
std::string leftText(const ViewPage& page, const GaugeView::Gauge& gauge, const CellNumbers& numbers)
{
    if (!gauge.used)
        return page.say("maps.view_gauge_unknown");
    const double left = gauge.cap - *gauge.used;
    const std::string amount = numbers.withUnit(std::abs(left), page.language);
    if (left < 0)
        return page.say("maps.view_over", {amount});
    return page.say(gauge.unsaid.ja.empty() ? "maps.view_left" : "maps.view_at_most_left", {amount});
}

/// The rest of a bar whose used part is more than is known: hatched, with what is not said.
void drawUnsaid(ViewPage& page, const GaugeView::Gauge& gauge, const Box& rest)
{
    constexpr double size = 11;
    putBox(page.scene, rest, palette::absentGround, missingPattern());
    const auto fits = [&](const std::string& text) { return textWidth(text, size, false) <= rest.width - 8; };
    std::string words = page.say("maps.view_gauge_partly_unknown", {gauge.unsaid.in(page.language)});
    // Where little is left the years alone, or none; the bars above and below say the whole.
    if (!fits(words))
        words = gauge.unsaid.in(page.language);
    if (!fits(words))
        return;
    const double width = textWidth(words, size, false) + 6;
    putBox(page.scene, {rest.right() - width - 2, rest.y + 1, width, rest.height - 2}, palette::absentGround);
    putText(page.scene, rest.right() - 5, middleBaseline(rest, size), words, {size, false, palette::text, {}},
            Align::Right);
}

void drawGroup(ViewPage& page, const GaugeGroup& group, const Box& box, const CellNumbers& numbers)
{
    Scene& scene = page.scene;
    double y =
        putLines(scene, box.x, box.y + 13, wrapText(group.title, 13, true, box.width), {13, true, palette::text, {}}) -
        13;
    const std::string cap = numbers.withUnit(group.cap, page.language);
    putText(scene, box.x, y + 14,
            group.period.empty() ? page.say("maps.view_cap", {cap})
                                 : page.say("maps.view_cap_period", {cap, group.period}),
            {11, false, palette::secondText, {}});
    y += 22;
    const double room = box.bottom() - y;
    const double row = std::clamp(room / static_cast<double>(group.gauges.size()), leastRow, mostRow);
    std::size_t shown = group.gauges.size();
    if (static_cast<double>(shown) * row > room + 0.5)
        shown = static_cast<std::size_t>(std::max(0.0, (room - 16) / row));
    double most = group.cap;
    for (const GaugeView::Gauge* gauge : group.gauges)
        most = std::max(most, gauge->used.value_or(0));
    // Small enough that labels and numbers leave the bars some room.
    constexpr double leastBar = 48, smallest = 11;
    double size = std::min(12.0, std::floor(row * 0.8)), labelWidth = 0, leftWidth = 0;
    const auto measure = [&] {
        labelWidth = leftWidth = 0;
        for (const GaugeView::Gauge* gauge : group.gauges) {
            labelWidth = std::max(labelWidth, textWidth(labelOf(page, *gauge), size, false));
            leftWidth = std::max(leftWidth, textWidth(leftText(page, *gauge, numbers), size, true));
        }
        return labelWidth + leftWidth + 18 + leastBar;
    };
    while (measure() > box.width && size > smallest)
        size -= 1;
    labelWidth = std::min(labelWidth, 0.5 * box.width);
    const double barLeft = box.x + labelWidth + 8;
    const double barWidth = std::max(24.0, box.right() - leftWidth - 10 - barLeft);
    const auto x = [&](double amount) { return barLeft + barWidth * amount / most; };
    for (std::size_t i = 0; i < shown; ++i) {
        const GaugeView::Gauge& gauge = *group.gauges[i];
        const Box line = {box.x, y, box.width, row};
        putText(scene, box.x, middleBaseline(line, size), shortened(labelOf(page, gauge), size, false, labelWidth),
                {size, false, palette::text, {}});
        const double height = std::min(14.0, row - 4);
        const Box bar = {barLeft, y + (row - height) / 2, barWidth, height};
        const Box frame = {barLeft, bar.y, x(group.cap) - barLeft, height};
        putBox(scene, frame, gauge.used ? rgb(0xFFFFFF) : palette::absentGround,
               gauge.used ? std::nullopt : std::optional(missingPattern()), Stroke{palette::absentInk, 0.8, {}, false});
        if (gauge.used) {
            const double within = std::min(*gauge.used, group.cap);
            if (!gauge.unsaid.ja.empty())
                drawUnsaid(page, gauge, {x(within), bar.y, x(group.cap) - x(within), height});
            putBox(scene, {barLeft, bar.y, x(within) - barLeft, height}, page.isCopier ? rgb(0x000000) : usedColour);
            if (*gauge.used > group.cap)
                putBox(scene, {x(group.cap), bar.y, x(*gauge.used) - x(group.cap), height}, rgb(0xFFFFFF),
                       Pattern{Pattern::Kind::Lines, 4, 1.5, 45, palette::warning},
                       Stroke{palette::warning, 1.2, {}, false});
        }
        putLine(scene, {x(group.cap), bar.y - 1.5}, {x(group.cap), bar.bottom() + 1.5}, palette::text, 1.5);
        if (gauge.status == Status::Sample)
            putSampleMark(scene, bar);
        const bool isOver = gauge.used && *gauge.used > group.cap;
        putText(scene, box.right(), middleBaseline(line, size), leftText(page, gauge, numbers),
                {size, isOver, isOver ? palette::warning : palette::secondText, {}}, Align::Right);
        y += row;
    }
    if (shown < group.gauges.size())
        putText(scene, box.x, y + 12,
                page.sayRest("maps.view_more_cards", {std::to_string(group.gauges.size() - shown)}),
                {11, false, palette::secondText, {}});
}

}  // namespace

void appendGauges(ViewPage& page, const GaugeView& view)
{
    const std::vector<GaugeGroup> groups = groupsOf(page, view);
    if (groups.empty()) {
        appendEmpty(page);
        return;
    }
    std::vector<double> amounts;
    bool hasSample = false;
    for (const GaugeView::Gauge& gauge : view.gauges) {
        hasSample = hasSample || gauge.status == Status::Sample;
        amounts.push_back(gauge.cap);
        if (gauge.used)
            amounts.push_back(*gauge.used);
    }
    const CellNumbers numbers(view.unit, amounts);
    if (hasSample)
        appendKeyBelow(page, {sampleKey(page)});
    if (!view.withoutRows.empty()) {
        const auto lines = wrapText(page.say("maps.view_not_under_cap", {std::to_string(view.withoutRows.size()),
                                                                         page.districtNames(view.withoutRows)}),
                                    12, false, page.body.width);
        page.body.height -= static_cast<double>(lines.size()) * 12 * lineLeading + 8;
        putLines(page.scene, page.body.x, page.body.bottom() + 8 + 12, lines, {12, false, palette::text, {}});
    }
    // As many beside one another as are wide enough, the rest below.
    const Box& body = page.body;
    const auto across = std::clamp<std::size_t>(
        static_cast<std::size_t>((body.width + groupGap) / (leastGroup + groupGap)), 1, groups.size());
    const std::size_t down = (groups.size() + across - 1) / across;
    const double width = (body.width - groupGap * static_cast<double>(across - 1)) / static_cast<double>(across);
    const double height = (body.height - 14 * static_cast<double>(down - 1)) / static_cast<double>(down);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::size_t column = i % across, row = i / across;
        drawGroup(page, groups[i],
                  {body.x + static_cast<double>(column) * (width + groupGap),
                   body.y + static_cast<double>(row) * (height + 14), width, height},
                  numbers);
    }
}

}  // namespace chiiki
