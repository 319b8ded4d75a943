#include "workbench/usecases/import_values.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "core/text/japanese_date.h"
#include "core/text/names.h"
#include "core/text/number_text.h"
#include "workbench/usecases/import_quantities.h"

namespace chiiki::imports {
namespace {

constexpr std::string_view newSource = "new";
constexpr std::string_view enteredSource = "entered";

/// 合計, 総数, 市全体: a row of the city as a whole.
bool isTotalWord(const std::string& text, const City& city)
{
    const std::string plain = normalisedName(text);
    for (const std::string_view word :
         {"合計", "計", "総計", "総数", "市計", "市全体", "全市", "全体", "市合計", "total"})
        if (plain == word)
            return true;
    return !city.name.ja.empty() && plain == normalisedName(city.name.ja);
}

/// One column of numbers and the indicator it becomes.
struct ValueColumn {
    std::size_t index = 0;
    Quantity quantity;
    std::optional<int> year;
    std::string indicatorId;
};

/// What the rows of one district and year say together.
struct Sum {
    double total = 0;
    int numbers = 0;
    int rows = 0;
    std::optional<Absence> absence;  // of a row that gives no number
};

struct ValueKey {
    std::string indicatorId;
    std::string districtCode;
    int year = 0;

    auto operator<=>(const ValueKey&) const = default;
};

std::string valueText(const Value& value)
{
    return value.isNumber() ? shortestText(*value.number()) : std::string(code(value.absence()));
}

class ValueTaker {
public:
    ValueTaker(const RecognisedTable& table, FilePreview& preview, Snapshot& next)
        : table_(table)
        , preview_(preview)
        , next_(next)
        , rows_(preview)
    {
    }

    Result<void> take(const RowPlacer& placer)
    {
        nameSource();
        if (!findColumns())
            return {};
        if (auto fine = readRows(placer); !fine)
            return fine;
        if (preview_.whyNot)
            return {};
        store();
        return {};
    }

private:
    std::string spoken() const
    {
        return std::filesystem::path(table_.raw.fileName).stem().string() + " " + table_.layout.title;
    }

    void nameSource()
    {
        const std::string stem = stemWithoutYear(table_.raw.fileName);
        base_ = stem.empty() ? "values_" + table_.signature.substr(0, 8) : slugOf(stem, "values_");
        yearSpoken_ = table_.choices.year ? table_.choices.year : yearSpokenOf(spoken());
        hasYears_ = table_.column(ColumnRole::Year).has_value() ||
                    std::any_of(table_.columns.begin(), table_.columns.end(),
                                [](const TakenColumn& column) { return column.year.has_value(); });
        // A table of one year is an edition of its own beside that of last year; one of many years replaces itself.
        std::string id = hasYears_ || !yearSpoken_ ? base_ : base_ + "_" + std::to_string(*yearSpoken_);
        if (!table_.choices.sourceId.empty() && table_.choices.sourceId != newSource) {
            id = table_.choices.sourceId;
        } else {
            const auto isOfOthers = [&](const std::string& wanted) {
                return findSource(next_, wanted) &&
                       (table_.choices.sourceId == newSource ||
                        std::none_of(next_.values.begin(), next_.values.end(),
                                     [&](const IndicatorValue& value) { return value.sourceId == wanted; }));
            };
            for (const SourceEdition& edition : next_.sources)
                if (edition.sha256 == table_.raw.sha256 && table_.choices.sourceId != newSource)
                    id = edition.sourceId;
            const std::string wanted = id;
            for (int n = 2; isOfOthers(id); ++n)
                id = wanted + "_" + std::to_string(n);
        }
        const std::string name = table_.set                     ? table_.set->set->title.ja
                                 : !table_.layout.title.empty() ? table_.layout.title
                                 : !table_.raw.fileName.empty()
                                     ? std::filesystem::path(table_.raw.fileName).stem().string()
                                     : speak({"imports.pasted_title", {}}, Language::Japanese);
        preview_.edition = editionOf(table_, {name, name});
        preview_.edition.sourceId = id;
        if (const SourceEdition* old = findSource(next_, id)) {
            preview_.comparison.inForce = *old;
            preview_.comparison.isSameFile = old->sha256 == preview_.edition.sha256;
        }
    }

    /// The columns of numbers; false, with whyNot, where the table says too little.
    bool findColumns()
    {
        indicatorColumn_ = table_.column(ColumnRole::Indicator);
        for (std::size_t i = 0; i < table_.columns.size(); ++i) {
            const TakenColumn& taken = table_.columns[i];
            if (taken.role != ColumnRole::Value)
                continue;
            ValueColumn column;
            column.index = i;
            column.year = taken.year;
            const std::string heading = !taken.quantity.empty()        ? taken.quantity
                                        : !table_.layout.title.empty() ? withoutYear(table_.layout.title)
                                                                       : preview_.edition.title.ja;
            column.quantity = quantityOf(heading, cellsOf(i));
            for (const auto& [chosen, unit] : table_.choices.units)
                if (normalisedName(chosen) == normalisedName(taken.heading) && !takeUnit(column.quantity, unit)) {
                    preview_.whyNot = Message{"imports.no_such_unit", {unit}};
                    return false;
                }
            column.indicatorId = base_ + "." + slugOf(column.quantity.title, "v_");
            ImportColumn& shown = preview_.columns[i];
            shown.indicatorId = column.indicatorId;
            shown.unit = column.quantity.unit;
            shown.isDoubtful = shown.isDoubtful || column.quantity.isDoubtful;
            shown.evidence.insert(shown.evidence.end(), column.quantity.evidence.begin(),
                                  column.quantity.evidence.end());
            columns_.push_back(std::move(column));
        }
        if (columns_.empty()) {
            preview_.whyNot = Message{"imports.no_values", {}};
            return false;
        }
        if (!table_.column(ColumnRole::Year) && !yearSpoken_ &&
            std::any_of(columns_.begin(), columns_.end(), [](const ValueColumn& column) { return !column.year; })) {
            preview_.whyNot = Message{"imports.no_year", {}};
            return false;
        }
        return true;
    }

    /// 「地域別人口（令和6年度）」 as 地域別人口: next year's table is of the same indicator.
    static std::string withoutYear(const std::string& title)
    {
        std::string name = title;
        for (const std::string_view open : {"（", "("})
            if (const auto at = name.find(open); at != std::string::npos && yearSpokenOf(name.substr(at)))
                name = trimmed(name.substr(0, at));
        for (const std::string_view word : {"年度", "年"})
            if (const auto at = name.find(word);
                at != std::string::npos && yearSpokenOf(name.substr(0, at + word.size()))) {
                const std::string rest = trimmed(name.substr(at + word.size()));
                if (!rest.empty())
                    return rest;
            }
        return name.empty() ? title : name;
    }

    std::vector<std::string> cellsOf(std::size_t column) const
    {
        std::vector<std::string> cells;
        for (const std::size_t index : table_.layout.records)
            if (std::string text = table_.cell(table_.raw.rows[index], column); numberInCell(text))
                cells.push_back(std::move(text));
        return cells;
    }

    void setAside(const RawRow& row, const std::string& field, Message why)
    {
        preview_.diagnostics.push_back({table_.raw.fileName, row.number, field, std::move(why)});
    }

    std::string nameOfRow(const RawRow& row) const
    {
        for (const ColumnRole role : {ColumnRole::DistrictName, ColumnRole::DistrictCode, ColumnRole::Town,
                                      ColumnRole::Address, ColumnRole::Name})
            if (const std::string text = table_.cell(row, table_.column(role)); !text.empty())
                return text;
        return {};
    }

    /// The year of a row, where the table has a column of it. nullopt: it cannot be read, and the row is set aside.
    std::optional<int> yearOfRow(const RawRow& row)
    {
        const auto column = table_.column(ColumnRole::Year);
        if (!column)
            return yearSpoken_.value_or(0);
        std::string text = table_.cell(row, column);
        if (text.empty() && !lastYear_.empty())
            text = lastYear_;  // a merged cell holds its text in its first row alone
        const auto year = parseYearOfTable(text);
        if (!year) {
            setAside(row, table_.columns[*column].heading, year.error().message);
            return std::nullopt;
        }
        lastYear_ = text;
        return year->year;
    }

    Result<void> readRows(const RowPlacer& placer)
    {
        std::vector<RowClues> clues;
        std::vector<std::size_t> kept;
        std::vector<int> years;
        for (const std::size_t index : table_.layout.records) {
            const RawRow& row = table_.raw.rows[index];
            const bool isEmpty = std::all_of(row.cells.begin(), row.cells.end(),
                                             [](const std::string& cell) { return trimmed(cell).empty(); });
            if (isEmpty) {
                rows_.exclude(row.number, {}, {"io.row_empty", {}});
                continue;
            }
            if (row.cells.size() > table_.layout.headings.size()) {
                rows_.exclude(row.number, nameOfRow(row), {"io.row_shifted", {}});
                setAside(row, {}, {"io.row_shifted", {}});
                continue;
            }
            const auto year = yearOfRow(row);
            if (!year) {
                rows_.exclude(row.number, nameOfRow(row), {"imports.year_not_read", {}});
                continue;
            }
            if (isTotalWord(nameOfRow(row), next_.city)) {
                rows_.exclude(row.number, nameOfRow(row), {"imports.row_is_total", {}});
                takeNumbers(row, {}, *year);
                continue;
            }
            clues.push_back(cluesOf(table_, row, 0));
            // A list by area may name districts, towns, or a mixture of both in one column.
            if (clues.back().district.empty() && clues.back().address.empty())
                clues.back().district = clues.back().town;
            kept.push_back(index);
            years.push_back(*year);
        }
        const std::vector<PlacedRow> placed = placer.place(clues);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const RawRow& row = table_.raw.rows[kept[i]];
            rows_.add(row.number, nameOfRow(row), placed[i]);
            switch (placed[i].placement.rest) {
            case Placement::Rest::None:
                takeNumbers(row, placed[i].placement.districtCode, years[i]);
                break;
            case Placement::Rest::Outside:
                break;
            case Placement::Rest::Unplaced:
                takeNumbers(row, std::string(restKey), years[i]);
                break;
            }
        }
        return {};
    }

    void takeNumbers(const RawRow& row, const std::string& district, int year)
    {
        for (const ValueColumn& column : columns_) {
            std::string id = column.indicatorId;
            if (indicatorColumn_)
                id = longIndicator(row, column);
            if (id.empty())
                continue;
            const std::string text = table_.cell(row, column.index);
            Sum& sum = sums_[{id, district, column.year.value_or(year)}];
            if (const auto number = numberInCell(text)) {
                sum.total += *number * column.quantity.factor;
                ++sum.numbers;
            } else if (!text.empty() && markInCell(text) == CellMark::None) {
                setAside(row, table_.columns[column.index].heading, {"imports.not_a_number", {text}});
                sum.absence = Absence::Missing;
            } else {
                const CellMark mark = markInCell(text);
                // A dash among counts that are added up stands for none of them.
                const bool isNone = mark == CellMark::NotApplicable;
                const Absence why = isNone                         ? Absence::NotApplicable
                                    : mark == CellMark::Suppressed ? Absence::Suppressed
                                                                   : Absence::Missing;
                if (!sum.absence || *sum.absence == Absence::NotApplicable)
                    sum.absence = why;
            }
            ++sum.rows;
            if (sum.rows == 2 && column.quantity.kind != IndicatorKind::Count && district != restKey)
                setAside(row, table_.columns[column.index].heading, {"imports.rate_twice", {nameOfRow(row)}});
        }
    }

    /// Of a table with a row for each number: the indicator that the row names.
    std::string longIndicator(const RawRow& row, const ValueColumn& column)
    {
        const std::string name = table_.cell(row, indicatorColumn_);
        if (name.empty())
            return {};
        const std::string id = base_ + "." + slugOf(name, "v_");
        if (!longQuantities_.contains(id)) {
            std::vector<std::string> cells;
            for (const std::size_t index : table_.layout.records)
                if (table_.cell(table_.raw.rows[index], indicatorColumn_) == name)
                    if (std::string text = table_.cell(table_.raw.rows[index], column.index); numberInCell(text))
                        cells.push_back(std::move(text));
            const std::string unit = table_.cell(row, table_.column(ColumnRole::Unit));
            Quantity quantity = quantityOf(unit.empty() ? name : name + "(" + unit + ")", cells);
            quantity.title = name;
            longQuantities_.emplace(id, std::move(quantity));
        }
        return id;
    }

    const Quantity* quantityFor(const std::string& indicatorId) const
    {
        if (const auto found = longQuantities_.find(indicatorId); found != longQuantities_.end())
            return &found->second;
        for (const ValueColumn& column : columns_)
            if (column.indicatorId == indicatorId)
                return &column.quantity;
        return nullptr;
    }

    Value valueOf(const Sum& sum, const Quantity& quantity, bool isAdded) const
    {
        const Status status = isAdded ? Status::Computed : Status::Official;
        if (sum.rows > 1 && quantity.kind != IndicatorKind::Count)
            return Value::absent(Absence::Missing, status);  // shares of parts are not added up
        if (sum.numbers == 0)
            return Value::absent(sum.absence.value_or(Absence::Missing), status);
        if (sum.absence && *sum.absence != Absence::NotApplicable)
            return Value::absent(*sum.absence, status);  // a part is not known, so the whole is not
        return Value::of(sum.total, status);
    }

    /// The city as a whole: the table's own row of totals, otherwise the sum of its counts.
    void addCity(std::vector<IndicatorValue>& values)
    {
        std::map<std::pair<std::string, int>, Sum> parts;
        for (const auto& [key, sum] : sums_) {
            if (key.districtCode.empty())
                continue;
            Sum& all = parts[{key.indicatorId, key.year}];
            all.total += sum.total;
            all.numbers += sum.numbers;
            all.rows += sum.rows;
            if (sum.absence && (!all.absence || *all.absence == Absence::NotApplicable))
                all.absence = sum.absence;
        }
        for (const auto& [key, all] : parts) {
            const Quantity& quantity = *quantityFor(key.first);
            const auto total = sums_.find({key.first, {}, key.second});
            if (total != sums_.end() && total->second.numbers > 0) {
                const double said = total->second.total;
                if (quantity.kind == IndicatorKind::Count && std::abs(said - all.total) > 1e-6 * std::abs(said))
                    preview_.diagnostics.push_back({table_.raw.fileName,
                                                    0,
                                                    quantity.title,
                                                    {"imports.total_differs",
                                                     {quantity.title, shortestText(said), shortestText(all.total),
                                                      shortestText(said - all.total)}}});
                values.push_back(made({key.first, {}, key.second}, Value::of(said, Status::Official)));
            } else if (quantity.kind == IndicatorKind::Count) {
                values.push_back(made({key.first, {}, key.second}, valueOf(all, quantity, true)));
            }
        }
    }

    IndicatorValue made(const ValueKey& key, const Value& value) const
    {
        IndicatorValue stored;
        stored.indicatorId = key.indicatorId;
        stored.districtCode = key.districtCode;
        stored.year = FiscalYear{key.year};
        stored.value = value;
        stored.sourceId = preview_.edition.sourceId;
        return stored;
    }

    void store()
    {
        rows_.finish();
        std::vector<IndicatorValue> values;
        std::set<std::string> used;
        for (const auto& [key, sum] : sums_) {
            if (key.districtCode.empty() || key.districtCode == restKey)
                continue;
            const Quantity& quantity = *quantityFor(key.indicatorId);
            used.insert(key.indicatorId);
            values.push_back(made(key, valueOf(sum, quantity, sum.rows > 1)));
        }
        addCity(values);
        for (const std::string& id : used)
            storeIndicator(id);
        compareAndPut(values);
        std::erase_if(next_.sources,
                      [&](const SourceEdition& known) { return known.sourceId == preview_.edition.sourceId; });
        if (yearSpoken_)
            preview_.edition.asOf = std::to_string(*yearSpoken_);
        next_.sources.push_back(preview_.edition);
    }

    void storeIndicator(const std::string& id)
    {
        const Quantity& quantity = *quantityFor(id);
        Indicator indicator;
        indicator.id = id;
        indicator.title = {quantity.title, quantity.title};
        indicator.unit = quantity.unit;
        indicator.kind = quantity.kind;
        indicator.decimals = quantity.decimals;
        const auto known = std::find_if(next_.indicators.begin(), next_.indicators.end(),
                                        [&](const Indicator& present) { return present.id == id; });
        if (known == next_.indicators.end()) {
            next_.indicators.push_back(std::move(indicator));
            return;
        }
        known->unit = indicator.unit;
        known->kind = indicator.kind;
        known->decimals = std::max(known->decimals, indicator.decimals);
    }

    void compareAndPut(std::vector<IndicatorValue>& values)
    {
        ImportComparison& comparison = preview_.comparison;
        std::map<ValueKey, IndicatorValue> present;
        for (const IndicatorValue& value : next_.values)
            if (value.series == Series::Actual)
                present.emplace(ValueKey{value.indicatorId, value.districtCode, value.year.year}, value);
        const auto idOf = [](const IndicatorValue& value) {
            return value.indicatorId + " " + (value.districtCode.empty() ? "city" : value.districtCode) + " " +
                   std::to_string(value.year.year);
        };
        const auto nameOf = [&](const IndicatorValue& value) {
            const District* district = findDistrict(next_, value.districtCode);
            const Quantity* quantity = quantityFor(value.indicatorId);
            return (district ? district->name : next_.city.name.ja) + " " +
                   (quantity ? quantity->title : value.indicatorId) + " " + title(value.year, Language::Japanese);
        };
        std::set<ValueKey> taken;
        for (IndicatorValue& value : values) {
            const ValueKey key{value.indicatorId, value.districtCode, value.year.year};
            const auto before = present.find(key);
            if (before == present.end()) {
                addChange(comparison.added, comparison.addedCount,
                          {idOf(value), nameOf(value), 0, {}, valueText(value.value)});
            } else if (before->second.sourceId == enteredSource) {
                preview_.diagnostics.push_back({table_.raw.fileName,
                                                0,
                                                nameOf(value),
                                                {"imports.entered_stays", {valueText(before->second.value)}}});
                ++comparison.same;
                value = before->second;
            } else if (before->second == value) {
                ++comparison.same;
            } else {
                addChange(comparison.changed, comparison.changedCount,
                          {idOf(value), nameOf(value), 0, valueText(before->second.value), valueText(value.value)});
            }
            taken.insert(key);
        }
        for (const IndicatorValue& value : next_.values)
            if (value.sourceId == preview_.edition.sourceId &&
                !taken.contains({value.indicatorId, value.districtCode, value.year.year}))
                addChange(comparison.removed, comparison.removedCount,
                          {idOf(value), nameOf(value), 0, valueText(value.value), {}});
        std::erase_if(next_.values, [&](const IndicatorValue& value) {
            return value.sourceId == preview_.edition.sourceId ||
                   (value.series == Series::Actual &&
                    taken.contains({value.indicatorId, value.districtCode, value.year.year}));
        });
        for (IndicatorValue& value : values)
            next_.values.push_back(std::move(value));
    }

    static constexpr std::string_view restKey = "?";

    const RecognisedTable& table_;
    FilePreview& preview_;
    Snapshot& next_;
    RowsOfPreview rows_;
    std::string base_;
    std::optional<int> yearSpoken_;
    bool hasYears_ = false;
    std::string lastYear_;
    std::optional<std::size_t> indicatorColumn_;
    std::vector<ValueColumn> columns_;
    std::map<std::string, Quantity> longQuantities_;
    std::map<ValueKey, Sum> sums_;
};

}  // namespace

Result<void> takeValues(const RecognisedTable& table, const RowPlacer& placer, FilePreview& preview, Snapshot& next)
{
    return ValueTaker(table, preview, next).take(placer);
}

}  // namespace chiiki::imports
