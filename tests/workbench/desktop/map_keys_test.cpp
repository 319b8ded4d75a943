#include <catch2/catch.hpp>

#include <map>

#include <QAction>
#include <QLabel>
#include <QTest>

#include "tests/workbench/desktop/city.h"
#include "tests/workbench/desktop/real_window.h"
#include "workbench/desktop/tile_view.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;
using Codes = std::vector<std::string>;

namespace {

// Up, down, left, right, as the specification of the window prints them.
const std::map<std::string, std::array<const char*, 4>> walks = {
    {"大殿", {"", "白石", "吉敷", "宮野"}},
    {"白石", {"大殿", "湯田", "湯田", "大内"}},
    {"湯田", {"白石", "大歳", "吉敷", "白石"}},
    {"仁保", {"阿東", "小鯖", "宮野", "徳地"}},
    {"小鯖", {"仁保", "鋳銭司", "大内", ""}},
    {"大内", {"宮野", "鋳銭司", "平川", "小鯖"}},
    {"宮野", {"阿東", "大内", "大殿", "仁保"}},
    {"吉敷", {"", "大歳", "", "大殿"}},
    {"平川", {"大歳", "鋳銭司", "小郡", "大内"}},
    {"大歳", {"吉敷", "小郡", "小郡", "平川"}},
    {"陶", {"平川", "名田島", "小郡", "鋳銭司"}},
    {"鋳銭司", {"平川", "秋穂二島", "陶", "小鯖"}},
    {"名田島", {"小郡", "秋穂二島", "嘉川", "陶"}},
    {"秋穂二島", {"名田島", "秋穂", "", "秋穂"}},
    {"嘉川", {"小郡", "佐山", "佐山", "名田島"}},
    {"佐山", {"嘉川", "阿知須", "", "嘉川"}},
    {"小郡", {"吉敷", "名田島", "", "平川"}},
    {"秋穂", {"秋穂二島", "", "秋穂二島", ""}},
    {"阿知須", {"佐山", "", "", ""}},
    {"徳地", {"阿東", "", "仁保", ""}},
    {"阿東", {"", "徳地", "宮野", ""}},
};

/// What the status bar said last.
QString said(const RealWindow& window)
{
    return named<QLabel>(window.window, "statusSelection").text();
}

}  // namespace

TEST_CASE("18: arrows on the map walk to the real neighbour, for all 21 districts and four ways", "[map][keys]")
{
    RealWindow window;
    constexpr Qt::Key keys[] = {Qt::Key_Up, Qt::Key_Down, Qt::Key_Left, Qt::Key_Right};
    REQUIRE(walks.size() == 21);
    for (const auto& [name, targets] : walks)
        for (std::size_t i = 0; i < 4; ++i) {
            INFO(name << " " << i);
            window.window.selection().setFocused(window.codeOf(name));
            QTest::keyClick(&window.map(), keys[i]);
            const std::string expected = *targets[i] ? targets[i] : name;
            CHECK(window.nameOf(window.window.selection().focused()) == expected);
        }
    CHECK(window.window.selection().isEmpty());
}

TEST_CASE("18: where no neighbour lies the status bar says in which direction", "[map][keys]")
{
    RealWindow window;
    window.window.selection().setFocused(window.codeOf("阿知須"));
    QTest::keyClick(&window.map(), Qt::Key_Left);
    CHECK(said(window).toStdString() == "西に隣の地域はありません");
    QTest::keyClick(&window.map(), Qt::Key_Down);
    CHECK(said(window).toStdString() == "南に隣の地域はありません");
}

TEST_CASE("Space takes the focused district in and out, Enter makes it the only one, Esc gives up all", "[map][keys]")
{
    RealWindow window;
    SelectionModel& selection = window.window.selection();
    selection.replace(window.codeOf("仁保"));
    QTest::keyClick(&window.map(), Qt::Key_Right);
    CHECK(selection.districts() == Codes{window.codeOf("仁保")});
    QTest::keyClick(&window.map(), Qt::Key_Space);
    CHECK(selection.districts() == Codes{window.codeOf("仁保"), window.codeOf("徳地")});
    QTest::keyClick(&window.map(), Qt::Key_Space);
    CHECK(selection.districts() == Codes{window.codeOf("仁保")});
    QTest::keyClick(&window.map(), Qt::Key_Up);
    QTest::keyClick(&window.map(), Qt::Key_Return);
    CHECK(selection.districts() == Codes{window.codeOf("阿東")});
    QTest::keyClick(&window.map(), Qt::Key_Escape);
    CHECK(selection.isEmpty());
    CHECK(window.nameOf(selection.focused()) == "阿東");
}

TEST_CASE("the focused district is marked for those who use keys, not for those who click", "[map][keys]")
{
    TestDesk desk;
    MapCanvas map(desk.desk);
    map.resize(800, 600);
    map.show();
    REQUIRE(QTest::qWaitForWindowExposed(&map));
    map.setFocus(Qt::MouseFocusReason);
    desk.state.selection().setFocused("07");
    const auto accentPixels = [&] {
        map.repaint();
        const QImage image = map.grab(map.placeOf("07").toAlignedRect()).toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == QColor(0x0B, 0x5C, 0xAD);
        return count;
    };
    settle(map);
    const int before = accentPixels();
    QTest::keyClick(&map, Qt::Key_Space);
    CHECK(accentPixels() > before + 40);
    QTest::keyClick(&map, Qt::Key_Space);
    const QPointF middle = map.placeOf("09").center();
    QTest::mouseClick(&map, Qt::LeftButton, {}, middle.toPoint());
    CHECK(accentPixels() == before);
}

TEST_CASE("arrows on the tile map go along row and column, over the holes", "[tiles][keys]")
{
    RealWindow window;
    QTest::keyClick(&window.map(), Qt::Key_F7);
    auto& tiles = named<TileView>(window.window, "tileView");
    REQUIRE(tiles.isVisible());
    const auto goes = [&](const char* from, Qt::Key key) {
        window.window.selection().setFocused(window.codeOf(from));
        QTest::keyClick(&tiles, key);
        return window.nameOf(window.window.selection().focused());
    };
    CHECK(goes("大内", Qt::Key_Down) == "鋳銭司");  // over the hole at (3, 3)
    CHECK(goes("吉敷", Qt::Key_Right) == "大殿");
    CHECK(goes("秋穂", Qt::Key_Left) == "阿知須");  // over two holes
    CHECK(goes("仁保", Qt::Key_Up) == "阿東");
    CHECK(goes("阿東", Qt::Key_Right) == "阿東");
    CHECK(said(window).toStdString() == "この右に地域はありません");
}

TEST_CASE("7: the enlarged centre stands at the step of the city, covers no district and goes with I", "[map][keys]")
{
    RealWindow window;
    const auto inset = [&] { return window.map().furniture().inset(); };
    REQUIRE(inset());
    const MapFrame frame = *inset();
    const CityScene& scene = window.window.document().city()->scene;
    int covered = 0;
    for (double y = frame.box.y; y <= frame.box.bottom(); y += 1)
        for (double x = frame.box.x; x <= frame.box.right(); x += 1)
            covered += scene.districtAt(window.map().viewport().toPlane({x, y})) >= 0;
    CHECK(covered == 0);
    auto& place = widgetNamed(window.window, "mapInset");
    CHECK(place.isVisible());
    CHECK(place.accessibleName().toStdString() == "中心部拡大");
    QTest::keyClick(&window.map(), Qt::Key_I);
    window.rest();
    CHECK_FALSE(inset());
    CHECK_FALSE(place.isVisible());
    QTest::keyClick(&window.map(), Qt::Key_I);
    window.rest();
    CHECK(inset());
    for (int i = 0; i < 6; ++i)
        window.map().zoomIn();
    window.rest();
    CHECK_FALSE(inset());
}
