#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "core/plugin/protocol.h"
#include "core/plugin/registry.h"

using namespace chiiki;

namespace {

Manifest reachManifest()
{
    Manifest manifest;
    manifest.api = 1;
    manifest.id = "reach";
    manifest.title = {"到達", "Reach"};
    IndicatorSpec answered;
    answered.indicator.id = "reach.people";
    answered.indicator.unit = "people";
    answered.isFromExecutable = true;
    IndicatorSpec counted;
    counted.indicator.id = "reach.rows";
    manifest.indicators = {answered, counted};
    return manifest;
}

Snapshot twoDistricts()
{
    Snapshot snapshot;
    snapshot.city.planeEpsg = 6671;
    for (const char* code : {"01", "02"}) {
        District district;
        district.code = code;
        snapshot.districts.push_back(district);
    }
    DemandArea block;
    block.key = "k";
    block.districtCode = "02";
    block.people = 12;
    block.households = 5;
    // The origin of plane zone III lies at 36 N 132°10' E: metres there are 0, 0.
    block.representativePoint = {132 + 1.0 / 6, 36};
    snapshot.demandAreas = {block};
    return snapshot;
}

std::string placeOf(const std::string& answer)
{
    const auto read = readAnswer(answer, reachManifest(), twoDistricts());
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::PluginRejected);
    return read.error().where + " " + std::string(read.error().message.code);
}

std::string answerWith(const std::string& values)
{
    return R"({"api":1,"indicators":[{"id":"people","values":[)" + values + "]}]}";
}

const std::string first = R"({"district":"02","year":2024,"value":1,"status":"computed"})";
const std::string ofCity = R"({"district":"city","year":2024,"value":1,"status":"computed"})";

}  // namespace

TEST_CASE("an answer that keeps to its manifest becomes an overlay with full ids", "[protocol]")
{
    const std::string other = R"({"district":"01","year":2024,"absent":"missing","status":"computed"})";
    const auto overlay = readAnswer(answerWith(ofCity + "," + first + "," + other), reachManifest(), twoDistricts());
    REQUIRE(overlay);
    CHECK(overlay->id == "reach");
    const IndicatorResult& people = overlay->indicators.at(0);
    CHECK(people.indicator.id == "reach.people");
    CHECK(people.indicator.unit == "people");
    REQUIRE(people.values.size() == 3);
    CHECK(people.values[0].districtCode == "01");
    CHECK(people.values[1].districtCode == "02");
    CHECK(people.values[2].districtCode.empty());
    CHECK(people.values[2].indicatorId == "reach.people");
}

TEST_CASE("an answer that breaks its manifest is refused with place and reason", "[protocol]")
{
    CHECK(placeOf(answerWith(first + "," + first)) == "/indicators/0/values/1 plugin.answer_twice");
    CHECK(placeOf(answerWith(R"({"district":"99","year":2024,"value":1,"status":"computed"})")) ==
          "/indicators/0/values/0/district plugin.answer_district");
    CHECK(placeOf(answerWith(R"({"district":"01","year":24,"value":1,"status":"computed"})")) ==
          "/indicators/0/values/0/year plugin.out_of_range");
    CHECK(placeOf(R"({"api":1,"indicators":[{"id":"poeple","values":[]}]})") ==
          "/indicators/0/id plugin.answer_indicator");
    CHECK(placeOf(R"({"api":1,"indicators":[{"id":"rows","values":[]}]})") ==
          "/indicators/0/id plugin.answer_indicator");
    CHECK(placeOf(R"({"api":1,"layers":[{"id":"a","geojson":{"type":"Blob"}}]})") ==
          "/layers/0/geojson/type plugin.answer_geojson");
    CHECK(placeOf(
              R"({"api":1,"layers":[{"id":"a","geojson":{"type":"LineString","coordinates":[[131,34],[500,34]]}}]})") ==
          "/layers/0/geojson/coordinates/1 plugin.answer_geojson");
    CHECK(placeOf(R"({"api":1,"findings":[{"id":"f","severity":"act","district":"9","text":{"ja":"a","en":"b"}}]})") ==
          "/findings/0/district plugin.answer_district");
    CHECK(placeOf("no JSON") == " base.json_wrong");
}

TEST_CASE("a request holds what the manifest needs and nothing else", "[protocol]")
{
    Manifest manifest = reachManifest();
    const Snapshot city = twoDistricts();
    const OverlayRequest bare = makeRequest(manifest, {}, RequestCity(city), {}, {}, "2024-05-01", Language::English);
    CHECK(bare.locale == "en");
    CHECK(bare.years == std::vector{2024});
    CHECK(bare.demandAreas.empty());
    REQUIRE(bare.districts.size() == 2);
    CHECK(bare.districts[1].people == 12);
    CHECK(std::isnan(bare.districts[1].areaKm2));
    manifest.needs = {"demand_areas"};
    const OverlayRequest full = makeRequest(manifest, {}, RequestCity(city), {}, {}, {}, Language::Japanese);
    REQUIRE(full.demandAreas.size() == 1);
    CHECK(full.demandAreas[0].plane.x == Approx(0).margin(0.001));
    CHECK(full.demandAreas[0].plane.y == Approx(0).margin(0.001));
}

TEST_CASE("plugins are found by folder, the later place wins, a faulty one keeps its reason", "[registry]")
{
    namespace fs = std::filesystem;
    const fs::path root = fs::temp_directory_path() / "chiiki_registry_test";
    fs::remove_all(root);
    const auto write = [&](const fs::path& path, const std::string& text) {
        fs::create_directories(path.parent_path());
        std::ofstream(path) << text;
    };
    const auto manifest = [](const std::string& version) {
        return R"({"api":1,"id":"a","version":")" + version +
               R"(","title":{"ja":"a","en":"a"},"owner":{"ja":"a","en":"a"}})";
    };
    write(root / "built/a/plugin.json", manifest("1"));
    write(root / "built/later/plugin.json", R"({"api":2})");
    write(root / "built/nothing/readme.txt", "");
    write(root / "user/mine/plugin.json", manifest("2"));
    const auto found = findPlugins({{PluginPlace::BuiltIn, (root / "built").string()},
                                    {PluginPlace::User, (root / "user/mine/").string()},
                                    {PluginPlace::Beside, (root / "none").string()}});
    fs::remove_all(root);
    REQUIRE(found.size() == 2);
    CHECK(found[0].id == "a");
    CHECK(found[0].place == PluginPlace::User);
    CHECK(found[0].manifest.version == "2");
    CHECK(found[0].hash.size() == 64);
    CHECK_FALSE(found[0].problem);
    CHECK(found[1].id == "later");
    CHECK(found[1].problem->message.code == "plugin.wrong_version");
}
