#include <catch2/catch.hpp>

#include <map>

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTableView>

#include "tests/acceptance/desk_session.h"
#include "tests/support/second_city.h"
#include "workbench/desktop/tile_view.h"

using namespace chiiki;
using namespace chiiki::acceptance;
using namespace chiiki::desktop;

namespace {

QStringList saidBy(const QWidget& window)
{
    QStringList said;
    for (const QLabel* label : window.findChildren<QLabel*>())
        if (label->isVisible())
            said << label->text();
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
        if (button->isVisible())
            said << button->text();
    return said;
}

/// The largest difference of a channel of a pixel, 0..255.
int largestDifference(const QImage& a, const QImage& b)
{
    REQUIRE(a.size() == b.size());
    int largest = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb one = a.pixel(x, y);
            const QRgb other = b.pixel(x, y);
            largest = std::max({largest, std::abs(qRed(one) - qRed(other)), std::abs(qGreen(one) - qGreen(other)),
                                std::abs(qBlue(one) - qBlue(other))});
        }
    return largest;
}

}  // namespace

TEST_CASE("39: a city of 69 districts without outlines is a table that scrolls and tiles placed automatically",
          "[acceptance]")
{
    Snapshot city = *test::secondCity();
    city.districts.back().name = "旧茂木町北部連合自治会地域づくり協議会区域";
    DeskOptions options;
    options.content = std::make_shared<const Snapshot>(std::move(city));
    DeskSession desk(options);
    desk.state().setIndicator("councils.stage");
    REQUIRE(desk.waitFor([&] {
        const auto& shown = desk.window().document().shown();
        return shown && shown->result.indicator.id == "councils.stage";
    }));
    desk.shot("39_69_districts");
    const auto& table = desk.named<QTableView>("compareTable");
    CHECK(table.model()->rowCount() >= 70);
    CHECK(table.verticalScrollBar()->isVisible());
    // The map says that there is nothing to draw, and leads to the tiles.
    auto& empty = desk.widget("emptyMap");
    REQUIRE(empty.isVisible());
    const auto& button = *empty.findChild<QPushButton*>();
    desk.click(button, QRectF(button.rect()).center());
    auto& tiles = desk.named<TileView>("tileView");
    REQUIRE(desk.waitFor([&] { return tiles.isVisible() && tiles.tiles().size() == 69; }));
    desk.shot("39_69_tiles");
    desk.click(tiles, {tiles.tiles()[7].box.centre().x, tiles.tiles()[7].box.centre().y});
    CHECK(desk.window().selection().primary() == tiles.tiles()[7].districtCode);
}

TEST_CASE("40: the language changes while the window runs, and back gives the same picture", "[acceptance]")
{
    DeskSession desk({.size = {1280, 720}});
    const QImage before = desk.shot("40_japanese");
    desk.words().setLanguage(Language::English);
    desk.settle();
    desk.shot("40_english");
    const QRegularExpression kana(QStringLiteral("[\\x{3040}-\\x{30ff}]"));
    for (const QString& text : saidBy(desk.window())) {
        INFO(text.toStdString());
        CHECK_FALSE(text.contains(kana));
    }
    desk.words().setLanguage(Language::Japanese);
    desk.settle();
    // What a font gives as the outline of a glyph differs by a hair after other sizes were asked for: nobody sees it.
    CHECK(largestDifference(desk.shot("40_japanese_again"), before) <= 8);
}

TEST_CASE("24: what has a name of its own says it in Japanese, and in English after switching", "[acceptance]")
{
    DeskSession desk;
    desk.key("F8");
    desk.key("Escape");
    desk.key("ctrl+shift+p");
    desk.key("F4");
    // The preview of an import is made when something is to be taken in.
    QGuiApplication::clipboard()->setText(QStringLiteral("地域,年度,件数\n大殿,R6,1\n"));
    desk.key("ctrl+v");
    REQUIRE(
        desk.waitFor([&] { return desk.window().findChild<QWidget*>(QStringLiteral("importPreview")) != nullptr; }));
    const char* const names[] = {"startPage",     "indicatorPicker", "viewSwitch",    "overlayList",     "mapView",
                                 "mapInset",      "compareTable",    "profilePanel",  "findingsList",    "yearSlider",
                                 "multiplesGrid", "whyPopover",      "pluginManager", "statusReconcile", "searchBox",
                                 "jobBar",        "importPreview",   "unmatchedList"};
    std::map<std::string, QString> japanese;
    for (const char* name : names) {
        INFO(name);
        japanese[name] = desk.widget(name).accessibleName();
        CHECK_FALSE(japanese[name].isEmpty());
    }
    desk.words().setLanguage(Language::English);
    const QRegularExpression kana(QStringLiteral("[\\x{3040}-\\x{30ff}\\x{4e00}-\\x{9fff}]"));
    for (const char* name : names) {
        INFO(name << " " << desk.widget(name).accessibleName().toStdString());
        CHECK_FALSE(desk.widget(name).accessibleName().isEmpty());
        CHECK_FALSE(desk.widget(name).accessibleName().contains(kana));
        CHECK(desk.widget(name).accessibleName() != japanese[name]);
    }
}
