#include <catch2/catch.hpp>

#include "core/plugin/spoken.h"
#include "tests/core/plugin/evaluation_support.h"

// Facts are those of the city's papers: the mid-year slides of FY2024 (as of 2024-10-31) and the year-end report of
// FY2024, with the page in a comment. What no paper says is empty, and the rule must say that it does not know.

using namespace chiiki;
using namespace chiiki::test;

namespace {

using Verdicts = std::vector<Verdict>;
constexpr Verdict passed = Verdict::Pass, failed = Verdict::Fail, unknown = Verdict::Unknown;

RuleSpec ruleOf(RuleCheck check, const std::string& table, const std::string& fieldId = {},
                Aggregation by = Aggregation::Count)
{
    RuleSpec rule;
    rule.id = "r";
    rule.check = check;
    rule.title = {"規則", "rule"};
    rule.of = {table, fieldId, by, {}};
    return rule;
}

World withRule(World world, const RuleSpec& rule)
{
    world.manifest.rules = {rule};
    return world;
}

std::vector<Verdict> verdicts(const World& world, const RuleSpec& rule)
{
    return verdictsOf(withRule(world, rule).outcomes());
}

/// The special grant's awards: a title and an amount in yen.
World awards(const std::vector<std::tuple<std::vector<std::string>, int, FieldValue>>& rows)
{
    const TableSpec spec = tableSpec("award", {field("title", FieldType::Text), field("amount", FieldType::Yen)});
    PluginTable table = emptyTable(spec);
    for (const auto& [codes, year, amount] : rows)
        addRow(table, codes, year, {"産業フェア", amount});
    return worldOf(spec, table);
}

// Mid-year slides p.6: at most 200,000 yen a project, 1,000,000 yen a district, 2021-06-01 to 2025-03-31.
RuleSpec projectCap()
{
    RuleSpec rule = ruleOf(RuleCheck::Cap, "award", "amount", Aggregation::Total);
    rule.limit.content = 200000.0;
    rule.from = "2021-06-01";
    rule.to = "2025-03-31";
    rule.cites = {"1事業20万円を上限", "200,000 yen a project"};
    return rule;
}

}  // namespace

TEST_CASE("a cap per project: kept to the yen, broken, and not known where no amount is said", "[rules]")
{
    const World world = awards({{{"01"}, 2023, 200000.0}, {{"02"}, 2023, 200001.0}, {{"03"}, 2023, FieldValue()}});
    const auto outcomes = withRule(world, projectCap()).outcomes();
    CHECK(verdictsOf(outcomes) == Verdicts{passed, failed, unknown});
    CHECK(outcomes[0].text.ja == "産業フェア: 「amount」は200,000円で、上限の200,000円以内です（余裕0円）。");
    CHECK(outcomes[1].text.ja == "産業フェア: 「amount」は200,001円で、上限の200,000円を1円超えています。");
    CHECK(outcomes[1].wouldPass.ja == "200,000円以下");
    CHECK(outcomes[1].rows == std::vector<std::string>{"award:R2"});
    CHECK(outcomes[1].value == 200001);
    CHECK(outcomes[1].limit == 200000);
    CHECK(outcomes[1].districtCode == "02");
    CHECK(outcomes[1].text.en == "産業フェア: 'amount' is 200,001 yen, above the cap of 200,000 yen by 1 yen.");
}

TEST_CASE("a cap is not spoken for rows outside its dates", "[rules]")
{
    const World world = awards({{{"01"}, 2020, 900000.0}, {{"01"}, 2021, 900000.0}, {{"01"}, 2025, 900000.0}});
    CHECK(verdicts(world, projectCap()) == Verdicts{failed});  // FY2021 alone overlaps
}

TEST_CASE("a cap per district, whole period or year by year, as the parameter says", "[rules]")
{
    World world = awards({{{"01"}, 2022, 600000.0}, {{"01"}, 2023, 600000.0}, {{"02"}, 2023, 1000000.0}});
    ParameterSpec period;
    period.id = "period";
    period.type = ParameterType::Choice;
    period.defaultValue = "whole";
    world.manifest.parameters = {period};
    RuleSpec rule = projectCap();
    rule.limit.content = 1000000.0;
    rule.scope = CapScope::District;
    rule.when = {{"period", "whole"}};
    CHECK(verdicts(world, rule) == Verdicts{failed, passed});
    rule.scope = CapScope::DistrictYear;
    rule.when = {{"period", "year"}};
    CHECK(verdicts(world, rule).empty());
    world.parameters = {{"period", "year"}};
    CHECK(verdicts(world, rule) == Verdicts{passed, passed, passed});
    rule.scope = CapScope::City;
    CHECK(verdicts(world, rule) == Verdicts{failed});
}

TEST_CASE("a district's cap is not known while amounts are missing or shared", "[rules]")
{
    RuleSpec rule = projectCap();
    rule.limit.content = 1000000.0;
    rule.scope = CapScope::District;
    CHECK(verdicts(awards({{{"01"}, 2023, 400000.0}, {{"01"}, 2023, FieldValue()}}), rule) == Verdicts{unknown});
    CHECK(verdicts(awards({{{"01"}, 2023, 1400000.0}, {{"01"}, 2023, FieldValue()}}), rule) == Verdicts{failed});
    CHECK(verdicts(awards({{{"01"}, 2023, 900000.0}, {{"01", "02"}, 2023, 200000.0}}), rule) ==
          Verdicts{unknown, passed});
    rule.limit.content = std::string("cap");
    CHECK(verdicts(awards({{{"01"}, 2023, 1.0}}), rule) == Verdicts{unknown});
}

TEST_CASE("every district: present, absent, and a table without any row says nothing", "[rules]")
{
    const RuleSpec rule = ruleOf(RuleCheck::EveryDistrict, "award");
    // R5 examples of the special grant, p.6: 大内 and 大歳 named of 13 districts; here the first two.
    const World world = awards({{{"01"}, 2022, 1.0}, {{"02", "03"}, 2023, 1.0}});
    const auto outcomes = withRule(world, rule).outcomes();
    CHECK(verdictsOf(outcomes) == Verdicts{failed, passed, passed});  // the newest year alone
    CHECK(outcomes[0].text.ja == "「award」に登録がありません（登録があるのは3地域のうち2地域）。");
    // A row that names no district may be of any: who is not named may be it.
    const auto open = withRule(awards({{{"02", "03"}, 2023, 1.0}, {{}, 2023, 1.0}}), rule).outcomes();
    CHECK(verdictsOf(open) == Verdicts{unknown, passed, passed});
    // Smartphone courses of FY2024, p.11: "at community centres and elsewhere".
    const auto nowhere = withRule(awards({{{}, 2024, 1.0}}), rule).outcomes();
    REQUIRE(verdictsOf(nowhere) == Verdicts{unknown});
    CHECK(nowhere[0].text.ja ==
          "「award」に登録は1件ありますが、地域の記載がないため、どの地域で行われたか分かりません。");
    // The community grant: all 21 councils by the slides p.5, amounts in a paper that is not at hand.
    CHECK(verdicts(awards({}), rule) == Verdicts{unknown});
}

TEST_CASE("a table without any row is not known by rules that look at rows, unless it is complete", "[rules]")
{
    World world = awards({});
    const auto outcomes = withRule(world, projectCap()).outcomes();
    CHECK(outcomes.empty());  // today, 2026-11-20, the cap is no longer in force
    world.asOf = "2024-10-31";
    const auto inForce = withRule(world, projectCap()).outcomes();
    REQUIRE(verdictsOf(inForce) == Verdicts{unknown});
    CHECK(inForce[0].text.ja == "「award」の登録がないため判定できません。");
    CHECK(inForce[0].wouldPass.ja.empty());  // to register one is no more than a beginning
    world.manifest.tables[0].isComplete = true;
    CHECK(verdicts(world, projectCap()).empty());
}

TEST_CASE("an empty cell of the four kinds of disaster work", "[rules]")
{
    // Year-end report p.13: the four kinds are named for all districts, not who did what.
    const TableSpec spec = tableSpec("work", {choiceField("kind", {"啓発", "訓練", "資機材", "要支援者"})});
    PluginTable table = emptyTable(spec);
    RuleSpec rule = ruleOf(RuleCheck::EmptyCell, "work");
    rule.rowsField = "district";
    rule.columnsField = "kind";
    CHECK(verdicts(worldOf(spec, table), rule) == Verdicts{unknown});
    for (const char* kind : {"啓発", "訓練", "資機材", "要支援者"})
        addRow(table, {"01", "02"}, 2024, {kind});
    addRow(table, {"03"}, 2024, {"訓練"}, Status::Sample);
    const auto outcomes = withRule(worldOf(spec, table), rule).outcomes();
    CHECK(verdictsOf(outcomes) == Verdicts{passed, passed, failed});
    CHECK(outcomes[2].wouldPass.ja == "啓発、資機材、要支援者の登録");
    CHECK(outcomes[2].hasSample);
    CHECK_FALSE(outcomes[0].hasSample);
    // Equipment is left out, and a drill counts as a talk too: help for those in need alone is lacking.
    rule.leaveOut = {"資機材"};
    rule.covers = {{"訓練", {"啓発"}}};
    const auto fewer = withRule(worldOf(spec, table), rule).outcomes();
    CHECK(verdictsOf(fewer) == Verdicts{passed, passed, failed});
    CHECK(fewer[2].text.ja == "「work」の表に、「kind」が要支援者の行がありません。");
    CHECK(fewer[2].value == 2);
    CHECK(fewer[2].limit == 3);
}

TEST_CASE("a sum against what was published: equal, other, and without its parts", "[rules]")
{
    // Nagasaki's project sheet, line 71: 22,600 + 7,566 = 30,166 thousand yen.
    const TableSpec spec = [] {
        TableSpec made = tableSpec("budget", {field("item", FieldType::Text), field("yen", FieldType::Yen)});
        made.districtField.clear();
        return made;
    }();
    PluginTable table = emptyTable(spec);
    RuleSpec rule = ruleOf(RuleCheck::SumEquals, "budget", "yen", Aggregation::Total);
    rule.equals = 30166000;
    CHECK(verdicts(worldOf(spec, table), rule) == Verdicts{unknown});
    addRow(table, {}, std::nullopt, {"交付金", 22600000.0});
    World world = worldOf(spec, table);
    auto outcomes = withRule(world, rule).outcomes();
    CHECK(verdictsOf(outcomes) == Verdicts{failed});
    CHECK(outcomes[0].text.ja == "登録の合計22,600,000円は公表値30,166,000円より7,566,000円少なくなっています。");
    addRow(world.tables[0], {}, std::nullopt, {"事業費", FieldValue()});
    CHECK(verdicts(world, rule) == Verdicts{unknown});
    world.tables[0].rows[1].values[3] = 7566000.0;
    CHECK(verdicts(world, rule) == Verdicts{passed});
}

TEST_CASE("a registered count stands beside a published indicator year by year", "[rules]")
{
    // KPI-4, year-end report p.16: 72, 70, 70 services; three of them are named.
    const TableSpec spec = tableSpec("service", {field("name", FieldType::Text)});
    PluginTable table = emptyTable(spec);
    addRow(table, {"01"}, 2024, {"見守り"});
    addRow(table, {"01", "02"}, 2024, {"ふれあい給食"});
    addRow(table, {}, 2024, {"登校の見守り"});
    World world = worldOf(spec, table);
    IndicatorResult kpi;
    kpi.indicator.id = "kpi.4";
    for (const auto& [year, number] : {std::pair(2022, 72), std::pair(2023, 70), std::pair(2024, 70)})
        kpi.values.push_back(
            {"kpi.4", {}, FiscalYear{year}, Series::Actual, Value::of(number, Status::Official), {}, {}});
    world.others = {kpi};
    RuleSpec rule = ruleOf(RuleCheck::SumEquals, "service");
    rule.indicator = "kpi.4";
    auto outcomes = withRule(world, rule).outcomes();
    REQUIRE(verdictsOf(outcomes) == Verdicts{failed});
    CHECK(outcomes[0].value == 3);  // a service of two districts is one
    CHECK(outcomes[0].limit == 70);
    CHECK(outcomes[0].year == 2024);
    world.others[0].values[2].value = Value::of(3, Status::Official);
    CHECK(verdicts(world, rule) == Verdicts{passed});
    world.tables[0].rows.clear();
    CHECK(verdicts(world, rule) == Verdicts{unknown});
    rule.indicator = "kpi.unheard_of";
    CHECK(verdicts(world, rule) == Verdicts{unknown});
}

namespace {

World datedCases(std::vector<std::vector<FieldValue>> rows)
{
    const TableSpec spec =
        tableSpec("case", {field("title", FieldType::Text), field("first", FieldType::Date),
                           field("second", FieldType::Date), choiceField("stage", {"構想", "計画", "実行"})});
    PluginTable table = emptyTable(spec);
    for (auto& cells : rows) {
        cells.resize(4);
        addRow(table, {"01"}, std::nullopt, cells);
    }
    return worldOf(spec, table);
}

}  // namespace

TEST_CASE("a date within a period, and dates that a paper gives to the month or year", "[rules]")
{
    // The special grant ran from 2021-06-01 to 2025-03-31, p.6.
    RuleSpec rule = ruleOf(RuleCheck::DateWithin, "case", "first");
    rule.from = "2021-06-01";
    rule.to = "2025-03-31";
    const World world = datedCases({{"a", "2021-06-01"},
                                    {"b", "2025-03-31"},
                                    {"c", "2021-05-31"},
                                    {"d", "2025-04"},
                                    {"e", "2021"},
                                    {"f", FieldValue()},
                                    {"g", "2024-02"}});
    CHECK(verdicts(world, rule) == Verdicts{passed, passed, failed, failed, unknown, unknown, passed});
    rule.toField = "second";
    rule.from.clear();
    CHECK(verdicts(datedCases({{"a", "2024-05-01", "2024-05-01"},
                               {"b", "2024-05-02", "2024-05-01"},
                               {"c", "2024-05-02", FieldValue()}}),
                   rule) == Verdicts{passed, failed, unknown});
}

TEST_CASE("a scheme expires the day after its last day", "[rules]")
{
    const RuleSpec rule = ruleOf(RuleCheck::Expired, "case", "first");
    World world =
        datedCases({{"特別交付金", "2025-03-31"}, {"交付金", FieldValue()}, {"調査", "2027"}, {"本年", "2026"}});
    CHECK(verdicts(world, rule) == Verdicts{failed, unknown, passed, unknown});
    CHECK(withRule(world, rule).outcomes()[0].text.ja ==
          "特別交付金: 「first」のR7.3.31を過ぎてから599日たっています（R8.11.20現在）。");
    world.asOf = "2025-03-31";
    CHECK(verdicts(world, rule)[0] == passed);
    world.asOf = "2025-04-01";
    CHECK(verdicts(world, rule)[0] == failed);
}

TEST_CASE("a date is due within so many days of today", "[rules]")
{
    RuleSpec rule = ruleOf(RuleCheck::Due, "case", "first");
    rule.limit.content = 30.0;
    // Today is 2026-11-20.
    CHECK(verdicts(datedCases({{"a", "2026-12-20"},
                               {"b", "2026-12-21"},
                               {"c", "2026-11-20"},
                               {"d", "2026-11-19"},
                               {"e", "2026-12"},
                               {"f", FieldValue()}}),
                   rule) == Verdicts{failed, passed, failed, passed, unknown, unknown});
}

TEST_CASE("a request is answered in time, late, still open, or its day is not said", "[rules]")
{
    RuleSpec rule = ruleOf(RuleCheck::Unanswered, "case", "second");
    rule.dateField = "first";
    rule.limit.content = 14.0;
    const World world = datedCases({{"a", "2026-10-01", "2026-10-15"},
                                    {"b", "2026-10-01", "2026-10-16"},
                                    {"c", "2026-11-06", FieldValue()},
                                    {"d", "2026-11-05", FieldValue()},
                                    {"e", FieldValue(), FieldValue()},
                                    {"f", "2026-10", "2026-10"}});
    CHECK(verdicts(world, rule) == Verdicts{passed, failed, passed, failed, unknown, unknown});
}

namespace {

/// 元気な地域づくり, mid-year slides p.5: 構想, 計画, 実行.
World staged(const std::vector<std::tuple<const char*, const char*, FieldValue>>& rows)
{
    std::vector<std::vector<FieldValue>> cells;
    for (const auto& [title, stage, date] : rows)
        cells.push_back({title, date, FieldValue(), stage});
    return datedCases(cells);
}

RuleSpec stageRule(RuleCheck check)
{
    RuleSpec rule = ruleOf(check, "case", "stage");
    rule.rowsField = "title";
    rule.dateField = "first";
    return rule;
}

}  // namespace

TEST_CASE("stages in order, skipped, too early, and not said", "[rules]")
{
    const RuleSpec rule = stageRule(RuleCheck::StageOrder);
    CHECK(verdicts(staged({{"a", "構想", "2023-04"}, {"a", "計画", "2023-04"}, {"a", "実行", "2024"}}), rule) ==
          Verdicts{passed});
    CHECK(verdicts(staged({{"a", "構想", "2023-04-01"}, {"a", "実行", "2024-04-01"}}), rule) == Verdicts{failed});
    const auto early = withRule(staged({{"a", "構想", "2024-04-02"}, {"a", "計画", "2024-04-01"}}), rule).outcomes();
    REQUIRE(verdictsOf(early) == Verdicts{failed});
    CHECK(early[0].text.ja == "aは「計画」（R6.4.1）が「構想」（R6.4.2）より先になっています。");
    // 平川's new centre is told from its design on: what came before is not said, not skipped.
    CHECK(verdicts(staged({{"平川", "計画", "2024-04-01"}}), rule) == Verdicts{unknown});
    CHECK(verdicts(staged({{"a", "構想", "2024-04-01"}, {"a", "計画", FieldValue()}}), rule) == Verdicts{unknown});
    CHECK(verdicts(staged({{"a", "構想", "2024-04-01"}}), rule) == Verdicts{passed});
    World complete = staged({{"平川", "計画", "2024-04-01"}});
    complete.manifest.tables[0].isComplete = true;
    CHECK(verdicts(complete, rule) == Verdicts{failed});
}

TEST_CASE("a case stalls after so many months, unless it is done", "[rules]")
{
    RuleSpec rule = stageRule(RuleCheck::Stalled);
    rule.limit.content = 6.0;
    const auto of = [&](const char* stage, const FieldValue& date) {
        return verdicts(staged({{"a", stage, date}}), rule).at(0);
    };
    CHECK(of("構想", "2026-05-20") == failed);
    CHECK(of("構想", "2026-05-21") == passed);
    CHECK(of("構想", "2026-05") == unknown);
    CHECK(of("実行", "2020-05-01") == passed);
    CHECK(of("計画", FieldValue()) == unknown);
    CHECK(verdicts(staged({{"a", "構想", "2020-01-01"}, {"a", "計画", "2026-11-01"}}), rule) == Verdicts{passed});
}

TEST_CASE("a mid-year plan without a year-end result", "[rules]")
{
    // Planned in the slides of 2024-10-31 and not in the year-end report: the special grant's totals of FY2024.
    const TableSpec spec =
        tableSpec("activity", {field("title", FieldType::Text), choiceField("state", {"planned", "done"})});
    PluginTable table = emptyTable(spec);
    addRow(table, {}, 2024, {"特別交付金", "planned"});
    addRow(table, {"02", "01"}, 2024, {"情報交換会（鑄銭司）", "planned"});
    addRow(table, {"01", "02"}, 2024, {"情報交換会（鋳銭司）", "done"});
    addRow(table, {"01"}, 2024, {FieldValue(), "planned"});
    addRow(table, {"01"}, 2026, {"来年の計画", "planned"});
    RuleSpec rule = ruleOf(RuleCheck::PlannedWithoutResult, "activity");
    rule.of.where.words = {{"state", {"planned"}}};
    rule.reported.words = {{"state", {"done"}}};
    rule.matching = {"title"};
    const World world = worldOf(spec, table);
    CHECK(verdicts(world, rule) == Verdicts{failed, passed, unknown, unknown});
    rule.matching = {"title", "district"};
    CHECK(verdicts(world, rule) == Verdicts{unknown, passed, unknown, unknown});
}

TEST_CASE("the pace of the real targets: reached, within reach, out of reach, surveyed once", "[rules]")
{
    // Year-end report p.14 to 16.
    World world;
    world.manifest.id = "p";
    const auto add = [&](const char* id, std::vector<std::pair<int, double>> actual, double target) {
        IndicatorResult result;
        result.indicator.id = id;
        result.indicator.title = {id, id};
        for (const auto& [year, number] : actual)
            result.values.push_back(
                {id, {}, FiscalYear{year}, Series::Actual, Value::of(number, Status::Official), {}, {}});
        result.values.push_back(
            {id, {}, FiscalYear{2027}, Series::Target, Value::of(target, Status::Official), {}, {}});
        world.others.push_back(result);
        RuleSpec rule = ruleOf(RuleCheck::Pace, "");
        rule.id = id;
        rule.indicator = id;
        world.manifest.rules.push_back(rule);
    };
    add("KPI-3", {{2022, 85}, {2023, 105}, {2024, 122}}, 100);
    add("KGI-3", {{2022, 65.0}, {2023, 64.5}, {2024, 65.3}}, 67.5);
    add("KGI-2", {{2022, 49.6}, {2023, 51.9}, {2024, 51.9}}, 60);
    add("KGI-1", {{2022, 67.0}}, 85);
    // A base value of an earlier year is the first step (p.14 and 16); one of the same year is none (KPI-2).
    const auto addBase = [&](int year, double base) {
        IndicatorResult& last = world.others.back();
        last.values.push_back(
            {last.indicator.id, {}, FiscalYear{year}, Series::Base, Value::of(base, Status::Official), {}, {}});
    };
    add("KGI-1 with base", {{2022, 67.0}}, 85);
    world.others.back().indicator.unit = "percent";
    addBase(2017, 74.7);
    add("KPI-4", {{2022, 72}, {2023, 70}, {2024, 70}}, 90);
    world.others.back().indicator.unit = "projects";
    addBase(2016, 55);
    add("KPI-2", {{2022, 188}, {2023, 156}, {2024, 247}}, 250);
    addBase(2022, 188);
    const auto outcomes = world.outcomes();
    REQUIRE(verdictsOf(outcomes) == Verdicts{passed, passed, failed, unknown, failed, failed, passed});
    CHECK(outcomes[0].isWorthTelling);
    CHECK(outcomes[0].text.ja ==
          "「KPI-3」は、令和9年度の目標100に令和5年度に届いています（105）。令和6年度は122です。");
    CHECK_FALSE(outcomes[1].isWorthTelling);
    CHECK(outcomes[2].wouldPass.ja == "毎年2.7");
    CHECK(outcomes[3].text.en == "'KGI-1' stands at 67; 85 by FY2027 needs 3.6 a year, but with a single "
                                 "actual value no pace is known.");
    CHECK(outcomes[4].text.ja ==
          "「KGI-1 with base」は、基準値の74.7%（平成29年度）から67.0%（令和4年度）へ7.7ポイント下がっています。"
          "目標の85.0%（令和9年度）には令和4年度から毎年3.6ポイントの伸びが要ります。");
    // 20 in 3 years; the best was 17 in 6 years: 2.83 a year.
    CHECK(outcomes[5].text.ja ==
          "「KPI-4」は、平成28年度55事業（基準値）→令和4年度72事業→令和5年度70事業→令和6年度70事業です。"
          "目標の90事業（令和9年度）には令和6年度から毎年6.7事業の伸びが要りますが、これまでの最大は毎年2."
          "8事業（平成28年度から"
          "令和4年度）で、このままでは届かない見込みです。最も高かった令和4年度の72事業を2事業下回っています。");
    // A note for what is reached, a note for what is unknown, the rule's own severity for what fails.
    const auto findings = findingsOf(world.manifest, outcomes, world.snapshot.city);
    REQUIRE(findings.size() == 5);
    CHECK(findings[0].severity == Severity::Note);
    CHECK(findings[1].severity == Severity::Watch);
    CHECK(findings[2].severity == Severity::Note);
    CHECK(findings[3].severity == Severity::Watch);
}

TEST_CASE("at least two partners, of a list in a row or of rows by district", "[rules]")
{
    // Taxi services name 地域, 市 and 事業者 as partners, report p.13; most activities name none.
    const TableSpec spec = tableSpec("project", {field("partners", FieldType::Text)});
    PluginTable table = emptyTable(spec);
    addRow(table, {"01"}, 2024, {"地域;市;事業者"});
    addRow(table, {"02"}, 2024, {"市"});
    addRow(table, {"02"}, 2024, {FieldValue()});
    RuleSpec rule = ruleOf(RuleCheck::AtLeast, "project", "partners", Aggregation::Distinct);
    rule.limit.content = 2.0;
    World world = worldOf(spec, table);
    CHECK(verdicts(world, rule) == Verdicts{passed, failed, unknown});
    rule.of = {"project", "", Aggregation::Count, {}};
    rule.scope = CapScope::District;
    CHECK(verdicts(world, rule) == Verdicts{failed, passed, unknown});
    world.manifest.tables[0].isComplete = true;
    CHECK(verdicts(world, rule) == Verdicts{failed, passed, failed});
}

TEST_CASE("a limit can be held against a quotient", "[rules]")
{
    World world = awards({{{"01"}, 2023, 100000.0}, {{"01"}, 2023, 300000.0}, {{"02"}, 2023, 50000.0}});
    RuleSpec rule = projectCap();
    rule.scope = CapScope::District;
    rule.over = Quantity{"award", "", Aggregation::Count, {}};
    rule.limit.content = 150000.0;
    CHECK(verdicts(world, rule) == Verdicts{failed, passed});  // 200,000 a project, and 50,000
}

TEST_CASE("an outlier is measured by the median deviation, and not at all without a spread", "[rules]")
{
    World world;
    world.manifest.id = "p";
    const auto ofNumbers = [&](const std::vector<double>& numbers) {
        IndicatorResult result;
        result.indicator.id = "x";
        for (std::size_t i = 0; i < numbers.size(); ++i)
            result.values.push_back(
                {"x", "0" + std::to_string(i + 1), FiscalYear{2024}, Series::Actual, computed(numbers[i]), {}, {}});
        world.others = {result};
        RuleSpec rule = ruleOf(RuleCheck::Outlier, "");
        rule.indicator = "x";
        rule.limit.content = 3.0;
        return verdicts(world, rule);
    };
    // Median 12, deviations 2 1 0 1 18: median 1; 12 +- 3.
    CHECK(ofNumbers({10, 11, 12, 13, 30}) == Verdicts{passed, passed, passed, passed, failed});
    CHECK(ofNumbers({10, 11, 12, 13, 15}) == Verdicts{passed, passed, passed, passed, passed});
    CHECK(ofNumbers({5, 5, 5, 9}) == Verdicts{unknown});
    CHECK(ofNumbers({5, 9}) == Verdicts{unknown});
}

TEST_CASE("a change as printed is the difference of the two last values", "[rules]")
{
    // KGI-3, p.14: 64.5 to 65.3, "0.8 points up"; KPI-1, p.15: 48.6 to 46.4, -2.2.
    const TableSpec spec = [] {
        TableSpec made = tableSpec("kgi", {field("id", FieldType::Text), field("value", FieldType::Percent),
                                           field("change", FieldType::Decimal)});
        made.districtField.clear();
        return made;
    }();
    PluginTable table = emptyTable(spec);
    addRow(table, {}, 2023, {"KGI-3", 64.5, FieldValue()});
    addRow(table, {}, 2024, {"KGI-3", 65.3, 0.8});
    World world = worldOf(spec, table);
    world.manifest.indicators = {indicatorSpec("kgi3", {"kgi", "value", Aggregation::Value, {}})};
    RuleSpec rule = ruleOf(RuleCheck::StatedChange, "kgi", "change");
    rule.indicator = "p.kgi3";
    CHECK(verdicts(world, rule) == Verdicts{passed});
    world.tables[0].rows[1].values[4] = 0.7;
    CHECK(verdicts(world, rule) == Verdicts{failed});
    world.tables[0].rows[0].values[3] = FieldValue();
    CHECK(verdicts(world, rule) == Verdicts{unknown});
}

TEST_CASE("a finding carries the rule's own words, filled, with its ground and its sample", "[rules]")
{
    World world = awards({{{"02"}, 2023, 250000.0}});
    world.tables[0].rows[0].status = Status::Sample;
    RuleSpec rule = projectCap();
    rule.severity = Severity::Act;
    rule.sourceId = "slides";
    rule.text = {"{district}の「{title}」{value} は上限 {limit} を超えます（{year}）",
                 "{title} in {district}: {value} > {limit}"};
    rule.action = {"{rows}を見直す", "Review {rows}"};
    const Overlay overlay = evaluate(withRule(world, rule).input());
    REQUIRE(overlay.findings.size() == 1);
    const Finding& finding = overlay.findings[0];
    CHECK(finding.id == "p.r/02/2023/award:R1");
    CHECK(finding.severity == Severity::Act);
    CHECK(finding.text.ja == "白石の「産業フェア」250,000円 は上限 200,000円 を超えます（令和5年度）。"
                             "この値は見本です。決まりの根拠: 1事業20万円を上限。");
    CHECK(finding.action.ja == "産業フェアを見直す");
    CHECK(finding.isSample);
    CHECK(finding.sourceId == "slides");
    CHECK(finding.rows == std::vector<std::string>{"award:R1"});
    CHECK(finding.year == 2023);
}

TEST_CASE("what is unknown says what to find out, in the rule's words where it has some", "[rules]")
{
    RuleSpec rule = projectCap();
    rule.action = {"改める", "Change it"};
    World world = withRule(awards({{{"03"}, 2023, FieldValue()}}), rule);
    CHECK(world.outcomes().at(0).action.ja == "「amount」を確かめ、「award」の表に登録してください。");
    rule.ask = {"{district}に聞いてください。", "Ask {district}."};
    world = withRule(world, rule);
    CHECK(world.outcomes().at(0).action.ja == "湯田に聞いてください。");
    rule.action = {};
    CHECK(withRule(awards({{{"02"}, 2023, 250000.0}}), rule).outcomes().at(0).action.ja == "白石に聞いてください。");
}

TEST_CASE("rules left unknown by the same empty table are told in one finding", "[rules]")
{
    World world = withRule(awards({}), projectCap());
    world.asOf = "2024-10-31";  // in force
    RuleSpec second = world.manifest.rules.front();
    second.id = "r2";
    second.cites = {};
    world.manifest.rules.push_back(second);
    const auto outcomes = world.outcomes();
    REQUIRE(outcomes.size() == 2);
    const auto findings = findingsOf(world.manifest, outcomes, world.snapshot.city);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].text.ja ==
          "「award」の登録がないため、次の2項目を確かめられません: 「規則」［1事業20万円を上限］、「規則」。");
    CHECK(findings[0].action.en == "Register what is known in the table 'award', a row for each.");
}

TEST_CASE("rules left unknown by the same field of the same row are told in one finding", "[rules]")
{
    // The three examples of the special grant of FY2023, p.6, without amounts.
    World world = withRule(awards({{{"01"}, 2023, FieldValue()}, {{"02"}, 2023, FieldValue()}}), projectCap());
    RuleSpec second = world.manifest.rules.front();
    second.id = "r2";
    second.title = {"地域の上限", "district cap"};
    second.cites = {};
    second.scope = CapScope::DistrictYear;
    world.manifest.rules.push_back(second);
    const auto findings = findingsOf(world.manifest, world.outcomes(), world.snapshot.city);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].districtCode == "01");
    CHECK(findings[0].text.ja == "産業フェア: 「amount」の登録がないため、次の2項目を確かめられません: "
                                 "「規則」［1事業20万円を上限］、「地域の上限」。");
    CHECK(findings[0].subject.ja == "産業フェア");
    CHECK(findings[0].rows == std::vector<std::string>{"award:R1"});
}

TEST_CASE("a finding of another city's document is headed by it, and a row without a rule's ground cites its own",
          "[rules]")
{
    RuleSpec rule = ruleOf(RuleCheck::Filled, "award", "amount");
    rule.about = {"周南市の資料", "Shunan's document"};
    World world = withRule(awards({{{}, 2023, FieldValue()}, {{"02"}, 2023, FieldValue()}}), rule);
    world.tables[0].rows[0].citation = "課の運営方針書 18行";
    const auto findings = findingsOf(world.manifest, world.outcomes(), world.snapshot.city);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].about.ja == "周南市の資料");
    CHECK(findings[0].text.ja == "【規則】産業フェア: 「amount」の登録がありません。根拠: 課の運営方針書 18行。");
    CHECK(findings[1].about.ja.empty());  // of a district of this city
}

TEST_CASE("what a sample says does not rest on the document that its rule is from", "[rules]")
{
    World world = withRule(awards({{{"02"}, 2023, 250000.0}}), projectCap());
    world.tables[0].rows[0].status = Status::Sample;
    const auto findings = findingsOf(world.manifest, world.outcomes(), world.snapshot.city);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].text.ja.ends_with("この値は見本です。決まりの根拠: 1事業20万円を上限。"));
}

TEST_CASE("a finding of an executable says the date of the file that it rests on", "[rules]")
{
    World world = awards({{{"01"}, 2023, 1.0}});
    SourceEdition edition;
    edition.sourceId = "clinics";
    edition.title = {"医療機関一覧", "Hospitals and clinics"};
    edition.asOf = "2024-04-01";
    world.snapshot.sources = {edition};
    Overlay answer;
    Finding finding;
    finding.id = "none_clinic_01";
    finding.text = {"診療所がありません。", "No clinic."};
    finding.sourceId = "clinics";
    answer.findings = {finding};
    const Overlay overlay = evaluate(world.input(&answer));
    REQUIRE(overlay.findings.size() == 1);
    CHECK(overlay.findings[0].text.ja == "診療所がありません。根拠: 医療機関一覧（R6.4.1時点）。");
    CHECK(overlay.findings[0].text.en == "No clinic. Basis: Hospitals and clinics (as of 2024-04-01).");
}

TEST_CASE("a finding names its rule where the rule has no words of its own", "[rules]")
{
    const World world = withRule(awards({{{"02"}, 2023, 250000.0}, {{"03"}, 2023, FieldValue()}}), projectCap());
    const auto findings = findingsOf(world.manifest, world.outcomes(), world.snapshot.city);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].text.en ==
          "[rule] 産業フェア: 'amount' is 250,000 yen, above the cap of 200,000 yen by 50,000 yen. "
          "Basis: 200,000 yen a project.");
    CHECK(findings[1].text.ja.find("【規則】産業フェア: 「amount」の登録がない") == 0);
}

TEST_CASE("between two percentages lie points, and a mean is not told to the centimetre", "[rules]")
{
    CHECK(differenceText(0.8, "percent").ja == "0.8ポイント");
    CHECK(differenceText(-0.125, "ratio").en == "-12.5 points");
    CHECK(differenceText(3, "yen").ja == "3円");
    CHECK(numberText(1, "projects").en == "1 project");
    CHECK(numberText(1, "yen/people").en == "1 yen/people");
    CHECK(roundedText(2274.35, "m", 0).en == "2,274 m");
    CHECK(roundedText(0.1234, "ratio", 1).ja == "12.3%");
}

TEST_CASE("a case with a number is called by its words, and a remark is nobody's name", "[rules]")
{
    TableSpec spec =
        tableSpec("case", {field("note", FieldType::Text), field("code", FieldType::Code),
                           field("title", FieldType::Text), choiceField("stage", {"構想", "計画", "実行"})});
    PluginTable table = emptyTable(spec);
    addRow(table, {"01"}, 2024, {"額は記載なし", "C-1", "見守り", "構想"});
    addRow(table, {"01"}, 2024, {"額は記載なし", "C-1", "見守り", "実行"});
    RuleSpec rule = ruleOf(RuleCheck::StageOrder, "case", "stage");
    rule.rowsField = "code";
    const auto outcomes = withRule(worldOf(spec, table), rule).outcomes();
    REQUIRE(verdictsOf(outcomes) == Verdicts{failed});
    CHECK(outcomes[0].text.ja == "見守りは計画を経ずに「実行」へ進んでいます。");
}

TEST_CASE("a limit that the settings give is called one, a limit of the rule's own is not", "[rules]")
{
    const TableSpec spec = tableSpec("group", {field("asked", FieldType::Date), field("answered", FieldType::Date)});
    PluginTable table = emptyTable(spec);
    addRow(table, {"01"}, 2024, {"2024-06-03", FieldValue()});
    RuleSpec rule = ruleOf(RuleCheck::Unanswered, "group", "answered");
    rule.dateField = "asked";
    rule.limit.content = 365.0;
    World world = withRule(worldOf(spec, table), rule);
    // 2024-06-03 to 2026-11-20: 365 + 365 + 170 days.
    CHECK(world.outcomes().at(0).text.ja ==
          "「asked」R6.6.3から900日たっても「answered」の登録がありません（期限365日、R8.11.20現在）。");
    ParameterSpec days;
    days.id = "days";
    days.defaultValue = "365";
    world.manifest.parameters = {days};
    world.manifest.rules.front().limit.content = std::string("days");
    CHECK(world.outcomes().at(0).text.ja ==
          "「asked」R6.6.3から900日たっても「answered」の登録がありません（設定の期限365日、R8.11.20現在）。");
    CHECK(world.outcomes().at(0).text.en ==
          "No 'answered' in the 900 days from 'asked' (2024-06-03) to 2026-11-20, with 365 allowed (a setting).");
}

TEST_CASE("what stands still says since when, for how long and what would come next", "[rules]")
{
    const TableSpec spec =
        tableSpec("step", {field("title", FieldType::Text), choiceField("stage", {"構想", "計画", "実行"}),
                           field("reached", FieldType::Date)});
    PluginTable table = emptyTable(spec);
    addRow(table, {"01"}, 2024, {"棚田オーナー", "構想", "2024-06-12"});
    addRow(table, {"02"}, 2024, {"移動販売", "計画", "2024-11-20"});
    addRow(table, {"03"}, 2024, {"遊歩道", "計画", "2026-02-21"});
    RuleSpec rule = ruleOf(RuleCheck::Stalled, "step", "stage");
    rule.rowsField = "title";
    rule.columnsField = "stage";
    rule.dateField = "reached";
    rule.limit.content = 9.0;
    World world = withRule(worldOf(spec, table), rule);
    const auto outcomes = world.outcomes();
    REQUIRE(outcomes.size() == 3);
    // As of 2026-11-20: 29 whole months, 24 to the day, 9 would be tomorrow.
    CHECK(outcomes[0].text.ja == "棚田オーナーは、R6.6.12に「構想」に入ってから2年5か月たっても、次の「計画」の登録が"
                                 "ありません（目安9か月、R8.11.20現在）。");
    CHECK(outcomes[1].text.ja.find("R6.11.20に「計画」に入ってから2年たっても、次の「実行」の") != std::string::npos);
    CHECK(outcomes[2].verdict == passed);
    world.asOf = "2026-01-20";  // 14 whole months from 2024-11-20
    CHECK(world.outcomes().at(1).text.en.find("came to 計画 on 2024-11-20; 1 year and 2 months later") !=
          std::string::npos);
}

TEST_CASE("rules of one city's document never speak for those of another's", "[rules]")
{
    const TableSpec spec = tableSpec("record", {choiceField("kind", {"講座", "担い手"})});
    World world = worldOf(spec, emptyTable(spec));
    RuleSpec rule = ruleOf(RuleCheck::EveryDistrict, "record");
    for (const auto& [id, about] : {std::pair("a", "周南市の資料"), {"b", "周南市の資料"}, {"c", "長崎市の資料"}}) {
        rule.id = id;
        rule.title = {id, id};
        rule.about = {about, about};
        world.manifest.rules.push_back(rule);
    }
    const auto findings = findingsOf(world.manifest, world.outcomes(), world.snapshot.city);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].text.ja == "山口市の「record」の登録がないため、次の2項目を確かめられません: 「a」、「b」。");
    CHECK(findings[0].about.ja == "周南市の資料");
    CHECK(findings[0].action.ja == "山口市でも確かめるときは、「record」の表に1件ずつ登録してください。");
    CHECK(findings[1].text.ja == "【c】山口市の「record」の登録がないため確かめられません。");
    CHECK(findings[1].about.ja == "長崎市の資料");
    CHECK(findings[0].id != findings[1].id);
}

TEST_CASE("a district without a row of one choice is told of that choice, not of the whole table", "[rules]")
{
    const TableSpec spec = tableSpec("work", {choiceField("kind", {"啓発", "訓練"})});
    PluginTable table = emptyTable(spec);
    addRow(table, {"01", "02"}, 2024, {"訓練"});
    addRow(table, {"03"}, 2024, {"啓発"});
    RuleSpec rule = ruleOf(RuleCheck::EveryDistrict, "work");
    rule.of.where.words["kind"] = {"訓練"};
    const auto outcomes = withRule(worldOf(spec, table), rule).outcomes();
    REQUIRE(outcomes.size() == 3);
    CHECK(outcomes[2].text.ja == "「work（訓練）」に登録がありません（登録があるのは3地域のうち2地域）。");
}

TEST_CASE("a target within reach is worth a word where the last step went away from it", "[rules]")
{
    // KPI-1, report p.15: 42.8 (base), 45.8, 48.6, 46.4; 50.0 by FY2027.
    World world;
    IndicatorResult kpi;
    kpi.indicator.id = "kpi.1";
    kpi.indicator.title = {"KPI-1", "KPI-1"};
    kpi.indicator.unit = "percent";
    kpi.indicator.direction = Direction::More;
    const auto add = [&](int year, double number, Series series) {
        IndicatorValue value;
        value.indicatorId = "kpi.1";
        value.year = FiscalYear{year};
        value.value = Value::of(number, Status::Official);
        value.series = series;
        kpi.values.push_back(value);
    };
    add(2022, 45.8, Series::Actual);
    add(2023, 48.6, Series::Actual);
    add(2024, 46.4, Series::Actual);
    add(2027, 50.0, Series::Target);
    world.others = {kpi};
    RuleSpec rule = ruleOf(RuleCheck::Pace, "");
    rule.indicator = "kpi.1";
    rule.targetYear = 2027;
    const auto outcomes = withRule(world, rule).outcomes();
    REQUIRE(outcomes.size() == 1);
    CHECK(outcomes[0].verdict == passed);
    CHECK(outcomes[0].isWorthTelling);
    CHECK(outcomes[0].text.ja.find("令和5年度の48.6%から46.4%へ2.2ポイント下がりました。") != std::string::npos);
    CHECK(outcomes[0].action.ja == "目標から遠ざかった理由を確かめてください。");
}

TEST_CASE("a sum of few rows is told by its parts, and the rows without a value by their names", "[rules]")
{
    const TableSpec spec = tableSpec("course", {field("title", FieldType::Text), field("people", FieldType::Integer)});
    PluginTable table = emptyTable(spec);
    addRow(table, {"01"}, 2024, {"情報交換会", 29.0});
    addRow(table, {"02"}, 2024, {"研修", FieldValue()});
    RuleSpec rule = ruleOf(RuleCheck::SumEquals, "course", "people", Aggregation::Total);
    rule.equals = 247;
    CHECK(withRule(worldOf(spec, table), rule).outcomes().at(0).text.ja ==
          "値が分かるのは情報交換会の29で、値の登録がないものが1件（研修）あるため、公表値247と比べられません。");
    for (int i = 0; i < 3; ++i)
        addRow(table, {"03"}, 2024, {"講座", 10.0});
    CHECK(withRule(worldOf(spec, table), rule).outcomes().at(0).text.ja ==
          "値が分かるのは4件の合計59で、値の登録がないものが1件（研修）あるため、公表値247と比べられません。");
}
