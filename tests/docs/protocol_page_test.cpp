#include <catch2/catch.hpp>

#include "core/model/overlay_json.h"
#include "core/plugin/manifest_keys.h"
#include "tests/docs/json_schema.h"
#include "tests/support/process.h"

using namespace chiiki;
using namespace chiiki::test;
using nlohmann::json;

namespace {

const std::string root = CHIIKI_SOURCE_DIR;

std::vector<std::string> jsonBlocks(const std::string& page)
{
    std::vector<std::string> blocks;
    const std::string open = "```json\n";
    for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, at)) {
        at += open.size();
        blocks.push_back(page.substr(at, page.find("```", at) - at));
    }
    return blocks;
}

json schemaOf(const std::string& name)
{
    return json::parse(readFile(root + "/docs/schemas/" + name + ".schema.json"));
}

}  // namespace

TEST_CASE("the request and the answer of the protocol's page are read by the real readers", "[protocol_page]")
{
    const std::string page = readFile(root + "/docs/protocol.md");
    const auto blocks = jsonBlocks(page);
    REQUIRE(blocks.size() == 2);
    CHECK(page.find("```\n{") == std::string::npos);  // no listing that is passed over
    const auto request = parseRequest(blocks[0]);
    INFO((request ? "" : request.error().where));
    REQUIRE(request);
    CHECK(request->tables.at(0).rows.at(0).uid == "A1");
    CHECK(request->routes.size() == 1);
    CHECK(faultsBySchema(json::parse(blocks[0]), schemaOf("request"), schemaOf("request")).empty());
    const auto answer = parseAnswer(blocks[1]);
    INFO((answer ? "" : answer.error().where));
    REQUIRE(answer);
    CHECK(answer->findings.at(0).rows == std::vector<std::string>{"award:A1"});
    CHECK(faultsBySchema(json::parse(blocks[1]), schemaOf("answer"), schemaOf("answer")).empty());
}

TEST_CASE("every key of a manifest is named in the protocol's page", "[protocol_page]")
{
    const std::string page = readFile(root + "/docs/protocol.md");
    for (const ManifestKeys& known : manifestKeys())
        for (const std::string_view key : known.keys) {
            const std::string name(key);
            INFO(known.object << ": " << name);
            CHECK((page.find("`" + name) != std::string::npos || page.find("\"" + name + "\"") != std::string::npos));
        }
}
