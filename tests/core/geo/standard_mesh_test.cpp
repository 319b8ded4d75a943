#include "core/geo/standard_mesh.h"

#include <catch2/catch.hpp>

using namespace chiiki;

namespace {

void checkCell(const std::string& code, int order, double south, double west, double height, double width)
{
    CAPTURE(code);
    const auto cell = parseMeshCode(code);
    REQUIRE(cell);
    CHECK(cell->order == order);
    CHECK(cell->extent.minY == Approx(south).epsilon(1e-12));
    CHECK(cell->extent.minX == Approx(west).epsilon(1e-12));
    CHECK(cell->extent.height() == Approx(height).epsilon(1e-9));
    CHECK(cell->extent.width() == Approx(width).epsilon(1e-9));
}

}  // namespace

TEST_CASE("corners of mesh cells are those that JIS X 0410 gives", "[standard_mesh]")
{
    // First order pqrs: latitude pq x 40', longitude 100 + rs degrees. 5131: 34 degrees, 131 degrees.
    checkCell("5131", 1, 34, 131, 40 / 60., 1);
    // Second: a x 5', b x 7'30". 24: 34 10', 131 30'.
    checkCell("513124", 2, 34 + 10 / 60., 131.5, 5 / 60., 7.5 / 60);
    // Third: c x 30", d x 45". 37: 34 11'30", 131 35'15".
    checkCell("51312437", 3, 34 + 11.5 / 60, 131.5 + 5.25 / 60, 30 / 3600., 45 / 3600.);
    // Halves: 1 south-west, 2 south-east, 3 north-west, 4 north-east.
    checkCell("513124371", 4, 34 + 11.5 / 60, 131.5 + 5.25 / 60, 15 / 3600., 22.5 / 3600);
    checkCell("513124372", 4, 34 + 11.5 / 60, 131.5 + 5.25 / 60 + 22.5 / 3600, 15 / 3600., 22.5 / 3600);
    checkCell("513124374", 4, 34 + 11.75 / 60, 131.5 + 5.25 / 60 + 22.5 / 3600, 15 / 3600., 22.5 / 3600);
    checkCell("5131243743", 5, 34 + 11.75 / 60 + 7.5 / 3600, 131.5 + 5.25 / 60 + 22.5 / 3600, 7.5 / 3600, 11.25 / 3600);
    checkCell("51312437433", 6, 34 + 11.75 / 60 + 7.5 / 3600 + 3.75 / 3600, 131.5 + 5.25 / 60 + 22.5 / 3600,
              3.75 / 3600, 5.625 / 3600);
}

TEST_CASE("cells that touch share their side exactly", "[standard_mesh]")
{
    CHECK(parseMeshCode("51312437")->extent.maxX == parseMeshCode("51312438")->extent.minX);
    CHECK(parseMeshCode("51312499")->extent.maxY == parseMeshCode("51313409")->extent.minY);
    CHECK(parseMeshCode("51312799")->extent.maxX == parseMeshCode("51322090")->extent.minX);
}

TEST_CASE("an outline goes round its cell and closes", "[standard_mesh]")
{
    const Polygon outline = parseMeshCode("5131")->outline();
    REQUIRE(outline.rings.size() == 1);
    REQUIRE(outline.rings[0].size() == 5);
    CHECK(outline.rings[0][0] == Point{131, 34});
    CHECK(outline.rings[0][2].x == 132);
    CHECK(outline.rings[0].front() == outline.rings[0].back());
}

TEST_CASE("what is no mesh code is refused", "[standard_mesh]")
{
    for (const char* code : {"", "51", "513", "51312", "513128", "5131824", "5131243", "513124370", "513124375",
                             "51312437111222", "5131a437", "0000", "9999"}) {
        CAPTURE(code);
        CHECK_FALSE(parseMeshCode(code));
    }
}

TEST_CASE("the code of a position names a cell that it lies in, in every order", "[standard_mesh]")
{
    // 山口市役所 lies at about 34.1783 N, 131.4737 E: 51 31, 2 3, 1 7 and on: 34.1783 = 34 10'41.9", of the second
    // order's 10' 41.9" over, row 1; 131.4737 = 131 28'25.3", of 22'30" 355.3" over, column 7.
    CHECK(meshCodeOf({131.4737, 34.1783}, 1) == "5131");
    CHECK(meshCodeOf({131.4737, 34.1783}, 2) == "513123");
    CHECK(meshCodeOf({131.4737, 34.1783}, 3) == "51312317");
    for (int order = 1; order <= 6; ++order) {
        const auto cell = parseMeshCode(meshCodeOf({131.4737, 34.1783}, order));
        REQUIRE(cell);
        CHECK(cell->order == order);
        CHECK(cell->extent.contains({131.4737, 34.1783}));
    }
    CHECK(meshCodeOf({0, 0}, 3).empty());
    CHECK(meshCodeOf({131, 34}, 7).empty());
}
