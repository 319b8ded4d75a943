#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/diagnostics.h"
#include "core/base/message.h"
#include "core/base/result.h"

/// Reading JSON that others wrote: every fault is told with its place, and reading goes on behind it.
namespace chiiki {

/// A key as it stands in a JSON pointer (RFC 6901).
std::string jsonPointerPart(std::string_view key);

/// One value of a document and the way to it. Lives on the stack of who reads; the parent must outlive it.
class JsonPlace {
public:
    explicit JsonPlace(const nlohmann::json& root)
        : value_(&root)
    {
    }
    JsonPlace(const JsonPlace& parent, std::string_view key, const nlohmann::json& value)
        : value_(&value)
        , parent_(&parent)
        , key_(key)
    {
    }
    JsonPlace(const JsonPlace& parent, std::size_t index, const nlohmann::json& value)
        : value_(&value)
        , parent_(&parent)
        , index_(index)
    {
    }

    const nlohmann::json& value() const { return *value_; }
    /// JSON pointer (RFC 6901): "/indicators/2/of"; empty = the whole document.
    std::string pointer() const;

private:
    const nlohmann::json* value_;
    const JsonPlace* parent_ = nullptr;
    std::string_view key_;
    std::size_t index_ = std::numeric_limits<std::size_t>::max();
};

/// Collects faults of one document. Only the first hundred are kept: who wrote more begins again anyway.
class JsonFaults {
public:
    JsonFaults(std::string file, Diagnostics& diagnostics)
        : file_(std::move(file))
        , diagnostics_(&diagnostics)
    {
    }

    void add(const JsonPlace& place, Message message) { addAt(place.pointer(), std::move(message)); }
    /// For what is told of a key that is not there.
    void addAt(std::string pointer, Message message);
    bool isEmpty() const { return count_ == 0; }
    /// The first fault; `where` is "plugin.json /indicators/2/of". Precondition: !isEmpty().
    Error first(ErrorKind kind) const;

private:
    std::string file_;
    Diagnostics* diagnostics_;
    std::size_t count_ = 0;
    std::optional<Diagnostic> first_;
};

enum class RepeatedKeys { Ignored, AreFaults };

/// The document in `text`. nullopt, with a fault, where it is no JSON, is nested deeper than a hundred levels or holds
/// a number beyond the range of doubles. A repeated key takes its last value.
std::optional<nlohmann::json> parseJson(std::string_view text, RepeatedKeys repeated, JsonFaults& faults);

/// An object whose keys are all known: others are faults, told with near names.
class JsonObject {
public:
    /// Where `place` is no object that is the fault, and the object reads as empty.
    JsonObject(const JsonPlace& place, std::span<const std::string_view> keys, JsonFaults& faults);
    JsonObject(const JsonObject&) = delete;  // what it hands out points at it
    JsonObject& operator=(const JsonObject&) = delete;

    const JsonPlace& place() const { return place_; }
    JsonFaults& faults() const { return *faults_; }
    bool isObject() const { return place_.value().is_object(); }
    bool has(std::string_view key) const { return place_.value().contains(key); }
    /// nullopt where the key is not there. Precondition: it is one of the known keys.
    std::optional<JsonPlace> find(std::string_view key) const;
    /// The same; its absence is a fault.
    std::optional<JsonPlace> require(std::string_view key) const;
    void add(std::string_view key, Message message) const;  ///< a fault of this key's value

    /// Values of one type; of another type is a fault. nullopt where there is none.
    std::optional<std::string> text(std::string_view key) const;
    std::optional<double> number(std::string_view key) const;
    std::optional<int> integer(std::string_view key) const;
    std::optional<bool> yesNo(std::string_view key) const;
    /// The members of a list; empty where there is none.
    std::vector<JsonPlace> list(std::string_view key) const;

private:
    JsonPlace place_;
    std::span<const std::string_view> keys_;
    JsonFaults* faults_;
    // Places of lists that were handed out: their members point at them.
    mutable std::vector<std::unique_ptr<JsonPlace>> lists_;
};

/// One value. nullopt, with a fault, where it is of another type.
std::optional<std::string> readText(const JsonPlace& place, JsonFaults& faults);
std::optional<double> readNumber(const JsonPlace& place, JsonFaults& faults);
std::optional<int> readInteger(const JsonPlace& place, JsonFaults& faults);
std::optional<bool> readYesNo(const JsonPlace& place, JsonFaults& faults);
/// `{"ja": "…", "en": "…"}`: both languages, none empty.
std::optional<Text> readTitle(const JsonPlace& place, JsonFaults& faults);

}  // namespace chiiki
