#include "core/io/estat_files.h"

#include <algorithm>
#include <filesystem>

#include "core/io/files.h"
#include "core/io/zip_folder.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

std::string extensionOf(const std::string& name)
{
    std::string extension = fs::path(name).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
    return extension;
}

bool isText(const std::string& name)
{
    const std::string extension = extensionOf(name);
    return extension == ".txt" || extension == ".csv";
}

Result<void> addZip(const std::string& path, std::vector<EstatFile>& files)
{
    auto entries = readZip(path);
    if (!entries)
        return tl::unexpected(entries.error());
    for (ZipEntry& entry : *entries)
        if (isText(entry.name))
            files.push_back({fileNameOf(entry.name), std::move(entry.bytes)});
    return {};
}

Result<void> addFile(const std::string& path, std::vector<EstatFile>& files)
{
    auto bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    files.push_back({fileNameOf(path), *std::move(bytes)});
    return {};
}

}  // namespace

Result<std::vector<EstatFile>> readEstatFiles(const std::string& path)
{
    std::error_code error;
    std::vector<EstatFile> files;
    if (!fs::is_directory(path, error)) {
        const auto added = extensionOf(path) == ".zip" ? addZip(path, files) : addFile(path, files);
        if (!added)
            return tl::unexpected(added.error());
        return files;
    }
    std::vector<std::string> paths;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
        if (entry->is_regular_file(error))
            paths.push_back(entry->path().string());
    for (const std::string& one : paths) {
        if (!isText(one) && extensionOf(one) != ".zip")
            continue;
        if (const auto added = isText(one) ? addFile(one, files) : addZip(one, files); !added)
            return tl::unexpected(added.error());
    }
    std::sort(files.begin(), files.end(), [](const EstatFile& a, const EstatFile& b) { return a.name < b.name; });
    return files;
}

}  // namespace chiiki
