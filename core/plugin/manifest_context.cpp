#include "core/plugin/manifest_context.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

namespace chiiki {
namespace {

bool isLetter(char c)
{
    return c >= 'a' && c <= 'z';
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::vector<std::string> fieldIds(const TableSpec& table)
{
    std::vector<std::string> ids;
    for (const FieldSpec& field : table.fields)
        ids.push_back(field.id);
    return ids;
}

template <typename List>
std::vector<std::string> textsOf(const List& words)
{
    return {std::begin(words), std::end(words)};
}

bool isOf(FieldType type, FieldNeed need)
{
    switch (need) {
    case FieldNeed::Numeric:
        return isNumeric(type);
    case FieldNeed::Date:
        return type == FieldType::Date;
    case FieldNeed::Choice:
        return type == FieldType::Choice;
    case FieldNeed::Districts:
        return type == FieldType::District || type == FieldType::Districts;
    case FieldNeed::None:
    case FieldNeed::Any:
        return true;
    }
    return true;
}

/// The types that would do, for a message.
std::string typesOf(FieldNeed need)
{
    std::string types;
    for (const FieldType type :
         {FieldType::Integer, FieldType::Decimal, FieldType::Yen, FieldType::Percent, FieldType::FiscalYear,
          FieldType::Date, FieldType::Choice, FieldType::District, FieldType::Districts})
        if (isOf(type, need))
            types += (types.empty() ? "" : ", ") + std::string(code(type));
    return types;
}

const FieldSpec* fieldOf(const JsonPlace& place, const TableSpec& table, const std::string& id, FieldNeed need,
                         JsonFaults& faults)
{
    const FieldSpec* field = findField(table, id);
    if (!field) {
        faults.add(place, {"plugin.field_unknown", {table.id, id, namesToOffer(id, fieldIds(table))}});
        return nullptr;
    }
    if (!isOf(field->type, need)) {
        faults.add(place, {"plugin.field_type_wrong", {id, std::string(code(field->type)), typesOf(need)}});
        return nullptr;
    }
    return field;
}

FieldNeed needOf(Aggregation by)
{
    switch (by) {
    case Aggregation::Total:
    case Aggregation::Mean:
    case Aggregation::Value:
        return FieldNeed::Numeric;
    case Aggregation::Distinct:
        return FieldNeed::Any;
    case Aggregation::Latest:
        return FieldNeed::Choice;
    case Aggregation::Count:
    case Aggregation::ShareOfDistricts:
    case Aggregation::Gini:
        return FieldNeed::None;
    }
    return FieldNeed::None;
}

bool isNumberText(const std::string& text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(number);
}

/// Whether every value that a parameter may have is a number.
bool isNumberParameter(const ParameterSpec& spec)
{
    if (spec.type == ParameterType::Choice)
        return std::all_of(spec.choices.begin(), spec.choices.end(),
                           [](const Choice& choice) { return isNumberText(choice.id); });
    return spec.type == ParameterType::Number;
}

}  // namespace

bool isId(std::string_view text)
{
    if (text.empty() || !isLetter(text.front()) || text.back() == '_' || text.find("__") != std::string_view::npos)
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return isLetter(c) || isDigit(c) || c == '_'; });
}

bool isFullDate(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    const auto number = [&](std::size_t from, std::size_t length) {
        int value = 0;
        for (const char c : text.substr(from, length))
            value = isDigit(c) && value >= 0 ? value * 10 + (c - '0') : -1;
        return value;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 1 || month < 1 || day < 1)
        return false;
    return std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                       std::chrono::day{static_cast<unsigned>(day)}}
        .ok();
}

bool isInsideFolder(std::string_view path)
{
    if (path.empty() || path.front() == '/' || path.back() == '/' || path.find('\0') != std::string_view::npos ||
        path.find('\\') != std::string_view::npos || path.find(':') != std::string_view::npos)
        return false;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        if (part.empty() || part == "." || part == "..")
            return false;
        begin = end + 1;
    }
    return true;
}

std::string readId(const JsonObject& object, std::set<std::string>& seen)
{
    const auto place = object.require("id");
    const auto id = place ? readText(*place, object.faults()) : std::nullopt;
    if (!id)
        return {};
    if (!isId(*id)) {
        object.faults().add(*place, {"plugin.id_wrong", {*id}});
        return {};
    }
    if (!seen.insert(*id).second) {
        object.faults().add(*place, {"plugin.id_twice", {*id}});
        return {};
    }
    return *id;
}

Text requireTitle(const JsonObject& object, std::string_view key)
{
    const auto place = object.require(key);
    return place ? readTitle(*place, object.faults()).value_or(Text{}) : Text{};
}

std::optional<std::string> readWordOf(const JsonPlace& place, std::span<const std::string_view> words,
                                      JsonFaults& faults)
{
    auto text = readText(place, faults);
    if (text && std::find(words.begin(), words.end(), *text) == words.end()) {
        faults.add(place, {"plugin.word_unknown", {*text, namesToOffer(*text, textsOf(words))}});
        return std::nullopt;
    }
    return text;
}

std::optional<TableAndField> readOf(const JsonObject& object, FieldNeed need, const ManifestContext& context)
{
    const auto place = object.require("of");
    const auto text = place ? readText(*place, context.faults) : std::nullopt;
    if (!text)
        return std::nullopt;
    const std::size_t dot = text->find('.');
    const std::string tableId = text->substr(0, dot);
    const TableSpec* table = tableId.empty() ? nullptr : findTable(context.manifest, tableId);
    if (!table) {
        context.faults.add(*place, {"plugin.table_unknown", {tableId, namesToOffer(tableId, context.tableIds)}});
        return std::nullopt;
    }
    if (need == FieldNeed::None) {
        if (dot != std::string::npos) {
            context.faults.add(*place, {"plugin.of_table_only", {*text, tableId}});
            return std::nullopt;
        }
        return TableAndField{table, nullptr};
    }
    if (dot == std::string::npos) {
        context.faults.add(*place, {"plugin.of_needs_field", {tableId, namesToOffer("", fieldIds(*table))}});
        return std::nullopt;
    }
    const FieldSpec* field = fieldOf(*place, *table, text->substr(dot + 1), need, context.faults);
    return field ? std::optional(TableAndField{table, field}) : std::nullopt;
}

std::string readFieldId(const JsonPlace& place, const TableSpec& table, FieldNeed need, JsonFaults& faults)
{
    const auto id = readText(place, faults);
    return id && fieldOf(place, table, *id, need, faults) ? *id : std::string();
}

std::string readField(const JsonObject& object, std::string_view key, const TableSpec& table, FieldNeed need,
                      bool required)
{
    const auto place = required ? object.require(key) : object.find(key);
    return place ? readFieldId(*place, table, need, object.faults()) : std::string();
}

RowFilter readFilter(const JsonObject& object, std::string_view key, const TableSpec& table)
{
    RowFilter filter;
    const auto place = object.find(key);
    if (!place)
        return filter;
    JsonFaults& faults = object.faults();
    if (!place->value().is_object()) {
        faults.add(*place, {"base.json_not_object", {}});
        return filter;
    }
    for (const auto& entry : place->value().items()) {
        const std::string& id = entry.key();
        const auto& value = entry.value();
        const JsonPlace words(*place, id, value);
        const FieldSpec* field = fieldOf(words, table, id, FieldNeed::Any, faults);
        if (!field)
            continue;
        const auto take = [&](const JsonPlace& one) {
            const auto word = readText(one, faults);
            if (!word)
                return;
            const std::string bare = word->starts_with('!') ? word->substr(1) : *word;
            const bool isChoice = std::any_of(field->choices.begin(), field->choices.end(),
                                              [&](const Choice& choice) { return choice.id == bare; });
            if (field->type == FieldType::Choice && !bare.empty() && !isChoice) {
                std::vector<std::string> choices;
                for (const Choice& choice : field->choices)
                    choices.push_back(choice.id);
                faults.add(one, {"plugin.choice_unknown", {id, bare, namesToOffer(bare, choices)}});
                return;
            }
            filter.words[id].push_back(*word);
        };
        if (!value.is_array()) {
            take(words);
            continue;
        }
        if (value.empty())
            faults.add(words, {"plugin.list_empty", {}});
        for (std::size_t i = 0; i < value.size(); ++i)
            take(JsonPlace(words, i, value[i]));
    }
    return filter;
}

std::optional<std::string> readChoice(const JsonPlace& place, const FieldSpec& field, JsonFaults& faults)
{
    auto word = readText(place, faults);
    std::vector<std::string> words;
    for (const Choice& choice : field.choices)
        words.push_back(choice.id);
    if (!word || std::find(words.begin(), words.end(), *word) != words.end())
        return word;
    faults.add(place, {"plugin.choice_unknown", {field.id, *word, namesToOffer(*word, words)}});
    return std::nullopt;
}

std::map<std::string, std::vector<std::string>> readCovers(const JsonObject& object, const FieldSpec& choices)
{
    std::map<std::string, std::vector<std::string>> read;
    const auto covers = object.find("covers");
    if (!covers)
        return read;
    if (!covers->value().is_object()) {
        object.faults().add(*covers, {"base.json_not_object", {}});
        return read;
    }
    for (const auto& [id, others] : covers->value().items()) {
        const nlohmann::json key = id;
        const auto word = readChoice(JsonPlace(*covers, id, key), choices, object.faults());
        for (const nlohmann::json& other : others.is_array() ? others : nlohmann::json::array({others}))
            if (auto covered = readChoice(JsonPlace(*covers, id, other), choices, object.faults()); word && covered)
                read[*word].push_back(*std::move(covered));
    }
    return read;
}

std::optional<Quantity> readRows(const JsonObject& object, FieldNeed need, const ManifestContext& context)
{
    const auto of = readOf(object, need, context);
    if (!of)
        return std::nullopt;
    return Quantity{of->table->id, of->field ? of->field->id : std::string(), Aggregation::Count,
                    readFilter(object, "where", *of->table)};
}

std::optional<Quantity> readQuantity(const JsonObject& object, std::optional<Aggregation> byDefault,
                                     std::span<const Aggregation> among, const ManifestContext& context)
{
    std::vector<Word<Aggregation>> words;
    for (const auto& word : aggregationWords)
        if (std::find(among.begin(), among.end(), word.meaning) != among.end())
            words.push_back(word);
    auto by = readWord(object, "by", words, !byDefault);
    if (!by && !object.has("by"))
        by = byDefault;
    if (!by)
        return std::nullopt;
    const auto of = readOf(object, needOf(*by), context);
    if (!of)
        return std::nullopt;
    return Quantity{of->table->id, of->field ? of->field->id : std::string(), *by,
                    readFilter(object, "where", *of->table)};
}

std::optional<Quantity> readQuantityAt(const JsonObject& object, std::string_view key, const ManifestContext& context)
{
    static constexpr Aggregation sums[] = {Aggregation::Count, Aggregation::Total, Aggregation::Mean,
                                           Aggregation::Distinct};
    const auto place = object.find(key);
    if (!place)
        return std::nullopt;
    const JsonObject quantity(*place, keysOf("quantity"), context.faults);
    return quantity.isObject() ? readQuantity(quantity, std::nullopt, sums, context) : std::nullopt;
}

std::optional<Quantity> readCounts(const JsonObject& object, const std::string& nodesTable,
                                   const ManifestContext& context)
{
    const auto place = object.require("counts");
    if (!place)
        return std::nullopt;
    const JsonObject counts(*place, keysOf("counts"), context.faults);
    const auto counted = counts.isObject() ? readOf(counts, FieldNeed::Any, context) : std::nullopt;
    if (!counted)
        return std::nullopt;
    const FieldSpec& field = *counted->field;
    if (!nodesTable.empty() && (field.type != FieldType::Link || field.linkedTable != nodesTable))
        counts.add("of", {"plugin.field_links_elsewhere", {field.id, nodesTable}});
    return Quantity{counted->table->id, field.id, Aggregation::Count, readFilter(counts, "where", *counted->table)};
}

std::string readIndicatorId(const JsonPlace& place, const ManifestContext& context)
{
    const auto text = readText(place, context.faults);
    if (!text)
        return {};
    const std::string own = context.manifest.id + ".";
    const bool isOther = text->find('.') != std::string::npos && !text->starts_with(own);
    if (isOther) {
        const auto& needs = context.manifest.needs;
        if (std::find(needs.begin(), needs.end(), "other:" + *text) != needs.end())
            return *text;
        context.faults.add(place, {"plugin.other_not_needed", {*text}});
        return {};
    }
    const std::string id = text->starts_with(own) ? text->substr(own.size()) : *text;
    const auto& known = context.indicatorIds;
    if (std::find(known.begin(), known.end(), id) == known.end()) {
        context.faults.add(place, {"plugin.indicator_unknown", {id, namesToOffer(id, known)}});
        return {};
    }
    return context.fullId(id);
}

std::string readIndicatorAt(const JsonObject& object, std::string_view key, const ManifestContext& context,
                            bool required)
{
    const auto place = required ? object.require(key) : object.find(key);
    return place ? readIndicatorId(*place, context) : std::string();
}

std::optional<NumberOrParameter> readNumberOrParameter(const JsonObject& object, std::string_view key,
                                                       const ManifestContext& context)
{
    const auto place = object.require(key);
    if (!place)
        return std::nullopt;
    if (!place->value().is_object()) {
        const auto number = readNumber(*place, context.faults);
        return number ? std::optional(NumberOrParameter{*number}) : std::nullopt;
    }
    const JsonObject parameter(*place, keysOf("number_of_parameter"), context.faults);
    const auto idPlace = parameter.require("parameter");
    const auto id = idPlace ? readText(*idPlace, context.faults) : std::nullopt;
    if (!id)
        return std::nullopt;
    const ParameterSpec* spec = findParameter(context.manifest, *id);
    if (!spec) {
        std::vector<std::string> known;
        for (const ParameterSpec& one : context.manifest.parameters)
            known.push_back(one.id);
        context.faults.add(*idPlace, {"plugin.parameter_unknown", {*id, namesToOffer(*id, known)}});
        return std::nullopt;
    }
    if (!isNumberParameter(*spec)) {
        context.faults.add(*idPlace, {"plugin.parameter_no_number", {*id}});
        return std::nullopt;
    }
    return NumberOrParameter{*id};
}

void refuseKeys(const JsonObject& object, std::initializer_list<std::string_view> keys, const std::string& beside)
{
    for (const std::string_view key : keys)
        if (object.has(key))
            object.add(key, {"plugin.key_beside", {std::string(key), beside}});
}

std::vector<Choice> readChoices(const JsonObject& object)
{
    std::vector<Choice> choices;
    std::set<std::string> seen;
    if (!object.require("choices"))
        return choices;
    const auto list = object.list("choices");
    for (const JsonPlace& place : list) {
        const JsonObject one(place, keysOf("choice"), object.faults());
        const auto idPlace = one.require("id");
        auto id = idPlace ? readText(*idPlace, object.faults()) : std::nullopt;
        // An id of a choice is a word of the data, so any text; "!" and "" mean something in `where`.
        if (id && (id->empty() || id->front() == '!')) {
            object.faults().add(*idPlace, {"plugin.choice_id_wrong", {*id}});
            id.reset();
        } else if (id && !seen.insert(*id).second) {
            object.faults().add(*idPlace, {"plugin.id_twice", {*id}});
            id.reset();
        }
        Choice choice{id.value_or(""), requireTitle(one)};
        if (id)
            choices.push_back(std::move(choice));
    }
    if (object.find("choices")->value() == nlohmann::json::array())
        object.add("choices", {"plugin.list_empty", {}});
    return choices;
}

}  // namespace chiiki
