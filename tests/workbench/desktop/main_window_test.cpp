#include <catch2/catch.hpp>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/tile_view.h"
#include "workbench/desktop/words.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;
using Codes = std::vector<std::string>;

namespace {

struct Window {
    explicit Window(QSize size = {1280, 720}, std::optional<Message> readOnly = {},
                    Language language = Language::Japanese)
        : words((needApplication(), language))
        , window(words)
    {
        window.resize(size);
        window.show();
        REQUIRE(QTest::qWaitForWindowExposed(&window));
        window.document().show(openedSquares(std::move(readOnly)));
        REQUIRE(shows("population.density"));
    }

    bool shows(const std::string& id)
    {
        const bool isShown = waitFor([&] {
            const auto& shown = window.document().shown();
            return shown && shown->result.indicator.id == id;
        });
        settle(window);
        return isShown;
    }
    MapCanvas& map() { return named<MapCanvas>(window, "mapView"); }
    CompareTableView& table() { return named<CompareTableView>(window, "compareTable"); }
    QString text(const char* objectName) { return named<QLabel>(window, objectName).text(); }

    /// The middle of a square: column and row of 5 x 5.
    QPoint square(int column, int row)
    {
        return map().viewport().toScreen({(column - 2) * 4000.0, (2 - row) * 4000.0}).toPoint();
    }
    void clickMap(QPoint place, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(&map(), Qt::LeftButton, modifiers, place);
    }
    void wheel(QPoint place, int notches)
    {
        QWheelEvent event(place, map().mapToGlobal(place), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&map(), &event);
    }
    QColor colourAt(QPoint place) { return pictureOf(map()).pixelColor(place); }

    Words words;
    MainWindow window;
};

/// Beside the squares, where nothing lies over the map.
QPoint sea(Window& window)
{
    return window.square(0, 4) + QPoint(-40, 0) + QPoint(-window.square(1, 0).x() + window.square(0, 0).x(), 0) / 2;
}

}  // namespace

TEST_CASE("without a workspace the window begins with two ways in", "[window]")
{
    needApplication();
    Words words(Language::Japanese);
    MainWindow window(words);
    window.resize(1280, 720);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    CHECK(named<QAbstractButton>(window, "startOpen").isVisible());
    CHECK(named<QAbstractButton>(window, "startYamaguchi").isVisible());
    CHECK_FALSE(widgetNamed(window, "mapView").isVisible());
}

TEST_CASE("a click on the map selects the row, a click on the row selects on the map", "[window]")
{
    Window window;
    window.clickMap(window.square(2, 0));
    CHECK(window.window.selection().districts() == Codes{"03"});
    CHECK(window.text("statusSelection") == "選択 1: 湯田");

    const QModelIndex row = window.table().model()->index(7, 0);
    QTest::mouseClick(window.table().viewport(), Qt::LeftButton, {}, window.table().visualRect(row).center());
    CHECK(window.window.selection().districts() == Codes{"07"});
    // 宮野 is the square in column 1, row 1; its outline is black and white, no hue.
    const QPoint corner = window.map().viewport().toScreen({-6000, 6000}).toPoint();
    bool hasBlack = false;
    for (int dx = -4; dx <= 4; ++dx)
        hasBlack = hasBlack || window.colourAt(corner + QPoint(dx, 20)).lightness() < 40;
    CHECK(hasBlack);
}

TEST_CASE("Ctrl toggles, sea keeps, Esc clears", "[window]")
{
    Window window;
    window.clickMap(window.square(2, 0));
    window.clickMap(window.square(0, 0), Qt::ControlModifier);
    CHECK(window.window.selection().districts() == Codes{"03", "01"});
    REQUIRE(window.map().districtAt(sea(window)).empty());
    window.clickMap(sea(window));
    window.clickMap(sea(window), Qt::ControlModifier);
    CHECK(window.window.selection().districts() == Codes{"03", "01"});
    QTest::keyClick(&window.map(), Qt::Key_Escape);
    CHECK(window.window.selection().isEmpty());
    CHECK(window.text("statusSelection") == "選択なし");
}

TEST_CASE("Shift and drag select the districts whose middle is inside", "[window]")
{
    Window window;
    const QPoint from = window.square(0, 1) - QPoint(20, 20);
    const QPoint to = window.square(1, 2) + QPoint(20, 20);
    QTest::mousePress(&window.map(), Qt::LeftButton, Qt::ShiftModifier, from);
    for (int step = 1; step <= 4; ++step) {
        const QPointF place = QPointF(from) + QPointF(to - from) * step / 4;
        QMouseEvent move(QEvent::MouseMove, place, window.map().mapToGlobal(place), Qt::NoButton, Qt::LeftButton,
                         Qt::ShiftModifier);
        QCoreApplication::sendEvent(&window.map(), &move);
    }
    QTest::mouseRelease(&window.map(), Qt::LeftButton, Qt::ShiftModifier, to);
    CHECK(window.window.selection().districts() == Codes{"06", "07", "11", "12"});
}

TEST_CASE("the wheel keeps the ground under the pointer, a drag moves it along", "[window]")
{
    Window window;
    const QPoint pointer = window.square(3, 1) + QPoint(11, -7);
    const Point held = window.map().planeAt(pointer);
    const double before = window.map().viewport().metresPerPixel();
    for (int i = 0; i < 3; ++i)
        window.wheel(pointer, 1);
    CHECK(window.map().viewport().metresPerPixel() == Approx(before / (1.25 * 1.25 * 1.25)));
    CHECK(window.map().planeAt(pointer).x == Approx(held.x).margin(1e-6));
    CHECK(window.map().planeAt(pointer).y == Approx(held.y).margin(1e-6));

    const Point dragged = window.map().planeAt(pointer);
    QTest::mousePress(&window.map(), Qt::LeftButton, {}, pointer);
    for (const QPoint step : {QPoint(15, 0), QPoint(30, 12)}) {
        QMouseEvent move(QEvent::MouseMove, pointer + step, window.map().mapToGlobal(pointer + step), Qt::NoButton,
                         Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window.map(), &move);
    }
    QTest::mouseRelease(&window.map(), Qt::LeftButton, {}, pointer + QPoint(30, 12));
    CHECK(window.map().planeAt(pointer + QPoint(30, 12)).x == Approx(dragged.x).margin(1e-6));
    CHECK(window.map().planeAt(pointer + QPoint(30, 12)).y == Approx(dragged.y).margin(1e-6));
    CHECK(window.window.selection().isEmpty());
}

TEST_CASE("hovering says name, value, rank and class after a moment, in the table too", "[window]")
{
    Window window;
    QTest::mouseMove(&window.map(), window.square(2, 0));
    CHECK(waitFor([&] { return window.window.selection().hovered() == "03"; }));
    CHECK(waitFor([] { return QToolTip::isVisible(); }));
    const QString tip = QToolTip::text();
    CHECK(tip.contains("湯田"));
    CHECK(tip.contains("人/km²"));
    CHECK(tip.contains("19位/21地域"));
    CHECK(tip.contains("100以上 300未満"));
    QTest::mouseMove(&window.map(), sea(window));
    CHECK(waitFor([&] { return window.window.selection().hovered().empty(); }));
}

TEST_CASE("another indicator changes colours, table and title", "[window]")
{
    Window window;
    const QPoint inside = window.square(4, 3) + QPoint(-14, -20);  // 徳地, beside its name
    const QColor dense = window.colourAt(inside);
    auto& picker = named<QComboBox>(window.window, "indicatorPicker");
    picker.setCurrentIndex(picker.findData("coverage.community_centre_800"));
    emit picker.activated(picker.currentIndex());
    REQUIRE(window.shows("coverage.community_centre_800"));
    CHECK(window.colourAt(inside) != dense);
    // A circle of 800 m on a square of 4 km: pi * 0.64 / 16 = 12.566 % of evenly spread people.
    CHECK(window.table().model()->index(1, 1).data().toString() == "12.6");
    CHECK(window.window.windowTitle().contains("800"));
}

TEST_CASE("of two indicators asked for quickly, the last one is shown", "[window]")
{
    Window window;
    window.window.state().setIndicator("coverage.community_centre_800");
    window.window.state().setIndicator("population.total");
    REQUIRE(window.shows("population.total"));
    QTest::qWait(200);
    CHECK(window.window.document().shown()->result.indicator.id == "population.total");
}

TEST_CASE("a double click zooms to the district, 0 shows the city again", "[window]")
{
    Window window;
    const double whole = window.map().viewport().metresPerPixel();
    QTest::mouseDClick(&window.map(), Qt::LeftButton, {}, window.square(4, 0));
    CHECK(window.map().viewport().metresPerPixel() < whole / 2);
    // All of its 4 km, and nothing of it under the legend.
    const auto isInSight = [&](const std::string& code) {
        const QRectF place = window.map().placeOf(code);
        const Box& legend = window.map().furniture().legendBox();
        return place.width() * window.map().viewport().metresPerPixel() == Approx(4000).margin(1) &&
               place.height() == Approx(place.width()).margin(1) &&
               !place.intersects(QRectF(legend.x, legend.y, legend.width, legend.height));
    };
    CHECK(isInSight("05"));
    QTest::keyClick(&window.map(), Qt::Key_0);
    CHECK(window.map().viewport().metresPerPixel() == Approx(whole));
    window.window.selection().replace("01");
    QTest::keyClick(&window.map(), Qt::Key_Z);
    CHECK(isInSight("01"));
}

TEST_CASE("the status bar says where the pointer is, on the globe and in the zone", "[window]")
{
    Window window;
    QTest::mouseMove(&window.map(), window.square(2, 2));
    CHECK(waitFor([&] { return !window.text("statusCoordinates").isEmpty(); }));
    // The middle square lies around the origin of zone III: 36 N, 132 deg 10' E.
    const QString said = window.text("statusCoordinates");
    CHECK(said.contains(QRegularExpression("132\\.16\\d\\dE (36\\.00|35\\.99)\\d\\dN")));
    CHECK(said.contains("III系 X(北)"));
    CHECK(window.text("statusScale").startsWith("1:"));
    CHECK(window.text("statusReconcile") == "照合 ✓");
}

TEST_CASE("21 rows are in sight without a scroll bar at 1440x900, 1280x720 and 960x600", "[window]")
{
    for (const QSize size : {QSize(1440, 900), QSize(1280, 720), QSize(960, 600)}) {
        Window window(size);
        INFO(size.width() << "x" << size.height());
        CHECK_FALSE(window.table().verticalScrollBar()->isVisible());
        const QRect last = window.table().visualRect(window.table().model()->index(21, 0));
        CHECK(last.bottom() < window.table().viewport()->height());
        CHECK(window.window.size() == size);
    }
}

TEST_CASE("legend, sources and enlarged centre cover no district while the whole city is shown", "[window]")
{
    for (const QSize size : {QSize(1440, 900), QSize(1280, 720), QSize(960, 600)}) {
        Window window(size);
        INFO(size.width() << "x" << size.height());
        const MapFurniture& furniture = window.map().furniture();
        int corners = 0;
        for (const DistrictShape& district : window.window.document().city()->scene.districts())
            for (const double x : {district.extent.minX, district.extent.maxX})
                for (const double y : {district.extent.minY, district.extent.maxY}) {  // squares: these are its own
                    const QPointF corner = window.map().viewport().toScreen({x, y});
                    CHECK_FALSE(furniture.legendBox().contains(Point{corner.x(), corner.y()}));
                    CHECK_FALSE(furniture.buttons().contains(Point{corner.x(), corner.y()}));
                    CHECK(furniture.ground().contains(corner));
                    if (furniture.inset())
                        CHECK_FALSE(furniture.inset()->box.contains(Point{corner.x(), corner.y()}));
                    ++corners;
                }
        CHECK(corners == 21 * 4);
    }
}

TEST_CASE("a file that cannot be changed says so and why", "[window]")
{
    Window window({1280, 720}, Message{"desktop.no_pack", {}});
    CHECK(window.text("statusFile").startsWith("読み取り専用"));
    Window changeable;
    CHECK(changeable.text("statusFile") == "保存済み");
}

TEST_CASE("F7 shows the tile map with the same selection and back with the same extent", "[window]")
{
    Window window;
    window.wheel(window.square(2, 2), 2);
    const MapViewport before = window.map().viewport();
    window.clickMap(window.square(2, 0));
    QTest::keyClick(&window.map(), Qt::Key_F7);
    auto& tiles = named<TileView>(window.window, "tileView");
    REQUIRE(tiles.isVisible());
    pictureOf(tiles);
    REQUIRE(tiles.tiles().size() == 21);
    const Box first = tiles.tiles()[0].box;
    for (std::size_t i = 0; i < 21; ++i) {
        const Box box = tiles.tiles()[i].box;
        CHECK((box.x - first.x) / (tiles.tiles()[1].box.x - first.x) == Approx(i % 5).margin(0.02));
        CHECK((box.y - first.y) / (tiles.tiles()[5].box.y - first.y) == Approx(i / 5).margin(0.02));
    }
    const Box& fifth = tiles.tiles()[4].box;
    QTest::mouseClick(&tiles, Qt::LeftButton, Qt::ControlModifier,
                      QPointF(fifth.centre().x, fifth.centre().y).toPoint());
    CHECK(window.window.selection().contains("05"));
    QTest::keyClick(&tiles, Qt::Key_F7);
    CHECK(window.map().isVisible());
    CHECK(window.map().viewport() == before);
}

TEST_CASE("every named widget has an accessible name in both languages", "[window]")
{
    Window window;
    for (const Language language : {Language::Japanese, Language::English}) {
        window.words.setLanguage(language);
        for (const char* name :
             {"startPage", "indicatorPicker", "viewSwitch", "mapView", "tileView", "compareTable", "statusFile",
              "statusSelection", "statusReconcile", "statusCoordinates", "statusScale"}) {
            INFO(name);
            CHECK_FALSE(widgetNamed(window.window, name).accessibleName().isEmpty());
        }
    }
}

TEST_CASE("in English nothing but names is Japanese", "[window]")
{
    Window window({1280, 720}, {}, Language::English);
    window.clickMap(window.square(2, 0));
    const QRegularExpression japanese("[\\x{3040}-\\x{30ff}\\x{4e00}-\\x{9fff}]");
    QStringList said;
    for (const QLabel* label : window.window.findChildren<QLabel*>())
        said << label->text();
    for (const QAbstractButton* button : window.window.findChildren<QAbstractButton*>())
        said << button->text();
    for (const QAction* action : window.window.findChildren<QAction*>())
        said << action->text();
    for (const QMenu* menu : window.window.findChildren<QMenu*>())
        said << menu->title();
    auto& picker = named<QComboBox>(window.window, "indicatorPicker");
    for (int i = 0; i < picker.count(); ++i)
        said << picker.itemText(i);
    for (int column = 0; column < 3; ++column)
        said << window.table().model()->headerData(column, Qt::Horizontal).toString();
    said << window.window.windowTitle() << window.table().model()->index(0, 0).data().toString();
    for (QString text : said) {
        // A place, a district, the other language, a folder.
        for (const char* name : {"湯田地域交流センター", "湯田", "日本語", "地域ワークベンチ"})
            text.remove(name);
        INFO(text.toStdString());
        CHECK_FALSE(text.contains(japanese));
    }
}
