#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "core/model/records_used.h"
#include "tests/workbench/usecases/real_city.h"
#include "workbench/usecases/frozen_plan.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

PluginSurroundings builtIn()
{
    PluginSurroundings surroundings;
    surroundings.folders = {{PluginPlace::BuiltIn, CHIIKI_BIN_DIR "/../plugins"}};
    return surroundings;
}

bool isOfCore(const PluginSession& session, const std::string& id)
{
    return std::none_of(session.plugins().begin(), session.plugins().end(),
                        [&](const Plugin& plugin) { return findIndicator(plugin.manifest, id) != nullptr; });
}

std::vector<std::string> coreIds(PluginSession& session)
{
    std::vector<std::string> ids;
    for (const Indicator& indicator : session.list())
        if (isOfCore(session, indicator.id))
            ids.push_back(indicator.id);
    return ids;
}

using Cells = std::map<FrozenCellKey, FrozenCell>;

bool isSame(const Cells& a, const Cells& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& left, const auto& right) {
        return left.first == right.first && left.second.value == right.second.value &&
               left.second.editions == right.second.editions;
    });
}

/// Ids of the indicators of which some cell is not as it was.
std::set<std::string> changedIndicators(const Cells& before, const Cells& after)
{
    std::set<std::string> changed;
    const auto lookFrom = [&](const Cells& from, const Cells& in) {
        for (const auto& [key, cell] : from) {
            const auto found = in.find(key);
            if (found == in.end() || !(found->second.value == cell.value))
                changed.insert(key.indicatorId);
        }
    };
    lookFrom(before, after);
    lookFrom(after, before);
    return changed;
}

std::set<std::string> changedDistricts(const Cells& before, const Cells& after, const std::string& id)
{
    std::set<std::string> changed;
    for (const auto& [key, cell] : before)
        if (key.indicatorId == id && !(after.at(key).value == cell.value))
            changed.insert(key.districtCode);
    return changed;
}

/// The whole table before an edit, after it with what could be taken over, and after it from nothing.
struct Tables {
    Cells before;
    Cells after;
    std::size_t computed = 0;  // core indicators that the session after the edit computed itself
    std::set<std::string> changed;
};

template <typename Edit>
Tables tablesAround(Edit&& edit)
{
    const SnapshotPtr city = realCity();
    PluginSession first(city, builtIn());
    const std::vector<std::string> ids = coreIds(first);
    Tables tables;
    tables.before = valuesOf(first, ids).cells;
    CHECK(first.computedCount() == ids.size());
    auto next = std::make_shared<Snapshot>(*city);
    edit(*next);
    PluginSession second(next, builtIn(), first);
    tables.after = valuesOf(second, ids).cells;
    tables.computed = second.computedCount();
    PluginSession fresh(next, builtIn());
    CHECK(isSame(tables.after, valuesOf(fresh, ids).cells));
    CHECK(fresh.computedCount() == ids.size());
    tables.changed = changedIndicators(tables.before, tables.after);
    return tables;
}

}  // namespace

TEST_CASE("a facility that moves to another district makes its kind's numbers anew, and no others", "[stale]")
{
    std::string from, to;
    const Tables tables = tablesAround([&](Snapshot& next) {
        const auto clinic = std::find_if(next.facilities.begin(), next.facilities.end(), [](const Facility& f) {
            return f.kind == "clinic" && f.placement.rest == Placement::Rest::None;
        });
        REQUIRE(clinic != next.facilities.end());
        from = clinic->placement.districtCode;
        const auto target =
            std::find_if(next.demandAreas.begin(), next.demandAreas.end(),
                         [&](const DemandArea& block) { return block.districtCode != from && block.people > 100; });
        to = target->districtCode;
        clinic->place = target->representativePoint;
        clinic->placement = Placement::in(to);
    });
    CHECK(tables.computed == 3);
    for (const std::string& id : tables.changed)
        CHECK(std::set<std::string>{"facilities.clinic", "facilities.clinic_per_1000", "coverage.clinic_800"}.contains(
            id));
    // The cells of the two districts, and not that of the city, which counts as many as before.
    CHECK(changedDistricts(tables.before, tables.after, "facilities.clinic") == std::set<std::string>{from, to});
    CHECK(changedDistricts(tables.before, tables.after, "facilities.clinic_per_1000") ==
          std::set<std::string>{from, to});
}

TEST_CASE("a stored value that is typed makes its indicator anew, and no other", "[stale]")
{
    std::string id;
    const Tables tables = tablesAround([&](Snapshot& next) {
        auto& value = next.values.front();
        id = value.indicatorId;
        value.value = Value::of(value.value.number().value_or(0) + 1, Status::Estimated);
    });
    CHECK(tables.computed == 1);
    CHECK(tables.changed == std::set<std::string>{id});
}

TEST_CASE("a census block that is counted anew makes what counts people anew, in its district and the city", "[stale]")
{
    std::string district;
    std::size_t stored = 0;
    const Tables tables = tablesAround([&](Snapshot& next) {
        next.demandAreas.front().people += 10;
        district = next.demandAreas.front().districtCode;
        stored = next.indicators.size();
    });
    // Stored indicators are untouched; all others tell how many people live on inferred borders.
    PluginSession session(realCity(), builtIn());
    CHECK(tables.computed == coreIds(session).size() - stored);
    CHECK(tables.changed.contains("population.total"));
    CHECK(tables.changed.contains("population.density"));
    CHECK_FALSE(tables.changed.contains("population.households"));
    CHECK_FALSE(tables.changed.contains("facilities.clinic"));
    CHECK_FALSE(tables.changed.contains("area.km2"));
    CHECK(changedDistricts(tables.before, tables.after, "population.total") == std::set<std::string>{district, ""});
    CHECK(changedDistricts(tables.before, tables.after, "facilities.clinic_per_1000") ==
          std::set<std::string>{district, ""});
}

TEST_CASE("an overlay whose rows did not change is taken over, and one whose rows did is computed", "[stale]")
{
    const SnapshotPtr city = realCity();
    PluginSession first(city, builtIn());
    const auto grants = first.find("grants"), centres = first.find("centres");
    REQUIRE(grants);
    REQUIRE(centres);
    const auto grantsBefore = first.overlay(**grants);
    const auto centresBefore = first.overlay(**centres);
    auto next = std::make_shared<Snapshot>(*city);
    PluginTable entered{"grants", "project", {{"id", FieldType::Code}, {"amount", FieldType::Yen}}, {}};
    PluginRow row;
    row.uid = "P-NEW";
    row.values = {"P-NEW", 1000.0};
    row.placement = Placement::in("01");
    row.districtCodes = {"01"};
    row.fiscalYear = 2024;
    row.sourceId = "entered";
    entered.rows = {row};
    next->pluginTables.push_back(entered);
    PluginSession second(next, builtIn(), first);
    CHECK(second.overlay(**second.find("centres")) == centresBefore);
    CHECK(second.overlay(**second.find("grants")) != grantsBefore);
}
