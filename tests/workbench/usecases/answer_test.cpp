#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/support/process.h"
#include "tests/workbench/usecases/real_city.h"
#include "workbench/usecases/answer.h"
#include "workbench/usecases/explain.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

AnswerRequest question(const std::string& indicator, const std::string& district)
{
    AnswerRequest request;
    request.indicatorId = indicator;
    request.district = district;
    request.workspace = "yamaguchi.chiiki";
    return request;
}

const AnswerPage::Row& rowOf(const AnswerPage& page, const std::string& name)
{
    return *std::find_if(page.rows.begin(), page.rows.end(),
                         [&](const AnswerPage::Row& row) { return row.name == name; });
}

}  // namespace

TEST_CASE("an answer says value, rank, city and year as the explanation does", "[answer]")
{
    const auto page = gatherAnswer(realSession(), question("population.density", "湯田"));
    REQUIRE(page);
    // 13,228 people on 4.15 km2; 193,966 on 1,023 km2.
    CHECK(page->sentence ==
          "湯田の人口密度は、令和2年度に 3,185人/km² です。21 地域中 1位です。市全体は 190人/km² です。");
    REQUIRE(page->rows.size() == 21);
    CHECK(page->rows.front().name == "湯田");
    CHECK(page->rows.front().isOwn);
    CHECK(page->rows.back().name == "阿東");
    CHECK_FALSE(page->definition.empty());
    CHECK_FALSE(page->limits.empty());
    REQUIRE(page->commands.size() == 2);
    CHECK(page->commands[0].find("chiiki explain yamaguchi.chiiki population.density 03") == 0);

    ExplainRequest why;
    why.indicatorId = "population.density";
    why.district = "03";
    const auto explained = explain(realSession(), {}, why);
    REQUIRE(explained);
    CHECK(explained->value.value == page->number.value);
}

TEST_CASE("what is known of the city alone is said of no district", "[answer]")
{
    const auto page = gatherAnswer(realSession(), question("kgi.1", "湯田"));
    REQUIRE(page);
    CHECK(page->district == "市全体");
    CHECK(page->rows.empty());
    CHECK(page->sentence == "湯田だけの値はなく、市全体の値です。"
                            "市全体の住んでいる地域へ愛着や誇りを感じている市民の割合は、令和4年度に 67.0% です。");
    REQUIRE(page->number.target);
    CHECK(page->number.target->number == 85);
    CHECK(page->commands == std::vector<std::string>{"chiiki explain yamaguchi.chiiki kgi.1 city 2022"});
    CHECK(composeAnswer(*page, Language::Japanese));
}

TEST_CASE("neighbours are the districts with a common border, a corner is not enough", "[answer]")
{
    const auto page = gatherAnswer(realSession(), question("population.total", "鋳銭司"));
    REQUIRE(page);
    for (const char* name : {"陶", "小鯖", "大内"}) {
        INFO(name);
        CHECK(rowOf(*page, name).isNeighbour);
    }
    for (const char* name : {"阿東", "湯田", "鋳銭司"}) {
        INFO(name);
        CHECK_FALSE(rowOf(*page, name).isNeighbour);
    }
}

TEST_CASE("every related question of the same overlay has its number and the line that repeats it", "[answer]")
{
    const auto page = gatherAnswer(realSession(), question("life_support.clinic_distance", "20"));
    REQUIRE(page);
    REQUIRE(page->questions.size() > 1);
    for (const AnswerPage::Question& one : page->questions) {
        CHECK(one.question.find("徳地") != std::string::npos);
        CHECK_FALSE(one.answer.empty());
        CHECK(one.command.find("chiiki explain yamaguchi.chiiki life_support.") == 0);
    }
}

TEST_CASE("the answer is one page of text that can be searched, the same bytes each time", "[answer]")
{
    const TemporaryFolder folder;
    AnswerRequest request = question("population.density", "03");
    request.file = folder / "a.pdf";
    REQUIRE(printAnswer(realSession(), request));
    const std::string first = readFile(request.file);
    REQUIRE(printAnswer(realSession(), request));
    CHECK(readFile(request.file) == first);
    const auto text = runProcess({"/usr/bin/env", "pdftotext", "a.pdf", "-"}, folder.path()).out;
    for (const char* words : {"湯田", "3,185人/km²", "鋳銭司", "chiiki explain"}) {
        INFO(words);
        CHECK(text.find(words) != std::string::npos);
    }
    CHECK(runProcess({"/usr/bin/env", "pdfinfo", "a.pdf"}, folder.path()).out.find("Pages:           1") !=
          std::string::npos);
    request.file = folder / "a.png";
    CHECK_FALSE(printAnswer(realSession(), request));
}
