#include "core/io/topojson.h"

#include <random>

#include <catch2/catch.hpp>

using namespace chiiki;

namespace {

Ring square(double x, double y, double size)
{
    return {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}};
}

double twiceArea(const Ring& ring)
{
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        sum += ring[i - 1].x * ring[i].y - ring[i].x * ring[i - 1].y;
    return std::abs(sum);
}

Error failure(std::string_view text)
{
    const auto objects = parseTopojson(text, "a.topojson");
    REQUIRE_FALSE(objects);
    CHECK(objects.error().where == "a.topojson");
    return objects.error();
}

}  // namespace

TEST_CASE("two neighbours share one arc and come back with the same vertices", "[topojson]")
{
    const MultiPolygon west{{{square(131, 34, 0.25)}}}, east{{{square(131.25, 34, 0.25)}}};
    const std::string text = topojsonText({{"d", {"01", "02"}, {west, east}}});
    const auto objects = parseTopojson(text, "a");
    REQUIRE(objects);
    REQUIRE(objects->size() == 1);
    CHECK(objects->front().ids == std::vector<std::string>{"01", "02"});
    // Three arcs: the outer part of each and the border between them.
    CHECK(std::count(text.begin(), text.end(), '\n') - 4 - 2 - 3 == 3);
    for (std::size_t i = 0; i < 2; ++i) {
        const Ring& ring = objects->front().areas[i].front().rings.front();
        CHECK(ring.size() == 5);
        CHECK(ring.front() == ring.back());
        CHECK(twiceArea(ring) == Approx(2 * 0.0625));
    }
    CHECK(topojsonText(*objects) == text);
}

TEST_CASE("a hole and a second part come back as they were", "[topojson]")
{
    const MultiPolygon area{{{square(131, 34, 1), square(131.25, 34.25, 0.25)}}, {{square(133, 34, 0.5)}}};
    const auto objects = parseTopojson(topojsonText({{"d", {"01"}, {area}}}), "a");
    REQUIRE(objects);
    const MultiPolygon& back = objects->front().areas.front();
    REQUIRE(back.size() == 2);
    CHECK(back[0].rings.size() == 2);
    CHECK(twiceArea(back[0].rings[1]) == Approx(2 * 0.0625));
}

TEST_CASE("TopoJSON of others is read: no transform, type after arcs, numbers as ids, unknown parts", "[topojson]")
{
    const auto plain = parseTopojson(
        R"({"type":"Topology","bbox":[0,0,1,1],"arcs":[[[0,0],[1,0],[1,1],[0,0]]],
            "objects":{"a":{"type":"GeometryCollection","x":[{"arcs":[9]}],"geometries":[
            {"arcs":[[0]],"type":"Polygon","id":7,"properties":{"arcs":[[5]],"id":"no"}}]}}})",
        "a");
    REQUIRE(plain);
    CHECK(plain->front().ids.front() == "7");
    CHECK(plain->front().areas.front().front().rings.front().size() == 4);
    const auto scaled = parseTopojson(
        R"({"type":"Topology","arcs":[[[0,0],[2,0],[0,2],[-2,-2]]],"objects":{"a":{"type":"GeometryCollection",
            "geometries":[{"type":"MultiPolygon","id":"x","arcs":[[[-1]]]}]}},"transform":{"scale":[0.5,0.5],"translate":[10,20]}})",
        "a");
    REQUIRE(scaled);
    CHECK(scaled->front().areas.front().front().rings.front()[1] == Point{11, 21});
}

TEST_CASE("what cannot be taken is an error that names the part", "[topojson]")
{
    CHECK(failure("{").message.code == "io.not_json");
    CHECK(failure("[]").message.code == "io.topojson_wrong");
    CHECK(failure("7").message.code == "io.topojson_wrong");
    CHECK(failure("{}").message.arguments[0] == "type");
    CHECK(failure(R"({"type":"Topology","arcs":[]})").message.arguments[0] == "objects");
    CHECK(failure(R"({"type":"Topology","objects":{}})").message.arguments[0] == "arcs");
    const std::string head = R"({"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[)";
    // An arc that is not there, a ring that does not close, the lowest number as an id, an arc of one number.
    CHECK(failure(head + R"({"type":"Polygon","arcs":[[3]]}]}},"arcs":[]})").message.arguments[0] == "a[0]");
    CHECK(failure(head + R"({"type":"Polygon","arcs":[[0]]}]}},"arcs":[[[0,0],[1,0],[1,1],[2,2]]]})")
              .message.arguments[0] == "a[0]");
    CHECK(failure(head + R"({"type":"Polygon","arcs":[[-9223372036854775808]]}]}},"arcs":[]})").message.arguments[0] ==
          "arcs");
    CHECK(failure(head + R"(]}},"arcs":[[[0],[1,0]]]})").message.arguments[0] == "arcs");
    CHECK(failure(head + R"(]}},"arcs":[[["x",0]]]})").message.arguments[0] == "arcs");
}

TEST_CASE("random plane grids come back whole: every cell's area and every shared border", "[topojson]")
{
    std::mt19937 random(3);
    for (int round = 0; round < 20; ++round) {
        // A grid of cells whose inner corners are shaken; neighbours share the shaken corners.
        constexpr int n = 6;
        Point corner[n + 1][n + 1];
        for (int i = 0; i <= n; ++i)
            for (int k = 0; k <= n; ++k)
                corner[i][k] =
                    quantised(Point{131 + i * 0.01 + (random() % 4000) / 1e6, 34 + k * 0.01 + (random() % 4000) / 1e6});
        TopoObject cells{"c", {}, {}};
        for (int i = 0; i < n; ++i)
            for (int k = 0; k < n; ++k) {
                cells.ids.push_back(std::to_string(i * n + k));
                cells.areas.push_back(
                    {{{{corner[i][k], corner[i + 1][k], corner[i + 1][k + 1], corner[i][k + 1], corner[i][k]}}}});
            }
        const auto back = parseTopojson(topojsonText({cells}), "a");
        REQUIRE(back);
        REQUIRE(back->front().ids == cells.ids);
        for (std::size_t c = 0; c < cells.areas.size(); ++c) {
            const Ring& before = cells.areas[c].front().rings.front();
            const Ring& after = back->front().areas[c].front().rings.front();
            CHECK(std::is_permutation(before.begin(), before.end() - 1, after.begin(), after.end() - 1));
        }
    }
}
