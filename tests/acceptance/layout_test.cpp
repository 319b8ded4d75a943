#include <catch2/catch.hpp>

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>

#include "tests/acceptance/desk_session.h"
#include "workbench/desktop/desk_panes.h"

using namespace chiiki;
using namespace chiiki::acceptance;

namespace {

/// What a button's text and sign need.
QSize roomFor(const QToolButton& button)
{
    const QSize text = button.fontMetrics().size(Qt::TextShowMnemonic, button.text());
    const int sign = button.icon().isNull() ? 0 : button.iconSize().width() + 4;
    return {text.width() + sign + 2, text.height()};
}

/// Labels and buttons in sight whose text does not fit what they have.
QStringList clippedTexts(DeskSession& desk)
{
    QStringList clipped;
    for (const QLabel* label : desk.window().findChildren<QLabel*>())
        if (label->isVisible() && !label->text().isEmpty() && !label->wordWrap() &&
            label->textFormat() != Qt::RichText &&
            label->fontMetrics().horizontalAdvance(label->text()) > label->contentsRect().width() + 1)
            clipped << label->objectName() + ": " + label->text();
    for (const QToolButton* button : desk.window().findChildren<QToolButton*>())
        if (button->isVisible() &&
            (roomFor(*button).width() > button->width() || roomFor(*button).height() > button->height()))
            clipped << button->objectName() + ": " + button->text();
    return clipped;
}

bool areAllRowsInSight(const QTableView& table)
{
    return !table.verticalScrollBar()->isVisible();
}

}  // namespace

TEST_CASE("1: at 1440x900 map, 21 rows, profile, findings and years are all in sight in their columns", "[acceptance]")
{
    DeskSession desk;
    desk.shot("01_main_1440x900");
    for (const char* name : {"overlayList", "mapView", "compareTable", "profilePanel", "findingsList", "yearSlider"}) {
        INFO(name);
        CHECK(desk.widget(name).isVisible());
    }
    auto& table = desk.named<QTableView>("compareTable");
    CHECK(areAllRowsInSight(table));
    CHECK(table.model()->rowCount() >= 22);
    const auto widthOf = [&](const char* name) { return desk.widget(name).width(); };
    CHECK(std::abs(widthOf("mapView") - 540) <= 8);
    CHECK(std::abs(widthOf("compareTable") - 384) <= 8);
    CHECK(std::abs(widthOf("profilePanel") - 304) <= 8);
    CHECK(std::abs(widthOf("overlayList") - 200) <= 8);
}

TEST_CASE("2: at 1280x720 nothing is clipped, 21 rows are in sight and the themes are a rail", "[acceptance]")
{
    DeskSession desk({.size = {1280, 720}});
    desk.shot("02_main_1280x720");
    CHECK(desk.named<desktop::DeskPanes>("deskPanes").mode() == desktop::DeskPanes::Mode::Rail);
    CHECK(clippedTexts(desk).join(QStringLiteral("; ")).toStdString() == "");
    CHECK(areAllRowsInSight(desk.named<QTableView>("compareTable")));
    CHECK(std::abs(desk.widget("themeRail").width() - 40) <= 8);
    auto* bar = desk.window().menuBar();
    for (const QAction* action : bar->actions())
        CHECK(bar->actionGeometry(const_cast<QAction*>(action)).right() < bar->width());
}

TEST_CASE("3: at 960x600 table, profile and findings are tabs and every tool is reachable", "[acceptance]")
{
    DeskSession desk({.size = {960, 600}});
    desk.shot("03_main_960x600");
    auto& tabs = desk.named<QTabWidget>("deskTabs");
    REQUIRE(tabs.isVisible());
    CHECK(clippedTexts(desk).join(QStringLiteral("; ")).toStdString() == "");
    QStringList titles;
    for (int i = 0; i < tabs.count(); ++i)
        titles << tabs.tabText(i);
    CHECK(titles == QStringList{"比較", "カルテ", "気づき"});
    const auto* bar = desk.window().findChild<QToolBar*>();
    auto* more = bar->findChild<QToolButton*>("qt_toolbar_ext_button");
    for (QWidget* tool : bar->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        if (tool->objectName().isEmpty() || tool == more || tool->inherits("QToolBarHandle"))
            continue;
        INFO(tool->objectName().toStdString());
        CHECK((tool->isVisible() || more->isVisible()));
    }
}

TEST_CASE("4: with text of 200 % everything is one stack of tabs and no text is clipped", "[acceptance]")
{
    DeskSession desk({.textPercent = 200});
    desk.shot("04_text_200");
    CHECK(desk.named<desktop::DeskPanes>("deskPanes").mode() == desktop::DeskPanes::Mode::Stack);
    CHECK(clippedTexts(desk).join(QStringLiteral("; ")).toStdString() == "");
}
