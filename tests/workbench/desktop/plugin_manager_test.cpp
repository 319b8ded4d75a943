#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <limits>

#include <QDropEvent>
#include <QElapsedTimer>
#include <QMimeData>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>
#include <QTextBrowser>

#include "tests/workbench/desktop/real_city.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/plugin_manager.h"
#include "workbench/desktop/theme_tree.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;
namespace fs = std::filesystem;

namespace {

fs::path hostileFolder(const std::string& id)
{
    return fs::path(CHIIKI_BIN_DIR).parent_path() / "tests/hostile" / id;
}

void write(const fs::path& path, const std::string& text)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

/// A plugin of one table in its folder below `parent`.
fs::path tablePlugin(const fs::path& parent, const std::string& id)
{
    write(parent / id / "plugin.json", R"({"api": 1, "id": ")" + id + R"(", "version": "1.0",
        "title": {"ja": "観光", "en": "Tourism"}, "owner": {"ja": "観光課", "en": "Tourism section"},
        "tables": [{"id": "visit", "title": {"ja": "来訪者数", "en": "Visitors"}, "file": "visit.csv", "district": "district", "year": "fiscal_year", "fields": [
            {"id": "district", "type": "district", "required": true, "title": {"ja": "地域", "en": "District"}},
            {"id": "fiscal_year", "type": "fiscal_year", "title": {"ja": "年度", "en": "Year"}},
            {"id": "visitors", "type": "integer", "title": {"ja": "来訪者", "en": "Visitors"}}]}],
        "indicators": [{"id": "visitors", "title": {"ja": "来訪者", "en": "Visitors"}, "unit": "people",
            "kind": "count", "direction": "more", "of": "visit.visitors", "by": "total"}]})");
    write(parent / id / "visit.csv", "district,fiscal_year,visitors\n湯田,2024,1200\n");
    return parent / id;
}

struct Managed {
    explicit Managed(std::vector<PluginFolder> further = {})
        : real(std::move(further))
        , words(Language::Japanese)
        , window(words)
    {
        window.resize(1440, 900);
        window.show();
        REQUIRE(QTest::qWaitForWindowExposed(&window));
        window.document().show(real.open());
    }
    CityDocument& document() { return window.document(); }
    QTableWidget& table() { return named<QTableWidget>(window, "pluginManager"); }
    int rowOf(const std::string& id)
    {
        if (!table().isVisible())
            window.findChild<PluginManager*>()->open();
        for (int row = 0; row < table().rowCount(); ++row)
            if (table().item(row, 1)->data(Qt::UserRole).toString().toStdString() == id)
                return row;
        FAIL("no row of " << id);
        return -1;
    }
    QString stateOf(const std::string& id) { return table().item(rowOf(id), 4)->text(); }
    QPushButton* button(const std::string& id, const QString& text)
    {
        for (QPushButton* one : table().cellWidget(rowOf(id), 5)->findChildren<QPushButton*>())
            if (one->text() == text)
                return one;
        FAIL("no button " << text.toStdString() << " of " << id);
        return nullptr;
    }

    RealCity real;
    Words words;
    MainWindow window;
};

}  // namespace

TEST_CASE("Ctrl+Shift+P lists every plugin with section, version, what it gives and state; Esc closes", "[manager]")
{
    Managed managed;
    REQUIRE(waitForOverlays(managed.document()));
    managed.window.activateWindow();
    auto& map = named<MapCanvas>(managed.window, "mapView");
    map.setFocus();
    QTest::keyClick(&map, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(managed.table().isVisible());
    CHECK(managed.table().rowCount() == static_cast<int>(managed.document().overlays().entries().size()));
    const int row = managed.rowOf("disaster");
    CHECK(managed.table().item(row, 1)->text() == "防災\n防災危機管理課");
    CHECK(managed.table().item(row, 3)->text().startsWith("指標12 図"));
    CHECK(managed.stateOf("disaster").startsWith("有効"));
    QTest::keyClick(&managed.table(), Qt::Key_Escape);
    CHECK_FALSE(managed.table().isVisible());
    CHECK(map.hasFocus());
}

TEST_CASE("a plugin that is stopped rests until it is started again", "[manager]")
{
    Managed managed;
    REQUIRE(waitForOverlays(managed.document()));
    managed.button("exchange", "止める")->click();
    REQUIRE(waitFor([&] { return managed.stateOf("exchange") == "停止中"; }));
    REQUIRE(waitForOverlays(managed.document()));
    managed.button("exchange", "始める")->click();
    REQUIRE(waitFor([&] { return managed.stateOf("exchange").startsWith("有効"); }));
}

TEST_CASE("check 35: plugins that crash, hang, flood, lie or say NaN cost their own rows and nothing else",
          "[manager][hostile]")
{
    std::vector<PluginFolder> folders;
    const std::vector<std::pair<std::string, QString>> hostile = {{"crash", "失敗（前回の結果なし）"},
                                                                  {"hang", "時間超過で停止"},
                                                                  {"flood", "失敗（前回の結果なし）"},
                                                                  {"say_nan", "失敗（前回の結果なし）"},
                                                                  {"unknown_district", "失敗（前回の結果なし）"}};
    for (const auto& [id, state] : hostile)
        folders.push_back({PluginPlace::BuiltIn, hostileFolder(id).string()});
    Managed managed(folders);
    REQUIRE(waitForOverlays(managed.document()));
    for (const auto& [id, state] : hostile) {
        INFO(id);
        CHECK(managed.stateOf(id) == state);
        const OverlayEntry* entry = managed.document().overlays().find(id);
        REQUIRE(entry->run->reason);
        managed.table().setCurrentCell(managed.rowOf(id), 1);
        CHECK(named<QTextBrowser>(managed.window, "pluginDetails")
                  .toPlainText()
                  .contains(managed.words.say(entry->run->reason->message)));
    }
    RealCity without;
    PluginSession alone(managed.document().city()->snapshot, without.surroundings());
    for (const Plugin& plugin : alone.plugins()) {
        INFO(plugin.id);
        const OverlayEntry* entry = managed.document().overlays().find(plugin.id);
        REQUIRE(entry);
        CHECK(entry->run->state == PluginState::Valid);
        const auto expected = alone.overlay(plugin);
        REQUIRE(expected->overlay);
        REQUIRE(entry->run->overlay->indicators.size() == expected->overlay->indicators.size());
        for (std::size_t i = 0; i < expected->overlay->indicators.size(); ++i)
            CHECK(entry->run->overlay->indicators[i].values == expected->overlay->indicators[i].values);
    }
    // The map and the table go on.
    managed.window.state().setIndicator("disaster.capacity_share");
    CHECK(waitFor([&] {
        const auto& shown = managed.document().shown();
        return shown && shown->result.indicator.id == "disaster.capacity_share";
    }));
}

TEST_CASE("check 35: a plugin that fails later keeps its last good result, and says of when", "[manager][hostile]")
{
    QTemporaryDir folder;
    const fs::path plugin = fs::path(folder.path().toStdString()) / "breaks";
    fs::create_directories(plugin);
    const std::string manifest = R"({"api": 1, "id": "breaks", "version": "1.0",
        "title": {"ja": "こわれる", "en": "Breaks"}, "owner": {"ja": "試験", "en": "Tests"},
        "indicators": [{"id": "number", "title": {"ja": "数", "en": "Number"}, "unit": "count", "kind": "count",
            "direction": "none", "by": "executable"}],
        "executable": {"path": "run.py", "seconds": 20}})";
    write(plugin / "plugin.json", manifest);
    const std::string good = R"(#!/usr/bin/python3
import json, sys
request = json.load(sys.stdin)
values = [{"district": d["code"], "year": 2024, "value": 7, "status": "computed"} for d in request["districts"]]
json.dump({"api": 1, "indicators": [{"id": "number", "values": values}], "layers": [], "findings": []}, sys.stdout)
)";
    const auto install = [&](const std::string& script) {
        write(plugin / "run.py", script);
        fs::permissions(plugin / "run.py", fs::perms::owner_all);
    };
    install(good);
    Managed managed({{PluginPlace::BuiltIn, plugin.string()}});
    REQUIRE(waitForOverlays(managed.document()));
    REQUIRE(managed.stateOf("breaks").startsWith("有効"));

    install("#!/usr/bin/python3\nimport sys\nprint('no more disk', file=sys.stderr)\nsys.exit(3)\n");
    managed.document().recompute();
    REQUIRE(waitFor([&] { return managed.stateOf("breaks").startsWith("前回の結果"); }));
    const OverlayEntry* entry = managed.document().overlays().find("breaks");
    REQUIRE(entry->run->overlay);
    CHECK(entry->run->overlay->indicators.front().values.front().value.number() == 7);
    managed.table().setCurrentCell(managed.rowOf("breaks"), 1);
    CHECK(named<QTextBrowser>(managed.window, "pluginDetails").toPlainText().contains("no more disk"));

    install(good);
    managed.button("breaks", "再計算")->click();
    CHECK(waitFor([&] { return managed.stateOf("breaks").startsWith("有効"); }));
}

TEST_CASE("check 34: a job of 30 s is cancelled in less than 0.2 s, with the window free before and after",
          "[manager][hostile]")
{
    QTemporaryDir folder;
    const fs::path plugin = fs::path(folder.path().toStdString()) / "hang";
    fs::copy(hostileFolder("hang"), plugin, fs::copy_options::recursive);
    std::ifstream stream(plugin / "plugin.json");
    std::string manifest{std::istreambuf_iterator<char>(stream), {}};
    const std::string before = "\"seconds\": 2";
    REQUIRE(manifest.find(before) != std::string::npos);
    manifest.replace(manifest.find(before), before.size(), "\"seconds\": 30");
    write(plugin / "plugin.json", manifest);
    Managed managed({{PluginPlace::BuiltIn, plugin.string()}});
    REQUIRE(waitFor(
        [&] { return managed.document().overlays().runningCount() == 1 && managed.document().shown().has_value(); }));
    REQUIRE(managed.document().overlays().find("hang")->isRunning);
    CHECK(managed.stateOf("hang") == "計算中");

    // The window answers meanwhile.
    QElapsedTimer timer;
    auto& map = named<MapCanvas>(managed.window, "mapView");
    map.setFocus();
    timer.start();
    for (int i = 0; i < 10; ++i) {
        QTest::keyClick(&map, i % 2 ? Qt::Key_Plus : Qt::Key_Minus);
        QCoreApplication::processEvents();
    }
    CHECK(timer.elapsed() < 1000);

    // An indicator of it is asked for too: its run ends with the other. What the window does is measured as its
    // quickest of five times: each of them can be slowed by what else the machine does, and a window that waits for the
    // program always is.
    const ShownIndicator shown = *managed.document().shown();
    qint64 quickestMs = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 5 && quickestMs >= 200; ++i) {
        if (i > 0) {
            managed.button("hang", "再計算")->click();
            REQUIRE(waitFor([&] { return managed.document().overlays().runningCount() == 1; }));
        }
        managed.window.state().setIndicator("hang.number");
        QTest::qWait(300);
        REQUIRE(managed.document().isComputing());
        QPushButton* cancel = managed.button("hang", "中止");
        timer.start();
        cancel->click();
        REQUIRE(waitFor([&] { return managed.document().overlays().runningCount() == 0; }));
        managed.document().cancelComputing();
        quickestMs = std::min(quickestMs, timer.elapsed());
    }
    CHECK(quickestMs < 200);
    CHECK(managed.document().shown()->result.indicator.id == shown.result.indicator.id);
    // What is asked for next does not wait for what was cancelled.
    timer.start();
    managed.window.state().setIndicator("area.area");
    const auto isAnother = [&] {
        const auto& now = managed.document().shown();
        return now && now->result.indicator.id == managed.window.state().indicator();
    };
    managed.window.state().setIndicator(managed.document().city()->offered[1].indicator.id);
    CHECK(waitFor(isAnother));
    CHECK(timer.elapsed() < 2000);
}

TEST_CASE("a plugin folder dropped on the window is installed and opened in the list; with an executable it waits "
          "for consent",
          "[manager]")
{
    QTemporaryDir folder;
    const fs::path source = tablePlugin(folder.path().toStdString(), "tourism");
    QTemporaryDir user;
    Managed managed({{PluginPlace::User, user.path().toStdString()}});
    REQUIRE(waitForOverlays(managed.document()));
    const auto drop = [&](const fs::path& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
        // Qt gives a drop to the widget that the drag entered.
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&managed.window, &enter);
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&managed.window, &event);
    };
    drop(source);
    REQUIRE(waitFor([&] { return managed.document().overlays().find("tourism") != nullptr; }));
    REQUIRE(waitForOverlays(managed.document()));
    REQUIRE(managed.table().isVisible());
    CHECK(managed.table().currentRow() == managed.rowOf("tourism"));
    CHECK(managed.stateOf("tourism").startsWith("有効"));
    auto& tree = named<ThemeTree>(managed.window, "overlayList");
    CHECK_FALSE(tree.findItems("観光", Qt::MatchExactly | Qt::MatchRecursive).empty());

    drop(hostileFolder("stay_silent"));
    REQUIRE(waitFor([&] { return managed.document().overlays().find("stay_silent") != nullptr; }));
    REQUIRE(waitForOverlays(managed.document()));
    CHECK(managed.stateOf("stay_silent").startsWith("許可待ち"));
    managed.table().setCurrentCell(managed.rowOf("stay_silent"), 1);
    const QString details = named<QTextBrowser>(managed.window, "pluginDetails").toPlainText();
    const Plugin& plugin = *managed.document().overlays().find("stay_silent")->plugin;
    CHECK(details.contains(QString::fromStdString(plugin.hash)));
    CHECK(details.contains("run"));
    CHECK(details.contains("読めるもの"));
    managed.button("stay_silent", "許可")->click();
    REQUIRE(waitFor([&] { return !managed.stateOf("stay_silent").startsWith("許可待ち"); }));
}
