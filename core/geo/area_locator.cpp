#include "core/geo/area_locator.h"

#include <algorithm>
#include <array>

#include "core/geo/area_grid.h"

namespace chiiki {

struct AreaLocator::Grid : AreaGrid {};

namespace {

template <typename Word>
std::int32_t locateOne(const AreaGrid& grid, const CellWords<Word>& words, Point p)
{
    const std::uint32_t row = grid.frame.row(p.y);
    const std::uint32_t word = words.cells[std::size_t{row} * grid.frame.columns + grid.frame.column(p.x)];
    if (word < grid.firstBorder)
        return static_cast<std::int32_t>(word) - 1;
    return grid.areaAtBorder(row, word - grid.firstBorder, p);
}

/// Points in blocks, with nothing to guess for the processor: first every point's tile, then the cell of those few
/// whose tile is mixed, then the edges of the fewer near a border.
template <typename Word>
void locateMany(const AreaGrid& grid, const CellWords<Word>& words, std::span<const Point> points,
                std::span<std::int32_t> areas)
{
    constexpr std::size_t blockSize = 2048;
    constexpr int shift = GridFrame::tileShift;
    const GridFrame frame = grid.frame;
    const CellFinder finder(frame);
    const std::uint32_t firstBorder = grid.firstBorder;
    const std::size_t tileColumns = grid.frame.columns >> shift;
    const Word* tiles = words.tiles.data();
    const Word* cells = words.cells.data();
    struct AtBorder {
        std::uint32_t point;
        std::uint32_t row;
        std::uint32_t cell;
    };
    std::array<std::uint16_t, blockSize> inMixed;
    std::array<AtBorder, blockSize> atBorder;
    for (std::size_t first = 0; first < points.size(); first += blockSize) {
        const std::size_t count = std::min(blockSize, points.size() - first);
        const Point* point = points.data() + first;
        std::int32_t* area = areas.data() + first;
        std::size_t mixedCount = 0, borderCount = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const CellFinder::Cell tile = finder.cellOf(point[i]) >> shift;
            const Word word =
                tiles[static_cast<std::uint32_t>(tile[1]) * tileColumns + static_cast<std::uint32_t>(tile[0])];
            area[i] = static_cast<std::int32_t>(word) - 1;
            inMixed[mixedCount] = static_cast<std::uint16_t>(i);
            mixedCount += word == CellWords<Word>::mixed;
        }
        for (std::size_t k = 0; k < mixedCount; ++k) {
            const std::uint32_t i = inMixed[k];
            const std::uint32_t row = frame.row(point[i].y);
            const std::uint32_t word = cells[std::size_t{row} * frame.columns + frame.column(point[i].x)];
            area[i] = static_cast<std::int32_t>(word) - 1;
            atBorder[borderCount] = {i, row, word - firstBorder};
            borderCount += word >= firstBorder;
        }
        for (std::size_t k = 0; k < borderCount; ++k)
            grid.prefetchCell(atBorder[k].row, atBorder[k].cell);
        for (std::size_t k = 0; k < borderCount; ++k)
            grid.prefetchEdges(atBorder[k].row, atBorder[k].cell);
        for (std::size_t k = 0; k < borderCount; ++k)
            area[atBorder[k].point] = grid.areaAtBorder(atBorder[k].row, atBorder[k].cell, point[atBorder[k].point]);
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
    return grid_->words.cells.empty() ? locateOne(*grid_, grid_->wideWords, point)
                                      : locateOne(*grid_, grid_->words, point);
}

void AreaLocator::locate(std::span<const Point> points, std::span<std::int32_t> areas) const
{
    if (grid_->words.cells.empty())
        locateMany(*grid_, grid_->wideWords, points, areas);
    else
        locateMany(*grid_, grid_->words, points, areas);
}

Extent AreaLocator::extent() const
{
    return grid_->extent;
}

}  // namespace chiiki
