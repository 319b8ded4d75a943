#include <catch2/catch.hpp>

#include <cmath>

#include <nlohmann/json.hpp>

#include "core/io/data_table.h"
#include "core/io/files.h"
#include "core/io/geojson_writer.h"
#include "core/io/vector_reader.h"
#include "core/io/vector_writer.h"
#include "tests/support/process.h"

using namespace chiiki;
using chiiki::test::TemporaryFolder;
using Type = DataField::Type;

namespace {

/// A square with a hole, drawn clockwise as the standard would not have it, and one row without a place.
DataLayer squares()
{
    DataLayer layer;
    layer.name = "squares";
    layer.title = {"四角", "Squares"};
    layer.shape = DataLayer::Shape::Areas;
    layer.fields = {{"code", {"コード <&>", "Code"}},
                    {"area.km2", {"面積", "Area"}, Type::Number},
                    {"people", {"人口", "People"}, Type::Whole},
                    {"is_sample", {"見本", "Sample"}, Type::YesNo}};
    const Ring shell = {{131, 34}, {131, 35}, {132, 35}, {132, 34}, {131, 34}};
    const Ring hole = {{131.25, 34.25}, {131.75, 34.25}, {131.75, 34.75}, {131.25, 34.75}, {131.25, 34.25}};
    layer.rows = {{{std::string("01"), 1.0 / 3, 12.0, 0.0}, MultiPolygon{{{shell, hole}}}},
                  {{std::string("02"), {}, {}, 1.0}, {}}};
    return layer;
}

DataLayer places()
{
    DataLayer layer;
    layer.name = "places";
    layer.shape = DataLayer::Shape::Points;
    layer.fields = {{"name", {"名称", "Name"}}, {"n", {"数", "Number"}, Type::Number}};
    layer.rows = {{{std::string("大殿, \"中央\""), -0.5}, Point{131.47, 34.18}}, {{std::string("不明"), {}}, {}}};
    return layer;
}

VectorLayer readBack(const std::string& bytes, const std::string& name, const std::string& layer)
{
    const TemporaryFolder folder;
    REQUIRE(writeFile(folder / name, bytes));
    Diagnostics diagnostics;
    auto read = readVectorLayer(folder / name, {layer, layer == "layer_styles" ? std::optional(6668) : std::nullopt},
                                diagnostics);
    REQUIRE(read);
    return *read;
}

}  // namespace

TEST_CASE("a GeoPackage is read back with its layers, numbers and outlines", "[vector_writer]")
{
    const auto bytes = geoPackageBytes({squares(), places()}, "2024-10-31", Language::Japanese);
    REQUIRE(bytes);
    const VectorLayer read = readBack(*bytes, "四角.gpkg", "squares");
    CHECK(read.crs == "EPSG:6668");
    REQUIRE(read.features.size() == 2);
    CHECK(read.features[0].values[*read.field("code")] == "01");
    CHECK(std::stod(read.features[0].values[*read.field("area.km2")]) == Approx(1.0 / 3).epsilon(1e-15));
    CHECK(read.features[0].values[*read.field("people")] == "12");
    CHECK(read.features[1].values[*read.field("area.km2")].empty());
    CHECK(read.features[1].values[*read.field("is_sample")] == "1");
    CHECK(read.features[0].area == std::get<MultiPolygon>(squares().rows[0].place));
    CHECK(read.features[1].area.empty());
    CHECK(readBack(*bytes, "b.gpkg", "places").features[0].point == Point{131.47, 34.18});
}

TEST_CASE("a GeoPackage tells QGIS the titles of its fields in the language asked for", "[vector_writer]")
{
    const auto bytes = geoPackageBytes({squares()}, "2024-10-31", Language::Japanese);
    REQUIRE(bytes);
    const VectorLayer styles = readBack(*bytes, "a.gpkg", "layer_styles");
    REQUIRE(styles.features.size() == 1);
    CHECK(styles.features[0].values[*styles.field("f_table_name")] == "squares");
    const std::string& style = styles.features[0].values[*styles.field("styleQML")];
    CHECK(style.find(R"(<alias field="area.km2" index="2" name="面積"/>)") != std::string::npos);
    CHECK(style.find("コード &lt;&amp;&gt;") != std::string::npos);
    const auto english = geoPackageBytes({squares()}, "2024-10-31", Language::English);
    CHECK(english->find("name=\"Area\"") != std::string::npos);
}

TEST_CASE("a GeoPackage is dated by what it holds and the same bytes for the same layers", "[vector_writer]")
{
    const auto first = geoPackageBytes({squares(), places()}, "2024-10-31", Language::Japanese);
    const auto second = geoPackageBytes({squares(), places()}, "2024-10-31", Language::Japanese);
    REQUIRE(first);
    CHECK(*first == *second);
    CHECK(first->find("2024-10-31T00:00:00.000Z") != std::string::npos);
    CHECK(geoPackageBytes({squares()}, "2010", Language::Japanese)->find("2010-01-01T00:00:00.000Z") !=
          std::string::npos);
}

TEST_CASE("two layers of one title both stand in a GeoPackage", "[vector_writer]")
{
    DataLayer other = squares();
    other.name = "others";
    const auto bytes = geoPackageBytes({squares(), other}, "2024-10-31", Language::Japanese);
    REQUIRE(bytes);
    CHECK(readBack(*bytes, "a.gpkg", "others").features.size() == 2);
}

TEST_CASE("a FlatGeobuf holds the rows with a place, and how many have none can be asked", "[vector_writer]")
{
    const auto bytes = flatGeobufBytes(places(), Language::Japanese);
    REQUIRE(bytes);
    const VectorLayer read = readBack(*bytes, "a.fgb", "");
    CHECK(read.crs == "EPSG:6668");
    REQUIRE(read.features.size() == 1);
    CHECK(read.features[0].values[*read.field("name")] == "大殿, \"中央\"");
    CHECK(rowsWithoutPlace(places()) == 1);
    CHECK(*flatGeobufBytes(places(), Language::Japanese) == *bytes);
}

TEST_CASE("GeoJSON has shells counter-clockwise, holes clockwise, and null for what is absent", "[geojson_writer]")
{
    const std::string text = geoJsonText(squares(), {{"title", "四角"}});
    const auto json = nlohmann::json::parse(text);
    CHECK(json["type"] == "FeatureCollection");
    CHECK(json["title"] == "四角");
    CHECK_FALSE(json.contains("crs"));
    const auto& feature = json["features"][0];
    CHECK(feature["properties"]["area.km2"].get<double>() == 1.0 / 3);
    CHECK(feature["properties"]["is_sample"] == false);
    const auto& rings = feature["geometry"]["coordinates"][0];
    CHECK(rings[0] == nlohmann::json({{131, 34}, {132, 34}, {132, 35}, {131, 35}, {131, 34}}));
    CHECK(rings[1] ==
          nlohmann::json({{131.25, 34.25}, {131.25, 34.75}, {131.75, 34.75}, {131.75, 34.25}, {131.25, 34.25}}));
    CHECK(json["features"][1]["geometry"].is_null());
    CHECK(json["features"][1]["properties"]["area.km2"].is_null());
    CHECK(json["features"][1]["properties"]["is_sample"] == true);
}

TEST_CASE("what is no number is null in GeoJSON, never a word that no reader takes", "[geojson_writer]")
{
    DataLayer layer = places();
    layer.rows[0].cells[1] = std::nan("");
    layer.rows[0].cells[0] = std::string("broken \xFF");
    const auto json = nlohmann::json::parse(geoJsonText(layer, nlohmann::ordered_json::object()));
    CHECK(json["features"][0]["properties"]["n"].is_null());
}

TEST_CASE("points become two columns of a table", "[data_table]")
{
    CHECK(dataCsv(places()) == "\xEF\xBB\xBFname,n,lon,lat\n\"大殿, \"\"中央\"\"\",-0.5,131.47,34.18\n不明,,,\n");
    CHECK(dataSheet(places()).headings == std::vector<std::string>{"name", "n", "lon", "lat"});
    CHECK(dataSheet(squares()).headings.size() == 4);
}
