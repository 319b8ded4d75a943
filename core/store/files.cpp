#include "core/store/files.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/file_handle.h"

namespace chiiki::store {
namespace {

std::string folderOf(const std::string& path)
{
    const auto parent = std::filesystem::path(path).parent_path();
    return parent.empty() ? "." : parent.string();
}

int accessError(const std::string& path, int mode)
{
    return faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0 ? 0 : errno;
}

/// Under the new name only if there is none. Not every file system knows each way.
bool renameWithoutReplacing(const std::string& from, const std::string& to)
{
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (link(from.c_str(), to.c_str()) == 0)
        return true;
    if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS)
        return false;
    struct stat present = {};
    if (stat(to.c_str(), &present) == 0) {
        errno = EEXIST;
        return false;
    }
    return rename(from.c_str(), to.c_str()) == 0;
}

bool syncToDisk(const std::string& path, int flags)
{
    const FileHandle file(open(path.c_str(), flags | O_CLOEXEC));
    return file && fsync(file.get()) == 0;
}

Error fileExists(const std::string& path)
{
    return {ErrorKind::BadRequest, {"store.file_exists", {}}, path};
}

}  // namespace

std::optional<Error> whyNoNewFile(const std::string& path)
{
    struct stat present = {};
    if (stat(path.c_str(), &present) == 0)
        return fileExists(path);
    const std::string folder = folderOf(path);
    if (stat(folder.c_str(), &present) != 0 || !S_ISDIR(present.st_mode))
        return Error{ErrorKind::NotFound, {"store.no_folder", {folder}}, path};
    if (accessError(folder, W_OK) != 0)
        return Error{ErrorKind::ReadOnly, {"store.folder_read_only", {folder}}, path};
    return std::nullopt;
}

std::optional<Error> whyNoDatabase(const std::string& path)
{
    struct stat present = {};
    if (stat(path.c_str(), &present) != 0)
        return Error{ErrorKind::NotFound, {"store.no_file", {std::strerror(errno)}}, path};
    if (!S_ISREG(present.st_mode))
        return Error{ErrorKind::BadFormat, {"store.not_a_workspace", {}}, path};
    if (present.st_size == 0)
        return Error{ErrorKind::BadFormat, {"store.empty_file", {}}, path};
    const FileHandle file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return Error{ErrorKind::ReadOnly, {"store.cannot_open", {std::strerror(errno)}}, path};
    constexpr std::array<char, 16> magic{'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0};
    std::array<char, 16> found = {};
    if (read(file.get(), found.data(), found.size()) != static_cast<ssize_t>(found.size()) || found != magic)
        return Error{ErrorKind::BadFormat, {"store.not_a_workspace", {}}, path};
    return std::nullopt;
}

std::optional<Message> whyNotWritable(const std::string& path)
{
    const std::string folder = folderOf(path);
    for (const auto& [place, code] : {std::pair{path, "store.file_read_only"}, {folder, "store.folder_read_only"}}) {
        const int error = accessError(place, W_OK);
        if (error == EROFS)
            return Message{"store.file_system_read_only", {}};
        if (error != 0)
            return Message{code, {place}};
    }
    return std::nullopt;
}

bool hasUnfinishedChange(const std::string& path)
{
    struct stat present = {};
    return stat((path + "-journal").c_str(), &present) == 0 && present.st_size > 0;
}

UnfinishedFile::UnfinishedFile(std::string path)
    : path_(std::move(path))
{
    unlink(path_.c_str());
}

UnfinishedFile::~UnfinishedFile()
{
    unlink(path_.c_str());
}

std::optional<Error> publish(const std::string& from, const std::string& to)
{
    const auto failed = [&]() -> Error {
        switch (errno) {
        case EEXIST:
            return fileExists(to);
        case ENOSPC:
        case EDQUOT:
            return {ErrorKind::NoSpace, {"store.no_space", {}}, to};
        default:
            return {ErrorKind::ReadOnly, {"store.cannot_write", {std::strerror(errno)}}, to};
        }
    };
    if (!syncToDisk(from, O_RDWR) || !renameWithoutReplacing(from, to) || !syncToDisk(folderOf(to), O_RDONLY))
        return failed();
    return std::nullopt;
}

}  // namespace chiiki::store
