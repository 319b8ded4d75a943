#include "workbench/usecases/frozen_plan.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/store/content_hash.h"
#include "core/store/workspace.h"
#include "core/text/compressed.h"
#include "core/text/hash.h"
#include "core/text/names.h"
#include "workbench/usecases/open_city.h"

namespace chiiki {
namespace {

using Json = nlohmann::json;

constexpr std::string_view keyPrefix = "plan:";
constexpr std::size_t unpackedLimit = std::size_t{256} << 20;
constexpr int smallest = 9;

constexpr std::string_view digits = "0123456789abcdef";

std::string hexOf(std::string_view bytes)
{
    std::string hex;
    hex.reserve(2 * bytes.size());
    for (const char c : bytes) {
        hex += digits[static_cast<unsigned char>(c) >> 4];
        hex += digits[static_cast<unsigned char>(c) & 15];
    }
    return hex;
}

std::string bytesOf(std::string_view hex)
{
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(digits.find(hex[i]) << 4 | (digits.find(hex[i + 1]) & 15));
    return bytes;
}

/// [district, year, series, number or word of absence, status, editions]
std::string packedCells(const FrozenPlan& plan)
{
    Json indicators = Json::object();
    for (const auto& [id, named] : plan.indicators)
        indicators[id] = {
            {"ja", named.first.ja}, {"en", named.first.en}, {"unit", named.second}, {"cells", Json::array()}};
    for (const auto& [key, cell] : plan.cells) {
        const auto number = cell.value.number();
        indicators[key.indicatorId]["cells"].push_back({key.districtCode, key.year.year, code(key.series),
                                                        number ? Json(*number) : Json(code(cell.value.absence())),
                                                        code(cell.value.status), cell.editions});
    }
    return hexOf(compressed(indicators.dump(), smallest));
}

void unpackCells(const std::string& packed, FrozenPlan& plan)
{
    const auto text = decompressed(bytesOf(packed), unpackedLimit);
    const Json indicators = Json::parse(text.value_or(std::string()));
    for (const auto& [id, indicator] : indicators.items()) {
        plan.indicators[id] = {{indicator.at("ja"), indicator.at("en")}, indicator.at("unit")};
        for (const Json& cell : indicator.at("cells")) {
            FrozenCell read;
            const Json& content = cell.at(3);
            const Status status = parseStatus(cell.at(4).get<std::string>()).value_or(Status::Sample);
            read.value =
                content.is_number()
                    ? Value::of(content.get<double>(), status)
                    : Value::absent(parseAbsence(content.get<std::string>()).value_or(Absence::Missing), status);
            read.editions = cell.at(5);
            plan.cells[{id,
                        cell.at(0),
                        {cell.at(1).get<int>()},
                        parseSeries(cell.at(2).get<std::string>()).value_or(Series::Actual)}] = std::move(read);
        }
    }
}

std::string markOf(const FrozenPlan& plan)
{
    Json plugins = Json::array();
    for (const FrozenPlugin& plugin : plan.plugins)
        plugins.push_back({{"id", plugin.id},
                           {"version", plugin.version},
                           {"manifest", plugin.manifestHash},
                           {"executable", plugin.executableHash}});
    return Json{{"api", 1},
                {"step", plan.step},
                {"as_of", plan.asOf},
                {"at", plan.at},
                {"author", plan.author},
                {"program", plan.program},
                {"content_sha256", plan.contentSha256},
                {"plugins", std::move(plugins)},
                {"not_computed", plan.notComputed},
                {"values", packedCells(plan)}}
        .dump();
}

/// Throws json::exception.
FrozenPlan planOf(const Setting& setting, bool withCells)
{
    const Json mark = Json::parse(setting.value);
    FrozenPlan plan;
    plan.name = setting.key.substr(keyPrefix.size());
    mark.at("step").get_to(plan.step);
    mark.at("as_of").get_to(plan.asOf);
    mark.at("at").get_to(plan.at);
    mark.at("author").get_to(plan.author);
    mark.at("program").get_to(plan.program);
    mark.at("content_sha256").get_to(plan.contentSha256);
    mark.at("not_computed").get_to(plan.notComputed);
    for (const Json& plugin : mark.at("plugins"))
        plan.plugins.push_back({plugin.at("id"), plugin.at("version"), plugin.at("manifest"), plugin.at("executable")});
    if (withCells)
        unpackCells(mark.at("values").get_ref<const std::string&>(), plan);
    return plan;
}

std::string hashOfFile(const std::string& path)
{
    return sha256OfFile(path).value_or(std::string());
}

/// What stands behind a value: its own source, or all of its indicator's.
std::string editionsOf(const Snapshot& city, const IndicatorValue& value, const Recipe& recipe)
{
    std::vector<std::string> ids = value.sourceId.empty() ? recipe.sourceIds : std::vector{value.sourceId};
    std::sort(ids.begin(), ids.end());
    std::string text;
    for (const std::string& id : ids) {
        const SourceEdition* edition = findSource(city, id);
        text += (text.empty() ? "" : ", ") + id;
        if (edition && !edition->sha256.empty())
            text += " " + edition->sha256;
    }
    return text;
}

}  // namespace

FrozenPlan valuesOf(PluginSession& session, const std::vector<std::string>& ids)
{
    FrozenPlan plan;
    std::vector<std::string> wanted = ids;
    if (wanted.empty())
        for (const Indicator& indicator : session.list())
            wanted.push_back(indicator.id);
    for (const std::string& id : wanted) {
        const auto result = session.compute(id);
        if (!result) {
            plan.notComputed[id] = describe(result.error(), Language::Japanese);
            continue;
        }
        plan.indicators[id] = {result->indicator.title, result->indicator.unit};
        const SnapshotPtr city = session.city();
        for (const IndicatorValue& value : result->values)
            plan.cells[{id, value.districtCode, value.year, value.series}] = {value.value,
                                                                              editionsOf(*city, value, result->recipe)};
    }
    for (const Plugin& plugin : session.plugins()) {
        FrozenPlugin& rules = plan.plugins.emplace_back();
        rules.id = plugin.id;
        rules.version = plugin.manifest.version;
        rules.manifestHash = hashOfFile(plugin.folder + "/plugin.json");
        if (plugin.manifest.executable)
            rules.executableHash = hashOfFile(plugin.folder + "/" + plugin.manifest.executable->path);
    }
    return plan;
}

Result<FrozenPlan> freezePlan(const FreezeRequest& request, const PluginSurroundings& surroundings)
{
    const std::string name = trimmed(request.name);
    if (name.empty())
        return fail(ErrorKind::BadRequest, {"history.plan_without_name", {}}, request.workspace);
    auto workspace = Workspace::open(request.workspace, Access::ReadWrite, request.stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto city = workspace->snapshot();
    if (!city)
        return tl::unexpected(city.error());
    const std::string key = std::string(keyPrefix) + name;
    for (const Setting& setting : (*city)->settings)
        if (setting.key == key)
            return fail(ErrorKind::BadRequest, {"history.plan_is_there", {name}}, request.workspace);

    PluginSession session(*city, surroundings);
    FrozenPlan plan = valuesOf(session, {});
    plan.name = name;
    plan.step = (*city)->revision;
    plan.asOf = (*city)->asOf;
    plan.at = request.stamp.at;
    plan.author = request.stamp.author;
    plan.program = request.program;
    plan.contentSha256 = contentHash(**city);
    Snapshot next = **city;
    next.settings.push_back({key, markOf(plan)});
    const auto written = workspace->commit(std::move(next), {"history.froze", {name}}, request.stamp);
    if (!written)
        return tl::unexpected(written.error());
    return plan;
}

std::vector<FrozenPlan> frozenPlans(const Snapshot& snapshot)
{
    std::vector<FrozenPlan> plans;
    for (const Setting& setting : snapshot.settings) {
        if (!setting.key.starts_with(keyPrefix))
            continue;
        try {
            plans.push_back(planOf(setting, false));
        } catch (const Json::exception&) {
            // A foreign hand's: as with other settings, what does not read counts as none.
        }
    }
    std::stable_sort(plans.begin(), plans.end(),
                     [](const FrozenPlan& a, const FrozenPlan& b) { return a.step < b.step; });
    return plans;
}

Result<std::vector<FrozenPlan>> frozenPlans(const std::string& workspace)
{
    const auto city = openCity(workspace);
    if (!city)
        return tl::unexpected(city.error());
    return frozenPlans(**city);
}

Result<FrozenPlan> findFrozenPlan(const Snapshot& snapshot, const std::string& name)
{
    std::string names;
    for (const Setting& setting : snapshot.settings) {
        if (!setting.key.starts_with(keyPrefix))
            continue;
        const std::string known = setting.key.substr(keyPrefix.size());
        names += (names.empty() ? "" : ", ") + known;
        if (known != name)
            continue;
        try {
            return planOf(setting, true);
        } catch (const Json::exception& error) {
            return fail(ErrorKind::BadFormat, {"history.plan_unreadable", {name, error.what()}});
        }
    }
    return fail(ErrorKind::NotFound, {"history.no_plan", {name, names.empty() ? "-" : names}});
}

std::string frozenPlansText(const std::vector<FrozenPlan>& plans, Language language)
{
    if (plans.empty())
        return speak({"history.no_plans", {}}, language) + "\n";
    std::string text;
    for (const FrozenPlan& plan : plans)
        text +=
            speak({"history.plan",
                   {plan.name, localTimeOf(plan.at), plan.author, std::to_string(plan.step), plan.asOf, plan.program,
                    plan.contentSha256, std::to_string(plan.plugins.size()), std::to_string(plan.notComputed.size())}},
                  language) +
            "\n";
    return text;
}

std::string frozenPlansJson(const std::vector<FrozenPlan>& plans)
{
    using Ordered = nlohmann::ordered_json;
    Ordered rows = Ordered::array();
    for (const FrozenPlan& plan : plans) {
        Ordered plugins = Ordered::array();
        for (const FrozenPlugin& plugin : plan.plugins)
            plugins.push_back({{"id", plugin.id},
                               {"version", plugin.version},
                               {"manifest_sha256", plugin.manifestHash},
                               {"executable_sha256", plugin.executableHash}});
        rows.push_back({{"name", plan.name},
                        {"step", plan.step},
                        {"as_of", plan.asOf},
                        {"at", plan.at},
                        {"author", plan.author},
                        {"program", plan.program},
                        {"content_sha256", plan.contentSha256},
                        {"plugins", std::move(plugins)},
                        {"not_computed", plan.notComputed}});
    }
    return Ordered{{"api", 1}, {"rows", std::move(rows)}, {"reconciliation", nullptr}, {"sources", Ordered::array()}}
               .dump(2) +
           "\n";
}

}  // namespace chiiki
