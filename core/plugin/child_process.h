#pragma once

#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/plugin/descriptor.h"

/// A process of its own session and group, talked to through pipes. Nothing here forks, waits for other children or
/// touches a signal's handler, so any number of threads may do it at once, beside whatever else the host runs.
namespace chiiki {

/// The host's ends; reading and writing never wait.
struct ChildPipes {
    Descriptor input;   // of its standard input, to be written
    Descriptor output;  // of its standard output
    Descriptor errors;  // of its standard error
    Descriptor report;  // of the handle `reportHandle`
};

inline constexpr int reportHandle = 3;

class ChildProcess {
public:
    /// Starts `words[0]` with these words and this environment. Besides its four pipes it inherits what is not closed
    /// on exec: whoever wants none has it closed there. nullopt: errno says why.
    static std::optional<ChildProcess> start(const std::vector<std::string>& words,
                                             const std::vector<std::string>& environment);

    ChildProcess(ChildProcess&&) noexcept = default;
    ChildProcess& operator=(ChildProcess&&) = delete;
    /// Ends the whole group and takes its first process off the system's list.
    ~ChildProcess();

    ChildPipes& pipes() { return pipes_; }
    /// Readable once the process has ended; -1 where the kernel has no such handle.
    int endHandle() const { return end_.get(); }
    bool hasEnded() const;

    /// SIGKILL to every process of the group. Safe while this object lives: the number cannot be another's until then.
    void endGroup() const;

    struct End {
        bool isBySignal = false;
        int code = 0;  // of the exit, or the signal's number
    };
    /// Ends the group and waits for its first process. nullopt: somebody else in this program has waited for it.
    std::optional<End> finish();

private:
    ChildProcess(pid_t id, ChildPipes pipes);

    struct Id {
        pid_t value = 0;  // 0 = nothing to end
        explicit Id(pid_t id)
            : value(id)
        {
        }
        Id(Id&& other) noexcept
            : value(std::exchange(other.value, 0))
        {
        }
    };
    Id id_;
    Descriptor end_;
    ChildPipes pipes_;
};

/// SIGPIPE stays out of this thread while the object lives, and whoever waited for one before still does.
class WithoutBrokenPipeSignal {
public:
    WithoutBrokenPipeSignal();
    ~WithoutBrokenPipeSignal();
    WithoutBrokenPipeSignal(const WithoutBrokenPipeSignal&) = delete;
    WithoutBrokenPipeSignal& operator=(const WithoutBrokenPipeSignal&) = delete;

private:
    bool mustUnblock_ = false;
};

}  // namespace chiiki
