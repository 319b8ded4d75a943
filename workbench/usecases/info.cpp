#include "workbench/usecases/info.h"

#include <algorithm>

#include "core/analysis/comparison.h"
#include "core/analysis/recipe_parts.h"
#include "core/io/district_locator.h"
#include "core/store/workspace.h"
#include "core/text/number_text.h"
#include "core/text/width.h"
#include "workbench/usecases/finding_output.h"
#include "workbench/usecases/source_json.h"

namespace chiiki {
namespace {

using Json = nlohmann::ordered_json;

Json textJson(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en}};
}

Reconciliation recordsOf(const Snapshot& snapshot, const FacilityKind& kind)
{
    Reconciliation records;
    for (const Facility& facility : snapshot.facilities)
        if (facility.kind == kind.id)
            countPlaced(records, facility.placement);
    return records;
}

bool isPlacedByDistrict(const SourceEdition& edition)
{
    return edition.rows.source > 0;
}

}  // namespace

WorkspaceInfo describeWorkspace(const Snapshot& snapshot)
{
    WorkspaceInfo info;
    info.city = snapshot.city;
    info.asOf = snapshot.asOf;
    info.revision = snapshot.revision;
    info.districtCount = snapshot.districts.size();
    const auto count = [&](std::string_view what, std::size_t number) {
        info.counts.emplace_back(textOf({what, {}}), number);
    };
    count("analysis.info_districts", snapshot.districts.size());
    count("analysis.info_demand_areas", snapshot.demandAreas.size());
    count("analysis.info_facilities", snapshot.facilities.size());
    count("analysis.info_routes", snapshot.routes.size());
    count("analysis.info_stops", snapshot.stops.size());
    count("analysis.info_taxi_districts", snapshot.taxiDistricts.size());
    count("analysis.info_measures", snapshot.measures.size());
    count("analysis.info_indicators", snapshot.indicators.size());
    count("analysis.info_values", snapshot.values.size());
    for (const FacilityKind& kind : snapshot.facilityKinds)
        info.facilities.push_back({kind, recordsOf(snapshot, kind)});
    info.editions = snapshot.sources;
    Recipe borders;
    addBorders(borders, snapshot);
    info.limits = borders.limits;
    for (const SourceEdition& edition : snapshot.sources)
        if (!edition.limits.ja.empty() &&
            std::find(info.limits.begin(), info.limits.end(), edition.limits) == info.limits.end())
            info.limits.push_back(edition.limits);
    info.findings = snapshot.findings;
    info.findingLines = {findingLines(snapshot, info.findings, {}, Language::Japanese),
                         findingLines(snapshot, info.findings, {}, Language::English)};
    for (const Finding& finding : snapshot.findings) {
        switch (finding.severity) {
        case Severity::Act:
            ++info.findingsToAct;
            break;
        case Severity::Watch:
            ++info.findingsToWatch;
            break;
        case Severity::Note:
            ++info.findingsToNote;
            break;
        }
    }
    return info;
}

Result<WorkspaceInfo> describeWorkspace(const std::string& path)
{
    auto workspace = Workspace::open(path, Access::ReadOnly);
    if (!workspace)
        return tl::unexpected(workspace.error());
    if (const auto checked = workspace->check(); !checked)
        return tl::unexpected(checked.error());
    const auto snapshot = workspace->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    return describeWorkspace(**snapshot);
}

std::string infoText(const WorkspaceInfo& info, Language language)
{
    std::string text = speak({"analysis.info_city",
                              {info.city.name.in(language), info.city.code, std::to_string(info.city.planeEpsg),
                               info.asOf, std::to_string(info.revision)}},
                             language) +
                       "\n\n";
    const auto table = [&](const std::vector<std::pair<std::string, std::string>>& lines) {
        std::size_t width = 0;
        for (const auto& [name, value] : lines)
            width = std::max(width, displayWidth(name));
        for (const auto& [name, value] : lines)
            text += "  " + padRight(name, width) + "  " + value + "\n";
    };
    const auto heading = [&](std::string_view what) { text += speak({what, {}}, language) + "\n"; };

    heading("analysis.info_holds");
    std::vector<std::pair<std::string, std::string>> lines;
    for (const auto& [what, number] : info.counts)
        lines.emplace_back(what.in(language), padLeft(groupedText(static_cast<double>(number), 0), 7));
    table(lines);

    text += "\n";
    heading("analysis.info_by_kind");
    lines.clear();
    for (const WorkspaceInfo::KindCount& facility : info.facilities)
        lines.emplace_back(facility.kind.id + " " + facility.kind.title.in(language),
                           reconciliationLine(facility.records, info.districtCount, language));
    table(lines);

    text += "\n";
    heading("analysis.info_editions");
    lines.clear();
    for (const SourceEdition& edition : info.editions)
        lines.emplace_back(edition.fileName.empty() ? edition.sourceId : edition.fileName,
                           isPlacedByDistrict(edition)
                               ? edition.asOf + "  " + reconciliationLine(edition.rows, info.districtCount, language)
                               : edition.asOf + "  " + edition.title.in(language));
    table(lines);

    text += "\n" +
            speak({"analysis.info_findings",
                   {std::to_string(info.findingsToAct), std::to_string(info.findingsToWatch),
                    std::to_string(info.findingsToNote)}},
                  language) +
            "\n" + info.findingLines.in(language);
    for (const Text& limit : info.limits)
        text += speak({"analysis.limit_line", {limit.in(language)}}, language) + "\n";
    return text;
}

std::string infoJson(const WorkspaceInfo& info)
{
    Json counts = Json::array();
    for (const auto& [what, number] : info.counts)
        counts.push_back({{"title", textJson(what)}, {"count", number}});
    Json rows = Json::array();
    for (const WorkspaceInfo::KindCount& facility : info.facilities)
        rows.push_back({{"kind", facility.kind.id},
                        {"title", textJson(facility.kind.title)},
                        {"reconciliation", reconciliationJson(facility.records)}});
    Json sources = Json::array();
    for (const SourceEdition& edition : info.editions) {
        Json source = sourceJson(edition);
        source["reconciliation"] = isPlacedByDistrict(edition) ? reconciliationJson(edition.rows) : Json(nullptr);
        sources.push_back(std::move(source));
    }
    Json limits = Json::array();
    for (const Text& limit : info.limits)
        limits.push_back(textJson(limit));
    const Json answer = {
        {"api", 1},
        {"city", {{"code", info.city.code}, {"name", textJson(info.city.name)}, {"plane_epsg", info.city.planeEpsg}}},
        {"as_of", info.asOf},
        {"revision", info.revision},
        {"counts", std::move(counts)},
        {"rows", std::move(rows)},
        {"sources", std::move(sources)},
        {"findings", {{"act", info.findingsToAct}, {"watch", info.findingsToWatch}, {"note", info.findingsToNote}}},
        {"finding_list", findingsJson(info.findings, {})},
        {"limits", std::move(limits)}};
    return answer.dump(2) + "\n";
}

}  // namespace chiiki
