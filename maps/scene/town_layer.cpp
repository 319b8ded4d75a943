#include "maps/scene/town_layer.h"

#include <cmath>
#include <limits>
#include <map>

namespace chiiki {
namespace {

constexpr int nobody = -1;

/// The areas on the two sides of each arc.
std::vector<std::pair<int, int>> sidesOf(const Topology& topology)
{
    std::vector<std::pair<int, int>> sides(topology.arcs.size(), {nobody, nobody});
    for (std::size_t area = 0; area < topology.areas.size(); ++area)
        for (const auto& polygon : topology.areas[area])
            for (const auto& ring : polygon)
                for (const Topology::ArcId id : ring) {
                    auto& [first, second] = sides[arcIndex(id)];
                    (first == nobody ? first : second) = static_cast<int>(area);
                }
    return sides;
}

class LineCollector {
public:
    void add(const LineString& line)
    {
        places_->insert(places_->end(), line.begin(), line.end());
        starts_->push_back(static_cast<std::uint32_t>(places_->size()));
    }
    DenseLines lines() const { return {places_, starts_}; }

private:
    std::shared_ptr<std::vector<Point>> places_ = std::make_shared<std::vector<Point>>();
    std::shared_ptr<std::vector<std::uint32_t>> starts_ =
        std::make_shared<std::vector<std::uint32_t>>(std::vector<std::uint32_t>{0});
};

Extent extentOfBlock(const Topology& blocks, std::size_t block)
{
    Extent extent;
    for (const auto& polygon : blocks.areas[block])
        for (const Topology::ArcId id : polygon.front())
            for (const Point p : blocks.arcs[arcIndex(id)])
                extent.include(p);
    return extent;
}

std::vector<TownShape> townsOf(const Snapshot& snapshot, const Topology& blocks, std::span<const Point> places)
{
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> blocksOf;
    for (std::size_t i = 0; i < snapshot.demandAreas.size(); ++i) {
        const DemandArea& block = snapshot.demandAreas[i];
        if (!block.town.empty() && !blocks.areas[i].empty())
            blocksOf[{block.districtCode, block.town}].push_back(i);
    }
    std::vector<TownShape> towns;
    for (const auto& [key, ofTown] : blocksOf) {
        TownShape town{std::string(key.second), std::string(key.first), {}, {}};
        Point middle;
        double weight = 0;
        for (const std::size_t i : ofTown) {
            town.extent.include(extentOfBlock(blocks, i));
            const double share = snapshot.demandAreas[i].people + 1.0;  // blocks without people count a little too
            middle.x += places[i].x * share;
            middle.y += places[i].y * share;
            weight += share;
        }
        middle = {middle.x / weight, middle.y / weight};
        double least = std::numeric_limits<double>::infinity();
        for (const std::size_t i : ofTown)
            if (const double away = std::hypot(places[i].x - middle.x, places[i].y - middle.y); away < least) {
                least = away;
                town.labelPoint = places[i];
            }
        towns.push_back(std::move(town));
    }
    return towns;
}

}  // namespace

TownShapes townShapesOf(const Snapshot& snapshot, const Topology& blocks, std::span<const Point> representativePoints)
{
    const auto sides = sidesOf(blocks);
    LineCollector betweenTowns, withinTowns;
    for (std::size_t arc = 0; arc < sides.size(); ++arc) {
        const auto& [a, b] = sides[arc];
        if (a == nobody || b == nobody)
            continue;
        const DemandArea& first = snapshot.demandAreas[static_cast<std::size_t>(a)];
        const DemandArea& second = snapshot.demandAreas[static_cast<std::size_t>(b)];
        if (first.districtCode == second.districtCode)
            (first.town == second.town ? withinTowns : betweenTowns).add(blocks.arcs[arc]);
    }
    return {betweenTowns.lines(), withinTowns.lines(), townsOf(snapshot, blocks, representativePoints)};
}

}  // namespace chiiki
