#include "core/store/rows.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>

namespace chiiki::store {
namespace {

/// Equals stay in their order. A list that is sorted but for what was put behind it, as most are, costs a walk;
/// otherwise places are sorted and each item, which may be large, moves once, with room for one of them alone.
template <typename T, typename Less>
void sortWith(std::vector<T>& items, Less less)
{
    const auto tail = std::is_sorted_until(items.begin(), items.end(), less);
    if (tail == items.end())
        return;
    const auto kept = static_cast<std::size_t>(tail - items.begin());
    std::vector<std::size_t> from(items.size());  // of each place: where its item stands now
    std::iota(from.begin(), from.end(), std::size_t{0});
    const auto isLess = [&](std::size_t a, std::size_t b) { return less(items[a], items[b]); };
    const auto middle = from.begin() + static_cast<std::ptrdiff_t>(kept);
    std::stable_sort(middle, from.end(), isLess);
    std::inplace_merge(from.begin(), middle, from.end(), isLess);
    for (std::size_t first = 0; first < from.size(); ++first) {
        if (from[first] == first)
            continue;
        T moved = std::move(items[first]);
        std::size_t at = first;
        for (std::size_t source = from[at]; source != first; source = from[at]) {
            items[at] = std::move(items[source]);
            from[at] = at;
            at = source;
        }
        items[at] = std::move(moved);
        from[at] = at;
    }
}

template <typename T, typename Key>
void sortBy(std::vector<T>& items, Key key)
{
    sortWith(items, [&](const T& a, const T& b) { return key(a) < key(b); });
}

}  // namespace

RowLists::RowLists(const Snapshot& s)
    : snapshot(s)
    , settings{{"city_code", s.city.code},
               {"city_name_en", s.city.name.en},
               {"city_name_ja", s.city.name.ja},
               {"plane_epsg", std::to_string(s.city.planeEpsg)}}
{
    for (const Setting& setting : s.settings)
        settings.push_back({std::string(settingPrefix) + setting.key, setting.value});
    measures.reserve(s.measures.size());
    for (const Measure& measure : s.measures)
        measures.push_back({static_cast<int>(measures.size()), measure});
    for (const PluginTable& table : s.pluginTables) {
        PluginTableEntry& entry = pluginTables.emplace_back();
        entry.pluginId = table.pluginId;
        entry.tableId = table.tableId;
        for (const PluginColumn& column : table.columns)
            entry.columns.emplace_back(column.id, code(column.type));
    }
}

void applyMeasures(std::vector<MeasureRow> rows, std::vector<Measure>& measures)
{
    sortBy(rows, [](const MeasureRow& row) { return row.position; });
    measures.clear();
    for (MeasureRow& row : rows)
        measures.push_back(std::move(row.measure));
}

void applySettings(std::span<const Setting> rows, Snapshot& snapshot)
{
    City& city = snapshot.city;
    snapshot.settings.clear();
    for (const Setting& setting : rows) {
        if (setting.key == "city_code")
            city.code = setting.value;
        else if (setting.key == "city_name_en")
            city.name.en = setting.value;
        else if (setting.key == "city_name_ja")
            city.name.ja = setting.value;
        else if (setting.key == "plane_epsg")
            city.planeEpsg = std::atoi(setting.value.c_str());
        else if (setting.key.starts_with(settingPrefix))
            snapshot.settings.push_back({setting.key.substr(settingPrefix.size()), setting.value});
    }
}

void sortByContract(Snapshot& s)
{
    sortBy(s.districts, [](const District& d) -> const std::string& { return d.code; });
    sortBy(s.demandAreas, [](const DemandArea& a) -> const std::string& { return a.key; });
    sortBy(s.facilityKinds, [](const FacilityKind& k) { return std::tie(k.order, k.id); });
    std::map<std::string, int, std::less<>> orderOfKind;
    for (const FacilityKind& kind : s.facilityKinds)
        orderOfKind[kind.id] = kind.order;
    // Kinds that the table lacks come last, by their name.
    const auto order = [&](const std::string& kind) {
        const auto found = orderOfKind.find(kind);
        return found == orderOfKind.end() ? std::numeric_limits<int>::max() : found->second;
    };
    sortWith(s.facilities, [&](const Facility& a, const Facility& b) {
        if (a.kind != b.kind)
            return std::pair<int, const std::string&>(order(a.kind), a.kind) <
                   std::pair<int, const std::string&>(order(b.kind), b.kind);
        return std::tie(a.id, a.sourceId) < std::tie(b.id, b.sourceId);
    });
    sortBy(s.routes, [](const Route& r) -> const std::string& { return r.id; });
    sortBy(s.stops, [](const Stop& stop) { return std::tie(stop.id, stop.sourceId); });
    sortBy(s.taxiDistricts, [](const TaxiDistrict& t) { return std::tie(t.districtCode, t.subArea, t.fiscalYear); });
    sortBy(s.indicators, [](const Indicator& i) -> const std::string& { return i.id; });
    sortBy(s.values,
           [](const IndicatorValue& v) { return std::tie(v.indicatorId, v.districtCode, v.year.year, v.series); });
    sortBy(s.sources, [](const SourceEdition& e) -> const std::string& { return e.sourceId; });
    sortBy(s.findings, [](const Finding& f) { return std::tie(f.severity, f.id); });
    sortBy(s.settings, [](const Setting& setting) -> const std::string& { return setting.key; });
    sortBy(s.pluginTables, [](const PluginTable& t) { return std::tie(t.pluginId, t.tableId); });
    for (PluginTable& table : s.pluginTables)
        sortBy(table.rows, [](const PluginRow& row) { return std::tie(row.uid, row.sourceId); });
}

}  // namespace chiiki::store
