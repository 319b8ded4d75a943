#include "workbench/usecases/plugin_report.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/io/files.h"
#include "core/io/pack_reader.h"
#include "core/plugin/manifest_reader.h"
#include "core/text/width.h"
#include "workbench/usecases/open_city.h"
#include "workbench/usecases/overlay_output.h"
#include "workbench/usecases/plugin_standing.h"
#include "workbench/usecases/program_files.h"

namespace chiiki {
namespace {

using nlohmann::json;

bool isBroken(PluginState state)
{
    switch (state) {
    case PluginState::Valid:
    case PluginState::Running:
    case PluginState::Stopped:
    case PluginState::AwaitingConsent:
        return false;
    default:
        return true;
    }
}

std::string titleOf(const Plugin& plugin, Language language)
{
    return plugin.problem ? plugin.id : plugin.manifest.title.in(language);
}

std::string partsOf(const PluginLine& line, Language language)
{
    if (line.plugin.problem)
        return "―";
    const Manifest& manifest = line.plugin.manifest;
    std::string parts = speak(
        {"usecases.plugin_parts", {std::to_string(manifest.indicators.size()), std::to_string(manifest.views.size())}},
        language);
    if (line.run->overlay)
        parts +=
            " " + speak({"usecases.plugin_findings", {std::to_string(line.run->overlay->findings.size())}}, language);
    return parts;
}

json lineJson(const PluginLine& line)
{
    const Plugin& plugin = line.plugin;
    const OverlayRun& run = *line.run;
    json out = {{"id", plugin.id},
                {"title", {{"ja", titleOf(plugin, Language::Japanese)}, {"en", titleOf(plugin, Language::English)}}},
                {"owner", {{"ja", plugin.manifest.owner.ja}, {"en", plugin.manifest.owner.en}}},
                {"version", plugin.manifest.version},
                {"place", std::string(code(plugin.place))},
                {"folder", plugin.folder},
                {"hash", plugin.hash},
                {"state", std::string(code(run.state))},
                {"last_good_at", run.lastGoodAt.empty() ? json(nullptr) : json(run.lastGoodAt)},
                {"reason", run.reason ? json{{"ja", describe(*run.reason, Language::Japanese)},
                                             {"en", describe(*run.reason, Language::English)}}
                                      : json(nullptr)},
                {"last_errors", run.lastErrors},
                {"set_aside", run.setAside.size()},
                {"seconds", run.seconds},
                {"indicators", plugin.manifest.indicators.size()},
                {"findings", run.overlay ? json(run.overlay->findings.size()) : json(nullptr)}};
    if (run.confinement)
        out["confinement"] = {{"own_files_only", run.confinement->ownFilesOnly},
                              {"no_network", run.confinement->noNetwork},
                              {"no_processes", run.confinement->noProcesses},
                              {"memory_held", run.confinement->memoryHeld}};
    return out;
}

}  // namespace

Result<SnapshotPtr> cityFor(const std::string& workspacePath)
{
    if (!workspacePath.empty())
        return openCity(workspacePath);
    Diagnostics ignored;  // the program's own pack is read without a fault by every test
    auto pack = readPack(findYamaguchiPack(programFolder()), ignored);
    if (!pack)
        return tl::unexpected(pack.error());
    return std::make_shared<const Snapshot>(*std::move(pack));
}

bool PluginReport::isAllWell() const
{
    return std::none_of(lines.begin(), lines.end(), [](const PluginLine& line) { return isBroken(line.run->state); });
}

Result<PluginReport> listPlugins(const std::string& workspacePath, const PluginSurroundings& surroundings)
{
    PluginReport report;
    if (workspacePath.empty()) {
        const ConsentStore consent(surroundings.consentFile);
        for (Plugin& plugin : findPlugins(surroundings.folders)) {
            PluginStanding standing = standingOf(plugin, consent, surroundings);
            OverlayRun run;
            run.state = standing.state;
            run.reason = std::move(standing.reason);
            report.lines.push_back({std::move(plugin), std::make_shared<const OverlayRun>(std::move(run))});
        }
        return report;
    }
    const auto city = openCity(workspacePath);
    if (!city)
        return tl::unexpected(city.error());
    PluginSession session(*city, surroundings);
    const auto runs = session.all();
    for (std::size_t i = 0; i < runs.size(); ++i)
        report.lines.push_back({session.plugins()[i], runs[i]});
    report.wasRun = true;
    return report;
}

Result<PluginReport> examinePlugins(const std::string& workspacePath, const PluginSurroundings& surroundings)
{
    const auto city = cityFor(workspacePath);
    if (!city)
        return tl::unexpected(city.error());
    PluginSurroundings alone = surroundings;
    alone.resultFolder.clear();
    PluginSession session(*city, alone);
    PluginReport report;
    report.wasRun = true;
    for (const Plugin& plugin : session.plugins())
        report.lines.push_back({plugin, session.overlay(plugin)});
    return report;
}

Result<RunResult> runOnce(const std::string& folder, const std::string& requestFile)
{
    Diagnostics faults;
    const auto manifest = readManifest(folder, faults);
    if (!manifest)
        return tl::unexpected(manifest.error());
    if (!manifest->executable)
        return fail(ErrorKind::BadRequest, {"usecases.plugin_without_executable", {manifest->id}}, folder);
    const auto request = readFile(requestFile);
    if (!request)
        return tl::unexpected(request.error());
    const ExecutableSpec& executable = *manifest->executable;
    auto ran = runExecutable(folder, executable.path, *request,
                             {executable.seconds, executable.memoryMb, RunLimits{}.outputBytes});
    if (!ran)
        return tl::unexpected(ran.error().error);
    return *std::move(ran);
}

std::string pluginsText(const PluginReport& report, Language language)
{
    constexpr std::size_t gap = 2;
    std::vector<std::vector<std::string>> cells;
    for (const PluginLine& line : report.lines)
        cells.push_back({line.plugin.id, titleOf(line.plugin, language), line.plugin.manifest.owner.in(language),
                         line.plugin.manifest.version, partsOf(line, language), stateTitle(*line.run, language)});
    std::vector<std::size_t> widths(6, 0);
    for (const auto& row : cells)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row[i]));
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        for (std::size_t c = 0; c + 1 < cells[i].size(); ++c)
            text += padRight(cells[i][c], widths[c] + gap);
        text += cells[i].back() + "\n";
        if (const auto& reason = report.lines[i].run->reason)
            text += "    " + describe(*reason, language) + "\n";
    }
    return text + speak({"usecases.plugins_count", {std::to_string(report.lines.size())}}, language) + "\n";
}

std::string pluginsJson(const PluginReport& report)
{
    json rows = json::array();
    for (const PluginLine& line : report.lines)
        rows.push_back(lineJson(line));
    return json{{"api", 1}, {"rows", std::move(rows)}, {"all_well", report.isAllWell()}}.dump(1) + "\n";
}

std::string doctorText(const PluginReport& report, Language language)
{
    std::string text;
    std::size_t bad = 0;
    for (const PluginLine& line : report.lines) {
        const bool broken = isBroken(line.run->state);
        bad += broken;
        text += std::string(broken ? "✕ " : "✓ ") + line.plugin.id + "  " + stateTitle(*line.run, language) + "\n";
        if (line.run->reason)
            text += "    " + describe(*line.run->reason, language) + "\n";
        for (const Diagnostic& row : line.run->setAside)
            text += "    " + describe(row, language) + "\n";
        if (line.run->confinement)
            text += "    " + confinementLine(*line.run->confinement, language) + "\n";
        if (broken)
            for (const std::string& said : line.run->lastErrors)
                text += "    | " + said + "\n";
    }
    return text +
           speak({"usecases.doctor_count", {std::to_string(report.lines.size()), std::to_string(bad)}}, language) +
           "\n";
}

std::string confinementLine(const Confinement& confinement, Language language)
{
    const auto mark = [](bool holds) { return std::string(holds ? "✓" : "✕"); };
    return speak({"usecases.confinement",
                  {mark(confinement.ownFilesOnly), mark(confinement.noNetwork), mark(confinement.noProcesses),
                   mark(confinement.memoryHeld)}},
                 language);
}

}  // namespace chiiki
