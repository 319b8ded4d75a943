#pragma once

#include <string>
#include <string_view>

namespace chiiki {

/// Whether six digits are a 全国地方公共団体コード: the first two a prefecture, the last one the check digit that the
/// code's rules ask for (総務省「全国地方公共団体コード仕様」: weights 6 to 2, modulus 11).
bool isMunicipalityCode(std::string_view digits);

/// ASCII digits and nothing else, at least one.
bool isDigits(std::string_view text);

/// A code as a spreadsheet leaves it that took it for a number: "03" is "3", "0" stays. What is no number stays as it
/// is.
std::string withoutLeadingZeros(std::string_view code);

}  // namespace chiiki
