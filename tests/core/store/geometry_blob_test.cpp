#include <catch2/catch.hpp>

#include <random>

#include "core/store/connection.h"
#include "core/store/geometry_blob.h"

using namespace chiiki;
using namespace chiiki::store;

namespace {

std::span<const std::byte> bytesOf(const std::string& blob)
{
    return std::as_bytes(std::span(blob));
}

std::string asText(Connection& connection, const std::string& blob)
{
    SQLite::Statement statement(connection.db(), "SELECT AsText(?1) || ' ' || Srid(?1) || ' ' || IsValid(?1)");
    statement.bind(1, blob.data(), static_cast<int>(blob.size()));
    statement.executeStep();
    return statement.getColumn(0).getString();
}

const MultiPolygon areaWithHole = {{{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{1, 1}, {1, 2}, {2, 2}, {1, 1}}}},
                                   {{{{10, 0}, {11, 0}, {11, 1}, {10, 0}}}}};

}  // namespace

TEST_CASE("SpatiaLite reads the geometries that we write, and we read its", "[geometry_blob]")
{
    Connection connection(":memory:", Connection::Use::Create);
    connection.needSpatialFunctions();
    CHECK(asText(connection, encodeGeometry(Point{131.5, 34.25})) == "POINT(131.5 34.25) 6668 1");
    CHECK(asText(connection, encodeGeometry(areaWithHole)) ==
          "MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1)), ((10 0, 11 0, 11 1, 10 0))) 6668 1");
    CHECK(asText(connection, encodeGeometry(MultiLineString{{{0, 0}, {1, 2}}, {{3, 4}, {5, 6}, {7, 8}}})) ==
          "MULTILINESTRING((0 0, 1 2), (3 4, 5 6, 7 8)) 6668 1");

    SQLite::Statement theirs(connection.db(), "SELECT GeomFromText(?, 6668)");
    theirs.bind(1, "MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1)), ((10 0, 11 0, 11 1, 10 0)))");
    REQUIRE(theirs.executeStep());
    CHECK(theirs.getColumn(0).getString() == encodeGeometry(areaWithHole));
}

TEST_CASE("a geometry cut anywhere, or with a byte changed, never reads beyond its end", "[geometry_blob]")
{
    const std::string whole = encodeGeometry(areaWithHole);
    MultiPolygon area;
    for (std::size_t kept = 0; kept < whole.size(); ++kept) {
        CHECK_THROWS_AS(decodeGeometry(bytesOf(whole.substr(0, kept)), area), BadGeometryBlob);
        // With the end mark in place only the inner counts can tell.
        if (kept + 1 < whole.size())
            CHECK_THROWS_AS(decodeGeometry(bytesOf(whole.substr(0, kept) + '\xFE'), area), BadGeometryBlob);
    }
    std::mt19937 random(20240401);
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        std::string changed = whole;
        changed[random() % changed.size()] = static_cast<char>(random());
        try {
            decodeGeometry(bytesOf(changed), area);
        } catch (const BadGeometryBlob&) {
            ++refused;
        }
    }
    CHECK(refused > 100);
    Point place;
    CHECK_THROWS_AS(decodeGeometry(bytesOf(whole), place), BadGeometryBlob);
}
