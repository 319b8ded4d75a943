#include "maps/layout/page_labels.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "maps/scene/facility_layer.h"
#include "maps/scene/route_layer.h"

namespace chiiki {
namespace {

constexpr double cell = 2;           // px, of the ground
constexpr double leading = 2;        // px of a label's box above and below its text
constexpr double gap = 1.5;          // px kept free around a label
constexpr double longest = 80;       // px of a line to a label outside, what it crosses counted as more
constexpr double longestName = 150;  // px of it where the label is a name alone, which far away misleads less
constexpr double nearby = 60;        // px of it where the inset says all the same
constexpr double clearly = 3;        // px that a label is nearer to its own circle than to another
constexpr double leastWithin = 0.6;  // of a label that stands in its district: the rest may lie on the paper

/// Which district lies where on the page.
class Ground {
public:
    Ground(const CityScene& city, const MapFrame& frame)
        : bounds_(frame.box)
        , columns_(static_cast<std::size_t>(frame.box.width / cell) + 1)
        , rows_(static_cast<std::size_t>(frame.box.height / cell) + 1)
        , sums_(city.districts().size())
    {
        const std::vector<MultiPolygon>& outlines = city.outlines(frame.view.metresPerPixel);
        std::vector<int> all((columns_ + 1) * (rows_ + 1), 0);
        for (std::size_t i = 0; i < outlines.size(); ++i) {
            std::vector<int>& sum = sums_[i];
            sum.assign((columns_ + 1) * (rows_ + 1), 0);
            fill(sum, outlines[i], frame.view);
            for (std::size_t k = 0; k < sum.size(); ++k)
                all[k] += sum[k];
        }
        for (std::vector<int>& sum : sums_)
            addUp(sum);
        addUp(all);
        all_ = std::move(all);
    }

    /// Share of a box that lies in a district.
    double shareWithin(std::size_t district, const Box& box) const { return share(sums_[district], box); }
    /// Whether any part of a box lies in other districts.
    bool isOnAnother(std::size_t district, const Box& box) const
    {
        return shareWithin(district, box) < share(all_, box);
    }

private:
    void fill(std::vector<int>& cells, const MultiPolygon& area, const PlaneToPage& view) const
    {
        std::vector<std::vector<double>> crossingsOf(rows_);
        const auto rowAt = [&](double y) {
            const double row = std::ceil((y - bounds_.y) / cell - 0.5);
            return static_cast<std::size_t>(std::clamp(row, 0.0, static_cast<double>(rows_)));
        };
        for (const Polygon& polygon : area)
            for (const Ring& ring : polygon.rings)
                for (std::size_t i = 1; i < ring.size(); ++i) {
                    const Point a = view(ring[i - 1]), b = view(ring[i]);
                    for (std::size_t row = rowAt(std::min(a.y, b.y)); row < rowAt(std::max(a.y, b.y)); ++row) {
                        const double y = bounds_.y + (static_cast<double>(row) + 0.5) * cell;
                        crossingsOf[row].push_back(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
                    }
                }
        for (std::size_t row = 0; row < rows_; ++row) {
            std::vector<double>& crossings = crossingsOf[row];
            std::sort(crossings.begin(), crossings.end());
            for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
                const double from = std::max(0.0, std::ceil((crossings[i] - bounds_.x) / cell - 0.5));
                const double to =
                    std::min(static_cast<double>(columns_), std::ceil((crossings[i + 1] - bounds_.x) / cell - 0.5));
                for (double column = from; column < to; ++column)
                    cells[(row + 1) * (columns_ + 1) + static_cast<std::size_t>(column) + 1] = 1;
            }
        }
    }
    void addUp(std::vector<int>& cells) const
    {
        for (std::size_t row = 1; row <= rows_; ++row)
            for (std::size_t column = 1; column <= columns_; ++column) {
                const std::size_t k = row * (columns_ + 1) + column;
                cells[k] += cells[k - 1] + cells[k - columns_ - 1] - cells[k - columns_ - 2];
            }
    }
    double share(const std::vector<int>& sum, const Box& box) const
    {
        const auto place = [](double px, double from, std::size_t most) {
            return static_cast<std::size_t>(std::clamp(px / cell - from / cell, 0.0, static_cast<double>(most)));
        };
        const std::size_t left = place(box.x, bounds_.x, columns_ - 1), top = place(box.y, bounds_.y, rows_ - 1);
        const std::size_t right = std::max(left + 1, place(box.right() + cell - 0.01, bounds_.x, columns_));
        const std::size_t bottom = std::max(top + 1, place(box.bottom() + cell - 0.01, bounds_.y, rows_));
        const auto at = [&](std::size_t row, std::size_t column) { return sum[row * (columns_ + 1) + column]; };
        const int covered = at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left);
        return static_cast<double>(covered) / static_cast<double>((right - left) * (bottom - top));
    }

    Box bounds_;
    std::size_t columns_;
    std::size_t rows_;
    std::vector<std::vector<int>> sums_;
    std::vector<int> all_;
};

struct Circle {
    Point centre;
    double radius = 0;
};

double distanceTo(const Box& box, Point p)
{
    return std::hypot(std::clamp(p.x, box.x, box.right()) - p.x, std::clamp(p.y, box.y, box.bottom()) - p.y);
}

struct Segment {
    Point from, to;
};

double side(Point a, Point b, Point c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool doCross(const Segment& a, const Segment& b)
{
    return (side(a.from, a.to, b.from) > 0) != (side(a.from, a.to, b.to) > 0) &&
           (side(b.from, b.to, a.from) > 0) != (side(b.from, b.to, a.to) > 0);
}

bool doesCross(const Segment& line, const Box& box)
{
    const Point corners[] = {{box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}};
    if (box.contains(line.from) || box.contains(line.to))
        return true;
    for (std::size_t i = 0; i < 4; ++i)
        if (doCross(line, {corners[i], corners[(i + 1) % 4]}))
            return true;
    return false;
}

/// Where a label may stand outside, the nearest places first.
struct Outside {
    const LabelWish* wish = nullptr;
    std::size_t district = 0;
    Box size;
    std::vector<std::pair<double, Box>> places;
    std::size_t next = 0;
};

class PageLabels {
public:
    PageLabels(const CityScene& city, const MapFrame& frame, const MapContent& content,
               const std::vector<Box>& obstacles, const std::vector<std::string>& nameOnly)
        : city_(city)
        , frame_(frame)
        , ground_(city, frame)
        , wishes_(districtWishes(city, frame, content, nameOnly))
        , nameOnly_(nameOnly)
        , taken_(obstacles)
    {
        if (content.facilities)
            signs_ = markBoxes(facilityMarks(city, frame, *content.facilities), facilityGlyphSize(frame));
        for (const Box& badge : routeBadgeBoxes(city, frame, content))
            signs_.push_back(badge);
        for (const LabelWish& wish : wishes_)
            if (wish.clearance > 0)
                circles_.push_back({wish.anchor, wish.clearance});
    }

    std::vector<PlacedLabel> place()
    {
        std::vector<Outside> outside;
        for (const LabelWish& wish : wishes_) {
            const std::size_t district = indexOf(wish.id);
            const Box size = measureLines(wish.lines);
            if (const auto box = findWithin(wish, district, size))
                put(wish, wish.lines, *box, wish.anchor, false);
            else
                outside.push_back({&wish, district, size, {}, 0});
        }
        if (!frame_.isInset)
            placeOutside(outside);
        // A name in its district is better than a number; the legend says the value.
        for (const Outside& one : outside) {
            const std::vector<LabelLine> name(one.wish->lines.begin(), one.wish->lines.begin() + 1);
            if (const auto box =
                    one.next == npos ? std::nullopt : findWithin(*one.wish, one.district, measureLines(name)))
                put(*one.wish, name, *box, one.wish->anchor, false);
        }
        return std::move(placed_);
    }

private:
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);  // of an Outside that is placed

    std::size_t indexOf(const std::string& code) const
    {
        std::size_t i = 0;
        while (city_.districts()[i].code != code)
            ++i;
        return i;
    }
    static bool isAt(const Circle& circle, const LabelWish& wish)
    {
        return circle.centre.x == wish.anchor.x && circle.centre.y == wish.anchor.y;
    }
    /// The square in a circle.
    static Box boxOf(const Circle& circle)
    {
        const double half = circle.radius * 0.7;
        return {circle.centre.x - half, circle.centre.y - half, 2 * half, 2 * half};
    }
    static Box inkOf(const Box& box) { return {box.x, box.y + leading, box.width, box.height - 2 * leading}; }
    bool isFree(const Box& box) const
    {
        const Box needed = box.grownBy(gap);
        return frame_.box.grownBy(-2).contains(box) &&
               std::none_of(taken_.begin(), taken_.end(), [&](const Box& other) { return other.overlaps(needed); }) &&
               std::none_of(lines_.begin(), lines_.end(), [&](const Segment& line) { return doesCross(line, needed); });
    }
    bool isOnSign(const Box& box) const
    {
        return std::any_of(signs_.begin(), signs_.end(), [&](const Box& sign) { return sign.overlaps(box); });
    }

    /// Whether a label is clearly further from every other circle than `own` px, as far as it is from its own.
    bool isNearest(const LabelWish& wish, const Box& box, double own) const
    {
        return std::all_of(circles_.begin(), circles_.end(), [&](const Circle& other) {
            return isAt(other, wish) || distanceTo(box, other.centre) - other.radius > own + clearly;
        });
    }

    /// The place nearest to the anchor that lies in the district, or beside the circle.
    std::optional<Box> findWithin(const LabelWish& wish, std::size_t district, const Box& size) const
    {
        constexpr double step = 2, farthestBeside = 5;
        const DistrictShape& shape = city_.districts()[district];
        const Point topLeft = frame_.view({shape.extent.minX, shape.extent.maxY});
        const Point bottomRight = frame_.view({shape.extent.maxX, shape.extent.minY});
        const double reach = wish.clearance + farthestBeside;
        const bool isCircle = wish.clearance > 0;
        const Box search = isCircle ? Box{wish.anchor.x - reach - size.width, wish.anchor.y - reach - size.height,
                                          2 * reach + size.width, 2 * reach + size.height}
                                    : Box{topLeft.x - size.width / 2, topLeft.y - size.height / 2,
                                          bottomRight.x - topLeft.x, bottomRight.y - topLeft.y};
        std::optional<Box> best;
        double least = 0;
        for (double y = search.y; y <= search.bottom(); y += step) {
            for (double x = search.x; x <= search.right(); x += step) {
                const Box box = {x, y, size.width, size.height};
                const double across = box.centre().x - wish.anchor.x, down = box.centre().y - wish.anchor.y;
                double cost = std::hypot(across, down);
                if (isCircle) {
                    const double own = distanceTo(inkOf(box), wish.anchor) - wish.clearance;
                    // Below it first, then above, then beside.
                    cost = own + std::abs(across) / 4 + (down < 0 ? 1 : 0);
                    if (own < 0 || own > farthestBeside || (best && cost >= least) || !isNearest(wish, inkOf(box), own))
                        continue;
                } else if ((best && cost >= least) || ground_.isOnAnother(district, inkOf(box)) ||
                           ground_.shareWithin(district, inkOf(box)) < leastWithin || !isNearest(wish, inkOf(box), 0))
                    continue;
                if (!isFree(box) || isOnSign(box))
                    continue;
                best = box;
                least = cost;
            }
        }
        return best;
    }

    /// The end of a line to a district or circle that no other circle hides.
    Point footOf(const LabelWish& wish) const
    {
        const auto isSeen = [&](Point p) {
            return std::none_of(circles_.begin(), circles_.end(), [&](const Circle& other) {
                return !isAt(other, wish) && std::hypot(p.x - other.centre.x, p.y - other.centre.y) < other.radius + 2;
            });
        };
        constexpr int ways = 16;
        for (double away = 0; away < wish.clearance; away += 2)
            for (int i = 0; i < ways; ++i) {
                const double angle = 2 * 3.14159265358979323846 * i / ways;
                const Point p = {wish.anchor.x + away * std::cos(angle), wish.anchor.y + away * std::sin(angle)};
                if (isSeen(p))
                    return p;
            }
        return wish.anchor;
    }

    static Segment lineTo(const Box& box, Point foot)
    {
        return {foot, {std::clamp(foot.x, box.x, box.right()), std::clamp(foot.y, box.y, box.bottom())}};
    }

    /// Px of a line that lie on other districts.
    double lengthOnOthers(std::size_t district, const Segment& line) const
    {
        constexpr double step = 3;
        const double length = std::hypot(line.to.x - line.from.x, line.to.y - line.from.y);
        double found = 0;
        for (double at = step / 2; at < length; at += step) {
            const Point p = {line.from.x + (line.to.x - line.from.x) * at / length,
                             line.from.y + (line.to.y - line.from.y) * at / length};
            if (ground_.isOnAnother(district, {p.x, p.y, 1, 1}))
                found += step;
        }
        return found;
    }

    void findOutside(Outside& one) const
    {
        constexpr double step = 4;
        const Point foot = footOf(*one.wish);
        const bool isSaid = std::find(nameOnly_.begin(), nameOnly_.end(), one.wish->id) != nameOnly_.end();
        const bool saysValue = one.wish->lines.size() > 1;
        const double most = isSaid ? nearby : saysValue ? longest : longestName;
        const Box bounds = frame_.box.grownBy(-2);
        for (double y = bounds.y; y + one.size.height <= bounds.bottom(); y += step) {
            for (double x = bounds.x; x + one.size.width <= bounds.right(); x += step) {
                const Box box = {x, y, one.size.width, one.size.height};
                const double length = distanceTo(box, foot);
                if (length > most || ground_.isOnAnother(one.district, inkOf(box).grownBy(2)) ||
                    !isNearest(*one.wish, box, 0) || isOnSign(box))
                    continue;
                const double own = ground_.shareWithin(one.district, inkOf(box));
                const Segment line = lineTo(box, foot);
                const auto crossed = std::count_if(circles_.begin(), circles_.end(), [&](const Circle& other) {
                    return !isAt(other, *one.wish) && doesCross(line, boxOf(other));
                });
                constexpr double perShare = 40, perCircle = 40;
                const double perPx = saysValue ? 2 : 0;
                const double cost = length + perShare * own + perCircle * static_cast<double>(crossed) +
                                    perPx * lengthOnOthers(one.district, line);
                if (cost <= most)
                    one.places.emplace_back(cost, box);
            }
        }
        std::stable_sort(one.places.begin(), one.places.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
    }

    bool isOpen(const Outside& one, const Box& box) const
    {
        const Segment line = lineTo(box, footOf(*one.wish));
        return isFree(box) &&
               std::none_of(taken_.begin(), taken_.end(), [&](const Box& other) { return doesCross(line, other); }) &&
               std::none_of(lines_.begin(), lines_.end(), [&](const Segment& other) { return doCross(line, other); });
    }

    /// Those with the shortest lines first: they leave the others most room.
    void placeOutside(std::vector<Outside>& all)
    {
        for (Outside& one : all)
            findOutside(one);
        for (;;) {
            Outside* best = nullptr;
            for (Outside& one : all) {
                if (one.next == npos)
                    continue;
                while (one.next < one.places.size() && !isOpen(one, one.places[one.next].second))
                    ++one.next;
                if (one.next < one.places.size() &&
                    (!best || one.places[one.next].first < best->places[best->next].first))
                    best = &one;
            }
            if (!best)
                return;
            const Box& box = best->places[best->next].second;
            const Point foot = footOf(*best->wish);
            put(*best->wish, best->wish->lines, box, foot, true);
            lines_.push_back(lineTo(box, foot));
            best->next = npos;
        }
    }

    void put(const LabelWish& wish, const std::vector<LabelLine>& lines, const Box& box, Point anchor, bool hasLeader)
    {
        taken_.push_back(box);
        placed_.push_back({wish.id, anchor, lines, box, hasLeader});
    }

    const CityScene& city_;
    const MapFrame& frame_;
    Ground ground_;
    std::vector<LabelWish> wishes_;
    const std::vector<std::string>& nameOnly_;
    std::vector<Circle> circles_;
    std::vector<Box> taken_;
    std::vector<Box> signs_;
    std::vector<Segment> lines_;
    std::vector<PlacedLabel> placed_;
};

}  // namespace

std::vector<PlacedLabel> placePageLabels(const CityScene& city, const MapFrame& frame, const MapContent& content,
                                         const std::vector<Box>& obstacles, const std::vector<std::string>& nameOnly)
{
    return PageLabels(city, frame, content, obstacles, nameOnly).place();
}

}  // namespace chiiki
