#include <catch2/catch.hpp>

#include <filesystem>
#include <map>

#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/plugin_check.h"
#include "workbench/usecases/plugin_scaffold.h"
#include "workbench/usecases/table_proposal.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

PluginSheet sheetOf(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows)
{
    PluginSheet sheet;
    sheet.fileName = "表.csv";
    sheet.header = header;
    for (std::size_t i = 0; i < rows.size(); ++i)
        sheet.rows.push_back({static_cast<std::int64_t>(i + 2), rows[i], {}, false});
    return sheet;
}

TableProposal proposalOf(const PluginSheet& sheet)
{
    auto proposal = proposeTable(sheet, "p", *smallCity());
    if (!proposal)
        FAIL(describe(proposal.error(), Language::English));
    return *std::move(proposal);
}

std::map<std::string, FieldType> typesByTitle(const TableProposal& proposal)
{
    std::map<std::string, FieldType> types;
    for (const FieldSpec& field : proposal.table.fields)
        types[field.title.ja] = field.type;
    return types;
}

const IndicatorSpec* indicatorOf(const TableProposal& proposal, const std::string& title)
{
    for (const IndicatorSpec& spec : proposal.indicators)
        if (spec.indicator.title.ja == title)
            return &spec;
    return nullptr;
}

/// A desk with a table on it, and what `plugin new` makes of it.
struct Desk {
    Result<ScaffoldReport> make(const std::string& id, const std::string& table, PluginCode code = PluginCode::None)
    {
        ScaffoldRequest request;
        request.id = id;
        request.parentDir = folder.path();
        request.code = code;
        if (!table.empty()) {
            request.fromTable = folder / "元の表.csv";
            writeFile(request.fromTable, table);
        }
        return newPlugin(request, smallCity());
    }
    PluginCheck check(const std::string& id) const
    {
        auto checked = checkPlugin(folder / id, smallCity());
        if (!checked)
            FAIL(describe(checked.error(), Language::English));
        return *std::move(checked);
    }

    TemporaryFolder folder;
};

const std::string watchers = "地域,年度,種類,人数,費用\r\n"
                             "大殿,令和5年度,見守り,3,1000円\r\n"
                             "大殿,令和6年度,見守り,4,2000円\r\n"
                             "白石,令和6年度,配食,2,500円\r\n"
                             "湯田,令和6年度,配食,1,\r\n";

}  // namespace

TEST_CASE("what a column holds is told from its cells and its heading", "[plugin_new]")
{
    const TableProposal proposal =
        proposalOf(sheetOf({"地区名", "年度", "団体番号", "補助金額", "参加率", "種類", "人数", "開催日", "感想"},
                           {{"大殿", "2023", "007", "1,200円", "67.5%", "見守り", "3", "2023-05-01", "よかった"},
                            {"白石", "令和6年度", "012", "50,000円", "80%", "配食", "5", "2024/06/02", "雨だった"},
                            {"湯田", "R6", "101", "", "12.5%", "見守り", "2", "令和6年7月3日", "また来たい"},
                            {"湯田", "2024", "102", "300", "4%", "配食", "8", "2024-08-04", "人手が要る"}}));
    const auto types = typesByTitle(proposal);
    CHECK(types.at("地区名") == FieldType::District);
    CHECK(types.at("年度") == FieldType::FiscalYear);
    CHECK(types.at("団体番号") == FieldType::Code);  // a number would lose its zeros
    CHECK(types.at("補助金額") == FieldType::Yen);
    CHECK(types.at("参加率") == FieldType::Percent);
    CHECK(types.at("種類") == FieldType::Choice);
    CHECK(types.at("人数") == FieldType::Integer);
    CHECK(types.at("開催日") == FieldType::Date);
    CHECK(types.at("感想") == FieldType::Text);
    CHECK(findField(proposal.table, proposal.table.districtField)->title.ja == "地区名");
    CHECK(findField(proposal.table, proposal.table.yearField)->title.ja == "年度");
    for (const FieldSpec& field : proposal.table.fields)
        if (field.title.ja == "種類") {
            REQUIRE(field.choices.size() == 2);
            CHECK(field.choices[0].id == "見守り");  // as the table names them
        }

    REQUIRE(indicatorOf(proposal, "件数"));
    REQUIRE(indicatorOf(proposal, "補助金額"));
    CHECK(indicatorOf(proposal, "補助金額")->indicator.unit == "yen");
    CHECK(indicatorOf(proposal, "補助金額")->quantity.by == Aggregation::Total);
    REQUIRE(indicatorOf(proposal, "参加率"));
    CHECK(indicatorOf(proposal, "参加率")->quantity.by == Aggregation::Mean);
    CHECK(indicatorOf(proposal, "参加率")->indicator.kind == IndicatorKind::Rate);
    CHECK_FALSE(indicatorOf(proposal, "団体番号"));  // codes are no amount
    CHECK_FALSE(indicatorOf(proposal, "年度"));
    REQUIRE(indicatorOf(proposal, "人数 1人あたり"));
    CHECK(proposal.decisions.size() == 9);
}

TEST_CASE("codes of districts count only under a heading that says so", "[plugin_new]")
{
    const TableProposal coded = proposalOf(sheetOf({"地域コード", "件数"}, {{"01", "1"}, {"02", "2"}, {"03", "3"}}));
    CHECK(typesByTitle(coded).at("地域コード") == FieldType::District);
    CHECK(typesByTitle(coded).at("件数") == FieldType::Integer);
    const auto shared = proposalOf(sheetOf({"地域", "件数"}, {{"大殿、白石", "1"}, {"湯田", "2"}, {"白石;湯田", "3"}}));
    CHECK(typesByTitle(shared).at("地域") == FieldType::Districts);
}

TEST_CASE("a table of 地域・指標・値 is one indicator a word", "[plugin_new]")
{
    const TableProposal proposal =
        proposalOf(sheetOf({"地域", "指標", "値", "年度", "出典"}, {{"大殿", "見守りの数", "3", "2024", "台帳"},
                                                                    {"白石", "見守りの数", "4", "2024", "台帳"},
                                                                    {"大殿", "参加率", "12.5", "2024", "調査"},
                                                                    {"白石", "参加率", "7", "2024", "調査"}}));
    REQUIRE(proposal.indicators.size() == 2);
    CHECK(proposal.indicators[0].indicator.title.ja == "見守りの数");
    CHECK(proposal.indicators[0].indicator.kind == IndicatorKind::Count);
    CHECK(proposal.indicators[0].city == CityValue::Sum);
    CHECK(proposal.indicators[0].quantity.by == Aggregation::Value);
    CHECK(proposal.indicators[1].indicator.unit == "percent");
    CHECK(proposal.indicators[1].city == CityValue::None);  // rates do not add up
}

TEST_CASE("a table without districts is refused and told which columns there are", "[plugin_new]")
{
    const auto proposal = proposeTable(sheetOf({"店", "客"}, {{"甲商店", "3"}, {"乙商店", "4"}}), "p", *smallCity());
    REQUIRE_FALSE(proposal);
    CHECK(proposal.error().kind == ErrorKind::BadRequest);
    CHECK(proposal.error().message.arguments == std::vector<std::string>{"店, 客"});
}

TEST_CASE("a plugin made from a table is well and adds up to what its cells say", "[plugin_new]")
{
    Desk desk;
    const auto made = desk.make("mimamori", watchers);
    REQUIRE(made);
    CHECK(made->manifest.id == "mimamori");
    const PluginCheck check = desk.check("mimamori");
    CHECK(check.isWell());
    CHECK(check.rows == 4);
    CHECK(checkText(check, Language::Japanese).find("4 行") != std::string::npos);

    PluginSurroundings surroundings;
    surroundings.folders = {{PluginPlace::Given, desk.folder / "mimamori"}};
    PluginSession session(smallCity(), surroundings);
    const auto run = session.overlay(**session.find("mimamori"));
    REQUIRE(run->state == PluginState::Valid);
    const auto numberOf = [&](const std::string& id, const std::string& district, int year) {
        const IndicatorValue* value = valueOf(*run->overlay, "mimamori." + id, district, year);
        return value ? value->value.number() : std::nullopt;
    };
    CHECK(numberOf("people", "01", 2024) == 4);
    CHECK(numberOf("people", "", 2024) == 7);
    CHECK(numberOf("people", "01", 2023) == 3);
    CHECK(numberOf("people_per_resident", "02", 2024) == 0.01);
    CHECK(numberOf("rows", "", 2024) == 3);
}

TEST_CASE("expected values that do not come out are named with what came instead", "[plugin_new]")
{
    Desk desk;
    REQUIRE(desk.make("mimamori", watchers));
    writeFile(desk.folder / "mimamori/expected.csv", "indicator,district,year,value\n"
                                                     "people,01,2024,4\n"
                                                     "people,city,2024,7\n"
                                                     "people,02,2024,9\n"
                                                     "people,03,2023,1\n");
    const PluginCheck check = desk.check("mimamori");
    CHECK_FALSE(check.isWell());
    REQUIRE(check.expected.size() == 4);
    CHECK(check.unmet() == 2);
    CHECK(check.expected[1].holds);
    CHECK_FALSE(check.expected[2].holds);
    CHECK(check.expected[2].line == 4);
    CHECK(check.expected[2].expected == "9");
    CHECK(check.expected[2].actual == "2");
    CHECK(check.expected[3].actual.empty());
    CHECK(checkText(check, Language::English).find("mimamori.people 02 2024") != std::string::npos);
}

TEST_CASE("faults in a table are named by file, row, cell and field, with near names", "[plugin_new]")
{
    Desk desk;
    REQUIRE(desk.make("mimamori", watchers));
    writeFile(desk.folder / "mimamori/data.csv", "地域,年度,種類,人数,費用,備考2\n"
                                                 "大殿,2024,見守り,3,100,a\n"
                                                 "白右,2024,見守り,3,100,b\n"
                                                 "湯田,2024,見守り,三人,100,c\n"
                                                 "湯田,2024,踊り,2,100,d\n");
    const PluginCheck check = desk.check("mimamori");
    CHECK_FALSE(check.isWell());
    const std::string text = checkText(check, Language::Japanese);
    INFO(text);
    CHECK(text.find("A3") != std::string::npos);
    CHECK(text.find("白石") != std::string::npos);  // the near name
    CHECK(text.find("D4") != std::string::npos);
    CHECK(text.find("C5") != std::string::npos);
    CHECK(text.find("data.csv") != std::string::npos);
    CHECK(check.unknownColumns == std::vector<std::string>{"data.csv: 備考2"});
    writeFile(desk.folder / "mimamori/plugin.json", "{ \"api\": 1, \"id\": \"mimamori\", \"titel\": 1 }");
    CHECK_FALSE(desk.check("mimamori").isWell());
    CHECK_FALSE(checkPlugin(desk.folder / "nothing", smallCity()));
}

TEST_CASE("what cannot become a plugin leaves nothing behind", "[plugin_new]")
{
    Desk desk;
    for (const char* id : {"", "Mimamori", "1st", "../out", "a-b", "見守り"}) {
        INFO(id);
        const auto made = desk.make(id, watchers);
        REQUIRE_FALSE(made);
        CHECK(made.error().kind == ErrorKind::BadRequest);
    }
    CHECK_FALSE(desk.make("shop", "店,客\n甲,1\n乙,2\n"));
    CHECK_FALSE(std::filesystem::exists(desk.folder / "shop"));
    REQUIRE(desk.make("mimamori", watchers));
    const std::string before = readFile(desk.folder / "mimamori/plugin.json");
    CHECK_FALSE(desk.make("mimamori", "地域,人数\n大殿,1\n"));
    CHECK(readFile(desk.folder / "mimamori/plugin.json") == before);
}

TEST_CASE("a new plugin with code brings its program, its test and a readable manifest", "[plugin_new]")
{
    Desk desk;
    const auto python = desk.make("yomu", {}, PluginCode::Python);
    REQUIRE(python);
    CHECK(python->manifest.executable->path == "run.py");
    const auto tested = runProcess({"/usr/bin/env", "python3", "-B", "-m", "unittest", "discover", "-p", "*test*.py"},
                                   desk.folder / "yomu");
    INFO(tested.err);
    CHECK(tested.exitCode == 0);
    const auto misused = runProcess({"/usr/bin/env", "python3", "-B", "run.py", "--file", "x"}, desk.folder / "yomu");
    CHECK(misused.exitCode == 2);
    CHECK_THAT(misused.err, Catch::Contains("chiiki plugin run"));
    const auto cpp = desk.make("kazu", {}, PluginCode::Cpp);
    REQUIRE(cpp);
    CHECK(cpp->manifest.executable->path == "kazu");
    const auto plain = desk.make("hyo", {});
    REQUIRE(plain);
    CHECK(desk.check("hyo").isWell());
}
