#include <catch2/catch.hpp>

#include "workbench/desktop/view_state_json.h"

using namespace chiiki;
using namespace chiiki::desktop;

namespace {

std::string faultOf(std::string_view json)
{
    const auto step = parseViewState(json);
    INFO(json);
    REQUIRE_FALSE(step);
    return describe(step.error(), Language::English);
}

}  // namespace

TEST_CASE("every part of a state can be given", "[state_json]")
{
    const auto step = parseViewState(R"({"indicator": "population.total", "year": 2020, "districts": ["03", "01"],
        "primary": "03", "picture": {"plugin": "kpi", "view": "tree"},
        "sight": {"centre": [-65000.5, -203000], "metres_per_pixel": 12.5},
        "multiples": {"by": "indicators", "count": 4, "shared_classes": false, "difference": true, "base_year": 2019,
                      "years": [2024, 2020], "indicators": ["a.b", "c.d"]}})");
    REQUIRE(step);
    CHECK(step->indicator == "population.total");
    CHECK(step->year == 2020);
    CHECK(step->districts == std::vector<std::string>{"03", "01"});
    CHECK(step->primary == "03");
    CHECK(step->picture == Picture{Picture::Kind::View, "kpi", "tree"});
    REQUIRE(step->sight);
    CHECK(step->sight->centre.x == -65000.5);
    CHECK(step->sight->centre.y == -203000);
    CHECK(step->sight->metresPerPixel == 12.5);
    CHECK(step->multiples.by == MultiplesChoice::By::Indicators);
    CHECK(step->multiples.count == 4);
    CHECK_FALSE(step->multiples.hasSharedClasses);
    CHECK(step->multiples.isDifference);
    CHECK(step->multiples.baseYear == 2019);
    CHECK(step->multiples.years == std::vector<int>{2020, 2024});
    CHECK(step->multiples.indicators == std::vector<std::string>{"a.b", "c.d"});
    const auto again = parseViewState(viewStateJson(*step));
    REQUIRE(again);
    CHECK(*again == *step);
}

TEST_CASE("the rows of a plugin's table are a picture too, all of them or those named", "[state_json]")
{
    const std::string named = R"({"picture":{"plugin":"grants","table":"award","rows":["a1","a2"]}})";
    const auto step = parseViewState(named);
    REQUIRE(step);
    CHECK(step->picture == Picture{Picture::Kind::Rows, "grants", "award", {"a1", "a2"}});
    CHECK(viewStateJson(*step) == named);
    const std::string whole = R"({"picture":{"plugin":"grants","table":"award"}})";
    CHECK(viewStateJson(*parseViewState(whole)) == whole);
    CHECK(faultOf(R"({"picture": {"plugin": "grants", "table": "award", "view": "tree"}})").find("/picture/view") !=
          std::string::npos);
    CHECK(faultOf(R"({"picture": {"plugin": "grants", "view": "tree", "rows": ["a1"]}})").find("/picture/rows") !=
          std::string::npos);
}

TEST_CASE("what is left out is as usual, and is not written", "[state_json]")
{
    const auto step = parseViewState("{}");
    REQUIRE(step);
    CHECK(*step == ViewState::Step{});
    CHECK(viewStateJson({}) == "{}");
    const auto chosen = parseViewState(R"({"districts": ["05", "07"], "picture": "tiles"})");
    REQUIRE(chosen);
    CHECK(chosen->primary == "07");
    CHECK(chosen->picture.kind == Picture::Kind::Tiles);
    CHECK(viewStateJson(*chosen) == R"({"districts":["05","07"],"picture":"tiles"})");
}

TEST_CASE("an unknown key or a value that cannot be is named with its place", "[state_json]")
{
    CHECK(faultOf("{").find("JSON") != std::string::npos);
    CHECK(faultOf(R"({"indicater": "x"})").find("indicater") != std::string::npos);
    CHECK(faultOf(R"({"picture": "globe"})") ==
          "--state /picture: 'globe' is not possible here; use one of map, tiles, multiples");
    CHECK(faultOf(R"({"picture": {"plugin": "kpi"}})").find("'view'") != std::string::npos);
    CHECK(faultOf(R"({"multiples": {"count": 5}})") ==
          "--state /multiples/count: '5' is not possible here; use one of 2, 3, 4, 6");
    CHECK(faultOf(R"({"multiples": {"by": "months"}})").find("/multiples/by") != std::string::npos);
    CHECK(faultOf(R"({"year": "2020"})").find("/year") != std::string::npos);
    CHECK(faultOf(R"({"sight": {"centre": [1], "metres_per_pixel": 3}})").find("/sight/centre") != std::string::npos);
    CHECK(faultOf(R"({"sight": {"centre": [1, 2], "metres_per_pixel": 0}})").find("/sight/metres_per_pixel") !=
          std::string::npos);
    CHECK(faultOf(R"({"sight": {"centre": [1, 2]}})").find("metres_per_pixel") != std::string::npos);
    CHECK(faultOf(R"({"districts": ["01"], "primary": "02"})").find("/primary") != std::string::npos);
    CHECK(faultOf(R"({"districts": "01"})").find("/districts") != std::string::npos);
}
