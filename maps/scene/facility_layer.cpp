#include "maps/scene/facility_layer.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "maps/scene/text_measure.h"
#include "maps/style/glyph.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

constexpr double cityStepMetresPerPixel = 200000 * 0.0254 / 96;  // 1:200,000
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

double glyphSizeIn(const MapFrame& frame)
{
    return frame.view.metresPerPixel > cityStepMetresPerPixel ? 13 : 16;
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

std::vector<FacilityMark> facilityMarks(const CityScene& city, const MapFrame& frame, const FacilityLayer& layer)
{
    const double size = glyphSizeIn(frame);
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
                marks.push_back({glyph, centre, 1});
        }
    }
    return marks.size() > mostSingleMarks ? merged(std::move(marks), size, frame.box) : marks;
}

void appendFacilities(Scene& scene, const CityScene& city, const MapFrame& frame, const FacilityLayer& layer)
{
    const double size = glyphSizeIn(frame);
    for (const FacilityMark& mark : facilityMarks(city, frame, layer)) {
        if (mark.count == 1)
            appendGlyph(scene, mark.glyph, mark.centre, std::min(glyphOf(mark.glyph).size, 18.0) * size / 16);
        else
            appendCount(scene, mark, size);
    }
}

std::vector<Box> facilityBoxes(const CityScene& city, const MapFrame& frame, const FacilityLayer& layer)
{
    std::vector<Box> boxes;
    for (const FacilityMark& mark : facilityMarks(city, frame, layer))
        boxes.push_back(boxOf(mark, glyphSizeIn(frame)));
    return boxes;
}

}  // namespace chiiki
