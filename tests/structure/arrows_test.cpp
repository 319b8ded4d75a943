#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Who may include whom; a folder may always include itself.
const std::map<std::string, std::set<std::string>> allowed = {
    {"core/base", {}},
    {"core/model", {"core/base"}},
    {"core/sdk", {"core/base", "core/model"}},
    {"core/geo", {"core/base", "core/model"}},
    {"core/text", {"core/base", "core/model"}},
    {"core/store", {"core/base", "core/model", "core/geo", "core/text"}},
    {"core/io", {"core/base", "core/model", "core/geo", "core/text"}},
    {"core/analysis", {"core/base", "core/model", "core/geo", "core/text"}},
    {"core/plugin", {"core/base", "core/model", "core/geo", "core/text"}},
    {"maps/style", {"core"}},
    {"maps/scene", {"core", "maps/style"}},
    {"maps/render", {"core", "maps/style", "maps/scene"}},
    {"maps/layout", {"core", "maps/style", "maps/scene", "maps/render"}},
    {"workbench/usecases", {"core", "maps"}},
    {"workbench/cli", {"core/base", "core/model", "core/text", "maps/style", "workbench/usecases"}},
    {"workbench/front", {}},
    {"workbench/desktop", {"core", "maps", "workbench/usecases"}},
};

bool mayInclude(const std::string& from, const std::string& target)
{
    if (from == target)
        return true;
    for (const std::string& permitted : allowed.at(from))
        if (target == permitted || target.rfind(permitted + "/", 0) == 0)
            return true;
    return false;
}

std::string folderOf(const std::string& path)
{
    const std::size_t first = path.find('/');
    return path.substr(0, path.find('/', first + 1));
}

}  // namespace

TEST_CASE("every include keeps the arrows between the folders", "[structure]")
{
    const fs::path root = CHIIKI_SOURCE_DIR;
    const std::regex include(R"re(^\s*#include "((?:core|maps|workbench)/[^"]+)")re");
    std::vector<std::string> broken;
    int seen = 0;
    for (const char* top : {"core", "maps", "workbench"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp")
                continue;
            const std::string path = fs::relative(entry.path(), root).generic_string();
            const std::string from = folderOf(path);
            INFO("a new folder needs its line in `allowed`: " << from);
            REQUIRE(allowed.count(from) == 1);
            std::ifstream stream(entry.path());
            for (std::string line; std::getline(stream, line);) {
                std::smatch match;
                if (!std::regex_search(line, match, include))
                    continue;
                ++seen;
                if (!mayInclude(from, folderOf(match[1].str())))
                    broken.push_back(path + " includes " + match[1].str());
            }
        }
    }
    CHECK(seen > 50);
    CAPTURE(broken);
    CHECK(broken.empty());
}

TEST_CASE("a source file includes its own header first, so that the header compiles alone", "[structure]")
{
    const fs::path root = CHIIKI_SOURCE_DIR;
    std::vector<std::string> later;
    int seen = 0;
    for (const char* top : {"core", "maps", "workbench"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const fs::path header = fs::path(entry.path()).replace_extension(".h");
            if (entry.path().extension() != ".cpp" || !fs::exists(header))
                continue;
            ++seen;
            std::ifstream stream(entry.path());
            std::string line;
            while (std::getline(stream, line) && line.rfind("#include", 0) != 0) {
            }
            if (line != "#include \"" + fs::relative(header, root).generic_string() + '"')
                later.push_back(fs::relative(entry.path(), root).generic_string() + " begins with " + line);
        }
    }
    CHECK(seen > 50);
    CAPTURE(later);
    CHECK(later.empty());
}

TEST_CASE("SQL is written in core/store alone", "[structure]")
{
    const fs::path root = CHIIKI_SOURCE_DIR;
    const std::regex statement(R"re("\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE)\s)re");
    std::vector<std::string> found;
    for (const char* top : {"core", "maps", "workbench"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const std::string path = fs::relative(entry.path(), root).generic_string();
            if (entry.path().extension() != ".cpp" || path.rfind("core/store/", 0) == 0)
                continue;
            std::ifstream stream(entry.path());
            for (std::string line; std::getline(stream, line);)
                if (std::regex_search(line, statement))
                    found.push_back(path + ": " + line);
        }
    }
    CAPTURE(found);
    CHECK(found.empty());
}
