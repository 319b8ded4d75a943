#include <catch2/catch.hpp>

#include "tests/support/process.h"
#include "tests/workbench/usecases/real_city.h"
#include "workbench/usecases/compare_maps.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

std::size_t countOf(const std::string& text, const std::string& words)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
        ++count;
    return count;
}

}  // namespace

TEST_CASE("several indicators stand side by side, each with its year and its own classes", "[compare]")
{
    const TemporaryFolder folder;
    CompareMapsRequest request;
    request.indicatorIds = {"population.density", "coverage.clinic_800", "area.km2"};
    request.file = folder / "compare.svg";
    REQUIRE(compareMaps(realSession(), request));
    const std::string svg = readFile(request.file);
    CHECK(svg.find("3 指標の比較") != std::string::npos);
    CHECK(svg.find("人口密度") != std::string::npos);
    CHECK(svg.find("令和2年度") != std::string::npos);
    CHECK(svg.find("照合: 人口密度 21地域 193,966") != std::string::npos);
    const std::string first = svg;
    REQUIRE(compareMaps(realSession(), request));
    CHECK(readFile(request.file) == first);
}

TEST_CASE("years of one indicator share one legend; a year without values is drawn as such", "[compare]")
{
    const TemporaryFolder folder;
    CompareMapsRequest request;
    request.indicatorIds = {"population.density"};
    request.years = {FiscalYear{2020}, FiscalYear{2021}};
    request.file = folder / "years.svg";
    REQUIRE(compareMaps(realSession(), request));
    const std::string svg = readFile(request.file);
    CHECK(countOf(svg, "1,500以上") == 1);
    CHECK(countOf(svg, ">令和2年度<") == 1);  // the legend is of both
    CHECK(svg.find("令和2年度") != std::string::npos);
    CHECK(svg.find("令和3年度") != std::string::npos);
}

TEST_CASE("one map is no comparison, seven do not fit a page, years and indicators exclude each other", "[compare]")
{
    CompareMapsRequest request;
    request.file = "never.svg";
    request.indicatorIds = {"area.km2"};
    CHECK_FALSE(compareMaps(realSession(), request));
    for (int year = 2014; year < 2021; ++year)
        request.years.push_back(FiscalYear{year});
    CHECK_FALSE(compareMaps(realSession(), request));
    request.indicatorIds = {"area.km2", "population.density"};
    const auto both = compareMaps(realSession(), request);
    REQUIRE_FALSE(both);
    CHECK(std::string(both.error().message.code) == "compare.years_or_indicators");
}

TEST_CASE("differences from a year stand beside its values, in points where the values are shares", "[compare]")
{
    const TemporaryFolder folder;
    auto city = std::make_shared<Snapshot>(*realCity());
    Indicator rate;
    rate.id = "values_1.rate";
    rate.title = {"参加率", "Share taking part"};
    rate.unit = "ratio";
    rate.kind = IndicatorKind::Rate;
    city->indicators.push_back(rate);
    for (std::size_t i = 0; i < city->districts.size(); ++i)
        for (const int year : {2020, 2024})
            city->values.push_back(
                {rate.id,
                 city->districts[i].code,
                 {year},
                 Series::Actual,
                 Value::of(year == 2020 ? 0.5 : 0.4 + 0.01 * static_cast<double>(i), Status::Official),
                 "",
                 ""});
    PluginSession session(SnapshotPtr(city), PluginSurroundings{});
    CompareMapsRequest request;
    request.indicatorIds = {rate.id};
    request.years = {FiscalYear{2020}, FiscalYear{2024}};
    request.differenceFrom = FiscalYear{2020};
    request.file = folder / "difference.svg";
    REQUIRE(compareMaps(session, request));
    const std::string svg = readFile(request.file);
    CHECK(svg.find("参加率（令和2年度との差）") != std::string::npos);
    CHECK(svg.find("単位: ポイント") != std::string::npos);
    // From 10 points less in 大殿 to 10 more in 阿東: fifths of that way.
    for (const char* words : {"6以上", "−2以上 2未満", "−6未満"}) {
        INFO(words);
        CHECK(svg.find(words) != std::string::npos);
    }
    CHECK(svg.find("欠測") == std::string::npos);

    request.years = {FiscalYear{2020}};
    CHECK_FALSE(compareMaps(session, request));
}
