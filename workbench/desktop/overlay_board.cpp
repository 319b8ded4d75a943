#include "workbench/desktop/overlay_board.h"

#include <algorithm>
#include <tuple>

#include "workbench/desktop/background.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {

OverlayBoard::OverlayBoard(QObject* parent)
    : QObject(parent)
{
    // More than there are processors: most of the time a thread waits for an executable, and one that hangs must not
    // hold up the overlays after it.
    pool_.setMaxThreadCount(std::max(4, QThread::idealThreadCount()));
}

OverlayBoard::~OverlayBoard()
{
    pool_.clear();
    for (OverlayEntry& entry : entries_)
        entry.stop.request_stop();
}

void OverlayBoard::start(std::shared_ptr<PluginSession> session, SnapshotPtr snapshot)
{
    pool_.clear();
    for (OverlayEntry& entry : entries_)
        entry.stop.request_stop();
    std::vector<OverlayEntry> before = std::move(entries_);
    const std::shared_ptr<PluginSession> previous = std::exchange(session_, std::move(session));  // owns their plugins
    snapshot_ = std::move(snapshot);
    ++round_;
    entries_.clear();
    for (const Plugin& plugin : session_->plugins()) {
        OverlayEntry& entry = entries_.emplace_back();
        entry.plugin = &plugin;
        const auto known = std::find_if(before.begin(), before.end(),
                                        [&](const OverlayEntry& e) { return e.plugin->id == plugin.id; });
        if (known != before.end())
            entry.run = known->run;
    }
    for (OverlayEntry& entry : entries_) {
        entry.stop = std::stop_source();
        entry.isRunning = true;
    }
    emit started();
}

void OverlayBoard::begin()
{
    for (OverlayEntry& entry : entries_)
        if (entry.isRunning)
            compute(entry);
}

void OverlayBoard::clear()
{
    cancelAll();
    ++round_;
    entries_.clear();
    session_.reset();
    snapshot_.reset();
}

const OverlayEntry* OverlayBoard::find(const std::string& pluginId) const
{
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const OverlayEntry& entry) { return entry.plugin->id == pluginId; });
    return found == entries_.end() ? nullptr : &*found;
}

int OverlayBoard::runningCount() const
{
    return static_cast<int>(
        std::count_if(entries_.begin(), entries_.end(), [](const OverlayEntry& entry) { return entry.isRunning; }));
}

void OverlayBoard::compute(OverlayEntry& entry)
{
    pool_.start([this, round = round_, session = session_, plugin = entry.plugin, stop = entry.stop.get_token(),
                 parameters = parametersOf(*snapshot_, entry.plugin->id)] {
        if (stop.stop_requested())
            return;
        giveWay();  // the map is drawn meanwhile
        auto run = session->overlay(*plugin, parameters, stop);
        if (stop.stop_requested())
            return;
        QMetaObject::invokeMethod(
            this, [this, round, id = plugin->id, run = std::move(run)] { take(round, id, run); }, Qt::QueuedConnection);
    });
}

void OverlayBoard::take(std::uint64_t round, const std::string& pluginId, std::shared_ptr<const OverlayRun> run)
{
    const auto entry =
        std::find_if(entries_.begin(), entries_.end(), [&](const OverlayEntry& e) { return e.plugin->id == pluginId; });
    if (round != round_ || entry == entries_.end() || !entry->isRunning)
        return;
    entry->run = std::move(run);
    entry->isRunning = false;
    emit changed(pluginId);
    if (runningCount() == 0)
        emit finished();
}

void OverlayBoard::cancel(const std::string& pluginId)
{
    for (OverlayEntry& entry : entries_) {
        if (entry.plugin->id != pluginId || !entry.isRunning)
            continue;
        entry.stop.request_stop();
        entry.isRunning = false;
        emit changed(pluginId);
    }
    if (runningCount() == 0)
        emit finished();
}

void OverlayBoard::cancelAll()
{
    pool_.clear();
    std::vector<std::string> running;
    for (const OverlayEntry& entry : entries_)
        if (entry.isRunning)
            running.push_back(entry.plugin->id);
    for (const std::string& id : running)
        cancel(id);
}

std::vector<ShownFinding> OverlayBoard::findings() const
{
    std::vector<ShownFinding> all;
    if (snapshot_)
        for (const Finding& finding : snapshot_->findings)
            all.push_back({finding, {}});
    for (const OverlayEntry& entry : entries_)
        if (entry.run && entry.run->overlay)
            for (const Finding& finding : entry.run->overlay->findings)
                all.push_back({finding, entry.plugin->id});
    std::stable_sort(all.begin(), all.end(), [](const ShownFinding& a, const ShownFinding& b) {
        // What is made up to show the program stands last, what is of the whole city after the districts of the same
        // severity.
        const auto order = [](const ShownFinding& s) {
            return std::tuple(s.finding.isSample, s.finding.severity, s.finding.districtCode.empty(),
                              std::cref(s.finding.districtCode));
        };
        const auto x = order(a);
        const auto y = order(b);
        return std::tie(std::get<0>(x), std::get<1>(x), std::get<2>(x), std::get<3>(x).get()) <
               std::tie(std::get<0>(y), std::get<1>(y), std::get<2>(y), std::get<3>(y).get());
    });
    return all;
}

}  // namespace chiiki::desktop
