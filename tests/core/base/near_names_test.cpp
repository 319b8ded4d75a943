#include <catch2/catch.hpp>

#include "core/base/near_names.h"

using namespace chiiki;

namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a slip of the pen finds the name that was meant", "[near_names]")
{
    const Names keys = {"fields", "file", "fiscal_year", "title", "unit"};
    CHECK(nearNames("titel", keys) == Names{"title"});     // exchanged
    CHECK(nearNames("feilds", keys) == Names{"fields"});   // exchanged
    CHECK(nearNames("fieldss", keys) == Names{"fields"});  // one too many
    CHECK(nearNames("fiscalyear", keys) == Names{"fiscal_year"});
    CHECK(nearNames("quantity", keys).empty());
}

TEST_CASE("letters are counted, not bytes", "[near_names]")
{
    CHECK(nearNames("大殿地", {"大殿", "白石", "湯田"}) == Names{"大殿"});
    CHECK(nearNames("秋穂二鳥", {"秋穂", "秋穂二島", "名田島"}) == Names{"秋穂二島", "秋穂"});
    CHECK(nearNames("陶", {"宮", "陶"}) == Names{"陶"});
    CHECK(nearNames("宮", {"陶"}).empty());
}

TEST_CASE("the nearest comes first and no more than asked come", "[near_names]")
{
    CHECK(nearNames("award_totl", {"award_totals", "award_total", "award"}, 2) == Names{"award_total", "award_totals"});
    CHECK(nearNames("a_total", {"a_total", "a_total"}) == Names{"a_total"});
}

TEST_CASE("an empty, a huge and a faulty word are near to nothing and harm nothing", "[near_names]")
{
    CHECK(nearNames("", {"a", ""}).empty());
    CHECK(nearNames(std::string(100000, 'a'), {"a"}).empty());
    CHECK(nearNames("\xff\x80", {"a"}).empty());
}

TEST_CASE("a message offers the near names, or all, or a dash", "[near_names]")
{
    CHECK(namesToOffer("mpa", {"map", "matrix"}) == "map");
    CHECK(namesToOffer("picture", {"map", "matrix"}) == "map, matrix");
    CHECK(namesToOffer("x", {}) == "-");
    CHECK(namesToOffer("zzzzz", Names(13, "abcdef")).find("…") != std::string::npos);
}
