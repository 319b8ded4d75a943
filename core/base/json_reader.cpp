#include "core/base/json_reader.h"

#include <algorithm>
#include <cassert>
#include <memory>
#include <set>
#include <utility>

#include "core/base/near_names.h"

namespace chiiki {
namespace {

using nlohmann::json;

constexpr std::size_t mostFaults = 100;
// A GeoJSON layer inside an answer needs about twelve. Writing a document back is recursive, so this guards the stack.
constexpr int deepest = 100;

bool isTooDeep(std::string_view text)
{
    int depth = 0;
    bool isInText = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (isInText) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                isInText = false;
        } else if (c == '"') {
            isInText = true;
        } else if (c == '{' || c == '[') {
            if (++depth > deepest)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

/// Follows the parser and remembers the keys that stand twice in one object, by JSON pointer.
class RepeatedKeyWatch {
public:
    bool operator()(int, json::parse_event_t event, json& parsed)
    {
        switch (event) {
        case json::parse_event_t::key: {
            Level& level = levels_.back();
            level.key = parsed.get<std::string>();
            if (!level.seen.insert(level.key).second)
                repeated_.push_back(pointer());
            break;
        }
        case json::parse_event_t::object_start:
        case json::parse_event_t::array_start:
            next();
            levels_.emplace_back();
            break;
        case json::parse_event_t::object_end:
        case json::parse_event_t::array_end:
            levels_.pop_back();
            break;
        case json::parse_event_t::value:
            next();
            break;
        }
        return true;
    }

    const std::vector<std::string>& repeated() const { return repeated_; }

private:
    struct Level {
        std::string key;  // empty in an array, unless an object's key is empty itself
        std::size_t members = 0;
        std::set<std::string> seen;
    };

    void next()
    {
        if (!levels_.empty())
            ++levels_.back().members;
    }
    std::string pointer() const
    {
        std::string text;
        for (const Level& level : levels_)
            text += "/" + (level.seen.empty() ? std::to_string(level.members - 1) : jsonPointerPart(level.key));
        return text;
    }

    std::vector<Level> levels_;
    std::vector<std::string> repeated_;
};

Message placeOfSyntaxError(std::string_view text, std::size_t byte)
{
    // The parser counts the byte it stumbled over from 1.
    const std::string_view before = text.substr(0, std::min(text.size(), byte > 0 ? byte - 1 : 0));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const auto column = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(lineStart), before.end(),
                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }) +
                        1;
    return {"base.json_wrong", {std::to_string(line), std::to_string(column)}};
}

}  // namespace

std::string jsonPointerPart(std::string_view key)
{
    std::string text;
    for (const char c : key) {
        if (c == '~')
            text += "~0";
        else if (c == '/')
            text += "~1";
        else
            text += c;
    }
    return text;
}

std::string JsonPlace::pointer() const
{
    if (!parent_)
        return {};
    const bool isMember = index_ != std::numeric_limits<std::size_t>::max();
    return parent_->pointer() + "/" + (isMember ? std::to_string(index_) : jsonPointerPart(key_));
}

void JsonFaults::addAt(std::string pointer, Message message)
{
    if (count_++ >= mostFaults)
        return;
    diagnostics_->push_back({file_, 0, std::move(pointer), std::move(message)});
    if (!first_)
        first_ = diagnostics_->back();
}

Error JsonFaults::first(ErrorKind kind) const
{
    assert(first_);
    std::string where = first_->file;
    if (!first_->field.empty())
        where += (where.empty() ? "" : " ") + first_->field;
    return {kind, first_->message, where};
}

std::optional<json> parseJson(std::string_view text, RepeatedKeys repeated, JsonFaults& faults)
{
    if (isTooDeep(text)) {
        faults.addAt({}, {"base.json_deep", {std::to_string(deepest)}});
        return std::nullopt;
    }
    try {
        if (repeated == RepeatedKeys::Ignored)
            return json::parse(text);
        RepeatedKeyWatch watch;
        json document = json::parse(text, std::ref(watch));
        for (const std::string& pointer : watch.repeated())
            faults.addAt(pointer, {"base.json_key_twice", {}});
        return document;
    } catch (const json::parse_error& error) {
        faults.addAt({}, placeOfSyntaxError(text, error.byte));
    } catch (const json::out_of_range&) {
        faults.addAt({}, {"base.json_not_finite", {}});
    }
    return std::nullopt;
}

JsonObject::JsonObject(const JsonPlace& place, std::span<const std::string_view> keys, JsonFaults& faults)
    : place_(place)
    , keys_(keys)
    , faults_(&faults)
{
    if (!isObject()) {
        faults.add(place, {"base.json_not_object", {}});
        return;
    }
    for (const auto& [key, value] : place.value().items())
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            faults.add(JsonPlace(place, key, value),
                       {"base.json_key_unknown", {key, namesToOffer(key, {keys.begin(), keys.end()})}});
}

std::optional<JsonPlace> JsonObject::find(std::string_view key) const
{
    assert(std::find(keys_.begin(), keys_.end(), key) != keys_.end());
    if (!isObject())
        return std::nullopt;
    const auto found = place_.value().find(key);
    if (found == place_.value().end())
        return std::nullopt;
    return JsonPlace(place_, key, *found);
}

std::optional<JsonPlace> JsonObject::require(std::string_view key) const
{
    auto found = find(key);
    if (!found && isObject())
        faults_->add(place_, {"base.json_key_missing", {std::string(key)}});
    return found;
}

void JsonObject::add(std::string_view key, Message message) const
{
    faults_->addAt(place_.pointer() + "/" + jsonPointerPart(key), std::move(message));
}

std::optional<std::string> JsonObject::text(std::string_view key) const
{
    const auto found = find(key);
    return found ? readText(*found, *faults_) : std::nullopt;
}

std::optional<double> JsonObject::number(std::string_view key) const
{
    const auto found = find(key);
    return found ? readNumber(*found, *faults_) : std::nullopt;
}

std::optional<int> JsonObject::integer(std::string_view key) const
{
    const auto found = find(key);
    return found ? readInteger(*found, *faults_) : std::nullopt;
}

std::optional<bool> JsonObject::yesNo(std::string_view key) const
{
    const auto found = find(key);
    return found ? readYesNo(*found, *faults_) : std::nullopt;
}

std::vector<JsonPlace> JsonObject::list(std::string_view key) const
{
    const auto found = find(key);
    if (!found)
        return {};
    if (!found->value().is_array()) {
        faults_->add(*found, {"base.json_not_list", {}});
        return {};
    }
    const JsonPlace& list = *lists_.emplace_back(std::make_unique<JsonPlace>(*found));
    std::vector<JsonPlace> members;
    members.reserve(list.value().size());
    for (std::size_t i = 0; i < list.value().size(); ++i)
        members.emplace_back(list, i, list.value()[i]);
    return members;
}

std::optional<std::string> readText(const JsonPlace& place, JsonFaults& faults)
{
    if (place.value().is_string())
        return place.value().get<std::string>();
    faults.add(place, {"base.json_not_text", {}});
    return std::nullopt;
}

std::optional<double> readNumber(const JsonPlace& place, JsonFaults& faults)
{
    if (place.value().is_number())
        return place.value().get<double>();
    faults.add(place, {"base.json_not_number", {}});
    return std::nullopt;
}

std::optional<int> readInteger(const JsonPlace& place, JsonFaults& faults)
{
    const json& value = place.value();
    constexpr double lowest = std::numeric_limits<int>::min(), highest = std::numeric_limits<int>::max();
    if (value.is_number()) {
        // 2024.0 is as good as 2024: some writers know no other numbers.
        const double number = value.get<double>();
        if (number >= lowest && number <= highest && number == static_cast<double>(static_cast<int>(number)))
            return static_cast<int>(number);
    }
    faults.add(place, {"base.json_not_integer", {}});
    return std::nullopt;
}

std::optional<bool> readYesNo(const JsonPlace& place, JsonFaults& faults)
{
    if (place.value().is_boolean())
        return place.value().get<bool>();
    faults.add(place, {"base.json_not_yes_no", {}});
    return std::nullopt;
}

std::optional<Text> readTitle(const JsonPlace& place, JsonFaults& faults)
{
    static constexpr std::string_view keys[] = {"ja", "en"};
    const JsonObject object(place, keys, faults);
    Text title;
    for (const auto& [key, text] : {std::pair{"ja", &title.ja}, {"en", &title.en}}) {
        const auto found = object.require(key);
        const auto words = found ? readText(*found, faults) : std::nullopt;
        if (words && words->find_first_not_of(" \t\r\n") == std::string::npos)
            faults.add(*found, {"base.json_title_empty", {key}});
        *text = words.value_or("");
    }
    return object.isObject() ? std::optional(title) : std::nullopt;
}

}  // namespace chiiki
