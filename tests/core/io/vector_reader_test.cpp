#include "core/io/vector_reader.h"

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

using namespace chiiki;

namespace {

const std::filesystem::path badInput = std::filesystem::path(CHIIKI_SOURCE_DIR) / "tests/bad_input";

std::string temporary(const std::string& name, const std::string& text)
{
    const auto folder = std::filesystem::temp_directory_path() / ("chiiki 日本語 " + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / name, std::ios::binary) << text;
    return (folder / name).string();
}

Error failure(const std::string& path, const VectorOptions& options = {})
{
    Diagnostics diagnostics;
    const auto layer = readVectorLayer(path, options, diagnostics);
    REQUIRE_FALSE(layer);
    return layer.error();
}

}  // namespace

TEST_CASE("a GeoJSON layer is read with its fields and geometry from a path in Japanese", "[vector]")
{
    const auto path = temporary("点 と 面.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"01","n":3},"geometry":{"type":"Polygon","coordinates":[[[131,34],[132,34],[132,35],[131,34]]]}},
        {"type":"Feature","properties":{"code":"02","n":null},"geometry":null}]})");
    Diagnostics diagnostics;
    const auto layer = readVectorLayer(path, {}, diagnostics);
    REQUIRE(layer);
    REQUIRE(layer->features.size() == 2);
    CHECK(layer->features[0].values[*layer->field("code")] == "01");
    CHECK(layer->features[0].area.front().rings.front().size() == 4);
    CHECK(layer->features[1].values[*layer->field("n")].empty());
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].row == 2);
    CHECK(diagnostics[0].message.code == "io.no_geometry");
}

TEST_CASE("a shapefile with a part missing or cut short is refused with the part named", "[vector]")
{
    CHECK(failure((badInput / "fails/missing_dbf.shp").string()).message.arguments[0] == ".dbf");
    CHECK(failure((badInput / "fails/missing_shx.shp").string()).message.arguments[0] == ".shx");
    CHECK(failure((badInput / "fails/truncated.shp").string()).message.code == "io.shapefile_truncated");
    CHECK(failure((badInput / "fails/two_gigabyte_claim.shp").string()).message.code == "io.shapefile_truncated");
    CHECK(failure((badInput / "warns/missing_prj.shp").string()).kind == ErrorKind::CrsMismatch);
}

TEST_CASE("a shapefile without .prj is read when its CRS is given", "[vector]")
{
    Diagnostics diagnostics;
    const auto layer = readVectorLayer((badInput / "warns/missing_prj.shp").string(), {"", 2445}, diagnostics);
    REQUIRE(layer);
    CHECK(layer->crs == "EPSG:2445");
    REQUIRE(layer->features.front().point);
    // The origin of zone III is 132°10' east, 36° north.
    CHECK(layer->features.front().point->x == Approx(132 + 10.0 / 60));
    CHECK(layer->features.front().point->y == Approx(36));
}

TEST_CASE("a .dbf that declares no encoding is read as CP932", "[vector]")
{
    Diagnostics diagnostics;
    const auto layer = readVectorLayer((badInput / "warns/missing_prj.shp").string(), {"", 2445}, diagnostics);
    REQUIRE(layer);
    CHECK(layer->encoding == "CP932");
    CHECK(layer->features.front().values.front() == "大殿①髙");
}

TEST_CASE("files that are missing, empty or nothing known are errors with the path", "[vector]")
{
    CHECK(failure("no/such.gpkg").kind == ErrorKind::NotFound);
    CHECK(failure(temporary("empty.geojson", "")).message.code == "io.file_empty");
    CHECK(failure(temporary("junk.gpkg", "junk")).kind == ErrorKind::BadFormat);
}
