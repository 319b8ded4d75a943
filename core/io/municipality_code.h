#pragma once

#include <string_view>

namespace chiiki {

/// Whether six digits are a 全国地方公共団体コード: the first two a prefecture, the last one the check digit that the
/// code's rules ask for (総務省「全国地方公共団体コード仕様」: weights 6 to 2, modulus 11).
bool isMunicipalityCode(std::string_view digits);

}  // namespace chiiki
