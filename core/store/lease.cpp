#include "core/store/lease.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "core/store/file_handle.h"

namespace chiiki::store {
namespace {

struct Holder {
    std::string host;
    int pid = 0;
    std::string started;  // of the process, in the kernel's ticks since boot; empty where it could not be read
    std::string author;
    std::string since;
};

std::string hostName()
{
    char name[256] = {};
    gethostname(name, sizeof name - 1);
    return name;
}

/// From /proc/<pid>/stat; both empty where it cannot be read.
struct ProcessState {
    std::string state;    // field 3: Z and X are dead and only not yet taken leave of
    std::string started;  // field 22: tells a process from a later one with the same number
};

ProcessState stateOfProcess(int pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    std::getline(file, line);
    // The second field is the program's name in brackets and may hold blanks and brackets itself.
    const std::size_t bracket = line.rfind(')');
    if (bracket == std::string::npos)
        return {};
    std::istringstream rest(line.substr(bracket + 1));
    ProcessState process;
    rest >> process.state;
    for (int i = 4; i <= 22; ++i)
        rest >> process.started;
    return process;
}

bool isAlive(const Holder& holder)
{
    if (kill(holder.pid, 0) != 0 && errno == ESRCH)
        return false;
    const ProcessState process = stateOfProcess(holder.pid);
    if (process.state == "Z" || process.state == "X")
        return false;
    return process.started.empty() || holder.started.empty() || process.started == holder.started;
}

std::string contentFor(const std::string& author, const std::string& since)
{
    const int pid = getpid();
    // The random part tells two leases of one process apart.
    const nlohmann::ordered_json lock{{"host", hostName()}, {"pid", pid},     {"started", stateOfProcess(pid).started},
                                      {"author", author},   {"since", since}, {"nonce", std::random_device()()}};
    return lock.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::optional<Holder> parseHolder(const std::string& content)
{
    const auto lock = nlohmann::json::parse(content, nullptr, false);
    if (!lock.is_object())
        return std::nullopt;
    Holder holder;
    try {
        holder.host = lock.at("host").get<std::string>();
        holder.pid = lock.at("pid").get<int>();
        holder.started = lock.value("started", "");
        holder.author = lock.value("author", "");
        holder.since = lock.value("since", "");
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
    return holder;
}

std::optional<std::string> readAllOf(int file)
{
    std::string content;
    char buffer[4096];
    ssize_t got = 0;
    while ((got = pread(file, buffer, sizeof buffer, static_cast<off_t>(content.size()))) > 0)
        content.append(buffer, static_cast<std::size_t>(got));
    return got < 0 ? std::nullopt : std::optional(content);
}

std::optional<std::string> readAllOf(const std::string& path)
{
    const FileHandle file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    return file ? readAllOf(file.get()) : std::nullopt;
}

tl::unexpected<Error> failByErrno(int error, const std::string& path)
{
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        return fail(ErrorKind::NoSpace, {"store.no_space", {}}, path);
    return fail(ErrorKind::ReadOnly, {"store.cannot_lock", {std::strerror(error)}}, path);
}

/// A file with the content, complete, under a name nobody else uses.
Result<std::string> writeAside(const std::string& lockPath, const std::string& content)
{
    const std::string aside = lockPath + "." + std::to_string(getpid()) + "-" + std::to_string(std::random_device()());
    const FileHandle file(open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (!file)
        return failByErrno(errno, lockPath);
    if (write(file.get(), content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
        const int error = errno;
        unlink(aside.c_str());
        return failByErrno(error, lockPath);
    }
    return aside;
}

/// Makes the lock where there is none. false: there is one.
Result<bool> create(const std::string& lockPath, const std::string& content)
{
    const auto aside = writeAside(lockPath, content);
    if (!aside)
        return tl::unexpected(aside.error());
    const int linked = link(aside->c_str(), lockPath.c_str());
    const int error = errno;
    unlink(aside->c_str());
    if (linked == 0)
        return true;
    if (error == EEXIST)
        return false;
    if (error != EPERM && error != ENOTSUP && error != ENOSYS)
        return failByErrno(error, lockPath);
    // A file system without hard links (FAT, some shares): the name itself is made by one process only.
    const FileHandle file(open(lockPath.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (!file)
        return errno == EEXIST ? Result<bool>(false) : failByErrno(errno, lockPath);
    if (write(file.get(), content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
        const int writeError = errno;
        unlink(lockPath.c_str());
        return failByErrno(writeError, lockPath);
    }
    return true;
}

/// Puts our content in the place of a dead process's lock. false: somebody else was quicker, look again.
Result<bool> takeOver(const std::string& lockPath, const std::string& dead, const std::string& content)
{
    const FileHandle old(open(lockPath.c_str(), O_RDONLY | O_CLOEXEC));
    if (!old)
        return false;
    if (flock(old.get(), LOCK_EX | LOCK_NB) != 0)
        return false;
    // With the old file locked, only we may replace it, provided it still is the lock and still a dead one's.
    struct stat ours = {};
    struct stat present = {};
    if (fstat(old.get(), &ours) != 0 || stat(lockPath.c_str(), &present) != 0 || ours.st_ino != present.st_ino ||
        ours.st_dev != present.st_dev || readAllOf(old.get()) != dead)
        return false;
    const auto aside = writeAside(lockPath, content);
    if (!aside)
        return tl::unexpected(aside.error());
    if (rename(aside->c_str(), lockPath.c_str()) != 0) {
        const int error = errno;
        unlink(aside->c_str());
        return failByErrno(error, lockPath);
    }
    return true;
}

}  // namespace

std::string Lease::lockPathOf(const std::string& workspacePath)
{
    return workspacePath + ".lock";
}

Result<Lease> Lease::acquire(const std::string& workspacePath, const std::string& author, const std::string& since)
{
    const std::string path = lockPathOf(workspacePath);
    const std::string content = contentFor(author, since);
    // Each turn but the last ends because another process came or went in between.
    for (int turn = 0; turn < 50; ++turn) {
        const auto created = create(path, content);
        if (!created)
            return tl::unexpected(created.error());
        if (*created)
            return Lease(path, content, false);
        const auto present = readAllOf(path);
        if (!present)
            continue;
        const auto holder = parseHolder(*present);
        if (!holder)
            return fail(ErrorKind::Locked, {"store.lock_unreadable", {path}}, workspacePath);
        if (holder->host != hostName())
            return fail(ErrorKind::Locked,
                        {"store.locked_elsewhere", {holder->author, holder->since, holder->host, path}}, workspacePath);
        if (isAlive(*holder))
            return fail(ErrorKind::Locked, {"store.locked", {holder->author, holder->since}}, workspacePath);
        const auto taken = takeOver(path, *present, content);
        if (!taken)
            return tl::unexpected(taken.error());
        if (*taken)
            return Lease(path, content, true);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return fail(ErrorKind::Locked, {"store.lock_contended", {path}}, workspacePath);
}

Lease::Lease(std::string path, std::string content, bool isTakenOver)
    : path_(std::move(path))
    , content_(std::move(content))
    , pid_(getpid())
    , isTakenOver_(isTakenOver)
{
}

Lease::Lease(Lease&& other) noexcept
    : path_(std::move(other.path_))
    , content_(std::move(other.content_))
    , pid_(other.pid_)
    , isTakenOver_(other.isTakenOver_)
{
    other.path_.clear();
}

Lease& Lease::operator=(Lease&& other) noexcept
{
    if (this != &other) {
        release();
        path_ = std::move(other.path_);
        content_ = std::move(other.content_);
        pid_ = other.pid_;
        isTakenOver_ = other.isTakenOver_;
        other.path_.clear();
    }
    return *this;
}

Lease::~Lease()
{
    release();
}

void Lease::release() noexcept
{
    if (path_.empty())
        return;
    // Not ours to remove: the parent's, in a forked child; another's, who took it after it was removed by hand.
    if (pid_ == getpid() && readAllOf(path_) == content_)
        unlink(path_.c_str());
    path_.clear();
}

}  // namespace chiiki::store
