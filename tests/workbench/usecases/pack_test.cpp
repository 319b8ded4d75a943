#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "core/geo/area_locator.h"
#include "core/geo/crs.h"
#include "core/geo/geometry.h"
#include "core/geo/transform.h"
#include "core/io/pack_reader.h"
#include "core/io/pack_writer.h"
#include "core/io/vector_reader.h"
#include "tests/support/shared_files.h"
#include "workbench/usecases/pack_build.h"

using namespace chiiki;

namespace {

namespace fs = std::filesystem;

const std::string committedPack = std::string(CHIIKI_SOURCE_DIR) + "/data/yamaguchi";

const Snapshot& pack()
{
    static const Snapshot snapshot = [] {
        Diagnostics diagnostics;
        auto read = readPack(committedPack, diagnostics);
        if (!read)
            throw std::runtime_error(describe(read.error(), Language::English));
        if (!diagnostics.empty())
            throw std::runtime_error(describe(diagnostics.front(), Language::English));
        return *std::move(read);
    }();
    return snapshot;
}

std::string bytesOf(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

fs::path freshFolder(const std::string& name)
{
    const fs::path folder = fs::temp_directory_path() / ("chiiki pack 日本語 " + std::to_string(getpid())) / name;
    fs::remove_all(folder);
    return folder;
}

void checkSameFiles(const fs::path& a, const fs::path& b)
{
    std::set<std::string> names;
    for (const fs::path& folder : {a, b})
        for (const auto& entry : fs::directory_iterator(folder))
            names.insert(entry.path().filename().string());
    for (const std::string& name : names) {
        INFO(name);
        CHECK((bytesOf(a / name) == bytesOf(b / name)));
    }
}

struct Row {
    const char* code;
    const char* name;
    int people;
    int households;
    double areaKm2;
};

// The published figures, typed in from the table that comes with the original files.
constexpr Row table[] = {
    {"01", "大殿", 7206, 3280, 12.976},   {"02", "白石", 10519, 4724, 4.637},    {"03", "湯田", 13228, 6291, 4.153},
    {"04", "仁保", 3019, 1131, 72.853},   {"05", "小鯖", 4347, 1670, 43.979},    {"06", "大内", 22715, 9439, 24.895},
    {"07", "宮野", 14214, 6437, 37.76},   {"08", "吉敷", 14623, 6211, 27.128},   {"09", "平川", 20744, 11568, 19.93},
    {"10", "大歳", 13955, 6704, 10.957},  {"11", "陶", 2328, 952, 11.615},       {"12", "鋳銭司", 2763, 885, 20.534},
    {"13", "名田島", 1187, 482, 8.613},   {"14", "秋穂二島", 2099, 878, 16.326}, {"15", "嘉川", 6611, 2653, 28.489},
    {"16", "佐山", 2656, 1030, 11.645},   {"17", "小郡", 26344, 12253, 33.498},  {"18", "秋穂", 6113, 2435, 23.853},
    {"19", "阿知須", 9233, 3561, 25.316}, {"20", "徳地", 5196, 2268, 290.387},   {"21", "阿東", 4866, 2242, 293.096},
};

const Reconciliation& rowsOf(const std::string& sourceId)
{
    const SourceEdition* source = findSource(pack(), sourceId);
    REQUIRE(source);
    return source->rows;
}

}  // namespace

TEST_CASE("the pack's people, households and areas are those of the published table, district by district", "[pack]")
{
    const auto toPlane = Transform::between(storedEpsg, pack().city.planeEpsg);
    REQUIRE(toPlane);
    REQUIRE(pack().districts.size() == std::size(table));
    REQUIRE(pack().demandAreas.size() == 4430);
    int people = 0, households = 0;
    for (std::size_t i = 0; i < std::size(table); ++i) {
        const Row& row = table[i];
        const District& district = pack().districts[i];
        INFO(row.name);
        CHECK(district.code == row.code);
        CHECK(district.name == row.name);
        int residents = 0, homes = 0;
        double blocksM2 = 0;
        for (const DemandArea& block : pack().demandAreas)
            if (block.districtCode == row.code) {
                residents += block.people;
                homes += block.households;
                blocksM2 += areaOf((*toPlane)(block.outline));
            }
        CHECK(residents == row.people);
        CHECK(homes == row.households);
        const double areaM2 = areaOf((*toPlane)(district.outline));
        CHECK(std::abs(areaM2 / 1e6 - row.areaKm2) < 0.002);
        CHECK(std::abs(areaM2 - blocksM2) < 1);
        people += residents;
        households += homes;
    }
    CHECK(people == 193966);
    CHECK(households == 87094);
}

TEST_CASE("the pack's outlines are valid, and each block lies in its own district", "[pack]")
{
    std::vector<MultiPolygon> outlines;
    for (const District& district : pack().districts) {
        CHECK_FALSE(whyInvalid(district.outline));
        outlines.push_back(district.outline);
    }
    const AreaLocator locator(outlines);
    std::size_t wrong = 0, invalid = 0;
    for (const DemandArea& block : pack().demandAreas) {
        const auto index = locator.locate(block.representativePoint);
        wrong += index == AreaLocator::outside ||
                 pack().districts[static_cast<std::size_t>(index)].code != block.districtCode;
        invalid += whyInvalid(block.outline).has_value();
    }
    CHECK(wrong == 0);
    CHECK(invalid == 0);
}

TEST_CASE("every border edge of two blocks is one edge, walked once each way", "[pack]")
{
    // Neither gap nor overlap: an edge has one area on each side, or one and the outside of its district.
    std::map<std::pair<std::pair<double, double>, std::pair<double, double>>, int> uses;
    for (const DemandArea& block : pack().demandAreas)
        for (const Polygon& polygon : block.outline)
            for (const Ring& ring : polygon.rings)
                for (std::size_t i = 1; i < ring.size(); ++i) {
                    const std::pair a{ring[i - 1].x, ring[i - 1].y}, b{ring[i].x, ring[i].y};
                    ++uses[{std::min(a, b), std::max(a, b)}];
                }
    std::size_t more = 0;
    for (const auto& [edge, count] : uses)
        more += count > 2;
    CHECK(more == 0);
    // A district's edges are edges of its blocks, vertex for vertex.
    std::size_t strange = 0;
    for (const District& district : pack().districts)
        for (const Polygon& polygon : district.outline)
            for (const Ring& ring : polygon.rings)
                for (std::size_t i = 1; i < ring.size(); ++i) {
                    const std::pair a{ring[i - 1].x, ring[i - 1].y}, b{ring[i].x, ring[i].y};
                    strange += !uses.contains({std::min(a, b), std::max(a, b)});
                }
    CHECK(strange == 0);
}

TEST_CASE("22 towns are marked as split, one as disputed, and every block says how sure its district is", "[pack]")
{
    std::set<std::string> split, disputed, words;
    int splitPeople = 0, disputedPeople = 0;
    for (const DemandArea& block : pack().demandAreas) {
        words.insert(block.confidence);
        CHECK(block.isTownSplit == (block.confidence == "split"));
        if (block.isTownSplit) {
            split.insert(block.town);
            splitPeople += block.people;
        }
        if (block.confidence == "disputed") {
            disputed.insert(block.town);
            disputedPeople += block.people;
        }
    }
    CHECK(split.size() == 22);
    CHECK(splitPeople == 8972);
    CHECK(disputed == std::set<std::string>{"大手町"});
    CHECK(disputedPeople == 149);
    CHECK(words == std::set<std::string>{"certain", "disputed", "inferred", "split"});
}

TEST_CASE("all 29 centres lie in the district whose name they carry", "[pack]")
{
    int main = 0, branches = 0;
    std::set<std::string> mains;
    for (const Facility& facility : pack().facilities) {
        if (facility.kind != "community_centre" && facility.kind != "centre_branch")
            continue;
        REQUIRE(facility.placement.rest == Placement::Rest::None);
        const District* district = findDistrict(pack(), facility.placement.districtCode);
        REQUIRE(district);
        // 二島地域交流センター is the centre of 秋穂二島.
        const std::string name = district->name == "秋穂二島" ? "二島" : district->name;
        INFO(facility.name);
        CHECK(facility.name.find(name) != std::string::npos);
        if (facility.kind == "community_centre") {
            ++main;
            mains.insert(district->code);
        } else {
            ++branches;
            CHECK((district->name == "徳地" || district->name == "阿東"));
        }
    }
    CHECK(main == 21);
    CHECK(mains.size() == 21);
    CHECK(branches == 8);
}

TEST_CASE("every row of every file is in a district or in one of the two rests", "[pack]")
{
    const std::map<std::string, Reconciliation> expected = {
        {"census_2020_blocks", {4430, 0, 0, 4430}},
        {"community_centres", {29, 0, 0, 29}},
        {"emergency_shelters", {221, 0, 1, 222}},
        {"aed", {216, 1, 0, 217}},
        {"clinics", {145, 0, 1, 146}},
        {"dentists", {76, 0, 0, 76}},
        {"childcare", {71, 0, 0, 71}},
        {"schools", {49, 0, 0, 49}},
        {"health_welfare", {10, 0, 0, 10}},
        {"libraries", {6, 0, 0, 6}},
        {"roadside_stations", {4, 0, 0, 4}},
        {"bus_stops_2010", {671, 1, 0, 672}},
        {"rail_stations_2021", {29, 0, 0, 29}},
    };
    for (const auto& [sourceId, rows] : expected) {
        INFO(sourceId);
        CHECK((rowsOf(sourceId) == rows));
        // Counted again from the records themselves.
        double records = 0;
        for (const Facility& facility : pack().facilities)
            records += facility.sourceId == sourceId;
        for (const Stop& stop : pack().stops)
            records += stop.sourceId == sourceId;
        for (const DemandArea& block : pack().demandAreas)
            records += block.sourceId == sourceId;
        CHECK(records == rows.source);
    }
}

TEST_CASE("the known faults of the files are found by rule and kept as findings", "[pack]")
{
    std::map<std::string, int> rules;
    for (const Finding& finding : pack().findings) {
        const std::string rule = finding.id.substr(finding.id.rfind('.') + 1);
        ++rules[finding.sourceId + " " + rule];
        CHECK_FALSE(finding.text.ja.empty());
        CHECK_FALSE(finding.text.en.empty());
        CHECK(finding.sourceRow > 0);
    }
    CHECK(rules["emergency_shelters place_equal"] == 1);
    CHECK(rules["aed place_outside_city"] == 1);
    CHECK(rules["clinics row_empty"] == 1);
    CHECK(rules["bus_stops_2010 place_outside_city"] == 1);
    for (const Facility& facility : pack().facilities) {
        CHECK(facility.place.has_value() == (facility.placement.rest != Placement::Rest::Unplaced));
        if (facility.placement.rest == Placement::Rest::Unplaced && facility.kind == "shelter") {
            CHECK(facility.name == "秋穂小学校校舎");
            CHECK(facility.sourceRow == 140);
        }
    }
}

TEST_CASE("ids are unique, and hospitals are told from clinics", "[pack]")
{
    std::set<std::string> ids;
    std::map<std::string, int> kinds;
    for (const Facility& facility : pack().facilities) {
        CHECK(ids.insert(facility.id).second);
        ++kinds[facility.kind];
    }
    CHECK(kinds["hospital"] == 17);
    CHECK(kinds["clinic"] == 129);  // 121 + 7, and the empty record
    CHECK(kinds["shelter"] == 222);
}

TEST_CASE("taxi lines of 2010 and taxi districts of 2024 stand apart", "[pack]")
{
    std::set<std::string> taxiLines;
    for (const Route& route : pack().routes) {
        CHECK(route.dataYear == (route.kind == RouteKind::Rail ? 2021 : 2010));
        if (route.kind == RouteKind::Taxi)
            for (const std::string& line : route.lines)
                if (line.find("号") != std::string::npos || line.find("GO") != std::string::npos)
                    taxiLines.insert(line);
    }
    CHECK(taxiLines.contains("サルビア号"));
    CHECK(taxiLines.contains("みんなでGO！"));
    REQUIRE(pack().taxiDistricts.size() == 8);
    std::set<std::string> codes;
    for (const TaxiDistrict& taxi : pack().taxiDistricts) {
        codes.insert(taxi.districtCode);
        CHECK(taxi.fiscalYear == 2024);
        CHECK(taxi.subArea == (taxi.districtCode == "20" ? "藤木" : ""));
        CHECK(taxi.citation.find("p.13") != std::string::npos);
    }
    CHECK(codes == std::set<std::string>{"05", "07", "08", "15", "16", "17", "19", "20"});
}

TEST_CASE("KGI and KPI carry their series; what was not surveyed is missing and not zero", "[pack]")
{
    REQUIRE(pack().indicators.size() == 7);
    CHECK(pack().values.size() == 35);
    const auto value = [](const std::string& id, int year, Series series) {
        for (const IndicatorValue& v : pack().values)
            if (v.indicatorId == id && v.year.year == year && v.series == series)
                return v;
        FAIL(id);
        return IndicatorValue{};
    };
    CHECK(value("kgi.1", 2022, Series::Actual).value.number() == 67.0);
    CHECK(value("kgi.1", 2027, Series::Target).value.number() == 85.0);
    CHECK(value("kgi.1", 2023, Series::Actual).value.absence() == Absence::Missing);
    CHECK(value("kpi.3", 2024, Series::Actual).value.number() == 122);
    CHECK(value("kpi.2", 2022, Series::Base).value.number() == 188);
    for (const Indicator& indicator : pack().indicators)
        CHECK(indicator.cityOnly);
}

TEST_CASE("every source says who, when and under what licence; borders say that they are inferred", "[pack]")
{
    std::set<std::string> ids;
    for (const SourceEdition& source : pack().sources) {
        INFO(source.sourceId);
        CHECK(ids.insert(source.sourceId).second);
        CHECK(source.sha256.size() == 64);
        for (const std::string* text :
             {&source.title.ja, &source.title.en, &source.publisher, &source.licence, &source.credit, &source.fileName})
            CHECK_FALSE(text->empty());
    }
    const SourceEdition* borders = findSource(pack(), "district_borders");
    REQUIRE(borders);
    CHECK(borders->limits.ja.find("推定") != std::string::npos);
    CHECK(borders->limits.en.find("inferred") != std::string::npos);
    CHECK(pack().asOf == "2024-10-31");
}

TEST_CASE("what is read is written back byte for byte", "[pack]")
{
    const fs::path folder = freshFolder("again");
    REQUIRE(writePack(pack(), folder.string()));
    checkSameFiles(committedPack, folder);
    Diagnostics diagnostics;
    const auto again = readPack(folder.string(), diagnostics);
    REQUIRE(again);
    CHECK((*again == pack()));
}

TEST_CASE("a fresh build of the original files is the committed pack, twice over", "[pack]")
{
    NEEDS_SHARED(shared);
    for (const char* name : {"first", "second"}) {
        const fs::path folder = freshFolder(name);
        const auto report =
            buildPack({(shared / "geodata").string(), folder.string(), (shared / "seeds" / "facts").string(),
                       std::string(CHIIKI_SOURCE_DIR) + "/data", ""});
        REQUIRE(report);
        for (const PackCheck& check : report->checks) {
            INFO(check.title.en << ": " << check.actual << " (expected " << check.expected << ")");
            CHECK(check.holds);
        }
        checkSameFiles(committedPack, folder);
    }
}

TEST_CASE("the pack's districts have the areas of the clean borders", "[pack]")
{
    NEEDS_SHARED(shared);
    Diagnostics diagnostics;
    const auto clean =
        readVectorLayer((shared / "geodata/districts/districts21_clean.geojson").string(), {}, diagnostics);
    REQUIRE(clean);
    const auto code = clean->field("code");
    REQUIRE(code);
    const auto toPlane = Transform::between(storedEpsg, 6671);
    REQUIRE(toPlane);
    std::size_t compared = 0;
    for (const VectorFeature& feature : clean->features) {
        const District* district = findDistrict(pack(), feature.values[*code]);
        REQUIRE(district);
        const double expected = areaOf((*toPlane)(feature.area)), actual = areaOf((*toPlane)(district->outline));
        INFO(district->name);
        CHECK(std::abs(actual / expected - 1) < 1e-4);
        ++compared;
    }
    CHECK(compared == 21);
}

TEST_CASE("a folder without the original files, and one without the small tables, say which file is missing", "[pack]")
{
    const auto noSource =
        buildPack({"no/such/folder", freshFolder("none").string(), "", std::string(CHIIKI_SOURCE_DIR) + "/data", ""});
    REQUIRE_FALSE(noSource);
    CHECK(noSource.error().where.find("no/such/folder") != std::string::npos);
    const auto noTables = buildPack({"no/such/folder", freshFolder("none").string(), "", "no/tables", ""});
    REQUIRE_FALSE(noTables);
    CHECK(noTables.error().where.find("no/tables") != std::string::npos);
}
