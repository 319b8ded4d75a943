#include "core/text/japanese_date.h"

#include <random>

#include <catch2/catch.hpp>

using namespace chiiki;

namespace {

std::string codeOf(std::string_view text)
{
    const auto date = parseDate(text);
    return date ? *date : std::string(date.error().message.code);
}

}  // namespace

TEST_CASE("days in every usual writing read as one ISO date", "[text]")
{
    for (const char* text : {"令和６年５月２１日", "令和6年5月21日", "R6.5.21", "Ｒ６．５．２１", "r6/5/21",
                             "2024年5月21日", "2024/5/21", "2024-05-21", "令和 6 年 5 月 21 日"})
        CHECK(codeOf(text) == "2024-05-21");
    CHECK(codeOf("令和元年5月1日") == "2019-05-01");
    CHECK(codeOf("平成31年4月30日") == "2019-04-30");
    CHECK(codeOf("昭和64年1月7日") == "1989-01-07");
    CHECK(codeOf("平成元年1月8日") == "1989-01-08");
    CHECK(codeOf("S39.10.10") == "1964-10-10");
}

TEST_CASE("a day outside its era is refused", "[text]")
{
    for (const char* text :
         {"平成31年5月1日", "令和元年4月1日", "令和元年4月30日", "昭和64年1月8日", "平成元年1月7日", "H40.1.1"})
        CHECK(codeOf(text) == "text.date_not_in_era");
}

TEST_CASE("a day that does not exist is refused", "[text]")
{
    for (const char* text : {"令和5年2月29日", "2023-02-29", "1900/2/29", "R6.13.1", "R6.4.31", "2024年0月1日"})
        CHECK(codeOf(text) == "text.date_does_not_exist");
    CHECK(codeOf("2000-02-29") == "2000-02-29");
}

TEST_CASE("junk is refused and never guessed", "[text]")
{
    for (const char* text : {"R123456", "", "令和", "令和6年", "令和6年5月", "R6.5.21x", "R6.5/21", "6.5.21",
                             "令和0年1月1日", "20240521", "x", "令和六年五月二十一日", "24-05-21", "令和100年1月1日"})
        CHECK(codeOf(text) == "text.date_not_read");
    CHECK(codeOf("明治5年1月1日") == "text.date_before_gregorian");
}

TEST_CASE("every day from 1989 to 2040 comes back from its Japanese writing", "[text]")
{
    std::mt19937 random(20241031);
    for (int i = 0; i < 2000; ++i) {
        const int year = 1989 + static_cast<int>(random() % 52), month = 1 + static_cast<int>(random() % 12),
                  day = 1 + static_cast<int>(random() % 28);
        char iso[16];
        std::snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
        const bool isReiwa = std::string_view(iso) >= "2019-05-01";
        if (std::string_view(iso) < "1989-01-08")
            continue;
        const std::string text =
            (isReiwa ? "令和" + std::to_string(year - 2018) : "平成" + std::to_string(year - 1988)) + "年" +
            std::to_string(month) + "月" + std::to_string(day) + "日";
        CHECK(codeOf(text) == iso);
    }
}

TEST_CASE("fiscal years are read with 年度 or FY only", "[text]")
{
    CHECK(parseFiscalYear("令和６年度")->year == 2024);
    CHECK(parseFiscalYear("R6年度")->year == 2024);
    CHECK(parseFiscalYear("令和元年度")->year == 2019);
    CHECK(parseFiscalYear("平成31年度")->year == 2019);
    CHECK(parseFiscalYear("FY2024")->year == 2024);
    CHECK(parseFiscalYear("2024年度")->year == 2024);
    for (const char* text : {"令和6年", "2024", "平成32年度", "令和0年度", "R123456", "年度", "令和6年度計画", "FY24"})
        CHECK_FALSE(parseFiscalYear(text));
}

TEST_CASE("a full ISO date is exactly that", "[text]")
{
    CHECK(isIsoDate("2024-02-29"));
    for (const char* text :
         {"2023-02-29", "2024-2-9", "2024-02", "2024", "2024-13-01", "2024-02-29 ", "2024/02/29", "20240229xx"})
        CHECK_FALSE(isIsoDate(text));
}

TEST_CASE("a year of a table is read in all usual spellings and as the fiscal year it lies in", "[text]")
{
    const auto yearOf = [](const char* text) {
        const auto year = parseYearOfTable(text);
        return year ? year->year : 0;
    };
    CHECK(yearOf("R1") == 2019);
    CHECK(yearOf("R元") == 2019);
    CHECK(yearOf("令和元年度") == 2019);
    CHECK(yearOf("令和6") == 2024);
    CHECK(yearOf("令和６年") == 2024);
    CHECK(yearOf("２０２４年度") == 2024);
    CHECK(yearOf("２０２４") == 2024);
    CHECK(yearOf("2024年") == 2024);
    CHECK(yearOf("FY2024") == 2024);
    CHECK(yearOf("H31") == 2019);
    CHECK(yearOf("H31.4") == 2019);
    CHECK(yearOf("H31.3") == 2018);
    CHECK(yearOf("R6年3月") == 2023);
    CHECK(yearOf("2024-04") == 2024);
    CHECK(yearOf("2024/3/31") == 2023);
    CHECK(yearOf("平成31年4月30日") == 2019);
}

TEST_CASE("a year of a table that is none is refused and never guessed", "[text]")
{
    for (const char* text : {"", "H31.5", "R1.4", "平成32年度", "令和0年", "R6.13", "24", "202404", "R6年度計画",
                             "不明", "2024年度見込", "R6/", "令和六年", "S65", "1800"}) {
        INFO(text);
        CHECK_FALSE(parseYearOfTable(text));
    }
}
