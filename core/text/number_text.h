#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace chiiki {

/// The shortest decimal text that reads back as the same number, without exponent for numbers people meet
/// (1e-7 <= |x| < 1e15); ASCII minus. For files and the command line.
std::string shortestText(double number);

/// Grouped digits with a fixed number of decimals, rounded half away from zero on the decimal digits of the number as
/// they would be written (2.675 to two places is 2.68): "193,966", "-0.5", never "-0". ASCII minus. `pointShift` moves
/// the point to the right first, without rounding: 2 makes percent of a ratio, -4 counts in 万. Not finite: empty.
std::string groupedText(double number, int decimals, int pointShift = 0);

/// How many decimals a number needs to be told exactly, at most 6.
int decimalsNeeded(double number);

/// Whole numbers nearest to the parts that add up to the rounded sum of the parts (largest remainder; of equal
/// remainders the first gains). So 33.3 + 33.3 + 33.4 stays 100.
std::vector<std::int64_t> roundedToAddUp(std::span<const double> parts);

}  // namespace chiiki
