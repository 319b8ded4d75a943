#include <catch2/catch.hpp>

#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QTest>

#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/compare_panel.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/profile_panel.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;
using Codes = std::vector<std::string>;

namespace {

struct Window {
    explicit Window(QSize size)
        : words((needApplication(), Language::Japanese))
        , window(words)
    {
        auto city = std::make_shared<Snapshot>(*squareCity());
        for (const char* code : {"05", "03"}) {
            Finding finding;
            finding.id = std::string("checked/") + code;
            finding.districtCode = code;
            finding.severity = code == std::string("03") ? Severity::Act : Severity::Watch;
            finding.text = {"診療所が最後の1か所です。", "The last clinic."};
            city->findings.push_back(finding);
        }
        window.resize(size);
        window.show();
        REQUIRE(QTest::qWaitForWindowExposed(&window));
        auto opened = prepareCity("checks.chiiki", city, {}, {});
        REQUIRE(opened);
        window.document().show(*std::move(opened));
        REQUIRE(waitFor([&] { return window.document().shown().has_value(); }));
        settle(window);
    }

    CompareTableView& table() { return named<CompareTableView>(window, "compareTable"); }
    QPoint row(int row) { return table().visualRect(table().model()->index(row, 0)).center(); }

    Words words;
    MainWindow window;
};

}  // namespace

TEST_CASE("check 1: at 1440x900 map, 21 rows, profile, findings and years are in sight, in their widths", "[checks]")
{
    Window window({1440, 900});
    for (const char* name : {"mapView", "compareTable", "findingsList", "profilePanel", "yearSlider"}) {
        INFO(name);
        CHECK(widgetNamed(window.window, name).isVisible());
    }
    CHECK_FALSE(window.table().verticalScrollBar()->isVisible());
    CHECK(widgetNamed(window.window, "mapView").width() == Approx(540).margin(8));
    CHECK(window.table().width() == Approx(384).margin(8));
    CHECK(widgetNamed(window.window, "profilePanel").width() == Approx(304).margin(8));
}

TEST_CASE("check 12: three rows with Ctrl are three selected districts, the last one in the profile", "[checks]")
{
    Window window({1440, 900});
    for (const int row : {3, 6, 9})
        QTest::mouseClick(window.table().viewport(), Qt::LeftButton, Qt::ControlModifier, window.row(row));
    CHECK(window.window.selection().districts() == Codes{"03", "06", "09"});
    CHECK(window.window.selection().primary() == "09");
    CHECK(named<QLabel>(window.window, "profileName").text() == "平川");
    QTest::keyClick(&window.table(), Qt::Key_Escape);
    CHECK(window.window.selection().isEmpty());
    CHECK(named<QLabel>(window.window, "profileName").text() == "山口市");
}

TEST_CASE("check 20: ゆ typed in the table goes to 湯田, Enter selects it and goes on to the profile", "[checks]")
{
    Window window({1440, 900});
    window.table().setFocus();
    QTest::sendKeyEvent(QTest::Click, &window.table(), Qt::Key_unknown, "ゆ", Qt::NoModifier);
    QTest::keyClick(&window.table(), Qt::Key_Return);
    CHECK(window.window.selection().districts() == Codes{"03"});
    CHECK(widgetNamed(window.window, "profilePanel").isAncestorOf(window.window.focusWidget()));
}

TEST_CASE("job 7: F3 on the map walks through the findings, each selects its district", "[checks]")
{
    Window window({1440, 900});
    auto& map = widgetNamed(window.window, "mapView");
    QTest::keyClick(&map, Qt::Key_F3);
    CHECK(window.window.selection().districts() == Codes{"03"});
    QTest::keyClick(&map, Qt::Key_F3);
    CHECK(window.window.selection().districts() == Codes{"05"});
    QTest::keyClick(&map, Qt::Key_F3, Qt::ShiftModifier);
    CHECK(window.window.selection().districts() == Codes{"03"});
    CHECK(named<QListView>(window.window, "findingsList").currentIndex().isValid());
}
