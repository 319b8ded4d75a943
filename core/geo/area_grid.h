#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "core/geo/extent.h"
#include "core/geo/orientation.h"
#include "core/model/geometry.h"

namespace chiiki {

/// An edge as the cells that it touches keep it: ends in order (by x, then y), with what is the same for every point of
/// the cell worked out beforehand. An edge that the way corner -> (corner.x, p.y) -> p does not come near is never
/// crossed by it, so a cell needs its own edges only. Every point is read as p + (e, e^2).
struct BorderEdge {
    Point a;
    Point b;
    std::uint8_t kindBit;       // a bit of the cell's state in a plain cell, 0 in a crowded one
    std::uint8_t spansCorner;   // 1: crosses the upright line through the corner, somewhere
    std::uint8_t isCornerLeft;  // 1: the corner lies left of a -> b

    BorderEdge(Point from, Point to, std::uint8_t kind, Point corner)
        : a(from)
        , b(to)
        , kindBit(kind)
        , spansCorner(a.x <= corner.x && b.x > corner.x)
        , isCornerLeft(isLeftOf(a, b, corner))
    {
    }

    /// Whether the way to p crosses this edge an odd number of times: 0 or 1.
    unsigned isCrossed(Point corner, Point p) const
    {
        const unsigned spansLevel = (a.y <= p.y) != (b.y <= p.y);
        if ((spansCorner | spansLevel) == 0)
            return 0;
        const unsigned atBend = isLeftOf(a, b, {corner.x, p.y});
        unsigned isOdd = spansCorner & (isCornerLeft ^ atBend);
        if (spansLevel)
            isOdd ^= isLeftOf(a, b, p) ^ atBend;
        return isOdd;
    }

    /// The same by rounded arithmetic and without a branch; sets `isUnsure` where rounding could matter.
    unsigned isCrossedRounded(Point corner, Point p, unsigned& isUnsure) const
    {
        const double aboveA = a.y - p.y, aboveB = b.y - p.y;
        const double bendLeft = (a.x - corner.x) * aboveB, bendRight = aboveA * (b.x - corner.x);
        const double pointLeft = (a.x - p.x) * aboveB, pointRight = aboveA * (b.x - p.x);
        const double bend = bendLeft - bendRight, point = pointLeft - pointRight;
        const unsigned isBendUnsure = !(std::abs(bend) > roundingBound * (std::abs(bendLeft) + std::abs(bendRight)));
        const unsigned isPointUnsure =
            !(std::abs(point) > roundingBound * (std::abs(pointLeft) + std::abs(pointRight)));
        const unsigned spansLevel = (a.y <= p.y) != (b.y <= p.y);
        isUnsure |= ((spansCorner | spansLevel) & isBendUnsure) | (spansLevel & isPointUnsure);
        const unsigned atBend = bend > 0, atPoint = point > 0;
        return (spansCorner & (isCornerLeft ^ atBend)) ^ (spansLevel & (atPoint ^ atBend));
    }
};

/// The edges of one area within a crowded cell.
struct AreaRun {
    std::int32_t area;
    std::uint32_t firstEdge;
    std::uint32_t edgeCount;
    bool hasCorner;  // whether the area contains the cell's corner
};

/// A cell that a border touches. Crossing an edge swaps the areas that it bounds, so in a plain cell, whose edges
/// bound three different sets of areas at most, a state of three bits says where the point is. In a crowded cell the
/// areas are asked one by one.
struct alignas(64) BorderCell {
    static constexpr int maxKinds = 3;

    Point corner;  // lower left
    std::uint32_t firstEdge = 0;
    std::uint32_t edgeCount = 0;                   // plain cell; 0 in a crowded one
    std::int32_t areaOfState[1 << maxKinds] = {};  // plain cell
    std::uint32_t firstRun = 0;                    // crowded cell, runs by area
    std::uint32_t runCount = 0;                    // 0 in a plain cell
};

/// Where a row of cells keeps its border cells; rows are built side by side, each block of rows in its own vectors.
struct BorderRow {
    const BorderCell* cells = nullptr;
    const BorderEdge* edges = nullptr;
    const AreaRun* runs = nullptr;
};

struct BorderBlock {
    std::vector<BorderCell> cells;
    std::vector<BorderEdge> edges;
    std::vector<AreaRun> runs;
};

/// Columns and rows over an extent, with a margin on each side that no edge reaches: whatever lies beyond the extent,
/// or is not a number, falls into a cell that is outside. Both are multiples of a tile's side.
struct GridFrame {
    static constexpr int tileShift = 2;
    static constexpr std::uint32_t tileSide = 1U << tileShift;

    double originX = 0;
    double originY = 0;
    double cellWidth = 1;
    double cellHeight = 1;
    double columnsPerUnit = 1;
    double rowsPerUnit = 1;
    double lastColumn = 0;
    double lastRow = 0;
    std::uint32_t columns = tileSide;
    std::uint32_t rows = tileSide;

    std::uint32_t column(double x) const { return place((x - originX) * columnsPerUnit, lastColumn); }
    std::uint32_t row(double y) const { return place((y - originY) * rowsPerUnit, lastRow); }
    double cornerX(std::uint32_t column) const { return originX + column * cellWidth; }
    double cornerY(std::uint32_t row) const { return originY + row * cellHeight; }

private:
    static std::uint32_t place(double cells, double last)
    {
        const double notBefore = cells > 0 ? cells : 0;  // NaN too
        return static_cast<std::uint32_t>(static_cast<std::int32_t>(notBefore < last ? notBefore : last));
    }
};

/// Column and row of points at once, as the two lanes of a register: the same numbers as GridFrame's.
class CellFinder {
public:
    using Cell = std::int32_t __attribute__((vector_size(8)));  // column, row

    explicit CellFinder(const GridFrame& frame)
        : origin_{frame.originX, frame.originY}
        , perUnit_{frame.columnsPerUnit, frame.rowsPerUnit}
        , last_{frame.lastColumn, frame.lastRow}
    {
    }

    Cell cellOf(Point p) const
    {
        Pair cells = (Pair{p.x, p.y} - origin_) * perUnit_;
        cells = cells > Pair{} ? cells : Pair{};  // NaN too
        cells = cells < last_ ? cells : last_;
        return __builtin_convertvector(cells, Cell);
    }

private:
    using Pair = double __attribute__((vector_size(16)));
    Pair origin_;
    Pair perUnit_;
    Pair last_;
};

/// What a cell is: 0 = outside, i + 1 = area i, firstBorder + k = border cell k of its row.
template <typename Word>
struct CellWords {
    std::vector<Word> tiles;  // row by row; the word that all cells of a tile have, below firstBorder, or `mixed`
    std::vector<Word> cells;  // row by row
    static constexpr Word mixed = std::numeric_limits<Word>::max();
};

/// What AreaLocator looks up. Most points lie in a tile of one area, and the tiles are few enough to stay in the
/// processor's nearest cache.
struct AreaGrid {
    Extent extent;
    GridFrame frame;
    std::uint32_t firstBorder = 1;
    CellWords<std::uint16_t> words;  // empty where 16 bits are too few
    CellWords<std::uint32_t> wideWords;
    std::vector<BorderRow> borderRows;
    std::vector<BorderBlock> blocks;  // own what borderRows point into

    void prefetchCell(std::uint32_t row, std::uint32_t k) const { __builtin_prefetch(borderRows[row].cells + k); }
    void prefetchEdges(std::uint32_t row, std::uint32_t k) const
    {
        const BorderRow& owner = borderRows[row];
        const char* edges = reinterpret_cast<const char*>(owner.edges + owner.cells[k].firstEdge);
        __builtin_prefetch(edges);
        __builtin_prefetch(edges + 64);
        __builtin_prefetch(edges + 128);
    }

    /// Area of a point in border cell `k` of `row`, or -1.
    std::int32_t areaAtBorder(std::uint32_t row, std::uint32_t k, Point p) const
    {
        const BorderRow& owner = borderRows[row];
        const BorderCell& cell = owner.cells[k];
        if (cell.runCount > 0)
            return areaInCrowd(owner, cell, p);
        const std::span edges(owner.edges + cell.firstEdge, cell.edgeCount);
        unsigned state = 0, isUnsure = 0;
        for (const BorderEdge& edge : edges)
            state ^= edge.kindBit * edge.isCrossedRounded(cell.corner, p, isUnsure);
        if (isUnsure) {
            state = 0;
            for (const BorderEdge& edge : edges)
                state ^= edge.kindBit * edge.isCrossed(cell.corner, p);
        }
        return cell.areaOfState[state];
    }

private:
    static std::int32_t areaInCrowd(const BorderRow& owner, const BorderCell& cell, Point p);
};

AreaGrid gridOf(std::span<const MultiPolygon> areas);

}  // namespace chiiki
