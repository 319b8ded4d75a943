// Layers that offices publish as the file of a plugin's table: the tables of the disaster plugin, which name the
// national attributes.
#include <catch2/catch.hpp>

#include <filesystem>

#include "core/io/gdal_handles.h"
#include "core/io/plugin_files.h"
#include "core/io/wkt.h"
#include "core/plugin/manifest_reader.h"
#include "tests/support/process.h"

namespace chiiki {
using namespace test;

namespace {

TableSpec tableOf(const std::string& id, const std::string& file)
{
    Diagnostics diagnostics;
    const auto manifest =
        parseManifest(readFile(CHIIKI_SOURCE_DIR "/plugins/disaster/plugin.json"), "plugin.json", diagnostics);
    REQUIRE(manifest);
    TableSpec table = *findTable(*manifest, id);
    table.file = file;
    return table;
}

Ring square(double west, double south, double size)
{
    return {{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}, {west, south}};
}

/// One district, a square of 0.1 degrees.
Snapshot cityAt(double west, double south)
{
    Snapshot city;
    District& district = city.districts.emplace_back();
    district.code = "01";
    district.name = "大殿";
    district.outline = {{{square(west, south, 0.1)}}};
    return city;
}

struct Record {
    std::vector<std::string> values;
    Ring ring;
};

/// Fields of which the values are whole numbers become integer ones, as in the files of the ministry.
void writeLayer(const char* driver, const std::string& path, int epsg, const std::vector<std::string>& fields,
                const std::vector<Record>& records, const char* encoding = nullptr)
{
    registerGdalDrivers();
    const DatasetHandle dataset(GDALCreate(GDALGetDriverByName(driver), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    REQUIRE(dataset);
    const OGRSpatialReferenceH srs = OSRNewSpatialReference(nullptr);
    OSRImportFromEPSG(srs, epsg);
    OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
    const std::string option = "ENCODING=" + std::string(encoding ? encoding : "");
    const char* options[] = {encoding ? option.c_str() : nullptr, nullptr};
    const OGRLayerH layer = GDALDatasetCreateLayer(dataset.get(), "area", srs, wkbPolygon, const_cast<char**>(options));
    OSRDestroySpatialReference(srs);
    REQUIRE(layer);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const bool isWhole = records[0].values[i].find_first_not_of("0123456789") == std::string::npos;
        const OGRFieldDefnH field = OGR_Fld_Create(fields[i].c_str(), isWhole ? OFTInteger : OFTString);
        REQUIRE(OGR_L_CreateField(layer, field, 1) == OGRERR_NONE);
        OGR_Fld_Destroy(field);
    }
    for (const Record& record : records) {
        const FeatureHandle feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
        for (std::size_t i = 0; i < fields.size(); ++i)
            OGR_F_SetFieldString(feature.get(), OGR_F_GetFieldIndex(feature.get(), fields[i].c_str()),
                                 record.values[i].c_str());
        const OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
        for (const Point& point : record.ring)
            OGR_G_AddPoint_2D(ring, point.x, point.y);
        const OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
        OGR_G_AddGeometryDirectly(polygon, ring);
        OGR_F_SetGeometryDirectly(feature.get(), polygon);
        REQUIRE(OGR_L_CreateFeature(layer, feature.get()) == OGRERR_NONE);
    }
}

/// The .dbf says nothing of its encoding, nothing else does, and nothing says the CRS.
void forgetAllDeclarations(const std::string& shapefile)
{
    const std::filesystem::path path(shapefile);
    for (const char* extension : {".prj", ".cpg"})
        std::filesystem::remove(std::filesystem::path(path).replace_extension(extension));
    const std::string dbf = std::filesystem::path(path).replace_extension(".dbf").string();
    std::string bytes = readFile(dbf);
    bytes[29] = 0;
    test::writeFile(dbf, bytes);
}

std::string geojson(const std::string& properties, const Ring& ring)
{
    std::string points;
    for (const Point& point : ring)
        points += (points.empty() ? "[" : ",[") + std::to_string(point.x) + "," + std::to_string(point.y) + "]";
    return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":{"type":"Polygon","coordinates":[[)" +
           points + "]]}}";
}

std::string collection(const std::vector<std::string>& features)
{
    std::string all;
    for (const std::string& feature : features)
        all += (all.empty() ? "" : ",") + feature;
    return R"({"type":"FeatureCollection","features":[)" + all + "]}";
}

const Ring bowTie = {{131.42, 34.12}, {131.44, 34.14}, {131.44, 34.12}, {131.42, 34.14}, {131.42, 34.12}};

}  // namespace

TEST_CASE("an area as text is short, exact to a millimetre and a polygon where it is one", "[plugin_layers]")
{
    CHECK(areaText({{{square(131.5, 34, 1)}}}) == "POLYGON ((131.5 34,132.5 34,132.5 35,131.5 35,131.5 34))");
    CHECK(areaText({{{square(0, 0, 3), square(1, 1, 1)}}, {{square(-100, 10, 0.123456789)}}}) ==
          "MULTIPOLYGON (((0 0,3 0,3 3,0 3,0 0),(1 1,2 1,2 2,1 2,1 1)),((-100 10,-99.87654321 10,-99.87654321 "
          "10.12345679,-100 10.12345679,-100 10)))");
}

TEST_CASE("a shapefile of landslide areas without .prj, .cpg or a word of its encoding is taken in", "[plugin_layers]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "合成_A33.shp";
    writeLayer("ESRI Shapefile", path, 4612, {"A33_001", "A33_002", "A33_005", "A33_009"},
               {{{"2", "1", "大殿①髙", "x"}, square(131.41, 34.11, 0.01)},
                {{"1", "2", "他市", "x"}, square(139.7, 35.6, 0.01)},
                {{"1", "2", "蝶ネクタイ", "x"}, bowTie},
                {{"9", "1", "符号違い", "x"}, square(131.41, 34.11, 0.01)}},
               "CP932");
    forgetAllDeclarations(path);
    const TableSpec table = tableOf("landslide_area", "合成_A33.shp");
    const Snapshot city = cityAt(131.4, 34.1);
    Diagnostics diagnostics;
    const auto refused = readPluginFile(folder.path(), "disaster", table, city, diagnostics);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::CrsMismatch);
    CHECK(refused.error().message.code == "io.no_crs");

    const auto file = readPluginFile(folder.path(), "disaster", table, city, diagnostics, 4612);
    REQUIRE(file);
    CHECK(file->edition.encoding == "CP932");
    CHECK(file->edition.crs == "EPSG:4612");
    CHECK(file->edition.sourceId == "disaster.landslide_area");
    CHECK(file->edition.credit == "土砂災害警戒区域（国土数値情報A33の様式）（合成_A33.shp）");
    CHECK(file->outsideCity == 1);
    CHECK(file->unknownColumns == std::vector<std::string>{"A33_009"});
    REQUIRE(file->table.rows.size() == 2);
    const PluginRow& slope = file->table.rows[0];
    CHECK(slope.values[0] == FieldValue("2"));  // 土石流
    CHECK(slope.values[1] == FieldValue("1"));  // 警戒区域
    CHECK(slope.values[2] == FieldValue("大殿①髙"));
    CHECK(textOf(slope.values[3]).starts_with("POLYGON (("));
    CHECK(textOf(slope.values[3]).find("131.41 34.12") != std::string::npos);
    CHECK(slope.status == Status::Official);
    const PluginRow& tie = file->table.rows[1];
    CHECK(tie.sourceRow == 3);
    CHECK(textOf(tie.values[3]).starts_with("MULTIPOLYGON ((("));  // two triangles
    CHECK(textOf(tie.values[3]).find("131.43 34.13") != std::string::npos);

    REQUIRE(diagnostics.size() == 2);
    CHECK(diagnostics[0].message.code == "geo.area_repaired");
    CHECK(diagnostics[0].row == 3);
    CHECK(diagnostics[1].message.code == "rows.not_a_choice");
    CHECK(diagnostics[1].row == 4);
    CHECK(diagnostics[1].field == "A33_001");
}

TEST_CASE("a GeoJSON of floods is read by the names of either plan, the layer of another fact is refused",
          "[plugin_layers]")
{
    const TemporaryFolder folder;
    const Ring ring = square(131.41, 34.11, 0.01);
    test::writeFile(folder / "a.geojson",
                    collection({geojson(R"("A31a_201":"8606040001","A31a_202":"椹野川","A31a_205":3)", ring),
                                geojson(R"("A31a_202":"仁保川","A31a_205":1)", square(131.499, 34.199, 5)),
                                geojson(R"("A31a_202":"佐波川","A31a_205":1)", square(131.51, 34.11, 0.01)),
                                geojson(R"("A31a_202":"椹野川","A31a_205":7)", ring)}));
    test::writeFile(folder / "b.geojson", collection({geojson(R"("A31a_102":"椹野川","A31a_105":6)", ring)}));
    test::writeFile(folder / "hours.geojson", collection({geojson(R"("A31a_302":"椹野川","A31a_305":2)", ring)}));
    const Snapshot city = cityAt(131.4, 34.1);
    Diagnostics diagnostics;
    const auto largest =
        readPluginFile(folder.path(), "disaster", tableOf("flood_area", "a.geojson"), city, diagnostics);
    REQUIRE(largest);
    REQUIRE(largest->table.rows.size() == 2);
    CHECK(largest->table.rows[0].values[0] == FieldValue("3"));
    CHECK(largest->table.rows[0].values[1] == FieldValue("椹野川"));
    CHECK(largest->table.rows[1].values[1] == FieldValue("仁保川"));  // a corner of it touches the city
    CHECK(largest->outsideCity == 1);
    CHECK(largest->unknownColumns == std::vector<std::string>{"A31a_201"});
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].message.code == "rows.not_a_choice");

    const auto planned =
        readPluginFile(folder.path(), "disaster", tableOf("flood_area", "b.geojson"), city, diagnostics);
    REQUIRE(planned);
    REQUIRE(planned->table.rows.size() == 1);
    CHECK(planned->table.rows[0].values[0] == FieldValue("6"));
    CHECK(planned->table.rows[0].values[1] == FieldValue("椹野川"));

    const auto hours =
        readPluginFile(folder.path(), "disaster", tableOf("flood_area", "hours.geojson"), city, diagnostics);
    REQUIRE_FALSE(hours);
    CHECK(hours.error().message.code == "io.columns_missing");
    CHECK(hours.error().message.arguments[0] == "depth (浸水深)");
}

TEST_CASE("tsunami areas in metres of the plane zone come in longitude and latitude", "[plugin_layers]")
{
    const TemporaryFolder folder;
    // Zone III has its origin at 132 degrees 10 minutes east, 36 degrees north.
    writeLayer("GPKG", folder / "a.gpkg", 2445, {"A40_003"},
               {{{"2m以上 ～ 5m未満"}, {{0, 0}, {1000, 0}, {0, 1000}, {0, 0}}}});
    Diagnostics diagnostics;
    const auto file =
        readPluginFile(folder.path(), "disaster", tableOf("tsunami_area", "a.gpkg"), cityAt(132.1, 35.95), diagnostics);
    REQUIRE(file);
    CHECK(diagnostics.empty());
    CHECK(file->edition.crs == "EPSG:2445");
    REQUIRE(file->table.rows.size() == 1);
    CHECK(file->table.rows[0].values[0] == FieldValue("2m以上 ～ 5m未満"));
    CHECK(textOf(file->table.rows[0].values[1]).starts_with("POLYGON ((132.16666667 36,"));
}

TEST_CASE("areas are read from KML and GML, and of several layers one has to be named", "[plugin_layers]")
{
    const Snapshot city = cityAt(131.4, 34.1);
    for (const auto& [driver, name] : {std::pair("KML", "a.kml"), std::pair("GML", "a.gml")}) {
        CAPTURE(driver);
        const TemporaryFolder folder;
        writeLayer(driver, folder / name, 4326, {"A40_003"}, {{{"0.3m未満"}, square(131.41, 34.11, 0.01)}});
        std::filesystem::remove(folder / "a.xsd");
        Diagnostics diagnostics;
        const auto file = readPluginFile(folder.path(), "disaster", tableOf("tsunami_area", name), city, diagnostics);
        INFO((file ? "" : describe(file.error(), Language::English)));
        REQUIRE(file);
        CHECK(diagnostics.empty());
        REQUIRE(file->table.rows.size() == 1);
        CHECK(file->table.rows[0].values[0] == FieldValue("0.3m未満"));
        CHECK(textOf(file->table.rows[0].values[1]).find("131.42 34.12") != std::string::npos);
        CHECK_FALSE(std::filesystem::exists(folder / "a.gfs"));  // nothing is left beside the file
    }

    const TemporaryFolder folder;
    const std::string placemark =
        "<Placemark><ExtendedData><Data "
        "name=\"A40_003\"><value>1m</value></Data></ExtendedData><Polygon><outerBoundaryIs>"
        "<LinearRing><coordinates>131.41,34.11 131.42,34.11 131.42,34.12 131.41,34.11</coordinates></LinearRing>"
        "</outerBoundaryIs></Polygon></Placemark>";
    test::writeFile(folder / "two.kml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><kml "
                                        "xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Folder><name>東</name>" +
                                            placemark + "</Folder><Folder><name>西</name>" + placemark +
                                            "</Folder></Document></kml>");
    Diagnostics diagnostics;
    TableSpec table = tableOf("tsunami_area", "two.kml");
    const auto unnamed = readPluginFile(folder.path(), "disaster", table, city, diagnostics);
    REQUIRE_FALSE(unnamed);
    CHECK(unnamed.error().message.code == "io.several_layers");
    table.sheet = "西";
    const auto named = readPluginFile(folder.path(), "disaster", table, city, diagnostics);
    INFO((named ? "" : describe(named.error(), Language::English)));
    REQUIRE(named);
    CHECK(named->table.rows.size() == 1);
}

TEST_CASE("areas stay where nothing says that they are of other cities", "[plugin_layers]")
{
    const TemporaryFolder folder;
    test::writeFile(folder / "a.geojson",
                    collection({geojson(R"("district":"大殿","A31a_205":3)", square(139, 35, 1))}));
    TableSpec table = tableOf("flood_area", "a.geojson");
    Diagnostics diagnostics;
    Snapshot city = cityAt(131.4, 34.1);
    CHECK(readPluginFile(folder.path(), "disaster", table, city, diagnostics)->outsideCity == 1);
    city.districts[0].outline.clear();  // a city known by its tables alone
    CHECK(readPluginFile(folder.path(), "disaster", table, city, diagnostics)->table.rows.size() == 1);

    city = cityAt(131.4, 34.1);
    FieldSpec& district = table.fields.emplace_back();  // its district is named
    district.id = "district";
    district.type = FieldType::District;
    table.districtField = "district";
    const auto placed = readPluginFile(folder.path(), "disaster", table, city, diagnostics);
    REQUIRE(placed);
    CHECK(placed->outsideCity == 0);
    REQUIRE(placed->table.rows.size() == 1);
    CHECK(placed->table.rows[0].districtCodes == std::vector<std::string>{"01"});
}

}  // namespace chiiki
