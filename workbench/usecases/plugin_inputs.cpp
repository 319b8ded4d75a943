#include "workbench/usecases/plugin_inputs.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "workbench/usecases/plugin_rows.h"

namespace chiiki {

std::vector<FileState> fileStates(const Plugin& plugin)
{
    std::vector<FileState> states;
    for (const TableSpec& table : plugin.manifest.tables) {
        if (table.file.empty())
            continue;
        const std::filesystem::path path = std::filesystem::path(plugin.folder) / table.file;
        std::error_code missing;  // a file that is not there has the state of none
        states.push_back({path.string(), std::filesystem::last_write_time(path, missing),
                          std::filesystem::file_size(path, missing)});
    }
    return states;
}

bool isSameCity(const Snapshot& a, const Snapshot& b)
{
    return a.city == b.city && a.asOf == b.asOf && a.districts == b.districts && a.demandAreas == b.demandAreas &&
           a.facilityKinds == b.facilityKinds && a.facilities == b.facilities && a.routes == b.routes &&
           a.stops == b.stops && a.taxiDistricts == b.taxiDistricts && a.measures == b.measures &&
           a.indicators == b.indicators && a.values == b.values;
}

bool hasSameRows(const Snapshot& a, const Snapshot& b, const std::string& pluginId)
{
    const auto rows = [&](const Snapshot& of) {
        std::vector<const PluginTable*> own;
        for (const PluginTable& table : of.pluginTables)
            if (table.pluginId == pluginId)
                own.push_back(&table);
        return own;
    };
    const auto editions = [&](const Snapshot& of) {
        std::vector<std::string> taken;
        for (const SourceEdition& edition : of.sources)
            if (edition.sourceId.starts_with(pluginId + "."))
                taken.push_back(edition.sha256);
        return taken;
    };
    const auto left = rows(a);
    const auto right = rows(b);
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const PluginTable* x, const PluginTable* y) { return *x == *y; }) &&
           editions(a) == editions(b);
}

ReadTables readTables(const Plugin& plugin, const Snapshot& snapshot)
{
    ReadTables read;
    read.files = fileStates(plugin);
    for (const TableSpec& spec : plugin.manifest.tables) {
        auto rows = listRows({{}, plugin.folder, plugin.manifest, spec.id}, snapshot);
        if (!rows) {
            read.problem = rows.error();
            return read;
        }
        if (!rows->isEditionTaken && !rows->edition.sourceId.empty())
            read.editions.push_back(std::move(rows->edition));
        read.setAside.insert(read.setAside.end(), rows->setAside.begin(), rows->setAside.end());
        read.tables.push_back(std::move(rows->rows));
    }
    return read;
}

std::set<std::string> foreignIndicators(const Manifest& manifest)
{
    std::set<std::string> ids;
    const auto add = [&](const std::string& id) {
        if (!id.empty() && id.compare(0, manifest.id.size() + 1, manifest.id + ".") != 0)
            ids.insert(id);
    };
    constexpr std::string_view prefix = "other:";
    for (const std::string& need : manifest.needs)
        if (need.compare(0, prefix.size(), prefix) == 0)
            add(need.substr(prefix.size()));
    for (const IndicatorSpec& spec : manifest.indicators)
        add(spec.ofIndicator);
    for (const RuleSpec& rule : manifest.rules)
        add(rule.indicator);
    for (const ViewSpec& view : manifest.views)
        for (const std::string& id : view.indicators)
            add(id);
    return ids;
}

RecordsUsed recordsUsed(const Manifest& manifest, const std::string& indicatorId, const Snapshot& city)
{
    RecordsUsed used;
    const auto useTable = [&](const std::string& id) {
        const std::string name = manifest.id + "__" + id;
        if (!id.empty() &&
            std::find(used.pluginTables.begin(), used.pluginTables.end(), name) == used.pluginTables.end())
            used.pluginTables.push_back(name);
    };
    const IndicatorSpec* spec = findIndicator(manifest, indicatorId);
    if (!spec)
        return used;
    if (spec->isFromExecutable) {
        for (const TableSpec& table : manifest.tables)
            useTable(table.id);
        const auto needs = [&](std::string_view what) {
            return std::find(manifest.needs.begin(), manifest.needs.end(), what) != manifest.needs.end();
        };
        used.demandAreas = needs("demand_areas");
        used.facilitiesReachAcross = needs("facilities");
        if (used.facilitiesReachAcross)
            for (const FacilityKind& kind : city.facilityKinds)
                used.facilityKinds.push_back(kind.id);
        return used;
    }
    for (const Quantity* quantity : {&spec->quantity, spec->over ? &*spec->over : nullptr}) {
        if (!quantity)
            continue;
        useTable(quantity->table);
        if (const TableSpec* table = findTable(manifest, quantity->table))
            useTable(table->completeTable);
    }
    used.demandAreas = spec->per == Denominator::Population || spec->per == Denominator::Households ||
                       spec->quantity.by == Aggregation::Gini;
    used.districtOutlines = spec->per == Denominator::AreaKm2;
    if (!spec->ofIndicator.empty() && spec->ofIndicator != indicatorId && findIndicator(manifest, spec->ofIndicator))
        used.pluginTables = recordsUsed(manifest, spec->ofIndicator, city).pluginTables;
    return used;
}

}  // namespace chiiki
