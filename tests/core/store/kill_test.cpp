#include <catch2/catch.hpp>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/store/workspace.h"
#include "tests/core/store/store_fixture.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

/// Changes every district's name and half of the blocks to `number`, over and over; each acknowledged number goes
/// through the pipe before the next change begins.
int writeForEver(const std::string& path, int pipeEnd, int first)
{
    auto opened = Workspace::open(path, Access::ReadWrite, stampOf());
    if (!opened)
        return 1;
    for (int number = first;; ++number) {
        const auto read = opened->snapshot();
        if (!read)
            return 2;
        Snapshot next = **read;
        for (District& district : next.districts)
            district.name = std::to_string(number);
        for (std::size_t i = 0; i < next.demandAreas.size(); i += 2) {
            next.demandAreas[i].people = number;
            next.demandAreas[i].outline[0].rings[0][1].x += 1e-9;
        }
        if (!opened->commit(next, {"store.created", {}}, stampOf()))
            return 3;
        if (write(pipeEnd, &number, sizeof number) != sizeof number)
            return 4;
    }
}

}  // namespace

TEST_CASE("a writer killed at any moment loses at most the change it had not yet acknowledged", "[workspace][kill]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    REQUIRE(Workspace::create(path, gridCity(30, 20, 3), stampOf()));
    int last = 0;  // the number in the file
    int midWrite = 0;
    constexpr int kills = 40;
    for (int round = 0; round < kills; ++round) {
        int ends[2] = {};
        REQUIRE(pipe(ends) == 0);
        const pid_t writer = fork();
        if (writer == 0) {
            close(ends[0]);
            _exit(writeForEver(path, ends[1], last + 1));
        }
        close(ends[1]);
        // The first acknowledgement, then a delay that differs every time: a change takes some tens of milliseconds.
        int acknowledged = last;
        REQUIRE(read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged);
        std::this_thread::sleep_for(std::chrono::microseconds(round * 1700));
        kill(writer, SIGKILL);
        int status = 0;
        waitpid(writer, &status, 0);
        REQUIRE(WIFSIGNALED(status));
        while (read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) {
        }
        close(ends[0]);
        const bool isMidWrite = std::filesystem::exists(path + "-journal");
        midWrite += isMidWrite;

        // Read-only access repairs too, so that a look at a killed program's file needs no writer.
        auto opened = Workspace::open(path, round % 2 ? Access::ReadOnly : Access::ReadWrite, stampOf());
        if (!opened)
            FAIL(describe(opened.error(), Language::English));
        if (!opened->isReadOnly() || isMidWrite)
            CHECK(opened->recovered() == "2026-04-01T00:15:30Z");
        const auto content = opened->snapshot();
        if (!content)
            FAIL(describe(content.error(), Language::English));
        const int found = std::stoi((*content)->districts[0].name);
        CHECK(found >= acknowledged);
        CHECK(found <= acknowledged + 1);
        for (const District& district : (*content)->districts)
            CHECK(district.name == std::to_string(found));
        int differing = 0;
        for (std::size_t i = 0; i < (*content)->demandAreas.size(); i += 2)
            differing += (*content)->demandAreas[i].people != found;
        CHECK(differing == 0);
        CHECK((*content)->revision == found + 1);
        SQLite::Database file(path);
        CHECK(file.execAndGet("PRAGMA integrity_check").getString() == "ok");
        last = found;
    }
    CHECK(last >= kills);
    INFO("killed with a journal on the disk: " << midWrite);
    CHECK(midWrite > 0);
}

TEST_CASE("a creation killed at any moment leaves no file or a whole one, and the next one clears up",
          "[workspace][kill]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    const Snapshot content = gridCity(30, 20, 3);
    int whole = 0;
    int none = 0;
    constexpr int kills = 30;
    for (int round = 0; round < kills; ++round) {
        const pid_t writer = fork();
        if (writer == 0) {
            const auto made = Workspace::create(path, content, stampOf());
            pause();
            _exit(made ? 0 : 1);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(round * 8));
        kill(writer, SIGKILL);
        waitpid(writer, nullptr, 0);
        if (std::filesystem::exists(path)) {
            ++whole;
            auto opened = Workspace::open(path, Access::ReadWrite, stampOf());
            REQUIRE(opened);
            CHECK((*opened->snapshot())->demandAreas.size() == 600);
            std::filesystem::remove(path);
        } else {
            ++none;
        }
    }
    INFO(whole << " whole, " << none << " none");
    CHECK(none > 0);
    REQUIRE(Workspace::create(path, content, stampOf()));
    int left = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        left += entry.path().filename() != "a.chiiki";
    CHECK(left == 0);
}

TEST_CASE("a writer killed while the file has grown by what is not yet committed leaves it as it was",
          "[workspace][kill]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    REQUIRE(Workspace::create(path, gridCity(30, 20, 3), stampOf()));
    const SnapshotPtr before = *Workspace::open(path, Access::ReadOnly)->snapshot();
    const auto sizeBefore = std::filesystem::file_size(path);
    // Twice what a writer keeps in memory: pages go into the file before the change is committed.
    constexpr std::size_t rows = 3200;
    constexpr std::size_t rowBytes = 40'000;
    const pid_t writer = fork();
    if (writer == 0) {
        auto opened = Workspace::open(path, Access::ReadWrite, stampOf());
        if (!opened)
            _exit(1);
        Snapshot next = **opened->snapshot();
        for (std::size_t i = 0; i < rows; ++i) {
            Facility facility = next.facilities.front();
            facility.id = "new" + std::to_string(i);
            facility.address = std::string(rowBytes, 'a');
            next.facilities.push_back(std::move(facility));
        }
        _exit(opened->commit(std::move(next), {"store.created", {}}, stampOf()) ? 0 : 2);
    }
    int status = 0;
    const auto hasGrown = [&] { return std::filesystem::file_size(path) > sizeBefore + (std::size_t{8} << 20); };
    while (!hasGrown() && waitpid(writer, &status, WNOHANG) == 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const bool isMidWrite = hasGrown() && std::filesystem::exists(path + "-journal");
    kill(writer, SIGKILL);
    waitpid(writer, &status, 0);
    REQUIRE(isMidWrite);
    REQUIRE(WIFSIGNALED(status));
    auto opened = Workspace::open(path, Access::ReadWrite, stampOf());
    REQUIRE(opened);
    CHECK(opened->recovered());
    CHECK(**opened->snapshot() == *before);
    CHECK(std::filesystem::file_size(path) == sizeBefore);
    CHECK(opened->check());
}
