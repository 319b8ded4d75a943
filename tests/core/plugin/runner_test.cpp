#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>

#include "core/plugin/runner.h"
#include "tests/core/plugin/runner_support.h"

using namespace chiiki;
using namespace chiiki::test;
using namespace std::chrono_literals;

TEST_CASE("an executable gets the request whole and its output comes back whole", "[runner]")
{
    const TemporaryFolder folder;
    writeScript(folder, "#!/bin/sh\nexec cat\n");
    std::string request;
    for (int i = 0; request.size() < 5'000'000; ++i)
        request += "行 " + std::to_string(i) + "\n";
    const auto result = runExecutable(folder.path(), "run", request, {});
    REQUIRE(result);
    CHECK(result->output == request);
    CHECK(result->lastErrors.empty());
    CHECK(result->seconds > 0);
    CHECK(result->confinement.noNetwork);
    CHECK(result->confinement.noProcesses);
    CHECK(result->confinement.ownFilesOnly);
    CHECK(result->confinement.memoryHeld == !isSanitized);
}

TEST_CASE("a script in Python starts, with an environment of three words and no handle of the host", "[runner]")
{
    const TemporaryFolder folder;
    const int secret = ::open("/etc/hostname", O_RDONLY);  // inherited, unless somebody closes it
    REQUIRE(secret > 2);
    writeScript(folder, "#!/usr/bin/env python3\n"
                        "import os, sys, threading\n"
                        "print(sorted(name for name in os.environ if name != 'ASAN_OPTIONS'))\n"
                        "print(os.environ['LANG'], os.environ['CHIIKI_API'])\n"
                        "print(len(os.listdir('/proc/self/fd')))\n"  // 0, 1, 2 and the one that lists them
                        "print(os.path.samefile(os.getcwd(), os.path.dirname(__file__)))\n"
                        "print(os.getsid(0) == os.getpgid(0) == os.getpid())\n"
                        "thread = threading.Thread(target=lambda: print('thread'))\n"
                        "thread.start()\n"
                        "thread.join()\n"
                        "print(sys.stdin.read())\n");
    const auto result = runExecutable(folder.path(), "run", "令和", {});
    ::close(secret);
    REQUIRE(result);
    CHECK(result->output == "['CHIIKI_API', 'LANG', 'PATH']\nC.UTF-8 1\n4\nTrue\nTrue\nthread\n令和\n");
}

TEST_CASE("a program that never reads its request is not waited for", "[runner]")
{
    const TemporaryFolder folder;
    writeScript(folder, "#!/bin/sh\necho answer\n");
    struct sigaction before = {};
    ::sigaction(SIGPIPE, nullptr, &before);
    REQUIRE(before.sa_handler == SIG_DFL);  // a signal that came through would end this program
    const auto result = runExecutable(folder.path(), "run", std::string(5'000'000, 'x'), {});
    REQUIRE(result);
    CHECK(result->output == "answer\n");
    sigset_t mask;
    sigemptyset(&mask);
    ::pthread_sigmask(SIG_BLOCK, nullptr, &mask);
    CHECK(sigismember(&mask, SIGPIPE) == 0);
}

TEST_CASE("what cannot be started says why", "[runner]")
{
    const TemporaryFolder folder;
    const auto codeOf = [&](const std::string& executable) -> std::string {
        const auto result = runExecutable(folder.path(), executable, "", {});
        if (result)
            return "started";
        CHECK(result.error().kind == RunFailure::Kind::NotStarted);
        CHECK(result.error().error.where.find(executable) != std::string::npos);
        return std::string(result.error().error.message.code);
    };
    CHECK(codeOf("none") == "plugin.executable_missing");
    writeFile(folder / "plain", "#!/bin/sh\n");
    CHECK(codeOf("plain") == "plugin.executable_not_runnable");
    std::filesystem::create_directory(folder / "folder");
    CHECK(codeOf("folder") == "plugin.executable_not_runnable");
    CHECK(codeOf("../../../../bin/true") == "plugin.executable_outside");
    std::filesystem::create_symlink("/bin/true", folder / "link");
    CHECK(codeOf("link") == "plugin.executable_outside");
    writeScript(folder, "#!/no/such/interpreter\n");
    CHECK(codeOf("run") == "plugin.not_started_interpreter");
    writeScript(folder, "no program at all");
    CHECK(codeOf("run") == "plugin.not_started");
}

TEST_CASE("an exit code and the last 20 lines of standard error are kept, fit to be shown", "[runner]")
{
    const TemporaryFolder folder;
    writeScript(folder, "#!/bin/sh\ni=0\nwhile [ $i -lt 100 ]; do i=$((i + 1)); echo \"line $i\" >&2; done\n"
                        "printf 'red: \\033[31m bad: \\377\\nno end' >&2\nexit 7\n");
    const auto result = runExecutable(folder.path(), "run", "", {});
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == RunFailure::Kind::ExitCode);
    CHECK(result.error().error.message.arguments == std::vector<std::string>{"7"});
    const std::vector<std::string>& lines = result.error().lastErrors;
    REQUIRE(lines.size() == 20);
    CHECK(lines[0] == "line 83");
    CHECK(lines[18] == "red:  [31m bad: \uFFFD");
    CHECK(lines[19] == "no end");
}

TEST_CASE("a run that is cancelled is gone within 0.2 s", "[runner]")
{
    const std::string folder = hostileFolder("ignore_signals");
    double best = 1e9;
    for (int attempt = 0; attempt < 5; ++attempt) {  // the machine may be busy with something else
        std::stop_source source;
        Clock::time_point stopped;
        std::thread other([&] {
            std::this_thread::sleep_for(100ms);
            stopped = Clock::now();
            source.request_stop();
        });
        const auto result = runExecutable(folder, "run", "{}", {}, source.get_token());
        const double seconds = secondsSince(stopped);
        other.join();
        REQUIRE_FALSE(result);
        CHECK(result.error().kind == RunFailure::Kind::Cancelled);
        CHECK(result.error().error.kind == ErrorKind::Cancelled);
        CHECK(processesOf(folder).empty());
        best = std::min(best, seconds);
    }
    CHECK(best < 0.2);

    std::stop_source source;
    source.request_stop();
    const auto result = runExecutable(folder, "run", "{}", {}, source.get_token());
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == RunFailure::Kind::Cancelled);
}

TEST_CASE("runs on several threads at once keep apart and leave no handle and no process", "[runner]")
{
    const TemporaryFolder folder;
    writeScript(folder, "#!/bin/sh\nexec cat\n");
    const std::size_t handles = openHandles();
    std::vector<int> right(8);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < right.size(); ++i)
        threads.emplace_back([&, i] {
            for (int run = 0; run < 10; ++run) {
                const std::string request = std::to_string(i) + ":" + std::to_string(run) + std::string(100'000, 'x');
                const auto result = runExecutable(folder.path(), "run", request, {});
                right[i] += result && result->output == request;
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    CHECK(right == std::vector<int>(8, 10));
    CHECK(openHandles() == handles);
    CHECK(zombies() == 0);
}

TEST_CASE("a system without Landlock or seccomp runs the plugin all the same and says which walls are missing",
          "[runner]")
{
    const TemporaryFolder folder;
    writeScript(folder, "#!/bin/sh\nread line < /etc/passwd && (echo \"$line\")\n");  // reads outside, and forks
    const auto wallsWithout = [&](MissingWall wall) {
        return inChildProcess([&] {
            takeAway(wall);
            const auto result = runExecutable(folder.path(), "run", "", {});
            const Confinement walls = result ? result->confinement : result.error().confinement;
            return (result ? 1 : 0) + (walls.ownFilesOnly ? 2 : 0) + (walls.noNetwork ? 4 : 0) +
                   (walls.noProcesses ? 8 : 0);
        });
    };
    CHECK(wallsWithout(MissingWall::None) == 2 + 4 + 8);
    CHECK(wallsWithout(MissingWall::Landlock) == 4 + 8);
    CHECK(wallsWithout(MissingWall::Seccomp) == 2);
    CHECK(wallsWithout(MissingWall::Both) == 1);
}

TEST_CASE("without seccomp a grandchild that holds the output is not waited for and not left behind", "[runner]")
{
    const std::string folder = hostileFolder("leave_grandchild");
    const int said = inChildProcess([&] {
        takeAway(MissingWall::Seccomp);
        const auto start = Clock::now();
        const auto result = runExecutable(folder, "run", "", {});
        const bool hasForked = !result && result.error().lastErrors == std::vector<std::string>{"did: fork"};
        return (hasForked ? 1 : 0) + (secondsSince(start) < 5 ? 2 : 0);
    });
    CHECK(said == 1 + 2);
    CHECK(endsSoon([&] { return processesOf(folder).empty(); }));
}
