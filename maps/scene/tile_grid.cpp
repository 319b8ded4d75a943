#include "maps/scene/tile_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "core/geo/extent.h"

namespace chiiki {
namespace {

bool everyDistrictHasItsOwn(const Snapshot& snapshot)
{
    std::set<std::pair<int, int>> taken;
    return std::all_of(snapshot.districts.begin(), snapshot.districts.end(), [&](const District& district) {
        return district.tileColumn && district.tileRow && *district.tileColumn >= 0 && *district.tileRow >= 0 &&
               taken.emplace(*district.tileColumn, *district.tileRow).second;
    });
}

std::vector<TilePlace> arranged(const Snapshot& snapshot)
{
    const std::size_t count = snapshot.districts.size();
    std::vector<Extent> extents;
    for (const District& district : snapshot.districts)
        extents.push_back(extentOf(district.outline));
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (extents[a].isEmpty() || extents[b].isEmpty())
            return !extents[a].isEmpty() && extents[b].isEmpty();
        return extents[a].centre().y > extents[b].centre().y;
    });
    const std::size_t columns =
        std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(count)))));
    std::vector<TilePlace> places(count);
    for (std::size_t first = 0; first < count; first += columns) {
        const auto begin = order.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(first + columns, count));
        std::stable_sort(begin, end, [&](std::size_t a, std::size_t b) {
            if (extents[a].isEmpty() || extents[b].isEmpty())
                return !extents[a].isEmpty() && extents[b].isEmpty();
            return extents[a].centre().x < extents[b].centre().x;
        });
        for (auto i = begin; i != end; ++i)
            places[*i] = {static_cast<int>(i - begin), static_cast<int>(first / columns)};
    }
    return places;
}

}  // namespace

TileGrid arrangeTiles(const Snapshot& snapshot)
{
    TileGrid grid;
    grid.isAutomatic = !everyDistrictHasItsOwn(snapshot);
    if (grid.isAutomatic)
        grid.places = arranged(snapshot);
    else
        for (const District& district : snapshot.districts)
            grid.places.push_back({*district.tileColumn, *district.tileRow});
    for (const TilePlace& place : grid.places) {
        grid.columns = std::max(grid.columns, place.column + 1);
        grid.rows = std::max(grid.rows, place.row + 1);
    }
    return grid;
}

}  // namespace chiiki
