#include <catch2/catch.hpp>

#include <chrono>
#include <thread>

#include <cpl_vsi.h>

#include "core/io/gdal_handles.h"
#include "core/io/xlsx_writer.h"

using namespace chiiki;

TEST_CASE("a workbook keeps codes as text, numbers as they are and empty cells empty", "[xlsx]")
{
    const auto bytes = makeXlsx({{"比較表",
                                  {"district_code", "district", "population", "note"},
                                  {{std::string("01"), std::string("大殿"), 7206.0, {}},
                                   {std::string("02"), std::string("白石"), 1.0 / 3, std::string("<&\"")},
                                   {std::string("city"), std::string("市全体"), {}, {}}}}});
    REQUIRE(bytes);
    CHECK(bytes->substr(0, 2) == "PK");

    const std::string path = "/vsimem/read_back.xlsx";
    VSIFCloseL(VSIFileFromMemBuffer(path.c_str(), reinterpret_cast<GByte*>(const_cast<char*>(bytes->data())),
                                    bytes->size(), FALSE));
    const DatasetHandle read(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    REQUIRE(read);
    OGRLayerH layer = GDALDatasetGetLayerByName(read.get(), "比較表");
    REQUIRE(layer);
    REQUIRE(OGR_L_GetFeatureCount(layer, TRUE) == 3);
    const FeatureHandle first(OGR_L_GetNextFeature(layer));
    CHECK(OGR_F_GetFieldAsString(first.get(), 0) == std::string("01"));
    CHECK(OGR_F_GetFieldAsString(first.get(), 1) == std::string("大殿"));
    CHECK(OGR_F_GetFieldAsDouble(first.get(), 2) == 7206);
    CHECK_FALSE(OGR_F_IsFieldSetAndNotNull(first.get(), 3));
    const FeatureHandle second(OGR_L_GetNextFeature(layer));
    CHECK(OGR_F_GetFieldAsDouble(second.get(), 2) == Approx(1.0 / 3).epsilon(1e-14));
    CHECK(OGR_F_GetFieldAsString(second.get(), 3) == std::string("<&\""));
    const FeatureHandle third(OGR_L_GetNextFeature(layer));
    CHECK_FALSE(OGR_F_IsFieldSetAndNotNull(third.get(), 2));
    VSIUnlink(path.c_str());
}

TEST_CASE("the same sheets make the same bytes later on", "[xlsx]")
{
    const std::vector<Sheet> sheets = {{"表", {"a", "b"}, {{1.0, std::string("x")}}}};
    const auto before = makeXlsx(sheets);
    // Dates inside a zip have steps of two seconds.
    std::this_thread::sleep_for(std::chrono::milliseconds(2100));
    const auto after = makeXlsx(sheets);
    REQUIRE(before);
    REQUIRE(after);
    CHECK(*before == *after);
}
