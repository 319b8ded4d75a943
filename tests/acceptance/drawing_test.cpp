#include <catch2/catch.hpp>

#include <map>

#include <QTableView>

#include "maps/style/palette.h"
#include "tests/acceptance/desk_session.h"
#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/shown_indicator.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/tile_view.h"

using namespace chiiki;
using namespace chiiki::acceptance;
using namespace chiiki::desktop;

namespace {

/// The column and row of the grid in which each district's tile stands, as ux's readings have it.
const std::map<std::string, std::pair<int, int>> tilePlaces = {
    {"阿東", {4, 0}}, {"吉敷", {1, 1}}, {"大殿", {2, 1}},   {"宮野", {3, 1}},     {"仁保", {4, 1}},
    {"徳地", {5, 1}}, {"湯田", {1, 2}}, {"白石", {2, 2}},   {"大内", {3, 2}},     {"小鯖", {4, 2}},
    {"大歳", {1, 3}}, {"平川", {2, 3}}, {"小郡", {1, 4}},   {"陶", {2, 4}},       {"鋳銭司", {3, 4}},
    {"佐山", {0, 5}}, {"嘉川", {1, 5}}, {"名田島", {2, 5}}, {"秋穂二島", {3, 5}}, {"阿知須", {0, 6}},
    {"秋穂", {3, 6}}};

}  // namespace

TEST_CASE("6: legend, table, tile and tooltip say the same numbers of the density", "[acceptance]")
{
    DeskSession desk;
    const ShownIndicator& shown = *desk.window().document().shown();
    REQUIRE(shown.result.indicator.id == "population.density");
    CHECK(shown.choropleth.counts == std::vector<int>{4, 7, 4, 4, 2});
    CHECK(*shown.rankOf(desk.codeOf("湯田")) == 1);
    CHECK(*shown.rankOf(desk.codeOf("阿東")) == 21);
    const auto& table = desk.named<QTableView>("compareTable");
    const auto* model = table.model();
    bool isYudaSeen = false;
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->index(row, 0).data().toString() == "湯田") {
            isYudaSeen = true;
            CHECK(model->index(row, 1).data().toString() == "3,185");
        }
    CHECK(isYudaSeen);
    const QString tip = tooltipOf(*desk.window().document().city()->snapshot, shown, desk.codeOf("湯田"), desk.words());
    CHECK(tip.contains("3,185"));
    desk.shot("06_density");
}

TEST_CASE("7: the enlarged centre covers no district, names 湯田, goes with zooming in, and I switches it",
          "[acceptance]")
{
    DeskSession desk;
    MapCanvas& map = desk.map();
    const auto inset = map.furniture().inset();
    REQUIRE(inset);
    const Box box = inset->box;
    for (int x = 0; x <= 40; ++x)
        for (int y = 0; y <= 40; ++y) {
            const QPointF place(box.x + box.width * x / 40, box.y + box.height * y / 40);
            CHECK(desk.window().document().city()->scene.districtAt(map.viewport().toPlane(place)) < 0);
        }
    const std::vector<std::string> named = map.furniture().insetCodes();
    CHECK(std::find(named.begin(), named.end(), desk.codeOf("湯田")) != named.end());
    desk.shot("07_inset");
    desk.key("i");
    CHECK(desk.waitFor([&] { return !map.furniture().inset(); }));
    desk.key("i");
    CHECK(desk.waitFor([&] { return map.furniture().inset().has_value(); }));
    desk.wheel(map, desk.onMap("大殿"), 6);
    CHECK(desk.waitFor([&] { return !map.furniture().inset(); }));
}

TEST_CASE("8: F7 shows 21 tiles where the grid has them, and again the same map", "[acceptance]")
{
    DeskSession desk;
    MapCanvas& map = desk.map();
    desk.wheel(map, desk.onMap("仁保"), 2);
    desk.settle();
    const MapViewport before = map.viewport();
    desk.click(map, desk.onMap("仁保"));
    desk.key("F7");
    auto& tiles = desk.named<TileView>("tileView");
    REQUIRE(desk.waitFor([&] { return tiles.isVisible() && tiles.tiles().size() == 21; }));
    const QImage picture = desk.shot("08_tiles");
    double left = 1e9;
    double top = 1e9;
    for (const TileBox& tile : tiles.tiles()) {
        left = std::min(left, tile.box.x);
        top = std::min(top, tile.box.y);
    }
    // Column 0 holds 佐山 and 阿知須, column 1 吉敷: their distance is the pitch.
    const auto boxOf = [&](const std::string& name) {
        for (const TileBox& tile : tiles.tiles())
            if (tile.districtCode == desk.codeOf(name))
                return tile.box;
        FAIL("no tile of " << name);
        return Box{};
    };
    const double across = boxOf("吉敷").x - boxOf("佐山").x;
    const double down = boxOf("吉敷").y - boxOf("阿東").y;
    for (const auto& [name, place] : tilePlaces) {
        INFO(name);
        CHECK(std::lround((boxOf(name).x - left) / across) == place.first);
        CHECK(std::lround((boxOf(name).y - top) / down) == place.second);
    }
    const DistrictReading* dense = desk.window().document().shown()->choropleth.find(desk.codeOf("湯田"));
    const Colour expected = *desk.window().document().shown()->choropleth.colourOf(*dense);
    const QPoint corner = tiles.mapTo(&desk.window(), QPointF(boxOf("湯田").x + 6, boxOf("湯田").y + 6).toPoint());
    CHECK(picture.pixelColor(corner) == qColour(expected));
    CHECK(desk.window().selection().districts() == std::vector<std::string>{desk.codeOf("仁保")});
    desk.key("F7");
    REQUIRE(desk.waitFor([&] { return map.isVisible(); }));
    CHECK(map.viewport() == before);
}

TEST_CASE("9: a count is drawn as circles on neutral districts, the largest where most people live", "[acceptance]")
{
    DeskSession desk;
    desk.key("ctrl+k");
    desk.type("population.total");
    desk.key("Escape");
    desk.state().setIndicator("population.total");
    REQUIRE(desk.waitFor([&] { return desk.window().document().shown()->choropleth.isCircles; }));
    const QImage picture = desk.shot("09_circles");
    std::vector<std::pair<double, std::string>> people;
    for (const DistrictReading& reading : desk.window().document().shown()->choropleth.districts)
        people.emplace_back(*reading.value.number(), reading.districtCode);
    std::sort(people.rbegin(), people.rend());
    CHECK((people[0].second == desk.codeOf("大内") || people[0].second == desk.codeOf("小郡")));
    CHECK((people[1].second == desk.codeOf("大内") || people[1].second == desk.codeOf("小郡")));
    // 徳地 is wide: near its edge there is only the colour of land.
    MapCanvas& map = desk.map();
    const QPoint land = map.mapTo(&desk.window(), (desk.onMap("徳地") + QPointF(34, -40)).toPoint());
    CHECK(picture.pixelColor(land) == qColour(palette::land));
}
