#include "maps/layout/tile_sheet.h"

#include <algorithm>
#include <cmath>

#include "maps/scene/map_labels.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

/// What the text stands on, to choose black or white.
Colour groundOf(const DistrictReading* reading, const Choropleth* map)
{
    if (!reading || map->isCircles)
        return palette::land;
    return map->colourOf(*reading).value_or(palette::absentGround);
}

void appendCentred(Scene& scene, double middle, double baseline, const std::string& text, double size, bool isBold,
                   Colour colour, std::optional<Colour> halo)
{
    scene.items.push_back(
        TextItem{{middle - textWidth(text, size, isBold) / 2, baseline}, text, size, isBold, colour, halo, 2});
}

/// At most `size`, small enough for one line of the width; 7 where even that is too wide.
double fittedSize(const std::string& text, double size, bool isBold, double width)
{
    constexpr double smallest = 7;
    while (size > smallest && textWidth(text, size, isBold) > width)
        size -= 0.5;
    return size;
}

/// As many lines as the height takes; the last one says that there is more.
void shorten(std::vector<std::string>& lines, double height, double lineHeight)
{
    const auto most = static_cast<std::size_t>(std::max(1.0, std::floor(height / lineHeight)));
    if (lines.size() <= most)
        return;
    lines.resize(most);
    std::string& last = lines.back();
    const auto isWithin = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; };  // of UTF-8
    while (last.size() > 1 && isWithin(last.back()))
        last.pop_back();
    last.pop_back();
    last += "…";
}

bool isOver(const TileGrid& grid, const Box& body, double side, const Box& taken)
{
    return std::any_of(grid.places.begin(), grid.places.end(), [&](const TilePlace& place) {
        const Box tile = {body.x + place.column * (side + tileGap), body.y + place.row * (side + tileGap), side, side};
        return tile.x < taken.right() && taken.x < tile.right() && tile.y < taken.bottom() && taken.y < tile.bottom();
    });
}

void appendTile(Scene& scene, const Box& box, const std::string& name, const District& district,
                const MapContent& content)
{
    const Choropleth* map = content.choropleth ? &*content.choropleth : nullptr;
    const DistrictReading* reading = map ? map->find(district.code) : nullptr;
    Path outline;
    outline.addRoundedBox(box, 2);
    PathItem tile{outline, groundOf(reading, map), {}, Stroke{palette::borderCasing, 0.8, {}, false}};
    const bool isAbsent = reading && !reading->value.isNumber();
    if (isAbsent && reading->value.absence() == Absence::Missing)
        tile.pattern = Pattern{Pattern::Kind::Lines, 6, 1, 45, palette::absentInk};
    else if (isAbsent && reading->value.absence() == Absence::Suppressed)
        tile.pattern = Pattern{Pattern::Kind::Dots, 6, 1.5, 0, palette::absentInk};
    else if (reading && reading->classIndex >= 0 && !map->isCircles) {
        const ClassLook look = classLook(*map, reading->classIndex, content.ink);
        tile.fill = look.fill;
        tile.pattern = look.pattern;
    }
    const bool hasHalo = tile.pattern.has_value();
    scene.items.push_back(tile);

    const Colour ink = hasHalo ? palette::text : textOn(*tile.fill);
    const std::optional<Colour> halo = hasHalo ? std::optional(withOpacity(rgb(0xFFFFFF), 0.95)) : std::nullopt;
    const double middle = box.x + box.width / 2;
    // A low tile has one line each for its name and its value.
    constexpr double twoLines = 44;
    const bool isLow = box.height < twoLines;
    const double valueSize = isLow ? std::max(8.0, std::floor(14 * box.height / twoLines)) : 14;
    double nameSize = valueSize;
    const bool isNumbered = content.ink != ClassInk::Colours && reading && reading->classIndex >= 0 && !map->isCircles;
    const std::string fullName = (isNumbered ? classSign(reading->classIndex) : std::string()) + name;
    // A little smaller on one line reads better than cut in two.
    constexpr double leastOnOneLine = 11;
    const double onOneLine = fittedSize(fullName, nameSize, true, box.width - 6);
    if (onOneLine >= std::min(leastOnOneLine, nameSize))
        nameSize = onOneLine;
    std::vector<std::string> names = wrapText(fullName, nameSize, true, box.width - 4);
    while (names.size() > (isLow ? 1 : 2) && nameSize > (isLow ? 7 : 9)) {
        nameSize -= 1;
        names = wrapText(fullName, nameSize, true, box.width - 6);
    }
    const bool hasValue = reading && !map->indicator.cityOnly;
    shorten(names, box.height - (hasValue ? valueSize * 1.43 : 0), nameSize * 1.25);
    const double block = static_cast<double>(names.size()) * nameSize * 1.25 + (hasValue ? valueSize * 1.43 : 0);
    double y = box.y + (box.height - block) / 2;
    for (const std::string& line : names) {
        appendCentred(scene, middle, y + nameSize, line, nameSize, true, ink, halo);
        y += nameSize * 1.25;
    }
    if (hasValue) {
        const std::string value = formatValue(reading->value, map->indicator, NumberPlace::Map, content.language);
        appendCentred(scene, middle, y + valueSize * 1.14, value, fittedSize(value, valueSize, false, box.width - 6),
                      false, ink, halo);
    }
}

}  // namespace

Box roomForTiles(const TileGrid& grid, const Box& room, const Box& taken)
{
    const Box kept = taken.grownBy(2 * tileGap);
    for (double side = tileSize; side >= smallestTile; --side) {
        Box body = {room.x, room.y, grid.columns * (side + tileGap) - tileGap, grid.rows * (side + tileGap) - tileGap};
        if (body.width > room.width || body.height > room.height)
            continue;
        for (const double share : {0.5, 0.0}) {  // in the middle of the height, or else at its top
            body.y = room.y + std::floor(share * (room.height - body.height));
            if (!isOver(grid, body, side, kept))
                return body;
        }
    }
    const Box beside = {room.x, room.y, std::max(1.0, kept.x - room.x), room.height};
    const Box above = {room.x, room.y, room.width, std::max(1.0, kept.y - room.y)};
    const auto sideIn = [&grid](const Box& body) {
        return std::min(body.width / std::max(1, grid.columns), body.height / std::max(1, grid.rows));
    };
    return sideIn(above) > sideIn(beside) ? above : beside;
}

std::vector<TileBox> appendTiles(Scene& scene, const Snapshot& snapshot, const Box& body, const MapContent& content)
{
    const TileGrid grid = arrangeTiles(snapshot);
    std::vector<TileBox> tiles;
    if (grid.columns == 0)
        return tiles;
    const double gap = tileGap;
    const double pitch = std::min((body.width + gap) / grid.columns, (body.height + gap) / grid.rows);
    double across = std::min(std::floor(pitch - gap), tileSize);
    double down = across;
    if (across < smallestTile) {
        const auto fitting = [gap](double room, int count) {
            return std::clamp(std::floor((room + gap) / count - gap), 1.0, smallestTile);
        };
        across = fitting(body.width, grid.columns);
        down = fitting(body.height, grid.rows);
    }
    const double width = grid.columns * (across + gap) - gap;
    const double height = grid.rows * (down + gap) - gap;
    const double left = std::round(body.x + std::max(0.0, (body.width - width) / 2));
    const double top = std::round(body.y + std::max(0.0, (body.height - height) / 2));
    for (std::size_t i = 0; i < snapshot.districts.size(); ++i) {
        const Box box = {left + grid.places[i].column * (across + gap), top + grid.places[i].row * (down + gap), across,
                         down};
        appendTile(scene, box, districtLabel(snapshot, snapshot.districts[i].code, content.language),
                   snapshot.districts[i], content);
        tiles.push_back({snapshot.districts[i].code, box});
    }
    return tiles;
}

}  // namespace chiiki
