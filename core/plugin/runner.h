#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/plugin/registry.h"

namespace chiiki {

/// What an executable may use.
struct RunLimits {
    double seconds = 10;
    int memoryMb = 512;
    std::size_t outputBytes = 64u << 20;
};

/// Which walls held on this system.
struct Confinement {
    bool ownFilesOnly = false;  // Landlock: reading in the plugin's folder and the system's, no writing
    bool noNetwork = false;     // seccomp: no socket
    bool noProcesses = false;   // seccomp: no fork, no clone3, no io_uring
    bool memoryHeld = false;    // address-space limit
};

struct RunResult {
    std::string output;                   // standard output, whole
    std::vector<std::string> lastErrors;  // at most 20 last lines of standard error
    double seconds = 0;
    Confinement confinement;
};

/// Why a run gave no output, with what was said until then.
struct RunFailure {
    enum class Kind { NotStarted, Crashed, ExitCode, TimedOut, TooMuchOutput, Cancelled };
    Kind kind = Kind::Crashed;
    Error error;
    std::vector<std::string> lastErrors;
    Confinement confinement;
};

/// Runs the executable of a plugin as a process of its own: own process group, an environment of PATH, LANG and
/// CHIIKI_API alone, no inherited handles, its folder as working directory, confined by the program chiiki-confine.
/// `request` goes to its standard input. On any end, time, limit or `stop`, the whole group is gone within 0.2 s.
tl::expected<RunResult, RunFailure> runExecutable(const std::string& folder, const std::string& executable,
                                                  const std::string& request, const RunLimits& limits,
                                                  const std::stop_token& stop = {});

}  // namespace chiiki
