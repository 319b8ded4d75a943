#include <catch2/catch.hpp>

#include <chrono>
#include <thread>

#include "core/io/gdal_handles.h"
#include "core/io/xlsx_writer.h"

namespace chiiki {

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

TEST_CASE("columns are as wide as what they hold, and the headings stay in sight", "[xlsx]")
{
    const auto bytes =
        makeXlsx({{"表", {"code", "名称"}, {{std::string("01"), std::string("秋穂二島地域交流センター")}}},
                  {"次", {"a"}, {{1.0}}}});
    REQUIRE(bytes);
    const std::string path = "/vsimem/read_back.xlsx";
    VSIFCloseL(VSIFileFromMemBuffer(path.c_str(), reinterpret_cast<GByte*>(const_cast<char*>(bytes->data())),
                                    bytes->size(), FALSE));
    const auto partOf = [&](const std::string& part) {
        GByte* read = nullptr;
        vsi_l_offset size = 0;
        REQUIRE(VSIIngestFile(nullptr, ("/vsizip" + path + "/" + part).c_str(), &read, &size, -1));
        const std::string text(reinterpret_cast<const char*>(read), size);
        VSIFree(read);
        return text;
    };
    const std::string first = partOf("xl/worksheets/sheet1.xml");
    CHECK(first.find("<col min=\"1\" max=\"1\" width=\"6\"") != std::string::npos);
    // Twelve letters of two columns, and two of air.
    CHECK(first.find("<col min=\"2\" max=\"2\" width=\"26\"") != std::string::npos);
    CHECK(first.find("state=\"frozen\"") < first.find("<cols>"));
    CHECK(first.find("max=\"1024\"") == std::string::npos);
    CHECK(partOf("xl/worksheets/sheet2.xml").find("tabSelected") == std::string::npos);
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

}  // namespace chiiki
