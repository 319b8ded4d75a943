#include <catch2/catch.hpp>

#include <cstdio>

#include "tests/support/process.h"
#include "workbench/usecases/view.h"

// A city of 69 districts known by name alone, as another city's scheme of councils needs: no outlines, no people.

using namespace chiiki;
using namespace chiiki::test;

namespace {

constexpr int districtCount = 69;
constexpr const char* stages[] = {"briefing", "talks", "committee", "plan", "council", "recognised"};

std::string codeOf(int district)
{
    char code[3];
    std::snprintf(code, sizeof code, "%02d", district);
    return code;
}

/// Each district has reached one stage in 2018: 01 the second, 02 the third, ...
SnapshotPtr secondCity()
{
    Snapshot city;
    city.city.code = "422011";
    city.city.name = {"第二の市", "Second city"};
    city.city.planeEpsg = 6669;
    city.asOf = "2018-12-01";
    PluginTable steps{"councils",
                      "formation_step",
                      {{"district", FieldType::District},
                       {"stage", FieldType::Choice},
                       {"certainty", FieldType::Choice},
                       {"reached_on", FieldType::Date},
                       {"evidence", FieldType::Text},
                       {"note", FieldType::Text}},
                      {}};
    for (int i = 1; i <= districtCount; ++i) {
        District district;
        district.code = codeOf(i);
        district.name = "第" + std::to_string(i) + "地区";
        district.municipality = city.city.code;
        city.districts.push_back(district);
        PluginRow row;
        row.uid = "s" + district.code;
        row.values = {
            district.code, std::string(stages[i % 6]), std::string("done"), std::string("2018-04-10"), {}, {}};
        row.placement.rest = Placement::Rest::None;
        row.districtCodes = {district.code};
        row.fiscalYear = 2018;
        row.sourceId = "entered";
        steps.rows.push_back(std::move(row));
    }
    city.pluginTables.push_back(std::move(steps));
    return std::make_shared<const Snapshot>(std::move(city));
}

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
    for (int i = 1; i <= districtCount; ++i) {
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
    CHECK(cards == districtCount);
    // 69 = 11 x 6 + 3: stages of the remainders 1, 2 and 3 have one more.
    CHECK(ofStage == std::vector<std::size_t>{11, 12, 12, 12, 11, 11, 0});
    CHECK(councils.session.rowsOf(councils.plugin, "organisation")->rows.empty());
    CHECK(councils.session.rowsOf(councils.plugin, "formation_step")->rows.size() == districtCount);
}
