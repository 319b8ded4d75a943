#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "core/plugin/consent.h"
#include "tests/support/process.h"

using namespace chiiki;
using chiiki::test::TemporaryFolder;

TEST_CASE("without a file nothing is allowed and nothing stopped", "[consent]")
{
    const TemporaryFolder folder;
    const ConsentStore store(folder / "plugins.json");
    CHECK_FALSE(store.problem());
    CHECK_FALSE(store.isAllowed("taxi", "abc"));
    CHECK_FALSE(store.isStopped("taxi"));
}

TEST_CASE("consent is given to one content and is there the next time", "[consent]")
{
    const TemporaryFolder folder;
    const std::string file = folder / "設定/chiiki/plugins.json";
    ConsentStore store(file);
    REQUIRE(store.allow("taxi", "abc"));
    REQUIRE(store.stop("bus"));
    CHECK(store.isAllowed("taxi", "abc"));
    CHECK_FALSE(store.isAllowed("taxi", "abd"));
    CHECK_FALSE(store.isAllowed("bus", "abc"));

    ConsentStore next(file);
    CHECK(next.isAllowed("taxi", "abc"));
    CHECK(next.isStopped("bus"));
    CHECK_FALSE(next.isStopped("taxi"));

    REQUIRE(next.allow("taxi", "new"));
    REQUIRE(next.start("bus"));
    const ConsentStore third(file);
    CHECK_FALSE(third.isAllowed("taxi", "abc"));
    CHECK(third.isAllowed("taxi", "new"));
    CHECK_FALSE(third.isStopped("bus"));

    REQUIRE(next.forbid("taxi"));
    CHECK_FALSE(ConsentStore(file).isAllowed("taxi", "new"));
}

TEST_CASE("two programs at work lose nothing of each other's", "[consent]")
{
    const TemporaryFolder folder;
    const std::string file = folder / "plugins.json";
    std::vector<std::thread> programs;
    for (int program = 0; program < 4; ++program)
        programs.emplace_back([&, program] {
            ConsentStore store(file);
            for (int i = 0; i < 10; ++i)
                static_cast<void>(store.allow("p" + std::to_string(program) + "_" + std::to_string(i), "hash"));
        });
    for (std::thread& program : programs)
        program.join();
    const ConsentStore store(file);
    int allowed = 0;
    for (int program = 0; program < 4; ++program)
        for (int i = 0; i < 10; ++i)
            allowed += store.isAllowed("p" + std::to_string(program) + "_" + std::to_string(i), "hash");
    CHECK(allowed == 40);
}

TEST_CASE("a broken file allows nothing, is said and is kept aside", "[consent]")
{
    for (const char* broken : {"", "{", "[]", "{\"api\":2}", "{\"api\":1,\"allowed\":{\"taxi\":7}}",
                               "{\"api\":1,\"allowed\":[]}", "{\"api\":1,\"stopped\":[1]}"}) {
        CAPTURE(broken);
        const TemporaryFolder folder;
        const std::string file = folder / "plugins.json";
        test::writeFile(file, broken);
        ConsentStore store(file);
        REQUIRE(store.problem());
        CHECK(store.problem()->message.code == "plugin.consent_broken");
        CHECK(store.problem()->message.arguments == std::vector<std::string>{file + ".broken"});
        CHECK_FALSE(store.isAllowed("taxi", "7"));
        CHECK(test::readFile(file) == broken);

        REQUIRE(store.allow("taxi", "abc"));
        CHECK(test::readFile(file + ".broken") == broken);
        CHECK(ConsentStore(file).isAllowed("taxi", "abc"));

        test::writeFile(file, "again");
        ConsentStore again(file);
        REQUIRE(again.stop("bus"));
        CHECK(test::readFile(file + ".broken") == broken);
        CHECK(test::readFile(file + ".broken2") == "again");
    }
}

TEST_CASE("a place that cannot be written is said and changes nothing", "[consent]")
{
    const TemporaryFolder folder;
    test::writeFile(folder / "file", "");
    ConsentStore store(folder / "file/plugins.json");
    const auto allowed = store.allow("taxi", "abc");
    REQUIRE_FALSE(allowed);
    CHECK(allowed.error().kind == ErrorKind::ReadOnly);
    CHECK(allowed.error().message.code == "plugin.consent_not_writable");
    CHECK_FALSE(store.isAllowed("taxi", "abc"));

    ConsentStore homeless("");
    const auto stopped = homeless.stop("taxi");
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().message.code == "plugin.consent_no_home");
}

TEST_CASE("the record lies in the user's configuration folder", "[consent]")
{
    const auto keep = [](const char* name) {
        const char* value = std::getenv(name);
        return value ? std::string(value) : std::string();
    };
    const std::string config = keep("XDG_CONFIG_HOME");
    const std::string home = keep("HOME");
    ::setenv("XDG_CONFIG_HOME", "/x/config", 1);
    CHECK(ConsentStore::usualFile() == "/x/config/chiiki/plugins.json");
    ::setenv("XDG_CONFIG_HOME", "relative", 1);  // the specification: to be ignored
    ::setenv("HOME", "/x/home", 1);
    CHECK(ConsentStore::usualFile() == "/x/home/.config/chiiki/plugins.json");
    ::unsetenv("XDG_CONFIG_HOME");
    ::unsetenv("HOME");
    CHECK(ConsentStore::usualFile().empty());
    if (!config.empty())
        ::setenv("XDG_CONFIG_HOME", config.c_str(), 1);
    if (!home.empty())
        ::setenv("HOME", home.c_str(), 1);
}
