#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/info.h"

namespace chiiki::cli {

Command infoCommand()
{
    return {
        "info",
        {"作業ファイルの中身、出典、照合を示します。", "Tell what a workspace holds, its sources and reconciliations."},
        "chiiki info yamaguchi.chiiki",
        [](CLI::App& app, Language language) -> Action {
            auto path = std::make_shared<std::string>();
            addWorkspace(app, *path, language);
            return [path](Context& context) -> int {
                if (context.format != Format::Text && context.format != Format::Json)
                    return wrongFormat(context);
                const auto city = context.stateOf.empty() ? Result<SnapshotPtr>(nullptr) : openCity(context, *path);
                if (!city)
                    return failed(context, city.error());
                auto info = *city ? describeWorkspace(**city) : describeWorkspace(*path);
                if (!info)
                    return failed(context, info.error());
                if (!context.asOf.empty())
                    info->asOf = context.asOf;
                return deliver(context,
                               context.format == Format::Json ? infoJson(*info) : infoText(*info, context.language));
            };
        },
        true};
}

}  // namespace chiiki::cli
