#include "core/io/positions.h"

#include <catch2/catch.hpp>

#include "core/base/message.h"

using namespace chiiki;

namespace {

const Extent city{131.29, 33.96, 131.80, 34.51};

std::string_view reason(std::string_view lon, std::string_view lat)
{
    const auto judged = judgePosition(lon, lat, city);
    CHECK(judged.point.has_value() == judged.reason.empty());
    return judged.reason;
}

}  // namespace

TEST_CASE("a position in or near the city is usable, wherever exactly it lies", "[positions]")
{
    CHECK(reason("131.47", "34.18").empty());
    CHECK(reason(" 131.47 ", "34.18").empty());
    CHECK(reason("131.9", "34.0").empty());
    CHECK(judgePosition("131.47", "34.18", city).point->x == 131.47);
}

TEST_CASE("each kind of unusable position has its own reason", "[positions]")
{
    CHECK(reason("", "34.18") == "io.place_blank");
    CHECK(reason("131.47", "　") == "io.place_blank");
    CHECK(reason("0", "0") == "io.place_zero");
    CHECK(reason("131.47", "0") == "io.place_zero");
    CHECK(reason("34.017177", "34.017177") == "io.place_equal");
    CHECK(reason("34.18", "131.47") == "io.place_swapped");
    CHECK(reason("131度28分", "34度10分") == "io.place_degrees_minutes");
    CHECK(reason("131.28.12", "34.10.48") == "io.place_degrees_minutes");
    CHECK(reason("1312812.5", "341048.5") == "io.place_degrees_minutes");
    CHECK(reason("東経", "34.18") == "io.place_not_a_number");
    CHECK(reason("inf", "34.18") == "io.place_not_a_number");
    CHECK(reason("139.7", "35.7") == "io.place_far_off");
}

TEST_CASE("a reason read from a file is one of the catalogue's", "[positions]")
{
    CHECK(placementReason("io.place_equal") == "io.place_equal");
    CHECK(placementReason("").empty());
    CHECK(placementReason("made up") == "io.place_other");
    CHECK(isInCatalogue(placementReason("made up")));
}
