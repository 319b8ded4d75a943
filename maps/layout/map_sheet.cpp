#include "maps/layout/map_sheet.h"

#include <algorithm>

#include "maps/layout/inset_plan.h"
#include "maps/layout/page_frame.h"
#include "maps/layout/sheet_labels.h"
#include "maps/layout/sheet_texts.h"
#include "maps/layout/tile_sheet.h"
#include "maps/scene/facility_layer.h"
#include "maps/scene/text_measure.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

Result<void> checkRequest(const MapSheetRequest& request)
{
    if (request.width < 640 || request.height < 480 || request.width > 30000 || request.height > 30000)
        return fail(ErrorKind::BadRequest,
                    {"maps.bad_size", {std::to_string(request.width), std::to_string(request.height)}});
    return {};
}

double unplacedOf(const MapSheetRequest& request)
{
    return request.indicator && request.indicator->hasReconciliation ? request.indicator->reconciliation.unplaced : 0;
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

/// The page between header and footer: a map, and legend and ages in columns of their own at the right.
struct SheetBody {
    Box map;
    std::vector<Box> columns;  // none where there is nothing to say
    std::vector<Credits::Age> ages;
};

std::vector<LegendRow> badgesOf(const std::vector<Credits::Age>& ages)
{
    std::vector<LegendRow> badges;
    for (const Credits::Age& age : ages) {
        LegendRow& row = badges.emplace_back();
        row.sign = LegendRow::Sign::Badge;
        row.text = age.badge;
        row.fill = palette::notice;
    }
    return badges;
}

/// A second column where `legend`, which letters make longer yet, does not fit into one, and the page is wide enough to
/// leave the map its place.
SheetBody bodyOf(const Scene& scene, const Box& whole, std::vector<LegendRow> legend, std::vector<Credits::Age> ages)
{
    constexpr double gap = 24, ofLetters = 40;
    const double width = scene.width < 900 ? 190 : 216;
    SheetBody body{whole, {}, std::move(ages)};
    const std::vector<LegendRow> badges = badgesOf(body.ages);
    legend.insert(legend.end(), badges.begin(), badges.end());
    if (legend.empty())
        return body;
    const bool fits = legendHeight(legend, width, LegendSpacing::Dense) + ofLetters <= whole.height;
    const bool isWide = 2 * (width + gap) < 0.6 * whole.width;
    const int columns = fits || !isWide ? 1 : 2;
    for (int left = columns; left > 0; --left)
        body.columns.push_back({whole.right() - left * width - (left - 1) * gap, whole.y + 2, width, whole.height});
    body.map.width -= columns * (width + gap);
    return body;
}

/// What letters stand for in running lines, which take less room than a row each.
std::vector<LegendRow> withLettersInLines(std::vector<LegendRow> rows)
{
    const auto isLetter = [](const LegendRow& row) { return row.sign == LegendRow::Sign::Letter; };
    const auto first = std::find_if(rows.begin(), rows.end(), isLetter);
    if (first == rows.end())
        return rows;
    const auto last = std::find_if_not(first, rows.end(), isLetter);
    LegendRow lines;
    lines.sign = LegendRow::Sign::Note;
    for (auto row = first; row != last; ++row)
        lines.text += (row == first ? "" : "  ") + letterSign(row->letter) + "\u00A0" + row->text;
    rows.insert(rows.erase(first, last), std::move(lines));
    return rows;
}

/// Fills one column after the other.
void appendInColumns(Scene& scene, const std::vector<Box>& columns, const std::vector<LegendRow>& rows)
{
    const auto isText = [](const LegendRow& row) {
        return row.sign == LegendRow::Sign::Heading || row.sign == LegendRow::Sign::Note;
    };
    auto first = rows.begin();
    for (const Box& column : columns) {
        auto end = rows.end();
        while (&column != &columns.back() && end != first && legendHeight({first, end}, column.width) > column.height)
            --end;
        // A group of signs begins with its text and stays in one column, unless it is as long as that.
        auto group = end;
        while (end != rows.end() && group != first && !(isText(*group) && !isText(*std::prev(group))))
            --group;
        if (group != first)
            end = group;
        const std::vector<LegendRow> here(first, end);
        const bool isRoomy = legendHeight(here, column.width) <= column.height;
        appendLegend(scene, here, column.x, column.y, column.width,
                     isRoomy ? LegendSpacing::Usual : LegendSpacing::Dense);
        first = end;
    }
}

void appendPanel(Scene& scene, const SheetBody& body, std::vector<LegendRow> rows)
{
    if (body.columns.empty())
        return;
    std::vector<LegendRow> told;
    std::size_t age = 0;
    for (const LegendRow& badge : badgesOf(body.ages)) {
        rows.push_back(badge);
        told.push_back(badge);
        LegendRow& of = told.emplace_back();
        of.sign = LegendRow::Sign::Note;
        of.text = body.ages[age++].of;
    }
    const Box& column = body.columns.front();
    const auto fits = [&](const std::vector<LegendRow>& which) {
        return legendHeight(which, column.width) <= column.height;
    };
    if (!fits(rows))
        rows = withLettersInLines(std::move(rows));
    // Whose ages they are is said where there is room.
    std::vector<LegendRow> longer(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(body.ages.size()));
    longer.insert(longer.end(), told.begin(), told.end());
    if (fits(longer))
        rows = std::move(longer);
    appendInColumns(scene, body.columns, rows);
}

/// The city pushed to one side of the map's box so that the inset finds the largest place beside it.
struct MapPlan {
    MapFrame main;
    std::optional<InsetPlan> inset;
};

MapPlan planMap(const CityScene& city, const Box& box, bool hasInset)
{
    MapPlan best{fittedFrame(box, city.extent()), std::nullopt};
    if (!hasInset)
        return best;
    for (const double alignX : {1.0, 0.0}) {
        const MapFrame main = fittedFrame(box, city.extent(), alignX, alignX == 1.0 ? 1.0 : 0.5);
        auto inset = planInset(city, main, {box, {}, 10, 0.46 * box.width});
        // The empty west comes first: a line from the east would cross the city.
        if (inset && (!best.inset || inset->box.width > 1.5 * best.inset->box.width))
            best = {main, std::move(inset)};
    }
    return best;
}

/// Districts and lines, the link to the inset (if any), leaders, then glyphs: no line crosses out a glyph or its count.
void appendMapUnderLabels(Scene& scene, const CityScene& city, const MapFrame& frame, const MapContent& content,
                          const std::vector<PlacedLabel>& labels, const InsetPlan* inset)
{
    MapContent ground = content;
    ground.facilities.reset();
    appendMap(scene, city, frame, ground);
    if (inset)
        appendInsetLink(scene, *inset, frame);
    appendLeaders(scene, labels);
    if (content.facilities) {
        scene.items.push_back(ClipBegin{frame.box});
        appendFacilities(scene, city, frame, *content.facilities);
        scene.items.push_back(ClipEnd{});
    }
}

double insetBarWidth(const InsetPlan& plan)
{
    return std::max(70.0, plan.box.width / 5);
}

/// Where the scale bar of an inset stands: on paper of its own, over dark classes and hatching it could not be read.
Box insetBarPlate(const InsetPlan& plan)
{
    return {plan.box.x + 4, plan.box.bottom() - 31, insetBarWidth(plan) + 26, 28};
}

/// The centre belongs to the map of the city: it shows what that shows.
void appendInset(Scene& scene, const CityScene& city, const MapContent& content, const InsetPlan& plan, MapSheet& sheet)
{
    const MapFrame frame = plan.frame();
    Path box;
    box.addBox(plan.box);
    scene.items.push_back(PathItem{box, palette::paper, {}, {}});
    appendMapUnderLabels(scene, city, frame, content, sheet.insetLabels, nullptr);
    appendInsetFrame(scene, plan, content.language);
    appendLabelTexts(scene, sheet.insetLabels);
    Path plate;
    plate.addRoundedBox(insetBarPlate(plan), 2);
    scene.items.push_back(PathItem{plate, palette::paper, {}, {}});
    appendScaleBar(scene, frame.view.metresPerPixel, {plan.box.x + 10, plan.box.bottom() - 8}, insetBarWidth(plan));
    sheet.insetFrame = frame;
}

/// Metres per px of a map on a page of this size, near enough to choose what it can show: title, sources and legend
/// take about as much of every page.
double expectedMetresPerPixel(const CityScene& city, const MapSheetRequest& request)
{
    constexpr double aside = 260, above = 130;
    return fittedFrame({0, 0, request.width - aside, request.height - above}, city.extent()).view.metresPerPixel;
}

MapContent contentOf(const MapSheetRequest& request, std::optional<Choropleth> choropleth)
{
    MapContent content;
    content.choropleth = std::move(choropleth);
    content.facilities = request.facilities;
    content.coverage = request.coverage;
    content.showsRoutes = request.showsRoutes;
    content.parts = request.parts;
    if (request.isCopier)
        content.ink = ClassInk::Copier;
    else if (content.choropleth)
        content.ink = inkNeeded(*content.choropleth);
    content.language = request.language;
    return content;
}

/// Header and footer around an empty body, and what the legend says: the same for the map and the tile map.
Result<SheetBody> beginSheet(MapSheet& sheet, MapContent& content, const CityScene* city, const Snapshot& snapshot,
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
    if (city)
        content = withDetail(std::move(content), snapshot, expectedMetresPerPixel(*city, request));
    sheet.choropleth = std::move(*choropleth);

    Scene& scene = sheet.scene;
    scene.width = request.width;
    scene.height = request.height;
    scene.ground = palette::paper;
    const PageTexts texts = sheetTexts(snapshot, request, content);
    describeSheet(scene, texts, content, snapshot);
    sheet.legend = legendRows(city, content, unplacedOf(request));
    const std::string& asOf = request.asOf.empty() ? snapshot.asOf : request.asOf;
    const Credits credits = creditsOf(snapshot, sourcesOf(snapshot, request, content), asOf, request.language);
    return bodyOf(scene, appendPageFrame(scene, texts), sheet.legend, credits.ages);
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

    const MapPlan plan = planMap(city, body->map.grownBy(-6), request.hasInset);
    sheet.mainFrame = plan.main;
    sheet.mainFrame.box = body->map;
    sheet.mainFrame.nameSize = districtNameSize(content.step);
    std::vector<Box> obstacles;
    if (plan.inset)
        obstacles.push_back(plan.inset->taken());
    const double barWidth = std::min(160.0, body->map.width / 5);
    // In the corner that the city was pushed away from.
    const bool isCityLeft = plan.inset && plan.inset->box.x > sheet.mainFrame.view(city.extent().centre()).x;
    const Point barPlace = {isCityLeft ? body->map.right() - barWidth - 20 : body->map.x + 2, body->map.bottom() - 4};
    obstacles.push_back({barPlace.x - 4, barPlace.y - 26, barWidth + 40, 30});
    if (content.choropleth && content.choropleth->isCircles) {
        content.circleRadius = roomyCircleRadius(city, sheet.mainFrame, *content.choropleth);
        sheet.legend = legendRows(&city, content, unplacedOf(request));
    }
    std::vector<std::string> saidInInset;
    if (plan.inset)
        sheet.insetLabels =
            placeSheetLabels(city, plan.inset->frame(), content, {insetBarPlate(*plan.inset)}, {}).placed;
    for (const PlacedLabel& label : sheet.insetLabels)
        if (label.lines.size() > 1 || !content.showsValues)
            saidInInset.push_back(label.id);
    const SheetLabels labels = placeSheetLabels(city, sheet.mainFrame, content, obstacles, saidInInset);
    sheet.labels = labels.placed;
    for (LegendRow& row : letterRows(city, content, labels))
        sheet.legend.push_back(std::move(row));
    appendMapUnderLabels(sheet.scene, city, sheet.mainFrame, content, sheet.labels,
                         plan.inset ? &*plan.inset : nullptr);
    if (plan.inset)
        appendInset(sheet.scene, city, content, *plan.inset, sheet);
    if (auto row = unwrittenRow(city, content, sheet.labels, sheet.insetLabels))
        sheet.legend.push_back(*std::move(row));
    appendLetters(sheet.scene, city, sheet.mainFrame, labels);
    appendLabelTexts(sheet.scene, sheet.labels);
    appendPanel(sheet.scene, *body, sheet.legend);
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
    sheet.tiles = appendTiles(sheet.scene, *snapshot, body->map, content);
    appendPanel(sheet.scene, *body, sheet.legend);
    return sheet;
}

}  // namespace chiiki
