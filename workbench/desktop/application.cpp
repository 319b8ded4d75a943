#include "workbench/desktop/application.h"

#include <cstdio>
#include <exception>
#include <filesystem>

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

void Application::prepareForThreads()
{
    // One heap for the window and one for all background work: a heap for each thread, as is usual, keeps what each
    // once needed at hand, a sixth of the window's memory.
    mallopt(M_ARENA_MAX, 2);
    // Where no session bus runs, Qt's first question to it would start one by fork(). PROJ takes a lock in the child of
    // every fork, and where a thread of ours held it just then, that child and the window would wait for it for ever.
    const std::filesystem::path runtime = qgetenv("XDG_RUNTIME_DIR").toStdString();
    std::error_code ignored;
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") &&
        (runtime.empty() || !std::filesystem::exists(runtime / "bus", ignored)))
        qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
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
