#include <catch2/catch.hpp>

#include <filesystem>

#include <QTemporaryDir>

#include "core/store/workspace.h"
#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/open_city.h"
#include "workbench/usecases/program_files.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

std::string madeWorkspace(const QTemporaryDir& folder)
{
    const std::string path = folder.filePath("山口 市.chiiki").toStdString();
    const auto made = Workspace::create(path, *squareCity(), ChangeStamp::now("planner"));
    REQUIRE(made);
    return path;
}

}  // namespace

TEST_CASE("a workspace opens whole, is held for writing as long as it is shown, and nobody is kept from reading",
          "[open]")
{
    QTemporaryDir folder;
    const std::string path = madeWorkspace(folder);
    const auto opened = openCity(path);
    REQUIRE(opened);
    CHECK(opened->snapshot->districts.size() == 21);
    CHECK_FALSE(opened->readOnlyReason);
    CHECK(opened->offered.front().indicator.id == "population.density");
    REQUIRE(opened->workspace);
    const auto writer = Workspace::open(path, Access::ReadWrite);
    REQUIRE_FALSE(writer);
    CHECK(writer.error().kind == ErrorKind::Locked);
    CHECK(Workspace::open(path, Access::ReadOnly));
}

TEST_CASE("a workspace that somebody is changing opens read-only with the reason", "[open]")
{
    QTemporaryDir folder;
    const std::string path = madeWorkspace(folder);
    const auto writer = Workspace::open(path, Access::ReadWrite);
    REQUIRE(writer);
    const auto opened = openCity(path);
    REQUIRE(opened);
    REQUIRE(opened->readOnlyReason);
    CHECK(isInCatalogue(opened->readOnlyReason->code));
}

TEST_CASE("what is not there is an error that names the file", "[open]")
{
    const auto opened = openCity("/nowhere/yamaguchi.chiiki");
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == ErrorKind::NotFound);
    CHECK(describe(opened.error(), Language::Japanese).find("yamaguchi.chiiki") != std::string::npos);
}

TEST_CASE("a pack is looked for above the program", "[open]")
{
    QTemporaryDir folder;
    namespace fs = std::filesystem;
    const fs::path root = folder.path().toStdString();
    fs::create_directories(root / "build/release/bin");
    CHECK(findYamaguchiPack((root / "build/release/bin").string()).empty());
    CHECK(findYamaguchiPack(std::string(CHIIKI_SOURCE_DIR) + "/build/release/bin") ==
          std::string(CHIIKI_SOURCE_DIR) + "/data/yamaguchi");
    const auto opened = openFromPack({}, (root / "new.chiiki").string());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().message.code == "desktop.no_pack");
}

TEST_CASE("the pack becomes a workspace the first time and is opened as it is afterwards", "[open]")
{
    QTemporaryDir folder;
    const std::string path = folder.filePath("地域ワークベンチ/山口市.chiiki").toStdString();
    auto made = openFromPack(std::string(CHIIKI_SOURCE_DIR) + "/data/yamaguchi", path);
    REQUIRE(made);
    CHECK(made->snapshot->districts.size() == 21);
    made->workspace.reset();
    const auto again = openFromPack({}, path);
    REQUIRE(again);
    CHECK(*again->snapshot == *made->snapshot);
}
