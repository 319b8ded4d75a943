#include "core/analysis/comparison.h"
#include "core/analysis/recipe_parts.h"
#include "core/text/number_text.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/source_json.h"

namespace chiiki {
namespace {

using Json = nlohmann::ordered_json;

Json valueJson(const Value& value)
{
    if (const auto number = value.number())
        return {{"value", *number}, {"status", code(value.status)}};
    return {{"value", nullptr}, {"absent", code(value.absence())}, {"status", code(value.status)}};
}

Json textJson(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en}};
}

Json changeJson(const std::optional<JournalEntry>& change)
{
    if (!change)
        return nullptr;
    return {
        {"step", change->id}, {"at", change->at}, {"author", change->author}, {"what", textJson(textOf(change->what))}};
}

/// Every digit there is, in groups of three before the point: 「3,184.9179472925684」.
std::string groupedExactly(double number)
{
    std::string text = shortestText(number);
    if (text.find('e') != std::string::npos)
        return text;
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    for (std::size_t at = std::min(text.find('.'), text.size()); at > first + 3; at -= 3)
        text.insert(at - 3, ",");
    return text;
}

}  // namespace

std::string exactText(const Value& value, const std::string& unit, Language language)
{
    if (const auto number = value.number())
        return groupedExactly(*number) + (unit.empty() ? "" : " " + unit);
    switch (value.absence()) {
    case Absence::Missing:
        return speak({"analysis.absent_missing", {}}, language);
    case Absence::Suppressed:
        return speak({"analysis.absent_suppressed", {}}, language);
    case Absence::NotApplicable:
        return speak({"analysis.absent_not_applicable", {}}, language);
    }
    return {};
}

/// A ratio is shown as it is stored here, 0..1, so its unit is not the percent of maps and tables.
std::string exactUnit(const std::string& unit, Language language)
{
    return unit == "ratio" ? std::string("(0..1)") : unitTitle(unit, language);
}

std::string statusText(Status status, Language language)
{
    switch (status) {
    case Status::Official:
        return speak({"analysis.status_official", {}}, language);
    case Status::Computed:
        return speak({"analysis.status_computed", {}}, language);
    case Status::Estimated:
        return speak({"analysis.estimated", {}}, language);
    case Status::Sample:
        return speak({"analysis.sample", {}}, language);
    }
    return {};
}

std::string explanationText(const Explanation& explanation, Language language)
{
    std::string text;
    const auto line = [&](std::string_view heading, std::vector<std::string> arguments) {
        text += speak({heading, std::move(arguments)}, language) + "\n";
    };
    const IndicatorValue& value = explanation.value;
    std::string shown = exactText(value.value, exactUnit(explanation.indicator.unit, language), language);
    if (const auto number = value.value.number())
        if (const Text* category = categoryOf(explanation.indicator, *number))
            shown += " – " + category->in(language);
    line("analysis.explain_value", {explanation.name.in(language), explanation.indicator.title.in(language),
                                    title(value.year, language), shown, statusText(value.value.status, language)});
    if (!value.note.empty())
        line("analysis.limit_line", {value.note});
    line("analysis.explain_formula", {explanation.recipe.formula.in(language)});
    for (const ParameterUsed& parameter : explanation.parameters)
        line(parameter.isDefault ? "history.explain_parameter_default" : "history.explain_parameter",
             {parameter.title.in(language), parameter.value,
              parameter.unit.empty() ? std::string() : " " + unitTitle(parameter.unit, language), parameter.id});
    for (const IndicatorInput& input : explanation.inputs)
        line("analysis.explain_input",
             {input.title.in(language), exactText(input.value, exactUnit(input.unit, language), language),
              groupedText(static_cast<double>(input.rows), 0)});
    for (const NamedRow& row : explanation.rows) {
        if (row.title.empty())
            line("analysis.explain_row_unknown", {row.row});
        else
            line("analysis.explain_row", {row.row, row.title, row.citation});
    }
    for (const SourceEdition& edition : explanation.editions) {
        if (edition.fileName.empty()) {
            line("analysis.explain_edition_without_file", {edition.title.in(language), edition.credit});
            continue;
        }
        const auto orDash = [](const std::string& word) { return word.empty() ? std::string("-") : word; };
        line("analysis.explain_edition",
             {edition.title.in(language), edition.fileName, orDash(edition.asOf), orDash(edition.encoding),
              orDash(edition.crs), edition.sha256, edition.credit});
    }
    if (!explanation.recipe.crsPath.empty())
        line("analysis.explain_crs", {explanation.recipe.crsPath});
    if (explanation.hasReconciliation)
        line("analysis.explain_reconciliation",
             {reconciliationLine(explanation.reconciliation, explanation.districtCount, language, explanation.madeUp)});
    if (const auto& rules = explanation.rules)
        line("history.explain_rules",
             {rules->title.in(language), rules->pluginId, rules->version, rules->manifestSha256});
    for (const Text& limit : explanation.recipe.limits)
        line("analysis.explain_limit", {limit.in(language)});
    if (const auto& change = explanation.lastChange)
        line("analysis.explain_changed",
             {change->at, change->author, speak(change->what, language), std::to_string(change->id)});
    line("analysis.explain_as_of", {explanation.asOf});
    line("analysis.explain_again", {explanation.commandLine});
    return text;
}

std::string explanationJson(const Explanation& explanation)
{
    Json inputs = Json::array();
    for (const IndicatorInput& input : explanation.inputs) {
        Json entry = {{"title", textJson(input.title)}};
        entry.update(valueJson(input.value));
        entry["unit"] = input.unit;
        entry["rows"] = input.rows;
        entry["source_ids"] = input.sourceIds;
        inputs.push_back(std::move(entry));
    }
    Json rows = Json::array();
    for (const NamedRow& row : explanation.rows)
        rows.push_back({{"row", row.row}, {"title", row.title}, {"citation", row.citation}});
    Json parameters = Json::array();
    for (const ParameterUsed& parameter : explanation.parameters)
        parameters.push_back({{"id", parameter.id},
                              {"title", textJson(parameter.title)},
                              {"value", parameter.value},
                              {"unit", parameter.unit},
                              {"is_default", parameter.isDefault}});
    Json rules = nullptr;
    if (explanation.rules)
        rules = {{"plugin", explanation.rules->pluginId},
                 {"version", explanation.rules->version},
                 {"manifest_sha256", explanation.rules->manifestSha256}};
    Json limits = Json::array();
    for (const Text& limit : explanation.recipe.limits)
        limits.push_back(textJson(limit));
    Json sources = Json::array();
    for (const SourceEdition& edition : explanation.editions)
        sources.push_back(sourceJson(edition));
    const IndicatorValue& value = explanation.value;
    Json row = {{"district_code", explanation.districtCode.empty() ? "city" : explanation.districtCode},
                {"district", explanation.name.ja},
                {"indicator", explanation.indicator.id},
                {"year", value.year.year},
                {"series", code(value.series)}};
    row.update(valueJson(value.value));
    row["unit"] = explanation.indicator.unit;
    row["note"] = value.note;
    const Json answer = {{"api", 1},
                         {"rows", Json::array({std::move(row)})},
                         {"reconciliation", explanation.hasReconciliation
                                                ? reconciliationJson(explanation.reconciliation)
                                                : Json(nullptr)},
                         {"sources", std::move(sources)},
                         {"formula", textJson(explanation.recipe.formula)},
                         {"parameters", std::move(parameters)},
                         {"rules", std::move(rules)},
                         {"inputs", std::move(inputs)},
                         {"rows_named", std::move(rows)},
                         {"crs_path", explanation.recipe.crsPath},
                         {"limits", std::move(limits)},
                         {"last_change", changeJson(explanation.lastChange)},
                         {"as_of", explanation.asOf},
                         {"command", explanation.commandLine}};
    return answer.dump(2) + "\n";
}

}  // namespace chiiki
