#include <catch2/catch.hpp>

#include "core/base/json_reader.h"

using namespace chiiki;
using nlohmann::json;

namespace {

struct Read {
    Diagnostics diagnostics;
    JsonFaults faults{"x.json", diagnostics};

    std::string at(std::size_t i) const { return diagnostics.at(i).field; }
    std::string code(std::size_t i) const { return std::string(diagnostics.at(i).message.code); }
};

}  // namespace

TEST_CASE("a document that is none tells line and column of the slip", "[json]")
{
    Read read;
    CHECK_FALSE(parseJson("{\n \"地\": 1,\n \"b\" 2}", RepeatedKeys::Ignored, read.faults));
    REQUIRE(read.diagnostics.size() == 1);
    CHECK(read.code(0) == "base.json_wrong");
    CHECK(read.diagnostics[0].message.arguments == std::vector<std::string>{"3", "6"});
    CHECK(read.faults.first(ErrorKind::BadFormat).where == "x.json");
}

TEST_CASE("columns count letters, not bytes", "[json]")
{
    Read read;
    CHECK_FALSE(parseJson("{\"地域\" 1}", RepeatedKeys::Ignored, read.faults));
    CHECK(read.diagnostics[0].message.arguments == std::vector<std::string>{"1", "7"});
}

TEST_CASE("NaN, a number beyond all bounds, faulty UTF-8 and a hundred thousand brackets are faults", "[json]")
{
    for (const auto& [text, code] : std::vector<std::pair<std::string, std::string>>{
             {"[NaN]", "base.json_wrong"},
             {"[1e999]", "base.json_not_finite"},
             {"[\"\xff\"]", "base.json_wrong"},
             {std::string(100000, '['), "base.json_deep"},
             {"", "base.json_wrong"},
         }) {
        Read read;
        CAPTURE(text.substr(0, 20));
        CHECK_FALSE(parseJson(text, RepeatedKeys::AreFaults, read.faults));
        REQUIRE(read.diagnostics.size() == 1);
        CHECK(read.code(0) == code);
    }
}

TEST_CASE("a key that stands twice is told by its place, also inside lists", "[json]")
{
    Read read;
    const std::string text = R"({"a":1,"list":[0,{"b":[1],"c":{},"b":2}],"a":3})";
    const auto document = parseJson(text, RepeatedKeys::AreFaults, read.faults);
    REQUIRE(document);
    CHECK((*document)["a"] == 3);
    REQUIRE(read.diagnostics.size() == 2);
    CHECK(read.at(0) == "/list/1/b");
    CHECK(read.at(1) == "/a");
    Read careless;
    CHECK(parseJson(text, RepeatedKeys::Ignored, careless.faults));
    CHECK(careless.faults.isEmpty());
}

TEST_CASE("an unknown key is told with near names, and all faults of an object at once", "[json]")
{
    const json document = {{"titel", 1}, {"count", "3"}, {"a/b~c", 1}};
    static constexpr std::string_view keys[] = {"title", "count", "unit"};
    Read read;
    const JsonPlace root(document);
    const JsonObject object(root, keys, read.faults);
    CHECK_FALSE(object.integer("count"));
    CHECK_FALSE(object.require("unit"));
    REQUIRE(read.diagnostics.size() == 4);
    CHECK(read.at(0) == "/a~1b~0c");
    CHECK(read.at(1) == "/titel");
    CHECK(read.diagnostics[1].message.arguments == std::vector<std::string>{"titel", "title"});
    CHECK(read.code(2) == "base.json_not_integer");
    CHECK(read.at(2) == "/count");
    CHECK(read.code(3) == "base.json_key_missing");
}

TEST_CASE("whole numbers are read however they are written, halves and huge ones are not", "[json]")
{
    Read read;
    const auto integer = [&](const json& value) { return readInteger(JsonPlace(value), read.faults); };
    CHECK(integer(2024) == 2024);
    CHECK(integer(2024.0) == 2024);
    CHECK_FALSE(integer(0.5));
    CHECK_FALSE(integer(3000000000.0));
    CHECK_FALSE(integer(18446744073709551615u));
    CHECK_FALSE(integer(true));
    CHECK(read.diagnostics.size() == 4);
}

TEST_CASE("a title needs both languages", "[json]")
{
    Read read;
    const json whole = {{"ja", "交付金"}, {"en", "Grants"}};
    CHECK(readTitle(JsonPlace(whole), read.faults) == Text{"交付金", "Grants"});
    CHECK(read.faults.isEmpty());
    const json half = {{"ja", " "}, {"fr", "x"}};
    readTitle(JsonPlace(half), read.faults);
    REQUIRE(read.diagnostics.size() == 3);
    CHECK(read.code(0) == "base.json_key_unknown");
    CHECK(read.code(1) == "base.json_title_empty");
    CHECK(read.at(1) == "/ja");
    CHECK(read.code(2) == "base.json_key_missing");
}

TEST_CASE("members of lists have their index in the pointer", "[json]")
{
    const json document = json::parse(R"({"a":[{"b":[true,"x"]}]})");
    static constexpr std::string_view outer[] = {"a"}, inner[] = {"b"};
    Read read;
    const JsonPlace root(document);
    const JsonObject object(root, outer, read.faults);
    for (const JsonPlace& member : object.list("a")) {
        const JsonObject item(member, inner, read.faults);
        for (const JsonPlace& value : item.list("b"))
            readYesNo(value, read.faults);
    }
    REQUIRE(read.diagnostics.size() == 1);
    CHECK(read.at(0) == "/a/0/b/1");
}

TEST_CASE("a hundred faults are enough", "[json]")
{
    Read read;
    const json document = json::array();
    for (int i = 0; i < 1000; ++i)
        read.faults.add(JsonPlace(document), {"base.json_not_text", {}});
    CHECK(read.diagnostics.size() == 100);
    CHECK_FALSE(read.faults.isEmpty());
}
