#include <catch2/catch.hpp>

#include <string>

#include "plugins/disaster/area_text.h"
#include "plugins/disaster/disaster.h"

using namespace chiiki;

namespace {

OverlayRequest::DemandArea area(const std::string& district, Point plane, Point lonLat, int people)
{
    OverlayRequest::DemandArea made;
    made.districtCode = district;
    made.plane = plane;
    made.lonLat = lonLat;
    made.people = people;
    return made;
}

OverlayRequest::Place shelter(const std::string& id, const std::string& district, Point plane, Point lonLat,
                              std::optional<int> capacity, const std::string& flood)
{
    OverlayRequest::Place made;
    made.id = id;
    made.kind = "shelter";
    made.name = id;
    made.districtCode = district;
    made.plane = plane;
    made.lonLat = lonLat;
    made.capacity = capacity;
    made.attributes["flood"] = flood;
    return made;
}

/// 01: a usable shelter for 60 at the origin; 100 people at 500 m, 50 at 1,300 m (500 and 1,200). 02: a shelter that
/// says 0 for floods; 30 people 5,000 m from the one in 01. 03: nobody and a shelter without a capacity.
OverlayRequest madeRequest()
{
    OverlayRequest request;
    request.overlay = "disaster";
    request.dataYear = 2024;
    request.parameters = {{"hazard", "flood"}, {"walk_m", "500"}, {"least_near", "50"}};
    request.districts = {{"01", "甲", 1, 150, 70}, {"02", "乙", 1, 30, 15}, {"03", "丙", 1, 0, 0}};
    request.demandAreas = {area("01", {300, 400}, {1, 1}, 100), area("01", {500, 1200}, {5, 5}, 50),
                           area("02", {3000, 4000}, {1, 2}, 30)};
    request.facilities = {shelter("A", "01", {0, 0}, {1, 1}, 60, "1"),
                          shelter("B", "02", {3000, 4000}, {9, 9}, 80, "0"),
                          shelter("C", "03", {90000, 0}, {9, 9}, std::nullopt, "1")};
    return request;
}

/// A table of hazard areas, one row a polygon.
PluginTable hazardAreas(const std::vector<std::pair<std::string, std::string>>& rows, Status status)
{
    PluginTable table{"disaster", "hazard_area", {{"hazard", FieldType::Choice}, {"place", FieldType::Place}}, {}};
    for (const auto& [hazard, wkt] : rows) {
        PluginRow& row = table.rows.emplace_back();
        row.values = {FieldValue(hazard), FieldValue(wkt)};
        row.status = status;
    }
    return table;
}

/// A table of a national layer, one row a polygon.
PluginTable layerOf(const std::string& id, const std::vector<std::string>& areas)
{
    PluginTable table{"disaster", id, {{"depth", FieldType::Choice}, {"place", FieldType::Place}}, {}};
    for (const std::string& wkt : areas)
        table.rows.emplace_back().values = {FieldValue(std::string("3")), FieldValue(wkt)};
    return table;
}

OverlayRequest::Place clinic(const std::string& district, std::optional<Point> lonLat)
{
    OverlayRequest::Place made;
    made.id = "clinic";
    made.kind = "clinic";
    made.districtCode = district;
    made.lonLat = lonLat;
    return made;
}

Overlay overlayOf(const OverlayRequest& request)
{
    auto made = disaster::overlay(request);
    REQUIRE(made);
    return *std::move(made);
}

Value valueOf(const Overlay& overlay, const std::string& indicator, const std::string& district)
{
    for (const IndicatorResult& result : overlay.indicators)
        for (const IndicatorValue& row : result.values)
            if (row.indicatorId == indicator && row.districtCode == district)
                return row.value;
    FAIL("no value of " << indicator << " in " << district);
    return {};
}

std::string noteOf(const Overlay& overlay, const std::string& indicator, const std::string& district)
{
    for (const IndicatorResult& result : overlay.indicators)
        for (const IndicatorValue& row : result.values)
            if (row.indicatorId == indicator && row.districtCode == district)
                return row.note;
    return {};
}

bool hasFinding(const Overlay& overlay, const std::string& id)
{
    for (const Finding& finding : overlay.findings)
        if (finding.id == id)
            return true;
    return false;
}

const Value missing = Value::absent(Absence::Missing);

}  // namespace

TEST_CASE("shelters that say 1 for the hazard count, with what they hold and who can walk there", "[disaster]")
{
    const Overlay overlay = overlayOf(madeRequest());
    CHECK(valueOf(overlay, "usable_shelters", "01").number() == 1);
    CHECK(valueOf(overlay, "usable_shelters", "02").number() == 0);
    CHECK(valueOf(overlay, "usable_shelters", "").number() == 2);
    CHECK(valueOf(overlay, "usable_capacity", "01").number() == 60);
    CHECK(valueOf(overlay, "usable_capacity", "02").number() == 0);
    CHECK(valueOf(overlay, "usable_capacity", "03") == missing);  // its only shelter does not say
    CHECK(valueOf(overlay, "usable_capacity", "").number() == 60);
    CHECK(valueOf(overlay, "capacity_share", "01").number() == Approx(60.0 / 150));
    CHECK(valueOf(overlay, "near_share", "01").number() == Approx(100.0 / 150));  // 500 m is within 500 m
    CHECK(valueOf(overlay, "near_share", "02").number() == 0);
    CHECK(valueOf(overlay, "near_share", "").number() == Approx(100.0 / 180));
    CHECK(valueOf(overlay, "near_share", "03") == Value::absent(Absence::NotApplicable));
    CHECK(valueOf(overlay, "shelter_distance", "01").number() == Approx((100 * 500 + 50 * 1300) / 150.0));
    CHECK(valueOf(overlay, "shelter_distance", "02").number() == Approx(5000));
    CHECK(hasFinding(overlay, "no_shelter_02"));
    CHECK_FALSE(hasFinding(overlay, "no_shelter_03"));  // nobody lives there
    CHECK_FALSE(hasFinding(overlay, "far_01"));
}

TEST_CASE("without hazard areas of the hazard what lies inside is missing, not none", "[disaster]")
{
    OverlayRequest request = madeRequest();
    for (const char* id : {"people_in_area", "people_in_area_share", "shelters_in_area", "facilities_in_area"})
        for (const char* district : {"01", "03", ""}) {
            CAPTURE(id, district);
            CHECK(valueOf(overlayOf(request), id, district) == missing);
            CHECK(noteOf(overlayOf(request), id, district).find("A31a") != std::string::npos);
        }
    CHECK(hasFinding(overlayOf(request), "no_areas"));
    CHECK(noteOf(overlayOf(request), "usable_shelters", "01").empty());
    request.locale = "en";
    CHECK(noteOf(overlayOf(request), "people_in_area", "").find("Take a file of National Land") != std::string::npos);
    request.tables = {layerOf("landslide_area", {"POLYGON((0 0,3 0,3 3,0 3,0 0))"})};
    CHECK(valueOf(overlayOf(request), "people_in_area", "01") == missing);
    request.tables = {hazardAreas({{"tsunami", "POLYGON((0 0,3 0,3 3,0 3,0 0))"}}, Status::Official)};
    CHECK(valueOf(overlayOf(request), "people_in_area", "01") == missing);
    request.tables = {hazardAreas({{"flood", "POINT(1 1)"}}, Status::Official)};  // no area
    CHECK(valueOf(overlayOf(request), "people_in_area", "01") == missing);
}

TEST_CASE("people and shelters inside a hazard area are counted, those in its hole are not", "[disaster]")
{
    OverlayRequest request = madeRequest();
    request.tables = {hazardAreas({{"flood", "POLYGON((0 0,3 0,3 3,0 3,0 0))"}}, Status::Sample)};
    const Overlay inside = overlayOf(request);
    CHECK(valueOf(inside, "people_in_area", "01") == Value::of(100, Status::Sample));
    CHECK(valueOf(inside, "people_in_area", "02").number() == 30);
    CHECK(valueOf(inside, "people_in_area", "").number() == 130);
    CHECK(valueOf(inside, "people_in_area_share", "").number() == Approx(130.0 / 180));
    CHECK(valueOf(inside, "shelters_in_area", "01").number() == 1);
    CHECK(valueOf(inside, "shelters_in_area", "").number() == 1);
    CHECK(hasFinding(inside, "in_area_A"));

    request.tables = {
        hazardAreas({{"flood", "MULTIPOLYGON(((0 0,3 0,3 3,0 3,0 0),(0.5 0.5,1.5 0.5,1.5 1.5,0.5 1.5,0.5 0.5)))"}},
                    Status::Official)};
    const Overlay hole = overlayOf(request);
    CHECK(valueOf(hole, "people_in_area", "01").number() == 0);  // (1, 1) lies in the hole
    CHECK(valueOf(hole, "people_in_area", "02").number() == 30);
    CHECK_FALSE(hasFinding(hole, "in_area_A"));
}

TEST_CASE("areas of all tables of a hazard count, and what lies in several of them counts once", "[disaster]")
{
    // 100 people and shelter A at (1, 1), 50 people at (5, 5), 30 people at (1, 2), shelter C at (9, 9).
    OverlayRequest request = madeRequest();
    request.facilities.push_back(clinic("01", Point{1, 1}));
    request.facilities.push_back(clinic("01", Point{4.5, 4.5}));
    request.facilities.push_back(clinic("02", Point{8, 1}));
    request.facilities.push_back(clinic("", Point{1, 1}));  // outside the city
    request.facilities.push_back(clinic("02", std::nullopt));
    request.tables = {
        layerOf("flood_area", {"POLYGON((0 0,3 0,3 1.5,0 1.5,0 0))", "POLYGON((0.5 0.5,2 0.5,2 2,0.5 0.5))"}),
        layerOf("tsunami_area", {"POLYGON((0 0,20 0,20 20,0 20,0 0))"}),
        hazardAreas({{"flood", "POLYGON((4 4,6 4,6 6,4 6,4 4))"}, {"fire", "POLYGON((0 0,9 0,9 9,0 0))"}},
                    Status::Official)};
    const Overlay flood = overlayOf(request);
    CHECK(valueOf(flood, "people_in_area", "01") == Value::of(150, Status::Computed));
    CHECK(valueOf(flood, "people_in_area", "02").number() == 0);  // (1, 2) lies above the first and left of the second
    CHECK(valueOf(flood, "people_in_area", "03").number() == 0);
    CHECK(valueOf(flood, "people_in_area", "").number() == 150);
    CHECK(valueOf(flood, "people_in_area_share", "").number() == Approx(150.0 / 180));
    CHECK(valueOf(flood, "shelters_in_area", "").number() == 1);
    CHECK(valueOf(flood, "facilities_in_area", "01").number() == 2);
    CHECK(valueOf(flood, "facilities_in_area", "02").number() == 0);
    CHECK(valueOf(flood, "facilities_in_area", "").number() == 2);
    CHECK(noteOf(flood, "people_in_area", "").empty());
    CHECK_FALSE(hasFinding(flood, "no_areas"));

    request.parameters["hazard"] = "tsunami";
    const Overlay tsunami = overlayOf(request);
    CHECK(valueOf(tsunami, "people_in_area", "").number() == 180);
    CHECK(valueOf(tsunami, "facilities_in_area", "").number() == 3);
    request.parameters["hazard"] = "volcano";
    CHECK(valueOf(overlayOf(request), "people_in_area", "") == missing);
    CHECK(noteOf(overlayOf(request), "people_in_area", "").find("県や市の想定区域") != std::string::npos);
}

TEST_CASE("a city without a usable shelter has no distances", "[disaster]")
{
    OverlayRequest request = madeRequest();
    request.parameters["hazard"] = "eruption";
    const Overlay overlay = overlayOf(request);
    CHECK(valueOf(overlay, "usable_shelters", "").number() == 0);
    CHECK(valueOf(overlay, "near_share", "01") == missing);
    CHECK(valueOf(overlay, "shelter_distance", "") == missing);
}

TEST_CASE("people in no district are nobody's and not the city's twice", "[disaster]")
{
    OverlayRequest request = madeRequest();
    const Value before = valueOf(overlayOf(request), "near_share", "");
    request.demandAreas.push_back(area("", {9000, 9000}, {1, 1}, 1000));
    CHECK(valueOf(overlayOf(request), "near_share", "") == before);
}

TEST_CASE("the text of an area is read as it stands, and what is none is empty", "[disaster]")
{
    CHECK(disaster::ringsOf("POLYGON((0 0,1.5 0,1.5 -2e1,0 0))").size() == 1);
    CHECK(disaster::ringsOf("POLYGON((0 0,1.5 0,1.5 -2e1,0 0))")[0][2] == Point{1.5, -20});
    CHECK(disaster::ringsOf("MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))").size() == 2);
    for (const char* text : {"", "POINT(1 2)", "LINESTRING(0 0,1 1,2 2,0 0)", "POLYGON EMPTY", "POLYGON((0 0,1 1))"}) {
        INFO(text);
        CHECK(disaster::ringsOf(text).empty());
    }
}

TEST_CASE("a request without the year of its data, the hazard or the way is refused", "[disaster]")
{
    OverlayRequest request = madeRequest();
    request.dataYear = 0;
    CHECK_FALSE(disaster::overlay(request));
    for (const char* parameter : {"hazard", "walk_m"}) {
        request = madeRequest();
        request.parameters.erase(parameter);
        CHECK_FALSE(disaster::overlay(request));
    }
}
