#include <csignal>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "tests/plugins/hostile/hostile.h"

int main()
{
    hostile::readRequest();
    const pid_t host = ::getppid();
    char byte = 0;
    iovec here{&byte, 1};
    iovec there{reinterpret_cast<void*>(&main), 1};
    hostile::tell("ptrace", ::ptrace(PTRACE_SEIZE, host, 0, 0) == 0);
    hostile::tell("reading its memory", ::process_vm_readv(host, &here, 1, &there, 1, 0) == 1);
    const rlimit nothing{0, 0};
    hostile::tell("limiting it", ::prlimit(host, RLIMIT_CORE, &nothing, nullptr) == 0);
    hostile::tell("slowing it", ::setpriority(PRIO_PROCESS, static_cast<id_t>(host), 1) == 0);
    const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    hostile::tell("lifting its own limit", ::setrlimit(RLIMIT_AS, &all) == 0);
    hostile::tell("handle of the host", ::syscall(SYS_pidfd_open, host, 0) >= 0);
    hostile::tell("tkill", ::syscall(SYS_tkill, host, SIGTERM) == 0);
    hostile::tell("kill", ::kill(host, SIGTERM) == 0);
    return 1;
}
