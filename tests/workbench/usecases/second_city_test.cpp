#include <catch2/catch.hpp>

#include "tests/support/process.h"
#include "tests/support/second_city.h"
#include "workbench/usecases/view.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

struct Councils {
    Councils()
        : session(secondCity(),
                  [] {
                      PluginSurroundings surroundings;
                      surroundings.folders = {{PluginPlace::BuiltIn, CHIIKI_BIN_DIR "/../plugins"}};
                      return surroundings;
                  }())
        , plugin(*session.find("councils").value())
    {
    }

    std::string drawn(const std::string& view)
    {
        ViewRequest request;
        request.file = folder / "view.svg";
        const auto done = drawView(session, plugin, **findViewOf(plugin, view), request);
        INFO((done ? std::string() : describe(done.error(), Language::English)));
        REQUIRE(done);
        return readFile(request.file);
    }

    TemporaryFolder folder;
    PluginSession session;
    const Plugin& plugin;
};

}  // namespace

TEST_CASE("69 districts without outlines are tiles in the order of their codes, marked so", "[second_city]")
{
    Councils councils;
    const std::string tiles = councils.drawn("stage_map");
    CHECK(tiles.find("自動配置") != std::string::npos);
    std::size_t last = 0;
    for (int i = 1; i <= secondCityDistricts; ++i) {
        const std::size_t at = tiles.find("第" + std::to_string(i) + "地区<", last);
        INFO(i);
        REQUIRE(at != std::string::npos);
        last = at;
    }
}

TEST_CASE("69 districts stand on the stage board, and facts of the other city do not fall on them", "[second_city]")
{
    Councils councils;
    const auto data = councils.session.view(councils.plugin, **findViewOf(councils.plugin, "stage_board"));
    REQUIRE(data);
    std::size_t cards = 0;
    std::vector<std::size_t> ofStage;
    for (const BoardView::Column& column : std::get<BoardView>(data->content).columns) {
        cards += column.cards.size();
        ofStage.push_back(column.cards.size());
    }
    CHECK(cards == secondCityDistricts);
    // 69 = 11 x 6 + 3: stages of the remainders 1, 2 and 3 have one more.
    CHECK(ofStage == std::vector<std::size_t>{11, 12, 12, 12, 11, 11, 0});
    CHECK(councils.session.rowsOf(councils.plugin, "organisation")->rows.empty());
    CHECK(councils.session.rowsOf(councils.plugin, "formation_step")->rows.size() == secondCityDistricts);
}
