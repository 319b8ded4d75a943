#include "core/plugin/manifest_reader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/plugin/manifest_context.h"

namespace chiiki {
namespace {

constexpr std::size_t longestManifest = 4u << 20;
constexpr std::string_view manifestFile = "plugin.json";

/// The ids of a list, whatever else is wrong in it, so that a reference to one of them is not a second fault.
std::vector<std::string> idsOf(const nlohmann::json& document, std::string_view key)
{
    std::vector<std::string> ids;
    const auto list = document.find(key);
    if (list == document.end() || !list->is_array())
        return ids;
    for (const nlohmann::json& one : *list)
        if (one.is_object() && one.contains("id") && one["id"].is_string())
            ids.push_back(one["id"].get<std::string>());
    return ids;
}

void readNeeds(const JsonObject& object, ManifestContext& context)
{
    constexpr std::string_view other = "other:";
    for (const JsonPlace& place : object.list("needs")) {
        auto need = readText(place, context.faults);
        if (!need)
            continue;
        std::vector<std::string> known(std::begin(needWords), std::end(needWords));
        const bool isOther = need->starts_with(other);
        const std::string id = isOther ? need->substr(other.size()) : std::string();
        if (isOther && (id.find('.') == std::string::npos || id.front() == '.' || id.back() == '.')) {
            context.faults.add(place, {"plugin.other_wrong", {id}});
        } else if (isOther && id.starts_with(context.manifest.id + ".")) {
            context.faults.add(place, {"plugin.other_is_own", {id}});
        } else if (!isOther && std::find(known.begin(), known.end(), *need) == known.end()) {
            known.emplace_back("other:…");
            context.faults.add(place, {"plugin.word_unknown", {*need, namesToOffer(*need, known)}});
        } else if (std::find(context.manifest.needs.begin(), context.manifest.needs.end(), *need) !=
                   context.manifest.needs.end()) {
            context.faults.add(place, {"plugin.id_twice", {*need}});
        } else {
            context.manifest.needs.push_back(std::move(*need));
        }
    }
}

void readHead(const JsonObject& object, ManifestContext& context)
{
    Manifest& manifest = context.manifest;
    if (const auto api = object.require("api"))
        manifest.api = readInteger(*api, context.faults).value_or(0);
    std::set<std::string> one;
    manifest.id = readId(object, one);
    if (const auto version = object.require("version")) {
        manifest.version = readText(*version, context.faults).value_or("");
        if (version->value() == "")
            context.faults.add(*version, {"plugin.version_empty", {}});
    }
    manifest.title = requireTitle(object);
    manifest.owner = requireTitle(object, "owner");
    if (const auto description = object.find("description"))
        manifest.description = readTitle(*description, context.faults).value_or(Text{});
    readNeeds(object, context);
}

void readStyle(const JsonObject& object, ManifestContext& context)
{
    const auto place = object.find("style");
    if (!place)
        return;
    const JsonObject style(*place, keysOf("style"), context.faults);
    context.manifest.styleIndicator = readIndicatorAt(style, "indicator", context, false);
}

}  // namespace

Result<Manifest> parseManifest(const std::string& text, const std::string& file, Diagnostics& diagnostics)
{
    JsonFaults faults(file, diagnostics);
    const auto document = parseJson(text, RepeatedKeys::AreFaults, faults);
    if (!document)
        return tl::unexpected(faults.first(ErrorKind::BadFormat));
    // A manifest of a later api may hold anything; its faults against this one would mislead.
    if (document->is_object() && document->contains("api") && (*document)["api"].is_number() &&
        (*document)["api"] != pluginApi) {
        const Message message{"plugin.wrong_version", {(*document)["api"].dump(), std::to_string(pluginApi)}};
        diagnostics.push_back({file, 0, "/api", message});
        return fail(ErrorKind::PluginRejected, message, file + " /api");
    }
    Manifest manifest;
    const JsonPlace root(*document);
    const JsonObject object(root, keysOf("manifest"), faults);
    if (object.isObject()) {
        ManifestContext context{manifest,
                                faults,
                                idsOf(*document, "tables"),
                                idsOf(*document, "indicators"),
                                idsOf(*document, "rules"),
                                document->contains("executable")};
        readHead(object, context);
        readParameters(object, context);
        readFacilityKinds(object, context);
        readExecutable(object, context);
        readTables(object, context);
        readIndicators(object, context);
        readRules(object, context);
        readViews(object, context);
        readStyle(object, context);
    }
    if (!faults.isEmpty())
        return tl::unexpected(faults.first(ErrorKind::BadFormat));
    return manifest;
}

Result<Manifest> readManifest(const std::string& folder, Diagnostics& diagnostics)
{
    const std::filesystem::path path = std::filesystem::path(folder) / manifestFile;
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    const auto refuse = [&](ErrorKind kind, const Message& message) {
        diagnostics.push_back({path.string(), 0, {}, message});
        return fail(kind, message, path.string());
    };
    if (error)
        return refuse(ErrorKind::NotFound, {"plugin.no_manifest", {}});
    if (size > longestManifest)
        return refuse(ErrorKind::BadFormat, {"plugin.manifest_too_large", {std::to_string(longestManifest)}});
    std::ifstream stream(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    if (!stream && text.empty())
        return refuse(ErrorKind::NotFound, {"plugin.no_manifest", {}});
    return parseManifest(text, path.string(), diagnostics);
}

}  // namespace chiiki
