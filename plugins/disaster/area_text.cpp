#include "plugins/disaster/area_text.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>

namespace chiiki::disaster {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

std::vector<Ring> ringsOf(const std::string& wkt)
{
    const bool isArea = wkt.rfind("POLYGON", 0) == 0 || wkt.rfind("MULTIPOLYGON", 0) == 0;
    if (!isArea)
        return {};
    std::vector<Ring> rings;
    const char* at = wkt.data();
    const char* const end = at + wkt.size();
    std::vector<double> numbers;
    for (; at < end; ++at) {
        if (*at == '(') {
            numbers.clear();
        } else if (*at == ')') {
            Ring ring;
            for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
                ring.push_back({numbers[i], numbers[i + 1]});
            if (ring.size() >= 4)
                rings.push_back(std::move(ring));
            numbers.clear();
        } else if (*at == '-' || (*at >= '0' && *at <= '9')) {
            double number = 0;
            const auto read = std::from_chars(at, end, number);
            if (read.ec != std::errc())
                return {};
            numbers.push_back(number);
            at = read.ptr - 1;
        }
    }
    return rings;
}

Area::Area(std::vector<Ring> rings)
    : rings_(std::move(rings))
    , low_{infinity, infinity}
    , high_{-infinity, -infinity}
{
    for (const Ring& ring : rings_) {
        for (const Point& p : ring) {
            low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
            high_ = {std::max(high_.x, p.x), std::max(high_.y, p.y)};
        }
    }
}

bool Area::contains(Point p) const
{
    if (p.x < low_.x || p.x > high_.x || p.y < low_.y || p.y > high_.y)
        return false;
    bool isInside = false;
    for (const Ring& ring : rings_) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const Point& a = ring[i];
            const Point& b = ring[i + 1];
            if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
                isInside = !isInside;
        }
    }
    return isInside;
}

}  // namespace chiiki::disaster
