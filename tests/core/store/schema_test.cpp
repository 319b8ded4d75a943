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

TEST_CASE("a file of version 1 is brought forward step by step, its content kept", "[schema]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    REQUIRE(Workspace::create(path, gridCity(3, 3, 2), stampOf()));
    Connection connection(path, Connection::Use::Write);
    CHECK(connection.integer("PRAGMA user_version") == 1);
    const Snapshot before = readAll(connection);

    const auto steps = stepsOf({{2, addHeight}, {3, fillHeight}});
    CHECK(versionOf(steps) == 3);
    migrate(connection, steps);
    CHECK(connection.integer("PRAGMA user_version") == 3);
    CHECK(connection.integer("SELECT count(*) FROM district WHERE height_m = 12.5") == 2);
    CHECK(readAll(connection) == before);

    // Done steps are not done again.
    connection.db().exec("UPDATE district SET height_m = 1");
    migrate(connection, steps);
    CHECK(connection.integer("SELECT count(*) FROM district WHERE height_m = 1") == 2);
}

TEST_CASE("a migration that fails leaves the old version, whole", "[schema]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    REQUIRE(Workspace::create(path, gridCity(3, 3, 2), stampOf()));
    Connection connection(path, Connection::Use::Write);
    const Snapshot before = readAll(connection);
    CHECK_THROWS_AS(migrate(connection, stepsOf({{2, addHeight}, {3, stumble}})), SQLite::Exception);
    CHECK(connection.integer("PRAGMA user_version") == 1);
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
