#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include "tests/support/user_folders.h"

int main(int argc, char** argv)
{
    const chiiki::test::OwnUserFolders nobody;  // no test reads or writes what is the user's
    return Catch::Session().run(argc, argv);
}
