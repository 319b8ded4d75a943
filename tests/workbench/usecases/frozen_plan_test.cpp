#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "core/store/content_hash.h"
#include "core/store/workspace.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/plan_comparison.h"
#include "workbench/usecases/undo.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

// The date of the small city: numbers of no edition's year are of the year of the workspace.
const ChangeStamp stamp{"協働推進課", "2026-05-10T03:00:00Z", "2024-06-01"};
const std::string planName = "R7 計画決定";

class PlannedCity {
public:
    PlannedCity()
    {
        plugins.write("grants", grantsManifest);
        plugins.writeFile("grants/project.csv", grantsRows);
        Snapshot content = *smallCity();
        content.indicators = {
            {"kpi.1", {"参加者", "Visitors"}, "people", IndicatorKind::Count, Direction::More, 0, false, {}, ""}};
        content.values = {{"kpi.1", "01", {2023}, Series::Actual, Value::of(7, Status::Official), "", ""},
                          {"kpi.1", "02", {2023}, Series::Actual, Value::absent(Absence::Missing), "", ""}};
        REQUIRE(Workspace::create(path(), content, stamp));
    }

    std::string path() const { return folder / "a.chiiki"; }

    FrozenPlan freeze(const std::string& name = planName, const std::string& program = "1.0") const
    {
        auto plan = freezePlan({path(), name, program, stamp}, plugins.surroundings());
        if (!plan)
            FAIL(describe(plan.error(), Language::English));
        return *std::move(plan);
    }
    PlanComparison compared(const std::vector<std::string>& ids = {}, const std::string& program = "1.0") const
    {
        auto comparison = compareWithPlan({path(), planName, ids, program}, plugins.surroundings());
        if (!comparison)
            FAIL(describe(comparison.error(), Language::English));
        return *std::move(comparison);
    }
    template <typename Edit>
    void edit(Edit&& change) const
    {
        auto workspace = Workspace::open(path(), Access::ReadWrite, stamp);
        REQUIRE(workspace);
        Snapshot next = **workspace->snapshot();
        change(next);
        REQUIRE(workspace->commit(next, {"store.created", {}}, stamp));
    }

    TemporaryFolder folder;
    PluginFolders plugins;
};

const CellDifference* cellOf(const PlanComparison& comparison, const std::string& id, const std::string& district)
{
    for (const CellDifference& cell : comparison.cells)
        if (cell.key.indicatorId == id && cell.key.districtCode == district)
            return &cell;
    return nullptr;
}

}  // namespace

TEST_CASE("a plan that was just frozen differs from today in nothing", "[plan]")
{
    const PlannedCity city;
    const FrozenPlan plan = city.freeze();
    CHECK(plan.step == 1);
    CHECK(plan.cells.contains({"population.total", "02", {2020}, Series::Actual}));
    CHECK(plan.cells.contains({"kpi.1", "02", {2023}, Series::Actual}));
    CHECK(plan.indicators.contains("grants.amount"));

    const PlanComparison comparison = city.compared();
    CHECK(comparison.cells.empty());
    CHECK(comparison.sameCells == plan.cells.size());
    CHECK(comparison.isContentSame);
    CHECK(comparison.isJournalTrue);
    CHECK(comparison.stepsSince == 0);
    CHECK(comparison.plugins.empty());
}

TEST_CASE("a plan names each number that the workspace's changes made another, and no other", "[plan]")
{
    const PlannedCity city;
    city.freeze();
    city.edit([](Snapshot& next) {
        next.values[0].value = Value::of(9, Status::Estimated);
        next.values[1].value = Value::of(3, Status::Official);
        next.values.push_back({"kpi.1", "03", {2023}, Series::Actual, Value::of(1, Status::Official), "", ""});
    });
    const PlanComparison comparison = city.compared();
    CHECK_FALSE(comparison.isContentSame);
    CHECK(comparison.isJournalTrue);
    CHECK(comparison.stepsSince == 1);
    REQUIRE(comparison.cells.size() == 3);
    const CellDifference* changed = cellOf(comparison, "kpi.1", "01");
    REQUIRE(changed);
    CHECK(changed->then->value == Value::of(7, Status::Official));
    CHECK(changed->now->value == Value::of(9, Status::Estimated));
    CHECK(changed->cause == DifferenceCause::Data);
    const CellDifference* found = cellOf(comparison, "kpi.1", "02");
    REQUIRE(found);
    CHECK(found->then->value == Value::absent(Absence::Missing));
    const CellDifference* added = cellOf(comparison, "kpi.1", "03");
    REQUIRE(added);
    CHECK_FALSE(added->then);

    const auto json = nlohmann::json::parse(planComparisonJson(comparison));
    CHECK(json["rows"][0]["differs"] == "value status");
    CHECK(json["rows"][0]["difference"] == 2);
    CHECK(json["rows"][1]["then"]["absent"] == "missing");
    CHECK(json["rows"][1]["difference"].is_null());
    CHECK(json["rows"][2]["differs"] == "only_now");
    CHECK_THAT(planComparisonCsv(comparison),
               Catch::Contains("kpi.1,01,2023,actual,value status,data,7,,official,,9,,estimated,,2"));
    const auto opened = Workspace::open(city.path(), Access::ReadOnly)->snapshot();
    CHECK_THAT(planComparisonText(comparison, **opened, Language::Japanese),
               Catch::Contains("01 大殿 令和5年度: 7 人 [公表値] → 9 人 [推計]"));

    CHECK(city.compared({"population.total"}).cells.empty());
    CHECK(city.compared({"population.total"}).sameCells == 4);
}

TEST_CASE("a plan tells rules and files of plugins and the program's version apart from data", "[plan]")
{
    const PlannedCity city;
    city.freeze();
    city.plugins.writeFile("grants/project.csv", std::string(grantsRows) + "P9,01,2024,1000\n");
    std::string manifest = grantsManifest;
    const std::size_t version = manifest.find("\"version\": \"");
    REQUIRE(version != std::string::npos);
    manifest.insert(version + 12, "9.");
    city.plugins.write("grants", manifest);
    const PlanComparison comparison = city.compared({}, "2.0");
    CHECK(comparison.isContentSame);
    CHECK(comparison.plan.program == "1.0");
    CHECK(comparison.program == "2.0");
    REQUIRE(comparison.plugins.size() == 1);
    CHECK(comparison.plugins[0].id == "grants");
    CHECK(comparison.plugins[0].then->manifestHash != comparison.plugins[0].now->manifestHash);
    REQUIRE_FALSE(comparison.cells.empty());
    for (const CellDifference& cell : comparison.cells) {
        CHECK(cell.key.indicatorId.starts_with("grants."));
        CHECK(cell.cause == DifferenceCause::Rules);
    }
}

TEST_CASE("freezing is a step that is undone like any other, and a name is taken once", "[plan]")
{
    const PlannedCity city;
    city.freeze();
    const auto again = freezePlan({city.path(), planName, "1.0", stamp}, city.plugins.surroundings());
    REQUIRE_FALSE(again);
    CHECK(again.error().message.code == "history.plan_is_there");
    city.freeze("別の計画");
    const auto plans = frozenPlans(city.path());
    REQUIRE(plans);
    REQUIRE(plans->size() == 2);
    CHECK((*plans)[0].name == planName);
    CHECK((*plans)[0].step == 1);
    CHECK((*plans)[1].step == 2);
    // Freezing changes no number: both plans have the same content.
    CHECK((*plans)[0].contentSha256 == (*plans)[1].contentSha256);
    CHECK((*plans)[0].asOf == smallCity()->asOf);

    REQUIRE(undoStep({city.path(), false, stamp}));
    CHECK(frozenPlans(city.path())->size() == 1);
    const auto unknown = compareWithPlan({city.path(), "別の計画", {}, "1.0"}, city.plugins.surroundings());
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message.code == "history.no_plan");
    CHECK(unknown.error().message.arguments[1] == planName);
    CHECK(freezePlan({city.path(), " ", "1.0", stamp}, {}).error().message.code == "history.plan_without_name");
}

TEST_CASE("the content's hash tells any row apart, and no setting of the desk", "[plan]")
{
    const Snapshot& city = *smallCity();
    const std::string hash = contentHash(city);
    Snapshot other = city;
    other.revision = 12;
    other.settings = {{"note:01", "メモ"}};
    CHECK(contentHash(other) == hash);
    other = city;
    other.demandAreas[2].people += 1;
    CHECK(contentHash(other) != hash);
    other = city;
    other.districts[0].outline[0].rings[0][1].x += 1e-9;
    CHECK(contentHash(other) != hash);
    other = city;
    other.asOf = "2030-01-01";
    CHECK(contentHash(other) != hash);
}
