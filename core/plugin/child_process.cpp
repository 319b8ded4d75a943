#include "core/plugin/child_process.h"

#include <cerrno>
#include <csignal>
#include <ctime>

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace chiiki {
namespace {

struct Pipe {
    Descriptor read;
    Descriptor write;
};

/// Moved above the handles that the child gives a meaning, so that setting one never overwrites the next.
Descriptor raised(Descriptor handle)
{
    if (handle.get() > reportHandle)
        return handle;
    return Descriptor(::fcntl(handle.get(), F_DUPFD_CLOEXEC, reportHandle + 1));
}

bool makePipe(Pipe& pipe)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return false;
    pipe.read = raised(Descriptor(ends[0]));
    pipe.write = raised(Descriptor(ends[1]));
    return pipe.read && pipe.write;
}

std::vector<char*> pointers(const std::vector<std::string>& words)
{
    std::vector<char*> pointers;
    for (const std::string& word : words)
        pointers.push_back(const_cast<char*>(word.c_str()));  // posix_spawn's signature is older than const
    pointers.push_back(nullptr);
    return pointers;
}

sigset_t brokenPipe()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    return signals;
}

}  // namespace

std::optional<ChildProcess> ChildProcess::start(const std::vector<std::string>& words,
                                                const std::vector<std::string>& environment)
{
    Pipe input;
    Pipe output;
    Pipe errors;
    Pipe report;
    for (Pipe* pipe : {&input, &output, &errors, &report})
        if (!makePipe(*pipe))
            return std::nullopt;
    for (const Descriptor* ours : {&input.write, &output.read, &errors.read, &report.read})
        if (::fcntl(ours->get(), F_SETFL, O_NONBLOCK) != 0)
            return std::nullopt;

    posix_spawn_file_actions_t handles;
    posix_spawn_file_actions_init(&handles);
    posix_spawn_file_actions_adddup2(&handles, input.read.get(), 0);
    posix_spawn_file_actions_adddup2(&handles, output.write.get(), 1);
    posix_spawn_file_actions_adddup2(&handles, errors.write.get(), 2);
    posix_spawn_file_actions_adddup2(&handles, report.write.get(), reportHandle);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes, &signals);

    pid_t id = 0;
    const int error = ::posix_spawn(&id, words.front().c_str(), &handles, &attributes, pointers(words).data(),
                                    pointers(environment).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&handles);
    if (error != 0) {
        errno = error;
        return std::nullopt;
    }
    return ChildProcess(
        id, {std::move(input.write), std::move(output.read), std::move(errors.read), std::move(report.read)});
}

ChildProcess::ChildProcess(pid_t id, ChildPipes pipes)
    : id_(id)
    , end_(static_cast<int>(::syscall(SYS_pidfd_open, id, 0)))  // closed on exec by itself
    , pipes_(std::move(pipes))
{
}

ChildProcess::~ChildProcess()
{
    finish();
}

bool ChildProcess::hasEnded() const
{
    siginfo_t info = {};
    return ::waitid(P_PID, static_cast<id_t>(id_.value), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
}

void ChildProcess::endGroup() const
{
    if (id_.value > 0)
        ::kill(-id_.value, SIGKILL);
}

std::optional<ChildProcess::End> ChildProcess::finish()
{
    if (id_.value <= 0)
        return std::nullopt;
    endGroup();
    siginfo_t info = {};
    int result = 0;
    do
        result = ::waitid(P_PID, static_cast<id_t>(id_.value), &info, WEXITED);
    while (result != 0 && errno == EINTR);
    id_.value = 0;
    if (result != 0)
        return std::nullopt;
    return End{info.si_code != CLD_EXITED, info.si_status};
}

WithoutBrokenPipeSignal::WithoutBrokenPipeSignal()
{
    sigset_t pending;
    sigemptyset(&pending);
    ::sigpending(&pending);
    const sigset_t signals = brokenPipe();
    sigset_t before;
    sigemptyset(&before);
    mustUnblock_ = sigismember(&pending, SIGPIPE) == 0 && ::pthread_sigmask(SIG_BLOCK, &signals, &before) == 0 &&
                   sigismember(&before, SIGPIPE) == 0;
}

WithoutBrokenPipeSignal::~WithoutBrokenPipeSignal()
{
    if (!mustUnblock_)
        return;
    const sigset_t signals = brokenPipe();
    const timespec now = {};
    while (::sigtimedwait(&signals, nullptr, &now) < 0 && errno == EINTR) {
    }
    ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace chiiki
