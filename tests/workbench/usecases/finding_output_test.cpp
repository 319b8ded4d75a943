#include <catch2/catch.hpp>

#include <tuple>

#include "workbench/usecases/finding_output.h"

using namespace chiiki;

namespace {

Snapshot threeDistricts()
{
    Snapshot city;
    for (const auto& [code, name, romaji] :
         {std::tuple("01", "大殿", "Odono"), std::tuple("02", "陶", "Sue"), std::tuple("03", "秋穂", "Aio")}) {
        District district;
        district.code = code;
        district.name = name;
        district.romaji = romaji;
        city.districts.push_back(district);
    }
    return city;
}

Finding findingOf(const std::string& district, std::optional<int> year, const Text& text,
                  Severity severity = Severity::Note)
{
    Finding finding;
    finding.districtCode = district;
    finding.year = year;
    finding.text = text;
    finding.action = {"聞いてください。", "Ask."};
    finding.severity = severity;
    return finding;
}

}  // namespace

TEST_CASE("findings that say the same of several districts are told once, the most urgent first", "[findings]")
{
    const Snapshot city = threeDistricts();
    const Text same = {"記載がありません。例は陶だけ。", "Nothing is recorded; only Sue is an example."};
    const std::vector<Finding> findings = {findingOf("01", 2024, same),
                                           findingOf("02", 2024, {"別の文です。", "Another."}, Severity::Act),
                                           findingOf("02", 2024, same), findingOf("03", 2023, same)};
    CHECK(findingLines(city, findings, {}, Language::Japanese) ==
          "■要対応 陶 R6: 別の文です。\n    → 聞いてください。\n"
          "○参考 大殿、陶 R6: 記載がありません。例は陶だけ。\n    → 聞いてください。\n"
          "○参考 秋穂 R5: 記載がありません。例は陶だけ。\n    → 聞いてください。\n");
}

TEST_CASE("a sentence with the district's name is told of these districts", "[findings]")
{
    const Snapshot city = threeDistricts();
    std::vector<Finding> findings;
    for (const District& district : city.districts)
        findings.push_back(findingOf(
            district.code, 2024,
            {"対象に" + district.name + "の記載がありません。", "The list does not name " + district.romaji + "."}));
    CHECK(findingLines(city, findings, {}, Language::Japanese) ==
          "○参考 全3地域 R6: 対象にこれらの地域の記載がありません。\n    → 聞いてください。\n");
    CHECK(findingLines(city, findings, {}, Language::English) ==
          "○Note All 3 districts FY2024: The list does not name these districts.\n    → Ask.\n");
    findings.pop_back();
    findings.pop_back();
    CHECK(findingLines(city, findings, {}, Language::Japanese) ==
          "○参考 大殿 R6: 対象に大殿の記載がありません。\n    → 聞いてください。\n");
}

TEST_CASE("a district whose name begins another's is told together with the rest", "[findings]")
{
    Snapshot city = threeDistricts();
    city.districts[1].name = "秋穂二島";
    city.districts[1].romaji = "Aiofutajima";
    std::vector<Finding> findings;
    for (const std::size_t i : {0, 2})
        findings.push_back(findingOf(city.districts[i].code, std::nullopt,
                                     {"対象に、" + city.districts[i].name + "は登録されていません。対象は秋穂二島。",
                                      "It does not list " + city.districts[i].romaji + ". Held with Aiofutajima."}));
    CHECK(findingLines(city, findings, {}, Language::Japanese) ==
          "○参考 大殿、秋穂: 対象に、これらの地域は登録されていません。対象は秋穂二島。\n    → 聞いてください。\n");
    CHECK(findingLines(city, findings, {}, Language::English) ==
          "○Note Odono, Aio: It does not list these districts. Held with Aiofutajima.\n    → Ask.\n");
}

TEST_CASE("the same sentence of several years is told once, and every finding is in one group", "[findings]")
{
    const Snapshot city = threeDistricts();
    const Text same = {"人数の記載がありません。", "No number is given."};
    std::vector<Finding> findings = {findingOf("", 2024, same), findingOf("", 2017, same), findingOf("01", 2024, same),
                                     findingOf("", std::nullopt, same)};
    findings.push_back(findingOf("", 2024, same));
    findings.back().isSample = true;
    const std::vector<FindingGroup> groups = groupFindings(city, findings);
    std::size_t all = 0;
    for (const FindingGroup& group : groups)
        all += group.findings.size();
    CHECK(all == findings.size());
    CHECK(findingLines(city, findings, {}, Language::Japanese) ==
          "○参考 市全体 H29・R6: 人数の記載がありません。\n    → 聞いてください。\n"
          "○参考 大殿 R6: 人数の記載がありません。\n    → 聞いてください。\n"
          "○参考 市全体: 人数の記載がありません。\n    → 聞いてください。\n"
          "○参考 市全体 R6 見本: 人数の記載がありません。\n    → 聞いてください。\n");
    CHECK(findingLines(city, {}, {}, Language::Japanese).empty());
}

TEST_CASE("one rule that says the same of several rows is told once, with their names", "[findings]")
{
    const Snapshot city = threeDistricts();
    std::vector<Finding> findings;
    for (const auto& [district, name] : {std::pair("03", "海辺の遊歩道"), std::pair("01", "駅前花いっぱい")}) {
        Finding finding =
            findingOf(district, 2023,
                      {std::string(name) + "は交付額の登録がありません。", std::string(name) + " has no amount."});
        finding.id = std::string("grants.cap/") + district;
        finding.subject = {name, name};
        findings.push_back(finding);
    }
    CHECK(findingLines(city, findings, {}, Language::Japanese) ==
          "○参考 大殿、秋穂 R5: 海辺の遊歩道、駅前花いっぱいは交付額の登録がありません。\n    → 聞いてください。\n");
    findings[1].id = "grants.other/01";  // another rule
    CHECK(groupFindings(city, findings).size() == 2);
}

TEST_CASE("a sample stands below what is real, and another city's document under its own name", "[findings]")
{
    const Snapshot city = threeDistricts();
    Finding sample = findingOf("01", 2024, {"見本の文です。", "Made up."}, Severity::Act);
    sample.isSample = true;
    Finding other = findingOf("", std::nullopt, {"目標値がありません。", "No target."});
    other.about = {"周南市の資料", "Shunan's document"};
    CHECK(findingLines(city, {sample, other}, {}, Language::Japanese) ==
          "○参考（周南市の資料）: 目標値がありません。\n    → 聞いてください。\n"
          "■要対応 大殿 R6 見本: 見本の文です。\n    → 聞いてください。\n");
}

TEST_CASE("what answers a group stands under it once, and not where a fact is missing", "[findings]")
{
    const Snapshot city = threeDistricts();
    const Text same = {"記載がありません。", "Nothing is recorded."};
    std::vector<Finding> findings = {findingOf("01", 2024, same), findingOf("02", 2024, same),
                                     findingOf("03", 2024, {"判定できません。", "It cannot be judged."})};
    findings[0].id = "p.r/01/2024";
    findings[1].id = "p.r/02/2024";
    findings[2].id = "p.r/03/2024";
    findings[2].isAmiss = false;
    FittingRow row;
    row.pluginId = "help";
    row.uid = "H1";
    row.label = {"合う支援", "What helps"};
    row.title = "派遣";
    const FindingAnswers answers = {{"p.r", {row}}};
    CHECK(findingLines(city, findings, answers, Language::Japanese) ==
          "○参考 大殿、陶 R6: 記載がありません。\n    → 聞いてください。\n    合う支援: 派遣\n"
          "○参考 秋穂 R6: 判定できません。\n    → 聞いてください。\n");
    const nlohmann::json list = findingsJson(findings, answers);
    CHECK(list[0]["answers"].size() == 1);
    CHECK(list[1]["answers"].size() == 1);
    CHECK(list[2]["answers"].empty());
}
