#include <ostream>

#include "maps/style/number_format.h"
#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/district_move.h"
#include "workbench/usecases/district_replace.h"

namespace chiiki::cli {
namespace {

void print(Context& context, const BordersReport& report)
{
    for (const DistrictChange& change : report.districts) {
        const DistrictChange::Figures& before = change.before;
        const DistrictChange::Figures& after = change.after;
        const auto count = [](int number) { return formatNumber(number, 0); };
        context.out << context.say({"cli.district_changed",
                                    {change.code + " " + change.name, count(before.people), count(after.people),
                                     count(before.households), count(after.households), count(before.facilities),
                                     count(after.facilities)}})
                    << "\n";
        if (before.areaKm2 && after.areaKm2)
            context.out << context.say({"cli.district_area",
                                        {formatNumber(*before.areaKm2, 3), formatNumber(*after.areaKm2, 3)}})
                        << "\n";
    }
    context.out << context.say({"cli.district_moved",
                                {std::to_string(report.movedBlocks), std::to_string(report.movedFacilities),
                                 std::to_string(report.movedStops)}})
                << "\n";
}

}  // namespace

Command districtMoveCommand()
{
    return {"district move",
            {"町丁または国勢調査の区を別の地域へ移し、すべてを計算し直します。",
             "Move a town or a census block to another district and recompute everything."},
            "chiiki district move yamaguchi.chiiki --town 大手町 --to 01",
            [](CLI::App& app, Language language) -> Action {
                auto request = std::make_shared<DistrictMoveRequest>();
                addWorkspace(app, request->workspace, language);
                auto* town = app.add_option("--town", request->town, sayOption("cli.move_town", language));
                auto* block = app.add_option("--block", request->block, sayOption("cli.move_block", language));
                town->excludes(block);
                app.add_option("--to", request->to, sayOption("cli.move_to", language))->required();
                return [request](Context& context) -> int {
                    if (request->town.empty() == request->block.empty()) {
                        context.err << context.say({"cli.move_needs_what", {}}) << "\n";
                        return WrongCommandLine;
                    }
                    request->stamp = ChangeStamp::now();
                    const auto report = moveDistrict(*request);
                    if (!report)
                        return failed(context, report.error());
                    print(context, *report);
                    return Done;
                };
            }};
}

Command districtReplaceCommand()
{
    return {"district replace",
            {"地域の境界をファイルのものに置き換え、すべてを計算し直します。",
             "Replace the borders by those of a file and recompute everything."},
            "chiiki district replace yamaguchi.chiiki data/yamaguchi/areas.topojson --layer district --code id",
            [](CLI::App& app, Language language) -> Action {
                auto request = std::make_shared<DistrictReplaceRequest>();
                addWorkspace(app, request->workspace, language);
                app.add_option("FILE", request->file, sayOption("cli.replace_file", language))->required();
                app.add_option("--layer", request->layer, sayOption("cli.layer", language));
                app.add_option("--code", request->codeField, sayOption("cli.replace_code", language));
                return [request](Context& context) -> int {
                    request->stamp = ChangeStamp::now();
                    const auto report = replaceDistricts(*request);
                    if (!report)
                        return failed(context, report.error());
                    printDiagnostics(context, report->diagnostics);
                    print(context, report->borders);
                    for (const std::string& code : report->added)
                        context.out << context.say({"cli.district_added", {code}}) << "\n";
                    for (const std::string& code : report->removed)
                        context.out << context.say({"cli.district_removed", {code}}) << "\n";
                    return Done;
                };
            }};
}

}  // namespace chiiki::cli
