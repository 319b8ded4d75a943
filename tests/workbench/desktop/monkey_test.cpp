#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <malloc.h>

#include <QAbstractButton>
#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>

#include "tests/support/thread_time.h"
#include "tests/support/user_folders.h"
#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/workspace_new.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

/// Memory that was asked for and not given back, MB. Not the resident memory: that also holds what the allocator keeps
/// at hand, and differs from run to run.
double memoryInUseMb()
{
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd) / 1e6;
}

/// How long the window takes up nothing: the time of its thread between two turns of its event loop, those of menus and
/// dialogs too.
class TurnWatch {
public:
    TurnWatch()
    {
        auto* loop = QAbstractEventDispatcher::instance();
        QObject::connect(loop, &QAbstractEventDispatcher::awake, &context_, [this] { turn(); });
        QObject::connect(loop, &QAbstractEventDispatcher::aboutToBlock, &context_, [this] { turn(); });
    }

    /// The longest since it was asked last, ms.
    double takeLongest()
    {
        turn();
        return std::exchange(longest_, 0);
    }

private:
    void turn()
    {
        const double now = chiiki::test::threadMs();
        longest_ = std::max(longest_, now - std::exchange(turned_, now));
    }

    QObject context_;
    double turned_ = chiiki::test::threadMs();
    double longest_ = 0;
};

/// Somebody who presses anything, with a fixed seed. Never what would end the program or ask the system for a file.
class Monkey {
public:
    Monkey(MainWindow& window, Words& words, unsigned seed)
        : window_(window)
        , words_(words)
        , random_(seed)
    {
    }

    /// One event; says what it was.
    std::string act()
    {
        if (QWidget* popup = QApplication::activePopupWidget()) {
            QTest::keyClick(popup, Qt::Key_Escape);
            return "closes a popup";
        }
        switch (upTo(20)) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4:
            return click();
        case 5:
        case 6:
            return drag();
        case 7:
        case 8:
        case 9:
            return wheel();
        case 10:
        case 11:
        case 12:
        case 13:
            return press();
        case 14:
        case 15:
        case 16:
            return move();
        case 17:
            return type();
        case 18:
            words_.switchLanguage();
            return "switches the language";
        default:
            return resize();
        }
    }

private:
    int upTo(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }

    QWidget* anyWidget()
    {
        QList<QWidget*> all = window_.findChildren<QWidget*>();
        all.removeIf([](QWidget* widget) {
            return !widget->isVisible() || widget->width() < 4 || widget->height() < 4 || asksForFile(widget);
        });
        return all.isEmpty() ? &window_ : all[upTo(static_cast<int>(all.size()))];
    }

    /// What opens a dialog of the system, which no event of ours would close.
    static bool asksForFile(const QWidget* widget)
    {
        const QString name = widget->objectName();
        return name == "startOpen" || name == "outputButton" || name == "startYamaguchi" ||
               name.startsWith("startJob") || qobject_cast<const QMenu*>(widget) ||
               widget->property("opensDialog").toBool();
    }

    /// Asked before an event is sent: the event may end the widget.
    static std::string named(const QWidget* widget)
    {
        return widget->objectName().toStdString() + " (" + widget->metaObject()->className() + ")";
    }

    QPoint anyPlace(const QWidget* widget) { return {upTo(widget->width()), upTo(widget->height())}; }

    Qt::KeyboardModifiers anyModifiers()
    {
        switch (upTo(6)) {
        case 0:
            return Qt::ControlModifier;
        case 1:
            return Qt::ShiftModifier;
        default:
            return Qt::NoModifier;
        }
    }

    std::string click()
    {
        QWidget* widget = anyWidget();
        const QPoint place = anyPlace(widget);
        const std::string name = named(widget);
        if (upTo(8) == 0)
            QTest::mouseDClick(widget, Qt::LeftButton, {}, place);
        else
            QTest::mouseClick(widget, Qt::LeftButton, anyModifiers(), place);
        return "clicks " + name;
    }

    std::string drag()
    {
        const QPointer<QWidget> widget = anyWidget();
        const std::string told = "drags over " + named(widget);
        const Qt::KeyboardModifiers modifiers = anyModifiers();
        const QPoint from = anyPlace(widget);
        QTest::mousePress(widget, Qt::LeftButton, modifiers, from);
        for (int i = 0; i < 6 && widget; ++i) {
            const QPointF to = anyPlace(widget);
            QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, modifiers);
            QCoreApplication::sendEvent(widget, &event);
        }
        if (widget)
            QTest::mouseRelease(widget, Qt::LeftButton, modifiers, anyPlace(widget));
        return told;
    }

    std::string wheel()
    {
        QWidget* widget = anyWidget();
        const QPointF place = anyPlace(widget);
        QWheelEvent event(place, widget->mapToGlobal(place), {}, {0, upTo(2) ? 120 : -120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        const std::string told = "turns the wheel over " + named(widget);
        QCoreApplication::sendEvent(widget, &event);
        return told;
    }

    std::string press()
    {
        static constexpr Qt::Key keys[] = {
            Qt::Key_Up,          Qt::Key_Down,   Qt::Key_Left,  Qt::Key_Right,  Qt::Key_Return,   Qt::Key_Tab,
            Qt::Key_Tab,         Qt::Key_Escape, Qt::Key_Space, Qt::Key_F3,     Qt::Key_F4,       Qt::Key_F5,
            Qt::Key_F6,          Qt::Key_F7,     Qt::Key_F8,    Qt::Key_F9,     Qt::Key_V,        Qt::Key_N,
            Qt::Key_P,           Qt::Key_I,      Qt::Key_Z,     Qt::Key_0,      Qt::Key_Plus,     Qt::Key_Minus,
            Qt::Key_BracketLeft, Qt::Key_Home,   Qt::Key_End,   Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_F2};
        static constexpr std::pair<Qt::Key, Qt::KeyboardModifier> chords[] = {
            {Qt::Key_K, Qt::ControlModifier}, {Qt::Key_Z, Qt::ControlModifier}, {Qt::Key_Y, Qt::ControlModifier},
            {Qt::Key_A, Qt::ControlModifier}, {Qt::Key_C, Qt::ControlModifier}, {Qt::Key_Left, Qt::AltModifier},
            {Qt::Key_Right, Qt::AltModifier}, {Qt::Key_1, Qt::ControlModifier}, {Qt::Key_4, Qt::ControlModifier}};
        QWidget* focus = window_.focusWidget() ? window_.focusWidget() : &window_;
        const std::string at = " at " + named(focus);
        if (upTo(4) == 0) {
            const auto [key, modifier] = chords[upTo(std::size(chords))];
            QTest::keyClick(focus, key, modifier);
            return "presses a chord with " + std::to_string(key) + at;
        }
        const Qt::Key key = keys[upTo(std::size(keys))];
        QTest::keyClick(focus, key);
        return "presses " + std::to_string(key) + at;
    }

    std::string move()
    {
        QWidget* widget = anyWidget();
        const std::string told = "moves over " + named(widget);
        QTest::mouseMove(widget, anyPlace(widget));
        return told;
    }

    std::string type()
    {
        static const char* const words[] = {"湯田", "yuda", "ひなん", "1234", "-", "令和", "zzz"};
        QWidget* focus = window_.focusWidget() ? window_.focusWidget() : &window_;
        const QString text = QString::fromUtf8(words[upTo(std::size(words))]);
        const std::string told = "types at " + named(focus);
        if (auto* line = qobject_cast<QLineEdit*>(focus))
            line->insert(text);
        QTest::keyClicks(focus, QStringLiteral("a"));
        return told;
    }

    std::string resize()
    {
        static constexpr QSize sizes[] = {{1440, 900}, {1280, 720}, {960, 600}, {1920, 1080}};
        const QSize size = sizes[upTo(std::size(sizes))];
        window_.resize(size);
        return "makes the window " + std::to_string(size.width()) + " wide";
    }

    MainWindow& window_;
    Words& words_;
    std::mt19937 random_;
};

}  // namespace

// CHIIKI_MONKEY_SECONDS says how long, CHIIKI_MONKEY_SEED how.
TEST_CASE("a random walk of events ends without a crash, a growing leak or a window that does not answer", "[monkey]")
{
    needApplication();
    const auto number = [](const char* name, int usual) {
        const char* set = std::getenv(name);
        return set ? std::atoi(set) : usual;
    };
    const int seconds = number("CHIIKI_MONKEY_SECONDS", 60);
    const auto seed = static_cast<unsigned>(number("CHIIKI_MONKEY_SEED", 20240401));
    const chiiki::test::OwnUserFolders folders;
    QTemporaryDir folder;
    const std::string path = folder.filePath("山口市.chiiki").toStdString();
    NewWorkspaceRequest request;
    request.path = path;
    request.packDir = CHIIKI_SOURCE_DIR "/data/yamaguchi";
    request.stamp = ChangeStamp::now("planner");
    REQUIRE(newWorkspace(request));

    Words words(Language::Japanese);
    MainWindow window(words);
    window.resize(1440, 900);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    window.document().open(path);
    REQUIRE(waitFor([&] { return window.document().shown().has_value(); }));
    Monkey monkey(window, words, seed);
    // A menu or a dialog runs an event loop of its own, in which nobody else would close it.
    QTimer closing;
    QObject::connect(&closing, &QTimer::timeout, &window, [] {
        for (QWidget* open : {QApplication::activePopupWidget(), QApplication::activeModalWidget()})
            if (open)
                open->close();
    });
    closing.start(50);

    std::vector<std::pair<double, std::string>> slow;  // ms of the window's thread, what; worst first
    std::vector<double> inUseMb;                       // after each tenth of the time
    int events = 0;
    TurnWatch watch;
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < seconds * 1000) {
        const std::string what = monkey.act();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        const double took = watch.takeLongest();
        ++events;
        slow.emplace_back(took, what);
        std::sort(slow.begin(), slow.end(), std::greater<>());
        slow.resize(std::min<std::size_t>(slow.size(), 10));
        if (clock.elapsed() > static_cast<qint64>(inUseMb.size() + 1) * seconds * 100)
            inUseMb.push_back(memoryInUseMb());
    }
    inUseMb.push_back(memoryInUseMb());
    // Pictures being drawn come and go, tens of MB of them: what leaks is in the least of some moments, too.
    REQUIRE(inUseMb.size() >= 10);
    const double grown = *std::min_element(inUseMb.begin() + 6, inUseMb.end()) -
                         *std::min_element(inUseMb.begin() + 2, inUseMb.begin() + 6);
    std::ostringstream told;
    told << events << " events with seed " << seed << "; MB after each tenth of the time:";
    for (const double inUse : inUseMb)
        told << " " << std::lround(inUse);
    told << "; longest without an answer:";
    for (const auto& [took, what] : slow)
        told << "\n  " << took << " ms: " << what;
    WARN(told.str());
    CHECK(events > 20 * seconds);
    CHECK(grown < 60);
    // The goal is 100 ms. This is time of the processor on a machine of unknown speed, while other tests run beside it:
    // what is bound here is that nothing takes several times as long.
    CHECK(slow.front().first < 400);
}
