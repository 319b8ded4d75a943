#include "workbench/usecases/karte_rows.h"

#include <algorithm>

#include "maps/style/number_format.h"

namespace chiiki {
namespace {

std::string districtNames(const Snapshot& city, const std::string& codes, Language language)
{
    std::string names;
    std::size_t begin = 0;
    while (begin <= codes.size()) {
        const std::size_t end = std::min(codes.find(';', begin), codes.size());
        const std::string code = codes.substr(begin, end - begin);
        const District* district = findDistrict(city, code);
        names += (names.empty()                    ? ""
                  : language == Language::Japanese ? "、"
                                                   : ", ") +
                 (district ? district->name : code);
        begin = end + 1;
    }
    return names;
}

/// A cell as people read it.
std::string cellText(const Snapshot& city, const FieldSpec& field, const FieldValue& cell, Language language)
{
    if (std::holds_alternative<std::monostate>(cell))
        return {};
    const auto number = numberOf(cell);
    switch (field.type) {
    case FieldType::FiscalYear:
        return number ? shortTitle(FiscalYear{static_cast<int>(*number)}, language) : textOf(cell);
    case FieldType::Date:
        return language == Language::Japanese ? japaneseDate(textOf(cell)) : textOf(cell);
    case FieldType::District:
    case FieldType::Districts:
        return districtNames(city, textOf(cell), language);
    case FieldType::Choice:
        for (const Choice& choice : field.choices)
            if (choice.id == textOf(cell))
                return choice.title.in(language);
        return textOf(cell);
    case FieldType::Integer:
    case FieldType::Decimal:
    case FieldType::Yen:
    case FieldType::Percent: {
        if (!number)
            return textOf(cell);
        Indicator as;
        as.unit = !field.unit.empty()                ? field.unit
                  : field.type == FieldType::Yen     ? "yen"
                  : field.type == FieldType::Percent ? "percent"
                                                     : "";
        as.decimals = field.type == FieldType::Decimal ? 1 : 0;
        return formatWithUnit(*number, as, NumberPlace::Table, language);
    }
    default:
        return textOf(cell);
    }
}

}  // namespace

Result<KarteRowsFound> karteRows(PluginSession& session, const KarteSlotPlan& slot, const std::string& districtCode,
                                 Language language)
{
    KarteRowsFound found;
    found.rows.title = slot.rowsTitle.in(language);
    const auto plugin = session.find(slot.overlay);
    if (!plugin) {
        found.rows.nothing = speak({"karte.no_overlay", {slot.overlay}}, language);
        return found;
    }
    const TableSpec* spec = findTable((*plugin)->manifest, slot.table);
    if (!spec)
        return fail(ErrorKind::NotFound, {"karte.unknown_table", {slot.overlay, slot.table}});
    std::vector<const FieldSpec*> fields;
    for (const std::string& id : slot.fields) {
        const FieldSpec* field = findField(*spec, id);
        if (!field)
            return fail(ErrorKind::NotFound, {"karte.unknown_field", {slot.overlay + "." + slot.table, id}});
        fields.push_back(field);
    }
    if (found.rows.title.empty())
        found.rows.title = spec->title.in(language);
    const PluginTable* table = session.rowsOf(**plugin, slot.table);
    std::vector<const PluginRow*> rows;
    const SnapshotPtr city = session.city();
    // What names every district says nothing of this one.
    const auto isOfAll = [&](const PluginRow& row) {
        return row.districtCodes.size() > 1 && row.districtCodes.size() == city->districts.size();
    };
    if (table)
        for (const PluginRow& row : table->rows)
            if (!isOfAll(row) &&
                std::find(row.districtCodes.begin(), row.districtCodes.end(), districtCode) != row.districtCodes.end())
                rows.push_back(&row);
    std::stable_sort(rows.begin(), rows.end(), [](const PluginRow* a, const PluginRow* b) {
        return a->fiscalYear.value_or(0) > b->fiscalYear.value_or(0);
    });
    for (const PluginRow* row : rows) {
        KarteRows::Row line;
        for (const FieldSpec* field : fields)
            line.cells.push_back(cellText(
                *city, *field, row->values[static_cast<std::size_t>(columnIndex(*table, field->id))], language));
        line.isSample = row->status == Status::Sample;
        const auto same = std::find_if(found.rows.rows.begin(), found.rows.rows.end(), [&](const KarteRows::Row& one) {
            return one.cells == line.cells && one.isSample == line.isSample;
        });
        if (same == found.rows.rows.end())
            found.rows.rows.push_back(std::move(line));
        else
            ++same->times;
        if (std::find(found.sourceIds.begin(), found.sourceIds.end(), row->sourceId) == found.sourceIds.end())
            found.sourceIds.push_back(row->sourceId);
    }
    if (rows.empty())
        found.rows.nothing =
            speak({table && !table->rows.empty() ? "karte.no_rows" : "karte.no_rows_at_all", {}}, language);
    return found;
}

}  // namespace chiiki
