#include "core/io/open_data_csv.h"

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "core/io/place_matching.h"
#include "core/text/encoding.h"

using namespace chiiki;

namespace {

OpenDataTable tableOf(const std::string& utf8)
{
    const auto path = std::filesystem::temp_directory_path() / ("chiiki 施設 " + std::to_string(getpid()) + ".csv");
    const auto bytes = encodeCp932(utf8);
    REQUIRE(bytes);
    std::ofstream(path, std::ios::binary) << *bytes;
    Diagnostics diagnostics;
    auto table = readOpenDataTable(path.string(), diagnostics);
    std::filesystem::remove(path);
    REQUIRE(table);
    return *std::move(table);
}

}  // namespace

TEST_CASE("the columns of the standard dataset are read from a CP932 file", "[opendata]")
{
    const auto table = tableOf("全国地方公共団体コード,ID,名称,名称_カナ,所在地_連結表記,所在地_町字,緯度,経度,"
                               "災害種別_洪水,災害種別_津波,災害種別_地震,想定収容人数\r\n"
                               "352039,E1,仁保小学校,ニホ,山口県山口市仁保中郷81,仁保中郷,34.21,131.55,〇,×,○,380\r\n"
                               ",,,,,,,,,,,\r\n");
    CHECK(table.encoding == Encoding::Cp932);
    REQUIRE(table.records.size() == 2);
    const OpenDataRecord& school = table.records[0];
    CHECK(school.publisherId == "E1");
    CHECK(school.town == "仁保中郷");
    CHECK(school.longitude == "131.55");
    CHECK(school.facility.capacity == 380);
    CHECK(school.facility.sourceRow == 2);
    CHECK(school.facility.attributes ==
          std::map<std::string, std::string>{{"flood", "1"}, {"tsunami", "0"}, {"earthquake", "1"}});
    CHECK(table.records[1].isEmpty);
    CHECK_FALSE(table.records[1].facility.capacity);
}

TEST_CASE("a prefix before every column and an address in parts are understood", "[opendata]")
{
    const auto table =
        tableOf("教育機関_学校コード,教育機関_学校種,教育機関_学校名,教育機関_学校所在地（市区町村）,教育機関_"
                "学校所在地（町字）,教育機関_学校所在地（番地以下）,教育機関_緯度,教育機関_経度\n"
                "B1,C1,湯田小学校,山口市,元町,2ｰ26,34.17,131.45\n");
    CHECK(table.records[0].facility.name == "湯田小学校");
    CHECK(table.records[0].facility.address == "山口市元町2ｰ26");
    CHECK(table.records[0].type == "C1");
    CHECK(table.records[0].town == "元町");
}

TEST_CASE("a table without a name or a position says which columns it has", "[opendata]")
{
    const auto path =
        std::filesystem::temp_directory_path() / ("chiiki-no-columns-" + std::to_string(getpid()) + ".csv");
    std::ofstream(path) << "名称,住所\na,b\n";
    Diagnostics diagnostics;
    const auto table = readOpenDataTable(path.string(), diagnostics);
    std::filesystem::remove(path);
    REQUIRE_FALSE(table);
    CHECK(table.error().message.arguments[1] == "名称, 住所");
}

TEST_CASE("an address tells its possible districts by its town, whatever it leaves out or adds", "[matching]")
{
    const TownIndex towns({{"徳地堀中野", "20", "certain"},
                           {"徳地堀上", "20", "certain"},
                           {"三和町", "10", "split"},
                           {"三和町", "03", "split"},
                           {"鋳銭司", "12", "certain"},
                           {"中市町", "02", "split"},
                           {"秋穂二島", "14", "certain"},
                           {"秋穂東花香南", "18", "certain"}});
    using Codes = std::set<std::string>;
    CHECK(towns.districtsOf("徳地堀") == Codes{"20"});
    CHECK(towns.districtsOf("三和町") == Codes{"03", "10"});
    CHECK(towns.districtsOf("鑄銭司") == Codes{"12"});
    CHECK(towns.districtsOf("山口県山口市鋳銭司5675ｰ1") == Codes{"12"});
    CHECK(towns.districtsOf("中市町") == Codes{"02"});
    CHECK(towns.districtsOf("秋穂東6771") == Codes{"18"});
    CHECK(towns.districtsOf("秋穂二島") == Codes{"14"});
    CHECK(towns.districtsOf("萩市椿東").empty());
    CHECK(towns.districtsOf("").empty());
    CHECK(towns.confidenceOf("三和町", "03") == "split");
    CHECK(towns.confidenceOf("三和町", "01").empty());
}
