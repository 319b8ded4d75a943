#include "core/io/municipality_code.h"

#include <algorithm>

namespace chiiki {

bool isMunicipalityCode(std::string_view digits)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (digits.size() != 6 || !std::all_of(digits.begin(), digits.end(), isDigit))
        return false;
    const int prefecture = (digits[0] - '0') * 10 + (digits[1] - '0');
    if (prefecture < 1 || prefecture > 47)
        return false;
    int sum = 0;
    for (int i = 0; i < 5; ++i)
        sum += (digits[static_cast<std::size_t>(i)] - '0') * (6 - i);
    // Its last digit where 11 less the rest is 10 or 11; sums below 11 follow the same rule.
    return digits[5] - '0' == (11 - sum % 11) % 10;
}

}  // namespace chiiki
