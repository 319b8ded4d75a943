#include "tests/workbench/desktop/city.h"

#include <array>
#include <functional>
#include <memory>

#include <QElapsedTimer>
#include <QTest>

#include <catch2/catch.hpp>

#include "core/geo/crs.h"
#include "core/geo/transform.h"
#include "workbench/desktop/application.h"
#include "workbench/desktop/layered_picture.h"

namespace chiiki::desktop::test {
namespace {

struct Name {
    const char* ja;
    const char* kana;
    const char* romaji;
};

constexpr std::array<Name, 21> names = {{{"大殿", "おおどの", "Odono"},
                                         {"白石", "しらいし", "Shiraishi"},
                                         {"湯田", "ゆだ", "Yuda"},
                                         {"仁保", "にほ", "Niho"},
                                         {"小鯖", "おさば", "Osaba"},
                                         {"大内", "おおうち", "Ouchi"},
                                         {"宮野", "みやの", "Miyano"},
                                         {"吉敷", "よしき", "Yoshiki"},
                                         {"平川", "ひらかわ", "Hirakawa"},
                                         {"大歳", "おおとし", "Otoshi"},
                                         {"陶", "すえ", "Sue"},
                                         {"鋳銭司", "すぜんじ", "Suzenji"},
                                         {"名田島", "なたじま", "Natajima"},
                                         {"秋穂二島", "あいおふたじま", "Aiofutajima"},
                                         {"嘉川", "かがわ", "Kagawa"},
                                         {"佐山", "さやま", "Sayama"},
                                         {"小郡", "おごおり", "Ogori"},
                                         {"秋穂", "あいお", "Aio"},
                                         {"阿知須", "あじす", "Ajisu"},
                                         {"徳地", "とくぢ", "Tokuji"},
                                         {"阿東", "あとう", "Ato"}}};

constexpr double side = 4000;

MultiPolygon squareAt(int column, int row, const Transform& toLonLat)
{
    const double left = (column - 2.5) * side;
    const double top = (2.5 - row) * side;
    Ring ring = {{left, top - side}, {left + side, top - side}, {left + side, top}, {left, top}, {left, top - side}};
    return toLonLat(MultiPolygon{{{ring}}});
}

/// The offscreen platform says at every window what it cannot do, hundreds of times: what a failed test says would
/// drown in it.
void tellButThePlatform(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (!text.startsWith(QStringLiteral("This plugin does not support ")))
        fprintf(stderr, "%s\n", qUtf8Printable(qFormatLogMessage(type, context, text)));
}

void waitUntilDrawn(QWidget& widget)
{
    QList<QWidget*> shown = widget.findChildren<QWidget*>();
    shown.append(&widget);
    for (QWidget* each : shown)
        if (auto* drawn = dynamic_cast<DrawnInBackground*>(each); drawn && each->isVisible()) {
            bool isDrawn = false;
            drawn->whenDrawn([&] { isDrawn = true; });
            REQUIRE(waitFor([&] { return isDrawn; }));
        }
}

}  // namespace

void needApplication()
{
    static int count = 1;
    static char name[] = "test_desktop";
    static char* arguments[] = {name, nullptr};
    static const bool isSet = qputenv("QT_QPA_PLATFORM", "offscreen");
    [[maybe_unused]] static const auto before = qInstallMessageHandler(tellButThePlatform);
    // Kept until the process ends: Qt's input devices are taken down with other statics and need it then.
    [[maybe_unused]] static Application* application = new Application(count, arguments);
    REQUIRE(isSet);
}

SnapshotPtr squareCity()
{
    const auto toLonLat = Transform::between(6671, storedEpsg);
    REQUIRE(toLonLat);
    auto city = std::make_shared<Snapshot>();
    city->asOf = "2024-04-01";
    city->city = {"352039", {"山口市", "Yamaguchi City"}, 6671};
    city->facilityKinds = {{"community_centre", {"地域交流センター", "Community centres"}, "house", 0}};
    SourceEdition census;
    census.sourceId = "census";
    census.title = {"国勢調査", "Census"};
    census.credit = "国勢調査を加工";
    census.asOf = "2020-10-01";
    city->sources = {census};
    for (int i = 0; i < 21; ++i) {
        District district;
        district.code = QStringLiteral("%1").arg(i + 1, 2, 10, QLatin1Char('0')).toStdString();
        district.name = names[i].ja;
        district.kana = names[i].kana;
        district.romaji = names[i].romaji;
        district.municipality = "352039";
        district.outline = squareAt(i % 5, i / 5, *toLonLat);
        district.tileColumn = i % 5;
        district.tileRow = i / 5;
        DemandArea block;
        block.key = district.code;
        block.districtCode = district.code;
        block.people = 1000 * (i + 1);
        block.households = 400 * (i + 1);
        block.outline = district.outline;
        block.representativePoint = (*toLonLat)(Point{(i % 5 - 2) * side, (2 - i / 5) * side});
        block.sourceId = "census";
        Facility centre;
        centre.id = "centre" + district.code;
        centre.kind = "community_centre";
        centre.name = district.name + "地域交流センター";
        centre.place = block.representativePoint;
        centre.placement = Placement::in(district.code);
        centre.sourceId = "census";
        city->districts.push_back(std::move(district));
        city->demandAreas.push_back(std::move(block));
        city->facilities.push_back(std::move(centre));
    }
    return city;
}

OpenedCity openedSquares(std::optional<Message> readOnly, const PluginSurroundings& surroundings)
{
    auto opened = prepareCity("squares.chiiki", squareCity(), std::move(readOnly), surroundings);
    REQUIRE(opened);
    return *std::move(opened);
}

TestDesk::TestDesk(OpenedCity city, Language language)
    : words((needApplication(), language))
{
    document.show(std::move(city));
    REQUIRE(waitFor([&] { return document.shown().has_value(); }));
}

void TestDesk::show(const std::string& indicatorId, std::optional<int> year)
{
    state.setIndicatorAndYear(indicatorId, year);
    REQUIRE(waitFor([&] {
        const auto& shown = document.shown();
        return shown && shown->result.indicator.id == indicatorId && (!year || shown->year.year == *year);
    }));
}

bool waitFor(const std::function<bool()>& isDone)
{
    QElapsedTimer timer;
    timer.start();
    while (!isDone() && timer.elapsed() < 60000)
        QTest::qWait(5);
    return isDone();
}

void settle(QWidget& window)
{
    std::vector<QRect> before;
    std::vector<QRect> now;
    do {
        QTest::qWait(150);  // an exact picture is ordered 120 ms after the last movement
        waitUntilDrawn(window);
        before = std::exchange(now, {});
        for (const QWidget* widget : window.findChildren<QWidget*>())
            now.push_back(widget->geometry());
    } while (now != before);
}

QImage pictureOf(QWidget& widget)
{
    waitUntilDrawn(widget);
    return widget.grab().toImage();
}

QWidget& widgetNamed(const QWidget& parent, const char* objectName)
{
    auto* found = parent.findChild<QWidget*>(QLatin1String(objectName));
    INFO("objectName " << objectName);
    REQUIRE(found);
    return *found;
}

}  // namespace chiiki::desktop::test
