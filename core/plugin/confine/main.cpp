// chiiki-confine REPORT HOST CPU_SECONDS MEMORY_MB FOLDER EXECUTABLE
// Raises walls round itself and becomes a plugin's executable. Called by the host (core/plugin/runner.cpp), which has
// made it the first process of a session of its own. REPORT: a handle that is told "landlock=7 seccomp=1 memory=1",
// the walls that hold (0 = this system has none), or "failed=ERRNO" where the executable cannot be started. HOST: the
// process that this one must not outlive. MEMORY_MB 0: no limit.
//
// A program between host and plugin, because only few calls are safe between fork and exec in a host with threads, and
// libseccomp's are not among them. It links nothing else, so that it costs little.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/plugin/confine/walls.h"

namespace {

bool limit(int resource, rlim_t most)
{
    // What was already less stays so.
    rlimit current = {};
    if (::getrlimit(resource, &current) == 0 && current.rlim_max < most)
        most = current.rlim_max;
    const rlimit wanted{most, most};
    return ::setrlimit(resource, &wanted) == 0;
}

/// Root keeps its name and loses its powers; a program that it becomes cannot get them back (no_new_privs).
void dropPowers()
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    const __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
    ::syscall(SYS_capset, &header, none);
    ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 7) {
        std::fputs("chiiki-confine is started by chiiki to run a plugin's executable.\n", stderr);
        return 2;
    }
    const int report = std::atoi(argv[1]);
    const char* const folder = argv[5];
    char* const executable = argv[6];
    const auto fail = [&] {
        ::dprintf(report, "failed=%d\n", errno);
        return 127;
    };

    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != std::atoi(argv[2]))
        return 127;  // the host was gone before the line above

    for (int inherited = 3; inherited < report; ++inherited)
        ::close(inherited);
    if (::close_range(static_cast<unsigned>(report) + 1, ~0u, 0) != 0) {
        const long most = ::sysconf(_SC_OPEN_MAX);
        for (int inherited = report + 1; inherited < most; ++inherited)
            ::close(inherited);
    }
    ::fcntl(report, F_SETFD, FD_CLOEXEC);

    if (::chdir(folder) != 0 || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail();
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);  // a file that could be opened all the same takes no byte
    limit(RLIMIT_NOFILE, 64);
    limit(RLIMIT_CPU, static_cast<rlim_t>(std::atol(argv[3])));
    const int landlock = chiiki::confine::allowOwnFilesOnly(folder);
    dropPowers();
    const auto memoryMb = static_cast<rlim_t>(std::atol(argv[4]));
    const bool isMemoryHeld = memoryMb > 0 && limit(RLIMIT_AS, memoryMb << 20);
    // Last, since it refuses to change limits.
    const bool isFiltered = chiiki::confine::refuseSystemCalls();
    ::dprintf(report, "landlock=%d seccomp=%d memory=%d\n", landlock, isFiltered, isMemoryHeld);

    char* const words[] = {executable, nullptr};
    ::execv(executable, words);
    return fail();
}
