// Every kind of rule of the manifest language on the facts of the city's papers: failing, passing and not knowing.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/plugin/evaluation.h"
#include "core/plugin/manifest_reader.h"
#include "core/plugin/manifest_words.h"
#include "tests/support/process.h"
#include "tests/workbench/usecases/real_city.h"
#include "tests/workbench/usecases/rules_on_facts.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

constexpr Verdict passed = Verdict::Pass, failed = Verdict::Fail, unknown = Verdict::Unknown;

bool isOfTest(const FactCase& of)
{
    return of.rule[0] == '{';
}

/// The plugin's manifest with this one rule, read as every manifest is.
Manifest manifestOf(const FactCase& of)
{
    const std::string file = std::string(CHIIKI_SOURCE_DIR "/plugins/") + of.plugin + "/plugin.json";
    nlohmann::json json = nlohmann::json::parse(readFile(file));
    if (isOfTest(of)) {
        nlohmann::json rule = nlohmann::json::parse(of.rule);
        rule["id"] = "of_test";
        rule["title"] = {{"ja", "試しの決まり"}, {"en", "A rule to try"}};
        const std::string need = "other:" + rule.value("indicator", "");
        nlohmann::json& needs = json["needs"];
        if (need.find('.') != std::string::npos && std::find(needs.begin(), needs.end(), need) == needs.end())
            needs.push_back(need);
        json["rules"].push_back(rule);
    }
    Diagnostics diagnostics;
    auto manifest = parseManifest(json.dump(), file, diagnostics);
    if (!manifest)
        FAIL(of.name << ": " << describe(manifest.error(), Language::English));
    const std::string id = isOfTest(of) ? "of_test" : of.rule;
    manifest->rules.erase(std::remove_if(manifest->rules.begin(), manifest->rules.end(),
                                         [&](const RuleSpec& rule) { return rule.id != id; }),
                          manifest->rules.end());
    return *std::move(manifest);
}

const RuleSpec& ruleOf(const Manifest& manifest)
{
    REQUIRE(manifest.rules.size() == 1);
    return manifest.rules.front();
}

/// The outcomes of the case's rule over the plugin's own tables.
std::vector<RuleOutcome> outcomesOf(const FactCase& of, const Manifest& manifest)
{
    const OverlayRun& run = realRun(of.plugin);
    std::vector<IndicatorResult> others;
    const std::string& wanted = ruleOf(manifest).indicator;
    if (!wanted.empty() && !findIndicator(manifest, wanted)) {
        const auto result = realSession().compute(wanted);
        REQUIRE(result);
        others.push_back(*result);
    }
    const SnapshotPtr city = realCity();
    const ParameterValues defaults;
    return checkRules({manifest, run.tables, *city, defaults, others, of.asOf}, run.overlay->indicators);
}

std::size_t countOf(const std::vector<RuleOutcome>& outcomes, Verdict verdict)
{
    return static_cast<std::size_t>(
        std::count_if(outcomes.begin(), outcomes.end(), [&](const auto& of) { return of.verdict == verdict; }));
}

const RuleOutcome* find(const std::vector<RuleOutcome>& outcomes, const Said& said)
{
    for (const RuleOutcome& outcome : outcomes) {
        const bool isOfRow = std::count(outcome.rows.begin(), outcome.rows.end(), said.subject) > 0;
        if (outcome.verdict == said.verdict && outcome.year == said.year &&
            (isOfRow || outcome.districtCode == said.subject))
            return &outcome;
    }
    return nullptr;
}

void checkNumber(const std::optional<double>& is, const std::optional<double>& wanted)
{
    REQUIRE(is.has_value() == wanted.has_value());
    if (is)
        CHECK(*is == Approx(*wanted).margin(1e-9));
}

}  // namespace

TEST_CASE("every kind of rule fails, passes and does not know, on the facts of the papers", "[rules_on_facts]")
{
    for (const FactCase& of : factCases()) {
        DYNAMIC_SECTION(of.name)
        {
            const Manifest manifest = manifestOf(of);
            const std::vector<RuleOutcome> outcomes = outcomesOf(of, manifest);
            for (const RuleOutcome& outcome : outcomes)
                UNSCOPED_INFO(code(outcome.verdict) << " " << outcome.districtCode << " " << outcome.text.ja << " / "
                                                    << outcome.text.en << " / " << outcome.wouldPass.ja);
            CHECK(countOf(outcomes, failed) == of.fails);
            CHECK(countOf(outcomes, passed) == of.passes);
            CHECK(countOf(outcomes, unknown) == of.unknowns);
            for (const Said& said : of.said) {
                INFO("of " << said.subject);
                const RuleOutcome* outcome = find(outcomes, said);
                REQUIRE(outcome);
                checkNumber(outcome->value, said.value);
                checkNumber(outcome->limit, said.limit);
                if (!said.ja.empty())
                    CHECK(outcome->text.ja == said.ja);
                if (!said.en.empty())
                    CHECK(outcome->text.en == said.en);
                CHECK(outcome->wouldPass.ja == said.wouldPass);
            }
            for (const RuleOutcome& outcome : outcomes) {
                CHECK_FALSE(outcome.hasSample);  // facts
                if (outcome.verdict == failed) {
                    CHECK_FALSE(outcome.wouldPass.ja.empty());
                    CHECK(outcome.wouldPass.en != outcome.wouldPass.ja);
                }
            }
            // Each failure is a finding of the rule's weight, each gap a note; they name the rule and its document.
            const std::vector<Finding> findings = findingsOf(manifest, outcomes, realCity()->city);
            const auto told = static_cast<std::size_t>(
                std::count_if(outcomes.begin(), outcomes.end(), [](const auto& one) { return one.isWorthTelling; }));
            CHECK(findings.size() == of.fails + of.unknowns + told);
            const RuleSpec& rule = ruleOf(manifest);
            for (const Finding& finding : findings) {
                // Words that the rule chose itself for a failure say what it is about.
                const bool isOwnWords = finding.isAmiss && !rule.text.ja.empty();
                CHECK((finding.text.ja.find("【" + rule.title.ja + "】") == 0) != isOwnWords);
                CHECK((finding.text.en.find("[" + rule.title.en + "] ") == 0) != isOwnWords);
                CHECK(finding.text.ja.find("{") == std::string::npos);
                CHECK((finding.text.ja.find(rule.cites.ja) != std::string::npos));
                CHECK(finding.sourceId == rule.sourceId);
            }
        }
    }
}

TEST_CASE("no kind of rule of the language lacks a fact that fails, one that passes and one that is not known",
          "[rules_on_facts]")
{
    std::map<RuleCheck, std::map<Verdict, std::size_t>> shown;
    std::set<std::string> owners;
    for (const FactCase& of : factCases()) {
        auto& ofKind = shown[ruleOf(manifestOf(of)).check];
        ofKind[failed] += of.fails;
        ofKind[passed] += of.passes;
        ofKind[unknown] += of.unknowns;
        owners.insert(of.plugin);
    }
    for (const auto& kind : checkWords)
        for (const Verdict verdict : {failed, passed, unknown}) {
            INFO(kind.word << " " << code(verdict));
            CHECK(shown[kind.meaning][verdict] > 0);
        }
    CHECK(shown.size() == checkWords.size());
    CHECK(owners.size() == 6);
}

TEST_CASE("a built-in rule that comes from a document cites its lines", "[rules_on_facts]")
{
    std::size_t ofDocuments = 0;
    for (const char* id : {"grants", "kpi_projects", "life_support", "disaster"}) {
        Diagnostics diagnostics;
        const auto manifest = readManifest(std::string(CHIIKI_SOURCE_DIR "/plugins/") + id, diagnostics);
        REQUIRE(manifest);
        for (const RuleSpec& rule : manifest->rules) {
            INFO(id << "." << rule.id);
            CHECK_FALSE((rule.action.ja.empty() && rule.ask.ja.empty()));
            CHECK_FALSE((rule.action.en.empty() && rule.ask.en.empty()));
            if (rule.sourceId.empty())
                continue;  // of numbers worked out here
            ++ofDocuments;
            CHECK((rule.cites.ja.find("行") != std::string::npos || rule.cites.ja.find(" p.") != std::string::npos));
        }
    }
    CHECK(ofDocuments >= 30);
}

TEST_CASE("districts far from a clinic beyond all others are told so once, by the median worked out again",
          "[rules_on_facts]")
{
    const Overlay& overlay = *realRun("life_support").overlay;
    std::map<std::string, double> metres;
    for (const IndicatorResult& result : overlay.indicators)
        if (result.indicator.id == "life_support.clinic_distance")
            for (const IndicatorValue& value : result.values)
                if (!value.districtCode.empty() && value.value.number())
                    metres[value.districtCode] = *value.value.number();
    REQUIRE(metres.size() == 21);
    const auto eleventh = [](std::vector<double> numbers) {
        std::nth_element(numbers.begin(), numbers.begin() + 10, numbers.end());
        return numbers[10];
    };
    std::vector<double> ways, distances;
    for (const auto& [code, one] : metres)
        ways.push_back(one);
    const double median = eleventh(ways);
    for (const double one : ways)
        distances.push_back(std::abs(one - median));
    const double high = median + 3 * eleventh(distances);
    CHECK(std::lround(high) == 2274);
    int told = 0;
    for (const Finding& finding : overlay.findings) {
        if (finding.id != "far_clinic_" + finding.districtCode && finding.id != "none_clinic_" + finding.districtCode)
            continue;
        INFO(finding.text.ja);
        const bool isUnusual = metres.at(finding.districtCode) > high;
        CHECK((finding.text.ja.find("地域の中央値841mも大きく上回る") != std::string::npos) == isUnusual);
        told += isUnusual ? 1 : 0;
    }
    CHECK(told == 2);  // 徳地, 阿東
}

TEST_CASE("who has no clinic is told of the rides that the documents name, and asked whether they are enough",
          "[rules_on_facts]")
{
    const auto findingOf = [](std::string_view id) {
        for (const Finding& finding : realRun("life_support").overlay->findings)
            if (finding.id == id)
                return finding;
        FAIL("no finding " << id);
        return Finding{};
    };
    const Finding sayama = findingOf("none_clinic_16");
    CHECK(sayama.text.ja.find("この地域では「買物・病院便運行事業」（p.3）とコミュニティタクシー（p.13）が運行されて"
                              "います。") != std::string::npos);
    CHECK(sayama.text.ja.find("令和6年度事業実績（概要）") != std::string::npos);
    CHECK(sayama.action.ja == "これで通院が足りているか、地域と確かめてください。");
    const Finding tokuji = findingOf("far_clinic_20");
    CHECK(tokuji.text.ja.find("コミュニティタクシー（藤木だけ、p.13）が運行されています。") != std::string::npos);
    CHECK(tokuji.action.ja == "移動の支援、出張、巡回診療のどれが要るか、地域と話し合ってください。");
}
