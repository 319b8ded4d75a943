#include "workbench/desktop/background.h"

#include <sys/resource.h>

namespace chiiki::desktop {

void giveWay()
{
    // Linux counts niceness by thread; 0 is the calling one. Qt's priorities do nothing with the usual scheduler. A
    // third of the share of others: the executables that such a thread starts inherit it and have a time limit.
    constexpr int lower = 5;
    setpriority(PRIO_PROCESS, 0, lower);
}

}  // namespace chiiki::desktop
