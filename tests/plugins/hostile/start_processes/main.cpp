#include <cstdint>

#include <csignal>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "tests/plugins/hostile/hostile.h"

namespace {

/// A child that would live on in a session of its own, holding all handles.
bool liveOn(long child)
{
    if (child != 0)
        return child > 0;
    ::setsid();
    for (int i = 0; i < 30; ++i)
        ::sleep(1);
    ::_exit(0);
}

}  // namespace

int main()
{
    hostile::readRequest();
    hostile::tell("fork", liveOn(::fork()));
    hostile::tell("fork call", liveOn(::syscall(SYS_fork)));
    const pid_t borrowed = ::vfork();
    if (borrowed == 0)
        ::_exit(0);
    hostile::tell("vfork", borrowed > 0);
    hostile::tell("clone", liveOn(::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)));
    std::uint64_t arguments[8] = {0, 0, 0, 0, SIGCHLD, 0, 0, 0};  // struct clone_args: exit_signal is the fifth
    hostile::tell("clone3", liveOn(::syscall(SYS_clone3, arguments, sizeof arguments)));
    hostile::tell("setsid", ::setsid() > 0);
    hostile::tell("outliving the host", ::prctl(PR_SET_PDEATHSIG, 0) == 0);
    return 1;
}
