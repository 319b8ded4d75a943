#include "workbench/usecases/explain.h"

#include <algorithm>
#include <set>

#include "core/analysis/recipe_parts.h"
#include "core/io/district_names.h"
#include "core/model/overlay_json.h"
#include "core/store/last_change.h"
#include "core/store/workspace.h"
#include "core/text/hash.h"
#include "workbench/usecases/past_state.h"
#include "workbench/usecases/plugin_settings.h"

namespace chiiki {
namespace {

constexpr std::string_view cityWord = "city";

/// Quoted only where a shell would split or change it.
std::string shellWord(const std::string& word)
{
    const bool isPlain = !word.empty() && word.find_first_of(" \t\n'\"\\$`;&|<>*?()[]{}~!#") == std::string::npos;
    if (isPlain)
        return word;
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

/// A row by its first words, as a person would name it.
NamedRow namedRow(const Plugin& plugin, const OverlayRun& run, const std::string& row)
{
    NamedRow named{row, {}, {}};
    const std::size_t colon = std::min(row.find(':'), row.size());
    const std::string tableId = row.substr(0, colon), uid = row.substr(std::min(colon + 1, row.size()));
    const TableSpec* spec = findTable(plugin.manifest, tableId);
    for (const PluginTable& table : run.tables)
        for (const PluginRow& one : table.rows) {
            if (!spec || table.tableId != tableId || one.uid != uid)
                continue;
            named.citation = one.citation;
            named.title = uid;
            for (const FieldSpec& field : spec->fields)
                if (const int column = columnIndex(table, field.id); field.type == FieldType::Text && column >= 0)
                    if (std::string words = textOf(one.values[static_cast<std::size_t>(column)]); !words.empty()) {
                        named.title = std::move(words);
                        return named;
                    }
            return named;
        }
    return named;
}

/// Leaves out the editions of the plugin's tables that no named row is of: the answer says what it used.
void keepNamedSources(const std::vector<PluginTable>& tables, const std::vector<NamedRow>& named, Recipe& recipe)
{
    std::set<std::string> used, others;
    for (const PluginTable& table : tables) {
        const bool isNamed = std::any_of(named.begin(), named.end(),
                                         [&](const NamedRow& row) { return row.row.starts_with(table.tableId + ":"); });
        for (const PluginRow& row : table.rows)
            (isNamed ? used : others).insert(row.sourceId);
    }
    std::erase_if(recipe.sourceIds, [&](const std::string& id) { return others.contains(id) && !used.contains(id); });
}

/// The rows that a plugin's executable names for a value; none of what the host itself computes.
/// They also say which of the plugin's tables went into it.
std::vector<NamedRow> namedRows(PluginSession& session, const std::string& indicatorId, const IndicatorValue& value,
                                Recipe& recipe)
{
    std::vector<NamedRow> named;
    const std::size_t dot = indicatorId.find('.');
    const auto plugin = session.find(indicatorId.substr(0, dot));
    if (!plugin || dot == std::string::npos)
        return named;
    const IndicatorSpec* spec = findIndicator((*plugin)->manifest, indicatorId);
    if (!spec || !spec->isFromExecutable)
        return named;
    const auto run = session.overlay(**plugin);
    for (const std::string& row : rowsNamedIn(run->answer, std::string_view(indicatorId).substr(dot + 1),
                                              value.districtCode, value.year.year, value.series))
        named.push_back(namedRow(**plugin, *run, row));
    if (!named.empty())
        keepNamedSources(run->tables, named, recipe);
    return named;
}

/// Nothing of a number of the core.
void tellRules(PluginSession& session, const std::string& indicatorId, const ParameterValues& parameters,
               Explanation& explanation)
{
    for (const Plugin& plugin : session.plugins()) {
        if (plugin.id != indicatorId.substr(0, indicatorId.find('.')) || !findIndicator(plugin.manifest, indicatorId))
            continue;
        explanation.rules = {plugin.id, plugin.manifest.title, plugin.manifest.version,
                             sha256OfFile(plugin.folder + "/plugin.json").value_or(std::string())};
        for (const ParameterSpec& spec : plugin.manifest.parameters) {
            const auto set = parameters.find(spec.id);
            const bool isDefault = set == parameters.end();
            explanation.parameters.push_back(
                {spec.id, spec.title, isDefault ? spec.defaultValue : set->second, spec.unit, isDefault});
        }
    }
}

}  // namespace

Result<const District*> districtMeant(const Snapshot& snapshot, const std::string& wanted)
{
    if (wanted.empty() || wanted == cityWord)
        return nullptr;
    std::string all;
    for (const District& district : snapshot.districts) {
        if (district.code == wanted || district.name == wanted)
            return &district;
        all += ", " + district.code + " " + district.name;
    }
    // By its kana, its romaji or with 地域 behind it, as tables are read.
    if (const auto code = DistrictNames(snapshot.districts).codeOf(wanted))
        return findDistrict(snapshot, *code);
    return fail(ErrorKind::NotFound, {"analysis.unknown_district_of", {wanted, std::string(cityWord) + all}});
}

Result<FiscalYear> yearMeant(const IndicatorResult& result, const Snapshot& snapshot, std::optional<FiscalYear> wanted)
{
    // Also of an indicator without any number: the line that repeats the question names its year.
    const FiscalYear usual = latestYearWithNumber(result).value_or(yearOfWorkspace(snapshot));
    if (!wanted || *wanted == usual)
        return usual;
    std::set<FiscalYear> years;
    for (const IndicatorValue& value : result.values)
        years.insert(value.year);
    if (years.contains(*wanted))
        return *wanted;
    std::string list;
    for (const FiscalYear known : years)
        list += (list.empty() ? "" : ", ") + std::to_string(known.year);
    return fail(ErrorKind::NotFound,
                {"analysis.no_value_of_year", {result.indicator.id, std::to_string(wanted->year), list}});
}

IndicatorValue valueOf(const IndicatorResult& result, const std::string& districtCode, FiscalYear year)
{
    const auto isWanted = [&](const IndicatorValue& value) {
        return value.districtCode == districtCode && value.year == year;
    };
    auto found = std::find_if(result.values.begin(), result.values.end(), [&](const IndicatorValue& value) {
        return isWanted(value) && value.series == Series::Actual;
    });
    if (found == result.values.end())
        found = std::find_if(result.values.begin(), result.values.end(), isWanted);
    if (found != result.values.end())
        return *found;
    const bool cannotBe = result.indicator.cityOnly && !districtCode.empty();
    return {result.indicator.id,
            districtCode,
            year,
            Series::Actual,
            Value::absent(cannotBe ? Absence::NotApplicable : Absence::Missing),
            {},
            {}};
}

Result<Explanation> explain(PluginSession& session, std::span<const JournalEntry> journal,
                            const ExplainRequest& request)
{
    ParameterValues parameters;
    if (!request.settings.empty()) {
        const auto plugin = session.find(request.indicatorId.substr(0, request.indicatorId.find('.')));
        if (!plugin)
            return tl::unexpected(plugin.error());
        auto read = parseSettings((*plugin)->manifest, request.settings);
        if (!read)
            return tl::unexpected(read.error());
        parameters = *std::move(read);
    }
    auto result = session.compute(request.indicatorId, parameters);
    if (!result)
        return tl::unexpected(result.error());
    const SnapshotPtr snapshot = session.city();
    const auto district = districtMeant(*snapshot, request.district);
    if (!district)
        return tl::unexpected(district.error());

    Explanation explanation;
    explanation.districtCode = *district ? (*district)->code : std::string();
    explanation.name =
        *district ? Text{(*district)->name, (*district)->romaji.empty() ? (*district)->name : (*district)->romaji}
                  : textOf({"analysis.row_city", {}});
    const auto year = yearMeant(*result, *snapshot, request.year);
    if (!year)
        return tl::unexpected(year.error());
    explanation.value = valueOf(*result, explanation.districtCode, *year);
    auto inputs = session.inputsOf(result->indicator.id, explanation.districtCode, *year);
    if (!inputs)
        return tl::unexpected(inputs.error());
    explanation.inputs = *std::move(inputs);
    explanation.rows = namedRows(session, result->indicator.id, explanation.value, result->recipe);
    RecordsUsed used = session.recordsUsedBy(result->indicator.id);
    used.sourceIds = result->recipe.sourceIds;
    auto lastChange = lastChangeOf(journal, *snapshot, used, explanation.value);
    if (!lastChange) {
        lastChange.error().where = request.workspace;
        return tl::unexpected(lastChange.error());
    }
    explanation.lastChange = *std::move(lastChange);
    for (const std::string& id : result->recipe.sourceIds)
        if (const SourceEdition* edition = findSource(*snapshot, id))
            explanation.editions.push_back(*edition);
    tellRules(session, result->indicator.id, parameters, explanation);
    explanation.indicator = std::move(result->indicator);
    explanation.recipe = std::move(result->recipe);
    explanation.reconciliation = result->reconciliation;
    explanation.madeUp = madeUpOf(*result);
    explanation.hasReconciliation = result->hasReconciliation;
    explanation.districtCount = snapshot->districts.size();
    explanation.asOf = snapshot->asOf;
    explanation.commandLine = "chiiki explain " + shellWord(request.workspace) + " " + explanation.indicator.id + " " +
                              (explanation.districtCode.empty() ? std::string(cityWord) : explanation.districtCode) +
                              " " + std::to_string(year->year);
    if (!request.stateOf.empty())
        explanation.commandLine += " --state-of " + shellWord(request.stateOf);
    for (const std::string& setting : request.settings)
        explanation.commandLine += " --set " + shellWord(setting);
    for (const std::string& folder : request.pluginDirs)
        explanation.commandLine += " --plugin-dir " + shellWord(folder);
    return explanation;
}

Result<Explanation> explain(const ExplainRequest& request, const PluginSurroundings& surroundings)
{
    auto workspace = Workspace::open(request.workspace, Access::ReadOnly);
    if (!workspace)
        return tl::unexpected(workspace.error());
    auto journal = workspace->journal();
    if (!journal)
        return tl::unexpected(journal.error());
    if (!request.stateOf.empty()) {
        const auto step = stepAt(*journal, request.stateOf);
        if (!step)
            return tl::unexpected(step.error());
        *journal = journalUntil(*journal, step->id);
    }
    const auto snapshot = request.stateOf.empty() ? workspace->snapshot() : workspace->stateAfter(journal->front().id);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    PluginSession session(*snapshot, surroundings);
    return explain(session, *journal, request);
}

}  // namespace chiiki
