#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>

#include <QAction>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QProcess>
#include <QRegularExpression>
#include <QTableView>

#include "core/store/workspace.h"
#include "tests/acceptance/desk_session.h"
#include "tests/support/process.h"
#include "workbench/desktop/notice_bar.h"
#include "workbench/usecases/desk_settings.h"
#include "workbench/usecases/plugin_standing.h"

using namespace chiiki;
using namespace chiiki::acceptance;
using namespace chiiki::desktop;

namespace {

std::string hostile(const char* id)
{
    return std::string(CHIIKI_BIN_DIR "/../tests/hostile/") + id;
}

/// A copy of the plugin that computes for half a minute and may.
std::string hangingFor30s(const QTemporaryDir& folder)
{
    const std::filesystem::path plugin = std::filesystem::path(folder.path().toStdString()) / "hang";
    std::filesystem::copy(hostile("hang"), plugin, std::filesystem::copy_options::recursive);
    std::string manifest = test::readFile((plugin / "plugin.json").string());
    const std::string before = "\"seconds\": 2";
    REQUIRE(manifest.find(before) != std::string::npos);
    manifest.replace(manifest.find(before), before.size(), "\"seconds\": 30");
    std::ofstream(plugin / "plugin.json") << manifest;
    return plugin.string();
}

/// Lets the executables of these plugins run, as a click on 許可 does.
std::function<void(const std::string&)> allowing(std::vector<std::string> ids)
{
    return [ids = std::move(ids)](const std::string& workspace) {
        for (const std::string& id : ids) {
            const bool isAllowed = allowPlugin(id, usualSurroundings(workspace, {})).has_value();
            REQUIRE(isAllowed);
        }
    };
}

}  // namespace

TEST_CASE("30: a shelter whose longitude equals its latitude is on no map, and a finding says its row and what to do",
          "[acceptance]")
{
    DeskSession desk;
    const Snapshot& city = *desk.window().document().city()->snapshot;
    const auto broken = std::find_if(city.facilities.begin(), city.facilities.end(),
                                     [](const Facility& facility) { return facility.name == "秋穂小学校校舎"; });
    REQUIRE(broken != city.facilities.end());
    CHECK_FALSE(broken->place);
    CHECK(broken->placement.districtCode.empty());
    const std::vector<ShownFinding> findings = desk.window().document().overlays().findings();
    const auto told = std::find_if(findings.begin(), findings.end(), [](const ShownFinding& shown) {
        return shown.finding.text.ja.find("秋穂小学校校舎") != std::string::npos;
    });
    REQUIRE(told != findings.end());
    CHECK(told->finding.severity == Severity::Act);
    CHECK(told->finding.text.ja.find("140行目") != std::string::npos);
    // In the list of the window, opened by its keys.
    const auto& list = desk.named<QListView>("findingsList");
    const auto current = [&] { return list.currentIndex().data(Qt::AccessibleTextRole).toString(); };
    for (int i = 0; i < 20 && !current().contains("秋穂小学校校舎"); ++i)
        desk.key("F3");
    CHECK(current().contains("秋穂小学校校舎"));
    desk.shot("30_broken_place");
}

TEST_CASE("31: a year without values is absent everywhere, and no other year's value stands in its place",
          "[acceptance]")
{
    DeskSession desk;
    desk.state().setYear(2023);
    REQUIRE(desk.waitFor([&] { return desk.window().document().shown()->year.year == 2023; }));
    desk.shot("31_year_without_values");
    CHECK(desk.window().document().shown()->choropleth.missing == 21);
    const auto* model = desk.named<QTableView>("compareTable").model();
    for (int row = 0; row < model->rowCount(); ++row) {
        INFO(row);
        const QString text = model->index(row, 1).data().toString();
        CHECK((text.isEmpty() || text == "…"));
    }
    desk.state().setIndicatorAndYear("kgi.1", 2023);
    REQUIRE(desk.waitFor([&] { return desk.window().document().shown()->result.indicator.id == "kgi.1"; }));
    desk.shot("31_city_only_missing");
    CHECK_FALSE(desk.window().document().shown()->cityValue().isNumber());
    CHECK(desk.window().document().shown()->choropleth.notApplicable == 21);
}

TEST_CASE("34: a plugin that takes half a minute is stopped at once, and the window works meanwhile", "[acceptance]")
{
    const QTemporaryDir folder;
    DeskOptions options;
    options.plugins = {hangingFor30s(folder)};
    options.prepare = allowing({"hang"});
    options.isOpened = false;
    DeskSession desk(options);
    desk.window().document().open(desk.workspace());
    const OverlayBoard& board = desk.window().document().overlays();
    REQUIRE(desk.waitFor([&] { return desk.window().document().shown().has_value(); }));
    REQUIRE(desk.waitFor([&] { return board.runningCount() == 1; }));
    REQUIRE(board.find("hang")->isRunning);
    desk.screen("34_running");
    // Typing and panning go on.
    desk.wheel(desk.map(), desk.onMap("仁保"), 3);
    desk.key("0");
    REQUIRE(board.find("hang")->isRunning);
    QElapsedTimer timer;
    qint64 stoppedAfter = -1;
    QObject::connect(&board, &OverlayBoard::changed, &desk.window(), [&](const std::string& id) {
        if (id == "hang" && stoppedAfter < 0)
            stoppedAfter = timer.elapsed();
    });
    timer.start();
    QMetaObject::invokeMethod(&desk.widget("jobStop"), "click");
    CHECK(stoppedAfter >= 0);
    CHECK(stoppedAfter < 200);
    CHECK_FALSE(board.find("hang")->isRunning);
    CHECK(desk.window().document().shown().has_value());
}

TEST_CASE("35: plugins that crash, lie or flood cost their own overlay and nobody else's", "[acceptance]")
{
    const std::vector<std::string> ids = {"crash", "flood", "say_nan", "unknown_district"};
    DeskOptions options;
    for (const std::string& id : ids)
        options.plugins.push_back(hostile(id.c_str()));
    options.prepare = allowing(ids);
    DeskSession desk(options);
    const OverlayBoard& board = desk.window().document().overlays();
    for (const std::string& id : ids) {
        INFO(id);
        REQUIRE(board.find(id));
        REQUIRE(board.find(id)->run);
        CHECK(board.find(id)->run->state == PluginState::Failed);
        CHECK(board.find(id)->run->reason);
    }
    for (const char* id : {"grants", "life_support", "disaster", "councils"}) {
        INFO(id);
        CHECK(board.find(id)->run->state == PluginState::Valid);
    }
    desk.key("ctrl+shift+p");
    REQUIRE(desk.waitFor([&] { return desk.widget("pluginManager").isVisible(); }));
    desk.shot("35_plugins");
}

TEST_CASE("36: what was changed before a kill is there again, and the window says so", "[acceptance]")
{
    DeskOptions options;
    options.isOpened = false;
    DeskSession desk(options);
    QProcess other;
    other.start(QStringLiteral(CHIIKI_BIN_DIR "/chiiki-workbench"), {QString::fromStdString(desk.workspace())});
    REQUIRE(other.waitForStarted());
    const auto xdo = [](const QStringList& arguments) {
        QProcess process;
        process.start(QStringLiteral("xdotool"), arguments);
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    };
    QString id;
    REQUIRE(desk.waitFor([&] {
        for (const QString& candidate :
             xdo({"search", "--onlyvisible", "--pid", QString::number(other.processId())}).split(u'\n'))
            if (xdo({"getwindowname", candidate}).contains(QStringLiteral("人口密度")))
                id = candidate;
        return !id.isEmpty();
    }));
    xdo({"windowraise", id, "windowfocus", id});
    desk.settle();
    xdo({"key", "p"});
    const auto pins = [&] {
        const auto workspace = Workspace::open(desk.workspace(), Access::ReadOnly);
        const auto snapshot = Workspace(*std::move(const_cast<Result<Workspace>&>(workspace))).snapshot();
        return pinnedIndicators(**snapshot);
    };
    REQUIRE(desk.waitFor([&] { return pins().size() == 1; }));
    ::kill(static_cast<pid_t>(other.processId()), SIGKILL);
    other.waitForFinished();

    desk.window().document().open(desk.workspace());
    REQUIRE(desk.waitFor([&] { return desk.window().document().shown().has_value(); }));
    desk.shot("36_recovered");
    CHECK(desk.window().document().city()->recoveredAt);
    CHECK(desk.named<NoticeBar>("noticeBar").isVisible());
    CHECK(desk.named<NoticeBar>("noticeBar").sentence().contains("途中で終わりました"));
    CHECK(pinnedIndicators(*desk.window().document().city()->snapshot).size() == 1);
}

TEST_CASE("37: a second user reads who is editing since when; map and output work", "[acceptance]")
{
    std::optional<Result<Workspace>> first;
    DeskOptions options;
    options.prepare = [&](const std::string& path) {
        first = Workspace::open(path, Access::ReadWrite, ChangeStamp::now("協働推進課"));
        REQUIRE(first->has_value());
    };
    DeskSession desk(options);
    desk.shot("37_read_only");
    CHECK(desk.named<NoticeBar>("noticeBar").sentence().contains("協働推進課"));
    // As the clock on the wall has it, not as the file does.
    CHECK(desk.named<NoticeBar>("noticeBar").sentence().contains(QRegularExpression("が[0-9]{2}:[0-9]{2}から")));
    CHECK(desk.named<QLabel>("statusFile").text().startsWith("読み取り専用"));
    CHECK(desk.window().document().shown().has_value());
    CHECK(desk.widget("outputButton").isEnabled());
}
