#include "workbench/cli/verbs.h"

namespace chiiki::cli {

const std::vector<Command>& commands()
{
    static const std::vector<Command> all = {
        newCommand(),           infoCommand(),         tableCommand(),        coverageCommand(),
        mapCommand(),           publishCommand(),      karteCommand(),        answerCommand(),
        explainCommand(),       historyCommand(),      freezeCommand(),       freezeListCommand(),
        compareWithCommand(),   tallyCommand(),        overlayCommand(),      viewCommand(),
        exportCommand(),        openDataCommand(),     districtMoveCommand(), districtReplaceCommand(),
        facilityMoveCommand(),  importCommand(),       valueSetCommand(),     undoCommand(),
        redoCommand(),          rowListCommand(),      rowAddCommand(),       rowEditCommand(),
        rowRemoveCommand(),     pluginListCommand(),   pluginNewCommand(),    pluginCheckCommand(),
        pluginInstallCommand(), pluginUpdateCommand(), pluginRemoveCommand(), pluginAllowCommand(),
        pluginStopCommand(),    pluginStartCommand(),  pluginTakeCommand(),   pluginRunCommand(),
        pluginDoctorCommand(),  sampleAddCommand(),    sampleRemoveCommand(), packBuildCommand(),
    };
    return all;
}

}  // namespace chiiki::cli
