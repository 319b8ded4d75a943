#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/model/geometry.h"

namespace chiiki {

/// Numbers the different positions among many, from 0 in the order in which they are first met. The same are those
/// whose coordinates are equal bit for bit (-0 equals 0).
class PointIndex {
public:
    using Id = std::uint32_t;

    /// For up to so many positions, some of them the same.
    explicit PointIndex(std::size_t most)
        : slots_(std::bit_ceil(2 * most + 1), none)
    {
    }

    Id idOf(Point p)
    {
        const Point plain{p.x + 0.0, p.y + 0.0};  // -0 becomes 0
        const std::size_t last = slots_.size() - 1;
        std::size_t slot = hashOf(plain) & last;
        while (slots_[slot] != none && !(points_[slots_[slot]] == plain))
            slot = (slot + 1) & last;
        if (slots_[slot] == none) {
            slots_[slot] = static_cast<Id>(points_.size());
            points_.push_back(plain);
        }
        return slots_[slot];
    }

    /// By number.
    const std::vector<Point>& points() const { return points_; }

private:
    static constexpr Id none = ~Id{0};

    static std::size_t hashOf(Point p)
    {
        // Neighbouring coordinates differ in their low bits alone: mix before the table takes them.
        std::uint64_t mixed = std::bit_cast<std::uint64_t>(p.x) * 0x9E3779B97F4A7C15ULL;
        mixed ^= std::rotl(std::bit_cast<std::uint64_t>(p.y) * 0xC2B2AE3D27D4EB4FULL, 29);
        return static_cast<std::size_t>(mixed ^ (mixed >> 32));
    }

    std::vector<Id> slots_;  // by the hash of the position, or the next free one after it
    std::vector<Point> points_;
};

}  // namespace chiiki
