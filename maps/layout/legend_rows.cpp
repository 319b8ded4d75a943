#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "core/base/message.h"
#include "core/text/number_text.h"
#include "maps/layout/legend.h"
#include "maps/scene/facility_layer.h"
#include "maps/scene/route_layer.h"
#include "maps/style/glyph.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

LegendRow textRow(LegendRow::Sign sign, std::string text)
{
    LegendRow row;
    row.sign = sign;
    row.text = std::move(text);
    return row;
}

std::string yearHeading(const Choropleth& choropleth, Language language)
{
    std::string heading = title(choropleth.year, language);
    static constexpr std::pair<Series, std::string_view> names[] = {
        {Series::Base, "maps.series_base"},
        {Series::Target, "maps.series_target"},
        {Series::Forecast, "maps.series_forecast"},
    };
    for (const auto& [series, message] : names)
        if (series == choropleth.series)
            heading += " " + speak({message, {}}, language);
    return heading;
}

/// A value whose circle is a good size for a legend: 1, 2 or 5 times a power of ten.
double roundValue(double value)
{
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double digit : {5.0, 2.0, 1.0})
        if (digit * power <= value)
            return digit * power;
    return power;
}

void addClasses(std::vector<LegendRow>& rows, const Choropleth& choropleth, const MapContent& content)
{
    // Where no district has a value there is no class either, not even one of 0.
    const bool hasNumber = std::any_of(choropleth.counts.begin(), choropleth.counts.end(), [](int n) { return n > 0; });
    const int classes = hasNumber ? choropleth.breaks.classCount() : 0;
    for (int i = 0; i < classes; ++i) {
        LegendRow row = textRow(LegendRow::Sign::Swatch, classRange(choropleth, i, content.language));
        row.count = choropleth.counts[static_cast<std::size_t>(i)];
        row.classIndex = i;
        const ClassLook look = classLook(choropleth, i, content.ink);
        row.fill = look.fill;
        row.pattern = look.pattern;
        if (content.ink != ClassInk::Colours)
            row.text.insert(0, classSign(i) + " ");
        rows.push_back(std::move(row));
    }
    if (content.ink == ClassInk::Hatched && classes > 0)
        rows.push_back(textRow(LegendRow::Sign::Note, speak({"maps.hatched_legend", {}}, content.language)));
}

void addCircles(std::vector<LegendRow>& rows, const Choropleth& choropleth, const MapContent& content)
{
    const Language language = content.language;
    const double largest = largestCircleValue(choropleth);
    if (!(largest > 0))
        return;
    rows.push_back(textRow(LegendRow::Sign::Note, speak({"maps.legend_circles", {}}, language)));
    double last = 0;
    for (const double share : {1.0, 0.35, 0.08}) {
        double value = share == 1.0 ? largest : roundValue(largest * share);
        // As it is written beside the circle: a circle of 0 there is none.
        if (choropleth.indicator.decimals == 0)
            value = std::round(value);
        if (value == last || !(value > 0))
            continue;
        last = value;
        LegendRow row =
            textRow(LegendRow::Sign::Circle, formatWithUnit(value, choropleth.indicator, NumberPlace::Map, language));
        row.radius = circleRadius(value, largest, content.circleRadius);
        row.fill = choropleth.colours.back();
        rows.push_back(std::move(row));
    }
}

void addAbsences(std::vector<LegendRow>& rows, const Choropleth& choropleth, Language language)
{
    if (choropleth.indicator.cityOnly) {
        rows.push_back(textRow(LegendRow::Sign::Note, speak({"maps.city_only", {}}, language)));
        return;
    }
    const auto add = [&](std::string_view message, int count, Colour fill, std::optional<Pattern> pattern) {
        if (count == 0)
            return;
        LegendRow row = textRow(LegendRow::Sign::Swatch, speak({message, {}}, language));
        row.count = count;
        row.fill = fill;
        row.pattern = pattern;
        rows.push_back(std::move(row));
    };
    add("maps.absent_missing", choropleth.missing, palette::absentGround,
        Pattern{Pattern::Kind::Lines, 6, 1, 45, palette::absentInk});
    add("maps.absent_suppressed", choropleth.suppressed, palette::absentGround,
        Pattern{Pattern::Kind::Dots, 6, 1.5, 0, palette::absentInk});
    add("maps.absent_not_applicable", choropleth.notApplicable, palette::paper, {});
}

void addFacilities(std::vector<LegendRow>& rows, const CityScene& city, const FacilityLayer& layer, Language language)
{
    const Snapshot& snapshot = city.snapshot();
    const std::vector<const Facility*> shown = facilitiesOf(snapshot, layer);
    for (const std::string& kind : layer.kinds) {
        const FacilityKind* found = findFacilityKind(snapshot, kind);
        LegendRow row = textRow(LegendRow::Sign::Glyph, found ? found->title.in(language) : kind);
        row.glyph = found && !found->glyph.empty() ? found->glyph : std::string(glyphNameOfKind(kind));
        row.count = static_cast<int>(std::count_if(shown.begin(), shown.end(), [&](const Facility* facility) {
            return facility->kind == kind && facility->placement.rest == Placement::Rest::None;
        }));
        rows.push_back(std::move(row));
    }
    for (const auto& [rest, message] :
         {std::pair(Placement::Rest::Outside, "maps.outside"), std::pair(Placement::Rest::Unplaced, "maps.unplaced")}) {
        LegendRow row = textRow(LegendRow::Sign::None, speak({message, {}}, language));
        row.count = static_cast<int>(std::count_if(shown.begin(), shown.end(), [rest = rest](const Facility* facility) {
            return facility->placement.rest == rest;
        }));
        if (*row.count > 0)
            rows.push_back(std::move(row));
    }
    if (shown.size() > mostSingleMarks) {
        rows.push_back(textRow(LegendRow::Sign::Note, speak({"maps.legend_merged", {}}, language)));
        if (layer.kinds.size() > 1)
            rows.push_back(textRow(LegendRow::Sign::Note, speak({"maps.legend_merged_kinds", {}}, language)));
    }
}

/// 「2010年」, or 「2010・2021年」 where parts of a kind are of several years; empty where the source does not say.
std::string routeYears(const Snapshot& snapshot, RouteKind kind, Language language)
{
    std::set<int> years;
    for (const Route& route : snapshot.routes)
        if (route.kind == kind && route.dataYear > 0)
            years.insert(route.dataYear);
    std::string text;
    for (const int year : years)
        text += (text.empty() ? "" : language == Language::Japanese ? "・" : ", ") + std::to_string(year);
    return text.empty() ? text : speak({"maps.route_year", {text}}, language);
}

/// Stops and stations, in the order in which they are drawn.
void addStops(std::vector<LegendRow>& rows, const Snapshot& snapshot, Language language)
{
    static constexpr std::tuple<RouteKind, const char*, const char*> kinds[] = {
        {RouteKind::Rail, "station", "maps.stop_rail"},
        {RouteKind::Taxi, "taxi_stop", "maps.stop_taxi"},
        {RouteKind::Bus, "bus_stop", "maps.stop_bus"}};
    for (const auto& [kind, glyph, message] : kinds) {
        if (std::none_of(snapshot.stops.begin(), snapshot.stops.end(),
                         [kind = kind](const Stop& stop) { return stop.kind == kind; }))
            continue;
        LegendRow row = textRow(LegendRow::Sign::Glyph, speak({message, {}}, language));
        row.glyph = glyph;
        rows.push_back(std::move(row));
    }
}

void addRoutes(std::vector<LegendRow>& rows, const CityScene& city, bool hasRoads, Language language)
{
    bool hasBus = false, hasRail = false;
    for (const Route& route : city.snapshot().routes) {
        hasBus = hasBus || (hasRoads && route.kind == RouteKind::Bus);
        hasRail = hasRail || route.kind == RouteKind::Rail;
    }
    const auto yearsOf = [&](RouteKind kind) { return routeYears(city.snapshot(), kind, language); };
    const auto add = [&](std::string_view message, Stroke stroke, std::vector<std::string> arguments = {}) {
        LegendRow row = textRow(LegendRow::Sign::Line, speak({message, std::move(arguments)}, language));
        row.stroke = std::move(stroke);
        rows.push_back(std::move(row));
    };
    if (hasRail)
        add("maps.route_rail", {palette::rail, 3, {7, 7}, false}, {yearsOf(RouteKind::Rail)});
    if (hasBus) {
        rows.push_back(textRow(LegendRow::Sign::Note, speak({"maps.route_bus", {yearsOf(RouteKind::Bus)}}, language)));
        add("maps.route_bus_few", {palette::bus, busWidth(1), {}, true});
        add("maps.route_bus_some", {palette::bus, busWidth(10), {}, true});
        add("maps.route_bus_many", {palette::bus, busWidth(30), {}, true});
    }
    if (!hasRoads)
        return;
    const std::vector<TaxiLine> taxis = taxiLines(city.snapshot());
    if (!taxis.empty())
        rows.push_back(
            textRow(LegendRow::Sign::Note, speak({"maps.route_taxi", {yearsOf(RouteKind::Taxi)}}, language)));
    for (const TaxiLine& taxi : taxis) {
        LegendRow row = textRow(LegendRow::Sign::Line, taxi.name);
        row.stroke = taxi.stroke;
        rows.push_back(std::move(row));
    }
}

/// A class of a few whole numbers as these: 「3」, 「4～6」. nullopt for other numbers.
std::optional<std::string> wholeRange(const Choropleth& choropleth, int index, Language language)
{
    constexpr double mostFew = 30;
    const ClassBreaks& breaks = choropleth.breaks;
    const bool isWhole =
        choropleth.indicator.kind != IndicatorKind::Rate && breaks.lowest >= 0 && breaks.highest <= mostFew &&
        breaks.lowest == std::round(breaks.lowest) && breaks.highest == std::round(breaks.highest) &&
        std::all_of(choropleth.districts.begin(), choropleth.districts.end(), [](const DistrictReading& reading) {
            return !reading.value.isNumber() || *reading.value.number() == std::round(*reading.value.number());
        });
    if (!isWhole)
        return std::nullopt;
    const double from = index == 0 ? breaks.lowest : std::ceil(breaks.limits[static_cast<std::size_t>(index - 1)]);
    const double to = index == breaks.classCount() - 1 ? breaks.highest
                                                       : std::ceil(breaks.limits[static_cast<std::size_t>(index)]) - 1;
    if (to <= from)
        return formatNumber(from, 0);
    return speak({"maps.range_whole", {formatNumber(from, 0), formatNumber(to, 0)}}, language);
}

}  // namespace

std::string classRange(const Choropleth& choropleth, int index, Language language)
{
    const Indicator& indicator = choropleth.indicator;
    const ClassBreaks& breaks = choropleth.breaks;
    const double factor = indicator.unit == "ratio" ? 100 : 1;
    int decimals = 0;
    for (const double limit : breaks.limits)
        decimals = std::max(decimals, std::min(decimalsNeeded(roundedToSignificant(limit * factor, 12)), 6));
    const int shown = std::max(decimals, factor == 100 || indicator.unit == "percent" ? 1 : indicator.decimals);
    const auto limitText = [&](double value) {
        return formatNumber(roundedToSignificant(value * factor, 12), decimals);
    };
    const double step = std::pow(10.0, -shown);
    const double lowest = std::floor(roundedToSignificant(breaks.lowest * factor, 12) / step) * step;
    const double highest = breaks.highest * factor;
    // Whole ends are written as the limits are: 「80以上 100以下」, not 100.0.
    const auto endText = [&](double value) {
        return formatNumber(value,
                            formatNumber(value, shown) == formatNumber(std::round(value), shown) ? decimals : shown);
    };
    const std::string first = endText(lowest);
    const std::string last = endText(highest);
    if (indicator.kind == IndicatorKind::Category)
        return formatNumber(index == 0 ? breaks.lowest : breaks.limits[static_cast<std::size_t>(index - 1)], indicator,
                            NumberPlace::Map, language);
    if (const auto whole = wholeRange(choropleth, index, language))
        return *whole;
    const bool isFirst = index == 0;
    const bool isLast = index == breaks.classCount() - 1;
    // Fixed limits may lie beyond the values; then the end of the range is the limit's, not the values'.
    std::string from = isFirst
                           ? (breaks.limits.empty() || breaks.lowest < breaks.limits.front() ? first : std::string())
                           : limitText(breaks.limits[static_cast<std::size_t>(index - 1)]);
    const std::string to = isLast ? last : limitText(breaks.limits[static_cast<std::size_t>(index)]);
    if (isFirst && from.empty())
        return speak({"maps.range_below", {to}}, language);
    if (isLast && !isFirst && breaks.highest < breaks.limits.back())
        return speak({"maps.range_above", {from}}, language);
    if (isFirst && isLast && from == to)
        return from;
    return speak({isLast ? "maps.range_closed" : "maps.range_open", {from, to}}, language);
}

std::vector<LegendRow> legendRows(const CityScene* city, const MapContent& content, double unplaced)
{
    const Language language = content.language;
    std::vector<LegendRow> rows;
    if (content.choropleth) {
        const Choropleth& choropleth = *content.choropleth;
        rows.push_back(textRow(LegendRow::Sign::Heading, choropleth.indicator.title.in(language)));
        std::string unit;
        if (choropleth.indicator.kind != IndicatorKind::Category)
            unit = unitTitle(choropleth.indicator, language) + (language == Language::Japanese ? "　" : "   ");
        rows.push_back(textRow(LegendRow::Sign::Note, unit + yearHeading(choropleth, language)));
        if (choropleth.isCircles)
            addCircles(rows, choropleth, content);
        else if (!choropleth.indicator.cityOnly)
            addClasses(rows, choropleth, content);
        addAbsences(rows, choropleth, language);
        if (!content.parts.empty()) {
            LegendRow row = textRow(LegendRow::Sign::Swatch, speak({"maps.legend_part", {}}, language));
            const ClassLook look = partLook({palette::absentInk, {}});
            row.fill = look.fill;
            row.pattern = look.pattern;
            rows.push_back(std::move(row));
        }
        if (unplaced > 0)
            rows.push_back(textRow(LegendRow::Sign::Note,
                                   speak({"maps.unplaced", {}}, language) + " (" + formatNumber(unplaced, 0) + ")"));
        if (choropleth.hasSample)
            rows.push_back(textRow(LegendRow::Sign::Badge, speak({"maps.sample_stamp", {}}, language)));
    }
    if (city && content.facilities)
        addFacilities(rows, *city, *content.facilities, language);
    if (content.coverage) {
        LegendRow row = textRow(LegendRow::Sign::Swatch,
                                speak({"maps.coverage_reach", {formatNumber(content.coverage->radiusM, 0)}}, language));
        row.fill = withOpacity(palette::accent, 0.16);
        rows.push_back(std::move(row));
    }
    if (city && content.facilities && content.facilities->hasStops)
        addStops(rows, city->snapshot(), language);
    if (city && (content.showsRail || content.showsRoutes))
        addRoutes(rows, *city, content.showsRoutes, language);
    return rows;
}

}  // namespace chiiki
