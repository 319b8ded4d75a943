#include <catch2/catch.hpp>

#include <QLabel>
#include <QTableView>
#include <QToolTip>

#include "tests/acceptance/desk_session.h"

using namespace chiiki;
using namespace chiiki::acceptance;
using namespace chiiki::desktop;
using Codes = std::vector<std::string>;

namespace {

void clickRow(DeskSession& desk, const std::string& name, const std::string& modifier = {})
{
    desk.click(*desk.named<QTableView>("compareTable").viewport(), desk.rowOf(name), modifier);
}

}  // namespace

TEST_CASE("11: a click in the enlarged centre selects on map, table, profile and status line", "[acceptance]")
{
    DeskSession desk;
    MapCanvas& map = desk.map();
    const auto inset = map.furniture().inset();
    REQUIRE(inset);
    Point label;
    for (const DistrictShape& shape : desk.window().document().city()->scene.districts())
        if (shape.name == "湯田")
            label = inset->view(*shape.labelPoint);
    desk.click(map, {label.x, label.y});
    REQUIRE(desk.waitFor([&] { return desk.window().selection().primary() == desk.codeOf("湯田"); }));
    desk.move(map, {4, 4});
    desk.shot("11_linked_selection");
    CHECK(desk.named<QLabel>("statusSelection").text() == "選択 1: 湯田");
    QStringList said;
    for (const QLabel* text : desk.widget("profilePanel").findChildren<QLabel*>())
        said << text->text();
    CHECK(said.join(u' ').contains("湯田"));
}

TEST_CASE("12: three rows with Ctrl stay selected after a click on the sea, and Esc clears them", "[acceptance]")
{
    DeskSession desk;
    clickRow(desk, "大殿");
    clickRow(desk, "徳地", "ctrl");
    clickRow(desk, "阿東", "ctrl");
    REQUIRE(desk.window().selection().districts().size() == 3);
    desk.shot("12_three_selected");
    CHECK(desk.named<QLabel>("statusSelection").text().startsWith("選択 3"));
    MapCanvas& map = desk.map();
    const QPointF sea(30, 40);
    REQUIRE(map.districtAt(sea).empty());
    desk.click(map, sea);
    CHECK(desk.window().selection().districts().size() == 3);
    desk.key("Escape");
    CHECK(desk.waitFor([&] { return desk.window().selection().isEmpty(); }));
}

TEST_CASE("13: Shift and drag around 佐山 and 阿知須 select exactly those two", "[acceptance]")
{
    DeskSession desk;
    MapCanvas& map = desk.map();
    const QRectF around = QRectF(desk.onMap("佐山"), desk.onMap("阿知須")).normalized().adjusted(-14, -14, 14, 14);
    desk.drag(map, around.topLeft(), around.bottomRight(), "shift");
    Codes selected = desk.window().selection().districts();
    std::sort(selected.begin(), selected.end());
    Codes both = {desk.codeOf("佐山"), desk.codeOf("阿知須")};
    std::sort(both.begin(), both.end());
    CHECK(selected == both);
    desk.shot("13_rectangle");
}

TEST_CASE("14: a row under the pointer is outlined on the map without another fill, and told after a moment",
          "[acceptance]")
{
    DeskSession desk;
    MapCanvas& map = desk.map();
    desk.move(desk.window(), {2, 2});
    const QPoint inside = map.mapTo(&desk.window(), desk.onMap("徳地").toPoint() + QPoint(40, 0));
    const QImage before = desk.shot("14_before_hover");
    desk.move(*desk.named<QTableView>("compareTable").viewport(), desk.rowOf("徳地"));
    REQUIRE(desk.waitFor([&] { return desk.window().selection().hovered() == desk.codeOf("徳地"); }));
    CHECK(desk.waitFor([] { return QToolTip::isVisible(); }));
    CHECK(QToolTip::text().contains("徳地"));
    const QImage hovered = desk.shot("14_hover");
    CHECK(hovered.pixelColor(inside) == before.pixelColor(inside));
    int changed = 0;
    const QRect onMap(map.mapTo(&desk.window(), QPoint(0, 0)), map.size());
    for (int y = onMap.top(); y <= onMap.bottom(); ++y)
        for (int x = onMap.left(); x <= onMap.right(); ++x)
            changed += before.pixel(x, y) != hovered.pixel(x, y);
    CHECK(changed > 200);
}

TEST_CASE("15: a click on a class of the legend selects its districts", "[acceptance]")
{
    DeskSession desk;
    MapCanvas& map = desk.map();
    const std::vector<LegendRow>& rows = map.furniture().legendRows();
    const std::vector<Box> boxes = map.furniture().legendRowBoxes();
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].text.find("1,500") == 0)
            desk.click(map, {boxes[i].centre().x, boxes[i].centre().y});
    REQUIRE(desk.waitFor([&] { return desk.window().selection().districts().size() == 2; }));
    CHECK(desk.window().selection().contains(desk.codeOf("湯田")));
    CHECK(desk.window().selection().contains(desk.codeOf("白石")));
    desk.shot("15_legend_class");
}
