#include "core/geo/topology.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "core/geo/point_index.h"

namespace chiiki {
namespace {

using VertexId = PointIndex::Id;
constexpr VertexId noVertex = ~VertexId{0};

bool isBefore(Point a, Point b)
{
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}

/// The different positions, and those where arcs end.
class Vertices {
public:
    /// For up to so many positions, some of them the same.
    explicit Vertices(std::size_t most)
        : index_(most)
    {
    }

    VertexId idOf(Point p)
    {
        const VertexId id = index_.idOf(p);
        if (id == neighbours_.size()) {
            neighbours_.push_back({noVertex, noVertex});
            isNode_.push_back(false);
        }
        return id;
    }

    void visit(VertexId vertex, VertexId previous, VertexId next)
    {
        const Pair here{std::min(previous, next), std::max(previous, next)};
        Pair& known = neighbours_[vertex];
        if (known.low == noVertex)
            known = here;
        if (here.low == here.high || here.low != known.low || here.high != known.high)
            isNode_[vertex] = true;
    }

    Point operator[](VertexId vertex) const { return index_.points()[vertex]; }
    bool isNode(VertexId vertex) const { return isNode_[vertex]; }

private:
    struct Pair {
        VertexId low;
        VertexId high;
    };
    PointIndex index_;
    std::vector<Pair> neighbours_;  // of the first visit; a later visit with others makes a node
    std::vector<bool> isNode_;
};

/// The ring's different vertices in order, not closed; empty where it is no ring.
std::vector<VertexId> verticesOf(const Ring& ring, Vertices& vertices)
{
    std::vector<VertexId> ids;
    ids.reserve(ring.size());
    for (const Point p : ring) {
        const VertexId id = vertices.idOf(p);
        if (ids.empty() || ids.back() != id)
            ids.push_back(id);
    }
    while (ids.size() > 1 && ids.front() == ids.back())
        ids.pop_back();
    const bool isRing = ids.size() > 2 && std::any_of(ids.begin() + 2, ids.end(),
                                                      [&](VertexId id) { return id != ids[0] && id != ids[1]; });
    if (!isRing)
        ids.clear();
    return ids;
}

/// Cuts rings at nodes and gives the same arc the same id in both directions.
class ArcCutter {
public:
    ArcCutter(const Vertices& vertices, std::vector<LineString>& arcs)
        : vertices_(vertices)
        , arcs_(arcs)
    {
    }

    Topology::RingArcs cut(std::vector<VertexId> ring)
    {
        std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(startOf(ring)), ring.end());
        ring.push_back(ring.front());
        Topology::RingArcs ids;
        std::size_t first = 0;
        for (std::size_t i = 1; i < ring.size(); ++i) {
            if (i + 1 < ring.size() && !vertices_.isNode(ring[i]))
                continue;
            ids.push_back(arcOf(std::span(ring).subspan(first, i - first + 1)));
            first = i;
        }
        return ids;
    }

private:
    std::size_t startOf(std::span<const VertexId> ring) const
    {
        std::size_t start = 0;
        bool hasNode = vertices_.isNode(ring[0]);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const bool isNode = vertices_.isNode(ring[i]);
            const bool isSmaller = isBefore(vertices_[ring[i]], vertices_[ring[start]]);
            if ((isNode && !hasNode) || (isNode == hasNode && isSmaller))
                start = i;
            hasNode = hasNode || isNode;
        }
        return start;
    }

    // Between nodes a vertex has two neighbours only, so the first edge decides the whole arc.
    Topology::ArcId arcOf(std::span<const VertexId> line)
    {
        const auto key = [](VertexId from, VertexId next) { return std::uint64_t{from} << 32 | next; };
        const auto id = static_cast<Topology::ArcId>(arcs_.size());
        const auto [place, isNew] = byFirstEdge_.try_emplace(key(line[0], line[1]), id);
        if (!isNew)
            return place->second;
        byFirstEdge_.try_emplace(key(line[line.size() - 1], line[line.size() - 2]), ~id);
        LineString& arc = arcs_.emplace_back();
        arc.reserve(line.size());
        for (const VertexId vertex : line)
            arc.push_back(vertices_[vertex]);
        return id;
    }

    const Vertices& vertices_;
    std::vector<LineString>& arcs_;
    std::unordered_map<std::uint64_t, Topology::ArcId> byFirstEdge_;
};

}  // namespace

Topology topologyOf(std::span<const MultiPolygon> areas)
{
    std::size_t count = 0;
    for (const MultiPolygon& area : areas)
        for (const Polygon& polygon : area)
            for (const Ring& ring : polygon.rings)
                count += ring.size();
    Vertices vertices(count);
    std::vector<std::vector<std::vector<std::vector<VertexId>>>> rings(areas.size());  // [area][polygon][ring]
    for (std::size_t area = 0; area < areas.size(); ++area) {
        for (const Polygon& polygon : areas[area]) {
            std::vector<std::vector<VertexId>> kept;
            for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
                std::vector<VertexId> ids = verticesOf(polygon.rings[r], vertices);
                if (ids.empty() && r == 0)
                    break;
                if (!ids.empty())
                    kept.push_back(std::move(ids));
            }
            if (!kept.empty())
                rings[area].push_back(std::move(kept));
        }
        for (const auto& polygon : rings[area])
            for (const auto& ring : polygon)
                for (std::size_t i = 0, n = ring.size(); i < n; ++i)
                    vertices.visit(ring[i], ring[(i + n - 1) % n], ring[(i + 1) % n]);
    }

    Topology topology;
    topology.areas.resize(areas.size());
    ArcCutter cutter(vertices, topology.arcs);
    for (std::size_t area = 0; area < areas.size(); ++area) {
        for (auto& polygon : rings[area]) {
            Topology::PolygonArcs& cut = topology.areas[area].emplace_back();
            for (auto& ring : polygon)
                cut.push_back(cutter.cut(std::move(ring)));
        }
    }
    return topology;
}

MultiPolygon outlineOf(const Topology& topology, std::size_t areaIndex)
{
    MultiPolygon outline;
    for (const Topology::PolygonArcs& polygon : topology.areas[areaIndex]) {
        Polygon& whole = outline.emplace_back();
        for (const Topology::RingArcs& ids : polygon) {
            Ring& ring = whole.rings.emplace_back();
            for (const Topology::ArcId id : ids) {
                const LineString& arc = topology.arcs[arcIndex(id)];
                // Each arc's first point is the last one's last.
                const std::size_t skipped = ring.empty() ? 0 : 1;
                if (id >= 0)
                    ring.insert(ring.end(), arc.begin() + static_cast<std::ptrdiff_t>(skipped), arc.end());
                else
                    ring.insert(ring.end(), arc.rbegin() + static_cast<std::ptrdiff_t>(skipped), arc.rend());
            }
        }
    }
    return outline;
}

}  // namespace chiiki
