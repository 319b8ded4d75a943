// Any bytes as a whole pack folder: lines "=== NAME" with the file that follows each. What is read keeps its promises,
// and written back it is read as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>

#include "core/io/pack_format.h"
#include "core/io/pack_reader.h"
#include "core/io/pack_writer.h"

namespace {

namespace fs = std::filesystem;
using namespace chiiki;

constexpr const char* names[] = {pack::cityFile,      pack::sourcesFile, pack::areasFile,    pack::routesFile,
                                 pack::districtsFile, pack::blocksFile,  pack::kindsFile,    pack::facilitiesFile,
                                 pack::stopsFile,     pack::taxiFile,    pack::measuresFile, pack::indicatorsFile,
                                 pack::valuesFile,    pack::findingsFile};

/// One folder for the life of the process, emptied before each pack.
class Folder {
public:
    Folder()
    {
        std::string pattern = (fs::temp_directory_path() / "fuzz_pack_XXXXXX").string();
        if (!mkdtemp(pattern.data()))
            std::abort();
        path_ = pattern;
    }
    ~Folder()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }

    std::string fresh(const char* name) const
    {
        const fs::path folder = path_ / name;
        fs::remove_all(folder);
        fs::create_directory(folder);
        return folder.string();
    }

private:
    fs::path path_;
};

void unpack(std::string_view bytes, const std::string& folder)
{
    constexpr std::string_view mark = "=== ";
    std::ofstream file;
    while (!bytes.empty()) {
        const std::size_t length = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
        const std::string_view line = bytes.substr(0, length);
        bytes.remove_prefix(length);
        if (line.substr(0, mark.size()) != mark) {
            file << line;
            continue;
        }
        file = std::ofstream();
        for (const char* name : names)
            if (line.substr(mark.size()) == std::string(name) + "\n")
                file.open(fs::path(folder) / name, std::ios::binary);
    }
}

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkPlacement(const Snapshot& city, const Placement& placement)
{
    if (placement.rest == Placement::Rest::None)
        require(findDistrict(city, placement.districtCode) != nullptr);
}

void checkPromises(const Snapshot& city)
{
    require(!city.districts.empty());
    std::set<std::string> codes, keys;
    for (const District& district : city.districts)
        require(!district.code.empty() && codes.insert(district.code).second);
    for (const DemandArea& block : city.demandAreas) {
        require(findDistrict(city, block.districtCode) != nullptr && keys.insert(block.key).second);
        require(block.people >= 0 && block.households >= 0 && !block.outline.empty());
    }
    for (const Facility& facility : city.facilities) {
        require(findFacilityKind(city, facility.kind) != nullptr);
        checkPlacement(city, facility.placement);
    }
    for (const Stop& stop : city.stops)
        checkPlacement(city, stop.placement);
    for (const TaxiDistrict& taxi : city.taxiDistricts)
        require(findDistrict(city, taxi.districtCode) != nullptr);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Folder folder;
    const std::string given = folder.fresh("given");
    unpack({reinterpret_cast<const char*>(data), size}, given);
    Diagnostics diagnostics;
    const auto city = readPack(given, diagnostics);
    if (!city)
        return 0;
    checkPromises(*city);
    // Positions are written to seven decimals, so the first writing may round; the second must not.
    const std::string once = folder.fresh("once"), twice = folder.fresh("twice");
    require(writePack(*city, once).has_value());
    diagnostics.clear();
    const auto again = readPack(once, diagnostics);
    if (!again)
        return 0;  // an outline thinner than the grid of the areas cannot be written
    checkPromises(*again);
    require(writePack(*again, twice).has_value());
    const auto last = readPack(twice, diagnostics);
    require(last.has_value() && *last == *again);
    return 0;
}
