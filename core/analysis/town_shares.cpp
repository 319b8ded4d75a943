#include "core/analysis/town_shares.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "core/analysis/district_sums.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

/// People and blocks by district.
struct Weights {
    std::map<std::size_t, double> people;
    std::map<std::size_t, double> blocks;

    void add(std::size_t district, double peopleThere)
    {
        people[district] += peopleThere;
        blocks[district] += 1;
    }
    void add(const Weights& other)
    {
        for (const auto& [district, number] : other.people)
            people[district] += number;
        for (const auto& [district, number] : other.blocks)
            blocks[district] += number;
    }
};

double sumOf(const std::map<std::size_t, double>& parts)
{
    double sum = 0;
    for (const auto& [district, number] : parts)
        sum += number;
    return sum;
}

std::vector<AreaShares::Part> partsOf(const Weights& weights)
{
    const auto& parts = sumOf(weights.people) > 0 ? weights.people : weights.blocks;
    const double sum = sumOf(parts);
    std::vector<AreaShares::Part> shares;
    for (const auto& [district, number] : parts)
        if (number > 0)
            shares.push_back({district, number / sum});
    return shares;
}

}  // namespace

AreaShares sharesByTown(const Snapshot& snapshot, std::span<const TownArea> areas)
{
    const DistrictIndex districts = indexOfDistricts(snapshot);
    std::map<std::string, Weights> byTown;
    for (const DemandArea& block : snapshot.demandAreas)
        if (const auto district = districts.find(block.districtCode); district != districts.end())
            byTown[normalisedName(block.town)].add(district->second, block.people);
    const auto weightsOf = [&](const TownArea& area) {
        if (const auto town = byTown.find(normalisedName(area.town)); !area.town.empty() && town != byTown.end())
            return town->second;
        // Blocks stand by key.
        Weights weights;
        const auto first =
            std::lower_bound(snapshot.demandAreas.begin(), snapshot.demandAreas.end(), area.key,
                             [](const DemandArea& block, const std::string& key) { return block.key < key; });
        for (auto block = first; block != snapshot.demandAreas.end() && block->key.starts_with(area.key); ++block)
            if (const auto district = districts.find(block->districtCode); district != districts.end())
                weights.add(district->second, block->people);
        return weights;
    };

    AreaShares shares;
    shares.by = SharedBy::People;
    shares.ofArea.resize(areas.size());
    std::map<std::string_view, std::size_t> byKey;
    for (std::size_t i = 0; i < areas.size(); ++i)
        byKey.emplace(areas[i].key, i);
    std::vector<Weights> weights;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const auto leader = areas[i].addedTo.empty() ? byKey.end() : byKey.find(areas[i].addedTo);
        shares.leader.push_back(leader == byKey.end() ? i : leader->second);
        shares.keys.push_back(areas[i].town.empty() ? areas[i].key : areas[i].town);
        weights.push_back(areas[i].isOutside ? Weights() : weightsOf(areas[i]));
    }
    for (std::size_t i = 0; i < areas.size(); ++i)
        if (shares.leader[i] != i) {
            weights[shares.leader[i]].add(weights[i]);
            ++shares.added;
        }
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (shares.leader[i] != i)
            continue;
        if (areas[i].isOutside)
            shares.ofArea[i] = {{snapshot.districts.size(), 1}};
        else
            shares.ofArea[i] = partsOf(weights[i]);
        if (shares.ofArea[i].empty())
            ++shares.withoutOutline;
        else
            ++(shares.ofArea[i].size() > 1 ? shares.divided : shares.undivided);
    }
    return shares;
}

void markWhollySummed(IndicatorResult& result, const Snapshot& snapshot, const AreaShares& shares)
{
    const std::size_t outside = snapshot.districts.size();
    std::vector<bool> isDivided(outside + 1, false);
    bool isCityDivided = false;
    for (const auto& parts : shares.ofArea) {
        if (parts.size() < 2)
            continue;
        for (const AreaShares::Part& part : parts) {
            isDivided[part.district] = true;
            isCityDivided = isCityDivided || part.district == outside;
        }
    }
    const DistrictIndex districts = indexOfDistricts(snapshot);
    for (IndicatorValue& value : result.values) {
        const auto district = districts.find(value.districtCode);
        const bool wasDivided = district == districts.end() ? isCityDivided : isDivided[district->second];
        if (!wasDivided && value.value.status == Status::Estimated)
            value.value.status = Status::Computed;
    }
}

}  // namespace chiiki
