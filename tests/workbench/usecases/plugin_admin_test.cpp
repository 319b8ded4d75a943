#include <catch2/catch.hpp>

#include <filesystem>
#include <utility>
#include <vector>

#include "tests/support/zip_of.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/plugin_admin.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

namespace fs = std::filesystem;

std::string versioned(const std::string& version)
{
    std::string text = grantsManifest;
    text.replace(text.find("\"1.0\""), 5, "\"" + version + "\"");
    return text;
}

/// A user's folder that is not there yet, and the plugin of projects outside of it.
struct Desk {
    Desk()
    {
        source = folders.write("grants", grantsManifest);
        folders.writeFile("grants/project.csv", grantsRows);
        user = folders.path("user/plugins");
    }

    std::vector<std::string> installed() const
    {
        std::vector<std::string> names;
        if (fs::exists(user))
            for (const auto& entry : fs::directory_iterator(user))
                names.push_back(entry.path().filename().string());
        return names;
    }
    std::string zip(const std::vector<std::pair<std::string, std::string>>& entries) const
    {
        const std::string path = folders.path("配布.zip");
        writeFile(path, zipOf(entries));
        return path;
    }
    std::string version() const
    {
        for (const Plugin& plugin : findPlugins({{PluginPlace::User, user}}))
            return plugin.manifest.version;
        return {};
    }

    PluginFolders folders;
    std::string source;
    std::string user;
};

const std::vector<std::string> grantsAlone = {"grants"};

}  // namespace

TEST_CASE("a folder is installed, updated and removed in the user's folder", "[plugin_admin]")
{
    const Desk desk;
    CHECK(installPlugin(desk.source, desk.user, InstallMode::Update).error().kind == ErrorKind::NotFound);
    CHECK(desk.installed().empty());
    const auto plugin = installPlugin(desk.source, desk.user, InstallMode::New);
    REQUIRE(plugin);
    CHECK(plugin->id == "grants");
    CHECK(plugin->place == PluginPlace::User);
    CHECK(desk.installed() == grantsAlone);
    CHECK(readFile(desk.user + "/grants/project.csv") == grantsRows);

    CHECK(installPlugin(desk.source, desk.user, InstallMode::New).error().kind == ErrorKind::BadRequest);
    desk.folders.write("grants", versioned("1.1"));
    REQUIRE(installPlugin(desk.source, desk.user, InstallMode::Update));
    CHECK(desk.version() == "1.1");
    CHECK(desk.installed() == grantsAlone);

    REQUIRE(removePlugin("grants", desk.user));
    CHECK(desk.installed().empty());
    CHECK(removePlugin("grants", desk.user).error().kind == ErrorKind::NotFound);
    CHECK(fs::exists(desk.source + "/plugin.json"));
}

TEST_CASE("a ZIP of a plugin, its folder or its contents, is a plugin", "[plugin_admin]")
{
    const Desk desk;
    REQUIRE(installPlugin(desk.zip({{"交付金/plugin.json", grantsManifest}, {"交付金/project.csv", grantsRows}}),
                          desk.user, InstallMode::New));
    CHECK(readFile(desk.user + "/grants/project.csv") == grantsRows);
    REQUIRE(installPlugin(desk.zip({{"plugin.json", versioned("2.0")}, {"project.csv", grantsRows}}), desk.user,
                          InstallMode::Update));
    CHECK(desk.version() == "2.0");
    CHECK(desk.installed() == grantsAlone);
}

TEST_CASE("a ZIP that Windows wrote has its names in CP932", "[plugin_admin]")
{
    const Desk desk;
    const std::string folder = "\x8c\xf0\x95\x74\x8b\xe0/";  // 交付金/
    const std::string path = desk.folders.path("配布.zip");
    writeFile(
        path,
        zipOf({{folder, ""}, {folder + "plugin.json", grantsManifest}, {folder + "project.csv", grantsRows}}, false));
    const auto done = installPlugin(path, desk.user, InstallMode::New);
    INFO((done ? std::string() : describe(done.error(), Language::English)));
    REQUIRE(done);
    CHECK(readFile(desk.user + "/grants/project.csv") == grantsRows);
}

TEST_CASE("a program that comes in a ZIP can be run once it is allowed", "[plugin_admin]")
{
    const Desk desk;
    const std::string manifest =
        R"({ "api": 1, "id": "codes", "version": "1.0", "title": { "ja": "番号", "en": "Codes" },
 "owner": { "ja": "情報課", "en": "Section" },
 "indicators": [ { "id": "number", "title": { "ja": "番号", "en": "Number" }, "unit": "count", "kind": "count",
   "direction": "none", "by": "executable" } ], "executable": "run.py" })";
    REQUIRE(installPlugin(desk.zip({{"plugin.json", manifest}, {"run.py", "#!/usr/bin/env python3\n"}}), desk.user,
                          InstallMode::New));
    const auto rights = fs::status(desk.user + "/codes/run.py").permissions();
    CHECK((rights & fs::perms::owner_exec) != fs::perms::none);
}

TEST_CASE("a ZIP that leads out of its folder, or is none, writes nothing", "[plugin_admin]")
{
    const Desk desk;
    for (const char* name : {"../out.txt", "grants/../../out.txt", "/tmp/chiiki_out_of_zip.txt"}) {
        INFO(name);
        const auto done =
            installPlugin(desk.zip({{"plugin.json", grantsManifest}, {name, "x"}}), desk.user, InstallMode::New);
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == ErrorKind::BadFormat);
        CHECK(desk.installed().empty());
        CHECK_FALSE(fs::exists(desk.folders.path("user/out.txt")));
        CHECK_FALSE(fs::exists(desk.user + "/out.txt"));
        CHECK_FALSE(fs::exists("/tmp/chiiki_out_of_zip.txt"));
    }
    writeFile(desk.folders.path("表.zip"), "no archive at all");
    CHECK(installPlugin(desk.folders.path("表.zip"), desk.user, InstallMode::New).error().kind == ErrorKind::BadFormat);
    CHECK_FALSE(installPlugin(desk.zip({{"readme.txt", "x"}}), desk.user, InstallMode::New));
    CHECK_FALSE(installPlugin(desk.folders.path("ない.zip"), desk.user, InstallMode::New));
    CHECK(desk.installed().empty());
}

TEST_CASE("an update that fails leaves the old version as it was", "[plugin_admin]")
{
    const Desk desk;
    REQUIRE(installPlugin(desk.source, desk.user, InstallMode::New));
    desk.folders.write("grants", "{ \"api\": 1 }");
    CHECK_FALSE(installPlugin(desk.source, desk.user, InstallMode::Update));
    CHECK_FALSE(
        installPlugin(desk.zip({{"plugin.json", versioned("3.0")}, {"../x", "x"}}), desk.user, InstallMode::Update));
    CHECK(desk.version() == "1.0");
    CHECK(readFile(desk.user + "/grants/project.csv") == grantsRows);
    CHECK(desk.installed() == grantsAlone);
}
