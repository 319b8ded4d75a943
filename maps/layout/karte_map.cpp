#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "core/geo/distance.h"
#include "maps/layout/karte.h"
#include "maps/layout/karte_parts.h"
#include "maps/layout/page_frame.h"
#include "maps/scene/facility_layer.h"
#include "maps/scene/labels.h"
#include "maps/scene/page_geometry.h"
#include "maps/scene/route_layer.h"
#include "maps/scene/text_measure.h"
#include "maps/style/glyph.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double keyRow = 16;
int keyColumnsIn(Language language)
{
    return language == Language::Japanese ? 3 : 2;  // English names are longer
}
constexpr double ground = 14;  // px around the district
constexpr int cells = 36;      // of the raster that finds free places

/// Scales that people know. Every page takes the largest one that shows its district.
constexpr int denominators[] = {5000,   7500,   10000,  12500,  15000,  17500,  20000,  22500,  25000,  30000,
                                35000,  40000,  45000,  50000,  60000,  70000,  80000,  90000,  100000, 110000,
                                125000, 150000, 175000, 200000, 225000, 250000, 300000, 350000, 400000, 450000,
                                500000, 550000, 600000, 650000, 700000, 800000, 1000000};

double metresPerPixel(int denominator, double paperScale)
{
    constexpr double metresPerPx = 0.0254 / 96;
    return denominator * metresPerPx * paperScale;
}

struct MapPlan {
    MapFrame frame;
    int denominator = 0;
};

MapPlan planOf(const Box& box, const Extent& extent, double paperScale)
{
    MapPlan plan;
    plan.frame.box = box;
    plan.frame.glyphSize = 11;  // paper is read from nearer than a screen
    for (const int denominator : denominators) {
        plan.denominator = denominator;
        const double scale = metresPerPixel(denominator, paperScale);
        if (extent.width() / scale <= box.width - 2 * ground && extent.height() / scale <= box.height - 2 * ground)
            break;
    }
    const double scale = metresPerPixel(plan.denominator, paperScale);
    const Point middle{(extent.minX + extent.maxX) / 2, (extent.minY + extent.maxY) / 2};
    plan.frame.view = {scale, {middle.x - box.centre().x * scale, middle.y + box.centre().y * scale}};
    return plan;
}

/// Which district each cell of the map's box shows; -1 = none.
struct Raster {
    std::array<std::array<int, cells>, cells> at{};
    Box box;

    Point centre(int row, int column) const
    {
        return {box.x + (column + 0.5) * box.width / cells, box.y + (row + 0.5) * box.height / cells};
    }
};

Raster rasterOf(const CityScene& city, const MapFrame& frame)
{
    Raster raster;
    raster.box = frame.box;
    for (int row = 0; row < cells; ++row)
        for (int column = 0; column < cells; ++column)
            raster.at[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] =
                city.districtAt(frame.view.toPlane(raster.centre(row, column)));
    return raster;
}

/// The cell of a district that is furthest from what is not of it, with that distance in cells.
std::optional<std::pair<Point, int>> roomiestPlace(const Raster& raster, int district)
{
    std::optional<std::pair<Point, int>> best;
    const auto isOf = [&](int row, int column) {
        return row >= 0 && column >= 0 && row < cells && column < cells &&
               raster.at[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] == district;
    };
    for (int row = 0; row < cells; ++row)
        for (int column = 0; column < cells; ++column) {
            if (!isOf(row, column))
                continue;
            int reach = 0;
            // Names are wide: what lies left and right counts twice as far.
            const auto isFree = [&](int r) {
                for (int dy = -r; dy <= r; ++dy)
                    for (int dx = -2 * r; dx <= 2 * r; ++dx)
                        if (!isOf(row + dy, column + dx))
                            return false;
                return true;
            };
            while (isFree(reach + 1))
                ++reach;
            if (!best || reach > best->second)
                best = {raster.centre(row, column), reach};
        }
    return best;
}

/// How many cells of the district a box on the map would hide.
int hidden(const Raster& raster, int district, const Box& box)
{
    int count = 0;
    for (int row = 0; row < cells; ++row)
        for (int column = 0; column < cells; ++column)
            if (raster.at[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] == district &&
                box.contains(raster.centre(row, column)))
                ++count;
    return count;
}

/// The corner of the map where a box of this size hides least of the district and nothing that stands there already.
Box quietCorner(const Raster& raster, int district, const Box& map, double width, double height,
                const std::vector<Box>& taken)
{
    const double left = map.x + 5, top = map.y + 5;
    const double right = map.right() - width - 5, bottom = map.bottom() - height - 5;
    Box best;
    int least = std::numeric_limits<int>::max();
    for (const Point corner : {Point{left, bottom}, Point{right, bottom}, Point{right, top}, Point{left, top}}) {
        const Box box{corner.x, corner.y, width, height};
        if (std::any_of(taken.begin(), taken.end(), [&](const Box& other) { return other.overlaps(box); }))
            continue;
        if (const int count = hidden(raster, district, box); count < least) {
            least = count;
            best = box;
        }
    }
    return best;
}

/// Lines between the towns of the district, thinned to what paper shows; none where the whole page is too coarse.
void appendTownLines(Scene& scene, const CityScene& city, const MapFrame& frame, const Extent& district)
{
    constexpr double leastStep = 1.2;  // px
    if (scaleStepOf(frame.view.metresPerPixel) == ScaleStep::City)
        return;
    const DenseLines& lines = city.towns().townLines;
    Path path;
    std::vector<Point> thinned;
    for (std::size_t line = 0; line + 1 < lines.starts->size(); ++line) {
        const auto first = lines.places->begin() + (*lines.starts)[line];
        const auto last = lines.places->begin() + (*lines.starts)[line + 1];
        if (std::none_of(first, last, [&](Point p) { return district.contains(p); }))
            continue;
        thinned.clear();
        for (auto place = first; place != last; ++place) {
            const Point p = frame.view(*place);
            if (thinned.empty() || place + 1 == last || squaredDistance(p, thinned.back()) >= leastStep * leastStep)
                thinned.push_back(p);
        }
        if (thinned.size() > 1)
            path.addPolyline(thinned, false);
    }
    if (!path.isEmpty())
        scene.items.push_back(PathItem{path, {}, {}, Stroke{palette::townLine, 0.6, {}, true}});
}

/// All that is not of the district steps back.
void appendVeil(Scene& scene, const CityScene& city, const MapFrame& frame, std::size_t district)
{
    const MultiPolygon& outline = city.outlines(frame.view.metresPerPixel)[district];
    Path veil;
    veil.addBox(frame.box.grownBy(2));
    addArea(veil, outline, frame.view, frame.box.grownBy(20));
    scene.items.push_back(PathItem{veil, withOpacity(palette::paper, 0.62), {}, {}});
    Path edge;
    addArea(edge, outline, frame.view, frame.box.grownBy(20));
    scene.items.push_back(PathItem{edge, {}, {}, Stroke{rgb(0xFFFFFF), 3.4, {}, true}});
    scene.items.push_back(PathItem{edge, {}, {}, Stroke{palette::accent, 1.7, {}, true}});
}

/// An area without the steps that so small a map cannot show.
void addCoarseArea(Path& path, const MultiPolygon& area, const PlaneToPage& view)
{
    constexpr double leastStep = 0.6;  // px
    std::vector<Point> thinned;
    for (const Polygon& polygon : area)
        for (const Ring& ring : polygon.rings) {
            thinned.clear();
            for (const Point place : ring) {
                const Point p = view(place);
                if (thinned.empty() || squaredDistance(p, thinned.back()) >= leastStep * leastStep)
                    thinned.push_back(p);
            }
            if (thinned.size() > 2)
                path.addPolyline(thinned, true);
        }
}

/// The whole city, small, with the district in it.
void appendLocator(Scene& scene, const CityScene& city, const Box& box, std::size_t district)
{
    putBox(scene, box, withOpacity(rgb(0xFFFFFF), 0.94), {}, Stroke{palette::hairline, 1, {}, false});
    const MapFrame frame = fittedFrame(box.grownBy(-4), city.extent());
    const auto& outlines = city.outlines(frame.view.metresPerPixel);
    Path others, own;
    for (std::size_t i = 0; i < outlines.size(); ++i)
        addCoarseArea(i == district ? own : others, outlines[i], frame.view);
    scene.items.push_back(PathItem{others, rgb(0xDDE2E7), {}, Stroke{rgb(0xFFFFFF), 0.6, {}, true}});
    scene.items.push_back(PathItem{own, palette::accent, {}, Stroke{palette::accent, 0.8, {}, true}});
}

/// Facilities of the district that the map shows.
std::vector<const Facility*> ownFacilities(const KarteSheet& sheet, const KarteMap& map)
{
    std::vector<const Facility*> own;
    const Snapshot& city = sheet.city.snapshot();
    for (const std::string& kind : map.kinds)
        for (const Facility& facility : city.facilities)
            if (facility.kind == kind && facility.placement.rest == Placement::Rest::None &&
                facility.placement.districtCode == sheet.page.districtCode && isOpen(facility, city))
                own.push_back(&facility);
    return own;
}

/// The number alone, the sign of its absence otherwise: the unit stands in the key once.
std::string countText(const KarteNumber& number, Language language)
{
    return formatValue(number.value, number.indicator, NumberPlace::Table, language);
}

/// 「施設の数 か所 R6 ③④⑤」: unit, years and sources of all counts.
std::string countsOrigin(const KarteSheet& sheet, const KarteMap& map)
{
    std::set<int> years;
    std::vector<int> sources;
    for (const KarteNumber& number : map.counts) {
        if (number.year)
            years.insert(number.year->year);
        for (const int source : number.sources)
            if (std::find(sources.begin(), sources.end(), source) == sources.end())
                sources.push_back(source);
    }
    std::sort(sources.begin(), sources.end());
    std::string yearsText;
    for (const int year : years)
        yearsText += (yearsText.empty() ? "" : "・") + shortTitle(FiscalYear{year}, sheet.style.language);
    return sheet.say("karte.counts_origin", {yearsText, sourceSigns(sources)});
}

struct LineSign {
    std::string text;
    bool isRail = false;
    std::optional<Stroke> stroke;  // of a line
    bool isCoverage = false;
    bool isHeading = false;  // of the signs after it: it stands on one line with the first of them
};

/// With what stands before its text.
double widthOf(const LineSign& sign)
{
    return (sign.isRail || sign.isCoverage || sign.stroke ? 24 : 0) + textWidth(sign.text, 9, false) + 12;
}

bool crosses(const MultiLineString& lines, const MapFrame& frame)
{
    Path path;
    addLines(path, lines, frame.view, frame.box);
    return !path.isEmpty();
}

/// The lines in sight, each kind once, with the year of their data.
std::vector<LineSign> lineSigns(const KarteSheet& sheet, const KarteMap& map, const MapFrame& frame)
{
    std::vector<LineSign> signs;
    if (!map.counts.empty()) {
        signs.push_back({countsOrigin(sheet, map), false, {}, false});
        signs.push_back({sheet.say("karte.merged"), false, {}, false});
    }
    if (map.coverage && !map.coverageTitle.empty())
        signs.push_back({map.coverageTitle, false, {}, true});
    if (!map.showsRoutes)
        return signs;
    const Snapshot& city = sheet.city.snapshot();
    std::set<int> railYears, busYears;
    std::map<std::string, int> taxiYears;
    const std::vector<TaxiLine> taxis = taxiLines(city);
    for (std::size_t i = 0; i < city.routes.size(); ++i) {
        const Route& route = city.routes[i];
        if (!crosses(sheet.city.routes()[i], frame))
            continue;
        if (route.kind == RouteKind::Rail)
            railYears.insert(route.dataYear);
        else if (route.kind == RouteKind::Bus)
            busYears.insert(route.dataYear);
        else
            for (const TaxiLine& taxi : taxis)
                for (const std::string& line : route.lines)
                    if (line.starts_with(taxi.name))
                        taxiYears[taxi.name] = std::max(taxiYears[taxi.name], route.dataYear);
    }
    const auto yearText = [&](int year) { return sheet.say("maps.route_year", {std::to_string(year)}); };
    if (!railYears.empty())
        signs.push_back({sheet.say("maps.route_rail", {yearText(*railYears.rbegin())}), true, {}});
    if (!busYears.empty())
        signs.push_back(
            {sheet.say("karte.bus", {yearText(*busYears.rbegin())}), false, Stroke{palette::bus, 2, {}, true}});
    int taxiYear = 0;
    for (const auto& [name, year] : taxiYears)
        taxiYear = std::max(taxiYear, year);
    if (taxiYear > 0)
        signs.push_back({sheet.say("karte.taxi", {yearText(taxiYear)}), false, {}, false, true});
    for (const TaxiLine& taxi : taxis)
        if (taxiYears.contains(taxi.name))
            signs.push_back({taxi.name, false, taxi.stroke, false});
    return signs;
}

void putLineSign(Scene& scene, const LineSign& sign, double x, double middle)
{
    const Point from{x, middle}, to{x + 20, middle};
    if (sign.isCoverage)
        putBox(scene, {x, middle - 5, 20, 10}, withOpacity(palette::accent, 0.16), {},
               Stroke{palette::accent, 1.1, {}, false});
    else if (sign.isRail) {
        putLine(scene, from, to, palette::rail, 3);
        putLine(scene, from, to, rgb(0xFFFFFF), 1.6, {5, 5});
    } else {
        Path line;
        line.addPolyline({from, to}, false);
        scene.items.push_back(PathItem{line, {}, {}, sign.stroke});
    }
}

/// Kinds with their numbers in columns, then lines; returns the height. Without a scene nothing is drawn.
double appendKey(const KarteSheet& sheet, const KarteMap& map, const std::vector<LineSign>& signs, const Box& box,
                 bool isDrawn)
{
    const Snapshot& city = sheet.city.snapshot();
    double y = box.y + 3;
    const int keyColumns = keyColumnsIn(sheet.style.language);
    const double column = box.width / keyColumns;
    int place = 0;
    std::vector<std::string> kinds = map.kinds;
    kinds.insert(kinds.end(), map.countedKinds.begin(), map.countedKinds.end());
    for (const std::string& id : kinds) {
        const FacilityKind* kind = findFacilityKind(city, id);
        if (!kind)
            continue;
        const auto keyLine = place / keyColumns;
        const double x = box.x + column * (place % keyColumns);
        const double middle = y + keyRow * keyLine + keyRow / 2;
        ++place;
        if (!isDrawn)
            continue;
        Scene& scene = sheet.scene();
        const auto counted = static_cast<std::size_t>(&id - kinds.data());
        const bool isOnMap = counted < map.kinds.size();
        if (isOnMap)
            appendGlyph(scene, kind->glyph.empty() ? glyphNameOfKind(id) : std::string_view(kind->glyph),
                        {x + 7, middle}, 12);
        const std::string count =
            counted < map.counts.size() ? countText(map.counts[counted], sheet.style.language) : "";
        const double countWidth = textWidth(count, 11, true);
        putText(scene, x + column - 10, middle + 4, count, {11, true}, Align::Right);
        const std::string& title = kind->title.in(sheet.style.language);
        double size = 10;
        while (size > 8 && textWidth(title, size, false) > column - 32 - countWidth)
            size -= 1;
        putText(scene, x + 17, middle + 3.6, shortened(title, size, false, column - 32 - countWidth), {size});
    }
    const auto keyLines = (place + keyColumns - 1) / keyColumns;
    y += keyRow * keyLines;
    double x = box.x;
    for (std::size_t i = 0; i < signs.size(); ++i) {
        const LineSign& sign = signs[i];
        const double signWidth = sign.isRail || sign.isCoverage || sign.stroke ? 24 : 0;
        const double width = widthOf(sign);
        const double together = width + (sign.isHeading && i + 1 < signs.size() ? widthOf(signs[i + 1]) : 0);
        if (x > box.x && x + together - 12 > box.right()) {
            x = box.x;
            y += keyRow - 2;
        }
        if (isDrawn) {
            if (signWidth > 0)
                putLineSign(sheet.scene(), sign, x, y + keyRow / 2);
            putText(sheet.scene(), x + signWidth, y + keyRow / 2 + 3.2, sign.text, {9, false, palette::secondText});
        }
        x += width;
    }
    return y + (signs.empty() ? 0 : keyRow) - box.y;
}

/// 「柚野分館」 of the centre 「徳地地域交流センター」, which the map names too.
std::string shortName(const FacilityMark& mark, const std::vector<FacilityMark>& marks)
{
    const std::string_view name = mark.names.front();
    for (const FacilityMark& other : marks)
        if (other.isCentre && !other.names.empty() && !other.names.front().empty() &&
            other.names.front().size() < name.size() && name.starts_with(other.names.front()))
            return std::string(name.substr(other.names.front().size()));
    return std::string(name);
}

/// Names of centres, then of the districts around.
std::vector<PlacedLabel> placedNames(const KarteSheet& sheet, const MapFrame& frame, const Raster& raster, int district,
                                     const std::vector<FacilityMark>& marks, const std::vector<Box>& obstacles)
{
    std::vector<LabelWish> wishes;
    for (const FacilityMark& mark : marks) {
        if (!mark.isCentre || mark.names.empty() || mark.names.front().empty())
            continue;
        LabelWish wish;
        wish.id = "centre:" + std::to_string(wishes.size());
        wish.anchor = mark.centre;
        for (std::string& line : wrapHeading(shortName(mark, marks), 10, true, 104))
            wish.lines.push_back({std::move(line), 10, true, palette::text});
        wish.isWhole = true;
        wish.clearance = mark.count > 1 ? 11 : 8;
        wish.leaderLength = 36;
        wish.mayCoverSigns = false;
        wishes.push_back(std::move(wish));
    }
    std::set<int> others;
    for (const auto& row : raster.at)
        others.insert(row.begin(), row.end());
    for (const int other : others) {
        if (other < 0 || other == district)
            continue;
        const auto place = roomiestPlace(raster, other);
        if (!place || place->second < 1)
            continue;
        LabelWish wish;
        wish.id = sheet.city.districts()[static_cast<std::size_t>(other)].code;
        wish.anchor = place->first;
        wish.lines.push_back(
            {sheet.city.districts()[static_cast<std::size_t>(other)].name, 11, false, palette::secondText});
        wish.leaderLength = 0;
        wish.mayCoverSigns = false;
        wishes.push_back(std::move(wish));
    }
    return placeLabels(wishes, frame.box.grownBy(-3), obstacles, markBoxes(marks, facilityGlyphSize(frame)));
}

std::string altOf(const KarteSheet& sheet, const KarteMap& map, int denominator)
{
    std::string list;
    for (const KarteNumber& number : map.counts)
        list += (list.empty()                                 ? ""
                 : sheet.style.language == Language::Japanese ? "、"
                                                              : ", ") +
                number.indicator.title.in(sheet.style.language) + " " + countText(number, sheet.style.language);
    return sheet.say("karte.map_alt", {sheet.page.name, formatNumber(denominator, 0), list});
}

}  // namespace

void appendKarteMap(const KarteSheet& sheet, const Box& box, const KarteMap& map)
{
    const auto& districts = sheet.city.districts();
    const auto found = std::find_if(districts.begin(), districts.end(),
                                    [&](const DistrictShape& one) { return one.code == sheet.page.districtCode; });
    const auto district = static_cast<std::size_t>(found - districts.begin());
    const std::vector<const Facility*> own = ownFacilities(sheet, map);
    const bool hasOutline = found != districts.end() && !found->extent.isEmpty();
    // The key's height depends on the lines in sight, these on the map's box: a row more or less hides no line.
    constexpr double usualKey = 96;
    Box mapBox{box.x, box.y + 2, box.width, box.height - usualKey};
    std::vector<LineSign> signs;
    MapPlan plan;
    if (hasOutline) {
        plan = planOf(mapBox, found->extent, sheet.style.paperScale);
        signs = lineSigns(sheet, map, plan.frame);
        mapBox.height = box.height - appendKey(sheet, map, signs, {box.x, 0, box.width, 0}, false) - 4;
        plan = planOf(mapBox, found->extent, sheet.style.paperScale);
    }
    Scene& scene = sheet.scene();
    sheet.begin("Figure", altOf(sheet, map, plan.denominator));
    putBox(scene, mapBox, palette::sea);
    if (!hasOutline) {
        putText(scene, mapBox.centre().x, mapBox.centre().y, sheet.say("karte.no_outline"),
                {11, false, palette::secondText}, Align::Centre);
    } else {
        const MapFrame& frame = plan.frame;
        scene.items.push_back(ClipBegin{frame.box});
        MapContent content;
        content.coverage = map.coverage;
        content.showsRoutes = map.showsRoutes;
        content.showsRail = map.showsRoutes;
        content.language = sheet.style.language;
        appendMap(scene, sheet.city, frame, content);
        appendTownLines(scene, sheet.city, frame, found->extent);
        appendVeil(scene, sheet.city, frame, district);
        FacilityLayer layer;
        layer.kinds = map.kinds;
        for (const Facility* facility : own)
            layer.ids.push_back(facility->id);
        const std::vector<FacilityMark> marks =
            own.empty() ? std::vector<FacilityMark>{} : facilityMarks(sheet.city, frame, layer);
        const Raster raster = rasterOf(sheet.city, frame);
        const auto index = static_cast<int>(district);
        const Box locator = quietCorner(raster, index, frame.box, 62, 76, {});
        const std::string scaleText = "1:" + formatNumber(plan.denominator, 0);
        const Box bar = quietCorner(raster, index, frame.box, 116, 40, {locator});
        const auto names = placedNames(sheet, frame, raster, index, marks, {locator, bar});
        // Leaders pass below the marks.
        appendLeaders(scene, names);
        if (!own.empty())
            appendFacilities(scene, sheet.city, frame, layer);
        appendLabelTexts(scene, names);
        appendLocator(scene, sheet.city, locator, district);
        putBox(scene, bar, withOpacity(palette::paper, 0.8));  // roads end beside it, not in its digits
        appendScaleBar(scene, frame.view.metresPerPixel, {bar.x + 8, bar.bottom() - 14}, 96);
        putText(scene, bar.x + 8, bar.bottom() - 2, scaleText,
                {10, false, palette::secondText, withOpacity(palette::paper, 0.9)});
        scene.items.push_back(ClipEnd{});
    }
    putBox(scene, mapBox, {}, {}, Stroke{palette::borderCasing, 0.8, {}, false});
    sheet.begin("P");
    appendKey(sheet, map, signs, {box.x, mapBox.bottom() + 2, box.width, 0}, true);
}

void prepareKarte(const CityScene& city)
{
    (void)city.towns();
    (void)city.routes();
    for (const DistrictShape& district : city.districts()) {
        if (district.extent.isEmpty())
            continue;
        const MapPlan plan = planOf({0, 0, karteWidth / 2, karteWidth / 2}, district.extent, 1);
        (void)city.borders(plan.frame.view.metresPerPixel);
        (void)city.districtAt({district.extent.minX, district.extent.minY});
    }
    (void)city.outlines(fittedFrame({0, 0, 62, 76}, city.extent()).view.metresPerPixel);  // of the locator
}

}  // namespace chiiki
