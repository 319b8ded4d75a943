#include "workbench/usecases/plan_comparison.h"
#include "workbench/usecases/indicator_called.h"

#include <algorithm>
#include <set>

#include "core/store/content_hash.h"
#include "core/store/workspace.h"

namespace chiiki {
namespace {

bool isSame(const FrozenCell& a, const FrozenCell& b)
{
    return a.value == b.value && a.editions == b.editions;
}

/// A cell there is not and one without a number because it is missing say the same: a number of the workspace's own
/// year would otherwise differ every April though nobody ever had one.
bool isMissingOnBothSides(const CellDifference& cell)
{
    const auto isMissing = [](const std::optional<FrozenCell>& side) {
        return !side || (!side->value.isNumber() && side->value.absence() == Absence::Missing);
    };
    return (!cell.then || !cell.now) && isMissing(cell.then) && isMissing(cell.now);
}

std::vector<CellDifference> differences(const FrozenPlan& then, const FrozenPlan& now, std::size_t& same)
{
    std::set<FrozenCellKey> keys;
    for (const auto* plan : {&then, &now})
        for (const auto& [key, cell] : plan->cells)
            keys.insert(key);
    const auto cellIn = [](const FrozenPlan& plan, const FrozenCellKey& key) {
        const auto found = plan.cells.find(key);
        return found == plan.cells.end() ? std::nullopt : std::optional(found->second);
    };
    std::vector<CellDifference> cells;
    for (const FrozenCellKey& key : keys) {
        CellDifference cell{key, cellIn(then, key), cellIn(now, key)};
        if (cell.then && cell.now && isSame(*cell.then, *cell.now))
            ++same;
        else if (!isMissingOnBothSides(cell))
            cells.push_back(std::move(cell));
    }
    return cells;
}

std::vector<PluginDifference> pluginDifferences(const FrozenPlan& then, const FrozenPlan& now)
{
    std::map<std::string, PluginDifference> all;
    for (const FrozenPlugin& plugin : then.plugins)
        all[plugin.id].then = plugin;
    for (const FrozenPlugin& plugin : now.plugins)
        all[plugin.id].now = plugin;
    std::vector<PluginDifference> differing;
    for (auto& [id, sides] : all) {
        sides.id = id;
        if (sides.then != sides.now)
            differing.push_back(sides);
    }
    return differing;
}

void keepOnly(FrozenPlan& plan, const std::vector<std::string>& ids)
{
    if (ids.empty())
        return;
    const auto isLeftOut = [&](const std::string& id) { return std::find(ids.begin(), ids.end(), id) == ids.end(); };
    std::erase_if(plan.cells, [&](const auto& cell) { return isLeftOut(cell.first.indicatorId); });
    std::erase_if(plan.indicators, [&](const auto& indicator) { return isLeftOut(indicator.first); });
}

}  // namespace

Result<PlanComparison> compareWithPlan(const ComparePlanRequest& request, const PluginSurroundings& surroundings)
{
    auto workspace = Workspace::open(request.workspace, Access::ReadOnly);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto city = workspace->snapshot();
    if (!city)
        return tl::unexpected(city.error());
    auto found = findFrozenPlan(**city, request.name);
    if (!found) {
        found.error().where = request.workspace;
        return tl::unexpected(found.error());
    }
    const auto past = workspace->stateAfter(found->step);
    if (!past)
        return tl::unexpected(past.error());
    const auto journal = workspace->journal();
    if (!journal)
        return tl::unexpected(journal.error());

    PlanComparison comparison;
    comparison.plan = *std::move(found);
    FrozenPlan& then = comparison.plan;
    comparison.asOf = (*city)->asOf;
    comparison.program = request.program;
    comparison.isJournalTrue = contentHash(**past) == then.contentSha256;
    // The date alone makes no other content where nothing but settings came since.
    comparison.isContentSame = contentHash(**city) == then.contentSha256;
    for (const JournalEntry& entry : *journal)
        comparison.stepsSince += entry.id > then.step && entry.what.code != std::string_view("history.froze");

    PluginSession session(*city, surroundings);
    std::vector<std::string> ids;
    for (const std::string& word : request.indicatorIds) {
        auto called = indicatorCalled(session, word);
        if (!called)
            return tl::unexpected(called.error());
        ids.push_back(*std::move(called));
    }
    keepOnly(then, ids);
    if (ids.empty()) {
        std::set<std::string> all;
        for (const auto& [id, named] : then.indicators)
            all.insert(id);
        for (const Indicator& indicator : session.list())
            all.insert(indicator.id);
        ids.assign(all.begin(), all.end());
    }
    const FrozenPlan now = valuesOf(session, ids);
    comparison.plugins = pluginDifferences(then, now);
    comparison.notComputed = now.notComputed;
    comparison.indicators = now.indicators;
    comparison.indicators.insert(then.indicators.begin(), then.indicators.end());
    comparison.cells = differences(then, now, comparison.sameCells);

    // What today's rules and program make of the content of then tells whose doing a difference is.
    std::set<std::string> differing;
    for (const CellDifference& cell : comparison.cells)
        differing.insert(cell.key.indicatorId);
    if (!differing.empty()) {
        PluginSurroundings ofPast = surroundings;
        ofPast.isOfPast = true;
        PluginSession pastSession(*past, ofPast, session);
        const FrozenPlan again = valuesOf(pastSession, {differing.begin(), differing.end()});
        for (CellDifference& cell : comparison.cells) {
            const auto made = again.cells.find(cell.key);
            const bool isThere = made != again.cells.end();
            const bool isAsFrozen = isThere == cell.then.has_value() && (!isThere || isSame(made->second, *cell.then));
            cell.cause = isAsFrozen ? DifferenceCause::Data : DifferenceCause::Rules;
        }
    }
    then.cells.clear();
    return comparison;
}

}  // namespace chiiki
