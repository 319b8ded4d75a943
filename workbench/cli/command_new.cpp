#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/program_files.h"
#include "workbench/usecases/workspace_new.h"

namespace chiiki::cli {

Command newCommand()
{
    return {"new",
            {"データパックから作業ファイルを作ります。", "Make a workspace from a data pack."},
            "chiiki new 山口市R6.chiiki",
            [](CLI::App& app, Language language) -> Action {
                auto request = std::make_shared<NewWorkspaceRequest>();
                app.add_option("FILE", request->path, sayOption("cli.new_file", language))->required();
                app.add_option("--pack", request->packDir, sayOption("cli.new_pack", language));
                app.add_flag("--replace", request->replaces, sayOption("cli.new_replace", language));
                return [request](Context& context) {
                    if (request->packDir.empty())
                        request->packDir = findYamaguchiPack(programFolder());
                    if (request->packDir.empty())
                        return failed(context, {ErrorKind::NotFound, {"cli.new_no_pack", {}}});
                    request->asOf = context.asOf;
                    request->stamp = ChangeStamp::now();
                    const auto made = newWorkspace(*request);
                    if (!made)
                        return failed(context, made.error());
                    printDiagnostics(context, made->diagnostics);
                    const Snapshot& city = *made->snapshot;
                    if (!made->keptAs.empty())
                        context.out << context.say({"cli.new_kept", {made->keptAs}}) << "\n";
                    context.out << context.say({"cli.new_done",
                                                {request->path, city.city.name.in(context.language),
                                                 std::to_string(city.districts.size()),
                                                 std::to_string(city.facilities.size()), city.asOf}})
                                << "\n";
                    return static_cast<int>(Done);
                };
            }};
}

}  // namespace chiiki::cli
