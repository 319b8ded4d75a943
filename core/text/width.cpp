#include "core/text/width.h"

#include <algorithm>
#include <iterator>

#include "core/text/utf8.h"

namespace chiiki {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Blocks of UAX #11 (Unicode 15), merged where everything between is unassigned or of the same width.
constexpr Range zeroWidth[] = {
    {0x0300, 0x036F}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064}, {0x20D0, 0x20F0},
    {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};
constexpr Range wide[] = {
    {0x00A7, 0x00A8},   {0x00B0, 0x00B1},   {0x00B4, 0x00B4}, {0x00B6, 0x00B6}, {0x00D7, 0x00D7},   {0x00F7, 0x00F7},
    {0x0391, 0x03A9},   {0x03B1, 0x03C9},   {0x0401, 0x0401}, {0x0410, 0x0451}, {0x1100, 0x115F},   {0x2010, 0x2010},
    {0x2014, 0x2016},   {0x2018, 0x2019},   {0x201C, 0x201D}, {0x2020, 0x2021}, {0x2025, 0x2026},   {0x2030, 0x2030},
    {0x2032, 0x2033},   {0x203B, 0x203B},   {0x2103, 0x2103}, {0x2116, 0x2116}, {0x2121, 0x2121},   {0x212B, 0x212B},
    {0x2160, 0x216B},   {0x2170, 0x2179},   {0x2190, 0x2193}, {0x21D2, 0x21D2}, {0x21D4, 0x21D4},   {0x2200, 0x22BF},
    {0x2312, 0x2312},   {0x231A, 0x231B},   {0x2460, 0x24FF}, {0x2500, 0x254B}, {0x25A0, 0x25A1},   {0x25B2, 0x25B3},
    {0x25BC, 0x25BD},   {0x25C6, 0x25C7},   {0x25CB, 0x25CB}, {0x25CE, 0x25CF}, {0x25EF, 0x25EF},   {0x2605, 0x2606},
    {0x2640, 0x2640},   {0x2642, 0x2642},   {0x266A, 0x266A}, {0x266D, 0x266D}, {0x266F, 0x266F},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

template <std::size_t size>
bool isIn(const Range (&ranges)[size], char32_t c)
{
    const auto after = std::upper_bound(std::begin(ranges), std::end(ranges), c,
                                        [](char32_t a, const Range& r) { return a < r.first; });
    return after != std::begin(ranges) && c <= std::prev(after)->last;
}

std::size_t widthOf(char32_t c)
{
    return isIn(zeroWidth, c) ? 0 : isIn(wide, c) ? 2 : 1;
}

}  // namespace

std::size_t displayWidth(std::string_view utf8)
{
    std::size_t width = 0;
    for (std::size_t offset = 0; offset < utf8.size();)
        width += widthOf(nextCodePoint(utf8, offset));
    return width;
}

std::string padRight(std::string_view utf8, std::size_t width)
{
    std::string padded(utf8);
    const std::size_t taken = displayWidth(utf8);
    if (taken < width)
        padded.append(width - taken, ' ');
    return padded;
}

std::string padLeft(std::string_view utf8, std::size_t width)
{
    const std::size_t taken = displayWidth(utf8);
    return std::string(taken < width ? width - taken : 0, ' ').append(utf8);
}

std::string elided(std::string_view utf8, std::size_t width)
{
    if (displayWidth(utf8) <= width)
        return std::string(utf8);
    constexpr std::size_t dotsWidth = 2;  // 「…」 is ambiguous, so 2
    if (width < dotsWidth)
        return {};
    std::size_t taken = 0, offset = 0;
    while (offset < utf8.size()) {
        std::size_t next = offset;
        const std::size_t step = widthOf(nextCodePoint(utf8, next));
        if (taken + step > width - dotsWidth)
            break;
        taken += step;
        offset = next;
    }
    return std::string(utf8.substr(0, offset)) + "…";
}

}  // namespace chiiki
