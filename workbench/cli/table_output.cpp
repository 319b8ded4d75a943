#include "workbench/cli/table_output.h"

#include <ostream>

namespace chiiki::cli {

int deliverTable(Context& context, const ComparisonTable& table, const Snapshot& snapshot)
{
    switch (context.format) {
    case Format::Text:
        return deliver(context, comparisonText(table, snapshot, context.language));
    case Format::Csv:
        return deliver(context, comparisonCsv(table));
    case Format::Json:
        return deliver(context, comparisonJson(table, snapshot));
    case Format::Xlsx:
        break;
    }
    if (context.outFile.empty()) {
        context.err << context.say({"cli.xlsx_needs_file", {}}) << "\n";
        return WrongCommandLine;
    }
    const auto sheet = comparisonXlsx(table, snapshot);
    return sheet ? deliver(context, *sheet) : failed(context, sheet.error());
}

}  // namespace chiiki::cli
