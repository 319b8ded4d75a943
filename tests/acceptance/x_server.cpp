#include "tests/acceptance/x_server.h"

#include <csignal>
#include <utility>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace chiiki::acceptance {

XServer::XServer(pid_t pid, std::string display)
    : pid_(pid)
    , display_(std::move(display))
{
}

XServer::XServer(XServer&& other) noexcept
    : pid_(std::exchange(other.pid_, -1))
    , display_(std::move(other.display_))
{
}

XServer::~XServer()
{
    if (pid_ <= 0)
        return;
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
}

std::optional<XServer> XServer::start(int widthPx, int heightPx)
{
    int told[2];
    if (::pipe(told) != 0)
        return {};
    const std::string screen = std::to_string(widthPx) + "x" + std::to_string(heightPx) + "x24";
    const std::string descriptor = std::to_string(told[1]);
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        ::close(told[0]);
        const int quiet = ::open("/dev/null", O_WRONLY);
        ::dup2(quiet, STDERR_FILENO);
        // It takes a number of a display that is free and writes it there once it can be spoken to.
        ::execlp("Xvfb", "Xvfb", "-displayfd", descriptor.c_str(), "-screen", "0", screen.c_str(), "-nolisten", "tcp",
                 "-noreset", static_cast<char*>(nullptr));
        ::_exit(127);
    }
    ::close(told[1]);
    std::string number;
    char letter = 0;
    while (pid > 0 && ::read(told[0], &letter, 1) == 1 && letter != '\n')
        number += letter;
    ::close(told[0]);
    if (pid <= 0)
        return {};
    XServer server(pid, ":" + number);
    if (number.empty())
        return {};
    return server;
}

}  // namespace chiiki::acceptance
