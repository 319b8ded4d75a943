#include <catch2/catch.hpp>

#include <QColor>
#include <QInputMethodEvent>
#include <QLabel>
#include <QTest>

#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/compare_panel.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/words.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;
using Codes = std::vector<std::string>;

namespace {

/// The panel with the squares' density, 384 x 590 px as in a window of 1280 x 720.
struct Panel {
    Panel()
        : panel(desk.desk)
    {
        desk.show("population.density");
        panel.resize(384, 590);
        panel.show();
        REQUIRE(QTest::qWaitForWindowExposed(&panel));
    }

    QString cell(int row, int column) const { return table().model()->index(row, column).data().toString(); }
    CompareTableView& table() const { return named<CompareTableView>(panel, "compareTable"); }
    QPoint at(int row) const { return table().visualRect(table().model()->index(row, 0)).center(); }
    void click(int row, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(table().viewport(), Qt::LeftButton, modifiers, at(row));
    }

    TestDesk desk;
    SelectionModel& selection = desk.state.selection();
    Words& words = desk.words;
    ComparePanel panel;
};

}  // namespace

TEST_CASE("the table has the city first, then 21 districts with value and rank", "[table]")
{
    const Panel panel;
    REQUIRE(panel.table().model()->rowCount() == 22);
    CHECK(panel.cell(0, 0) == "市全体");
    CHECK(panel.cell(1, 0) == "大殿");
    // 3,000 people on 16 km2 are 187.5 a km2 (the plane's scale changes it by less than 1); 19th of 21.
    CHECK(panel.cell(3, 0) == "湯田");
    CHECK((panel.cell(3, 1) == "187" || panel.cell(3, 1) == "188"));
    CHECK(panel.cell(3, 2) == "19");
    CHECK(panel.cell(21, 2) == "1");
    CHECK(panel.cell(0, 2).isEmpty());
}

TEST_CASE("a heat cell has the colour of the map's class, and counts have none", "[table]")
{
    Panel panel;
    const ShownIndicator density = *panel.desk.document.shown();
    for (int row = 1; row <= 21; ++row) {
        const DistrictReading& reading = density.choropleth.districts[static_cast<std::size_t>(row - 1)];
        const auto colour = density.choropleth.colourOf(reading);
        REQUIRE(colour);
        const QColor heat = panel.table().model()->index(row, 1).data(CompareTableModel::HeatRole).value<QColor>();
        CHECK(heat == QColor(colour->red, colour->green, colour->blue));
    }
    panel.desk.show("population.total");
    CHECK_FALSE(panel.table().model()->index(1, 1).data(CompareTableModel::HeatRole).isValid());
    CHECK(panel.cell(3, 1) == "3,000");
    CHECK(panel.cell(0, 1) == "231,000");
}

TEST_CASE("sorting by value keeps the city first, both ways round", "[table]")
{
    Panel panel;
    panel.table().sortByValue();
    CHECK(panel.cell(0, 0) == "市全体");
    CHECK(panel.cell(1, 0) == "阿東");
    CHECK(panel.cell(21, 0) == "大殿");
    panel.table().sortByValue();
    CHECK(panel.cell(0, 0) == "市全体");
    CHECK(panel.cell(1, 0) == "大殿");
    panel.table().sortByDistrict();
    CHECK(panel.cell(21, 0) == "阿東");
}

TEST_CASE("all rows are in sight at the smallest size that shows them", "[table]")
{
    Panel panel;
    for (const int height : {590, 490}) {
        panel.panel.resize(384, height);
        QTest::qWait(20);
        const QRect last = panel.table().visualRect(panel.table().model()->index(21, 0));
        CHECK(last.bottom() < panel.table().viewport()->height());
        CHECK(last.height() >= 18);
    }
}

TEST_CASE("clicks replace, toggle with Ctrl, and take a range in the present order with Shift", "[table]")
{
    Panel panel;
    panel.click(3);
    CHECK(panel.selection.districts() == Codes{"03"});
    panel.click(5, Qt::ControlModifier);
    CHECK(panel.selection.districts() == Codes{"03", "05"});
    panel.click(3, Qt::ControlModifier);
    CHECK(panel.selection.districts() == Codes{"05"});
    panel.click(0);
    CHECK(panel.selection.districts() == Codes{"05"});

    panel.table().sortByValue();  // 21, 20, 19, ...
    panel.click(2);
    panel.click(4, Qt::ShiftModifier);
    CHECK(panel.selection.districts() == Codes{"20", "19", "18"});
    panel.click(1, Qt::ShiftModifier);
    CHECK(panel.selection.districts() == Codes{"20", "21"});
}

TEST_CASE("typed kana jump to the district read so", "[table]")
{
    Panel panel;
    const auto type = [&](const QString& text) {
        QTest::sendKeyEvent(QTest::Click, &panel.table(), Qt::Key_unknown, text, Qt::NoModifier);
        return panel.table().codeAt(panel.table().currentIndex());
    };
    CHECK(type("ゆ") == "03");
    CHECK(type("し") == "02");
    CHECK(type("シ") == "02");
    QInputMethodEvent committed;
    committed.setCommitString("あじ");
    QCoreApplication::sendEvent(&panel.table(), &committed);
    CHECK(panel.table().codeAt(panel.table().currentIndex()) == "19");
    QTest::keyClick(&panel.table(), Qt::Key_Space);
    CHECK(panel.selection.districts() == Codes{"19"});
}

TEST_CASE("hovering a row is told to the selection model and painted without changing a fill", "[table]")
{
    Panel panel;
    const QPoint inCell = panel.table().visualRect(panel.table().model()->index(3, 1)).center() + QPoint(-40, 0);
    const QRgb before = panel.table().viewport()->grab().toImage().pixel(inCell);
    QTest::mouseMove(panel.table().viewport(), panel.at(3));
    CHECK(waitFor([&] { return panel.selection.hovered() == "03"; }));
    CHECK(panel.table().viewport()->grab().toImage().pixel(inCell) == before);
    QTest::mouseMove(panel.table().viewport(), panel.at(0));
    CHECK(waitFor([&] { return panel.selection.hovered().empty(); }));
}

TEST_CASE("the reconciliation line says the parts and the source", "[table]")
{
    const Panel panel;
    const QString line = named<QLabel>(panel.panel, "compareReconciliation").text();
    CHECK(line.contains("231,000"));
    CHECK(line.contains("✓"));
}
