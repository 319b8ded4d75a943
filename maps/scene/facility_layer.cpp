#include "maps/scene/facility_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <unordered_set>

#include "maps/scene/text_measure.h"
#include "maps/style/glyph.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

/// Of the count in a mark, px: with small glyphs it is smaller too.
double countSizeOf(double glyphSize)
{
    return std::min(11.0, glyphSize - 1);
}

std::string glyphOfKind(const Snapshot& snapshot, const std::string& kind)
{
    const FacilityKind* found = findFacilityKind(snapshot, kind);
    return found && !found->glyph.empty() ? found->glyph : std::string(glyphNameOfKind(kind));
}

std::string countText(const FacilityMark& mark)
{
    if (!mark.isCentreAmongOthers)
        return formatNumber(mark.count, 0);
    std::string text = "+";
    return text += formatNumber(mark.count - 1, 0);
}

/// Where a mark is drawn: a glyph, or a pill with glyph and count.
Box boxOf(const FacilityMark& mark, double glyphSize)
{
    if (mark.count == 1)
        return Box{mark.centre.x, mark.centre.y, 0, 0}.grownBy(glyphSize / 2);
    const double space = glyphSize < 12 ? 4 : 6;
    const double width = glyphSize + textWidth(countText(mark), countSizeOf(glyphSize), true) + 2 * space;
    const double height = glyphSize + space;
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

/// Two become one at their common middle; marks of different kinds become a plain dot, unless one is a centre: what a
/// district is organised around stays to be seen.
void absorb(FacilityMark& into, const FacilityMark& other)
{
    const double total = into.count + other.count;
    into.centre = {(into.centre.x * into.count + other.centre.x * other.count) / total,
                   (into.centre.y * into.count + other.centre.y * other.count) / total};
    into.count += other.count;
    into.place = into.centre;
    into.names.insert(into.names.end(), other.names.begin(), other.names.end());
    into.facilities.insert(into.facilities.end(), other.facilities.begin(), other.facilities.end());
    if (into.glyph != other.glyph || into.isCentreAmongOthers != other.isCentreAmongOthers) {
        into.isCentreAmongOthers = into.isCentre || other.isCentre;
        if (!into.isCentre)
            into.glyph = other.isCentre ? other.glyph : "dot";
    }
    into.isCentre = into.isCentre || other.isCentre;
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

Point operator+(Point a, Point b)
{
    return {a.x + b.x, a.y + b.y};
}

/// Where two or three marks of a size stand around one place, none further away than mostDisplacement.
std::vector<std::vector<Point>> placesAround(std::size_t count, double size)
{
    const double apart = size + 0.1;
    const double half = apart / 2;
    if (count == 2)
        return {{{-half, 0}, {half, 0}}, {{0, -half}, {0, half}}};
    const double rest = apart - mostDisplacement;
    return {{{-half, rest}, {half, rest}, {0, -mostDisplacement}},
            {{-half, -rest}, {half, -rest}, {0, mostDisplacement}}};
}

/// Finds places for marks one after the other: its own, around a common place, or nearby.
class WayMaker {
public:
    WayMaker(std::vector<FacilityMark>& marks, double glyphSize, const Box& bounds)
        : marks_(marks)
        , size_(glyphSize)
        , bounds_(bounds)
        , isDone_(marks.size(), false)
    {
    }

    void run()
    {
        for (std::size_t i = 0; i < marks_.size(); ++i) {
            if (isDone_[i])
                continue;
            const std::vector<std::size_t> group = atPlaceOf(i);
            if (group.size() < 2 || group.size() > 3 || !placeAround(group))
                placeAlone(i);
        }
    }

private:
    Box boxAt(Point centre) const { return Box{centre.x, centre.y, 0, 0}.grownBy(size_ / 2); }
    bool isFree(Point centre) const
    {
        const Box box = boxAt(centre);
        return std::none_of(taken_.begin(), taken_.end(), [&](const Box& other) { return other.overlaps(box); });
    }
    bool isUsable(Point centre) const { return bounds_.contains(boxAt(centre)) && isFree(centre); }

    /// A mark and those after it that stand where it does, as of one building.
    std::vector<std::size_t> atPlaceOf(std::size_t first) const
    {
        constexpr double samePlace = 4;
        std::vector<std::size_t> group;
        for (std::size_t i = first; i < marks_.size(); ++i)
            if (!isDone_[i] && std::hypot(marks_[i].place.x - marks_[first].place.x,
                                          marks_[i].place.y - marks_[first].place.y) <= samePlace)
                group.push_back(i);
        return group;
    }

    bool placeAround(const std::vector<std::size_t>& group)
    {
        Point middle;
        for (const std::size_t i : group)
            middle = middle + marks_[i].place;
        middle = {middle.x / static_cast<double>(group.size()), middle.y / static_cast<double>(group.size())};
        for (const std::vector<Point>& places : placesAround(group.size(), size_)) {
            if (!std::all_of(places.begin(), places.end(), [&](Point p) { return isUsable(middle + p); }))
                continue;
            // Of all ways to share the places out, the one in which nobody goes far.
            std::vector<std::size_t> order = group, best;
            double least = mostDisplacement;
            do {
                double most = 0;
                for (std::size_t k = 0; k < order.size(); ++k) {
                    const Point centre = middle + places[k];
                    const Point place = marks_[order[k]].place;
                    most = std::max(most, std::hypot(centre.x - place.x, centre.y - place.y));
                }
                if (most <= least && (best.empty() || most < least)) {
                    least = most;
                    best = order;
                }
            } while (std::next_permutation(order.begin(), order.end()));
            if (best.empty())
                continue;
            for (std::size_t k = 0; k < best.size(); ++k)
                take(best[k], middle + places[k]);
            return true;
        }
        return false;
    }

    /// One without a free place stays where it is, to be merged with what it lies over.
    void placeAlone(std::size_t i)
    {
        constexpr std::array<Point, 8> ways = {
            {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {0.7, -0.7}, {-0.7, -0.7}, {0.7, 0.7}, {-0.7, 0.7}}};
        const Point place = marks_[i].place;
        if (!isFree(place))
            for (const double distance : {mostDisplacement / 2, mostDisplacement})
                for (const Point way : ways)
                    if (const Point centre = place + Point{way.x * distance, way.y * distance}; isUsable(centre)) {
                        take(i, centre);
                        return;
                    }
        take(i, place);
    }

    void take(std::size_t i, Point centre)
    {
        marks_[i].centre = centre;
        isDone_[i] = true;
        taken_.push_back(boxAt(centre));
    }

    std::vector<FacilityMark>& marks_;
    double size_;
    Box bounds_;
    std::vector<bool> isDone_;
    std::vector<Box> taken_;
};

/// Stops give way to facilities: one over a facility's mark is told there instead.
std::vector<FacilityMark> withStops(std::vector<FacilityMark> marks, std::vector<FacilityMark> stops, double glyphSize)
{
    const std::size_t facilities = marks.size();
    for (FacilityMark& stop : stops) {
        const Box box = boxOf(stop, glyphSize);
        const auto end = marks.begin() + static_cast<std::ptrdiff_t>(facilities);
        const auto above = std::find_if(marks.begin(), end,
                                        [&](const FacilityMark& mark) { return boxOf(mark, glyphSize).overlaps(box); });
        if (above == end)
            marks.push_back(std::move(stop));
        else
            above->names.insert(above->names.end(), stop.names.begin(), stop.names.end());
    }
    return marks;
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
                marks.push_back(
                    {std::string(glyphOfStop(kind)), centre, 1, centre, {stop.name}, false, true, false, {}});
        }
    }
}

void appendCount(Scene& scene, const FacilityMark& mark, double glyphSize)
{
    const Box pill = boxOf(mark, glyphSize);
    Path frame;
    frame.addRoundedBox(pill, pill.height / 2);
    scene.items.push_back(
        PathItem{frame, withOpacity(rgb(0xFFFFFF), 0.94), {}, Stroke{glyphOf(mark.glyph).colour, 1, {}, true}});
    const double countSize = countSizeOf(glyphSize);
    const double left = glyphSize < 12 ? 3 : 4;
    appendGlyph(scene, mark.glyph, {pill.x + left + glyphSize / 2, mark.centre.y}, glyphSize);
    scene.items.push_back(TextItem{{pill.x + glyphSize + left + 2, mark.centre.y + countSize * 0.37},
                                   countText(mark),
                                   countSize,
                                   true,
                                   palette::text,
                                   {},
                                   0});
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
    if (frame.glyphSize > 0)
        return frame.glyphSize;
    // In streets many stand side by side: so large that three of them fit around one place.
    switch (scaleStepOf(frame.view.metresPerPixel)) {
    case ScaleStep::City:
        return 13;
    case ScaleStep::Block:
        return 12.5;
    case ScaleStep::Area:
        break;
    }
    return 16;
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
                marks.push_back(
                    {glyph, centre, 1, centre, {facility->name}, isCentreKind(kind), false, false, {facility}});
        }
    }
    if (layer.hasStops)
        addStops(marks, city, frame, sight);
    if (marks.size() <= mostSingleMarks || scaleStepOf(frame.view.metresPerPixel) == ScaleStep::Block)
        WayMaker(marks, size, frame.box).run();
    const auto stops =
        std::stable_partition(marks.begin(), marks.end(), [](const FacilityMark& mark) { return !mark.isStop; });
    std::vector<FacilityMark> facilities(std::make_move_iterator(marks.begin()), std::make_move_iterator(stops));
    marks.erase(marks.begin(), stops);
    return withStops(merged(std::move(facilities), size, frame.box), merged(std::move(marks), size, frame.box), size);
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
