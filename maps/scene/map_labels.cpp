#include "maps/scene/map_labels.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "maps/scene/facility_layer.h"
#include "maps/scene/route_layer.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

/// Even-odd; good enough for a label, whatever lies on a border.
bool isInside(const MultiPolygon& area, Point p)
{
    bool isIn = false;
    for (const Polygon& polygon : area)
        for (const Ring& ring : polygon.rings)
            for (std::size_t i = 1; i < ring.size(); ++i)
                if ((ring[i - 1].y <= p.y) != (ring[i].y <= p.y) &&
                    p.x < ring[i - 1].x +
                              (ring[i].x - ring[i - 1].x) * (p.y - ring[i - 1].y) / (ring[i].y - ring[i - 1].y))
                    isIn = !isIn;
    return isIn;
}

/// Share of a district's box that the frame shows: 1 = all of it.
double shownShare(const DistrictShape& district, const MapFrame& frame)
{
    const Point topLeft = frame.view({district.extent.minX, district.extent.maxY});
    const Point bottomRight = frame.view({district.extent.maxX, district.extent.minY});
    const double width = std::min(bottomRight.x, frame.box.right()) - std::max(topLeft.x, frame.box.x);
    const double height = std::min(bottomRight.y, frame.box.bottom()) - std::max(topLeft.y, frame.box.y);
    const double whole = (bottomRight.x - topLeft.x) * (bottomRight.y - topLeft.y);
    return width > 0 && height > 0 && whole > 0 ? width * height / whole : 0;
}

/// What a label is of: ids of labels begin with it where it is not a district.
constexpr const char* facilityPrefix = "facility:";
constexpr const char* townPrefix = "town:";
constexpr double facilityNameSize = 11;
constexpr double townNameSize = 11;

bool contains(const std::vector<std::string>& codes, const std::string& code)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

LabelWish districtWish(const CityScene& city, const DistrictShape& district, const MapFrame& frame,
                       const MapContent& content, bool isNameOnly)
{
    LabelWish wish;
    wish.id = district.code;
    wish.anchor = frame.view(*district.labelPoint);
    const Colour colour = palette::text;
    const std::string mark = district.code == content.primary ? "▶" : "";
    const Choropleth* map = content.choropleth ? &*content.choropleth : nullptr;
    const DistrictReading* reading = map ? map->find(district.code) : nullptr;
    const bool isHatched = content.ink != ClassInk::Colours && reading && !map->isCircles;
    const std::string sign = isHatched && reading->classIndex >= 0 ? classSign(reading->classIndex) : "";
    wish.lines.push_back({mark + sign + districtLabel(city.snapshot(), district.code, content.language),
                          frame.nameSize * frame.textScale, true, colour, isHatched});
    if (reading && content.showsValues && !map->indicator.cityOnly && !isNameOnly)
        wish.lines.push_back({formatValue(reading->value, map->indicator, NumberPlace::Map, content.language),
                              frame.valueSize * frame.textScale, false, colour, isHatched});
    if (const auto part = content.parts.find(district.code); part != content.parts.end() && !isNameOnly)
        wish.lines.push_back({speak({"maps.part_only", {part->second}}, content.language),
                              frame.valueSize * frame.textScale, false, colour, true});
    if (reading && map->isCircles && reading->value.isNumber())
        wish.clearance = circleRadius(*reading->value.number(), largestCircleValue(*map), content.circleRadius);
    // An inset has room for its names where they belong, unless marks take it.
    if (frame.isInset && !content.facilities)
        wish.leaderLength = 0;
    return wish;
}

/// Selected districts, then the others; small districts first in both: they have the fewest places to go.
std::vector<std::size_t> districtsByRank(const CityScene& city, const MapContent& content)
{
    std::vector<std::size_t> order(city.districts().size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto rankOf = [&](std::size_t i) {
        const std::string& code = city.districts()[i].code;
        return code == content.primary ? 0 : contains(content.selected, code) ? 1 : 2;
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(rankOf(a), city.districts()[a].areaKm2) < std::pair(rankOf(b), city.districts()[b].areaKm2);
    });
    return order;
}

/// Names of single marks: those of centres, or of all others.
void addFacilityWishes(std::vector<LabelWish>& wishes, const std::vector<FacilityMark>& marks, const MapFrame& frame,
                       bool ofCentres)
{
    for (const FacilityMark& mark : marks) {
        if (mark.count != 1 || mark.names.front().empty() || mark.isCentre != ofCentres)
            continue;
        LabelWish wish;
        wish.id = facilityPrefix + std::to_string(wishes.size());
        wish.anchor = mark.centre;
        const double size = (mark.isStop ? facilityNameSize - 1 : facilityNameSize) * frame.textScale;
        for (std::string& line : brokenName(std::string(mark.names.front())))
            wish.lines.push_back({std::move(line), size, false, mark.isStop ? palette::secondText : palette::text});
        wish.isWhole = true;
        wish.clearance = facilityGlyphSize(frame) / 2 + 1;
        wish.leaderLength = 0;
        wish.mayCoverSigns = false;
        wishes.push_back(std::move(wish));
    }
}

void addTownWishes(std::vector<LabelWish>& wishes, const CityScene& city, const MapFrame& frame)
{
    const double size = townNameSize * frame.textScale;
    for (const TownShape& town : city.towns().towns) {
        const Point anchor = frame.view(town.labelPoint);
        // A name wider than its town would be read as its neighbour's.
        if (!frame.box.contains(anchor) ||
            town.extent.width() / frame.view.metresPerPixel < textWidth(town.name, size, false))
            continue;
        LabelWish wish;
        wish.id = townPrefix + town.districtCode + town.name;
        wish.anchor = anchor;
        wish.lines.push_back({town.name, size, false, palette::secondText});
        wish.leaderLength = 0;
        wish.mayCoverSigns = false;
        wishes.push_back(std::move(wish));
    }
}

/// Whether another circle is nearer to a label than its own place: without a line it would be read as that one's.
bool isNearerToAnother(const PlacedLabel& label, const std::vector<LabelWish>& wishes)
{
    const auto distance = [&](const LabelWish& wish) {
        const double x = std::clamp(wish.anchor.x, label.box.x, label.box.right()) - wish.anchor.x;
        const double y = std::clamp(wish.anchor.y, label.box.y, label.box.bottom()) - wish.anchor.y;
        return std::hypot(x, y) - wish.clearance;
    };
    double own = 0;
    for (const LabelWish& wish : wishes)
        if (wish.id == label.id)
            own = std::max(0.0, distance(wish));
    return std::any_of(wishes.begin(), wishes.end(), [&](const LabelWish& wish) {
        return wish.id != label.id && wish.clearance > 0 && wish.leaderLength > 0 && distance(wish) < own + 1;
    });
}

}  // namespace

std::vector<LabelWish> districtWishes(const CityScene& city, const MapFrame& frame, const MapContent& content,
                                      const std::vector<std::string>& nameOnly)
{
    constexpr double whole = 0.95;
    std::vector<LabelWish> wishes;
    for (const std::size_t i : districtsByRank(city, content)) {
        const DistrictShape& district = city.districts()[i];
        if (district.labelPoint && frame.box.contains(frame.view(*district.labelPoint)) &&
            (!frame.isInset || shownShare(district, frame) >= whole))
            wishes.push_back(districtWish(city, district, frame, content, contains(nameOnly, district.code)));
    }
    return wishes;
}

std::string districtLabel(const Snapshot& snapshot, const std::string& code, Language language)
{
    const District* district = findDistrict(snapshot, code);
    if (!district)
        return code;
    return language == Language::English && !district->romaji.empty() ? district->romaji : district->name;
}

std::vector<PlacedLabel> placeMapLabels(const CityScene& city, const MapFrame& frame, const MapContent& content,
                                        const std::vector<Box>& obstacles, const std::vector<std::string>& nameOnly)
{
    if (!content.showsLabels)
        return {};
    const std::vector<FacilityMark> marks =
        content.facilities ? facilityMarks(city, frame, *content.facilities) : std::vector<FacilityMark>{};
    std::vector<LabelWish> wishes;
    const std::vector<LabelWish> ofDistricts = districtWishes(city, frame, content, nameOnly);
    const auto addDistricts = [&](bool ofSelected) {
        for (const LabelWish& wish : ofDistricts)
            if (contains(content.selected, wish.id) == ofSelected)
                wishes.push_back(wish);
    };
    addDistricts(true);
    if (content.step != ScaleStep::City)
        addFacilityWishes(wishes, marks, frame, true);
    addDistricts(false);
    if (content.step == ScaleStep::Block) {
        addFacilityWishes(wishes, marks, frame, false);
        addTownWishes(wishes, city, frame);
    }

    std::vector<Box> signs = markBoxes(marks, facilityGlyphSize(frame));
    for (const Box& badge : routeBadgeBoxes(city, frame, content))
        signs.push_back(badge);
    std::vector<PlacedLabel> placed = placeLabels(wishes, frame.box.grownBy(-2), obstacles, signs);
    // A name that still stands in its own district needs no line to it.
    const std::vector<MultiPolygon>& outlines = city.outlines(frame.view.metresPerPixel);
    for (PlacedLabel& label : placed)
        for (std::size_t i = 0; i < outlines.size() && label.hasLeader; ++i)
            if (city.districts()[i].code == label.id)
                label.hasLeader = !isInside(outlines[i], frame.view.toPlane(label.box.centre()));
    if (content.choropleth && content.choropleth->isCircles)
        for (PlacedLabel& label : placed)
            label.hasLeader = label.hasLeader || isNearerToAnother(label, wishes);
    // Facilities and towns stand at their place or not at all.
    for (PlacedLabel& label : placed)
        if (label.id.starts_with(facilityPrefix) || label.id.starts_with(townPrefix))
            label.hasLeader = false;
    return placed;
}

}  // namespace chiiki
