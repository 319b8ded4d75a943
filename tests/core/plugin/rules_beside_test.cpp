// Checks that hold rows beside one another, and values beside those of the years before.
#include <catch2/catch.hpp>

#include "tests/core/plugin/evaluation_support.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

using Verdicts = std::vector<Verdict>;
constexpr Verdict passed = Verdict::Pass, failed = Verdict::Fail, unknown = Verdict::Unknown;

RuleSpec ruleOf(RuleCheck check, const Quantity& of = {})
{
    RuleSpec rule;
    rule.id = "r";
    rule.check = check;
    rule.title = {"規則", "rule"};
    rule.of = of;
    return rule;
}

std::vector<RuleOutcome> outcomesOf(World world, const RuleSpec& rule)
{
    world.manifest.rules = {rule};
    return world.outcomes();
}

/// A number of a district (empty: the city) in a year; nullopt = missing.
struct Number {
    const char* district;
    int year;
    std::optional<double> value;
};

World withIndicator(const std::vector<Number>& numbers)
{
    World world;
    IndicatorResult result;
    result.indicator.id = "other.rate";
    result.indicator.title = {"加入率", "Joining rate"};
    result.indicator.unit = "percent";
    for (const Number& number : numbers) {
        IndicatorValue value;
        value.indicatorId = result.indicator.id;
        value.districtCode = number.district;
        value.year.year = number.year;
        value.value = number.value ? Value::of(*number.value, Status::Official) : Value::absent(Absence::Missing);
        result.values.push_back(value);
    }
    world.others = {result};
    return world;
}

RuleSpec falling(double years)
{
    RuleSpec rule = ruleOf(RuleCheck::Falling);
    rule.indicator = "other.rate";
    rule.limit.content = years;
    return rule;
}

}  // namespace

TEST_CASE("falling so many years running: each step down, one step up, and a year that is missing", "[rules]")
{
    const World world = withIndicator({{"01", 2022, 80.0},
                                       {"01", 2023, 75.0},
                                       {"01", 2024, 70.0},
                                       {"02", 2022, 80.0},
                                       {"02", 2023, 81.0},
                                       {"02", 2024, 70.0},
                                       {"03", 2022, 80.0},
                                       {"03", 2023, std::nullopt},
                                       {"03", 2024, 60.0},
                                       {"", 2023, 75.0},
                                       {"", 2024, 75.0}});
    const auto outcomes = outcomesOf(world, falling(2));
    // 03 fell by 20 over a year of which nothing is known: no word of it. The city stood still in the one step known.
    REQUIRE(outcomes.size() == 3);
    CHECK(outcomes[0].districtCode.empty());
    CHECK(outcomes[0].verdict == passed);
    CHECK(outcomes[1].districtCode == "01");
    CHECK(outcomes[1].verdict == failed);
    CHECK(outcomes[1].year == 2024);
    CHECK(outcomes[1].value == 70);
    CHECK(outcomes[1].text.ja == "「加入率」が2年続けて下がっています（80% → 75% → 70%）。");
    CHECK(outcomes[2].verdict == passed);

    CHECK(verdictsOf(outcomesOf(world, falling(1))) == Verdicts{passed, failed, failed});
    CHECK(verdictsOf(outcomesOf(world, falling(3))) == Verdicts{passed, passed});  // 02 rose, the city stood still
    CHECK(verdictsOf(outcomesOf(withIndicator({{"01", 2024, 70.0}}), falling(1))) == Verdicts{unknown});
    CHECK(verdictsOf(outcomesOf(withIndicator({}), falling(1))) == Verdicts{unknown});
}

TEST_CASE("rows that speak of one thing say the same: names, dates, districts, numbers", "[rules]")
{
    const TableSpec spec = tableSpec("event", {field("name", FieldType::Text), field("day", FieldType::Date),
                                               field("said", FieldType::Text), field("people", FieldType::Integer)});
    PluginTable table = emptyTable(spec);
    addRow(table, {"01"}, 2024, {"祭り", "2024-08-18", "ﾃｰﾏ", 29.0});
    addRow(table, {"01"}, 2024, {"祭り", "2024-08", "テーマ", 29.0});
    addRow(table, {"01"}, 2024, {"集い", "2024-09-01", "甲", 5.0});
    addRow(table, {"02"}, 2023, {"集い", "2024-09-02", "乙", {}});
    addRow(table, {}, 2024, {{}, "2024-09-03", "丙", {}});  // of nothing that is named
    const World world = worldOf(spec, table);
    const auto agrees = [&](const char* fieldId) {
        RuleSpec rule = ruleOf(RuleCheck::Agrees, {"event", fieldId, Aggregation::Count, {}});
        rule.matching = {"name"};
        return outcomesOf(world, rule);
    };
    CHECK(verdictsOf(agrees("said")) == Verdicts{passed, failed});
    CHECK(verdictsOf(agrees("day")) == Verdicts{passed, failed});
    CHECK(verdictsOf(agrees("people")) == Verdicts{passed, unknown});
    CHECK(verdictsOf(agrees("district")) == Verdicts{passed, failed});

    const RuleOutcome differing = agrees("day")[1];
    CHECK(differing.text.ja == "「day」の記載が食い違っています: 「R6.9.1」、「R6.9.2」。");
    CHECK(differing.districtCode.empty());  // of two districts, so of none of them
    CHECK_FALSE(differing.year);
    CHECK(differing.rows == std::vector<std::string>{"event:R3", "event:R4"});
    CHECK(differing.value == 2);
}

TEST_CASE("a row that no other row hangs on, in the latest year that has any", "[rules]")
{
    TableSpec goals = tableSpec("goal", {field("name", FieldType::Text)});
    PluginTable goal = emptyTable(goals);
    addRow(goal, {}, std::nullopt, {"目標1"});
    addRow(goal, {}, std::nullopt, {"目標2"});
    TableSpec steps = tableSpec("step", {field("goal", FieldType::Link)});
    steps.fields.back().linkedTable = "goal";
    PluginTable step = emptyTable(steps);
    RuleSpec rule = ruleOf(RuleCheck::WithoutLink, {"goal", {}, Aggregation::Count, {}});
    rule.linked = Quantity{"step", "goal", Aggregation::Count, {}};
    const auto of = [&] {
        World world = worldOf(goals, goal);
        world.manifest.tables.push_back(steps);
        world.tables.push_back(step);
        return outcomesOf(world, rule);
    };
    CHECK(verdictsOf(of()) == Verdicts{unknown, unknown});
    addRow(step, {}, 2023, {"R2"});
    addRow(step, {}, 2024, {"R1"});
    const auto outcomes = of();
    CHECK(verdictsOf(outcomes) == Verdicts{passed, failed});
    CHECK(outcomes[1].year == 2024);
    CHECK(outcomes[1].rows == std::vector<std::string>{"goal:R2"});
    CHECK(outcomes[1].text.ja == "目標2: つながるstepがありません。");
}
