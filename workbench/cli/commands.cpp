#include "workbench/cli/command.h"

namespace chiiki::cli {

Command tallyCommand();

const std::vector<Command>& commands()
{
    static const std::vector<Command> all = {
    };
    return all;
}

}  // namespace chiiki::cli
