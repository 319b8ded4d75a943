#include "core/io/gtfs_files.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/io/files.h"
#include "core/io/zip_folder.h"
#include "core/text/hash.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

bool isTable(const std::string& name)
{
    return name.ends_with(".txt") || name.ends_with(".geojson");
}

bool hasTables(const std::vector<std::string>& names)
{
    const auto has = [&names](const char* wanted) {
        return std::any_of(names.begin(), names.end(),
                           [wanted](const std::string& name) { return fileNameOf(name) == wanted; });
    };
    return has("stops.txt") && has("routes.txt");
}

/// Names of the files right in a folder, sorted.
std::vector<std::string> namesInFolder(const std::string& path)
{
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
        if (entry->is_regular_file(error))
            names.push_back(entry->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

Result<GtfsFiles> filesOfFolder(const std::string& path)
{
    GtfsFiles files;
    std::string sums;
    for (const std::string& name : namesInFolder(path)) {
        if (!isTable(name)) {
            files.others.push_back(name);
            continue;
        }
        auto bytes = readFile((fs::path(path) / name).string());
        if (!bytes)
            return tl::unexpected(bytes.error());
        sums += sha256OfBytes(*bytes) + "  " + name + "\n";
        files.bytes.emplace(name, *std::move(bytes));
    }
    files.sha256 = sha256OfBytes(sums);
    return files;
}

Result<GtfsFiles> filesOfZip(const std::string& path)
{
    GtfsFiles files;
    auto entries = readZip(path);
    if (!entries)
        return tl::unexpected(entries.error());
    for (ZipEntry& entry : *entries) {
        const std::string name = fileNameOf(entry.name);
        // The first of two equal names counts: the feed itself stands before what others put beside it.
        if (!isTable(name) || !files.bytes.emplace(name, std::move(entry.bytes)).second)
            files.others.push_back(entry.name);
    }
    auto hash = sha256OfFile(path);
    if (!hash)
        return tl::unexpected(hash.error());
    files.sha256 = *std::move(hash);
    return files;
}

}  // namespace

bool isGtfsFeed(const std::string& path)
{
    std::error_code error;
    if (fs::is_directory(path, error))
        return hasTables(namesInFolder(path));
    const auto names = zipNames(path);
    return names && hasTables(*names);
}

Result<GtfsFiles> readGtfsFiles(const std::string& path)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return fail(ErrorKind::NotFound, {"io.no_file", {}}, path);
    auto files = fs::is_directory(path, error) ? filesOfFolder(path) : filesOfZip(path);
    if (!files)
        return files;
    fs::path plain = fs::path(path).lexically_normal();
    files->fileName = (plain.has_filename() ? plain : plain.parent_path()).filename().string();
    for (const char* needed : {"stops.txt", "routes.txt"})
        if (!files->bytes.contains(needed))
            return fail(ErrorKind::BadFormat, {"io.gtfs_not_a_feed", {needed}}, path);
    return files;
}

}  // namespace chiiki
