#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <QObject>
#include <QThreadPool>

#include "core/model/finding.h"
#include "core/model/snapshot.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki::desktop {

/// What is known of one plugin's overlay now.
struct OverlayEntry {
    const Plugin* plugin = nullptr;         // of the session
    std::shared_ptr<const OverlayRun> run;  // nullptr while it is computed for the first time
    bool isRunning = false;                 // computed now; `run` is of before
    std::stop_source stop = std::stop_source(std::nostopstate);
};

/// A finding as the window lists it.
struct ShownFinding {
    Finding finding;
    std::string plugin;  // id; empty = of the workspace itself
};

/// テーマ: the overlays of all plugins, computed in the background, each with its state. One that fails costs itself.
class OverlayBoard : public QObject {
    Q_OBJECT

public:
    explicit OverlayBoard(QObject* parent = nullptr);
    /// Stops what is under way and waits for it.
    ~OverlayBoard() override;

    /// All overlays of this session are to be computed, with the parameters that its snapshot holds, from begin() on.
    /// What stands of the plugin stays until the new one is there.
    void start(std::shared_ptr<PluginSession> session, SnapshotPtr snapshot);
    void begin();
    /// No city.
    void clear();

    /// By plugin id, as PluginSession::plugins().
    const std::vector<OverlayEntry>& entries() const { return entries_; }
    const OverlayEntry* find(const std::string& pluginId) const;
    int runningCount() const;

    /// What was shown before stays; the work ends later and answers nothing.
    void cancel(const std::string& pluginId);
    void cancelAll();

    /// Of the workspace and of all overlays: what must be done first, then by district.
    std::vector<ShownFinding> findings() const;

signals:
    /// Another session's overlays stand here, all being computed.
    void started();
    /// An overlay came, failed, began or was cancelled.
    void changed(const std::string& pluginId);
    /// Nothing is under way any more.
    void finished();

private:
    void compute(OverlayEntry& entry);
    void take(std::uint64_t round, const std::string& pluginId, std::shared_ptr<const OverlayRun> run);

    std::shared_ptr<PluginSession> session_;
    SnapshotPtr snapshot_;
    std::vector<OverlayEntry> entries_;
    std::uint64_t round_ = 0;  // answers of an earlier session count for nothing
    QThreadPool pool_;         // last: its destructor waits while the rest is still there
};

}  // namespace chiiki::desktop
