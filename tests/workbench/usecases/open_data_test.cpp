#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "core/io/open_data_csv.h"
#include "core/io/open_data_writer.h"
#include "core/text/hash.h"
#include "tests/core/analysis/little_city.h"
#include "tests/workbench/usecases/real_city.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/open_data.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

OpenDataReport published(PluginSession& session, const OpenDataRequest& request)
{
    const auto report = publishOpenData(session, request);
    if (!report)
        FAIL(describe(report.error(), Language::English));
    for (const Diagnostic& refusal : report->refusals)
        UNSCOPED_INFO(describe(refusal, Language::English));
    return *report;
}

/// "file row column code" of each.
std::vector<std::string> said(const OpenDataReport& report)
{
    std::vector<std::string> lines;
    for (const Diagnostic& refusal : report.refusals)
        lines.push_back(refusal.file + " " + std::to_string(refusal.row) + " " + refusal.field + " " +
                        std::string(refusal.message.code));
    return lines;
}

std::map<std::string, std::string> filesOf(const std::string& folder)
{
    std::map<std::string, std::string> files;
    if (std::filesystem::exists(folder))
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            files[entry.path().filename().string()] = readFile(entry.path().string());
    return files;
}

const char* const watchersManifest = R"({
 "api": 1, "id": "watch", "version": "1.0",
 "title": { "ja": "見守り", "en": "Watch" }, "owner": { "ja": "協働推進課", "en": "Collaboration section" },
 "tables": [ { "id": "group", "file": "group.csv", "title": { "ja": "見守りの会", "en": "Groups" }, "key": "id",
   "district": "district",
   "fields": [
     { "id": "id", "type": "code", "required": true, "title": { "ja": "番号", "en": "No." } },
     { "id": "district", "type": "district", "title": { "ja": "地域", "en": "District" } },
     { "id": "memo", "type": "text", "title": { "ja": "覚え書き", "en": "Memo" }, "personal": true },
     { "id": "members", "type": "integer", "unit": "people", "title": { "ja": "会員", "en": "Members" } } ] } ],
 "indicators": [ { "id": "groups", "title": { "ja": "会の数", "en": "Groups" }, "unit": "count", "kind": "count",
   "direction": "more", "of": "group", "by": "count" } ] })";

}  // namespace

TEST_CASE("the city's facilities go out in the standard columns and are read back one for one", "[open_data]")
{
    const TemporaryFolder folder;
    OpenDataRequest request;
    request.folder = folder / "公開/令和6年度";
    const OpenDataReport report = published(realSession(), request);
    CHECK(report.refusals.empty());
    // As the original files have them; of the 222 of clinics and dentists one record is wholly empty.
    const std::map<std::string, std::size_t> expected = {{"public_facilities", 29 + 10 + 6 + 4},
                                                         {"shelters", 222},
                                                         {"medical", 146 + 76 - 1},
                                                         {"aed", 217},
                                                         {"childcare", 71},
                                                         {"schools", 49}};
    for (const auto& [id, records] : expected) {
        INFO(id);
        Diagnostics diagnostics;
        const auto read = readOpenDataTable(request.folder + "/" + id + ".csv", diagnostics);
        REQUIRE(read);
        CHECK(diagnostics.empty());
        CHECK(read->records.size() == records);
        std::map<std::string, std::vector<const Facility*>> byId;
        const OpenDataSet& set = *findOpenDataSet(id);
        for (const Facility& facility : realCity()->facilities)
            if (std::find(set.kinds.begin(), set.kinds.end(), facility.kind) != set.kinds.end())
                byId[facility.name].push_back(&facility);
        for (const OpenDataRecord& record : read->records) {
            INFO(record.facility.name);
            const auto found = byId.find(record.facility.name);
            REQUIRE(found != byId.end());
            CHECK(std::any_of(found->second.begin(), found->second.end(), [&](const Facility* original) {
                return original->capacity == record.facility.capacity && original->kana == record.facility.kana &&
                       (original->place.has_value() == !record.latitude.empty()) &&
                       (!original->place || (std::stod(record.latitude) == original->place->y &&
                                             std::stod(record.longitude) == original->place->x));
            }));
        }
    }
    REQUIRE(report.notices.size() == 1);
    CHECK(report.notices[0].code == "export.open_data_empty");
}

TEST_CASE("flags and attributes of the city's shelters survive being published", "[open_data]")
{
    const TemporaryFolder folder;
    OpenDataRequest request;
    request.folder = folder.path();
    request.sets = {"shelters"};
    published(realSession(), request);
    Diagnostics diagnostics;
    const auto read = readOpenDataTable(folder / "shelters.csv", diagnostics);
    REQUIRE(read);
    std::size_t compared = 0, place = 0;
    for (const Facility& original : realCity()->facilities) {
        if (original.kind != "shelter")
            continue;
        auto attributes = original.attributes;
        attributes.erase("publisher_id");
        CHECK(read->records[place].facility.attributes == attributes);
        CHECK(read->records[place].facility.address == original.address);
        compared += attributes.size();
        ++place;
    }
    CHECK(compared > 1000);
}

TEST_CASE("the catalogue names licence, publisher, dates, sources and the checksum of each file", "[open_data]")
{
    const TemporaryFolder folder;
    OpenDataRequest request;
    request.folder = folder.path();
    request.sets = {"aed", "population"};
    published(realSession(), request);
    const auto catalogue = nlohmann::json::parse(readFile(folder / "dcat.jsonld"));
    CHECK(catalogue["@type"] == "dcat:Catalog");
    CHECK(catalogue["dct:publisher"]["foaf:name"][0]["@value"] == "山口市");
    CHECK(catalogue["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/");
    REQUIRE(catalogue["dcat:dataset"].size() == 2);
    const auto& aed = catalogue["dcat:dataset"][0];
    CHECK(aed["dct:identifier"] == "352039-aed");
    CHECK(aed["dct:modified"] == nlohmann::json({{"@value", realCity()->asOf}, {"@type", "xsd:date"}}));
    CHECK(aed["dct:source"][0]["dct:date"]["@value"] == "2024-04-01");
    const auto& csv = aed["dcat:distribution"][0];
    const std::string bytes = readFile(folder / "aed.csv");
    CHECK(csv["dcat:downloadURL"]["@id"] == "aed.csv");
    CHECK(csv["spdx:checksum"]["spdx:checksumValue"]["@value"] == sha256OfBytes(bytes));
    CHECK(csv["dcat:byteSize"]["@value"] == std::to_string(bytes.size()));
    CHECK(csv["dcat:mediaType"]["@id"] == "https://www.iana.org/assignments/media-types/text/csv");
}

TEST_CASE("the same workspace is published in the same bytes", "[open_data]")
{
    const TemporaryFolder folder;
    OpenDataRequest request;
    request.folder = folder / "a";
    published(realSession(), request);
    request.folder = folder / "b";
    published(realSession(), request);
    CHECK(filesOf(folder / "a") == filesOf(folder / "b"));
    CHECK(filesOf(folder / "a").size() == 8);
}

TEST_CASE("people of districts add up to the city; towns of few people wait for a rule", "[open_data]")
{
    const TemporaryFolder folder;
    OpenDataRequest request;
    request.folder = folder / "out";
    request.sets = {"population_towns"};
    OpenDataReport refused = published(realSession(), request);
    std::size_t few = 0;
    std::map<std::pair<std::string, std::string>, int> towns;
    for (const DemandArea& block : realCity()->demandAreas)
        towns[{block.town, block.districtCode}] += block.people;
    for (const auto& [town, people] : towns)
        few += people > 0 && people < 10;
    CHECK(few > 10);
    CHECK(refused.refusals.size() == few);
    CHECK(refused.refusals[0].field == "総人口");
    CHECK(refused.refusals[0].message.code == "export.guard_few_people");
    CHECK(refused.files.empty());
    CHECK(filesOf(folder / "out").empty());

    request.rules = {{"small_counts", "国勢調査の小地域集計として公表済み"}};
    const OpenDataReport allowed = published(realSession(), request);
    CHECK(allowed.refusals.empty());
    CHECK(allowed.notices[0].code == "export.open_data_allowed");
    const std::string catalogue = readFile(folder / "out/dcat.jsonld");
    CHECK(catalogue.find("国勢調査の小地域集計として公表済み") != std::string::npos);

    const OpenDataFilled districts = fillOpenDataSet(*findOpenDataSet("population"), *realCity());
    double people = 0, households = 0;
    for (const DataRow& row : districts.table.rows) {
        people += std::get<double>(row.cells[5]);
        households += std::get<double>(row.cells[8]);
    }
    CHECK(districts.table.rows.size() == 21);
    CHECK(people == 193966);
    CHECK(households == 87094);
}

TEST_CASE("a list of persons taken in as facilities is not published", "[open_data]")
{
    const TemporaryFolder folder;
    Snapshot city = little_city::make();
    city.facilityKinds.push_back({"public_facility", {"公共施設", "Public facility"}, "", 9});
    for (const char* name : {"佐藤 花子", "鈴木 一郎", "見守りの会"}) {
        Facility person = city.facilities[0];
        person.name = name;
        person.id = "F" + std::to_string(city.facilities.size());
        person.kind = "public_facility";
        person.address = "小市西1";
        city.facilities.push_back(person);
    }
    PluginSession session(little_city::share(city), {});
    OpenDataRequest request;
    request.folder = folder / "out";
    request.sets = {"public_facilities"};
    const OpenDataReport report = published(session, request);
    const std::vector<std::string> lines = said(report);
    REQUIRE(lines.size() >= 2);
    CHECK(lines[0] == "public_facilities.csv 0 名称 export.guard_names");
    CHECK(std::find(lines.begin(), lines.end(),
                    "public_facilities.csv 0 所在地_連結表記 export.guard_reached_beside_names") != lines.end());
    CHECK(filesOf(folder / "out").empty());
}

TEST_CASE("a plugin's table goes out but for what its manifest marks, few people and samples", "[open_data]")
{
    const TemporaryFolder folder;
    const PluginFolders plugins;
    plugins.write("watch", watchersManifest);
    plugins.writeFile("watch/group.csv", "id,district,memo,members,status\n"
                                         "G1,大殿,火曜,25,official\n"
                                         "G2,白石,,4,official\n"
                                         "G3,湯田,,30,sample\n");
    PluginSession session(smallCity(), plugins.surroundings());
    OpenDataRequest request;
    request.folder = folder / "out";
    request.sets = {"watch__group"};
    CHECK(said(published(session, request)) ==
          std::vector<std::string>{"watch__group.csv 4 status export.guard_sample",
                                   "watch__group.csv 0 memo export.guard_marked",
                                   "watch__group.csv 3 members export.guard_few_people"});
    request.rules = {{"memo", "要綱第3条"}, {"small_counts", "会の同意による"}};
    CHECK(said(published(session, request)) ==
          std::vector<std::string>{"watch__group.csv 4 status export.guard_sample"});
    CHECK(filesOf(folder / "out").empty());
}

TEST_CASE("an unknown set and a rule without words are told", "[open_data]")
{
    const TemporaryFolder folder;
    PluginSession session(little_city::share(little_city::make()), {});
    OpenDataRequest request;
    request.folder = folder.path();
    request.sets = {"clinics"};
    const auto report = publishOpenData(session, request);
    REQUIRE_FALSE(report);
    CHECK(report.error().message.code == "export.no_open_data_set");
    CHECK_FALSE(parsePublishingRule("small_counts"));
    CHECK_FALSE(parsePublishingRule("small_counts= "));
    CHECK(parsePublishingRule("電話番号=要綱第3条=甲")->words == "要綱第3条=甲");
}

TEST_CASE("an address is told into its parts where it is one of the city", "[open_data]")
{
    const auto split = [](const char* address) {
        const AddressParts parts = splitAddress(address, "山口市");
        return parts.prefecture + "|" + parts.city + "|" + parts.town + "|" + parts.rest;
    };
    CHECK(split("山口県山口市仁保中郷1041") == "山口県|山口市|仁保中郷|1041");
    CHECK(split("山口市鋳銭司5964-1") == "|山口市|鋳銭司|5964-1");
    CHECK(split("山口県山口市糸米二丁目6ｰ6") == "山口県|山口市|糸米二丁目|6ｰ6");
    CHECK(split("山口県山口市下小鯖２５１９") == "山口県|山口市|下小鯖|２５１９");
    CHECK(split("山口県防府市寿町7-1") == "|||");
    CHECK(split("") == "|||");
}
