#include "workbench/usecases/tally.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <random>

#include "core/geo/crs.h"
#include "core/geo/transform.h"

using namespace chiiki;

namespace {

class Folder {
public:
    Folder()
        : path_(std::filesystem::temp_directory_path() / ("chiiki 集計 " + std::to_string(std::random_device{}())))
    {
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    std::string write(const std::string& name, const std::string& bytes) const
    {
        const std::string path = (path_ / name).string();
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }

private:
    std::filesystem::path path_;
};

/// Squares of 0.1 degree beside each other, west to east, one a code, with a CRS or without.
std::string squares(const std::vector<std::string>& codes, const std::string& crs)
{
    std::string text = R"({"type":"FeatureCollection",)" + crs + R"("features":[)";
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const std::string west = std::to_string(131 + 0.1 * static_cast<double>(i));
        const std::string east = std::to_string(131 + 0.1 * static_cast<double>(i + 1));
        text += (i ? "," : "") + std::string(R"({"type":"Feature","properties":{"code":")") + codes[i] +
                R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + west + ",34],[" + east + ",34],[" + east +
                ",34.1],[" + west + ",34.1],[" + west + ",34]]]}}";
    }
    return text + "]}";
}

TallyRequest requestOf(const std::string& points, const std::string& areas)
{
    TallyRequest request;
    request.points.path = points;
    request.areasPath = areas;
    request.codeField = "code";
    return request;
}

}  // namespace

TEST_CASE("points of a CSV are counted and weighed in areas of a GeoJSON, in the order of codes", "[tally]")
{
    const Folder folder;
    TallyRequest request = requestOf(
        folder.write("points.csv",
                     "経度,緯度,人\n131.05,34.05,1\n131.15,34.05,2\n131.1,34.05,4\n140,34,8\n,,16\n131.05,34.05,\n"),
        folder.write("areas.geojson", squares({"02", "01", "03"}, "")));
    request.points.weightField = "人";
    const auto result = tally(request);
    REQUIRE(result);
    REQUIRE(result->rows.size() == 3);
    CHECK(result->rows[0].code == "01");
    CHECK(result->rows[0].count == 2);  // the point on the border is the eastern square's
    CHECK(result->rows[0].weight == 6);
    CHECK(result->rows[1].code == "02");
    CHECK(result->rows[1].count == 1);
    CHECK(result->rows[2].count == 0);
    CHECK(result->outside.count == 1);
    CHECK(result->outside.weight == 8);
    CHECK(result->unplaced.count == 2);
    CHECK(result->unplaced.weight == 16);
    CHECK(result->counts.source == 6);
    CHECK(result->counts.gap() == 0);
    CHECK(result->weights.source == 31);
    CHECK(result->weights.gap() == 0);
    CHECK(result->hasWeights);
    CHECK(result->diagnostics.size() == 2);
}

TEST_CASE("features that share a code are one row", "[tally]")
{
    const Folder folder;
    const auto result = tally(requestOf(folder.write("p.csv", "lon,lat\n131.05,34.05\n131.25,34.05\n131.15,34.05\n"),
                                        folder.write("a.geojson", squares({"b", "a", "b"}, ""))));
    REQUIRE(result);
    REQUIRE(result->rows.size() == 2);
    CHECK(result->rows[0].count == 1);
    CHECK(result->rows[1].code == "b");
    CHECK(result->rows[1].count == 2);
    CHECK_FALSE(result->hasWeights);
    CHECK(result->rows[1].weight == 2);
}

TEST_CASE("points in another CRS are brought into that of the areas", "[tally]")
{
    const Folder folder;
    const auto toZone3 = Transform::between(storedEpsg, 6671);
    REQUIRE(toZone3);
    const Point inPlane = (*toZone3)({131.15, 34.05});
    const std::string points = folder.write(
        "plane.geojson",
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::6671"}},)"
        R"("features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[)" +
            std::to_string(inPlane.x) + "," + std::to_string(inPlane.y) + "]}}]}");
    const auto result = tally(requestOf(points, folder.write("a.geojson", squares({"a", "b"}, ""))));
    REQUIRE(result);
    CHECK(result->rows[1].count == 1);
    CHECK(result->outside.count == 0);
    CHECK(result->diagnostics.empty());
}

TEST_CASE("where only one side gives a CRS both are taken to be in it, and that is said", "[tally]")
{
    const Folder folder;
    const auto result = tally(
        requestOf(folder.write("p.csv", "x,y\n131.15,34.05\n"), folder.write("a.geojson", squares({"a", "b"}, ""))));
    REQUIRE(result);
    CHECK(result->rows[1].count == 1);
    REQUIRE(result->diagnostics.size() == 1);
    CHECK(result->diagnostics[0].message.code == "geo.crs_assumed_same");
    CHECK(result->diagnostics[0].file.find("p.csv") != std::string::npos);
}

TEST_CASE("metres without a CRS are not taken for places outside areas in degrees", "[tally]")
{
    const Folder folder;
    const auto result = tally(requestOf(folder.write("p.csv", "x,y\n-61000,-170000\n131.15,34.05\n132,34.05\n"),
                                        folder.write("a.geojson", squares({"a", "b"}, ""))));
    REQUIRE(result);
    CHECK(result->rows[1].count == 1);
    CHECK(result->outside.count == 1);
    CHECK(result->unplaced.count == 1);
    CHECK(result->counts.gap() == 0);
    REQUIRE(result->diagnostics.size() == 2);
    CHECK(result->diagnostics[1].message.code == "geo.points_beyond_degrees");
    CHECK(result->diagnostics[1].message.arguments[0] == "1");
}

TEST_CASE("areas in metres without a CRS are refused where the points are in degrees", "[tally]")
{
    const Folder folder;
    const std::string points = folder.write("p.csv", "lon,lat\n131.15,34.05\n");
    const auto areasOf = [&](const std::string& ring) {
        return folder.write("a.csv", "code,WKT\n01,\"POLYGON ((" + ring + "))\"\n");
    };
    const auto refused =
        tally(requestOf(points, areasOf("-68000 -206000,-62000 -206000,-62000 -200000,-68000 -206000")));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::CrsMismatch);
    CHECK(refused.error().where.find("a.csv") != std::string::npos);
    const auto counted = tally(requestOf(points, areasOf("131 34,132 34,132 35,131 35,131 34")));
    REQUIRE(counted);
    CHECK(counted->rows[0].count == 1);
    CHECK(counted->diagnostics[0].message.code == "geo.crs_assumed_same");
}

TEST_CASE("a missing file, layer or field is an error that says what is there", "[tally]")
{
    const Folder folder;
    const std::string points = folder.write("p.csv", "x,y\n1,2\n"),
                      areas = folder.write("a.geojson", squares({"a"}, ""));
    CHECK(tally(requestOf(points + "x", areas)).error().kind == ErrorKind::NotFound);
    CHECK(tally(requestOf(points, areas + "x")).error().kind == ErrorKind::NotFound);
    TallyRequest request = requestOf(points, areas);
    request.codeField = "名前";
    const auto noField = tally(request);
    REQUIRE_FALSE(noField);
    CHECK(noField.error().message.code == "geo.no_field");
    CHECK(noField.error().message.arguments[1] == "code");
    request.codeField = "code";
    request.areasLayer = "b";
    CHECK(tally(request).error().message.code == "io.no_layer");
}
