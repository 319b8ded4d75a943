#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include <fcntl.h>
#include <glob.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/plugin/confine/walls.h"

namespace chiiki::confine {
namespace {

// The kernel is asked for its version when the program runs, so newer rights than those of the system's headers are
// written out here: linux/landlock.h of Debian 12 ends at version 2.
struct RulesetAttributes {
    std::uint64_t fileRights;
    std::uint64_t networkRights;  // version 4
    std::uint64_t scoped;         // version 6
};
struct __attribute__((packed)) PathBeneath {
    std::uint64_t rights;
    std::int32_t parent;
};
constexpr std::uint32_t askVersion = 1;
constexpr int pathBeneath = 1;

constexpr std::uint64_t execute = 1u << 0;
constexpr std::uint64_t writeFile = 1u << 1;
constexpr std::uint64_t readFile = 1u << 2;
constexpr std::uint64_t readFolder = 1u << 3;
constexpr std::uint64_t ofVersion1 = (1u << 13) - 1;
constexpr std::uint64_t refer = 1u << 13;          // version 2
constexpr std::uint64_t truncate = 1u << 14;       // version 3
constexpr std::uint64_t controlDevice = 1u << 15;  // version 5
constexpr std::uint64_t bindAndConnectTcp = 3;
constexpr std::uint64_t abstractSocketsAndSignals = 3;

bool allow(int ruleset, const char* path, std::uint64_t rights)
{
    const int place = ::open(path, O_PATH | O_CLOEXEC);
    if (place < 0)
        return false;
    struct stat kind = {};
    if (::fstat(place, &kind) == 0 && !S_ISDIR(kind.st_mode))
        rights &= execute | writeFile | readFile;
    const PathBeneath rule{rights, place};
    const bool isAllowed = ::syscall(SYS_landlock_add_rule, ruleset, pathBeneath, &rule, 0) == 0;
    ::close(place);
    return isAllowed;
}

}  // namespace

int allowOwnFilesOnly(const char* folder)
{
    const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, askVersion);
    if (version < 1)
        return 0;
    RulesetAttributes attributes{ofVersion1, 0, 0};
    if (version >= 2)
        attributes.fileRights |= refer;
    if (version >= 3)
        attributes.fileRights |= truncate;
    if (version >= 4)
        attributes.networkRights = bindAndConnectTcp;
    if (version >= 5)
        attributes.fileRights |= controlDevice;
    if (version >= 6)
        attributes.scoped = abstractSocketsAndSignals;
    // A kernel refuses a structure longer than its own only where the rest is not zero.
    const auto ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
    if (ruleset < 0)
        return 0;

    // What a program in C++ or Python needs to start. A place that this system lacks is no loss.
    for (const char* place : {"/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin", "/opt"})
        allow(ruleset, place, execute | readFile | readFolder);
    for (const char* place :
         {"/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/localtime", "/etc/timezone", "/dev/zero", "/dev/random",
          "/dev/urandom", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/sys/devices/system/cpu"})
        allow(ruleset, place, readFile | readFolder);
    // Python runs /etc/python3.11/sitecustomize.py as it starts.
    glob_t found = {};
    if (::glob("/etc/python3*", GLOB_NOSORT, nullptr, &found) == 0)
        for (std::size_t i = 0; i < found.gl_pathc; ++i)
            allow(ruleset, found.gl_pathv[i], readFile | readFolder);
    ::globfree(&found);
    allow(ruleset, "/dev/null", readFile | writeFile);
    const bool isRaised = allow(ruleset, folder, execute | readFile | readFolder) &&
                          ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    ::close(ruleset);
    return isRaised ? static_cast<int>(version) : 0;
}

}  // namespace chiiki::confine
