#include "workbench/usecases/comparison_fields.h"

#include <algorithm>

namespace chiiki {
namespace {

bool isRest(const ComparisonRow& row)
{
    return row.kind == ComparisonRow::Kind::Outside || row.kind == ComparisonRow::Kind::Unplaced;
}

struct Extras {
    bool absence = false;
    bool status = false;
};

Extras extrasOf(const ComparisonTable& table, std::size_t column)
{
    Extras extras;
    for (const ComparisonRow& row : table.rows) {
        const Value& value = row.cells[column].value;
        // A rate has no rests by nature: that alone needs no reason.
        extras.absence = extras.absence || (!value.isNumber() && !isRest(row));
        extras.status = extras.status || (value.isNumber() && value.status < Status::Computed);
    }
    return extras;
}

}  // namespace

ComparisonFields fieldsOf(const ComparisonTable& table)
{
    ComparisonFields fields;
    fields.names = {"district_code", "district"};
    for (const ComparisonRow& row : table.rows)
        fields.rows.push_back({row.code, row.name.ja});
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const std::string& id = table.columns[column].indicator.id;
        const Extras extras = extrasOf(table, column);
        fields.names.push_back(id);
        if (extras.absence)
            fields.names.push_back(id + "_absence");
        if (extras.status)
            fields.names.push_back(id + "_status");
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const Value& value = table.rows[i].cells[column].value;
            std::vector<ComparisonFields::Cell>& cells = fields.rows[i];
            if (const auto number = value.number())
                cells.push_back(*number);
            else
                cells.push_back({});
            if (extras.absence && value.isNumber())
                cells.push_back({});
            else if (extras.absence)
                cells.push_back(std::string(code(value.absence())));
            if (extras.status)
                cells.push_back(std::string(code(value.status)));
        }
    }
    return fields;
}

std::vector<std::string> sourceIdsOf(const ComparisonTable& table)
{
    std::vector<std::string> ids;
    for (const ComparisonColumn& column : table.columns)
        for (const std::string& id : column.recipe.sourceIds)
            if (std::find(ids.begin(), ids.end(), id) == ids.end())
                ids.push_back(id);
    return ids;
}

}  // namespace chiiki
