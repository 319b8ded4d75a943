#include <catch2/catch.hpp>

#include <cmath>
#include <string>

#include "core/sdk/answer.h"
#include "plugins/life_support/life_support.h"

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

OverlayRequest::Place place(const std::string& kind, const std::string& district, std::optional<Point> plane)
{
    OverlayRequest::Place made;
    made.id = kind + district;
    made.kind = kind;
    made.name = kind + district;
    made.districtCode = district;
    made.plane = plane;
    if (plane)
        made.lonLat = Point{131.4, 34.1};
    return made;
}

/// 01 has a clinic at the origin: 100 people at 500 m (300 and 400), 50 at 1,000 m (600 and 800), exactly the limit.
/// 02 has none: 30 people 5,000 m off (3,000 and 4,000). 03: nobody.
OverlayRequest madeRequest()
{
    OverlayRequest request;
    request.overlay = "life_support";
    request.dataYear = 2024;
    request.parameters["far_m"] = "1000";
    request.districts = {{"01", "甲", 1, 150, 70}, {"02", "乙", 1, 30, 15}, {"03", "丙", 1, 0, 0}};
    request.demandAreas = {area("01", {300, 400}, 100), area("01", {600, 800}, 50), area("02", {3000, 4000}, 30)};
    request.facilities = {place("clinic", "01", Point{0, 0})};
    return request;
}

Overlay overlayOf(const OverlayRequest& request)
{
    auto made = life_support::overlay(request);
    REQUIRE(made);
    return *std::move(made);
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

TEST_CASE("distance is the mean over people, and who lives at the limit is not far", "[life_support]")
{
    const Overlay overlay = overlayOf(madeRequest());
    CHECK(valueOf(overlay, "clinic_distance", "01").number() == Approx((100 * 500 + 50 * 1000) / 150.0));
    CHECK(valueOf(overlay, "clinic_distance", "02").number() == Approx(5000));
    CHECK(valueOf(overlay, "clinic_distance", "").number() == Approx((100 * 500 + 50 * 1000 + 30 * 5000) / 180.0));
    CHECK(valueOf(overlay, "clinic_far_share", "01").number() == 0);
    CHECK(valueOf(overlay, "clinic_far_share", "02").number() == 1);
    CHECK(valueOf(overlay, "clinic_far_share", "").number() == Approx(30.0 / 180));
    CHECK(valueOf(overlay, "clinic_distance", "01").status == Status::Computed);
}

TEST_CASE("nobody is not applicable, and a kind without any place is missing", "[life_support]")
{
    const Overlay overlay = overlayOf(madeRequest());
    CHECK(valueOf(overlay, "clinic_distance", "03") == Value::absent(Absence::NotApplicable));
    CHECK(valueOf(overlay, "clinic_far_share", "03") == Value::absent(Absence::NotApplicable));
    CHECK(valueOf(overlay, "library_distance", "01") == Value::absent(Absence::Missing));
    CHECK(valueOf(overlay, "library_distance", "") == Value::absent(Absence::Missing));
    CHECK(valueOf(overlay, "library_distance", "03") == Value::absent(Absence::NotApplicable));
}

TEST_CASE("the last one of its kind is named with the way its people would have without it", "[life_support]")
{
    OverlayRequest request = madeRequest();
    request.facilities.push_back(place("clinic", "02", Point{3000, 4000}));
    request.facilities.push_back(place("clinic", "02", Point{3000, 4000}));
    const Overlay overlay = overlayOf(request);
    CHECK(valueOf(overlay, "last_ones", "01").number() == 1);
    CHECK(valueOf(overlay, "last_ones", "02").number() == 0);
    CHECK(valueOf(overlay, "last_ones", "03").number() == 0);
    REQUIRE(overlay.findings.size() == 1);  // 02 has two, and nobody goes far today
    const Finding& finding = overlay.findings[0];
    CHECK(finding.districtCode == "01");
    // From (300, 400) and (600, 800) to (3000, 4000): 4,500 m and 4,000 m; (100 x 4500 + 50 x 4000) / 150 = 4,333 m.
    CHECK(finding.text.ja.find("4.3km") != std::string::npos);
    // That it could not be used is only supposed, however far the next one is.
    CHECK(finding.severity == Severity::Watch);
    CHECK(finding.text.ja.find("（設定の目安1,000mより遠い）") != std::string::npos);
    CHECK(finding.place);
}

TEST_CASE("one school is what a district usually has, and is no more than a note", "[life_support]")
{
    OverlayRequest request = madeRequest();
    request.facilities = {place("school", "01", Point{0, 0}), place("school", "02", Point{3000, 4000}),
                          place("school", "02", Point{3000, 4000})};
    const Overlay overlay = overlayOf(request);
    REQUIRE(overlay.findings.size() == 1);
    CHECK(overlay.findings[0].id == "last_school_01");
    CHECK(overlay.findings[0].severity == Severity::Note);
}

TEST_CASE("where places are there and far all the same, that is graver than what is only supposed", "[life_support]")
{
    OverlayRequest request = madeRequest();
    request.parameters["far_m"] = "600";  // 01: (100 x 500 + 50 x 1000) / 150 = 667 m on average
    const Overlay overlay = overlayOf(request);
    REQUIRE(overlay.findings.size() == 3);
    const Finding& far = overlay.findings[0];
    CHECK(far.id == "far_clinic_01");
    CHECK(far.severity == Severity::Act);
    CHECK(far.text.ja ==
          "診療所は1か所ありますが、最寄りまでの直線距離は1人あたり平均667mです（設定の目安600mより遠い）。");
    CHECK(overlay.findings[1].id == "last_clinic_01");
    CHECK(overlay.findings[1].severity == Severity::Watch);
}

TEST_CASE("a way far beyond the districts' median is told once, with the limit of the settings or without",
          "[life_support]")
{
    OverlayRequest request;
    request.overlay = "life_support";
    request.dataYear = 2024;
    request.facilities = {place("clinic", "00", Point{0, 0})};
    // Ways of 400, 500, 600, 700 and 5,000 m: the median is 600, half of them lie within 100 of it, 900 is unusual.
    const std::vector<double> metres = {400, 500, 600, 700, 5000};
    for (std::size_t i = 0; i < metres.size(); ++i) {
        const std::string code = "0" + std::to_string(i + 1);
        request.districts.push_back({code, code, 1, 10, 5});
        request.demandAreas.push_back(area(code, {metres[i], 0}, 10));
        request.facilities.push_back(place("clinic", code, Point{0, 0}));
        request.facilities.push_back(place("clinic", code, Point{0, 0}));
    }
    request.parameters["far_m"] = "1000";
    const Overlay far = overlayOf(request);
    REQUIRE(far.findings.size() == 1);
    CHECK(far.findings[0].severity == Severity::Act);
    CHECK(far.findings[0].text.ja == "診療所は2か所ありますが、最寄りまでの直線距離は1人あたり平均5.0kmです"
                                     "（設定の目安1,000mより遠く、地域の中央値600mも大きく上回る）。");
    CHECK(far.findings[0].text.en.ends_with(
        "beyond the 1,000 m of the settings and far above the districts' median of 600 m."));
    request.parameters["far_m"] = "6000";
    const Overlay near = overlayOf(request);
    REQUIRE(near.findings.size() == 1);
    CHECK(near.findings[0].severity == Severity::Watch);
    CHECK(near.findings[0].text.ja.find("平均5.0kmです（地域の中央値600mを大きく上回る）。") != std::string::npos);
}

TEST_CASE("rides that a document names stand beside a long way to a doctor, and are not asked for again",
          "[life_support]")
{
    OverlayRequest request = madeRequest();
    PluginTable taxis{
        "life_support", "taxi_district", {{"extent", FieldType::Choice}, {"sub_area", FieldType::Text}}, {}};
    PluginTable runs{"life_support", "shopping_run", {{"title", FieldType::Text}}, {}};
    PluginRow taxi;
    taxi.districtCodes = {"02"};
    taxi.values = {FieldValue("part"), FieldValue("丁")};
    taxi.sourceId = "results";
    taxi.citation = "実績 p.13 309行";
    taxis.rows = {taxi};
    request.tables = {taxis, runs};
    Overlay overlay = overlayOf(request);
    REQUIRE(overlay.findings.size() == 2);
    const Finding part = overlay.findings[1];
    CHECK(part.id == "none_clinic_02");
    CHECK(part.text.ja.ends_with("この地域ではコミュニティタクシー（丁だけ、p.13）が運行されています。"));
    CHECK(part.text.en.ends_with("Running in the district: a community taxi (丁 alone, p. 13)."));
    CHECK(part.sourceId.ends_with(";demand_areas;results"));
    // A part of the district alone does not answer the question for all of it.
    CHECK(part.action.ja == "移動の支援、出張、巡回診療のどれが要るか、地域と話し合ってください。");

    PluginRow run = taxi;
    run.values = {FieldValue("買物便")};
    run.citation = "実績 p.3 83行";
    request.tables[1].rows = {run};
    overlay = overlayOf(request);
    CHECK(overlay.findings[1].text.ja.ends_with(
        "この地域ではコミュニティタクシー（丁だけ、p.13）と「買物便」（p.3）が運行されています。"));
    CHECK(overlay.findings[1].action.ja == "これで通院が足りているか、地域と確かめてください。");
    CHECK(overlay.findings[0].text.ja.find("運行") == std::string::npos);  // of 01, where none runs
}

TEST_CASE("of what serves several districts the longest ways are told, and why no district has a finding",
          "[life_support]")
{
    OverlayRequest request = madeRequest();
    request.facilities = {place("hospital", "01", Point{0, 0})};
    request.facilities[0].sourceId = "hospitals";
    const Overlay overlay = overlayOf(request);
    REQUIRE(overlay.findings.size() == 1);
    const Finding& longest = overlay.findings[0];
    CHECK(longest.id == "longest_hospital");
    CHECK(longest.districtCode.empty());
    CHECK(longest.severity == Severity::Note);
    // 02: 5,000 m; 01: 667 m; nobody lives in 03.
    CHECK(longest.text.ja == "病院までの直線距離（1人あたり平均）が長いのは、乙（5.0km）、甲（667m）です。"
                             "いくつもの地域が同じ所を使う施設なので、地域ごとの気づきにはしていません。");
    CHECK(longest.sourceId == "hospitals;demand_areas");
}

TEST_CASE("the only one in the city has no distance without it, and says so", "[life_support]")
{
    const Overlay overlay = overlayOf(madeRequest());
    REQUIRE(overlay.findings.size() == 2);
    CHECK(overlay.findings[0].severity == Severity::Watch);
    CHECK(overlay.findings[0].text.en.find("whole city") != std::string::npos);
    CHECK(overlay.findings[0].text.en.find("km") == std::string::npos);
}

TEST_CASE("a district without any of a kind says how far the nearest is, and whether a hospital is there",
          "[life_support]")
{
    OverlayRequest request = madeRequest();
    const Overlay overlay = overlayOf(request);
    const Finding& none = overlay.findings.at(1);
    CHECK(none.id == "none_clinic_02");
    CHECK(none.districtCode == "02");
    CHECK(none.year == 2024);
    // 30 people 5,000 m away, beyond the limit.
    CHECK(none.text.ja.find(
              "診療所がありません。最寄りまでの直線距離は1人あたり平均5.0kmです（設定の目安1,000mより遠い）。") == 0);
    CHECK(none.severity == Severity::Act);
    request.parameters["far_m"] = "5000";
    CHECK(overlayOf(request).findings.at(1).severity == Severity::Watch);
    request.facilities.push_back(place("hospital", "02", Point{3000, 4000}));
    // After what is told of the hospitals themselves.
    CHECK(overlayOf(request).findings.at(2).text.ja.find("診療所がありません（病院は1か所あります）。") == 0);
}

TEST_CASE("below a kilometre a distance is told in metres", "[life_support]")
{
    CHECK(sdk::distanceText(804.2).ja == "804m");
    CHECK(sdk::distanceText(999.4).en == "999 m");
    CHECK(sdk::distanceText(999.6).ja == "1.0km");
    CHECK(sdk::distanceText(3649).en == "3.6 km");
}

TEST_CASE("one whose position is not known still is one", "[life_support]")
{
    OverlayRequest request = madeRequest();
    request.facilities.push_back(place("clinic", "01", std::nullopt));
    const Overlay two = overlayOf(request);
    CHECK(two.findings.size() == 1);  // of 02, which has none
    CHECK(valueOf(two, "last_ones", "01").number() == 0);
    CHECK(valueOf(two, "clinic_distance", "02").number() == Approx(5000));
    request.facilities = {place("clinic", "01", Point{0, 0}), place("clinic", "02", std::nullopt)};
    const Overlay unknown = overlayOf(request);
    CHECK(valueOf(unknown, "last_ones", "02").number() == 1);
    CHECK(unknown.findings.size() == 1);  // of 01: how far 02 would have to go is not known
}

TEST_CASE("people in no district are nobody's and not the city's twice", "[life_support]")
{
    OverlayRequest request = madeRequest();
    const Value before = valueOf(overlayOf(request), "clinic_distance", "");
    request.demandAreas.push_back(area("", {9000, 9000}, 1000));
    CHECK(valueOf(overlayOf(request), "clinic_distance", "") == before);
}

TEST_CASE("a request without the year of its data or the limit is refused", "[life_support]")
{
    OverlayRequest request = madeRequest();
    request.dataYear = 0;
    CHECK_FALSE(life_support::overlay(request));
    request = madeRequest();
    request.parameters.clear();
    CHECK_FALSE(life_support::overlay(request));
}
