#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

#include "core/model/overlay_json.h"
#include "core/model/overlay_json_keys.h"
#include "core/model/request_json_keys.h"
#include "core/plugin/manifest_keys.h"
#include "core/plugin/manifest_reader.h"
#include "core/plugin/manifest_words.h"
#include "tests/docs/json_schema.h"
#include "tests/support/process.h"

using namespace chiiki;
using namespace chiiki::test;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;
using Keys = std::set<std::string>;

const std::string root = CHIIKI_SOURCE_DIR;

json schemaOf(const std::string& name)
{
    return json::parse(readFile(root + "/docs/schemas/" + name + ".schema.json"));
}

template <typename List>
Keys keysOfList(const List& list)
{
    return {std::begin(list), std::end(list)};
}

Keys propertiesOf(const json& schema, const std::string& object)
{
    Keys keys;
    for (const auto& [key, member] : schema.at("$defs").at(object).at("properties").items())
        keys.insert(key);
    return keys;
}

Keys enumOf(const json& property)
{
    return property.at("enum").get<Keys>();
}

template <typename Words>
Keys wordsOf(const Words& list)
{
    Keys words;
    for (const auto& word : list)
        words.emplace(word.word);
    return words;
}

std::vector<fs::path> filesIn(const fs::path& folder)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string listed(const std::vector<std::string>& faults)
{
    std::string text;
    for (const std::string& fault : faults)
        text += fault + "\n";
    return text;
}

}  // namespace

TEST_CASE("the manifest's schema has the objects and the keys of its reader, and no others", "[schema]")
{
    const json schema = schemaOf("manifest");
    Keys objects;
    for (const ManifestKeys& known : manifestKeys()) {
        INFO(known.object);
        objects.insert(known.object);
        REQUIRE(schema["$defs"].contains(known.object));
        CHECK(propertiesOf(schema, known.object) == keysOfList(known.keys));
    }
    for (const auto& [name, definition] : schema["$defs"].items())
        if (definition.contains("properties")) {
            INFO(name << " is in the schema alone");
            CHECK(objects.count(name) == 1);
        }
}

TEST_CASE("the manifest's schema has the words of its reader", "[schema]")
{
    const json defs = schemaOf("manifest")["$defs"];
    const json& indicator = defs["indicator"]["properties"];
    Keys by = wordsOf(aggregationWords);
    by.emplace(byExecutable);
    CHECK(enumOf(indicator["by"]) == by);
    CHECK(enumOf(indicator["per"]) == wordsOf(denominatorWords));
    CHECK(enumOf(indicator["city"]) == wordsOf(cityWords));
    CHECK(enumOf(indicator["kind"]) == wordsOf(kindWords));
    CHECK(enumOf(indicator["direction"]) == wordsOf(directionWords));
    CHECK(enumOf(indicator["ramp"]) == keysOfList(rampWords));
    CHECK(enumOf(defs["forecast"]["properties"]["methods"]["items"]) == keysOfList(forecastMethods));
    CHECK(enumOf(defs["rule"]["properties"]["check"]) == wordsOf(checkWords));
    CHECK(enumOf(defs["rule"]["properties"]["scope"]) == wordsOf(scopeWords));
    CHECK(enumOf(defs["parameter"]["properties"]["type"]) == wordsOf(parameterWords));
    Keys types;
    for (int i = 0; i <= static_cast<int>(FieldType::Place); ++i)
        types.emplace(code(static_cast<FieldType>(i)));
    CHECK(enumOf(defs["field"]["properties"]["type"]) == types);
    Keys views;
    for (int i = 0; i <= static_cast<int>(ViewKind::Ranks); ++i)
        views.emplace(code(static_cast<ViewKind>(i)));
    CHECK(enumOf(defs["view"]["properties"]["view"]) == views);
}

TEST_CASE("the schemas of request and answer have the keys of their readers", "[schema]")
{
    const json request = schemaOf("request");
    CHECK(propertiesOf(request, "request") == keysOfList(requestKeys));
    CHECK(propertiesOf(request, "district") == keysOfList(requestDistrictKeys));
    CHECK(propertiesOf(request, "column") == keysOfList(requestColumnKeys));
    CHECK(propertiesOf(request, "row") == keysOfList(requestRowKeys));
    CHECK(propertiesOf(request, "demand_area") == keysOfList(requestAreaKeys));
    CHECK(propertiesOf(request, "facility") == keysOfList(requestFacilityKeys));
    CHECK(propertiesOf(request, "route") == keysOfList(requestRouteKeys));
    CHECK(propertiesOf(request, "value") == keysOfList(requestValueKeys));
    const json answer = schemaOf("answer");
    CHECK(propertiesOf(answer, "answer") == keysOfList(answerKeys));
    CHECK(propertiesOf(answer, "indicator") == keysOfList(answerIndicatorKeys));
    CHECK(propertiesOf(answer, "value") == keysOfList(answerValueKeys));
    CHECK(propertiesOf(answer, "layer") == keysOfList(answerLayerKeys));
    CHECK(propertiesOf(answer, "finding") == keysOfList(answerFindingKeys));
}

TEST_CASE("every manifest that the reader takes is right by its schema", "[schema]")
{
    const json schema = schemaOf("manifest");
    std::vector<fs::path> files = {root + "/docs/examples/manifest.json"};
    for (const char* folder : {"/tests/core/plugin/manifests/good", "/plugins", "/tests/plugins/hostile"})
        for (const fs::path& file : filesIn(root + folder))
            if (std::string(folder) == "/tests/core/plugin/manifests/good" || file.filename() == "plugin.json")
                files.push_back(file);
    CHECK(files.size() > 20);
    for (const fs::path& file : files) {
        INFO(file.string());
        const std::string text = readFile(file.string());
        Diagnostics diagnostics;
        CHECK(parseManifest(text, file.string(), diagnostics));
        CHECK(listed(faultsBySchema(json::parse(text), schema, schema)) == "");
    }
}

TEST_CASE("a manifest that is wrong by its schema is refused by the reader too", "[schema]")
{
    const json schema = schemaOf("manifest");
    int refused = 0;
    for (const fs::path& file : filesIn(root + "/tests/core/plugin/manifests/fails")) {
        const json document = json::parse(readFile(file.string()), nullptr, false);
        // Numbers without end and broken JSON are no documents that a schema could judge.
        if (!document.is_discarded())
            refused += !faultsBySchema(document, schema, schema).empty();
    }
    // What is left for `chiiki plugin check` is what only a look elsewhere in the manifest shows.
    CHECK(refused >= 50);

    // One change at a time to a manifest with everything in it: whatever the schema refuses, the reader refuses.
    const json good = json::parse(readFile(root + "/tests/core/plugin/manifests/good/everything.json"));
    const json leaves = good.flatten();
    int changed = 0;
    for (const auto& [pointer, value] : leaves.items()) {
        for (const json& other : {json(), json(-1), json("???"), json::array(), json::object()}) {
            json document = good;
            document[json::json_pointer(pointer)] = other;
            if (faultsBySchema(document, schema, schema).empty())
                continue;
            ++changed;
            Diagnostics diagnostics;
            INFO(pointer << " = " << other << "\n" << listed(faultsBySchema(document, schema, schema)));
            CHECK_FALSE(parseManifest(document.dump(), "plugin.json", diagnostics));
        }
    }
    CHECK(changed > 500);
}

TEST_CASE("the examples of request and answer are right by schema and reader", "[schema]")
{
    const std::string request = readFile(root + "/docs/examples/request.json");
    const std::string answer = readFile(root + "/docs/examples/answer.json");
    CHECK(listed(faultsBySchema(json::parse(request), schemaOf("request"), schemaOf("request"))) == "");
    CHECK(listed(faultsBySchema(json::parse(answer), schemaOf("answer"), schemaOf("answer"))) == "");
    const auto asked = parseRequest(request);
    REQUIRE(asked);
    CHECK(asked->demandAreas.size() == 4);
    const auto answered = parseAnswer(answer);
    REQUIRE(answered);
    // What the host writes keeps to the schema as well.
    CHECK(listed(faultsBySchema(json::parse(requestJson(*asked)), schemaOf("request"), schemaOf("request"))) == "");
    CHECK(listed(faultsBySchema(json::parse(answerJson(*answered)), schemaOf("answer"), schemaOf("answer"))) == "");

    // Within 1000 m: 400 of the 500 in 01 (447 m, the others 1,850 m away), all 250 of 02 (446 m); 50 live outside.
    const auto& people = answered->indicators.at(0).values;
    CHECK(people.at(0).value.number() == 400);
    CHECK(people.at(1).value.number() == 250);
    CHECK(people.at(3).value.number() == 400 + 250);
    CHECK(answered->indicators.at(1).values.at(3).value.number() == Approx(650.0 / 750));
}

TEST_CASE("the example in Python answers the example of a request with the example of an answer", "[schema]")
{
    const auto ran = runProcess({CHIIKI_BIN_DIR "/chiiki", "plugin", "run", "plugins/examples/example_python",
                                 "--request", "docs/examples/request.json"},
                                root);
    INFO(ran.err);
    REQUIRE(ran.exitCode == 0);
    CHECK(json::parse(ran.out) == json::parse(readFile(root + "/docs/examples/answer.json")));
}
