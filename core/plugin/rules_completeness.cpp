#include <algorithm>
#include <map>
#include <set>

#include "core/plugin/rule_checks.h"

namespace chiiki {
namespace {

/// The newest year of the table that has rows and in which the rule is in force.
std::optional<int> latestYear(const RuleContext& context)
{
    std::optional<int> latest;
    for (const PluginRow& row : context.rows.rows) {
        const std::optional<int> year = row.fiscalYear ? row.fiscalYear : context.table->fiscalYear;
        if (!row.isRemoved && year && context.isYearInForce(*year))
            latest = std::max(latest, year);
    }
    return latest;
}

bool hasYears(const TableSpec& table)
{
    return !table.yearField.empty() || table.fiscalYear.has_value();
}

/// Rows of the year that a completeness check looks at; all where the table has no years.
std::vector<const PluginRow*> rowsOfYear(const RuleContext& context, std::optional<int> year)
{
    std::vector<const PluginRow*> rows = context.rowsInForce();
    if (year)
        rows.erase(std::remove_if(rows.begin(), rows.end(),
                                  [&](const PluginRow* row) {
                                      return (row->fiscalYear ? row->fiscalYear : context.table->fiscalYear) != year;
                                  }),
                   rows.end());
    return rows;
}

Text titleOfWord(const RuleContext& context, const std::string& field, const std::string& word)
{
    if (field == "district")
        return context.index.districtTitle(word);
    if (const FieldSpec* spec = findField(*context.table, field))
        for (const Choice& choice : spec->choices)
            if (choice.id == word)
                return choice.title;
    return plainText(word);
}

/// The heads of a matrix's side: all districts, all choices, or the words that its rows have.
std::vector<std::string> headsOf(const RuleContext& context, const std::string& field,
                                 const std::vector<const PluginRow*>& rows)
{
    std::vector<std::string> heads;
    if (field == "district") {
        for (const District& district : context.index.districts())
            heads.push_back(district.code);
        return heads;
    }
    const FieldSpec* spec = findField(*context.table, field);
    if (spec && !spec->choices.empty()) {
        for (const Choice& choice : spec->choices)
            heads.push_back(choice.id);
        return heads;
    }
    std::set<std::string> words;
    for (const PluginRow* row : rows)
        if (const std::string word = textOf(cellOf(*row, columnIndex(context.rows, field))); !word.empty())
            words.insert(word);
    return {words.begin(), words.end()};
}

}  // namespace

void checkEveryDistrict(const RuleContext& context)
{
    if (!context.table)
        return;
    const std::optional<int> year = context.rule.ofAllYears ? std::nullopt : latestYear(context);
    if (!year && !context.isTodayInForce())
        return;
    const std::vector<const PluginRow*> rows = rowsOfYear(context, year);
    if (rows.empty() && (!year || !context.index.isComplete(*context.table, year)) &&
        !context.index.isComplete(*context.table, std::nullopt)) {
        RuleSubject city;
        city.year = year;
        context.sayNothingToJudge(city, spoken({"rules.pass_rows_everywhere", {}}));
        return;
    }
    std::map<std::string, std::vector<const PluginRow*>> ofDistrict;
    for (const PluginRow* row : rows)
        for (const std::string& code : row->districtCodes)
            ofDistrict[code].push_back(row);
    const std::size_t all = context.index.districts().size();
    std::size_t having = 0;
    bool hasSample = false;
    for (const District& district : context.index.districts())
        having += ofDistrict.count(district.code);
    for (const PluginRow* row : rows)
        hasSample = hasSample || row->status == Status::Sample;
    const std::vector<Text> said = {context.rowsTitle(), plainText(std::to_string(having)),
                                    plainText(std::to_string(all))};
    // A row that names no district may be of any.
    std::vector<const PluginRow*> unplaced;
    for (const PluginRow* row : rows)
        if (row->districtCodes.empty())
            unplaced.push_back(row);
    const std::vector<Text> unsaid = {context.rowsTitle(), plainText(std::to_string(rows.size())),
                                      plainText(std::to_string(unplaced.size()))};
    if (!rows.empty() && unplaced.size() == rows.size()) {
        RuleSubject city;
        city.year = year;
        city.rows = unplaced;
        context.say(Verdict::Unknown, city, spoken("rules.no_district_said", unsaid),
                    spoken({"rules.pass_rows_everywhere", {}}));
        return;
    }
    for (const District& district : context.index.districts()) {
        RuleSubject subject;
        subject.districtCode = district.code;
        subject.year = year;
        subject.hasSample = hasSample;
        subject.limit = 1;
        if (const auto found = ofDistrict.find(district.code); found != ofDistrict.end())
            subject.rows = found->second;
        subject.value = static_cast<double>(subject.rows.size());
        if (subject.rows.empty() && !unplaced.empty())
            context.say(Verdict::Unknown, subject, spoken("rules.district_unsaid", unsaid),
                        spoken({"rules.pass_rows", {}}));
        else if (subject.rows.empty())
            context.say(Verdict::Fail, subject, spoken("rules.district_without_row", said),
                        spoken({"rules.pass_rows", {}}));
        else
            context.say(Verdict::Pass, subject, spoken("rules.district_with_row", said));
    }
}

void checkEmptyCell(const RuleContext& context)
{
    if (!context.table || (!hasYears(*context.table) && !context.isTodayInForce()))
        return;
    const std::optional<int> year = context.rule.targetYear ? context.rule.targetYear : latestYear(context);
    const std::vector<const PluginRow*> rows = rowsOfYear(context, year);
    if (rows.empty()) {
        RuleSubject city;
        city.year = year;
        context.sayNothingToJudge(city, spoken({"rules.pass_cells_everywhere", {}}));
        return;
    }
    const std::string& rowsField = context.rule.rowsField;
    const std::string& columnsField = context.rule.columnsField;
    const int rowColumn = rowsField == "district" ? -1 : columnIndex(context.rows, rowsField);
    const int column = columnIndex(context.rows, columnsField);
    std::map<std::string, std::vector<const PluginRow*>> rowsOfHead;
    std::map<std::string, std::set<std::string>> filledOfHead;
    // What nothing is registered for is as made up as all that is.
    const bool isAllSample =
        std::all_of(rows.begin(), rows.end(), [](const PluginRow* row) { return row->status == Status::Sample; });
    for (const PluginRow* row : rows) {
        const std::string word = textOf(cellOf(*row, column));
        std::vector<std::string> heads = row->districtCodes;
        if (rowsField != "district")
            heads = {textOf(cellOf(*row, rowColumn))};
        for (const std::string& head : heads) {
            rowsOfHead[head].push_back(row);
            filledOfHead[head].insert(word);
            if (const auto covered = context.rule.covers.find(word); covered != context.rule.covers.end())
                filledOfHead[head].insert(covered->second.begin(), covered->second.end());
        }
    }
    std::vector<std::string> columns = headsOf(context, columnsField, rows);
    for (const std::string& word : context.rule.leaveOut)
        columns.erase(std::remove(columns.begin(), columns.end(), word), columns.end());
    for (const std::string& head : headsOf(context, rowsField, rows)) {
        std::vector<Text> empty;
        for (const std::string& word : columns)
            if (filledOfHead[head].count(word) == 0)
                empty.push_back(titleOfWord(context, columnsField, word));
        RuleSubject subject;
        subject.year = year;
        subject.rows = rowsOfHead[head];
        subject.hasSample = isAllSample;
        subject.value = static_cast<double>(columns.size() - empty.size());
        subject.limit = static_cast<double>(columns.size());
        if (rowsField == "district")
            subject.districtCode = head;
        const Text title = titleOfWord(context, rowsField, head);
        if (empty.empty())
            context.say(Verdict::Pass, subject, spoken("rules.cells_filled", {title}));
        else
            context.say(Verdict::Fail, subject,
                        subject.districtCode.empty()
                            ? spoken("rules.cells_empty", {title, joined(empty)})
                            : spoken("rules.cells_empty_here",
                                     {joined(empty), context.table->title, context.titleOfField(columnsField)}),
                        spoken("rules.pass_cells", {joined(empty)}));
    }
}

void checkFilled(const RuleContext& context)
{
    const FieldSpec* field = context.table ? findField(*context.table, context.rule.of.field) : nullptr;
    if (!field)
        return;
    const int column = columnIndex(context.rows, field->id);
    const std::vector<const PluginRow*> rows = context.rowsInForce();
    if (rows.empty() && context.isTodayInForce())
        context.sayNothingToJudge({});
    for (const PluginRow* row : rows) {
        if (isEmpty(cellOf(*row, column)))
            context.sayRow(Verdict::Fail, *row, std::nullopt, spoken("rules.not_filled", {field->title}),
                           spoken("rules.pass_filled", {field->title}));
        else
            context.sayRow(Verdict::Pass, *row, std::nullopt, spoken("rules.filled", {field->title}));
    }
}

}  // namespace chiiki
