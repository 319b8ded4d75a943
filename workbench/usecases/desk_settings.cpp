#include "workbench/usecases/desk_settings.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "workbench/usecases/district_borders.h"
#include "workbench/usecases/plugin_settings.h"

namespace chiiki {
namespace {

using nlohmann::json;

constexpr int leastClasses = 2;
constexpr int mostClasses = 9;

constexpr const char* pinsKey = "pins";
std::string styleKey(std::string_view indicatorId)
{
    return "style:" + std::string(indicatorId);
}
std::string noteKey(std::string_view districtCode)
{
    return "note:" + std::string(districtCode);
}
std::string parametersKey(std::string_view pluginId)
{
    return "parameters:" + std::string(pluginId);
}

/// Empty where there is none.
std::string valueOf(const Snapshot& snapshot, std::string_view key)
{
    const auto found = std::find_if(snapshot.settings.begin(), snapshot.settings.end(),
                                    [&](const Setting& setting) { return setting.key == key; });
    return found == snapshot.settings.end() ? std::string() : found->value;
}

/// Discarded where there is none or it does not read.
json jsonOf(const Snapshot& snapshot, std::string_view key)
{
    return json::parse(valueOf(snapshot, key), nullptr, false);
}

std::string textOf(const json& value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// One setting put in place; an empty value takes it away.
Result<SnapshotPtr> commitSetting(Workspace& workspace, const std::string& key, const std::string& value,
                                  const Message& what, const ChangeStamp& stamp)
{
    auto present = workspace.snapshot();
    if (!present)
        return present;
    Snapshot next = **present;
    std::erase_if(next.settings, [&](const Setting& setting) { return setting.key == key; });
    if (!value.empty()) {
        const auto place = std::find_if(next.settings.begin(), next.settings.end(),
                                        [&](const Setting& setting) { return setting.key > key; });
        next.settings.insert(place, {key, value});
    }
    return workspace.commit(next, what, stamp);
}

bool ascend(const std::vector<double>& limits)
{
    return std::all_of(limits.begin(), limits.end(), [](double limit) { return std::isfinite(limit); }) &&
           std::adjacent_find(limits.begin(), limits.end(), std::greater_equal()) == limits.end();
}

bool isUsable(const ClassStyle& style)
{
    const bool hasLimits = !style.manualLimits.empty();
    const auto classes = hasLimits ? static_cast<int>(style.manualLimits.size()) + 1 : style.classes;
    return classes >= leastClasses && classes <= mostClasses && ascend(style.manualLimits);
}

/// nullopt where something of it does not read: half a style would be neither theirs nor ours.
std::optional<ClassStyle> readStyle(const json& said)
{
    if (!said.is_object())
        return std::nullopt;
    ClassStyle style;
    try {
        if (said.contains("method")) {
            const auto method = parseBreakMethod(said.at("method").get<std::string>());
            if (!method)
                return std::nullopt;
            style.method = *method;
        }
        if (said.contains("ramp")) {
            style.ramp = parseRamp(said.at("ramp").get<std::string>());
            if (!style.ramp)
                return std::nullopt;
        }
        if (said.contains("classes")) {
            if (!said.at("classes").is_number_integer())
                return std::nullopt;
            style.classes = said.at("classes").get<int>();
        }
        if (said.contains("limits"))
            style.manualLimits = said.at("limits").get<std::vector<double>>();
    } catch (const json::exception&) {
        return std::nullopt;
    }
    return isUsable(style) ? std::optional(style) : std::nullopt;
}

std::string titleOf(const Snapshot& snapshot, const std::string& indicatorId)
{
    const auto found = std::find_if(snapshot.indicators.begin(), snapshot.indicators.end(),
                                    [&](const Indicator& indicator) { return indicator.id == indicatorId; });
    return found == snapshot.indicators.end() || found->title.ja.empty() ? indicatorId : found->title.ja;
}

/// 「100年」, 「はい」 for a choice's id: as the form shows a value.
std::string shownValue(const ParameterSpec& spec, const std::string& value)
{
    for (const Choice& choice : spec.choices)
        if (choice.id == value && !choice.title.ja.empty())
            return choice.title.ja;
    return value;
}

/// 「想定 → 100年、範囲 → 市」: what is other than before.
std::string changesOf(const Manifest& manifest, const ParameterValues& before, const ParameterValues& after)
{
    std::string list;
    for (const ParameterSpec& spec : manifest.parameters) {
        const std::string now = parameterValue(manifest, after, spec.id);
        if (parameterValue(manifest, before, spec.id) == now)
            continue;
        list += (list.empty() ? "" : "、") + (spec.title.ja.empty() ? spec.id : spec.title.ja) + " → " +
                shownValue(spec, now);
    }
    return list;
}

}  // namespace

std::vector<std::string> pinnedIndicators(const Snapshot& snapshot)
{
    std::vector<std::string> ids;
    const json said = jsonOf(snapshot, pinsKey);
    if (!said.is_array())
        return ids;
    for (const json& id : said)
        if (id.is_string())
            ids.push_back(id.get<std::string>());
    return ids;
}

ClassStyle classStyleOf(const Snapshot& snapshot, std::string_view indicatorId)
{
    return readStyle(jsonOf(snapshot, styleKey(indicatorId))).value_or(ClassStyle());
}

std::string noteOf(const Snapshot& snapshot, std::string_view districtCode)
{
    return valueOf(snapshot, noteKey(districtCode));
}

ParameterValues parametersOf(const Snapshot& snapshot, std::string_view pluginId)
{
    ParameterValues values;
    const json said = jsonOf(snapshot, parametersKey(pluginId));
    if (!said.is_object())
        return values;
    for (const auto& [id, value] : said.items())
        if (value.is_string())
            values[id] = value.get<std::string>();
    return values;
}

ParameterValues parametersOf(const Snapshot& snapshot, const Manifest& manifest)
{
    ParameterValues values = parametersOf(snapshot, manifest.id);
    std::erase_if(values, [&](const auto& set) { return !checkParameter(manifest, set.first, set.second); });
    return values;
}

Result<SnapshotPtr> pinIndicators(Workspace& workspace, const std::vector<std::string>& ids, const ChangeStamp& stamp)
{
    std::vector<std::string> once;
    for (const std::string& id : ids)
        if (std::find(once.begin(), once.end(), id) == once.end())
            once.push_back(id);
    return commitSetting(workspace, pinsKey, once.empty() ? std::string() : textOf(once), {"edits.pins", {}}, stamp);
}

Result<SnapshotPtr> setClassStyle(Workspace& workspace, const std::string& indicatorId, const ClassStyle& style,
                                  const ChangeStamp& stamp, const std::string& title)
{
    if (!isUsable(style))
        return fail(ErrorKind::BadRequest,
                    {"edits.unusable_style", {std::to_string(leastClasses), std::to_string(mostClasses)}});
    auto present = workspace.snapshot();
    if (!present)
        return present;
    std::string value;
    if (style != ClassStyle()) {
        json said{{"method", code(style.method)}, {"classes", style.classes}};
        if (!style.manualLimits.empty())
            said["limits"] = style.manualLimits;
        if (style.ramp)
            said["ramp"] = code(*style.ramp);
        value = textOf(said);
    }
    return commitSetting(workspace, styleKey(indicatorId), value,
                         {"edits.style", {title.empty() ? titleOf(**present, indicatorId) : title}}, stamp);
}

Result<SnapshotPtr> setNote(Workspace& workspace, const std::string& districtCode, const std::string& text,
                            const ChangeStamp& stamp)
{
    auto present = workspace.snapshot();
    if (!present)
        return present;
    const District* district = findDistrict(**present, districtCode);
    if (!district)
        return fail(ErrorKind::NotFound, {"usecases.no_district", {districtCode, listOfDistricts(**present)}});
    const std::string kept = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
    return commitSetting(workspace, noteKey(districtCode), kept, {"edits.note", {district->name}}, stamp);
}

Result<SnapshotPtr> setParameters(Workspace& workspace, const Manifest& manifest, const ParameterValues& values,
                                  const ChangeStamp& stamp)
{
    ParameterValues kept;
    for (const auto& [id, value] : values) {
        if (const auto fits = checkParameter(manifest, id, value); !fits)
            return tl::unexpected(fits.error());
        if (value != findParameter(manifest, id)->defaultValue)
            kept[id] = value;
    }
    auto present = workspace.snapshot();
    if (!present)
        return present;
    const std::string title = manifest.title.ja.empty() ? manifest.id : manifest.title.ja;
    const Message what{"edits.parameters", {title, changesOf(manifest, parametersOf(**present, manifest), kept)}};
    return commitSetting(workspace, parametersKey(manifest.id), kept.empty() ? std::string() : textOf(kept), what,
                         stamp);
}

}  // namespace chiiki
