#include <catch2/catch.hpp>

#include <filesystem>

#include "core/store/workspace.h"
#include "tests/core/store/store_fixture.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

/// The program's path; empty where it is not installed.
std::string programPath(const std::string& name)
{
    for (const char* folder : {"/usr/bin/", "/usr/local/bin/"})
        if (std::filesystem::exists(folder + name))
            return folder + name;
    WARN("skipped: " << name << " is not installed");
    return {};
}

}  // namespace

TEST_CASE("ogrinfo lists every geometry layer with its CRS and count", "[workspace][peers]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "山口市.chiiki";
    REQUIRE(Workspace::create(path, fullSnapshot(), stampOf()));
    const std::string ogrinfo = programPath("ogrinfo");
    if (ogrinfo.empty())
        return;
    const auto all = runProcess({ogrinfo, "-so", "-al", path}, folder.path());
    CHECK(all.exitCode == 0);
    CHECK(all.err == "");
    for (const char* layer : {"Layer name: district", "Layer name: demand_area", "Layer name: facility",
                              "Layer name: route", "Layer name: stop", "Layer name: finding"})
        CHECK_THAT(all.out, Catch::Contains(layer));
    CHECK_THAT(all.out, Catch::Contains("Feature Count: 3"));
    CHECK_THAT(all.out, Catch::Contains("ID[\"EPSG\",6668]"));
    // Through the spatial index: only the facility at 131.48, 34.18 lies there.
    const auto near = runProcess({ogrinfo, "-spat", "131.4", "34.1", "131.5", "34.2", path, "facility"}, folder.path());
    CHECK_THAT(near.out, Catch::Contains("Feature Count: 1") && Catch::Contains("大殿小学校"));
}

TEST_CASE("spatialite's own shell reads the layers and finds their indexes right", "[workspace][peers]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "山口市.chiiki";
    {
        auto workspace = Workspace::create(path, gridCity(6, 6, 3), stampOf());
        REQUIRE(workspace);
        // A change too goes into the index.
        Snapshot next = **workspace->snapshot();
        next.facilities[0].place = Point{131.055, 34.055};
        next.facilities.erase(next.facilities.begin() + 1);
        REQUIRE(workspace->commit(next, {"store.created", {}}, stampOf()));
    }
    const std::string spatialite = programPath("spatialite");
    if (spatialite.empty())
        return;
    const auto ask = [&](const std::string& sql) {
        const auto answer = runProcess({spatialite, "-silent", path, sql}, folder.path());
        CHECK(answer.exitCode == 0);
        return answer.out;
    };
    CHECK(ask("SELECT CheckSpatialIndex();") == "1\n");
    CHECK(ask("SELECT count(*), min(IsValid(outline)), min(Srid(outline)) FROM demand_area;") == "36|1|6668\n");
    CHECK(ask("SELECT count(*) FROM demand_area WHERE ST_Contains(outline, representative_point);") == "36\n");
    CHECK(ask("SELECT f_table_name, f_geometry_column, srid, spatial_index_enabled FROM geometry_columns "
              "ORDER BY 1, 2;") == "demand_area|outline|6668|1\ndemand_area|representative_point|6668|1\n"
                                   "district|outline|6668|1\nfacility|place|6668|1\nfinding|place|6668|1\n"
                                   "route|path|6668|1\nstop|place|6668|1\n");
    CHECK(ask("SELECT count(*) FROM spatial_ref_sys WHERE srid IN (6668, 6671);") == "2\n");
}
