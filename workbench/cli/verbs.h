#pragma once

#include "workbench/cli/command.h"

namespace chiiki::cli {

Command answerCommand();
Command compareWithCommand();
Command coverageCommand();
Command districtMoveCommand();
Command districtReplaceCommand();
Command explainCommand();
Command exportCommand();
Command facilityMoveCommand();
Command freezeCommand();
Command freezeListCommand();
Command historyCommand();
Command importCommand();
Command infoCommand();
Command karteCommand();
Command mapCommand();
Command newCommand();
Command openDataCommand();
Command overlayCommand();
Command packBuildCommand();
Command pluginAllowCommand();
Command pluginCheckCommand();
Command pluginDoctorCommand();
Command pluginInstallCommand();
Command pluginListCommand();
Command pluginNewCommand();
Command pluginRemoveCommand();
Command pluginRunCommand();
Command pluginStartCommand();
Command pluginStopCommand();
Command pluginTakeCommand();
Command pluginUpdateCommand();
Command publishCommand();
Command redoCommand();
Command rowAddCommand();
Command rowEditCommand();
Command rowListCommand();
Command rowRemoveCommand();
Command sampleAddCommand();
Command sampleRemoveCommand();
Command tableCommand();
Command tallyCommand();
Command undoCommand();
Command valueSetCommand();
Command viewCommand();

}  // namespace chiiki::cli
