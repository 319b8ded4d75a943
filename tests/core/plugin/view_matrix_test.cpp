#include <catch2/catch.hpp>

#include "view_fixture.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

/// A cell or total as one word: the number, or "…" where there is none.
std::string word(const Value& value)
{
    return value.isNumber() ? std::to_string(static_cast<int>(*value.number())) : "…";
}

std::vector<std::string> words(const std::vector<Value>& values)
{
    std::vector<std::string> all;
    for (const Value& value : values)
        all.push_back(word(value));
    return all;
}

std::vector<std::vector<std::string>> cellWords(const MatrixView& view)
{
    std::vector<std::vector<std::string>> lines;
    for (const auto& line : view.cells) {
        lines.emplace_back();
        for (const MatrixCell& cell : line)
            lines.back().push_back(word(cell.value));
    }
    return lines;
}

std::vector<std::string> ids(const std::vector<MatrixView::Head>& heads)
{
    std::vector<std::string> all;
    for (const MatrixView::Head& head : heads)
        all.push_back(head.id);
    return all;
}

ViewSpec byYear(const std::string& table)
{
    ViewSpec spec;
    spec.id = "by_year";
    spec.kind = ViewKind::Matrix;
    spec.of.table = table;
    spec.rowsField = "district";
    spec.columnsField = "year";
    return spec;
}

/// Five projects: two of 甲 in 2022, one of 乙 in 2024, one of both in 2024, one of no district in 2022.
/// An indicator counts their rows on from year to year.
ViewCity projects()
{
    ViewCity city;
    city.table("project", {field("name", FieldType::Text)}, "district", "year");
    city.add("project", "A", {std::string("a")}, {"01"}, 2022);
    city.add("project", "B", {std::string("b")}, {"01"}, 2022);
    city.add("project", "C", {std::string("c")}, {"02"}, 2024);
    city.add("project", "D", {std::string("d")}, {"01", "02"}, 2024);
    city.add("project", "E", {std::string("e")}, {}, 2022);
    IndicatorSpec& soFar = city.manifest.indicators.emplace_back();
    soFar.indicator.id = "p.so_far";
    soFar.quantity.table = "project";
    soFar.isCumulative = true;
    return city;
}

}  // namespace

TEST_CASE("rows left out because a field of theirs is filled, and rows without a number, are counted", "[view]")
{
    ViewCity city;
    city.table("t", {field("n", FieldType::Integer), field("retells", FieldType::Text)}, "district", "year");
    city.add("t", "A", {5.0, std::monostate()}, {"01"}, 2024);
    city.add("t", "B", {5.0, std::string("A")}, {"01"}, 2024);
    city.add("t", "C", {std::monostate(), std::monostate()}, {"02"}, 2024);
    ViewSpec spec;
    spec.id = "v";
    spec.kind = ViewKind::Matrix;
    spec.of = {"t", "n", Aggregation::Total, {}};
    spec.of.where.words = {{"retells", {""}}};
    spec.rowsField = "district";
    spec.columnsField = "year";
    const auto data = city.view(spec);
    REQUIRE(data);
    CHECK(notesOf(*data) == std::vector<std::string>{"「retells」の記載がある1行を除いています。",
                                                     "数の記載がない行が1行あります（計や平均に入っていません）。"});
}

TEST_CASE("rows left out because of one choice are counted with its name", "[view]")
{
    ViewCity city;
    city.table("t", {field("state", FieldType::Choice, {"done", "not_held"})}, "district", "year");
    city.add("t", "A", {std::string("done")}, {"01"}, 2024);
    city.add("t", "B", {std::string("not_held")}, {"01"}, 2024);
    city.add("t", "C", {std::monostate()}, {"02"}, 2024);
    ViewSpec spec;
    spec.id = "v";
    spec.kind = ViewKind::Matrix;
    spec.of = {"t", "", Aggregation::Count, {}};
    spec.of.where.words = {{"state", {"!not_held"}}};
    spec.rowsField = "district";
    spec.columnsField = "year";
    const auto data = city.view(spec);
    REQUIRE(data);
    CHECK(word(std::get<MatrixView>(data->content).cells[0][0].value) == "1");
    CHECK(notesOf(*data) == std::vector<std::string>{"「state」が「題not_held」の1行を除いています。"});
}

TEST_CASE("rows of another city are told from the city's own", "[view]")
{
    ViewCity city;
    city.snapshot.city.name = {"甲市", "Ko City"};
    city.table("t", {field("city", FieldType::Text)});
    city.add("t", "A", {std::string("乙市")});
    ViewSpec spec;
    spec.id = "v";
    spec.kind = ViewKind::List;
    spec.of.table = "t";
    const auto foreign = city.view(spec);
    REQUIRE(foreign);
    CHECK(foreign->otherCities == std::vector<std::string>{"乙市"});
    CHECK(foreign->isOfOtherCities);
    city.add("t", "B", {std::string("甲市")});
    const auto mixed = city.view(spec);
    REQUIRE(mixed);
    CHECK(mixed->otherCities == std::vector<std::string>{"乙市"});
    CHECK_FALSE(mixed->isOfOtherCities);
    const auto& rows = std::get<ListView>(mixed->content).rows;
    CHECK(rows[0].isOfOtherCity);
    CHECK_FALSE(rows[1].isOfOtherCity);
}

TEST_CASE("a matrix counts a row in each of its districts and once in the totals", "[view]")
{
    const auto data = projects().view(byYear("project"));
    REQUIRE(data);
    const auto& view = std::get<MatrixView>(data->content);
    CHECK(ids(view.rows) == std::vector<std::string>{"01", "02", "03", "unplaced"});
    CHECK(view.rows.back().title.ja == "地域の記載なし");
    // 2023 has no row and stands there all the same.
    CHECK(ids(view.columns) == std::vector<std::string>{"2022", "2023", "2024"});
    CHECK(cellWords(view) ==
          std::vector<std::vector<std::string>>{{"2", "…", "1"}, {"…", "…", "2"}, {"…", "…", "…"}, {"1", "…", "…"}});
    CHECK(words(view.rowTotals) == std::vector<std::string>{"3", "2", "…", "1"});
    CHECK(words(view.columnTotals) == std::vector<std::string>{"3", "…", "2"});
    CHECK(word(*view.total) == "5");
    CHECK(view.cells[0][0].rows == std::vector<std::string>{"A", "B"});
    CHECK(view.unit == "count");
    CHECK(data->sourceIds == std::vector<std::string>{"p.project"});
    CHECK_FALSE(data->hasSample);
}

TEST_CASE("where all rows are there an empty cell is 0, and so are its totals", "[view]")
{
    ViewCity city = projects();
    city.manifest.tables.front().isComplete = true;
    const auto view = std::get<MatrixView>(city.view(byYear("project"))->content);
    CHECK(cellWords(view)[2] == std::vector<std::string>{"0", "0", "0"});
    CHECK(words(view.rowTotals) == std::vector<std::string>{"3", "2", "0", "1"});
    CHECK(words(view.columnTotals) == std::vector<std::string>{"3", "0", "2"});
}

TEST_CASE("only the years that are said to be complete have zeros", "[view]")
{
    ViewCity city = projects();
    city.manifest.tables.front().completeYears = {2024};
    const auto view = std::get<MatrixView>(city.view(byYear("project"))->content);
    CHECK(cellWords(view)[2] == std::vector<std::string>{"…", "…", "0"});
    CHECK(word(view.rowTotals[2]) == "…");
}

TEST_CASE("what stands in each year is not added up over years, money is", "[view]")
{
    ViewCity city = projects();
    city.manifest.indicators.clear();
    ViewSpec spec = byYear("project");
    city.indicator("p.published").values = {reading("", 2022, computed(3)), reading("", 2024, computed(2))};
    spec.indicators = {"p.published"};
    const auto view = std::get<MatrixView>(city.view(spec)->content);
    CHECK(view.rowTotals.empty());
    CHECK_FALSE(view.total);
    CHECK_FALSE(view.published->isNumber());
    CHECK(words(view.columnTotals) == std::vector<std::string>{"3", "…", "2"});
    CHECK(words(view.publishedByColumn) == std::vector<std::string>{"3", "…", "2"});

    ViewCity grants;
    grants.table("grant", {field("amount", FieldType::Yen)}, "district", "year");
    grants.add("grant", "A", {200000.0}, {"01"}, 2023);
    grants.add("grant", "B", {150000.0}, {"01"}, 2024);
    ViewSpec paid = byYear("grant");
    paid.of.field = "amount";
    paid.of.by = Aggregation::Total;
    CHECK(word(*std::get<MatrixView>(grants.view(paid)->content).total) == "350000");
}

TEST_CASE("where neither side is a district or a year, an empty cell hides nothing", "[view]")
{
    ViewCity city;
    city.table("support", {field("office", FieldType::Text), field("kind", FieldType::Choice, {"people", "money"}),
                           field("n", FieldType::Integer)});
    city.add("support", "A", {std::string("甲課"), std::string("people"), std::monostate()});
    city.add("support", "B", {std::string("乙課"), std::string("money"), 2.0});
    ViewSpec spec;
    spec.id = "v";
    spec.kind = ViewKind::Matrix;
    spec.of = {"support", "n", Aggregation::Mean, {}};
    spec.rowsField = "office";
    spec.columnsField = "kind";
    // A row without its number is unknown; where no row is, there is none.
    const auto view = std::get<MatrixView>(city.view(spec)->content);
    CHECK(view.cells[0][0].value.absence() == Absence::Missing);
    CHECK(view.cells[0][1].value.absence() == Absence::NotApplicable);
    CHECK(view.cells[1][0].value.absence() == Absence::NotApplicable);
    CHECK(word(view.cells[1][1].value) == "2");
}

TEST_CASE("a matrix and what its rows link to say whose they are", "[view]")
{
    ViewCity city;
    city.snapshot.city.name = {"甲市", "Ko City"};
    city.table("support", {field("title", FieldType::Text), field("city", FieldType::Text)});
    city.add("support", "S", {std::string("支援"), std::string("乙市")});
    FieldSpec link = field("support", FieldType::Link);
    link.linkedTable = "support";
    city.table("fit", {field("title", FieldType::Text), link, field("kind", FieldType::Choice, {"people"})});
    city.add("fit", "A", {std::string("気づき"), std::string("S"), std::string("people")});
    city.add("fit", "B", {std::string("別の気づき"), std::monostate(), std::monostate()});
    ViewSpec spec;
    spec.id = "v";
    spec.kind = ViewKind::Matrix;
    spec.of = {"support", "", Aggregation::Count, {}};
    spec.rowsField = "title";
    spec.columnsField = "city";
    const auto supports = city.view(spec);
    REQUIRE(supports);
    CHECK(supports->otherCities == std::vector<std::string>{"乙市"});
    CHECK(supports->isOfOtherCities);
    spec.of = {"fit", "support", Aggregation::Distinct, {}};
    spec.columnsField = "kind";
    const auto fits = city.view(spec);
    REQUIRE(fits);
    CHECK(fits->otherCities == std::vector<std::string>{"乙市"});
    CHECK_FALSE(fits->isOfOtherCities);
    // What fits nothing stands in a column of its own.
    CHECK(std::get<MatrixView>(fits->content).columns.back().title.ja == "合うものなし");
}

TEST_CASE("a cell of text that names several, parted by semicolons, counts under each", "[view]")
{
    ViewCity city;
    city.table("support", {field("office", FieldType::Text), field("kind", FieldType::Choice, {"people", "money"})});
    city.add("support", "A", {std::string("甲課;乙課"), std::string("people")});
    city.add("support", "B", {std::string("乙課"), std::string("money")});
    ViewSpec spec;
    spec.id = "v";
    spec.kind = ViewKind::Matrix;
    spec.of = {"support", "", Aggregation::Count, {}};
    spec.rowsField = "office";
    spec.columnsField = "kind";
    const auto view = std::get<MatrixView>(city.view(spec)->content);
    REQUIRE(view.rows.size() == 2);
    CHECK(view.rows[0].title.ja == "乙課");
    CHECK(view.rows[1].title.ja == "甲課");
    CHECK(words(view.rowTotals) == std::vector<std::string>{"2", "1"});
    // The support of both is one of them all.
    CHECK(words(view.columnTotals) == std::vector<std::string>{"1", "1"});
}

TEST_CASE("a district that a row names twice has the row once", "[view]")
{
    ViewCity city;
    city.table("project", {}, "district", "year");
    city.add("project", "A", {}, {"02", "02"}, 2024);
    const auto view = std::get<MatrixView>(city.view(byYear("project"))->content);
    CHECK(words(view.rowTotals) == std::vector<std::string>{"…", "1", "…"});
    CHECK(word(view.cells[1][0].value) == "1");
}

TEST_CASE("amounts add up; a row without one adds nothing and is no 0", "[view]")
{
    ViewCity city;
    city.table("grant", {field("amount", FieldType::Yen)}, "district", "year");
    city.add("grant", "A", {200000.0}, {"01"}, 2023);
    city.add("grant", "B", {150000.0}, {"01"}, 2023);
    city.add("grant", "C", {std::monostate()}, {"02"}, 2023);
    ViewSpec spec = byYear("grant");
    spec.of.field = "amount";
    spec.of.by = Aggregation::Total;
    const auto view = std::get<MatrixView>(city.view(spec)->content);
    CHECK(cellWords(view) == std::vector<std::vector<std::string>>{{"350000"}, {"…"}, {"…"}});
    CHECK(word(*view.total) == "350000");
    CHECK(view.unit == "yen");
}

TEST_CASE("published values stand beside the totals of the same years only", "[view]")
{
    ViewCity city = projects();
    auto& published = city.indicator("p.published");
    published.values = {reading("", 2022, computed(4)), reading("", 2024, computed(2)),
                        reading("01", 2022, computed(99))};
    ViewSpec spec = byYear("project");
    spec.indicators = {"p.published"};
    auto view = std::get<MatrixView>(city.view(spec)->content);
    CHECK(word(*view.published) == "6");
    CHECK(words(view.publishedByColumn) == std::vector<std::string>{"4", "…", "2"});

    city.others.front().values.erase(city.others.front().values.begin() + 1);
    view = std::get<MatrixView>(city.view(spec)->content);
    CHECK(word(*view.published) == "…");
    CHECK(words(view.publishedByColumn) == std::vector<std::string>{"4", "…", "…"});
}

TEST_CASE("a matrix has the unit of what it adds up", "[view]")
{
    ViewCity city;
    FieldSpec people = field("people", FieldType::Integer);
    city.table("course", {people, field("share", FieldType::Percent)}, "district", "year");
    city.add("course", "A", {10.0, 0.5}, {"01"}, 2024);
    IndicatorResult& published = city.indicator("p.published");
    published.indicator.unit = "people";
    published.values = {reading("", 2024, computed(12))};
    ViewSpec spec = byYear("course");
    const auto unit = [&] { return std::get<MatrixView>(city.view(spec)->content).unit; };
    CHECK(unit() == "count");
    spec.indicators = {"p.published"};
    // Rows are counted, whatever is published.
    CHECK(unit() == "count");
    spec.of.field = "people";
    spec.of.by = Aggregation::Total;
    CHECK(unit() == "people");
    spec.indicators.clear();
    CHECK(unit().empty());
    spec.of = {"course", "share", Aggregation::Mean, {}};
    CHECK(unit() == "percent");
    city.manifest.tables.front().fields.front().unit = "households";
    spec.of = {"course", "people", Aggregation::Total, {}};
    spec.indicators = {"p.published"};
    CHECK(unit() == "households");
}

TEST_CASE("districts against districts stand in the city's order, and none meets itself", "[view]")
{
    ViewCity city;
    city.table("group", {field("who", FieldType::Districts)}, "who", "year");
    city.add("group", "1", {std::string("03;02")}, {"03", "02"}, 2024);
    city.add("group", "2", {std::string("01;03")}, {"01", "03"}, 2024);
    ViewSpec spec = byYear("group");
    spec.columnsField = "who";
    const auto view = std::get<MatrixView>(city.view(spec)->content);
    CHECK(ids(view.columns) == std::vector<std::string>{"01", "02", "03"});
    CHECK(cellWords(view) == std::vector<std::vector<std::string>>{{"…", "…", "1"}, {"…", "…", "1"}, {"1", "1", "…"}});
    CHECK(view.cells[0][0].value.absence() == Absence::NotApplicable);
    CHECK(view.cells[0][1].value.absence() == Absence::NotApplicable);
}

TEST_CASE("kinds by district are of the latest year, and what was left out is said", "[view]")
{
    ViewCity city;
    city.table("service", {field("kind", FieldType::Choice, {"meal", "watch"})}, "district", "year");
    city.add("service", "A", {std::string("meal")}, {"01"}, 2023).status = Status::Sample;
    city.add("service", "B", {std::string("meal")}, {"01"}, 2024);
    city.add("service", "C", {std::monostate()}, {"02"}, 2024);
    city.add("service", "D", {std::string("watch")}, {"03"});
    ViewSpec spec = byYear("service");
    spec.columnsField = "kind";
    const auto data = city.view(spec);
    REQUIRE(data);
    const auto& view = std::get<MatrixView>(data->content);
    CHECK(ids(view.columns) == std::vector<std::string>{"meal", "watch", ""});
    CHECK(view.columns.back().title.ja == "資料に記載なし");
    CHECK(cellWords(view) == std::vector<std::vector<std::string>>{{"1", "…", "…"}, {"…", "…", "1"}, {"…", "…", "…"}});
    CHECK(word(*view.total) == "2");
    CHECK(notesOf(*data) == std::vector<std::string>{"令和6年度の値です。", "年度の記載がない行を1行除いています。"});
    // The sample row is of another year: this picture has none of it.
    CHECK_FALSE(data->hasSample);
}

TEST_CASE("a field of several districts has a row for each of them", "[view]")
{
    ViewCity city;
    city.table("talk", {field("where", FieldType::Districts), field("kind", FieldType::Text)});
    city.add("talk", "A", {std::string("01;03"), std::string("x")});
    ViewSpec spec = byYear("talk");
    spec.rowsField = "where";
    spec.columnsField = "kind";
    const auto view = std::get<MatrixView>(city.view(spec)->content);
    REQUIRE(view.rows.size() == 2);
    CHECK(view.rows[0].title.ja == "甲");
    CHECK(view.rows[1].title.ja == "丙");
    CHECK(word(*view.total) == "1");
}

TEST_CASE("a matrix without rows shows its districts and choices, all missing", "[view]")
{
    ViewCity city;
    city.table("service", {field("kind", FieldType::Choice, {"meal", "watch"})}, "district", "year");
    ViewSpec spec = byYear("service");
    spec.columnsField = "kind";
    const auto data = city.view(spec);
    REQUIRE(data);
    const auto& view = std::get<MatrixView>(data->content);
    CHECK(cellWords(view) == std::vector<std::vector<std::string>>(3, {"…", "…"}));
    CHECK(word(*view.total) == "…");
    CHECK(notesOf(*data) ==
          std::vector<std::string>{"表「service」に、この図に表す行はまだありません。「chiiki row add 作業ファイル p "
                                   "service …」か取り込み（chiiki import）で加えるとここに表れます。"});
}

TEST_CASE("a matrix of values shows a row's own number, and none where two contradict each other", "[view]")
{
    ViewCity city;
    city.table("course", {field("people", FieldType::Integer)}, "district", "year");
    city.add("course", "A", {10.0}, {"01"}, 2024);
    city.add("course", "B", {20.0}, {"02"}, 2024);
    city.add("course", "C", {30.0}, {"02"}, 2024);
    ViewSpec spec = byYear("course");
    spec.of.field = "people";
    spec.of.by = Aggregation::Value;
    const auto view = std::get<MatrixView>(city.view(spec)->content);
    CHECK(word(view.cells[0][0].value) == "10");
    CHECK(word(view.cells[1][0].value) == "…");
}

TEST_CASE("a matrix of means has no totals", "[view]")
{
    ViewCity city;
    city.table("course", {field("people", FieldType::Integer)}, "district", "year");
    city.add("course", "A", {10.0}, {"01"}, 2024);
    city.add("course", "B", {20.0}, {"01"}, 2024);
    ViewSpec spec = byYear("course");
    spec.of.field = "people";
    spec.of.by = Aggregation::Mean;
    const auto view = std::get<MatrixView>(city.view(spec)->content);
    CHECK(word(view.cells[0][0].value) == "15");
    CHECK(view.rowTotals.empty());
    CHECK_FALSE(view.total);
}
