#include <catch2/catch.hpp>

#include "core/text/edit_distance.h"

using chiiki::editDistance;

TEST_CASE("the distance of two words is the letters changed, left out and put in", "[text]")
{
    CHECK(editDistance(U"", U"") == 0);
    CHECK(editDistance(U"", U"大手町") == 3);
    CHECK(editDistance(U"大手町", U"大手町") == 0);
    CHECK(editDistance(U"またぎ町", U"またがり町") == 2);
    CHECK(editDistance(U"kitten", U"sitting") == 3);
    CHECK(editDistance(U"sitting", U"kitten") == 3);
    CHECK(editDistance(U"ab", U"ba") == 2);  // a swap is two changes
}
