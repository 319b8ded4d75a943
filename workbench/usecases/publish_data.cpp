#include "workbench/usecases/publish_data.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "core/analysis/comparison.h"
#include "core/base/add_once.h"
#include "maps/layout/legend.h"
#include "maps/layout/sheet_texts.h"
#include "maps/style/number_format.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki {
namespace {

using Json = nlohmann::ordered_json;

constexpr Language bothLanguages[] = {Language::Japanese, Language::English};

/// The same words in both languages as far as `make` makes them.
template <typename Make>
Json inBoth(Make make)
{
    return {{"ja", make(Language::Japanese)}, {"en", make(Language::English)}};
}

Json patternJson(const Pattern& pattern)
{
    return {{"kind", pattern.kind == Pattern::Kind::Lines ? "lines" : "dots"},
            {"spacing", pattern.spacing},
            {"thickness", pattern.thickness},
            {"angle", pattern.angleDegrees},
            {"colour", hexOf(pattern.colour)}};
}

bool isPercent(const Indicator& indicator)
{
    return indicator.unit == "ratio" || indicator.unit == "percent";
}

/// "+0.8" against the year before; empty where one of the two is no number or means a category.
std::string changeText(const Indicator& indicator, const Value& now, const Value* before)
{
    if (!before || !before->isNumber() || !now.isNumber() || indicator.kind == IndicatorKind::Category)
        return {};
    const double factor = indicator.unit == "ratio" ? 100 : 1;
    const int decimals = isPercent(indicator) ? std::max(1, indicator.decimals) : indicator.decimals;
    return formatChange((*now.number() - *before->number()) * factor, decimals);
}

/// The page's short keys: v number, t its text (e in English where that differs), s status, a reason of absence, r
/// rank, k whether it is shared, c class, d change to the year before, n note.
Json cellJson(const Indicator& indicator, const ComparisonCell& cell, int classIndex, const Value* before)
{
    Json made = Json::object();
    if (const auto number = cell.value.number()) {
        made["v"] = *number;
        const std::string shown = formatNumber(*number, indicator, NumberPlace::Table, Language::Japanese);
        made["t"] = shown;
        if (const std::string other = formatNumber(*number, indicator, NumberPlace::Table, Language::English);
            other != shown)
            made["e"] = other;
        made["s"] = code(cell.value.status);
    } else {
        made["t"] = absenceSign(cell.value.absence());
        made["a"] = code(cell.value.absence());
    }
    if (cell.rank)
        made["r"] = *cell.rank;
    if (cell.isTied)
        made["k"] = true;
    if (classIndex >= 0)
        made["c"] = classIndex;
    if (const std::string change = changeText(indicator, cell.value, before); !change.empty())
        made["d"] = change;
    if (!cell.note.empty())
        made["n"] = cell.note;
    return made;
}

std::string_view signName(LegendRow::Sign sign)
{
    switch (sign) {
    case LegendRow::Sign::Heading:
        return "heading";
    case LegendRow::Sign::Swatch:
        return "swatch";
    case LegendRow::Sign::Circle:
        return "circle";
    case LegendRow::Sign::Badge:
        return "badge";
    default:
        return "note";
    }
}

/// The rows of the window's legend, in both languages.
Json legendJson(const Choropleth& choropleth, double unplaced)
{
    MapContent content;
    content.choropleth = choropleth;
    content.ink = inkNeeded(choropleth);
    std::map<Language, std::vector<LegendRow>> rows;
    for (const Language language : bothLanguages) {
        content.language = language;
        rows[language] = legendRows(nullptr, content, unplaced);
    }
    Json made = Json::array();
    const std::vector<LegendRow>& japanese = rows[Language::Japanese];
    for (std::size_t i = 0; i < japanese.size(); ++i) {
        const LegendRow& row = japanese[i];
        Json one = {{"sign", signName(row.sign)},
                    {"text", inBoth([&](Language language) { return rows[language][i].text; })}};
        if (row.count)
            one["count"] = *row.count;
        if (row.classIndex >= 0)
            one["class"] = row.classIndex;
        if (row.fill)
            one["fill"] = hexOf(*row.fill);
        if (row.pattern)
            one["pattern"] = patternJson(*row.pattern);
        if (row.radius > 0)
            one["radius"] = row.radius;
        made.push_back(std::move(one));
    }
    return made;
}

const ComparisonRow* rowOf(const ComparisonTable& table, std::string_view code)
{
    const auto found =
        std::find_if(table.rows.begin(), table.rows.end(), [&](const ComparisonRow& row) { return row.code == code; });
    return found == table.rows.end() ? nullptr : &*found;
}

/// Of a count whose records nobody reconciled: what the districts' values add up to beside the city's, so that a gap
/// shows. Null where one of the two is not known.
Json partsBesideCity(const Indicator& indicator, const ComparisonTable& table)
{
    double sum = 0;
    int known = 0;
    std::optional<double> city;
    for (const ComparisonRow& row : table.rows) {
        const auto number = row.cells.front().value.number();
        if (row.kind == ComparisonRow::Kind::City)
            city = number;
        if (row.kind != ComparisonRow::Kind::District || !number)
            continue;
        sum += *number;
        ++known;
    }
    if (indicator.kind != IndicatorKind::Count || !city || known == 0)
        return nullptr;
    const auto shown = [&](double number) { return formatNumber(number, indicator.decimals); };
    return inBoth([&](Language language) {
        return speak({"publish.parts_beside_city",
                      {std::to_string(known), shown(sum), shown(*city), formatChange(*city - sum, indicator.decimals)}},
                     language);
    });
}

Json yearJson(const Snapshot& snapshot, const IndicatorResult& result, FiscalYear year, const ClassStyle& style)
{
    const Indicator& indicator = result.indicator;
    // Sorting by code cannot fail.
    const ComparisonTable table = *compare(snapshot, {&result, 1}, year, "code");
    const ComparisonTable before = *compare(snapshot, {&result, 1}, FiscalYear{year.year - 1}, "code");
    const Choropleth choropleth = classify(snapshot, result, year, Series::Actual, style);
    const ComparisonColumn& column = table.columns.front();
    Json cells = Json::object();
    for (const ComparisonRow& row : table.rows) {
        const ComparisonCell& cell = row.cells.front();
        const bool isRest = row.kind == ComparisonRow::Kind::Outside || row.kind == ComparisonRow::Kind::Unplaced;
        if (isRest && !cell.value.isNumber())
            continue;
        const ComparisonRow* earlier = isRest ? nullptr : rowOf(before, row.code);
        const DistrictReading* reading = choropleth.find(row.code);
        cells[row.code] = cellJson(indicator, cell, reading ? reading->classIndex : -1,
                                   earlier ? &earlier->cells.front().value : nullptr);
    }
    Json made = {{"year", year.year},
                 {"title", inBoth([&](Language language) { return title(year, language); })},
                 {"short", inBoth([&](Language language) { return shortTitle(year, language); })},
                 {"sample", choropleth.hasSample},
                 {"cells", std::move(cells)},
                 {"legend", legendJson(choropleth, column.hasReconciliation ? column.reconciliation.unplaced : 0)}};
    if (column.hasReconciliation)
        made["reconciliation"] = inBoth([&](Language language) { return reconciliationLine(table, 0, language); });
    else if (Json parts = partsBesideCity(indicator, table); !parts.is_null())
        made["reconciliation"] = std::move(parts);
    if (choropleth.isCircles && largestCircleValue(choropleth) > 0) {
        Json radii = Json::object();
        for (const DistrictReading& reading : choropleth.districts)
            if (const auto number = reading.value.number(); number && *number != 0)
                radii[reading.districtCode] =
                    std::round(circleRadius(*number, largestCircleValue(choropleth)) * 100) / 100;
        made["radii"] = std::move(radii);
    }
    return made;
}

/// What else the trend shows: targets, base values and forecasts.
Json otherSeriesJson(const IndicatorResult& result)
{
    Json made = Json::array();
    for (const IndicatorValue& value : result.values) {
        const auto number = value.value.number();
        if (!number || value.series == Series::Actual)
            continue;
        made.push_back({{"code", value.districtCode.empty() ? "city" : value.districtCode},
                        {"series", code(value.series)},
                        {"year", value.year.year},
                        {"short", inBoth([&](Language language) { return shortTitle(value.year, language); })},
                        {"v", *number},
                        {"t", formatNumber(*number, result.indicator, NumberPlace::Table, Language::Japanese)},
                        {"s", code(value.value.status)}});
    }
    return made;
}

}  // namespace

std::vector<FiscalYear> publishedYears(const IndicatorResult& result, const std::string& asOf)
{
    std::set<FiscalYear> years;
    for (const IndicatorValue& value : result.values)
        if (value.series == Series::Actual)
            years.insert(value.year);
    if (years.empty())
        years.insert(fiscalYearOfDate(asOf).value_or(FiscalYear{}));
    return {years.begin(), years.end()};
}

bool hasActualNumber(const IndicatorResult& result)
{
    return std::any_of(result.values.begin(), result.values.end(), [](const IndicatorValue& value) {
        return value.series == Series::Actual && value.value.isNumber();
    });
}

Json textJson(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en}};
}

Json indicatorJson(const Snapshot& snapshot, const PublishedIndicator& published, const std::string& asOf)
{
    const IndicatorResult& result = published.result;
    const Indicator& indicator = result.indicator;
    const ClassStyle style = classStyleOf(snapshot, indicator.id);
    const Choropleth choropleth = classify(snapshot, result, published.years.back(), Series::Actual, style);
    const ClassInk ink = inkNeeded(choropleth);

    Json classes = Json::array();
    for (int i = 0; i < static_cast<int>(choropleth.colours.size()); ++i) {
        const ClassLook look = classLook(choropleth, i, ink);
        Json one = {{"fill", hexOf(look.fill)},
                    {"ink", hexOf(textOn(look.fill))},
                    {"range", inBoth([&](Language language) { return classRange(choropleth, i, language); })}};
        if (look.pattern)
            one["pattern"] = patternJson(*look.pattern);
        if (ink != ClassInk::Colours)
            one["sign"] = classSign(i);
        classes.push_back(std::move(one));
    }

    MapSheetRequest sheet;
    sheet.indicator = &result;
    const std::vector<std::string> sourceIds = sourcesOf(snapshot, sheet, MapContent{});
    const auto limitsIn = [&](Language language) {
        std::vector<std::string> limits = creditsOf(snapshot, sourceIds, asOf, language).limits;
        for (const Text& limit : result.recipe.limits)
            if (!limit.in(language).empty())
                addOnce(limits, limit.in(language));
        if (ink == ClassInk::Hatched)
            limits.insert(limits.begin(), speak({"maps.hatched_note", {}}, language));
        return limits;
    };
    Json years = Json::array();
    for (const FiscalYear year : published.years)
        years.push_back(yearJson(snapshot, result, year, style));
    return {{"id", indicator.id},
            {"title", textJson(indicator.title)},
            {"group", textJson(published.group)},
            {"unit", inBoth([&](Language language) { return unitTitle(indicator.unit, language); })},
            {"kind", code(indicator.kind)},
            {"direction", code(indicator.direction)},
            {"cityOnly", indicator.cityOnly},
            {"circles", choropleth.isCircles},
            {"percent", isPercent(indicator)},
            {"formula", textJson(result.recipe.formula)},
            {"limits", inBoth(limitsIn)},
            {"ages", inBoth([&](Language language) {
                 std::vector<std::string> badges;
                 for (const Credits::Age& age : creditsOf(snapshot, sourceIds, asOf, language).ages)
                     badges.push_back(age.badge);
                 return badges;
             })},
            {"sources", sourceIds},
            {"classes", std::move(classes)},
            {"years", std::move(years)},
            {"series", otherSeriesJson(result)}};
}

}  // namespace chiiki
