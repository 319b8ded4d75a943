#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include <unistd.h>

#include "tests/cli/city.h"

using namespace chiiki::test;

namespace {

namespace fs = std::filesystem;

// How a bad file is fed to the program: by a line beside it (NAME.cmd, with {file} for its path), otherwise by its
// kind.
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

Fed feed(const fs::path& bad, const std::string& language)
{
    const TemporaryFolder folder;
    for (const auto& entry : fs::directory_iterator(bad.parent_path()))
        if (entry.path().stem() == bad.stem())
            fs::copy(entry.path(), folder / entry.path().filename().string(), fs::copy_options::recursive);
    const std::string line = commandFor(bad, folder / bad.filename().string()) + " --lang " + language;
    return {runChiiki(line, folder.path()), line};
}

// What the message of each case must hold, in English: where it is (row and field, where there are any) and what is
// wrong. From said.tsv: case, a tab, the piece.
const std::map<std::string, std::string>& said()
{
    static const std::map<std::string, std::string> pieces = [] {
        std::map<std::string, std::string> read;
        std::istringstream lines(readFile(CHIIKI_SOURCE_DIR "/tests/bad_input/said.tsv"));
        for (std::string line; std::getline(lines, line);)
            if (const std::size_t tab = line.find('\t'); tab != std::string::npos)
                read[line.substr(0, tab)] = line.substr(tab + 1);
        return read;
    }();
    return pieces;
}

bool isAscii(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The message without the path it begins with, which is Japanese in either language.
std::string withoutPaths(std::string text, const std::string& name)
{
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name)) {
        const std::size_t lineStart = text.rfind('\n', at) + 1;  // npos + 1 = 0
        text.erase(lineStart, at + name.size() - lineStart);
    }
    return text;
}

// One message in both languages: names the case, and in English the row, the field and the fault of said.tsv.
void checkMessages(const std::string& folder, const fs::path& bad, const Fed& english, const Fed& japanese)
{
    const std::string name = bad.stem().string();
    const auto piece = said().find(folder + "/" + bad.filename().string());
    REQUIRE(piece != said().end());
    CHECK(english.result.err.find(piece->second) != std::string::npos);
    CHECK(english.result.err.find(name) != std::string::npos);
    CHECK(japanese.result.err.find(name) != std::string::npos);
    CHECK_FALSE(isAscii(withoutPaths(japanese.result.err, name)));
}

}  // namespace

TEST_CASE("every file of bad_input/fails ends with 1 and a message that names it", "[bad_input]")
{
    const auto cases = casesIn("fails");
    REQUIRE(cases.size() >= 8);
    for (const fs::path& bad : cases) {
        DYNAMIC_SECTION(bad.filename().string())
        {
            const Fed fed = feed(bad, "en"), japanese = feed(bad, "ja");
            INFO(fed.line << "\n" << fed.result.out << fed.result.err << japanese.result.err);
            checkMessages("fails", bad, fed, japanese);
            for (const ProcessResult& result : {fed.result, japanese.result}) {
                CHECK(result.exitCode == 1);
                CHECK(result.out.empty());
            }
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
            const Fed fed = feed(bad, "en"), japanese = feed(bad, "ja");
            INFO(fed.line << "\n" << fed.result.out << fed.result.err << japanese.result.err);
            checkMessages("warns", bad, fed, japanese);
            for (const ProcessResult& result : {fed.result, japanese.result}) {
                CHECK(result.exitCode == 0);
                CHECK_FALSE(result.out.empty());
            }
        }
    }
}

TEST_CASE("what said.tsv says belongs to a case", "[bad_input]")
{
    for (const auto& [name, piece] : said()) {
        INFO(name);
        CHECK(fs::exists(fs::path(CHIIKI_SOURCE_DIR) / "tests/bad_input" / name));
        CHECK_FALSE(piece.empty());
    }
}

TEST_CASE("a workspace of a newer version is refused with both versions, and stays as it is", "[bad_input]")
{
    const TemporaryFolder folder;
    std::string bytes = readFile(cityFolder() / "yamaguchi.chiiki");
    bytes[63] = 99;  // the lowest byte of SQLite's user_version (offset 60 of the header, most significant first)
    writeFile(folder / "newer.chiiki", bytes);
    for (const char* line :
         {"chiiki info newer.chiiki --lang en", "chiiki district move newer.chiiki --town 大手町 --to 01 --lang en"}) {
        const auto result = runChiiki(line, folder.path());
        INFO(line << "\n" << result.err);
        CHECK(result.exitCode == 1);
        CHECK(result.err.find("newer.chiiki") != std::string::npos);
        CHECK(result.err.find("newer version 99") != std::string::npos);
        CHECK(result.err.find("Update the program") != std::string::npos);
        CHECK(result.out.empty());
    }
    CHECK(readFile(folder / "newer.chiiki") == bytes);
}

TEST_CASE("in a folder that cannot be written reading works, and writing fails with a sentence", "[bad_input]")
{
    const TemporaryFolder folder;
    fs::copy(cityFolder() / "yamaguchi.chiiki", folder / "yamaguchi.chiiki");
    const std::string bytes = readFile(folder / "yamaguchi.chiiki");
    fs::permissions(folder / "yamaguchi.chiiki", fs::perms(0444));
    for (fs::path place = folder.path(); place != "/tmp"; place = place.parent_path())
        fs::permissions(place, fs::perms(0755));
    fs::permissions(folder.path(), fs::perms(0555));
    // Nothing is read-only to root.
    std::vector<std::string> user;
    if (::geteuid() == 0)
        user = {"/usr/sbin/runuser", "-u", "nobody", "--"};
    const auto run = [&](std::vector<std::string> words) {
        words.insert(words.begin(), user.begin(), user.end());
        return runProcess(words, folder.path());
    };
    if (!user.empty() && run({"/usr/bin/test", "-x", chiikiProgram}).exitCode != 0) {
        WARN("skipped: the program lies where only root may go, so it cannot be run as another user");
        return;
    }

    const auto info = run({chiikiProgram, "info", "yamaguchi.chiiki"});
    INFO(info.err);
    CHECK(info.exitCode == 0);
    CHECK(info.out.find("山口市") != std::string::npos);

    const std::vector<std::vector<std::string>> writers = {
        {"map", "yamaguchi.chiiki", "--indicator", "population.density", "--out", "map.png"},
        {"table", "yamaguchi.chiiki", "--format", "csv", "--out", "table.csv"},
        {"district", "move", "yamaguchi.chiiki", "--town", "大手町", "--to", "01"},
        {"new", "made.chiiki", "--pack", CHIIKI_SOURCE_DIR "/data/yamaguchi"},
    };
    const std::vector<std::string> named = {"map.png", "table.csv", "yamaguchi.chiiki", "made.chiiki"};
    for (std::size_t i = 0; i < writers.size(); ++i) {
        std::vector<std::string> words = writers[i];
        words.insert(words.begin(), chiikiProgram);
        const auto result = run(words);
        INFO(words[1] << "\n" << result.err);
        CHECK(result.exitCode == 1);
        CHECK(result.err.find(named[i]) != std::string::npos);
        CHECK_FALSE(isAscii(result.err));
    }
    fs::permissions(folder.path(), fs::perms(0755));
    CHECK(readFile(folder / "yamaguchi.chiiki") == bytes);
    std::size_t entries = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder.path()))
        ++entries;
    CHECK(entries == 1);
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
