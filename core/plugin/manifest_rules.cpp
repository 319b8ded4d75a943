#include <algorithm>

#include "core/plugin/manifest_context.h"

namespace chiiki {
namespace {

constexpr Aggregation sums[] = {Aggregation::Count, Aggregation::Total, Aggregation::Mean, Aggregation::Distinct};

/// One rule while it is read.
struct RuleReading {
    const JsonObject& object;
    RuleSpec& rule;
    const ManifestContext& context;
    JsonFaults& faults;

    /// `of` and `where` of a check that sums nothing. nullptr where `of` leads nowhere.
    const TableSpec* rows(FieldNeed need)
    {
        const auto of = readRows(object, need, context);
        if (!of)
            return nullptr;
        rule.of = *of;
        return findTable(context.manifest, of->table);
    }
    const TableSpec* sum(std::optional<Aggregation> byDefault)
    {
        const auto quantity = readQuantity(object, byDefault, sums, context);
        if (!quantity)
            return nullptr;
        rule.of = *quantity;
        return findTable(context.manifest, quantity->table);
    }
    void limit(std::string_view key)
    {
        if (auto number = readNumberOrParameter(object, key, context))
            rule.limit = std::move(*number);
    }
    /// The fields in which two rows are one.
    void matching(const TableSpec& table)
    {
        const auto list = object.require("matching");
        for (const JsonPlace& place : object.list("matching"))
            if (auto field = readFieldId(place, table, FieldNeed::Any, faults); !field.empty())
                rule.matching.push_back(std::move(field));
        if (list && list->value().is_array() && list->value().empty())
            object.add("matching", {"plugin.list_empty", {}});
    }
    void needDistricts(const TableSpec* table)
    {
        if (table && table->districtField.empty())
            object.add("of", {"plugin.table_without_district", {table->id}});
    }
    std::string fieldOrDistrict(std::string_view key, const TableSpec& table)
    {
        const auto place = object.require(key);
        if (!place || place->value() != "district" || findField(table, "district"))
            return place ? readFieldId(*place, table, FieldNeed::Any, faults) : std::string();
        needDistricts(&table);
        return "district";
    }
};

void readSumEquals(RuleReading& reading)
{
    const JsonObject& object = reading.object;
    reading.sum(std::nullopt);
    reading.rule.equals = object.number("equals");
    reading.rule.published = readQuantityAt(object, "published", reading.context);
    reading.rule.indicator = readIndicatorAt(object, "indicator", reading.context, false);
    const int given = object.has("equals") + object.has("published") + object.has("indicator");
    if (given != 1)
        reading.faults.add(object.place(), {"plugin.one_of", {"equals, published, indicator"}});
}

void readLimitOfSum(RuleReading& reading, std::string_view limitKey)
{
    const JsonObject& object = reading.object;
    const auto of = object.find("of");
    const bool hasField =
        of && of->value().is_string() && of->value().get<std::string>().find('.') != std::string::npos;
    const TableSpec* table = reading.sum(hasField ? Aggregation::Total : Aggregation::Count);
    reading.rule.over = readQuantityAt(object, "over", reading.context);
    reading.rule.scope = readWord(object, "scope", scopeWords, false).value_or(CapScope::Row);
    reading.limit(limitKey);
    const CapScope scope = reading.rule.scope;
    if (scope == CapScope::District || scope == CapScope::DistrictYear)
        reading.needDistricts(table);
    if (scope == CapScope::DistrictYear && table && table->yearField.empty() && !table->fiscalYear)
        object.add("of", {"plugin.table_without_year", {table->id}});
    if (scope == CapScope::Row && table && reading.rule.of.by == Aggregation::Count)
        object.add("scope", {"plugin.row_counts_itself", {}});
}

/// `first` and `last`: a day, or the field that holds one. Left out, the dates in force are the period.
void readPeriod(RuleReading& reading, const TableSpec& table)
{
    RuleSpec& rule = reading.rule;
    const auto read = [&](std::string_view key, std::string_view inForceKey, std::string& day, std::string& field) {
        const auto place = reading.object.find(key);
        const auto text = place ? readText(*place, reading.faults) : std::nullopt;
        if (!text)
            return;
        if (!isFullDate(*text)) {
            field = readFieldId(*place, table, FieldNeed::Date, reading.faults);
            return;
        }
        if (!day.empty() && day != *text)
            reading.faults.add(*place, {"plugin.two_periods", {std::string(inForceKey), day}});
        day = *text;
    };
    read("first", "from", rule.from, rule.fromField);
    read("last", "to", rule.to, rule.toField);
    if (rule.from.empty() && rule.to.empty() && rule.fromField.empty() && rule.toField.empty())
        reading.faults.add(reading.object.place(), {"plugin.one_of", {"first, last"}});
}

void readStages(RuleReading& reading, bool needsDate)
{
    const TableSpec* table = reading.rows(FieldNeed::Choice);
    if (!table)
        return;
    reading.rule.columnsField = reading.rule.of.field;
    reading.rule.rowsField = readField(reading.object, "case", *table, FieldNeed::Any, true);
    reading.rule.dateField = readField(reading.object, "date", *table, FieldNeed::Date, needsDate);
}

void readPlanned(RuleReading& reading)
{
    const TableSpec* table = reading.rows(FieldNeed::None);
    if (!table)
        return;
    reading.object.require("reported");
    reading.rule.reported = readFilter(reading.object, "reported", *table);
    reading.matching(*table);
}

/// `of` names what is looked at: the core's policy tree (`kinds`: only these of its measures), or a table. `counts`
/// names the rows that hang on it.
void readWithoutLink(RuleReading& reading)
{
    const JsonObject& object = reading.object;
    const auto of = object.require("of");
    const auto nodes = of ? readText(*of, reading.faults) : std::nullopt;
    if (nodes == policyTreeWord) {
        refuseKeys(object, {"where"}, "of: measures");
        for (const JsonPlace& place : object.list("kinds"))
            if (auto kind = readText(place, reading.faults))
                reading.rule.kinds.push_back(*std::move(kind));
        if (object.has("kinds") && reading.rule.kinds.empty())
            object.add("kinds", {"plugin.list_empty", {}});
    } else if (nodes) {
        refuseKeys(object, {"kinds"}, "of: " + *nodes);
        reading.rows(FieldNeed::None);
    }
    if (const auto counts = readCounts(object, reading.rule.of.table, reading.context))
        reading.rule.linked = *counts;
}

void readEmptyCell(RuleReading& reading)
{
    const TableSpec* table = reading.rows(FieldNeed::None);
    reading.rule.targetYear = reading.object.integer("year");
    if (!table)
        return;
    reading.rule.rowsField = reading.fieldOrDistrict("rows", *table);
    reading.rule.columnsField = readField(reading.object, "columns", *table, FieldNeed::Choice, true);
    const FieldSpec* columns = findField(*table, reading.rule.columnsField);
    if (!columns)
        return;
    for (const JsonPlace& place : reading.object.list("leave_out"))
        if (auto word = readChoice(place, *columns, reading.faults))
            reading.rule.leaveOut.push_back(*std::move(word));
    reading.rule.covers = readCovers(reading.object, *columns);
}

void readCheck(RuleReading& reading)
{
    const JsonObject& object = reading.object;
    RuleSpec& rule = reading.rule;
    switch (rule.check) {
    case RuleCheck::EveryDistrict:
        reading.needDistricts(reading.rows(FieldNeed::None));
        rule.ofAllYears = readWord(object, "years", everyYearWords, false).value_or(false);
        break;
    case RuleCheck::SumEquals:
        readSumEquals(reading);
        break;
    case RuleCheck::Cap:
        readLimitOfSum(reading, "at_most");
        break;
    case RuleCheck::AtLeast:
        readLimitOfSum(reading, "at_least");
        break;
    case RuleCheck::DateWithin:
        if (const TableSpec* table = reading.rows(FieldNeed::Date))
            readPeriod(reading, *table);
        break;
    case RuleCheck::Expired:
        reading.rows(FieldNeed::Date);
        break;
    case RuleCheck::Due:
        reading.rows(FieldNeed::Date);
        reading.limit("within_days");
        break;
    case RuleCheck::StageOrder:
        readStages(reading, false);
        break;
    case RuleCheck::Stalled:
        readStages(reading, true);
        reading.limit("months");
        break;
    case RuleCheck::PlannedWithoutResult:
        readPlanned(reading);
        break;
    case RuleCheck::Unanswered:
        if (const TableSpec* table = reading.rows(FieldNeed::Date))
            rule.dateField = readField(object, "asked", *table, FieldNeed::Date, true);
        reading.limit("days");
        break;
    case RuleCheck::Pace:
        rule.indicator = readIndicatorAt(object, "indicator", reading.context, true);
        if (const auto year = object.require("target_year"))
            rule.targetYear = readInteger(*year, reading.faults);
        rule.targetValue = object.number("target");
        break;
    case RuleCheck::EmptyCell:
        readEmptyCell(reading);
        break;
    case RuleCheck::Outlier:
        rule.indicator = readIndicatorAt(object, "indicator", reading.context, true);
        reading.limit("factor");
        break;
    case RuleCheck::StatedChange:
        reading.rows(FieldNeed::Any);
        rule.indicator = readIndicatorAt(object, "indicator", reading.context, true);
        break;
    case RuleCheck::Filled:
        reading.rows(FieldNeed::Any);
        break;
    case RuleCheck::Agrees:
        if (const TableSpec* table = reading.rows(FieldNeed::Any))
            reading.matching(*table);
        break;
    case RuleCheck::WithoutLink:
        readWithoutLink(reading);
        break;
    case RuleCheck::Falling:
        rule.indicator = readIndicatorAt(object, "indicator", reading.context, true);
        reading.limit("years");
        break;
    }
}

std::string readDay(const JsonObject& object, std::string_view key)
{
    const auto place = object.find(key);
    const auto text = place ? readText(*place, object.faults()) : std::nullopt;
    if (!text)
        return {};
    if (!isFullDate(*text))
        object.faults().add(*place, {"plugin.date_wrong", {*text}});
    return *text;
}

/// In both languages, or one text for both.
Text readCites(const JsonObject& object)
{
    const auto place = object.find("cites");
    if (!place)
        return {};
    if (place->value().is_object())
        return readTitle(*place, object.faults()).value_or(Text{});
    const std::string text = readText(*place, object.faults()).value_or("");
    return {text, text};
}

/// A text whose places in braces are ones that get filled in.
Text readFilledText(const JsonObject& object, std::string_view key)
{
    const auto place = object.find(key);
    if (!place)
        return {};
    Text text = readTitle(*place, object.faults()).value_or(Text{});
    const std::vector<std::string> known(std::begin(placesInTexts), std::end(placesInTexts));
    for (const auto& [language, words] : {std::pair{"ja", &text.ja}, {"en", &text.en}}) {
        for (std::size_t open = words->find('{'); open != std::string::npos; open = words->find('{', open + 1)) {
            const std::size_t close = words->find('}', open);
            const std::string name = words->substr(open + 1, close == std::string::npos ? close : close - open - 1);
            if (close == std::string::npos || std::find(known.begin(), known.end(), name) == known.end())
                object.faults().addAt(place->pointer() + "/" + language,
                                      {"plugin.text_place_unknown", {name, namesToOffer(name, known)}});
        }
    }
    return text;
}

void readWhen(const JsonObject& object, RuleSpec& rule, const ManifestContext& context)
{
    const auto when = object.find("when");
    if (!when)
        return;
    if (!when->value().is_object()) {
        context.faults.add(*when, {"base.json_not_object", {}});
        return;
    }
    for (const auto& [id, value] : when->value().items()) {
        const JsonPlace place(*when, id, value);
        const auto word = readText(place, context.faults);
        const ParameterSpec* parameter = findParameter(context.manifest, id);
        if (!parameter) {
            std::vector<std::string> known;
            for (const ParameterSpec& one : context.manifest.parameters)
                known.push_back(one.id);
            context.faults.add(place, {"plugin.parameter_unknown", {id, namesToOffer(id, known)}});
            continue;
        }
        std::vector<std::string> words;
        if (parameter->type == ParameterType::YesNo)
            words = {"yes", "no"};
        for (const Choice& choice : parameter->choices)
            words.push_back(choice.id);
        if (word && parameter->type != ParameterType::Number &&
            std::find(words.begin(), words.end(), *word) == words.end())
            context.faults.add(place, {"plugin.choice_unknown", {id, *word, namesToOffer(*word, words)}});
        if (word)
            rule.when[id] = *word;
    }
}

void readCommon(const JsonObject& object, RuleSpec& rule, const ManifestContext& context)
{
    rule.title = requireTitle(object);
    if (const auto place = object.find("severity")) {
        const auto word = readText(*place, context.faults);
        const auto severity = word ? parseSeverity(*word) : std::nullopt;
        if (word && !severity)
            context.faults.add(*place, {"plugin.word_unknown", {*word, "act, watch, note"}});
        rule.severity = severity.value_or(Severity::Watch);
    }
    rule.from = readDay(object, "from");
    rule.to = readDay(object, "to");
    if (!rule.from.empty() && !rule.to.empty() && rule.to < rule.from)
        object.add("to", {"plugin.range_reversed", {rule.from, rule.to}});
    readWhen(object, rule, context);
    rule.cites = readCites(object);
    rule.sourceId = object.text("source").value_or("");
    if (const auto about = object.find("about"))
        rule.about = readTitle(*about, context.faults).value_or(Text{});
    rule.text = readFilledText(object, "text");
    rule.action = readFilledText(object, "action");
    rule.ask = readFilledText(object, "ask");
}

std::string objectOfCheck(const JsonPlace& place)
{
    if (place.value().is_object() && place.value().contains("check"))
        for (const auto& word : checkWords)
            if (place.value()["check"] == word.word)
                return "rule_" + std::string(word.word);
    return "rule";
}

}  // namespace

void readRules(const JsonObject& manifest, ManifestContext& context)
{
    std::set<std::string> seen;
    for (const JsonPlace& place : manifest.list("rules")) {
        const JsonObject object(place, keysOf(objectOfCheck(place)), context.faults);
        if (!object.isObject())
            continue;
        RuleSpec rule;
        rule.id = readId(object, seen);
        readCommon(object, rule, context);
        if (const auto check = readWord(object, "check", checkWords, true)) {
            rule.check = *check;
            RuleReading reading{object, rule, context, context.faults};
            readCheck(reading);
        }
        if (!rule.id.empty())
            context.manifest.rules.push_back(std::move(rule));
    }
}

}  // namespace chiiki
