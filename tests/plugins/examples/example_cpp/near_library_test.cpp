#include <catch2/catch.hpp>

#include <string>

#include "plugins/examples/example_cpp/near_library.h"

using namespace chiiki;

namespace {

OverlayRequest::DemandArea area(const std::string& district, Point plane, int people)
{
    OverlayRequest::DemandArea made;
    made.districtCode = district;
    made.plane = plane;
    made.people = people;
    return made;
}

OverlayRequest::Place place(const std::string& kind, std::optional<Point> plane)
{
    OverlayRequest::Place made;
    made.kind = kind;
    made.plane = plane;
    return made;
}

/// 01: 100 people at exactly 1000 m (600 and 800), 50 just beyond. 02: 70 at 500 m and 30 at 0 m. 03: nobody.
OverlayRequest madeRequest()
{
    OverlayRequest request;
    request.dataYear = 2024;
    request.parameters["distance"] = "1000";
    request.districts = {{"01", "甲"}, {"02", "乙"}, {"03", "丙"}};
    request.demandAreas = {area("01", {600, 800}, 100), area("01", {601, 800}, 50), area("02", {5300, 400}, 70),
                           area("02", {5000, 0}, 30), area("", {0, 0}, 40)};
    request.facilities = {place("library", Point{0, 0}), place("library", Point{5000, 0}),
                          place("library", std::nullopt), place("clinic", Point{601, 800})};
    return request;
}

Value valueOf(const Overlay& overlay, const std::string& indicator, const std::string& district)
{
    for (const IndicatorResult& result : overlay.indicators)
        for (const IndicatorValue& row : result.values)
            if (row.indicatorId == indicator && row.districtCode == district) {
                CHECK(row.year == FiscalYear{2024});
                return row.value;
            }
    FAIL("no value of " << indicator << " in " << district);
    return {};
}

}  // namespace

TEST_CASE("people within the distance count, and the limit belongs to it", "[example]")
{
    const auto overlay = nearLibrary(madeRequest());
    REQUIRE(overlay);
    CHECK(valueOf(*overlay, "people_near", "01") == Value::of(100, Status::Computed));
    CHECK(valueOf(*overlay, "people_near", "02") == Value::of(100, Status::Computed));
    CHECK(valueOf(*overlay, "people_near", "03") == Value::of(0, Status::Computed));
    CHECK(valueOf(*overlay, "people_near", "") == Value::of(200, Status::Computed));
    CHECK(valueOf(*overlay, "share_near", "01") == Value::of(100.0 / 150, Status::Computed));
    CHECK(valueOf(*overlay, "share_near", "03") == Value::absent(Absence::NotApplicable, Status::Computed));
    CHECK(valueOf(*overlay, "share_near", "") == Value::of(0.8, Status::Computed));
}

TEST_CASE("the parameter moves the limit", "[example]")
{
    OverlayRequest request = madeRequest();
    request.parameters["distance"] = "100";
    const auto overlay = nearLibrary(request);
    REQUIRE(overlay);
    CHECK(valueOf(*overlay, "people_near", "01") == Value::of(0, Status::Computed));
    CHECK(valueOf(*overlay, "people_near", "02") == Value::of(30, Status::Computed));
}

TEST_CASE("the district with most people further away is named", "[example]")
{
    const auto overlay = nearLibrary(madeRequest());
    REQUIRE(overlay);
    REQUIRE(overlay->findings.size() == 1);
    CHECK(overlay->findings[0].districtCode == "01");
    CHECK(overlay->findings[0].text.en.find("50 people") != std::string::npos);
}

TEST_CASE("without a library or a year there is nothing to show", "[example]")
{
    OverlayRequest request = madeRequest();
    request.facilities = {place("library", std::nullopt)};
    CHECK_FALSE(nearLibrary(request));
    request = madeRequest();
    request.dataYear = 0;
    CHECK_FALSE(nearLibrary(request));
}
