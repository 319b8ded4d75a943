#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/plugin/aggregate_tally.h"

/// Parts of aggregate(): the values of one quantity before they are divided, and what a reader must know of them.
namespace chiiki {

/// One value with what came with it.
struct AreaValue {
    Value value = Value::absent(Absence::Missing, Status::Computed);
    std::string sourceId;  // of a value taken as it is
    bool isSaid = false;   // of the city: a row of the table says it
};

/// By year; of each year the districts in their order, then the city.
using ValuesByYear = std::map<int, std::vector<AreaValue>>;

struct QuantityValues {
    std::map<Series, ValuesByYear> series;
    bool hasDistricts = false;                      // false: the table knows the city alone
    std::map<int, Reconciliation> reconciliations;  // where the quantity adds up
    std::vector<std::string> sourceIds;
    std::vector<Text> limits;
};

/// A quantity over its rows. The city's value is the same over all of its rows, each once, those of no known district
/// too; of stages there is none.
QuantityValues aggregatedValues(const EvaluationIndex& index, const Quantity& quantity, bool isCumulative);

/// Aggregation::Value: rows of a long table as they are, with their series, status and words of absence. A row without
/// district is the city's. The city's value where no row says it: the sum of the districts, computed, where all are
/// known. Rows that contradict one another give a missing value.
QuantityValues longValues(const EvaluationIndex& index, const Quantity& quantity);

/// What a row of a long table says of itself: its series, and of one without district whether it speaks of the whole
/// city, not of a place whose name is unknown.
Series seriesOf(const PluginTable& table, const PluginRow& row);
bool isOfCity(const FieldValue& districtCell, const City& city);

/// The sources that a number rests on, each once, with the limits that their editions state.
void addSourceIds(Recipe& recipe, const Snapshot& snapshot, const std::vector<std::string>& sourceIds);

/// 「交付額の合計（種別 = 防災）」.
Text formulaOf(const EvaluationIndex& index, const Quantity& quantity);

}  // namespace chiiki
