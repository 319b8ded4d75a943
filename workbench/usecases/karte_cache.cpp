#include "workbench/usecases/karte_cache.h"

#include <filesystem>

#include "core/io/files.h"
#include "core/text/hash.h"

namespace chiiki {

KarteCache::KarteCache(std::string folder)
    : folder_(std::move(folder))
{
}

std::string KarteCache::fileOf(const std::string& place) const
{
    return (std::filesystem::path(folder_) / (place + ".page")).string();
}

// Hash of what the page shows, hash of the bytes, the bytes: a file that was cut short is told from a whole one.
std::optional<std::string> KarteCache::find(const std::string& place, const std::string& hash) const
{
    if (folder_.empty())
        return std::nullopt;
    auto kept = readFile(fileOf(place));
    if (!kept || kept->size() < 2 * hash.size() || kept->compare(0, hash.size(), hash) != 0)
        return std::nullopt;
    std::string bytes = kept->substr(2 * hash.size());
    if (kept->compare(hash.size(), hash.size(), sha256OfBytes(bytes)) != 0)
        return std::nullopt;
    return bytes;
}

void KarteCache::keep(const std::string& place, const std::string& hash, const std::string& bytes) const
{
    if (folder_.empty())
        return;
    std::error_code ignored;
    std::filesystem::create_directories(folder_, ignored);
    (void)writeFile(fileOf(place), hash + sha256OfBytes(bytes) + bytes);
}

}  // namespace chiiki
