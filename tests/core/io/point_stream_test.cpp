#include "core/io/point_stream.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

#include "core/geo/geometry.h"
#include "core/io/area_reader.h"
#include "core/io/wkb_point.h"

namespace chiiki {

namespace {

/// A folder of this test's own, gone when the test is.
class Folder {
public:
    Folder()
        : path_(std::filesystem::temp_directory_path() / ("chiiki 点 " + std::to_string(std::random_device{}())))
    {
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }

    std::string file(const std::string& name) const { return (path_ / name).string(); }
    std::string write(const std::string& name, const std::string& bytes) const
    {
        std::ofstream(file(name), std::ios::binary) << bytes;
        return file(name);
    }

private:
    std::filesystem::path path_;
};

struct Everything {
    std::vector<Point> points;
    std::vector<double> weights;
    Diagnostics diagnostics;
    LayerCrs crs;
};

Result<Everything> readAll(const PointSource& source)
{
    auto stream = PointStream::open(source);
    if (!stream)
        return tl::unexpected(stream.error());
    Everything all;
    all.crs = stream->crs();
    PointBatch batch;
    while (true) {
        const auto hasMore = stream->next(batch);
        if (!hasMore)
            return tl::unexpected(hasMore.error());
        if (!*hasMore)
            break;
        all.points.insert(all.points.end(), batch.points.begin(), batch.points.end());
        all.weights.insert(all.weights.end(), batch.weights.begin(), batch.weights.end());
    }
    all.diagnostics = stream->diagnostics();
    return all;
}

PointSource sourceOf(const std::string& path, const std::string& weight = {})
{
    PointSource source;
    source.path = path;
    source.weightField = weight;
    return source;
}

const std::string collectionHead = R"({"type":"FeatureCollection","features":[)";

std::string featureText(const std::string& geometry, const std::string& properties)
{
    return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

std::string pointText(double x, double y)
{
    return R"({"type":"Point","coordinates":[)" + std::to_string(x) + "," + std::to_string(y) + "]}";
}

/// A GeoPackage of `count` points (i, i / 2) with weight 3 i, written feature by feature.
void writeGeoPackage(const std::string& path, int count)
{
    registerGdalDrivers();
    const DatasetHandle dataset(GDALCreate(GDALGetDriverByName("GPKG"), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReferenceH srs = OSRNewSpatialReference(nullptr);
    OSRImportFromEPSG(srs, 6671);
    OGRLayerH layer = GDALDatasetCreateLayer(dataset.get(), "points", srs, wkbPoint, nullptr);
    OSRDestroySpatialReference(srs);
    OGRFieldDefnH field = OGR_Fld_Create("weight", OFTInteger);
    OGR_L_CreateField(layer, field, 1);
    OGR_Fld_Destroy(field);
    GDALDatasetStartTransaction(dataset.get(), 0);
    for (int i = 0; i < count; ++i) {
        const FeatureHandle feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
        OGR_F_SetFieldInteger64(feature.get(), 0, 3 * i);
        OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
        OGR_G_SetPoint_2D(point, 0, i, i / 2.0);
        OGR_F_SetGeometryDirectly(feature.get(), point);
        REQUIRE(OGR_L_CreateFeature(layer, feature.get()) == OGRERR_NONE);
    }
    GDALDatasetCommitTransaction(dataset.get());
}

}  // namespace

TEST_CASE("a GeoPackage is read in batches, every row once and in order", "[point_stream]")
{
    const Folder folder;
    const std::string path = folder.file("points.gpkg");
    const int count = 70000;  // more than a batch
    writeGeoPackage(path, count);
    const auto all = readAll(sourceOf(path, "weight"));
    REQUIRE(all);
    REQUIRE(all->points.size() == count);
    REQUIRE(all->weights.size() == count);
    bool isSame = true;
    for (int i = 0; i < count; ++i)
        isSame = isSame && all->points[i] == Point{1.0 * i, i / 2.0} && all->weights[i] == 3.0 * i;
    CHECK(isSame);
    CHECK(all->crs.epsg == 6671);
    CHECK(all->diagnostics.empty());

    const auto unweighted = readAll(sourceOf(path));
    REQUIRE(unweighted);
    CHECK(unweighted->weights.empty());
    CHECK(unweighted->points == all->points);
}

TEST_CASE("rows without a point or a weight are kept as rows and told with their number", "[point_stream]")
{
    const Folder folder;
    const std::string path = folder.write(
        "mixed.geojson", collectionHead + featureText(pointText(1, 2), R"("w":5)") + "," +
                             featureText("null", R"("w":6)") + "," + featureText(pointText(3, 4), R"("w":null)") + "," +
                             featureText(R"({"type":"MultiPoint","coordinates":[[5,6]]})", R"("w":7)") + "," +
                             featureText(R"({"type":"MultiPoint","coordinates":[[5,6],[7,8]]})", R"("w":8)") + "," +
                             featureText(R"({"type":"LineString","coordinates":[[5,6],[7,8]]})", R"("w":9)") + "]}");
    const auto all = readAll(sourceOf(path, "w"));
    REQUIRE(all);
    REQUIRE(all->points.size() == 6);
    CHECK(all->points[0] == Point{1, 2});
    CHECK(std::isnan(all->points[1].x));
    CHECK(all->weights[1] == 6);
    CHECK(std::isnan(all->weights[2]));
    CHECK(all->points[3] == Point{5, 6});
    CHECK(std::isnan(all->points[4].x));
    CHECK(std::isnan(all->points[5].x));
    REQUIRE(all->diagnostics.size() == 4);
    CHECK(all->diagnostics[0].row == 2);
    CHECK(all->diagnostics[0].message.code == "geo.point_missing");
    CHECK(all->diagnostics[3].message.code == "geo.point_not_one");
}

TEST_CASE("a CSV gives its points from columns known by name, in UTF-8 and in CP932", "[point_stream]")
{
    const Folder folder;
    const std::string rows = "A,34.5,131.25,2\r\n\"B\r\nC\",34.25,131.5,\r\nD,,,1\r\nE,34.1,x,1\r\n";
    const std::string utf8 = folder.write("utf8.csv", "名称,緯度,経度,人数\r\n" + rows);
    // 名称,緯度,経度,人数 in CP932.
    const std::string cp932 =
        folder.write("cp932.csv", "\x96\xBC\x8F\xCC,\x88\xDC\x93\x78,\x8C\x6F\x93\x78,\x90\x6C\x90\x94\r\n" + rows);
    for (const std::string& path : {utf8, cp932}) {
        const auto all = readAll(sourceOf(path, "人数"));
        REQUIRE(all);
        REQUIRE(all->points.size() == 4);
        CHECK(all->points[0] == Point{131.25, 34.5});
        CHECK(all->points[1] == Point{131.5, 34.25});
        CHECK(all->weights[0] == 2);
        CHECK(std::isnan(all->weights[1]));
        CHECK(all->crs.epsg == 6668);
        REQUIRE(all->diagnostics.size() == 3);
        CHECK(all->diagnostics[0].message.code == "geo.weight_missing");
        CHECK(all->diagnostics[0].row == 3);  // the record after the header and one other
        CHECK(all->diagnostics[1].message.code == "geo.point_missing");
        CHECK(all->diagnostics[2].message.code == "geo.point_not_finite");
        CHECK(all->diagnostics[2].field == "経度");
    }
}

TEST_CASE("a CSV in UTF-16 or with tabs is read too, and its rows are lines of the file", "[point_stream]")
{
    const Folder folder;
    const std::string text = "name\tlon\tlat\n\"a\n\nb\"\t131.5\t34.25\nc\t\t\n";
    std::string utf16 = "\xFF\xFE";
    for (const char c : text) {
        utf16 += c;
        utf16 += '\0';
    }
    for (const std::string& path : {folder.write("plain.tsv", text), folder.write("utf16.CSV", utf16)}) {
        const auto all = readAll(sourceOf(path));
        REQUIRE(all);
        REQUIRE(all->points.size() == 2);
        CHECK(all->points[0] == Point{131.5, 34.25});
        REQUIRE(all->diagnostics.size() == 1);
        CHECK(all->diagnostics[0].row == 5);
    }
}

TEST_CASE("positions in degrees that are known mistakes are set aside with row, field and reason", "[point_stream]")
{
    struct Mistake {
        const char* cells;
        const char* field;
        const char* reason;
    };
    const std::vector<Mistake> mistakes = {
        {"34.18,131.47", "lat", "geo.point_swapped"},
        {"34.017177,34.017177", "lon", "geo.point_equal"},
        {"0,0", "lon", "geo.point_zero"},
        {"131.47,0", "lat", "geo.point_zero"},
        {"131度28分,34度10分", "lon", "geo.point_degrees_minutes"},
        {"1312812.5,341048.5", "lat", "geo.point_degrees_minutes"},
        {"131.47,", "lat", "geo.point_missing"},
        {"　,34.18", "lon", "geo.point_missing"},
        {"東経,34.18", "lon", "geo.point_not_finite"},
        {"-61000,12", "lon", "geo.point_not_degrees"},
        {"131.47,-170000", "lat", "geo.point_not_degrees"},
        {"131.47,34.18,5", "", "geo.row_shifted"},
        {"131.47", "", "geo.row_shifted"},
    };
    std::string text = "lon,lat\n";
    for (const Mistake& mistake : mistakes)
        text += std::string(mistake.cells) + "\n";
    // Another part of the world is no mistake.
    text += "131.47,34.18\n13.4,52.5\n-70.6,-33.4\n";
    const Folder folder;
    const auto all = readAll(sourceOf(folder.write("mistakes.csv", text)));
    REQUIRE(all);
    REQUIRE(all->points.size() == mistakes.size() + 3);
    REQUIRE(all->diagnostics.size() == mistakes.size());
    for (std::size_t i = 0; i < mistakes.size(); ++i) {
        INFO(mistakes[i].cells);
        CHECK(std::isnan(all->points[i].x));
        CHECK(all->diagnostics[i].row == static_cast<std::int64_t>(i) + 2);
        CHECK(all->diagnostics[i].field == mistakes[i].field);
        CHECK(all->diagnostics[i].message.code == mistakes[i].reason);
    }
    CHECK(all->points[mistakes.size() + 1] == Point{13.4, 52.5});

    // Columns not known as degrees hold any numbers.
    const auto plane = readAll(sourceOf(folder.write("plane.csv", "x,y\n0,0\n-61000,-170000\n34,131\n")));
    REQUIRE(plane);
    CHECK(plane->diagnostics.empty());
    CHECK(plane->points[0] == Point{0, 0});
}

TEST_CASE("a CSV that breaks off late is an error, whatever stood before", "[point_stream]")
{
    const Folder folder;
    std::string text = "name,lon,lat\n";
    for (int i = 0; i < 70000; ++i)  // more than a batch
        text += "a,131.5,34.25\n";
    const auto broken = readAll(sourceOf(folder.write("broken.csv", text + "\"b,131.5,34.25\n")));
    REQUIRE_FALSE(broken);
    CHECK(broken.error().message.code == "io.quote_not_closed");
    CHECK(broken.error().where.find("broken.csv:70002") != std::string::npos);
    const auto whole = readAll(sourceOf(folder.write("whole.csv", text)));
    REQUIRE(whole);
    CHECK(whole->points.size() == 70000);
}

TEST_CASE("a CSV has one layer, its name, and may hold its points as well-known text", "[point_stream]")
{
    const Folder folder;
    PointSource source = sourceOf(folder.write("table.csv", "lon,lat\n131.5,34.25\n"));
    source.layer = "table";
    CHECK(readAll(source));
    source.layer = "other";
    CHECK(readAll(source).error().message.code == "io.no_layer");
    const auto text = readAll(sourceOf(folder.write("wkt.csv", "WKT,name\nPOINT (131.5 34.25),a\n")));
    REQUIRE(text);
    CHECK(text->points == std::vector<Point>{{131.5, 34.25}});
}

TEST_CASE("columns can be named; such a table has no CRS unless they are longitude and latitude", "[point_stream]")
{
    const Folder folder;
    PointSource source = sourceOf(folder.write("east.csv", "east,north\n-61000,-170000\n"));
    source.xField = "east";
    source.yField = "north";
    const auto all = readAll(source);
    REQUIRE(all);
    CHECK(all->points[0] == Point{-61000, -170000});
    CHECK_FALSE(all->crs.isGiven());

    source.yField = "nord";
    const auto wrong = readAll(source);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().message.code == "geo.no_field");
    CHECK(wrong.error().message.arguments[1] == "east, north");
}

TEST_CASE("many bad rows are told one by one at first and counted after", "[point_stream]")
{
    const Folder folder;
    std::string text = "lon,lat\n";
    for (int i = 0; i < 100; ++i)
        text += "?,?\n";
    const auto all = readAll(sourceOf(folder.write("bad.csv", text)));
    REQUIRE(all);
    CHECK(all->points.size() == 100);
    REQUIRE(all->diagnostics.size() == 21);
    CHECK(all->diagnostics.back().message.code == "geo.more_set_aside");
    CHECK(all->diagnostics.back().message.arguments[0] == "80");
}

TEST_CASE("what cannot be opened says what is there", "[point_stream]")
{
    const Folder folder;
    CHECK(readAll(sourceOf(folder.file("none.gpkg"))).error().kind == ErrorKind::NotFound);
    CHECK(readAll(sourceOf(folder.write("empty.csv", ""))).error().kind == ErrorKind::BadFormat);
    CHECK(readAll(sourceOf(folder.write("noise.gpkg", "not a database"))).error().kind == ErrorKind::BadFormat);
    const std::string table = folder.write("table.csv", "name,size\na,1\n");
    CHECK(readAll(sourceOf(table)).error().message.code == "geo.no_place_columns");
    CHECK(readAll(sourceOf(table)).error().message.arguments[0] == "name, size");
    PointSource layer = sourceOf(folder.file("points.gpkg"));
    writeGeoPackage(layer.path, 1);
    layer.layer = "other";
    CHECK(readAll(layer).error().message.code == "io.no_layer");
    CHECK(readAll(layer).error().message.arguments[1] == "points");
    CHECK(readAll(sourceOf(layer.path, "people")).error().message.code == "geo.no_field");
}

TEST_CASE("well-known binary of a point is read in either byte order, with Z, M and SRID", "[wkb]")
{
    const auto read = [](std::vector<unsigned char> head, bool isLittle) {
        for (const double value : {1.5, -2.25}) {
            unsigned char bytes[8];
            std::memcpy(bytes, &value, 8);
            if (!isLittle)
                std::reverse(bytes, bytes + 8);
            head.insert(head.end(), bytes, bytes + 8);
        }
        return pointOfWkb(head.data(), head.size());
    };
    CHECK(read({1, 1, 0, 0, 0}, true).point == Point{1.5, -2.25});
    CHECK(read({0, 0, 0, 0, 1}, false).point == Point{1.5, -2.25});
    CHECK(read({1, 0xE9, 3, 0, 0}, true).point == Point{1.5, -2.25});                    // 1001: Z
    CHECK(read({1, 1, 0, 0, 0x80}, true).point == Point{1.5, -2.25});                    // extended Z
    CHECK(read({1, 1, 0, 0, 0x20, 0x0C, 0x1A, 0, 0}, true).point == Point{1.5, -2.25});  // with SRID
    CHECK(read({1, 4, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0}, true).point == Point{1.5, -2.25});
    CHECK(read({1, 4, 0, 0, 0, 2, 0, 0, 0, 1, 1, 0, 0, 0}, true).reason == "geo.point_not_one");
    CHECK(read({1, 2, 0, 0, 0}, true).reason == "geo.point_not_one");
    CHECK(pointOfWkb(nullptr, 0).reason == "geo.point_missing");
    const unsigned char cut[] = {1, 1, 0, 0, 0, 9, 9};
    CHECK(pointOfWkb(cut, sizeof cut).reason == "geo.point_missing");
}

TEST_CASE("areas are read by code, repaired where they are not valid, left out where there is none", "[area_reader]")
{
    const Folder folder;
    const auto polygon = [](const std::string& ring) { return R"({"type":"Polygon","coordinates":[)" + ring + "]}"; };
    const std::string path = folder.write(
        "areas.geojson",
        collectionHead + featureText(polygon("[[0,0],[1,0],[1,1],[0,1],[0,0]]"), R"("code":"02")") + "," +
            featureText(polygon("[[0,0],[2,2],[2,0],[0,2],[0,0]]"), R"("code":"01")") + "," +
            featureText(polygon("[[5,5],[6,5],[6,6],[5,5]]"), R"("code":null)") + "," +
            featureText("null", R"("code":"04")") + "," +
            featureText(R"({"type":"MultiPolygon","coordinates":[[[[8,8],[9,8],[9,9],[8,8]]]]})", R"("code":"02")") +
            "]}");
    Diagnostics diagnostics;
    const auto read = readAreas(path, "", "code", diagnostics);
    REQUIRE(read);
    REQUIRE(read->areas.size() == 3);
    CHECK(read->areas[0].code == "01");
    CHECK(areaOf(read->areas[0].outline) == Approx(2));
    CHECK(read->areas[1].code == "02");
    CHECK(read->areas[1].row == 1);
    CHECK(read->areas[2].row == 5);
    CHECK(read->crs.epsg == 4326);
    REQUIRE(diagnostics.size() == 3);
    CHECK(diagnostics[0].message.code == "geo.area_repaired");
    CHECK(diagnostics[0].row == 2);
    CHECK(diagnostics[1].message.code == "geo.code_empty");
    CHECK(diagnostics[2].message.code == "geo.area_missing");

    const auto noField = readAreas(path, "", "name", diagnostics);
    REQUIRE_FALSE(noField);
    CHECK(noField.error().message.arguments == std::vector<std::string>{"name", "code"});
    const std::string points =
        folder.write("points.geojson", collectionHead + featureText(pointText(1, 1), R"("code":"1")") + "]}");
    const auto noAreas = readAreas(points, "", "code", diagnostics);
    REQUIRE_FALSE(noAreas);
    CHECK(noAreas.error().kind == ErrorKind::BadGeometry);
}

}  // namespace chiiki
