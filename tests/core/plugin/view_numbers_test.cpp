#include <catch2/catch.hpp>

#include "view_fixture.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

ViewSpec viewOf(ViewKind kind, std::vector<std::string> indicators)
{
    ViewSpec spec;
    spec.id = "v";
    spec.kind = kind;
    spec.indicators = std::move(indicators);
    return spec;
}

/// Awards under a cap of 1,000,000 yen a district and year, in force from June 2021 to March 2025.
ViewCity capped()
{
    ViewCity city;
    city.table("award", {field("amount", FieldType::Yen)}, "district", "year");
    for (const auto& [id, scope] :
         {std::pair("a_year", CapScope::DistrictYear), std::pair("in_all", CapScope::District)}) {
        RuleSpec rule;
        rule.id = id;
        rule.check = RuleCheck::Cap;
        rule.title = {id, id};
        rule.of = {"award", "amount", Aggregation::Total, {}};
        rule.scope = scope;
        rule.limit = {1000000.0};
        rule.from = "2021-06-01";
        rule.to = "2025-03-31";
        rule.when = {{"scope", scope == CapScope::District ? "district" : "district_year"}};
        city.manifest.rules.push_back(rule);
    }
    ParameterSpec parameter;
    parameter.id = "scope";
    parameter.type = ParameterType::Choice;
    parameter.defaultValue = "district";
    city.manifest.parameters = {parameter};
    return city;
}

std::vector<std::string> gaugeWords(const GaugeView& view)
{
    std::vector<std::string> words;
    for (const GaugeView::Gauge& gauge : view.gauges)
        words.push_back(gauge.title.ja + " " + gauge.label.ja + " " + (gauge.year ? std::to_string(*gauge.year) : "-") +
                        " " + (gauge.used ? std::to_string(static_cast<int>(*gauge.used)) : "…"));
    return words;
}

}  // namespace

TEST_CASE("a gauge fills caps by district and year, and names districts without any", "[view]")
{
    ViewCity city = capped();
    city.add("award", "A", {700000.0}, {"01"}, 2023);
    city.add("award", "B", {600000.0}, {"01"}, 2024);
    city.add("award", "C", {std::monostate()}, {"02"}, 2024);
    // Before the scheme: not under its cap.
    city.add("award", "D", {900000.0}, {"01"}, 2019);
    city.add("award", "E", {5.0}, {}, 2024);
    ViewSpec spec = viewOf(ViewKind::Gauge, {});
    spec.rules = {"a_year", "in_all"};
    const auto data = city.view(spec);
    REQUIRE(data);
    const auto& view = std::get<GaugeView>(data->content);
    CHECK(gaugeWords(view) == std::vector<std::string>{"a_year 甲 2023 700000", "a_year 甲 2024 600000",
                                                       "a_year 乙 2024 …", "in_all（選んだ数え方） 甲 - 1300000",
                                                       "in_all（選んだ数え方） 乙 - …"});
    CHECK(view.gauges[0].cap == 1000000);
    CHECK(view.withoutRows == std::vector<std::string>{"03"});
    CHECK(view.unit == "yen");
    CHECK(notesOf(*data) == std::vector<std::string>{"地域の記載がない行を1行除いています。"});
}

TEST_CASE("a gauge whose sum lacks an amount says of which year, and how many within one year", "[view]")
{
    ViewCity city = capped();
    city.add("award", "A", {150000.0}, {"01"}, 2024);
    city.add("award", "B", {std::monostate()}, {"01"}, 2023);
    city.add("award", "C", {200000.0}, {"02"}, 2023);
    city.add("award", "D", {std::monostate()}, {"02"}, 2023);
    ViewSpec spec = viewOf(ViewKind::Gauge, {});
    spec.rules = {"a_year", "in_all"};
    const auto data = city.view(spec);
    REQUIRE(data);
    const auto& view = std::get<GaugeView>(data->content);
    CHECK(gaugeWords(view) == std::vector<std::string>{"a_year 甲 2023 …", "a_year 甲 2024 150000",
                                                       "a_year 乙 2023 200000", "in_all（選んだ数え方） 甲 - 150000",
                                                       "in_all（選んだ数え方） 乙 - 200000"});
    // The period is of R3 to R6, and no row tells of R3 and R4: what is left is at most so much.
    std::vector<std::string> unsaid;
    for (const GaugeView::Gauge& gauge : view.gauges)
        unsaid.push_back(gauge.unsaid.ja);
    CHECK(unsaid == std::vector<std::string>{"", "", "1件", "R3、R4、R5", "R3、R4、R5"});
    CHECK(view.gauges[0].period.ja == "R3.6.1～R7.3.31");
}

TEST_CASE("a gauge of an empty table names every district", "[view]")
{
    ViewSpec spec = viewOf(ViewKind::Gauge, {});
    spec.rules = {"in_all"};
    const auto data = capped().view(spec);
    REQUIRE(data);
    const auto& view = std::get<GaugeView>(data->content);
    CHECK(view.gauges.empty());
    CHECK(view.withoutRows == std::vector<std::string>{"01", "02", "03"});
    CHECK(data->notes.size() == 1);
}

TEST_CASE("a line keeps absent years and forecasts to its target by the methods named", "[view]")
{
    ViewCity city;
    auto& result = city.indicator("k");
    result.values = {reading("", 2024, computed(15)),
                     reading("", 2022, computed(10)),
                     reading("", 2023, computed(14)),
                     reading("", 2021, Value::absent(Absence::Missing)),
                     reading("", 2026, computed(20), Series::Target),
                     reading("01", 2023, computed(99))};
    const auto data = city.view(viewOf(ViewKind::Line, {"k"}));
    REQUIRE(data);
    const auto& view = std::get<LineView>(data->content);
    REQUIRE(view.lines.size() == 1);
    std::vector<int> years;
    for (const LineView::Point& point : view.lines[0].points)
        years.push_back(point.year);
    CHECK(years == std::vector<int>{2021, 2022, 2023, 2024, 2026});
    CHECK_FALSE(view.lines[0].points[0].value.isNumber());
    // The last step is 1 a year, the median of 4 and 1 is 2.5.
    REQUIRE(view.lines[0].forecast.size() == 2);
    CHECK(view.lines[0].forecast[0].low == Approx(16));
    CHECK(view.lines[0].forecast[0].high == Approx(17.5));
    CHECK(view.lines[0].forecast[1].low == Approx(17));
    CHECK(view.lines[0].forecast[1].high == Approx(20));
    CHECK(view.methods.size() == 2);
    CHECK(data->sourceIds == std::vector<std::string>{"source_of_k"});
}

TEST_CASE("a line without a target or without two years has no forecast and names no method", "[view]")
{
    ViewCity city;
    city.indicator("k").values = {reading("", 2023, computed(14)), reading("", 2024, computed(15))};
    city.indicator("l").values = {reading("", 2024, computed(15)), reading("", 2026, computed(20), Series::Target)};
    const auto view = std::get<LineView>(city.view(viewOf(ViewKind::Line, {"k", "l"}))->content);
    CHECK(view.lines[0].forecast.empty());
    CHECK(view.lines[1].forecast.empty());
    CHECK(view.methods.empty());
}

TEST_CASE("a Lorenz curve begins with the least served and its Gini is worked by hand", "[view]")
{
    ViewCity city;
    auto& result = city.indicator("money");
    // 100 yen for 100 people, 100 yen for 300 people; 丙 has no value.
    result.values = {reading("01", 2024, computed(100)), reading("02", 2024, computed(100)),
                     reading("03", 2024, Value::absent(Absence::Missing)), reading("01", 2023, computed(7))};
    result.indicator.kind = IndicatorKind::Count;
    const auto data = city.view(viewOf(ViewKind::Curve, {"money"}));
    REQUIRE(data);
    const auto& view = std::get<CurveView>(data->content);
    REQUIRE(view.points.size() == 3);
    CHECK(view.points[1].districtCode == "02");
    CHECK(view.points[1].people == Approx(0.75));
    CHECK(view.points[1].amount == Approx(0.5));
    CHECK(view.gini == Approx(0.25));
    CHECK(view.withoutValue == std::vector<std::string>{"03"});
    CHECK(view.year == 2024);
}

TEST_CASE("ranks follow the direction of each side, equal numbers share one", "[view]")
{
    ViewCity city;
    city.indicator("far", Direction::Less).values = {
        reading("01", 2024, computed(800)), reading("02", 2024, computed(300)), reading("03", 2024, computed(300))};
    city.indicator("served", Direction::More).values = {
        reading("01", 2022, computed(5)), reading("02", 2022, computed(9)), reading("01", 2021, computed(1))};
    const auto data = city.view(viewOf(ViewKind::Ranks, {"far", "served"}));
    REQUIRE(data);
    const auto& view = std::get<RanksView>(data->content);
    REQUIRE(view.items.size() == 3);
    CHECK(view.items[0].left == 3);
    CHECK(view.items[1].left == 1);
    CHECK(view.items[2].left == 1);
    CHECK(view.items[0].right == 2);
    CHECK(view.items[1].right == 1);
    CHECK_FALSE(view.items[2].right);
    CHECK(view.leftYear == 2024);
    CHECK(view.rightYear == 2022);
}

TEST_CASE("a view of an indicator that is not there or has no values says so", "[view]")
{
    ViewCity city;
    city.indicator("empty");
    for (const ViewKind kind : {ViewKind::Map, ViewKind::Line, ViewKind::Curve, ViewKind::Ranks}) {
        INFO(code(kind));
        const auto data = city.view(viewOf(kind, {"none", "none"}));
        REQUIRE_FALSE(data);
        CHECK(data.error().kind == ErrorKind::NotFound);
        CHECK(data.error().message.code == "plugin.view_without_indicator");
    }
    // Nothing is entered yet: a picture that says so, no error.
    const std::string sentence = "「empty」の値はまだありません。表に行を加えるか値を取り込むと、ここに表れます。";
    for (const ViewKind kind : {ViewKind::Map, ViewKind::Line, ViewKind::Curve, ViewKind::Ordered}) {
        INFO(code(kind));
        const auto data = city.view(viewOf(kind, {"empty"}));
        REQUIRE(data);
        CHECK(notesOf(*data) == std::vector<std::string>{sentence});
    }
    city.indicator("full").values = {reading("01", 2024, computed(1))};
    const auto ranks = city.view(viewOf(ViewKind::Ranks, {"full", "empty"}));
    REQUIRE(ranks);
    CHECK(std::get<RanksView>(ranks->content).items.empty());
    CHECK(notesOf(*ranks) == std::vector<std::string>{sentence});
    CHECK(notesOf(*city.view(viewOf(ViewKind::Ordered, {"full"}))).empty());
}

TEST_CASE("a title says what the parameters that it names are set to", "[view]")
{
    ViewCity city = capped();
    city.indicator("near").values = {reading("01", 2024, computed(1))};
    ParameterSpec& scope = city.manifest.parameters.front();
    scope.choices = {{"district", {"地域ごと", "By district"}}, {"district_year", {"年度ごと", "By year"}}};
    scope.defaultValue = "district";
    ParameterSpec walk;
    walk.id = "walk";
    walk.unit = "m";
    walk.defaultValue = "1000";
    city.manifest.parameters.push_back(walk);
    ViewSpec spec = viewOf(ViewKind::Map, {"near"});
    spec.title = {"{walk}以内（{scope}）", "Within {walk} ({scope})"};
    CHECK(city.view(spec)->spec.title == Text{"1,000m以内（地域ごと）", "Within 1,000 m (By district)"});
    city.parameters = {{"scope", "district_year"}, {"walk", "500"}};
    CHECK(city.view(spec)->spec.title.ja == "500m以内（年度ごと）");
}
