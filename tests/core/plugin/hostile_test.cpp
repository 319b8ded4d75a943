#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "core/plugin/descriptor.h"
#include "core/plugin/runner.h"
#include "tests/core/plugin/runner_support.h"

using namespace chiiki;
using namespace chiiki::test;
using Kind = RunFailure::Kind;

namespace {

namespace fs = std::filesystem;

/// How a run ends. None: it is a good run, whatever its answer is worth.
const std::map<std::string, std::optional<Kind>> ends{
    {"attack_host", Kind::ExitCode},
    {"close_output", Kind::TimedOut},
    {"crash", Kind::Crashed},
    {"flood", Kind::TooMuchOutput},
    {"flood_errors", Kind::ExitCode},
    {"hang", Kind::TimedOut},
    {"ignore_signals", Kind::TimedOut},
    {"leak", Kind::Crashed},
    {"leave_grandchild", Kind::ExitCode},
    {"open_socket", Kind::ExitCode},
    {"read_outside", Kind::ExitCode},
    {"say_nan", std::nullopt},
    {"say_no_json", std::nullopt},
    {"start_processes", Kind::ExitCode},
    {"stay_silent", std::nullopt},
    {"unknown_district", std::nullopt},
    {"use_io_uring", Kind::ExitCode},
    {"write_files", Kind::ExitCode},
};

/// A port of this machine, and whether anybody has come.
class Listener {
public:
    Listener()
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
    {
        address_.sin_family = AF_INET;
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address_;
        auto* const address = reinterpret_cast<sockaddr*>(&address_);
        REQUIRE(::bind(socket_.get(), address, size) == 0);
        REQUIRE(::listen(socket_.get(), 8) == 0);
        REQUIRE(::getsockname(socket_.get(), address, &size) == 0);
    }
    std::string port() const { return std::to_string(ntohs(address_.sin_port)); }
    bool hasVisitor() const { return static_cast<bool>(Descriptor(::accept(socket_.get(), nullptr, nullptr))); }

private:
    Descriptor socket_;
    sockaddr_in address_ = {};
};

/// What the program says when nothing confines it, in a copy of its folder.
std::string saidInFreedom(const std::string& id, const std::string& request, const TemporaryFolder& place)
{
    const std::string copy = place / ("free_" + id);
    fs::copy(hostileFolder(id), copy);
    writeFile(place / "request", request);
    return runProcess({"/bin/sh", "-c", "./run < ../request"}, copy).err;
}

/// Runs it confined. Each attempt must have been refused; how many there were.
std::size_t refusals(const std::string& id, const std::string& request)
{
    const auto result = runExecutable(hostileFolder(id), "run", request, {});
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == Kind::ExitCode);
    for (const std::string& line : result.error().lastErrors)
        CHECK(line.rfind("refused: ", 0) == 0);
    return result.error().lastErrors.size();
}

}  // namespace

TEST_CASE("a hostile plugin costs its own run and leaves nothing behind", "[runner][hostile]")
{
    std::vector<std::string> expected;
    for (const auto& [id, end] : ends)
        expected.push_back(id);
    REQUIRE(hostileIds() == expected);
    const std::size_t handles = openHandles();
    for (const auto& [id, end] : ends) {
        DYNAMIC_SECTION(id)
        {
            if (id == "leak" && isSanitized) {
                WARN("skipped: under the address sanitizer memory is not limited");
                continue;
            }
            const TemporaryFolder home;
            writeFile(home / "mine.txt", "mine");
            RunLimits limits;
            limits.seconds = end == Kind::TimedOut ? 0.5 : 30;
            const auto start = Clock::now();
            const auto result = runExecutable(hostileFolder(id), "run", R"({"home":")" + home.path() + "\"}", limits);
            const double seconds = secondsSince(start);
            CHECK(processesOf(hostileFolder(id)).empty());
            CHECK(zombies() == 0);
            CHECK(openHandles() == handles);
            if (!end) {
                CHECK(result);
                continue;
            }
            REQUIRE_FALSE(result);
            CHECK(result.error().kind == *end);
            if (end == Kind::TimedOut) {
                CHECK(seconds >= 0.5);
                CHECK(seconds < 1.5);
                CHECK(result.error().error.message.arguments == std::vector<std::string>{"0.5"});
            }
            CHECK(result.error().lastErrors.size() <= 20);
            CHECK(result.error().confinement.noProcesses);
        }
    }
}

TEST_CASE("a crash is named by its signal", "[runner][hostile]")
{
    const auto result = runExecutable(hostileFolder("crash"), "run", "", {});
    REQUIRE_FALSE(result);
    CHECK(result.error().error.message.code == "plugin.crashed");
    CHECK(result.error().error.message.arguments == std::vector<std::string>{"SIGSEGV"});
}

TEST_CASE("no connection arrives from a plugin", "[runner][hostile]")
{
    const Listener listener;
    const std::string request = R"({"port":")" + listener.port() + "\"}";
    const TemporaryFolder place;
    REQUIRE(saidInFreedom("open_socket", request, place).find("did: connect") != std::string::npos);
    REQUIRE(listener.hasVisitor());
    CHECK(refusals("open_socket", request) == 5);
    CHECK_FALSE(listener.hasVisitor());
}

TEST_CASE("no file is written, changed or removed by a plugin", "[runner][hostile]")
{
    const TemporaryFolder home;
    const std::string request = R"({"home":")" + home.path() + "\"}";
    const std::string outside = "/tmp/chiiki_hostile_written.txt";
    writeFile(home / "mine.txt", "mine");
    const TemporaryFolder place;
    const std::string said = saidInFreedom("write_files", request, place);
    REQUIRE(said.find("refused") == said.npos);
    REQUIRE(fs::exists(outside));
    fs::remove(outside);
    for (const auto& entry : fs::directory_iterator(home.path()))
        fs::remove_all(entry.path());

    writeFile(home / "mine.txt", "mine");
    const auto permissions = fs::status(home / "mine.txt").permissions();
    CHECK(refusals("write_files", request) == 11);
    CHECK(readFile(home / "mine.txt") == "mine");
    CHECK(fs::status(home / "mine.txt").permissions() == permissions);
    CHECK(std::distance(fs::directory_iterator(home.path()), {}) == 1);
    CHECK_FALSE(fs::exists(outside));
    const std::string folder = hostileFolder("write_files");
    CHECK(std::distance(fs::directory_iterator(folder), {}) == 2);  // plugin.json and run
}

TEST_CASE("nothing outside its folder is read by a plugin", "[runner][hostile]")
{
    const TemporaryFolder home;
    const std::string request = R"({"home":")" + home.path() + "\"}";
    writeFile(home / "mine.txt", "mine");
    const TemporaryFolder place;
    const std::string said = saidInFreedom("read_outside", request, place);
    REQUIRE(said.find("did: read in the home") != std::string::npos);
    REQUIRE(said.find("did: list the home") != std::string::npos);
    CHECK(refusals("read_outside", request) == 5);
}

TEST_CASE("a plugin starts no process, uses no io_uring and cannot touch the host", "[runner][hostile]")
{
    CHECK(refusals("start_processes", "") == 7);
    CHECK(refusals("leave_grandchild", "") == 1);
    CHECK(refusals("use_io_uring", "") == 1);
    // A kernel may be set to refuse some of these in freedom too; the walls refuse them on each.
    CHECK(refusals("attack_host", "") == 8);
}

TEST_CASE("the walls hold for an ordinary user as for root", "[runner][hostile]")
{
    if (::geteuid() != 0) {
        WARN("skipped: not root, so the tests above ran as an ordinary user");
        return;
    }
    constexpr uid_t nobody = 65534;
    const int said = inChildProcess([&] {
        if (::setgid(nobody) != 0 || ::setuid(nobody) != 0)
            return 50;
        if (::access((hostileFolder("open_socket") + "/run").c_str(), X_OK) != 0)
            return 60;
        int refused = 0;
        for (const char* id : {"open_socket", "start_processes", "read_outside", "write_files"}) {
            const auto result = runExecutable(hostileFolder(id), "run", R"({"home":"/var"})", {});
            if (result)
                return 70;
            const Confinement& walls = result.error().confinement;
            if (!walls.noNetwork || !walls.noProcesses || !walls.ownFilesOnly)
                return 80;
            for (const std::string& line : result.error().lastErrors)
                refused += line.rfind("refused: ", 0) == 0;
        }
        return refused;
    });
    if (said == 60)
        WARN("skipped: the programs lie where only root may go");
    else
        CHECK(said == 5 + 7 + 5 + 11);
}
