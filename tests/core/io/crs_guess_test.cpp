#include "core/io/crs_guess.h"

#include <limits>

#include <catch2/catch.hpp>

#include "core/geo/crs.h"
#include "core/geo/transform.h"
#include "core/io/vector_reader.h"
#include "tests/support/process.h"

using namespace chiiki;

namespace {

// A city of one square district around 山口駅, 131.4 to 131.6 E and 34.0 to 34.3 N.
AreaLocator city()
{
    const std::vector<MultiPolygon> areas = {
        {Polygon{{Ring{{131.4, 34.0}, {131.6, 34.0}, {131.6, 34.3}, {131.4, 34.3}, {131.4, 34.0}}}}}};
    return AreaLocator(areas);
}

const std::vector<Point> inCity = {{131.45, 34.1}, {131.5, 34.15}, {131.55, 34.2}, {131.41, 34.29}};

std::vector<Point> as(int epsg)
{
    auto transform = Transform::between(storedEpsg, epsg);
    REQUIRE(transform);
    std::vector<Point> points = inCity;
    transform->apply(points);
    return points;
}

}  // namespace

TEST_CASE("metres of a plane rectangular zone are told by the city alone", "[crs_guess]")
{
    for (const int epsg : {6671, 6670, 6687}) {
        const CrsGuess guess = guessCrs(as(epsg), city());
        CAPTURE(epsg);
        REQUIRE(guess.taken());
        CHECK(guess.taken()->epsg == epsg);
        CHECK_FALSE(guess.taken()->isNorthFirst);
        CHECK(guess.taken()->inCity == 4);
        CHECK(guess.taken()->inDistricts == 4);
        // The Tokyo datum lies some 400 m off: offered, never taken in silence.
        REQUIRE(guess.candidates.size() == 2);
        CHECK(guess.candidates[1].epsg == epsg - 6669 + 30161);
        CHECK(guess.evidence.code == "io.crs_guessed_on_new_datum");
    }
    CHECK(guessCrs(as(6689), city()).taken()->epsg == 6689);
    CHECK(guessCrs(as(3857), city()).taken()->epsg == 3857);
}

TEST_CASE("degrees are told, also with latitude first", "[crs_guess]")
{
    CHECK(guessCrs(inCity, city()).taken()->epsg == 6668);
    std::vector<Point> exchanged;
    for (const Point& p : inCity)
        exchanged.push_back({p.y, p.x});
    const CrsGuess guess = guessCrs(exchanged, city());
    REQUIRE(guess.taken());
    CHECK(guess.taken()->isNorthFirst);
    CHECK(guess.evidence.code == "io.crs_guessed_north_first");
    CHECK(speak(nameOf(*guess.taken()), Language::Japanese) == "緯度・経度の順（JGD2011、EPSG:6668）");
}

TEST_CASE("positions that fit only on the Tokyo datum leave the guess open", "[crs_guess]")
{
    // There longitudes are some 0.0025 degrees larger than on JGD2011: what stands just within the eastern border seems
    // to lie beyond it when the numbers are read as JGD2011.
    auto toTokyo = Transform::between(storedEpsg, 4301);
    REQUIRE(toTokyo);
    std::vector<Point> points;
    for (int i = 0; i < 10; ++i)
        points.push_back({131.5985 + 0.0001 * i, 34.1 + 0.01 * i});
    toTokyo->apply(points);
    points.push_back({131.5, 34.1});
    const CrsGuess guess = guessCrs(points, city());
    CHECK_FALSE(guess.isSettled);
    CHECK_FALSE(guess.taken());
    CHECK(guess.evidence.code == "io.crs_guess_ambiguous");
    REQUIRE(guess.candidates.size() == 2);
    CHECK(guess.candidates[0] == CrsCandidate{6668, false, 1, 1});
    CHECK(guess.candidates[1] == CrsCandidate{4301, false, 11, 11});
}

TEST_CASE("a file of the prefecture is told by the part that lies in the city", "[crs_guess]")
{
    // One of five positions is in the city, the others are elsewhere in the prefecture; no other zone puts any there.
    auto transform = Transform::between(storedEpsg, 6671);
    REQUIRE(transform);
    std::vector<Point> points = {{130.9, 33.95}, {132.2, 34.05}, {131.0, 34.4}, {131.5, 34.1}, {131.9, 33.9}};
    transform->apply(points);
    const CrsGuess guess = guessCrs(points, city());
    REQUIRE(guess.taken());
    CHECK(guess.taken()->epsg == 6671);
    CHECK(guess.taken()->inCity == 1);
}

TEST_CASE("positions of nowhere near, or none at all, give no guess", "[crs_guess]")
{
    const std::vector<Point> tokyo = {{139.7, 35.7}};
    CHECK(guessCrs(tokyo, city()).candidates.empty());
    CHECK(guessCrs(tokyo, city()).evidence.code == "io.crs_guess_none");
    const std::vector<Point> none = {{std::numeric_limits<double>::quiet_NaN(), 34}};
    CHECK(guessCrs(none, city()).evidence.code == "io.crs_guess_without_positions");
    CHECK_FALSE(guessCrs(none, city()).taken());
}

TEST_CASE("a sample is spread over all positions", "[crs_guess]")
{
    std::vector<Point> points(10);
    for (int i = 0; i < 10; ++i)
        points[static_cast<std::size_t>(i)].x = i;
    const auto sample = spreadSample(points, 4);  // every third
    REQUIRE(sample.size() == 4);
    CHECK(sample[3].x == 9);
    CHECK(spreadSample(points, 100).size() == 10);
}

TEST_CASE("a DXF of a plan in metres, without attributes or CRS, is told and read", "[crs_guess]")
{
    const std::vector<Point> zone3 = as(6671);
    const auto pair = [](int code, const std::string& value) { return std::to_string(code) + "\n" + value + "\n"; };
    const auto number = [](double value) { return std::to_string(value); };
    std::string entities = pair(0, "POINT") + pair(8, "避難所") + pair(10, number(zone3[0].x)) +
                           pair(20, number(zone3[0].y)) + pair(30, "0.0");
    const auto polyline = [&](bool isClosed) {
        std::string text = pair(0, "LWPOLYLINE") + pair(100, "AcDbEntity") + pair(8, "1") + pair(100, "AcDbPolyline") +
                           pair(90, "3") + pair(70, isClosed ? "1" : "0");
        for (std::size_t i = 1; i < 4; ++i)
            text += pair(10, number(zone3[i].x)) + pair(20, number(zone3[i].y));
        return text;
    };
    entities += polyline(false) + polyline(true);
    const test::TemporaryFolder folder;
    test::writeFile(folder / "plan_synthetic.dxf",
                    pair(0, "SECTION") + pair(2, "ENTITIES") + entities + pair(0, "ENDSEC") + pair(0, "EOF"));
    auto source = LayerSource::open(folder / "plan_synthetic.dxf", {});
    INFO((source ? "" : describe(source.error(), Language::English)));
    REQUIRE(source);
    const CrsGuess guess = guessLayerCrs(*source, city());
    REQUIRE(guess.taken());
    CHECK(guess.taken()->epsg == 6671);
    CHECK(guess.sampled == 3);
    Diagnostics diagnostics;
    const auto layer = readVectorLayer(folder / "plan_synthetic.dxf", {{}, guess.taken()->epsg}, diagnostics);
    REQUIRE(layer);
    REQUIRE(layer->features.size() == 3);
    REQUIRE(layer->features[0].point);
    CHECK(layer->features[0].point->x == Approx(inCity[0].x).epsilon(1e-9));
    CHECK(layer->features[1].lines.size() == 1);
    CHECK(layer->features[2].lines.size() + layer->features[2].area.size() == 1);
}

TEST_CASE("a shapefile without .prj and .cpg is told by where the city lies", "[crs_guess]")
{
    // Two records: one at the origin of zone III, 220 km away, and one 62 km west and 200 km south of it.
    auto source = LayerSource::open(std::string(CHIIKI_SOURCE_DIR) + "/tests/bad_input/warns/missing_prj.shp", {});
    REQUIRE(source);
    CHECK_FALSE(source->crs().isGiven());
    const CrsGuess guess = guessLayerCrs(*source, city());
    REQUIRE(guess.taken());
    CHECK(guess.taken()->epsg == 6671);
    CHECK(guess.sampled == 2);
    CHECK(guess.taken()->inCity == 1);
}

TEST_CASE("one cell with a slip of the point does not make metres of degrees", "[crs_guess]")
{
    std::vector<Point> points = inCity;
    points[1].x = 131500;
    const CrsGuess guess = guessCrs(points, city());
    REQUIRE(guess.taken());
    CHECK(guess.taken()->epsg == 6668);
    CHECK(guess.taken()->inCity == 3);
}
