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
    CHECK(parseLaunch({"--lang", "de"}, Language::Japanese).wrong == "--lang de");
    CHECK(parseLaunch({"--lang"}, Language::Japanese).way == Launch::Way::Wrong);
    CHECK(parseLaunch({"a.chiiki", "b.chiiki"}, Language::Japanese).wrong == "b.chiiki");
}

TEST_CASE("the line may say how the window looks and what it shows", "[launch]")
{
    const Launch launch = parseLaunch(
        {"--theme=dark", "--text", "150", "--size", "1280x720", "--state", R"({"year": 2020})"}, Language::Japanese);
    CHECK(launch.way == Launch::Way::Window);
    CHECK(launch.chrome == theme::Chrome::Dark);
    CHECK(launch.textPercent == 150);
    CHECK(launch.size == QSize(1280, 720));
    CHECK(launch.state == R"({"year": 2020})");
    CHECK_FALSE(parseLaunch({}, Language::Japanese).chrome);
    CHECK(parseLaunch({}, Language::Japanese).size == QSize(1440, 900));
}

TEST_CASE("a picture needs a name, and sizes have their limits", "[launch]")
{
    const Launch launch = parseLaunch({"--screenshot", "a.png", "b.chiiki"}, Language::Japanese);
    CHECK(launch.way == Launch::Way::Screenshot);
    CHECK(launch.picture == "a.png");
    CHECK(launch.file == "b.chiiki");
    for (const std::vector<std::string>& line : std::vector<std::vector<std::string>>{{"--screenshot"},
                                                                                      {"--screenshot="},
                                                                                      {"--size", "959x600"},
                                                                                      {"--size", "1280"},
                                                                                      {"--size", "1280x720px"},
                                                                                      {"--size", "99999x9999"},
                                                                                      {"--text", "99"},
                                                                                      {"--text", "big"},
                                                                                      {"--theme", "grey"},
                                                                                      {"--state", ""}}) {
        INFO(line.front());
        CHECK(parseLaunch(line, Language::Japanese).way == Launch::Way::Wrong);
    }
}
