#include <ostream>

#include "maps/style/number_format.h"
#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/comparison_output.h"
#include "workbench/usecases/pack_build.h"

namespace chiiki::cli {
namespace {

std::string placedLine(Context& context, const PackFileLine& line)
{
    const auto count = [](double number) { return formatNumber(number, 0); };
    if (line.rows.source == 0)
        return context.say({"cli.pack_file", {line.fileName, count(static_cast<double>(line.recordCount))}});
    return context.say({line.rows.addsUp() ? "cli.pack_placed" : "cli.pack_not_adding_up",
                        {line.fileName, count(line.rows.source), count(line.rows.districts), count(line.rows.outside),
                         count(line.rows.unplaced), count(line.rows.gap())}});
}

void print(Context& context, const PackReport& report)
{
    for (const PackFileLine& line : report.lines)
        context.out << placedLine(context, line) << "\n";
    context.out << context.say({"cli.pack_faults", {std::to_string(report.faults.size())}}) << "\n";
    for (const PackFault& fault : report.faults)
        context.out << "  " << fault.fileName << ":" << fault.row << " " << fault.name << " – "
                    << context.say(fault.reason) << "\n";
    for (const PackCheck& check : report.checks)
        context.out << context.say({check.holds ? "cli.pack_check_holds" : "cli.pack_check_fails",
                                    {check.title.in(context.language), check.expected, check.actual}})
                    << "\n";
    for (const WrittenFacts& facts : report.facts)
        context.out << context.say({"cli.pack_facts_written", {facts.file, std::to_string(facts.rows)}}) << "\n";
    for (const PackFileSize& file : report.written)
        context.out << context.say(
                           {"cli.pack_written", {file.name, formatNumber(static_cast<double>(file.bytes) / 1000, 1)}})
                    << "\n";
}

}  // namespace

Command packBuildCommand()
{
    return {"pack build",
            {"元のファイルからデータパックを作ります。", "Build a data pack from the original files."},
            "chiiki pack build 元データ --out yamaguchi_pack --tables data",
            [](CLI::App& app, Language language) -> Action {
                auto request = std::make_shared<PackBuildRequest>();
                const auto say = [language](std::string_view code) { return sayOption(code, language); };
                app.add_option("SOURCE_DIR", request->sourceDir, say("cli.pack_source"))->required();
                app.add_option("--facts", request->factsDir, say("cli.pack_facts"));
                app.add_option("--plugins", request->pluginsDir, say("cli.pack_plugins"));
                app.add_option("--tables", request->tablesDir, say("cli.pack_tables"));
                return [request](Context& context) -> int {
                    if (context.outFile.empty()) {
                        context.err << context.say({"cli.pack_needs_out", {}}) << "\n";
                        return WrongCommandLine;
                    }
                    request->outDir = context.outFile;
                    const auto report = buildPack(*request);
                    if (!report)
                        return failed(context, report.error());
                    printDiagnostics(context, report->diagnostics);
                    print(context, *report);
                    return report->allHold() ? Done : Failed;
                };
            }};
}

}  // namespace chiiki::cli
