#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/undo.h"

namespace chiiki::cli {
namespace {

Action revert(CLI::App& app, Language language, bool isRedo)
{
    auto request = std::make_shared<UndoRequest>();
    request->redo = isRedo;
    addWorkspace(app, request->workspace, language);
    return [request](Context& context) -> int {
        request->stamp = ChangeStamp::now();
        const auto reverted = undoStep(*request);
        if (!reverted)
            return failed(context, reverted.error());
        context.out << context.say({request->redo ? "cli.redone" : "cli.undone", {context.say(reverted->entry.what)}})
                    << "\n";
        return Done;
    };
}

}  // namespace

Command undoCommand()
{
    return {"undo",
            {"最後の変更を元に戻します。", "Take the last change back."},
            "chiiki undo moved.chiiki",
            [](CLI::App& app, Language language) { return revert(app, language, false); }};
}

Command redoCommand()
{
    return {"redo",
            {"元に戻した変更をやり直します。", "Take the last undo back."},
            "chiiki redo undone.chiiki",
            [](CLI::App& app, Language language) { return revert(app, language, true); }};
}

}  // namespace chiiki::cli
