#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <utility>

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenuBar>
#include <QSettings>
#include <QTest>

#include "maps/style/palette.h"
#include "tests/support/process.h"
#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/window_settings.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

/// A window with the squares, and the looks as they were when it ends.
struct DressedWindow {
    explicit DressedWindow(QSize size = {1440, 900})
        : words((needApplication(), Language::Japanese))
        , window(words)
    {
        window.resize(size);
        window.show();
        REQUIRE(QTest::qWaitForWindowExposed(&window));
        window.document().show(openedSquares());
        REQUIRE(waitFor([&] { return window.document().shown().has_value(); }));
        settle(window);
    }
    ~DressedWindow()
    {
        theme::looks().setChrome(theme::Chrome::Light);
        theme::looks().setTextPercent(100);
    }

    Words words;
    MainWindow window;
};

Colour colourOf(QRgb pixel)
{
    return rgb(pixel & 0xFFFFFF);
}

/// What is read in a widget: the commonest colour is its ground, the one that differs most from it its text.
double readableContrast(QWidget& widget)
{
    const QImage image = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    std::map<QRgb, int> counts;
    for (int y = 4; y < image.height() - 4; ++y)
        for (int x = 4; x < image.width() - 4; ++x)
            ++counts[image.pixel(x, y)];
    QRgb ground = 0;
    int most = 0;
    for (const auto& [pixel, count] : counts)
        if (count > most) {
            most = count;
            ground = pixel;
        }
    double best = 1;
    for (const auto& [pixel, count] : counts)
        best = std::max(best, contrastOf(colourOf(pixel), colourOf(ground)));
    return best;
}

std::vector<QWidget*> texts(const QWidget& window)
{
    std::vector<QWidget*> found;
    for (QLabel* label : window.findChildren<QLabel*>())
        if (label->isVisible() && !label->text().trimmed().isEmpty())
            found.push_back(label);
    for (QAbstractButton* button : window.findChildren<QAbstractButton*>())
        if (button->isVisible() && button->isEnabled() && !button->text().isEmpty())
            found.push_back(button);
    for (QComboBox* box : window.findChildren<QComboBox*>())
        if (box->isVisible() && box->isEnabled())
            found.push_back(box);
    return found;
}

}  // namespace

TEST_CASE("text, borders and the ring of the focus stand out from their ground in both themes", "[theme]")
{
    for (const theme::Chrome chrome : {theme::Chrome::Light, theme::Chrome::Dark}) {
        INFO((chrome == theme::Chrome::Light ? "light" : "dark"));
        const theme::Token inks[] = {theme::text,  theme::secondText, theme::accent, theme::act,
                                     theme::watch, theme::note,       theme::ok};
        for (const theme::Token& ground : {theme::window, theme::surface, theme::pressed})
            for (const theme::Token& ink : inks) {
                INFO(hexOf(ink.in(chrome)) << " on " << hexOf(ground.in(chrome)));
                CHECK(contrastOf(ink.in(chrome), ground.in(chrome)) >= 4.5);
            }
        CHECK(contrastOf(theme::onAccent.in(chrome), theme::accent.in(chrome)) >= 4.5);
        for (const theme::Token& ground : {theme::window, theme::surface}) {
            CHECK(contrastOf(theme::controlBorder.in(chrome), ground.in(chrome)) >= 3);
            CHECK(contrastOf(theme::accent.in(chrome), ground.in(chrome)) >= 3);
        }
    }
}

TEST_CASE("5: in the dark theme the chrome is dark and readable, map and heat cells are as before", "[theme]")
{
    DressedWindow dressed;
    auto& map = named<MapCanvas>(dressed.window, "mapView");
    auto& table = named<CompareTableView>(dressed.window, "compareTable");
    widgetNamed(map, "mapButtons").hide();  // they are chrome
    const QImage lightMap = pictureOf(map);
    const QRect cell = table.visualRect(table.model()->index(4, 1));
    const QPoint heat = cell.topLeft() + QPoint(6, 3);
    const QRgb lightHeat = table.viewport()->grab().toImage().pixel(heat);

    theme::looks().setChrome(theme::Chrome::Dark);
    settle(dressed.window);
    CHECK(pictureOf(map) == lightMap);
    CHECK(table.viewport()->grab().toImage().pixel(heat) == lightHeat);
    const QImage window = pictureOf(dressed.window);
    CHECK(colourOf(window.pixel(dressed.window.menuBar()->geometry().topRight() - QPoint(20, -8))) ==
          theme::window.in(theme::Chrome::Dark));
    const std::vector<QWidget*> read = texts(dressed.window);
    REQUIRE(read.size() > 8);
    for (QWidget* widget : read) {
        INFO(widget->metaObject()->className() << " " << widget->objectName().toStdString());
        CHECK(readableContrast(*widget) >= 4.5);
    }
    CHECK(readableContrast(*dressed.window.menuBar()) >= 4.5);

    theme::looks().setChrome(theme::Chrome::Light);
    settle(dressed.window);
    CHECK(table.viewport()->grab().toImage().pixel(heat) == lightHeat);
    for (QWidget* widget : texts(dressed.window)) {
        INFO(widget->metaObject()->className() << " " << widget->objectName().toStdString());
        CHECK(readableContrast(*widget) >= 4.5);
    }
}

TEST_CASE("4: at each size of text no label and no button is too small for what it says", "[theme]")
{
    for (const QSize size : {QSize(1440, 900), QSize(960, 600)}) {
        DressedWindow dressed(size);
        for (const int percent : theme::textPercents) {
            theme::looks().setTextPercent(percent);
            settle(dressed.window);
            CHECK(dressed.window.size() == size);
            for (QWidget* widget : texts(dressed.window)) {
                INFO(percent << " % " << widget->metaObject()->className() << " "
                             << widget->objectName().toStdString());
                CHECK(widget->height() >= widget->fontMetrics().height());
                CHECK(widget->height() >= widget->minimumSizeHint().height());
            }
            // Where the size moves panes into tabs and back, their fonts come along.
            CHECK(named<QLabel>(dressed.window, "compareTitle").font().pointSizeF() ==
                  Approx(theme::sectionPoints * percent / 100.0));
            auto& table = named<CompareTableView>(dressed.window, "compareTable");
            CHECK(table.font().pointSizeF() == Approx(theme::tablePoints * percent / 100.0));
            CHECK(table.rowHeight(0) >= table.fontMetrics().ascent() + table.fontMetrics().descent() - 4);
        }
    }
}

TEST_CASE("names on the map, the legend and the tiles grow with the text", "[theme]")
{
    DressedWindow dressed;
    auto& map = named<MapCanvas>(dressed.window, "mapView");
    const auto nameHeight = [&] {
        map.repaint();
        const auto& labels = map.labels();
        REQUIRE_FALSE(labels.empty());
        return labels.front().lines.front().size;
    };
    const double before = nameHeight();
    const double legend = map.furniture().legendBox().width;
    theme::looks().setTextPercent(125);
    settle(dressed.window);
    CHECK(nameHeight() == Approx(1.25 * before));
    CHECK(map.furniture().legendBox().width == Approx(1.25 * legend));
    for (const Box& row : map.furniture().legendRowBoxes())
        CHECK(map.furniture().legendBox().contains(row));
    theme::looks().setTextPercent(100);
    settle(dressed.window);
    CHECK(nameHeight() == before);
    CHECK(map.furniture().legendBox().width == legend);
}

TEST_CASE("a font that a widget was given grows with the text and comes back", "[theme]")
{
    needApplication();
    QWidget parent;
    QLabel own(&parent);
    own.setFont(theme::font(theme::sectionPoints, true));
    QLabel inherited(&parent);
    parent.show();
    const double usual = inherited.font().pointSizeF();
    theme::looks().setTextPercent(150);
    CHECK(own.font().pointSizeF() == Approx(18));
    CHECK(own.font().bold());
    CHECK(inherited.font().pointSizeF() == Approx(1.5 * usual));
    CHECK(theme::font(10).pointSizeF() == Approx(15));
    CHECK(theme::px(24) == 36);
    theme::looks().setTextPercent(400);
    CHECK(theme::looks().textPercent() == 200);
    CHECK(own.font().pointSizeF() == Approx(24));
    theme::looks().setTextPercent(100);
    CHECK(own.font().pointSizeF() == Approx(12));
    CHECK(inherited.font().pointSizeF() == Approx(usual));
}

TEST_CASE("a text's colour follows the theme, and what keeps looks is called while its owner lives", "[theme]")
{
    needApplication();
    int calls = 0;
    {
        QLabel label;
        theme::setTextColour(label, theme::act);
        theme::keep(label, [&calls] { ++calls; });
        CHECK(label.palette().color(QPalette::WindowText) == qColour(theme::act.in(theme::Chrome::Light)));
        theme::looks().setChrome(theme::Chrome::Dark);
        CHECK(label.palette().color(QPalette::WindowText) == qColour(theme::act.in(theme::Chrome::Dark)));
        theme::looks().setChrome(theme::Chrome::Light);
        CHECK(calls == 3);
    }
    theme::looks().setChrome(theme::Chrome::Dark);
    theme::looks().setChrome(theme::Chrome::Light);
    CHECK(calls == 3);
}

TEST_CASE("the menu offers both screens and five sizes, and shows which are on", "[theme]")
{
    DressedWindow dressed;
    const auto action = [&](const QString& text) {
        for (QAction* one : dressed.window.findChildren<QAction*>())
            if (one->text() == text)
                return one;
        FAIL(text.toStdString());
        return static_cast<QAction*>(nullptr);
    };
    CHECK(action(QStringLiteral("明るい画面(&L)"))->isChecked());
    action(QStringLiteral("暗い画面(&D)"))->trigger();
    CHECK(theme::looks().chrome() == theme::Chrome::Dark);
    CHECK(action(QStringLiteral("暗い画面(&D)"))->isChecked());
    int number = 0;
    for (const int percent : {100, 125, 150, 175, 200}) {
        action(QStringLiteral("%1 % (&%2)").arg(percent).arg(++number))->trigger();
        CHECK(theme::looks().textPercent() == percent);
    }
    theme::looks().setTextPercent(125);
    CHECK(action(QStringLiteral("125 % (&2)"))->isChecked());
    CHECK_FALSE(action(QStringLiteral("200 % (&5)"))->isChecked());
}

TEST_CASE("language, screen and size of text are kept for the next time", "[theme]")
{
    const chiiki::test::TemporaryFolder folder;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, QString::fromStdString(folder.path()));
    qunsetenv("CHIIKI_LANG");
    CHECK(keptSettings().chrome == theme::Chrome::Light);
    CHECK(keptSettings().textPercent == 100);
    keepLanguage(Language::English);
    keepLooks(theme::Chrome::Dark, 150);
    CHECK(keptSettings().language == Language::English);
    CHECK(keptSettings().chrome == theme::Chrome::Dark);
    CHECK(keptSettings().textPercent == 150);
    qputenv("CHIIKI_LANG", "ja");
    CHECK(keptSettings().language == Language::Japanese);
    qunsetenv("CHIIKI_LANG");
}

TEST_CASE("only the theme writes style sheets: one of a single widget would keep its colours for ever", "[theme]")
{
    int seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(CHIIKI_SOURCE_DIR "/workbench/desktop")) {
        if (entry.path().extension() != ".cpp" || entry.path().filename() == "theme.cpp")
            continue;
        ++seen;
        INFO(entry.path().filename().string());
        CHECK(chiiki::test::readFile(entry.path().string()).find("setStyleSheet(") == std::string::npos);
    }
    CHECK(seen > 20);
}
