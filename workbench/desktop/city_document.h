#pragma once

#include <functional>
#include <future>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "workbench/desktop/city_writer.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/desktop/open_city.h"
#include "workbench/desktop/overlay_board.h"
#include "workbench/desktop/shown_indicator.h"
#include "workbench/desktop/view_state.h"

namespace chiiki::desktop {

/// What the window is about: the workspace that is open, and of it what the state asks for. Opening, computing and
/// changing happen in the background; of several requests only the newest answers. What was shown before stays until
/// the next is there.
class CityDocument : public QObject {
    Q_OBJECT

public:
    /// `state` must outlive the document.
    explicit CityDocument(ViewState& state, QObject* parent = nullptr);

    /// nullptr where no workspace is open.
    const OpenedCity* city() const { return city_ ? &*city_ : nullptr; }

    /// The state's indicator in its year; nullopt before the first one is computed.
    const std::optional<ShownIndicator>& shown() const { return shown_; }
    /// The columns that the planners pinned, in the state's year, in their order; one that cannot be computed is not in
    /// it.
    const std::vector<ShownIndicator>& pinned() const { return pinned_; }
    /// An indicator of the present snapshot that was computed already; nullptr otherwise.
    const IndicatorResult* computed(const std::string& id) const;
    bool isComputing() const { return computing_.isRunning(); }
    /// Whether something is still to come: an answer of any job of the window, an overlay, a pinned column.
    bool isBusy() const;

    OverlayBoard& overlays() { return overlays_; }
    const OverlayBoard& overlays() const { return overlays_; }
    CityWriter& writer() { return writer_; }
    const CityWriter& writer() const { return writer_; }

    void open(const std::string& path);
    /// As open(), of a workspace whose opening began before there was a window; shown before the call returns where it
    /// is open already.
    void take(std::shared_future<Result<OpenedCity>> opening);
    void openYamaguchi();
    /// As open(), for a city that is in memory already.
    void show(OpenedCity city);

    /// Computes anew what failed and what is out of date: plugins and their files are looked at again.
    void recompute();
    /// Stops what is computed for the map and the table; what was shown before stays.
    void cancelComputing();

signals:
    void openingChanged(bool isOpening);
    /// Another workspace.
    void cityChanged();
    /// The same workspace after a change: city() holds its next snapshot.
    void snapshotChanged();
    void computingChanged(bool isComputing);
    /// shown() is another one.
    void indicatorChanged();
    /// pinned() are others.
    void pinnedChanged();
    /// The map has had its time to be drawn: what else is shown of this city may be computed now.
    void restBegins();
    /// Opening or computing did not work; what was shown before still is.
    void failed(const chiiki::Error& error);

private:
    using Results = std::map<std::string, IndicatorResult>;

    void startOpening(std::function<Result<OpenedCity>()> work);
    void takeNext(SnapshotPtr snapshot);
    void takeOver(OpenedCity next);
    void showIndicator();
    void computeTheRest();
    void showPinned();
    void present();
    void presentPinned();

    ViewState& state_;
    std::optional<OpenedCity> city_;
    std::optional<ShownIndicator> shown_;
    std::vector<ShownIndicator> pinned_;
    Results results_;  // of the present snapshot
    OverlayBoard overlays_;
    CityWriter writer_;
    QTimer afterPicture_;  // overlays and pinned columns begin once the map, which does not need them, is drawn
    LatestJob opening_;
    LatestJob preparing_;
    LatestJob computing_;
    LatestJob pinning_;
};

}  // namespace chiiki::desktop
