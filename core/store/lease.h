#pragma once

#include <string>

#include "core/base/result.h"

namespace chiiki::store {

/// The right to change a workspace, held by one process at a time: a file `<workspace>.lock` that says who holds it.
///
/// The lock appears whole (written aside, then linked), so a reader never sees half of one. A lock whose process is
/// gone from this host is taken over; of two who try at once one wins. A lock of another host is respected, since
/// nobody here can tell whether its process lives: the message says how to remove it by hand.
class Lease {
public:
    /// `author` and `since` (UTC, ISO) are what others are told. Errors: Locked with who and since when; ReadOnly or
    /// NoSpace where the lock cannot be written.
    static Result<Lease> acquire(const std::string& workspacePath, const std::string& author, const std::string& since);

    Lease(Lease&& other) noexcept;
    Lease& operator=(Lease&& other) noexcept;
    /// Removes the lock, if it still is the one this object made.
    ~Lease();

    static std::string lockPathOf(const std::string& workspacePath);

    /// Whether the lock was that of a process which died with it.
    bool isTakenOver() const { return isTakenOver_; }

private:
    Lease(std::string path, std::string content, bool isTakenOver);
    void release() noexcept;

    std::string path_;  // empty: nothing held
    std::string content_;
    int pid_ = 0;
    bool isTakenOver_ = false;
};

}  // namespace chiiki::store
