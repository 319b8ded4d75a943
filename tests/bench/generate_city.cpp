#include "tests/bench/generate_city.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "core/geo/transform.h"
#include "tests/bench/generate.h"

namespace chiiki::bench {
namespace {

constexpr int storedCrs = 6668;
constexpr std::size_t stepsPerSide = 8;
constexpr const char* kind = "place";
constexpr const char* source = "made";

/// The joints of a grid of cells and the way from one to the next, the same from both sides.
class Grid {
public:
    explicit Grid(std::size_t side)
        : side_(side)
        , cellM_(squareM / static_cast<double>(side))
    {
        Random random(1900);
        const double jitter = 0.2 * cellM_;
        for (std::size_t row = 0; row <= side; ++row)
            for (std::size_t column = 0; column <= side; ++column)
                joints_.push_back({static_cast<double>(column) * cellM_ + inside(column, random) * jitter,
                                   static_cast<double>(row) * cellM_ + inside(row, random) * jitter});
    }

    MultiPolygon cell(std::size_t row, std::size_t column) const
    {
        Ring shell;
        append(shell, row, column, row, column + 1);
        append(shell, row, column + 1, row + 1, column + 1);
        append(shell, row + 1, column + 1, row + 1, column);
        append(shell, row + 1, column, row, column);
        shell.push_back(shell.front());
        return {Polygon{{std::move(shell)}}};
    }

    /// The cell that a place lies in, but for the wiggles of its borders.
    std::size_t near(Point place) const
    {
        const auto index = [&](double m) {
            return static_cast<std::size_t>(std::clamp(m / cellM_, 0.0, static_cast<double>(side_) - 0.5));
        };
        return index(place.y) * side_ + index(place.x);
    }

private:
    double inside(std::size_t index, Random& random) const
    {
        const double shift = random.between(-1, 1);
        return index == 0 || index == side_ ? 0 : shift;
    }

    void append(Ring& ring, std::size_t row, std::size_t column, std::size_t toRow, std::size_t toColumn) const
    {
        // Always from the same end, so that both sides have the same vertices to the last bit.
        const std::size_t here = row * (side_ + 1) + column, there = toRow * (side_ + 1) + toColumn;
        const Point from = joints_[std::min(here, there)], to = joints_[std::max(here, there)];
        const bool isShore =
            (row == toRow && (row == 0 || row == side_)) || (column == toColumn && (column == 0 || column == side_));
        for (std::size_t step = 0; step < stepsPerSide; ++step) {
            const double share = static_cast<double>(here < there ? step : stepsPerSide - step) / stepsPerSide;
            const double bulge = isShore ? 0 : 0.08 * std::sin(2 * std::numbers::pi * share);
            ring.push_back({from.x + share * (to.x - from.x) - bulge * (to.y - from.y),
                            from.y + share * (to.y - from.y) + bulge * (to.x - from.x)});
        }
    }

    std::size_t side_;
    double cellM_;
    std::vector<Point> joints_;
};

std::string codeOf(std::size_t index)
{
    const std::string number = std::to_string(index + 1);
    return std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number;
}

}  // namespace

Result<Snapshot> makeCity(std::size_t areaGoal, std::size_t pointCount)
{
    const auto toStored = Transform::between(planeEpsg, storedCrs);
    if (!toStored)
        return tl::unexpected(toStored.error());
    const auto side = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(areaGoal))));
    const Grid grid(side);
    Snapshot city;
    city.asOf = "2024-10-31";
    city.city = {"352039", {"作った市", "Made city"}, planeEpsg};
    SourceEdition made;
    made.sourceId = source;
    made.title = {"作ったデータ", "Made data"};
    city.sources.push_back(made);
    for (std::size_t i = 0; i < side * side; ++i) {
        District district;
        district.code = codeOf(i);
        district.name = "地区" + district.code;
        district.municipality = city.city.code;
        district.outline = (*toStored)(grid.cell(i / side, i % side));
        DemandArea block;
        block.key = "352039" + district.code;
        block.town = district.name;
        block.districtCode = district.code;
        block.people = 100 + static_cast<int>(i * 37 % 900);
        block.households = block.people / 2;
        block.outline = district.outline;
        const auto& shell = district.outline.front().rings.front();
        for (std::size_t p = 0; p + 1 < shell.size(); ++p) {
            block.representativePoint.x += shell[p].x / static_cast<double>(shell.size() - 1);
            block.representativePoint.y += shell[p].y / static_cast<double>(shell.size() - 1);
        }
        block.confidence = "certain";
        block.sourceId = source;
        city.districts.push_back(std::move(district));
        city.demandAreas.push_back(std::move(block));
    }
    city.facilityKinds.push_back({kind, {"場所", "Place"}, {}, 0});
    PointSource points;
    std::vector<Point> places;
    while (places.size() < pointCount) {
        const Point place = points.next().place;
        if (std::min(place.x, place.y) > 0 && std::max(place.x, place.y) < squareM)
            places.push_back(place);
    }
    std::vector<Point> stored = places;
    toStored->apply(stored);
    for (std::size_t i = 0; i < pointCount; ++i) {
        Facility facility;
        facility.id = std::to_string(10'000'000 + i);
        facility.kind = kind;
        facility.name = "場所" + facility.id;
        facility.place = stored[i];
        facility.placement = Placement::in(codeOf(grid.near(places[i])));
        facility.sourceId = source;
        facility.sourceRow = static_cast<int>(i) + 2;
        city.facilities.push_back(std::move(facility));
    }
    return city;
}

}  // namespace chiiki::bench
