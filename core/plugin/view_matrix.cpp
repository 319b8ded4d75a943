#include <algorithm>
#include <map>
#include <set>

#include "core/plugin/aggregate_tally.h"
#include "core/plugin/view_parts.h"

namespace chiiki {
namespace {

constexpr const char* districtRows = "district";
constexpr const char* yearColumns = "year";
constexpr const char* noDistrict = "unplaced";

/// Heads of one side in the order in which they are shown, and where each id stands.
class Heads {
public:
    void add(const std::string& id, const Text& title)
    {
        if (places_.try_emplace(id, heads_.size()).second)
            heads_.push_back({id, title});
    }
    std::size_t at(const std::string& id) const { return places_.at(id); }
    bool has(const std::string& id) const { return places_.contains(id); }
    const std::vector<MatrixView::Head>& all() const { return heads_; }

private:
    std::vector<MatrixView::Head> heads_;
    std::map<std::string, std::size_t> places_;
};

Text yearText(int year)
{
    return {shortTitle(FiscalYear{year}, Language::Japanese), shortTitle(FiscalYear{year}, Language::English)};
}

/// What a cell of text names: several, as the offices in charge are, are parted by semicolons.
std::vector<std::string> namedIn(const std::string& text)
{
    std::vector<std::string> names;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find(';', from), text.size());
        if (end > from)
            names.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return names;
}

/// The keys of a row on one side, each once: district codes, the year, or the words of a field.
std::set<std::string> keysOf(const PluginRow& row, const std::string& side, const PluginTable& table,
                             const FieldSpec* field)
{
    if (side == districtRows)
        return row.districtCodes.empty() ? std::set<std::string>{noDistrict}
                                         : std::set<std::string>(row.districtCodes.begin(), row.districtCodes.end());
    if (side == yearColumns)
        return {row.fiscalYear ? std::to_string(*row.fiscalYear) : std::string()};
    const FieldValue& cell = cellOf(row, columnIndex(table, side));
    const FieldType type = field ? field->type : FieldType::Text;
    const std::vector<std::string> words = type == FieldType::Text ? namedIn(textOf(cell)) : wordsOf(cell, type);
    return words.empty() ? std::set<std::string>{std::string()} : std::set<std::string>(words.begin(), words.end());
}

/// What a head says that no district, choice or year of the city stands for.
Text titleOfKey(const ViewBuilder& builder, const PluginTable& rows, const PluginRow& row, const std::string& key,
                const std::string& side, const FieldSpec* field)
{
    if (side == districtRows && key == noDistrict)
        return spoken("plugin.row_without_district", std::vector<Text>{});
    if (key.empty()) {
        // Rows that count what they link to, and link to nothing.
        const TableSpec* table = builder.index.tableSpec(builder.spec.of.table);
        const FieldSpec* counted = table ? findField(*table, builder.spec.of.field) : nullptr;
        const bool isOfLinks = counted && counted->type == FieldType::Link;
        return spoken(isOfLinks ? "plugin.cell_no_link" : "plugin.cell_not_said", std::vector<Text>{});
    }
    if (side == districtRows)
        return plainText(key);
    // A cell of several districts has a head for each of them.
    if (field && field->type == FieldType::Districts)
        return builder.index.districtOf(key) ? builder.index.districtTitle(key) : plainText(key);
    // One of several that a cell names stands for itself.
    if (!field || key != textOf(cellOf(row, columnIndex(rows, side))))
        return plainText(key);
    return builder.cellText(row, *field);
}

/// Districts and choices stand there even where no row names them, so that what is empty can be seen.
void addKnownHeads(Heads& heads, const ViewBuilder& builder, const std::string& side, const FieldSpec* field)
{
    if (side == districtRows) {
        for (const District& district : builder.index.districts())
            heads.add(district.code, builder.index.districtTitle(district.code));
    } else if (field) {
        for (const Choice& choice : field->choices)
            heads.add(choice.id, choice.title);
    }
}

/// What the city has in an order of its own stands in that order, whichever rows come first: districts, and the
/// measures of the plan with their names, where all codes of the field are such.
void addInOrder(Heads& heads, const ViewBuilder& builder, const std::string& side, const FieldSpec* field,
                const PluginTable& table, const std::vector<const PluginRow*>& rows)
{
    if (!field || (field->type != FieldType::Code && field->type != FieldType::Districts))
        return;
    std::set<std::string> used;
    for (const PluginRow* row : rows)
        used.merge(keysOf(*row, side, table, field));
    used.erase(std::string());
    if (field->type == FieldType::Districts) {
        for (const District& district : builder.index.districts())
            if (used.contains(district.code))
                heads.add(district.code, builder.index.districtTitle(district.code));
        return;
    }
    std::vector<const Measure*> found;
    for (const Measure& measure : builder.index.input().snapshot.measures)
        if (used.contains(measure.code))
            found.push_back(&measure);
    if (found.size() != used.size())
        return;
    for (const Measure* measure : found)
        heads.add(measure->code, plainText(measure->code + " " + measure->name));
}

void addHeadsOfRows(Heads& heads, const ViewBuilder& builder, const std::string& side, const FieldSpec* field,
                    const PluginTable& table, const std::vector<const PluginRow*>& rows)
{
    if (side == yearColumns) {
        std::vector<int> years;
        for (const PluginRow* row : rows)
            if (row->fiscalYear)
                years.push_back(*row->fiscalYear);
        std::sort(years.begin(), years.end());
        // A year without rows between two others is a gap to be seen.
        if (!years.empty())
            for (int year = years.front(); year <= years.back(); ++year)
                heads.add(std::to_string(year), yearText(year));
    }
    addInOrder(heads, builder, side, field, table, rows);
    // What no district, choice or year stands for comes last.
    for (const PluginRow* row : rows)
        for (const std::string& key : keysOf(*row, side, table, field))
            if (!key.empty() && key != noDistrict)
                heads.add(key, titleOfKey(builder, table, *row, key, side, field));
    for (const PluginRow* row : rows)
        for (const std::string& key : keysOf(*row, side, table, field))
            heads.add(key, titleOfKey(builder, table, *row, key, side, field));
}

/// Whether the rows of a year come on top of those of the years before: an indicator counts them so. Otherwise what
/// goes on stands in each year, and a sum over years would count it again.
bool accumulates(const Manifest& manifest, const std::string& tableId)
{
    return std::any_of(manifest.indicators.begin(), manifest.indicators.end(), [&](const IndicatorSpec& indicator) {
        return indicator.quantity.table == tableId && indicator.isCumulative;
    });
}

/// Whether some view draws the rows of a table as links between districts.
bool isOfLinks(const EvaluationIndex& index, const std::string& tableId)
{
    const std::vector<ViewSpec>& views = index.input().manifest.views;
    return std::any_of(views.begin(), views.end(),
                       [&](const ViewSpec& view) { return view.kind == ViewKind::Links && view.of.table == tableId; });
}

bool addsUp(Aggregation by)
{
    return by == Aggregation::Count || by == Aggregation::Total;
}

/// Of rows: how many. Otherwise that of the field, and where the field says none that of the published total, which is
/// of the same. "" = the source says no unit.
std::string unitOf(const Quantity& of, const FieldSpec* field, const Indicator* published)
{
    if (of.by == Aggregation::Count || of.by == Aggregation::Distinct || !field)
        return "count";
    if (!field->unit.empty())
        return field->unit;
    if (field->type == FieldType::Yen)
        return "yen";
    if (field->type == FieldType::Percent)
        return "percent";
    return addsUp(of.by) && published ? published->unit : std::string();
}

/// What was published for the years that the matrix shows, by year and in all.
void addPublished(const IndicatorResult& published, const std::vector<int>& years, const std::string& columnsField,
                  MatrixView& view)
{
    std::map<int, const IndicatorValue*> byYear;
    for (const IndicatorValue& value : published.values)
        if (value.districtCode.empty() && value.series == Series::Actual)
            byYear.emplace(value.year.year, &value);
    double sum = 0;
    Status status = years.size() > 1 ? Status::Computed : Status::Official;
    std::size_t found = 0;
    for (const int year : years) {
        const auto value = byYear.find(year);
        if (value == byYear.end() || !value->second->value.isNumber())
            continue;
        sum += *value->second->value.number();
        status = weakest(status, value->second->value.status);
        ++found;
        // A remark may stand before the citation.
        const std::string& note = value->second->note;
        view.citation = note.find("［") == std::string::npos ? note : note.substr(note.find("［"));
    }
    // Only the same years can be compared: a sum that lacks one says nothing.
    view.published = found == years.size() && found > 0 ? Value::of(sum, status) : Value::absent(Absence::Missing);
    if (columnsField == yearColumns) {
        for (const MatrixView::Head& head : view.columns) {
            const auto value = head.id.empty() ? byYear.end() : byYear.find(std::stoi(head.id));
            view.publishedByColumn.push_back(value == byYear.end() ? Value::absent(Absence::Missing)
                                                                   : value->second->value);
        }
    }
    view.publishedTitle = published.indicator.title;
}

/// The rows of the latest year and those of no year, where there are several years. Says what was left out.
std::vector<const PluginRow*> ofLatestYear(ViewBuilder& builder, std::vector<const PluginRow*> rows)
{
    std::optional<int> latest;
    for (const PluginRow* row : rows)
        if (row->fiscalYear)
            latest = std::max(latest.value_or(*row->fiscalYear), *row->fiscalYear);
    const auto withoutYear =
        std::count_if(rows.begin(), rows.end(), [](const PluginRow* row) { return !row->fiscalYear; });
    if (!latest)
        return rows;
    std::erase_if(rows, [&](const PluginRow* row) { return row->fiscalYear != latest; });
    builder.note("plugin.view_of_year",
                 {{title(FiscalYear{*latest}, Language::Japanese), title(FiscalYear{*latest}, Language::English)}});
    if (withoutYear > 0)
        builder.note("plugin.view_rows_without_year", {plainText(std::to_string(withoutYear))});
    return rows;
}

}  // namespace

Result<ViewData> matrixView(ViewBuilder& builder)
{
    const ViewSpec& spec = builder.spec;
    const EvaluationIndex& index = builder.index;
    const PluginTable& table = index.table(spec.of.table);
    const TableSpec& tableSpec = *index.tableSpec(spec.of.table);
    const FieldSpec* rowField = findField(tableSpec, spec.rowsField);
    const FieldSpec* columnField = findField(tableSpec, spec.columnsField);

    // Kinds by district are of one year: several added up would count what goes on twice.
    const bool isOfOneYear = spec.rowsField == districtRows && spec.columnsField != yearColumns;
    std::vector<const PluginRow*> rows = builder.taken();
    if (isOfOneYear)
        rows = ofLatestYear(builder, std::move(rows));
    std::set<int> differentYears;
    for (const PluginRow* row : rows) {
        builder.saw(table, *row);
        if (row->fiscalYear)
            differentYears.insert(*row->fiscalYear);
    }
    const std::vector<int> years(differentYears.begin(), differentYears.end());

    Heads rowHeads;
    Heads columnHeads;
    addKnownHeads(rowHeads, builder, spec.rowsField, rowField);
    addKnownHeads(columnHeads, builder, spec.columnsField, columnField);
    addHeadsOfRows(rowHeads, builder, spec.rowsField, rowField, table, rows);
    addHeadsOfRows(columnHeads, builder, spec.columnsField, columnField, table, rows);

    const std::size_t height = rowHeads.all().size();
    const std::size_t width = columnHeads.all().size();
    const RowReader reader(index, spec.of);
    std::vector<std::vector<TallyCell>> cells(height, std::vector<TallyCell>(width));
    std::vector<TallyCell> rowTotals(height);
    std::vector<TallyCell> columnTotals(width);
    TallyCell total;
    int withoutNumber = 0;
    for (const PluginRow* row : rows) {
        const TallyCell one = reader.read(*row);
        withoutNumber += one.numbers.empty();
        const auto rowKeys = keysOf(*row, spec.rowsField, table, rowField);
        const auto columnKeys = keysOf(*row, spec.columnsField, table, columnField);
        for (const std::string& r : rowKeys)
            for (const std::string& c : columnKeys)
                cells[rowHeads.at(r)][columnHeads.at(c)].add(one);
        // Totals take a row once, however many cells it stands in.
        for (const std::string& r : rowKeys)
            rowTotals[rowHeads.at(r)].add(one);
        for (const std::string& c : columnKeys)
            columnTotals[columnHeads.at(c)].add(one);
        total.add(one);
    }

    MatrixView view;
    view.rows = rowHeads.all();
    view.columns = columnHeads.all();
    const IndicatorResult* published = nullptr;
    if (!spec.indicators.empty()) {
        const auto found = builder.indicator(spec.indicators.front());
        if (!found)
            return tl::unexpected(found.error());
        published = *found;
    }
    view.unit = unitOf(spec.of, findField(tableSpec, spec.of.field), published ? &published->indicator : nullptr);
    const auto isComplete = [&](std::size_t column) {
        if (spec.columnsField != yearColumns)
            return index.isComplete(tableSpec, years.size() == 1 ? std::optional(years.front()) : std::nullopt);
        const std::string& year = view.columns[column].id;
        return index.isComplete(tableSpec, year.empty() ? std::nullopt : std::optional(std::stoi(year)));
    };
    const Status zero = total.rows > 0 && total.status == Status::Sample ? Status::Sample : Status::Computed;
    // Districts against districts of the same rows: none meets itself.
    const bool isOfPairs = spec.rowsField == districtRows && spec.columnsField == tableSpec.districtField &&
                           columnField && columnField->type == FieldType::Districts;
    // Neither districts nor years, or links between districts: where no row joins the two there is nothing to know.
    const bool isOfRows = (spec.rowsField != districtRows && spec.columnsField != yearColumns) || isOfPairs ||
                          isOfLinks(index, spec.of.table);
    bool isAllComplete = width > 0;
    for (std::size_t c = 0; c < width; ++c)
        isAllComplete = isAllComplete && isComplete(c);
    for (std::size_t r = 0; r < height; ++r) {
        std::vector<MatrixCell>& line = view.cells.emplace_back();
        for (std::size_t c = 0; c < width; ++c) {
            const TallyCell& cell = cells[r][c];
            MatrixCell& shown = line.emplace_back();
            if ((isOfPairs && view.rows[r].id == view.columns[c].id) || (isOfRows && cell.rows == 0)) {
                shown.value = Value::absent(Absence::NotApplicable);
                continue;
            }
            shown.value = valueOf(cell, spec.of, isComplete(c), zero);
            for (const PluginRow* row : cell.from)
                shown.rows.push_back(row->uid);
        }
    }
    const bool isOverYears = spec.rowsField != districtRows || spec.columnsField != yearColumns ||
                             accumulates(index.input().manifest, spec.of.table) || view.unit == "yen" || width < 2;
    if (addsUp(spec.of.by)) {
        const auto sumOf = [&](const TallyCell& cell, bool isComplete) {
            return isOfRows && cell.rows == 0 ? Value::absent(Absence::NotApplicable)
                                              : valueOf(cell, spec.of, isComplete, zero);
        };
        for (std::size_t c = 0; c < width; ++c)
            view.columnTotals.push_back(sumOf(columnTotals[c], isComplete(c)));
        for (std::size_t r = 0; r < height && isOverYears; ++r)
            view.rowTotals.push_back(sumOf(rowTotals[r], isAllComplete));
        if (isOverYears)
            view.total = sumOf(total, isAllComplete);
    }
    if (published) {
        for (const IndicatorValue& value : published->values)
            if (value.districtCode.empty() && differentYears.contains(value.year.year))
                builder.saw(*published, value.value);
        addPublished(*published, years, spec.columnsField, view);
        if (!isOverYears)
            view.published = Value::absent(Absence::NotApplicable);
    }
    if ((spec.of.by == Aggregation::Total || spec.of.by == Aggregation::Mean) && withoutNumber > 0)
        builder.note("plugin.view_rows_without_number", {plainText(std::to_string(withoutNumber))});
    return builder.finish(std::move(view));
}

}  // namespace chiiki
