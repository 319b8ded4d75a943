#include "core/io/files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include <unistd.h>

namespace chiiki {
namespace {

struct FileCloser {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using FileHandle = std::unique_ptr<std::FILE, FileCloser>;

tl::unexpected<Error> failedToWrite(int error, const std::string& path)
{
    switch (error) {
    case EACCES:
    case EROFS:
    case EPERM:
        return fail(ErrorKind::ReadOnly, {"io.folder_read_only", {}}, path);
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return fail(ErrorKind::NoSpace, {"io.no_space", {}}, path);
    case ENOENT:
    case ENOTDIR:
        return fail(ErrorKind::NotFound, {"io.no_folder", {}}, path);
    default:
        return fail(ErrorKind::Internal, {"io.write_failed", {std::strerror(error)}}, path);
    }
}

}  // namespace

Result<std::string> readFile(const std::string& path, std::size_t maxBytes)
{
    std::error_code status;
    if (!std::filesystem::exists(path, status))
        return fail(ErrorKind::NotFound, {"io.no_file", {}}, path);
    if (std::filesystem::is_directory(path, status))
        return fail(ErrorKind::NotFound, {"io.is_folder", {}}, path);
    const auto size = std::filesystem::file_size(path, status);
    if (!status && size > maxBytes)
        return fail(ErrorKind::BadFormat, {"io.file_too_large", {std::to_string(size), std::to_string(maxBytes)}},
                    path);
    const FileHandle file(std::fopen(path.c_str(), "rbe"));
    if (!file)
        return fail(ErrorKind::NotFound, {"io.file_unreadable", {std::strerror(errno)}}, path);
    std::string bytes;
    if (!status)
        bytes.reserve(size);
    char buffer[65536];
    while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, file.get())) {
        bytes.append(buffer, got);
        if (bytes.size() > maxBytes)
            return fail(ErrorKind::BadFormat,
                        {"io.file_too_large", {std::to_string(bytes.size()), std::to_string(maxBytes)}}, path);
    }
    if (std::ferror(file.get()))
        return fail(ErrorKind::NotFound, {"io.file_unreadable", {std::strerror(errno)}}, path);
    return bytes;
}

Result<void> writeFile(const std::string& path, std::string_view bytes)
{
    const std::string temporary = path + ".part" + std::to_string(getpid());  // another process may write the same file
    FileHandle file(std::fopen(temporary.c_str(), "wbe"));
    if (!file)
        return failedToWrite(errno, path);
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() &&
                         std::fflush(file.get()) == 0 && fsync(fileno(file.get())) == 0;
    const int error = errno;
    file.reset();
    if (written && std::rename(temporary.c_str(), path.c_str()) == 0)
        return {};
    const int failure = written ? errno : error;
    std::remove(temporary.c_str());
    return failedToWrite(failure, path);
}

std::string fileNameOf(const std::string& path)
{
    return std::filesystem::path(path).filename().string();
}

}  // namespace chiiki
