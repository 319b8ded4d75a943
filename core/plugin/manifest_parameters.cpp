#include <algorithm>

#include "core/plugin/manifest_context.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

void readRange(const JsonObject& object, ParameterSpec& spec, JsonFaults& faults)
{
    const auto minimum = object.require("min"), maximum = object.require("max"), standard = object.require("default");
    spec.step = object.number("step").value_or(1);
    if (spec.step <= 0)
        object.add("step", {"plugin.not_positive", {}});
    const auto low = minimum ? readNumber(*minimum, faults) : std::nullopt;
    const auto high = maximum ? readNumber(*maximum, faults) : std::nullopt;
    const auto usual = standard ? readNumber(*standard, faults) : std::nullopt;
    if (!low || !high || !usual)
        return;
    spec.minimum = low.value_or(0);
    spec.maximum = high.value_or(0);
    const double number = usual.value_or(0);
    spec.defaultValue = shortestText(number);
    if (spec.maximum < spec.minimum)
        faults.add(*maximum, {"plugin.range_reversed", {shortestText(spec.minimum), shortestText(spec.maximum)}});
    else if (number < spec.minimum || number > spec.maximum)
        faults.add(*standard, {"plugin.default_outside",
                               {spec.defaultValue, shortestText(spec.minimum), shortestText(spec.maximum)}});
}

void readChoiceOf(const JsonObject& object, ParameterSpec& spec, JsonFaults& faults)
{
    spec.choices = readChoices(object);
    const auto place = object.require("default");
    const auto word = place ? readText(*place, faults) : std::nullopt;
    if (!word)
        return;
    std::vector<std::string> ids;
    for (const Choice& choice : spec.choices)
        ids.push_back(choice.id);
    if (std::find(ids.begin(), ids.end(), *word) == ids.end())
        faults.add(*place, {"plugin.choice_unknown", {spec.id, *word, namesToOffer(*word, ids)}});
    spec.defaultValue = *word;
}

}  // namespace

void readParameters(const JsonObject& manifest, ManifestContext& context)
{
    std::set<std::string> seen;
    for (const JsonPlace& place : manifest.list("parameters")) {
        const JsonObject object(place, keysOf("parameter"), context.faults);
        if (!object.isObject())
            continue;
        ParameterSpec spec;
        spec.id = readId(object, seen);
        spec.title = requireTitle(object);
        spec.unit = object.text("unit").value_or("");
        const auto type = readWord(object, "type", parameterWords, true);
        if (type == ParameterType::Number) {
            spec.type = *type;
            refuseKeys(object, {"choices"}, "type: number");
            readRange(object, spec, context.faults);
        } else if (type == ParameterType::Choice) {
            spec.type = *type;
            refuseKeys(object, {"min", "max", "step"}, "type: choice");
            readChoiceOf(object, spec, context.faults);
        } else if (type == ParameterType::YesNo) {
            spec.type = *type;
            refuseKeys(object, {"min", "max", "step", "choices", "unit"}, "type: yes_no");
            static constexpr std::string_view words[] = {"yes", "no"};
            if (const auto standard = object.require("default"))
                spec.defaultValue = readWordOf(*standard, words, context.faults).value_or("");
        }
        if (!spec.id.empty())
            context.manifest.parameters.push_back(std::move(spec));
    }
}

void readFacilityKinds(const JsonObject& manifest, ManifestContext& context)
{
    std::set<std::string> seen;
    for (const JsonPlace& place : manifest.list("facility_kinds")) {
        const JsonObject object(place, keysOf("facility_kind"), context.faults);
        if (!object.isObject())
            continue;
        FacilityKind kind;
        kind.id = readId(object, seen);
        kind.title = requireTitle(object);
        kind.glyph = object.text("glyph").value_or("");
        kind.order = object.integer("order").value_or(0);
        if (!kind.id.empty())
            context.manifest.facilityKinds.push_back(std::move(kind));
    }
}

void readExecutable(const JsonObject& manifest, ManifestContext& context)
{
    constexpr double mostSeconds = 600;
    constexpr int leastMb = 16, mostMb = 16384;
    const auto place = manifest.find("executable");
    if (!place)
        return;
    ExecutableSpec spec;
    const auto takePath = [&](const JsonPlace& path) {
        const auto text = readText(path, context.faults);
        if (text && !isInsideFolder(*text))
            context.faults.add(path, {"plugin.path_outside", {*text}});
        spec.path = text.value_or("");
    };
    if (!place->value().is_object()) {
        takePath(*place);
        context.manifest.executable = spec;
        return;
    }
    const JsonObject object(*place, keysOf("executable"), context.faults);
    if (const auto path = object.require("path"))
        takePath(*path);
    spec.seconds = object.number("seconds").value_or(spec.seconds);
    if (spec.seconds <= 0 || spec.seconds > mostSeconds)
        object.add("seconds", {"plugin.out_of_range", {"0", shortestText(mostSeconds)}});
    spec.memoryMb = object.integer("memory_mb").value_or(spec.memoryMb);
    if (spec.memoryMb < leastMb || spec.memoryMb > mostMb)
        object.add("memory_mb", {"plugin.out_of_range", {std::to_string(leastMb), std::to_string(mostMb)}});
    context.manifest.executable = spec;
}

}  // namespace chiiki
