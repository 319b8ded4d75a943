// A layer of flood areas over the real city: taken in, counted, taken back. The areas are synthetic; the people and the
// facilities inside are counted again here, from the workspace and by another method.
#include <catch2/catch.hpp>

#include <cmath>
#include <map>

#include "core/io/pack_reader.h"
#include "tests/support/process.h"
#include "workbench/usecases/plugin_rows.h"
#include "workbench/usecases/plugin_session.h"
#include "workbench/usecases/undo.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

ChangeStamp stampOf()
{
    return {"防災危機管理課", "2026-04-01T00:15:30Z", "2026-04-01"};
}

SnapshotPtr snapshotOf(const std::string& path)
{
    auto workspace = Workspace::open(path, Access::ReadOnly);
    REQUIRE(workspace);
    const auto snapshot = workspace->snapshot();
    REQUIRE(snapshot);
    return *snapshot;
}

PluginSurroundings builtIn()
{
    PluginSurroundings surroundings;
    surroundings.folders = {{PluginPlace::BuiltIn, CHIIKI_BIN_DIR "/../plugins"}};
    return surroundings;
}

/// Times that a ring goes round a point: the sum of the angles under which its edges are seen.
bool isInside(const Ring& ring, Point point)
{
    double angle = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double ax = ring[i].x - point.x, ay = ring[i].y - point.y;
        const double bx = ring[i + 1].x - point.x, by = ring[i + 1].y - point.y;
        angle += std::atan2(ax * by - ay * bx, ax * bx + ay * by);
    }
    return std::abs(angle) > 3;
}

std::string featureOf(int depth, const char* river, const Ring& ring)
{
    std::string points;
    for (const Point& point : ring)
        points += (points.empty() ? "[" : ",[") + std::to_string(point.x) + "," + std::to_string(point.y) + "]";
    return R"({"type":"Feature","properties":{"A31a_205":)" + std::to_string(depth) + R"(,"A31a_202":")" + river +
           R"("},"geometry":{"type":"Polygon","coordinates":[[)" + points + "]]}}";
}

/// An L, and a triangle over its corner: areas of two rivers overlap in central Yamaguchi.
const Ring ell = {{131.455, 34.155}, {131.495, 34.155}, {131.495, 34.165}, {131.475, 34.165},
                  {131.475, 34.185}, {131.455, 34.185}, {131.455, 34.155}};
const Ring triangle = {{131.46, 34.15}, {131.50, 34.16}, {131.465, 34.18}, {131.46, 34.15}};
const Ring tokyo = {{139.7, 35.6}, {139.8, 35.6}, {139.8, 35.7}, {139.7, 35.6}};

std::string floods()
{
    return R"({"type":"FeatureCollection","name":"synthetic","features":[)" + featureOf(3, "合成川", ell) + "," +
           featureOf(1, "合成支川", triangle) + "," + featureOf(2, "他市の川", tokyo) + "]}";
}

struct Inside {
    double people = 0;
    double facilities = 0;
};

std::map<std::string, Inside> countedByHand(const Snapshot& city)
{
    const auto isIn = [](Point point) { return isInside(ell, point) || isInside(triangle, point); };
    std::map<std::string, Inside> counted;
    for (const DemandArea& area : city.demandAreas)
        if (isIn(area.representativePoint))
            for (const std::string& code : {area.districtCode, std::string()})
                counted[code].people += area.people;
    for (const Facility& facility : city.facilities)
        if (facility.kind != "shelter" && isOpen(facility, city) && facility.place &&
            facility.placement.rest == Placement::Rest::None && isIn(*facility.place))
            for (const std::string& code : {facility.placement.districtCode, std::string()})
                counted[code].facilities += 1;
    return counted;
}

const IndicatorResult& resultOf(const Overlay& overlay, const std::string& id)
{
    for (const IndicatorResult& result : overlay.indicators)
        if (result.indicator.id == id)
            return result;
    FAIL("no " << id);
    return overlay.indicators.front();
}

const IndicatorValue& valueOf(const Overlay& overlay, const std::string& id, const std::string& district)
{
    const IndicatorResult& result = resultOf(overlay, id);
    for (const IndicatorValue& value : result.values)
        if (value.districtCode == district)
            return value;
    FAIL("no " << id << " in " << district);
    return result.values.front();
}

std::shared_ptr<const OverlayRun> runOf(PluginSession& session, const ParameterValues& parameters = {})
{
    auto run = session.overlay(**session.find("disaster"), parameters);
    INFO((run->reason ? describe(*run->reason, Language::English) : ""));
    REQUIRE(run->state == PluginState::Valid);
    return run;
}

class FloodedCity {
public:
    FloodedCity()
    {
        Diagnostics diagnostics;
        const auto pack = readPack(CHIIKI_SOURCE_DIR "/data/yamaguchi", diagnostics);
        REQUIRE(pack);
        REQUIRE(Workspace::create(path(), *pack, stampOf()));
    }

    std::string path(const std::string& name = "a.chiiki") const { return folder_ / name; }
    SnapshotPtr now() const { return snapshotOf(path()); }

    Result<FileComparison> take(const std::string& name, const std::string& bytes, bool isPreview = false,
                                const std::string& credit = {}) const
    {
        test::writeFile(path(name), bytes);
        PluginSession session(now(), builtIn());
        const Plugin& disaster = **session.find("disaster");
        TakeFileRequest request{
            {path(), disaster.folder, disaster.manifest, "flood_area"}, path(name), isPreview, stampOf()};
        request.credit = credit;
        return takeFile(request);
    }

private:
    TemporaryFolder folder_;
};

const char* const insideIds[] = {"disaster.people_in_area", "disaster.people_in_area_share",
                                 "disaster.shelters_in_area", "disaster.facilities_in_area"};

void checkAbsent(const Overlay& overlay)
{
    for (const char* id : insideIds)
        for (const IndicatorValue& value : resultOf(overlay, id).values) {
            CAPTURE(id, value.districtCode);
            CHECK_FALSE(value.value.isNumber());
            CHECK(value.value.absence() == Absence::Missing);
            CHECK(value.note.find("登録がないため") != std::string::npos);
            CHECK(value.note.find("取り込んでください。") != std::string::npos);
        }
}

}  // namespace

TEST_CASE("a layer of floods makes people and facilities inside known, and one undo takes that back",
          "[hazard_layers][city]")
{
    const FloodedCity city;
    {
        PluginSession session(city.now(), builtIn());
        checkAbsent(*runOf(session)->overlay);
    }

    const auto preview = city.take("synthetic_A31a 合成.geojson", floods(), true);
    REQUIRE(preview);
    CHECK(preview->added.size() == 2);
    CHECK(preview->outsideCity == 1);
    CHECK(preview->setAside.empty());
    {
        PluginSession session(city.now(), builtIn());
        checkAbsent(*runOf(session)->overlay);
    }

    const auto taken = city.take("synthetic_A31a 合成.geojson", floods());
    REQUIRE(taken);
    CHECK(taken->added.size() == 2);
    CHECK(taken->outsideCity == 1);
    CHECK(taken->setAside.empty());

    const SnapshotPtr now = city.now();
    const auto counted = countedByHand(*now);
    REQUIRE(counted.at("").people > 1000);
    REQUIRE(counted.at("").facilities > 10);
    PluginSession session(now, builtIn());
    const auto run = runOf(session);
    int districtsWithNone = 0;
    for (const District& district : now->districts) {
        CAPTURE(district.name);
        const auto found = counted.find(district.code);
        const Inside expected = found == counted.end() ? Inside{} : found->second;
        CHECK(valueOf(*run->overlay, "disaster.people_in_area", district.code).value ==
              Value::of(expected.people, Status::Computed));
        CHECK(valueOf(*run->overlay, "disaster.facilities_in_area", district.code).value ==
              Value::of(expected.facilities, Status::Computed));
        districtsWithNone += expected.people == 0;
    }
    CHECK(districtsWithNone > 10);
    CHECK(valueOf(*run->overlay, "disaster.people_in_area", "").value.number() == counted.at("").people);
    CHECK(valueOf(*run->overlay, "disaster.facilities_in_area", "").value.number() == counted.at("").facilities);
    CHECK(valueOf(*run->overlay, "disaster.people_in_area", "").note.empty());
    const auto& sources = resultOf(*run->overlay, "disaster.people_in_area").recipe.sourceIds;
    CHECK(std::find(sources.begin(), sources.end(), "disaster.flood_area") != sources.end());
    const SourceEdition* edition = findSource(*now, "disaster.flood_area");
    REQUIRE(edition);
    CHECK(edition->credit == "洪水浸水想定区域（国土数値情報A31aの様式）（synthetic_A31a 合成.geojson）");
    // Floods say nothing of landslides.
    checkAbsent(*runOf(session, {{"hazard", "tsunami"}})->overlay);

    REQUIRE(undoStep({city.path(), false, stampOf()}));
    CHECK_FALSE(findSource(*city.now(), "disaster.flood_area"));
    PluginSession after(city.now(), builtIn());
    checkAbsent(*runOf(after)->overlay);
}

TEST_CASE("a layer of which nothing touches the city is refused, and a new edition takes the place of the old one",
          "[hazard_layers][city]")
{
    const FloodedCity city;
    const std::string elsewhere =
        R"({"type":"FeatureCollection","features":[)" + featureOf(2, "他市の川", tokyo) + "]}";
    const auto refused = city.take("synthetic_elsewhere.geojson", elsewhere);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::BadRequest);
    CHECK(refused.error().message.code == "rows.none_in_city");
    CHECK(refused.error().message.arguments == std::vector<std::string>{"1"});
    CHECK_FALSE(findSource(*city.now(), "disaster.flood_area"));

    REQUIRE(city.take("synthetic_1.geojson", floods()));
    const std::string smaller = R"({"type":"FeatureCollection","features":[)" + featureOf(3, "合成川", ell) + "]}";
    const auto second = city.take("synthetic_2.geojson", smaller, false, "合成データ（実在の区域ではありません）");
    REQUIRE(second);
    CHECK(second->same == 1);
    CHECK(second->removed.size() == 1);
    CHECK(findSource(*city.now(), "disaster.flood_area")->credit == "合成データ（実在の区域ではありません）");
}
