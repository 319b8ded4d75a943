#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <random>

#include <nlohmann/json.hpp>

#include "core/model/overlay_json.h"

using namespace chiiki;
using nlohmann::json;

namespace {

/// Values drawn with a fixed seed: texts with every awkward letter, numbers of every size.
struct Draw {
    std::mt19937 engine;

    int number(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine); }
    double real() { return std::ldexp(std::uniform_real_distribution<double>(-1, 1)(engine), number(-60, 60)); }
    std::string text()
    {
        static const char* parts[] = {"", "a", "\"", "\\", "大殿", "\n", "/~", "{0}", "🏠"};
        std::string drawn;
        for (int i = number(0, 4); i > 0; --i)
            drawn += parts[number(0, 8)];
        return drawn;
    }
    Text title() { return {"題" + text(), "T" + text()}; }
    Point point() { return {number(-1800, 1800) / 10.0, number(-900, 900) / 10.0}; }
};

IndicatorValue drawnValue(Draw& draw, const std::string& id, int year)
{
    IndicatorValue value;
    value.indicatorId = id;
    value.districtCode = draw.number(0, 3) ? std::to_string(10 + draw.number(0, 20)) : std::string();
    value.year.year = year;
    value.series = static_cast<Series>(draw.number(0, 3));
    const Status status = static_cast<Status>(draw.number(0, 3));
    value.value = draw.number(0, 2) ? Value::of(draw.real(), status)
                                    : Value::absent(static_cast<Absence>(draw.number(0, 2)), status);
    return value;
}

}  // namespace

TEST_CASE("an answer read again is the answer that was written", "[overlay_json]")
{
    Draw draw{std::mt19937(20240401)};
    for (int round = 0; round < 200; ++round) {
        Overlay overlay;
        for (int i = draw.number(0, 3); i > 0; --i) {
            IndicatorResult result;
            result.indicator.id = "i" + std::to_string(i);
            for (int year = draw.number(2000, 2005); year < 2006; ++year) {
                result.values.push_back(drawnValue(draw, result.indicator.id, year));
                result.values.back().sourceId = draw.text();
                result.values.back().note = draw.text();
            }
            overlay.indicators.push_back(result);
        }
        for (int i = draw.number(0, 3); i > 0; --i) {
            Finding finding;
            finding.id = "f" + draw.text();
            finding.severity = static_cast<Severity>(draw.number(0, 2));
            finding.districtCode = draw.number(0, 1) ? "03" : "";
            finding.text = draw.title();
            if (draw.number(0, 1))
                finding.action = draw.title();
            if (draw.number(0, 1))
                finding.year = draw.number(1990, 2030);
            if (draw.number(0, 1))
                finding.place = draw.point();
            finding.rows.assign(static_cast<std::size_t>(draw.number(0, 2)), "award:" + draw.text());
            finding.isSample = draw.number(0, 1) == 1;
            finding.isAmiss = draw.number(0, 1) == 1;
            overlay.findings.push_back(finding);
        }
        overlay.layers.push_back({"a", R"({"coordinates":[131.5,34.25],"type":"Point"})"});
        const auto read = parseAnswer(answerJson(overlay));
        REQUIRE(read);
        REQUIRE(read->indicators.size() == overlay.indicators.size());
        for (std::size_t i = 0; i < read->indicators.size(); ++i) {
            CHECK(read->indicators[i].indicator.id == overlay.indicators[i].indicator.id);
            CHECK(read->indicators[i].values == overlay.indicators[i].values);
        }
        CHECK(read->findings == overlay.findings);
        CHECK(read->layers.at(0).geojson == overlay.layers[0].geojson);
    }
}

TEST_CASE("a request read again is the request that was written", "[overlay_json]")
{
    Draw draw{std::mt19937(7)};
    for (int round = 0; round < 100; ++round) {
        OverlayRequest request;
        request.overlay = "grants";
        request.locale = "ja";
        request.asOf = "2026-11-20";
        request.years = {2023, 2024};
        request.dataYear = draw.number(2000, 2030);
        request.parameters = {{"cap", draw.text()}};
        request.districts = {{"01", "大殿" + draw.text(), 13.5, 7411, 3380}};
        PluginTable table{"grants", "award", {{"amount", FieldType::Yen}, {"name", FieldType::Text}}, {}};
        for (int i = draw.number(0, 4); i > 0; --i) {
            PluginRow row;
            row.uid = "u" + std::to_string(i) + draw.text();
            row.values = {draw.number(0, 1) ? FieldValue(draw.real()) : FieldValue(),
                          draw.number(0, 1) ? FieldValue("n" + draw.text()) : FieldValue()};
            row.districtCodes = {"01"};
            row.placement = Placement::in("01");
            if (draw.number(0, 1)) {
                row.districtCodes.clear();
                row.placement = draw.number(0, 1) ? Placement::outside("") : Placement::unplaced("");
            }
            if (draw.number(0, 1))
                row.fiscalYear = 2024;
            row.sourceId = draw.text();
            row.citation = draw.text();
            row.status = static_cast<Status>(draw.number(0, 3));
            row.sourceRow = draw.number(0, 99);
            table.rows.push_back(row);
        }
        request.tables = {table};
        request.demandAreas = {{"k", "01", draw.point(), {draw.real(), draw.real()}, 12, 5}};
        OverlayRequest::Place place{"f", "clinic", draw.text(), "", {}, {}, {}, {{"beds", draw.text()}}, "s"};
        if (draw.number(0, 1)) {
            place.lonLat = draw.point();
            place.plane = Point{draw.real(), draw.real()};
            place.capacity = draw.number(0, 500);
        }
        request.facilities = {place};
        request.routes = {{"r", "taxi", {draw.text()}, {{draw.point(), draw.point()}}, {{draw.point()}}, 2010}};
        request.others = {drawnValue(draw, "population.total", 2020)};
        const std::string written = requestJson(request);
        const auto read = parseRequest(written);
        INFO((read ? std::string() : describe(read.error(), Language::English)));
        REQUIRE(read);
        CHECK(read->tables == request.tables);
        CHECK(read->others == request.others);
        CHECK(read->parameters == request.parameters);
        CHECK(read->years == request.years);
        CHECK(read->dataYear == request.dataYear);
        CHECK(read->districts.at(0).areaKm2 == 13.5);
        CHECK(read->facilities.at(0).capacity == place.capacity);
        CHECK(read->facilities.at(0).plane == place.plane);
        CHECK(read->routes.at(0).lonLat == request.routes[0].lonLat);
        CHECK(requestJson(*read) == written);
    }
}

TEST_CASE("a district without an outline has an area that is null and not 0", "[overlay_json]")
{
    OverlayRequest request;
    request.districts = {{"01", "大殿", std::numeric_limits<double>::quiet_NaN(), 1, 1}};
    const std::string written = requestJson(request);
    CHECK(json::parse(written)["districts"][0]["area_km2"].is_null());
    CHECK(std::isnan(parseRequest(written)->districts.at(0).areaKm2));
}

TEST_CASE("what a request gets wrong is told with its place", "[overlay_json]")
{
    const auto place = [](const std::string& rest) {
        const auto read =
            parseRequest(R"({"api":1,"overlay":"a","locale":"ja","as_of":"2024-04-01","data_year":2024)" + rest + "}");
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == ErrorKind::BadFormat);
        return read.error().where + " " + std::string(read.error().message.code);
    };
    CHECK(place(R"(,"district":[])") == "/district base.json_key_unknown");
    CHECK(place(R"(,"years":[2024.5])") == "/years/0 base.json_not_integer");
    CHECK(place(R"(,"parameters":{"a/b":1})") == "/parameters/a~1b base.json_not_text");
    CHECK(place(R"(,"districts":{})") == "/districts base.json_not_list");
    CHECK(place(R"(,"districts":[{"code":"01","name":"n","area_km2":null,"people":1}])") ==
          "/districts/0 base.json_key_missing");
    CHECK(place(R"(,"demand_areas":[7])") == "/demand_areas/0 base.json_not_object");
    CHECK(place(R"(,"facilities":[{"id":"f","kind":"k","name":"n","district":"","plane":[1]}])") ==
          "/facilities/0/plane plugin.not_a_point");
    CHECK(place(R"(,"routes":[{"id":"r","kind":"bus","data_year":2024,"plane":[[[1,2],3]]}])") ==
          "/routes/0/plane/0/1 plugin.not_a_point");
    CHECK(place(R"(,"tables":{"t":[]})") == "/tables/t plugin.table_without_columns");
    CHECK(place(R"(,"tables":{"t":[{"row_uid":"u"}]},"columns":{"t":[{"id":"sum","type":"number"}]})") ==
          "/tables/t/0 base.json_key_missing");
    CHECK(place(R"(,"others":{"a.b":[{"district":"01","year":2024,"series":1,"status":"official"}]})") ==
          "/others/a.b/0/series base.json_not_text");
    CHECK(place(R"(,"years":[1)") == " base.json_wrong");
    CHECK(place(R"(,"years":[1e999])") == " base.json_not_finite");
    CHECK(parseRequest("[]").error().message.code == "base.json_not_object");
}

TEST_CASE("a request may give whole numbers beyond 64 bits, and a table more columns than a row has bits of its own",
          "[overlay_json]")
{
    OverlayRequest request;
    request.overlay = "a";
    request.demandAreas = {{"k", "01", {131, 34}, {23456789012345670000.0, 1}, 1, 1}};
    PluginTable table{"a", "t", {}, {}};
    PluginRow row;
    row.sourceId = "s";
    for (int i = 0; i < 70; ++i) {
        table.columns.push_back({"c" + std::to_string(i), FieldType::Decimal});
        row.values.emplace_back(static_cast<double>(i));
    }
    // Columns may have the names of what every row tells.
    table.columns.push_back({"fiscal_year", FieldType::FiscalYear});
    table.columns.push_back({"district_code", FieldType::Districts});
    row.fiscalYear = 2024;
    row.districtCodes = {"01", "02"};
    row.values.emplace_back(2024.0);
    row.values.emplace_back("01;02");
    table.rows = {row};
    request.tables = {table};
    const std::string written = requestJson(request);
    REQUIRE(written.find("[23456789012345") != std::string::npos);
    const auto read = parseRequest(written);
    REQUIRE(read);
    CHECK(read->demandAreas[0].plane.x == 23456789012345670000.0);
    CHECK(read->tables == request.tables);
}

TEST_CASE("what an answer gets wrong is told with its place", "[overlay_json]")
{
    const auto place = [](const std::string& indicators, const std::string& rest = "") {
        const auto read =
            parseAnswer(R"({"api":1,"indicators":[{"id":"a","values":[)" + indicators + "]}]" + rest + "}");
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == ErrorKind::BadFormat);
        return read.error().where + " " + std::string(read.error().message.code);
    };
    const std::string good = R"({"district":"01","year":2024,"value":1,"status":"computed"})";
    CHECK(parseAnswer(R"({"api":1,"indicators":[{"id":"a","values":[)" + good + "]}]}"));
    const std::string value = "/indicators/0/values/0";
    CHECK(place(R"({"district":"01","year":2024,"value":null,"status":"computed"})") ==
          value + "/value base.json_not_number");
    CHECK(place(R"({"district":"01","year":2024,"value":1,"absent":"missing","status":"computed"})") ==
          value + " plugin.value_or_absent");
    CHECK(place(R"({"district":"01","year":2024,"value":1,"status":"true"})") == value + "/status plugin.word_unknown");
    CHECK(place(R"({"district":"01","year":2024,"value":1,"status":"official","series":"past"})") ==
          value + "/series plugin.word_unknown");
    CHECK(place(R"({"district":"01","value":1,"status":"official"})") == value + " base.json_key_missing");
    CHECK(place(R"({"district":"01","year":2024,"value":NaN,"status":"official"})") == " base.json_wrong");
    CHECK(place(R"({"district":"01","year":2024,"value":1e999,"status":"official"})") == " base.json_not_finite");
    CHECK(place(good, R"(,"findings":[{"id":"f","severity":"act","text":{"ja":"a","en":"b"},"point":[200,0]}])") ==
          "/findings/0/point plugin.not_a_point");
    CHECK(parseAnswer("").error().message.code == "base.json_wrong");
    CHECK(parseAnswer(R"({"api":2})").error().where == "/api");
}
