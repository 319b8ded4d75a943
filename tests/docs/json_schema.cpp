#include "tests/docs/json_schema.h"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

namespace chiiki::test {
namespace {

using nlohmann::json;

bool isOfType(const json& value, const std::string& type)
{
    if (type == "object")
        return value.is_object();
    if (type == "array")
        return value.is_array();
    if (type == "string")
        return value.is_string();
    if (type == "number")
        return value.is_number();
    if (type == "integer")
        return value.is_number_integer();
    if (type == "boolean")
        return value.is_boolean();
    return type == "null" && value.is_null();
}

/// Patterns are few and asked for thousands of times.
const std::regex& compiled(const std::string& pattern)
{
    static std::map<std::string, std::regex> known;
    const auto found = known.find(pattern);
    return found != known.end() ? found->second : known.emplace(pattern, std::regex(pattern)).first->second;
}

class Judge {
public:
    explicit Judge(const json& root)
        : root_(root)
    {
    }

    std::vector<std::string> faults;

    void judge(const json& value, const json& schema, const std::string& place)
    {
        if (schema.is_boolean()) {
            if (!schema.get<bool>())
                faults.push_back(place + ": not allowed here");
            return;
        }
        for (const auto& [word, rule] : schema.items())
            if (!holds(value, word, rule, schema, place))
                faults.push_back(place + ": " + word);
    }

private:
    bool fits(const json& value, const json& schema) const { return faultsBySchema(value, schema, root_).empty(); }

    bool holds(const json& value, const std::string& word, const json& rule, const json& schema,
               const std::string& place)
    {
        static const std::set<std::string> silent = {"$schema", "$defs", "title", "description",
                                                     "then",    "else",  "items", "additionalProperties"};
        if (word == "$ref") {
            judge(value, root_.at(json::json_pointer(rule.get<std::string>().substr(1))), place);
            return true;
        }
        if (word == "type") {
            const json types = rule.is_array() ? rule : json::array({rule});
            return std::any_of(types.begin(), types.end(), [&](const json& type) { return isOfType(value, type); });
        }
        if (word == "const")
            return value == rule;
        if (word == "enum")
            return std::find(rule.begin(), rule.end(), value) != rule.end();
        if (word == "allOf") {
            for (const json& one : rule)
                judge(value, one, place);
            return true;
        }
        if (word == "anyOf" || word == "oneOf") {
            const auto fitting =
                std::count_if(rule.begin(), rule.end(), [&](const json& one) { return fits(value, one); });
            return word == "anyOf" ? fitting > 0 : fitting == 1;
        }
        if (word == "if") {
            const char* branch = fits(value, rule) ? "then" : "else";
            if (schema.contains(branch))
                judge(value, schema[branch], place);
            return true;
        }
        if (word == "pattern")
            return !value.is_string() || std::regex_search(value.get<std::string>(), compiled(rule.get<std::string>()));
        if (word == "minLength")
            return !value.is_string() || value.get<std::string>().size() >= rule.get<std::size_t>();
        if (word == "minimum")
            return !value.is_number() || value >= rule;
        if (word == "maximum")
            return !value.is_number() || value <= rule;
        if (word == "exclusiveMinimum")
            return !value.is_number() || value > rule;
        if (word == "minItems" || word == "maxItems" || word == "uniqueItems")
            return !value.is_array() || holdsOfList(value, word, rule);
        if (word == "required")
            return !value.is_object() || std::all_of(rule.begin(), rule.end(), [&](const json& key) {
                return value.contains(key.get<std::string>());
            });
        if (word == "propertyNames" || word == "properties") {
            judgeMembers(value, schema, place);
            return true;
        }
        if (word == "items" && value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i)
                judge(value[i], rule, place + "/" + std::to_string(i));
            return true;
        }
        if (word == "additionalProperties" && !schema.contains("properties") && !schema.contains("propertyNames")) {
            judgeMembers(value, schema, place);
            return true;
        }
        if (silent.count(word) == 0)
            faults.push_back(place + ": the schema says " + word + ", which is not judged here");
        return true;
    }

    static bool holdsOfList(const json& value, const std::string& word, const json& rule)
    {
        if (word == "uniqueItems")
            return std::set<json>(value.begin(), value.end()).size() == value.size();
        return word == "minItems" ? value.size() >= rule.get<std::size_t>() : value.size() <= rule.get<std::size_t>();
    }

    /// Known members by their own schema, all others by additionalProperties.
    void judgeMembers(const json& value, const json& schema, const std::string& place)
    {
        if (!value.is_object())
            return;
        const json known = schema.value("properties", json::object());
        for (const auto& [key, member] : value.items()) {
            const std::string at = place + "/" + key;
            if (schema.contains("propertyNames"))
                judge(json(key), schema["propertyNames"], at);
            if (known.contains(key))
                judge(member, known[key], at);
            else if (schema.contains("additionalProperties"))
                judge(member, schema["additionalProperties"], at);
        }
    }

    const json& root_;
};

}  // namespace

std::vector<std::string> faultsBySchema(const json& value, const json& schema, const json& root)
{
    Judge judge(root);
    judge.judge(value, schema, {});
    return std::move(judge.faults);
}

}  // namespace chiiki::test
