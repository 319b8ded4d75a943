#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/plugin/calendar.h"
#include "core/plugin/evaluation_index.h"
#include "core/plugin/spoken.h"

namespace chiiki {

/// What an outcome speaks of.
struct RuleSubject {
    std::string districtCode;  // empty = not of one district
    std::optional<int> year;
    std::vector<const PluginRow*> rows;
    std::optional<double> value;
    std::optional<double> limit;
    std::string unit = {};   // of value and limit
    bool hasSample = false;  // besides the rows: an indicator's value behind it is made up
    bool isWorthTelling = false;
    Text advice = {};               // what would do where a pass is worth telling
    std::string missingField = {};  // unknown because this field of the rows is empty
    Text named = {};                // what the sentence itself calls it
    bool isOfRow = false;  // of the one row in `rows`, which then names it; otherwise the rows are only behind it
};

/// Whether rules of this kind hold something against a number of their own.
bool hasLimit(RuleCheck check);

/// One rule with what it judges; the checks of rule_checks.h say their outcomes through it.
class RuleContext {
public:
    RuleContext(const EvaluationIndex& index, const RuleSpec& rule, const std::vector<IndicatorResult>& indicators,
                std::vector<RuleOutcome>& outcomes);

    const EvaluationIndex& index;
    const RuleSpec& rule;
    const TableSpec* table;       // of rule.of; nullptr where the rule has none
    const PluginTable& rows;      // of rule.of
    std::optional<double> limit;  // the number of the rule; nullopt where it has none, or its parameter holds none
    std::optional<Day> today;     // asOf

    /// Rows of a table that a filter takes and whose date the rule's dates in force admit; a row without any date is
    /// in.
    std::vector<const PluginRow*> rowsInForce(const std::string& tableId, const RowFilter& where) const;
    std::vector<const PluginRow*> rowsInForce() const { return rowsInForce(rule.of.table, rule.of.where); }
    bool isTodayInForce() const;
    bool isYearInForce(int year) const;

    /// When a row happened: the rule's date field, the table's own date or fiscal year; nullopt = not said.
    std::optional<DaySpan> spanOf(const PluginRow& row, const TableSpec& of) const;
    /// A field of rule.of's table; nullopt = empty.
    std::optional<DaySpan> dateIn(const PluginRow& row, const std::string& field) const;

    /// Put beside the limit where the settings give it and no document: "設定の"; otherwise empty.
    Text settingWord() const;
    std::string unitOf(const Quantity& quantity) const;
    /// Of a field of rule.of's table; its id where there is none.
    Text titleOfField(const std::string& id) const;
    /// The table's title, with the words of its choices that the rule's filter asks for: "地域の防災活動（訓練）".
    /// Precondition: the rule has a table.
    Text rowsTitle() const;
    /// What the rule measures: the field, or the table where rows are counted; with rule.over, of both.
    Text measureTitle() const;
    /// Its first words; otherwise its key, or its table's title where it has none.
    Text labelOf(const PluginRow& row) const;
    const IndicatorResult* indicator(std::string_view id) const;

    /// Says that nothing is there to be judged: no row at all, or none that the rule's filter takes.
    void sayNothingToJudge(const RuleSubject& subject, const Text& wouldPass = {}) const;

    /// `sentence` says what holds or does not, without naming the subject, which is put before it.
    void say(Verdict verdict, const RuleSubject& subject, const Text& sentence, const Text& wouldPass = {}) const;
    void sayRow(Verdict verdict, const PluginRow& row, std::optional<double> value, const Text& sentence,
                const Text& wouldPass = {}) const;

private:
    bool isInForce(const std::optional<DaySpan>& span) const;
    std::optional<Text> ownWordsOf(const PluginRow& row) const;
    Text subjectTitle(const RuleSubject& subject) const;
    Text actionWithoutFact(const RuleSubject& subject) const;
    /// The table that one of the plugin's indicators is worked out from, where it has no row; otherwise empty.
    std::string emptyTableOf(const std::string& indicatorId) const;
    Text filled(const Text& pattern, const RuleSubject& subject) const;

    const std::vector<IndicatorResult>& indicators_;
    std::vector<RuleOutcome>& outcomes_;
    std::optional<DaySpan> from_;
    std::optional<DaySpan> to_;
};

/// 2024-06-01, or the months and years that a document says: "2024-06", "FY2024" as 令和6年度.
Text dateText(const DaySpan& span);

}  // namespace chiiki
