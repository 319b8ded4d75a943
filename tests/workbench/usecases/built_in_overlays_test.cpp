// The four overlays of the embedded city against figures worked out here, slowly and from the files themselves.
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <map>

#include "tests/workbench/usecases/real_city.h"
#include "tests/workbench/usecases/small_city.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const Overlay& overlayOf(const char* id)
{
    return *realRun(id).overlay;
}

double numberOf(const Overlay& overlay, const std::string& indicator, const std::string& district)
{
    for (const IndicatorResult& result : overlay.indicators)
        if (result.indicator.id == indicator)
            for (auto value = result.values.rbegin(); value != result.values.rend(); ++value)
                if (value->districtCode == district && value->value.number())
                    return *value->value.number();
    FAIL("no number of " << indicator << " in " << district);
    return 0;
}

/// Metres between two places on the ellipsoid GRS80 by the mean radii of curvature there: good to 1 in 10,000 over some
/// kilometres, and without any projection.
double metresBetween(Point a, Point b)
{
    const double radian = std::acos(-1.0) / 180, half = (a.y + b.y) / 2 * radian;
    const double major = 6378137.0, e2 = 0.00669438002290;
    const double w = std::sqrt(1 - e2 * std::sin(half) * std::sin(half));
    const double north = (a.y - b.y) * radian * major * (1 - e2) / (w * w * w);
    const double east = (a.x - b.x) * radian * major / w * std::cos(half);
    return std::hypot(north, east);
}

struct Walk {
    double people = 0;
    double metres = 0;
    double near = 0;
};

/// Of each district and the city (empty code), every block against every place.
std::map<std::string, Walk> walksTo(const std::vector<Point>& places, double nearM)
{
    std::map<std::string, Walk> walks;
    for (const DemandArea& block : realCity()->demandAreas) {
        double least = std::numeric_limits<double>::infinity();
        for (const Point& place : places)
            least = std::min(least, metresBetween(block.representativePoint, place));
        for (const std::string& code : {block.districtCode, std::string()}) {
            walks[code].people += block.people;
            walks[code].metres += block.people * least;
            walks[code].near += least <= nearM ? block.people : 0;
        }
    }
    return walks;
}

std::string codeOf(const std::string& name)
{
    for (const District& district : realCity()->districts)
        if (district.name == name)
            return district.code;
    FAIL("no district " << name);
    return {};
}

}  // namespace

TEST_CASE("shelters usable in a flood, and who can walk to one", "[built_in]")
{
    int shelters = 0;
    double capacity = 0;
    std::map<std::string, int> ofDistrict;
    std::vector<Point> places;
    for (const Facility& facility : realCity()->facilities) {
        if (facility.kind != "shelter" || !isOpen(facility, *realCity()))
            continue;
        const auto flag = facility.attributes.find("flood");
        if (flag == facility.attributes.end() || flag->second != "1")
            continue;
        if (facility.place)
            places.push_back(*facility.place);
        if (facility.placement.rest != Placement::Rest::None)
            continue;
        ++shelters;
        ++ofDistrict[facility.placement.districtCode];
        capacity += facility.capacity.value_or(0);
    }
    CHECK(shelters == 192);
    CHECK(capacity == 294333);
    const Overlay& overlay = overlayOf("disaster");
    CHECK(numberOf(overlay, "disaster.usable_shelters", "") == shelters);
    CHECK(numberOf(overlay, "disaster.usable_capacity", "") == capacity);
    const auto walks = walksTo(places, 1000);
    for (const District& district : realCity()->districts) {
        INFO(district.name);
        CHECK(numberOf(overlay, "disaster.usable_shelters", district.code) == ofDistrict[district.code]);
        const Walk& walk = walks.at(district.code);
        CHECK(numberOf(overlay, "disaster.shelter_distance", district.code) ==
              Approx(walk.metres / walk.people).epsilon(0.001));
        CHECK(numberOf(overlay, "disaster.near_share", district.code) == Approx(walk.near / walk.people).margin(0.01));
    }
    CHECK(100 * numberOf(overlay, "disaster.near_share", codeOf("仁保")) == Approx(34.75).margin(0.005));
}

TEST_CASE("the way to the nearest place of each kind, and the last one of a kind in a district", "[built_in]")
{
    const Overlay& overlay = overlayOf("life_support");
    std::map<std::string, int> lastOnes;
    for (const char* kind :
         {"hospital", "clinic", "dentist", "childcare", "school", "aed", "library", "health_welfare"}) {
        std::vector<Point> places;
        std::map<std::string, int> ofDistrict;
        for (const Facility& facility : realCity()->facilities) {
            if (facility.kind != kind || !isOpen(facility, *realCity()))
                continue;
            if (facility.place)
                places.push_back(*facility.place);
            ++ofDistrict[facility.placement.districtCode];
        }
        const auto walks = walksTo(places, 0);
        for (const auto& [code, walk] : walks) {
            INFO(kind << " " << code);
            CHECK(numberOf(overlay, std::string("life_support.") + kind + "_distance", code) ==
                  Approx(walk.metres / walk.people).epsilon(0.001));
        }
        const bool isLookedAt =
            std::string(kind) != "hospital" && std::string(kind) != "library" && std::string(kind) != "health_welfare";
        for (const District& district : realCity()->districts)
            lastOnes[district.code] += isLookedAt && ofDistrict[district.code] == 1;
    }
    CHECK(numberOf(overlay, "life_support.clinic_distance", codeOf("仁保")) == Approx(1604.24).margin(0.005));
    for (const auto& [code, count] : lastOnes) {
        INFO(code);
        CHECK(numberOf(overlay, "life_support.last_ones", code) == count);
    }
}

TEST_CASE("what the documents say of special grants is what the overlay shows", "[built_in]")
{
    const Overlay& overlay = overlayOf("grants");
    // 産業フェア 06, カローリング大会 10, 阿東マップ 21, all of FY2023; two totals were published.
    for (const char* code : {"06", "10", "21"}) {
        const IndicatorValue* value = valueOf(overlay, "grants.special_projects", code, 2023);
        REQUIRE(value);
        CHECK(value->value == Value::of(1, Status::Computed));
    }
    const auto publishedOf = [&](int year) {
        const IndicatorValue* value = valueOf(overlay, "grants.published_projects", "", year);
        REQUIRE(value);
        return value->value.number();
    };
    CHECK(publishedOf(2023) == 18);
    CHECK(publishedOf(2024) == 12);
    bool isShort = false, isExpired = false;
    for (const RuleOutcome& outcome : overlay.outcomes) {
        isShort = isShort || (outcome.ruleId == "special_total" && outcome.verdict == Verdict::Fail);
        isExpired = isExpired || outcome.ruleId == "special_expired";
        CHECK_FALSE(outcome.hasSample);
    }
    CHECK(isShort);  // 3 of 18 are registered
    CHECK(isExpired);
    for (const Finding& finding : overlay.findings)
        CHECK_FALSE(finding.isSample);
}

TEST_CASE("targets of the plan are judged by the published values", "[built_in]")
{
    const Overlay& overlay = overlayOf("kpi_projects");
    std::map<std::string, Verdict> pace;
    for (const RuleOutcome& outcome : overlay.outcomes)
        if (outcome.ruleId.find("_pace") != std::string::npos)
            pace[outcome.ruleId] = outcome.verdict;
    CHECK(pace.size() == 7);
    CHECK(pace.at("kpi3_pace") == Verdict::Pass);
    for (const IndicatorResult& result : overlay.indicators)
        if (result.hasReconciliation) {
            INFO(result.indicator.id);
            CHECK(result.reconciliation.addsUp());
        }
}

TEST_CASE("the catalogue of supports calls each finding by the title of its rule", "[built_in]")
{
    const auto catalogue = realSession().find("support_catalogue");
    REQUIRE(catalogue);
    const PluginTable* fits = realSession().rowsOf(**catalogue, "fit");
    REQUIRE(fits);
    REQUIRE_FALSE(fits->rows.empty());
    for (const PluginRow& row : fits->rows) {
        const std::string id = textOf(row.values[static_cast<std::size_t>(columnIndex(*fits, "rule"))]);
        const std::size_t dot = id.find('.');
        const auto plugin = realSession().find(id.substr(0, dot));
        REQUIRE(plugin);
        const RuleSpec* rule = findRule((*plugin)->manifest, id.substr(dot + 1));
        INFO(id);
        REQUIRE(rule);
        CHECK(textOf(row.values[static_cast<std::size_t>(columnIndex(*fits, "title"))]) == rule->title.ja);
    }
}
