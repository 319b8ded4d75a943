// The pages for authors of plugins, followed to the letter by somebody who begins in an empty folder.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include <nlohmann/json.hpp>

#include "tests/support/process.h"

using namespace chiiki::test;
using nlohmann::ordered_json;

namespace {

namespace fs = std::filesystem;

const std::string root = CHIIKI_SOURCE_DIR;
const std::string byteOrderMark = "\xEF\xBB\xBF";

/// A listing of a page: of what kind, of which file (empty: commands), its text.
struct Listing {
    std::string kind;
    std::string file;
    std::string text;

    bool operator==(const Listing& other) const
    {
        return kind == other.kind && file == other.file && text == other.text;
    }
};

std::vector<Listing> listingsIn(const std::string& page)
{
    std::vector<Listing> listings;
    std::istringstream lines(page);
    bool isInside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("```", 0) == 0) {
            isInside = !isInside;
            if (!isInside)
                continue;
            Listing& listing = listings.emplace_back();
            const std::size_t space = line.find(' ');
            listing.kind = line.substr(3, space == std::string::npos ? space : space - 3);
            if (space != std::string::npos)
                listing.file = line.substr(space + 1);
        } else if (isInside) {
            listings.back().text += line + "\n";
        }
    }
    return listings;
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// One line of a listing, as a shell runs it in the folder.
ProcessResult runLine(const std::string& line, const std::string& folder)
{
    auto words = splitCommandLine(line);
    REQUIRE_FALSE(words.empty());
    for (std::string& word : words)
        word = replaced(word, "$CHIIKI_SOURCE", root);
    if (words.front() == "chiiki")
        words.front() = CHIIKI_BIN_DIR "/chiiki";
    else
        words.insert(words.begin(), "/usr/bin/env");
    return runProcess(words, folder);
}

/// What the reader does with a listing that is no command: saves it, or puts it into a manifest that is there.
void saveListing(const Listing& listing, const std::string& folder)
{
    const std::string path = folder + "/" + listing.file;
    if (fs::path(listing.file).filename() != "plugin.json") {
        writeFile(path, listing.kind == "csv" ? byteOrderMark + listing.text : listing.text);
        return;
    }
    auto manifest = ordered_json::parse(readFile(path));
    manifest.update(ordered_json::parse("{" + listing.text + "}"));
    writeFile(path, manifest.dump(1));
}

std::string runWell(const std::string& line, const std::string& folder)
{
    const ProcessResult result = runLine(line, folder);
    INFO(line << "\n" << result.out << result.err);
    CHECK(result.exitCode == 0);
    return result.out;
}

const Listing& listingOf(const std::vector<Listing>& listings, const std::string& file)
{
    for (const Listing& listing : listings)
        if (listing.file == file)
            return listing;
    FAIL("no listing of " << file);
    return listings.front();
}

}  // namespace

TEST_CASE("a newcomer follows the page for authors from the top to the end", "[author_pages]")
{
    const auto japanese = listingsIn(readFile(root + "/plugins/README.md"));
    const auto english = listingsIn(readFile(root + "/plugins/README.en.md"));
    CHECK(japanese == english);
    REQUIRE(japanese.size() > 10);

    ::setenv("CMAKE_GENERATOR", "Ninja", 0);
    const TemporaryFolder folder;
    std::string said;  // by all commands
    for (const Listing& listing : japanese) {
        if (!listing.file.empty()) {
            saveListing(listing, folder.path());
            continue;
        }
        REQUIRE(listing.kind == "sh");
        std::istringstream lines(listing.text);
        for (std::string line; std::getline(lines, line);)
            said += runWell(line, folder.path());
    }
    CHECK(fs::file_size(folder / "見守り.png") > 10000);
    CHECK(said.find("見守りの割合") != std::string::npos);
    CHECK(said.find("全地域で訪問している") != std::string::npos);
    CHECK(said.find("100% tests passed") != std::string::npos);
    // Python and C++ answer the same question alike.
    const std::string query = " --plugin-dir . --set kind=library --format csv";
    const std::string python = runWell("chiiki overlay 山口市.chiiki nearby" + query, folder.path());
    CHECK(replaced(python, "nearby.", "nearby_cpp.") ==
          runWell("chiiki overlay 山口市.chiiki nearby_cpp" + query, folder.path()));
}

TEST_CASE("every message that the pages explain is one that the program speaks", "[author_pages]")
{
    std::string catalogue;
    for (const auto& entry : fs::directory_iterator(root + "/core/base/messages"))
        catalogue += readFile(entry.path().string());
    for (const auto& [page, heading] :
         {std::pair{"README.md", "### 出ることのある知らせ"}, {"README.en.md", "### What it may say"}}) {
        const std::string text = readFile(root + "/plugins/" + page);
        std::istringstream lines(text.substr(text.find(heading)));
        int messages = 0;
        for (std::string line; std::getline(lines, line) && line.rfind("## ", 0) != 0;) {
            if (line.rfind("| ", 0) != 0 || line.rfind("| --", 0) == 0 || ++messages == 1)
                continue;
            // Words of the message stand between the places that are filled in.
            const std::string message = line.substr(2, line.find(" | ") - 2);
            const std::string gap = "…";
            for (std::size_t at = 0; at <= message.size();) {
                const std::size_t end = std::min(message.find(gap, at), message.size());
                INFO(page << ": " << message);
                CHECK(catalogue.find(message.substr(at, end - at)) != std::string::npos);
                at = end + gap.size();
            }
        }
        CHECK(messages == 15);
    }
}

TEST_CASE("the page's table is the one of the example that comes with the program", "[author_pages]")
{
    const auto listings = listingsIn(readFile(root + "/plugins/README.md"));
    CHECK(byteOrderMark + listingOf(listings, "見守り.csv").text ==
          readFile(root + "/plugins/examples/example/data.csv"));
    const TemporaryFolder folder;
    const std::string said = runWell("chiiki plugin check $CHIIKI_SOURCE/plugins/examples/example", folder.path());
    CHECK(said.find("問題ありません") != std::string::npos);
    CHECK(said.find("25 行") != std::string::npos);
}

TEST_CASE("a faulty table is told by file, row, cell and what would do, in both languages", "[author_pages]")
{
    const TemporaryFolder folder;
    const auto listings = listingsIn(readFile(root + "/plugins/README.md"));
    saveListing(listingOf(listings, "見守り.csv"), folder.path());
    runWell("chiiki plugin new mimamori --from 見守り.csv", folder.path());
    const std::string data = folder / "mimamori/data.csv";
    writeFile(data, replaced(readFile(data), "秋穂二島,見守りの割合,62,", "秋穂二鳥,見守りの割合,62人くらい,"));

    const auto japanese = runLine("chiiki plugin check mimamori", folder.path());
    INFO(japanese.out << japanese.err);
    CHECK(japanese.exitCode == 1);
    CHECK(japanese.out.find("data.csv") != std::string::npos);
    CHECK(japanese.out.find("C15") != std::string::npos);
    const auto english = runLine("chiiki plugin check mimamori --lang en", folder.path());
    INFO(english.out << english.err);
    CHECK(english.exitCode == 1);
    CHECK(english.out.find("C15") != std::string::npos);

    writeFile(data, replaced(readFile(data), "62人くらい", "62"));
    const auto near = runLine("chiiki plugin check mimamori", folder.path());
    INFO(near.out);
    CHECK(near.exitCode == 1);
    CHECK(near.out.find("秋穂二鳥") != std::string::npos);
    CHECK(near.out.find("秋穂二島") != std::string::npos);
}

TEST_CASE("a workbook that LibreOffice saved is the same overlay as its table", "[author_pages]")
{
    if (std::system("command -v soffice >/dev/null 2>&1") != 0) {
        WARN("skipped: LibreOffice Calc is not installed (libreoffice-calc-nogui), so no workbook of its making is "
             "read");
        return;
    }
    const TemporaryFolder folder;
    const auto listings = listingsIn(readFile(root + "/plugins/README.md"));
    saveListing(listingOf(listings, "見守り.csv"), folder.path());
    // 76 is UTF-8 among the numbers that its import filter knows; commas part, quotes hold.
    runWell("soffice --headless --infilter=CSV:44,34,76,1 --convert-to xlsx 見守り.csv", folder.path());
    REQUIRE(fs::exists(folder / "見守り.xlsx"));

    runWell("chiiki new 山口市.chiiki --pack $CHIIKI_SOURCE/data/yamaguchi", folder.path());
    runWell("chiiki plugin new of_table --from 見守り.csv", folder.path());
    runWell("chiiki plugin new of_workbook --from 見守り.xlsx", folder.path());
    CHECK(fs::exists(folder / "of_workbook/data.xlsx"));
    runWell("chiiki plugin check of_workbook", folder.path());
    const auto overlay = [&](const std::string& id) {
        return runWell("chiiki overlay 山口市.chiiki " + id + " --plugin-dir . --format csv", folder.path());
    };
    const std::string table = overlay("of_table");
    CHECK(table.find("64.5") != std::string::npos);
    CHECK(replaced(overlay("of_workbook"), "of_workbook", "of_table") == table);
}
