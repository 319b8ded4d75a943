#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <QStandardPaths>

#include "tests/acceptance/desk_session.h"
#include "tests/acceptance/x_server.h"
#include "tests/support/user_folders.h"

namespace {

constexpr int skipped = 77;  // what CTest reads as such

}  // namespace

int main(int argc, char** argv)
{
    using namespace chiiki;
    for (const char* tool : {"Xvfb", "xdotool"})
        if (QStandardPaths::findExecutable(QLatin1String(tool)).isEmpty()) {
            std::printf("skipped: %s is not installed\n", tool);
            return skipped;
        }
    const auto server = acceptance::XServer::start(1440, 900);
    if (!server) {
        std::puts("skipped: Xvfb did not start");
        return skipped;
    }
    if (!server->giveKeysTo(U"ゆだいりょうしシ")) {
        std::puts("the kana that the tests type could not be put on keys");
        return EXIT_FAILURE;
    }
    ::setenv("DISPLAY", server->display().c_str(), 1);
    ::setenv("QT_QPA_PLATFORM", "xcb", 1);
    std::filesystem::remove(acceptance::eventLogPath());
    ::setenv("CHIIKI_EVENT_LOG", acceptance::eventLogPath().c_str(), 1);
    const test::OwnUserFolders nobody;  // no test reads or writes what is the user's
    return Catch::Session().run(argc, argv);
}
