#include "maps/scene/facility_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

#include "maps/scene/text_measure.h"
#include "maps/style/glyph.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

constexpr double countSize = 11;

std::string glyphOfKind(const Snapshot& snapshot, const std::string& kind)
{
    const FacilityKind* found = findFacilityKind(snapshot, kind);
    return found && !found->glyph.empty() ? found->glyph : std::string(glyphNameOfKind(kind));
}

double pillWidth(int count, double glyphSize)
{
    return glyphSize + textWidth(formatNumber(count, 0), countSize, true) + 12;
}

/// Where a mark is drawn: a glyph, or a pill with glyph and count.
Box boxOf(const FacilityMark& mark, double glyphSize)
{
    const double width = mark.count == 1 ? glyphSize : pillWidth(mark.count, glyphSize);
    const double height = mark.count == 1 ? glyphSize : glyphSize + 6;
    return {mark.centre.x - width / 2, mark.centre.y - height / 2, width, height};
}

/// Moved so that all of it lies within the bounds.
void moveInto(FacilityMark& mark, const Box& bounds, double glyphSize)
{
    const Box box = boxOf(mark, glyphSize).grownBy(1);
    const auto into = [](double middle, double size, double from, double to) {
        return size < to - from ? std::clamp(middle, from + size / 2, to - size / 2) : middle;
    };
    mark.centre = {into(mark.centre.x, box.width, bounds.x, bounds.right()),
                   into(mark.centre.y, box.height, bounds.y, bounds.bottom())};
}

/// Two become one at their common middle; marks of different kinds become a plain dot.
void absorb(FacilityMark& into, const FacilityMark& other)
{
    const double total = into.count + other.count;
    into.centre = {(into.centre.x * into.count + other.centre.x * other.count) / total,
                   (into.centre.y * into.count + other.centre.y * other.count) / total};
    into.count += other.count;
    into.place = into.centre;
    into.names.insert(into.names.end(), other.names.begin(), other.names.end());
    into.isCentre = into.isStop = false;
    if (into.glyph != other.glyph)
        into.glyph = "dot";
}

/// The first pair that overlaps is merged, again and again, until none does: the same marks give the same groups.
std::vector<FacilityMark> merged(std::vector<FacilityMark> marks, double glyphSize, const Box& bounds)
{
    for (std::size_t i = 0; i < marks.size();) {
        bool hasGrown = false;
        for (std::size_t j = 0; j < marks.size(); ++j) {
            if (j == i || !boxOf(marks[i], glyphSize).overlaps(boxOf(marks[j], glyphSize)))
                continue;
            absorb(marks[std::min(i, j)], marks[std::max(i, j)]);
            moveInto(marks[std::min(i, j)], bounds, glyphSize);
            marks.erase(marks.begin() + static_cast<std::ptrdiff_t>(std::max(i, j)));
            i = std::min(i, j);
            hasGrown = true;
            break;
        }
        if (!hasGrown)
            ++i;
    }
    return marks;
}

/// Each in its turn to the nearest free place: its own, then eight ways around it. One without a place stays where it
/// is, to be merged with what it lies over.
void makeWay(std::vector<FacilityMark>& marks, double glyphSize, const Box& bounds)
{
    constexpr std::array<Point, 8> ways = {
        {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {0.7, -0.7}, {-0.7, -0.7}, {0.7, 0.7}, {-0.7, 0.7}}};
    std::vector<Box> taken;
    for (FacilityMark& mark : marks) {
        const auto isFree = [&](Point centre) {
            const Box box = boxOf({mark.glyph, centre}, glyphSize);
            return std::none_of(taken.begin(), taken.end(), [&](const Box& other) { return other.overlaps(box); });
        };
        const auto tryPlaces = [&] {
            if (isFree(mark.place))
                return;
            for (const double distance : {mostDisplacement / 2, mostDisplacement})
                for (const Point way : ways) {
                    const Point centre = {mark.place.x + way.x * distance, mark.place.y + way.y * distance};
                    if (!bounds.contains(boxOf({mark.glyph, centre}, glyphSize)) || !isFree(centre))
                        continue;
                    mark.centre = centre;
                    return;
                }
        };
        tryPlaces();
        taken.push_back(boxOf(mark, glyphSize));
    }
}

/// From where a mark gave way to it.
void appendHairLeader(Scene& scene, const FacilityMark& mark)
{
    Path leader, foot;
    leader.addPolyline({mark.place, mark.centre}, false);
    foot.addCircle(mark.place, 1.2);
    scene.items.push_back(PathItem{leader, {}, {}, Stroke{rgb(0xFFFFFF), 2, {}, true}});
    scene.items.push_back(PathItem{leader, {}, {}, Stroke{palette::text, 0.6, {}, true}});
    scene.items.push_back(PathItem{foot, palette::text, {}, {}});
}

std::string_view glyphOfStop(RouteKind kind)
{
    switch (kind) {
    case RouteKind::Taxi:
        return "taxi_stop";
    case RouteKind::Rail:
        return "station";
    case RouteKind::Bus:
        break;
    }
    return "bus_stop";
}

/// Stations first. One place of the source often has a record a direction and line: same kind, name and px, one mark.
void addStops(std::vector<FacilityMark>& marks, const CityScene& city, const MapFrame& frame, const Box& sight)
{
    const std::size_t first = marks.size();
    for (const RouteKind kind : {RouteKind::Rail, RouteKind::Taxi, RouteKind::Bus}) {
        for (const Stop& stop : city.snapshot().stops) {
            if (stop.kind != kind || !stop.place)
                continue;
            const Point centre = frame.view(city.toPlane(*stop.place));
            if (!sight.contains(centre))
                continue;
            const bool isKnown = std::any_of(
                marks.begin() + static_cast<std::ptrdiff_t>(first), marks.end(), [&](const FacilityMark& mark) {
                    return mark.names.front() == stop.name && std::abs(mark.place.x - centre.x) < 1 &&
                           std::abs(mark.place.y - centre.y) < 1;
                });
            if (!isKnown)
                marks.push_back({std::string(glyphOfStop(kind)), centre, 1, centre, {stop.name}, false, true});
        }
    }
}

void appendCount(Scene& scene, const FacilityMark& mark, double glyphSize)
{
    const std::string number = formatNumber(mark.count, 0);
    const Box pill = boxOf(mark, glyphSize);
    Path frame;
    frame.addRoundedBox(pill, pill.height / 2);
    scene.items.push_back(
        PathItem{frame, withOpacity(rgb(0xFFFFFF), 0.94), {}, Stroke{glyphOf(mark.glyph).colour, 1, {}, true}});
    appendGlyph(scene, mark.glyph, {pill.x + 4 + glyphSize / 2, mark.centre.y}, glyphSize);
    scene.items.push_back(TextItem{
        {pill.x + glyphSize + 6, mark.centre.y + countSize * 0.37}, number, countSize, true, palette::text, {}, 0});
}

}  // namespace

std::vector<const Facility*> facilitiesOf(const Snapshot& snapshot, const FacilityLayer& layer)
{
    const std::unordered_set<std::string> ids(layer.ids.begin(), layer.ids.end());
    std::vector<const Facility*> shown;
    for (const Facility& facility : snapshot.facilities)
        if (std::find(layer.kinds.begin(), layer.kinds.end(), facility.kind) != layer.kinds.end() &&
            (ids.empty() || ids.contains(facility.id)))
            shown.push_back(&facility);
    return shown;
}

bool isCentreKind(std::string_view kind)
{
    return kind == "community_centre" || kind == "centre_branch" || kind == "small_hub";
}

double facilityGlyphSize(const MapFrame& frame)
{
    return scaleStepOf(frame.view.metresPerPixel) == ScaleStep::City ? 13 : 16;
}

std::vector<FacilityMark> facilityMarks(const CityScene& city, const MapFrame& frame, const FacilityLayer& layer)
{
    const double size = facilityGlyphSize(frame);
    const Box sight = frame.isInset ? frame.box.grownBy(-size / 2 - 1) : frame.box;
    const std::vector<const Facility*> shown = facilitiesOf(city.snapshot(), layer);
    std::vector<FacilityMark> marks;
    for (const std::string& kind : layer.kinds) {
        const std::string glyph = glyphOfKind(city.snapshot(), kind);
        for (const Facility* facility : shown) {
            if (facility->kind != kind || !facility->place)
                continue;
            const Point centre = frame.view(city.toPlane(*facility->place));
            if (sight.contains(centre))
                marks.push_back({glyph, centre, 1, centre, {facility->name}, isCentreKind(kind), false});
        }
    }
    if (layer.hasStops)
        addStops(marks, city, frame, sight);
    if (marks.size() <= mostSingleMarks || scaleStepOf(frame.view.metresPerPixel) == ScaleStep::Block)
        makeWay(marks, size, frame.box);
    return merged(std::move(marks), size, frame.box);
}

void appendFacilities(Scene& scene, const CityScene& city, const MapFrame& frame, const FacilityLayer& layer)
{
    const double size = facilityGlyphSize(frame);
    const std::vector<FacilityMark> marks = facilityMarks(city, frame, layer);
    for (const FacilityMark& mark : marks)
        if (mark.isDisplaced())
            appendHairLeader(scene, mark);
    for (const FacilityMark& mark : marks) {
        if (mark.count == 1)
            appendGlyph(scene, mark.glyph, mark.centre, std::min(glyphOf(mark.glyph).size, 18.0) * size / 16);
        else
            appendCount(scene, mark, size);
    }
}

std::vector<Box> markBoxes(const std::vector<FacilityMark>& marks, double glyphSize)
{
    std::vector<Box> boxes;
    for (const FacilityMark& mark : marks)
        boxes.push_back(boxOf(mark, glyphSize));
    return boxes;
}

std::vector<Box> facilityBoxes(const CityScene& city, const MapFrame& frame, const FacilityLayer& layer)
{
    return markBoxes(facilityMarks(city, frame, layer), facilityGlyphSize(frame));
}

}  // namespace chiiki
