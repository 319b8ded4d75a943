#include <catch2/catch.hpp>

#include "core/io/disclosure.h"

using namespace chiiki;

namespace {

DataLayer tableOf(std::vector<std::string> columns, std::vector<std::vector<std::string>> rows)
{
    DataLayer table;
    for (const std::string& column : columns)
        table.fields.push_back({column, {column, column}});
    for (const auto& row : rows) {
        DataRow& made = table.rows.emplace_back();
        for (const std::string& text : row)
            made.cells.push_back(text.empty() ? DataCell() : DataCell(text));
    }
    return table;
}

DisclosureQuestion asked()
{
    DisclosureQuestion question;
    question.asOf = "2026-04-01";
    return question;
}

/// "column row code" of each fault.
std::vector<std::string> said(const DataLayer& table, const DisclosureQuestion& question = asked())
{
    std::vector<std::string> lines;
    for (const DisclosureFault& fault : disclosuresOf(table, question))
        lines.push_back(fault.column + " " + std::to_string(fault.row) + " " +
                        std::string(fault.message.code.substr(std::string_view("export.guard_").size())));
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a name of a person is told from one of an institution", "[disclosure]")
{
    for (const char* person :
         {"佐藤 花子", "佐藤　花子", "田中太郎", "長谷川　次郎", "山本", "高木ひろし", "川 太一様"}) {
        INFO(person);
        CHECK(looksLikePerson(person) == (std::string(person) != "山本"));
    }
    for (const char* place :
         {"田中医院", "山口市立湯田小学校", "小林歯科医院", "中央公園", "大殿地域交流センター", "鋳銭司", "佐山 公民館",
          "石川クリニック", "宮野", "山口県山口市", "名田島小学校　体育館", "阿知須図書館", "仁保 下郷 集会所"}) {
        INFO(place);
        CHECK_FALSE(looksLikePerson(place));
    }
}

TEST_CASE("mobile telephones are told from those of offices", "[disclosure]")
{
    for (const char* mobile :
         {"090-1234-5678", "08012345678", "(070)1234-5678", "０９０－１２３４－５６７８", "+81-90-1234-5678"}) {
        INFO(mobile);
        CHECK(isMobileNumber(mobile));
    }
    for (const char* office : {"(083)933-0119", "083-934-2765", "0120-123-456", "7541292", "2090-01-01", ""}) {
        INFO(office);
        CHECK_FALSE(isMobileNumber(office));
    }
}

TEST_CASE("an individual number is one with its check digit", "[disclosure]")
{
    // 12345678901?: from the right 1x2 + 0x3 + 9x4 + 8x5 + 7x6 + 6x7 + 5x2 + 4x3 + 3x4 + 2x5 + 1x6 = 212;
    // 212 = 19 x 11 + 3, and 11 - 3 = 8.
    CHECK(isIndividualNumber("123456789018"));
    CHECK(isIndividualNumber("1234-5678-9018"));
    CHECK_FALSE(isIndividualNumber("123456789017"));
    CHECK_FALSE(isIndividualNumber("1234567890180"));
    CHECK_FALSE(isIndividualNumber("E35203000333"));
}

TEST_CASE("a column whose name tells of persons is refused whatever it holds", "[disclosure]")
{
    CHECK(said(tableOf({"名称", "代表者氏名", "生年月日", "受入年齢", "性別"}, {{"広場", "", "", "0歳から", ""}})) ==
          Lines{"代表者氏名 0 column_name", "生年月日 0 column_name", "性別 0 column_name"});
}

TEST_CASE("persons are found in a column of a harmless name, and the ways to reach them beside it", "[disclosure]")
{
    const DataLayer table = tableOf({"名称", "所在地_連結表記", "電話番号", "備考"},
                                    {{"佐藤 花子", "山口市大殿大路1", "083-900-0000", "月曜"},
                                     {"鈴木 一郎", "山口市宮野下2", "090-1234-5678", ""},
                                     {"見守りの会", "山口市小郡3", "", ""}});
    CHECK(said(table) ==
          Lines{"名称 0 names", "所在地_連結表記 0 reached_beside_names", "電話番号 0 reached_beside_names"});
    const auto faults = disclosuresOf(table, asked());
    CHECK(faults[0].message.arguments == Lines{"3", "2"});
}

TEST_CASE("single cells are named by their row, the header being the first", "[disclosure]")
{
    const DataLayer table =
        tableOf({"名称", "電話番号", "連絡先"}, {{"大殿地域交流センター", "083-922-0000", "odono@city.lg.jp"},
                                                 {"湯田地域交流センター", "080-1111-2222", "yuda@gmail.com"}});
    CHECK(said(table) == Lines{"電話番号 3 mobile", "連絡先 3 private_mail"});
}

TEST_CASE("dates over a generation and long ago are births, dates of opening of a known column are not", "[disclosure]")
{
    DataLayer table = tableOf({"記号", "日付"}, {{"a", "1950-02-03"}, {"b", "昭和55年4月1日"}, {"c", "2001/5/6"}});
    CHECK(said(table) == Lines{"日付 0 births"});
    DisclosureQuestion known = asked();
    known.ofPlaces = {"日付"};
    CHECK(said(table, known).empty());
    CHECK(said(tableOf({"記号", "日付"}, {{"a", "2024-02-03"}, {"b", "2025-04-01"}})).empty());
}

TEST_CASE("a field that its plugin marks as personal is refused", "[disclosure]")
{
    DisclosureQuestion question = asked();
    question.marked = {"memo"};
    CHECK(said(tableOf({"memo"}, {{"何もない"}}), question) == Lines{"memo 0 marked"});
}

TEST_CASE("counts of few people are refused, none at all and many are not", "[disclosure]")
{
    DataLayer table = tableOf({"地域名", "総人口", "世帯数"}, {});
    for (const double people : {0.0, 1.0, 9.0, 10.0, 300.0})
        table.rows.push_back({{std::string("町"), people, 3.0}});
    DisclosureQuestion question = asked();
    question.peopleColumns = {"総人口"};
    CHECK(said(table, question) == Lines{"総人口 3 few_people", "総人口 4 few_people"});
    question.smallest = 1;
    CHECK(said(table, question).empty());
}
