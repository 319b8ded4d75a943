#include "core/base/late_library.h"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>

using namespace chiiki;

namespace {

constinit LateLibrary mathLibrary{"libm.so.6"};
constinit LateLibrary missingLibrary{"libchiiki-of-nowhere.so.9"};

std::string saidBy(LateLibrary& library, const char* function)
{
    try {
        library.find(function);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a function of a library that was not linked is called like any other", "[late_library]")
{
    LateFunction<double(double)> roundDown{mathLibrary, "floor"};
    CHECK(roundDown(2.5) == 2);
    CHECK(roundDown(-2.5) == -3);
}

TEST_CASE("a missing library or function is told by its name", "[late_library]")
{
    CHECK(saidBy(missingLibrary, "any").find("libchiiki-of-nowhere.so.9") != std::string::npos);
    CHECK(saidBy(mathLibrary, "no_such_function").find("no_such_function") != std::string::npos);
    CHECK(saidBy(mathLibrary, "floor").empty());
}
