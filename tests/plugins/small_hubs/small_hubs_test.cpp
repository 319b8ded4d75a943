#include <catch2/catch.hpp>

#include <string>

#include "plugins/small_hubs/small_hubs.h"

using namespace chiiki;

namespace {

OverlayRequest::Place place(const std::string& kind, const std::string& name, const std::string& district,
                            std::optional<Point> plane)
{
    OverlayRequest::Place made;
    made.id = name;
    made.kind = kind;
    made.name = name;
    made.districtCode = district;
    made.plane = plane;
    return made;
}

/// 01: its centre at the origin, a clinic 500 m off (300, 400), a school 1,000 m off (600, 800). 02: its centre 6 km
/// east, with nothing but those. 03: no centre.
OverlayRequest madeRequest()
{
    OverlayRequest request;
    request.overlay = "small_hubs";
    request.dataYear = 2024;
    request.parameters = {
        {"least_kinds", "2"}, {"near_m", "800"}, {"link_days", "2"}, {"least_kinds_b", "2"}, {"near_m_b", "1000"}};
    request.districts = {{"01", "甲", 1, 150, 70}, {"02", "乙", 1, 30, 15}, {"03", "丙", 1, 0, 0}};
    request.facilities = {place("community_centre", "甲センター", "01", Point{0, 0}),
                          place("community_centre", "乙センター", "02", Point{6000, 0}),
                          place("clinic", "医院", "01", Point{300, 400}),
                          place("school", "学校", "01", Point{600, 800})};
    return request;
}

void enter(OverlayRequest& request, const std::string& hub, const std::string& kind, double distanceM, FieldValue days)
{
    if (request.tables.empty()) {
        PluginTable table;
        table.tableId = "function_at";
        table.columns = {{"hub", FieldType::Text},
                         {"kind", FieldType::Choice},
                         {"distance_m", FieldType::Integer},
                         {"days", FieldType::Integer}};
        request.tables.push_back(table);
    }
    PluginRow row;
    row.values = {hub, kind, distanceM, days};
    request.tables.front().rows.push_back(row);
}

Overlay overlayOf(const OverlayRequest& request)
{
    auto made = small_hubs::overlay(request);
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

}  // namespace

TEST_CASE("a centre with one of two kinds within 800 m fails, and has enough within 1,000 m", "[small_hubs]")
{
    const Overlay overlay = overlayOf(madeRequest());
    CHECK(valueOf(overlay, "hubs_enough", "01").number() == 0);
    CHECK(valueOf(overlay, "hubs_enough_b", "01").number() == 1);  // the limit itself counts
    CHECK(valueOf(overlay, "hubs_enough_b", "").number() == 1);
    CHECK(valueOf(overlay, "kinds_near", "01").number() == 1);
    CHECK(valueOf(overlay, "kinds_near", "02").number() == 0);
    CHECK(valueOf(overlay, "hubs_pass", "").number() == 0);
    REQUIRE(overlay.findings.size() == 2);
    CHECK(overlay.findings[0].districtCode == "01");
    CHECK(overlay.findings[0].severity == Severity::Note);  // it changes sides
    CHECK(overlay.findings[0].text.ja.find("学校（1.0km）") != std::string::npos);
    CHECK(overlay.findings[1].severity == Severity::Watch);
}

TEST_CASE("enough kinds without registered transport is unknown, never a pass", "[small_hubs]")
{
    OverlayRequest request = madeRequest();
    request.parameters["near_m"] = "1000";
    Overlay overlay = overlayOf(request);
    CHECK(valueOf(overlay, "hubs_enough", "01").number() == 1);
    CHECK(valueOf(overlay, "hubs_pass", "01") == Value::absent(Absence::Missing, Status::Computed));
    CHECK(valueOf(overlay, "hubs_pass", "02").number() == 0);
    CHECK(valueOf(overlay, "hubs_pass", "03").number() == 0);
    CHECK(valueOf(overlay, "hubs_pass", "") == Value::absent(Absence::Missing, Status::Computed));
    CHECK(overlay.findings.back().text.ja.find("1か所") != std::string::npos);

    enter(request, "甲センター", "transport", 100, 1.0);
    overlay = overlayOf(request);
    CHECK(valueOf(overlay, "hubs_pass", "01").number() == 0);
    CHECK(overlay.findings.front().text.ja.find("週1日") != std::string::npos);

    enter(request, "甲センター", "transport", 100, 2.0);
    CHECK(valueOf(overlayOf(request), "hubs_pass", "01").number() == 1);

    request.tables.clear();
    request.parameters["link_days"] = "0";  // transport is not asked for
    CHECK(valueOf(overlayOf(request), "hubs_pass", "01").number() == 1);
}

TEST_CASE("a registered shop is one more kind, for its hub alone", "[small_hubs]")
{
    OverlayRequest request = madeRequest();
    enter(request, "甲センター", "shop", 700, {});
    const Overlay overlay = overlayOf(request);
    CHECK(valueOf(overlay, "kinds_near", "01").number() == 2);
    CHECK(valueOf(overlay, "hubs_enough", "01").number() == 1);
    CHECK(valueOf(overlay, "kinds_near", "02").number() == 0);
}

TEST_CASE("a district without a centre has no kinds to speak of, and one without a position is unknown", "[small_hubs]")
{
    OverlayRequest request = madeRequest();
    CHECK(valueOf(overlayOf(request), "kinds_near", "03") == Value::absent(Absence::NotApplicable, Status::Computed));
    request.facilities[0].plane.reset();
    CHECK(valueOf(overlayOf(request), "hubs_enough", "01") == Value::absent(Absence::Missing, Status::Computed));
}

TEST_CASE("a request without the parameters is refused", "[small_hubs]")
{
    OverlayRequest request = madeRequest();
    request.parameters.erase("near_m_b");
    CHECK_FALSE(small_hubs::overlay(request));
}
