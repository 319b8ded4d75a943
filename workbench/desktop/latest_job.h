#pragma once

#include <utility>

#include <QObject>
#include <QThreadPool>

namespace chiiki::desktop {

/// Work that leaves the window's thread, of which only the newest counts: starting one drops what the one before it
/// would have answered. `work` must hold all it reads (a snapshot, a path) and touch nothing else. The destructor waits
/// for work under way, so nothing outlives its owner.
class LatestJob : public QObject {
public:
    explicit LatestJob(QObject* parent = nullptr)
        : QObject(parent)
    {
        pool_.setMaxThreadCount(3);  // what was dropped may take its time; the next one does not wait for it
    }
    ~LatestJob() override { setRunning(false); }

    /// Runs work() in a background thread, then done(result) in this object's thread.
    template <typename Work, typename Done>
    void start(Work work, Done done)
    {
        pool_.clear();
        const int mine = ++newest_;
        setRunning(true);
        pool_.start([this, mine, work = std::move(work), done = std::move(done)]() mutable {
            QMetaObject::invokeMethod(
                this,
                [this, mine, done = std::move(done), result = work()]() mutable {
                    if (mine != newest_)
                        return;
                    setRunning(false);
                    done(std::move(result));
                },
                Qt::QueuedConnection);
        });
    }

    /// What is under way will answer nothing.
    void drop()
    {
        pool_.clear();
        ++newest_;
        setRunning(false);
    }

    bool isRunning() const { return isRunning_; }

    /// Of the whole program: how many have not answered yet. Of the window's thread.
    static int runningCount() { return runningCount_; }

private:
    void setRunning(bool isRunning)
    {
        runningCount_ += static_cast<int>(isRunning) - static_cast<int>(isRunning_);
        isRunning_ = isRunning;
    }

    inline static int runningCount_ = 0;
    int newest_ = 0;
    bool isRunning_ = false;
    QThreadPool pool_;  // last: its destructor waits while the rest is still there
};

}  // namespace chiiki::desktop
