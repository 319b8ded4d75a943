#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "core/plugin/manifest_keys.h"
#include "core/plugin/manifest_reader.h"

using namespace chiiki;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

const fs::path manifests = fs::path(CHIIKI_SOURCE_DIR) / "tests/core/plugin/manifests";

std::string readAll(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {(std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>()};
}

/// What fails/said.tsv says of each file: message code and place.
std::map<std::string, std::pair<std::string, std::string>> saidOfFails()
{
    std::map<std::string, std::pair<std::string, std::string>> said;
    std::istringstream lines(readAll(manifests / "fails/said.tsv"));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells(line);
        std::string file, code, pointer;
        std::getline(cells, file, '\t');
        std::getline(cells, code, '\t');
        std::getline(cells, pointer, '\t');
        said[file] = {code, pointer};
    }
    return said;
}

std::string listed(const Diagnostics& diagnostics)
{
    std::string text;
    for (const Diagnostic& one : diagnostics)
        text += describe(one, Language::English) + "\n";
    return text;
}

Manifest goodManifest(const char* file)
{
    Diagnostics diagnostics;
    const auto manifest = parseManifest(readAll(manifests / "good" / file), file, diagnostics);
    INFO(listed(diagnostics));
    REQUIRE(manifest);
    return *manifest;
}

}  // namespace

TEST_CASE("every good manifest is read without a word", "[manifest]")
{
    int seen = 0;
    for (const auto& entry : fs::directory_iterator(manifests / "good")) {
        INFO(entry.path());
        Diagnostics diagnostics;
        const auto manifest = parseManifest(readAll(entry.path()), "plugin.json", diagnostics);
        INFO(listed(diagnostics));
        CHECK(manifest);
        CHECK(diagnostics.empty());
        ++seen;
    }
    CHECK(seen >= 3);
}

TEST_CASE("every faulty manifest is refused for its fault and no other, and said so in both languages", "[manifest]")
{
    const auto said = saidOfFails();
    std::set<std::string> seen;
    for (const auto& entry : fs::directory_iterator(manifests / "fails")) {
        const std::string file = entry.path().filename().string();
        if (file == "said.tsv")
            continue;
        seen.insert(file);
        INFO(file);
        REQUIRE(said.count(file) == 1);
        Diagnostics diagnostics;
        const auto manifest = parseManifest(readAll(entry.path()), "plugin.json", diagnostics);
        INFO(listed(diagnostics));
        REQUIRE_FALSE(manifest);
        const auto& [code, pointer] = said.at(file);
        CHECK(diagnostics.size() == 1);
        CHECK(diagnostics.at(0).message.code == code);
        CHECK(diagnostics.at(0).field == pointer);
        CHECK(manifest.error().message.code == code);
        CHECK(manifest.error().where == (pointer.empty() ? "plugin.json" : "plugin.json " + pointer));
        CHECK(isInCatalogue(diagnostics.at(0).message.code));
        for (const Language language : {Language::Japanese, Language::English}) {
            const std::string sentence = speak(diagnostics.at(0).message, language);
            CHECK(sentence.find("{1}") == std::string::npos);
            CHECK(sentence.find("''") == std::string::npos);
        }
    }
    CHECK(seen.size() == said.size());
    CHECK(seen.size() > 100);
}

TEST_CASE("all faults of a manifest are told at once", "[manifest]")
{
    json manifest = json::parse(readAll(manifests / "good/grants.json"));
    manifest["tables"][0]["district"] = "nothing";
    manifest["indicators"][0]["by"] = "sum";
    manifest["rules"][0]["severity"] = "loud";
    manifest["views"][0]["colour"] = "red";
    Diagnostics diagnostics;
    const auto read = parseManifest(manifest.dump(), "plugin.json", diagnostics);
    REQUIRE_FALSE(read);
    std::set<std::string> places;
    for (const Diagnostic& one : diagnostics)
        places.insert(one.field);
    CHECK(places ==
          std::set<std::string>{"/tables/0/district", "/indicators/0/by", "/rules/0/severity", "/views/0/colour"});
    CHECK(read.error().where == "plugin.json /tables/0/district");
}

TEST_CASE("near names are offered for a slip of the pen", "[manifest]")
{
    Diagnostics diagnostics;
    REQUIRE_FALSE(parseManifest(readAll(manifests / "fails/of_unknown_field.json"), "x", diagnostics));
    CHECK(diagnostics.at(0).message.arguments == std::vector<std::string>{"award", "amuont", "amount"});
}

TEST_CASE("a manifest of a later api is of another version, whatever else it holds", "[manifest]")
{
    Diagnostics diagnostics;
    const auto read = parseManifest(R"({"api": 3, "anything": []})", "plugin.json", diagnostics);
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::PluginRejected);
    CHECK(read.error().message.code == "plugin.wrong_version");
    CHECK(read.error().message.arguments == std::vector<std::string>{"3", "1"});
}

TEST_CASE("what a manifest leaves out has the value that the specification gives it", "[manifest]")
{
    const Manifest grants = goodManifest("grants.json");
    CHECK(grants.api == 1);
    const TableSpec& award = *findTable(grants, "award");
    CHECK(award.status == Status::Official);
    CHECK_FALSE(award.isComplete);
    // district_code and fiscal_year are fields though the manifest does not declare them.
    REQUIRE(award.fields.size() == 5);
    CHECK(findField(award, "district_code")->type == FieldType::District);
    CHECK(findField(award, "fiscal_year")->type == FieldType::FiscalYear);
    const IndicatorSpec& total = grants.indicators.at(0);
    CHECK(total.indicator.id == "grants.award_total");
    CHECK(total.quantity == Quantity{"award", "amount", Aggregation::Total, {}});
    CHECK(total.city == CityValue::Sum);
    CHECK(total.perUnit == 1);
    CHECK_FALSE(total.indicator.cityOnly);
    CHECK(grants.rules.at(0).severity == Severity::Watch);
    CHECK(grants.rules.at(0).scope == CapScope::Row);
    CHECK(grants.rules.at(0).limit == NumberOrParameter{200000.0});
    CHECK(grants.views.at(0).indicators == std::vector<std::string>{"grants.award_total"});
    CHECK_FALSE(grants.executable);
    CHECK(grants.parameters.at(0).step == 1);
    CHECK(grants.parameters.at(0).defaultValue == "5");
}

TEST_CASE("the city's value follows from what an indicator is", "[manifest]")
{
    const Manifest all = goodManifest("everything.json");
    const auto city = [&](const char* id) { return findIndicator(all, std::string("everything.") + id)->city; };
    CHECK(city("award_total") == CityValue::Sum);
    CHECK(city("award_per_resident") == CityValue::Ratio);
    CHECK(city("festival_share") == CityValue::Ratio);
    CHECK(city("mean_award") == CityValue::Ratio);
    CHECK(city("stage") == CityValue::None);
    CHECK(city("attachment") == CityValue::Mean);  // as given
    CHECK(findIndicator(all, "everything.takers")->indicator.cityOnly);
    CHECK(findIndicator(all, "everything.inequality")->indicator.cityOnly);
    CHECK(findIndicator(all, "everything.attachment")->indicator.cityOnly);  // a table without districts
}

TEST_CASE("each part of a manifest arrives where it belongs", "[manifest]")
{
    const Manifest all = goodManifest("everything.json");
    CHECK(all.needs == std::vector<std::string>{"demand_areas", "facilities", "routes", "other:population.total"});
    CHECK(findTable(all, "award")->completeYears == std::vector<int>{2023, 2024});
    CHECK(findTable(all, "scheme")->completeTable == "award");
    CHECK(findTable(all, "scheme")->fiscalYear == 2024);
    CHECK(findTable(all, "step")->isComplete);
    CHECK(findField(*findTable(all, "award"), "scheme")->linkedTable == "scheme");
    CHECK(findField(*findTable(all, "award"), "amount")->also == std::vector<std::string>{"金額（円）", "KOFU_001"});
    CHECK(findField(*findTable(all, "award"), "code")->also.empty());
    CHECK(all.personal == std::vector<PersonalSpec>{{"award", "paid_on"}});
    CHECK(findIndicator(all, "everything.award_total")->quantity.where.words.at("kind") ==
          std::vector<std::string>{"festival", "!transport", ""});
    CHECK(findIndicator(all, "everything.festival_share")->over ==
          Quantity{"award", "", Aggregation::Count, {{{"kind", {"!"}}}}});
    CHECK(findIndicator(all, "everything.attachment")->targets == std::map<int, double>{{2027, 85}});
    CHECK(findIndicator(all, "everything.attachment")->forecast->methods.size() == 3);
    CHECK(findIndicator(all, "everything.inequality")->ofIndicator == "everything.award_total");
    CHECK(findIndicator(all, "everything.reach")->isFromExecutable);
    CHECK(findRule(all, "district_cap")->limit == NumberOrParameter{std::string("cap")});
    CHECK(findRule(all, "district_cap")->over == Quantity{"award", "", Aggregation::Count, {}});
    CHECK(findRule(all, "in_period")->from == "2021-06-01");
    CHECK(findRule(all, "in_period")->toField == "paid_on");
    CHECK(findRule(all, "stalled")->of.field == "stage");
    CHECK(findRule(all, "stalled")->columnsField == "stage");
    CHECK(findRule(all, "stalled")->rowsField == "project");
    CHECK(findRule(all, "stalled")->dateField == "reached_on");
    CHECK(findRule(all, "vanished")->matching == std::vector<std::string>{"project"});
    CHECK(findRule(all, "unanswered")->dateField == "asked_on");
    CHECK(findRule(all, "pace")->targetYear == 2027);
    CHECK(findRule(all, "gaps")->rowsField == "district");
    CHECK(findRule(all, "gaps")->targetYear == 2024);
    CHECK(findRule(all, "anywhere")->ofAllYears);
    CHECK_FALSE(findRule(all, "all_present")->ofAllYears);
    CHECK(findRule(all, "same_share")->matching == std::vector<std::string>{"scheme", "fiscal_year"});
    CHECK(findRule(all, "measure_without_step")->kinds == std::vector<std::string>{"basic_project"});
    CHECK(findRule(all, "measure_without_step")->of.table.empty());
    CHECK(findRule(all, "measure_without_step")->linked ==
          Quantity{"step", "measure", Aggregation::Count, {{{"stage", {"!"}}}}});
    CHECK(findRule(all, "scheme_without_award")->of.table == "scheme");
    CHECK(findRule(all, "falling")->limit == NumberOrParameter{2.0});
    CHECK(all.sums == std::vector<SumSpec>{{"scheme", "both", {"city_part", "prefecture_part"}}});
    CHECK(all.answers == std::vector<AnswerSpec>{{"scheme", "answers_rule", "name"}});
    CHECK(findRule(all, "sum_indicator")->indicator == "population.total");
    CHECK(findView(all, "matrix")->columnsField == "year");
    CHECK(findView(all, "matrix")->indicators == std::vector<std::string>{"everything.award_total"});
    CHECK(findView(all, "schemes")->linkField == "scheme");
    CHECK(findView(all, "schemes")->of.table == "award");
    CHECK(findView(all, "schemes")->parentField == "parent");
    CHECK(findView(all, "measures")->of.table == "step");
    CHECK(findView(all, "measures")->parentField.empty());
    CHECK(findView(all, "line")->indicators.back() == "everything.award_total");
    CHECK(all.executable == ExecutableSpec{"bin/run.py", 2.5, 256});
    CHECK(all.styleIndicator == "everything.award_per_resident");
    CHECK(all.facilityKinds.at(0).order == 70);
    CHECK(all.parameters.at(0).defaultValue == "1000000");
}

TEST_CASE("no known key is ignored: a wrong value under each is a fault at its place", "[manifest]")
{
    const json everything = json::parse(readAll(manifests / "good/everything.json"));
    std::set<std::string> walked;
    const auto walk = [&](const std::string& object, const json::json_pointer& place) {
        for (const std::string_view key : keysOf(object)) {
            json manifest = everything;
            const json::json_pointer at = place / std::string(key);
            manifest[at] = {{"?", 1}};
            Diagnostics diagnostics;
            CAPTURE(object, at.to_string());
            CHECK_FALSE(parseManifest(manifest.dump(), "plugin.json", diagnostics));
            CHECK(std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& one) {
                return one.field == at.to_string() || one.field.starts_with(at.to_string() + "/");
            }));
            walked.insert(object);
        }
    };
    walk("manifest", json::json_pointer());
    walk("title", "/title"_json_pointer);
    walk("style", "/style"_json_pointer);
    walk("executable", "/executable"_json_pointer);
    walk("choice", "/tables/0/fields/4/choices/0"_json_pointer);
    walk("complete_by_table", "/tables/1/complete"_json_pointer);
    walk("answers", "/tables/1/answers"_json_pointer);
    walk("quantity", "/indicators/3/over"_json_pointer);
    walk("forecast", "/indicators/8/forecast"_json_pointer);
    walk("number_of_parameter", "/rules/5/at_most"_json_pointer);
    walk("counts", "/views/5/counts"_json_pointer);
    const auto each = [&](const std::string& list, auto objectOf) {
        for (std::size_t i = 0; i < everything[list].size(); ++i)
            walk(objectOf(everything[list][i]), json::json_pointer("/" + list) / i);
    };
    each("tables", [](const json&) { return std::string("table"); });
    each("indicators", [](const json&) { return std::string("indicator"); });
    each("parameters", [](const json&) { return std::string("parameter"); });
    each("facility_kinds", [](const json&) { return std::string("facility_kind"); });
    each("rules", [](const json& rule) { return "rule_" + rule["check"].get<std::string>(); });
    each("views", [](const json& view) { return "view_" + view["view"].get<std::string>(); });
    for (std::size_t i = 0; i < everything["tables"][0]["fields"].size(); ++i)
        walk("field", "/tables/0/fields"_json_pointer / i);
    for (const ManifestKeys& kind : manifestKeys())
        if (kind.object != "rule" && kind.object != "view") {
            INFO(kind.object);
            CHECK(walked.count(kind.object) == 1);
        }
}

TEST_CASE("a folder without plugin.json is no plugin", "[manifest]")
{
    Diagnostics diagnostics;
    const auto read = readManifest((manifests / "good").string(), diagnostics);
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::NotFound);
    CHECK(diagnostics.size() == 1);
}
