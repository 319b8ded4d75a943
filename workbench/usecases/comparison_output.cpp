#include "workbench/usecases/comparison_output.h"

#include <nlohmann/json.hpp>

#include "core/io/delimited.h"
#include "core/io/xlsx_writer.h"
#include "core/text/number_text.h"
#include "workbench/usecases/comparison_fields.h"
#include "workbench/usecases/source_json.h"

namespace chiiki {
namespace {

// Fields stay in the order of the table, not of the alphabet.
using Json = nlohmann::ordered_json;

std::string csvText(const ComparisonFields::Cell& cell)
{
    if (const auto* number = std::get_if<double>(&cell))
        return shortestText(*number);
    const auto* text = std::get_if<std::string>(&cell);
    return text ? *text : std::string();
}

Json jsonCell(const ComparisonFields::Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell))
        return *text;
    const auto* number = std::get_if<double>(&cell);
    if (!number)
        return nullptr;
    // Whole numbers without ".0": a count reads as a count.
    const auto whole = static_cast<std::int64_t>(std::abs(*number) < 1e15 ? *number : 0.5);
    if (static_cast<double>(whole) == *number)
        return whole;
    return *number;
}

Status weakestStatusOf(const ComparisonTable& table, std::size_t column)
{
    Status status = Status::Official;
    for (const ComparisonRow& row : table.rows)
        if (row.cells[column].value.isNumber())
            status = weakest(status, row.cells[column].value.status);
    return status;
}

Json columnsJson(const ComparisonTable& table)
{
    Json columns = Json::array();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ComparisonColumn& column = table.columns[i];
        columns.push_back({{"id", column.indicator.id},
                           {"title", {{"ja", column.indicator.title.ja}, {"en", column.indicator.title.en}}},
                           {"unit", column.indicator.unit},
                           {"kind", code(column.indicator.kind)},
                           {"year", column.year ? Json(column.year->year) : Json(nullptr)},
                           {"status", code(weakestStatusOf(table, i))}});
    }
    return columns;
}

}  // namespace

std::string comparisonCsv(const ComparisonTable& table)
{
    const ComparisonFields fields = fieldsOf(table);
    std::string csv = "\xEF\xBB\xBF";
    csv += csvLine(fields.names);
    for (const auto& row : fields.rows) {
        std::vector<std::string> cells;
        for (const ComparisonFields::Cell& cell : row)
            cells.push_back(csvText(cell));
        csv += csvLine(cells);
    }
    return csv;
}

std::string comparisonJson(const ComparisonTable& table, const Snapshot& snapshot)
{
    const ComparisonFields fields = fieldsOf(table);
    Json rows = Json::array();
    for (const auto& cells : fields.rows) {
        Json row = Json::object();
        for (std::size_t i = 0; i < cells.size(); ++i)
            row[fields.names[i]] = jsonCell(cells[i]);
        rows.push_back(std::move(row));
    }
    Json first = nullptr;
    Json reconciliations = Json::object();
    for (const ComparisonColumn& column : table.columns) {
        if (!column.hasReconciliation)
            continue;
        Json parts = reconciliationJson(column.reconciliation);
        if (first.is_null())
            first = parts;
        reconciliations[column.indicator.id] = std::move(parts);
    }
    Json sources = Json::array();
    for (const std::string& id : sourceIdsOf(table))
        sources.push_back(sourceJson(snapshot, id));
    const Json answer = {{"api", 1},
                         {"rows", std::move(rows)},
                         {"reconciliation", std::move(first)},
                         {"sources", std::move(sources)},
                         {"columns", columnsJson(table)},
                         {"reconciliations", std::move(reconciliations)}};
    return answer.dump(2) + "\n";
}

Result<std::string> comparisonXlsx(const ComparisonTable& table, const Snapshot& snapshot)
{
    ComparisonFields fields = fieldsOf(table);
    Sheet sheet{"table", std::move(fields.names), std::move(fields.rows)};
    Sheet sources{"sources", {"source_id", "title", "publisher", "licence", "credit", "file", "sha256", "as_of"}, {}};
    for (const std::string& id : sourceIdsOf(table)) {
        const SourceEdition* edition = findSource(snapshot, id);
        const SourceEdition known = edition ? *edition : SourceEdition{};
        sources.rows.push_back({id, known.title.ja, known.publisher, known.licence, known.credit, known.fileName,
                                known.sha256, known.asOf});
    }
    return makeXlsx({std::move(sheet), std::move(sources)});
}

}  // namespace chiiki
