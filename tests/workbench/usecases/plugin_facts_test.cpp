#include <catch2/catch.hpp>

#include <filesystem>

#include "tests/support/process.h"
#include "tests/support/shared_files.h"
#include "workbench/usecases/pack_inputs.h"
#include "workbench/usecases/plugin_facts.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

namespace fs = std::filesystem;

PackSource sourceOf(const std::string& id, const std::string& fileName)
{
    PackSource source;
    source.edition.sourceId = id;
    source.edition.fileName = fileName;
    return source;
}

}  // namespace

TEST_CASE("facts of documents become rows of a plugin, each with its source", "[plugin_facts]")
{
    const TemporaryFolder folder;
    fs::create_directory(folder / "facts");
    writeFile(folder / "facts/grants.csv", "id,place,amount,planned,source_file,source_page,source_lines\n"
                                           "A,大殿,100,,plan.pdf,6,149\n"
                                           "B,,200,x,plan.pdf,7,12\n"
                                           "C,白石,\"1,5\",x,plan.pdf,7,13\n");
    writeFile(folder / "recipe.json", R"([{ "plugin": "grants", "table": "project", "facts": "grants.csv",
      "where": { "place": ["!"] },
      "fields": { "id": { "row": "R" }, "district": "place", "amount": ["planned", "amount"],
                  "state": { "if": "planned", "then": "planned", "else": "done" },
                  "kind": { "if": "id", "is": { "C": "fair" }, "then": { "column": "place" }, "else": "" } } }])");
    const auto written =
        writePluginFacts(folder / "recipe.json", folder / "facts", {sourceOf("plan", "plan.pdf")}, folder / "plugins");
    INFO((written ? "" : describe(written.error(), Language::English)));
    REQUIRE(written);
    REQUIRE(written->size() == 1);
    CHECK(written->front().rows == 2);
    CHECK(fs::path(written->front().file) == fs::path("grants/data/project.csv"));
    const std::string text = readFile(folder / "plugins/grants/data/project.csv");
    INFO(text);
    CHECK(text.find("\xEF\xBB\xBFid,district,amount,state,kind,source_id,citation\r\n") == 0);
    CHECK(text.find("\r\nR1,大殿,100,done,大殿,plan,") != std::string::npos);
    CHECK(text.find("\r\nR2,白石,x,planned,fair,plan,") != std::string::npos);

    CHECK_FALSE(writePluginFacts(folder / "none.json", folder / "facts", {}, folder / "plugins"));
    writeFile(folder / "recipe.json", "[{]");
    CHECK(writePluginFacts(folder / "recipe.json", folder / "facts", {}, folder / "plugins").error().kind ==
          ErrorKind::BadFormat);
}

TEST_CASE("a row that a later document tells again says what that one says of it", "[plugin_facts]")
{
    const TemporaryFolder folder;
    fs::create_directory(folder / "facts");
    writeFile(folder / "facts/events.csv", "id,same,state,source_file,source_page,source_lines\n"
                                           "A,,planned,plan.pdf,6,149\n"
                                           "B,,ongoing,plan.pdf,7,12\n"
                                           "C,A,done,plan.pdf,8,13\n");
    writeFile(folder / "recipe.json", R"([{ "plugin": "activities", "table": "event", "facts": "events.csv",
      "fields": { "id": "id", "state": "state", "later": { "again": "same", "key": "id", "column": "state" } } }])");
    REQUIRE(
        writePluginFacts(folder / "recipe.json", folder / "facts", {sourceOf("plan", "plan.pdf")}, folder / "plugins"));
    const std::string text = readFile(folder / "plugins/activities/data/event.csv");
    INFO(text);
    CHECK(text.find("\r\nA,planned,done,plan,") != std::string::npos);
    CHECK(text.find("\r\nB,ongoing,,plan,") != std::string::npos);
    CHECK(text.find("\r\nC,done,,plan,") != std::string::npos);
}

TEST_CASE("notes name other documents and rows by their titles", "[plugin_facts]")
{
    const TemporaryFolder folder;
    fs::create_directory(folder / "facts");
    writeFile(folder / "facts/links.csv", "id,name,note,source_file,source_page,source_lines\n"
                                          "L-04,見つけ隊,001 では別の字,001_a.txt,6,149\n"
                                          "L-05,2001 会,L-04 と同じ催し,001_a.txt,7,12\n");
    writeFile(folder / "recipe.json", R"([{ "plugin": "exchange", "table": "link", "facts": "links.csv",
      "fields": { "id": "id", "title": "name", "note": "note" } }])");
    PackSource source = sourceOf("results", "001_a.txt");
    source.edition.title = {"実績", "Results"};
    REQUIRE(writePluginFacts(folder / "recipe.json", folder / "facts", {source}, folder / "plugins"));
    const std::string text = readFile(folder / "plugins/exchange/data/link.csv");
    INFO(text);
    CHECK(text.find("\r\nL-04,見つけ隊,『実績』では別の字,results,") != std::string::npos);
    CHECK(text.find("\r\nL-05,2001 会,「見つけ隊」と同じ催し,results,") != std::string::npos);
}

TEST_CASE("the facts of the built-in plugins are, byte for byte, what the documents give", "[plugin_facts]")
{
    NEEDS_SHARED(shared);
    const fs::path facts = shared / "seeds" / "facts";
    const std::string data = CHIIKI_SOURCE_DIR "/data";
    const auto inputs = readPackInputs(data, (shared / "geodata").string(), facts.string());
    REQUIRE(inputs);
    const TemporaryFolder folder;
    const auto written = writePluginFacts(data + "/plugin_facts.json", facts.string(), inputs->sources, folder.path());
    INFO((written ? "" : describe(written.error(), Language::English)));
    REQUIRE(written);
    REQUIRE(written->size() >= 6);
    for (const WrittenFacts& one : *written) {
        INFO(one.file);
        CHECK(one.rows > 0);
        CHECK(readFile(folder / one.file) == readFile(CHIIKI_SOURCE_DIR "/plugins/" + one.file));
    }
}
