// What `explain` says of the rows that a plugin's executable names, and of the question itself.
#include <catch2/catch.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/plugin_settings.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

constexpr const char* manifest = R"({
 "api": 1, "id": "hubs", "version": "1.0", "title": { "ja": "拠点", "en": "Hubs" },
 "owner": { "ja": "課", "en": "Section" },
 "tables": [ { "id": "hub", "file": "hub.csv", "title": { "ja": "拠点", "en": "Hubs" }, "key": "id", "district": "district",
   "fields": [
     { "id": "id", "type": "code", "required": true, "title": { "ja": "番号", "en": "No." } },
     { "id": "district", "type": "district", "title": { "ja": "地域", "en": "District" } },
     { "id": "name", "type": "text", "title": { "ja": "名前", "en": "Name" } } ] },
   { "id": "other", "file": "other.csv", "title": { "ja": "別の表", "en": "Others" }, "key": "id", "district": "district",
   "fields": [
     { "id": "id", "type": "code", "required": true, "title": { "ja": "番号", "en": "No." } },
     { "id": "district", "type": "district", "title": { "ja": "地域", "en": "District" } } ] } ],
 "indicators": [ { "id": "hubs", "title": { "ja": "拠点", "en": "Hubs" }, "unit": "count", "kind": "count",
   "direction": "more", "by": "executable" } ],
 "executable": "run.py" })";
constexpr const char* run = R"(#!/usr/bin/env python3
import json, sys
request = json.load(sys.stdin)
rows = ["hub:" + r["row_uid"] for r in request["tables"]["hub"]] + ["hub:Z9"]
values = [{"district": "01", "year": 2024, "value": len(rows), "status": "computed", "rows": rows}]
json.dump({"api": 1, "indicators": [{"id": "hubs", "values": values}]}, sys.stdout)
)";

}  // namespace

TEST_CASE("explain shows the rows that an executable names, and asks again where the plugin lies", "[explain]")
{
    const PluginFolders folders;
    const std::string folder = folders.write("hubs", manifest);
    folders.writeFile("hubs/hub.csv", "id,district,name,citation\nH1,大殿,本町の家,資料 3行\nH2,大殿,,\n");
    folders.writeFile("hubs/other.csv", "id,district\nO1,大殿\n");
    folders.writeFile("hubs/run.py", run);
    std::filesystem::permissions(folder + "/run.py", std::filesystem::perms::owner_exec,
                                 std::filesystem::perm_options::add);
    PluginSurroundings surroundings = folders.surroundings();
    surroundings.trustsAll = true;
    PluginSession session(smallCity(), surroundings);
    const auto explanation =
        explain(session, {}, {"hubs.hubs", "01", FiscalYear{2024}, "a.chiiki", {"my plugins", "more"}});
    if (!explanation)
        FAIL(describe(explanation.error(), Language::English));
    CHECK(explanation->value.value.number() == 3);
    REQUIRE(explanation->rows.size() == 3);
    CHECK(explanation->rows[0].row == "hub:H1");
    CHECK(explanation->rows[0].title == "本町の家");
    CHECK(explanation->rows[0].citation == "資料 3行");
    CHECK(explanation->rows[1].title == "H2");  // it has no words
    CHECK(explanation->rows[2].title.empty());  // there is no such row
    // The program was given the other table too, and names no row of it.
    REQUIRE(explanation->editions.size() == 1);
    CHECK(explanation->editions.front().fileName == "hub.csv");
    CHECK(explanation->commandLine ==
          "chiiki explain a.chiiki hubs.hubs 01 2024 --plugin-dir 'my plugins' --plugin-dir more");

    const std::string text = explanationText(*explanation, Language::Japanese);
    CHECK_THAT(text, Catch::Contains("元の行: hub:H1 本町の家  資料 3行\n"));
    CHECK_THAT(text, Catch::Contains("元の行: hub:Z9（表にありません）\n"));
    const auto json = nlohmann::json::parse(explanationJson(*explanation));
    CHECK(json["rows_named"].size() == 3);
    CHECK(json["rows_named"][0]["title"] == "本町の家");
}

TEST_CASE("a setting of a plugin that has none is refused with that, and not with an empty list", "[plugin_session]")
{
    Manifest without;
    without.id = "hubs";
    const auto refused = parseSettings(without, {"pace=3"});
    REQUIRE_FALSE(refused);
    const std::string said = describe(refused.error(), Language::Japanese);
    CHECK_THAT(said, Catch::Contains("「hubs」に設定できるものはありません"));
    CHECK(said.find("使えるもの") == std::string::npos);
}
