#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "core/geo/geometry.h"
#include "core/store/workspace.h"
#include "tests/support/process.h"
#include "workbench/usecases/district_move.h"
#include "workbench/usecases/district_replace.h"
#include "workbench/usecases/undo.h"
#include "workbench/usecases/workspace_new.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const ChangeStamp stamp{"協働推進課", "2026-04-01T00:15:30Z", "2026-04-01"};

/// Six columns of four blocks, one degree-hundredth wide; columns 0-2 are district 01, 3-5 are 02. Column c is the town
/// 「町c」, except that 「またがり町」 is the top blocks of columns 2 and 3. Block (c, r) has 10 c + r people, 1
/// household. Facility and stop in the middle of every block; one facility is unplaced though it has a position, one
/// outside.
Snapshot sixColumns()
{
    Snapshot city;
    city.asOf = "2024-04-01";
    city.city = {"352039", {"山口市", "Yamaguchi City"}, 6671};
    city.facilityKinds = {{"clinic", {"診療所", "Clinics"}, "", 1}};
    city.districts.resize(2);
    city.districts[0].code = "01";
    city.districts[0].name = "大殿";
    city.districts[0].kana = "おおどの";
    city.districts[1].code = "02";
    city.districts[1].name = "白石";
    const auto at = [](int c, int r) { return Point{131 + c * 0.01, 34 + r * 0.01}; };
    for (int c = 0; c < 6; ++c) {
        for (int r = 0; r < 4; ++r) {
            DemandArea block;
            block.key = "b" + std::to_string(c) + std::to_string(r);
            const bool straddles = r == 3 && (c == 2 || c == 3);
            block.town = straddles ? "またがり町" : "町" + std::to_string(c);
            block.isTownSplit = straddles;
            block.districtCode = c < 3 ? "01" : "02";
            block.people = 10 * c + r;
            block.households = 1;
            block.outline = {{{{at(c, r), at(c + 1, r), at(c + 1, r + 1), at(c, r + 1), at(c, r)}}}};
            block.representativePoint = {at(c, r).x + 0.005, at(c, r).y + 0.005};
            block.confidence = "inferred";
            Facility facility;
            facility.id = "f" + block.key;
            facility.kind = "clinic";
            facility.sourceId = "clinics";
            facility.place = block.representativePoint;
            facility.placement = Placement::in(block.districtCode);
            city.facilities.push_back(facility);
            Stop stop;
            stop.id = "s" + block.key;
            stop.sourceId = "stops";
            stop.place = block.representativePoint;
            stop.placement = Placement::in(block.districtCode);
            city.stops.push_back(stop);
            city.demandAreas.push_back(std::move(block));
        }
    }
    for (District& district : city.districts) {
        std::vector<MultiPolygon> members;
        for (const DemandArea& block : city.demandAreas)
            if (block.districtCode == district.code)
                members.push_back(block.outline);
        district.outline = normalised(*unionOf(members));
    }
    Facility setAside = city.facilities[8];
    setAside.id = "set aside";
    setAside.placement = Placement::unplaced("store.created");
    Facility outside = city.facilities[8];
    outside.id = "outside";
    outside.place = Point{140, 40};
    outside.placement = Placement::outside("store.created");
    city.facilities.push_back(setAside);
    city.facilities.push_back(outside);
    return city;
}

Snapshot contentOf(const Snapshot& snapshot)
{
    Snapshot content = snapshot;
    content.revision = 0;
    content.asOf.clear();
    return content;
}

std::string madeWorkspace(const TemporaryFolder& folder)
{
    const std::string path = folder / "山口市.chiiki";
    REQUIRE(Workspace::create(path, sixColumns(), stamp));
    return path;
}

SnapshotPtr snapshotOf(const std::string& path)
{
    auto opened = Workspace::open(path, Access::ReadOnly);
    REQUIRE(opened);
    return *opened->snapshot();
}

BordersReport moved(const DistrictMoveRequest& request)
{
    auto report = moveDistrict(request);
    if (!report)
        FAIL(describe(report.error(), Language::English));
    return *std::move(report);
}

template <typename R>
Error errorOf(const R& result)
{
    REQUIRE_FALSE(result);
    return result.error();
}

std::string rectangles(const std::string& properties01, double split, double east, const std::string& properties02)
{
    const auto rectangle = [](double west, double to) {
        const auto pair = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
        return "{\"type\":\"Polygon\",\"coordinates\":[[" + pair(west, 33.9) + "," + pair(to, 33.9) + "," +
               pair(to, 34.1) + "," + pair(west, 34.1) + "," + pair(west, 33.9) + "]]}";
    };
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)" + properties01 +
           ",\"geometry\":" + rectangle(130.9, split) + R"(},{"type":"Feature","properties":)" + properties02 +
           ",\"geometry\":" + rectangle(split, east) + "}]}";
}

}  // namespace

TEST_CASE("a town that moves takes its people, its outline, its facilities and stops along", "[district]")
{
    const TemporaryFolder folder;
    const std::string path = madeWorkspace(folder);
    const BordersReport report = moved({path, "町１", {}, "02", stamp});  // the width of a digit does not matter
    CHECK(report.movedBlocks == 4);
    CHECK(report.movedFacilities == 4);
    CHECK(report.movedStops == 4);
    REQUIRE(report.districts.size() == 2);
    const DistrictChange& loses = report.districts[0];
    const DistrictChange& gains = report.districts[1];
    // Columns 0, 1, 2: 6 + 46 + 86; 3, 4, 5: 126 + 166 + 206.
    CHECK(loses.code == "01");
    CHECK(loses.before.people == 138);
    CHECK(loses.after.people == 92);
    CHECK(gains.before.people == 498);
    CHECK(gains.after.people == 544);
    CHECK(loses.before.households == 12);
    CHECK(loses.after.households == 8);
    CHECK(gains.after.blocks == 16);
    CHECK(gains.after.facilities == 16);
    CHECK(gains.after.stops == 16);
    // A hundredth of a degree there is 1.109 km by 0.923 km; four such blocks a column.
    CHECK(*loses.before.areaKm2 == Approx(12 * 1.0235).epsilon(0.002));
    CHECK(*loses.before.areaKm2 - *loses.after.areaKm2 == Approx(*gains.after.areaKm2 - *gains.before.areaKm2));

    const SnapshotPtr after = snapshotOf(path);
    CHECK(*after == *report.snapshot);
    CHECK(after->asOf == "2026-04-01");
    CHECK(findDistrict(*after, "01")->outline.size() == 2);  // columns 0 and 2, parted
    for (const Facility& facility : after->facilities) {
        if (facility.id == "set aside")
            CHECK(facility.placement == Placement::unplaced("store.created"));
        if (facility.id == "outside")
            CHECK(facility.placement == Placement::outside("store.created"));
        if (facility.id == "fb13")
            CHECK(facility.placement == Placement::in("02"));
        if (facility.id == "fb03")
            CHECK(facility.placement == Placement::in("01"));
    }
    auto opened = Workspace::open(path, Access::ReadOnly);
    const auto journal = opened->journal();
    REQUIRE(journal->size() == 2);
    CHECK(journal->front().what.code == "usecases.district_moved");
    CHECK(journal->front().what.arguments == std::vector<std::string>{"町１", "4", "白石"});
}

TEST_CASE("a town moved to another district and back is where it was, to the last vertex", "[district]")
{
    const TemporaryFolder folder;
    const std::string path = madeWorkspace(folder);
    const SnapshotPtr start = snapshotOf(path);
    moved({path, "町1", {}, "02", stamp});
    const BordersReport back = moved({path, "町1", {}, "01", stamp});
    CHECK(contentOf(*back.snapshot) == contentOf(*start));
    CHECK(back.snapshot->revision == 3);
}

TEST_CASE("one undo takes a moved town back exactly, one redo moves it again", "[district]")
{
    const TemporaryFolder folder;
    const std::string path = madeWorkspace(folder);
    const SnapshotPtr start = snapshotOf(path);
    const BordersReport report = moved({path, "またがり町", {}, "01", stamp});
    const auto undone = undoStep({path, false, stamp});
    REQUIRE(undone);
    CHECK(undone->entry.what.code == "usecases.district_moved");
    CHECK(contentOf(*snapshotOf(path)) == contentOf(*start));
    REQUIRE(undoStep({path, true, stamp}));
    CHECK(contentOf(*snapshotOf(path)) == contentOf(*report.snapshot));
}

TEST_CASE("a town in several districts moves wholly and is no longer split; one block of a town splits it",
          "[district]")
{
    const TemporaryFolder folder;
    const std::string path = madeWorkspace(folder);
    const BordersReport whole = moved({path, "またがり町", {}, "01", stamp});
    CHECK(whole.movedBlocks == 1);  // the other is there already
    for (const DemandArea& block : whole.snapshot->demandAreas)
        CHECK_FALSE(block.isTownSplit);
    const BordersReport one = moved({path, {}, "b00", "02", stamp});
    CHECK(one.movedBlocks == 1);
    for (const DemandArea& block : one.snapshot->demandAreas)
        CHECK(block.isTownSplit == (block.town == "町0"));
}

TEST_CASE("a move that cannot be meant changes nothing and says what there is", "[district]")
{
    const TemporaryFolder folder;
    const std::string path = madeWorkspace(folder);
    const SnapshotPtr start = snapshotOf(path);
    const Error nearly = errorOf(moveDistrict({path, "またぎ町", {}, "02", stamp}));
    CHECK(nearly.kind == ErrorKind::NotFound);
    CHECK(nearly.message.code == "usecases.no_town_but_near");
    CHECK_THAT(nearly.message.arguments.at(1), Catch::Contains("またがり町"));
    CHECK(errorOf(moveDistrict({path, "東京都千代田区永田町", {}, "02", stamp})).message.code == "usecases.no_town");
    const Error district = errorOf(moveDistrict({path, "町1", {}, "2", stamp}));
    CHECK(district.message.code == "usecases.no_district");
    CHECK(district.message.arguments == std::vector<std::string>{"2", "01 大殿, 02 白石"});
    CHECK(errorOf(moveDistrict({path, "町1", {}, "01", stamp})).message.code == "usecases.moved_already");
    CHECK(errorOf(moveDistrict({path, {}, "b99", "01", stamp})).message.code == "usecases.no_block");
    CHECK(errorOf(moveDistrict({path, {}, {}, "01", stamp})).message.code == "usecases.move_what");
    CHECK(errorOf(moveDistrict({path, "町1", "b10", "02", stamp})).message.code == "usecases.move_what");
    CHECK(errorOf(moveDistrict({folder / "ない.chiiki", "町1", {}, "02", stamp})).kind == ErrorKind::NotFound);
    CHECK(*snapshotOf(path) == *start);
    CHECK(errorOf(undoStep({path, false, stamp})).message.code == "store.nothing_to_undo");
}

TEST_CASE("borders from a file replace the districts, and one undo brings the old ones back", "[district]")
{
    const TemporaryFolder folder;
    const std::string path = madeWorkspace(folder);
    const SnapshotPtr start = snapshotOf(path);
    const std::string file = folder / "新しい境界.geojson";
    // The border between columns 1 and 2 now; 03 is new.
    writeFile(file, rectangles(R"({"CHIIKI":"01"})", 131.02, 132, R"({"CHIIKI":"03","name":"新地域"})"));
    CHECK(errorOf(replaceDistricts({path, file, {}, {}, stamp})).message.code == "usecases.no_code_field");

    const auto report = replaceDistricts({path, file, {}, "CHIIKI", stamp});
    if (!report)
        FAIL(describe(report.error(), Language::English));
    CHECK(report->added == std::vector<std::string>{"03"});
    CHECK(report->removed == std::vector<std::string>{"02"});
    CHECK(report->borders.movedBlocks == 16);
    CHECK(report->borders.movedStops == 16);
    const SnapshotPtr after = snapshotOf(path);
    REQUIRE(after->districts.size() == 2);
    CHECK(after->districts[0].kana == "おおどの");
    CHECK(after->districts[1].name == "新地域");
    CHECK(after->districts[1].municipality == "352039");
    int people = 0;
    for (const DemandArea& block : after->demandAreas) {
        CHECK(block.districtCode == (block.representativePoint.x < 131.02 ? "01" : "03"));
        CHECK(block.confidence == "certain");
        people += block.people;
    }
    CHECK(people == 636);
    const SourceEdition* edition = findSource(*after, "district_borders");
    REQUIRE(edition);
    CHECK(edition->fileName == "新しい境界.geojson");
    CHECK(edition->sha256.size() == 64);

    REQUIRE(undoStep({path, false, stamp}));
    CHECK(contentOf(*snapshotOf(path)) == contentOf(*start));
}

TEST_CASE("borders that would lose people or stored values are refused, with how many", "[district]")
{
    const TemporaryFolder folder;
    const std::string path = madeWorkspace(folder);
    const SnapshotPtr start = snapshotOf(path);
    const std::string file = folder / "b.geojson";
    // Column 5 lies beyond 131.05: 50 + 51 + 52 + 53 people.
    writeFile(file, rectangles(R"({"code":"01"})", 131.02, 131.05, R"({"code":"02"})"));
    const Error lost = errorOf(replaceDistricts({path, file, {}, {}, stamp}));
    CHECK(lost.kind == ErrorKind::BadRequest);
    CHECK(lost.message.code == "usecases.blocks_without_district");
    CHECK(lost.message.arguments.at(0) == "4");
    CHECK(lost.message.arguments.at(1) == "206");

    writeFile(file, rectangles(R"({"code":"01"})", 131.02, 132, R"({"code":"03"})"));
    CHECK(errorOf(replaceDistricts({path, file, {}, {}, stamp})).message.code == "usecases.new_district_without_name");
    CHECK(*snapshotOf(path) == *start);
    {
        auto workspace = Workspace::open(path, Access::ReadWrite, stamp);
        Snapshot next = *start;
        next.taxiDistricts = {{"02", "", 2024, "doc", ""}};
        REQUIRE(workspace->commit(next, {"store.created", {}}, stamp));
    }
    writeFile(file, rectangles(R"({"code":"01"})", 131.02, 132, R"({"code":"03","name":"新"})"));
    const Error used = errorOf(replaceDistricts({path, file, {}, {}, stamp}));
    CHECK(used.message.code == "usecases.district_still_used");
    CHECK(used.message.arguments == std::vector<std::string>{"02"});
    CHECK(errorOf(replaceDistricts({path, folder / "ない.gpkg", {}, {}, stamp})).kind == ErrorKind::NotFound);
}

TEST_CASE("an area is normalised to the same vertices whatever its rings began with", "[district]")
{
    const Ring shell = {{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}};
    const Ring hole = {{1, 1}, {1, 2}, {2, 2}, {1, 1}};
    const Ring other = {{4, 4}, {4, 5}, {5, 5}, {4, 4}};
    const MultiPolygon one = {{{shell, hole, other}}, {{{{20, 0}, {21, 0}, {21, 1}, {20, 0}}}}};
    const MultiPolygon same = {{{{{21, 1}, {21, 0}, {20, 0}, {21, 1}}}},
                               {{{{9, 9}, {9, 0}, {0, 0}, {0, 9}, {9, 9}},
                                 {{5, 5}, {4, 5}, {4, 4}, {5, 5}},
                                 {{2, 2}, {1, 1}, {1, 2}, {2, 2}}}}};
    CHECK(normalised(one) == one);
    CHECK(normalised(same) == one);
}

TEST_CASE("in the real city a town moved away and back leaves everything as it was", "[district][city]")
{
    const std::string pack = CHIIKI_SOURCE_DIR "/data/yamaguchi";
    const TemporaryFolder folder;
    const std::string path = folder / "山口市.chiiki";
    NewWorkspaceRequest request;
    request.path = path;
    request.packDir = pack;
    request.stamp = stamp;
    const auto made = newWorkspace(request);
    if (!made)
        FAIL(describe(made.error(), Language::English));
    const SnapshotPtr start = made->snapshot;
    std::map<std::string, int> peopleOf;
    for (const DemandArea& block : start->demandAreas)
        peopleOf[block.districtCode] += block.people;
    CHECK(peopleOf["01"] == 7206);
    CHECK(peopleOf["21"] == 4866);

    // The disputed town, from its district to another and back.
    const auto block = std::find_if(start->demandAreas.begin(), start->demandAreas.end(),
                                    [](const DemandArea& area) { return area.town == "大手町"; });
    REQUIRE(block != start->demandAreas.end());
    const std::string home = block->districtCode;
    const std::string away = home == "01" ? "02" : "01";
    const BordersReport there = moved({path, "大手町", {}, away, stamp});
    REQUIRE(there.districts.size() == 2);
    CHECK(there.districts[0].before.people + there.districts[1].before.people ==
          there.districts[0].after.people + there.districts[1].after.people);
    CHECK(std::abs(there.districts[0].before.people - there.districts[0].after.people) == 149);
    const BordersReport back = moved({path, "大手町", {}, home, stamp});
    CHECK(back.snapshot->districts == start->districts);
    CHECK(back.snapshot->demandAreas == start->demandAreas);
    CHECK(contentOf(*back.snapshot) == contentOf(*start));
}
