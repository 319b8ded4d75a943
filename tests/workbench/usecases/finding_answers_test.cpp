// Which rows of a plugin answer the findings of another one, and how they are shown.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "tests/workbench/usecases/real_city.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/overlay_output.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

constexpr const char* helpManifest = R"({
 "api": 1, "id": "help", "version": "1.0",
 "title": { "ja": "支え", "en": "Help" }, "owner": { "ja": "課", "en": "Section" },
 "tables": [ { "id": "fit", "file": "fit.csv", "title": { "ja": "合うもの", "en": "What fits" }, "status": "estimated",
   "answers": { "rule": "rule", "title": "what" },
   "fields": [
     { "id": "rule", "type": "code", "title": { "ja": "規則", "en": "Rule" } },
     { "id": "what", "type": "text", "title": { "ja": "合う支え", "en": "What helps" } } ] } ] })";

/// Projects of 250 (P2, above the cap of 200) and of no amount (P5), and what helps against the first.
struct Desk {
    Desk()
    {
        std::string grants = grantsManifest;
        const std::string cites = R"("cites": "第3条")";
        grants.replace(grants.find(cites), cites.size(), cites + R"(, "action": { "ja": "減らす", "en": "Cut it" })");
        folders.write("grants", grants);
        folders.writeFile("grants/project.csv", std::string(grantsRows) + "P5,湯田,2024,\n");
        folders.write("help", helpManifest);
        folders.writeFile("help/fit.csv", "rule,what,status,citation\n"
                                          "grants.cap,分けて申請する,,手引き 3行\n"
                                          "grants.cap,,,\n"
                                          "grants.cap,上限を見直す,official,\n"
                                          "grants.capital,別の話,,\n"
                                          "grants.cap,相談する,,\n");
    }

    PluginFolders folders;
};

const Finding& findingOf(const Overlay& overlay, const std::string& id)
{
    const auto found = std::find_if(overlay.findings.begin(), overlay.findings.end(),
                                    [&](const Finding& finding) { return finding.id == id; });
    REQUIRE(found != overlay.findings.end());
    return *found;
}

}  // namespace

TEST_CASE("rows that answer a rule stand under its findings, inferred ones marked", "[finding_answers]")
{
    const Desk desk;
    PluginSession session(smallCity(), desk.folders.surroundings());
    const Plugin& plugin = **session.find("grants");
    const auto run = session.overlay(plugin);
    REQUIRE(run->overlay);
    const FindingAnswers answers = findingAnswers(session);

    const Finding& above = findingOf(*run->overlay, "grants.cap/01/2024/project:P2");
    const std::vector<FittingRow> rows = answersTo(answers, above);
    REQUIRE(rows.size() == 3);  // the row that says nothing is no answer, and that of another rule is none of this one
    CHECK(rows[0].title == "分けて申請する");
    CHECK(rows[0].status == Status::Estimated);
    CHECK(rows[0].citation == "手引き 3行");
    CHECK(rows[0].label.ja == "合う支え");
    CHECK(rows[0].pluginId == "help");
    CHECK(rows[0].tableId == "fit");
    CHECK(rows[1].status == Status::Official);
    CHECK(answerLines(rows, Language::Japanese) ==
          std::vector<std::string>{"合う支え: 分けて申請する、相談する（対応づけは推定）", "合う支え: 上限を見直す"});
    CHECK(answerLines(rows, Language::English).front() ==
          "What helps: 分けて申請する; 相談する (the match is inferred)");

    // Where the amount is not said, nothing is amiss that help could mend.
    CHECK(answersTo(answers, findingOf(*run->overlay, "grants.cap/03/2024/project:P5")).empty());

    const SnapshotPtr snapshot = session.city();
    const auto table = overlayTable(*snapshot, *run, std::nullopt);
    REQUIRE(table);
    const std::string text = overlayText(plugin, *snapshot, *run, *table, answers, Language::Japanese);
    CHECK_THAT(text, Catch::Contains("    合う支え: 分けて申請する、相談する（対応づけは推定）\n"));
    CHECK(text.find("合う支え") != text.rfind("合う支え"));  // the official one has a line of its own
    const auto json = nlohmann::json::parse(overlayJson(plugin, *snapshot, *run, *table, answers));
    std::map<std::string, std::size_t> told;
    for (const auto& finding : json["findings"])
        told[finding["id"]] = finding["answers"].size();
    CHECK(told == std::map<std::string, std::size_t>{{"grants.cap/01/2024/project:P2", 3},
                                                     {"grants.cap/03/2024/project:P5", 0}});
    CHECK(json["findings"][0]["answers"][0]["status"] == "estimated");
    CHECK(json["findings"][0]["answers"][0]["table"] == "help.fit");
}

TEST_CASE("what answers findings names rules that there are, and says something of every need of a district",
          "[finding_answers]")
{
    std::map<std::string, const RuleSpec*> rules;
    std::set<std::string> answering;
    for (const Plugin& plugin : realSession().plugins()) {
        for (const RuleSpec& rule : plugin.manifest.rules)
            rules[plugin.id + "." + rule.id] = &rule;
        if (!plugin.manifest.answers.empty())
            answering.insert(plugin.id);
    }
    REQUIRE(answering.size() == 1);  // one catalogue of supports
    const Plugin& catalogue = **realSession().find(*answering.begin());
    std::set<std::string> named;
    for (const AnswerSpec& spec : catalogue.manifest.answers) {
        const PluginTable* rows = realSession().rowsOf(catalogue, spec.table);
        REQUIRE(rows);
        const auto column = static_cast<std::size_t>(columnIndex(*rows, spec.ruleField));
        for (const PluginRow& row : rows->rows) {
            const std::string rule = textOf(row.values[column]);
            INFO(rule);
            CHECK(rules.contains(rule));
            named.insert(rule);
        }
    }
    // Every rule that looks for a gap in districts, or for a case that stands still, has a row there, if only one that
    // says that no support fits (which the catalogue's own rule `fit_found` then tells). Without a row stay rules that
    // compare documents, watch dates of the city's own work, or keep within a limit.
    for (const auto& [id, rule] : rules) {
        const bool isNeed = rule->check == RuleCheck::EveryDistrict || rule->check == RuleCheck::EmptyCell ||
                            rule->check == RuleCheck::Outlier || rule->check == RuleCheck::Stalled ||
                            rule->check == RuleCheck::Pace;
        const bool isOwn = id.starts_with(catalogue.id + ".");
        if (!isNeed || isOwn)
            continue;
        INFO(id);
        CHECK(named.contains(id));
    }
    const auto without = std::count_if(rules.begin(), rules.end(), [&](const auto& one) {
        return !named.contains(one.first) && !one.first.starts_with(catalogue.id + ".");
    });
    CHECK(static_cast<std::size_t>(without) < rules.size() / 2);

    const FindingAnswers answers = findingAnswers(realSession());
    for (const Finding& finding : realRun("exchange").overlay->findings)
        if (finding.id.starts_with("exchange.isolated/"))
            CHECK(answerLines(answersTo(answers, finding), Language::Japanese) ==
                  std::vector<std::string>{"参考になる支援（広島市の資料とみられる）: "
                                           "住民と対話し地域活動に参画する職員の育成（対応づけは推定）"});
}
