#include "workbench/desktop/application.h"

#include <cstdio>
#include <exception>

#include <malloc.h>

#include "workbench/desktop/theme.h"

namespace chiiki::desktop {

Application::Application(int& argc, char** argv)
    : QApplication(argc, argv)
{
    setOrganizationName(QStringLiteral("chiiki"));
    setApplicationName(QStringLiteral("chiiki-workbench"));
    theme::apply();
}

void Application::shareHeaps()
{
    // One heap for the window and one for all background work: a heap for each thread, as is usual, keeps what each
    // once needed at hand, a sixth of the window's memory.
    mallopt(M_ARENA_MAX, 2);
}

bool Application::notify(QObject* receiver, QEvent* event)
{
    try {
        return QApplication::notify(receiver, event);
    } catch (const std::exception& exception) {
        std::fprintf(stderr, "chiiki-workbench: internal error: %s\n", exception.what());
    } catch (...) {
        std::fputs("chiiki-workbench: internal error\n", stderr);
    }
    return false;
}

}  // namespace chiiki::desktop
