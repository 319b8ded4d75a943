#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/model/overlay.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// People of a district and the amount that they have together.
struct LorenzShare {
    std::string districtCode;
    double people = 0;
    double amount = 0;
};

/// Shares of people against shares of the amount, least served per person first.
struct Lorenz {
    struct Point {
        double people = 0;         // 0..1, of all people so far
        double amount = 0;         // 0..1
        std::string districtCode;  // added at this point; empty for the first, (0, 0)
    };
    std::vector<Point> points;
    double gini = 0;                        // 0 = every person has the same, towards 1 = one has all
    std::vector<std::string> withoutValue;  // districts left out: no value, or no people known
    Status status = Status::Computed;
};

/// Lorenz curve (M. O. Lorenz, 1905) over groups of people, and Gini coefficient as one minus twice the area below it
/// by trapezoids: 1 - sum (p_i - p_(i-1)) (a_i + a_(i-1)), with p and a the cumulative shares (M. C. Brown, Social
/// Science & Medicine 38, 1994, formula for grouped data). Within a district all people count as having the same.
/// nullopt for fewer than two groups with people, a negative amount, or nothing to share.
std::optional<Lorenz> lorenzOf(std::span<const LorenzShare> shares);

/// Of an indicator's actual values of a year by the people of the snapshot. A count is the amount itself; any other
/// kind is taken as an amount per person, `perUnit` persons at a time.
std::optional<Lorenz> lorenzOf(const Snapshot& snapshot, const IndicatorResult& result, int year, double perUnit = 1);

}  // namespace chiiki
