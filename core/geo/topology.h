#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/model/geometry.h"

namespace chiiki {

/// Areas as arcs between nodes: a border that two areas share vertex for vertex is one arc, used by both. What
/// thinning together and TopoJSON are made of.
///
/// A node is a vertex that has other than two different neighbours over all rings, so along an arc the areas on
/// both sides never change. Arcs come in the order in which walking the areas meets them, in the direction of that
/// first walk; the same areas give the same arcs on every machine.
struct Topology {
    /// Signed as in TopoJSON: `i` is arcs[i] forward, `~i` (that is -1 - i) is arcs[i] backward.
    using ArcId = int;
    /// Arcs end to end around one ring. A ring begins at its lexicographically smallest node, one without nodes at
    /// its smallest vertex, so a ring's first point may differ from the input's.
    using RingArcs = std::vector<ArcId>;
    /// One RingArcs a ring: shell, then holes.
    using PolygonArcs = std::vector<RingArcs>;

    std::vector<LineString> arcs;                 // two points or more; a ring without nodes is one closed arc
    std::vector<std::vector<PolygonArcs>> areas;  // areas[area][polygon][ring]
};

/// Vertices are the same where their coordinates are equal bit for bit (-0 equals 0). Repeated vertices are dropped; a
/// ring with fewer than three different vertices is left out, a polygon whose shell is left out goes with its holes.
Topology topologyOf(std::span<const MultiPolygon> areas);

/// The area put together again from the arcs as they are now (thinned, say). Rings are closed; a ring whose arcs have
/// become too short has fewer than 4 points and is for the caller to judge.
MultiPolygon outlineOf(const Topology& topology, std::size_t areaIndex);

/// The arc of an id, without its direction: an index into Topology::arcs.
constexpr std::size_t arcIndex(Topology::ArcId id)
{
    return static_cast<std::size_t>(id >= 0 ? id : ~id);
}

}  // namespace chiiki
