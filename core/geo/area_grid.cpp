#include "core/geo/area_grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include <tbb/parallel_for.h>

#include "core/geo/border_cells.h"

namespace chiiki {
namespace {

constexpr double farthest = 1e100;  // products of coordinates must not overflow
constexpr std::size_t edgesPerChunk = 8192;
constexpr std::uint32_t tileSide = GridFrame::tileSide;
constexpr std::uint32_t rowsPerBlock = 32;
static_assert(rowsPerBlock % tileSide == 0);
constexpr double cellsPerEdge = 5;  // finer: fewer points near a border, but a table that leaves the cache
constexpr double mostCells = 2048.0 * 2048.0;

/// body(0) ... body(count - 1), on all cores where there is enough to do to pay for waking them.
template <typename Body>
void forEach(std::size_t count, bool isWorthThreads, const Body& body)
{
    if (isWorthThreads)
        tbb::parallel_for(std::size_t{0}, count, body);
    else
        for (std::size_t i = 0; i < count; ++i)
            body(i);
}

/// An edge touches the (closed, slightly grown) cell.
struct Touch {
    std::uint32_t edge;
    std::uint16_t row;
    std::uint16_t column;
};

/// Along the lower line of `row`, the corners from `column` on lie east of an edge of the area, those before west.
struct Crossing {
    std::int32_t area;
    std::uint16_t row;
    std::uint16_t column;
};

struct Edges {
    std::vector<GridEdge> edges;
    Extent extent;

    explicit Edges(std::span<const MultiPolygon> areas)
    {
        std::size_t count = 0;
        for (const MultiPolygon& area : areas)
            for (const Polygon& polygon : area)
                for (const Ring& ring : polygon.rings)
                    count += ring.size();
        edges.reserve(count);
        for (std::size_t area = 0; area < areas.size(); ++area)
            for (const Polygon& polygon : areas[area])
                for (const Ring& ring : polygon.rings)
                    append(ring, static_cast<std::int32_t>(area));
    }

private:
    void append(const Ring& ring, std::int32_t area)
    {
        const auto isUsable = [](Point p) { return std::abs(p.x) < farthest && std::abs(p.y) < farthest; };
        if (ring.size() < 4)
            return;
        auto p = std::find_if(ring.begin(), ring.end(), isUsable);
        if (p == ring.end())
            return;
        const Point first = *p;
        Point previous = first;
        for (++p; p != ring.end(); ++p) {
            if (!isUsable(*p))
                continue;
            append(previous, *p, area);
            previous = *p;
        }
        append(previous, first, area);
    }
    void append(Point a, Point b, std::int32_t area)
    {
        if (a == b)
            return;
        const bool isInOrder = a.x < b.x || (a.x == b.x && a.y < b.y);
        edges.push_back(isInOrder ? GridEdge{a, b, area} : GridEdge{b, a, area});
        extent.include(b);  // a was, or will be at the ring's end, the b of another
    }
};

/// Distance within which an edge counts as touching: far above the rounding of GridFrame's sums, far below a cell.
struct Margin {
    double x;
    double y;
};

double ulpOf(double low, double high)
{
    return std::numeric_limits<double>::epsilon() * std::max(std::abs(low), std::abs(high));
}

GridFrame frameOf(const Extent& extent, std::size_t edgeCount)
{
    GridFrame frame;
    if (extent.isEmpty())
        return frame;
    const double cells = std::clamp(cellsPerEdge * static_cast<double>(edgeCount), 64.0, mostCells);
    // Never so fine that a cell is near the rounding of its coordinates.
    const double leastWidth = std::max(1024 * ulpOf(extent.minX, extent.maxX), 1e-140);
    const double leastHeight = std::max(1024 * ulpOf(extent.minY, extent.maxY), 1e-140);
    const double width = std::max(extent.width(), leastWidth);
    const double height = std::max(extent.height(), leastHeight);
    const auto countFor = [](double length, double side) { return std::clamp(std::floor(length / side), 1.0, 8192.0); };
    const double side = std::sqrt(width / cells) * std::sqrt(height);
    const double columns = std::min(countFor(width, side), countFor(width, leastWidth));
    const double rows = std::min(countFor(height, side), countFor(height, leastHeight));
    frame.cellWidth = width / columns;
    frame.cellHeight = height / rows;
    frame.originX = extent.minX - 1.5 * frame.cellWidth;
    frame.originY = extent.minY - 1.5 * frame.cellHeight;
    frame.columnsPerUnit = 1 / frame.cellWidth;
    frame.rowsPerUnit = 1 / frame.cellHeight;
    const auto wholeTiles = [](double count) {
        return (static_cast<std::uint32_t>(count) + 3 + tileSide - 1) / tileSide * tileSide;  // 3: the margins
    };
    frame.columns = wholeTiles(columns);
    frame.rows = wholeTiles(rows);
    frame.lastColumn = frame.columns - 1;
    frame.lastRow = frame.rows - 1;
    return frame;
}

/// What a chunk of the edges touches and crosses.
class Tracer {
public:
    Tracer(const GridFrame& frame, Margin margin)
        : frame_(frame)
        , margin_(margin)
    {
    }

    void trace(const GridEdge& edge, std::uint32_t index)
    {
        const double low = std::min(edge.a.y, edge.b.y), high = std::max(edge.a.y, edge.b.y);
        const std::uint32_t firstRow = frame_.row(low - margin_.y), lastRow = frame_.row(high + margin_.y);
        const std::uint32_t firstColumn = frame_.column(edge.a.x - margin_.x);
        const std::uint32_t lastColumn = frame_.column(edge.b.x + margin_.x);
        const double slope = (edge.b.x - edge.a.x) / (edge.b.y - edge.a.y);  // not finite: level
        for (std::uint32_t row = firstRow; row <= lastRow; ++row) {
            std::uint32_t from = firstColumn, to = lastColumn;
            if (firstRow != lastRow && firstColumn != lastColumn && std::isfinite(slope)) {
                const double bottom = std::max(low, frame_.cornerY(row) - 2 * margin_.y);
                const double top = std::min(high, frame_.cornerY(row + 1) + 2 * margin_.y);
                const double x1 = edge.a.x + (bottom - edge.a.y) * slope, x2 = edge.a.x + (top - edge.a.y) * slope;
                from = std::max(from, frame_.column(std::min(x1, x2) - 2 * margin_.x));
                to = std::min(to, frame_.column(std::max(x1, x2) + 2 * margin_.x));
            }
            for (std::uint32_t column = from; column <= to; ++column)
                touches.push_back({index, static_cast<std::uint16_t>(row), static_cast<std::uint16_t>(column)});
            const double y = frame_.cornerY(row);
            if ((edge.a.y <= y) != (edge.b.y <= y))
                crossings.push_back({edge.area, static_cast<std::uint16_t>(row), firstColumnEastOf(edge, y)});
        }
    }

    std::vector<Touch> touches;
    std::vector<Crossing> crossings;

private:
    std::uint16_t firstColumnEastOf(const GridEdge& edge, double y) const
    {
        // The guess may be off by rounding; the exact side settles it. The margin columns lie clear of every edge.
        const bool isRising = edge.b.y > edge.a.y;
        const auto isEast = [&](std::uint32_t column) {
            return isLeftOf(edge.a, edge.b, {frame_.cornerX(column), y}) != isRising;
        };
        const double x = edge.a.x + (y - edge.a.y) * ((edge.b.x - edge.a.x) / (edge.b.y - edge.a.y));
        std::uint32_t column = frame_.column(x);
        while (column + 1 < frame_.columns && !isEast(column))
            ++column;
        while (column > 0 && isEast(column - 1))
            --column;
        return static_cast<std::uint16_t>(column);
    }

    const GridFrame& frame_;
    Margin margin_;
};

/// Items of all chunks put into rows; within a row they keep the order of the edges.
template <typename Item>
struct ByRow {
    std::vector<Item> items;
    std::vector<std::uint32_t> firstOfRow;  // one more than rows

    std::span<const Item> row(std::uint32_t row) const
    {
        return std::span(items).subspan(firstOfRow[row], firstOfRow[row + 1] - firstOfRow[row]);
    }
};

template <typename Item>
ByRow<Item> byRow(const std::vector<Tracer>& chunks, std::vector<Item> Tracer::*items, std::uint32_t rows)
{
    ByRow<Item> sorted;
    std::vector<std::vector<std::uint32_t>> next(chunks.size(), std::vector<std::uint32_t>(rows, 0));
    forEach(chunks.size(), chunks.size() > 1, [&](std::size_t chunk) {
        for (const Item& item : chunks[chunk].*items)
            ++next[chunk][item.row];
    });
    sorted.firstOfRow.resize(rows + 1);
    std::uint32_t total = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
        sorted.firstOfRow[row] = total;
        for (std::vector<std::uint32_t>& ofChunk : next)
            total += std::exchange(ofChunk[row], total);
    }
    sorted.firstOfRow[rows] = total;
    sorted.items.resize(total);
    forEach(chunks.size(), chunks.size() > 1, [&](std::size_t chunk) {
        for (const Item& item : chunks[chunk].*items)
            sorted.items[next[chunk][item.row]++] = item;
    });
    return sorted;
}

/// Fills rows of the grid, a block at a time: walks along each row's lower line with the areas that contain it.
template <typename Word>
class RowFiller {
public:
    RowFiller(AreaGrid& grid, CellWords<Word>& words, std::span<const GridEdge> edges, const ByRow<Touch>& touches,
              const ByRow<Crossing>& crossings)
        : grid_(grid)
        , words_(words)
        , edges_(edges)
        , touches_(touches)
        , crossings_(crossings)
    {
    }

    void fillBlock(std::uint32_t block) const
    {
        BorderBlock& owner = grid_.blocks[block];
        const std::uint32_t first = block * rowsPerBlock, last = std::min(first + rowsPerBlock, grid_.frame.rows);
        owner.edges.reserve(touches_.firstOfRow[last] - touches_.firstOfRow[first]);
        CellBuilder builder(edges_, owner);
        RowWork work;
        work.end.resize(grid_.frame.columns, 0);
        std::vector<std::size_t> firstCell;
        for (std::uint32_t row = first; row < last; ++row) {
            firstCell.push_back(owner.cells.size());
            fillRow(row, owner, builder, work);
        }
        for (std::uint32_t row = first; row < last; row += tileSide)
            fillTiles(row);
        for (std::uint32_t row = first; row < last; ++row)
            grid_.borderRows[row] = {owner.cells.data() + firstCell[row - first], owner.edges.data(),
                                     owner.runs.data()};
    }

private:
    /// What filling one row leaves to be used again by the next.
    struct RowWork {
        std::vector<std::uint32_t> end;      // by column, into `edges`; all 0 between rows
        std::vector<std::uint16_t> touched;  // columns, in order
        std::vector<std::uint32_t> edges;    // by column
        std::vector<Crossing> crossings;     // by column
    };

    void sortRow(std::uint32_t row, RowWork& work) const
    {
        const auto touches = touches_.row(row);
        work.touched.clear();
        for (const Touch& touch : touches)
            if (work.end[touch.column]++ == 0)
                work.touched.push_back(touch.column);
        std::sort(work.touched.begin(), work.touched.end());
        std::uint32_t begin = 0;
        for (const std::uint16_t column : work.touched)
            begin += std::exchange(work.end[column], begin);
        work.edges.resize(touches.size());
        for (const Touch& touch : touches)
            work.edges[work.end[touch.column]++] = touch.edge;  // `end` holds beginnings before, ends after

        const auto crossings = crossings_.row(row);
        work.crossings.assign(crossings.begin(), crossings.end());
        std::sort(work.crossings.begin(), work.crossings.end(),
                  [](const Crossing& a, const Crossing& b) { return a.column < b.column; });
    }

    void fillRow(std::uint32_t row, BorderBlock& owner, CellBuilder& builder, RowWork& work) const
    {
        sortRow(row, work);
        const std::uint32_t columns = grid_.frame.columns;
        const std::size_t firstCell = owner.cells.size();
        Word* words = words_.cells.data() + std::size_t{row} * columns;
        AreaSet inside;
        auto crossing = work.crossings.begin();
        std::uint32_t filled = 0;  // columns that have their word
        const auto fillTo = [&](std::uint32_t column) {
            std::fill(words + filled, words + column, static_cast<Word>(inside.lowest() + 1));
            filled = column;
        };
        const auto crossUpTo = [&](std::uint32_t column) {
            for (; crossing != work.crossings.end() && crossing->column <= column; ++crossing) {
                fillTo(crossing->column);
                inside.toggle(crossing->area);
            }
        };
        std::uint32_t begin = 0;
        for (const std::uint16_t column : work.touched) {
            crossUpTo(column);
            fillTo(column);
            const std::uint32_t end = std::exchange(work.end[column], 0);
            const auto touching = std::span(work.edges).subspan(begin, end - begin);
            begin = end;
            const Point corner{grid_.frame.cornerX(column), grid_.frame.cornerY(row)};
            const std::size_t k = owner.cells.size() - firstCell;
            if (builder.build(touching, corner, inside))
                words[filled++] = static_cast<Word>(grid_.firstBorder + k);
        }
        crossUpTo(columns);
        fillTo(columns);
    }

    /// The tiles that begin with `row`.
    void fillTiles(std::uint32_t row) const
    {
        const std::uint32_t columns = grid_.frame.columns;
        const Word* cells = words_.cells.data() + std::size_t{row} * columns;
        Word* tile = words_.tiles.data() + std::size_t{row / tileSide} * (columns / tileSide);
        for (std::uint32_t column = 0; column < columns; column += tileSide) {
            std::array<Word, tileSide> same;
            same.fill(cells[column]);
            bool isOne = same[0] < grid_.firstBorder;
            for (std::uint32_t k = 0; k < tileSide; ++k)
                isOne = isOne && std::memcmp(cells + k * columns + column, same.data(), sizeof same) == 0;
            *tile++ = isOne ? same[0] : CellWords<Word>::mixed;
        }
    }

    AreaGrid& grid_;
    CellWords<Word>& words_;
    std::span<const GridEdge> edges_;
    const ByRow<Touch>& touches_;
    const ByRow<Crossing>& crossings_;
};

template <typename Word>
void fill(AreaGrid& grid, CellWords<Word>& words, std::span<const GridEdge> edges, const ByRow<Touch>& touches,
          const ByRow<Crossing>& crossings)
{
    words.cells.resize(std::size_t{grid.frame.rows} * grid.frame.columns);
    words.tiles.resize(words.cells.size() / (tileSide * tileSide));
    grid.borderRows.resize(grid.frame.rows);
    grid.blocks.resize((grid.frame.rows + rowsPerBlock - 1) / rowsPerBlock);
    const RowFiller<Word> filler(grid, words, edges, touches, crossings);
    forEach(grid.blocks.size(), edges.size() > edgesPerChunk,
            [&](std::size_t block) { filler.fillBlock(static_cast<std::uint32_t>(block)); });
}

}  // namespace

std::int32_t AreaGrid::areaInCrowd(const BorderRow& owner, const BorderCell& cell, Point p)
{
    const std::span runs(owner.runs + cell.firstRun, cell.runCount);
    for (const AreaRun& run : runs) {
        bool isInside = run.hasCorner;
        for (const BorderEdge& edge : std::span(owner.edges + run.firstEdge, run.edgeCount))
            isInside ^= edge.isCrossed(cell.corner, p) != 0;
        if (isInside)
            return run.area;
    }
    return -1;
}

AreaGrid gridOf(std::span<const MultiPolygon> areas)
{
    AreaGrid grid;
    const Edges found(areas);
    const std::vector<GridEdge>& edges = found.edges;
    grid.extent = found.extent;
    grid.frame = frameOf(grid.extent, edges.size());
    grid.firstBorder = static_cast<std::uint32_t>(areas.size()) + 1;

    const Margin margin{1e-6 * grid.frame.cellWidth + 8 * ulpOf(grid.extent.minX, grid.extent.maxX),
                        1e-6 * grid.frame.cellHeight + 8 * ulpOf(grid.extent.minY, grid.extent.maxY)};
    std::vector<Tracer> chunks((edges.size() + edgesPerChunk - 1) / edgesPerChunk, Tracer(grid.frame, margin));
    forEach(chunks.size(), chunks.size() > 1, [&](std::size_t chunk) {
        const std::size_t first = chunk * edgesPerChunk, last = std::min(first + edgesPerChunk, edges.size());
        chunks[chunk].touches.reserve(2 * (last - first));
        for (std::size_t i = first; i < last; ++i)
            chunks[chunk].trace(edges[i], static_cast<std::uint32_t>(i));
    });
    const auto touches = byRow(chunks, &Tracer::touches, grid.frame.rows);
    const auto crossings = byRow(chunks, &Tracer::crossings, grid.frame.rows);
    const bool fits = grid.firstBorder + grid.frame.columns <= std::numeric_limits<std::uint16_t>::max();
    if (fits)
        fill(grid, grid.words, edges, touches, crossings);
    else
        fill(grid, grid.wideWords, edges, touches, crossings);
    return grid;
}

}  // namespace chiiki
