#include <catch2/catch.hpp>

#include "core/model/fiscal_year.h"

using namespace chiiki;

TEST_CASE("a fiscal year runs from April to March", "[fiscal_year]")
{
    CHECK(fiscalYearOfDate("2020-10-01") == FiscalYear{2020});
    CHECK(fiscalYearOfDate("2021-03-31") == FiscalYear{2020});
    CHECK(fiscalYearOfDate("2021-04-01") == FiscalYear{2021});
    CHECK_FALSE(fiscalYearOfDate("2021").has_value());
    CHECK_FALSE(fiscalYearOfDate("2021-13-01").has_value());
    CHECK_FALSE(fiscalYearOfDate("2021-4--1").has_value());
}

TEST_CASE("a fiscal year is spoken in the era of most of its days", "[fiscal_year]")
{
    CHECK(title(FiscalYear{2024}, Language::Japanese) == "令和6年度");
    CHECK(title(FiscalYear{2019}, Language::Japanese) == "令和元年度");
    CHECK(title(FiscalYear{2018}, Language::Japanese) == "平成30年度");
    CHECK(title(FiscalYear{2024}, Language::English) == "FY2024");
    CHECK(shortTitle(FiscalYear{2010}, Language::Japanese) == "H22");
    CHECK(shortTitle(FiscalYear{2019}, Language::Japanese) == "R元");
}

TEST_CASE("a day is spoken in the era of that very day", "[fiscal_year]")
{
    CHECK(japaneseDate("2020-10-01") == "R2.10.1");
    CHECK(japaneseDate("2019-04-30") == "H31.4.30");
    CHECK(japaneseDate("2019-05-01") == "R元.5.1");
    CHECK(japaneseDate("2024-06") == "R6.6");
    CHECK(japaneseDate("2019-04") == "H31.4");
    CHECK(japaneseDate("1989-01") == "H元.1");
    CHECK(japaneseDate("2010") == "H22年");
    CHECK(japaneseDate("2010年度") == "2010年度");
    CHECK(japaneseDate("2010-13") == "2010-13");
}
