#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

#include "tests/cli/city.h"

using namespace chiiki::test;

namespace {

namespace fs = std::filesystem;

// How a bad file is fed to the program: by a line beside it (NAME.cmd, with {file} for its path), otherwise by its kind.
std::string commandFor(const fs::path& bad, const std::string& copied)
{
    const fs::path spoken = bad.string() + ".cmd";
    std::string line;
    if (fs::exists(spoken))
        line = readFile(spoken.string());
    else if (bad.extension() == ".chiiki")
        line = "chiiki info {file}";
    else if (bad.extension() == ".pack")
        line = "chiiki new made.chiiki --pack {file}";
    else if (bad.stem().string().rfind("areas_", 0) == 0)
        line = "chiiki tally $ROOT/tests/bad_input/points.csv --areas {file} --code code";
    else
        line = "chiiki tally {file} --areas $ROOT/tests/bad_input/areas.geojson --code code";
    while (!line.empty() && line.back() == '\n')
        line.pop_back();
    if (const std::size_t at = line.find("{file}"); at != std::string::npos)
        line.replace(at, 6, "'" + copied + "'");
    return line;
}

// The cases of a folder: every entry but the helpers of another (.cmd lines; the .shx, .dbf, .prj, .cpg of a .shp).
std::set<fs::path> casesIn(const std::string& folder)
{
    std::set<fs::path> cases;
    for (const auto& entry : fs::directory_iterator(fs::path(CHIIKI_SOURCE_DIR) / "tests/bad_input" / folder)) {
        const std::string extension = entry.path().extension().string();
        const bool isPart = extension == ".cmd" || extension == ".shx" || extension == ".dbf" || extension == ".prj" ||
                            extension == ".cpg" || extension == ".md";
        if (!isPart)
            cases.insert(entry.path());
    }
    return cases;
}

// Each case runs in a folder of its own with 日本語 and spaces in its path, on a copy of the file and its parts.
struct Fed {
    ProcessResult result;
    std::string line;
};

Fed feed(const fs::path& bad)
{
    const TemporaryFolder folder;
    for (const auto& entry : fs::directory_iterator(bad.parent_path()))
        if (entry.path().stem() == bad.stem())
            fs::copy(entry.path(), folder / entry.path().filename().string(), fs::copy_options::recursive);
    const std::string line = commandFor(bad, folder / bad.filename().string());
    return {runChiiki(line, folder.path()), line};
}

}  // namespace

TEST_CASE("every file of bad_input/fails ends with 1 and a message that names it", "[bad_input]")
{
    const auto cases = casesIn("fails");
    REQUIRE(cases.size() >= 8);
    for (const fs::path& bad : cases) {
        DYNAMIC_SECTION(bad.filename().string())
        {
            const Fed fed = feed(bad);
            INFO(fed.line << "\n" << fed.result.out << fed.result.err);
            CHECK(fed.result.exitCode == 1);
            CHECK(fed.result.err.find(bad.stem().string()) != std::string::npos);
            CHECK(fed.result.out.empty());
        }
    }
}

TEST_CASE("every file of bad_input/warns ends with 0, goes on with the good rows and says what was set aside",
          "[bad_input]")
{
    const auto cases = casesIn("warns");
    REQUIRE(cases.size() >= 4);
    for (const fs::path& bad : cases) {
        DYNAMIC_SECTION(bad.filename().string())
        {
            const Fed fed = feed(bad);
            INFO(fed.line << "\n" << fed.result.out << fed.result.err);
            CHECK(fed.result.exitCode == 0);
            CHECK(fed.result.err.find(bad.stem().string()) != std::string::npos);
            CHECK_FALSE(fed.result.out.empty());
        }
    }
}

TEST_CASE("a workspace cut in the middle is refused with its name, wherever the cut is", "[bad_input]")
{
    const TemporaryFolder folder;
    const std::string whole = readFile(cityFolder() / "yamaguchi.chiiki");
    for (const double share : {0.001, 0.1, 0.5, 0.9}) {
        writeFile(folder / "cut.chiiki", whole.substr(0, static_cast<std::size_t>(whole.size() * share)));
        const auto result = runChiiki("chiiki info cut.chiiki", folder.path());
        INFO(share << " " << result.err);
        CHECK(result.exitCode == 1);
        CHECK(result.err.find("cut.chiiki") != std::string::npos);
    }
}

TEST_CASE("a full disk fails with a sentence, keeps the old file and leaves no half one", "[bad_input]")
{
    const TemporaryFolder folder;
    writeFile(folder / "old.png", "old");
    fs::copy(cityFolder() / "yamaguchi.chiiki", folder / "yamaguchi.chiiki");
    // 8 blocks of 512 bytes: less than any map needs. The signal is ignored so that write() answers EFBIG.
    const std::string shell = "trap '' XFSZ; ulimit -f 8; exec '" + chiikiProgram +
                              "' map yamaguchi.chiiki --indicator population.density --out old.png";
    const auto result = runProcess({"/bin/bash", "-c", shell}, folder.path());
    INFO(result.err);
    CHECK(result.exitCode == 1);
    CHECK(result.err.find("old.png") != std::string::npos);
    CHECK(readFile(folder / "old.png") == "old");
    std::size_t entries = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder.path()))
        ++entries;
    CHECK(entries == 2);
}
