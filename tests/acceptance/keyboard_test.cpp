#include <catch2/catch.hpp>

#include <functional>
#include <map>
#include <set>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QTableView>
#include <QToolBar>
#include <QtTest/QTest>

#include "tests/acceptance/desk_session.h"
#include "tests/support/process.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/why_popover.h"
#include "workbench/usecases/explain.h"

using namespace chiiki;
using namespace chiiki::acceptance;
using namespace chiiki::desktop;

namespace {

/// The pane that holds the focus, as the window's parts are named.
std::string paneWithFocus(DeskSession& desk)
{
    const QWidget* focus = QApplication::focusWidget();
    if (!focus)
        return {};
    if (desk.window().findChild<QToolBar*>()->isAncestorOf(focus))
        return "toolbar";
    for (const char* pane : {"themePanel", "mapView", "yearBar", "compareTable", "findingsPanel", "profilePanel"})
        if (const auto* widget = desk.window().findChild<QWidget*>(QLatin1String(pane));
            widget && (widget == focus || widget->isAncestorOf(focus)))
            return pane;
    if (desk.window().statusBar()->isAncestorOf(focus))
        return "status";
    return focus->objectName().toStdString();
}

/// Where the focus is told: the widget itself, of a viewport or an editor its frame.
QRect focusPlace(DeskSession& desk)
{
    const QWidget* focus = QApplication::focusWidget();
    return QRect(focus->mapTo(&desk.window(), QPoint(0, 0)), focus->size()).adjusted(-3, -3, 3, 3);
}

/// Pixels that differ between two pictures.
int changedPixels(const QImage& a, const QImage& b, const QRect& part)
{
    int changed = 0;
    const QRect seen = part.intersected(a.rect());
    for (int y = seen.top(); y <= seen.bottom(); ++y)
        for (int x = seen.left(); x <= seen.right(); ++x)
            changed += a.pixel(x, y) != b.pixel(x, y);
    return changed;
}

}  // namespace

TEST_CASE("17, job 1: the weakest districts of an indicator and its map in the clipboard, in five keys", "[acceptance]")
{
    DeskSession desk;
    desk.key("ctrl+k");
    desk.type("clinic 800");
    desk.key("Return");
    REQUIRE(desk.waitFor([&] { return desk.state().indicator() == "coverage.clinic_800"; }));
    desk.key("v");
    desk.settle();
    desk.shot("17_job_1");
    const auto& table = desk.named<QTableView>("compareTable");
    // Sorted by value: each row's number is at most the one above, absent ones last.
    double above = 1e9;
    for (int row = 1; row < 22; ++row) {
        const QString text = table.model()->index(row, 1).data().toString();
        bool isNumber = false;
        const double value = text.toDouble(&isNumber);
        INFO(row << " " << text.toStdString());
        if (!isNumber)
            continue;
        CHECK(value <= above);
        above = value;
    }
    desk.key("ctrl+c");
    desk.settle();
    CHECK_FALSE(QGuiApplication::clipboard()->pixmap().isNull());
}

TEST_CASE("21: each menu entry has a key or a mnemonic, and none is given twice", "[acceptance]")
{
    DeskSession desk;
    std::map<QString, QString> keys;
    const std::function<void(const QMenu*)> walk = [&](const QMenu* menu) {
        std::map<QChar, QString> mnemonics;
        for (const QAction* action : menu->actions()) {
            if (action->isSeparator() || !action->isVisible())
                continue;
            INFO(menu->title().toStdString() << " > " << action->text().toStdString());
            const auto at = action->text().indexOf(u'&');
            CHECK((at >= 0 || !action->shortcuts().isEmpty()));
            if (at >= 0) {
                const QChar letter = action->text()[at + 1].toUpper();
                CHECK_FALSE(mnemonics.contains(letter));
                mnemonics[letter] = action->text();
            }
            for (const QKeySequence& key : action->shortcuts()) {
                CHECK_FALSE(keys.contains(key.toString()));
                keys[key.toString()] = action->text();
            }
            if (action->menu())
                walk(action->menu());
        }
    };
    for (const Language language : {Language::Japanese, Language::English}) {
        desk.words().setLanguage(language);
        keys.clear();
        for (const QAction* top : desk.window().menuBar()->actions())
            if (top->menu())
                walk(top->menu());
    }
}

TEST_CASE("18: arrows walk to the real neighbours, and the status line says where there is none", "[acceptance]")
{
    DeskSession desk;
    const auto walk = [&](const char* from, const char* key) {
        desk.window().selection().setFocused(desk.codeOf(from));
        desk.key(key);
        const std::string now = desk.window().selection().focused();
        for (const District& district : desk.window().document().city()->snapshot->districts)
            if (district.code == now)
                return district.name;
        return std::string();
    };
    desk.map().setFocus();
    CHECK(walk("仁保", "Up") == "阿東");
    CHECK(walk("仁保", "Right") == "徳地");
    CHECK(walk("仁保", "Left") == "宮野");
    CHECK(walk("仁保", "Down") == "小鯖");
    CHECK(walk("阿知須", "Left") == "阿知須");
    desk.shot("18_no_neighbour");
    QStringList said;
    for (const QLabel* label : desk.window().statusBar()->findChildren<QLabel*>())
        said << label->text();
    said << desk.window().statusBar()->currentMessage();
    CHECK(said.join(u' ').contains("西に隣の地域はありません"));
}

TEST_CASE("19: Tab goes through the panes in their order with a ring at each stop, F6 from pane to pane",
          "[acceptance]")
{
    for (const theme::Chrome chrome : {theme::Chrome::Light, theme::Chrome::Dark}) {
        DeskSession desk({.chrome = chrome});
        desk.named<QWidget>("indicatorPicker").setFocus(Qt::TabFocusReason);
        std::vector<std::string> panes;
        std::vector<std::string> stops;
        desk.settle();
        QImage before = desk.screen("19_tab");
        constexpr int mostStops = 60;
        for (int i = 0; i < mostStops; ++i) {
            const QRect left = focusPlace(desk);
            desk.key("Tab");
            const QWidget* focus = QApplication::focusWidget();
            REQUIRE(focus);
            QImage now;
            // The ring: two px round the widget, or round what is current in a list; it leaves where it was.
            const auto isTold = [&] {
                now = desk.screen("19_tab");
                return changedPixels(before, now, focusPlace(desk)) >= 40 && changedPixels(before, now, left) >= 40;
            };
            for (int look = 0; look < 10 && !isTold(); ++look)
                QTest::qWait(20);
            INFO(i << " " << focus->metaObject()->className() << " " << focus->objectName().toStdString());
            CHECK(isTold());
            before = now;
            const std::string pane = paneWithFocus(desk);
            stops.push_back(pane + "/" + focus->objectName().toStdString());
            if (panes.empty() || panes.back() != pane)
                panes.push_back(pane);
            if (focus->objectName() == "indicatorPicker")
                break;
        }
        std::string all;
        for (const std::string& stop : stops)
            all += stop + "\n";
        INFO(all);
        if (!panes.empty() && panes.back() == "toolbar")
            panes.pop_back();
        CHECK(panes == std::vector<std::string>{"toolbar", "themePanel", "mapView", "yearBar", "compareTable",
                                                "findingsPanel", "profilePanel"});
        desk.map().setFocus();
        std::vector<std::string> ring;
        for (int i = 0; i < 5; ++i) {
            desk.key("F6");
            ring.push_back(paneWithFocus(desk));
        }
        CHECK(ring.back() == "mapView");
        CHECK(std::set<std::string>(ring.begin(), ring.end()).size() == 5);
        desk.screen(chrome == theme::Chrome::Light ? "19_focus_light" : "19_focus_dark");
    }
}

TEST_CASE("20: ゆ in the table goes to 湯田, ゆだ いりょう in the search to its clinics", "[acceptance]")
{
    DeskSession desk;
    auto& table = desk.named<CompareTableView>("compareTable");
    desk.click(*table.viewport(), desk.rowOf("阿東"));
    desk.type("ゆ");
    CHECK(desk.waitFor([&] { return table.codeAt(table.currentIndex()) == desk.codeOf("湯田"); }));
    desk.key("ctrl+k");
    desk.type("ゆだ いりょう");
    const auto& hits = desk.named<QAbstractItemView>("searchHits");
    const auto& box = desk.named<QLineEdit>("searchBox");
    REQUIRE(desk.waitFor([&] { return box.text() == QString("ゆだ いりょう"); }));
    REQUIRE(hits.isVisible());
    desk.shot("20_search");
    QStringList first;
    for (int i = 0; i < 3; ++i)
        first << hits.model()->index(i, 0).data().toString();
    CHECK(first.filter("湯田").size() == 3);
    CHECK(first.filter("診療所").size() == 1);
    desk.key("Escape");
    CHECK_FALSE(hits.isVisible());
    CHECK(box.text().isEmpty());
    CHECK(desk.window().selection().districts() == std::vector<std::string>{desk.codeOf("阿東")});  // not Esc's
    desk.key("ctrl+k");
    desk.type("ゆだ いりょう");
    REQUIRE(desk.waitFor([&] { return box.text() == QString("ゆだ いりょう"); }));
    desk.key("Return");
    CHECK(desk.waitFor([&] { return desk.window().selection().primary() == desk.codeOf("湯田"); }));
    CHECK(desk.state().indicator() == "coverage.hospital_800");
}

TEST_CASE("32: F4 explains a cell within 150 ms, and the command line prints the same number and hash", "[acceptance]")
{
    DeskSession desk;
    auto& table = desk.named<CompareTableView>("compareTable");
    for (int row = 0; row < table.model()->rowCount(); ++row)
        if (table.codeAt(table.model()->index(row, 1)) == desk.codeOf("湯田"))
            desk.click(*table.viewport(), table.visualRect(table.model()->index(row, 1)).center());
    auto& why = desk.named<WhyPopover>("whyPopover");
    desk.key("F4");  // what it reads is warm from now on
    REQUIRE(desk.waitFor([&] { return why.isVisible() && why.explanation(); }));
    desk.key("Escape");
    REQUIRE(desk.waitFor([&] { return !why.isVisible(); }));
    CHECK(QApplication::focusWidget() == &table);
    QElapsedTimer timer;
    qint64 shownAfter = -1;
    QObject::connect(&why, &WhyPopover::answered, &table, [&] { shownAfter = timer.elapsed(); });
    timer.start();
    desk.key("F4");  // the time of the key's own way through the server is in it
    REQUIRE(desk.waitFor([&] { return shownAfter >= 0; }));
    CHECK(shownAfter <= 150);
    desk.shot("32_why");
    CHECK(desk.window().rect().contains(why.geometry()));

    REQUIRE_FALSE(why.explanation()->editions.empty());
    const auto printed = test::runProcess({"/usr/bin/env", "CHIIKI_LANG=ja", CHIIKI_BIN_DIR "/chiiki", "explain",
                                           desk.workspace(), "population.density", desk.codeOf("湯田"), "2020"},
                                          CHIIKI_BIN_DIR);
    INFO(printed.out << printed.err);
    CHECK(printed.exitCode == 0);
    CHECK(printed.out.find(explanationText(*why.explanation(), Language::Japanese)) != std::string::npos);
    CHECK(desk.named<QLabel>("whyTitle").text().contains("3,185"));
    for (const SourceEdition& edition : why.explanation()->editions)
        CHECK(printed.out.find(edition.sha256.substr(0, 8)) != std::string::npos);
    desk.key("Escape");
    CHECK(desk.waitFor([&] { return !why.isVisible(); }));
    CHECK(QApplication::focusWidget() == &table);
}
