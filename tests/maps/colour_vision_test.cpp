#include <catch2/catch.hpp>

#include <random>

#include "maps/scene/class_look.h"
#include "maps/style/colour_vision.h"
#include "maps/style/ramp.h"

using namespace chiiki;

namespace {

Choropleth shadedBy(std::vector<Colour> colours, bool isDiverging)
{
    Choropleth map;
    map.indicator.kind = IndicatorKind::Rate;
    for (std::size_t i = 1; i < colours.size(); ++i)
        map.breaks.limits.push_back(static_cast<double>(i));
    map.colours = std::move(colours);
    map.isDiverging = isDiverging;
    return map;
}

}  // namespace

TEST_CASE("lightness and distance of colours are those of CIELAB", "[palette]")
{
    CHECK(lightnessOf(rgb(0x000000)) == Approx(0).margin(1e-9));
    CHECK(lightnessOf(rgb(0xFFFFFF)) == Approx(100).margin(1e-4));
    // Red, by the tables of sRGB: L* 53.24, a* 80.09, b* 67.20; distance to black is the length of that.
    CHECK(lightnessOf(rgb(0xFF0000)) == Approx(53.24).margin(0.01));
    CHECK(colourDistance(rgb(0xFF0000), rgb(0x000000)) == Approx(117.34).margin(0.05));
}

TEST_CASE("perceived distance is CIEDE2000", "[palette]")
{
    // From the test data of Sharma, Wu and Dalal (2005): greys, blues, hues across zero, large differences.
    struct Known {
        Lab a, b;
        double distance;
    };
    for (const Known& known :
         {Known{{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
          Known{{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000}, Known{{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
          Known{{50, 2.5, 0}, {73, 25, -18}, 27.1492}, Known{{50, 2.5, 0}, {61, -5, 29}, 22.8977},
          Known{{50, 2.5, 0}, {56, -27, -3}, 31.9030}, Known{{50, 2.5, 0}, {58, 24, 15}, 19.4535},
          Known{{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
          Known{{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441}}) {
        INFO(known.distance);
        CHECK(perceivedDistance(known.a, known.b) == Approx(known.distance).margin(0.00006));
        CHECK(perceivedDistance(known.b, known.a) == Approx(known.distance).margin(0.00006));
    }
    CHECK(perceivedDistance(labOf(rgb(0x2C7FB8)), labOf(rgb(0x2C7FB8))) == 0);
}

TEST_CASE("palettes known to be bad are hatched, and it is said for whom", "[palette]")
{
    struct Bad {
        const char* name;
        std::vector<Colour> colours;
        const char* said;
    };
    const Bad all[] = {
        // ColorBrewer RdYlGn: its ends are one colour to most who see colours otherwise.
        {"red to green",
         {rgb(0xD7191C), rgb(0xFDAE61), rgb(0xFFFFBF), rgb(0xA6D96A), rgb(0x1A9641)},
         "maps.hatched_for_copier"},
        {"rainbow",
         {rgb(0x0000FF), rgb(0x00FFFF), rgb(0x00FF00), rgb(0xFFFF00), rgb(0xFF0000)},
         "maps.hatched_for_both"},
        {"pastels of one grey", {rgb(0xFBB4AE), rgb(0xB3CDE3), rgb(0xCCEBC5)}, "maps.hatched_for_copier"},
        // Far apart to most people, one colour to those who lack the cones for green.
        {"moss and copper", {rgb(0x33A02C), rgb(0xB8733B)}, "maps.hatched_for_both"},
        {"strong blues", {rgb(0x0000FF), rgb(0x2020E0), rgb(0x4040C0)}, "maps.hatched_for_both"},
    };
    for (const Bad& bad : all) {
        INFO(bad.name);
        const Choropleth map = shadedBy(bad.colours, false);
        CHECK(inkNeeded(map) == ClassInk::Hatched);
        const auto why = whyHatched(map, Language::Japanese);
        REQUIRE(why);
        CHECK(why->code == bad.said);
    }
    const auto moss = whyHatched(shadedBy({rgb(0x33A02C), rgb(0xB8733B)}, false), Language::English);
    CHECK(moss->arguments == std::vector<std::string>{"deuteranopia", "0.5", "3.2"});
    CHECK_FALSE(whyHatched(shadedBy(rampColours(Ramp::More, 5), false), Language::Japanese));
}

TEST_CASE("a vision without a kind of cone keeps greys and loses what that cone tells", "[palette]")
{
    std::mt19937 random(11);
    for (int i = 0; i < 500; ++i) {
        const auto level = static_cast<std::uint8_t>(random() % 256);
        const Colour grey{level, level, level, 255};
        for (const Vision vision : {Vision::Protan, Vision::Deutan, Vision::Tritan})
            CHECK(colourDistance(asSeenWith(vision, grey), grey) < 1);
    }
    // Orange and yellow-green of one lightness: far apart for most people, near for those who see red and green alike.
    const Colour orange = rgb(0xE08A2C), green = rgb(0x97A52A);
    CHECK(colourDistance(orange, green) > 35);
    CHECK(colourDistance(asSeenWith(Vision::Deutan, orange), asSeenWith(Vision::Deutan, green)) < 15);
    CHECK(colourDistance(asSeenWith(Vision::Tritan, orange), asSeenWith(Vision::Tritan, green)) > 25);
}

TEST_CASE("the ramps of five classes are told apart in colour, and those that fold in grey are hatched", "[palette]")
{
    // Least distance of neighbours over the three visions as the palettes were chosen by.
    struct Known {
        Ramp ramp;
        int classes;
        double colour;
        bool folds;
    };
    for (const Known& known :
         {Known{Ramp::More, 5, 17, false}, Known{Ramp::Worry, 5, 18, false}, Known{Ramp::Money, 5, 13, false},
          Known{Ramp::Blocks, 7, 14, false}, Known{Ramp::Change, 5, 24, true}, Known{Ramp::FineChange, 7, 10, true}}) {
        INFO(static_cast<int>(known.ramp));
        const std::vector<Colour> colours = rampColours(known.ramp, known.classes);
        const ClassDistances distances = distancesOfRamp(colours);
        CHECK(distances.colour == Approx(known.colour).margin(1));
        CHECK((distances.lightness < leastLightnessDistance) == known.folds);
        CHECK(inkNeeded(shadedBy(colours, known.folds)) == (known.folds ? ClassInk::Hatched : ClassInk::Colours));
    }
}

TEST_CASE("classes that nobody could tell apart are hatched", "[palette]")
{
    // Red beside a green of its lightness; two near greys; a ramp of far too many classes.
    CHECK(distancesOfRamp(std::vector{rgb(0xC05050), rgb(0x6B8030)}).lightness < 10);
    CHECK(inkNeeded(shadedBy({rgb(0xC05050), rgb(0x6B8030)}, false)) == ClassInk::Hatched);
    CHECK(inkNeeded(shadedBy({rgb(0x808080), rgb(0x868686)}, false)) == ClassInk::Hatched);
    CHECK(inkNeeded(shadedBy(rampColours(Ramp::More, 12), false)) == ClassInk::Hatched);
    // Circles carry their value in their size, one class has no neighbour.
    Choropleth circles = shadedBy({rgb(0x808080), rgb(0x868686)}, false);
    circles.isCircles = true;
    CHECK(inkNeeded(circles) == ClassInk::Colours);
    CHECK(inkNeeded(shadedBy({rgb(0x808080)}, false)) == ClassInk::Colours);
}

TEST_CASE("hatching gives no two classes one look", "[palette]")
{
    for (const auto& [ramp, classes] :
         {std::pair(Ramp::Change, 5), std::pair(Ramp::FineChange, 7), std::pair(Ramp::More, 9)}) {
        for (const ClassInk ink : {ClassInk::Hatched, ClassInk::Copier}) {
            const Choropleth map = shadedBy(rampColours(ramp, classes), isDiverging(ramp));
            for (int i = 0; i < classes; ++i)
                for (int j = i + 1; j < classes; ++j) {
                    INFO(i << " and " << j << " of " << classes);
                    const auto a = classLook(map, i, ink).pattern;
                    const auto b = classLook(map, j, ink).pattern;
                    CHECK((a.has_value() != b.has_value() || a->thickness != b->thickness ||
                           a->angleDegrees != b->angleDegrees));
                }
        }
    }
}
