#pragma once

#include <atomic>
#include <cstddef>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

namespace chiiki {

/// Calls work(0) to work(count - 1) on all cores, each begun after the one before it: what takes long can be put first.
/// (tbb::parallel_for halves the range and begins in the middle, too.)
template <typename Work>
void inOrder(std::size_t count, const Work& work)
{
    std::atomic<std::size_t> next = 0;
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, count, 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
            for (std::size_t i = range.begin(); i != range.end(); ++i)
                work(next++);
        },
        tbb::simple_partitioner());
}

}  // namespace chiiki
