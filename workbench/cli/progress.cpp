#include "workbench/cli/progress.h"

#include <chrono>
#include <ostream>

namespace chiiki::cli {

Progress::Progress(Context& context)
    : ticker_([this, &context] {
        std::unique_lock lock(mutex_);
        for (int seconds = 1; !finished_.wait_for(lock, std::chrono::seconds(1), [this] { return isFinished_; });
             ++seconds)
            context.err << context.say({"cli.working", {std::to_string(seconds)}}) << "\n" << std::flush;
    })
{
}

Progress::~Progress()
{
    {
        const std::lock_guard lock(mutex_);
        isFinished_ = true;
    }
    finished_.notify_one();
    ticker_.join();
}

}  // namespace chiiki::cli
