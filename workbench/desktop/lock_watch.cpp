#include "workbench/desktop/lock_watch.h"

#include "core/store/workspace.h"

namespace chiiki::desktop {
namespace {

constexpr int everyMs = 5000;

}  // namespace

LockWatch::LockWatch(QObject* parent)
    : QObject(parent)
{
    timer_.setInterval(everyMs);
    connect(&timer_, &QTimer::timeout, this, &LockWatch::look);
}

void LockWatch::watch(const std::string& path)
{
    path_ = path;
    timer_.start();
}

void LockWatch::stop()
{
    timer_.stop();
    looking_.drop();
}

void LockWatch::look()
{
    if (looking_.isRunning())
        return;
    // The lease is given back at once: whether to open the file anew is the planner's decision.
    looking_.start(
        [path = path_] {
            const auto workspace = Workspace::open(path, Access::ReadWrite);
            return workspace && !workspace->isReadOnly();
        },
        [this](bool isFree) {
            if (!isFree)
                return;
            stop();
            emit freed();
        });
}

}  // namespace chiiki::desktop
