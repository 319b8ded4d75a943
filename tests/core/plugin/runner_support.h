#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/process.h"

/// What tests of running plugins look at from outside.
namespace chiiki::test {

using Clock = std::chrono::steady_clock;

#ifdef __SANITIZE_ADDRESS__
inline constexpr bool isSanitized = true;
#else
inline constexpr bool isSanitized = false;
#endif

double secondsSince(Clock::time_point start);

/// The built folder of a hostile plugin; its executable is `run`.
std::string hostileFolder(const std::string& id);
std::vector<std::string> hostileIds();

/// `run` in the folder, allowed to be executed.
void writeScript(const TemporaryFolder& folder, const std::string& text);

/// Ids of the processes whose program lies in this folder, whatever group or session they are in.
std::vector<int> processesOf(const std::string& folder);
/// Processes of ours that ended and that nobody has waited for.
int zombies();
std::size_t openHandles();

/// Whether it becomes so within five seconds.
bool endsSoon(const std::function<bool()>& isSo);

/// Does the work in a process of its own and returns what it returned (0..100); -1 where it did not come to its end.
int inChildProcess(const std::function<int()>& work);

/// Makes this process and all that it starts live on a system without these walls. There is no way back.
enum class MissingWall { None, Landlock, Seccomp, Both };
void takeAway(MissingWall wall);

}  // namespace chiiki::test
