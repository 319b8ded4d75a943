#include "maps/layout/sheet_texts.h"

#include <algorithm>

#include "core/analysis/comparison.h"
#include "core/base/add_once.h"
#include "maps/scene/facility_layer.h"
#include "maps/scene/map_labels.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr const char* bordersSourceId = "district_borders";  // the edition that outlines come from, where there is one

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

}  // namespace

std::vector<std::string> drawnSources(const Snapshot& snapshot, const MapContent& content)
{
    std::vector<std::string> ids;
    if (content.facilities) {
        for (const Facility* facility : facilitiesOf(snapshot, *content.facilities))
            addOnce(ids, facility->sourceId);
        if (content.facilities->hasStops)
            for (const Stop& stop : snapshot.stops)
                addOnce(ids, stop.sourceId);
    }
    for (const Route& route : snapshot.routes)
        if (content.showsRoutes || (content.showsRail && route.kind == RouteKind::Rail))
            addOnce(ids, route.sourceId);
    return ids;
}

std::vector<std::string> sourcesOf(const Snapshot& snapshot, const MapSheetRequest& request, const MapContent& content)
{
    std::vector<std::string> ids;
    if (request.indicator) {
        for (const std::string& id : request.indicator->recipe.sourceIds)
            addOnce(ids, id);
        for (const IndicatorValue& value : request.indicator->values)
            if (!value.sourceId.empty())
                addOnce(ids, value.sourceId);
    }
    for (const std::string& id : drawnSources(snapshot, content))
        addOnce(ids, id);
    for (const std::string& id : request.sourceIds)
        addOnce(ids, id);
    if (!request.isTileMap)
        addOnce(ids, std::string(bordersSourceId));
    return ids;
}

PageTexts sheetTexts(const Snapshot& snapshot, const MapSheetRequest& request, const MapContent& content)
{
    const std::optional<Choropleth>& map = content.choropleth;
    const Language language = request.language;
    const std::string& asOf = request.asOf.empty() ? snapshot.asOf : request.asOf;
    PageTexts texts;
    texts.title = titleOf(snapshot, request, map);
    texts.corner = snapshot.city.name.in(language);
    if (map) {
        const std::string year =
            speak({"maps.year_heading", {title(map->year, language), std::to_string(map->year.year)}}, language);
        texts.subtitle = year;
        if (const std::string unit = unitTitle(map->indicator, language);
            !unit.empty() && map->indicator.kind != IndicatorKind::Category)
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
    const Credits credits = creditsOf(snapshot, sourcesOf(snapshot, request, content), asOf, language);
    if (!credits.sources.empty())
        texts.footer.push_back(speak({"maps.source", {credits.sources}}, language));
    std::vector<std::string> limits = credits.limits;
    if (request.indicator)
        for (const Text& limit : request.indicator->recipe.limits)
            if (!limit.in(language).empty())
                addOnce(limits, limit.in(language));
    if (map && map->hasSample)
        limits.insert(limits.begin(), speak({"maps.sample_note", {}}, language));
    if (content.ink == ClassInk::Hatched)
        limits.insert(limits.begin(), speak({"maps.hatched_note", {}}, language));
    for (const std::string& limit : limits)
        texts.footer.push_back(limit);
    if (!asOf.empty())
        texts.asOf = speak({"maps.as_of", {language == Language::Japanese ? japaneseDate(asOf) : asOf}}, language);
    return texts;
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
                      districtLabel(snapshot, reading->districtCode, content.language) + " " +
                      formatWithUnit(*reading->value.number(), map.indicator, NumberPlace::Table, content.language);
    }
    scene.description = speak({"maps.alt_text", {texts.title, texts.subtitle, values}}, content.language);
}

}  // namespace chiiki
