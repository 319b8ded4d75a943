#include <catch2/catch.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "core/io/pack_reader.h"
#include "tests/support/process.h"
#include "workbench/usecases/view.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

constexpr const char* manifestText = R"({
 "api": 1, "id": "tea", "version": "1.0",
 "title": { "ja": "茶話会", "en": "Tea" }, "owner": { "ja": "協働推進課", "en": "Collaboration section" },
 "tables": [ { "id": "talk", "file": "talk.csv", "title": { "ja": "茶話会", "en": "Talks" }, "key": "id",
   "district": "district", "year": "fiscal_year",
   "fields": [
     { "id": "id", "type": "code", "required": true, "unique": true, "title": { "ja": "番号", "en": "No." } },
     { "id": "district", "type": "district", "title": { "ja": "地域", "en": "District" } },
     { "id": "fiscal_year", "type": "fiscal_year", "title": { "ja": "年度", "en": "Fiscal year" } },
     { "id": "kind", "type": "choice", "title": { "ja": "種類", "en": "Kind" },
       "choices": [ { "id": "open", "title": { "ja": "公開", "en": "Open" } },
                    { "id": "closed", "title": { "ja": "非公開", "en": "Closed" } } ] },
     { "id": "people", "type": "integer", "unit": "people", "title": { "ja": "参加者", "en": "People" } },
     { "id": "sub_area", "type": "text", "title": { "ja": "地域の一部", "en": "Part" } } ] } ],
 "indicators": [ { "id": "talks", "title": { "ja": "茶話会の数", "en": "Talks" }, "unit": "count", "kind": "count",
   "direction": "none", "of": "talk", "by": "count" },
   { "id": "stage", "title": { "ja": "段階", "en": "Stage" }, "unit": "stage", "kind": "category", "direction": "none",
     "of": "talk.kind", "by": "latest", "city": "none" } ],
 "views": [
   { "id": "by_year", "title": { "ja": "地域×年度", "en": "By district and year" }, "view": "matrix", "of": "talk.people",
     "by": "total", "rows": "district", "columns": "year" },
   { "id": "board", "title": { "ja": "種類", "en": "Kinds" }, "view": "board", "of": "talk.kind", "card": "id" },
   { "id": "talks", "title": { "ja": "一覧", "en": "List" }, "view": "list", "of": "talk" },
   { "id": "map", "title": { "ja": "茶話会の地図", "en": "Map of talks" }, "view": "map", "indicator": "talks" },
   { "id": "stages", "title": { "ja": "段階の地図", "en": "Map of stages" }, "view": "map", "indicator": "stage" } ] })";

constexpr const char* rowsText = "id,district,fiscal_year,kind,people,sub_area\n"
                                 "A,湯田,2023,open,12,\n"
                                 "B,湯田,2023,closed,8,\n"
                                 "C,阿東,2024,open,,生雲\n";

/// A plugin of three rows beside the real city.
struct Tea {
    Tea()
    {
        std::filesystem::create_directory(folder / "tea");
        writeFile(folder / "tea/plugin.json", manifestText);
        writeFile(folder / "tea/talk.csv", rowsText);
        Diagnostics diagnostics;
        auto pack = readPack(CHIIKI_SOURCE_DIR "/data/yamaguchi", diagnostics);
        PluginSurroundings surroundings;
        surroundings.folders = {{PluginPlace::Given, folder / "tea"}};
        session = std::make_unique<PluginSession>(std::make_shared<const Snapshot>(std::move(*pack)), surroundings);
        plugin = session->find("tea").value();
    }

    nlohmann::json json(const std::string& id)
    {
        const ViewSpec& view = **findViewOf(*plugin, id);
        const auto data = session->view(*plugin, view);
        if (!data)
            FAIL(describe(data.error(), Language::English));
        return nlohmann::json::parse(viewJson(*plugin, *session->city(), *data));
    }

    TemporaryFolder folder;
    std::unique_ptr<PluginSession> session;
    const Plugin* plugin = nullptr;
};

}  // namespace

TEST_CASE("a view as JSON has every number, absent ones with their reason", "[view]")
{
    Tea tea;
    const nlohmann::json view = tea.json("by_year");
    CHECK(view["api"] == 1);
    CHECK(view["overlay"] == "tea");
    CHECK(view["view"] == "by_year");
    CHECK(view["kind"] == "matrix");
    CHECK(view["title"]["ja"] == "地域×年度");
    CHECK(view["unit"] == "people");
    REQUIRE(view["rows"].size() == 21);
    CHECK(view["columns"][0]["id"] == "2023");
    // 湯田 is 03: two talks with 20 people; 阿東 is 21: a talk that does not say how many came.
    CHECK(view["cells"][2][0]["value"] == 20);
    CHECK(view["cells"][2][0]["rows"] == nlohmann::json({"A", "B"}));
    CHECK(view["cells"][2][1]["absent"] == "missing");
    CHECK(view["cells"][20][1]["absent"] == "missing");
    CHECK(view["cells"][20][1]["rows"] == nlohmann::json({"C"}));
    // People of one year may be those of another: years are not added up.
    CHECK_FALSE(view.contains("total"));
    CHECK(view["column_totals"][0]["value"] == 20);
    CHECK(view["sample"] == false);
    REQUIRE(view["sources"].size() == 1);
    CHECK(view["sources"][0]["file"].get<std::string>().find("talk.csv") != std::string::npos);
}

TEST_CASE("boards and lists as JSON hold every card and row", "[view]")
{
    Tea tea;
    const nlohmann::json board = tea.json("board");
    CHECK(board["columns"][0]["cards"].size() == 2);
    CHECK(board["columns"][1]["cards"][0]["title"]["ja"] == "B");
    const nlohmann::json list = tea.json("talks");
    REQUIRE(list["rows"].size() == 3);
    CHECK(list["rows"][0]["cells"][1]["ja"] == "湯田");
    CHECK(list["rows"][2]["cells"][4].is_null());
    CHECK(tea.json("map")["indicator"] == "tea.talks");
}

TEST_CASE("a map says where a value is of a part of a district alone", "[view]")
{
    Tea tea;
    const std::string file = tea.folder / "stages.svg";
    ViewRequest request;
    request.file = file;
    REQUIRE(drawView(*tea.session, *tea.plugin, **findViewOf(*tea.plugin, "stages"), request));
    const std::string svg = readFile(file);
    CHECK(svg.find("生雲のみ") != std::string::npos);
    CHECK(svg.find("縦縞: 地域の一部のみ") != std::string::npos);
}

TEST_CASE("a view is written in the format of its file's ending", "[view]")
{
    Tea tea;
    for (const char* id : {"by_year", "board", "talks", "map"}) {
        for (const auto& [ending, begin] :
             {std::pair(".png", "\x89PNG"), std::pair(".svg", "<?xml"), std::pair(".pdf", "%PDF")}) {
            ViewRequest request;
            request.file = tea.folder / (std::string(id) + ending);
            const auto drawn = drawView(*tea.session, *tea.plugin, **findViewOf(*tea.plugin, id), request);
            INFO(request.file);
            if (!drawn)
                FAIL(describe(drawn.error(), Language::English));
            CHECK(readFile(request.file).substr(0, std::string(begin).size()) == begin);
        }
    }
    const std::string svg = readFile(tea.folder / "map.svg");
    CHECK(svg.find("茶話会の地図") != std::string::npos);
}

TEST_CASE("a view that is not there and an ending that is none say what there is", "[view]")
{
    Tea tea;
    const auto none = findViewOf(*tea.plugin, "nothing");
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == ErrorKind::NotFound);
    CHECK(none.error().message.arguments ==
          std::vector<std::string>{"tea", "nothing", "by_year, board, talks, map, stages"});
    ViewRequest request;
    request.file = tea.folder / "view.jpg";
    const auto drawn = drawView(*tea.session, *tea.plugin, **findViewOf(*tea.plugin, "board"), request);
    REQUIRE_FALSE(drawn);
    CHECK(drawn.error().kind == ErrorKind::BadRequest);
    CHECK_FALSE(std::filesystem::exists(request.file));
}
