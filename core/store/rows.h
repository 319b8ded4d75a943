#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/snapshot.h"

/// Which columns each table has and which member of the model each one holds, in one place: writing, reading and the
/// journal all walk the same lists. Key columns stand first. Columns of a table are never renamed here alone: the
/// schema's migrations make them.
namespace chiiki::store {

/// What stands before the key of a Snapshot's settings in the `setting` table. Without it the table says what the
/// workspace knows once of the city (city_code, ...), and its date.
inline constexpr std::string_view settingPrefix = "desk.";

/// A measure with its place in its document, which its code does not tell.
struct MeasureRow {
    int position = 0;
    Measure measure;

    bool operator==(const MeasureRow&) const = default;
};

/// What the catalogue says of the table of one plugin: readers learn from it which `<plugin>__<table>` there are.
struct PluginTableEntry {
    std::string pluginId;
    std::string tableId;
    std::vector<std::pair<std::string, std::string>> columns;  // field id, word of its type

    bool operator==(const PluginTableEntry&) const = default;
};

/// The words of an enumeration that lies in a column.
template <typename Enum>
struct WordsOf;
template <>
struct WordsOf<Placement::Rest> {
    static constexpr std::array all{Placement::Rest::None, Placement::Rest::Outside, Placement::Rest::Unplaced};
};
template <>
struct WordsOf<RouteKind> {
    static constexpr std::array all{RouteKind::Taxi, RouteKind::Bus, RouteKind::Rail};
};
template <>
struct WordsOf<IndicatorKind> {
    static constexpr std::array all{IndicatorKind::Count, IndicatorKind::Rate, IndicatorKind::Index,
                                    IndicatorKind::Category};
};
template <>
struct WordsOf<Direction> {
    static constexpr std::array all{Direction::More, Direction::Less, Direction::None};
};
template <>
struct WordsOf<Status> {
    static constexpr std::array all{Status::Sample, Status::Estimated, Status::Computed, Status::Official};
};
template <>
struct WordsOf<Series> {
    static constexpr std::array all{Series::Actual, Series::Base, Series::Target, Series::Forecast};
};
template <>
struct WordsOf<Absence> {
    static constexpr std::array all{Absence::Missing, Absence::Suppressed, Absence::NotApplicable};
};
template <>
struct WordsOf<Severity> {
    static constexpr std::array all{Severity::Act, Severity::Watch, Severity::Note};
};

template <typename T>
struct Table;  // name, and how many of the first columns are the key

template <>
struct Table<Setting> {
    static constexpr const char* name = "setting";
    static constexpr std::size_t keys = 1;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, Setting>
void columns(V& v, T& row)
{
    v.key("key", row.key);
    v.column("value", row.value);
}

template <>
struct Table<District> {
    static constexpr const char* name = "district";
    static constexpr std::size_t keys = 1;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, District>
void columns(V& v, T& row)
{
    v.key("code", row.code);
    v.column("name", row.name);
    v.column("kana", row.kana);
    v.column("romaji", row.romaji);
    v.column("municipality", row.municipality);
    v.column("valid_from", row.validFrom);
    v.column("valid_to", row.validTo);
    v.column("tile_column", row.tileColumn);
    v.column("tile_row", row.tileRow);
    v.geometry("outline", row.outline);
}

template <>
struct Table<DemandArea> {
    static constexpr const char* name = "demand_area";
    static constexpr std::size_t keys = 1;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, DemandArea>
void columns(V& v, T& row)
{
    v.key("key", row.key);
    v.column("town", row.town);
    v.column("district_code", row.districtCode);
    v.column("people", row.people);
    v.column("households", row.households);
    v.column("is_town_split", row.isTownSplit);
    v.column("confidence", row.confidence);
    v.column("source_id", row.sourceId);
    v.geometry("outline", row.outline);
    v.geometry("representative_point", row.representativePoint);
}

template <>
struct Table<FacilityKind> {
    static constexpr const char* name = "facility_kind";
    static constexpr std::size_t keys = 1;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, FacilityKind>
void columns(V& v, T& row)
{
    v.key("id", row.id);
    v.text("title", row.title);
    v.column("glyph", row.glyph);
    v.column("sort_order", row.order);
}

template <>
struct Table<Facility> {
    static constexpr const char* name = "facility";
    static constexpr std::size_t keys = 3;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, Facility>
void columns(V& v, T& row)
{
    v.key("source_id", row.sourceId);
    v.key("kind", row.kind);
    v.key("id", row.id);
    v.column("name", row.name);
    v.column("kana", row.kana);
    v.column("address", row.address);
    v.placement(row.placement);
    v.column("capacity", row.capacity);
    v.json("attributes", row.attributes);
    v.column("opened", row.opened);
    v.column("closed", row.closed);
    v.column("source_row", row.sourceRow);
    v.geometry("place", row.place);
}

template <>
struct Table<Route> {
    static constexpr const char* name = "route";
    static constexpr std::size_t keys = 1;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, Route>
void columns(V& v, T& row)
{
    v.key("id", row.id);
    v.word("kind", row.kind);
    v.json("lines", row.lines);
    v.column("operator", row.operatorName);
    v.column("runs_per_day", row.runsPerDay);
    v.column("data_year", row.dataYear);
    v.column("source_id", row.sourceId);
    v.geometry("path", row.path);
}

template <>
struct Table<Stop> {
    static constexpr const char* name = "stop";
    static constexpr std::size_t keys = 2;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, Stop>
void columns(V& v, T& row)
{
    v.key("source_id", row.sourceId);
    v.key("id", row.id);
    v.word("kind", row.kind);
    v.column("name", row.name);
    v.json("lines", row.lines);
    v.column("operator", row.operatorName);
    v.column("runs_per_day", row.runsPerDay);
    v.column("passengers_per_day", row.passengersPerDay);
    v.column("data_year", row.dataYear);
    v.placement(row.placement);
    v.column("source_row", row.sourceRow);
    v.geometry("place", row.place);
}

template <>
struct Table<TaxiDistrict> {
    static constexpr const char* name = "taxi_district";
    static constexpr std::size_t keys = 3;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, TaxiDistrict>
void columns(V& v, T& row)
{
    v.key("district_code", row.districtCode);
    v.key("sub_area", row.subArea);
    v.key("fiscal_year", row.fiscalYear);
    v.column("source_id", row.sourceId);
    v.column("citation", row.citation);
}

template <>
struct Table<MeasureRow> {
    static constexpr const char* name = "measure";
    static constexpr std::size_t keys = 1;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, MeasureRow>
void columns(V& v, T& row)
{
    v.key("position", row.position);
    v.column("code", row.measure.code);
    v.column("parent_code", row.measure.parentCode);
    v.column("kind", row.measure.kind);
    v.column("number", row.measure.number);
    v.column("name", row.measure.name);
    v.column("linked_code", row.measure.linkedCode);
    v.column("link_basis", row.measure.linkBasis);
    v.column("source_id", row.measure.sourceId);
    v.column("citation", row.measure.citation);
}

template <>
struct Table<Indicator> {
    static constexpr const char* name = "indicator";
    static constexpr std::size_t keys = 1;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, Indicator>
void columns(V& v, T& row)
{
    v.key("id", row.id);
    v.text("title", row.title);
    v.column("unit", row.unit);
    v.word("kind", row.kind);
    v.word("direction", row.direction);
    v.column("decimals", row.decimals);
    v.column("is_city_only", row.cityOnly);
    v.json("breaks", row.breaks);
    v.column("ramp", row.ramp);
}

template <>
struct Table<IndicatorValue> {
    static constexpr const char* name = "indicator_value";
    static constexpr std::size_t keys = 4;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, IndicatorValue>
void columns(V& v, T& row)
{
    v.key("indicator_id", row.indicatorId);
    v.key("district_code", row.districtCode);
    v.key("fiscal_year", row.year.year);
    v.keyWord("series", row.series);
    v.value(row.value);
    v.column("source_id", row.sourceId);
    v.column("note", row.note);
}

template <>
struct Table<SourceEdition> {
    static constexpr const char* name = "source_edition";
    static constexpr std::size_t keys = 1;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, SourceEdition>
void columns(V& v, T& row)
{
    v.key("source_id", row.sourceId);
    v.text("title", row.title);
    v.column("publisher", row.publisher);
    v.column("licence", row.licence);
    v.column("credit", row.credit);
    v.column("file_name", row.fileName);
    v.column("sha256", row.sha256);
    v.column("as_of", row.asOf);
    v.column("encoding", row.encoding);
    v.column("crs", row.crs);
    v.text("limits", row.limits);
    v.column("rows_in_districts", row.rows.districts);
    v.column("rows_outside", row.rows.outside);
    v.column("rows_unplaced", row.rows.unplaced);
    v.column("rows_in_source", row.rows.source);
    v.column("rows_repeated", row.rows.repeated);
}

template <>
struct Table<PluginTableEntry> {
    static constexpr const char* name = "plugin_table";
    static constexpr std::size_t keys = 2;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, PluginTableEntry>
void columns(V& v, T& row)
{
    v.key("plugin_id", row.pluginId);
    v.key("table_id", row.tableId);
    v.json("columns", row.columns);
}

template <>
struct Table<Finding> {
    static constexpr const char* name = "finding";
    static constexpr std::size_t keys = 1;
};
template <typename V, typename T>
requires std::is_same_v<std::remove_const_t<T>, Finding>
void columns(V& v, T& row)
{
    v.key("id", row.id);
    v.word("severity", row.severity);
    v.column("district_code", row.districtCode);
    v.column("fiscal_year", row.year);
    v.text("text", row.text);
    v.text("action", row.action);
    v.column("source_id", row.sourceId);
    v.column("source_row", row.sourceRow);
    v.geometry("place", row.place);
}

/// A snapshot as rows: the lists of the model as they are, and the three that have to be made. The rows of plugins'
/// tables stand in tables of their own: see plugin_rows.h.
struct RowLists {
    explicit RowLists(const Snapshot& snapshot);

    const Snapshot& snapshot;
    std::vector<Setting> settings;  // keys as the table has them
    std::vector<MeasureRow> measures;
    std::vector<PluginTableEntry> pluginTables;

    /// Calls `use` with the rows of each table, in the order the tables are written.
    template <typename Use>
    void forEach(Use&& use) const
    {
        forEachBeside(*this, [&]<typename T>(std::span<const T> rows, std::span<const T>) { use(rows); });
    }

    /// Calls `use` with the rows of each table here and in `other`.
    template <typename Use>
    void forEachBeside(const RowLists& other, Use&& use) const
    {
        const auto both = [&]<typename T>(const std::vector<T>& a, const std::vector<T>& b) {
            use(std::span<const T>(a), std::span<const T>(b));
        };
        const Snapshot& s = snapshot;
        const Snapshot& o = other.snapshot;
        both(settings, other.settings);
        both(s.sources, o.sources);
        both(s.districts, o.districts);
        both(s.demandAreas, o.demandAreas);
        both(s.facilityKinds, o.facilityKinds);
        both(s.facilities, o.facilities);
        both(s.routes, o.routes);
        both(s.stops, o.stops);
        both(s.taxiDistricts, o.taxiDistricts);
        both(measures, other.measures);
        both(s.indicators, o.indicators);
        both(s.values, o.values);
        both(s.findings, o.findings);
        both(pluginTables, other.pluginTables);
    }
};

/// The order that snapshot.h promises of every list; rows come out of the file in the order they were put in.
void sortByContract(Snapshot& snapshot);

/// Measures in the order of their positions.
void applyMeasures(std::vector<MeasureRow> rows, std::vector<Measure>& measures);

/// The city and the settings out of the rows of the `setting` table; a key that is not known is left for the version
/// that knows it.
void applySettings(std::span<const Setting> rows, Snapshot& snapshot);

}  // namespace chiiki::store
