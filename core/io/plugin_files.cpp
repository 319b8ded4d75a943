#include "core/io/plugin_files.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "core/io/layer_source.h"
#include "core/io/plugin_cells.h"
#include "core/io/plugin_sheet.h"
#include "core/model/rows_in_force.h"
#include "core/text/hash.h"
#include "core/text/names.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

constexpr std::size_t uidLength = 16;
constexpr std::string_view seriesColumn = "series";

bool isCalled(const FieldSpec& field, const std::string& header)
{
    const std::string name = normalisedName(header);
    if (name.empty())
        return false;
    return name == field.id || name == normalisedName(field.title.ja) || name == normalisedName(field.title.en) ||
           std::any_of(field.also.begin(), field.also.end(),
                       [&](const std::string& other) { return name == normalisedName(other); });
}

bool isNeeded(const TableSpec& table, const FieldSpec& field)
{
    return field.isRequired || field.id == table.keyField || field.id == table.districtField ||
           field.id == table.yearField;
}

/// Where in the file each thing stands.
struct SheetColumns {
    std::vector<std::optional<std::size_t>> fields;  // by the table's fields
    std::optional<std::size_t> longitude;
    std::optional<std::size_t> latitude;
    std::optional<std::size_t> status;
    std::optional<std::size_t> sourceId;
    std::optional<std::size_t> citation;
    std::optional<std::size_t> series;
    std::vector<std::string> unknown;
};

SheetColumns columnsOf(const TableSpec& table, const std::vector<std::string>& header)
{
    SheetColumns columns;
    std::vector<bool> isUsed(header.size());
    const auto find = [&](const auto& matches) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (isUsed[i] || !matches(header[i]))
                continue;
            isUsed[i] = true;
            return i;
        }
        return std::nullopt;
    };
    const auto named = [&](std::string_view name) {
        return find([&](const std::string& text) { return normalisedName(text) == name; });
    };
    // An id is found before a title: the title of one field may be the id of another.
    for (const FieldSpec& field : table.fields)
        columns.fields.push_back(named(field.id));
    for (std::size_t i = 0; i < table.fields.size(); ++i)
        if (!columns.fields[i])
            columns.fields[i] = find([&](const std::string& text) { return isCalled(table.fields[i], text); });
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        if (table.fields[i].type != FieldType::Place || columns.fields[i] || columns.longitude)
            continue;
        columns.longitude = named("lon");
        columns.latitude = named("lat");
    }
    columns.status = named("status");
    columns.sourceId = named("source_id");
    columns.citation = named("citation");
    if (!columns.citation)
        columns.citation = named("出典");
    columns.series = named(seriesColumn);
    for (std::size_t i = 0; i < header.size(); ++i)
        if (!isUsed[i] && !trimmed(header[i]).empty())
            columns.unknown.push_back(header[i]);
    return columns;
}

/// The content as one name: of the cells that hold something, in the order of their fields' ids, so that a field added
/// later changes nothing.
std::string hashOf(const TableSpec& table, const std::vector<FieldValue>& values)
{
    std::map<std::string, std::string> cells;
    for (std::size_t i = 0; i < table.fields.size(); ++i)
        if (!std::holds_alternative<std::monostate>(values[i]))
            cells[table.fields[i].id] = textOf(values[i]);
    std::string content;
    for (const auto& [id, text] : cells)
        content.append(id).append(1, '\x1f').append(text).append(1, '\x1e');
    return sha256OfBytes(content).substr(0, uidLength);
}

int indexOf(const TableSpec& table, const std::string& fieldId)
{
    const FieldSpec* field = findField(table, fieldId);
    return field ? static_cast<int>(field - table.fields.data()) : -1;
}

/// Takes the rows of a file one by one.
class RowTaker {
public:
    RowTaker(const std::string& path, const TableSpec& table, const PluginSheet& sheet, const SheetColumns& columns,
             const DistrictNames& districts, PluginFile& file, Diagnostics& diagnostics)
        : path_(path)
        , table_(table)
        , sheet_(sheet)
        , columns_(columns)
        , districts_(districts)
        , file_(file)
        , diagnostics_(diagnostics)
    {
    }

    void take(const PluginSheetRow& row)
    {
        const std::size_t before = diagnostics_.size();
        PluginRow taken;
        taken.sourceRow = static_cast<int>(row.number);
        taken.status = table_.status;
        taken.sourceId = table_.sourceId.empty() ? file_.edition.sourceId : table_.sourceId;
        taken.fiscalYear = table_.fiscalYear;
        if (table_.districtField.empty())
            taken.placement = Placement::unplaced("rows.of_the_city");
        bool isGood = !row.isShifted;
        Diagnostics placing;
        for (std::size_t i = 0; isGood && i < table_.fields.size(); ++i)
            isGood = takeField(row, i, taken, placing);
        isGood = isGood && takeHostColumns(row, taken) && takeUid(row, taken);
        if (!isGood) {
            // One reason is enough to say; a shifted row was told by the reader of the text.
            diagnostics_.resize(std::min(diagnostics_.size(), before + 1));
            ++setAside_;
            return;
        }
        diagnostics_.insert(diagnostics_.end(), placing.begin(), placing.end());
        file_.table.rows.push_back(std::move(taken));
    }

    int setAside() const { return setAside_; }

private:
    bool refuse(const PluginSheetRow& row, std::optional<std::size_t> column, const std::string& name, Message why)
    {
        diagnostics_.push_back({path_, row.number, placeOf(row, column, name), std::move(why)});
        return false;
    }

    /// "B7 交付額", so that the cell is found in a spreadsheet.
    std::string placeOf(const PluginSheetRow& row, std::optional<std::size_t> column, const std::string& name) const
    {
        if (!column)
            return name;
        const std::string& header = sheet_.header[*column];
        return sheet_.hasAddresses ? cellAddress(*column, row.number) + " " + header : header;
    }

    std::string textIn(const PluginSheetRow& row, std::optional<std::size_t> column) const
    {
        return column && *column < row.cells.size() ? trimmed(row.cells[*column]) : std::string();
    }

    std::string textOfField(const PluginSheetRow& row, std::size_t field) const
    {
        if (columns_.fields[field] || table_.fields[field].type != FieldType::Place)
            return textIn(row, columns_.fields[field]);
        const std::string longitude = textIn(row, columns_.longitude);
        const std::string latitude = textIn(row, columns_.latitude);
        if (longitude.empty() && latitude.empty())
            return row.place;
        return "POINT (" + longitude + " " + latitude + ")";
    }

    bool takeField(const PluginSheetRow& row, std::size_t index, PluginRow& taken, Diagnostics& placing)
    {
        const FieldSpec& field = table_.fields[index];
        const auto column = columns_.fields[index];
        const std::string text = textOfField(row, index);
        if (text.empty() && (field.isRequired || field.id == table_.keyField))
            return refuse(row, column, field.title.ja, {"rows.required_empty", {field.title.ja}});
        if (field.type == FieldType::District || field.type == FieldType::Districts) {
            PlacedCell cell = placeCell(field, text, districts_);
            const bool places = field.id == table_.districtField;
            // A field of several districts may well name none: such a row speaks of the whole city.
            if (text.empty() && places && field.type == FieldType::District)
                cell.faults.push_back({"rows.district_empty", {}});
            for (Message& fault : cell.faults)
                placing.push_back({path_, row.number, placeOf(row, column, field.title.ja), std::move(fault)});
            taken.values.push_back(std::move(cell.value));
            if (places) {
                taken.placement = std::move(cell.placement);
                taken.districtCodes = std::move(cell.districtCodes);
            }
        } else {
            auto content = parseCell(field, text);
            if (!content)
                return refuse(row, column, field.title.ja, std::move(content.error()));
            taken.values.push_back(*std::move(content));
            if (field.id == table_.yearField)
                taken.fiscalYear = fiscalYearOf(field, taken.values.back());
        }
        const std::string said = textOf(taken.values.back());
        if (!said.empty() && (field.isUnique || field.id == table_.keyField)) {
            const auto [known, isNew] = seen_[field.id].emplace(said, row.number);
            if (!isNew)
                return refuse(row, column, field.title.ja, {"rows.repeated", {said, std::to_string(known->second)}});
        }
        return true;
    }

    bool takeHostColumns(const PluginSheetRow& row, PluginRow& taken)
    {
        if (const std::string word = textIn(row, columns_.status); !word.empty()) {
            const auto status = parseStatus(word);
            if (!status)
                return refuse(row, columns_.status, {}, {"rows.not_a_status", {word}});
            taken.status = *status;
        }
        if (columns_.series) {
            const std::string word = textIn(row, columns_.series);
            if (!word.empty() && !parseSeries(word))
                return refuse(row, columns_.series, {}, {"rows.not_a_series", {word}});
            taken.values.push_back(word.empty() ? FieldValue() : FieldValue(word));
        }
        if (std::string id = textIn(row, columns_.sourceId); !id.empty())
            taken.sourceId = std::move(id);
        taken.citation = textIn(row, columns_.citation);
        return true;
    }

    bool takeUid(const PluginSheetRow&, PluginRow& taken)
    {
        const int key = indexOf(table_, table_.keyField);
        const std::string name =
            key >= 0 ? textOf(taken.values[static_cast<std::size_t>(key)]) : hashOf(table_, taken.values);
        taken.uid = name;
        for (int repeat = 2; !uids_.insert(taken.uid).second; ++repeat)
            taken.uid = name + "-" + std::to_string(repeat);
        return true;
    }

    const std::string& path_;
    const TableSpec& table_;
    const PluginSheet& sheet_;
    const SheetColumns& columns_;
    const DistrictNames& districts_;
    PluginFile& file_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::map<std::string, std::int64_t>> seen_;  // field -> value -> row
    std::set<std::string> uids_;
    int setAside_ = 0;
};

/// A spreadsheet keeps 67% as 0.67 and shows the other; a column of nothing but shares is worth a word.
void tellShares(const TableSpec& table, const PluginTable& rows, const std::string& path, Diagnostics& diagnostics)
{
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        if (table.fields[i].type != FieldType::Percent)
            continue;
        bool hasFraction = false;
        bool allShares = true;
        for (const PluginRow& row : rows.rows) {
            const auto number = numberOf(row.values[i]);
            allShares = allShares && (!number || (*number >= 0 && *number <= 1));
            hasFraction = hasFraction || (number && *number > 0 && *number < 1);
        }
        if (allShares && hasFraction)
            diagnostics.push_back({path, 0, table.fields[i].title.ja, {"rows.looks_like_shares", {}}});
    }
}

/// The box around all districts; empty where none has an outline.
Extent extentOfCity(const Snapshot& snapshot)
{
    Extent extent;
    for (const District& district : snapshot.districts)
        extent.include(extentOf(district.outline));
    return extent;
}

Reconciliation reconciled(const std::vector<PluginRow>& rows, int setAside)
{
    Reconciliation counts;
    for (const PluginRow& row : rows) {
        switch (row.placement.rest) {
        case Placement::Rest::None:
            counts.districts += static_cast<double>(row.districtCodes.size());
            counts.repeated += static_cast<double>(row.districtCodes.size()) - 1;
            break;
        case Placement::Rest::Outside:
            counts.outside += 1;
            break;
        case Placement::Rest::Unplaced:
            counts.unplaced += 1;
            break;
        }
    }
    counts.unplaced += setAside;
    return counts;
}

}  // namespace

Result<PluginFile> readPluginFile(const std::string& folder, const std::string& pluginId, const TableSpec& table,
                                  const Snapshot& snapshot, Diagnostics& diagnostics, std::optional<int> assumeEpsg)
{
    if (table.file.empty())
        return fail(ErrorKind::BadRequest, {"rows.no_file_declared", {table.id}});
    const std::string path = (std::filesystem::path(folder) / table.file).string();
    const auto countKnown = [&](const std::vector<std::string>& cells) {
        return static_cast<int>(std::count_if(cells.begin(), cells.end(), [&](const std::string& cell) {
            return std::any_of(table.fields.begin(), table.fields.end(),
                               [&](const FieldSpec& field) { return isCalled(field, cell); });
        }));
    };
    SheetChoice choice{table.sheet, assumeEpsg, {}};
    if (table.districtField.empty())
        choice.within = extentOfCity(snapshot);
    const auto sheet = readPluginSheet(path, choice, countKnown, diagnostics);
    if (!sheet)
        return tl::unexpected(sheet.error());

    const SheetColumns columns = columnsOf(table, sheet->header);
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        const FieldSpec& field = table.fields[i];
        const bool hasPlace =
            field.type == FieldType::Place && (sheet->hasPlaces || (columns.longitude && columns.latitude));
        if (!columns.fields[i] && !hasPlace && isNeeded(table, field))
            missing.push_back(field.id + " (" + field.title.ja + ")");
    }
    if (!missing.empty())
        return fail(ErrorKind::BadFormat, {"io.columns_missing", {listed(missing), listed(sheet->header)}}, path);

    PluginFile file;
    file.table.pluginId = pluginId;
    file.table.tableId = table.id;
    for (const FieldSpec& field : table.fields)
        file.table.columns.push_back({field.id, field.type});
    if (columns.series)
        file.table.columns.push_back({std::string(seriesColumn), FieldType::Text});
    file.unknownColumns = columns.unknown;
    file.outsideCity = sheet->outside;
    file.edition.sourceId = pluginId + "." + table.id;
    file.edition.title = table.title;
    if (sheet->hasPlaces)
        file.edition.credit = table.title.ja + "（" + sheet->fileName + "）";
    file.edition.fileName = sheet->fileName;
    file.edition.sha256 = sheet->sha256;
    file.edition.encoding = sheet->encoding;
    file.edition.crs = sheet->crs;

    const DistrictNames districts(snapshot.districts);
    RowTaker taker(path, table, *sheet, columns, districts, file, diagnostics);
    for (const PluginSheetRow& row : sheet->rows)
        taker.take(row);
    tellShares(table, file.table, path, diagnostics);
    if (!table.districtField.empty()) {
        file.edition.rows = reconciled(file.table.rows, taker.setAside());
        file.edition.rows.source = static_cast<double>(sheet->rows.size());
    }
    return file;
}

EnteredRow readEnteredRow(const TableSpec& table, const std::vector<std::pair<std::string, std::string>>& fields,
                          const Snapshot& snapshot)
{
    EnteredRow entered;
    PluginRow& row = entered.row;
    const auto fault = [&](Message message, const std::string& where) {
        entered.faults.push_back({ErrorKind::BadRequest, std::move(message), where});
    };
    std::map<std::string, std::string> given;
    row.sourceId = enteredSource;
    row.status = table.status;
    row.fiscalYear = table.fiscalYear;
    for (const auto& [id, text] : fields) {
        if (id == "citation") {
            row.citation = trimmed(text);
        } else if (id == "status") {
            if (const auto status = parseStatus(trimmed(text)))
                row.status = *status;
            else
                fault({"rows.not_a_status", {text}}, id);
        } else if (findField(table, id)) {
            given[id] = text;
        } else {
            std::vector<std::string> known;
            for (const FieldSpec& field : table.fields)
                known.push_back(field.id + " " + field.title.ja);
            fault({"rows.unknown_field", {id, listed(known)}}, {});
        }
    }
    if (table.districtField.empty())
        row.placement = Placement::unplaced("rows.of_the_city");
    const DistrictNames districts(snapshot.districts);
    for (const FieldSpec& field : table.fields) {
        const std::string text = trimmed(given[field.id]);
        FieldValue& value = row.values.emplace_back();
        const bool places = field.id == table.districtField;
        // A field of several districts may well name none: such a row speaks of the whole city.
        const bool mustPlace = places && field.type == FieldType::District;
        if (text.empty() && (field.isRequired || mustPlace || field.id == table.keyField)) {
            fault({"rows.required_empty", {field.title.ja}}, field.id);
            if (places)
                row.placement = Placement::unplaced("rows.district_empty");
            continue;
        }
        if (field.type == FieldType::District || field.type == FieldType::Districts) {
            PlacedCell cell = placeCell(field, text, districts);
            if (cell.faults.empty())
                value = std::move(cell.value);
            else
                fault(std::move(cell.faults.front()), field.id);
            if (places) {
                row.placement = std::move(cell.placement);
                row.districtCodes = std::move(cell.districtCodes);
            }
            continue;
        }
        if (auto content = parseCell(field, text))
            value = *std::move(content);
        else
            fault(std::move(content.error()), field.id);
        if (field.id == table.yearField)
            row.fiscalYear = fiscalYearOf(field, value);
    }
    const int key = indexOf(table, table.keyField);
    row.uid = key >= 0 ? textOf(row.values[static_cast<std::size_t>(key)]) : hashOf(table, row.values);
    return entered;
}

Result<PluginRow> parseEnteredRow(const TableSpec& table,
                                  const std::vector<std::pair<std::string, std::string>>& fields,
                                  const Snapshot& snapshot)
{
    EnteredRow entered = readEnteredRow(table, fields, snapshot);
    if (!entered.faults.empty())
        return tl::unexpected(std::move(entered.faults.front()));
    return std::move(entered.row);
}

}  // namespace chiiki
