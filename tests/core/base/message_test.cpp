#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "core/base/diagnostics.h"
#include "core/base/result.h"

using namespace chiiki;

TEST_CASE("a sentence fills its places in the order of their numbers", "[message]")
{
    CHECK(speak({"base.internal", {"x"}}, Language::English) == "Internal error: x");
    CHECK(speak({"base.internal", {"x"}}, Language::Japanese) == "内部の誤りです: x");
}

TEST_CASE("a place without an argument is left empty, never read beyond", "[message]")
{
    CHECK(speak({"base.internal", {}}, Language::English) == "Internal error: ");
}

TEST_CASE("a code that the catalogue lacks is shown as it is with its arguments", "[message]")
{
    CHECK_FALSE(isInCatalogue("no.such"));
    CHECK(speak({"no.such", {"a", "b"}}, Language::Japanese) == "no.such a b");
}

TEST_CASE("an error and a diagnostic name the place before the sentence", "[message]")
{
    CHECK(describe(Error{ErrorKind::Internal, {"base.internal", {"x"}}, "a.csv:3"}, Language::English) ==
          "a.csv:3: Internal error: x");
    CHECK(describe(Diagnostic{"a.csv", 3, "緯度", {"base.internal", {"x"}}}, Language::English) ==
          "a.csv:3 緯度: Internal error: x");
}

namespace {

std::string readAll(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

// "aggregate|analysis|...": what the codes of the catalogue begin with, but for the window's.
std::string partsOfCatalogue()
{
    const std::regex beginning(R"re(\{"([a-z_]+)\.)re");
    std::set<std::string> parts;
    for (const auto& entry : std::filesystem::directory_iterator(CHIIKI_SOURCE_DIR "/core/base/messages")) {
        const std::string text = readAll(entry.path());
        for (std::sregex_iterator match(text.begin(), text.end(), beginning), end; match != end; ++match)
            parts.insert((*match)[1].str());
    }
    parts.erase("desktop");
    std::string joined;
    for (const std::string& part : parts)
        joined += (joined.empty() ? "" : "|") + part;
    return joined;
}

}  // namespace

TEST_CASE("every message code written in the sources is in the catalogue", "[message]")
{
    // A code is a literal "part.words" directly after an opening brace or bracket of a Message or a reason. What begins
    // with "desktop." may be a label of the window instead; tests/workbench/desktop/labels_test.cpp walks those.
    const std::regex code(R"re("((?:)re" + partsOfCatalogue() + R"re()\.[a-z0-9_]+)")re");
    const std::regex comment(R"re((^|\n)\s*//[^\n]*)re");
    std::set<std::string> missing;
    int seen = 0;
    for (const char* folder : {"core", "maps", "workbench"}) {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::filesystem::path(CHIIKI_SOURCE_DIR) / folder)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h")
                continue;
            const std::string text = std::regex_replace(readAll(entry.path()), comment, "");
            for (std::sregex_iterator match(text.begin(), text.end(), code), end; match != end; ++match) {
                if ((*match)[1] == "plugin.json")
                    continue;  // a file's name
                ++seen;
                if (!isInCatalogue((*match)[1].str()))
                    missing.insert(entry.path().filename().string() + ": " + (*match)[1].str());
            }
        }
    }
    CHECK(seen > 0);
    CAPTURE(missing);
    CHECK(missing.empty());
}
