#include <catch2/catch.hpp>

#include "workbench/desktop/launch.h"

using namespace chiiki;
using namespace chiiki::desktop;

TEST_CASE("the line may name a file and a language", "[launch]")
{
    const Launch launch = parseLaunch({"--lang", "en", "a b.chiiki"}, Language::Japanese);
    CHECK(launch.way == Launch::Way::Window);
    CHECK(launch.language == Language::English);
    CHECK(launch.file == "a b.chiiki");
    CHECK(parseLaunch({"--lang=ja"}, Language::English).language == Language::Japanese);
    CHECK(parseLaunch({}, Language::English).language == Language::English);
}

TEST_CASE("help and version need no file", "[launch]")
{
    CHECK(parseLaunch({"--help"}, Language::Japanese).way == Launch::Way::Help);
    CHECK(parseLaunch({"--version"}, Language::Japanese).way == Launch::Way::Version);
}

TEST_CASE("what is not understood is named", "[launch]")
{
    CHECK(parseLaunch({"--langue"}, Language::Japanese).wrong == "--langue");
    CHECK(parseLaunch({"--lang", "de"}, Language::Japanese).wrong == "de");
    CHECK(parseLaunch({"--lang"}, Language::Japanese).way == Launch::Way::Wrong);
    CHECK(parseLaunch({"a.chiiki", "b.chiiki"}, Language::Japanese).wrong == "b.chiiki");
}
