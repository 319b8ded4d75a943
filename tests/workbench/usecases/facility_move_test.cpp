#include <catch2/catch.hpp>

#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/facility_move.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const ChangeStamp stamp{"防災危機管理課", "2026-04-01T00:15:30Z", "2026-04-01"};

// Middles of the small city's districts 01 and 03.
constexpr Point inFirst{131.4754, 34.1745};
constexpr Point inThird{131.497, 34.1745};

Facility shelter(const std::string& id, const std::string& source, int row)
{
    Facility facility;
    facility.id = id;
    facility.kind = "shelter";
    facility.name = "避難所" + id;
    facility.sourceId = source;
    facility.sourceRow = row;
    return facility;
}

Finding finding(const std::string& id, const std::string& source, int row, const std::string& district)
{
    Finding made;
    made.id = id;
    made.sourceId = source;
    made.sourceRow = row;
    made.districtCode = district;
    return made;
}

/// The small city with a shelter without a place, one in 01 and an AED of the first one's id, open for writing.
class Moving {
public:
    Moving()
    {
        Snapshot city = *smallCity();
        city.facilityKinds = {{"shelter", {"避難所", "Shelters"}, "", 1}, {"aed", {"AED", "AED"}, "", 2}};
        Facility lost = shelter("S1", "shelters", 7);
        lost.placement = Placement::unplaced("io.place_equal");
        Facility placed = shelter("S2", "shelters", 8);
        placed.place = inFirst;
        placed.placement = Placement::in("01");
        Facility aed = shelter("S1", "aed", 7);
        aed.kind = "aed";
        aed.place = inFirst;
        aed.placement = Placement::in("01");
        city.facilities = {lost, placed, aed};
        city.findings = {finding("pack.aed.00007.place_against_address", "aed", 7, "01"),
                         finding("pack.shelters.00007.id_twice", "shelters", 7, ""),
                         finding("pack.shelters.00007.place_equal", "shelters", 7, ""),
                         finding("pack.shelters.00008.place_against_address", "shelters", 8, "01")};
        auto made = Workspace::create(folder_ / "a.chiiki", city, stamp);
        REQUIRE(made);
        workspace = std::make_unique<Workspace>(*std::move(made));
    }

    Result<FacilityMove> move(const std::string& id, Point to, const std::string& kind = "shelter")
    {
        return moveFacility(*workspace, {"", kind, id, to}, stamp);
    }
    std::string findings()
    {
        std::string ids;
        for (const Finding& present : (*workspace->snapshot())->findings)
            ids += present.id.substr(5) + " ";
        return ids;
    }

private:
    TemporaryFolder folder_;

public:
    std::unique_ptr<Workspace> workspace;
};

std::string codeOf(const Result<FacilityMove>& result)
{
    return result ? std::string() : std::string(result.error().message.code);
}

}  // namespace

TEST_CASE("a facility without a place gets one, its district, and its finding goes", "[facility_move]")
{
    Moving city;
    const Snapshot before = **city.workspace->snapshot();
    const auto moved = city.move("S1", inThird);
    REQUIRE(moved);
    CHECK_FALSE(moved->before.place);
    CHECK(moved->after.place == inThird);
    CHECK(moved->after.placement == Placement::in("03"));
    REQUIRE(moved->solvedFindings.size() == 1);
    CHECK(moved->solvedFindings[0].id == "pack.shelters.00007.place_equal");
    // What is not about the position stays, and so do those of other facilities.
    CHECK(city.findings() == "aed.00007.place_against_address shelters.00007.id_twice "
                             "shelters.00008.place_against_address ");
    const auto step = city.workspace->nextUndo();
    REQUIRE(step);
    CHECK(speak((*step)->what, Language::Japanese) == "避難所S1の位置（湯田）");

    const auto undone = city.workspace->undoLast(stamp);
    REQUIRE(undone);
    CHECK(undone->snapshot->facilities == before.facilities);
    CHECK(undone->snapshot->findings == before.findings);
}

TEST_CASE("a facility that stays in its district keeps the finding that its address says another", "[facility_move]")
{
    Moving city;
    Point near = inFirst;
    near.x += 0.001;
    const auto stays = city.move("S2", near);
    REQUIRE(stays);
    CHECK(stays->after.placement == Placement::in("01"));
    CHECK(stays->solvedFindings.empty());
    const auto leaves = city.move("S2", inThird);
    REQUIRE(leaves);
    REQUIRE(leaves->solvedFindings.size() == 1);
    CHECK(leaves->solvedFindings[0].id == "pack.shelters.00008.place_against_address");
}

TEST_CASE("a place outside the borders counts as outside, and solves nothing", "[facility_move]")
{
    Moving city;
    const auto moved = city.move("S1", {131.60, 34.1745});
    REQUIRE(moved);
    CHECK(moved->after.placement == Placement::outside("io.place_outside_city"));
    CHECK(moved->solvedFindings.empty());
    CHECK(speak((*city.workspace->nextUndo())->what, Language::Japanese) == "避難所S1の位置（市外）");
}

TEST_CASE("what cannot be moved changes nothing and says why", "[facility_move]")
{
    Moving city;
    CHECK(codeOf(city.move("S9", inThird)) == "edits.no_facility");
    CHECK(codeOf(city.move("S1", inThird, "")) == "edits.several_facilities");
    CHECK(codeOf(moveFacility(*city.workspace, {"aed", "", "S1", inThird}, stamp)).empty());
    REQUIRE(city.workspace->undoLast(stamp));
    CHECK(codeOf(city.move("S1", {34.1745, 131.497})) == "io.place_swapped");
    CHECK(codeOf(city.move("S1", {139.7, 35.7})) == "io.place_far_off");
    CHECK(codeOf(city.move("S1", {std::numeric_limits<double>::quiet_NaN(), 34})) == "io.place_not_a_number");
    CHECK(city.workspace->journal()->size() == 3);
}
