#pragma once

#include <vector>

namespace chiiki {

/// Middle of the numbers in order; of an even count the mean of the two in the middle. Precondition: not empty.
double medianOf(std::vector<double> numbers);

}  // namespace chiiki
