#pragma once

#include <functional>
#include <memory>
#include <string>

#include <QImage>
#include <QTemporaryDir>
#include <QWidget>

#include "tests/support/user_folders.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

/// The window as a planner has it before them: on an X server, with the real city and all overlays, moved by a real
/// pointer and real keys (XTEST, by xdotool). What is asked for is looked up in the widgets; what is done goes through
/// the server like any user's doing.
namespace chiiki::acceptance {

struct DeskOptions {
    QSize size = {1440, 900};
    Language language = Language::Japanese;
    desktop::theme::Chrome chrome = desktop::theme::Chrome::Light;
    int textPercent = 100;
    bool isOpened = true;                   // false: the start page
    bool isRecent = false;                  // the start page knows the workspace as the one that was open last
    SnapshotPtr content = {};               // nullptr: the city of Yamaguchi
    std::vector<std::string> plugins = {};  // folders that lie beside the workspace, too
    std::function<void(const std::string&)> prepare = nullptr;  // is given the workspace before it is opened
};

class DeskSession {
public:
    explicit DeskSession(const DeskOptions& options = {});
    ~DeskSession();

    desktop::MainWindow& window() { return *window_; }
    desktop::Words& words() { return words_; }
    desktop::ViewState& state() { return window_->state(); }
    const std::string& workspace() const { return workspace_; }

    /// The widget of this objectName; fails the test where there is none.
    QWidget& widget(const char* objectName);
    template <typename T>
    T& named(const char* objectName)
    {
        return dynamic_cast<T&>(widget(objectName));
    }

    /// Code of the district of this name.
    std::string codeOf(const std::string& name);
    /// Where the map shows the middle of a district, in the map's px.
    QPointF onMap(const std::string& name);
    /// Where the table shows its row, in the px of the table's viewport.
    QPointF rowOf(const std::string& name);
    desktop::MapCanvas& map();

    // Modifiers are xdotool's names: "ctrl", "shift".
    void move(const QWidget& widget, QPointF place);
    void click(const QWidget& widget, QPointF place, const std::string& modifier = {}, int count = 1);
    void drag(const QWidget& widget, QPointF from, QPointF to, const std::string& modifier = {}, int steps = 8);
    void wheel(const QWidget& widget, QPointF place, int notches);
    /// "F7", "ctrl+k", "Return".
    void key(const std::string& chord);
    void type(const std::string& text);

    /// What key() and type() pressed since the beginning or forgetKeys(): a typed text counts as one.
    const std::vector<std::string>& keys() const { return keys_; }
    void forgetKeys() { keys_.clear(); }
    /// keys() and the title that the window has after them, beside the results as NAME.txt.
    void keepTranscript(const std::string& name);

    /// Runs the window until it is so, or twenty seconds have passed.
    bool waitFor(const std::function<bool()>& isSo);

    /// Until nothing is computed any more and the exact picture is drawn.
    void settle();

    /// What the screen shows once it has settled, kept beside the results as NAME.png.
    QImage shot(const std::string& name);
    /// The same at once, whatever is computed.
    QImage screen(const std::string& name);

private:
    test::OwnUserFolders folders_;
    QTemporaryDir folder_;
    std::string workspace_;
    desktop::Words words_;
    std::unique_ptr<desktop::MainWindow> window_;
    std::vector<std::string> keys_;
};

/// Where the screenshots go.
std::string pictureFolder();

/// What the windows of this process log (EventLog).
std::string eventLogPath();

}  // namespace chiiki::acceptance
