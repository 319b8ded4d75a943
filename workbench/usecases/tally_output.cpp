#include "workbench/usecases/tally_output.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/analysis/comparison.h"
#include "core/io/delimited.h"
#include "core/text/number_text.h"
#include "core/text/width.h"
#include "maps/style/number_format.h"
#include "workbench/usecases/source_json.h"

namespace chiiki {
namespace {

// The areas by code, then the two rests, each with its name in the code column.
std::vector<TallyRow> allRows(const TallyResult& result)
{
    std::vector<TallyRow> rows = result.rows;
    for (const auto& [rest, code] : {std::pair(&result.outside, "outside"), std::pair(&result.unplaced, "unplaced")}) {
        rows.push_back(*rest);
        rows.back().code = code;
    }
    return rows;
}

}  // namespace

std::string tallyCsv(const TallyResult& result)
{
    std::string text = "\xEF\xBB\xBF"
                       "code,count,weight\n";
    for (const TallyRow& row : allRows(result))
        text += csvLine({row.code, std::to_string(row.count), shortestText(row.weight)});
    return text;
}

std::string tallyJson(const TallyResult& result)
{
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const TallyRow& row : allRows(result))
        rows.push_back({{"code", row.code}, {"count", row.count}, {"weight", row.weight}});
    const nlohmann::ordered_json answer = {{"api", 1},
                                           {"rows", rows},
                                           {"reconciliation", reconciliationJson(result.counts)},
                                           {"weights", reconciliationJson(result.weights)},
                                           {"sources", nlohmann::ordered_json::array()}};
    return answer.dump(2) + "\n";
}

std::string tallyText(const TallyResult& result, Language language)
{
    const std::vector<TallyRow> rows = allRows(result);
    const auto label = [&](const TallyRow& row) {
        if (&row == &rows[rows.size() - 2])
            return speak({"cli.tally_outside", {}}, language);
        return &row == &rows.back() ? speak({"cli.tally_unplaced", {}}, language) : row.code;
    };
    std::string head = speak({"cli.tally_code", {}}, language);
    std::size_t width = displayWidth(head);
    for (const TallyRow& row : rows)
        width = std::max(width, displayWidth(label(row)));
    const auto line = [&](const std::string& code, const std::string& count, const std::string& weight) {
        return padRight(code, width) + padLeft(count, 14) + padLeft(weight, 18) + "\n";
    };
    std::string text = line(head, speak({"cli.tally_count", {}}, language), speak({"cli.tally_weight", {}}, language));
    for (const TallyRow& row : rows)
        text += line(label(row), formatNumber(static_cast<double>(row.count), 0),
                     formatNumber(row.weight, result.hasWeights ? 2 : 0));
    text += reconciliationLine(result.counts, result.rows.size(), language) + "\n";
    if (result.hasWeights)
        text += speak({"cli.tally_weight", {}}, language) + ": " +
                reconciliationLine(result.weights, result.rows.size(), language) + "\n";
    return text;
}

}  // namespace chiiki
