#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/geo/area_grid.h"
#include "core/model/geometry.h"

namespace chiiki {

/// An edge of one area, as the grid is built from it.
struct GridEdge {
    Point a;  // before b by x, then y
    Point b;
    std::int32_t area;

    bool isSamePlace(const GridEdge& other) const { return a.x == other.a.x && a == other.a && b == other.b; }
};

/// Areas that contain a place, lowest first.
class AreaSet {
public:
    void toggle(std::int32_t area)
    {
        const auto place = std::lower_bound(areas_.begin(), areas_.end(), area);
        if (place != areas_.end() && *place == area)
            areas_.erase(place);
        else
            areas_.insert(place, area);
    }
    std::int32_t lowest() const { return areas_.empty() ? -1 : areas_.front(); }
    bool contains(std::int32_t area) const { return std::binary_search(areas_.begin(), areas_.end(), area); }
    std::span<const std::int32_t> areas() const { return areas_; }

private:
    std::vector<std::int32_t> areas_;
};

/// Builds one border cell after the other; its buffers live through a block of rows.
class CellBuilder {
public:
    /// Both must outlive the builder.
    CellBuilder(std::span<const GridEdge> edges, BorderBlock& block)
        : edges_(edges)
        , block_(block)
    {
    }

    /// Appends the cell to the block. `touching` are indices of edges, all those that touch the cell. False where the
    /// edges cancel each other out: the cell is wholly like its corner, and nothing is appended.
    bool build(std::span<const std::uint32_t> touching, Point corner, const AreaSet& atCorner);

private:
    /// Edges at the same place, and the areas that swap there; low < high, high == none for one area.
    struct Group {
        std::uint32_t edge;
        std::int32_t low;
        std::int32_t high;
        std::uint8_t bit;

        void enter(std::int32_t area);
    };
    static constexpr std::int32_t none = std::numeric_limits<std::int32_t>::max();
    static constexpr std::int32_t tooMany = -1;  // in `low`: three areas or more

    void groupSameEdges(std::span<const std::uint32_t> touching);
    /// Gives each group the bit of its kind; false where there are too many kinds.
    bool sortIntoKinds();
    void buildPlain(BorderCell& cell, const AreaSet& atCorner);
    void buildCrowd(BorderCell& cell, std::span<const std::uint32_t> touching, const AreaSet& atCorner);

    std::span<const GridEdge> edges_;
    BorderBlock& block_;
    std::vector<Group> groups_;
    std::vector<Group> kinds_;
    std::vector<std::uint32_t> order_;
    AreaSet inside_;
};

}  // namespace chiiki
