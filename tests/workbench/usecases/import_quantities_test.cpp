#include "workbench/usecases/import_quantities.h"

#include <catch2/catch.hpp>

using namespace chiiki::imports;

TEST_CASE("the unit of a column is guessed from its heading, the more exact word first", "[import]")
{
    const auto unit = [](const std::string& heading, const std::vector<std::string>& cells = {"3", "12"}) {
        const Quantity quantity = quantityOf(heading, cells);
        return quantity.unit + (quantity.isDoubtful ? "?" : "");
    };
    CHECK(unit("人口（人）") == "people");
    CHECK(unit("人口密度") == "people/km2");
    CHECK(unit("population_2020") == "people");
    CHECK(unit("交付額（千円）") == "yen");
    CHECK(quantityOf("交付額（千円）", {"3"}).factor == 1000);
    CHECK(unit("高齢化率") == "percent");
    CHECK(unit("人口割合", {"0.25", "1"}) == "ratio");
    CHECK(unit("人口割合", {"25.5", "100"}) == "percent");
    CHECK(unit("share_of_town_population", {"0.25", "1"}) == "ratio");
    CHECK(unit("加入", {"25%", "30 %"}) == "percent");
    CHECK(unit("enum_from") == "count?");
}
