#include "core/io/wkb_point.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace chiiki {
namespace {

static_assert(std::endian::native == std::endian::little, "values are taken as the processor has them");

std::uint32_t wordAt(const unsigned char* bytes, bool isLittle)
{
    std::uint32_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return isLittle ? word : __builtin_bswap32(word);
}

double numberAt(const unsigned char* bytes, bool isLittle)
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return std::bit_cast<double>(isLittle ? word : __builtin_bswap64(word));
}

}  // namespace

WkbPoint pointOfWkb(const unsigned char* bytes, std::size_t size)
{
    constexpr std::size_t headSize = 5, wordSize = 4, positionSize = 16;
    constexpr std::uint32_t hasSrid = 0x20000000, extendedFlags = 0xE0000000;
    constexpr std::uint32_t pointType = 1, multiPointType = 4;
    if (size < headSize)
        return {std::nullopt, "geo.point_missing"};
    const bool isLittle = bytes[0] != 0;
    const std::uint32_t type = wordAt(bytes + 1, isLittle);
    const std::uint32_t kind = (type & ~extendedFlags) % 1000;  // ISO adds thousands for Z and M
    const std::size_t begin = headSize + (type & hasSrid ? wordSize : 0);
    if (kind == multiPointType && size >= begin + wordSize) {
        const std::uint32_t members = wordAt(bytes + begin, isLittle);
        if (members == 1)
            return pointOfWkb(bytes + begin + wordSize, size - begin - wordSize);
        return {std::nullopt, members == 0 ? "geo.point_missing" : "geo.point_not_one"};
    }
    if (kind != pointType)
        return {std::nullopt, "geo.point_not_one"};
    if (size < begin + positionSize)
        return {std::nullopt, "geo.point_missing"};
    const Point p{numberAt(bytes + begin, isLittle), numberAt(bytes + begin + 8, isLittle)};
    if (std::isnan(p.x) && std::isnan(p.y))
        return {std::nullopt, "geo.point_missing"};  // how an empty point is written
    if (!std::isfinite(p.x) || !std::isfinite(p.y))
        return {std::nullopt, "geo.point_not_finite"};
    return {p, {}};
}

}  // namespace chiiki
