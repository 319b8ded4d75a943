#include "core/geo/standard_mesh.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chiiki {
namespace {

// All sides are whole multiples of 1/960 of a degree of latitude and 1/640 of longitude (the sixth order's), so that
// cells are worked out in whole numbers and meet exactly.
constexpr int latitudeUnits = 960;
constexpr int longitudeUnits = 640;
constexpr int firstHeight = latitudeUnits * 2 / 3;  // 40 minutes
constexpr int firstWidth = longitudeUnits;          // one degree
constexpr int westernmost = 100;                    // degrees; the code counts from here

/// Rows, columns and the size of a cell in each order below the first, and whether one digit names the quarter.
struct Division {
    int parts;
    bool isQuarter;
};
constexpr std::array<Division, 5> divisions = {{{8, false}, {10, false}, {2, true}, {2, true}, {2, true}}};

constexpr Extent japan = {122, 20, 154, 46};

Extent extentOf(int south, int west, int height, int width)
{
    const auto latitude = [](int units) { return static_cast<double>(units) / latitudeUnits; };
    const auto longitude = [](int units) { return static_cast<double>(units) / longitudeUnits; };
    return {longitude(west), latitude(south), longitude(west + width), latitude(south + height)};
}

int digit(char c)
{
    return c - '0';
}

}  // namespace

Polygon MeshCell::outline() const
{
    const Extent& e = extent;
    return {{Ring{{e.minX, e.minY}, {e.maxX, e.minY}, {e.maxX, e.maxY}, {e.minX, e.maxY}, {e.minX, e.minY}}}};
}

std::optional<MeshCell> parseMeshCode(std::string_view code)
{
    if (!std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; }) || code.size() < 4)
        return std::nullopt;
    int south = (digit(code[0]) * 10 + digit(code[1])) * firstHeight;
    int west = (westernmost + digit(code[2]) * 10 + digit(code[3])) * firstWidth;
    int height = firstHeight, width = firstWidth, order = 1;
    std::size_t at = 4;
    for (const Division& division : divisions) {
        if (at == code.size())
            break;
        const std::size_t digits = division.isQuarter ? 1 : 2;
        if (code.size() - at < digits)
            return std::nullopt;
        int row = digit(code[at]), column = digit(code[at + digits - 1]);
        if (division.isQuarter) {
            if (row < 1 || row > 4)
                return std::nullopt;
            column = (row - 1) % 2;
            row = (row - 1) / 2;
        } else if (row >= division.parts || column >= division.parts)
            return std::nullopt;
        height /= division.parts;
        width /= division.parts;
        south += row * height;
        west += column * width;
        at += digits;
        ++order;
    }
    if (at != code.size())
        return std::nullopt;
    MeshCell cell{order, extentOf(south, west, height, width)};
    if (!cell.extent.intersects(japan))
        return std::nullopt;
    return cell;
}

std::string meshCodeOf(Point lonLat, int order)
{
    if (order < 1 || order > 6 || !japan.contains(lonLat))
        return {};
    // The smallest cell that the position lies in, by whole units.
    int south = static_cast<int>(std::floor(lonLat.y * latitudeUnits));
    int west = static_cast<int>(std::floor((lonLat.x - westernmost) * longitudeUnits));
    int height = firstHeight, width = firstWidth;
    const auto twoDigits = [](int number) { return std::to_string(number / 10) + std::to_string(number % 10); };
    std::string code = twoDigits(south / height) + twoDigits(west / width);
    for (int i = 0; i < order - 1; ++i) {
        const Division& division = divisions[static_cast<std::size_t>(i)];
        south %= height;
        west %= width;
        height /= division.parts;
        width /= division.parts;
        const int row = south / height, column = west / width;
        code +=
            division.isQuarter ? std::to_string(1 + row * 2 + column) : std::to_string(row) + std::to_string(column);
    }
    return code;
}

}  // namespace chiiki
