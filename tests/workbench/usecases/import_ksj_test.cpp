#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/import_preview.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

std::string point(double lon, double lat, const std::string& type, const std::string& name)
{
    return R"({"type":"Feature","properties":{"P04_001":)" + type + R"(,"P04_002":")" + name +
           R"(","P04_003":"山口県山口市","P04_004":"内","P04_008":20},"geometry":{"type":"Point","coordinates":[)" +
           std::to_string(lon) + "," + std::to_string(lat) + "]}}";
}

}  // namespace

TEST_CASE("medical institutions of 国土数値情報 become facilities of their kinds, told by their attributes alone",
          "[import_ksj]")
{
    const TemporaryFolder folder;
    writeFile(folder / "合成データ.geojson",
              R"({"type":"FeatureCollection","features":[)" + point(131.4754, 34.1745, "1", "合成病院") + "," +
                  point(131.497, 34.1745, "3", "合成歯科") + "," + point(131.9, 33.97, "2", "市外の合成診療所") + "]}");
    ImportRequest request;
    request.files.push_back({folder / "合成データ.geojson", {}, {}});
    const auto preview = previewImport(smallCity(), request);
    INFO((preview ? "" : describe(preview.error(), Language::English)));
    REQUIRE(preview);
    const FilePreview& file = preview->files.front();
    INFO((file.whyNot ? speak(*file.whyNot, Language::English) : ""));
    REQUIRE(preview->canImport());
    CHECK(file.inDistrict == 2);
    CHECK(file.outside == 1);
    CHECK(file.reconciliation.addsUp());
    std::map<std::string, std::string> kinds, districts;
    for (const Facility& facility : preview->after->facilities) {
        kinds[facility.name] = facility.kind;
        districts[facility.name] = facility.placement.districtCode;
    }
    CHECK(kinds["合成病院"] == "hospital");
    CHECK(kinds["合成歯科"] == "dentist");
    CHECK(kinds["市外の合成診療所"] == "clinic");
    CHECK(districts["合成病院"] == "01");
    CHECK(districts["合成歯科"] == "03");
}
