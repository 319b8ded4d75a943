#include <catch2/catch.hpp>

#include <random>

#include "core/store/connection.h"
#include "core/store/spatial_index.h"
#include "core/store/tables.h"
#include "tests/core/store/store_fixture.h"

using namespace chiiki;
using namespace chiiki::store;
using namespace chiiki::test;

namespace {

Snapshot cityWithFacilities(int count)
{
    Snapshot city = gridCity(2, 2, 1);
    city.facilities.clear();
    std::mt19937 random(7);
    std::uniform_real_distribution<double> lon(130.9, 131.9), lat(33.8, 34.5);
    for (int i = 0; i < count; ++i) {
        Facility facility;
        facility.id = "f" + std::to_string(i);
        facility.kind = "clinic";
        facility.sourceId = "grid";
        // Every tenth has no place, and every seventh stands where another does.
        if (i % 10 != 9)
            facility.place = i % 7 == 6 ? Point{131.5, 34.1} : Point{lon(random), lat(random)};
        city.facilities.push_back(facility);
    }
    return city;
}

std::int64_t placed(const Snapshot& city, const Point& low, const Point& high)
{
    std::int64_t count = 0;
    for (const Facility& facility : city.facilities)
        count += facility.place && facility.place->x >= low.x && facility.place->x <= high.x &&
                 facility.place->y >= low.y && facility.place->y <= high.y;
    return count;
}

}  // namespace

TEST_CASE("the spatial index that is made at once is whole, finds what lies in a box, and takes further rows",
          "[index]")
{
    // Around the 45 and 51 cells that a node has, two and three levels, and more of them than one slice.
    const int count = GENERATE(0, 1, 45, 49, 50, 51, 57, 60, 2200, 4000);
    CAPTURE(count);
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    const Snapshot city = cityWithFacilities(count);
    REQUIRE(Workspace::create(path, city, stampOf()));
    Connection connection(path, Connection::Use::Write);
    connection.needSpatialFunctions();
    SQLite::Database& db = connection.db();
    const auto checkWhole = [&] {
        CHECK(db.execAndGet("SELECT rtreecheck('idx_facility_place')").getString() == "ok");
        CHECK(connection.integer("SELECT CheckSpatialIndex('facility', 'place')") == 1);
    };
    checkWhole();
    for (const auto& [low, high] :
         {std::pair{Point{131.0, 33.9}, Point{131.2, 34.0}}, std::pair{Point{131.4, 34.05}, Point{131.6, 34.15}},
          std::pair{Point{130.0, 33.0}, Point{132.0, 35.0}}, std::pair{Point{0, 0}, Point{1, 1}}}) {
        SQLite::Statement found(db, "SELECT count(*) FROM facility WHERE uid IN (SELECT pkid FROM idx_facility_place "
                                    "WHERE xmax >= ? AND xmin <= ? AND ymax >= ? AND ymin <= ?) AND "
                                    "X(place) BETWEEN ?1 AND ?2 AND Y(place) BETWEEN ?3 AND ?4");
        found.bind(1, low.x);
        found.bind(2, high.x);
        found.bind(3, low.y);
        found.bind(4, high.y);
        REQUIRE(found.executeStep());
        CHECK(found.getColumn(0).getInt64() == placed(city, low, high));
    }

    // Then SQLite's own way of adding and removing goes on with it.
    SQLite::Transaction transaction(db);
    db.exec("INSERT INTO facility (source_id, kind, id, placement, source_row, place) "
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
            "SELECT 'more', 'clinic', i, 'unplaced', 0, MakePoint(131 + i / 1000.0, 34, 6668) FROM n");
    db.exec("DELETE FROM facility WHERE uid % 3 = 0");
    checkWhole();
    // And it can be made anew over what is there.
    makeSpatialIndex(connection, "facility", "place");
    checkWhole();
    transaction.commit();
}
