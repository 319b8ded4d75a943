#pragma once

#include "workbench/cli/command.h"

namespace chiiki::cli {

Command coverageCommand();
Command districtMoveCommand();
Command districtReplaceCommand();
Command explainCommand();
Command infoCommand();
Command mapCommand();
Command newCommand();
Command packBuildCommand();
Command redoCommand();
Command tableCommand();
Command tallyCommand();
Command undoCommand();

}  // namespace chiiki::cli
