#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/model/geometry.h"

namespace chiiki {

/// A single point out of well-known binary (ISO or extended, either byte order, Z and M passed over).
struct WkbPoint {
    std::optional<Point> point;
    std::string_view reason = {};  // why there is none: a message code
};

/// A multi-point of one member is that point. Anything else, an empty point, or a position that is not finite has none.
WkbPoint pointOfWkb(const unsigned char* bytes, std::size_t size);

}  // namespace chiiki
