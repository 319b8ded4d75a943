#include "core/io/place_matching.h"

#include <algorithm>

#include "core/io/columns.h"
#include "core/io/delimited.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

std::string withoutCity(std::string name)
{
    for (const std::string_view part : {"県", "市"}) {
        const auto at = name.find(part);
        // A prefecture or city is short and stands first; "市" inside a town's name (中市町) comes after other letters.
        if (at != std::string::npos && at > 0 && at <= 9)
            name.erase(0, at + part.size());
    }
    return name;
}

}  // namespace

TownIndex::TownIndex(const std::vector<TownDistrict>& towns)
{
    for (const TownDistrict& town : towns)
        towns_[normalisedName(town.town)][town.districtCode] = town.confidence;
}

std::set<std::string> TownIndex::districtsOf(std::string_view address) const
{
    const std::string whole = normalisedName(address);
    std::string shortened =
        whole.find("市") != std::string::npos && !towns_.contains(whole) ? withoutCity(whole) : whole;
    // House numbers begin at the first digit; towns write theirs in kanji (三丁目). One with digits is found as it is.
    if (!towns_.contains(shortened))
        shortened.resize(std::min(shortened.find_first_of("0123456789"), shortened.size()));
    std::set<std::string> codes;
    if (shortened.empty())
        return codes;
    const auto addAll = [&codes](const std::map<std::string, std::string>& districts) {
        for (const auto& [code, confidence] : districts)
            codes.insert(code);
    };
    if (const auto exact = towns_.find(shortened); exact != towns_.end()) {
        addAll(exact->second);
        return codes;
    }
    for (auto it = towns_.lower_bound(shortened); it != towns_.end() && it->first.starts_with(shortened); ++it)
        addAll(it->second);
    if (!codes.empty())
        return codes;
    std::size_t longest = 0;
    const std::map<std::string, std::string>* best = nullptr;
    for (const auto& [town, districts] : towns_)
        if (town.size() > longest && shortened.starts_with(town)) {
            longest = town.size();
            best = &districts;
        }
    if (best)
        addAll(*best);
    return codes;
}

std::string TownIndex::confidenceOf(std::string_view town, std::string_view districtCode) const
{
    const auto found = towns_.find(normalisedName(town));
    if (found == towns_.end())
        return {};
    const auto district = found->second.find(std::string(districtCode));
    return district == found->second.end() ? std::string() : district->second;
}

Result<std::vector<TownDistrict>> readTownDistricts(const std::string& path)
{
    Diagnostics diagnostics;
    const auto file = readTable(path, diagnostics);
    if (!file)
        return tl::unexpected(file.error());
    const auto columns = requireColumns(file->table, {"s_name", "code", "confidence"}, path);
    if (!columns)
        return tl::unexpected(columns.error());
    std::vector<TownDistrict> towns;
    for (const DelimitedRow& row : file->table.rows) {
        std::string confidence = row.cells[(*columns)[2]];
        if (confidence == "high")
            confidence = "certain";
        else if (confidence == "good")
            confidence = "inferred";
        towns.push_back({row.cells[(*columns)[0]], row.cells[(*columns)[1]], std::move(confidence)});
    }
    return towns;
}

}  // namespace chiiki
