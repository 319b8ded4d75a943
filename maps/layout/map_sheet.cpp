#include "maps/layout/map_sheet.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/comparison.h"
#include "maps/layout/page_frame.h"
#include "maps/layout/tile_sheet.h"
#include "maps/scene/facility_layer.h"
#include "maps/scene/free_box.h"
#include "maps/scene/inset.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

constexpr const char* bordersSourceId = "district_borders";  // the edition that outlines come from, where there is one
constexpr double captionHeight = 20;                         // of the inset, above it

template <typename T>
void addOnce(std::vector<T>& list, const T& value)
{
    if (std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(value);
}

Result<void> checkRequest(const MapSheetRequest& request)
{
    if (request.width < 640 || request.height < 480 || request.width > 30000 || request.height > 30000)
        return fail(ErrorKind::BadRequest,
                    {"maps.bad_size", {std::to_string(request.width), std::to_string(request.height)}});
    return {};
}

/// The classified year, or the reason why there is none.
Result<std::optional<Choropleth>> choroplethOf(const Snapshot& snapshot, const MapSheetRequest& request)
{
    if (!request.indicator)
        return std::nullopt;
    const std::string& name = request.indicator->indicator.title.in(request.language);
    std::optional<FiscalYear> year = request.year;
    if (request.indicator->indicator.cityOnly) {
        for (const IndicatorValue& value : request.indicator->values)
            if (!request.year && (!year || *year < value.year))
                year = value.year;
        if (!year)
            return fail(ErrorKind::BadRequest, {"maps.no_values", {name}});
    }
    if (!year)
        year = latestYear(*request.indicator, request.series);
    if (!year)
        return fail(ErrorKind::BadRequest, {"maps.no_values", {name}});
    return classify(snapshot, *request.indicator, *year, request.series, request.classes);
}

std::vector<std::string> sourcesOf(const Snapshot& snapshot, const MapSheetRequest& request)
{
    std::vector<std::string> ids;
    if (request.indicator) {
        for (const std::string& id : request.indicator->recipe.sourceIds)
            addOnce(ids, id);
        for (const IndicatorValue& value : request.indicator->values)
            if (!value.sourceId.empty())
                addOnce(ids, value.sourceId);
    }
    if (request.facilities)
        for (const Facility* facility : facilitiesOf(snapshot, *request.facilities))
            addOnce(ids, facility->sourceId);
    if (request.showsRoutes)
        for (const Route& route : snapshot.routes)
            addOnce(ids, route.sourceId);
    for (const std::string& id : request.sourceIds)
        addOnce(ids, id);
    if (!request.isTileMap)
        addOnce(ids, std::string(bordersSourceId));
    return ids;
}

/// 「診療所・病院」.
std::string kindTitles(const Snapshot& snapshot, const FacilityLayer& layer, Language language)
{
    std::string titles;
    for (const std::string& kind : layer.kinds)
        if (const FacilityKind* found = findFacilityKind(snapshot, kind))
            titles += (titles.empty() ? "" : language == Language::Japanese ? "・" : ", ") + found->title.in(language);
    return titles;
}

std::string titleOf(const Snapshot& snapshot, const MapSheetRequest& request, const std::optional<Choropleth>& map)
{
    if (!request.title.empty())
        return request.title;
    if (map)
        return map->indicator.title.in(request.language);
    std::string title = request.facilities ? kindTitles(snapshot, *request.facilities, request.language) : "";
    if (title.empty() && request.showsRoutes)
        title = speak({"maps.title_routes", {}}, request.language);
    return title.empty() ? speak({"maps.title_city", {snapshot.city.name.in(request.language)}}, request.language)
                         : title;
}

/// What the glyphs are and of when: 「施設の位置 R6.4.1時点」; the date as the editions give it.
std::string facilitiesAsOf(const Snapshot& snapshot, const FacilityLayer& layer, Language language)
{
    std::vector<std::string> dates;
    for (const Facility* facility : facilitiesOf(snapshot, layer))
        if (const SourceEdition* source = findSource(snapshot, facility->sourceId); source && !source->asOf.empty())
            addOnce(dates, language == Language::Japanese ? japaneseDate(source->asOf) : source->asOf);
    std::sort(dates.begin(), dates.end());
    std::string text;
    for (const std::string& date : dates)
        text += (text.empty() ? "" : language == Language::Japanese ? "・" : ", ") + date;
    return text.empty() ? text : speak({"maps.facilities_as_of", {text}}, language);
}

/// Every record of the kinds shown, placed or not, in one line.
std::string facilityReconciliation(const Snapshot& snapshot, const FacilityLayer& layer, Language language)
{
    Reconciliation rows;
    for (const Facility* facility : facilitiesOf(snapshot, layer)) {
        rows.districts += facility->placement.rest == Placement::Rest::None;
        rows.outside += facility->placement.rest == Placement::Rest::Outside;
        rows.unplaced += facility->placement.rest == Placement::Rest::Unplaced;
        rows.source += 1;
    }
    return speak(
        {"analysis.reconciliation_of",
         {kindTitles(snapshot, layer, language), reconciliationLine(rows, snapshot.districts.size(), language)}},
        language);
}

PageTexts textsOf(const Snapshot& snapshot, const MapSheetRequest& request, const std::optional<Choropleth>& map)
{
    const Language language = request.language;
    const std::string& asOf = request.asOf.empty() ? snapshot.asOf : request.asOf;
    PageTexts texts;
    texts.title = titleOf(snapshot, request, map);
    texts.corner = snapshot.city.name.in(language);
    if (map) {
        const std::string year =
            speak({"maps.year_heading", {title(map->year, language), std::to_string(map->year.year)}}, language);
        texts.subtitle = year;
        if (const std::string unit = unitTitle(map->indicator.unit, language); !unit.empty())
            texts.subtitle += (language == Language::Japanese ? "　" : "   ") + speak({"maps.unit", {unit}}, language);
        if (map->hasSample)
            texts.stamp = speak({"maps.sample_stamp", {}}, language);
    }
    if (request.facilities && !request.isTileMap)
        if (const std::string text = facilitiesAsOf(snapshot, *request.facilities, language); !text.empty())
            texts.subtitle += (texts.subtitle.empty() ? "" : language == Language::Japanese ? "　" : "   ") + text;
    if (request.isTileMap && arrangeTiles(snapshot).isAutomatic)
        texts.subtitle += (texts.subtitle.empty() ? "" : "　") + speak({"maps.auto_tiles", {}}, language);
    if (!request.reconciliation.empty())
        texts.footer.push_back(request.reconciliation);
    else if (request.facilities && !map)
        texts.footer.push_back(facilityReconciliation(snapshot, *request.facilities, language));
    const Credits credits = creditsOf(snapshot, sourcesOf(snapshot, request), asOf, language);
    if (!credits.sources.empty())
        texts.footer.push_back(speak({"maps.source", {credits.sources}}, language));
    std::vector<std::string> limits = credits.limits;
    if (request.indicator)
        for (const Text& limit : request.indicator->recipe.limits)
            if (!limit.in(language).empty())
                addOnce(limits, limit.in(language));
    if (map && map->hasSample)
        limits.insert(limits.begin(), speak({"maps.sample_note", {}}, language));
    for (const std::string& limit : limits)
        texts.footer.push_back(limit);
    if (!asOf.empty())
        texts.asOf = speak({"maps.as_of", {language == Language::Japanese ? japaneseDate(asOf) : asOf}}, language);
    return texts;
}

/// Legend and ages at the right, in a column of its own; returns what is left of the body for the map.
Box appendPanel(Scene& scene, const Box& body, const std::vector<LegendRow>& legend,
                const std::vector<std::string>& ages)
{
    std::vector<LegendRow> rows = legend;
    for (const std::string& age : ages) {
        LegendRow row;
        row.sign = LegendRow::Sign::Badge;
        row.text = age;
        row.fill = palette::notice;
        rows.push_back(row);
    }
    if (rows.empty())
        return body;
    const double width = scene.width < 900 ? 190 : 216;
    const double left = body.right() - width;
    appendLegend(scene, rows, left, body.y + 2, width);
    return {body.x, body.y, body.width - width - 24, body.height};
}

FreeGround groundOf(const CityScene& city, const MapFrame& frame, double margin)
{
    FreeGround ground(frame.box, 4);
    // District by district: even-odd over all of them together would open shared ground.
    for (const MultiPolygon& area : city.outlines(frame.view.metresPerPixel)) {
        std::vector<std::vector<Point>> rings;
        for (const Polygon& polygon : area)
            for (const Ring& ring : polygon.rings) {
                std::vector<Point> points;
                for (const Point p : ring)
                    points.push_back(frame.view(p));
                rings.push_back(std::move(points));
            }
        ground.takeArea(rings, margin);
    }
    return ground;
}

struct InsetPlan {
    MapFrame main;
    Box box;  // of the inset, caption not included
    Inset inset;
};

/// The city pushed to one side of the map's box so that the inset finds the largest place beside it.
std::optional<InsetPlan> planInset(const CityScene& city, const Box& box)
{
    const Extent whole = city.extent();
    std::optional<InsetPlan> best;
    for (const double alignX : {1.0, 0.0}) {
        const MapFrame main = fittedFrame(box, whole, alignX, alignX == 1.0 ? 1.0 : 0.5);
        const auto inset = chooseInset(city, main.view.metresPerPixel);
        if (!inset)
            continue;
        const double aspect = inset->extent.width() / inset->extent.height();
        const double leastWidth = inset->extent.width() / main.view.metresPerPixel * 1.4;
        const FreeGround ground = groundOf(city, main, 10);
        const double withCaption = 1 / (1 / aspect + captionHeight / 300);
        const auto found = ground.largestBox(withCaption, leastWidth, 0.46 * box.width);
        // The empty west comes first: a line from the east would cross the city.
        if (!found || (best && found->width <= 1.5 * best->box.width))
            continue;
        const double height = std::min(found->height - captionHeight, found->width / aspect);
        best = InsetPlan{main, {found->x, found->y + captionHeight, height * aspect, height}, *inset};
    }
    return best;
}

/// The inset's frame on the main map, and one line between the nearest sides.
void appendInsetLink(Scene& scene, const InsetPlan& plan)
{
    const Point topLeft = plan.main.view({plan.inset.extent.minX, plan.inset.extent.maxY});
    const Point bottomRight = plan.main.view({plan.inset.extent.maxX, plan.inset.extent.minY});
    const Box looked = {topLeft.x, topLeft.y, bottomRight.x - topLeft.x, bottomRight.y - topLeft.y};
    Path lookedPath;
    lookedPath.addBox(looked);
    Path leader;
    const bool isRight = looked.x >= plan.box.right();
    const bool isLeft = looked.right() <= plan.box.x;
    const bool isBelow = looked.y >= plan.box.bottom();
    if (isBelow && !(isLeft && plan.box.bottom() > looked.y))
        leader.addPolyline({{isRight ? plan.box.right() : std::clamp(looked.centre().x, plan.box.x, plan.box.right()),
                             plan.box.bottom()},
                            {isRight ? looked.x : std::clamp(plan.box.centre().x, looked.x, looked.right()), looked.y}},
                           false);
    else if (isRight)
        leader.addPolyline({{plan.box.right(), std::clamp(looked.centre().y, plan.box.y, plan.box.bottom())},
                            {looked.x, looked.centre().y}},
                           false);
    else
        leader.addPolyline({{plan.box.x, std::clamp(looked.centre().y, plan.box.y, plan.box.bottom())},
                            {looked.right(), looked.centre().y}},
                           false);
    for (const Path& path : {lookedPath, leader}) {
        scene.items.push_back(PathItem{path, {}, {}, Stroke{withOpacity(rgb(0xFFFFFF), 0.9), 3, {}, false}});
        scene.items.push_back(PathItem{path, {}, {}, Stroke{palette::secondText, 1, {}, false}});
    }
}

/// Districts and lines, the link to the inset (if any), leaders, then glyphs: no line crosses out a glyph or its count.
void appendMapUnderLabels(Scene& scene, const CityScene& city, const MapFrame& frame, const MapContent& content,
                          const std::vector<PlacedLabel>& labels, const InsetPlan* inset)
{
    MapContent ground = content;
    ground.facilities.reset();
    appendMap(scene, city, frame, ground);
    if (inset)
        appendInsetLink(scene, *inset);
    appendLeaders(scene, labels);
    if (content.facilities) {
        scene.items.push_back(ClipBegin{frame.box});
        appendFacilities(scene, city, frame, *content.facilities);
        scene.items.push_back(ClipEnd{});
    }
}

void appendInset(Scene& scene, const CityScene& city, const MapContent& content, const InsetPlan& plan, MapSheet& sheet)
{
    MapFrame frame = fittedFrame(plan.box, plan.inset.extent);
    frame.isInset = true;
    const double barWidth = std::max(70.0, plan.box.width / 5);
    const Point barPlace = {plan.box.x + 10, plan.box.bottom() - 8};
    sheet.insetLabels =
        placeMapLabels(city, frame, content, {{barPlace.x - 4, barPlace.y - 24, barWidth + 30, 30}}, {});
    Path box;
    box.addBox(plan.box);
    scene.items.push_back(PathItem{box, palette::paper, {}, {}});
    appendMapUnderLabels(scene, city, frame, content, sheet.insetLabels, nullptr);
    scene.items.push_back(PathItem{box, {}, {}, Stroke{palette::secondText, 1, {}, false}});
    scene.items.push_back(TextItem{{plan.box.x, plan.box.y - 6},
                                   speak({"maps.inset_title", {}}, content.language),
                                   12,
                                   true,
                                   palette::secondText,
                                   {},
                                   0});
    appendLabelTexts(scene, sheet.insetLabels);
    appendScaleBar(scene, frame.view.metresPerPixel, barPlace, barWidth);
    sheet.insetFrame = frame;
}

const std::string& nameOf(const Snapshot& snapshot, const std::string& code)
{
    const District* district = findDistrict(snapshot, code);
    return district ? district->name : code;
}

void describeSheet(Scene& scene, const PageTexts& texts, const MapContent& content, const Snapshot& snapshot)
{
    scene.title = texts.title;
    std::string values;
    if (content.choropleth) {
        const Choropleth& map = *content.choropleth;
        std::vector<const DistrictReading*> ranked;
        for (const DistrictReading& reading : map.districts)
            if (reading.value.isNumber())
                ranked.push_back(&reading);
        std::stable_sort(ranked.begin(), ranked.end(), [](const DistrictReading* a, const DistrictReading* b) {
            return *a->value.number() > *b->value.number();
        });
        for (const DistrictReading* reading : ranked)
            values += (values.empty()                           ? ""
                       : content.language == Language::Japanese ? "、"
                                                                : ", ") +
                      nameOf(snapshot, reading->districtCode) + " " +
                      formatWithUnit(*reading->value.number(), map.indicator, NumberPlace::Table, content.language);
    }
    scene.description = speak({"maps.alt_text", {texts.title, texts.subtitle, values}}, content.language);
}

MapContent contentOf(const MapSheetRequest& request, std::optional<Choropleth> choropleth)
{
    MapContent content;
    content.choropleth = std::move(choropleth);
    content.facilities = request.facilities;
    content.coverage = request.coverage;
    content.showsRoutes = request.showsRoutes;
    content.isCopier = request.isCopier;
    content.language = request.language;
    return content;
}

/// Header, footer and legend around an empty body: the same for the map and the tile map.
Result<Box> beginSheet(MapSheet& sheet, MapContent& content, const CityScene* city, const Snapshot& snapshot,
                       const MapSheetRequest& request)
{
    if (auto checked = checkRequest(request); !checked)
        return tl::unexpected(checked.error());
    if (auto ready = prepareText(); !ready)
        return tl::unexpected(ready.error());
    auto choropleth = choroplethOf(snapshot, request);
    if (!choropleth)
        return tl::unexpected(choropleth.error());
    content = contentOf(request, *choropleth);
    sheet.choropleth = std::move(*choropleth);

    Scene& scene = sheet.scene;
    scene.width = request.width;
    scene.height = request.height;
    scene.ground = palette::paper;
    const PageTexts texts = textsOf(snapshot, request, sheet.choropleth);
    describeSheet(scene, texts, content, snapshot);
    const double unplaced =
        request.indicator && request.indicator->hasReconciliation ? request.indicator->reconciliation.unplaced : 0;
    sheet.legend = legendRows(city, content, unplaced);
    const std::string& asOf = request.asOf.empty() ? snapshot.asOf : request.asOf;
    const Credits credits = creditsOf(snapshot, sourcesOf(snapshot, request), asOf, request.language);
    const Box body = appendPageFrame(scene, texts);
    return appendPanel(scene, body, sheet.legend, credits.ages);
}

}  // namespace

Result<MapSheet> composeMapSheet(const CityScene& city, const MapSheetRequest& request)
{
    if (request.isTileMap)
        return composeMapSheet(std::make_shared<const Snapshot>(city.snapshot()), request);
    MapSheet sheet;
    MapContent content;
    const auto body = beginSheet(sheet, content, &city, city.snapshot(), request);
    if (!body)
        return tl::unexpected(body.error());

    const Box mapBox = body->grownBy(-6);
    const std::optional<InsetPlan> plan = request.hasInset ? planInset(city, mapBox) : std::nullopt;
    sheet.mainFrame = plan ? plan->main : fittedFrame(mapBox, city.extent());
    sheet.mainFrame.box = *body;
    std::vector<Box> obstacles;
    if (plan)
        obstacles.push_back(
            {plan->box.x, plan->box.y - captionHeight, plan->box.width, plan->box.height + captionHeight});
    const double barWidth = std::min(160.0, body->width / 5);
    // In the corner that the city was pushed away from.
    const bool isCityLeft = plan && plan->box.x > sheet.mainFrame.view(city.extent().centre()).x;
    const Point barPlace = {isCityLeft ? body->right() - barWidth - 20 : body->x + 2, body->bottom() - 4};
    obstacles.push_back({barPlace.x - 4, barPlace.y - 26, barWidth + 40, 30});
    sheet.labels = placeMapLabels(city, sheet.mainFrame, content, obstacles,
                                  plan ? plan->inset.codes : std::vector<std::string>{});
    appendMapUnderLabels(sheet.scene, city, sheet.mainFrame, content, sheet.labels, plan ? &*plan : nullptr);
    if (plan)
        appendInset(sheet.scene, city, content, *plan, sheet);
    appendLabelTexts(sheet.scene, sheet.labels);
    if (!city.extent().isEmpty())
        appendScaleBar(sheet.scene, sheet.mainFrame.view.metresPerPixel, barPlace, barWidth);
    return sheet;
}

Result<MapSheet> composeMapSheet(const SnapshotPtr& snapshot, const MapSheetRequest& request)
{
    if (!request.isTileMap) {
        const auto city = CityScene::build(snapshot);
        if (!city)
            return tl::unexpected(city.error());
        return composeMapSheet(*city, request);
    }
    MapSheet sheet;
    MapContent content;
    const auto body = beginSheet(sheet, content, nullptr, *snapshot, request);
    if (!body)
        return tl::unexpected(body.error());
    sheet.tiles = appendTiles(sheet.scene, *snapshot, *body, content);
    return sheet;
}

}  // namespace chiiki
