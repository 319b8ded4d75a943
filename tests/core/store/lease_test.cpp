#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "core/store/lease.h"
#include "core/store/workspace.h"
#include "tests/core/store/store_fixture.h"

using namespace chiiki;
using namespace chiiki::store;
using namespace chiiki::test;

namespace {

std::string hostName()
{
    char name[256] = {};
    gethostname(name, sizeof name - 1);
    return name;
}

void writeLock(const std::string& path, const std::string& host, int pid, const std::string& started)
{
    writeFile(Lease::lockPathOf(path), nlohmann::json{{"host", host},
                                                      {"pid", pid},
                                                      {"started", started},
                                                      {"author", "高齢福祉課"},
                                                      {"since", "2026-04-01T00:15:30Z"}}
                                           .dump());
}

/// A pid that no process has: of a child that has ended and been waited for.
int deadPid()
{
    const pid_t child = fork();
    if (child == 0)
        _exit(0);
    waitpid(child, nullptr, 0);
    return child;
}

}  // namespace

TEST_CASE("a second writer is refused with who holds the file and since when; readers are not", "[lease]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    auto first = Workspace::create(path, gridCity(3, 3, 1), stampOf("高齢福祉課"));
    REQUIRE(first);
    const auto refusal = [&] {
        auto second = Workspace::open(path, Access::ReadWrite, stampOf("協働推進課"));
        REQUIRE_FALSE(second);
        return second.error();
    };
    const Error locked = refusal();
    CHECK(locked.kind == ErrorKind::Locked);
    CHECK(locked.message.code == "store.locked");
    CHECK(locked.message.arguments == std::vector<std::string>{"高齢福祉課", "2026-04-01T00:15:30Z"});
    CHECK_THAT(describe(locked, Language::Japanese), Catch::Contains("高齢福祉課が2026-04-01T00:15:30Zから編集中です"));
    // From another process too.
    CHECK(inChild([&] {
              auto second = Workspace::open(path, Access::ReadWrite, stampOf());
              return second ? 1 : second.error().kind == ErrorKind::Locked ? 0 : 2;
          }) == 0);
    CHECK(refusal().kind == ErrorKind::Locked);  // the child took nothing away at its end

    auto reader = Workspace::open(path, Access::ReadOnly);
    REQUIRE(reader);
    CHECK(reader->snapshot());

    Workspace moved = *std::move(first);
    CHECK(refusal().kind == ErrorKind::Locked);
    {
        const Workspace gone = std::move(moved);
    }
    CHECK_FALSE(std::filesystem::exists(path + ".lock"));
    CHECK(Workspace::open(path, Access::ReadWrite, stampOf()));
}

TEST_CASE("the lock of a killed process is taken over", "[lease]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    REQUIRE(Workspace::create(path, gridCity(3, 3, 1), stampOf()));
    CHECK(inChild([&] {
              auto held = Workspace::open(path, Access::ReadWrite, stampOf());
              kill(getpid(), SIGKILL);
              return 1;
          }) == -SIGKILL);
    REQUIRE(std::filesystem::exists(path + ".lock"));
    {
        const auto opened = Workspace::open(path, Access::ReadWrite, stampOf("協働推進課", "2026-07-01"));
        REQUIRE(opened);
        // Until its newest step, here the creation, the file is whole.
        CHECK(opened->recovered() == "2026-04-01T00:15:30Z");
    }
    CHECK_FALSE(std::filesystem::exists(path + ".lock"));
    const auto again = Workspace::open(path, Access::ReadWrite, stampOf());
    REQUIRE(again);
    CHECK_FALSE(again->recovered());
}

TEST_CASE("a process with the number of a dead one does not keep its lock", "[lease]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a";
    writeLock(path, hostName(), getpid(), "1");  // this very process started later than that
    CHECK(Lease::acquire(path, "x", "y"));
    writeLock(path, hostName(), deadPid(), "1");
    CHECK(Lease::acquire(path, "x", "y"));
}

TEST_CASE("the lock of another computer is respected, with how to remove it by hand", "[lease]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a";
    writeLock(path, "別のパソコン", deadPid(), "1");
    const auto refused = Lease::acquire(path, "x", "y");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Locked);
    CHECK(refused.error().message.code == "store.locked_elsewhere");
    CHECK_THAT(describe(refused.error(), Language::Japanese),
               Catch::Contains("高齢福祉課") && Catch::Contains("別のパソコン") && Catch::Contains(path + ".lock"));
    CHECK(std::filesystem::exists(path + ".lock"));
    writeFile(path + ".lock", "これは何？");
    CHECK(Lease::acquire(path, "x", "y").error().message.code == "store.lock_unreadable");
}

TEST_CASE("a lock that was removed by hand and taken by another is not removed by the first", "[lease]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a";
    auto first = Lease::acquire(path, "甲", "y");
    REQUIRE(first);
    std::filesystem::remove(path + ".lock");
    const auto second = Lease::acquire(path, "乙", "y");
    REQUIRE(second);
    {
        const Lease gone = *std::move(first);
    }
    CHECK_THAT(readFile(path + ".lock"), Catch::Contains("乙"));
}

TEST_CASE("of many who take over a dead lock at once exactly one wins", "[lease]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a";
    constexpr int rivals = 6;
    for (int round = 0; round < 15; ++round) {
        writeLock(path, hostName(), deadPid(), "1");
        int start[2] = {};
        int hold[2] = {};
        int wins[2] = {};
        REQUIRE(pipe(start) == 0);
        REQUIRE(pipe(hold) == 0);
        REQUIRE(pipe(wins) == 0);
        std::vector<pid_t> children;
        for (int i = 0; i < rivals; ++i) {
            const pid_t child = fork();
            if (child == 0) {
                char c = 0;
                close(start[1]);
                close(hold[1]);
                (void)!read(start[0], &c, 1);  // until the parent closes its end
                const auto lease = Lease::acquire(path, "x", "y");
                (void)!write(wins[1], lease ? "1" : "0", 1);
                (void)!read(hold[0], &c, 1);
                _exit(0);
            }
            children.push_back(child);
        }
        close(start[0]);
        close(start[1]);
        int won = 0;
        for (int i = 0; i < rivals; ++i) {
            char answer = 0;
            REQUIRE(read(wins[0], &answer, 1) == 1);
            won += answer == '1';
        }
        CHECK(won == 1);
        for (const int end : {hold[0], hold[1], wins[0], wins[1]})
            close(end);
        for (const pid_t child : children)
            waitpid(child, nullptr, 0);
        int asides = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            asides += entry.path().filename() != "a.lock";
        CHECK(asides == 0);
    }
}
