#include "tests/bench/generate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace chiiki::bench {
namespace {

constexpr std::uint64_t districtSeed = 21;
constexpr std::uint64_t townSeed = 120;
constexpr std::uint64_t pointSeed = 1'000'000;
constexpr std::uint64_t facilitySeed = 200;
constexpr std::uint64_t roadSeed = 165'000;
constexpr std::size_t townCount = 120;

// Bricks: five rows of 4, 4, 5, 4, 4 districts. The joints of neighbouring rows are never nearer than 2 km, so the
// angles between borders that meet stay wide enough for the wiggle below.
constexpr std::array<double, 6> rowEdgesM{0, 8000, 15500, 24500, 32000, 40000};
const std::array<std::vector<double>, 5> jointsM{{
    {8000, 17000, 30000},
    {12000, 22000, 33000},
    {7000, 15000, 25000, 36000},
    {10000, 20000, 29000},
    {6000, 16500, 25500},
}};
constexpr double nodeJitterM = 600;
// A border leaves its straight line by at most this share of the way to its nearer end: two borders that meet at more
// than twice atan(0.4) cannot cross, and a border that is a function of its straight line cannot cross itself.
constexpr double wiggleSlope = 0.4;
constexpr double wiggleM = 1500;

/// Midpoint displacement: values in -1..1 at 2^k + 1 places, rough at every scale.
std::vector<double> roughness(Random& random, std::size_t atLeast)
{
    std::vector<double> values{random.between(-0.5, 0.5), random.between(-0.5, 0.5)};
    double amplitude = 0.6;
    while (values.size() < atLeast) {
        std::vector<double> finer;
        finer.reserve(values.size() * 2);
        for (std::size_t i = 0; i + 1 < values.size(); ++i) {
            finer.push_back(values[i]);
            finer.push_back((values[i] + values[i + 1]) / 2 + amplitude * random.between(-1, 1));
        }
        finer.push_back(values.back());
        values = std::move(finer);
        amplitude *= 0.62;
    }
    for (double& value : values)
        value = std::clamp(value, -1.0, 1.0);
    return values;
}

/// From `from` to `to`, both included, in steps of about `stepM`.
LineString wigglyBorder(Random& random, Point from, Point to, double stepM)
{
    const double lengthM = std::hypot(to.x - from.x, to.y - from.y);
    const std::size_t steps = std::max<std::size_t>(2, static_cast<std::size_t>(std::lround(lengthM / stepM)));
    const std::vector<double> rough = roughness(random, steps + 1);
    const Point along{(to.x - from.x) / lengthM, (to.y - from.y) / lengthM};
    LineString border{from};
    border.reserve(steps + 1);
    for (std::size_t i = 1; i < steps; ++i) {
        const double distance =
            lengthM * (static_cast<double>(i) + random.between(-0.4, 0.4)) / static_cast<double>(steps);
        const double reach = std::min(wiggleM, wiggleSlope * std::min(distance, lengthM - distance));
        const double aside = reach * rough[i * (rough.size() - 1) / steps];
        border.push_back(
            {from.x + distance * along.x - aside * along.y, from.y + distance * along.y + aside * along.x});
    }
    border.push_back(to);
    return border;
}

void append(Ring& ring, const LineString& border, bool isBackwards)
{
    // The last vertex of a border is the first of the next one.
    if (isBackwards)
        ring.insert(ring.end(), border.rbegin(), border.rend() - 1);
    else
        ring.insert(ring.end(), border.begin(), border.end() - 1);
}

struct Node {
    double alongM;  // where it was before the jitter: tells which borders lie between two joints
    Point place;
};

std::vector<Point> makeTowns()
{
    Random random(townSeed);
    std::vector<Point> towns;
    for (std::size_t i = 0; i < townCount; ++i)
        towns.push_back({random.between(1500, squareM - 1500), random.between(1500, squareM - 1500)});
    return towns;
}

/// Towns are of unequal size: the square of a uniform number favours the first ones.
std::size_t townOf(Random& random)
{
    const double u = random.uniform();
    return std::min(townCount - 1, static_cast<std::size_t>(u * u * static_cast<double>(townCount)));
}

double townRadiusM(std::size_t town)
{
    return 400 + 900 * (1 - static_cast<double>(town) / static_cast<double>(townCount));
}

}  // namespace

std::uint64_t Random::bits()
{
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

double Random::uniform()
{
    return static_cast<double>(bits() >> 11) * 0x1p-53;
}

double Random::normal()
{
    // Box-Muller; 1 - u keeps the logarithm finite.
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
}

std::vector<MadeDistrict> makeDistricts(std::size_t vertexGoal)
{
    Random random(districtSeed);
    const std::size_t rows = jointsM.size();

    // Nodes along each edge between rows: its two ends and the joints of the rows on both sides.
    std::vector<std::vector<Node>> nodes(rows + 1);
    double shoreM = 4 * squareM;
    double sharedM = 0;
    for (std::size_t edge = 0; edge <= rows; ++edge) {
        std::vector<double> places{0, squareM};
        if (edge > 0)
            places.insert(places.end(), jointsM[edge - 1].begin(), jointsM[edge - 1].end());
        if (edge < rows)
            places.insert(places.end(), jointsM[edge].begin(), jointsM[edge].end());
        std::sort(places.begin(), places.end());
        const bool isInner = edge > 0 && edge < rows;
        for (const double place : places) {
            const bool isEnd = place == 0 || place == squareM;
            const double dx = isEnd ? 0 : random.between(-0.5, 0.5) * nodeJitterM;
            const double dy = isInner ? random.between(-1, 1) * nodeJitterM : 0;
            nodes[edge].push_back({place, {place + dx, rowEdgesM[edge] + dy}});
        }
        if (isInner)
            sharedM += squareM;
    }
    for (std::size_t row = 0; row < rows; ++row)
        sharedM += static_cast<double>(jointsM[row].size()) * (rowEdgesM[row + 1] - rowEdgesM[row]);
    const double stepM = (2 * sharedM + shoreM) / static_cast<double>(vertexGoal);

    std::vector<std::vector<LineString>> alongEdge(rows + 1);  // alongEdge[e][k]: from node k to node k + 1
    for (std::size_t edge = 0; edge <= rows; ++edge)
        for (std::size_t k = 0; k + 1 < nodes[edge].size(); ++k)
            alongEdge[edge].push_back(wigglyBorder(random, nodes[edge][k].place, nodes[edge][k + 1].place, stepM));

    const auto nodeAt = [&](std::size_t edge, double alongM) {
        return std::find_if(nodes[edge].begin(), nodes[edge].end(),
                            [&](const Node& node) { return node.alongM == alongM; });
    };

    std::vector<MadeDistrict> districts;
    for (std::size_t row = 0; row < rows; ++row) {
        std::vector<double> cuts{0};
        cuts.insert(cuts.end(), jointsM[row].begin(), jointsM[row].end());
        cuts.push_back(squareM);
        std::vector<LineString> upright;
        for (const double cut : cuts)
            upright.push_back(wigglyBorder(random, nodeAt(row, cut)->place, nodeAt(row + 1, cut)->place, stepM));
        for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
            Ring shell;
            for (auto node = nodeAt(row, cuts[k]); node->alongM != cuts[k + 1]; ++node)
                append(shell, alongEdge[row][static_cast<std::size_t>(node - nodes[row].begin())], false);
            append(shell, upright[k + 1], false);
            for (auto node = nodeAt(row + 1, cuts[k + 1]); node->alongM != cuts[k]; --node)
                append(shell, alongEdge[row + 1][static_cast<std::size_t>(node - nodes[row + 1].begin()) - 1], true);
            append(shell, upright[k], true);
            shell.push_back(shell.front());
            const std::string number = std::to_string(districts.size() + 1);
            districts.push_back({number.size() < 2 ? "0" + number : number, {Polygon{{std::move(shell)}}}});
        }
    }
    return districts;
}

PointSource::PointSource()
    : random_(pointSeed)
    , towns_(makeTowns())
{
}

WeightedPoint PointSource::next()
{
    const int weight = 1 + static_cast<int>(random_.bits() % 9);
    if (random_.uniform() < 0.2)
        return {{random_.between(-1000, squareM + 1000), random_.between(-1000, squareM + 1000)}, weight};
    const std::size_t town = townOf(random_);
    const double radiusM = townRadiusM(town);
    const double east = random_.normal();
    const double north = random_.normal();
    return {{towns_[town].x + radiusM * east, towns_[town].y + radiusM * north}, weight};
}

std::vector<Point> makeFacilities(std::size_t count)
{
    Random random(facilitySeed);
    const std::vector<Point> towns = makeTowns();
    std::vector<Point> places;
    places.reserve(count);
    while (places.size() < count) {
        Point place{random.between(500, squareM - 500), random.between(500, squareM - 500)};
        if (random.uniform() < 0.6) {
            const std::size_t town = townOf(random);
            place = {towns[town].x + 1.5 * townRadiusM(town) * random.normal(),
                     towns[town].y + 1.5 * townRadiusM(town) * random.normal()};
        }
        if (place.x > 0 && place.x < squareM && place.y > 0 && place.y < squareM)
            places.push_back(place);
    }
    return places;
}

std::vector<LineString> makeRoads(std::size_t segmentCount)
{
    Random random(roadSeed);
    const std::vector<Point> towns = makeTowns();
    std::vector<LineString> roads;
    roads.reserve(segmentCount);
    const auto add = [&](const LineString& road) {
        for (std::size_t i = 0; i + 1 < road.size() && roads.size() < segmentCount; ++i)
            roads.push_back({road[i], road[i + 1]});
    };

    // From each town to its three nearest.
    for (std::size_t from = 0; from < towns.size(); ++from) {
        std::vector<std::size_t> nearest;
        for (std::size_t to = 0; to < towns.size(); ++to)
            if (to != from)
                nearest.push_back(to);
        const auto distance = [&](std::size_t to) {
            return std::hypot(towns[to].x - towns[from].x, towns[to].y - towns[from].y);
        };
        std::sort(nearest.begin(), nearest.end(),
                  [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
        for (std::size_t k = 0; k < 3; ++k)
            add(wigglyBorder(random, towns[from], towns[nearest[k]], 25));
    }

    // Streets: one more on each side of each town's middle in turn until the number is reached.
    constexpr double blockM = 70;
    constexpr double halfM = 900;
    for (int round = 0; roads.size() < segmentCount; ++round) {
        for (std::size_t town = 0; town < towns.size() && roads.size() < segmentCount; ++town) {
            const double angle = 0.37 * static_cast<double>(town);
            const double asideM = blockM * (round / 2 + 0.5) * (round % 2 ? -1 : 1);
            for (const bool isCross : {false, true}) {
                LineString street;
                for (double along = -halfM; along <= halfM; along += blockM) {
                    const double u = along + random.between(-6, 6);
                    const double v = asideM + random.between(-6, 6);
                    const double east = isCross ? -v : u;
                    const double north = isCross ? u : v;
                    street.push_back({towns[town].x + east * std::cos(angle) - north * std::sin(angle),
                                      towns[town].y + east * std::sin(angle) + north * std::cos(angle)});
                }
                add(street);
            }
        }
    }
    return roads;
}

}  // namespace chiiki::bench
