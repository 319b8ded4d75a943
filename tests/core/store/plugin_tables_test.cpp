#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <random>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/store/workspace.h"
#include "tests/core/store/store_fixture.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const Message said{"store.created", {}};

Workspace madeWorkspace(const std::string& path, const Snapshot& content = gridCity(2, 2, 2))
{
    auto made = Workspace::create(path, content, stampOf());
    if (!made)
        FAIL(describe(made.error(), Language::English));
    return *std::move(made);
}

SnapshotPtr committed(Workspace& workspace, std::vector<PluginTable> tables)
{
    Snapshot next = **workspace.snapshot();
    next.pluginTables = std::move(tables);
    auto made = workspace.commit(next, said, stampOf());
    if (!made)
        FAIL(describe(made.error(), Language::English));
    return *made;
}

std::vector<PluginTable> tablesInFile(const std::string& path)
{
    auto opened = Workspace::open(path, Access::ReadOnly);
    REQUIRE(opened);
    const auto read = opened->snapshot();
    if (!read)
        FAIL(describe(read.error(), Language::English));
    return (*read)->pluginTables;
}

PluginTable awards(std::vector<std::pair<std::string, double>> amounts)
{
    PluginTable table{"grants", "award", {{"amount", FieldType::Yen}}, {}};
    for (const auto& [uid, amount] : amounts) {
        PluginRow& row = table.rows.emplace_back();
        row.uid = uid;
        row.values = {amount};
        row.sourceId = "entered";
        row.placement = Placement::in("01");
        row.districtCodes = {"01"};
    }
    return table;
}

/// Random content for one of a few tables, columns in random choice and order, types of a column random too.
class RandomTables {
public:
    explicit RandomTables(unsigned seed)
        : random_(seed)
    {
    }

    std::vector<PluginTable> next()
    {
        std::vector<PluginTable> tables;
        for (const char* id : {"award", "scheme"})
            if (below(5) > 0)
                tables.push_back(table(id));
        return tables;
    }

private:
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

    PluginTable table(const std::string& id)
    {
        static constexpr FieldType types[] = {FieldType::Text, FieldType::Code, FieldType::Yen, FieldType::Decimal};
        PluginTable made{"grants", id, {}, {}};
        for (const char* column : {"select", "status", "amount", "note"})
            if (below(4) > 0)
                made.columns.push_back({column, types[below(4)]});
        std::shuffle(made.columns.begin(), made.columns.end(), random_);
        for (int uid = 0; uid < 6; ++uid) {
            if (below(2) == 0)
                continue;
            PluginRow& row = made.rows.emplace_back();
            row.uid = "r" + std::to_string(uid);
            row.sourceId = below(2) ? "entered" : "grants." + id;
            row.sourceRow = below(3);
            for (const PluginColumn& column : made.columns)
                row.values.push_back(value(column.type));
            row.isRemoved = below(4) == 0;
            if (below(2)) {
                row.districtCodes = {"01", "02"};
                row.placement = Placement::in("01");
            } else {
                row.placement = Placement::unplaced("store.created");
            }
        }
        return made;
    }

    FieldValue value(FieldType type)
    {
        if (below(4) == 0)
            return {};
        if (isNumeric(type))
            return below(1000) / 8.0;
        return std::string(below(2) ? "00" : "文") + std::to_string(below(3));
    }

    std::mt19937 random_;
};

}  // namespace

TEST_CASE("rows of plugins come back cell by cell, codes with their zeros, absent cells absent", "[plugin_tables]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    {
        Workspace workspace = madeWorkspace(path);
        committed(workspace, {fullPluginTable()});
    }
    CHECK(tablesInFile(path) == std::vector{fullPluginTable()});
}

TEST_CASE("a table of a plugin is a plain table that any program can read", "[plugin_tables]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    {
        Workspace workspace = madeWorkspace(path);
        committed(workspace, {fullPluginTable()});
    }
    SQLite::Database db(path);
    SQLite::Statement row(db, "SELECT typeof(code), code, typeof(amount), amount, district_code, fiscal_year, "
                              "fiscal_year_field, status, status_field, status_field_field, \"order\" "
                              "FROM grants__award WHERE row_uid = 'A1' AND source_id = 'grants.award'");
    REQUIRE(row.executeStep());
    CHECK(row.getColumn(0).getString() == "text");
    CHECK(row.getColumn(1).getString() == "007");
    CHECK(row.getColumn(2).getString() == "integer");
    CHECK(row.getColumn(3).getInt() == 200000);
    CHECK(row.getColumn(4).getString() == "01;02");
    CHECK(row.getColumn(5).getInt() == 2024);
    CHECK(row.getColumn(6).getInt() == 2024);
    CHECK(row.getColumn(7).getString() == "sample");
    CHECK(row.getColumn(8).getString() == "01");
    CHECK(row.getColumn(9).getString() == "01;02");
    CHECK(row.getColumn(10).getString() == "\"引用\", ㈱①髙");
}

TEST_CASE("an edited row is one small step of the journal, and undone exactly", "[plugin_tables]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    Workspace workspace = madeWorkspace(path);
    committed(workspace, {awards({{"a", 1}, {"b", 2}})});
    committed(workspace, {awards({{"a", 1}, {"b", 5}, {"c", 3}})});
    const auto journal = workspace.journal(1);
    REQUIRE(journal);
    CHECK(journal->front().before == R"({"grants__award":[{"amount":2.0,"row_uid":"b","source_id":"entered"}]})");
    CHECK(journal->front().after ==
          R"({"grants__award":[{"amount":5.0,"row_uid":"b","source_id":"entered"},)"
          R"({"amount":3.0,"district_code":"01","is_removed":0,"placement":"district","row_uid":"c",)"
          R"("source_id":"entered","source_row":0,"status":"official"}]})");
    REQUIRE(workspace.undoLast(stampOf()));
    CHECK(tablesInFile(path) == std::vector{awards({{"a", 1}, {"b", 2}})});
    REQUIRE(workspace.undoLast(stampOf()));
    CHECK(tablesInFile(path).empty());
    REQUIRE(workspace.redoLast(stampOf()));
    CHECK(tablesInFile(path) == std::vector{awards({{"a", 1}, {"b", 2}})});
    CHECK_FALSE(workspace.commit(**workspace.snapshot(), said, stampOf()).value() == nullptr);
}

TEST_CASE("a new field adds a column, and undoing takes it away again", "[plugin_tables]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    Workspace workspace = madeWorkspace(path);
    const PluginTable before = awards({{"a", 1}, {"b", 2}});
    committed(workspace, {before});
    PluginTable after = before;
    after.columns.push_back({"note", FieldType::Text});
    after.rows[0].values.emplace_back("0123");
    after.rows[1].values.emplace_back();
    CHECK(committed(workspace, {after})->pluginTables == std::vector{after});
    CHECK(tablesInFile(path) == std::vector{after});
    REQUIRE(workspace.undoLast(stampOf()));
    CHECK(tablesInFile(path) == std::vector{before});
    REQUIRE(workspace.redoLast(stampOf()));
    CHECK(tablesInFile(path) == std::vector{after});
}

TEST_CASE("any changes of tables, columns and rows are written and undone exactly", "[plugin_tables]")
{
    for (unsigned seed = 0; seed < 12; ++seed) {
        CAPTURE(seed);
        const TemporaryFolder folder;
        const std::string path = folder / "a.chiiki";
        Workspace workspace = madeWorkspace(path);
        RandomTables random(seed);
        std::vector<std::vector<PluginTable>> states = {{}};
        for (int step = 0; step < 6; ++step) {
            auto tables = random.next();
            if (tables == states.back())
                continue;
            committed(workspace, tables);
            REQUIRE(tablesInFile(path) == tables);
            states.push_back(std::move(tables));
        }
        for (std::size_t i = states.size() - 1; i > 0; --i) {
            REQUIRE(workspace.undoLast(stampOf()));
            REQUIRE(tablesInFile(path) == states[i - 1]);
        }
        for (std::size_t i = 1; i < states.size(); ++i) {
            REQUIRE(workspace.redoLast(stampOf()));
            REQUIRE(tablesInFile(path) == states[i]);
        }
    }
}

TEST_CASE("names that are no ids and cells that are not of their type are refused, and nothing is written",
          "[plugin_tables]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    Workspace workspace = madeWorkspace(path);
    std::vector<PluginTable> bad;
    for (const char* id : {"", "Award", "1a", "a b", "a]; DROP TABLE district; --", "a__b", "賞"}) {
        bad.push_back(awards({{"a", 1}}));
        bad.back().tableId = id;
        bad.push_back(awards({{"a", 1}}));
        bad.back().pluginId = id;
        if (std::string(id) == "a__b")
            continue;
        bad.push_back(awards({{"a", 1}}));
        bad.back().columns[0].id = id;
    }
    for (const FieldValue& value : {FieldValue("007"), FieldValue(std::nan(""))}) {
        bad.push_back(awards({{"a", 1}}));
        bad.back().rows[0].values[0] = value;
    }
    bad.push_back(awards({{"a", 1}}));
    bad.back().columns[0].type = FieldType::Code;
    bad.push_back(awards({{"a", 1}}));
    bad.back().rows[0].values.clear();
    bad.push_back(awards({{"a", 1}, {"a", 2}}));
    for (const PluginTable& table : bad) {
        CAPTURE(table.pluginId, table.tableId, table.columns[0].id);
        Snapshot next = **workspace.snapshot();
        next.pluginTables = {table};
        const auto made = workspace.commit(next, said, stampOf());
        REQUIRE_FALSE(made);
        CHECK(made.error().message.code == "store.row_refused");
    }
    CHECK(tablesInFile(path).empty());
    CHECK((*workspace.snapshot())->districts.size() == 2);
}

TEST_CASE("a catalogue that another program spoiled is told, never run as SQL", "[plugin_tables]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    {
        Workspace workspace = madeWorkspace(path);
        committed(workspace, {awards({{"a", 1}})});
    }
    const auto [sql, code] = GENERATE(table<std::string, std::string>({
        {"UPDATE plugin_table SET table_id = 'a]; DROP TABLE district; --'", "store.bad_row"},
        {"UPDATE plugin_table SET columns = '[[\"a] b\",\"yen\"]]'", "store.bad_row"},
        {"UPDATE plugin_table SET columns = '[[\"amount\",\"gold\"]]'", "store.bad_row"},
        {"UPDATE plugin_table SET columns = '[[\"amount\"]]'", "store.bad_row"},
        {"UPDATE plugin_table SET columns = '[[\"missing\",\"yen\"]]'", "store.sqlite"},
        {"UPDATE grants__award SET amount = 'many'", "store.bad_row"},
        {"UPDATE grants__award SET placement = 'nowhere'", "store.bad_row"},
        {"DROP TABLE grants__award", "store.sqlite"},
    }));
    CAPTURE(sql);
    {
        SQLite::Database db(path, SQLite::OPEN_READWRITE);
        db.exec(sql);
    }
    auto opened = Workspace::open(path, Access::ReadOnly);
    REQUIRE(opened);
    const auto read = opened->snapshot();
    REQUIRE_FALSE(read);
    CHECK(read.error().message.code == code);
    SQLite::Database db(path);
    CHECK(db.execAndGet("SELECT count(*) FROM district").getInt() == 2);
}
