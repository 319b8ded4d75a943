#include <algorithm>
#include <cmath>
#include <set>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"
#include "maps/scene/tile_grid.h"

namespace chiiki {
namespace {

constexpr double size = 12;
constexpr double leading = size * lineLeading;
constexpr double badge = 9;  // radius
constexpr double lineOfRest = 18;

/// The districts as tiles with lanes between them, so that lines are seen and small districts have room.
struct Tiles {
    TileGrid grid;
    Box box;
    double across = 0;  // from tile to tile
    double down = 0;

    Tiles(const Snapshot& city, const Box& within)
        : grid(arrangeTiles(city))
        , box(within)
    {
        constexpr double widest = 104, highest = 80;
        across = std::min(widest, box.width / std::max(1, grid.columns));
        down = std::min(highest, box.height / std::max(1, grid.rows));
        box.x += (box.width - across * grid.columns) / 2;
    }
    Box tile(std::size_t district) const
    {
        const TilePlace& place = grid.places[district];
        const double width = across * 0.72, height = down * 0.56;
        return {box.x + across * (place.column + 0.5) - width / 2, box.y + down * (place.row + 0.5) - height / 2, width,
                height};
    }
    Point middle(std::size_t district) const
    {
        const Box of = tile(district);
        return {of.x + of.width / 2, of.y + of.height / 2};
    }
    /// From where four tiles meet along the gaps between tiles to the side of one of them: never behind another.
    std::vector<Point> wayTo(std::size_t district, Point from, double lane) const
    {
        const TilePlace& place = grid.places[district];
        const Box of = tile(district);
        const double end = of.y + of.height / 2;
        const bool isFromLeft = from.x <= box.x + across * (place.column + 0.5);
        const double gap = box.x + across * (place.column + (isFromLeft ? 0 : 1)) + lane;
        return {from, {gap, from.y}, {gap, end}, {isFromLeft ? of.x : of.right(), end}};
    }
    /// Where four tiles meet.
    Point corner(int column, int row) const { return {box.x + across * column, box.y + down * row}; }
};

/// The free corner nearest to the middle of the districts, so that no sign stands on a tile or on another sign.
Point hubOf(const Tiles& tiles, const std::vector<std::size_t>& districts, std::set<std::pair<int, int>>& taken)
{
    Point middle;
    for (const std::size_t district : districts) {
        middle.x += tiles.middle(district).x / static_cast<double>(districts.size());
        middle.y += tiles.middle(district).y / static_cast<double>(districts.size());
    }
    std::pair<int, int> best{-1, -1};
    double least = 0;
    for (int row = 1; row < tiles.grid.rows; ++row) {
        for (int column = 1; column < tiles.grid.columns; ++column) {
            const Point at = tiles.corner(column, row);
            const double distance = std::hypot(at.x - middle.x, at.y - middle.y);
            if (!taken.contains({column, row}) && (best.first < 0 || distance < least)) {
                best = {column, row};
                least = distance;
            }
        }
    }
    if (best.first < 0)
        return middle;  // more links than corners: signs may then lie over one another
    taken.insert(best);
    return tiles.corner(best.first, best.second);
}

void putBadge(ViewPage& page, Point at, std::size_t number, double radius)
{
    Path circle;
    circle.addCircle(at, radius);
    const Colour colour = page.isCopier ? rgb(0x000000) : palette::accent;
    page.scene.items.push_back(PathItem{circle, rgb(0xFFFFFF), {}, Stroke{colour, 1.6, {}, false}});
    const double textSize = radius * 1.25;
    putText(page.scene, at.x, at.y + textSize * 0.36, std::to_string(number), {textSize, true, colour, {}},
            Align::Centre);
}

void drawTiles(ViewPage& page, const LinksView& view, const Tiles& tiles)
{
    Scene& scene = page.scene;
    const auto& districts = page.city.districts;
    std::vector<std::vector<std::size_t>> members;
    std::set<std::pair<int, int>> taken;
    std::vector<Point> hubs;
    const Colour colour = page.isCopier ? rgb(0x000000) : palette::accent;
    for (const LinksView::Link& link : view.links) {
        auto& of = members.emplace_back();
        for (std::size_t i = 0; i < districts.size(); ++i)
            if (std::find(link.districtCodes.begin(), link.districtCodes.end(), districts[i].code) !=
                link.districtCodes.end())
                of.push_back(i);
        hubs.push_back(hubOf(tiles, of, taken));
    }
    for (std::size_t i = 0; i < hubs.size(); ++i) {
        // Lines of several links in one gap run beside one another.
        const double lane = 4 * (static_cast<double>(i) - static_cast<double>(hubs.size() - 1) / 2);
        for (const std::size_t district : members[i]) {
            Path way;
            way.addPolyline(tiles.wayTo(district, hubs[i], lane), false);
            scene.items.push_back(PathItem{way, {}, {}, Stroke{withOpacity(colour, 0.75), 2.2, {}, true}});
        }
    }
    for (std::size_t i = 0; i < districts.size(); ++i) {
        const Box box = tiles.tile(i);
        const bool isIsolated =
            std::find(view.isolated.begin(), view.isolated.end(), districts[i].code) != view.isolated.end();
        Path outline;
        outline.addRoundedBox(box, 3);
        scene.items.push_back(PathItem{outline,
                                       isIsolated ? palette::paper : rgb(0xFFFFFF),
                                       {},
                                       isIsolated
                                           ? Stroke{palette::absentInk, 1, {3, 3}, false}
                                           : Stroke{page.isCopier ? rgb(0x000000) : palette::accent, 1.4, {}, false}});
        double nameSize = 13;
        const std::string name = page.districtName(districts[i].code);
        while (nameSize > 6 && (textWidth(name, nameSize, !isIsolated) > box.width - 4 || nameSize > box.height - 2))
            nameSize -= 0.5;
        putText(scene, box.x + box.width / 2, middleBaseline(box, nameSize),
                shortened(name, nameSize, !isIsolated, box.width - 2),
                {nameSize, !isIsolated, isIsolated ? palette::secondText : palette::text, {}}, Align::Centre);
    }
    const double radius = std::clamp(std::min(tiles.across * 0.14, tiles.down * 0.22) - 1, 4.0, badge);
    for (std::size_t i = 0; i < hubs.size(); ++i)
        putBadge(page, hubs[i], i + 1, radius);
}

/// The names of the links with their districts, then what no line shows.
void drawNames(ViewPage& page, const LinksView& view, const Box& box)
{
    std::vector<std::pair<std::vector<std::string>, Colour>> rest;
    if (!view.ofAll.empty()) {
        std::string titles;
        for (const LinksView::Link& link : view.ofAll)
            titles += (titles.empty()                        ? ""
                       : page.language == Language::Japanese ? "、"
                                                             : ", ") +
                      link.title.in(page.language);
        rest.emplace_back(wrapText(page.say("maps.view_links_of_all", {titles}), size, false, box.width),
                          palette::secondText);
    }
    if (!view.isolated.empty())
        rest.emplace_back(wrapText(page.say("maps.view_isolated",
                                            {std::to_string(view.isolated.size()), page.districtNames(view.isolated)}),
                                   size, false, box.width),
                          palette::text);
    double restHeight = 0;
    for (const auto& [lines, colour] : rest)
        restHeight += static_cast<double>(lines.size()) * leading + 6;

    double y = box.y;
    std::size_t shown = 0;
    const double left = box.x + 2 * badge + 8;
    for (; shown < view.links.size(); ++shown) {
        const LinksView::Link& link = view.links[shown];
        const auto title = wrapText(link.title.in(page.language).empty() ? page.say("maps.view_unknown")
                                                                         : link.title.in(page.language),
                                    size, true, box.right() - left);
        const auto names = wrapText(page.districtNames(link.districtCodes), size - 1, false, box.right() - left);
        const double height = static_cast<double>(title.size() + names.size()) * leading + 6;
        const bool isLast = shown + 1 == view.links.size();
        if (y + height + (isLast ? 0 : lineOfRest) > box.bottom() - restHeight)
            break;
        putBadge(page, {box.x + badge, y + size * 0.75}, shown + 1, badge);
        const double next = putLines(page.scene, left, y + size, title, {size, true, palette::text, {}});
        putLines(page.scene, left, next, names, {size - 1, false, palette::secondText, {}});
        if (link.status == Status::Sample)
            putSampleMark(page.scene, {box.x - 4, y, 12, height - 6});
        y += height;
    }
    if (shown < view.links.size()) {
        putText(page.scene, left, y + size,
                page.sayRest("maps.view_more_cards", {std::to_string(view.links.size() - shown)}),
                {11, false, palette::secondText, {}});
        y += lineOfRest;
    }
    y += 4;
    for (const auto& [lines, colour] : rest) {
        putLines(page.scene, box.x, y + size, lines, {size, false, colour, {}});
        y += static_cast<double>(lines.size()) * leading + 6;
    }
}

}  // namespace

void appendLinks(ViewPage& page, const LinksView& view)
{
    if (view.links.empty() && view.ofAll.empty()) {
        appendEmpty(page);
        return;
    }
    bool hasSample = false;
    for (const auto* list : {&view.links, &view.ofAll})
        for (const LinksView::Link& link : *list)
            hasSample = hasSample || link.status == Status::Sample;
    const Colour colour = page.isCopier ? rgb(0x000000) : palette::accent;
    std::vector<KeyEntry> key{{KeyEntry::Sign::Line, colour, {}, page.say("maps.view_link")}};
    if (hasSample)
        key.push_back(sampleKey(page));
    appendKeyBelow(page, key);
    const Box& body = page.body;
    const bool isWide = body.width > 1.15 * body.height;
    const Box picture = isWide ? Box{body.x, body.y, 0.6 * body.width, body.height}
                               : Box{body.x, body.y, body.width, 0.55 * body.height};
    const Box names = isWide ? Box{picture.right() + 20, body.y, body.right() - picture.right() - 20, body.height}
                             : Box{body.x, picture.bottom() + 14, body.width, body.bottom() - picture.bottom() - 14};
    drawTiles(page, view, Tiles(page.city, picture));
    drawNames(page, view, names);
}

}  // namespace chiiki
