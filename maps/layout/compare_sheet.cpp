#include "maps/layout/compare_sheet.h"

#include <algorithm>

#include "core/base/add_once.h"
#include "maps/layout/page_frame.h"
#include "maps/layout/sheet_texts.h"
#include "maps/layout/view_page.h"
#include "maps/scene/map_labels.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double gap = 14;
constexpr double captionHeight = 36;  // with a title of one line
constexpr double captionLine = 16;
constexpr double keyLine = 15;
constexpr double legendWidth = 200;
constexpr double keySize = 10;

struct PanelMap {
    const CompareSheetRequest::Panel& panel;
    MapContent content;
};

bool isOneIndicator(const CompareSheetRequest& request)
{
    return std::all_of(request.panels.begin(), request.panels.end(), [&](const CompareSheetRequest::Panel& panel) {
        return panel.indicator->indicator.id == request.panels.front().indicator->indicator.id;
    });
}

/// The grid in which the maps come out largest. `besideMap`: the height that a map's texts take in a column so wide.
template <typename BesideMap>
int bestColumns(const Box& body, std::size_t maps, double aspect, const BesideMap& besideMap)
{
    int best = 1;
    double largest = 0;
    for (int columns = 1; columns <= static_cast<int>(maps); ++columns) {
        const int rows = (static_cast<int>(maps) + columns - 1) / columns;
        const double width = (body.width - gap * (columns - 1)) / columns;
        const double height = (body.height - gap * (rows - 1)) / rows - besideMap(width);
        const double size = std::min(width, height * aspect);
        if (size > largest) {
            largest = size;
            best = columns;
        }
    }
    return best;
}

PageTexts textsOf(const Snapshot& city, const CompareSheetRequest& request, const std::vector<PanelMap>& maps,
                  bool sharesLegend)
{
    const Language language = request.language;
    const std::string& asOf = request.asOf.empty() ? city.asOf : request.asOf;
    PageTexts texts;
    const Indicator& first = request.panels.front().indicator->indicator;
    texts.title = !request.title.empty() ? request.title
                  : sharesLegend         ? first.title.in(language)
                                         : speak({"compare.title", {std::to_string(request.panels.size())}}, language);
    if (const std::string unit = unitTitle(first.unit, language); sharesLegend && !unit.empty())
        texts.subtitle = speak({"maps.unit", {unit}}, language);
    texts.corner = city.city.name.in(language);
    std::vector<std::string> ids, limits;
    for (const PanelMap& map : maps) {
        MapSheetRequest sheet;
        sheet.indicator = map.panel.indicator;
        for (const std::string& id : sourcesOf(city, sheet, map.content))
            addOnce(ids, id);
        for (const Text& limit : map.panel.indicator->recipe.limits)
            if (!limit.in(language).empty())
                addOnce(limits, limit.in(language));
        if (!map.panel.reconciliation.empty())
            addOnce(texts.footer, map.panel.reconciliation);
        if (map.content.choropleth->hasSample)
            texts.stamp = speak({"maps.sample_stamp", {}}, language);
    }
    const Credits credits = creditsOf(city, ids, asOf, language);
    if (!credits.sources.empty())
        texts.footer.push_back(speak({"maps.source", {credits.sources}}, language));
    for (const std::string& limit : credits.limits)
        addOnce(limits, limit);
    for (const std::string& limit : limits)
        texts.footer.push_back(limit);
    if (!asOf.empty())
        texts.asOf = speak({"maps.as_of", {language == Language::Japanese ? japaneseDate(asOf) : asOf}}, language);
    return texts;
}

std::vector<std::string> captionOf(const PanelMap& map, double width, Language language)
{
    return wrapHeading(map.content.choropleth->indicator.title.in(language), 13, true, width);
}

void putCaption(Scene& scene, const PanelMap& map, const Box& box, bool sharesLegend, Language language)
{
    const Choropleth& choropleth = *map.content.choropleth;
    const std::string year = title(choropleth.year, language);
    if (sharesLegend) {
        putText(scene, box.x, box.y + 16, year, {15, true});
        return;
    }
    double baseline = box.y + 14;
    for (const std::string& line : captionOf(map, box.width, language)) {
        putText(scene, box.x, baseline, line, {13, true});
        baseline += captionLine;
    }
    const std::string unit = unitTitle(choropleth.indicator.unit, language);
    putText(scene, box.x, baseline - 1, year + (unit.empty() ? "" : "  " + speak({"maps.unit", {unit}}, language)),
            {11, false, palette::secondText});
}

struct KeyEntry {
    std::string text;
    std::optional<Colour> fill;  // nullopt: no box
    std::optional<Pattern> pattern;
    Point at;  // left and top, from the key's own

    double indent() const { return fill ? 20 : 0; }
};

/// Classes of one map in lines, in a column so wide.
std::vector<KeyEntry> keyOf(const PanelMap& map, double width, Language language)
{
    const Choropleth& choropleth = *map.content.choropleth;
    std::vector<KeyEntry> key;
    if (choropleth.isCircles)
        for (const std::string& line :
             wrapText(speak({"maps.legend_circles", {}}, language) + "  " +
                          formatWithUnit(choropleth.breaks.highest, choropleth.indicator, NumberPlace::Map, language),
                      keySize, false, width))
            key.push_back({line, {}, {}, {}});
    else
        for (int i = 0; i < choropleth.breaks.classCount(); ++i) {
            const ClassLook look = classLook(choropleth, i, map.content.ink);
            key.push_back(
                {(map.content.ink == ClassInk::Colours ? "" : classSign(i)) + classRange(choropleth, i, language),
                 look.fill,
                 look.pattern,
                 {}});
        }
    if (choropleth.missing > 0)
        key.push_back({speak({"maps.absent_missing", {}}, language) + " (" + std::to_string(choropleth.missing) + ")",
                       palette::absentGround,
                       missingPattern(),
                       {}});
    Point next;
    for (KeyEntry& entry : key) {
        const double needed = entry.indent() + textWidth(entry.text, keySize, false);
        if (next.x > 0 && next.x + needed > width)
            next = {0, next.y + keyLine};
        entry.at = next;
        next.x += needed + 10;
    }
    return key;
}

void putOwnKey(Scene& scene, const PanelMap& map, const Box& box, Language language)
{
    for (const KeyEntry& entry : keyOf(map, box.width, language)) {
        const Point at{box.x + entry.at.x, box.y + 4 + entry.at.y};
        if (entry.fill)
            putBox(scene, {at.x, at.y, 15, 10}, entry.fill, entry.pattern,
                   Stroke{palette::borderCasing, 0.8, {}, false});
        putText(scene, at.x + entry.indent(), at.y + 9, entry.text, {keySize});
    }
}

/// What stands above and below each map: as much as the one needs that has most to say.
struct Beside {
    double above = 0;
    double below = 0;
};

Beside besideMaps(const std::vector<PanelMap>& maps, double width, bool sharesLegend, Language language)
{
    if (sharesLegend)
        return {24, 0};
    Beside beside{captionHeight, 0};
    for (const PanelMap& map : maps) {
        const auto lines = static_cast<double>(captionOf(map, width, language).size());
        beside.above = std::max(beside.above, captionHeight + captionLine * (lines - 1));
        if (const auto key = keyOf(map, width, language); !key.empty())
            beside.below = std::max(beside.below, key.back().at.y + keyLine + 5);
    }
    return beside;
}

void putMap(CompareSheet& sheet, const CityScene& city, const PanelMap& map, const Box& box)
{
    constexpr double ground = 6;  // px around the city
    MapFrame frame = fittedFrame(box.grownBy(-ground), city.extent());
    frame.box = box;
    frame.nameSize = 10;
    frame.valueSize = 10;
    putBox(sheet.scene, box, palette::paper);
    appendMap(sheet.scene, city, frame, map.content);
    appendLabels(sheet.scene, placeMapLabels(city, frame, map.content, {}, {}));
    sheet.frames.push_back(frame);
}

std::string altOf(const std::vector<PanelMap>& maps, Language language)
{
    std::string list;
    for (const PanelMap& map : maps)
        list += (list.empty()                     ? ""
                 : language == Language::Japanese ? "、"
                                                  : ", ") +
                map.content.choropleth->indicator.title.in(language) + " " +
                title(map.content.choropleth->year, language);
    return list;
}

}  // namespace

Result<CompareSheet> composeCompareSheet(const CityScene& city, const CompareSheetRequest& request)
{
    if (request.panels.size() < 2 || request.panels.size() > mostComparedMaps)
        return fail(ErrorKind::BadRequest, {"compare.number_of_maps", {std::to_string(mostComparedMaps)}});
    if (request.width < 640 || request.height < 480 || request.width > 30000 || request.height > 30000)
        return fail(ErrorKind::BadRequest,
                    {"maps.bad_size", {std::to_string(request.width), std::to_string(request.height)}});
    if (auto ready = prepareText(); !ready)
        return tl::unexpected(ready.error());
    std::vector<PanelMap> maps;
    for (const CompareSheetRequest::Panel& panel : request.panels) {
        PanelMap map{panel, {}};
        map.content.choropleth =
            classify(city.snapshot(), *panel.indicator, panel.year, Series::Actual, request.classes);
        map.content.language = request.language;
        map.content.showsRail = true;
        map.content.ink = request.isCopier ? ClassInk::Copier : inkNeeded(*map.content.choropleth);
        maps.push_back(std::move(map));
    }
    const bool sharesLegend = isOneIndicator(request);
    CompareSheet sheet;
    std::vector<std::string> said;
    for (const PanelMap& map : maps)
        if (auto why = whyHatched(*map.content.choropleth, request.language); why && !request.isCopier) {
            const std::string text = speak(*why, request.language);
            if (std::find(said.begin(), said.end(), text) != said.end())
                continue;
            said.push_back(text);
            sheet.notices.push_back(*std::move(why));
        }
    sheet.scene.width = request.width;
    sheet.scene.height = request.height;
    const PageTexts texts = textsOf(city.snapshot(), request, maps, sharesLegend);
    sheet.scene.title = texts.title;
    sheet.scene.description =
        speak({"maps.alt_text", {texts.title, texts.subtitle, altOf(maps, request.language)}}, request.language);
    Box body = appendPageFrame(sheet.scene, texts);
    if (sharesLegend) {
        // Counts by class are of one map; in the legend of all they would be read as of each.
        sheet.legend = legendRows(&city, maps.front().content, 0);
        for (LegendRow& row : sheet.legend)
            row.count.reset();
        // So would the year; the unit stands below the title.
        const std::string year = title(maps.front().content.choropleth->year, request.language);
        std::erase_if(sheet.legend, [&](const LegendRow& row) { return row.text.find(year) != std::string::npos; });
        appendLegend(sheet.scene, sheet.legend, body.right() - legendWidth, body.y + captionHeight, legendWidth);
        body.width -= legendWidth + 2 * gap;
    }
    const Extent extent = city.extent();
    const double aspect = extent.isEmpty() || extent.height() == 0 ? 1 : extent.width() / extent.height();
    const int columns = bestColumns(body, maps.size(), aspect, [&](double width) {
        const Beside beside = besideMaps(maps, width, sharesLegend, request.language);
        return beside.above + beside.below;
    });
    const int rows = (static_cast<int>(maps.size()) + columns - 1) / columns;
    const double width = (body.width - gap * (columns - 1)) / columns;
    const double height = (body.height - gap * (rows - 1)) / rows;
    const auto [caption, below] = besideMaps(maps, width, sharesLegend, request.language);
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const int column = static_cast<int>(i) % columns;
        const int row = static_cast<int>(i) / columns;
        const Box cell{body.x + column * (width + gap), body.y + row * (height + gap), width, height};
        putCaption(sheet.scene, maps[i], {cell.x, cell.y, cell.width, caption}, sharesLegend, request.language);
        putMap(sheet, city, maps[i], {cell.x, cell.y + caption, cell.width, cell.height - caption - below});
        if (!sharesLegend)
            putOwnKey(sheet.scene, maps[i], {cell.x, cell.bottom() - below, cell.width, below}, request.language);
    }
    if (!extent.isEmpty())
        appendScaleBar(sheet.scene, sheet.frames.back().view.metresPerPixel,
                       {sheet.frames.back().box.x + 6, sheet.frames.back().box.bottom() - 6}, 80);
    return sheet;
}

}  // namespace chiiki
