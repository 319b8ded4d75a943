#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <random>
#include <set>

#include "core/model/overlay_json.h"
#include "core/plugin/lorenz.h"
#include "tests/core/plugin/evaluation_support.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const TableSpec awardSpec = [] {
    TableSpec spec = tableSpec("award", {field("amount", FieldType::Yen, "交付額"), field("kind", FieldType::Text)});
    spec.title = {"交付", "awards"};
    return spec;
}();

/// Two awards in 大殿, one shared by 大殿 and 白石, one outside, one of no district, one without amount in 白石.
World awards()
{
    PluginTable table = emptyTable(awardSpec);
    addRow(table, {"01"}, 2023, {150000.0, "festival"});
    addRow(table, {"01"}, 2023, {50000.0, "class"});
    addRow(table, {"01", "02"}, 2023, {30000.0, "festival"});
    addRow(table, {"outside"}, 2023, {7000.0, "class"});
    addRow(table, {}, 2023, {1000.0, "class"});
    addRow(table, {"02"}, 2023, {FieldValue(), "class"});
    addRow(table, {"02"}, 2024, {200000.0, "class"});
    return worldOf(awardSpec, table);
}

const Quantity total{"award", "amount", Aggregation::Total, {}};
const Quantity count{"award", "", Aggregation::Count, {}};

}  // namespace

TEST_CASE("a total counts a row of two districts in each, and once in the city", "[aggregate]")
{
    const World world = awards();
    const IndicatorResult result = aggregate(world.input(), indicatorSpec("total", total));
    CHECK(valueAt(result, "01", 2023) == computed(230000));
    CHECK(valueAt(result, "02", 2023) == computed(30000));
    CHECK_FALSE(valueAt(result, "03", 2023).isNumber());
    CHECK(valueAt(result, "", 2023) == computed(231000));  // without the one outside
    CHECK(valueAt(result, "02", 2024) == computed(200000));
    CHECK(result.hasReconciliation);
    CHECK(result.reconciliation == Reconciliation{200000, 0, 0, 200000, 0});
    CHECK(result.recipe.formula.ja == "交付額の合計");
    CHECK(result.recipe.sourceIds == std::vector<std::string>{"doc"});
}

TEST_CASE("what a reader must know is told of the newest year that has rows", "[aggregate]")
{
    World world = awards();
    PluginTable& table = world.tables.front();
    const auto limits = [&] { return aggregate(world.input(), indicatorSpec("total", total)).recipe.limits; };
    const std::string absent = "資料に記載のない地域は欠測です（0 ではありません）。";
    // FY2024 has one row, and nothing is wanting in it.
    REQUIRE(limits().size() == 1);
    CHECK(limits()[0].ja == absent);
    addRow(table, {"01", "03"}, 2024, {10000.0, "class"});
    REQUIRE(limits().size() == 2);
    CHECK(limits()[1].ja ==
          "令和6年度: 複数の地域にまたがる1件は、地域別の内訳が分からないため合わせた値をそれぞれの地域に入れ、"
          "市全体では1回だけ数えています。");
    // Of a single year it needs no name.
    table.rows.pop_back();
    table.rows.pop_back();
    REQUIRE(limits().size() == 5);
    CHECK(limits()[0].ja == absent);
    CHECK(limits()[1].ja == "交付額の記載がない1件は、計算に入っていません。");
}

TEST_CASE("the parts of a year reconcile with its rows", "[aggregate]")
{
    World world = awards();
    world.tables[0].rows.pop_back();  // 2023 is the newest now
    const IndicatorResult result = aggregate(world.input(), indicatorSpec("total", total));
    CHECK(result.reconciliation == Reconciliation{260000, 7000, 1000, 238000, 30000});
    CHECK(result.reconciliation.addsUp());
    const IndicatorResult counts = aggregate(world.input(), indicatorSpec("count", count));
    CHECK(counts.reconciliation == Reconciliation{5, 1, 1, 6, 1});
    CHECK(valueAt(counts, "", 2023) == computed(5));
}

TEST_CASE("a district without rows has 0 only where all there is stands in the table", "[aggregate]")
{
    World world = awards();
    world.manifest.tables[0].completeYears = {2024};
    const IndicatorResult some = aggregate(world.input(), indicatorSpec("count", count));
    CHECK_FALSE(valueAt(some, "03", 2023).isNumber());
    CHECK(valueAt(some, "03", 2024) == computed(0));
    world.manifest.tables[0].completeYears.clear();
    world.manifest.tables[0].isComplete = true;
    const IndicatorResult all = aggregate(world.input(), indicatorSpec("count", count));
    CHECK(valueAt(all, "03", 2023) == computed(0));
    // A reader is told what the 0 rests on; where every district has a row there is none to tell of.
    const auto saysZero = [&](const Quantity& of) {
        for (const Text& limit : aggregate(world.input(), indicatorSpec("x", of)).recipe.limits)
            if (limit.ja.find("登録のない地域は 0 です（欠測ではありません）") != std::string::npos)
                return true;
        return false;
    };
    CHECK(saysZero(count));
    CHECK(saysZero(total));
    CHECK_FALSE(saysZero({"award", "amount", Aggregation::Mean, {}}));
    world.manifest.tables[0].isComplete = false;
    CHECK_FALSE(saysZero(count));
    world.manifest.tables[0].isComplete = true;
    // The one row of 白石 without an amount is not 0 yen, complete or not.
    Quantity classes = total;
    classes.where.words = {{"kind", {"class"}}};
    const IndicatorResult ofClasses = aggregate(world.input(), indicatorSpec("classes", classes));
    CHECK_FALSE(valueAt(ofClasses, "02", 2023).isNumber());
    CHECK(valueAt(ofClasses, "01", 2023) == computed(50000));
    CHECK(ofClasses.recipe.formula.ja == "交付額の合計（kind = class）");
}

TEST_CASE("a made-up row makes its district, its city and their zeros samples, and nothing else", "[aggregate]")
{
    World world = awards();
    world.manifest.tables[0].isComplete = true;
    addRow(world.tables[0], {"01"}, 2024, {10.0, "x"}, Status::Sample);
    const IndicatorResult result = aggregate(world.input(), indicatorSpec("total", total));
    CHECK(valueAt(result, "01", 2024) == Value::of(10, Status::Sample));
    CHECK(valueAt(result, "02", 2024) == computed(200000));
    CHECK(valueAt(result, "03", 2024) == Value::of(0, Status::Sample));
    CHECK(valueAt(result, "", 2024).status == Status::Sample);
    CHECK(valueAt(result, "", 2023).status == Status::Computed);
}

TEST_CASE("a rate divides the city's sum by the city's people, never the mean of the districts", "[aggregate]")
{
    const World world = awards();
    IndicatorSpec spec = indicatorSpec("per_resident", total);
    spec.per = Denominator::Population;
    spec.perUnit = 1000;
    spec.city = CityValue::Ratio;
    spec.indicator.kind = IndicatorKind::Rate;
    const IndicatorResult result = aggregate(world.input(), spec);
    CHECK(valueAt(result, "01", 2023) == computed(2300000));  // 230,000 / 100 x 1,000
    CHECK(valueAt(result, "", 2023) == computed(231000.0 / 600 * 1000));
    CHECK(result.recipe.formula.ja == "交付額の合計 ÷ 人口 × 1,000");
    CHECK(result.recipe.sourceIds == std::vector<std::string>{"doc", "census"});
    spec.city = CityValue::Mean;
    const IndicatorResult mean = aggregate(world.input(), spec);
    CHECK(valueAt(mean, "", 2023).number() == Approx((2300000 + 150000) / 2.0));
    spec.city = CityValue::None;
    CHECK(valueAt(aggregate(world.input(), spec), "", 2023).absence() == Absence::NotApplicable);
}

TEST_CASE("a ratio of two totals is missing where one of them is, and not applicable over 0", "[aggregate]")
{
    World world = awards();
    IndicatorSpec spec = indicatorSpec("festivals", count);
    spec.quantity.where.words = {{"kind", {"festival"}}};
    spec.over = count;
    spec.city = CityValue::Ratio;
    const IndicatorResult result = aggregate(world.input(), spec);
    CHECK(valueAt(result, "01", 2023).number() == Approx(2.0 / 3));
    CHECK(valueAt(result, "02", 2023).number() == Approx(1.0 / 2));
    CHECK_FALSE(valueAt(result, "03", 2023).isNumber());
    CHECK(valueAt(result, "", 2023).number() == Approx(2.0 / 5));
    world.manifest.tables[0].isComplete = true;
    CHECK(valueAt(aggregate(world.input(), spec), "03", 2023).absence() == Absence::NotApplicable);
}

TEST_CASE("a cumulative indicator holds all years so far and carries what it knows over a gap", "[aggregate]")
{
    World world = awards();
    addRow(world.tables[0], {"01"}, 2026, {1.0, "x"});
    IndicatorSpec spec = indicatorSpec("so_far", total);
    spec.isCumulative = true;
    const IndicatorResult result = aggregate(world.input(), spec);
    CHECK(valueAt(result, "01", 2024) == computed(230000));
    CHECK(valueAt(result, "01", 2025) == computed(230000));
    CHECK(valueAt(result, "01", 2026) == computed(230001));
    CHECK(valueAt(result, "02", 2024) == computed(230000));
    CHECK_FALSE(valueAt(result, "03", 2026).isNumber());
}

TEST_CASE("mean, different values, share of districts and latest stage", "[aggregate]")
{
    World world = awards();
    const auto of = [&](Aggregation by, const std::string& fieldId) {
        return aggregate(world.input(), indicatorSpec("x", {"award", fieldId, by, {}}));
    };
    CHECK(valueAt(of(Aggregation::Mean, "amount"), "01", 2023).number() == Approx(230000.0 / 3));
    CHECK(valueAt(of(Aggregation::Mean, "amount"), "", 2023).number() == Approx(231000.0 / 4));
    CHECK(valueAt(of(Aggregation::Distinct, "kind"), "01", 2023) == computed(2));
    const IndicatorResult share = of(Aggregation::ShareOfDistricts, "");
    CHECK(share.indicator.cityOnly);
    CHECK(valueAt(share, "", 2023).number() == Approx(2.0 / 3));
    CHECK(valueAt(share, "", 2024).number() == Approx(1.0 / 3));

    const TableSpec stages = tableSpec("step", {choiceField("stage", {"構想", "計画", "実行"})});
    PluginTable table = emptyTable(stages);
    addRow(table, {"01"}, 2022, {"構想"});
    addRow(table, {"01"}, 2024, {"計画"});
    addRow(table, {"02"}, 2023, {"実行"});
    const World board = worldOf(stages, table);
    const IndicatorResult latest =
        aggregate(board.input(), indicatorSpec("stage", {"step", "stage", Aggregation::Latest, {}}));
    CHECK(valueAt(latest, "01", 2022) == computed(1));
    CHECK(valueAt(latest, "01", 2023) == computed(1));
    CHECK(valueAt(latest, "01", 2024) == computed(2));
    CHECK(valueAt(latest, "02", 2024) == computed(3));
    CHECK_FALSE(valueAt(latest, "03", 2024).isNumber());
    CHECK(valueAt(latest, "", 2024).absence() == Absence::NotApplicable);
}

TEST_CASE("a choice that stands for others counts as each of them among the different ones", "[aggregate]")
{
    const TableSpec spec = tableSpec("event", {choiceField("generation", {"子ども", "高齢者", "三世代", "若者"})});
    PluginTable table = emptyTable(spec);
    addRow(table, {"01"}, 2024, {"三世代"});
    addRow(table, {"01"}, 2024, {"子ども"});
    addRow(table, {"02"}, 2024, {"若者"});
    const World world = worldOf(spec, table);
    Quantity kinds{"event", "generation", Aggregation::Distinct, {}};
    CHECK(valueAt(aggregate(world.input(), indicatorSpec("x", kinds)), "01", 2024) == computed(2));
    kinds.covers = {{"三世代", {"子ども", "高齢者"}}};
    const IndicatorResult covering = aggregate(world.input(), indicatorSpec("x", kinds));
    CHECK(valueAt(covering, "01", 2024) == computed(3));
    CHECK(valueAt(covering, "02", 2024) == computed(1));
    CHECK(covering.recipe.formula.ja == "generationの異なる値の数（三世代は子ども、高齢者にも数える）");
}

TEST_CASE("values of a long table stay as the source gives them", "[aggregate]")
{
    const TableSpec spec = tableSpec("long", {field("indicator", FieldType::Text), field("value", FieldType::Decimal),
                                              field("series", FieldType::Text)});
    PluginTable table = emptyTable(spec);
    addRow(table, {"01"}, 2024, {"a", 5.0, "actual"});
    addRow(table, {"02"}, 2024, {"a", "秘匿", FieldValue()});
    addRow(table, {"03"}, 2024, {"a", FieldValue(), "actual"});
    addRow(table, {"01"}, 2024, {"b", 9.0, "actual"});
    addRow(table, {}, 2027, {"a", 85.0, "target"});
    IndicatorSpec indicator = indicatorSpec("a", {"long", "value", Aggregation::Value, {{{"indicator", {"a"}}}}});
    World world = worldOf(spec, table);
    const IndicatorResult result = aggregate(world.input(), indicator);
    CHECK(valueAt(result, "01", 2024) == Value::of(5, Status::Official));
    CHECK(valueAt(result, "02", 2024).absence() == Absence::Suppressed);
    CHECK(valueAt(result, "03", 2024).absence() == Absence::Missing);
    CHECK(valueAt(result, "", 2027, Series::Target) == Value::of(85, Status::Official));
    CHECK_FALSE(valueAt(result, "", 2024).isNumber());  // a part is suppressed: no sum

    world.tables[0].rows[1].values[3] = 2.0;
    world.tables[0].rows[2].values[3] = std::string("not_applicable");
    CHECK(valueAt(aggregate(world.input(), indicator), "", 2024) == computed(7));
    addRow(world.tables[0], {"01"}, 2024, {"a", 6.0, "actual"});
    const IndicatorResult contradicted = aggregate(world.input(), indicator);
    CHECK_FALSE(valueAt(contradicted, "01", 2024).isNumber());
    CHECK_FALSE(valueAt(contradicted, "", 2024).isNumber());
}

TEST_CASE("a city's value that a source gives stands, however the city would follow from its districts", "[aggregate]")
{
    const TableSpec spec = tableSpec("long", {field("value", FieldType::Percent)});
    PluginTable table = emptyTable(spec);
    addRow(table, {"01"}, 2024, {40.0});
    addRow(table, {}, 2024, {48.6});
    addRow(table, {"01"}, 2023, {44.0});
    IndicatorSpec indicator = indicatorSpec("a", {"long", "value", Aggregation::Value, {}});
    indicator.city = CityValue::None;
    const World world = worldOf(spec, table);
    const IndicatorResult result = aggregate(world.input(), indicator);
    CHECK(valueAt(result, "", 2024) == Value::of(48.6, Status::Official));
    CHECK(valueAt(result, "", 2023).absence() == Absence::NotApplicable);
}

TEST_CASE("a filter finds round numbers by their digits", "[aggregate]")
{
    World world = awards();
    Quantity of = count;
    of.where.words = {{"amount", {"200000"}}};
    CHECK(valueAt(aggregate(world.input(), indicatorSpec("x", of)), "02", 2024) == computed(1));
}

TEST_CASE("rows of the whole city alone make a value of the city alone", "[aggregate]")
{
    TableSpec spec = tableSpec("kgi", {field("value", FieldType::Percent)});
    PluginTable table = emptyTable(spec);
    addRow(table, {}, 2022, {67.0});
    addRow(table, {}, 2023, {FieldValue()});
    spec.districtField.clear();
    const World world = worldOf(spec, table);
    IndicatorSpec indicator = indicatorSpec("kgi1", {"kgi", "value", Aggregation::Value, {}});
    indicator.targets = {{2027, 85}};
    const IndicatorResult result = aggregate(world.input(), indicator);
    CHECK(result.indicator.cityOnly);
    REQUIRE(result.values.size() == 3);
    CHECK(result.values[0].value == Value::of(67, Status::Official));
    CHECK(result.values[1].value.absence() == Absence::Missing);
    CHECK(result.values[2].series == Series::Target);
}

TEST_CASE("a filter takes words, leaves out words and knows an empty cell", "[aggregate]")
{
    World world = awards();
    addRow(world.tables[0], {"03"}, 2023, {5.0, FieldValue()});
    const auto rows = [&](std::vector<std::string> words) {
        Quantity of = count;
        of.where.words = {{"kind", std::move(words)}};
        return valueAt(aggregate(world.input(), indicatorSpec("x", of)), "", 2023).number().value_or(-1);
    };
    CHECK(rows({"festival"}) == 2);
    CHECK(rows({"festival", "class"}) == 5);
    CHECK(rows({"!festival"}) == 4);
    CHECK(rows({""}) == 1);
    CHECK(rows({"!"}) == 5);
}

TEST_CASE("the Gini coefficient of three equal groups by hand", "[lorenz]")
{
    // 100 people each with 0, 30 and 60: points (1/3, 0), (2/3, 1/3), (1, 1).
    // 1 - (1/3)(0) - (1/3)(1/3) - (1/3)(4/3) = 4/9.
    const std::vector<LorenzShare> shares = {{"a", 100, 30}, {"b", 100, 60}, {"c", 100, 0}};
    const auto curve = lorenzOf(shares);
    REQUIRE(curve);
    CHECK(curve->gini == Approx(4.0 / 9));
    REQUIRE(curve->points.size() == 4);
    CHECK(curve->points[1].districtCode == "c");
    CHECK(curve->points[2].amount == Approx(1.0 / 3));
    CHECK_FALSE(lorenzOf(std::vector<LorenzShare>{{"a", 100, 0}, {"b", 100, 0}}));
    CHECK_FALSE(lorenzOf(std::vector<LorenzShare>{{"a", 100, 5}}));
}

TEST_CASE("a Gini indicator reads amounts of counts and amounts per person of rates alike", "[aggregate]")
{
    World world = awards();
    world.manifest.tables[0].isComplete = true;
    IndicatorSpec amount = indicatorSpec("total", total);
    IndicatorSpec rate = indicatorSpec("rate", total);
    rate.per = Denominator::Population;
    rate.perUnit = 1000;
    rate.indicator.kind = IndicatorKind::Rate;
    IndicatorSpec gini = indicatorSpec("gini", {"", "", Aggregation::Gini, {}});
    gini.ofIndicator = "p.total";
    IndicatorSpec giniOfRate = gini;
    giniOfRate.indicator.id = "p.gini2";
    giniOfRate.ofIndicator = "p.rate";
    world.manifest.indicators = {gini, giniOfRate, amount, rate};
    const Overlay overlay = evaluate(world.input());
    REQUIRE(overlay.indicators.size() == 4);
    CHECK(overlay.indicators[0].indicator.id == "p.gini");
    CHECK(overlay.indicators[0].indicator.cityOnly);
    // 2024: 白石 (200 of 600 people) has all: points (1/6, 0), (2/3, 0), (1, 1): 1 - 1/3 = 2/3.
    CHECK(valueAt(overlay.indicators[0], "", 2024).number() == Approx(2.0 / 3));
    CHECK(valueAt(overlay.indicators[1], "", 2024).number() == Approx(2.0 / 3));
}

TEST_CASE("an executable's values stand under the manifest's indicator", "[aggregate]")
{
    World world = awards();
    IndicatorSpec spec = indicatorSpec("reach", {});
    spec.isFromExecutable = true;
    spec.indicator.unit = "people";
    world.manifest.indicators = {spec};
    Overlay answer;
    IndicatorResult given;
    given.indicator.id = "p.reach";
    given.values = {{"p.reach", "02", FiscalYear{2024}, Series::Actual, computed(7), {}, {}}};
    answer.indicators = {given};
    Finding said;
    said.id = "p.said";
    answer.findings = {said};
    const Overlay overlay = evaluate(world.input(&answer));
    CHECK(valueAt(overlay.indicators[0], "02", 2024) == computed(7));
    CHECK(overlay.indicators[0].indicator.unit == "people");
    REQUIRE(overlay.findings.size() == 1);
    CHECK(evaluate(world.input()).indicators[0].values.empty());
}

TEST_CASE("an executable's number names what it holds for, how it is worked out and from what", "[aggregate]")
{
    World world = awards();
    IndicatorSpec spec = indicatorSpec("share", {});
    spec.isFromExecutable = true;
    spec.indicator.title = {"収容人数 ÷ 人口", "Capacity / people"};
    ParameterSpec hazard;
    hazard.id = "hazard";
    hazard.type = ParameterType::Choice;
    hazard.title = {"災害の種類", "Hazard"};
    hazard.choices = {{"flood", {"洪水", "Flood"}}, {"fire", {"火事", "Fire"}}};
    hazard.defaultValue = "flood";
    ParameterSpec walk;
    walk.id = "walk_m";
    walk.title = {"歩く距離", "Walk"};
    walk.unit = "m";
    walk.defaultValue = "1000";
    ParameterSpec strict;
    strict.id = "strict";
    strict.type = ParameterType::YesNo;
    strict.title = {"厳しく", "Strict"};
    strict.defaultValue = "no";
    world.manifest.parameters = {hazard, walk, strict};
    world.manifest.needs = {"demand_areas", "facilities"};
    for (const char* kind : {"shelter", "clinic"}) {
        Facility facility;
        facility.kind = kind;
        facility.sourceId = std::string(kind) + "_list";
        world.snapshot.facilities.push_back(facility);
    }
    world.manifest.indicators = {spec};
    const auto made = [&] { return evaluate(world.input()).indicators[0]; };
    // A choice is always named, a number and a yes or no where somebody set them; all parts given count as sources.
    CHECK(made().indicator.title.ja == "収容人数 ÷ 人口［洪水］");
    CHECK(made().indicator.title.en == "Capacity / people [Flood]");
    CHECK(made().recipe.formula.ja == "テーマの実行プログラムが計算した値");
    CHECK(made().recipe.sourceIds == std::vector<std::string>{"census", "clinic_list", "doc", "shelter_list"});
    world.parameters = {{"hazard", "fire"}, {"walk_m", "1500"}, {"strict", "yes"}};
    CHECK(made().indicator.title.ja == "収容人数 ÷ 人口［火事、歩く距離 1,500m、厳しく はい］");
    Overlay answer;
    IndicatorResult given;
    given.indicator.id = "p.share";
    given.recipe.formula = {"収容人数の合計 ÷ 人口", "Total capacity / people"};
    given.recipe.sourceIds = {"demand_areas", "facilities:shelter"};
    answer.indicators = {given};
    // As it comes through the protocol.
    answer = *parseAnswer(answerJson(answer));
    answer.indicators[0].indicator.id = "p.share";
    const Recipe recipe = evaluate(world.input(&answer)).indicators[0].recipe;
    CHECK(recipe.formula.ja == "収容人数の合計 ÷ 人口");
    CHECK(recipe.formula.en == "Total capacity / people");
    CHECK(recipe.sourceIds == std::vector<std::string>{"census", "shelter_list"});
    // What no parameter went into is called as it was.
    world.manifest.indicators = {indicatorSpec("count", count)};
    CHECK(made().indicator.title.ja == world.manifest.indicators[0].indicator.title.ja);
}

namespace {

World randomWorld(std::mt19937& random, int rows)
{
    PluginTable table = emptyTable(awardSpec);
    const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    for (int i = 0; i < rows; ++i) {
        std::set<std::string> codes;
        for (int n = upTo(2); n > 0; --n)
            codes.insert("0" + std::to_string(1 + upTo(2)));
        std::vector<std::string> list(codes.begin(), codes.end());
        if (list.empty() && upTo(1) == 0)
            list = {"outside"};
        addRow(table, list, 2020 + upTo(4), {upTo(5) == 0 ? FieldValue() : FieldValue(upTo(900000) / 7.0), "k"});
    }
    return worldOf(awardSpec, table);
}

}  // namespace

TEST_CASE("any table's districts, less what is repeated, and rests make its source", "[aggregate]")
{
    std::mt19937 random(20241101);
    for (int round = 0; round < 100; ++round) {
        const World world = randomWorld(random, 1 + round);
        for (const Quantity& quantity : {total, count}) {
            const IndicatorResult result = aggregate(world.input(), indicatorSpec("x", quantity));
            if (!result.hasReconciliation)
                continue;
            int latest = 0;
            for (const IndicatorValue& value : result.values)
                if (value.value.isNumber())
                    latest = std::max(latest, value.year.year);
            double source = 0, districts = 0;
            for (const PluginRow& row : world.tables[0].rows)
                if (row.fiscalYear == latest)
                    source += quantity.by == Aggregation::Count ? 1 : numberOf(row.values[2]).value_or(0);
            for (const char* code : {"01", "02", "03"})
                districts += valueAt(result, code, latest).number().value_or(0);
            CHECK(result.reconciliation.source == Approx(source));
            CHECK(result.reconciliation.districts == Approx(districts));
            CHECK(result.reconciliation.addsUp());
        }
    }
}

TEST_CASE("the order of rows changes no value, to the last bit", "[aggregate]")
{
    std::mt19937 random(7);
    for (int round = 0; round < 30; ++round) {
        World world = randomWorld(random, 60);
        IndicatorSpec spec = indicatorSpec("x", total);
        spec.isCumulative = round % 2 == 1;
        const IndicatorResult before = aggregate(world.input(), spec);
        std::shuffle(world.tables[0].rows.begin(), world.tables[0].rows.end(), random);
        CHECK(aggregate(world.input(), spec).values == before.values);
    }
}

TEST_CASE("a further row never lowers a count", "[aggregate]")
{
    std::mt19937 random(99);
    for (int round = 0; round < 30; ++round) {
        World world = randomWorld(random, 40);
        const PluginRow last = world.tables[0].rows.back();
        const IndicatorResult after = aggregate(world.input(), indicatorSpec("x", count));
        world.tables[0].rows.pop_back();
        for (const IndicatorValue& value : aggregate(world.input(), indicatorSpec("x", count)).values)
            CHECK(valueAt(after, value.districtCode, value.year.year).number().value_or(0) >=
                  value.value.number().value_or(0));
    }
}

TEST_CASE("Gini is 0 for equal shares and does not know the currency", "[lorenz]")
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> amount(0, 1000);
    for (int round = 0; round < 50; ++round) {
        std::vector<LorenzShare> shares, scaled, equal;
        for (int i = 0; i < 21; ++i) {
            const double people = 500 + amount(random) * 20, has = amount(random);
            const std::string code = std::to_string(i);
            shares.push_back({code, people, has});
            scaled.push_back({code, people * 3, has * 151});
            equal.push_back({code, people, people * 7});
        }
        const auto curve = lorenzOf(shares);
        REQUIRE(curve);
        CHECK(curve->gini == Approx(lorenzOf(scaled)->gini).margin(1e-12));
        CHECK(curve->gini >= 0);
        CHECK(curve->gini < 1);
        CHECK(lorenzOf(equal)->gini == Approx(0).margin(1e-12));
        // Half the mean difference over the mean, over all pairs of people: the definition without a curve.
        double difference = 0, people = 0, sum = 0;
        for (const LorenzShare& a : shares) {
            people += a.people;
            sum += a.amount;
            for (const LorenzShare& b : shares)
                difference += a.people * b.people * std::abs(a.amount / a.people - b.amount / b.people);
        }
        CHECK(curve->gini == Approx(difference / (2 * people * sum)).epsilon(1e-9));
    }
}

TEST_CASE("an overlay of 2,000 rows, 21 districts and 20 indicators is quick", "[aggregate]")
{
    std::mt19937 random(5);
    World world = randomWorld(random, 2000);
    world.snapshot = cityOf(std::vector<int>(21, 9000));
    for (int i = 0; i < 20; ++i) {
        IndicatorSpec spec = indicatorSpec("i" + std::to_string(i), i % 2 == 0 ? total : count);
        spec.isCumulative = i % 4 == 3;
        world.manifest.indicators.push_back(spec);
    }
    const auto start = std::chrono::steady_clock::now();
    const Overlay overlay = evaluate(world.input());
    const auto took = std::chrono::steady_clock::now() - start;
    CHECK(overlay.indicators.size() == 20);
    WARN("20 indicators of 2,000 rows took "
         << std::chrono::duration_cast<std::chrono::microseconds>(took).count() / 1000.0 << " ms");
    CHECK(took < std::chrono::seconds(1));
}
