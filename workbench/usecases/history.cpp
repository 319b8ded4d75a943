#include "workbench/usecases/history.h"

#include <algorithm>

#include "core/analysis/recipe_parts.h"
#include "core/store/last_change.h"
#include "core/store/step_counts.h"
#include "core/store/workspace.h"
#include "workbench/usecases/explain.h"

namespace chiiki {
namespace {

struct Question {
    const std::string& indicatorId;
    const std::string& districtCode;
    FiscalYear year;
    bool isYearGiven;
};

Result<IndicatorValue> valueIn(PluginSession& session, const Question& question)
{
    const auto result = session.compute(question.indicatorId);
    if (!result)
        return tl::unexpected(result.error());
    // A number of the workspace's own year was of another year then.
    const bool hasYear = std::any_of(result->values.begin(), result->values.end(),
                                     [&](const IndicatorValue& value) { return value.year == question.year; });
    const FiscalYear year =
        hasYear || question.isYearGiven ? question.year : *yearMeant(*result, *session.city(), std::nullopt);
    return valueOf(*result, question.districtCode, year);
}

}  // namespace

bool ValueStep::isChange() const
{
    if (before.has_value() != after.has_value())
        return true;
    return before && (before->value != after->value || before->sourceId != after->sourceId);
}

Result<std::vector<HistoryStep>> historyOf(const std::string& path)
{
    auto workspace = Workspace::open(path, Access::ReadOnly);
    if (!workspace)
        return tl::unexpected(workspace.error());
    auto journal = workspace->journal();
    if (!journal)
        return tl::unexpected(journal.error());
    std::vector<HistoryStep> steps;
    for (JournalEntry& entry : *journal) {
        auto counts = rowCountsOf(entry);
        if (!counts) {
            counts.error().where = path;
            return tl::unexpected(counts.error());
        }
        steps.push_back({std::move(entry), *std::move(counts)});
    }
    return steps;
}

Result<ValueHistory> historyOf(const ValueHistoryRequest& request, const PluginSurroundings& surroundings)
{
    auto workspace = Workspace::open(request.workspace, Access::ReadOnly);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto snapshot = workspace->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto journal = workspace->journal();
    if (!journal)
        return tl::unexpected(journal.error());
    auto session = std::make_unique<PluginSession>(*snapshot, surroundings);
    const auto result = session->compute(request.indicatorId);
    if (!result)
        return tl::unexpected(result.error());
    const auto district = districtMeant(**snapshot, request.district);
    if (!district)
        return tl::unexpected(district.error());

    ValueHistory history;
    history.indicator = result->indicator;
    history.asOf = (*snapshot)->asOf;
    history.districtCode = *district ? (*district)->code : std::string();
    history.name = *district
                       ? Text{(*district)->name, (*district)->romaji.empty() ? (*district)->name : (*district)->romaji}
                       : textOf({"analysis.row_city", {}});
    const auto year = yearMeant(*result, **snapshot, request.year);
    if (!year)
        return tl::unexpected(year.error());
    history.year = *year;

    const Question question{request.indicatorId, history.districtCode, *year, request.year.has_value()};
    RecordsUsed used = session->recordsUsedBy(request.indicatorId);
    used.sourceIds = result->recipe.sourceIds;
    const auto touching =
        stepsThatTouch(*journal, **snapshot, used, valueOf(*result, history.districtCode, history.year));
    if (!touching)
        return tl::unexpected(touching.error());

    // From the newest back, so that each session takes over what the one after it has and nothing changed of.
    PluginSurroundings ofPast = surroundings;
    ofPast.isOfPast = true;
    const auto walked =
        workspace->walkBack(*touching, [&](std::int64_t step, const SnapshotPtr& state) -> Result<void> {
            if (state != *snapshot)
                session = std::make_unique<PluginSession>(state, ofPast, *session);
            const auto value = valueIn(*session, question);
            ValueStep& line = history.steps.emplace_back();
            line.entry = (*journal)[journal->size() - static_cast<std::size_t>(step)];
            if (value)
                line.after = *value;
            else if (value.error().kind != ErrorKind::NotFound)  // an indicator that came later: there is no value yet
                line.whyNotAfter = describe(value.error(), Language::Japanese);
            return {};
        });
    if (!walked)
        return tl::unexpected(walked.error());
    for (std::size_t i = 0; i + 1 < history.steps.size(); ++i)
        history.steps[i].before = history.steps[i + 1].after;
    return history;
}

}  // namespace chiiki
