#include <cerrno>
#include <cstdint>
#include <initializer_list>

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/plugin/confine/walls.h"

namespace chiiki::confine {
namespace {

const std::uint32_t refused = SCMP_ACT_ERRNO(EPERM);
const std::uint32_t unknown = SCMP_ACT_ERRNO(ENOSYS);

// Calls that the libseccomp of Debian 12 does not know by name; their numbers are the same on every processor.
constexpr int fchmodat2 = 452;
constexpr int setxattrat = 463;
constexpr int removexattrat = 466;
constexpr int file_setattr = 469;

constexpr int whollyRefused[] = {
    // Network. A pair of sockets counts too: one end could still be sent to a named socket.
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    // Further processes; leaving the group by which this one is ended.
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(setsid),
    SCMP_SYS(setpgid),
    // Work handed to the kernel, which then no longer asks here.
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(bpf),
    SCMP_SYS(userfaultfd),
    // Into another process.
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(process_madvise),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(kcmp),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(setpriority),
    SCMP_SYS(sched_setscheduler),
    SCMP_SYS(sched_setparam),
    SCMP_SYS(sched_setattr),
    SCMP_SYS(sched_setaffinity),
    SCMP_SYS(ioprio_set),
    SCMP_SYS(migrate_pages),
    SCMP_SYS(move_pages),
    // Another view of the system.
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(chroot),
    SCMP_SYS(pivot_root),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(open_tree),
    SCMP_SYS(move_mount),
    SCMP_SYS(mount_setattr),
    SCMP_SYS(fsopen),
    SCMP_SYS(fsconfig),
    SCMP_SYS(fsmount),
    SCMP_SYS(fspick),
    SCMP_SYS(open_by_handle_at),
    // Changes to files that Landlock does not look at.
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    fchmodat2,
    SCMP_SYS(chown),
    SCMP_SYS(fchown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(utime),
    SCMP_SYS(utimes),
    SCMP_SYS(futimesat),
    SCMP_SYS(utimensat),
    SCMP_SYS(setxattr),
    SCMP_SYS(lsetxattr),
    SCMP_SYS(fsetxattr),
    SCMP_SYS(removexattr),
    SCMP_SYS(lremovexattr),
    SCMP_SYS(fremovexattr),
    setxattrat,
    removexattrat,
    file_setattr,
    SCMP_SYS(truncate),
    SCMP_SYS(inotify_init),
    SCMP_SYS(inotify_init1),
    SCMP_SYS(fanotify_init),
    // Memory and messages that outlive the process.
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(shmget),
    SCMP_SYS(shmat),
    SCMP_SYS(shmctl),
    SCMP_SYS(msgget),
    SCMP_SYS(msgsnd),
    SCMP_SYS(msgrcv),
    SCMP_SYS(msgctl),
    SCMP_SYS(semget),
    SCMP_SYS(semop),
    SCMP_SYS(semtimedop),
    SCMP_SYS(semctl),
    SCMP_SYS(mq_open),
    SCMP_SYS(mq_unlink),
    // Its own limits.
    SCMP_SYS(setrlimit),
};

}  // namespace

bool refuseSystemCalls()
{
    const scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return false;
    bool isComplete = true;
    const auto refuse = [&](std::uint32_t action, int call, std::initializer_list<scmp_arg_cmp> where = {}) {
        // A call that this processor does not have needs no refusal: libseccomp leaves such rules out by itself.
        isComplete = isComplete && ::seccomp_rule_add_array(filter, action, call, static_cast<unsigned>(where.size()),
                                                            where.begin()) == 0;
    };
    for (const int call : whollyRefused)
        refuse(refused, call);

    // A thread is a clone too. The flags of clone3 stand in memory, where a filter cannot look: as on an older kernel
    // it does not exist, and the C library turns to clone.
    refuse(unknown, SCMP_SYS(clone3));
    refuse(refused, SCMP_SYS(clone), {SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)});

    // Signals to itself remain: abort() is one. Its number stays what it is now when the plugin takes its place.
    const auto self = static_cast<scmp_datum_t>(::getpid());
    for (const int call : {SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(tgkill)})
        refuse(refused, call, {SCMP_A0(SCMP_CMP_NE, self)});

    // Limits may be asked for, those of itself; it must not outlive the host.
    refuse(refused, SCMP_SYS(prlimit64), {SCMP_A0(SCMP_CMP_NE, 0)});
    refuse(refused, SCMP_SYS(prlimit64), {SCMP_A2(SCMP_CMP_NE, 0)});
    // Masked, because the kernel looks at the lower half of these words alone.
    constexpr scmp_datum_t lowerHalf = 0xffffffff;
    refuse(refused, SCMP_SYS(prctl), {SCMP_A0(SCMP_CMP_MASKED_EQ, lowerHalf, PR_SET_PDEATHSIG)});
    // A handle's owner is who gets its signals.
    for (const scmp_datum_t command : {F_SETOWN, F_SETOWN_EX})
        refuse(refused, SCMP_SYS(fcntl), {SCMP_A1(SCMP_CMP_MASKED_EQ, lowerHalf, command)});

    const bool isRaised = isComplete && ::seccomp_load(filter) == 0;
    ::seccomp_release(filter);
    return isRaised;
}

}  // namespace chiiki::confine
