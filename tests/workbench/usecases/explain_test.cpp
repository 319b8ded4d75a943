#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "core/text/number_text.h"
#include "tests/support/process.h"
#include "tests/workbench/usecases/real_city.h"
#include "workbench/usecases/district_move.h"
#include "workbench/usecases/district_replace.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/info.h"
#include "workbench/usecases/undo.h"
#include "workbench/usecases/workspace_new.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const ChangeStamp maker{"情報課", "2026-04-01T00:15:30Z", "2026-04-01"};
const ChangeStamp mover{"協働推進課", "2026-05-02T03:04:05Z", "2026-05-02"};
const ChangeStamp replacer{"都市計画課", "2026-06-03T06:07:08Z", "2026-06-03"};

std::string realCity(const TemporaryFolder& folder)
{
    NewWorkspaceRequest request;
    request.path = folder / "山口市.chiiki";
    request.packDir = CHIIKI_SOURCE_DIR "/data/yamaguchi";
    request.stamp = maker;
    const auto made = newWorkspace(request);
    if (!made)
        FAIL(describe(made.error(), Language::English));
    return request.path;
}

Explanation explained(const std::string& path, const std::string& indicator, const std::string& district)
{
    auto explanation = explain({indicator, district, std::nullopt, path}, {});
    if (!explanation)
        FAIL(describe(explanation.error(), Language::English));
    return *std::move(explanation);
}

std::string authorOf(const std::string& path, const std::string& indicator, const std::string& district)
{
    const Explanation explanation = explained(path, indicator, district);
    REQUIRE(explanation.lastChange);
    return explanation.lastChange->author;
}

/// The borders' sentence for the limits, with the figures counted here from the blocks.
std::string inferredSentence(const Snapshot& city)
{
    std::map<std::string, std::set<std::string>> districtsOfTown;
    for (const DemandArea& block : city.demandAreas)
        districtsOfTown[block.town].insert(block.districtCode);
    int inferred = 0, inferredPeople = 0, splitPeople = 0;
    std::set<std::string> split;
    for (const DemandArea& block : city.demandAreas) {
        inferred += block.confidence != "certain";
        inferredPeople += block.confidence != "certain" ? block.people : 0;
        if (districtsOfTown[block.town].size() > 1) {
            split.insert(block.town);
            splitPeople += block.people;
        }
    }
    const auto grouped = [](int number) { return groupedText(number, 0); };
    return grouped(inferred) + " of " + grouped(static_cast<int>(city.demandAreas.size())) + " census blocks (" +
           grouped(inferredPeople) + " people) is inferred, and " + grouped(static_cast<int>(split.size())) +
           " towns (" + grouped(splitPeople) + " people) are split";
}

SnapshotPtr snapshotOf(const std::string& path)
{
    auto opened = Workspace::open(path, Access::ReadOnly);
    REQUIRE(opened);
    return *opened->snapshot();
}

}  // namespace

TEST_CASE("explain names who last changed what a number is made of, and when", "[explain]")
{
    const TemporaryFolder folder;
    const std::string path = realCity(folder);
    for (const char* indicator : {"population.density", "facilities.clinic", "coverage.clinic_800", "kgi.1"})
        CHECK(authorOf(path, indicator, "city") == "情報課");

    REQUIRE(moveDistrict({path, "大手町", {}, "01", mover}));
    CHECK(authorOf(path, "population.density", "01") == "協働推進課");
    CHECK(authorOf(path, "population.density", "02") == "協働推進課");
    CHECK(authorOf(path, "population.density", "21") == "情報課");
    CHECK(authorOf(path, "facilities.clinic_per_1000", "01") == "協働推進課");
    CHECK(authorOf(path, "coverage.clinic_800", "21") == "情報課");
    CHECK(authorOf(path, "kgi.1", "city") == "情報課");

    const Explanation explanation = explained(path, "population.total", "01");
    REQUIRE(explanation.lastChange);
    CHECK(explanation.lastChange->id == 2);
    const std::string text = explanationText(explanation, Language::Japanese);
    CHECK_THAT(text, Catch::Contains("変更: 2026-05-02T03:04:05Z 協働推進課「「大手町」"));
    const auto json = nlohmann::json::parse(explanationJson(explanation));
    CHECK(json["last_change"]["step"] == 2);
    CHECK(json["last_change"]["at"] == "2026-05-02T03:04:05Z");
    CHECK(json["last_change"]["author"] == "協働推進課");
    CHECK_THAT(json["last_change"]["what"]["en"].get<std::string>(), Catch::Contains("大手町"));

    REQUIRE(undoStep({path, false, replacer}));
    CHECK(authorOf(path, "population.density", "01") == "情報課");
}

TEST_CASE("the limits count what is inferred in the borders as they are, not as they were", "[explain][info]")
{
    const TemporaryFolder folder;
    const std::string path = realCity(folder);
    const auto saidIn = [&](const std::string& text) { return text.find(inferredSentence(*snapshotOf(path))); };
    const auto density = [&] {
        return explanationText(explained(path, "population.density", "01"), Language::English);
    };
    const auto info = [&] { return infoText(describeWorkspace(*snapshotOf(path)), Language::English); };
    CHECK_THAT(info(), Catch::Contains("1,218 of 4,430 census blocks (45,165 people) is inferred, and 22 towns (8,972 "
                                       "people) are split"));
    CHECK(saidIn(density()) != std::string::npos);

    // A split town becomes whole.
    const SnapshotPtr start = snapshotOf(path);
    const auto split = std::find_if(start->demandAreas.begin(), start->demandAreas.end(),
                                    [](const DemandArea& block) { return block.isTownSplit; });
    REQUIRE(split != start->demandAreas.end());
    REQUIRE(moveDistrict({path, split->town, {}, split->districtCode, mover}));
    CHECK_THAT(info(), Catch::Contains(" 21 towns (") && !Catch::Contains("8,972"));
    CHECK(saidIn(info()) != std::string::npos);
    CHECK(saidIn(density()) != std::string::npos);

    // Borders from a file are nobody's inference, though they may divide towns.
    const std::string file = folder / "borders.geojson";
    std::string features;
    for (const District& district : start->districts) {
        nlohmann::json coordinates = nlohmann::json::array();
        for (const Polygon& part : district.outline) {
            nlohmann::json rings = nlohmann::json::array();
            for (const Ring& ring : part.rings) {
                nlohmann::json points = nlohmann::json::array();
                for (const Point& point : ring)
                    points.push_back({point.x, point.y});
                rings.push_back(points);
            }
            coordinates.push_back(rings);
        }
        features += (features.empty() ? "" : ",") +
                    nlohmann::json{{"type", "Feature"},
                                   {"properties", {{"code", district.code}}},
                                   {"geometry", {{"type", "MultiPolygon"}, {"coordinates", coordinates}}}}
                        .dump();
    }
    writeFile(file, R"({"type":"FeatureCollection","features":[)" + features + "]}");
    const auto replaced = replaceDistricts({path, file, {}, "code", replacer});
    if (!replaced)
        FAIL(describe(replaced.error(), Language::English));
    for (const std::string& text : {info(), density()})
        CHECK_THAT(text, !Catch::Contains("is inferred") && !Catch::Contains("are inferred"));
    CHECK(authorOf(path, "population.density", "21") == "都市計画課");
}

TEST_CASE("a district is meant by its code, name, kana or romaji", "[explain]")
{
    const SnapshotPtr city = realCity();
    for (const char* written : {"03", "3", "湯田", "ゆだ", "ユダ", "ﾕﾀﾞ", "Yuda", "湯田地域", "湯田地域交流センター"}) {
        INFO(written);
        const auto district = districtMeant(*city, written);
        REQUIRE(district);
        REQUIRE(*district);
        CHECK((*district)->code == "03");
    }
    CHECK(*districtMeant(*city, "city") == nullptr);
    CHECK_FALSE(districtMeant(*city, "ゆた"));
}
