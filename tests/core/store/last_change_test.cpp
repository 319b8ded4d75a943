#include <catch2/catch.hpp>

#include <algorithm>

#include "core/store/last_change.h"
#include "tests/core/store/store_fixture.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const Message said{"store.created", {}};

const RecordsUsed people = {.demandAreas = true};
const RecordsUsed area = {.districtOutlines = true};
const RecordsUsed clinics = {.facilityKinds = {"clinic"}};
const RecordsUsed reach = {.demandAreas = true, .facilityKinds = {"clinic"}, .facilitiesReachAcross = true};
const RecordsUsed stored = {.storedValues = true};

/// A file with three districts that is changed step by step, each step by an author of its own name.
class ChangedCity {
public:
    explicit ChangedCity(const TemporaryFolder& folder)
        : workspace_(made(folder / "a.chiiki"))
    {
    }

    template <typename Change>
    void change(const std::string& author, Change&& change)
    {
        Snapshot next = **workspace_.snapshot();
        change(next);
        const auto done = workspace_.commit(next, said, stampOf(author, "2026-04-02"));
        REQUIRE(done);
    }
    void undo() { REQUIRE(workspace_.undoLast(stampOf("undoer"))); }
    void redo() { REQUIRE(workspace_.redoLast(stampOf("redoer"))); }

    std::string authorOf(const RecordsUsed& used, const std::string& district)
    {
        const auto journal = workspace_.journal();
        REQUIRE(journal);
        const IndicatorValue value{"kgi.1", district, FiscalYear{2022}, Series::Actual, {}, {}, {}};
        const auto found = lastChangeOf(*journal, **workspace_.snapshot(), used, value);
        REQUIRE(found);
        REQUIRE(*found);
        return (*found)->author;
    }

private:
    static Workspace made(const std::string& path)
    {
        auto workspace = Workspace::create(path, gridCity(9, 3, 3), stampOf("maker"));
        REQUIRE(workspace);
        return *std::move(workspace);
    }

    Workspace workspace_;
};

DemandArea& firstOf(Snapshot& city, const std::string& district)
{
    const auto found = std::find_if(city.demandAreas.begin(), city.demandAreas.end(),
                                    [&](const DemandArea& block) { return block.districtCode == district; });
    REQUIRE(found != city.demandAreas.end());
    return *found;
}

Facility& firstFacilityOf(Snapshot& city, const std::string& district)
{
    const auto found = std::find_if(city.facilities.begin(), city.facilities.end(), [&](const Facility& facility) {
        return facility.placement.districtCode == district;
    });
    REQUIRE(found != city.facilities.end());
    return *found;
}

}  // namespace

TEST_CASE("a number nobody changed goes back to whoever made the workspace", "[journal][explain]")
{
    const TemporaryFolder folder;
    ChangedCity city(folder);
    for (const RecordsUsed* used : {&people, &area, &clinics, &reach, &stored})
        for (const char* district : {"01", "02", "03", ""})
            CHECK(city.authorOf(*used, district) == "maker");
    CHECK_FALSE(*lastChangeOf({}, gridCity(2, 2, 2), people, {}));
}

TEST_CASE("a block that moves changes the district it left, the one it came to and the city, no other",
          "[journal][explain]")
{
    const TemporaryFolder folder;
    ChangedCity city(folder);
    std::string key;
    city.change("mover", [&](Snapshot& next) {
        DemandArea& block = firstOf(next, "01");
        key = block.key;
        block.districtCode = "02";
    });
    CHECK(city.authorOf(people, "01") == "mover");
    CHECK(city.authorOf(people, "02") == "mover");
    CHECK(city.authorOf(people, "03") == "maker");
    CHECK(city.authorOf(people, "") == "mover");
    CHECK(city.authorOf(clinics, "01") == "maker");

    // What happens to it afterwards is the new district's own affair.
    city.change("counter", [&](Snapshot& next) {
        for (DemandArea& block : next.demandAreas)
            if (block.key == key)
                block.people += 5;
    });
    CHECK(city.authorOf(people, "01") == "mover");
    CHECK(city.authorOf(people, "02") == "counter");

    city.undo();
    CHECK(city.authorOf(people, "02") == "mover");
    city.redo();
    CHECK(city.authorOf(people, "02") == "counter");
    city.undo();
    city.undo();
    CHECK(city.authorOf(people, "01") == "maker");
    CHECK(city.authorOf(people, "02") == "maker");
}

TEST_CASE("what only describes a record is no change of the number", "[journal][explain]")
{
    const TemporaryFolder folder;
    ChangedCity city(folder);
    city.change("namer", [](Snapshot& next) {
        next.districts[0].name = "別名";
        firstOf(next, "01").confidence = "certain?";
        firstFacilityOf(next, "01").name = "別名";
    });
    for (const RecordsUsed* used : {&people, &area, &clinics, &reach})
        CHECK(city.authorOf(*used, "01") == "maker");
}

TEST_CASE("a facility changes its own district's count, and the reach of all", "[journal][explain]")
{
    const TemporaryFolder folder;
    ChangedCity city(folder);
    city.change("closer", [](Snapshot& next) { firstFacilityOf(next, "03").closed = "2020-03-31"; });
    CHECK(city.authorOf(clinics, "03") == "closer");
    CHECK(city.authorOf(clinics, "01") == "maker");
    CHECK(city.authorOf(clinics, "") == "closer");
    CHECK(city.authorOf(reach, "01") == "closer");
    CHECK(city.authorOf({.facilityKinds = {"school"}}, "03") == "maker");
    city.change("remover", [](Snapshot& next) {
        const std::string id = firstFacilityOf(next, "02").id;
        std::erase_if(next.facilities, [&](const Facility& facility) { return facility.id == id; });
    });
    CHECK(city.authorOf(clinics, "02") == "remover");
    CHECK(city.authorOf(clinics, "03") == "closer");
    CHECK(city.authorOf(reach, "01") == "remover");
    city.change("mover", [](Snapshot& next) { firstFacilityOf(next, "02").placement = Placement::in("03"); });
    CHECK(city.authorOf(clinics, "02") == "mover");
    CHECK(city.authorOf(clinics, "03") == "mover");
    CHECK(city.authorOf(reach, "01") == "remover");  // it stands where it stood
}

TEST_CASE("outlines, stored values and editions count for the numbers that are made of them", "[journal][explain]")
{
    const TemporaryFolder folder;
    ChangedCity city(folder);
    city.change("surveyor", [](Snapshot& next) { next.districts[1].outline[0].rings[0][1].x += 1e-6; });
    CHECK(city.authorOf(area, "02") == "surveyor");
    CHECK(city.authorOf(area, "01") == "maker");
    CHECK(city.authorOf(people, "02") == "maker");

    city.change("asker", [](Snapshot& next) {
        const auto value = [](const char* district, int year) {
            return IndicatorValue{"kgi.1", district, FiscalYear{year}, Series::Actual, Value::of(67, Status::Official),
                                  {},      {}};
        };
        next.values = {value("", 2022), value("01", 2022), value("02", 2023)};
    });
    CHECK(city.authorOf(stored, "") == "asker");
    CHECK(city.authorOf(stored, "01") == "asker");
    CHECK(city.authorOf(stored, "02") == "maker");  // of another year

    city.change("importer", [](Snapshot& next) {
        SourceEdition edition;
        edition.sourceId = "district_borders";
        next.sources.push_back(edition);
    });
    CHECK(city.authorOf({.demandAreas = true, .sourceIds = {"district_borders"}}, "03") == "importer");
    CHECK(city.authorOf(people, "03") == "maker");
}

TEST_CASE("a step that cannot be read is said by its number", "[journal][explain]")
{
    const std::vector<JournalEntry> journal = {{.id = 2, .before = "{\"demand", .after = "{}"}, {.id = 1}};
    const auto found = lastChangeOf(journal, gridCity(2, 2, 2), people, {});
    REQUIRE_FALSE(found);
    CHECK(found.error().message.code == "store.bad_step");
    CHECK(found.error().message.arguments == std::vector<std::string>{"2"});
}

TEST_CASE("a bulk import is the last change of the kinds and districts that it touched, and of no others",
          "[last_change]")
{
    const TemporaryFolder folder;
    auto workspace = Workspace::create(folder / "a.chiiki", gridCity(4, 4, 4), stampOf("情報課"));
    REQUIRE(workspace);
    Snapshot next = **workspace->snapshot();
    for (int i = 0; i < 1500; ++i) {
        Facility facility = next.facilities.front();
        facility.id = "shop" + std::to_string(i);
        facility.kind = i % 2 ? "shop" : "market";
        facility.placement = Placement::in(i % 2 ? "02" : "03");
        next.facilities.push_back(facility);
    }
    REQUIRE(workspace->commit(next, {"store.created", {}}, stampOf("商工課")));
    const auto authorOf = [&](const std::string& kind, const std::string& district) {
        const RecordsUsed used{.facilityKinds = {kind}};
        const IndicatorValue value{"facilities." + kind, district, {2024}, Series::Actual, {}, {}, {}};
        const auto journal = workspace->journal();
        const auto found = lastChangeOf(*journal, **workspace->snapshot(), used, value);
        REQUIRE(found);
        return (*found)->author;
    };
    CHECK(authorOf("shop", "02") == "商工課");
    CHECK(authorOf("market", "03") == "商工課");
    CHECK(authorOf("shop", "") == "商工課");
    CHECK(authorOf("shop", "03") == "情報課");
    CHECK(authorOf("clinic", "02") == "情報課");
}
