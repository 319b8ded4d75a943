#include "core/analysis/circle_union.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <tuple>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

namespace chiiki {
namespace {

constexpr double pi = std::numbers::pi;
constexpr double fullTurn = 2 * pi;
constexpr std::size_t circlesPerTask = 128;

double normalised(double angle)
{
    if (angle < 0)
        angle += fullTurn;
    return angle >= fullTurn ? angle - fullTurn : angle;
}

bool isFinite(Point p)
{
    return std::isfinite(p.x) && std::isfinite(p.y);
}

/// Which 64ths of the turn are surely hidden: most circles of a crowd are wholly hidden, and this finds it after a
/// few neighbours, without sorting their angles.
class HiddenSectors {
public:
    bool hideFromTo(double from, double to)
    {
        if (from <= to) {
            hideSpan(from, to);
        } else {
            hideSpan(from, fullTurn);
            hideSpan(0, to);
        }
        return bits_ == ~std::uint64_t{0};
    }

private:
    void hideSpan(double from, double to)
    {
        constexpr double perSector = 64 / fullTurn;
        const int first = static_cast<int>(std::ceil(from * perSector + 1e-9));
        const int end = to >= fullTurn ? 64 : static_cast<int>(std::floor(to * perSector - 1e-9));
        if (from == 0 && end > 0)
            bits_ |= 1;
        for (int sector = first; sector < end; ++sector)
            bits_ |= std::uint64_t{1} << sector;
    }

    std::uint64_t bits_ = 0;
};

}  // namespace

/// What one thread needs to sweep round a circle, kept between circles.
struct CircleUnion::Sweep {
    struct Event {
        double angle;
        std::uint32_t circle;
        int change;
    };
    std::vector<Event> events;
    std::vector<int> countOfKind;
};

CircleUnion::CircleUnion(std::span<const std::vector<Point>> centresByKind, double radius, int atLeast)
    : kindCount_(centresByKind.size())
    , radius_(radius)
    , atLeast_(atLeast)
{
    assert(radius > 0 && std::isfinite(radius) && atLeast >= 1);
    for (std::size_t kind = 0; kind < centresByKind.size(); ++kind) {
        std::vector<Point> centres = centresByKind[kind];
        std::erase_if(centres, [](Point p) { return !isFinite(p); });
        const auto byPlace = [](Point a, Point b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); };
        std::sort(centres.begin(), centres.end(), byPlace);
        centres.erase(std::unique(centres.begin(), centres.end()), centres.end());
        for (const Point centre : centres) {
            circles_.push_back({centre, static_cast<std::uint32_t>(kind)});
            extent_.include(centre);
        }
    }
    buildGrid();
    extent_ = extent_.grownBy(radius_);
}

std::size_t CircleUnion::columnOf(Point centre) const
{
    return std::min(static_cast<std::size_t>((centre.x - gridOrigin_.x) / cellSize_), columns_ - 1);
}

std::size_t CircleUnion::rowOf(Point centre) const
{
    return std::min(static_cast<std::size_t>((centre.y - gridOrigin_.y) / cellSize_), rows_ - 1);
}

void CircleUnion::buildGrid()
{
    gridOrigin_ = {extent_.minX, extent_.minY};
    // No more cells than a few hundred thousand, however small the circles are in their plane.
    cellSize_ = std::max(2 * radius_, std::max(extent_.width(), extent_.height()) / 512);
    columns_ = static_cast<std::size_t>(extent_.width() / cellSize_) + 1;
    rows_ = static_cast<std::size_t>(extent_.height() / cellSize_) + 1;
    std::vector<std::uint32_t> cellOf;
    cellOf.reserve(circles_.size());
    cellStart_.assign(columns_ * rows_ + 1, 0);
    for (const Circle& circle : circles_) {
        const std::size_t cell = rowOf(circle.centre) * columns_ + columnOf(circle.centre);
        cellOf.push_back(static_cast<std::uint32_t>(cell));
        ++cellStart_[cell + 1];
    }
    for (std::size_t cell = 0; cell + 1 < cellStart_.size(); ++cell)
        cellStart_[cell + 1] += cellStart_[cell];
    cellCircles_.resize(circles_.size());
    std::vector<std::uint32_t> next(cellStart_.begin(), cellStart_.end() - 1);
    for (std::uint32_t circle = 0; circle < circles_.size(); ++circle)
        cellCircles_[next[cellOf[circle]]++] = circle;
}

void CircleUnion::appendArcsOf(std::uint32_t self, Sweep& sweep, std::vector<Arc>& arcs) const
{
    const Circle& circle = circles_[self];
    const std::size_t column = columnOf(circle.centre);
    const std::size_t row = rowOf(circle.centre);
    sweep.events.clear();
    sweep.countOfKind.assign(kindCount_, 0);
    HiddenSectors hidden;
    const double reach = 4 * radius_ * radius_;
    // Whether the circle is wholly hidden once `other` is there too.
    const auto isHiddenWith = [&](std::uint32_t other) {
        const double dx = circles_[other].centre.x - circle.centre.x;
        const double dy = circles_[other].centre.y - circle.centre.y;
        const double squared = dx * dx + dy * dy;
        if (other == self || !(squared < reach))
            return false;
        const std::uint32_t kind = circles_[other].kind;
        // Whatever lies in a circle of its own kind adds no kind; for a plain union any circle hides.
        const bool hides = kind == circle.kind || atLeast_ == 1;
        if (dx == 0 && dy == 0) {
            // Of two kinds at one place the later is read as infinitesimally larger, so one of them bounds.
            if (other > self)
                ++sweep.countOfKind[kind];
            return hides && other > self;
        }
        const double middle = std::atan2(dy, dx);
        const double half = std::acos(std::min(1.0, std::sqrt(squared) / (2 * radius_)));
        const double from = normalised(middle - half);
        const double to = normalised(middle + half);
        if (from > to)
            ++sweep.countOfKind[kind];
        sweep.events.push_back({from, other, +1});
        sweep.events.push_back({to, other, -1});
        return hides && hidden.hideFromTo(from, to);
    };
    // The circle's own cell first, outward from itself: in a crowd a few neighbours on both sides hide it.
    const std::size_t ownCell = row * columns_ + column;
    const std::span<const std::uint32_t> own(cellCircles_.data() + cellStart_[ownCell],
                                             cellStart_[ownCell + 1] - cellStart_[ownCell]);
    const auto place = static_cast<std::size_t>(std::lower_bound(own.begin(), own.end(), self) - own.begin());
    for (std::size_t step = 1; step < own.size(); ++step) {
        if (place >= step && isHiddenWith(own[place - step]))
            return;
        if (place + step < own.size() && isHiddenWith(own[place + step]))
            return;
    }
    for (std::size_t r = row > 0 ? row - 1 : 0; r <= std::min(row + 1, rows_ - 1); ++r)
        for (std::size_t c = column > 0 ? column - 1 : 0; c <= std::min(column + 1, columns_ - 1); ++c) {
            const std::size_t cell = r * columns_ + c;
            for (std::uint32_t i = cellStart_[cell]; cell != ownCell && i < cellStart_[cell + 1]; ++i)
                if (isHiddenWith(cellCircles_[i]))
                    return;
        }
    std::sort(sweep.events.begin(), sweep.events.end(), [](const Sweep::Event& a, const Sweep::Event& b) {
        return std::tie(a.angle, a.circle, a.change) < std::tie(b.angle, b.circle, b.change);
    });

    int otherKinds = 0;
    for (std::uint32_t kind = 0; kind < kindCount_; ++kind)
        otherKinds += kind != circle.kind && sweep.countOfKind[kind] > 0;
    const auto isBoundary = [&] { return sweep.countOfKind[circle.kind] == 0 && otherKinds == atLeast_ - 1; };
    Arc arc{self, 0, 0, noCircle, noCircle};
    bool isOpen = isBoundary();
    const auto close = [&](double angle, std::uint32_t after) {
        arc.to = angle;
        arc.after = after;
        if (arc.to > arc.from)
            arcs.push_back(arc);
    };
    for (const Sweep::Event& event : sweep.events) {
        const std::uint32_t kind = circles_[event.circle].kind;
        int& count = sweep.countOfKind[kind];
        const bool wasPresent = count > 0;
        count += event.change;
        if (kind != circle.kind)
            otherKinds += static_cast<int>(count > 0) - static_cast<int>(wasPresent);
        const bool opensNow = isBoundary();
        if (opensNow == isOpen)
            continue;
        if (isOpen)
            close(event.angle, event.circle);
        else
            arc = {self, event.angle, event.angle, event.circle, noCircle};
        isOpen = opensNow;
    }
    if (isOpen)
        close(fullTurn, noCircle);
}

bool CircleUnion::contains(Point point) const
{
    if (!extent_.contains(point))
        return false;
    // The point lies within a radius of the grid of centres, so an index is at most one cell off at its rim.
    const Point clamped{std::max(point.x, gridOrigin_.x), std::max(point.y, gridOrigin_.y)};
    const std::size_t column = columnOf(clamped);
    const std::size_t row = rowOf(clamped);
    std::vector<std::uint32_t> kindsMet;
    for (std::size_t r = row > 0 ? row - 1 : 0; r <= std::min(row + 1, rows_ - 1); ++r) {
        const std::size_t first = r * columns_ + (column > 0 ? column - 1 : 0);
        const std::size_t last = r * columns_ + std::min(column + 1, columns_ - 1);
        for (std::uint32_t i = cellStart_[first]; i < cellStart_[last + 1]; ++i) {
            const Circle& circle = circles_[cellCircles_[i]];
            const double dx = circle.centre.x - point.x;
            const double dy = circle.centre.y - point.y;
            if (dx * dx + dy * dy > radius_ * radius_)
                continue;
            if (std::find(kindsMet.begin(), kindsMet.end(), circle.kind) == kindsMet.end())
                kindsMet.push_back(circle.kind);
            if (kindsMet.size() >= static_cast<std::size_t>(atLeast_))
                return true;
        }
    }
    return false;
}

std::vector<CircleUnion::Arc> CircleUnion::boundary() const
{
    const std::size_t tasks = (circles_.size() + circlesPerTask - 1) / circlesPerTask;
    std::vector<std::vector<Arc>> arcsOfTask(tasks);
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, tasks, 1), [&](const auto& range) {
        Sweep sweep;
        for (std::size_t task = range.begin(); task != range.end(); ++task) {
            const std::size_t end = std::min(circles_.size(), (task + 1) * circlesPerTask);
            for (std::size_t circle = task * circlesPerTask; circle < end; ++circle)
                appendArcsOf(static_cast<std::uint32_t>(circle), sweep, arcsOfTask[task]);
        }
    });
    std::vector<Arc> all;
    for (const std::vector<Arc>& arcs : arcsOfTask)
        all.insert(all.end(), arcs.begin(), arcs.end());
    return all;
}

}  // namespace chiiki
