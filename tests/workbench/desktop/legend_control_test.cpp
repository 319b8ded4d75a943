#include <catch2/catch.hpp>

#include <set>

#include <QAction>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>

#include "core/store/workspace.h"
#include "tests/support/process.h"
#include "tests/workbench/desktop/city.h"
#include "tests/workbench/desktop/real_window.h"
#include "workbench/desktop/class_change.h"
#include "workbench/desktop/legend_menu.h"
#include "workbench/usecases/desk_settings.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;
using chiiki::test::TemporaryFolder;
using Codes = std::vector<std::string>;

namespace {

/// A window on a file of the squares that can be written.
struct FileWindow {
    FileWindow()
        : file((needApplication(), folder / "squares.chiiki"))
        , shown(opened(file), {1280, 720})
    {
    }

    static OpenedCity opened(const std::string& path)
    {
        REQUIRE(Workspace::create(path, *squareCity(), ChangeStamp::now("planner")));
        auto city = openCity(path);
        REQUIRE(city);
        return *std::move(city);
    }

    CityDocument& document() { return shown.window.document(); }
    const ClassBreaks& breaks() { return document().shown()->choropleth.breaks; }
    ClassStyle style() { return classStyleOf(*document().city()->snapshot, "population.density"); }

    QPoint rowMiddle(int classIndex)
    {
        const MapFurniture& furniture = shown.map().furniture();
        for (std::size_t i = 0; i < furniture.legendRows().size(); ++i)
            if (furniture.legendRows()[i].classIndex == classIndex) {
                const Box box = furniture.legendRowBoxes()[i];
                return QPointF(box.x + 10, box.y + box.height / 2).toPoint();
            }
        FAIL("no row of class " << classIndex);
        return {};
    }

    TemporaryFolder folder;
    std::string file;
    RealWindow shown;
};

QAction& actionIn(QMenu& menu, const char* text)
{
    for (QAction* action : menu.actions())
        if (action->text().remove(QRegularExpression("\\(&\\w\\)|&")) == QString::fromUtf8(text))
            return *action;
    FAIL("no " << text);
    return *menu.actions().front();
}

void drag(QWidget& widget, QPoint from, QPoint to)
{
    QTest::mousePress(&widget, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 4; ++i)
        QTest::mouseMove(&widget, from + (to - from) * i / 4);
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, to);
}

}  // namespace

TEST_CASE("15: a click on a class of the legend selects its districts", "[legend]")
{
    RealWindow window;
    const MapFurniture& furniture = window.map().furniture();
    for (std::size_t i = 0; i < furniture.legendRows().size(); ++i)
        if (furniture.legendRows()[i].classIndex == 4) {
            const Box box = furniture.legendRowBoxes()[i];
            QTest::mouseClick(&window.map(), Qt::LeftButton, {}, QPointF(box.x + 80, box.y + 11).toPoint());
        }
    std::set<std::string> names;
    for (const std::string& code : window.window.selection().districts())
        names.insert(window.nameOf(code));
    CHECK(names == std::set<std::string>{"湯田", "白石"});
}

TEST_CASE("6: 人口密度 has 4, 7, 4, 4 and 2 districts in its classes", "[legend]")
{
    RealWindow window;
    const ShownIndicator& shown = *window.window.document().shown();
    REQUIRE(shown.result.indicator.id == "population.density");
    CHECK(shown.choropleth.counts == std::vector<int>{4, 7, 4, 4, 2});
    CHECK(shown.rankOf(window.codeOf("湯田")) == 1);
    CHECK(shown.rankOf(window.codeOf("阿東")) == 21);
    std::vector<int> counts;
    for (const LegendRow& row : window.map().furniture().legendRows())
        if (row.classIndex >= 0)
            counts.push_back(*row.count);
    CHECK(counts == std::vector<int>{4, 7, 4, 4, 2});
}

TEST_CASE("a limit moves in proportion between its neighbours and never reaches them", "[legend]")
{
    ClassBreaks breaks;
    breaks.lowest = 16;
    breaks.highest = 3185;
    breaks.limits = {100, 300, 700, 1500};
    CHECK(movedLimit(breaks, 1, 0) == 300);
    CHECK(movedLimit(breaks, 1, 0.5) == 500);               // half way to 700
    CHECK(movedLimit(breaks, 1, -0.5) == 200);              // half way to 100
    CHECK(movedLimit(breaks, 0, -0.5) == 58);               // half way to the lowest value
    CHECK(movedLimit(breaks, 3, 0.5) == 2300);              // 2342.5
    CHECK(movedLimit(breaks, 1, -0.999) == Approx(100.2));  // two or three digits would be the limit below
    CHECK(limitsWith(breaks, 2, 800) == std::vector<double>{100, 300, 800, 1500});
}

TEST_CASE("limits are read as they are written, in the unit shown", "[legend]")
{
    ShownIndicator shown;
    CHECK(readLimits(shown, "100、300、700、1,500") == std::vector<double>{100, 300, 700, 1500});
    CHECK(readLimits(shown, "1, 2.5 ３") == std::vector<double>{1, 2.5, 3});
    CHECK(readLimits(shown, "−5 0 5") == std::vector<double>{-5, 0, 5});
    CHECK_FALSE(readLimits(shown, "3 2"));
    CHECK_FALSE(readLimits(shown, "a"));
    CHECK_FALSE(readLimits(shown, ""));
    shown.result.indicator.unit = "ratio";
    CHECK(readLimits(shown, "20 40") == std::vector<double>{0.2, 0.4});
    CHECK(limitsText(shown, {0.2, 0.455}, ", ").toStdString() == "20, 45.5");
}

TEST_CASE("dragging the line between two classes changes the workspace, and undo brings it back", "[legend]")
{
    FileWindow window;
    const ClassBreaks before = window.breaks();
    REQUIRE(before.limits.size() >= 2);
    const QPoint upper = window.rowMiddle(0);
    const QPoint lower = window.rowMiddle(1);
    const QPoint line = (upper + lower) / 2;
    drag(window.shown.map(), line, line + QPoint(0, 9));
    REQUIRE(waitFor([&] { return window.breaks().limits != before.limits; }));
    CHECK(window.breaks().limits[0] > before.limits[0]);
    CHECK(window.breaks().limits[0] < before.limits[1]);
    CHECK(window.style().manualLimits == window.breaks().limits);
    REQUIRE(window.document().writer().nextUndo());
    QTest::keyClick(&window.shown.map(), Qt::Key_Z, Qt::ControlModifier);
    REQUIRE(waitFor([&] { return window.breaks().limits == before.limits; }));
    CHECK(window.style() == ClassStyle());
}

TEST_CASE("Esc gives up a limit that is being dragged", "[legend]")
{
    FileWindow window;
    const std::vector<double> before = window.breaks().limits;
    const QPoint line = (window.rowMiddle(0) + window.rowMiddle(1)) / 2;
    QTest::mousePress(&window.shown.map(), Qt::LeftButton, {}, line);
    QTest::mouseMove(&window.shown.map(), line + QPoint(0, 9));
    QTest::keyClick(&window.shown.map(), Qt::Key_Escape);
    QTest::mouseRelease(&window.shown.map(), Qt::LeftButton, {}, line + QPoint(0, 9));
    QTest::qWait(100);
    CHECK(window.breaks().limits == before);
    CHECK_FALSE(window.document().writer().nextUndo());
}

TEST_CASE("the legend's menu chooses colours, number, method and limits, and goes back to the default", "[legend]")
{
    FileWindow window;
    auto& menu = named<LegendMenu>(window.shown.window, "legendMenu");
    const auto open = [&] { emit menu.aboutToShow(); };
    open();
    actionIn(*actionIn(menu, "色").menu(), "多いほど心配").trigger();
    REQUIRE(waitFor([&] { return window.style().ramp == Ramp::Worry; }));
    CHECK(waitFor([&] {
        return window.document().shown()->choropleth.colours.front() ==
               rampColours(Ramp::Worry, window.breaks().classCount()).front();
    }));
    open();
    actionIn(*actionIn(menu, "階級の数").menu(), "3").trigger();
    REQUIRE(waitFor([&] { return window.breaks().classCount() == 3; }));
    CHECK(window.style().ramp == Ramp::Worry);
    open();
    actionIn(*actionIn(menu, "分け方").menu(), "地域の数が同じに").trigger();
    REQUIRE(waitFor([&] { return window.document().shown()->choropleth.counts == std::vector<int>{7, 7, 7}; }));
    open();
    auto& edit = named<QLineEdit>(menu, "legendLimits");
    edit.setText("500、1,000");
    QTest::keyClick(&edit, Qt::Key_Return);
    REQUIRE(waitFor([&] { return window.breaks().limits == std::vector<double>{500, 1000}; }));
    open();
    actionIn(menu, "既定に戻す").trigger();
    REQUIRE(waitFor([&] { return window.style() == ClassStyle(); }));
}

TEST_CASE("without a file that can be written the menu says so and only selects", "[legend]")
{
    RealWindow window;
    auto& menu = named<LegendMenu>(window.window, "legendMenu");
    emit menu.aboutToShow();
    CHECK(actionIn(menu, "階級の地域を選ぶ").isEnabled());
    CHECK_FALSE(actionIn(menu, "色").isEnabled());
    actionIn(menu, "階級の地域を選ぶ").menu()->actions().back()->trigger();
    CHECK(window.window.selection().districts().size() == 2);
}
