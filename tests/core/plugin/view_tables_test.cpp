#include <catch2/catch.hpp>

#include "view_fixture.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

ViewSpec viewOf(ViewKind kind, const std::string& table)
{
    ViewSpec spec;
    spec.id = "v";
    spec.kind = kind;
    spec.of.table = table;
    return spec;
}

std::vector<std::string> cardTitles(const BoardView::Column& column)
{
    std::vector<std::string> titles;
    for (const BoardView::Card& card : column.cards)
        titles.push_back(card.districtCode + " " + card.title.ja);
    return titles;
}

}  // namespace

TEST_CASE("a board whose date is an end sets what has ended apart, and names districts without a card", "[view]")
{
    ViewCity city;
    city.table("plan",
               {field("district", FieldType::District), field("state", FieldType::Choice, {"drafting", "in_force"}),
                field("until", FieldType::Date)},
               "district");
    city.add("plan", "A", {std::string("01"), std::string("in_force"), std::string("2025-03-31")}, {"01"});
    city.add("plan", "B", {std::string("02"), std::string("in_force"), std::string("2025-04-01")}, {"02"});
    ViewSpec spec = viewOf(ViewKind::Board, "plan");
    spec.columnsField = "state";
    spec.titleField = "district";
    spec.dateField = "until";
    const auto boardOf = [&] { return std::get<BoardView>(city.view(spec)->content); };
    CHECK(boardOf().columns.size() == 2);
    RuleSpec& expired = city.manifest.rules.emplace_back();
    expired.check = RuleCheck::Expired;
    expired.of.table = "plan";
    expired.of.field = "until";
    const BoardView board = boardOf();
    REQUIRE(board.columns.size() == 3);
    CHECK(board.columns[2].title == Text{"終了（R7.4.1より前）", "Ended (before 2025-04-01)"});
    // A plan is in force on its last day.
    REQUIRE(board.columns[1].cards.size() == 1);
    CHECK(board.columns[1].cards[0].districtCode == "02");
    REQUIRE(board.columns[2].cards.size() == 1);
    CHECK(board.columns[2].cards[0].districtCode == "01");
    CHECK(notesOf(*city.view(spec)) ==
          std::vector<std::string>{"記載のない地域（1）: " + city.snapshot.districts[2].name + "。"});
}

TEST_CASE("a board shows each case once, at its latest step", "[view]")
{
    ViewCity city;
    city.table("step",
               {field("project", FieldType::Text), field("stage", FieldType::Choice, {"concept", "plan"}),
                field("on", FieldType::Date)},
               "district");
    const auto step = [&](const char* uid, const char* project, FieldValue stage, const char* on,
                          const char* district) {
        city.add("step", uid, {std::string(project), std::move(stage), std::string(on)}, {district});
    };
    step("1", "祭り", std::string("plan"), "2023-05-01", "02");
    step("2", "祭り", std::string("concept"), "2022-05-01", "02");
    // Another district's project of the same name is another project.
    step("3", "祭り", std::string("concept"), "2024-01-10", "01");
    step("4", "市場", std::monostate(), "2024-01-10", "03");
    ViewSpec spec = viewOf(ViewKind::Board, "step");
    spec.columnsField = "stage";
    spec.titleField = "project";
    spec.dateField = "on";
    const auto data = city.view(spec);
    REQUIRE(data);
    const auto& board = std::get<BoardView>(data->content);
    REQUIRE(board.columns.size() == 2);
    CHECK(cardTitles(board.columns[0]) == std::vector<std::string>{"01 祭り"});
    CHECK(cardTitles(board.columns[1]) == std::vector<std::string>{"02 祭り"});
    CHECK(board.columns[0].cards[0].detail == Text{"on R6.1.10", "on 2024-01-10"});
    CHECK(notesOf(*data) == std::vector<std::string>{"段階の記載がないものを1件除いています。"});
}

TEST_CASE("a step that says its year alone is later than one of the year before", "[view]")
{
    ViewCity city;
    city.table("step", {field("hub", FieldType::Text), field("stage", FieldType::Choice, {"concept", "ready"}),
                        field("on", FieldType::Date)});
    city.add("step", "1", {std::string("拠点"), std::string("ready"), std::monostate()}, {"01"}, 2024);
    city.add("step", "2", {std::string("拠点"), std::string("concept"), std::string("2023-03")}, {"01"}, 2022);
    ViewSpec spec = viewOf(ViewKind::Board, "step");
    spec.columnsField = "stage";
    spec.titleField = "hub";
    spec.dateField = "on";
    const auto data = city.view(spec);
    const auto& board = std::get<BoardView>(data->content);
    CHECK(board.columns[0].cards.empty());
    CHECK(cardTitles(board.columns[1]) == std::vector<std::string>{"01 拠点"});
}

TEST_CASE("a list says cells as people read them and leaves empty what the source does not say", "[view]")
{
    ViewCity city;
    city.table("award",
               {field("amount", FieldType::Yen), field("kind", FieldType::Choice, {"a", "b"}),
                field("where", FieldType::Districts), field("year", FieldType::FiscalYear),
                field("on", FieldType::Date), field("share", FieldType::Percent), field("place", FieldType::Place)});
    city.add("award", "A",
             {200000.0, std::string("b"), std::string("01;02;03"), 2019.0, std::string("2023-10-23"), 12.5,
              std::string("POINT (1 2)")});
    city.add("award", "B",
             {std::monostate(), std::string("c"), std::string("03"), std::monostate(), std::string("2024-06"),
              std::monostate(), std::monostate()})
        .status = Status::Sample;
    const auto data = city.view(viewOf(ViewKind::List, "award"));
    REQUIRE(data);
    const auto& list = std::get<ListView>(data->content);
    CHECK(list.columns.size() == 6);
    CHECK(list.rows[0].cells == std::vector<Text>{{"200,000円", "200,000 yen"},
                                                  {"題b", "Title b"},
                                                  {"全3地域", "all 3 districts"},
                                                  {"令和元年度", "FY2019"},
                                                  {"R5.10.23", "2023-10-23"},
                                                  {"12.5%", "12.5%"}});
    CHECK(list.rows[1].cells ==
          std::vector<Text>{{"", ""}, {"c", "c"}, {"丙", "丙"}, {"", ""}, {"R6.6", "2024-06"}, {"", ""}});
    CHECK(data->hasSample);
}

TEST_CASE("a list has the columns asked for in their order", "[view]")
{
    ViewCity city;
    city.table("t", {field("a", FieldType::Text), field("b", FieldType::Text), field("c", FieldType::Text)});
    city.add("t", "1", {std::string("x"), std::string("y"), std::string("z")});
    ViewSpec spec = viewOf(ViewKind::List, "t");
    spec.columns = {"c", "a"};
    const auto list = std::get<ListView>(city.view(spec)->content);
    CHECK(list.rows[0].cells == std::vector<Text>{{"z", "z"}, {"x", "x"}});
}

TEST_CASE("a tree counts its rows by district, those of the city apart, and says what hangs loose", "[view]")
{
    ViewCity city;
    for (const auto& [code, parent, name] :
         {std::tuple("I", "", "幹"), std::tuple("I-1", "I", "枝"), std::tuple("II", "", "別の幹")}) {
        Measure measure;
        measure.code = code;
        measure.parentCode = parent;
        measure.name = name;
        city.snapshot.measures.push_back(measure);
    }
    city.snapshot.measures[0].number = "(1)";
    city.table("activity", {field("measure", FieldType::Code)}, "district");
    city.add("activity", "A", {std::string("I-1")}, {"01", "03", "03"});
    city.add("activity", "B", {std::string("I-1")}, {"01"});
    city.add("activity", "C", {std::string("I")});
    city.add("activity", "D", {std::string("IX")}, {"01"});
    ViewSpec spec = viewOf(ViewKind::Tree, "activity");
    spec.linkField = "measure";
    const auto tree = std::get<TreeView>(city.view(spec)->content);
    REQUIRE(tree.nodes.size() == 3);
    CHECK(tree.nodes[0].title.ja == "(1) 幹");
    CHECK(tree.nodes[0].rows == 1);
    CHECK(tree.nodes[0].cityRows == 1);
    CHECK(tree.nodes[1].id == "I-1");
    CHECK(tree.nodes[1].depth == 1);
    CHECK(tree.nodes[1].rows == 2);
    CHECK(tree.nodes[1].rowsByDistrict == std::vector<int>{2, 0, 1});
    CHECK(tree.nodes[2].rows == 0);
    CHECK(tree.looseRows == 1);
}

TEST_CASE("a measure that is linked to another says where its rows are counted", "[view]")
{
    ViewCity city;
    for (const auto& [code, parent, number, linked] :
         {std::tuple("II", "", "基本施策Ⅱ", ""), std::tuple("II-1", "II", "(1)", ""), std::tuple("P", "", "", "II-1"),
          std::tuple("Q", "", "", "none")}) {
        Measure measure;
        measure.code = code;
        measure.parentCode = parent;
        measure.number = number;
        measure.name = "名";
        measure.linkedCode = linked;
        city.snapshot.measures.push_back(measure);
    }
    city.table("activity", {field("measure", FieldType::Code)}, "district");
    ViewSpec spec = viewOf(ViewKind::Tree, "activity");
    spec.linkField = "measure";
    const auto tree = std::get<TreeView>(city.view(spec)->content);
    REQUIRE(tree.nodes.size() == 4);
    CHECK(tree.nodes[2].title.ja == "名 → 基本施策Ⅱ(1)");
    CHECK(tree.nodes[3].title.ja == "名");
}

TEST_CASE("a tree of a table takes its nodes from there", "[view]")
{
    ViewCity city;
    city.table("goal", {field("parent", FieldType::Text), field("name", FieldType::Text)});
    city.add("goal", "g2", {std::string("g1"), std::string("下")});
    city.add("goal", "g1", {std::monostate(), std::string("上")});
    FieldSpec link = field("goal", FieldType::Link);
    link.linkedTable = "goal";
    city.table("act", {link}, "district");
    city.add("act", "1", {std::string("g2")}, {"02"});
    ViewSpec spec = viewOf(ViewKind::Tree, "act");
    spec.linkField = "goal";
    spec.parentField = "parent";
    spec.titleField = "name";
    const auto tree = std::get<TreeView>(city.view(spec)->content);
    REQUIRE(tree.nodes.size() == 2);
    CHECK(tree.nodes[0].title.ja == "上");
    CHECK(tree.nodes[1].rowsByDistrict == std::vector<int>{0, 1, 0});
}

TEST_CASE("a flow by district stands in the city's order", "[view]")
{
    ViewCity city;
    city.table(
        "merge",
        {field("district", FieldType::District), field("before", FieldType::Yen), field("after", FieldType::Yen)},
        "district");
    city.add("merge", "1", {std::string("03"), 100.0, 130.0}, {"03"});
    city.add("merge", "2", {std::string("01"), 200.0, 210.0}, {"01"});
    ViewSpec spec = viewOf(ViewKind::Flow, "merge");
    spec.groupField = "district";
    spec.beforeField = "before";
    spec.afterField = "after";
    const auto flow = std::get<FlowView>(city.view(spec)->content);
    REQUIRE(flow.bands.size() == 2);
    CHECK(flow.bands[0].before == 200);
    CHECK(flow.bands[1].before == 100);
}

TEST_CASE("a flow adds up by group and counts rows that lack an amount", "[view]")
{
    ViewCity city;
    city.table("merge",
               {field("office", FieldType::Text), field("before", FieldType::Yen), field("after", FieldType::Yen)});
    city.add("merge", "1", {std::string("課A"), 100.0, 130.0});
    city.add("merge", "2", {std::string("課A"), 200.0, std::monostate()});
    city.add("merge", "3", {std::monostate(), 50.0, 40.0}).status = Status::Sample;
    ViewSpec spec = viewOf(ViewKind::Flow, "merge");
    spec.groupField = "office";
    spec.beforeField = "before";
    spec.afterField = "after";
    const auto data = city.view(spec);
    REQUIRE(data);
    const auto& flow = std::get<FlowView>(data->content);
    REQUIRE(flow.bands.size() == 2);
    CHECK(flow.bands[0].before == 300);
    CHECK(flow.bands[0].after == 130);
    CHECK(flow.bands[0].rows == 2);
    CHECK(flow.bands[0].rowsWithoutBefore == 0);
    CHECK(flow.bands[0].rowsWithoutAfter == 1);
    CHECK(flow.bands[1].group.ja == "資料に記載なし");
    CHECK(flow.bands[1].status == Status::Sample);
    CHECK(data->hasSample);
    CHECK(flow.unit == "yen");
}

TEST_CASE("views of empty tables are empty and say so", "[view]")
{
    ViewCity city;
    city.table("t", {field("stage", FieldType::Choice, {"a", "b"}), field("name", FieldType::Text)}, "district");
    for (const ViewKind kind : {ViewKind::Board, ViewKind::List, ViewKind::Tree, ViewKind::Flow}) {
        ViewSpec spec = viewOf(kind, "t");
        spec.columnsField = "stage";
        spec.linkField = spec.titleField = spec.groupField = spec.beforeField = spec.afterField = "name";
        const auto data = city.view(spec);
        INFO(code(kind));
        REQUIRE(data);
        CHECK(notesOf(*data) ==
              std::vector<std::string>{"表「t」に、この図に表す行はまだありません。「chiiki row add 作業ファイル p t "
                                       "…」か取り込み（chiiki import）で加えるとここに表れます。"});
    }
}

TEST_CASE("a timeline is in the order of days, what has none last, and tells what is ahead", "[view]")
{
    ViewCity city;
    city.table("talk", {field("theme", FieldType::Text), field("on", FieldType::Date)}, "district");
    const auto talk = [&](const char* uid, const char* theme, FieldValue on, std::vector<std::string> districts) {
        city.add("talk", uid, {std::string(theme), std::move(on)}, std::move(districts));
    };
    talk("1", "三回目", std::string("2025-12-16"), {"02", "01"});
    talk("2", "日付なし", std::monostate(), {});
    talk("3", "一回目", std::string("2024-10-22"), {});
    talk("4", "十月のどこか", std::string("2024-10"), {});
    ViewSpec spec = viewOf(ViewKind::Timeline, "talk");
    spec.titleField = "theme";
    spec.dateField = "on";
    const auto data = city.view(spec);
    REQUIRE(data);
    const auto& events = std::get<TimelineView>(data->content).events;
    REQUIRE(events.size() == 4);
    CHECK(events[0].title.ja == "十月のどこか");
    CHECK(events[0].first == "2024-10-01");
    CHECK(events[0].last == "2024-10-31");
    CHECK_FALSE(events[0].isAhead);
    CHECK(events[1].first == "2024-10-22");
    CHECK(events[1].last == "2024-10-22");
    CHECK(events[2].title.ja == "三回目");
    CHECK(events[2].isAhead);
    CHECK(events[2].date == Text{"R7.12.16", "2025-12-16"});
    CHECK(events[2].districtCodes == std::vector<std::string>{"01", "02"});
    CHECK(events[3].title.ja == "日付なし");
    CHECK(events[3].first.empty());
}

TEST_CASE("what a source says of a day after it was written is planned", "[view]")
{
    ViewCity city;
    SourceEdition source;
    source.sourceId = "midyear";
    source.asOf = "2024-10-31";
    city.snapshot.sources.push_back(source);
    city.table("talk", {field("theme", FieldType::Text), field("on", FieldType::Date)}, "district");
    for (const char* day : {"2024-10-22", "2025-02-14"})
        city.add("talk", day, {std::string("話"), std::string(day)}).sourceId = "midyear";
    city.add("talk", "none", {std::string("話"), std::string("2025-02-15")});
    ViewSpec spec = viewOf(ViewKind::Timeline, "talk");
    spec.titleField = "theme";
    spec.dateField = "on";
    const auto data = city.view(spec);
    REQUIRE(data);
    const auto& events = std::get<TimelineView>(data->content).events;
    REQUIRE(events.size() == 3);
    CHECK_FALSE(events[0].isPlanned);
    CHECK(events[1].isPlanned);
    CHECK_FALSE(events[2].isPlanned);
    // One that says no more than its year may be written at the end of that fiscal year.
    city.snapshot.sources[0].asOf = "2024";
    const auto ofYear = city.view(spec);
    REQUIRE(ofYear);
    CHECK_FALSE(std::get<TimelineView>(ofYear->content).events[1].isPlanned);
}

TEST_CASE("a year alone in a timeline is the fiscal year", "[view]")
{
    ViewCity city;
    city.table("plan", {field("what", FieldType::Text), field("on", FieldType::Date)});
    city.add("plan", "1", {std::string("供用開始"), std::string("2026")});
    city.add("plan", "2", {std::string("着工"), std::string("2025-04")});
    ViewSpec spec = viewOf(ViewKind::Timeline, "plan");
    spec.titleField = "what";
    spec.dateField = "on";
    const auto data = city.view(spec);
    const auto& events = std::get<TimelineView>(data->content).events;
    REQUIRE(events.size() == 2);
    CHECK(events[0].last == "2025-04-30");
    CHECK(events[1].first == "2026-04-01");
    CHECK(events[1].last == "2027-03-31");
    CHECK(events[1].date == Text{"R8年度", "FY2026"});
    CHECK(events[1].isAhead);
}

TEST_CASE("a cell that links to a row has its name, lists in a cell have commas", "[view]")
{
    ViewCity city;
    city.table("support", {field("number", FieldType::Code), field("title", FieldType::Text)});
    city.add("support", "S1", {std::string("S1"), std::string("備品の補助")});
    FieldSpec link = field("support", FieldType::Link);
    link.linkedTable = "support";
    city.table("condition", {link, field("who", FieldType::Text)});
    city.add("condition", "1", {std::string("S1"), std::string("協議会;自治会")});
    city.add("condition", "2", {std::string("S9"), std::string("企業; 行政")});
    const auto data = city.view(viewOf(ViewKind::List, "condition"));
    const auto& rows = std::get<ListView>(data->content).rows;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].cells[0] == Text{"備品の補助", "備品の補助"});
    CHECK(rows[0].cells[1] == Text{"協議会、自治会", "協議会; 自治会"});
    // A row that is not there is still told apart from others.
    CHECK(rows[1].cells[0].ja == "S9");
    CHECK(rows[1].cells[1].ja == "企業; 行政");
}

TEST_CASE("links join districts, and districts in none are isolated", "[view]")
{
    ViewCity city;
    city.table("group", {field("name", FieldType::Text), field("who", FieldType::Districts)});
    const auto group = [&](const char* uid, const char* name, const char* who) {
        city.add("group", uid, {std::string(name), std::string(who)});
    };
    group("1", "南部", "02;01;02");
    group("2", "全市", "01;02;03");
    group("3", "一つだけ", "03");
    ViewSpec spec = viewOf(ViewKind::Links, "group");
    spec.of.field = "who";
    spec.titleField = "name";
    const auto data = city.view(spec);
    REQUIRE(data);
    const auto& view = std::get<LinksView>(data->content);
    REQUIRE(view.links.size() == 1);
    CHECK(view.links[0].districtCodes == std::vector<std::string>{"01", "02"});
    REQUIRE(view.ofAll.size() == 1);
    CHECK(view.ofAll[0].title.ja == "全市");
    CHECK(view.isolated == std::vector<std::string>{"03"});
    CHECK(notesOf(*data) == std::vector<std::string>{"2地域以上の名前がない 1 件は、つながりとして描いていません。"});
}

TEST_CASE("rows stand in the order of their number, districts in that of an indicator", "[view]")
{
    ViewCity city;
    city.table("goal",
               {field("no", FieldType::Integer), field("name", FieldType::Text), field("due", FieldType::Text)});
    city.add("goal", "a", {2.0, std::string("担い手"), std::monostate()});
    city.add("goal", "b", {std::monostate(), std::string("番号なし"), std::string("R6")});
    city.add("goal", "c", {1.0, std::string("夢プラン"), std::string("R6")});
    ViewSpec spec = viewOf(ViewKind::Ordered, "goal");
    spec.orderField = "no";
    spec.titleField = "name";
    spec.columns = {"due"};
    const auto rows = city.view(spec);
    REQUIRE(rows);
    const auto& goals = std::get<OrderedView>(rows->content);
    REQUIRE(goals.items.size() == 3);
    CHECK(goals.items[0].title.ja == "夢プラン");
    CHECK(goals.items[0].place == 1);
    CHECK(goals.items[0].cells == std::vector<Text>{{"R6", "R6"}});
    CHECK(goals.items[1].cells == std::vector<Text>{{}});
    CHECK(goals.items[2].title.ja == "番号なし");
    CHECK_FALSE(goals.items[2].place);

    IndicatorResult& far = city.indicator("p.far", Direction::Less);
    far.values = {reading("01", 2024, computed(300)), reading("02", 2024, computed(100)),
                  reading("03", 2024, Value::absent(Absence::Missing)), reading("01", 2023, computed(1))};
    ViewSpec byIndicator = viewOf(ViewKind::Ordered, "");
    byIndicator.indicators = {"p.far"};
    const auto districts = city.view(byIndicator);
    REQUIRE(districts);
    const auto& view = std::get<OrderedView>(districts->content);
    CHECK(view.year == 2024);
    REQUIRE(view.items.size() == 3);
    CHECK(view.items[0].value.number() == 100);
    CHECK(view.items[0].place == 1);
    CHECK(view.items[1].value.number() == 300);
    CHECK_FALSE(view.items[2].place);
}
