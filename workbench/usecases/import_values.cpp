#include "workbench/usecases/import_values.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/text/names.h"
#include "core/text/number_text.h"
#include "workbench/usecases/import_ids.h"
#include "workbench/usecases/import_value_parts.h"

namespace chiiki::imports {
namespace {

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

/// What the rows of one district and year say together.
struct Sum {
    double total = 0;
    int numbers = 0;
    int rows = 0;
    std::optional<Absence> absence;  // of a row that gives no number
};

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
        auto values = readValueTable(table_, next_, preview_);
        if (!values)
            return {};
        values_ = *std::move(values);
        indicatorColumn_ = table_.column(ColumnRole::Indicator);
        if (auto fine = readRows(placer); !fine)
            return fine;
        if (preview_.whyNot)
            return {};
        store();
        return {};
    }

private:
    void setAside(const RawRow& row, const std::string& field, Message why)
    {
        preview_.diagnostics.push_back({table_.raw.fileName, row.number, field, std::move(why)});
    }

    std::string nameOfRow(const RawRow& row) const
    {
        for (const ColumnRole role : {ColumnRole::DistrictName, ColumnRole::DistrictCode, ColumnRole::Town,
                                      ColumnRole::Address, ColumnRole::Name})
            if (std::string text = table_.cell(row, table_.column(role)); !text.empty())
                return text;
        return {};
    }

    /// The year of a row, where the table has a column of it. nullopt: it cannot be read, and the row is set aside.
    std::optional<int> yearOfRow(const RawRow& row)
    {
        const auto column = table_.column(ColumnRole::Year);
        if (!column)
            return values_.yearSpoken.value_or(0);
        std::string text = table_.cell(row, column);
        if (text.empty() && !lastYear_.empty())
            text = lastYear_;  // a merged cell holds its text in its first row alone
        const auto year = yearOfCell(text, next_);
        if (!year) {
            whyNoYear_ = year.error().message;
            setAside(row, table_.columns[*column].heading, whyNoYear_);
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
            const bool isEmpty = areBlankCells(row.cells);
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
                rows_.exclude(row.number, nameOfRow(row), whyNoYear_);
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
            case Placement::Rest::Unplaced:
                takeNumbers(row, std::string(code(placed[i].placement.rest)), years[i]);
                break;
            }
        }
        return {};
    }

    void takeNumbers(const RawRow& row, const std::string& district, int year)
    {
        for (const ValueColumn& column : values_.columns) {
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
            if (sum.rows == 2 && column.quantity.kind != IndicatorKind::Count && !isRest(district))
                setAside(row, table_.columns[column.index].heading, {"imports.rate_twice", {nameOfRow(row)}});
        }
    }

    /// Of a table with a row for each number: the indicator that the row names.
    std::string longIndicator(const RawRow& row, const ValueColumn& column)
    {
        const std::string name = table_.cell(row, indicatorColumn_);
        if (name.empty())
            return {};
        std::string id = idOfIndicator(next_, values_.base, name, values_.titles);
        values_.titles[id] = name;
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
        return values_.quantityFor(indicatorId);
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

    static bool isRest(const std::string& districtCode)
    {
        return districtCode == code(Placement::Rest::Outside) || districtCode == code(Placement::Rest::Unplaced);
    }

    /// What the rows of one indicator and year say together: in districts, and in all.
    struct Whole {
        Sum districts;
        std::size_t known = 0;  // districts with a number or a dash, which is none of them
        std::map<std::string, double> rests{{std::string(code(Placement::Rest::Outside)), 0},
                                            {std::string(code(Placement::Rest::Unplaced)), 0}};
    };

    /// The city as a whole: the table's own row of totals, otherwise the sum of its counts, if every district has one:
    /// that of some districts is no number of the city. Beside it what the rows in no district hold, so that the parts
    /// can be added up.
    void addCity(std::vector<IndicatorValue>& values)
    {
        std::map<std::pair<std::string, int>, Whole> wholes;
        for (const auto& [key, sum] : sums_) {
            if (key.districtCode.empty())
                continue;
            Whole& whole = wholes[{key.indicatorId, key.year}];
            if (isRest(key.districtCode)) {
                whole.rests[key.districtCode] += sum.total;
                continue;
            }
            const bool isKnown = sum.absence.value_or(Absence::NotApplicable) == Absence::NotApplicable;
            whole.known += isKnown;
            Sum& all = whole.districts;
            all.total += sum.total;
            all.numbers += sum.numbers;
            all.rows += sum.rows;
            if (sum.absence && (!all.absence || *all.absence == Absence::NotApplicable))
                all.absence = sum.absence;
        }
        for (const auto& [key, whole] : wholes) {
            const Quantity& quantity = *quantityFor(key.first);
            const bool isCount = quantity.kind == IndicatorKind::Count;
            const auto total = sums_.find({key.first, {}, key.second});
            if (total != sums_.end() && total->second.numbers > 0) {
                if (isCount)
                    compareWithTotal(quantity, total->second.total, whole);
                values.push_back(made({key.first, {}, key.second}, Value::of(total->second.total, Status::Official)));
            } else if (isCount) {
                values.push_back(cityOf(key, whole, quantity));
            }
            if (isCount)
                for (const auto& [rest, number] : whole.rests)
                    values.push_back(made({key.first, rest, key.second}, Value::of(number, Status::Computed)));
        }
    }

    void compareWithTotal(const Quantity& quantity, double said, const Whole& whole)
    {
        double sum = whole.districts.total;
        for (const auto& [rest, number] : whole.rests)
            sum += number;
        if (std::abs(said - sum) > 1e-6 * std::abs(said))
            preview_.diagnostics.push_back(
                {table_.raw.fileName,
                 0,
                 {},
                 {"imports.total_differs",
                  {quantity.title, shortestText(said), shortestText(sum), shortestText(said - sum)}}});
    }

    IndicatorValue cityOf(const std::pair<std::string, int>& key, const Whole& whole, const Quantity& quantity)
    {
        const ValueKey city{key.first, {}, key.second};
        const std::size_t all = next_.districts.size();
        if (whole.known == all)
            return made(city, valueOf(whole.districts, quantity, true));
        const bool isSuppressed = whole.districts.absence == Absence::Suppressed;
        IndicatorValue value =
            made(city, Value::absent(isSuppressed ? Absence::Suppressed : Absence::Missing, Status::Computed));
        const Message why{"imports.not_whole_city",
                          {std::to_string(all), std::to_string(whole.known), shortestText(whole.districts.total)}};
        value.note = speak(why, Language::Japanese);
        ofSomeDistricts_.push_back(
            {table_.raw.fileName, 0, quantity.title + " " + title(FiscalYear{city.year}, Language::Japanese), why});
        return value;
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
        for (const auto& [key, sum] : sums_)
            if (!key.districtCode.empty() && !isRest(key.districtCode))
                values.push_back(made(key, valueOf(sum, *quantityFor(key.indicatorId), sum.rows > 1)));
        addCity(values);
        storeValues(
            table_, std::move(values), [this](const std::string& id) { return quantityFor(id); }, values_.yearSpoken,
            preview_, next_);
        preview_.diagnostics.insert(preview_.diagnostics.end(), ofSomeDistricts_.begin(), ofSomeDistricts_.end());
    }

    const RecognisedTable& table_;
    FilePreview& preview_;
    Snapshot& next_;
    RowsOfPreview rows_;
    ValueTable values_;
    std::string lastYear_;
    Message whyNoYear_;  // of the last row that is set aside for it
    std::optional<std::size_t> indicatorColumn_;
    std::map<std::string, Quantity> longQuantities_;
    std::map<ValueKey, Sum> sums_;
    Diagnostics ofSomeDistricts_;  // counts that are no number of the city
};

}  // namespace

Result<void> takeValues(const RecognisedTable& table, const RowPlacer& placer, FilePreview& preview, Snapshot& next)
{
    return ValueTaker(table, preview, next).take(placer);
}

}  // namespace chiiki::imports
