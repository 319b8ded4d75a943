#include "core/geo/border_cells.h"

#include <tuple>
#include <utility>

namespace chiiki {

bool CellBuilder::build(std::span<const std::uint32_t> touching, Point corner, const AreaSet& atCorner)
{
    BorderCell cell;
    cell.corner = corner;
    groupSameEdges(touching);
    if (groups_.empty())
        return false;
    if (!sortIntoKinds())
        buildCrowd(cell, touching, atCorner);
    else
        buildPlain(cell, atCorner);
    block_.cells.push_back(cell);
    return true;
}

void CellBuilder::Group::enter(std::int32_t area)
{
    if (low == tooMany)
        return;
    if (low == none)
        low = area;
    else if (low == area)
        low = std::exchange(high, none);
    else if (high == area)
        high = none;
    else if (high == none)
        std::tie(low, high) = std::minmax({low, area});
    else
        low = tooMany;
}

void CellBuilder::groupSameEdges(std::span<const std::uint32_t> touching)
{
    constexpr std::size_t fewEdges = 48;
    groups_.clear();
    if (touching.size() <= fewEdges) {
        for (const std::uint32_t index : touching) {
            const GridEdge& edge = edges_[index];
            auto group = groups_.begin();
            while (group != groups_.end() && !edges_[group->edge].isSamePlace(edge))
                ++group;
            if (group == groups_.end())
                groups_.push_back({index, edge.area, none, 0});
            else
                group->enter(edge.area);
        }
    } else {
        order_.assign(touching.begin(), touching.end());
        std::sort(order_.begin(), order_.end(), [this](std::uint32_t i, std::uint32_t j) {
            const GridEdge &p = edges_[i], &q = edges_[j];
            return std::tie(p.a.x, p.a.y, p.b.x, p.b.y, i) < std::tie(q.a.x, q.a.y, q.b.x, q.b.y, j);
        });
        for (const std::uint32_t index : order_) {
            if (groups_.empty() || !edges_[groups_.back().edge].isSamePlace(edges_[index]))
                groups_.push_back({index, edges_[index].area, none, 0});
            else
                groups_.back().enter(edges_[index].area);
        }
    }
    std::erase_if(groups_, [](const Group& group) { return group.low == none; });
}

bool CellBuilder::sortIntoKinds()
{
    kinds_.clear();
    for (Group& group : groups_) {
        if (group.low == tooMany)
            return false;
        std::size_t kind = 0;
        while (kind < kinds_.size() && !(kinds_[kind].low == group.low && kinds_[kind].high == group.high))
            ++kind;
        if (kind == BorderCell::maxKinds)
            return false;
        if (kind == kinds_.size())
            kinds_.push_back(group);
        group.bit = static_cast<std::uint8_t>(1U << kind);
    }
    return true;
}

void CellBuilder::buildPlain(BorderCell& cell, const AreaSet& atCorner)
{
    cell.firstEdge = static_cast<std::uint32_t>(block_.edges.size());
    cell.edgeCount = static_cast<std::uint32_t>(groups_.size());
    for (const Group& group : groups_)
        block_.edges.emplace_back(edges_[group.edge].a, edges_[group.edge].b, group.bit, cell.corner);
    for (std::uint32_t state = 0; state < 1U << kinds_.size(); ++state) {
        inside_ = atCorner;
        for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
            if ((state >> kind & 1) == 0)
                continue;
            inside_.toggle(kinds_[kind].low);
            if (kinds_[kind].high != none)
                inside_.toggle(kinds_[kind].high);
        }
        cell.areaOfState[state] = inside_.lowest();
    }
}

void CellBuilder::buildCrowd(BorderCell& cell, std::span<const std::uint32_t> touching, const AreaSet& atCorner)
{
    order_.assign(touching.begin(), touching.end());
    std::sort(order_.begin(), order_.end(),
              [this](std::uint32_t i, std::uint32_t j) { return edges_[i].area < edges_[j].area; });
    cell.firstRun = static_cast<std::uint32_t>(block_.runs.size());
    // An area without an edge here has the whole cell or nothing of it: a run without edges.
    std::size_t next = 0;
    const auto appendWholeUpTo = [&](std::int32_t end) {
        for (; next < atCorner.areas().size() && atCorner.areas()[next] < end; ++next)
            block_.runs.push_back({atCorner.areas()[next], 0, 0, true});
    };
    for (std::size_t first = 0; first < order_.size();) {
        const std::int32_t area = edges_[order_[first]].area;
        appendWholeUpTo(area);
        const bool hasCorner = atCorner.contains(area);
        next += hasCorner;
        AreaRun run{area, static_cast<std::uint32_t>(block_.edges.size()), 0, hasCorner};
        for (; first < order_.size() && edges_[order_[first]].area == area; ++first, ++run.edgeCount)
            block_.edges.emplace_back(edges_[order_[first]].a, edges_[order_[first]].b, std::uint8_t{0}, cell.corner);
        block_.runs.push_back(run);
    }
    appendWholeUpTo(none);
    cell.runCount = static_cast<std::uint32_t>(block_.runs.size()) - cell.firstRun;
}

}  // namespace chiiki
