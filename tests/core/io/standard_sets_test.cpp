#include <catch2/catch.hpp>

#include "core/io/cell_rules.h"
#include "core/io/column_roles.h"
#include "core/io/standard_sets.h"

using namespace chiiki;

namespace {

std::vector<std::string> headingsOf(const StandardSet& set)
{
    std::vector<std::string> headings;
    for (const auto& columns : {set.shared, set.columns})
        for (const StandardColumn& column : columns)
            headings.emplace_back(column.name);
    return headings;
}

std::string judged(CellRule rule, std::string_view text)
{
    const auto verdict = judgeCell(rule, text);
    return verdict ? std::string(verdict->what.code) + " " + verdict->proposal.value_or("?") : "fine";
}

}  // namespace

TEST_CASE("each set is recognised by its own columns, the old and the new", "[standard_sets]")
{
    for (const StandardSet& set : standardSets()) {
        INFO(set.id << (set.isOld ? " old" : " new"));
        const auto match = matchStandardSet(headingsOf(set));
        REQUIRE(match);
        CHECK(match->set->id == set.id);
        CHECK(match->unknown.empty());
        CHECK(match->missing.empty());
    }
}

TEST_CASE("cities' spellings of headings are known, a prefix before all of them too", "[standard_sets]")
{
    const auto schools = matchStandardSet({"教育機関_学校コード", "教育機関_学校種", "教育機関_学校名",
                                           "教育機関_学校所在地（町字）", "教育機関_緯度", "教育機関_経度"});
    REQUIRE(schools);
    CHECK(schools->set->id == "school");
    CHECK(schools->prefix == "教育機関_");
    const auto libraries = matchStandardSet(
        {"全国地方公共団体コード", "ＩＤ", "名称", "名称_通称", "POIコード", "所在地_ｰ以下", "緯度", "経度"});
    REQUIRE(libraries);
    CHECK(libraries->set->id == "public");
    CHECK(libraries->unknown.empty());
    const auto population = matchStandardSet({"全国地方公共団体コード", "地域名", "調査年月日", "総人口", "男性",
                                              "女性", "0-4歳の男性", "85歳以上の女性", "世帯数"});
    REQUIRE(population);
    CHECK(population->set->facilityKind.empty());
    CHECK(population->columns[6]->role == ColumnRole::Value);
    CHECK_FALSE(matchStandardSet({"地域", "人口"}));
    CHECK_FALSE(matchStandardSet({"名称", "緯度", "経度"}));
}

TEST_CASE("the check digit of a municipality code is the official one", "[standard_sets]")
{
    // 山口市 352039, 千代田区 131016, 函館市 012025, 札幌市 011002
    CHECK(checkDigitOf("35203") == '9');
    CHECK(checkDigitOf("13101") == '6');
    CHECK(checkDigitOf("01202") == '5');
    CHECK(checkDigitOf("01100") == '2');
    CHECK(judged(CellRule::CityCode, "352039") == "fine");
    CHECK(judged(CellRule::CityCode, "35203") == "io.cell_city_code_short 352039");
    CHECK(judged(CellRule::CityCode, "352038") == "io.cell_check_digit ?");
    CHECK(judged(CellRule::CityCode, "山口") == "io.cell_city_code ?");
}

TEST_CASE("a cell is fine, or has one right form, or is left to people", "[standard_sets]")
{
    CHECK(judged(CellRule::Whole, "473") == "fine");
    CHECK(judged(CellRule::Whole, "1,200人") == "io.cell_not_plain_number 1200");
    CHECK(judged(CellRule::Whole, "約50") == "io.cell_not_whole ?");
    CHECK(judged(CellRule::Flag, "有") == "fine");
    CHECK(judged(CellRule::Flag, "〇") == "io.cell_flag_mark 1");
    CHECK(judged(CellRule::Flag, "×") == "io.cell_flag_mark 0");
    CHECK(judged(CellRule::Flag, "△") == "io.cell_flag ?");
    CHECK(judged(CellRule::Day, "2024-06-01") == "fine");
    CHECK(judged(CellRule::Day, "令和６年６月１日") == "io.cell_day_form 2024-06-01");
    CHECK(judged(CellRule::Day, "令和6年6月31日") == "io.cell_day ?");
    CHECK(judged(CellRule::Clock, "8:30") == "fine");
    CHECK(judged(CellRule::Clock, "８：３０") == "io.cell_clock_form 8:30");
    CHECK(judged(CellRule::Clock, "8:30:00") == "io.cell_clock_form 8:30");
    CHECK(judged(CellRule::Clock, "25:00") == "io.cell_clock ?");
    CHECK(judged(CellRule::PostCode, "7530001") == "fine");
    CHECK(judged(CellRule::PostCode, "〒753-0001") == "io.cell_post_code_form 7530001");
    CHECK(judged(CellRule::Kana, "ヤマグチ") == "fine");
    CHECK(judged(CellRule::Kana, "やまぐち") == "io.cell_kana ヤマグチ");
}

TEST_CASE("a place is mended only where one can be meant", "[standard_sets]")
{
    CHECK_FALSE(judgePlaceCells("131.473805", "34.178517"));
    CHECK_FALSE(judgePlaceCells("", ""));
    const auto swapped = judgePlaceCells("34.178517", "131.473805");
    REQUIRE(swapped);
    CHECK(swapped->what.code == "io.place_swapped");
    CHECK(*swapped->longitude == "131.473805");
    CHECK(*swapped->latitude == "34.178517");
    // 131 + 28/60 + 25.5/3600 = 131.47375, 34 + 10/60 + 42/3600 = 34.1783333...
    const auto minutes = judgePlaceCells("131°28′25.5″", "34度10分42秒");
    REQUIRE(minutes);
    CHECK(*minutes->longitude == "131.47375");
    CHECK(*minutes->latitude == "34.178333");
    const auto equal = judgePlaceCells("34.017177", "34.017177");
    REQUIRE(equal);
    CHECK(equal->what.code == "io.place_equal");
    CHECK_FALSE(equal->longitude);
    CHECK(judgePlaceCells("131.4", "")->what.code == "io.place_blank");
    CHECK(judgePlaceCells("2.35", "48.85")->what.code == "io.cell_outside_japan");
}
