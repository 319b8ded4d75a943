#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

#include "tests/support/shared_files.h"
#include "tests/workbench/usecases/real_city.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/import_preview.h"

using namespace chiiki;
using namespace chiiki::test;
namespace fs = std::filesystem;

namespace {

ImportPreview previewOf(const SnapshotPtr& city, const std::string& path, const ImportChoices& choices = {})
{
    ImportRequest request;
    request.files.push_back({path, {}, choices});
    const auto preview = previewImport(city, request);
    if (!preview)
        FAIL(describe(preview.error(), Language::English));
    return *preview;
}

/// Files, and the folders that are one thing.
std::vector<std::string> originalsIn(const fs::path& folder)
{
    std::vector<std::string> paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string ending = entry.path().extension().string();
        const bool isOfFeed = entry.path().parent_path().filename().string().starts_with("gtfs");
        const bool isFeed = entry.is_directory() && entry.path().filename().string().starts_with("gtfs");
        const bool isFile = ending == ".csv" || ending == ".shp" || ending == ".geojson" || ending == ".gpkg";
        if (isFeed || (isFile && !isOfFeed))
            paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string transportLayer(const std::string& features)
{
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

}  // namespace

TEST_CASE("each original file of the real city is taken by its header alone, and adds up", "[import originals]")
{
    NEEDS_SHARED(shared);
    const auto paths = originalsIn(shared / "geodata");
    REQUIRE(paths.size() >= 19);
    for (const std::string& path : paths) {
        CAPTURE(path);
        const ImportPreview preview = previewOf(realCity(), path);
        const FilePreview& file = preview.files.front();
        CAPTURE(file.whyNot ? speak(*file.whyNot, Language::English) : "");
        CHECK(preview.canImport());
        CHECK(file.recordCount > 0);
        CHECK(file.reconciliation.source == file.recordCount);
        CHECK(file.reconciliation.addsUp());
        // What identifies an area is no quantity somebody has to decide about.
        for (const ImportColumn& column : file.columns)
            CHECK_FALSE((column.heading == "コード" && column.isDoubtful));
    }
}

TEST_CASE("a layer of bus stops is taken as the city's stops, and again it changes nothing", "[import originals]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "bus_stops_2024.geojson";
    const auto stop = [](const std::string& name, double lon, double lat) {
        return R"({"type":"Feature","properties":{"B_NAME":")" + name +
               R"(","B_ROSEN":"合成線,合成環状線","JIGYOSYA":"合成交通"},"geometry":{"type":"Point","coordinates":[)" +
               std::to_string(lon) + "," + std::to_string(lat) + "]}}";
    };
    writeFile(path, transportLayer(stop("合成駅前", 131.4754, 34.1745) + "," + stop("市外の停留所", 131.9, 33.97)));
    const ImportPreview first = previewOf(smallCity(), path);
    REQUIRE(first.canImport());
    CHECK(first.files.front().target.word == "transport");
    CHECK(first.files.front().year.word == "2024");
    CHECK(first.files.front().inDistrict == 1);
    CHECK(first.files.front().outside == 1);
    const auto& stops = first.after->stops;
    const auto taken = std::find_if(stops.begin(), stops.end(), [](const Stop& one) { return one.name == "合成駅前"; });
    REQUIRE(taken != stops.end());
    CHECK(taken->placement.districtCode == "01");
    CHECK(taken->lines == std::vector<std::string>{"合成線", "合成環状線"});
    CHECK(taken->dataYear == 2024);

    const ImportPreview again = previewOf(first.after, path);
    CHECK(again.files.front().comparison.same == 2);
    CHECK(again.files.front().comparison.addedCount + again.files.front().comparison.changedCount == 0);
    CHECK(*again.after == *first.after);
}

TEST_CASE("next year's layer of stops takes the place of the last one's, under its own year", "[import originals]")
{
    const TemporaryFolder folder;
    const auto stopNamed = [](const std::string& name) {
        return transportLayer(R"({"type":"Feature","properties":{"B_NAME":")" + name +
                              R"(","B_ROSEN":"合成線","JIGYOSYA":"合成交通"},"geometry":{"type":"Point",)"
                              R"("coordinates":[131.4754,34.1745]}})");
    };
    writeFile(folder / "停留所_2023.geojson", stopNamed("前の停留所"));
    writeFile(folder / "停留所_2024.geojson", stopNamed("今の停留所"));
    const ImportPreview first = previewOf(smallCity(), folder / "停留所_2023.geojson");
    const ImportPreview second = previewOf(first.after, folder / "停留所_2024.geojson");
    REQUIRE(second.canImport());
    CHECK(second.files.front().edition.sourceId == first.files.front().edition.sourceId);
    CHECK(second.files.front().edition.asOf == "2024");
    CHECK(second.files.front().edition.title.ja == "停留所_2024");
    CHECK(second.files.front().comparison.changedCount == 1);
    const auto isOld = [](const Stop& stop) { return stop.name == "前の停留所"; };
    CHECK(std::none_of(second.after->stops.begin(), second.after->stops.end(), isOld));

    ImportChoices asNew;
    asNew.sourceId = "new";
    const ImportPreview beside = previewOf(first.after, folder / "停留所_2024.geojson", asNew);
    REQUIRE(beside.canImport());
    CHECK(beside.files.front().edition.sourceId == first.files.front().edition.sourceId + "_2");
    CHECK(std::any_of(beside.after->stops.begin(), beside.after->stops.end(), isOld));
}

TEST_CASE("a layer of lines without a year asks for it", "[import originals]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "路線.geojson";
    writeFile(path,
              transportLayer(R"({"type":"Feature","properties":{"T_ROSEN":"合成線","COMPANY":"合成鉄道"},)"
                             R"("geometry":{"type":"LineString","coordinates":[[131.47,34.17],[131.48,34.18]]}})"));
    const ImportPreview preview = previewOf(smallCity(), path);
    REQUIRE(preview.files.front().whyNot);
    CHECK(preview.files.front().whyNot->code == "imports.no_year");
}

TEST_CASE("boundaries of the census are counts of people and households, and nothing else", "[import originals]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "r2kb35203.geojson";
    // One block in the first district, and one outside the city.
    const auto block = [](const std::string& key, int people, double lon, double lat) {
        const auto corner = [&](double dx, double dy) {
            return "[" + std::to_string(lon + dx) + "," + std::to_string(lat + dy) + "]";
        };
        return R"({"type":"Feature","properties":{"KEY_CODE":")" + key +
               R"(","S_NAME":"合成町","HCODE":8101,"JINKO":)" + std::to_string(people) + R"(,"SETAI":)" +
               std::to_string(people / 2) +
               R"(,"X_CODE":131.4,"Y_CODE":34.1},"geometry":{"type":"Polygon","coordinates":[[)" + corner(0, 0) + "," +
               corner(0.0002, 0) + "," + corner(0.0002, 0.0002) + "," + corner(0, 0.0002) + "," + corner(0, 0) + "]]}}";
    };
    writeFile(path,
              transportLayer(block("352030010", 40, 131.4754, 34.1745) + "," + block("352030020", 60, 131.9, 33.97)));
    const ImportPreview preview = previewOf(smallCity(), path);
    const FilePreview& file = preview.files.front();
    INFO((file.whyNot ? speak(*file.whyNot, Language::English) : ""));
    REQUIRE(preview.canImport());
    std::vector<std::string> units;
    for (const ImportColumn& column : file.columns)
        if (!column.indicatorId.empty()) {
            units.push_back(column.unit);
            CHECK(column.year == 2020);
        }
    CHECK(units == std::vector<std::string>{"people", "households"});
    CHECK(file.reconciliation.addsUp());
}
