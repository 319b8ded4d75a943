#include "core/io/municipality_code.h"

#include <algorithm>

namespace chiiki {

bool isDigits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string withoutLeadingZeros(std::string_view code)
{
    return std::string(isDigits(code) ? code.substr(std::min(code.find_first_not_of('0'), code.size() - 1)) : code);
}

bool isMunicipalityCode(std::string_view digits)
{
    if (digits.size() != 6 || !isDigits(digits))
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
