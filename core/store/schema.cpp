#include "core/store/schema.h"

#include <array>

#include <nlohmann/json.hpp>

#include "core/geo/crs.h"
#include "core/store/rows.h"

namespace chiiki::store {
namespace {

// Every table has a `uid`: the geometry columns' spatial index goes by it, and an implicit row number could change when
// the file is vacuumed. NULL stands for what is absent or not known, never 0 and never an empty text.
constexpr const char* tablesOfVersion1 = R"sql(
CREATE TABLE setting (
    uid INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    value TEXT
);
CREATE TABLE source_edition (
    uid INTEGER PRIMARY KEY,
    source_id TEXT NOT NULL UNIQUE,
    title_ja TEXT, title_en TEXT,
    publisher TEXT, licence TEXT, credit TEXT,
    file_name TEXT, sha256 TEXT, as_of TEXT, encoding TEXT, crs TEXT,
    limits_ja TEXT, limits_en TEXT,
    rows_in_districts REAL NOT NULL, rows_outside REAL NOT NULL, rows_unplaced REAL NOT NULL,
    rows_in_source REAL NOT NULL
);
CREATE TABLE district (
    uid INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT, kana TEXT, romaji TEXT, municipality TEXT,
    valid_from TEXT, valid_to TEXT,
    tile_column INTEGER, tile_row INTEGER
);
CREATE TABLE demand_area (
    uid INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    town TEXT, district_code TEXT,
    people INTEGER NOT NULL, households INTEGER NOT NULL,
    is_town_split INTEGER NOT NULL, confidence TEXT,
    source_id TEXT
);
CREATE TABLE facility_kind (
    uid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title_ja TEXT, title_en TEXT,
    glyph TEXT,
    sort_order INTEGER NOT NULL
);
CREATE TABLE facility (
    uid INTEGER PRIMARY KEY,
    source_id TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    name TEXT, kana TEXT, address TEXT,
    placement TEXT NOT NULL, district_code TEXT, placement_reason TEXT,
    capacity INTEGER,
    attributes TEXT,
    opened TEXT, closed TEXT,
    source_row INTEGER NOT NULL,
    UNIQUE (source_id, kind, id)
);
CREATE TABLE route (
    uid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    lines TEXT, operator TEXT,
    runs_per_day REAL,
    data_year INTEGER NOT NULL,
    source_id TEXT
);
CREATE TABLE stop (
    uid INTEGER PRIMARY KEY,
    source_id TEXT NOT NULL, id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT, lines TEXT, operator TEXT,
    runs_per_day REAL, passengers_per_day REAL,
    data_year INTEGER NOT NULL,
    placement TEXT NOT NULL, district_code TEXT, placement_reason TEXT,
    source_row INTEGER NOT NULL,
    UNIQUE (source_id, id)
);
CREATE TABLE taxi_district (
    uid INTEGER PRIMARY KEY,
    district_code TEXT NOT NULL, sub_area TEXT NOT NULL, fiscal_year INTEGER NOT NULL,
    source_id TEXT, citation TEXT,
    UNIQUE (district_code, sub_area, fiscal_year)
);
CREATE TABLE measure (
    uid INTEGER PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    code TEXT, parent_code TEXT, kind TEXT, number TEXT, name TEXT,
    linked_code TEXT, link_basis TEXT,
    source_id TEXT, citation TEXT
);
CREATE TABLE indicator (
    uid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title_ja TEXT, title_en TEXT,
    unit TEXT, kind TEXT NOT NULL, direction TEXT NOT NULL,
    decimals INTEGER NOT NULL, is_city_only INTEGER NOT NULL,
    breaks TEXT, ramp TEXT
);
CREATE TABLE indicator_value (
    uid INTEGER PRIMARY KEY,
    indicator_id TEXT NOT NULL, district_code TEXT NOT NULL, fiscal_year INTEGER NOT NULL, series TEXT NOT NULL,
    value REAL, absence TEXT,
    status TEXT NOT NULL,
    source_id TEXT, note TEXT,
    UNIQUE (indicator_id, district_code, fiscal_year, series),
    CHECK ((value IS NULL) <> (absence IS NULL))
);
CREATE TABLE finding (
    uid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    severity TEXT NOT NULL,
    district_code TEXT, fiscal_year INTEGER,
    text_ja TEXT, text_en TEXT, action_ja TEXT, action_en TEXT,
    source_id TEXT, source_row INTEGER NOT NULL
);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    what TEXT NOT NULL,
    arguments TEXT NOT NULL,
    edition TEXT,
    reverts INTEGER REFERENCES journal (id),
    before TEXT,
    after TEXT
);
)sql";

struct GeometryColumn {
    const char* table;
    const char* column;
    const char* kind;
};

constexpr GeometryColumn geometriesOfVersion1[] = {
    {"district", "outline", "MULTIPOLYGON"},
    {"demand_area", "outline", "MULTIPOLYGON"},
    {"demand_area", "representative_point", "POINT"},
    {"facility", "place", "POINT"},
    {"route", "path", "MULTILINESTRING"},
    {"stop", "place", "POINT"},
    {"finding", "place", "POINT"},
};

/// For SpatiaLite's functions that tell of failure by returning 0.
void callSpatial(Connection& connection, const std::string& call)
{
    if (connection.integer("SELECT " + call) != 1)
        throw SQLite::Exception("SpatiaLite refused " + call);
}

void createTables(Connection& connection)
{
    callSpatial(connection, "InitSpatialMetaData('NONE')");
    callSpatial(connection, "InsertEpsgSrid(" + std::to_string(storedEpsg) + ")");
    connection.db().exec(tablesOfVersion1);
    for (const auto& [table, column, kind] : geometriesOfVersion1) {
        const std::string name = std::string("'") + table + "', '" + column + "'";
        callSpatial(connection,
                    "AddGeometryColumn(" + name + ", " + std::to_string(storedEpsg) + ", '" + kind + "', 'XY')");
        callSpatial(connection, "CreateSpatialIndex(" + name + ")");
    }
    connection.db().exec("PRAGMA application_id=" + std::to_string(applicationId));
}

// The tables `<plugin>__<table>` themselves are made when the first row comes: see plugin_rows.h.
constexpr const char* pluginTablesOfVersion2 = R"sql(
CREATE TABLE plugin_table (
    uid INTEGER PRIMARY KEY,
    plugin_id TEXT NOT NULL, table_id TEXT NOT NULL,
    columns TEXT,
    UNIQUE (plugin_id, table_id)
);
ALTER TABLE source_edition ADD COLUMN rows_repeated REAL NOT NULL DEFAULT 0;
)sql";

void addPluginTables(Connection& connection)
{
    connection.db().exec(pluginTablesOfVersion2);
}

// Of a step: the date of the content from then on, what it did to tables whose rows are packed, and those rows.
constexpr const char* pastOfVersion3 = R"sql(
ALTER TABLE journal ADD COLUMN as_of TEXT;
ALTER TABLE journal ADD COLUMN bulk TEXT;
CREATE TABLE journal_rows (
    uid INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES journal (id),
    side TEXT NOT NULL,
    table_name TEXT NOT NULL,
    columns TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    packed BLOB NOT NULL
);
CREATE INDEX journal_rows_entry ON journal_rows (entry);
)sql";

bool isOfSettingsAlone(const std::string& text)
{
    const auto tables = nlohmann::json::parse(text.empty() ? "{}" : text, nullptr, false);
    if (!tables.is_object())
        return false;
    for (const auto& [table, rows] : tables.items()) {
        if (table != Table<Setting>::name)
            return false;
        for (const auto& row : rows)
            if (!row.value("key", std::string()).starts_with(settingPrefix))
                return false;
    }
    return true;
}

/// The dates of the content after each step, which files before did not keep. That of the creation is known only where
/// nothing came after it.
void addPast(Connection& connection)
{
    connection.db().exec(pastOfVersion3);
    const std::int64_t newest = connection.integer("SELECT ifnull(max(id), 0) FROM journal");
    SQLite::Statement steps(connection.db(),
                            "SELECT id, before, after, strftime('%Y-%m-%d', at, 'localtime'), "
                            "(SELECT value FROM setting WHERE key = 'as_of') FROM journal ORDER BY id");
    SQLite::Statement update(connection.db(), "UPDATE journal SET as_of = ? WHERE id = ?");
    std::string asOf;
    for (bool isFirst = true; steps.executeStep(); isFirst = false) {
        const std::string before = steps.getColumn(1).getString();
        const std::string after = steps.getColumn(2).getString();
        if (steps.getColumn(0).getInt64() == newest)
            asOf = steps.getColumn(4).getString();
        else if (!isFirst && !(isOfSettingsAlone(before) && isOfSettingsAlone(after)))
            asOf = steps.getColumn(3).getString();
        if (asOf.empty())
            continue;
        update.bind(1, asOf);
        update.bind(2, steps.getColumn(0).getInt64());
        update.exec();
        update.reset();
    }
}

constexpr std::array steps{Migration{1, createTables}, Migration{2, addPluginTables}, Migration{3, addPast}};

}  // namespace

std::span<const Migration> migrations()
{
    return steps;
}

int versionOf(std::span<const Migration> list)
{
    return list.empty() ? 0 : list.back().toVersion;
}

void migrate(Connection& connection, std::span<const Migration> list)
{
    connection.needSpatialFunctions();
    SQLite::Transaction transaction(connection.db(), SQLite::TransactionBehavior::IMMEDIATE);
    // Asked inside the transaction: another process may have brought the file forward meanwhile.
    const std::int64_t version = connection.integer("PRAGMA user_version");
    for (const Migration& step : list) {
        if (step.toVersion <= version)
            continue;
        step.apply(connection);
        connection.db().exec("PRAGMA user_version=" + std::to_string(step.toVersion));
    }
    transaction.commit();
}

void registerCrs(Connection& connection, int epsg)
{
    SQLite::Statement known(connection.db(), "SELECT count(*) FROM spatial_ref_sys WHERE srid = ?");
    known.bind(1, epsg);
    if (known.executeStep() && known.getColumn(0).getInt() == 0)
        connection.integer("SELECT InsertEpsgSrid(" + std::to_string(epsg) + ")");
}

}  // namespace chiiki::store
