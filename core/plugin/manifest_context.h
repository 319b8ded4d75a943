#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_reader.h"
#include "core/base/near_names.h"
#include "core/model/manifest.h"
#include "core/plugin/manifest_keys.h"
#include "core/plugin/manifest_words.h"

/// What the parts of the manifest's reader share: ids, words and references to what stands elsewhere in the manifest.
namespace chiiki {

/// A manifest while it is read. The ids are those of the whole document, so that a reference may point forward.
struct ManifestContext {
    Manifest& manifest;
    JsonFaults& faults;
    std::vector<std::string> tableIds = {};
    std::vector<std::string> indicatorIds = {};  // without the plugin's own part
    std::vector<std::string> ruleIds = {};
    bool hasExecutable = false;

    std::string fullId(std::string_view indicatorId) const { return manifest.id + "." + std::string(indicatorId); }
};

/// [a-z][a-z0-9]*(_[a-z0-9]+)*: single underscores, so that "<plugin>__<table>" can be taken apart.
bool isId(std::string_view text);

/// A day that exists, written "2024-04-01".
bool isFullDate(std::string_view text);

/// Relative, and inside the folder it starts from: no "..", no drive, no backslash.
bool isInsideFolder(std::string_view path);

/// The object's `id`, written right and not in `seen` yet; empty with a fault otherwise.
std::string readId(const JsonObject& object, std::set<std::string>& seen);

/// The object's `title` (or another key of that kind), which must be there.
Text requireTitle(const JsonObject& object, std::string_view key = "title");

/// `required`: its absence is a fault too. nullopt where there is none or it is no word of the list.
template <typename Words>
auto readWord(const JsonObject& object, std::string_view key, const Words& words, bool required)
    -> std::optional<decltype(words[0].meaning)>
{
    const auto place = required ? object.require(key) : object.find(key);
    const auto text = place ? readText(*place, object.faults()) : std::nullopt;
    if (!text)
        return std::nullopt;
    std::vector<std::string> known;
    for (const auto& word : words) {
        if (word.word == *text)
            return word.meaning;
        known.emplace_back(word.word);
    }
    object.faults().add(*place, {"plugin.word_unknown", {*text, namesToOffer(*text, known)}});
    return std::nullopt;
}

/// A text of a list of words.
std::optional<std::string> readWordOf(const JsonPlace& place, std::span<const std::string_view> words,
                                      JsonFaults& faults);

/// What `of` names: a table, and maybe a field of it. nullptr where there is none of the name.
struct TableAndField {
    const TableSpec* table = nullptr;
    const FieldSpec* field = nullptr;
};

enum class FieldNeed { None, Any, Numeric, Date, Choice, Districts };

/// "award" or "award.amount". nullopt, with a fault, where it leads nowhere or the field is not what is needed.
std::optional<TableAndField> readOf(const JsonObject& object, FieldNeed need, const ManifestContext& context);

/// A field of `table` by its id under `key`; empty where the key is not there, or with a fault where it leads nowhere.
std::string readField(const JsonObject& object, std::string_view key, const TableSpec& table, FieldNeed need,
                      bool required);
/// The same of one value.
std::string readFieldId(const JsonPlace& place, const TableSpec& table, FieldNeed need, JsonFaults& faults);

/// `{"field": "word"}`, `{"field": ["a", "!b"]}` under `key`.
RowFilter readFilter(const JsonObject& object, std::string_view key, const TableSpec& table);

/// The id of one of a field's choices.
std::optional<std::string> readChoice(const JsonPlace& place, const FieldSpec& field, JsonFaults& faults);

/// `covers`: choices of the field whose rows stand for others of it too. Empty where the key is not there.
std::map<std::string, std::vector<std::string>> readCovers(const JsonObject& object, const FieldSpec& choices);

/// `of` and `where` of what sums nothing: the rows themselves. nullopt, with a fault, where `of` leads nowhere.
std::optional<Quantity> readRows(const JsonObject& object, FieldNeed need, const ManifestContext& context);

/// `of`, `by` and `where` of one object. `byDefault`: nullopt = `by` must be there. `among`: the aggregations allowed.
std::optional<Quantity> readQuantity(const JsonObject& object, std::optional<Aggregation> byDefault,
                                     std::span<const Aggregation> among, const ManifestContext& context);

/// `{"of","by","where"}` under `key`; nullopt where the key is not there.
std::optional<Quantity> readQuantityAt(const JsonObject& object, std::string_view key, const ManifestContext& context);

/// `counts`: the rows that hang on those of a table (empty: on the policy tree) by a field, which must be a link to it.
std::optional<Quantity> readCounts(const JsonObject& object, const std::string& nodesTable,
                                   const ManifestContext& context);

/// The full id of an indicator: "award_total" of this plugin, "population.total" of another that `needs` names. Empty
/// with a fault otherwise.
std::string readIndicatorId(const JsonPlace& place, const ManifestContext& context);
std::string readIndicatorAt(const JsonObject& object, std::string_view key, const ManifestContext& context,
                            bool required);

/// A number, or `{"parameter": id}` of a parameter that is one.
std::optional<NumberOrParameter> readNumberOrParameter(const JsonObject& object, std::string_view key,
                                                       const ManifestContext& context);

/// Keys that mean nothing beside another one, `beside`, are faults.
void refuseKeys(const JsonObject& object, std::initializer_list<std::string_view> keys, const std::string& beside);

/// `choices` of a field or parameter: at least one, ids once.
std::vector<Choice> readChoices(const JsonObject& object);

// The parts, each into context.manifest. Parameters before rules, tables before all that refers to them.
void readParameters(const JsonObject& manifest, ManifestContext& context);
void readFacilityKinds(const JsonObject& manifest, ManifestContext& context);
void readExecutable(const JsonObject& manifest, ManifestContext& context);
void readTables(const JsonObject& manifest, ManifestContext& context);
void readIndicators(const JsonObject& manifest, ManifestContext& context);
void readRules(const JsonObject& manifest, ManifestContext& context);
void readViews(const JsonObject& manifest, ManifestContext& context);

}  // namespace chiiki
