#include <catch2/catch.hpp>

#include <QLabel>

#include "tests/acceptance/desk_session.h"
#include "tests/acceptance/pixels.h"
#include "workbench/desktop/multiples_grid.h"
#include "workbench/desktop/multiples_map.h"

using namespace chiiki;
using namespace chiiki::acceptance;
using namespace chiiki::desktop;

TEST_CASE(
    "16: six maps by year have one legend and the selection; differences are PuOr with a grey 0, of shares in points",
    "[acceptance]")
{
    DeskSession desk;
    desk.state().setIndicator("coverage.clinic_800");
    REQUIRE(
        desk.waitFor([&] { return desk.window().document().shown()->result.indicator.id == "coverage.clinic_800"; }));
    desk.key("F8");
    auto& grid = desk.named<MultiplesGrid>("multiplesGrid");
    REQUIRE(desk.waitFor([&] { return grid.isVisible() && grid.maps().size() == 6; }));
    desk.settle();
    desk.window().selection().replace(desk.codeOf("徳地"));
    desk.shot("16_six_years");
    CHECK(desk.widget("multiplesLegend").isVisible());
    for (const MultiplesMap* map : grid.maps()) {
        CHECK(map->width() >= 150);
        CHECK(map->height() >= 150);
    }
    desk.click(desk.widget("multiplesDifferences"), {8, 8});
    REQUIRE(desk.waitFor([&] { return desk.state().multiples().isDifference; }));
    desk.settle();
    const QImage picture = desk.shot("16_differences");
    const auto& legend = desk.widget("multiplesLegend");
    CHECK(countOf(picture, {legend.mapTo(&desk.window(), QPoint(0, 0)), legend.size()}, rgb(0xF7F7F7)) > 20);
    QStringList said;
    for (const QLabel* label : grid.findChildren<QLabel*>())
        if (label->isVisible())
            said << label->text();
    CHECK(said.join(u' ').contains("ポイント"));
    desk.key("Escape");
    CHECK(desk.waitFor([&] { return desk.map().isVisible(); }));
    CHECK(desk.window().selection().contains(desk.codeOf("徳地")));
}
