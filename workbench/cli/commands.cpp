#include "workbench/cli/verbs.h"

namespace chiiki::cli {

const std::vector<Command>& commands()
{
    static const std::vector<Command> all = {
        newCommand(),     infoCommand(),      tableCommand(),        coverageCommand(),        mapCommand(),
        explainCommand(), tallyCommand(),     districtMoveCommand(), districtReplaceCommand(), undoCommand(),
        redoCommand(),    packBuildCommand(),
    };
    return all;
}

}  // namespace chiiki::cli
