#include <catch2/catch.hpp>

#include <functional>
#include <map>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMenuBar>
#include <QTableView>

#include "tests/acceptance/desk_session.h"

using namespace chiiki;
using namespace chiiki::acceptance;

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
