#include <algorithm>

#include "core/plugin/manifest_context.h"

namespace chiiki {
namespace {

/// One view while it is read.
struct ViewReading {
    const JsonObject& object;
    ViewSpec& view;
    const ManifestContext& context;
    JsonFaults& faults;

    const TableSpec* rows(FieldNeed need)
    {
        const auto of = readRows(object, need, context);
        if (!of)
            return nullptr;
        view.of = *of;
        return findTable(context.manifest, of->table);
    }
    void field(std::string_view key, const TableSpec& table, FieldNeed need, bool required, std::string& into)
    {
        into = readField(object, key, table, need, required);
    }
    /// `rows` and `columns` of a matrix: a field, or a word that stands for what the host knows of every row.
    std::string fieldOr(std::string_view key, std::string_view word, const TableSpec& table, bool isKnown,
                        std::string_view unknownCode)
    {
        const auto place = object.require(key);
        if (!place || place->value() != word || findField(table, word))
            return place ? readFieldId(*place, table, FieldNeed::Any, faults) : std::string();
        if (!isKnown)
            faults.add(*place, {unknownCode, {table.id}});
        return std::string(word);
    }
    void indicators(std::string_view key, std::size_t atLeast, std::size_t atMost)
    {
        const auto place = object.require(key);
        for (const JsonPlace& one : object.list(key))
            if (auto id = readIndicatorId(one, context); !id.empty())
                view.indicators.push_back(std::move(id));
        if (place && place->value().is_array() && (place->value().size() < atLeast || place->value().size() > atMost))
            faults.add(*place, {"plugin.list_length", {std::to_string(atLeast), std::to_string(atMost)}});
    }
    void indicator()
    {
        if (auto id = readIndicatorAt(object, "indicator", context, true); !id.empty())
            view.indicators.push_back(std::move(id));
    }
};

void readMatrix(ViewReading& reading)
{
    static constexpr Aggregation sums[] = {Aggregation::Count,    Aggregation::Total,  Aggregation::Mean,
                                           Aggregation::Distinct, Aggregation::Latest, Aggregation::Value};
    const auto quantity = readQuantity(reading.object, Aggregation::Count, sums, reading.context);
    if (const auto published = reading.object.find("published"))
        if (auto id = readIndicatorId(*published, reading.context); !id.empty())
            reading.view.indicators.push_back(std::move(id));
    if (!quantity)
        return;
    reading.view.of = *quantity;
    const TableSpec& table = *findTable(reading.context.manifest, quantity->table);
    reading.view.rowsField =
        reading.fieldOr("rows", "district", table, !table.districtField.empty(), "plugin.table_without_district");
    reading.view.columnsField = reading.fieldOr("columns", "year", table, !table.yearField.empty() || table.fiscalYear,
                                                "plugin.table_without_year");
}

void readCards(ViewReading& reading, FieldNeed need)
{
    const TableSpec* table = reading.rows(need);
    if (!table)
        return;
    ViewSpec& view = reading.view;
    if (view.kind == ViewKind::Board)
        view.columnsField = view.of.field;
    reading.field("card", *table, FieldNeed::Any, true, view.titleField);
    if (view.kind == ViewKind::Board)
        reading.field("date", *table, FieldNeed::Date, false, view.dateField);
}

void readTimeline(ViewReading& reading)
{
    const TableSpec* table = reading.rows(FieldNeed::None);
    if (!table)
        return;
    reading.field("card", *table, FieldNeed::Any, true, reading.view.titleField);
    reading.field("date", *table, FieldNeed::Date, true, reading.view.dateField);
}

void readColumns(ViewReading& reading, const TableSpec& table)
{
    for (const JsonPlace& place : reading.object.list("columns"))
        if (auto field = readFieldId(place, table, FieldNeed::Any, reading.faults); !field.empty())
            reading.view.columns.push_back(std::move(field));
}

void readList(ViewReading& reading)
{
    if (const TableSpec* table = reading.rows(FieldNeed::None))
        readColumns(reading, *table);
}

/// Districts by an indicator, or rows of a table by a number.
void readOrdered(ViewReading& reading)
{
    if (reading.object.has("indicator")) {
        refuseKeys(reading.object, {"of", "where", "order", "card", "columns"}, "indicator");
        reading.indicator();
        return;
    }
    const TableSpec* table = reading.rows(FieldNeed::None);
    if (!table)
        return;
    reading.field("order", *table, FieldNeed::Numeric, true, reading.view.orderField);
    reading.field("card", *table, FieldNeed::Any, true, reading.view.titleField);
    readColumns(reading, *table);
}

/// `of` names the nodes: the core's policy tree, or a table whose rows name their parents. `counts` names the rows that
/// hang on them.
void readTree(ViewReading& reading)
{
    const auto of = reading.object.require("of");
    const auto nodes = of ? readText(*of, reading.faults) : std::nullopt;
    const TableSpec* table = nullptr;
    if (nodes == policyTreeWord) {
        refuseKeys(reading.object, {"parent", "card"}, "of: measures");
    } else if (nodes) {
        table = findTable(reading.context.manifest, *nodes);
        if (!table) {
            auto known = reading.context.tableIds;
            known.emplace_back(policyTreeWord);
            reading.faults.add(*of, {"plugin.table_unknown", {*nodes, namesToOffer(*nodes, known)}});
        } else {
            reading.field("parent", *table, FieldNeed::Any, true, reading.view.parentField);
            reading.field("card", *table, FieldNeed::Any, true, reading.view.titleField);
        }
    }
    if (const auto counts = readCounts(reading.object, table ? table->id : "", reading.context)) {
        reading.view.of = *counts;
        reading.view.linkField = counts->field;
    }
}

void readFlow(ViewReading& reading)
{
    const TableSpec* table = reading.rows(FieldNeed::None);
    if (!table)
        return;
    reading.field("group", *table, FieldNeed::Any, true, reading.view.groupField);
    reading.field("before", *table, FieldNeed::Numeric, true, reading.view.beforeField);
    reading.field("after", *table, FieldNeed::Numeric, true, reading.view.afterField);
}

void readGauge(ViewReading& reading)
{
    const auto list = reading.object.require("rules");
    for (const JsonPlace& place : reading.object.list("rules")) {
        const auto id = readText(place, reading.faults);
        if (!id)
            continue;
        const auto& known = reading.context.ruleIds;
        const RuleSpec* rule = findRule(reading.context.manifest, *id);
        if (std::find(known.begin(), known.end(), *id) == known.end())
            reading.faults.add(place, {"plugin.rule_unknown", {*id, namesToOffer(*id, known)}});
        else if (rule && rule->check != RuleCheck::Cap)
            reading.faults.add(place, {"plugin.rule_no_cap", {*id}});
        reading.view.rules.push_back(*id);
    }
    if (list && list->value() == nlohmann::json::array())
        reading.faults.add(*list, {"plugin.list_empty", {}});
}

void readKind(ViewReading& reading)
{
    constexpr std::size_t mostLines = 12;
    switch (reading.view.kind) {
    case ViewKind::Map:
    case ViewKind::Curve:
        reading.indicator();
        break;
    case ViewKind::Line:
        reading.indicators("indicators", 1, mostLines);
        break;
    case ViewKind::Ranks:
        reading.indicators("indicators", 2, 2);
        break;
    case ViewKind::Matrix:
        readMatrix(reading);
        break;
    case ViewKind::Board:
        readCards(reading, FieldNeed::Choice);
        break;
    case ViewKind::Timeline:
        readTimeline(reading);
        break;
    case ViewKind::Links:
        readCards(reading, FieldNeed::Districts);
        break;
    case ViewKind::List:
        readList(reading);
        break;
    case ViewKind::Ordered:
        readOrdered(reading);
        break;
    case ViewKind::Tree:
        readTree(reading);
        break;
    case ViewKind::Flow:
        readFlow(reading);
        break;
    case ViewKind::Gauge:
        readGauge(reading);
        break;
    }
}

/// "{hazard}" in a title stands for what a parameter is set to.
void checkTitle(const JsonObject& object, const ManifestContext& context)
{
    const auto place = object.find("title");
    if (!place || !place->value().is_object())
        return;
    std::vector<std::string> known;
    for (const ParameterSpec& one : context.manifest.parameters)
        known.push_back(one.id);
    for (const auto& [language, text] : place->value().items()) {
        const std::string title = text.is_string() ? text.get<std::string>() : std::string();
        for (std::size_t from = title.find('{'); from != std::string::npos; from = title.find('{', from + 1)) {
            const std::string id = title.substr(from + 1, title.find('}', from) - from - 1);
            if (!findParameter(context.manifest, id))
                context.faults.add(*place, {"plugin.parameter_unknown", {id, namesToOffer(id, known)}});
        }
    }
}

std::string objectOfView(const JsonPlace& place)
{
    if (place.value().is_object() && place.value().contains("view") && place.value()["view"].is_string())
        if (const auto kind = parseViewKind(place.value()["view"].get<std::string>()))
            return "view_" + std::string(code(*kind));
    return "view";
}

}  // namespace

void readViews(const JsonObject& manifest, ManifestContext& context)
{
    std::vector<Word<ViewKind>> words;
    for (int i = 0; i <= static_cast<int>(ViewKind::Ranks); ++i)
        words.push_back({code(static_cast<ViewKind>(i)), static_cast<ViewKind>(i)});
    std::set<std::string> seen;
    for (const JsonPlace& place : manifest.list("views")) {
        const JsonObject object(place, keysOf(objectOfView(place)), context.faults);
        if (!object.isObject())
            continue;
        ViewSpec view;
        view.id = readId(object, seen);
        view.title = requireTitle(object);
        checkTitle(object, context);
        if (const auto kind = readWord(object, "view", words, true)) {
            view.kind = *kind;
            ViewReading reading{object, view, context, context.faults};
            readKind(reading);
        }
        if (!view.id.empty())
            context.manifest.views.push_back(std::move(view));
    }
}

}  // namespace chiiki
