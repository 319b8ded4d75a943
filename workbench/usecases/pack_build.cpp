#include "workbench/usecases/pack_build.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "core/io/pack_writer.h"
#include "core/io/place_matching.h"
#include "workbench/usecases/pack_areas.h"
#include "workbench/usecases/pack_documents.h"
#include "workbench/usecases/pack_inputs.h"
#include "workbench/usecases/pack_places.h"

namespace chiiki {
namespace {

constexpr std::uint64_t largestFileBytes = 2'000'000;
constexpr std::uint64_t largestPackBytes = 5'000'000;

template <typename T>
void append(std::vector<T>& all, std::vector<T> more)
{
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void sortSnapshot(Snapshot& snapshot)
{
    const auto orderOf = [&snapshot](const std::string& kind) {
        const FacilityKind* known = findFacilityKind(snapshot, kind);
        return known ? known->order : 0;
    };
    std::sort(snapshot.facilityKinds.begin(), snapshot.facilityKinds.end(),
              [](const FacilityKind& a, const FacilityKind& b) { return a.order < b.order; });
    std::sort(snapshot.facilities.begin(), snapshot.facilities.end(), [&](const Facility& a, const Facility& b) {
        return std::tuple(orderOf(a.kind), a.id) < std::tuple(orderOf(b.kind), b.id);
    });
    std::sort(snapshot.routes.begin(), snapshot.routes.end(),
              [](const Route& a, const Route& b) { return a.id < b.id; });
    std::sort(snapshot.stops.begin(), snapshot.stops.end(), [](const Stop& a, const Stop& b) { return a.id < b.id; });
    std::sort(snapshot.sources.begin(), snapshot.sources.end(),
              [](const SourceEdition& a, const SourceEdition& b) { return a.sourceId < b.sourceId; });
    std::sort(snapshot.findings.begin(), snapshot.findings.end(), [](const Finding& a, const Finding& b) {
        return std::tie(a.severity, a.id) < std::tie(b.severity, b.id);
    });
}

void addLines(PackReport& report, const PackInputs& inputs, const Snapshot& snapshot)
{
    for (const PackSource& input : inputs.sources) {
        const SourceEdition* edition = findSource(snapshot, input.edition.sourceId);
        if (!edition)
            continue;
        const auto routes = std::count_if(snapshot.routes.begin(), snapshot.routes.end(),
                                          [&](const Route& r) { return r.sourceId == edition->sourceId; });
        report.lines.push_back(
            {edition->sourceId, edition->fileName, edition->rows,
             std::max(static_cast<std::uint64_t>(edition->rows.source), static_cast<std::uint64_t>(routes))});
    }
}

}  // namespace

bool PackReport::allHold() const
{
    return std::all_of(checks.begin(), checks.end(), [](const PackCheck& check) { return check.holds; });
}

Result<PackReport> buildPack(const PackBuildRequest& request)
{
    const std::string tablesDir = !request.tablesDir.empty()
                                      ? request.tablesDir
                                      : (std::filesystem::path(request.outDir) / "..").lexically_normal().string();
    if (!request.pluginsDir.empty() && request.factsDir.empty())
        return fail(ErrorKind::BadRequest, {"usecases.plugins_need_facts", {}});
    const auto inputs = readPackInputs(tablesDir, request.sourceDir, request.factsDir);
    if (!inputs)
        return tl::unexpected(inputs.error());
    PackReport report;
    auto areas = readPackAreas(*inputs, report.diagnostics);
    if (!areas)
        return tl::unexpected(areas.error());
    const auto townTable = inputs->source("town_to_district");
    if (!townTable)
        return tl::unexpected(townTable.error());
    const auto towns = readTownDistricts((*townTable)->path);
    if (!towns)
        return tl::unexpected(towns.error());
    auto places = readPackPlaces(*inputs, areas->districts, TownIndex(*towns), report.diagnostics);
    if (!places)
        return tl::unexpected(places.error());
    PackDocuments documents;
    if (!request.factsDir.empty()) {
        auto read = readPackDocuments(*inputs, request.factsDir);
        if (!read)
            return tl::unexpected(read.error());
        documents = *std::move(read);
    }

    Snapshot snapshot;
    snapshot.city = inputs->city;
    snapshot.districts = std::move(areas->districts);
    snapshot.demandAreas = std::move(areas->blocks);
    snapshot.facilityKinds = inputs->kinds;
    snapshot.facilities = std::move(places->facilities);
    snapshot.routes = std::move(places->routes);
    snapshot.stops = std::move(places->stops);
    snapshot.taxiDistricts = std::move(documents.taxiDistricts);
    snapshot.measures = std::move(documents.measures);
    snapshot.indicators = std::move(documents.indicators);
    snapshot.values = std::move(documents.values);
    snapshot.findings = std::move(places->findings);
    snapshot.sources = std::move(areas->sources);
    append(snapshot.sources, std::move(places->sources));
    append(snapshot.sources, std::move(documents.sources));
    sortSnapshot(snapshot);

    addLines(report, *inputs, snapshot);
    report.faults = std::move(places->faults);
    report.checks = std::move(areas->checks);
    append(report.checks, std::move(places->checks));
    if (!report.allHold())
        return report;

    if (!request.pluginsDir.empty()) {
        auto facts = writePluginFacts((std::filesystem::path(tablesDir) / "plugin_facts.json").string(),
                                      request.factsDir, inputs->sources, request.pluginsDir);
        if (!facts)
            return tl::unexpected(facts.error());
        report.facts = *std::move(facts);
    }
    const auto written = writePack(snapshot, request.outDir);
    if (!written)
        return tl::unexpected(written.error());
    std::uint64_t total = 0, largest = 0;
    for (const WrittenFile& file : *written) {
        report.written.push_back({file.name, file.bytes});
        total += file.bytes;
        largest = std::max(largest, file.bytes);
    }
    report.checks.push_back({{"最も大きいファイル（バイト）", "Largest file (bytes)"},
                             largest <= largestFileBytes,
                             "<= " + std::to_string(largestFileBytes),
                             std::to_string(largest)});
    report.checks.push_back({{"データパック全体（バイト）", "Whole pack (bytes)"},
                             total <= largestPackBytes,
                             "<= " + std::to_string(largestPackBytes),
                             std::to_string(total)});
    return report;
}

}  // namespace chiiki
