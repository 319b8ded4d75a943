#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "workbench/cli/command.h"

namespace chiiki::cli {

/// Says on standard error that work is going on, after one second and each second then, while it lives.
/// How much is left is not known here, so only the seconds are told.
class Progress {
public:
    explicit Progress(Context& context);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

private:
    std::mutex mutex_;
    std::condition_variable finished_;
    bool isFinished_ = false;
    std::thread ticker_;
};

}  // namespace chiiki::cli
