#include "core/io/jpgis.h"

#include <catch2/catch.hpp>

#include "core/io/vector_reader.h"
#include "tests/support/process.h"

using namespace chiiki;

namespace {

std::string dataset(const std::string& content, const std::string& srs = "JGD2011 / (B, L)")
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<ksj:Dataset gml:id=\"N03Dataset\" xmlns:ksj=\"http://nlftp.mlit.go.jp/ksj/schemas/ksj-app\" "
           "xmlns:gml=\"http://www.opengis.net/gml/3.2\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n"
           "<gml:description>合成データ</gml:description>\n"
           "<gml:boundedBy><gml:EnvelopeWithTimePeriod srsName=\"" +
           srs +
           "\" frame=\"GC / JST\"><gml:lowerCorner>34.0 131.0</gml:lowerCorner></gml:EnvelopeWithTimePeriod>"
           "</gml:boundedBy>\n" +
           content + "</ksj:Dataset>\n";
}

std::string curve(const std::string& id, const std::string& positions)
{
    return "<gml:Curve gml:id=\"" + id + "\"><gml:segments><gml:LineStringSegment><gml:posList>\n" + positions +
           "\n</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>\n";
}

VectorLayer read(const std::string& text, const std::string& name = "N03-synthetic.xml")
{
    const test::TemporaryFolder folder;
    test::writeFile(folder / name, text);
    Diagnostics diagnostics;
    const auto layer = readVectorLayer(folder / name, {}, diagnostics);
    INFO((layer ? "" : describe(layer.error(), Language::English)));
    REQUIRE(layer);
    return *layer;
}

}  // namespace

TEST_CASE("administrative areas of JPGIS come with their outline and the shapefile's names", "[jpgis]")
{
    // The outer ring is of two curves, the second written the other way round; the hole is one curve.
    const VectorLayer layer = read(dataset(
        curve("cv1", "34.0 131.0 34.0 131.4 34.4 131.4") + curve("cv2", "34.0 131.0 34.4 131.0 34.4 131.4") +
        curve("cv3", "34.1 131.1 34.1 131.2 34.2 131.2 34.1 131.1") +
        "<gml:OrientableCurve gml:id=\"_cv3\" orientation=\"-\"><gml:baseCurve xlink:href=\"#cv3\"/>"
        "</gml:OrientableCurve>\n"
        "<gml:Surface gml:id=\"sf1\"><gml:patches><gml:PolygonPatch><gml:exterior><gml:Ring>"
        "<gml:curveMember xlink:href=\"#cv1\"/><gml:curveMember xlink:href=\"#cv2\"/></gml:Ring></gml:exterior>"
        "<gml:interior><gml:Ring><gml:curveMember xlink:href=\"#_cv3\"/></gml:Ring></gml:interior>"
        "</gml:PolygonPatch></gml:patches></gml:Surface>\n"
        "<ksj:AdministrativeBoundary gml:id=\"gy1\"><ksj:bounds xlink:href=\"#sf1\"/>"
        "<ksj:prefectureName>山口県</ksj:prefectureName><ksj:subPrefectureName/><ksj:countyName/>"
        "<ksj:cityName>山口市</ksj:cityName>"
        "<ksj:administrativeAreaCode codeSpace=\"AdministrativeAreaCode.xml\">35203</ksj:administrativeAreaCode>"
        "</ksj:AdministrativeBoundary>\n"));
    CHECK(layer.name == "AdministrativeBoundary");
    CHECK(layer.crs == "EPSG:6668");
    CHECK(layer.fields == std::vector<std::string>{"N03_001", "N03_002", "N03_003", "N03_004", "N03_007"});
    REQUIRE(layer.features.size() == 1);
    const VectorFeature& city = layer.features[0];
    CHECK(city.values == std::vector<std::string>{"山口県", "", "", "山口市", "35203"});
    REQUIRE(city.area.size() == 1);
    REQUIRE(city.area[0].rings.size() == 2);
    CHECK(city.area[0].rings[0] == Ring{{131.0, 34.0}, {131.4, 34.0}, {131.4, 34.4}, {131.0, 34.4}, {131.0, 34.0}});
    CHECK(city.area[0].rings[1].front() == Point{131.1, 34.1});
    CHECK(city.area[0].rings[1][1] == Point{131.2, 34.2});  // turned round
}

TEST_CASE("points of JPGIS are found by reference, latitude first, dates within their moment", "[jpgis]")
{
    const VectorLayer layer =
        read(dataset("<gml:Point gml:id=\"pt1\"><gml:pos>34.17 131.47</gml:pos></gml:Point>\n"
                     "<ksj:MedicalInstitution gml:id=\"m1\"><ksj:position xlink:href=\"#pt1\"/>"
                     "<ksj:medicalInstitutionName>合成病院</ksj:medicalInstitutionName>"
                     "<ksj:address>山口市</ksj:address><ksj:opened><gml:TimeInstant gml:id=\"t1\"><gml:timePosition>"
                     "19510119</gml:timePosition></gml:TimeInstant></ksj:opened></ksj:MedicalInstitution>\n"
                     "<ksj:MedicalInstitution gml:id=\"m2\"><ksj:position xlink:href=\"#nowhere\"/>"
                     "<ksj:medicalInstitutionName>位置なし</ksj:medicalInstitutionName></ksj:MedicalInstitution>\n",
                     "JGD2000 / (B, L)"),
             "P04-synthetic.gml");
    CHECK(layer.crs == "EPSG:4612");
    REQUIRE(layer.features.size() == 2);
    CHECK(layer.features[0].point == Point{131.47, 34.17});
    CHECK(layer.features[0].values[*layer.field("P04_002")] == "合成病院");
    CHECK(layer.features[0].values[*layer.field("opened")] == "19510119");
    CHECK_FALSE(layer.features[1].point);
}

TEST_CASE("XML that is damaged or of something else is refused", "[jpgis]")
{
    const test::TemporaryFolder folder;
    test::writeFile(folder / "cut.xml", dataset("<ksj:A gml:id=\"a\">").substr(0, 420));
    test::writeFile(folder / "none.xml", dataset(""));
    test::writeFile(folder / "other.xml", "<?xml version=\"1.0\"?><a/>");
    CHECK(isJpgis(folder / "cut.xml"));
    CHECK_FALSE(isJpgis(folder / "other.xml"));
    for (const char* name : {"cut.xml", "none.xml", "other.xml"}) {
        CAPTURE(name);
        Diagnostics diagnostics;
        const auto layer = readVectorLayer(folder / name, {}, diagnostics);
        REQUIRE_FALSE(layer);
        CHECK(layer.error().kind == ErrorKind::BadFormat);
    }
}
