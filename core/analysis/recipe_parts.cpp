#include "core/analysis/recipe_parts.h"

#include <algorithm>
#include <set>

#include "core/geo/crs.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

// The edition that describes the districts' borders, where the workspace has one.
const std::string bordersSourceId = "district_borders";

}  // namespace

Text textOf(const Message& message)
{
    return {speak(message, Language::Japanese), speak(message, Language::English)};
}

void addSource(Recipe& recipe, const Snapshot& snapshot, const std::string& sourceId)
{
    if (sourceId.empty() ||
        std::find(recipe.sourceIds.begin(), recipe.sourceIds.end(), sourceId) != recipe.sourceIds.end())
        return;
    recipe.sourceIds.push_back(sourceId);
    const SourceEdition* edition = findSource(snapshot, sourceId);
    if (edition && !edition->limits.ja.empty() &&
        std::find(recipe.limits.begin(), recipe.limits.end(), edition->limits) == recipe.limits.end())
        recipe.limits.push_back(edition->limits);
}

void addBorders(Recipe& recipe, const Snapshot& snapshot)
{
    std::set<std::string> sourceIds;
    std::set<std::string> splitTowns;
    std::int64_t inferred = 0, inferredPeople = 0, splitPeople = 0;
    for (const DemandArea& area : snapshot.demandAreas) {
        sourceIds.insert(area.sourceId);
        if (area.isTownSplit) {
            splitTowns.insert(area.town);
            splitPeople += area.people;
        }
        if (area.confidence != "certain") {
            ++inferred;
            inferredPeople += area.people;
        }
    }
    for (const std::string& sourceId : sourceIds)
        addSource(recipe, snapshot, sourceId);
    if (findSource(snapshot, bordersSourceId))
        addSource(recipe, snapshot, bordersSourceId);
    // Counted, not quoted from the edition: blocks move. Borders that nobody inferred may divide a town as they like.
    const auto counted = [](auto number) { return groupedText(static_cast<double>(number), 0); };
    if (inferred > 0)
        recipe.limits.push_back(textOf({"analysis.inferred_borders",
                                        {counted(inferred), counted(snapshot.demandAreas.size()),
                                         counted(inferredPeople), counted(splitTowns.size()), counted(splitPeople)}}));
}

std::optional<FiscalYear> yearOfEdition(const Snapshot& snapshot, std::string_view sourceId)
{
    const SourceEdition* edition = findSource(snapshot, sourceId);
    return edition ? fiscalYearOfAsOf(edition->asOf) : std::nullopt;
}

std::optional<FiscalYear> yearOfCensus(const Snapshot& snapshot)
{
    std::set<std::string_view> sourceIds;
    for (const DemandArea& area : snapshot.demandAreas)
        sourceIds.insert(area.sourceId);
    std::optional<FiscalYear> newest;
    for (const std::string_view sourceId : sourceIds)
        newest = std::max(newest, yearOfEdition(snapshot, sourceId));
    return newest;
}

FiscalYear yearOfWorkspace(const Snapshot& snapshot)
{
    return fiscalYearOfAsOf(snapshot.asOf).value_or(FiscalYear{0});
}

std::optional<FiscalYear> latestYearWithNumber(const IndicatorResult& result)
{
    std::optional<FiscalYear> latest, latestWithNumber;
    for (const IndicatorValue& value : result.values) {
        if (value.series != Series::Actual)
            continue;
        latest = std::max(latest, std::optional(value.year));
        if (value.value.isNumber())
            latestWithNumber = std::max(latestWithNumber, std::optional(value.year));
    }
    return latestWithNumber ? latestWithNumber : latest;
}

std::string crsPathOf(const City& city)
{
    return "EPSG:" + std::to_string(storedEpsg) + " -> EPSG:" + std::to_string(city.planeEpsg);
}

}  // namespace chiiki
