#include <catch2/catch.hpp>

#include <filesystem>

#include "tests/cli/city.h"

using namespace chiiki::test;

namespace {

// The lines of the ```sh blocks that call the program, as a reader would paste them.
std::vector<std::string> commandsIn(const std::string& page)
{
    std::vector<std::string> commands;
    bool isInBlock = false;
    std::size_t start = 0;
    while (start < page.size()) {
        const std::size_t end = std::min(page.find('\n', start), page.size());
        const std::string line = page.substr(start, end - start);
        start = end + 1;
        if (line.rfind("```", 0) == 0)
            isInBlock = line == "```sh";
        else if (isInBlock && line.rfind("build/release/bin/chiiki", 0) == 0)
            commands.push_back(line);
    }
    return commands;
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// Empty where none of the options is there.
std::string wordAfter(const std::string& command, std::initializer_list<const char*> options)
{
    for (const std::string option : options)
        if (const std::size_t at = command.find(option); at != std::string::npos) {
            const std::size_t begin = at + option.size();
            return command.substr(begin, command.find(' ', begin) - begin);
        }
    return {};
}

}  // namespace

TEST_CASE("the ten commands of both README pages, and those of the window, of files and of the overlays, run one after "
          "the other",
          "[readme]")
{
    const std::string root = CHIIKI_SOURCE_DIR;
    const auto english = commandsIn(readFile(root + "/README.md"));
    const auto japanese = commandsIn(readFile(root + "/README.ja.md"));
    REQUIRE(english.size() == 26);
    CHECK(english == japanese);

    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "out");
    std::filesystem::copy(cityFolder() / "yamaguchi.chiiki", folder / "out/yamaguchi.chiiki");
    // As ./dev run leaves it.
    REQUIRE(runChiiki("chiiki sample add out/yamaguchi.chiiki", folder.path()).exitCode == 0);
    for (const std::string& command : english) {
        const auto result = runChiiki(replaced(command, "build/release/bin/chiiki", "chiiki"), folder.path());
        INFO(command << "\n" << result.err);
        CHECK(result.exitCode == 0);
        // Each leaves a file or tells something.
        const std::string file = wordAfter(command, {"--out ", "--screenshot "});
        if (file.empty())
            CHECK_FALSE(result.out.empty());
        else
            CHECK(std::filesystem::exists(folder / file));
    }
}

TEST_CASE("every file that the README pages point to is there", "[readme]")
{
    const std::string root = CHIIKI_SOURCE_DIR;
    for (const char* page : {"/README.md", "/README.ja.md"}) {
        const std::string text = readFile(root + page);
        int links = 0;
        for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
            const std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
            if (target.rfind("http", 0) == 0)
                continue;
            ++links;
            INFO(page << " points to " << target);
            CHECK(std::filesystem::exists(root + "/" + target));
        }
        CHECK(links > 0);
    }
}
