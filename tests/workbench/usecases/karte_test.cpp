#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

#include "tests/support/process.h"
#include "tests/workbench/usecases/real_city.h"
#include "workbench/usecases/karte.h"
#include "workbench/usecases/karte_gather.h"
#include "workbench/usecases/table.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

KarteTemplate standard()
{
    Diagnostics diagnostics;
    auto plan =
        parseKarteTemplate(readFile(CHIIKI_SOURCE_DIR "/data/karte/standard.json"), "standard.json", diagnostics);
    REQUIRE(plan);
    return *std::move(plan);
}

/// Numbers alone: quick, and of no plugin.
const std::string small = R"({"api": 1, "title": {"ja": "カルテ", "en": "Profile"},
  "key_figures": ["population.total"], "sentences": ["key_figure"],
  "columns": [[{"slot": "map", "title": {"ja": "地図", "en": "Map"}, "facilities": ["community_centre"]}],
              [{"slot": "position", "title": {"ja": "位置", "en": "Position"},
                "indicators": ["population.density"]}]]})";

std::vector<const KarteNumber*> numbersOf(const KartePage& page)
{
    std::vector<const KarteNumber*> all;
    for (const KarteNumber& number : page.keys)
        all.push_back(&number);
    for (const auto& column : page.columns)
        for (const KarteSlot& slot : column) {
            const std::vector<KarteNumber>* numbers = nullptr;
            if (const auto* position = std::get_if<KartePosition>(&slot.content))
                numbers = &position->numbers;
            if (const auto* section = std::get_if<KarteSection>(&slot.content))
                numbers = &section->numbers;
            if (const auto* map = std::get_if<KarteMap>(&slot.content))
                numbers = &map->counts;
            if (numbers)
                for (const KarteNumber& number : *numbers)
                    all.push_back(&number);
        }
    return all;
}

/// A session of the city as `change` leaves it, with no plugins.
template <typename Change>
std::unique_ptr<PluginSession> sessionOf(Change change)
{
    auto city = std::make_shared<Snapshot>(*realCity());
    change(*city);
    return std::make_unique<PluginSession>(SnapshotPtr(std::move(city)), PluginSurroundings{});
}

Facility& facilityOf(Snapshot& city, const std::string& kind, const std::string& district)
{
    return *std::find_if(city.facilities.begin(), city.facilities.end(), [&](const Facility& facility) {
        return facility.kind == kind && facility.placement.districtCode == district;
    });
}

KarteRequest requestIn(const TemporaryFolder& folder)
{
    writeFile(folder / "small.json", small);
    KarteRequest request;
    request.templateFile = folder / "small.json";
    request.cacheFolder = folder / "cache";
    request.out = folder / "karte.pdf";
    return request;
}

KarteReport printed(PluginSession& session, const KarteRequest& request)
{
    Diagnostics diagnostics;
    const auto report = printKarte(session, request, diagnostics);
    REQUIRE(report);
    return *report;
}

}  // namespace

TEST_CASE("each number of each page is the comparison table's, with its year, rank and sources", "[karte]")
{
    PluginSession& session = realSession();
    const auto book = gatherKarte(session, standard(), Language::Japanese, "2024-10-31");
    REQUIRE(book);
    REQUIRE(book->pages.size() == 21);
    std::size_t compared = 0;
    for (const KarteNumber* first : numbersOf(book->pages.front())) {
        TableRequest request;
        request.indicatorIds = {first->indicator.id};
        const auto table = makeTable(session, request);
        REQUIRE(table);
        for (std::size_t i = 0; i < book->pages.size(); ++i) {
            const auto numbers = numbersOf(book->pages[i]);
            const auto found = std::find_if(numbers.begin(), numbers.end(), [&](const KarteNumber* one) {
                return one->indicator.id == first->indicator.id;
            });
            REQUIRE(found != numbers.end());
            // Of what is of the city alone the page says the city's number.
            const ComparisonCell& cell = table->rows[first->indicator.cityOnly ? 21 : i].cells[0];
            INFO(book->pages[i].name << " " << first->indicator.id);
            CHECK((*found)->value == cell.value);
            CHECK((*found)->rank == cell.rank);
            CHECK((*found)->isTied == cell.isTied);
            CHECK((*found)->year == table->columns[0].year);
            CHECK((*found)->city == table->rows[21].cells[0].value);
            CHECK((*found)->value.isNumber() == (*found)->absentReason.empty());
            if ((*found)->value.isNumber())
                CHECK_FALSE((*found)->sources.empty());
            ++compared;
        }
    }
    CHECK(compared > 21 * 20);
}

TEST_CASE("the sentences say the numbers of the page with unit, year and rank", "[karte]")
{
    const auto book = gatherKarte(realSession(), standard(), Language::Japanese, "2024-10-31");
    REQUIRE(book);
    // Census 2020: 13,228 of 193,966 people live in 湯田, 6.8 %; six districts have more.
    const KartePage& yuda = book->pages[2];
    REQUIRE(yuda.sentences.size() == 3);
    CHECK(yuda.sentences[0] ==
          "湯田の人口は 13,228人（令和2年度）で、21 地域中 7位、市全体 193,966人の 6.8% にあたります。");
    CHECK(yuda.sentences[2].find("要対応") != std::string::npos);
    const auto english = gatherKarte(realSession(), standard(), Language::English, "2024-10-31");
    REQUIRE(english);
    CHECK(english->pages[2].sentences[0].find("13,228") != std::string::npos);
    CHECK(english->pages[2].sentences[0].find("FY2020") != std::string::npos);
}

TEST_CASE("the file has a page a district, whose text is found as it is typed", "[karte]")
{
    const TemporaryFolder folder;
    KarteRequest request = requestIn(folder);
    const auto session = sessionOf([](Snapshot&) {});
    const KarteReport report = printed(*session, request);
    CHECK(report.pages == 21);
    CHECK(report.drawn == 21);
    const auto info = runProcess({"/usr/bin/env", "pdfinfo", request.out}, folder.path());
    CHECK(info.out.find("Pages:           21") != std::string::npos);
    CHECK(info.out.find("Tagged:          yes") != std::string::npos);
    const auto text = runProcess({"/usr/bin/env", "pdftotext", request.out, "-"}, folder.path()).out;
    for (const char* words : {"大殿", "鋳銭司", "3,185人/km²", "13,228人", "照合", "出典"}) {
        INFO(words);
        CHECK(text.find(words) != std::string::npos);
    }
    const auto structure = runProcess({"/usr/bin/env", "pdfinfo", "-struct-text", request.out}, folder.path()).out;
    CHECK(structure.find("Figure") != std::string::npos);
    CHECK(std::filesystem::file_size(request.out) < std::uintmax_t{21} * 300 * 1000);
    CHECK(runProcess({"/usr/bin/env", "pdfimages", "-list", request.out}, folder.path()).out.find("image") ==
          std::string::npos);
}

TEST_CASE("a page is drawn anew only where what it shows changed, and comes out as if all were drawn", "[karte]")
{
    const TemporaryFolder folder;
    KarteRequest request = requestIn(folder);
    const auto before = sessionOf([](Snapshot&) {});
    CHECK(printed(*before, request).drawn == 21);
    const std::string first = readFile(request.out);
    CHECK(printed(*before, request).drawn == 0);
    CHECK(readFile(request.out) == first);

    // The template shows community centres by name: one page has this one.
    const auto after =
        sessionOf([](Snapshot& city) { facilityOf(city, "community_centre", "05").name = "小鯖新センター"; });
    CHECK(printed(*after, request).drawn == 1);
    const std::string changed = readFile(request.out);
    CHECK(changed != first);
    KarteRequest fresh = request;
    fresh.cacheFolder.clear();
    CHECK(printed(*after, fresh).drawn == 21);
    CHECK(readFile(request.out) == changed);

    // Nothing on these pages is of clinics.
    const auto elsewhere = sessionOf([](Snapshot& city) {
        facilityOf(city, "community_centre", "05").name = "小鯖新センター";
        facilityOf(city, "clinic", "05").name = "別の医院";
    });
    CHECK(printed(*elsewhere, request).drawn == 0);
}

TEST_CASE("the date is drawn once for all pages, and none anew for it", "[karte]")
{
    const TemporaryFolder folder;
    KarteRequest request = requestIn(folder);
    const auto before = sessionOf([](Snapshot&) {});
    CHECK(printed(*before, request).drawn == 21);
    // In the same fiscal year: counts of facilities are of the workspace's.
    const auto later = sessionOf([](Snapshot& city) { city.asOf = "2025-01-15"; });
    CHECK(printed(*later, request).drawn == 0);
    const auto text = runProcess({"/usr/bin/env", "pdftotext", request.out, "-"}, folder.path()).out;
    CHECK(text.find("R7.1.15現在") != std::string::npos);
    CHECK(text.find("R6.10.31現在") == std::string::npos);
}

TEST_CASE("a place that moves draws the pages anew whose own numbers it changes, not those on whose scales it stands",
          "[karte]")
{
    const TemporaryFolder folder;
    KarteRequest request = requestIn(folder);
    std::string reach = small;
    reach.replace(reach.find("population.density"), std::string("population.density").size(), "coverage.dentist_400");
    writeFile(folder / "small.json", reach);
    const auto move = [](Snapshot& city) {
        Facility& dentist = facilityOf(city, "dentist", "06");
        dentist.place->x += 0.003;
    };
    const auto before = sessionOf([](Snapshot&) {});
    const auto after = sessionOf(move);
    Diagnostics diagnostics;
    const auto plan = parseKarteTemplate(reach, "small.json", diagnostics);
    REQUIRE(plan);
    const auto bookBefore = gatherKarte(*before, *plan, Language::Japanese, "2024-10-31");
    const auto bookAfter = gatherKarte(*after, *plan, Language::Japanese, "2024-10-31");
    REQUIRE(bookBefore);
    REQUIRE(bookAfter);
    int changed = 0;
    for (std::size_t i = 0; i < 21; ++i) {
        const KarteNumber& was = *numbersOf(bookBefore->pages[i]).back();
        const KarteNumber& is = *numbersOf(bookAfter->pages[i]).back();
        changed += was.value != is.value || was.rank != is.rank || was.isTied != is.isTied;
        CHECK(was.districts != is.districts);  // its dot moves on every scale
    }
    REQUIRE(changed > 0);
    REQUIRE(changed < 10);
    CHECK(printed(*before, request).drawn == 21);
    CHECK(printed(*after, request).drawn == changed);
    const std::string kept = readFile(request.out);
    request.cacheFolder.clear();
    CHECK(printed(*after, request).drawn == 21);
    CHECK(readFile(request.out) == kept);
}

TEST_CASE("a kept page that was cut short is drawn anew", "[karte]")
{
    const TemporaryFolder folder;
    KarteRequest request = requestIn(folder);
    request.districts = {"湯田"};
    const auto session = sessionOf([](Snapshot&) {});
    CHECK(printed(*session, request).drawn == 1);
    for (const auto& entry : std::filesystem::directory_iterator(folder / "cache"))
        std::filesystem::resize_file(entry.path(), std::filesystem::file_size(entry.path()) / 2);
    CHECK(printed(*session, request).drawn == 1);
}

TEST_CASE("pages go into a folder one by one, and on the paper asked for", "[karte]")
{
    const TemporaryFolder folder;
    KarteRequest request = requestIn(folder);
    request.out = folder / "pages";
    request.paper = KartePaper::A3;
    request.districts = {"03", "鋳銭司"};
    const auto session = sessionOf([](Snapshot&) {});
    const KarteReport report = printed(*session, request);
    REQUIRE(report.files.size() == 2);
    CHECK(report.files[0] == folder / "pages/03_湯田.pdf");
    const auto info = runProcess({"/usr/bin/env", "pdfinfo", report.files[1]}, folder.path()).out;
    CHECK(info.find("(A3)") != std::string::npos);
}

TEST_CASE("the workbook has the page's numbers in the page's units, in words people use", "[karte]")
{
    const TemporaryFolder folder;
    KarteRequest request = requestIn(folder);
    std::string reach = small;
    reach.replace(reach.find("population.density"), std::string("population.density").size(), "coverage.clinic_800");
    writeFile(folder / "small.json", reach);
    request.out.clear();
    request.xlsx = folder / "a.xlsx";
    request.districts = {"湯田"};
    const auto session = sessionOf([](Snapshot&) {});
    printed(*session, request);
    Diagnostics diagnostics;
    const auto plan = parseKarteTemplate(reach, "small.json", diagnostics);
    const auto book = gatherKarte(*session, *plan, Language::Japanese, "2024-10-31");
    REQUIRE(book);
    const double share = *numbersOf(book->pages[2]).back()->value.number();
    const auto sheet =
        runProcess({"/usr/bin/env", "ogr2ogr", "-f", "CSV", "/vsistdout/", "a.xlsx", "指標"}, folder.path()).out;
    const std::size_t at = sheet.find("coverage.clinic_800");
    REQUIRE(at != std::string::npos);
    const std::string line = sheet.substr(at, sheet.find('\n', at) - at);
    INFO(line);
    CHECK(line.find("," + std::to_string(share * 100).substr(0, 7)) != std::string::npos);
    CHECK(line.find(",%,") != std::string::npos);
    CHECK(line.find("計算値") != std::string::npos);
    CHECK(sheet.find("computed") == std::string::npos);
}

TEST_CASE("a template with faults is refused with every fault and its place", "[karte]")
{
    const auto faultsOf = [](const std::string& text) {
        Diagnostics diagnostics;
        const auto plan = parseKarteTemplate(text, "t.json", diagnostics);
        CHECK_FALSE(plan);
        std::vector<std::string> codes;
        for (const Diagnostic& one : diagnostics)
            codes.emplace_back(one.message.code);
        return codes;
    };
    const auto with = [](const std::string& slot) {
        return R"({"api": 1, "title": {"ja": "a", "en": "a"}, "columns": [[)" + slot + "]]}";
    };
    const std::string titled = R"("title": {"ja": "a", "en": "a"})";
    using Codes = std::vector<std::string>;
    CHECK(faultsOf(with(R"({"slot": "chart", )" + titled + "}")) == Codes{"karte.unknown_slot"});
    CHECK(faultsOf(with(R"({"slot": "position", )" + titled + "}")) == Codes{"karte.slot_is_empty"});
    CHECK(faultsOf(with(R"({"slot": "map", "share": 0, )" + titled + "}")) == Codes{"karte.share_not_positive"});
    CHECK(faultsOf(with(R"({"slot": "map", "coverage": "clinics 800", )" + titled + "}")) ==
          Codes{"karte.bad_coverage"});
    CHECK(faultsOf(with(R"({"slot": "section", "overlay": "grants", "indicators": ["area.km2"], )" + titled + "}")) ==
          Codes{"karte.overlay_and_table"});
    CHECK(faultsOf(R"({"api": 2, "title": {"ja": "a", "en": "a"}, "columns": []})") == Codes{"karte.unknown_api"});
}

TEST_CASE("a template that asks for what there is not says what is wrong", "[karte]")
{
    KarteTemplate plan = standard();
    plan.isForAnyCity = false;
    plan.keyFigures = {"population.densty"};
    const auto unknown = gatherKarte(realSession(), plan, Language::Japanese, "2024-10-31");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().kind == ErrorKind::NotFound);

    plan = standard();
    plan.isForAnyCity = false;
    plan.columns[0][0].facilities = {"onsen"};
    const auto kind = gatherKarte(realSession(), plan, Language::Japanese, "2024-10-31");
    REQUIRE_FALSE(kind);
}

TEST_CASE("the standard template serves a city that has none of its overlays", "[karte]")
{
    const auto session = sessionOf([](Snapshot& city) {
        city.indicators.clear();
        city.values.clear();
    });
    const auto book = gatherKarte(*session, standard(), Language::English, "2024-10-31");
    REQUIRE(book);
    std::size_t absent = 0;
    for (const KarteNumber* number : numbersOf(book->pages[0]))
        if (number->indicator.id == "grants.allocation" || number->indicator.id == "kgi.1") {
            CHECK(number->absentReason == "This workspace has no such indicator.");
            ++absent;
        }
    CHECK(absent == 2);
}

TEST_CASE("an overlay that is not installed leaves its rows absent with the reason", "[karte]")
{
    KarteTemplate plan;
    plan.title = {"カルテ", "Profile"};
    KarteSlotPlan slot;
    slot.title = {"交付金", "Grants"};
    slot.overlay = "grants";
    slot.table = "project";
    slot.fields = {"title"};
    plan.columns = {{slot}};
    const auto session = sessionOf([](Snapshot&) {});
    const auto book = gatherKarte(*session, plan, Language::Japanese, "2024-10-31");
    REQUIRE(book);
    const auto& section = std::get<KarteSection>(book->pages[0].columns[0][0].content);
    CHECK(section.rows->nothing == "テーマ「grants」が入っていません。");
}
