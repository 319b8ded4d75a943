#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "core/store/workspace.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/map.h"
#include "workbench/usecases/overlay_output.h"
#include "workbench/usecases/plugin_report.h"
#include "workbench/usecases/plugin_rows.h"
#include "workbench/usecases/plugin_settings.h"
#include "workbench/usecases/plugin_standing.h"
#include "workbench/usecases/row_output.h"
#include "workbench/usecases/table.h"
#include "workbench/usecases/view.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

/// A folder with the plugin of projects.
struct Grants {
    Grants()
    {
        folders.write("grants", grantsManifest);
        folders.writeFile("grants/project.csv", grantsRows);
    }

    std::shared_ptr<const OverlayRun> run() const
    {
        PluginSession session(smallCity(), folders.surroundings());
        return session.overlay(**session.find("grants"));
    }

    PluginFolders folders;
};

double numberIn(const Overlay& overlay, const std::string& indicator, const std::string& district)
{
    const IndicatorValue* value = valueOf(overlay, indicator, district, 2024);
    if (!value || !value->value.number())
        FAIL("no number of " << indicator << " in " << district);
    return *value->value.number();
}

/// Answers each district's code as its number and leaves a line in runs.txt beside itself, if it may write there.
constexpr const char* codeManifest = R"({
 "api": 1, "id": "codes", "version": "1.0", "title": { "ja": "番号", "en": "Codes" },
 "owner": { "ja": "情報課", "en": "Section" },
 "indicators": [ { "id": "number", "title": { "ja": "番号", "en": "Number" }, "unit": "count", "kind": "count",
   "direction": "none", "by": "executable" } ],
 "executable": "run.py" })";
constexpr const char* codeRun = R"(#!/usr/bin/env python3
import json, sys
request = json.load(sys.stdin)
values = [{"district": d["code"], "year": 2024, "value": int(d["code"]), "status": "computed"} for d in request["districts"]]
json.dump({"api": 1, "indicators": [{"id": "number", "values": values}]}, sys.stdout)
)";

void writeCodes(const PluginFolders& folders)
{
    const std::string folder = folders.write("codes", codeManifest);
    folders.writeFile("codes/run.py", codeRun);
    std::filesystem::permissions(folder + "/run.py", std::filesystem::perms::owner_exec,
                                 std::filesystem::perm_options::add);
}

/// Of that plugin, whose executable is allowed for this once.
std::shared_ptr<const OverlayRun> trustedRun(const PluginFolders& folders)
{
    PluginSurroundings trusting = folders.surroundings();
    trusting.trustsAll = true;
    PluginSession session(smallCity(), trusting);
    return session.overlay(**session.find("codes"));
}

std::string needing(const std::string& id, const std::string& other)
{
    return R"({ "api": 1, "id": ")" + id + R"(", "version": "1.0", "title": { "ja": "x", "en": "x" },
 "owner": { "ja": "x", "en": "x" }, "needs": [ "other:)" +
           other + R"(" ],
 "tables": [ { "id": "t", "title": { "ja": "t", "en": "t" }, "district": "district", "fiscal_year": 2024,
   "fields": [ { "id": "district", "type": "district", "title": { "ja": "地域", "en": "District" } } ] } ],
 "indicators": [ { "id": "n", "title": { "ja": "n", "en": "n" }, "unit": "count", "kind": "count",
   "direction": "none", "of": "t", "by": "count" } ] })";
}

}  // namespace

TEST_CASE("an overlay of a table is what its rows add up to by hand", "[plugin_session]")
{
    const Grants grants;
    const auto run = grants.run();
    REQUIRE(run->state == PluginState::Valid);
    REQUIRE(run->overlay);
    const Overlay& overlay = *run->overlay;
    CHECK(numberIn(overlay, "grants.projects", "01") == 2);
    CHECK(numberIn(overlay, "grants.projects", "02") == 1);
    CHECK(numberIn(overlay, "grants.projects", "03") == 0);  // the table is complete
    CHECK(numberIn(overlay, "grants.amount", "01") == 350);
    CHECK(numberIn(overlay, "grants.amount", "02") == 50);
    CHECK(numberIn(overlay, "grants.per_resident", "01") == 3.5);
    CHECK(numberIn(overlay, "grants.per_resident", "02") == 0.25);
    CHECK(numberIn(overlay, "grants.per_resident", "") == Approx(407.0 / 600));

    const Reconciliation counts = overlay.indicators[0].reconciliation;
    CHECK(counts.districts == 3);
    CHECK(counts.unplaced == 1);
    CHECK(counts.source == 4);
    CHECK(counts.addsUp());

    const auto broken = std::count_if(overlay.outcomes.begin(), overlay.outcomes.end(),
                                      [](const RuleOutcome& outcome) { return outcome.verdict == Verdict::Fail; });
    CHECK(broken == 1);  // P2 alone is above 200
    REQUIRE_FALSE(overlay.findings.empty());
    CHECK(overlay.findings[0].districtCode == "01");
    CHECK(overlay.findings[0].rows == std::vector<std::string>{"project:P2"});
}

TEST_CASE("an overlay is computed once, and anew with other parameters", "[plugin_session]")
{
    const Grants grants;
    PluginSession session(smallCity(), grants.folders.surroundings());
    const Plugin& plugin = **session.find("grants");
    const auto first = session.overlay(plugin);
    CHECK(session.overlay(plugin) == first);  // the same object
    CHECK(session.overlay(plugin, {{"x", "1"}}) != first);
    const auto all = session.all();
    REQUIRE(all.size() == 1);
    CHECK(all[0] == first);
}

TEST_CASE("the session of the next snapshot takes over what a change leaves as it is", "[plugin_session]")
{
    const Grants grants;
    std::string other = grantsManifest;
    other.replace(other.find("\"id\": \"grants\""), 14, "\"id\": \"gifts\"");
    grants.folders.write("gifts", other);
    grants.folders.writeFile("gifts/project.csv", grantsRows);
    const PluginSurroundings surroundings = grants.folders.surroundings();

    const SnapshotPtr city = smallCity();
    PluginSession first(city, surroundings);
    const auto grantsBefore = first.overlay(**first.find("grants"));
    const auto giftsBefore = first.overlay(**first.find("gifts"));
    REQUIRE(giftsBefore->state == PluginState::Valid);

    // One row is entered in the table of `grants`.
    Snapshot edited = *city;
    PluginRow row;
    row.uid = "P9";
    row.values = {std::string("P9"), std::string("03"), 2024.0, 70.0};
    row.placement.rest = Placement::Rest::None;
    row.districtCodes = {"03"};
    row.fiscalYear = 2024;
    row.sourceId = "entered";
    edited.pluginTables.push_back({"grants",
                                   "project",
                                   {{"id", FieldType::Code},
                                    {"district", FieldType::District},
                                    {"fiscal_year", FieldType::FiscalYear},
                                    {"amount", FieldType::Yen}},
                                   {row}});
    const auto next = std::make_shared<const Snapshot>(edited);
    PluginSession second(next, surroundings, first);
    CHECK(second.overlay(**second.find("gifts")) == giftsBefore);  // the same object
    const auto grantsAfter = second.overlay(**second.find("grants"));
    CHECK(grantsAfter != grantsBefore);
    CHECK(numberIn(*grantsAfter->overlay, "grants.amount", "03") == 70);

    SECTION("settings change no overlay, not even one that looks at another's")
    {
        std::string follower = grantsManifest;
        follower.replace(follower.find("\"id\": \"grants\""), 14, "\"id\": \"follower\"");
        follower.replace(follower.find("\"tables\""), 0, "\"needs\": [\"other:grants.amount\"], ");
        grants.folders.write("follower", follower);
        grants.folders.writeFile("follower/project.csv", grantsRows);
        PluginSession before(next, surroundings);
        const auto made = before.overlay(**before.find("follower"));
        REQUIRE(made->state == PluginState::Valid);
        Snapshot noted = *next;
        noted.revision += 1;
        noted.settings.push_back({"note:01", "x"});
        PluginSession after(std::make_shared<const Snapshot>(noted), surroundings, before);
        CHECK(after.overlay(**after.find("follower")) == made);
        CHECK(after.overlay(**after.find("grants")) == before.overlay(**before.find("grants")));
        // A row of the one it looks at makes it anew.
        PluginSession back(city, surroundings, after);
        CHECK(back.overlay(**back.find("follower")) != made);
    }

    SECTION("a file that changed is read anew")
    {
        grants.folders.writeFile("gifts/project.csv", std::string(grantsRows) + "P5,03,2024,11\n");
        PluginSession third(next, surroundings, second);
        const auto gifts = third.overlay(**third.find("gifts"));
        CHECK(gifts != giftsBefore);
        CHECK(numberIn(*gifts->overlay, "gifts.amount", "03") == 11);
        CHECK(third.overlay(**third.find("grants")) == grantsAfter);
    }
    SECTION("another district leaves nothing as it was")
    {
        Snapshot moved = edited;
        moved.demandAreas[0].people += 1;
        PluginSession third(std::make_shared<const Snapshot>(moved), surroundings, second);
        CHECK(third.overlay(**third.find("gifts")) != giftsBefore);
    }
}

TEST_CASE("a plugin that the user stopped is not computed until it is started again", "[plugin_session]")
{
    const Grants grants;
    const PluginSurroundings surroundings = grants.folders.surroundings();
    REQUIRE(stopPlugin("grants", surroundings));
    const auto stopped = grants.run();
    CHECK(stopped->state == PluginState::Stopped);
    REQUIRE(stopped->reason);
    CHECK(stopped->reason->message.code == "usecases.plugin_stopped");
    const auto report = listPlugins({}, surroundings);
    REQUIRE(report);
    CHECK(report->lines[0].run->state == PluginState::Stopped);
    CHECK(report->isAllWell());

    REQUIRE(startPlugin("grants", surroundings));
    CHECK(grants.run()->state == PluginState::Valid);
    const auto unknown = stopPlugin("grant", surroundings);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message.arguments == std::vector<std::string>{"grant", "grants"});
}

TEST_CASE("a table that breaks leaves the last good overlay with its date", "[plugin_session]")
{
    const Grants grants;
    REQUIRE(grants.run()->state == PluginState::Valid);
    grants.folders.writeFile("grants/project.csv", "この表は\nこわれている\n");
    const auto run = grants.run();
    CHECK(run->state == PluginState::Unreadable);
    REQUIRE(run->reason);
    CHECK(run->reason->where.find("project.csv") != std::string::npos);
    REQUIRE(run->overlay);
    CHECK(numberIn(*run->overlay, "grants.amount", "01") == 350);
    CHECK(run->lastGoodAt.size() == std::string("2026-11-22T03:41:11Z").size());

    // Without an earlier result there is nothing, and the reason says why.
    PluginSurroundings nothingKept = grants.folders.surroundings();
    nothingKept.resultFolder = grants.folders.path("other");
    PluginSession session(smallCity(), nothingKept);
    const auto none = session.overlay(**session.find("grants"));
    CHECK(none->state == PluginState::Unreadable);
    CHECK_FALSE(none->overlay);
    CHECK(session.compute("grants.amount").error().message.code == none->reason->message.code);
}

TEST_CASE("a manifest that cannot be read or is of another api says so", "[plugin_session]")
{
    const Grants grants;
    REQUIRE(grants.run()->state == PluginState::Valid);
    std::string newer = grantsManifest;
    newer.replace(newer.find("\"api\": 1"), 8, "\"api\": 2");
    grants.folders.write("grants", newer);
    const auto run = grants.run();
    CHECK(run->state == PluginState::WrongVersion);
    CHECK(run->overlay);
    grants.folders.write("grants", "{ \"api\": 1, ");
    CHECK(grants.run()->state == PluginState::Unreadable);
}

TEST_CASE("an executable runs only after somebody allowed it, and again only after that version was",
          "[plugin_session]")
{
    const PluginFolders folders;
    writeCodes(folders);
    const auto run = [&] {
        PluginSession session(smallCity(), folders.surroundings());
        return session.overlay(**session.find("codes"));
    };
    const auto waiting = run();
    CHECK(waiting->state == PluginState::AwaitingConsent);
    CHECK_FALSE(waiting->overlay);
    REQUIRE(waiting->reason);
    CHECK(waiting->reason->message.arguments[1] == "run.py");

    REQUIRE(allowPlugin("codes", folders.surroundings()));
    const auto allowed = run();
    INFO((allowed->reason ? describe(*allowed->reason, Language::English) : ""));
    REQUIRE(allowed->state == PluginState::Valid);
    CHECK(numberIn(*allowed->overlay, "codes.number", "02") == 2);
    CHECK(allowed->confinement);
    CHECK_FALSE(run()->confinement);  // the same request has the same answer: nothing ran

    folders.writeFile("codes/run.py", std::string(codeRun) + "# changed\n");
    const auto changed = run();
    CHECK(changed->state == PluginState::AwaitingConsent);
    CHECK(changed->overlay);  // the last good one is still shown

    PluginSurroundings trusting = folders.surroundings();
    trusting.trustsAll = true;
    PluginSession session(smallCity(), trusting);
    CHECK(session.overlay(**session.find("codes"))->state == PluginState::Valid);
    CHECK(run()->state == PluginState::AwaitingConsent);  // once is not for good
}

TEST_CASE("an executable that fails leaves the last good overlay", "[plugin_session]")
{
    const PluginFolders folders;
    writeCodes(folders);
    const auto run = [&] { return trustedRun(folders); };
    REQUIRE(run()->state == PluginState::Valid);
    folders.writeFile("codes/run.py", "#!/usr/bin/env python3\nimport sys\nsys.exit('数えられません')\n");
    const auto failed = run();
    CHECK(failed->state == PluginState::LastGood);
    REQUIRE(failed->overlay);
    CHECK(numberIn(*failed->overlay, "codes.number", "03") == 3);
    REQUIRE_FALSE(failed->lastErrors.empty());
    CHECK(failed->lastErrors.back() == "数えられません");
}

TEST_CASE("a kept result that is damaged counts as none", "[plugin_session]")
{
    const PluginFolders folders;
    writeCodes(folders);
    const auto run = [&] { return trustedRun(folders); };
    REQUIRE(run()->state == PluginState::Valid);
    REQUIRE_FALSE(run()->confinement);  // kept
    const std::string file = folders.path("results/codes.overlay");
    std::ifstream in(file, std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    const auto keep = [&](const std::string& text) { std::ofstream(file, std::ios::binary) << text; };
    const std::size_t head = whole.find('\n');
    REQUIRE(head != std::string::npos);
    std::string boasting = whole.substr(0, head);
    const std::size_t bytes = boasting.find("\"answer_bytes\":");
    REQUIRE(bytes != std::string::npos);
    boasting.replace(bytes + 15, boasting.find_first_of(",}", bytes) - bytes - 15, "999999999999");
    for (const std::string& damaged : {std::string(), std::string("no JSON"), whole.substr(0, head + 3),
                                       boasting + whole.substr(head), std::string("{\"key\": 1}\n{}")}) {
        INFO(damaged.substr(0, 100));
        keep(damaged);
        const auto again = run();
        CHECK(again->state == PluginState::Valid);
        CHECK(again->confinement);  // it ran
        CHECK_FALSE(run()->confinement);
    }
    // What is whole but for its end answers the request, and is no last good overlay.
    keep(whole.substr(0, whole.size() - 5));
    CHECK_FALSE(run()->confinement);
    folders.writeFile("codes/run.py", "#!/usr/bin/env python3\nimport sys\nsys.exit(1)\n");
    CHECK(run()->state == PluginState::Failed);
}

TEST_CASE("plugins that need each other's numbers fail and name their circle", "[plugin_session]")
{
    const PluginFolders folders;
    folders.write("a", needing("a", "b.n"));
    folders.write("b", needing("b", "a.n"));
    folders.write("c", needing("c", "c.n"));
    folders.write("d", needing("d", "e.n"));
    PluginSession session(smallCity(), folders.surroundings());
    const auto run = session.overlay(**session.find("a"));
    CHECK(run->state == PluginState::Failed);
    REQUIRE(run->reason);
    CHECK(run->reason->message.code == "usecases.plugins_ask_in_a_circle");
    CHECK(run->reason->message.arguments == std::vector<std::string>{"a → b → a"});
    const auto lonely = session.overlay(**session.find("d"));
    CHECK(lonely->state == PluginState::Failed);
    CHECK(lonely->reason->kind == ErrorKind::NotFound);
    // Asked for all at once, from several threads, the answer is the same: nobody waits for anybody.
    PluginSession other(smallCity(), folders.surroundings());
    for (const auto& one : other.all())
        CHECK(one->state != PluginState::Running);
}

TEST_CASE("a plugin's number stands in tables, explains itself and colours a map", "[plugin_session]")
{
    const Grants grants;
    PluginSession session(smallCity(), grants.folders.surroundings());
    const auto table = makeTable(session, {{"grants.per_resident", "population.total"}, std::nullopt, "code"});
    REQUIRE(table);
    REQUIRE(table->columns.size() == 2);
    CHECK(table->rows[0].cells[0].value.number() == 3.5);
    CHECK(table->rows[0].cells[1].value.number() == 100);
    CHECK(table->rows[0].cells[0].rank == 1);

    const auto explanation = explain(session, {}, {"grants.per_resident", "大殿", FiscalYear{2024}, "山口.chiiki"});
    REQUIRE(explanation);
    CHECK(explanation->value.value.number() == 3.5);
    REQUIRE(explanation->inputs.size() == 2);
    CHECK(explanation->inputs[0].value.number() == 350);
    CHECK(explanation->inputs[0].rows == 2);
    CHECK(explanation->inputs[1].value.number() == 100);
    const auto isOfFile = [](const SourceEdition& edition) { return edition.fileName == "project.csv"; };
    CHECK(std::count_if(explanation->editions.begin(), explanation->editions.end(), isOfFile) == 1);

    for (const char* name : {"map.svg", "map.png", "map.pdf"}) {
        MapRequest request;
        request.indicatorId = "grants.per_resident";
        request.file = grants.folders.path(name);
        const auto drawn = drawMap(session, request);
        INFO((drawn ? "" : describe(drawn.error(), Language::English)));
        REQUIRE(drawn);
        CHECK(std::filesystem::file_size(request.file) > 1000);
    }
    CHECK(session.compute("grants.nothing").error().message.code == "usecases.no_plugin_indicator");
    CHECK(session.compute("nobody.nothing").error().kind == ErrorKind::NotFound);
}

TEST_CASE("explain names who entered the row that a plugin's number is made of", "[plugin_session]")
{
    const Grants grants;
    const std::string path = grants.folders.path("a.chiiki");
    REQUIRE(Workspace::create(path, *smallCity(), {"情報課", "2024-06-01T00:00:00Z", "2024-06-01"}));
    const PluginSurroundings surroundings = grants.folders.surroundings();
    const auto authorOf = [&](const std::string& indicator, const std::string& district) {
        const auto explanation = explain({indicator, district, std::nullopt, path}, surroundings);
        if (!explanation)
            FAIL(describe(explanation.error(), Language::English));
        return explanation->lastChange.value().author;
    };
    CHECK(authorOf("grants.amount", "02") == "情報課");
    const auto place = findTablePlace(path, "grants", "project", surroundings);
    REQUIRE(place);
    REQUIRE(addRow(*place, {{"id", "P9"}, {"district", "白石"}, {"fiscal_year", "2024"}, {"amount", "10"}},
                   {"協働推進課", "2024-06-02T00:00:00Z", "2024-06-02"}));
    CHECK(authorOf("grants.amount", "02") == "協働推進課");
    CHECK(authorOf("grants.per_resident", "02") == "協働推進課");
    CHECK(authorOf("grants.amount", "city") == "協働推進課");
    CHECK(authorOf("grants.amount", "01") == "情報課");
    CHECK(authorOf("population.total", "02") == "情報課");
    REQUIRE(editRow(*place, "P9", {{"amount", "20"}}, {"監査課", "2024-06-03T00:00:00Z", "2024-06-03"}));
    CHECK(authorOf("grants.amount", "02") == "監査課");
    CHECK(authorOf("grants.amount", "01") == "情報課");
    REQUIRE(editRow(*place, "P9", {{"citation", "電話"}}, {"広報課", "2024-06-04T00:00:00Z", "2024-06-04"}));
    CHECK(authorOf("grants.amount", "02") == "監査課");  // where it was found changes no number
    REQUIRE(removeRow(*place, "P1", {"総務課", "2024-06-05T00:00:00Z", "2024-06-05"}));
    CHECK(authorOf("grants.amount", "01") == "総務課");
    CHECK(authorOf("grants.amount", "02") == "監査課");
}

TEST_CASE("settings are judged by the manifest before anything runs", "[plugin_session]")
{
    Manifest manifest;
    ParameterSpec walk;
    walk.id = "walk_m";
    walk.minimum = 100;
    walk.maximum = 5000;
    walk.defaultValue = "800";
    ParameterSpec hazard;
    hazard.id = "hazard";
    hazard.type = ParameterType::Choice;
    hazard.choices = {{"flood", {}}, {"tsunami", {}}};
    manifest.parameters = {walk, hazard};
    const auto good = parseSettings(manifest, {"walk_m=1000", "hazard=tsunami"});
    REQUIRE(good);
    CHECK(*good == ParameterValues{{"walk_m", "1000"}, {"hazard", "tsunami"}});
    for (const char* word :
         {"walk_m", "walk_m=99", "walk_m=5001", "walk_m=far", "walk_m=nan", "hazard=fire", "pace=3"}) {
        INFO(word);
        const auto bad = parseSettings(manifest, {word});
        REQUIRE_FALSE(bad);
        CHECK(bad.error().kind == ErrorKind::BadRequest);
    }
}

TEST_CASE("the list of plugins says each one's state, and the doctor fails where one is bad", "[plugin_session]")
{
    const Grants grants;
    const std::string path = grants.folders.path("a.chiiki");
    REQUIRE(Workspace::create(path, *smallCity(), {"情報課", "2024-06-01T00:00:00Z", "2024-06-01"}));
    writeCodes(grants.folders);
    auto report = examinePlugins(path, grants.folders.surroundings());
    REQUIRE(report);
    REQUIRE(report->lines.size() == 2);
    CHECK(report->lines[0].run->state == PluginState::AwaitingConsent);
    CHECK(report->lines[1].run->state == PluginState::Valid);
    CHECK(report->isAllWell());
    grants.folders.writeFile("grants/project.csv", "a\n");
    report = examinePlugins(path, grants.folders.surroundings());
    REQUIRE(report);
    CHECK_FALSE(report->isAllWell());
    const std::string text = doctorText(*report, Language::Japanese);
    CHECK(text.find("grants") != std::string::npos);
    CHECK(text.find("project.csv") != std::string::npos);
    const auto json = nlohmann::json::parse(pluginsJson(*report));
    CHECK(json.dump().find("\"unreadable\"") != std::string::npos);
}
