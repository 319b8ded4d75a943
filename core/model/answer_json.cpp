#include <cmath>

#include "core/base/json_reader.h"
#include "core/model/overlay_json.h"
#include "core/model/overlay_json_keys.h"

namespace chiiki {
namespace {

using nlohmann::json;

constexpr std::string_view city = "city";

json titleJson(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en}};
}

json districtJson(const std::string& code)
{
    return code.empty() ? json(city) : json(code);
}

/// A word of a fixed list; the message names all of them.
template <typename T>
std::optional<T> readWordAs(const JsonPlace& place, std::optional<T> (*parse)(std::string_view), const char* known,
                            JsonFaults& faults)
{
    const auto word = readText(place, faults);
    const auto value = word ? parse(*word) : std::nullopt;
    if (word && !value)
        faults.add(place, {"plugin.word_unknown", {*word, known}});
    return value;
}

std::string readDistrict(const JsonPlace& place, JsonFaults& faults)
{
    auto code = readText(place, faults);
    if (code && code->empty())
        faults.add(place, {"plugin.district_empty", {}});
    return !code || *code == city ? std::string() : *code;
}

std::vector<std::string> readTexts(const JsonObject& object, std::string_view key)
{
    std::vector<std::string> texts;
    for (const JsonPlace& place : object.list(key))
        if (auto text = readText(place, object.faults()))
            texts.push_back(std::move(*text));
    return texts;
}

IndicatorValue readValue(const JsonPlace& place, const std::string& indicatorId, JsonFaults& faults)
{
    const JsonObject object(place, answerValueKeys, faults);
    IndicatorValue value;
    value.indicatorId = indicatorId;
    if (const auto district = object.require("district"))
        value.districtCode = readDistrict(*district, faults);
    if (const auto year = object.require("year"))
        value.year.year = readInteger(*year, faults).value_or(0);
    const auto number = object.find("value"), absent = object.find("absent");
    if (object.isObject() && number.has_value() == absent.has_value())
        faults.add(place, {"plugin.value_or_absent", {}});
    if (number)
        value.value.content = readNumber(*number, faults).value_or(0);
    else if (absent)
        value.value.content = readWordAs<Absence>(*absent, parseAbsence, "missing, suppressed, not_applicable", faults)
                                  .value_or(Absence::Missing);
    if (const auto status = object.require("status"))
        value.value.status = readWordAs<Status>(*status, parseStatus, "official, computed, estimated, sample", faults)
                                 .value_or(Status::Sample);
    if (const auto series = object.find("series"))
        value.series =
            readWordAs<Series>(*series, parseSeries, "actual, base, target, forecast", faults).value_or(Series::Actual);
    readTexts(object, "rows");  // judged; rowsNamedIn reads them when somebody asks
    value.sourceId = object.text("source_id").value_or("");
    value.note = object.text("note").value_or("");
    return value;
}

std::optional<Point> readPoint(const JsonPlace& place, JsonFaults& faults)
{
    const json& value = place.value();
    if (!value.is_array() || value.size() != 2) {
        faults.add(place, {"plugin.not_a_point", {}});
        return std::nullopt;
    }
    const auto x = readNumber(JsonPlace(place, std::size_t{0}, value[0]), faults);
    const auto y = readNumber(JsonPlace(place, std::size_t{1}, value[1]), faults);
    if (!x || !y)
        return std::nullopt;
    if (std::abs(*x) > 180 || std::abs(*y) > 90)
        faults.add(place, {"plugin.not_a_point", {}});
    return Point{*x, *y};
}

Finding readFinding(const JsonPlace& place, JsonFaults& faults)
{
    const JsonObject object(place, answerFindingKeys, faults);
    Finding finding;
    if (const auto id = object.require("id"))
        finding.id = readText(*id, faults).value_or("");
    if (const auto severity = object.require("severity"))
        finding.severity =
            readWordAs<Severity>(*severity, parseSeverity, "act, watch, note", faults).value_or(Severity::Note);
    if (const auto district = object.find("district"))
        finding.districtCode = readDistrict(*district, faults);
    finding.year = object.integer("year");
    if (const auto text = object.require("text"))
        finding.text = readTitle(*text, faults).value_or(Text{});
    if (const auto action = object.find("action"))
        finding.action = readTitle(*action, faults).value_or(Text{});
    finding.rows = readTexts(object, "rows");
    if (const auto point = object.find("point"))
        finding.place = readPoint(*point, faults);
    finding.sourceId = object.text("source").value_or("");
    if (const auto about = object.find("about"))
        finding.about = readTitle(*about, faults).value_or(Text{});
    if (const auto subject = object.find("subject"))
        finding.subject = readTitle(*subject, faults).value_or(Text{});
    finding.isSample = object.yesNo("sample").value_or(false);
    finding.isAmiss = object.yesNo("amiss").value_or(true);
    return finding;
}

json valueJson(const IndicatorValue& value)
{
    json written = {{"district", districtJson(value.districtCode)},
                    {"year", value.year.year},
                    {"status", code(value.value.status)},
                    {"series", code(value.series)}};
    if (const auto number = value.value.number())
        written["value"] = *number;  // not finite: null, which no reader takes
    else
        written["absent"] = code(value.value.absence());
    if (!value.sourceId.empty())
        written["source_id"] = value.sourceId;
    if (!value.note.empty())
        written["note"] = value.note;
    return written;
}

json findingJson(const Finding& finding)
{
    json written = {{"id", finding.id}, {"severity", code(finding.severity)}, {"text", titleJson(finding.text)}};
    if (!finding.districtCode.empty())
        written["district"] = finding.districtCode;
    if (finding.year)
        written["year"] = *finding.year;
    if (finding.action != Text{})
        written["action"] = titleJson(finding.action);
    if (!finding.sourceId.empty())
        written["source"] = finding.sourceId;
    if (finding.subject != Text{})
        written["subject"] = titleJson(finding.subject);
    if (finding.about != Text{})
        written["about"] = titleJson(finding.about);
    if (!finding.rows.empty())
        written["rows"] = finding.rows;
    if (finding.place)
        written["point"] = {finding.place->x, finding.place->y};
    if (finding.isSample)
        written["sample"] = true;
    if (!finding.isAmiss)
        written["amiss"] = false;
    return written;
}

}  // namespace

std::string answerJson(const Overlay& overlay)
{
    json indicators = json::array(), layers = json::array(), findings = json::array();
    for (const IndicatorResult& result : overlay.indicators) {
        json values = json::array();
        for (const IndicatorValue& value : result.values)
            values.push_back(valueJson(value));
        const std::string& id = result.indicator.id;
        const std::size_t dot = id.find('.');
        indicators.push_back({{"id", dot == std::string::npos ? id : id.substr(dot + 1)}, {"values", values}});
        if (result.recipe.formula != Text{})
            indicators.back()["formula"] = titleJson(result.recipe.formula);
        if (!result.recipe.sourceIds.empty())
            indicators.back()["uses"] = result.recipe.sourceIds;
    }
    for (const OverlayLayer& layer : overlay.layers)
        layers.push_back({{"id", layer.id}, {"geojson", json::parse(layer.geojson, nullptr, false)}});
    for (const Finding& finding : overlay.findings)
        findings.push_back(findingJson(finding));
    const json answer = {{"api", 1}, {"indicators", indicators}, {"layers", layers}, {"findings", findings}};
    return answer.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Overlay> parseAnswer(const std::string& text)
{
    Diagnostics diagnostics;
    JsonFaults faults({}, diagnostics);
    const auto document = parseJson(text, RepeatedKeys::Ignored, faults);
    if (!document)
        return tl::unexpected(faults.first(ErrorKind::BadFormat));
    const JsonPlace root(*document);
    const JsonObject object(root, answerKeys, faults);
    Overlay overlay;
    const auto api = object.require("api");
    if (api && api->value() != 1)
        faults.add(*api,
                   {"plugin.wrong_version", {api->value().dump(-1, ' ', true, json::error_handler_t::replace), "1"}});
    for (const JsonPlace& place : object.list("indicators")) {
        const JsonObject indicator(place, answerIndicatorKeys, faults);
        IndicatorResult result;
        if (const auto id = indicator.require("id"))
            result.indicator.id = readText(*id, faults).value_or("");
        indicator.require("values");
        for (const JsonPlace& value : indicator.list("values"))
            result.values.push_back(readValue(value, result.indicator.id, faults));
        if (const auto formula = indicator.find("formula"))
            result.recipe.formula = readTitle(*formula, faults).value_or(Text{});
        // Parts of the request: who knows the editions behind them puts those in their place.
        result.recipe.sourceIds = readTexts(indicator, "uses");
        overlay.indicators.push_back(std::move(result));
    }
    for (const JsonPlace& place : object.list("layers")) {
        const JsonObject layer(place, answerLayerKeys, faults);
        const auto id = layer.require("id"), geojson = layer.require("geojson");
        overlay.layers.push_back(
            {id ? readText(*id, faults).value_or("") : "", geojson ? geojson->value().dump() : ""});
    }
    for (const JsonPlace& place : object.list("findings"))
        overlay.findings.push_back(readFinding(place, faults));
    if (!faults.isEmpty())
        return tl::unexpected(faults.first(ErrorKind::BadFormat));
    return overlay;
}

}  // namespace chiiki
