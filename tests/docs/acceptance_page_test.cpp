#include <catch2/catch.hpp>

#include "tests/support/process.h"

using namespace chiiki;
using namespace chiiki::test;

TEST_CASE("docs/acceptance.md names a test of each check that is there", "[docs]")
{
    const auto checked = runProcess({"/usr/bin/python3", CHIIKI_SOURCE_DIR "/docs/make_acceptance_page.py", "--check"},
                                    CHIIKI_SOURCE_DIR);
    INFO(checked.err);
    CHECK(checked.exitCode == 0);
}
