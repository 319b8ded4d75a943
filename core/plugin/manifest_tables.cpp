#include <algorithm>

#include "core/plugin/manifest_context.h"

namespace chiiki {
namespace {

using nlohmann::json;

constexpr std::string_view tableEndings[] = {".csv", ".tsv",     ".xlsx", ".ods", ".gpkg",
                                             ".shp", ".geojson", ".gml",  ".kml", ".fgb"};
constexpr int firstYear = 1868, lastYear = 2200;

bool endsAsOne(std::string file, std::span<const std::string_view> endings)
{
    std::transform(file.begin(), file.end(), file.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return file.ends_with(ending); });
}

bool isHostColumn(std::string_view id)
{
    return std::find(std::begin(hostColumns), std::end(hostColumns), id) != std::end(hostColumns);
}

/// Further names of a field's column. `names`: those that other fields of the table have so.
std::vector<std::string> readAlso(const JsonObject& object, std::set<std::string>& names)
{
    JsonFaults& faults = object.faults();
    std::vector<std::string> also;
    const auto list = object.list("also");
    for (const JsonPlace& place : list) {
        auto name = readText(place, faults);
        if (!name)
            continue;
        if (name->find_first_not_of(" \t\r\n") == std::string::npos)
            faults.add(place, {"plugin.name_empty", {}});
        else if (!names.insert(*name).second)
            faults.add(place, {"plugin.id_twice", {*name}});
        else
            also.push_back(*std::move(name));
    }
    if (const auto place = object.find("also"); place && place->value().is_array() && list.empty())
        faults.add(*place, {"plugin.list_empty", {}});
    return also;
}

FieldSpec readFieldSpec(const JsonObject& object, std::set<std::string>& seen, std::set<std::string>& names,
                        const ManifestContext& context)
{
    JsonFaults& faults = context.faults;
    FieldSpec field;
    field.id = readId(object, seen);
    if (isHostColumn(field.id))
        object.add("id", {"plugin.id_reserved", {field.id}});
    field.title = requireTitle(object);
    field.unit = object.text("unit").value_or("");
    field.isRequired = object.yesNo("required").value_or(false);
    field.isUnique = object.yesNo("unique").value_or(false);
    field.also = readAlso(object, names);
    object.list("sum_of");  // that it is a list; its parts once all fields are known
    if (const auto parts = object.find("sum_of"); parts && parts->value().is_array() && parts->value().empty())
        faults.add(*parts, {"plugin.list_empty", {}});
    if (object.has("sum_of"))
        refuseKeys(object, {"required", "unique"}, "sum_of");
    const auto place = object.require("type");
    const auto word = place ? readText(*place, faults) : std::nullopt;
    const auto type = word ? parseFieldType(*word) : std::nullopt;
    if (word && !type) {
        std::vector<std::string> known;
        for (int i = 0; i <= static_cast<int>(FieldType::Place); ++i)
            known.emplace_back(code(static_cast<FieldType>(i)));
        faults.add(*place, {"plugin.word_unknown", {*word, namesToOffer(*word, known)}});
    }
    field.type = type.value_or(FieldType::Text);
    if (!type)
        return field;
    if (*type == FieldType::Choice)
        field.choices = readChoices(object);
    else
        refuseKeys(object, {"choices"}, "type: " + *word);
    if (*type != FieldType::Link) {
        refuseKeys(object, {"to"}, "type: " + *word);
        return field;
    }
    const auto to = object.require("to");
    field.linkedTable = to ? readText(*to, faults).value_or("") : "";
    const auto& known = context.tableIds;
    if (!field.linkedTable.empty() && std::find(known.begin(), known.end(), field.linkedTable) == known.end())
        faults.add(*to, {"plugin.table_unknown", {field.linkedTable, namesToOffer(field.linkedTable, known)}});
    return field;
}

/// `district` and `year` may name the host's own columns without a field of that name: the field is made here.
void addImpliedField(const JsonObject& object, std::string_view key, TableSpec& table, std::string_view id,
                     FieldType type, const Text& title)
{
    const auto place = object.find(key);
    if (!place || place->value() != id || findField(table, id))
        return;
    FieldSpec field;
    field.id = id;
    field.type = type;
    field.title = title;
    table.fields.push_back(std::move(field));
}

void readPlacing(const JsonObject& object, TableSpec& table, JsonFaults& faults)
{
    addImpliedField(object, "district", table, impliedDistrict, FieldType::District, {"地域", "District"});
    addImpliedField(object, "year", table, impliedYear, FieldType::FiscalYear, {"年度", "Fiscal year"});
    table.districtField = readField(object, "district", table, FieldNeed::Districts, false);
    if (const auto place = object.find("year")) {
        const std::string id = readFieldId(*place, table, FieldNeed::Any, faults);
        const FieldSpec* field = findField(table, id);
        if (field && field->type != FieldType::FiscalYear && field->type != FieldType::Date)
            faults.add(*place, {"plugin.field_type_wrong", {id, std::string(code(field->type)), "fiscal_year, date"}});
        table.yearField = id;
        refuseKeys(object, {"fiscal_year"}, "year");
    }
    // The host's columns of these names hold what `district` and `year` name; two meanings in one name would mislead.
    for (const FieldSpec& field : table.fields)
        if ((field.id == impliedDistrict && table.districtField != field.id) ||
            (field.id == impliedYear && table.yearField != field.id))
            object.add("fields",
                       {"plugin.field_means_other", {field.id, field.id == impliedDistrict ? "district" : "year"}});
}

int readYear(const JsonPlace& place, JsonFaults& faults)
{
    const auto year = readInteger(place, faults);
    if (year && (*year < firstYear || *year > lastYear))
        faults.add(place, {"plugin.out_of_range", {std::to_string(firstYear), std::to_string(lastYear)}});
    return year.value_or(0);
}

/// 全国地方公共団体コード: six digits.
void readCity(const JsonObject& object, TableSpec& table, JsonFaults& faults)
{
    const auto place = object.find("city");
    if (!place)
        return;
    table.cityCode = readText(*place, faults).value_or("");
    if (table.cityCode.size() != 6 || table.cityCode.find_first_not_of("0123456789") != std::string::npos)
        faults.add(*place, {"plugin.city_code", {table.cityCode}});
    if (table.file.empty())
        faults.add(*place, {"plugin.city_without_file", {table.id}});
}

/// `answers`: the field of the rule's id, and the one that says the answer.
void readAnswers(const JsonObject& object, const TableSpec& table, ManifestContext& context)
{
    const auto place = object.find("answers");
    if (!place)
        return;
    const JsonObject answers(*place, keysOf("answers"), context.faults);
    if (!answers.isObject())
        return;
    context.manifest.answers.push_back({table.id, readField(answers, "rule", table, FieldNeed::Any, true),
                                        readField(answers, "title", table, FieldNeed::Any, true)});
}

bool canBeAdded(FieldType type)
{
    return type == FieldType::Integer || type == FieldType::Decimal || type == FieldType::Yen;
}

/// `sum_of`, once all fields are known. Parts are cells of the file itself: of a sum of sums nobody could say what is
/// missing.
void readSum(const JsonPlace& place, const FieldSpec& sum, const TableSpec& table, const std::set<std::string>& sums,
             ManifestContext& context)
{
    constexpr const char* added = "integer, decimal, yen";
    JsonFaults& faults = context.faults;
    SumSpec spec{table.id, sum.id, {}};
    if (!canBeAdded(sum.type))
        faults.addAt(place.pointer() + "/type",
                     {"plugin.field_type_wrong", {sum.id, std::string(code(sum.type)), added}});
    const json& parts = place.value()["sum_of"];
    const JsonPlace list(place, "sum_of", parts);
    std::set<std::string> seen;
    for (std::size_t i = 0; parts.is_array() && i < parts.size(); ++i) {
        const JsonPlace part(list, i, parts[i]);
        const std::string id = readFieldId(part, table, FieldNeed::Numeric, faults);
        const FieldSpec* field = id.empty() ? nullptr : findField(table, id);
        if (!field)
            continue;
        if (!canBeAdded(field->type))
            faults.add(part, {"plugin.field_type_wrong", {id, std::string(code(field->type)), added}});
        else if (sums.contains(id))
            faults.add(part, {"plugin.sum_of_sums", {id}});
        else if (!seen.insert(id).second)
            faults.add(part, {"plugin.id_twice", {id}});
        spec.parts.push_back(id);
    }
    context.manifest.sums.push_back(std::move(spec));
}

void readSums(const JsonObject& object, const TableSpec& table, ManifestContext& context)
{
    std::vector<std::pair<JsonPlace, const FieldSpec*>> found;
    std::set<std::string> sums;
    for (const JsonPlace& place : object.list("fields")) {
        if (!place.value().is_object() || !place.value().contains("sum_of"))
            continue;
        const json id = place.value().value("id", json());
        if (const FieldSpec* field = id.is_string() ? findField(table, id.get<std::string>()) : nullptr) {
            found.emplace_back(place, field);
            sums.insert(field->id);
        }
    }
    for (const auto& [place, field] : found)
        readSum(place, *field, table, sums, context);
}

void readComplete(const JsonObject& object, TableSpec& table, const ManifestContext& context)
{
    const auto place = object.find("complete");
    if (!place)
        return;
    if (place->value().is_array()) {
        for (const JsonPlace& year : object.list("complete"))
            table.completeYears.push_back(readYear(year, context.faults));
        return;
    }
    if (!place->value().is_object()) {
        table.isComplete = readYesNo(*place, context.faults).value_or(false);
        return;
    }
    const JsonObject by(*place, keysOf("complete_by_table"), context.faults);
    const auto name = by.require("table");
    table.completeTable = name ? readText(*name, context.faults).value_or("") : "";
    const auto& known = context.tableIds;
    if (!table.completeTable.empty() && std::find(known.begin(), known.end(), table.completeTable) == known.end())
        context.faults.add(*name,
                           {"plugin.table_unknown", {table.completeTable, namesToOffer(table.completeTable, known)}});
}

void readFile(const JsonObject& object, TableSpec& table, JsonFaults& faults)
{
    static constexpr std::string_view sheets[] = {".xlsx", ".ods", ".gpkg", ".gml", ".kml"};
    if (const auto place = object.find("file")) {
        table.file = readText(*place, faults).value_or("");
        if (!isInsideFolder(table.file))
            faults.add(*place, {"plugin.path_outside", {table.file}});
        else if (!endsAsOne(table.file, tableEndings))
            faults.add(*place, {"plugin.file_kind_unknown", {table.file}});
    }
    table.sheet = object.text("sheet").value_or("");
    if (object.has("sheet") && !endsAsOne(table.file, sheets))
        object.add("sheet", {"plugin.sheet_without_workbook", {}});
}

TableSpec readTable(const JsonObject& object, std::set<std::string>& seen, ManifestContext& context)
{
    JsonFaults& faults = context.faults;
    TableSpec table;
    table.id = readId(object, seen);
    table.title = requireTitle(object);
    readFile(object, table, faults);
    std::set<std::string> fieldIds, names;
    if (object.require("fields"))
        for (const JsonPlace& place : object.list("fields")) {
            const JsonObject field(place, keysOf("field"), faults);
            if (!field.isObject())
                continue;
            FieldSpec spec = readFieldSpec(field, fieldIds, names, context);
            if (field.yesNo("personal").value_or(false))
                context.manifest.personal.push_back({table.id, spec.id});
            if (!spec.id.empty())
                table.fields.push_back(std::move(spec));
        }
    readSums(object, table, context);
    readPlacing(object, table, faults);
    if (table.fields.empty() && object.has("fields"))
        object.add("fields", {"plugin.list_empty", {}});
    if (const auto place = object.find("fiscal_year"))
        table.fiscalYear = readYear(*place, faults);
    table.keyField = readField(object, "key", table, FieldNeed::Any, false);
    if (const auto place = object.find("status")) {
        const auto word = readText(*place, faults);
        const auto status = word ? parseStatus(*word) : std::nullopt;
        if (word && !status)
            faults.add(*place, {"plugin.word_unknown", {*word, "official, computed, estimated, sample"}});
        table.status = status.value_or(Status::Official);
    }
    table.sourceId = object.text("source").value_or("");
    readCity(object, table, context.faults);
    readComplete(object, table, context);
    readAnswers(object, table, context);
    return table;
}

}  // namespace

void readTables(const JsonObject& manifest, ManifestContext& context)
{
    std::set<std::string> seen;
    for (const JsonPlace& place : manifest.list("tables")) {
        const JsonObject object(place, keysOf("table"), context.faults);
        if (!object.isObject())
            continue;
        if (TableSpec table = readTable(object, seen, context); !table.id.empty())
            context.manifest.tables.push_back(std::move(table));
    }
}

}  // namespace chiiki
