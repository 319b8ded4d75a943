#include "core/analysis/tally.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <tbb/parallel_for.h>

namespace chiiki {
namespace {

constexpr std::size_t runLength = 16384;
constexpr std::size_t runsAtOnce = 64;  // bounds the memory of partial sums where there are thousands of areas

/// Sums of one run. Slot 0 is outside, i + 1 area i, then unplaced, then the source.
void sumRun(const AreaLocator& locator, std::span<const Point> points, std::span<const double> weights,
            std::span<TallyTotal> slots)
{
    constexpr std::size_t blockLength = 2048;
    std::array<std::int32_t, blockLength> areas;
    const std::size_t unplaced = slots.size() - 2;
    double sourceWeight = 0;
    for (std::size_t first = 0; first < points.size(); first += blockLength) {
        const std::size_t count = std::min(blockLength, points.size() - first);
        const auto block = points.subspan(first, count);
        locator.locate(block, std::span(areas).first(count));
        for (std::size_t i = 0; i < count; ++i) {
            double weight = weights.empty() ? 1 : weights[first + i];
            std::size_t slot = static_cast<std::size_t>(areas[i]) + 1;  // outside, -1, wraps to slot 0
            const bool isLost = slot == 0 && !(std::isfinite(block[i].x) && std::isfinite(block[i].y));
            if (isLost || !std::isfinite(weight)) {
                slot = unplaced;
                weight = std::isfinite(weight) ? weight : 0;
            }
            ++slots[slot].count;
            slots[slot].weight += weight;
            sourceWeight += weight;
        }
    }
    slots.back() = {static_cast<std::int64_t>(points.size()), sourceWeight};
}

}  // namespace

Reconciliation Tally::counts() const
{
    Reconciliation parts;
    for (const TallyTotal& area : areas)
        parts.districts += static_cast<double>(area.count);
    parts.outside = static_cast<double>(outside.count);
    parts.unplaced = static_cast<double>(unplaced.count);
    parts.source = static_cast<double>(source.count);
    return parts;
}

Reconciliation Tally::weights() const
{
    Reconciliation parts;
    for (const TallyTotal& area : areas)
        parts.districts += area.weight;
    parts.outside = outside.weight;
    parts.unplaced = unplaced.weight;
    parts.source = source.weight;
    return parts;
}

void TallyStream::Sum::add(const TallyTotal& part)
{
    count += part.count;
    const double sum = weight + part.weight;
    lost += std::abs(weight) >= std::abs(part.weight) ? (weight - sum) + part.weight : (part.weight - sum) + weight;
    weight = sum;
}

TallyStream::TallyStream(const AreaLocator& locator, std::size_t areaCount)
    : locator_(&locator)
    , areaCount_(areaCount)
    , sums_(areaCount + 3)
{
}

void TallyStream::addRuns(std::span<const Point> points, std::span<const double> weights)
{
    const std::size_t slotCount = sums_.size();
    const std::size_t runs = (points.size() + runLength - 1) / runLength;
    std::vector<TallyTotal> parts;
    for (std::size_t first = 0; first < runs; first += runsAtOnce) {
        const std::size_t count = std::min(runsAtOnce, runs - first);
        parts.assign(count * slotCount, TallyTotal{});
        tbb::parallel_for(std::size_t{0}, count, [&](std::size_t run) {
            const std::size_t begin = (first + run) * runLength, length = std::min(runLength, points.size() - begin);
            sumRun(*locator_, points.subspan(begin, length), weights.empty() ? weights : weights.subspan(begin, length),
                   std::span(parts).subspan(run * slotCount, slotCount));
        });
        for (std::size_t run = 0; run < count; ++run)
            for (std::size_t slot = 0; slot < slotCount; ++slot)
                sums_[slot].add(parts[run * slotCount + slot]);
    }
}

void TallyStream::add(std::span<const Point> points, std::span<const double> weights)
{
    const auto wait = [this](std::span<const Point> morePoints, std::span<const double> moreWeights) {
        waitingPoints_.insert(waitingPoints_.end(), morePoints.begin(), morePoints.end());
        waitingWeights_.insert(waitingWeights_.end(), moreWeights.begin(), moreWeights.end());
    };
    const auto take = [&points, &weights](std::size_t count) {
        points = points.subspan(count);
        weights = weights.empty() ? weights : weights.subspan(count);
    };
    if (!waitingPoints_.empty()) {
        const std::size_t missing = std::min(runLength - waitingPoints_.size(), points.size());
        wait(points.first(missing), weights.empty() ? weights : weights.first(missing));
        take(missing);
        if (waitingPoints_.size() < runLength)
            return;
        addRuns(waitingPoints_, waitingWeights_);
        waitingPoints_.clear();
        waitingWeights_.clear();
    }
    const std::size_t whole = points.size() / runLength * runLength;
    addRuns(points.first(whole), weights.empty() ? weights : weights.first(whole));
    take(whole);
    wait(points, weights);
}

Tally TallyStream::result() const
{
    TallyStream ended = *this;
    ended.addRuns(waitingPoints_, waitingWeights_);
    const auto total = [](const Sum& sum) { return TallyTotal{sum.count, sum.weight + sum.lost}; };
    Tally tally;
    tally.outside = total(ended.sums_[0]);
    for (std::size_t area = 0; area < areaCount_; ++area)
        tally.areas.push_back(total(ended.sums_[area + 1]));
    tally.unplaced = total(ended.sums_[areaCount_ + 1]);
    tally.source = total(ended.sums_[areaCount_ + 2]);
    return tally;
}

Tally tally(const AreaLocator& locator, std::size_t areaCount, std::span<const Point> points,
            std::span<const double> weights)
{
    TallyStream stream(locator, areaCount);
    stream.add(points, weights);
    return stream.result();
}

}  // namespace chiiki
