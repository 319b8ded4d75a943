#include "core/geo/area_locator.h"

#include <algorithm>
#include <array>

#include "core/geo/area_grid.h"

namespace chiiki {

struct AreaLocator::Grid : AreaGrid {};

namespace {

template <typename Word>
std::int32_t locateOne(const AreaGrid& grid, const std::vector<Word>& words, Point p)
{
    const std::uint32_t row = grid.frame.row(p.y);
    const std::uint32_t word = words[std::size_t{row} * grid.frame.columns + grid.frame.column(p.x)];
    if (word < grid.firstBorder)
        return static_cast<std::int32_t>(word) - 1;
    return grid.areaAtBorder(row, word - grid.firstBorder, p);
}

/// Points in blocks: first every point's word with nothing to guess for the processor, then the few near a border.
template <typename Word>
void locateMany(const AreaGrid& grid, const std::vector<Word>& words, std::span<const Point> points,
                std::span<std::int32_t> areas)
{
    constexpr std::size_t blockSize = 512;
    const GridFrame frame = grid.frame;
    const std::uint32_t firstBorder = grid.firstBorder;
    const Word* table = words.data();
    std::array<std::uint32_t, blockSize> atBorder;
    for (std::size_t first = 0; first < points.size(); first += blockSize) {
        const std::size_t count = std::min(blockSize, points.size() - first);
        const Point* point = points.data() + first;
        std::int32_t* area = areas.data() + first;
        std::size_t borderCount = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t place = std::size_t{frame.row(point[i].y)} * frame.columns + frame.column(point[i].x);
            const std::uint32_t word = table[place];
            area[i] = static_cast<std::int32_t>(word) - 1;
            atBorder[borderCount] = static_cast<std::uint32_t>(i);
            borderCount += word >= firstBorder;
        }
        const auto rowAt = [&](std::size_t k) { return frame.row(point[atBorder[k]].y); };
        const auto cellAt = [&](std::size_t k) {
            return static_cast<std::uint32_t>(area[atBorder[k]] + 1) - firstBorder;
        };
        for (std::size_t k = 0; k < borderCount; ++k)
            grid.prefetchCell(rowAt(k), cellAt(k));
        for (std::size_t k = 0; k < borderCount; ++k)
            grid.prefetchEdges(rowAt(k), cellAt(k));
        for (std::size_t k = 0; k < borderCount; ++k)
            area[atBorder[k]] = grid.areaAtBorder(rowAt(k), cellAt(k), point[atBorder[k]]);
    }
}

}  // namespace

AreaLocator::AreaLocator(std::span<const MultiPolygon> areas)
    : grid_(std::make_unique<Grid>(Grid{gridOf(areas)}))
{
}

AreaLocator::AreaLocator(AreaLocator&&) noexcept = default;
AreaLocator& AreaLocator::operator=(AreaLocator&&) noexcept = default;
AreaLocator::~AreaLocator() = default;

std::int32_t AreaLocator::locate(Point point) const
{
    return grid_->words.empty() ? locateOne(*grid_, grid_->wideWords, point) : locateOne(*grid_, grid_->words, point);
}

void AreaLocator::locate(std::span<const Point> points, std::span<std::int32_t> areas) const
{
    if (grid_->words.empty())
        locateMany(*grid_, grid_->wideWords, points, areas);
    else
        locateMany(*grid_, grid_->words, points, areas);
}

Extent AreaLocator::extent() const
{
    return grid_->extent;
}

}  // namespace chiiki
