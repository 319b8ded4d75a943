#include "workbench/usecases/plugin_session.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "core/model/overlay_json.h"
#include "core/plugin/evaluation.h"
#include "core/plugin/protocol.h"
#include "core/plugin/rows_behind.h"
#include "core/store/change.h"
#include "core/text/hash.h"
#include "workbench/usecases/in_order.h"
#include "workbench/usecases/indicator_called.h"
#include "workbench/usecases/plugin_inputs.h"
#include "workbench/usecases/plugin_results.h"
#include "workbench/usecases/plugin_standing.h"

namespace chiiki {
namespace {

PluginState stateOf(RunFailure::Kind kind)
{
    return kind == RunFailure::Kind::TimedOut ? PluginState::TimedOut : PluginState::Failed;
}

std::string pluginOf(const std::string& indicatorId)
{
    return indicatorId.substr(0, indicatorId.find('.'));
}

}  // namespace

std::string_view code(PluginState state)
{
    switch (state) {
    case PluginState::Valid:
        return "valid";
    case PluginState::Running:
        return "running";
    case PluginState::LastGood:
        return "last_good";
    case PluginState::Unreadable:
        return "unreadable";
    case PluginState::TimedOut:
        return "timed_out";
    case PluginState::AwaitingConsent:
        return "awaiting_consent";
    case PluginState::WrongVersion:
        return "wrong_version";
    case PluginState::Stopped:
        return "stopped";
    case PluginState::Failed:
        return "failed";
    }
    return {};
}

struct PluginSession::Implementation {
    using Key = std::pair<std::string, ParameterValues>;

    Implementation(SnapshotPtr given, PluginSurroundings where)
        : snapshot(std::move(given))
        , surroundings(std::move(where))
        , consent(surroundings.consentFile)
        , results(surroundings.resultFolder)
        , core(snapshot)
        , city(snapshot)
    {
        if (surroundings.asOf.empty())
            surroundings.asOf = snapshot->asOf;
    }

    void takeOver(const Implementation& previous);
    const std::vector<Plugin>& plugins();
    const Plugin* find(const std::string& id);
    const ReadTables& tablesOf(const Plugin& plugin);
    Result<std::shared_ptr<const std::vector<IndicatorResult>>> others(const Plugin& plugin,
                                                                       std::vector<std::string>& asking);
    Result<IndicatorResult> compute(const std::string& id, const ParameterValues& parameters,
                                    std::vector<std::string>& asking);
    std::shared_ptr<const OverlayRun> overlay(const Plugin& plugin, const ParameterValues& parameters,
                                              const std::stop_token& stop, std::vector<std::string>& asking);
    OverlayRun run(const Plugin& plugin, const ParameterValues& parameters, const std::stop_token& stop,
                   std::vector<std::string>& asking);
    OverlayRun broken(const Plugin& plugin, PluginState state, Error reason) const;
    EvaluationInput inputOf(const Plugin& plugin, const std::vector<PluginTable>& rows,
                            const ParameterValues& parameters, const std::vector<IndicatorResult>& foreign) const
    {
        return {plugin.manifest, rows, *snapshot, parameters, foreign, surroundings.asOf};
    }

    const SnapshotPtr snapshot;
    PluginSurroundings surroundings;
    // Looked for when first needed: most commands ask for no plugin's number.
    std::once_flag pluginsOnce;
    std::vector<Plugin> foundPlugins;
    const ConsentStore consent;
    PluginResults results;

    const RequestCity requestCity{*snapshot};
    CityIndicators core;

    std::mutex mutex;  // of all below
    std::map<std::string, std::shared_ptr<const ReadTables>> tables;
    std::map<Key, std::shared_ptr<const OverlayRun>> runs;
    std::map<std::string, std::shared_ptr<const std::vector<IndicatorResult>>> foreignOf;  // that a plugin looks at
    SnapshotPtr city;  // with the editions of so many plugins' tables
    std::size_t editionsIn = 0;
};

const std::vector<Plugin>& PluginSession::Implementation::plugins()
{
    std::call_once(pluginsOnce, [&] { foundPlugins = findPlugins(surroundings.folders); });
    return foundPlugins;
}

void PluginSession::Implementation::takeOver(const Implementation& previous)
{
    const bool isSameWay = surroundings.asOf == previous.surroundings.asOf &&
                           surroundings.language == previous.surroundings.language &&
                           surroundings.trustsAll == previous.surroundings.trustsAll;
    if (!isSameWay || previous.runs.empty() || !isSameCity(*snapshot, *previous.snapshot))
        return;
    const auto isValid = [&](const std::string& id) {
        return std::all_of(previous.runs.begin(), previous.runs.end(), [&](const auto& made) {
            return made.first.first != id || made.second->state == PluginState::Valid;
        });
    };
    std::set<std::string> same;
    for (const auto& [id, read] : previous.tables) {
        const Plugin* now = find(id);
        const auto then = std::find_if(previous.foundPlugins.begin(), previous.foundPlugins.end(),
                                       [id = id](const Plugin& p) { return p.id == id; });
        if (now && then != previous.foundPlugins.end() && now->hash == then->hash && now->folder == then->folder &&
            !consent.isStopped(id) && isValid(id) && fileStates(*now) == read->files &&
            hasSameRows(*snapshot, *previous.snapshot, id))
            same.insert(id);
    }
    // What looks at another plugin follows it, and what looks at that one too.
    const auto looksAtAnother = [&](const std::string& id) {
        const std::set<std::string> foreign = foreignIndicators(find(id)->manifest);
        return std::any_of(foreign.begin(), foreign.end(), [&](const std::string& indicator) {
            const std::string other = pluginOf(indicator);
            return find(other) && !same.contains(other);
        });
    };
    while (std::erase_if(same, looksAtAnother) > 0) {
    }
    for (const auto& [key, run] : previous.runs) {
        if (!same.contains(key.first))
            continue;
        tables.emplace(key.first, previous.tables.at(key.first));
        runs.emplace(key, run);
    }
}

const Plugin* PluginSession::Implementation::find(const std::string& id)
{
    const auto found = std::find_if(plugins().begin(), plugins().end(), [&](const Plugin& p) { return p.id == id; });
    return found == plugins().end() ? nullptr : &*found;
}

const ReadTables& PluginSession::Implementation::tablesOf(const Plugin& plugin)
{
    {
        const std::lock_guard lock(mutex);
        if (const auto known = tables.find(plugin.id); known != tables.end())
            return *known->second;
    }
    auto read = std::make_shared<const ReadTables>(readTables(plugin, *snapshot));
    const std::lock_guard lock(mutex);
    return *tables.emplace(plugin.id, std::move(read)).first->second;
}

Result<IndicatorResult> PluginSession::Implementation::compute(const std::string& id, const ParameterValues& parameters,
                                                               std::vector<std::string>& asking)
{
    auto known = core.compute(id);
    if (known || known.error().kind != ErrorKind::NotFound)
        return known;
    const Plugin* plugin = find(pluginOf(id));
    if (!plugin)
        return known;
    const auto made = overlay(*plugin, parameters, {}, asking);
    if (!made->overlay)
        return tl::unexpected(*made->reason);
    for (const IndicatorResult& result : made->overlay->indicators)
        if (result.indicator.id == id)
            return result;
    std::string list;
    for (const IndicatorResult& result : made->overlay->indicators)
        list += (list.empty() ? "" : ", ") + result.indicator.id;
    return fail(ErrorKind::NotFound, {"usecases.no_plugin_indicator", {id, list}});
}

Result<std::shared_ptr<const std::vector<IndicatorResult>>>
PluginSession::Implementation::others(const Plugin& plugin, std::vector<std::string>& asking)
{
    {
        const std::lock_guard lock(mutex);
        if (const auto known = foreignOf.find(plugin.id); known != foreignOf.end())
            return known->second;
    }
    std::vector<IndicatorResult> found;
    for (const std::string& id : foreignIndicators(plugin.manifest)) {
        auto result = compute(id, {}, asking);
        if (!result)
            return tl::unexpected(result.error());
        found.push_back(*std::move(result));
    }
    auto shared = std::make_shared<const std::vector<IndicatorResult>>(std::move(found));
    const std::lock_guard lock(mutex);
    return foreignOf.emplace(plugin.id, std::move(shared)).first->second;
}

OverlayRun PluginSession::Implementation::broken(const Plugin& plugin, PluginState state, Error reason) const
{
    OverlayRun run;
    run.state = state;
    run.reason = std::move(reason);
    if (auto last = surroundings.isOfPast ? std::nullopt : results.last(plugin.id)) {
        run.overlay = std::make_shared<const Overlay>(std::move(last->overlay));
        run.lastGoodAt = last->computedAt;
        if (state == PluginState::Failed)
            run.state = PluginState::LastGood;
    }
    return run;
}

OverlayRun PluginSession::Implementation::run(const Plugin& plugin, const ParameterValues& parameters,
                                              const std::stop_token& stop, std::vector<std::string>& asking)
{
    if (PluginStanding standing = standingOf(plugin, consent, surroundings); standing.reason)
        return broken(plugin, standing.state, *std::move(standing.reason));

    const ReadTables& read = tablesOf(plugin);
    if (read.problem)
        return broken(plugin, PluginState::Unreadable, *read.problem);
    const auto foreign = others(plugin, asking);
    if (!foreign)
        return broken(plugin, PluginState::Failed, foreign.error());

    OverlayRun done;
    done.setAside = read.setAside;
    done.tables = read.tables;
    // The same request has the same answer: its text is the key of the result.
    const std::string request = requestJson(makeRequest(plugin.manifest, read.tables, requestCity, parameters,
                                                        **foreign, surroundings.asOf, surroundings.language));
    const std::string key = sha256OfBytes(plugin.hash + "\n" + request);
    const auto kept = results.answerTo(key, plugin.id);
    EvaluationInput input = inputOf(plugin, read.tables, parameters, **foreign);
    std::optional<Overlay> answer;
    std::string answerText;
    if (const auto& executable = plugin.manifest.executable) {
        if (kept) {
            answerText = *kept;
        } else {
            auto ran = runExecutable(plugin.folder, executable->path, request,
                                     {executable->seconds, executable->memoryMb, RunLimits{}.outputBytes}, stop);
            if (!ran) {
                OverlayRun failure = broken(plugin, stateOf(ran.error().kind), ran.error().error);
                failure.lastErrors = std::move(ran.error().lastErrors);
                failure.confinement = ran.error().confinement;
                failure.tables = read.tables;
                return failure;
            }
            done.confinement = ran->confinement;
            done.lastErrors = std::move(ran->lastErrors);
            answerText = std::move(ran->output);
        }
        auto judged = readAnswer(answerText, plugin.manifest, *snapshot);
        if (!judged) {
            OverlayRun failure = broken(plugin, PluginState::Failed, judged.error());
            failure.lastErrors = std::move(done.lastErrors);
            failure.confinement = done.confinement;
            failure.tables = read.tables;
            return failure;
        }
        answer = *std::move(judged);
        input.answer = &*answer;
    }
    done.overlay = std::make_shared<const Overlay>(evaluate(input));
    done.state = PluginState::Valid;
    if (!kept && !surroundings.isOfPast)
        results.keep(key, ChangeStamp::now().at, answerText, *done.overlay);
    done.answer = std::move(answerText);
    return done;
}

std::shared_ptr<const OverlayRun> PluginSession::Implementation::overlay(const Plugin& plugin,
                                                                         const ParameterValues& parameters,
                                                                         const std::stop_token& stop,
                                                                         std::vector<std::string>& asking)
{
    const Key key{plugin.id, parameters};
    {
        const std::lock_guard lock(mutex);
        if (const auto known = runs.find(key); known != runs.end())
            return known->second;
    }
    if (std::find(asking.begin(), asking.end(), plugin.id) != asking.end()) {
        std::string circle;
        for (const std::string& id : asking)
            circle += id + " → ";
        return std::make_shared<const OverlayRun>(broken(
            plugin, PluginState::Failed,
            {ErrorKind::PluginRejected, {"usecases.plugins_ask_in_a_circle", {circle + plugin.id}}, plugin.folder}));
    }
    asking.push_back(plugin.id);
    const auto start = std::chrono::steady_clock::now();
    OverlayRun made = run(plugin, parameters, stop, asking);
    made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    asking.pop_back();
    auto shared = std::make_shared<const OverlayRun>(std::move(made));
    if (stop.stop_requested())
        return shared;
    const std::lock_guard lock(mutex);
    return runs.emplace(key, std::move(shared)).first->second;
}

PluginSession::PluginSession(SnapshotPtr snapshot, PluginSurroundings surroundings)
    : implementation_(std::make_unique<Implementation>(std::move(snapshot), std::move(surroundings)))
{
}
PluginSession::PluginSession(SnapshotPtr snapshot, PluginSurroundings surroundings, const PluginSession& previous)
    : PluginSession(std::move(snapshot), std::move(surroundings))
{
    implementation_->core.takeOver(previous.implementation_->core);
    const std::lock_guard lock(previous.implementation_->mutex);
    implementation_->takeOver(*previous.implementation_);
}
PluginSession::~PluginSession() = default;

const std::vector<Plugin>& PluginSession::plugins() const
{
    return implementation_->plugins();
}

Result<const Plugin*> PluginSession::find(const std::string& id) const
{
    if (const Plugin* plugin = implementation_->find(id))
        return plugin;
    return tl::unexpected(noSuchPlugin(id, implementation_->plugins()));
}

SnapshotPtr PluginSession::city()
{
    Implementation& all = *implementation_;
    const std::lock_guard lock(all.mutex);
    if (all.editionsIn == all.tables.size())
        return all.city;
    Snapshot widened = *all.snapshot;
    for (const auto& [id, read] : all.tables)
        widened.sources.insert(widened.sources.end(), read->editions.begin(), read->editions.end());
    std::sort(widened.sources.begin(), widened.sources.end(),
              [](const SourceEdition& a, const SourceEdition& b) { return a.sourceId < b.sourceId; });
    all.editionsIn = all.tables.size();
    all.city = std::make_shared<const Snapshot>(std::move(widened));
    return all.city;
}

std::shared_ptr<const OverlayRun> PluginSession::overlay(const Plugin& plugin, const ParameterValues& parameters,
                                                         const std::stop_token& stop)
{
    std::vector<std::string> asking;
    return implementation_->overlay(plugin, parameters, stop, asking);
}

std::vector<std::shared_ptr<const OverlayRun>> PluginSession::all(const std::stop_token& stop)
{
    std::vector<std::shared_ptr<const OverlayRun>> made(plugins().size());
    // Those that take longest come first: running a program, all the more after indicators that it looks at.
    std::vector<std::size_t> order(made.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto effort = [](const Manifest& manifest) {
            return std::pair(manifest.executable.has_value(), foreignIndicators(manifest).size());
        };
        return effort(plugins()[a].manifest) > effort(plugins()[b].manifest);
    });
    inOrder(order.size(), [&](std::size_t k) { made[order[k]] = overlay(plugins()[order[k]], {}, stop); });
    return made;
}

const PluginTable* PluginSession::rowsOf(const Plugin& plugin, const std::string& tableId)
{
    const ReadTables& read = implementation_->tablesOf(plugin);
    const auto found = std::find_if(read.tables.begin(), read.tables.end(),
                                    [&](const PluginTable& table) { return table.tableId == tableId; });
    return found == read.tables.end() ? nullptr : &*found;
}

Result<std::vector<RuleOutcome>> PluginSession::outcomesWith(const Plugin& plugin, const PluginTable& rows,
                                                             const ParameterValues& parameters)
{
    Implementation& all = *implementation_;
    const ReadTables& read = all.tablesOf(plugin);
    if (read.problem)
        return tl::unexpected(*read.problem);
    std::vector<std::string> asking;
    const auto foreign = all.others(plugin, asking);
    if (!foreign)
        return tl::unexpected(foreign.error());
    std::vector<PluginTable> tables;
    for (const PluginTable& table : read.tables)
        tables.push_back(table.tableId == rows.tableId ? rows : table);
    EvaluationInput input = all.inputOf(plugin, tables, parameters, **foreign);
    Overlay answer;
    if (plugin.manifest.executable) {
        const auto made = all.overlay(plugin, parameters, {}, asking);
        if (!made->overlay)
            return tl::unexpected(*made->reason);
        answer.indicators = made->overlay->indicators;
        input.answer = &answer;
    }
    return evaluate(input).outcomes;
}

Result<ViewData> PluginSession::view(const Plugin& plugin, const ViewSpec& view, const ParameterValues& parameters)
{
    std::vector<std::string> asking;
    const auto made = implementation_->overlay(plugin, parameters, {}, asking);
    if (!made->overlay)
        return tl::unexpected(*made->reason);
    const auto foreign = implementation_->others(plugin, asking);
    if (!foreign)
        return tl::unexpected(foreign.error());
    return viewData(implementation_->inputOf(plugin, made->tables, parameters, **foreign), view,
                    made->overlay->indicators);
}

Result<IndicatorResult> PluginSession::compute(const std::string& indicatorId, const ParameterValues& parameters)
{
    std::vector<std::string> asking;
    auto known = implementation_->compute(indicatorId, parameters, asking);
    if (known || known.error().kind != ErrorKind::NotFound)
        return known;
    // People know titles better than ids.
    const auto called = indicatorCalled(*this, indicatorId);
    if (!called)
        return tl::unexpected(called.error());
    return *called == indicatorId ? known : implementation_->compute(*called, parameters, asking);
}

Result<std::vector<IndicatorInput>> PluginSession::inputsOf(const std::string& indicatorId,
                                                            const std::string& districtCode, FiscalYear year)
{
    Implementation& all = *implementation_;
    auto known = all.core.inputsOf(indicatorId, districtCode);
    if (known || known.error().kind != ErrorKind::NotFound)
        return known;
    const auto plugin = find(pluginOf(indicatorId));
    if (!plugin)
        return tl::unexpected(plugin.error());
    const IndicatorSpec* spec = findIndicator((*plugin)->manifest, indicatorId);
    if (!spec)
        return std::vector<IndicatorInput>{};
    std::vector<std::string> asking;
    const auto foreign = all.others(**plugin, asking);
    if (!foreign)
        return tl::unexpected(foreign.error());
    const ParameterValues defaults;
    return chiiki::inputsOf(all.inputOf(**plugin, all.tablesOf(**plugin).tables, defaults, **foreign), *spec,
                            districtCode, year.year);
}

Result<std::vector<const PluginRow*>> PluginSession::rowsBehind(const std::string& indicatorId,
                                                                const std::string& districtCode, FiscalYear year)
{
    const auto plugin = find(pluginOf(indicatorId));
    if (!plugin)
        return tl::unexpected(plugin.error());
    const IndicatorSpec* spec = findIndicator((*plugin)->manifest, indicatorId);
    if (!spec)
        return std::vector<const PluginRow*>{};
    Implementation& all = *implementation_;
    const ParameterValues defaults;
    return chiiki::rowsBehind(all.inputOf(**plugin, all.tablesOf(**plugin).tables, defaults, {}), *spec, districtCode,
                              year.year);
}

RecordsUsed PluginSession::recordsUsedBy(const std::string& indicatorId)
{
    Implementation& all = *implementation_;
    if (const Plugin* plugin = all.find(pluginOf(indicatorId)))
        return recordsUsed(plugin->manifest, indicatorId, *all.snapshot);
    return all.core.recordsUsedBy(indicatorId);
}

std::size_t PluginSession::computedCount() const
{
    return implementation_->core.computedCount();
}

std::vector<Indicator> PluginSession::list() const
{
    std::vector<Indicator> all = implementation_->core.list();
    for (const Plugin& plugin : plugins())
        for (const IndicatorSpec& spec : plugin.manifest.indicators)
            all.push_back(spec.indicator);
    return all;
}

}  // namespace chiiki
