#include "maps/scene/inset.h"

#include <algorithm>
#include <cmath>

namespace chiiki {
namespace {

constexpr double smallPx = 48;
constexpr double neighbourGapM = 300;
constexpr double sizeRatio = 2.8;  // largest area in the cluster to its smallest

}  // namespace

std::optional<Inset> chooseInset(const CityScene& city, double metresPerPixel)
{
    const std::vector<DistrictShape>& districts = city.districts();
    std::vector<std::size_t> small;
    for (std::size_t i = 0; i < districts.size(); ++i) {
        const Extent& e = districts[i].extent;
        if (!e.isEmpty() && std::sqrt(districts[i].areaKm2 * 1e6) < smallPx * metresPerPixel)
            small.push_back(i);
    }
    std::sort(small.begin(), small.end(),
              [&](std::size_t a, std::size_t b) { return districts[a].areaKm2 < districts[b].areaKm2; });
    if (small.empty())
        return std::nullopt;

    // From the smallest district outwards to neighbours of about its size: larger ones can be read without help.
    Inset inset;
    const double smallestKm2 = districts[small.front()].areaKm2;
    std::vector<bool> isIn(districts.size(), false);
    const auto take = [&](std::size_t i) {
        isIn[i] = true;
        inset.extent.include(districts[i].extent);
        inset.codes.push_back(districts[i].code);
    };
    take(small.front());
    for (bool hasGrown = true; hasGrown;) {
        hasGrown = false;
        for (const std::size_t i : small) {
            if (isIn[i] || districts[i].areaKm2 > sizeRatio * smallestKm2 ||
                !districts[i].extent.intersects(inset.extent.grownBy(neighbourGapM)))
                continue;
            take(i);
            hasGrown = true;
        }
    }
    const Extent whole = city.extent();
    inset.extent = inset.extent.grownBy(0.1 * std::max(inset.extent.width(), inset.extent.height()));
    if (inset.extent.width() > whole.width() / 2 || inset.extent.height() > whole.height() / 2)
        return std::nullopt;
    return inset;
}

}  // namespace chiiki
