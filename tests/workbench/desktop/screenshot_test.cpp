#include <catch2/catch.hpp>

#include <QImage>

#include "core/store/workspace.h"
#include "tests/support/process.h"
#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/screenshot.h"
#include "workbench/desktop/theme.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;
using chiiki::test::ProcessResult;
using chiiki::test::TemporaryFolder;

namespace {

ProcessResult draw(const TemporaryFolder& folder, std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), {"/usr/bin/env", "-u", "QT_QPA_PLATFORM", "XDG_CONFIG_HOME=" + folder.path(),
                                         "XDG_CACHE_HOME=" + folder.path(), CHIIKI_BIN_DIR "/chiiki-workbench"});
    return chiiki::test::runProcess(arguments, folder.path());
}

int pixelsOf(const QImage& image, Colour colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == qColour(colour);
    return count;
}

}  // namespace

TEST_CASE("a state is drawn into a PNG without a screen: size, theme and selection are as asked", "[screenshot]")
{
    const TemporaryFolder folder;
    REQUIRE(Workspace::create(folder / "a.chiiki", *squareCity(), ChangeStamp::now("planner")));
    chiiki::test::writeFile(folder / "state.json", R"({"districts": ["03"], "picture": "tiles"})");
    const ProcessResult light = draw(folder, {"--screenshot", "light.png", "--size", "1280x720", "a.chiiki"});
    INFO(light.err);
    REQUIRE(light.exitCode == 0);
    const ProcessResult dark = draw(folder, {"--screenshot=dark.png", "--theme=dark", "--state", "@state.json",
                                             "--size", "1280x720", "--lang", "en", "a.chiiki"});
    INFO(dark.err);
    REQUIRE(dark.exitCode == 0);
    const QImage first(QString::fromStdString(folder / "light.png"));
    const QImage second(QString::fromStdString(folder / "dark.png"));
    CHECK(first.size() == QSize(1280, 720));
    CHECK(second.size() == QSize(1280, 720));
    CHECK(pixelsOf(first, theme::window.in(theme::Chrome::Light)) > 10000);
    CHECK(pixelsOf(second, theme::window.in(theme::Chrome::Light)) < 100);
    CHECK(pixelsOf(second, theme::window.in(theme::Chrome::Dark)) > 10000);
}

TEST_CASE("what cannot be drawn ends with a sentence and exit code 1, a state that is wrong with 2", "[screenshot]")
{
    const TemporaryFolder folder;
    REQUIRE(Workspace::create(folder / "a.chiiki", *squareCity(), ChangeStamp::now("planner")));
    const auto said = [&](const std::vector<std::string>& arguments, int exitCode, const std::string& word) {
        std::vector<std::string> all = {"--lang=en", "--screenshot=a.png"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const ProcessResult result = draw(folder, all);
        INFO(result.err);
        CHECK(result.exitCode == exitCode);
        CHECK(result.err.find(word) != std::string::npos);
    };
    said({"none.chiiki"}, 1, "none.chiiki");
    said({"--state", R"({"districts": ["99"]})", "a.chiiki"}, 1, "'99'");
    said({"--state", R"({"indicator": "no.such"})", "a.chiiki"}, 1, "'no.such'");
    said({"--screenshot=no/such/folder/a.png", "a.chiiki"}, 1, "no/such/folder/a.png");
    said({"--state", R"({"colour": "red"})", "a.chiiki"}, 2, "colour");
    said({"--state", "@none.json", "a.chiiki"}, 2, "none.json");
}

TEST_CASE("a state takes the first indicator where it names none, and must fit the city", "[screenshot]")
{
    const OpenedCity city = openedSquares();
    const auto first = stateFor(city, {});
    REQUIRE(first);
    CHECK(first->indicator == city.offered.front().indicator.id);
    ViewState::Step step;
    step.picture = {Picture::Kind::View, "kpi", "tree"};
    CHECK_FALSE(stateFor(city, step));  // without plugins
    step.picture = {Picture::Kind::Multiples};
    step.multiples.indicators = {"population.total", "no.such"};
    const auto noIndicator = stateFor(city, step);
    REQUIRE_FALSE(noIndicator);
    CHECK(noIndicator.error().message.code == "desktop.state_no_indicator");
    CHECK(noIndicator.error().message.arguments.front() == "no.such");
}
