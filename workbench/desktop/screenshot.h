#pragma once

#include <string>
#include <string_view>

#include <QObject>
#include <QTimer>

#include "core/base/result.h"
#include "workbench/desktop/view_state.h"

namespace chiiki::desktop {

class MainWindow;
struct OpenedCity;

/// The state that `--state` names: JSON, or "@" and the file that holds it.
/// Errors: NotFound where the file cannot be read; those of parseViewState().
Result<ViewState::Step> readState(const std::string& state);

/// `step` as this city can show it: the first indicator where it names none. Error NotFound naming the first indicator,
/// district or view that the city does not have.
Result<ViewState::Step> stateFor(const OpenedCity& city, ViewState::Step step);

/// Shows a state in the window as soon as its city is open, and says when the window shows all of it.
class StateShown : public QObject {
    Q_OBJECT

public:
    StateShown(MainWindow& window, ViewState::Step step);

    /// Begins to look whether everything that is computed is there.
    void watch();

signals:
    /// Nothing is computed any more, and the picture is the final one.
    void settled();
    /// The city did not open, or has not what the state names, or something shown cannot be computed.
    void failed(const chiiki::Error& error);

private:
    void look();

    MainWindow& window_;
    const ViewState::Step step_;
    QTimer timer_;
    int quietLooks_ = 0;
    int looks_ = 0;
};

/// Draws the window, without its frame, into a PNG. Error NotFound where the file cannot be written.
Result<void> savePicture(MainWindow& window, const std::string& path);

}  // namespace chiiki::desktop
