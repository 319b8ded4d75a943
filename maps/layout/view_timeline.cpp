#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/model/fiscal_year.h"
#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"

namespace chiiki {
namespace {

using Day = std::chrono::sys_days;

constexpr double size = 12;
constexpr double leading = size * lineLeading;
constexpr double headHeight = 22;
constexpr double leastRow = 20;
constexpr double mostExtra = 12;
constexpr double lineOfRest = 18;
constexpr std::size_t mostLines = 3;  // of a title

/// Of a full ISO date, which every event with a date has.
Day dayOf(const std::string& iso)
{
    return std::chrono::year(std::stoi(iso.substr(0, 4))) / std::stoi(iso.substr(5, 2)) / std::stoi(iso.substr(8, 2));
}

/// The first of April to the end of March, as many years as the events need.
struct Axis {
    Day first;
    Day last;
    double left = 0;
    double width = 0;

    double x(Day day) const
    {
        return left + width * static_cast<double>((day - first).count()) / static_cast<double>((last - first).count());
    }
};

std::chrono::year fiscalYearOf(Day day)
{
    const std::chrono::year_month_day date(day);
    return date.month() < std::chrono::April ? date.year() - std::chrono::years(1) : date.year();
}

Axis axisOf(const TimelineView& view, double left, double width)
{
    Axis axis{Day::max(), Day::min(), left, width};
    for (const TimelineView::Event& event : view.events) {
        if (event.first.empty())
            continue;
        axis.first = std::min(axis.first, dayOf(event.first));
        axis.last = std::max(axis.last, dayOf(event.last));
    }
    axis.first = fiscalYearOf(axis.first) / std::chrono::April / 1;
    axis.last = (fiscalYearOf(axis.last) + std::chrono::years(1)) / std::chrono::April / 1;
    return axis;
}

/// Lines at the beginning of fiscal years, with quarters where one or two years leave room; their names above.
void drawAxis(ViewPage& page, const Axis& axis, double top, double bottom)
{
    const int years = static_cast<int>((axis.last - axis.first).count() / 365);
    const double perYear = axis.width / years;
    double freeFrom = axis.left - 1;
    for (int i = 0; i <= years; ++i) {
        const std::chrono::year year = fiscalYearOf(axis.first) + std::chrono::years(i);
        const double x = axis.x(year / std::chrono::April / 1);
        putLine(page.scene, {x, top}, {x, bottom}, palette::hairline, 1);
        if (i == years)
            break;
        const std::string name = page.say("maps.view_year_tick", {shortTitle({static_cast<int>(year)}, page.language)});
        const double width = textWidth(name, 12, false);
        if (x >= freeFrom && x + width <= axis.left + axis.width) {
            putText(page.scene, x + 2, top - 6, name, {12, false, palette::secondText, {}});
            freeFrom = x + width + 8;
        }
        constexpr double leastQuarter = 18;
        for (int quarter = 1; quarter < 4 && perYear / 4 >= leastQuarter; ++quarter) {
            const double at = axis.x(year / std::chrono::April / 1) + perYear * quarter / 4;
            putLine(page.scene, {at, top + 4}, {at, bottom}, palette::hairline, 0.6, {2, 3});
        }
    }
}

std::string wordsOf(const ViewPage& page, const TimelineView::Event& event)
{
    std::string text = event.title.in(page.language);
    if (text.empty())
        text = page.say("maps.view_unknown");
    if (event.districtCodes.empty())
        return text;
    const std::string names = event.districtCodes.size() == page.city.districts.size()
                                  ? page.say("maps.view_all_districts", {std::to_string(page.city.districts.size())})
                                  : page.districtNames(event.districtCodes);
    return text + (page.language == Language::Japanese ? "（" + names + "）" : " (" + names + ")");
}

void drawMark(ViewPage& page, const TimelineView::Event& event, const Axis& axis, double middle)
{
    const Colour colour = page.isCopier ? rgb(0x000000) : palette::accent;
    const Day first = dayOf(event.first), last = dayOf(event.last);
    Path mark;
    if (first == last) {
        mark.addCircle({axis.x(first), middle}, 4.5);
    } else {
        const double left = axis.x(first), right = axis.x(last + std::chrono::days(1));
        mark.addRoundedBox({left, middle - 4, std::max(12.0, right - left), 8}, 4);
    }
    const std::optional<Colour> fill = event.isAhead || event.isPlanned ? rgb(0xFFFFFF) : colour;
    page.scene.items.push_back(PathItem{mark, fill, {}, Stroke{colour, 1.6, {}, false}});
}

}  // namespace

void appendTimeline(ViewPage& page, const TimelineView& view)
{
    if (view.events.empty()) {
        appendEmpty(page);
        return;
    }
    bool hasSample = false, hasAhead = false, hasPlanned = false, hasSpan = false, hasDay = false;
    for (const TimelineView::Event& event : view.events) {
        hasSample = hasSample || event.status == Status::Sample;
        hasAhead = hasAhead || (!event.first.empty() && event.isAhead);
        hasPlanned = hasPlanned || (event.isPlanned && !event.isAhead);
        hasSpan = hasSpan || event.first != event.last;
        hasDay = hasDay || (!event.first.empty() && event.first == event.last);
    }
    const bool hasDates = hasDay || hasSpan;
    const Colour colour = page.isCopier ? rgb(0x000000) : palette::accent;
    std::vector<KeyEntry> key;
    if (hasDay)
        key.push_back({KeyEntry::Sign::Dot, colour, {}, page.say("maps.view_on_a_day")});
    if (hasSpan)
        key.push_back({KeyEntry::Sign::Bar, colour, {}, page.say("maps.view_in_a_span")});
    if (hasAhead)
        key.push_back({KeyEntry::Sign::HollowDot, colour, {}, page.say("maps.view_ahead")});
    if (hasPlanned)
        key.push_back({KeyEntry::Sign::HollowDot, colour, {}, page.say("maps.view_planned")});
    if (hasSample)
        key.push_back(sampleKey(page));
    appendKeyBelow(page, key);

    const Box& body = page.body;
    double dateWidth = 0;
    const auto dateText = [&](const TimelineView::Event& event) {
        return event.first.empty() ? page.say("maps.view_no_date") : event.date.in(page.language);
    };
    for (const TimelineView::Event& event : view.events)
        dateWidth = std::max(dateWidth, textWidth(dateText(event), 12, false));
    const double axisLeft = body.x + dateWidth + 12;
    const double axisWidth = hasDates ? std::clamp(0.5 * body.width, 90.0, 640.0) : 0;
    const double titleLeft = axisLeft + axisWidth + (hasDates ? 14 : 0);
    const double titleWidth = body.right() - titleLeft;

    std::vector<std::vector<std::string>> titles;
    std::vector<double> heights;
    double used = headHeight;
    for (const TimelineView::Event& event : view.events) {
        titles.push_back(fittedLines(wordsOf(page, event), size, false, titleWidth, mostLines));
        heights.push_back(std::max(leastRow, static_cast<double>(titles.back().size()) * leading + 5));
        used += heights.back();
    }
    std::size_t shown = view.events.size();
    while (shown > 0 && used + (shown < view.events.size() ? lineOfRest : 0) > body.height)
        used -= heights[--shown];

    // A few events stand wider apart.
    const double extra =
        shown < view.events.size() ? 0 : std::clamp((body.height - used) / static_cast<double>(shown), 0.0, mostExtra);
    used += extra * static_cast<double>(shown);
    if (hasDates)
        drawAxis(page, axisOf(view, axisLeft, axisWidth), body.y + headHeight, body.y + used);
    double y = body.y + headHeight;
    for (std::size_t i = 0; i < shown; ++i) {
        const TimelineView::Event& event = view.events[i];
        const double baseline = y + extra / 2 + size + 1;
        putLine(page.scene, {body.x, y}, {body.right(), y}, palette::hairline, 0.6);
        putText(page.scene, body.x + dateWidth, baseline, dateText(event), {12, false, palette::secondText, {}},
                Align::Right);
        if (!event.first.empty())
            drawMark(page, event, axisOf(view, axisLeft, axisWidth), y + extra / 2 + leastRow / 2 - 1);
        putLines(page.scene, titleLeft, baseline, titles[i], {size, false, palette::text, {}});
        if (event.status == Status::Sample)
            putSampleMark(page.scene, {body.x, y + 1, 12, heights[i] - 2});
        y += heights[i] + extra;
    }
    if (shown < view.events.size())
        putText(page.scene, body.x, y + 13,
                page.sayRest("maps.view_more_cards", {std::to_string(view.events.size() - shown)}),
                {12, false, palette::secondText, {}});
}

}  // namespace chiiki
