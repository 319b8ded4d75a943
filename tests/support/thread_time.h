#pragma once

#include <ctime>

namespace chiiki::test {

/// Milliseconds of processor time of this thread: what others do on the machine does not count.
inline double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace chiiki::test
