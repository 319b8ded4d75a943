#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/plugin/evaluation.h"

namespace chiiki {

/// What all indicators and rules ask of one input, made ready once: districts by code, tables by id, people, households
/// and areas. Keeps references into the input. Not for use from two threads at a time.
class EvaluationIndex {
public:
    explicit EvaluationIndex(const EvaluationInput& input);

    const EvaluationInput& input() const { return input_; }
    const std::vector<District>& districts() const { return input_.snapshot.districts; }
    /// Place in `districts`; nullopt for a code that is none.
    std::optional<std::size_t> districtOf(std::string_view code) const;
    /// Name of a district, or 「市全体」 for an empty code.
    Text districtTitle(std::string_view code) const;

    const TableSpec* tableSpec(std::string_view id) const { return findTable(input_.manifest, id); }
    /// The rows; an empty table where there are none.
    const PluginTable& table(std::string_view id) const;

    /// Year that numbers of tables without years carry: that of `asOf`, otherwise of the workspace.
    int yearOfToday() const { return yearOfToday_; }

    /// By district, then the city; missing where the snapshot has no demand areas there or the district no outline.
    const std::vector<Value>& denominators(Denominator of) const;

    /// Whether every row of a table is there for the year, so that a district without rows has 0.
    bool isComplete(const TableSpec& table, std::optional<int> year) const;

private:
    const EvaluationInput& input_;
    std::map<std::string_view, std::size_t> districtOfCode_;
    std::map<std::string_view, const PluginTable*> tableOfId_;
    int yearOfToday_ = 0;
    mutable std::map<Denominator, std::vector<Value>> denominators_;
};

/// The words of a cell: several of a field of districts ("01;03"), one otherwise, none of an empty cell.
std::vector<std::string> wordsOf(const FieldValue& cell, FieldType type);

/// Which rows a filter takes. Looks its columns up once.
class RowSelector {
public:
    RowSelector(const PluginTable& table, const RowFilter& filter);
    bool takes(const PluginRow& row) const;

private:
    struct Condition {
        int column = -1;  // -1: the table lacks it; its cells are empty
        FieldType type = FieldType::Text;
        std::vector<std::string> wanted;
        std::vector<std::string> excluded;
    };
    std::vector<Condition> conditions_;
};

/// Neither a number nor a word.
bool isEmpty(const FieldValue& cell);

/// The cell of a row; empty where the table lacks the column.
const FieldValue& cellOf(const PluginRow& row, int column);

}  // namespace chiiki
