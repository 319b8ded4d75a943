#include <catch2/catch.hpp>

#include <filesystem>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/workspace.h"
#include "tests/core/store/store_fixture.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

namespace fs = std::filesystem;

constexpr uid_t nobody = 65534;
constexpr std::size_t pageSize = 4096;

std::string madeFile(const std::string& path)
{
    REQUIRE(Workspace::create(path, gridCity(20, 20, 4), stampOf()));
    return readFile(path);
}

/// The file with one page of noise; pages count from 1.
std::string withNoise(std::string bytes, std::size_t page)
{
    for (std::size_t i = 0; i < pageSize; ++i)
        bytes[(page - 1) * pageSize + i] = static_cast<char>(i * 31 + page);
    return bytes;
}

/// A page that holds a part of a spatial index, which no snapshot is made of.
std::size_t pageOfIndex(const std::string& path)
{
    SQLite::Database db(path);
    return static_cast<std::size_t>(
        db.execAndGet("SELECT rootpage FROM sqlite_master WHERE name = 'idx_facility_place_node'").getInt64());
}

/// A workspace as a killed writer leaves it, at `to`: half of a change in the file, the rest in its rollback journal.
void leaveHalfAChange(const std::string& from, const std::string& to)
{
    SQLite::Database db(from, SQLite::OPEN_READWRITE);
    db.exec("PRAGMA cache_size=1; BEGIN IMMEDIATE; UPDATE setting SET value = value || 'x'");
    // Many more pages than the cache holds, so that they reach the file before the commit.
    db.exec("CREATE TABLE ballast (a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
            "INSERT INTO ballast SELECT randomblob(1000) FROM n");
    fs::copy_file(from, to);
    fs::copy_file(from + "-journal", to + "-journal");
    db.exec("ROLLBACK");
}

void leaveLockOfADeadProcess(const std::string& path)
{
    // Takes the lease and ends without giving it back.
    CHECK(inChild([&] {
              auto opened = Workspace::open(path, Access::ReadWrite, stampOf());
              _exit(opened ? 0 : 1);
              return 1;
          }) == 0);
    REQUIRE(fs::exists(path + ".lock"));
}

}  // namespace

TEST_CASE("a page of noise anywhere in a workspace is found by looking through it", "[workspace][damage]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    const std::string whole = madeFile(path);
    {
        auto sound = Workspace::open(path, Access::ReadOnly);
        REQUIRE(sound);
        CHECK(sound->check());
    }
    int foundByLookingAlone = 0;
    for (std::size_t page = 1; page <= whole.size() / pageSize; page += 3) {
        CAPTURE(page);
        writeFile(path, withNoise(whole, page));
        auto opened = Workspace::open(path, Access::ReadOnly);
        if (!opened) {
            CHECK(opened.error().kind == ErrorKind::BadFormat);
            continue;
        }
        foundByLookingAlone += opened->snapshot().has_value();
        const auto checked = opened->check();
        REQUIRE_FALSE(checked);
        CHECK(checked.error().kind == ErrorKind::BadFormat);
        CHECK(checked.error().where == path);
    }
    CHECK(foundByLookingAlone > 0);
}

TEST_CASE("after a writer that died the file is looked through at once", "[workspace][damage]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    const std::string whole = madeFile(path);
    writeFile(path, withNoise(whole, pageOfIndex(path)));
    for (const Access access : {Access::ReadOnly, Access::ReadWrite})
        CHECK(Workspace::open(path, access, stampOf()));  // an index that nobody needs yet

    leaveLockOfADeadProcess(path);
    const auto opened = Workspace::open(path, Access::ReadWrite, stampOf());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().message.code == "store.damaged");
    CHECK_FALSE(fs::exists(path + ".lock"));

    writeFile(path, whole);
    leaveLockOfADeadProcess(path);
    CHECK(Workspace::open(path, Access::ReadWrite, stampOf()));
}

TEST_CASE("half a change is taken back by whoever may write, and said by whoever may not", "[workspace][damage]")
{
    const TemporaryFolder folder;
    fs::create_directory(folder / "half");
    const std::string path = folder / "half/a.chiiki";
    madeFile(folder / "a.chiiki");
    leaveHalfAChange(folder / "a.chiiki", path);

    for (fs::path place = path; place != "/tmp" && place.has_relative_path(); place = place.parent_path())
        fs::permissions(place, fs::is_directory(place) ? fs::perms(0755) : fs::perms(0444));
    fs::permissions(path + "-journal", fs::perms(0444));
    fs::permissions(folder / "half", fs::perms(0555));
    CHECK(inChild([&] {
              if (geteuid() == 0 && seteuid(nobody) != 0)
                  return 10;
              for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
                  const auto opened = Workspace::open(path, access, stampOf());
                  if (opened)
                      return 11;
                  if (opened.error().kind != ErrorKind::ReadOnly || opened.error().message.code != "store.needs_repair")
                      return 12;
              }
              return 0;
          }) == 0);

    fs::permissions(folder / "half", fs::perms(0755));
    fs::permissions(path, fs::perms(0644));
    fs::permissions(path + "-journal", fs::perms(0644));
    auto opened = Workspace::open(path, Access::ReadOnly);
    if (!opened)
        FAIL(describe(opened.error(), Language::English));
    CHECK_FALSE(fs::exists(path + "-journal"));
    auto sound = Workspace::open(folder / "a.chiiki", Access::ReadOnly);
    REQUIRE(sound);
    CHECK(**opened->snapshot() == **sound->snapshot());
    CHECK(opened->check());
}
