#include "core/analysis/tally.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <tbb/parallel_for.h>

namespace chiiki {
namespace {

constexpr std::size_t runLength = 16384;
constexpr std::size_t runsAtOnce = 64;  // bounds the memory of partial sums where there are thousands of areas

constexpr std::size_t blockLength = 2048;

/// In four sums side by side, which do not wait for one another.
double sumOf(std::span<const double> numbers)
{
    std::array<double, 4> sums{};
    std::size_t i = 0;
    for (; i + sums.size() <= numbers.size(); i += sums.size())
        for (std::size_t k = 0; k < sums.size(); ++k)
            sums[k] += numbers[i + k];
    for (; i < numbers.size(); ++i)
        sums[0] += numbers[i];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// Sums of one run. Slot 0 is outside, i + 1 area i, then unplaced, then the source.
class RunSums {
public:
    explicit RunSums(std::span<TallyTotal> slots)
        : slots_(slots)
    {
    }

    void add(std::span<const Point> points, std::span<const double> weights, std::span<const std::int32_t> areas)
    {
        const double sum = sumOf(weights);
        slots_.back().count += static_cast<std::int64_t>(points.size());
        if (std::isfinite(sum)) {  // so is each weight
            slots_.back().weight += sum;
            for (std::size_t i = 0; i < points.size(); ++i)
                add(slotOf(areas[i], points[i]), weights[i]);
            return;
        }
        for (std::size_t i = 0; i < points.size(); ++i) {
            const bool isNumber = std::isfinite(weights[i]);
            add(isNumber ? slotOf(areas[i], points[i]) : unplaced(), isNumber ? weights[i] : 0);
            slots_.back().weight += isNumber ? weights[i] : 0;
        }
    }

private:
    std::size_t unplaced() const { return slots_.size() - 2; }
    std::size_t slotOf(std::int32_t area, Point point) const
    {
        if (area == AreaLocator::outside && !(std::isfinite(point.x) && std::isfinite(point.y)))
            return unplaced();
        return static_cast<std::size_t>(area + 1);
    }
    void add(std::size_t slot, double weight)
    {
        ++slots_[slot].count;
        slots_[slot].weight += weight;
    }

    std::span<TallyTotal> slots_;
};

void sumRun(const AreaLocator& locator, std::span<const Point> points, std::span<const double> weights,
            std::span<TallyTotal> slots)
{
    std::array<std::int32_t, blockLength> areas;
    std::array<double, blockLength> ones;
    if (weights.empty())
        ones.fill(1);
    RunSums sums(slots);
    for (std::size_t first = 0; first < points.size(); first += blockLength) {
        const std::size_t count = std::min(blockLength, points.size() - first);
        const auto block = points.subspan(first, count);
        const auto found = std::span(areas).first(count);
        locator.locate(block, found);
        sums.add(block, weights.empty() ? std::span<const double>(ones).first(count) : weights.subspan(first, count),
                 found);
    }
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
