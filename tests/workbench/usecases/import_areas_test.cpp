#include <catch2/catch.hpp>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/geo/standard_mesh.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/import_areas.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const ChangeStamp stamp{"統計課", "2026-04-01T00:15:30Z", "2026-04-01"};

/// The small city, 白石's block in two: 150 of its 200 people in 02, 50 in 03. So the town 白石 is divided 3 to 1.
class Desk {
public:
    Desk()
    {
        Snapshot city = *smallCity();
        DemandArea half = city.demandAreas[1];
        half.key = "B02b";
        half.districtCode = "03";
        half.people = 50;
        city.demandAreas[1].people = 150;
        city.demandAreas.push_back(half);
        std::sort(city.demandAreas.begin(), city.demandAreas.end(),
                  [](const DemandArea& a, const DemandArea& b) { return a.key < b.key; });
        auto made = Workspace::create(path(), city, stamp);
        REQUIRE(made);
    }

    std::string path() const { return folder_ / "a.chiiki"; }
    std::string file(const std::string& name, const std::string& text) const
    {
        writeFile(folder_ / name, text);
        return folder_ / name;
    }

    AreasComparison import(const std::string& table, bool isPreview = false) const
    {
        ImportAreasRequest request{table, stamp, FiscalYear{2020}};
        request.isPreview = isPreview;
        const auto done = importAreas(path(), request);
        REQUIRE(done);
        return *done;
    }

    SnapshotPtr content() const
    {
        auto workspace = Workspace::open(path(), Access::ReadOnly);
        REQUIRE(workspace);
        return *workspace->snapshot();
    }

private:
    TemporaryFolder folder_;
};

const std::string header = "KEY_CODE,HYOSYO,CITYNAME,NAME,HTKSYORI,HTKSAKI,GASSAN,T001082001,T001082002\n"
                           ",,,,,,,総数、年齢「不詳」含む,一般世帯\n";
const std::string rows = "35203,1,山口市,,0,,,500,50\n"
                         "352030010,2,山口市,大殿,1,,352030011,120,X\n"
                         "352030011,2,山口市,湯田,2,352030010,,X,5\n"
                         "352030020,2,山口市,白石,0,,,200,20\n"
                         "352030030,2,山口市,なぞの町,0,,,7,1\n"
                         "352040010,2,萩市,大殿,0,,,90,9\n";

Value at(const AreasComparison& comparison, std::size_t figure, const std::string& district)
{
    for (const IndicatorValue& value : comparison.figures[figure].result.values)
        if (value.districtCode == district)
            return value.value;
    FAIL("no value of " + district);
    return {};
}

}  // namespace

TEST_CASE("small areas become indicators of their districts, a divided town by its people", "[import_areas]")
{
    const Desk desk;
    const AreasComparison done = desk.import(desk.file("tblT001082_synthetic.csv", header + rows));
    REQUIRE(done.figures.size() == 2);
    const Indicator& people = done.figures[0].result.indicator;
    CHECK(people.id == "estat.t001082001");
    CHECK(people.title.ja == "総数、年齢「不詳」含む");
    CHECK(people.unit == "people");
    CHECK(done.figures[1].result.indicator.unit == "households");
    // 大殿 and 湯田 stand in one number, 120: of their 100 and 300 people a quarter lives in 01, the rest in 03. 白石's
    // 200 are 150 in 02 and 50 in 03.
    CHECK(at(done, 0, "01") == Value::of(30, Status::Estimated));
    CHECK(at(done, 0, "02") == Value::of(150, Status::Estimated));
    CHECK(at(done, 0, "03") == Value::of(140, Status::Estimated));
    CHECK(at(done, 0, "") == Value::of(320, Status::Computed));
    // 320 in districts, 90 of another city, 7 of a town nobody knows.
    CHECK(done.figures[0].result.reconciliation == Reconciliation{320, 90, 7, 417});
    CHECK(at(done, 0, "outside") == Value::of(90, Status::Computed));
    CHECK(at(done, 0, "unplaced") == Value::of(7, Status::Computed));
    CHECK(done.edition.rows == Reconciliation{3, 1, 1, 5});
    CHECK(done.totals == 1);
    CHECK(done.divided == 2);
    CHECK(done.combined == 1);
    CHECK(done.unplaced == std::vector<std::string>{"なぞの町"});
    const auto city = desk.content();
    CHECK(city->indicators.size() == 2);
    // Four of each figure, and two rests of the one whose whole is known.
    CHECK(city->values.size() == 10);
    CHECK(findSource(*city, "estat_t001082")->asOf == "2020");
}

TEST_CASE("what is kept back stays suppressed in every district that has a part of it", "[import_areas]")
{
    const Desk desk;
    const AreasComparison done = desk.import(desk.file("tblT001082_synthetic.csv", header + rows));
    // Households of 大殿 and 湯田 are X in the one that holds both.
    CHECK(at(done, 1, "01").absence() == Absence::Suppressed);
    CHECK(at(done, 1, "03").absence() == Absence::Suppressed);
    CHECK(at(done, 1, "02") == Value::of(15, Status::Estimated));
    CHECK(at(done, 1, "").absence() == Absence::Suppressed);
}

TEST_CASE("towns that lie in one district are summed and computed, not estimated", "[import_areas]")
{
    const Desk desk;
    const AreasComparison done =
        desk.import(desk.file("tblT001082_synthetic.csv",
                              header + "352030010,2,山口市,大殿,0,,,120,30\n352030011,2,山口市,湯 田,0,,,80,-\n"));
    CHECK(at(done, 0, "01") == Value::of(120, Status::Computed));
    CHECK(at(done, 0, "03") == Value::of(80, Status::Computed));
    CHECK(at(done, 0, "02").absence() == Absence::Missing);
    // 「-」 is nobody, and told to be counted so.
    CHECK(at(done, 1, "03") == Value::of(0, Status::Computed));
    CHECK(done.edition.limits.ja.find("「-」（該当なし）の1欄") != std::string::npos);
}

TEST_CASE("the same table again writes nothing, a new one replaces its figures", "[import_areas]")
{
    const Desk desk;
    const std::string table = desk.file("tblT001082_synthetic.csv", header + rows);
    const auto before = desk.content();
    CHECK_FALSE(desk.import(table, true).isSame);
    CHECK(*desk.content() == *before);
    desk.import(table);
    const auto first = desk.content();
    const AreasComparison again = desk.import(table);
    CHECK(again.isSame);
    CHECK(*desk.content() == *first);
    desk.file("tblT001082_synthetic.csv", header + "352030010,2,山口市,大殿,0,,,121,30\n");
    const AreasComparison changed = desk.import(table);
    CHECK(changed.before);
    CHECK_FALSE(changed.figures[0].isSame);
    const auto second = desk.content();
    CHECK(second->values.size() == 12);
    CHECK(second->indicators.size() == 2);
    CHECK(second->revision == first->revision + 1);
}

TEST_CASE("cells of a mesh are divided between districts and stay estimated", "[import_areas]")
{
    const Desk desk;
    // The middles of 01 and 03, and a cell far away in the same first-order mesh.
    const std::string first = meshCodeOf({131.4754, 34.1745}, 5), third = meshCodeOf({131.497, 34.1745}, 5);
    const std::string table =
        desk.file("tblT001102_synthetic.txt", "KEY_CODE,HTKSYORI,HTKSAKI,GASSAN,T001102001\n,,,,人口（総数）\n" +
                                                  first + ",0,,,40\n" + third + ",0,,,60\n5131000011,0,,,25\n");
    const AreasComparison done = desk.import(table);
    CHECK(done.isMesh);
    CHECK(done.meshOrder == 5);
    // Cells of 250 m by the middles of districts of 1 km lie wholly within them.
    CHECK(at(done, 0, "01") == Value::of(40, Status::Estimated));
    CHECK(at(done, 0, "03") == Value::of(60, Status::Estimated));
    CHECK(done.figures[0].result.reconciliation == Reconciliation{100, 25, 0, 125});
    CHECK(done.edition.rows == Reconciliation{2, 1, 0, 3});
    CHECK(done.edition.limits.ja.find("人口") != std::string::npos);
}

TEST_CASE("a table whose year nobody says, or a column that it lacks, is refused", "[import_areas]")
{
    const Desk desk;
    const std::string table = desk.file("tblT001082_synthetic.csv", header + rows);
    ImportAreasRequest request;
    request.path = table;
    request.stamp = stamp;
    const auto undated = importAreas(desk.path(), request);
    REQUIRE_FALSE(undated);
    CHECK(undated.error().message.code == "usecases.areas_no_year");
    request.asOf = "2020-10-01";
    request.columns = {"T001082009"};
    const auto other = importAreas(desk.path(), request);
    REQUIRE_FALSE(other);
    CHECK(other.error().message.arguments[1] == "T001082001, T001082002");
    request.columns = {"T001082002"};
    const auto one = importAreas(desk.path(), request);
    REQUIRE(one);
    CHECK(one->figures.size() == 1);
    CHECK(one->figures[0].result.values[0].year.year == 2020);
}

TEST_CASE("what came in is told as text and as JSON", "[import_areas]")
{
    const Desk desk;
    const AreasComparison done = desk.import(desk.file("tblT001082_synthetic.csv", header + rows));
    const std::string text = areasText(done, false, Language::Japanese);
    CHECK(text.find("3地域 3 + 市外 1 + 未照合 1 = 元 5 ✓") != std::string::npos);
    CHECK(text.find("3地域 320 + 市外 90 + 未照合 7 = 元 417 ✓") != std::string::npos);
    CHECK(text.find("なぞの町") != std::string::npos);
    const auto json = nlohmann::json::parse(areasJson(done, false, Language::English));
    CHECK(json["rows"].size() == 10);
    CHECK(json["rows"][0]["district_code"] == "city");
    CHECK(json["reconciliation"]["unplaced"] == 1);
}
