#include "core/analysis/indicator_definitions.h"

#include <cassert>

#include "core/analysis/city_indicators.h"
#include "core/text/number_text.h"

namespace chiiki::definitions {
namespace {

Indicator indicator(std::string id, Text title, std::string unit, IndicatorKind kind, Direction direction, int decimals)
{
    Indicator made;
    made.id = std::move(id);
    made.title = std::move(title);
    made.unit = std::move(unit);
    made.kind = kind;
    made.direction = direction;
    made.decimals = decimals;
    return made;
}

}  // namespace

Indicator populationTotal()
{
    return indicator("population.total", {"人口", "Population"}, "people", IndicatorKind::Count, Direction::None, 0);
}

Indicator populationHouseholds()
{
    return indicator("population.households", {"世帯", "Households"}, "households", IndicatorKind::Count,
                     Direction::None, 0);
}

Indicator populationDensity()
{
    Indicator density = indicator("population.density", {"人口密度", "Population density"}, "people/km2",
                                  IndicatorKind::Rate, Direction::None, 0);
    density.breaks = {100, 300, 700, 1500};
    return density;
}

Indicator areaKm2()
{
    return indicator("area.km2", {"面積", "Area"}, "km2", IndicatorKind::Count, Direction::None, 2);
}

Indicator facilityCount(const FacilityKind& kind)
{
    return indicator("facilities." + kind.id, {kind.title.ja + "の数", kind.title.en + ": number"}, "places",
                     IndicatorKind::Count, Direction::More, 0);
}

Indicator facilityRate(const FacilityKind& kind)
{
    return indicator("facilities." + kind.id + "_per_1000",
                     {"千人あたりの" + kind.title.ja, kind.title.en + " per 1,000 people"}, "places/1000people",
                     IndicatorKind::Rate, Direction::More, 2);
}

Indicator coverageShare(const CoverageQuestion& question, const Snapshot& snapshot)
{
    Text kinds;
    for (const std::string& id : question.kinds) {
        const FacilityKind* kind = findFacilityKind(snapshot, id);
        const Text title = kind ? kind->title : Text{id, id};
        kinds.ja += (kinds.ja.empty() ? "" : "・") + title.ja;
        kinds.en += (kinds.en.empty() ? "" : ", ") + title.en;
    }
    const std::string radius = groupedText(question.radiusM, decimalsNeeded(question.radiusM));
    Text title{kinds.ja + " " + radius + " m 圏の人口割合", "People within " + radius + " m: " + kinds.en};
    if (question.atLeast > 1) {
        title.ja += "（" + std::to_string(question.atLeast) + " 種類以上）";
        title.en += " (at least " + std::to_string(question.atLeast) + " kinds)";
    }
    return indicator(coverageId(question), std::move(title), "ratio", IndicatorKind::Rate, Direction::More, 1);
}

Indicator coverageField(std::string_view id)
{
    const auto count = [&](Text title, std::string unit, int decimals) {
        return indicator(std::string(id), std::move(title), std::move(unit), IndicatorKind::Count, Direction::None,
                         decimals);
    };
    const auto share = [&](Text title) {
        return indicator(std::string(id), std::move(title), "ratio", IndicatorKind::Rate, Direction::More, 1);
    };
    if (id == "area_km2")
        return count({"面積", "Area"}, "km2", 2);
    if (id == "population")
        return count({"人口", "Population"}, "people", 0);
    if (id == "covered_area_km2")
        return count({"圏内面積", "Covered area"}, "km2", 2);
    if (id == "covered_area_share")
        return share({"圏内面積割合", "Covered area share"});
    if (id == "covered_population")
        return count({"圏内人口", "Covered people"}, "people", 0);
    if (id == "covered_population_share")
        return share({"圏内人口割合", "Covered people share"});
    assert(id == "facilities");
    return count({"施設", "Facilities"}, "places", 0);
}

}  // namespace chiiki::definitions
