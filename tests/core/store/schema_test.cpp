#include <catch2/catch.hpp>

#include <array>
#include <set>

#include "core/store/guard.h"
#include "core/store/schema.h"
#include "core/store/tables.h"
#include "core/store/workspace.h"
#include "tests/core/store/store_fixture.h"

using namespace chiiki;
using namespace chiiki::store;
using namespace chiiki::test;

namespace {

constexpr int presentVersion = 3;

/// A file as the first version of the program left it: with an edition, a district and the step that made them.
void makeFileOfVersion1(const std::string& path)
{
    Connection connection(path, Connection::Use::Create);
    migrate(connection, migrations().first(1));
    connection.db().exec("INSERT INTO setting (key, value) VALUES ('city_code', '352039'), ('as_of', '2024-04-01');"
                         "INSERT INTO source_edition (source_id, rows_in_districts, rows_outside, rows_unplaced, "
                         "rows_in_source) VALUES ('census', 1, 2, 3.5, 6.5);"
                         "INSERT INTO district (code, name) VALUES ('01', '大殿');"
                         "INSERT INTO journal (at, author, what, arguments) VALUES ('2024-04-01T00:00:00Z', "
                         "'協働推進課', 'store.created', '[]')");
}

void addHeight(Connection& connection)
{
    connection.db().exec("ALTER TABLE district ADD COLUMN height_m REAL");
}

void fillHeight(Connection& connection)
{
    connection.db().exec("UPDATE district SET height_m = 12.5");
}

void stumble(Connection& connection)
{
    connection.db().exec("UPDATE district SET height_m = -1");
    connection.db().exec("INSERT INTO no_such_table VALUES (1)");
}

std::vector<Migration> stepsOf(std::initializer_list<Migration> later)
{
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.insert(steps.end(), later);
    return steps;
}

}  // namespace

TEST_CASE("a file is brought forward step by step, its content kept", "[schema]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    REQUIRE(Workspace::create(path, gridCity(3, 3, 2), stampOf()));
    Connection connection(path, Connection::Use::Write);
    CHECK(connection.integer("PRAGMA user_version") == presentVersion);
    const Snapshot before = readAll(connection);

    const auto steps = stepsOf({{presentVersion + 1, addHeight}, {presentVersion + 2, fillHeight}});
    CHECK(versionOf(steps) == presentVersion + 2);
    migrate(connection, steps);
    CHECK(connection.integer("PRAGMA user_version") == presentVersion + 2);
    CHECK(connection.integer("SELECT count(*) FROM district WHERE height_m = 12.5") == 2);
    CHECK(readAll(connection) == before);

    // Done steps are not done again.
    connection.db().exec("UPDATE district SET height_m = 1");
    migrate(connection, steps);
    CHECK(connection.integer("SELECT count(*) FROM district WHERE height_m = 1") == 2);
}

TEST_CASE("a file of version 1 opens, holds what it held, and takes rows of plugins", "[schema]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    makeFileOfVersion1(path);
    auto workspace = Workspace::open(path, Access::ReadWrite, stampOf());
    REQUIRE(workspace);
    const auto read = workspace->snapshot();
    REQUIRE(read);
    CHECK((*read)->asOf == "2024-04-01");
    REQUIRE((*read)->districts.size() == 1);
    CHECK((*read)->districts[0].name == "大殿");
    REQUIRE((*read)->sources.size() == 1);
    CHECK((*read)->sources[0].rows == Reconciliation{1, 2, 3.5, 6.5, 0});
    CHECK((*read)->pluginTables.empty());

    Snapshot next = **read;
    next.pluginTables = {fullPluginTable()};
    REQUIRE(workspace->commit(next, {"store.created", {}}, stampOf()));
    const auto again = Workspace::open(path, Access::ReadOnly)->snapshot();
    REQUIRE(again);
    CHECK((*again)->pluginTables == next.pluginTables);
}

TEST_CASE("a migration that fails leaves the old version, whole", "[schema]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    REQUIRE(Workspace::create(path, gridCity(3, 3, 2), stampOf()));
    Connection connection(path, Connection::Use::Write);
    const Snapshot before = readAll(connection);
    CHECK_THROWS_AS(migrate(connection, stepsOf({{presentVersion + 1, addHeight}, {presentVersion + 2, stumble}})),
                    SQLite::Exception);
    CHECK(connection.integer("PRAGMA user_version") == presentVersion);
    CHECK(connection.integer("SELECT count(*) FROM pragma_table_info('district') WHERE name = 'height_m'") == 0);
    CHECK(readAll(connection) == before);
}

TEST_CASE("the tables have exactly the columns that the model is written into", "[schema]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    const Snapshot content = gridCity(2, 2, 1);
    REQUIRE(Workspace::create(path, content, stampOf()));
    Connection connection(path, Connection::Use::Read);
    RowLists(content).forEach([&]<typename T>(std::span<const T>) {
        CAPTURE(Table<T>::name);
        std::set<std::string> written = {"uid"};
        for (const ColumnInfo& column : columnsOf<T>())
            CHECK(written.insert(column.name).second);
        std::set<std::string> present;
        SQLite::Statement statement(connection.db(), "SELECT name FROM pragma_table_info(?)");
        statement.bind(1, Table<T>::name);
        while (statement.executeStep())
            present.insert(statement.getColumn(0).getString());
        CHECK(written == present);
    });
}
