#include "core/store/last_change.h"

#include <algorithm>
#include <initializer_list>
#include <map>

#include <nlohmann/json.hpp>

#include "core/store/rows.h"

namespace chiiki {
namespace {

using nlohmann::json;
using namespace store;

std::string textIn(const json& row, const char* column)
{
    const auto found = row.find(column);
    return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool holdsOne(const json& row, std::initializer_list<const char*> columns)
{
    return std::any_of(columns.begin(), columns.end(), [&](const char* column) { return row.contains(column); });
}

const json& rowsOf(const json& tables, const char* table)
{
    static const json none = json::array();
    const auto found = tables.find(table);
    return found != tables.end() && found->is_array() ? *found : none;
}

std::string keyOf(const Facility& facility)
{
    return facility.sourceId + '\n' + facility.kind + '\n' + facility.id;
}

std::string keyOf(const PluginRow& row)
{
    return row.sourceId + '\n' + row.uid;
}

/// "01;03", as the workspace has the districts of a row that several share.
std::string codesOf(const PluginRow& row)
{
    std::string codes;
    for (const std::string& code : row.districtCodes)
        codes += (codes.empty() ? "" : ";") + code;
    return codes;
}

/// Whether the row, or the part of it that changed, holds more than its key and where it was found.
bool changesPluginRow(const json& row)
{
    for (const auto& [column, cell] : row.items())
        if (column != "row_uid" && column != "source_id" && column != "citation" && column != "source_row")
            return true;
    return false;
}

/// Nothing for a step that changed nothing, as the creation.
json tablesIn(const std::string& text)
{
    return text.empty() ? json::object() : json::parse(text, nullptr, false);
}

/// Walks the steps from the newest back and knows of each record the district it was in at the time.
class Trail {
public:
    Trail(const Snapshot& present, const RecordsUsed& used, const IndicatorValue& value)
        : used_(used)
        , value_(value)
    {
        for (const DemandArea& area : present.demandAreas)
            districtOfBlock_[area.key] = area.districtCode;
        for (const Facility& facility : present.facilities)
            districtOfFacility_[keyOf(facility)] = facility.placement.districtCode;
        for (const PluginTable& table : present.pluginTables)
            for (const PluginRow& row : table.rows)
                districtsOfRow_[table.pluginId + "__" + table.tableId][keyOf(row)] = codesOf(row);
    }

    /// nullopt where the step's JSON does not read.
    std::optional<bool> touches(const JournalEntry& entry)
    {
        const json before = tablesIn(entry.before);
        const json after = tablesIn(entry.after);
        if (!before.is_object() || !after.is_object())
            return std::nullopt;
        bool touched = false;
        for (const json* side : {&after, &before})
            touched = touchedOn(*side) || touched;
        for (const BulkChange& change : entry.bulk) {
            touched = touchedBy(change) || touched;
            // Where each of its rows was before is not looked up: any of them may have been ours.
            if (change.changed > 0 || change.removed > 0)
                knowsDistricts_ = false;
        }
        return touched;
    }

private:
    using Districts = std::map<std::string, std::string>;

    bool isOurs(const std::string& districtCode) const
    {
        return value_.districtCode.empty() || !knowsDistricts_ || districtCode == value_.districtCode;
    }

    bool isAmongOurs(const std::string& joinedCodes) const
    {
        return value_.districtCode.empty() || !knowsDistricts_ ||
               (";" + joinedCodes + ";").find(";" + value_.districtCode + ";") != std::string::npos;
    }

    /// The district of a record on this side of the step. A row that does not name it has the one known from later.
    static const std::string& districtOf(Districts& districts, const std::string& key, const json& row)
    {
        std::string& district = districts[key];
        if (row.contains("district_code"))
            district = textIn(row, "district_code");
        return district;
    }

    bool touchedOn(const json& tables)
    {
        bool touched = false;
        for (const json& row : rowsOf(tables, Table<DemandArea>::name)) {
            const bool isIn = isOurs(districtOf(districtOfBlock_, textIn(row, "key"), row));
            const bool counts =
                holdsOne(row, {"district_code", "people", "households", "outline", "representative_point"});
            touched = touched || (used_.demandAreas && isIn && counts);
        }
        for (const json& row : rowsOf(tables, Table<Facility>::name)) {
            const std::string kind = textIn(row, "kind");
            const std::string key = textIn(row, "source_id") + '\n' + kind + '\n' + textIn(row, "id");
            const bool isIn = isOurs(districtOf(districtOfFacility_, key, row));
            const auto& kinds = used_.facilityKinds;
            const bool isUsed = std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
            // One that stays where it is reaches as far as before, whichever district counts it.
            const bool reachChanges = holdsOne(row, {"placement", "place", "opened", "closed"});
            const bool counts =
                isIn ? reachChanges || row.contains("district_code") : reachChanges && used_.facilitiesReachAcross;
            touched = touched || (isUsed && counts);
        }
        for (const json& row : rowsOf(tables, Table<District>::name))
            touched = touched || (used_.districtOutlines && isOurs(textIn(row, "code")) && row.contains("outline"));
        for (const json& row : rowsOf(tables, Table<IndicatorValue>::name))
            touched = touched || (used_.storedValues && isTheValue(row));
        for (const std::string& table : used_.pluginTables) {
            for (const json& row : rowsOf(tables, table.c_str())) {
                const std::string key = textIn(row, "source_id") + '\n' + textIn(row, "row_uid");
                const bool isIn = isAmongOurs(districtOf(districtsOfRow_[table], key, row));
                touched = touched || (isIn && changesPluginRow(row));
            }
        }
        for (const json& row : rowsOf(tables, Table<SourceEdition>::name)) {
            const auto& ids = used_.sourceIds;
            touched = touched || std::find(ids.begin(), ids.end(), textIn(row, "source_id")) != ids.end();
        }
        return touched;
    }

    /// By what the step says of its rows together: a district's rows are ours if one of them is, and of rows that
    /// changed each column counts that differs in one.
    bool touchedBy(const BulkChange& change) const
    {
        const auto isAnyPart = [&](auto&& isOne) {
            return !change.parts || std::any_of(change.parts->begin(), change.parts->end(),
                                                [&](const auto& part) { return isOne(part.first, part.second); });
        };
        const auto changesOne = [&](std::initializer_list<std::string_view> columns) {
            return change.added > 0 || change.removed > 0 ||
                   std::any_of(columns.begin(), columns.end(), [&](std::string_view column) {
                       return std::find(change.changedColumns.begin(), change.changedColumns.end(), column) !=
                              change.changedColumns.end();
                   });
        };
        const auto isIn = [&](const std::string&, const std::string& district) { return isOurs(district); };
        if (change.table == Table<DemandArea>::name)
            return used_.demandAreas && isAnyPart(isIn) &&
                   changesOne({"district_code", "people", "households", "outline", "representative_point"});
        if (change.table == Table<District>::name)
            return used_.districtOutlines && isAnyPart(isIn) && changesOne({"outline"});
        if (change.table == Table<Facility>::name) {
            const bool reachChanges = changesOne({"placement", "place", "opened", "closed"});
            const bool countChanges = reachChanges || changesOne({"district_code"});
            return isAnyPart([&](const std::string& kind, const std::string& district) {
                const auto& kinds = used_.facilityKinds;
                return std::find(kinds.begin(), kinds.end(), kind) != kinds.end() &&
                       (isOurs(district) ? countChanges : reachChanges && used_.facilitiesReachAcross);
            });
        }
        if (change.table == Table<IndicatorValue>::name)
            return used_.storedValues && isAnyPart([&](const std::string& indicator, const std::string& district) {
                       return indicator == value_.indicatorId && district == value_.districtCode;
                   });
        if (change.table == Table<SourceEdition>::name)
            return !used_.sourceIds.empty();
        const auto& tables = used_.pluginTables;
        return std::find(tables.begin(), tables.end(), change.table) != tables.end() &&
               isAnyPart([&](const std::string&, const std::string& districts) { return isAmongOurs(districts); });
    }

    bool isTheValue(const json& row) const
    {
        return textIn(row, "indicator_id") == value_.indicatorId &&
               textIn(row, "district_code") == value_.districtCode &&
               row.value("fiscal_year", json()) == json(value_.year.year) &&
               textIn(row, "series") == code(value_.series);
    }

    const RecordsUsed& used_;
    const IndicatorValue& value_;
    Districts districtOfBlock_;
    Districts districtOfFacility_;
    std::map<std::string, Districts> districtsOfRow_;  // by table; several codes joined by ";"
    bool knowsDistricts_ = true;                       // of every record, so far back
};

}  // namespace

Result<std::optional<JournalEntry>> lastChangeOf(std::span<const JournalEntry> newestFirst, const Snapshot& present,
                                                 const RecordsUsed& used, const IndicatorValue& value)
{
    if (newestFirst.empty())
        return std::nullopt;
    Trail trail(present, used, value);
    for (const JournalEntry& entry : newestFirst) {
        // A step and its undoing leave what was before; so do an undoing and its redoing.
        if (!entry.isInForce || entry.reverts)
            continue;
        const auto touched = trail.touches(entry);
        if (!touched)
            return fail(ErrorKind::BadFormat, {"store.bad_step", {std::to_string(entry.id)}});
        if (*touched)
            return entry;
    }
    return newestFirst.back();
}

Result<std::vector<std::int64_t>> stepsThatTouch(std::span<const JournalEntry> newestFirst, const Snapshot& present,
                                                 const RecordsUsed& used, const IndicatorValue& value)
{
    std::vector<std::int64_t> steps;
    if (newestFirst.empty())
        return steps;
    Trail trail(present, used, value);
    for (const JournalEntry& entry : newestFirst) {
        const auto touched = trail.touches(entry);
        if (!touched)
            return fail(ErrorKind::BadFormat, {"store.bad_step", {std::to_string(entry.id)}});
        if (*touched || entry.id == newestFirst.back().id)
            steps.push_back(entry.id);
    }
    return steps;
}

}  // namespace chiiki
