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
    CHECK(board.columns[0].cards[0].detail == Text{"R6.1.10", "2024-01-10"});
    CHECK(notesOf(*data) == std::vector<std::string>{"段階の記載がないものを1件除いています。"});
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
          std::vector<Text>{{"", ""}, {"c", "c"}, {"丙", "丙"}, {"", ""}, {"2024-06", "2024-06"}, {"", ""}});
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
              std::vector<std::string>{"この図の表にはまだ行がありません。行を加えるとここに表れます。"});
    }
}

TEST_CASE("a kind of view that is not drawn yet says which are", "[view]")
{
    ViewCity city;
    city.table("t", {});
    const auto data = city.view(viewOf(ViewKind::Timeline, "t"));
    REQUIRE_FALSE(data);
    CHECK(data.error().kind == ErrorKind::BadRequest);
    CHECK(data.error().message.code == "plugin.view_kind_not_drawn");
}
