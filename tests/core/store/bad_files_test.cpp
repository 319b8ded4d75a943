#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/workspace.h"
#include "tests/core/store/store_fixture.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

constexpr uid_t nobody = 65534;

std::string madeFile(const std::string& path)
{
    REQUIRE(Workspace::create(path, gridCity(20, 20, 4), stampOf()));
    return readFile(path);
}

Error openingError(const std::string& path, Access access = Access::ReadOnly)
{
    auto opened = Workspace::open(path, access, stampOf());
    if (!opened)
        return opened.error();
    auto read = opened->snapshot();
    REQUIRE_FALSE(read);
    return read.error();
}

/// mkdtemp makes folders that only their owner may enter.
void letEverybodyIn(const TemporaryFolder& folder)
{
    namespace fs = std::filesystem;
    const fs::path inner = folder.path();
    for (const fs::path& place : {inner, inner.parent_path(), inner.parent_path().parent_path()})
        fs::permissions(place, fs::perms(0755));
}

Snapshot renamed(const Snapshot& snapshot, const std::string& name)
{
    Snapshot next = snapshot;
    for (District& district : next.districts)
        district.name = name;
    return next;
}

}  // namespace

TEST_CASE("what is not a workspace is refused with what it is", "[workspace][bad]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";

    CHECK(openingError(path).kind == ErrorKind::NotFound);
    CHECK(openingError(folder.path()).message.code == "store.not_a_workspace");

    writeFile(path, "");
    CHECK(openingError(path).message.code == "store.empty_file");

    writeFile(path, "district_code,district\n01,大殿\n");
    CHECK(openingError(path).message.code == "store.not_a_workspace");

    std::filesystem::remove(path);
    SQLite::Database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (a)");
    for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
        const Error other = openingError(path, access);
        CHECK(other.kind == ErrorKind::BadFormat);
        CHECK(other.message.code == "store.not_a_workspace");
        CHECK(other.where == path);
    }
    CHECK_FALSE(std::filesystem::exists(path + ".lock"));
}

TEST_CASE("a workspace of a newer version is refused with both versions, and not touched", "[workspace][bad]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    madeFile(path);
    SQLite::Database(path, SQLite::OPEN_READWRITE).exec("PRAGMA user_version=7");
    const std::string bytes = readFile(path);
    for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
        const Error newer = openingError(path, access);
        CHECK(newer.kind == ErrorKind::BadFormat);
        CHECK(newer.message.code == "store.newer_version");
        CHECK(newer.message.arguments == std::vector<std::string>{"7", "3"});
    }
    CHECK(readFile(path) == bytes);
}

TEST_CASE("a workspace cut in the middle or overwritten inside gives an error, never half a city", "[workspace][bad]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    const std::string whole = madeFile(path);
    for (const std::size_t kept : {std::size_t(20), std::size_t(100), std::size_t(4096), whole.size() / 4,
                                   whole.size() / 2, whole.size() - 4096, whole.size() - 1}) {
        writeFile(path, whole.substr(0, kept));
        CAPTURE(kept);
        const Error cut = openingError(path);
        CHECK(cut.kind == ErrorKind::BadFormat);
        CHECK(cut.where == path);
    }
    // Noise over whole pages: found where it hits what is read; then nothing comes back at all.
    int found = 0;
    for (std::size_t page = 1; page * 4096 < whole.size(); page += 7) {
        std::string bytes = whole;
        for (std::size_t i = 0; i < 4096; ++i)
            bytes[page * 4096 + i] = static_cast<char>(i * 31 + page);
        writeFile(path, bytes);
        auto opened = Workspace::open(path, Access::ReadOnly);
        if (!opened) {
            ++found;
            continue;
        }
        const auto read = opened->snapshot();
        if (!read) {
            CHECK(read.error().kind == ErrorKind::BadFormat);
            ++found;
        } else {
            CHECK((*read)->demandAreas.size() == 400);  // the page held none of what a snapshot is made of
        }
    }
    CHECK(found > 5);
}

TEST_CASE("a file or folder that cannot be written opens read-only and says so", "[workspace][bad]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    madeFile(path);
    letEverybodyIn(folder);
    const auto asNobody = [&](const char* expectedCode) {
        return inChild([&] {
            if (geteuid() == 0 && seteuid(nobody) != 0)
                return 10;
            auto opened = Workspace::open(path, Access::ReadWrite, stampOf());
            if (!opened)
                return 11;
            if (!opened->isReadOnly() || opened->whyReadOnly()->code != expectedCode)
                return 12;
            const auto read = opened->snapshot();
            if (!read || (*read)->demandAreas.size() != 400)
                return 13;
            if (opened->commit(renamed(**read, "x"), {"store.created", {}}, stampOf()).error().kind !=
                ErrorKind::ReadOnly)
                return 14;
            return 0;
        });
    };
    if (geteuid() != 0)
        chmod(path.c_str(), 0444);
    CHECK(asNobody("store.file_read_only") == 0);

    chmod(path.c_str(), 0666);
    if (geteuid() != 0)
        chmod(folder.path().c_str(), 0555);
    CHECK(asNobody("store.folder_read_only") == 0);
    CHECK_FALSE(std::filesystem::exists(path + ".lock"));

    const std::string fresh = folder / "b.chiiki";
    CHECK(inChild([&] {
              if (geteuid() == 0 && seteuid(nobody) != 0)
                  return 10;
              const auto made = Workspace::create(fresh, gridCity(2, 2, 1), stampOf());
              return made ? 11 : made.error().kind == ErrorKind::ReadOnly ? 0 : 12;
          }) == 0);
    chmod(folder.path().c_str(), 0755);
}

TEST_CASE("a disk that fills up while saving is said, and the file is as it was", "[workspace][bad]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    madeFile(path);
    const auto before = [&] {
        auto opened = Workspace::open(path, Access::ReadOnly);
        return **opened->snapshot();
    }();
    const auto withLimit = [](std::size_t bytes, const std::function<int()>& work) {
        return inChild([&] {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{bytes, bytes};
            setrlimit(RLIMIT_FSIZE, &limit);
            return work();
        });
    };
    const auto size = std::filesystem::file_size(path);
    for (const std::size_t room :
         {std::size_t(2000), std::size_t(20000), std::size_t(size), std::size_t(size) + 4096}) {
        CAPTURE(room);
        CHECK(withLimit(room, [&] {
                  auto opened = Workspace::open(path, Access::ReadWrite, stampOf());
                  if (!opened)
                      return opened.error().kind == ErrorKind::NoSpace ? 0 : 10;
                  const auto read = opened->snapshot();
                  if (!read)
                      return 11;
                  Snapshot next = renamed(**read, std::string(300000, 'x'));
                  const auto made = opened->commit(next, {"store.created", {}}, stampOf());
                  if (made)
                      return 12;
                  if (made.error().kind != ErrorKind::NoSpace)
                      return 13;
                  // And the open workspace still shows what the file holds. The limit, unlike a full disk, also forbids
                  // rewriting what lies beyond it: then only the next one to open can repair.
                  const auto again = opened->snapshot();
                  if (!again)
                      return room < size && again.error().kind == ErrorKind::NoSpace ? 0 : 14;
                  return **again == **read ? 0 : 15;
              }) == 0);
        auto opened = Workspace::open(path, Access::ReadWrite, stampOf());
        REQUIRE(opened);
        CHECK(**opened->snapshot() == before);
    }
    const std::string fresh = folder / "b.chiiki";
    CHECK(withLimit(100000, [&] {
              const auto made = Workspace::create(fresh, gridCity(20, 20, 4), stampOf());
              return made ? 10 : made.error().kind == ErrorKind::NoSpace ? 0 : 11;
          }) == 0);
    int left = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        left += entry.path().filename() != "a.chiiki";
    CHECK(left == 0);
}
