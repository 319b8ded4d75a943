#include <algorithm>
#include <charconv>

#include "core/plugin/manifest_context.h"

namespace chiiki {
namespace {

constexpr int mostDecimals = 6;

bool isQuotient(const IndicatorSpec& spec)
{
    return spec.over || spec.per != Denominator::None;
}

std::optional<int> yearOf(std::string_view text)
{
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (text.size() != 4 || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return year;
}

void readLooks(const JsonObject& object, Indicator& indicator, JsonFaults& faults)
{
    indicator.title = requireTitle(object);
    if (const auto place = object.require("unit")) {
        indicator.unit = readText(*place, faults).value_or("");
        if (place->value() == "")
            faults.add(*place, {"plugin.unit_empty", {}});
    }
    indicator.kind = readWord(object, "kind", kindWords, true).value_or(IndicatorKind::Count);
    indicator.direction = readWord(object, "direction", directionWords, false).value_or(Direction::None);
    indicator.decimals = object.integer("decimals").value_or(0);
    if (indicator.decimals < 0 || indicator.decimals > mostDecimals)
        object.add("decimals", {"plugin.out_of_range", {"0", std::to_string(mostDecimals)}});
    for (const JsonPlace& place : object.list("breaks")) {
        const auto limit = readNumber(place, faults);
        if (limit && !indicator.breaks.empty() && *limit <= indicator.breaks.back())
            faults.add(place, {"plugin.breaks_not_ascending", {}});
        if (limit)
            indicator.breaks.push_back(*limit);
    }
    if (const auto place = object.find("ramp"))
        indicator.ramp = readWordOf(*place, rampWords, faults).value_or("");
}

void readDivisor(const JsonObject& object, IndicatorSpec& spec, const ManifestContext& context)
{
    spec.over = readQuantityAt(object, "over", context);
    spec.per = readWord(object, "per", denominatorWords, false).value_or(Denominator::None);
    if (object.has("per"))
        refuseKeys(object, {"over"}, "per");
    else
        refuseKeys(object, {"per_unit"}, object.has("over") ? "over" : "by");
    spec.perUnit = object.number("per_unit").value_or(1);
    if (spec.perUnit <= 0)
        object.add("per_unit", {"plugin.not_positive", {}});
    if (isQuotient(spec) && spec.indicator.kind == IndicatorKind::Count && object.has("kind"))
        object.add("kind", {"plugin.quotient_is_no_count", {}});
}

/// How the city's value follows where the manifest does not say: a sum only of what adds up.
CityValue usualCityValue(const IndicatorSpec& spec)
{
    if (isQuotient(spec) || spec.quantity.by == Aggregation::Mean)
        return CityValue::Ratio;
    return spec.indicator.kind == IndicatorKind::Count && spec.quantity.by != Aggregation::Latest ? CityValue::Sum
                                                                                                  : CityValue::None;
}

void readCity(const JsonObject& object, IndicatorSpec& spec)
{
    const auto given = readWord(object, "city", cityWords, false);
    spec.city = given.value_or(usualCityValue(spec));
    if (given == CityValue::Sum && (spec.indicator.kind != IndicatorKind::Count || isQuotient(spec)))
        object.add("city", {"plugin.city_does_not_add_up", {}});
}

void readTargets(const JsonObject& object, IndicatorSpec& spec, JsonFaults& faults)
{
    if (const auto targets = object.find("targets")) {
        if (!targets->value().is_object())
            faults.add(*targets, {"base.json_not_object", {}});
        else
            for (const auto& [key, value] : targets->value().items()) {
                const JsonPlace place(*targets, key, value);
                const auto year = yearOf(key);
                const auto number = readNumber(place, faults);
                if (!year)
                    faults.add(place, {"plugin.year_wrong", {key}});
                else if (number)
                    spec.targets[*year] = *number;
            }
    }
    const auto place = object.find("forecast");
    if (!place)
        return;
    const JsonObject forecast(*place, keysOf("forecast"), faults);
    ForecastSpec read;
    if (const auto to = forecast.require("to"))
        read.toYear = readInteger(*to, faults).value_or(0);
    const auto methods = forecast.require("methods");
    for (const JsonPlace& method : forecast.list("methods"))
        if (auto word = readWordOf(method, forecastMethods, faults))
            read.methods.push_back(std::move(*word));
    if (methods && methods->value() == nlohmann::json::array())
        faults.add(*methods, {"plugin.list_empty", {}});
    spec.forecast = std::move(read);
}

/// Different choices, some of which stand for others too.
void readCovered(const JsonObject& object, Quantity& quantity, const ManifestContext& context)
{
    if (!object.has("covers"))
        return;
    const FieldSpec* field = findField(*findTable(context.manifest, quantity.table), quantity.field);
    if (quantity.by != Aggregation::Distinct)
        refuseKeys(object, {"covers"}, "by: " + object.find("by")->value().get<std::string>());
    else if (field && field->type != FieldType::Choice)
        object.add("covers", {"plugin.field_type_wrong",
                              {field->id, std::string(code(field->type)), std::string(code(FieldType::Choice))}});
    else if (field)
        quantity.covers = readCovers(object, *field);
}

void readCumulative(const JsonObject& object, IndicatorSpec& spec, const ManifestContext& context)
{
    spec.isCumulative = object.yesNo("cumulative").value_or(false);
    if (!spec.isCumulative)
        return;
    const Aggregation by = spec.quantity.by;
    if (by != Aggregation::Count && by != Aggregation::Total && by != Aggregation::Distinct &&
        by != Aggregation::ShareOfDistricts) {
        object.add("cumulative", {"plugin.cannot_accumulate", {}});
        return;
    }
    const TableSpec* table = findTable(context.manifest, spec.quantity.table);
    if (table && table->yearField.empty())
        object.add("cumulative", {"plugin.table_without_year", {table->id}});
}

void readWhatItCounts(const JsonObject& object, IndicatorSpec& spec, const ManifestContext& context)
{
    static constexpr Aggregation ofTables[] = {Aggregation::Count,
                                               Aggregation::Total,
                                               Aggregation::Mean,
                                               Aggregation::Distinct,
                                               Aggregation::ShareOfDistricts,
                                               Aggregation::Latest,
                                               Aggregation::Value,
                                               Aggregation::Gini};
    const auto place = object.find("by");
    if (place && place->value() == byExecutable) {
        spec.isFromExecutable = true;
        refuseKeys(object, {"of", "where", "over", "per", "per_unit", "cumulative", "indicator", "covers"},
                   "by: executable");
        if (!context.hasExecutable)
            object.add("by", {"plugin.no_executable", {}});
        return;
    }
    if (place && place->value() == "gini") {
        spec.quantity.by = Aggregation::Gini;
        spec.indicator.cityOnly = true;
        refuseKeys(object, {"of", "where", "over", "per", "per_unit", "cumulative", "covers"}, "by: gini");
        spec.ofIndicator = readIndicatorAt(object, "indicator", context, true);
        if (!spec.ofIndicator.empty() && spec.ofIndicator == spec.indicator.id)
            object.add("indicator", {"plugin.indicator_of_itself", {}});
        return;
    }
    if (place && place->value().is_string())
        refuseKeys(object, {"indicator"}, "by: " + place->value().get<std::string>());
    const auto quantity = readQuantity(object, std::nullopt, ofTables, context);
    readDivisor(object, spec, context);
    if (!quantity)
        return;
    spec.quantity = *quantity;
    if (quantity->by == Aggregation::Latest)
        for (const Choice& stage : findField(*findTable(context.manifest, quantity->table), quantity->field)->choices)
            spec.indicator.categories.push_back(stage.title);
    readCovered(object, spec.quantity, context);
    readCumulative(object, spec, context);
    const TableSpec* table = findTable(context.manifest, quantity->table);
    const bool isShare = quantity->by == Aggregation::ShareOfDistricts;
    spec.indicator.cityOnly = isShare || (table && table->districtField.empty());
    if (isShare && table && table->districtField.empty())
        object.add("of", {"plugin.table_without_district", {table->id}});
}

}  // namespace

void readIndicators(const JsonObject& manifest, ManifestContext& context)
{
    std::set<std::string> seen;
    for (const JsonPlace& place : manifest.list("indicators")) {
        const JsonObject object(place, keysOf("indicator"), context.faults);
        if (!object.isObject())
            continue;
        IndicatorSpec spec;
        const std::string id = readId(object, seen);
        spec.indicator.id = context.fullId(id);
        readLooks(object, spec.indicator, context.faults);
        readWhatItCounts(object, spec, context);
        readCity(object, spec);
        readTargets(object, spec, context.faults);
        if (!id.empty())
            context.manifest.indicators.push_back(std::move(spec));
    }
}

}  // namespace chiiki
