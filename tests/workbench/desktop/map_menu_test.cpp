#include <catch2/catch.hpp>

#include <algorithm>

#include <QAction>
#include <QContextMenuEvent>
#include <QTest>

#include "core/store/workspace.h"
#include "tests/support/process.h"
#include "tests/workbench/desktop/city.h"
#include "tests/workbench/desktop/real_window.h"
#include "workbench/desktop/map_menu.h"
#include "workbench/desktop/tile_view.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;
using chiiki::test::TemporaryFolder;

namespace {

/// The squares with a town in each: 一丁目 in 大殿, 二丁目 in 白石, ...
Snapshot squaresWithTowns()
{
    Snapshot city = *squareCity();
    for (std::size_t i = 0; i < city.demandAreas.size(); ++i)
        city.demandAreas[i].town = "町" + std::to_string(i + 1);
    return city;
}

std::string districtOf(const Snapshot& city, const std::string& town)
{
    const auto found = std::find_if(city.demandAreas.begin(), city.demandAreas.end(),
                                    [&](const DemandArea& block) { return block.town == town; });
    return found == city.demandAreas.end() ? std::string() : found->districtCode;
}

QMenu* menuAt(RealWindow& window, QPoint place)
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, window.map().mapToGlobal(place));
    QCoreApplication::sendEvent(&window.map(), &event);
    return window.map().findChild<QMenu*>(QStringLiteral("mapMenu"));
}

}  // namespace

TEST_CASE("a town is told from the place pointed at", "[map][menu]")
{
    const auto scene = CityScene::build(std::make_shared<const Snapshot>(squaresWithTowns()));
    REQUIRE(scene);
    CHECK(townAt(*scene, {-8000, 8000}, "01") == "町1");
    CHECK(townAt(*scene, {-4000, 8000}, "02") == "町2");
    CHECK(townAt(*scene, {-4000, 8000}, "01").empty());  // not of that district
    CHECK(townAt(*scene, {90000, 8000}, "01").empty());
}

TEST_CASE("a town moved on the map goes to its new district, with its people, and comes back by undo", "[map][menu]")
{
    const TemporaryFolder folder;
    const std::string file = folder / "squares.chiiki";
    REQUIRE(Workspace::create(file, squaresWithTowns(), ChangeStamp::now("planner")));
    auto opened = openCity(file);
    REQUIRE(opened);
    RealWindow window(*std::move(opened), {1280, 720});
    const auto snapshot = [&] { return window.window.document().city()->snapshot; };
    window.map().showDistrict("01");
    window.rest();
    REQUIRE(scaleStepOf(window.map().viewport().metresPerPixel()) != ScaleStep::City);
    QMenu* menu = menuAt(window, window.map().viewport().toScreen({-8000, 8000}).toPoint());
    REQUIRE(menu);
    auto* towns = menu->findChild<QMenu*>(QStringLiteral("mapMenuTown"));
    REQUIRE(towns);
    CHECK(towns->title().toStdString() == "町1を別の地域へ移す");
    CHECK(towns->actions().size() == 20);
    towns->actions().front()->trigger();
    REQUIRE(waitFor([&] { return districtOf(*snapshot(), "町1") == "02"; }));
    menu->close();
    REQUIRE(window.window.document().writer().nextUndo());
    window.window.document().writer().undo();
    REQUIRE(waitFor([&] { return districtOf(*snapshot(), "町1") == "01"; }));
}

TEST_CASE("the tile map has the same menu, and goes to the map to show a district large", "[map][menu]")
{
    RealWindow window;
    QTest::keyClick(&window.map(), Qt::Key_F7);
    auto& tiles = named<TileView>(window.window, "tileView");
    REQUIRE(tiles.isVisible());
    tiles.repaint();
    const std::string yuda = window.codeOf("湯田");
    const QPoint place = tiles.placeOf(yuda).center().toPoint();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, tiles.mapToGlobal(place));
    QCoreApplication::sendEvent(&tiles, &event);
    auto* menu = tiles.findChild<QMenu*>(QStringLiteral("mapMenu"));
    REQUIRE(menu);
    CHECK(menu->actions()[0]->text().toStdString() == "湯田だけを選ぶ");
    CHECK(menu->actions()[2]->text().toStdString() == "湯田を大きく表示");
    menu->actions()[2]->trigger();
    menu->close();
    CHECK(window.map().isVisible());
    CHECK(window.map().viewport().metresPerPixel() < 20);
}

TEST_CASE("the right button offers the district and what the edit menu has", "[map][menu]")
{
    RealWindow window;
    const auto& districts = window.window.document().city()->scene.districts();
    const auto tokuji = std::find_if(districts.begin(), districts.end(),
                                     [](const DistrictShape& district) { return district.name == "徳地"; });
    REQUIRE(tokuji != districts.end());
    QMenu* menu = menuAt(window, window.map().viewport().toScreen(*tokuji->labelPoint).toPoint());
    REQUIRE(menu);
    REQUIRE(menu->actions().size() > 5);
    CHECK(menu->actions()[0]->text().toStdString() == "徳地だけを選ぶ");
    menu->actions()[0]->trigger();
    CHECK(window.window.selection().districts() == std::vector<std::string>{tokuji->code});
    CHECK_FALSE(menu->findChild<QMenu*>(QStringLiteral("mapMenuTown")));  // too coarse to mean a town
    menu->close();
}
