#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/tally_output.h"

namespace chiiki::cli {
Command tallyCommand()
{
    return {"tally",
            {"点を多角形ごとに数えます（作業ファイルは要りません）。", "Count points by polygon; needs no workspace."},
            "chiiki tally tests/bad_input/points.csv --areas tests/bad_input/areas.geojson --code code "
            "--weight people",
            [](CLI::App& app, Language language) -> Action {
                auto request = std::make_shared<TallyRequest>();
                const auto say = [language](std::string_view code) { return sayOption(code, language); };
                app.add_option("POINTS", request->points.path, say("cli.tally_points"))->required();
                app.add_option("--areas", request->areasPath, say("cli.tally_areas"))->required();
                app.add_option("--code", request->codeField, say("cli.tally_code_field"))->required();
                app.add_option("--weight", request->points.weightField, say("cli.tally_weight_field"));
                app.add_option("--layer", request->points.layer, say("cli.layer"));
                app.add_option("--areas-layer", request->areasLayer, say("cli.layer"));
                auto* x = app.add_option("--x", request->points.xField, say("cli.tally_x"));
                auto* y = app.add_option("--y", request->points.yField, say("cli.tally_y"));
                x->needs(y);
                y->needs(x);
                return [request](Context& context) -> int {
                    if (context.format == Format::Xlsx)
                        return wrongFormat(context);
                    const auto result = tally(*request);
                    if (!result)
                        return failed(context, result.error());
                    printDiagnostics(context, result->diagnostics);
                    switch (context.format) {
                    case Format::Csv:
                        return deliver(context, tallyCsv(*result));
                    case Format::Json:
                        return deliver(context, tallyJson(*result));
                    default:
                        return deliver(context, tallyText(*result, context.language));
                    }
                };
            }};
}

}  // namespace chiiki::cli
