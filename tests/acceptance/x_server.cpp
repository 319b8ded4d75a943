#include "tests/acceptance/x_server.h"

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <sstream>
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

bool XServer::giveKeysTo(std::u32string_view characters) const
{
    constexpr int firstKey = 13;  // F13 to F24, which nothing else uses
    constexpr std::size_t keys = 12;
    if (characters.size() > keys)
        return false;
    std::ostringstream map;
    map << "xkb_keymap { xkb_keycodes { include \"evdev+aliases(qwerty)\" }; xkb_types { include \"complete\" };\n"
           "xkb_compat { include \"complete\" }; xkb_symbols { include \"pc+us+inet(evdev)\"\n";
    for (std::size_t i = 0; i < characters.size(); ++i)
        map << "replace key <FK" << std::dec << firstKey + i << "> { [ U" << std::hex << std::uppercase
            << static_cast<std::uint32_t>(characters[i]) << " ] };\n";
    map << "}; };\n";
    std::FILE* compiler = ::popen(("xkbcomp -w0 - " + display_ + " 2>/dev/null").c_str(), "w");
    if (!compiler)
        return false;
    std::fputs(map.str().c_str(), compiler);
    return ::pclose(compiler) == 0;
}

}  // namespace chiiki::acceptance
