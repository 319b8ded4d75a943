#include "workbench/usecases/write_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace chiiki {
namespace {

tl::unexpected<Error> writeFailure(const std::string& path, int errorNumber)
{
    switch (errorNumber) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return fail(ErrorKind::NoSpace, {"usecases.no_space", {}}, path);
    case EACCES:
    case EPERM:
    case EROFS:
        return fail(ErrorKind::ReadOnly, {"usecases.folder_not_writable", {}}, path);
    case ENOENT:
    case ENOTDIR:
        return fail(ErrorKind::NotFound, {"usecases.folder_missing", {}}, path);
    default:
        return fail(ErrorKind::Internal, {"usecases.cannot_write", {std::strerror(errorNumber)}}, path);
    }
}

}  // namespace

Result<void> writeFileAtomically(const std::string& path, std::string_view bytes)
{
    const std::string temporary = path + ".part" + std::to_string(::getpid());
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return writeFailure(path, errno);
    int errorNumber = 0;
    while (!bytes.empty() && errorNumber == 0) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            errorNumber = errno;
    }
    if (errorNumber == 0 && ::fsync(file) != 0)
        errorNumber = errno;
    if (::close(file) != 0 && errorNumber == 0)
        errorNumber = errno;
    if (errorNumber == 0 && std::rename(temporary.c_str(), path.c_str()) != 0)
        errorNumber = errno;
    if (errorNumber != 0) {
        ::unlink(temporary.c_str());
        return writeFailure(path, errorNumber);
    }
    return {};
}

}  // namespace chiiki
