#include "workbench/usecases/input_value.h"

#include <algorithm>
#include <charconv>

#include "core/io/plugin_cells.h"
#include "core/text/names.h"
#include "core/text/number_text.h"
#include "maps/style/number_format.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/indicator_called.h"

namespace chiiki {
namespace {

constexpr const char* ratioUnit = "ratio";
constexpr const char* percentUnit = "percent";

bool isAt(const IndicatorValue& value, const InputCell& cell)
{
    return value.indicatorId == cell.indicator.id && value.districtCode == cell.districtCode &&
           value.year == cell.year && value.series == Series::Actual;
}

/// The stored value, or a missing one where the workspace stores others of the indicator and the year.
std::optional<InputCell> storedCell(const Snapshot& city, InputCell cell)
{
    if (cell.indicator.cityOnly && !cell.districtCode.empty())
        return std::nullopt;
    bool hasYear = false;
    for (const IndicatorValue& value : city.values) {
        hasYear = hasYear ||
                  (value.indicatorId == cell.indicator.id && value.year == cell.year && value.series == Series::Actual);
        if (isAt(value, cell)) {
            cell.present = value.value;
            return cell;
        }
    }
    return hasYear ? std::optional(std::move(cell)) : std::nullopt;
}

bool isTakenAsItIs(const IndicatorSpec& spec)
{
    const Aggregation by = spec.quantity.by;
    return !spec.isFromExecutable && !spec.over && spec.per == Denominator::None && !spec.isCumulative &&
           (by == Aggregation::Total || by == Aggregation::Latest || by == Aggregation::Value);
}

Value valueIn(const IndicatorResult& result, const InputCell& cell)
{
    const auto found = std::find_if(result.values.begin(), result.values.end(),
                                    [&](const IndicatorValue& value) { return isAt(value, cell); });
    return found == result.values.end() ? Value() : found->value;
}

std::optional<InputCell> cellOfRow(PluginSession& session, const Plugin& plugin, const IndicatorSpec& spec,
                                   InputCell cell)
{
    const TableSpec* table = findTable(plugin.manifest, spec.quantity.table);
    const FieldSpec* field = table ? findField(*table, spec.quantity.field) : nullptr;
    if (!field || !isTakenAsItIs(spec))
        return std::nullopt;
    // A field of plain numbers that a table shows in percent: what was typed could mean either.
    if (spec.indicator.unit == ratioUnit)
        return std::nullopt;
    const auto rows = session.rowsBehind(cell.indicator.id, cell.districtCode, cell.year);
    if (!rows || rows->size() != 1)
        return std::nullopt;
    const PluginRow& row = *rows->front();
    const bool isOfCity =
        row.districtCodes.empty() && (table->districtField.empty() || spec.quantity.by == Aggregation::Value);
    if (cell.districtCode.empty() ? !isOfCity : row.districtCodes != std::vector{cell.districtCode})
        return std::nullopt;
    const auto result = session.compute(cell.indicator.id);
    if (!result)
        return std::nullopt;
    cell.present = valueIn(*result, cell);
    cell.row = InputCell::OfRow{{{}, plugin.folder, plugin.manifest, table->id}, row.uid, field->id, {}};
    // All that such a row says is the value; of others the rest stays made up.
    if (spec.quantity.by == Aggregation::Value && row.status == Status::Sample)
        cell.row->status = code(table->status);
    return cell;
}

std::string shown(const Value& value, const Indicator& indicator)
{
    return formatValue(value, indicator, NumberPlace::Table, Language::Japanese);
}

Message saidOf(const Snapshot& city, const InputCell& cell, const std::string& after)
{
    const std::string before = shown(cell.present, cell.indicator);
    const std::string& title = cell.indicator.title.ja.empty() ? cell.indicator.id : cell.indicator.title.ja;
    if (cell.districtCode.empty())
        return {"edits.value_of_city", {before, after, title}};
    const District* district = findDistrict(city, cell.districtCode);
    return {"edits.value", {district ? district->name : cell.districtCode, before, after, title}};
}

/// The share of a percentage, to the digit: 71.2 / 100 is not 0.712.
double shareOf(double percent)
{
    const std::string text = shortestText(percent) + "e-2";
    double share = percent / 100;
    std::from_chars(text.data(), text.data() + text.size(), share);
    return share;
}

/// What was typed as the value of a stored indicator.
Result<Value> parseTyped(const InputCell& cell, const std::string& typed)
{
    FieldSpec field;
    const bool isWhole = cell.indicator.kind == IndicatorKind::Count && cell.indicator.decimals == 0;
    const bool isRatio = cell.indicator.unit == ratioUnit;
    field.type = isWhole ? FieldType::Integer : FieldType::Decimal;
    field.unit = isRatio ? percentUnit : cell.indicator.unit;
    const auto content = parseCell(field, typed);
    if (!content)
        return fail(ErrorKind::BadRequest, content.error());
    // No named source says it, so it is not official whatever stood here before.
    const Status status = weakest(cell.present.status, Status::Estimated);
    const auto number = numberOf(*content);
    if (!number)
        return Value::absent(Absence::Missing, status);
    return Value::of(isRatio ? shareOf(*number) : *number, status);
}

Result<SnapshotPtr> setStored(Workspace& workspace, const SnapshotPtr& city, const InputCell& cell,
                              const std::string& typed, const ChangeStamp& stamp)
{
    const bool isStored = std::any_of(city->indicators.begin(), city->indicators.end(),
                                      [&](const Indicator& known) { return known.id == cell.indicator.id; });
    if (!isStored)
        return fail(ErrorKind::NotFound, {"edits.no_input", {cell.indicator.id}});
    const auto value = parseTyped(cell, typed);
    if (!value)
        return tl::unexpected(value.error());
    if (value->content == cell.present.content)
        return city;
    Snapshot next = *city;
    auto at = std::find_if(next.values.begin(), next.values.end(),
                           [&](const IndicatorValue& present) { return isAt(present, cell); });
    if (at == next.values.end())
        at = next.values.insert(at, {cell.indicator.id, cell.districtCode, cell.year, Series::Actual, {}, {}, {}});
    at->value = *value;
    at->sourceId = enteredSource;
    at->note = speak({"edits.typed", {}}, Language::Japanese);
    return workspace.commit(next, saidOf(*city, cell, shown(*value, cell.indicator)), stamp);
}

Result<SnapshotPtr> setInRow(Workspace& workspace, const SnapshotPtr& city, const InputCell& cell,
                             const std::string& typed, const ChangeStamp& stamp)
{
    const InputCell::OfRow& row = *cell.row;
    const TableSpec* table = findTable(row.place.manifest, row.place.table);
    const FieldSpec* field = table ? findField(*table, row.field) : nullptr;
    if (!field)
        return fail(ErrorKind::NotFound, {"edits.no_input", {cell.indicator.id}});
    const auto content = parseCell(*field, typed);
    if (!content)
        return fail(ErrorKind::BadRequest, content.error());
    const auto number = numberOf(*content);
    const bool isWords = !isNumeric(field->type);
    if (number && cell.present.content == Value::of(*number, cell.present.status).content)
        return city;
    const std::string after = isWords && !trimmed(typed).empty()
                                  ? trimmed(typed)
                                  : shown(number ? Value::of(*number, Status::Official) : Value(), cell.indicator);
    EnteredFields fields = {{row.field, typed}};
    if (!row.status.empty())
        fields.emplace_back("status", row.status);
    const auto change = editRow(workspace, row.place, row.uid, fields, stamp, saidOf(*city, cell, after));
    if (!change)
        return tl::unexpected(change.error());
    return change->snapshot;
}

}  // namespace

std::optional<InputCell> inputCellOf(PluginSession& session, const std::string& indicatorId,
                                     const std::string& districtCode, FiscalYear year)
{
    const SnapshotPtr city = session.city();
    if (!districtCode.empty() && !findDistrict(*city, districtCode))
        return std::nullopt;
    for (const Indicator& known : city->indicators)
        if (known.id == indicatorId)
            return storedCell(*city, {known, districtCode, year, {}, {}});
    for (const Plugin& plugin : session.plugins())
        if (const IndicatorSpec* spec = findIndicator(plugin.manifest, indicatorId))
            return cellOfRow(session, plugin, *spec, {spec->indicator, districtCode, year, {}, {}});
    return std::nullopt;
}

Result<SnapshotPtr> setInputCell(Workspace& workspace, const InputCell& cell, const std::string& typed,
                                 const ChangeStamp& stamp)
{
    auto city = workspace.snapshot();
    if (!city)
        return city;
    return cell.row ? setInRow(workspace, *city, cell, typed, stamp) : setStored(workspace, *city, cell, typed, stamp);
}

Result<Message> setValue(const SetValueRequest& request, const PluginSurroundings& surroundings)
{
    auto workspace = Workspace::open(request.workspace, Access::ReadWrite, request.stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto city = workspace->snapshot();
    if (!city)
        return tl::unexpected(city.error());
    const auto district = districtMeant(**city, request.district);
    if (!district)
        return tl::unexpected(district.error());
    PluginSession session(*city, surroundings);
    const auto called = indicatorCalled(session, request.indicatorId);
    if (!called)
        return tl::unexpected(called.error());
    const auto cell = inputCellOf(session, *called, *district ? (*district)->code : "", request.year);
    if (!cell) {
        // An unknown indicator is told as everywhere, with near names.
        if (const auto known = session.compute(*called); !known)
            return tl::unexpected(known.error());
        return fail(ErrorKind::BadRequest, {"edits.derived_value", {*called}});
    }
    const auto after = setInputCell(*workspace, *cell, request.typed, request.stamp);
    if (!after)
        return tl::unexpected(after.error());
    if (*after == *city)
        return Message{"edits.value_same", {}};
    const auto journal = workspace->journal(1);
    if (!journal)
        return tl::unexpected(journal.error());
    return journal->front().what;
}

}  // namespace chiiki
