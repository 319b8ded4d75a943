#include "tests/acceptance/desk_session.h"

#include <cmath>
#include <filesystem>
#include <fstream>

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QPixmap>
#include <QProcess>
#include <QScreen>
#include <QTableView>
#include <QtTest/QTest>

#include <catch2/catch.hpp>

#include "workbench/desktop/application.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/desktop/recent_files.h"
#include "workbench/desktop/theme.h"
#include "workbench/usecases/workspace_new.h"

namespace chiiki::acceptance {
namespace {

void needApplication()
{
    static int count = 1;
    static char name[] = "test_acceptance";
    static char* arguments[] = {name, nullptr};
    // Kept until the process ends: Qt's input devices are taken down with other statics and need it then.
    static auto* application = new desktop::Application(count, arguments);
    REQUIRE(QGuiApplication::platformName() == "xcb");
    REQUIRE(application);
}

void xdotool(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral("xdotool"), arguments);
    // The window must answer while the server delivers.
    while (process.state() != QProcess::NotRunning)
        QTest::qWait(2);
    REQUIRE(process.exitCode() == 0);
    QTest::qWait(20);
}

/// The file of the city, made once.
std::string yamaguchi()
{
    static const QTemporaryDir folder;
    static const std::string path = [] {
        NewWorkspaceRequest request;
        request.path = folder.filePath(QStringLiteral("yamaguchi.chiiki")).toStdString();
        request.packDir = CHIIKI_SOURCE_DIR "/data/yamaguchi";
        request.stamp = ChangeStamp::now("planner");
        const bool isMade = newWorkspace(request).has_value();
        REQUIRE(isMade);
        return request.path;
    }();
    return path;
}

QStringList to(const QWidget& widget, QPointF place)
{
    const QPointF global = widget.mapToGlobal(place);
    return {QStringLiteral("mousemove"), QString::number(std::lround(global.x())),
            QString::number(std::lround(global.y()))};
}

QStringList held(const std::string& modifier, const char* verb)
{
    return modifier.empty() ? QStringList{} : QStringList{QLatin1String(verb), QString::fromStdString(modifier)};
}

}  // namespace

std::string pictureFolder()
{
    const std::filesystem::path folder = std::filesystem::path(CHIIKI_BIN_DIR).parent_path() / "acceptance";
    std::filesystem::create_directories(folder);
    return folder.string();
}

std::string eventLogPath()
{
    return pictureFolder() + "/events.jsonl";
}

DeskSession::DeskSession(const DeskOptions& options)
    : words_((needApplication(), options.language))
{
    namespace fs = std::filesystem;
    const fs::path inside = fs::path(folder_.path().toStdString()) / "日本語 フォルダ" / "令和６年度 資料";
    fs::create_directories(inside / "plugins");
    workspace_ = (inside / "山口市R6.chiiki").string();
    if (options.content) {
        const bool isMade = Workspace::create(workspace_, *options.content, ChangeStamp::now("planner")).has_value();
        REQUIRE(isMade);
    } else {
        fs::copy_file(yamaguchi(), workspace_);
    }
    for (const std::string& plugin : options.plugins)
        fs::copy(plugin, inside / "plugins" / fs::path(plugin).filename(), fs::copy_options::recursive);
    if (options.prepare)
        options.prepare(workspace_);

    if (options.isRecent) {
        desktop::RecentFile file;
        file.path = QString::fromStdString(workspace_);
        desktop::rememberFile(file);
    }
    desktop::theme::looks().setChrome(options.chrome);
    desktop::theme::looks().setTextPercent(options.textPercent);
    window_ = std::make_unique<desktop::MainWindow>(words_);
    window_->setWindowFlag(Qt::FramelessWindowHint);
    window_->move(0, 0);
    window_->resize(options.size);
    window_->show();
    REQUIRE(QTest::qWaitForWindowExposed(window_.get()));
    xdotool({"mousemove", "2", "2"});
    xdotool({"windowfocus", QString::number(window_->winId())});
    window_->activateWindow();
    if (!options.isOpened)
        return;
    window_->document().open(workspace_);
    REQUIRE(waitFor([&] { return window_->document().shown().has_value(); }));
    settle();
}

DeskSession::~DeskSession() = default;

QWidget& DeskSession::widget(const char* objectName)
{
    auto* found = window_->findChild<QWidget*>(QLatin1String(objectName));
    INFO("objectName " << objectName);
    REQUIRE(found);
    return *found;
}

std::string DeskSession::codeOf(const std::string& name)
{
    for (const District& district : window_->document().city()->snapshot->districts)
        if (district.name == name)
            return district.code;
    FAIL("no district " << name);
    return {};
}

QPointF DeskSession::onMap(const std::string& name)
{
    for (const DistrictShape& shape : window_->document().city()->scene.districts())
        if (shape.name == name)
            return map().viewport().toScreen(*shape.labelPoint);
    FAIL("no district " << name);
    return {};
}

QPointF DeskSession::rowOf(const std::string& name)
{
    const auto& table = named<QTableView>("compareTable");
    for (int row = 0; row < table.model()->rowCount(); ++row)
        if (table.model()->index(row, 0).data().toString().toStdString() == name)
            return table.visualRect(table.model()->index(row, 0)).center();
    FAIL("no row of " << name);
    return {};
}

desktop::MapCanvas& DeskSession::map()
{
    return named<desktop::MapCanvas>("mapView");
}

void DeskSession::move(const QWidget& widget, QPointF place)
{
    xdotool(to(widget, place));
}

void DeskSession::click(const QWidget& widget, QPointF place, const std::string& modifier, int count)
{
    xdotool(to(widget, place) + held(modifier, "keydown") +
            QStringList{"click", "--repeat", QString::number(count), "--delay", "60", "1"} + held(modifier, "keyup"));
}

void DeskSession::drag(const QWidget& widget, QPointF from, QPointF end, const std::string& modifier, int steps)
{
    QStringList all = to(widget, from) + held(modifier, "keydown") + QStringList{"mousedown", "1"};
    for (int i = 1; i <= steps; ++i)
        all += to(widget, from + (end - from) * i / steps) + QStringList{"sleep", "0.01"};
    xdotool(all + QStringList{"mouseup", "1"} + held(modifier, "keyup"));
}

void DeskSession::wheel(const QWidget& widget, QPointF place, int notches)
{
    xdotool(to(widget, place) + QStringList{"click", "--repeat", QString::number(std::abs(notches)), "--delay", "30",
                                            notches > 0 ? "4" : "5"});
}

void DeskSession::key(const std::string& chord)
{
    keys_.push_back(chord);
    xdotool({"key", "--clearmodifiers", QString::fromStdString(chord)});
}

void DeskSession::type(const std::string& text)
{
    keys_.push_back('"' + text + '"');
    xdotool({"type", "--delay", "40", QString::fromStdString(text)});
}

void DeskSession::keepTranscript(const std::string& name)
{
    std::ofstream file(pictureFolder() + "/" + name + ".txt");
    for (const std::string& each : keys_)
        file << each << "\n";
    file << "-> " << window_->windowTitle().toStdString() << "\n";
    const bool isKept = file.good();
    CHECK(isKept);
}

bool DeskSession::waitFor(const std::function<bool()>& isSo)
{
    QElapsedTimer timer;
    timer.start();
    while (!isSo() && timer.elapsed() < 20000)
        QTest::qWait(8);
    return isSo();
}

void DeskSession::settle()
{
    constexpr int quietLooksNeeded = 18;  // the map draws exactly 120 ms after the last movement
    int quietLooks = 0;
    REQUIRE(waitFor([&] {
        const bool isBusy = window_->document().isBusy();
        quietLooks = isBusy ? 0 : quietLooks + 1;
        return quietLooks >= quietLooksNeeded;
    }));
}

QImage DeskSession::shot(const std::string& name)
{
    settle();
    return screen(name);
}

QImage DeskSession::screen(const std::string& name)
{
    const QImage image = window_->screen()->grabWindow(0).toImage().convertToFormat(QImage::Format_RGB32);
    const QImage cut = image.copy(QRect(QPoint(0, 0), window_->size()));
    const bool isKept = cut.save(QString::fromStdString(pictureFolder() + "/" + name + ".png"));
    CHECK(isKept);
    return cut;
}

}  // namespace chiiki::acceptance
