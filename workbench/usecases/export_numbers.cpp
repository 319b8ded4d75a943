#include "workbench/usecases/export_numbers.h"

#include <algorithm>

#include "workbench/usecases/export_builder.h"

namespace chiiki::export_layers {
namespace {

using Type = DataField::Type;

DataCell categoryCell(const Indicator& indicator, const Value& value, Language language)
{
    const auto number = value.number();
    const Text* category = number ? categoryOf(indicator, *number) : nullptr;
    return category ? textCell(category->in(language)) : DataCell();
}

/// Of an absent value nothing: what it would be is not known either.
DataCell statusCell(const Value& value)
{
    return value.isNumber() ? textCell(code(value.status)) : DataCell();
}

DataCell absenceCell(const Value& value)
{
    return value.isNumber() ? DataCell() : textCell(code(value.absence()));
}

Result<void> checkSum(const Indicator& indicator, const Reconciliation& parts, std::size_t districtCount,
                      Language language)
{
    if (parts.addsUp())
        return {};
    return fail(ErrorKind::BadRequest,
                {"export.parts_do_not_add_up",
                 {indicator.title.in(language), reconciliationLine(parts, districtCount, language)}},
                indicator.id);
}

/// The year that a reconciliation is of: the latest with an actual number.
DataCell latestYearOf(const IndicatorResult& result)
{
    std::optional<int> year;
    for (const IndicatorValue& value : result.values)
        if (value.series == Series::Actual && value.value.isNumber())
            year = std::max(year.value_or(value.year.year), value.year.year);
    return numberCell(year);
}

/// The columns of one indicator in a table.
std::vector<DataField> columnsOf(const Indicator& indicator)
{
    const auto beside = [&](const char* ending, const char* ja, const char* en, Type type) -> DataField {
        return {indicator.id + ending, {indicator.title.ja + " " + ja, indicator.title.en + ": " + en}, type};
    };
    const auto withUnit = [&](Language language) {
        const std::string unit = unitTitle(indicator.unit, language);
        const std::string& title = indicator.title.in(language);
        return unit.empty()                     ? title
               : language == Language::Japanese ? title + "（" + unit + "）"
                                                : title + " (" + unit + ")";
    };
    return {{indicator.id, {withUnit(Language::Japanese), withUnit(Language::English)}, Type::Number},
            beside("_year", "年度", "fiscal year", Type::Whole),
            beside("_status", "確かさ", "status", Type::Text),
            beside("_absence", "値のない理由", "why absent", Type::Text),
            beside("_source", "出典の番号", "source ids", Type::Text)};
}

/// Cells of the columns above for one row, and whether any number is a sample.
void addCells(std::vector<DataCell>& cells, const ComparisonTable& comparison, const ComparisonRow& row)
{
    bool isSample = false;
    for (std::size_t i = 0; i < comparison.columns.size(); ++i) {
        const ComparisonColumn& column = comparison.columns[i];
        const Value& value = row.cells[i].value;
        cells.push_back(numberCell(value.number()));
        cells.push_back(column.year ? DataCell(static_cast<double>(column.year->year)) : DataCell());
        cells.push_back(statusCell(value));
        cells.push_back(absenceCell(value));
        cells.push_back(textCell(joined(column.recipe.sourceIds)));
        isSample = isSample || (value.isNumber() && value.status == Status::Sample);
    }
    cells.push_back(yesNoCell(isSample));
}

void addColumns(std::vector<DataField>& fields, const ComparisonTable& comparison)
{
    for (const ComparisonColumn& column : comparison.columns)
        for (DataField& field : columnsOf(column.indicator))
            fields.push_back(std::move(field));
    fields.push_back({"is_sample", {"見本の値を含む", "Holds sample values"}, Type::YesNo});
}

}  // namespace

DataLayer values(const Snapshot& city, const std::vector<IndicatorResult>& results, std::optional<FiscalYear> year,
                 Language language)
{
    DataLayer layer = layerOf("values", {"指標の値", "Values"}, DataLayer::Shape::None,
                              {{"indicator_id", {"指標の番号", "Indicator id"}},
                               {"indicator", {"指標", "Indicator"}},
                               {"unit", {"単位", "Unit"}},
                               {"district_code", {"地域コード", "District code"}},
                               {"district", {"地域", "District"}},
                               {"fiscal_year", {"年度", "Fiscal year"}, Type::Whole},
                               {"series", {"系列", "Series"}},
                               {"value", {"値", "Value"}, Type::Number},
                               {"category", {"値の意味", "Category"}},
                               {"absence", {"値のない理由", "Why absent"}},
                               {"status", {"確かさ", "Status"}},
                               {"is_sample", {"見本", "Sample"}, Type::YesNo},
                               {"source_id", {"出典の番号", "Source ids"}},
                               {"note", {"注記", "Note"}}});
    for (const IndicatorResult& result : results) {
        const Indicator& indicator = result.indicator;
        for (const IndicatorValue& value : result.values) {
            if (year && value.year != *year)
                continue;
            const bool isCity = value.districtCode.empty();
            const District* district = isCity ? nullptr : findDistrict(city, value.districtCode);
            const std::string& name =
                isCity ? speak({"analysis.row_city", {}}, language) : (district ? district->name : value.districtCode);
            layer.rows.push_back(
                {{textCell(indicator.id), textCell(indicator.title.in(language)), textCell(indicator.unit),
                  textCell(isCity ? "city" : value.districtCode), textCell(name), static_cast<double>(value.year.year),
                  textCell(code(value.series)), numberCell(value.value.number()),
                  categoryCell(indicator, value.value, language), absenceCell(value.value), statusCell(value.value),
                  yesNoCell(value.value.isNumber() && value.value.status == Status::Sample),
                  textCell(value.sourceId.empty() ? joined(result.recipe.sourceIds) : value.sourceId),
                  textCell(value.note)}});
        }
    }
    return layer;
}

DataLayer indicators(const std::vector<IndicatorResult>& results, Language language)
{
    DataLayer layer = layerOf("indicators", {"指標", "Indicators"}, DataLayer::Shape::None,
                              {{"id", {"番号", "Id"}},
                               {"title_ja", {"名称", "Title in Japanese"}},
                               {"title_en", {"英語の名称", "Title in English"}},
                               {"unit", {"単位", "Unit"}},
                               {"kind", {"種類", "Kind"}},
                               {"direction", {"よい向き", "Which way is better"}},
                               {"formula", {"計算式", "Formula"}},
                               {"limits", {"知っておくこと", "What must be known"}},
                               {"crs_path", {"測った座標系", "CRS measured in"}},
                               {"source_id", {"出典の番号", "Source ids"}}});
    for (const IndicatorResult& result : results) {
        const Indicator& indicator = result.indicator;
        std::vector<std::string> limits;
        for (const Text& limit : result.recipe.limits)
            limits.push_back(limit.in(language));
        layer.rows.push_back(
            {{textCell(indicator.id), textCell(indicator.title.ja), textCell(indicator.title.en),
              textCell(indicator.unit), textCell(code(indicator.kind)), textCell(code(indicator.direction)),
              textCell(result.recipe.formula.in(language)), textCell(joined(limits)), textCell(result.recipe.crsPath),
              textCell(joined(result.recipe.sourceIds))}});
    }
    return layer;
}

DataLayer reconciliation(const std::vector<IndicatorResult>& results, Language language)
{
    DataLayer layer = layerOf("reconciliation", {"合計の照合", "Reconciliation"}, DataLayer::Shape::None,
                              {{"indicator_id", {"指標の番号", "Indicator id"}},
                               {"indicator", {"指標", "Indicator"}},
                               {"fiscal_year", {"年度", "Fiscal year"}, Type::Whole},
                               {"districts", {"地域の計", "Districts"}, Type::Number},
                               {"repeated", {"重複", "Counted again"}, Type::Number},
                               {"outside", {"市外", "Outside"}, Type::Number},
                               {"unplaced", {"未照合", "Unplaced"}, Type::Number},
                               {"source", {"元の合計", "Source"}, Type::Number}});
    for (const IndicatorResult& result : results) {
        const Reconciliation& parts = result.reconciliation;
        if (result.hasReconciliation)
            layer.rows.push_back(
                {{textCell(result.indicator.id), textCell(result.indicator.title.in(language)), latestYearOf(result),
                  parts.districts, parts.repeated, parts.outside, parts.unplaced, parts.source}});
    }
    return layer;
}

DataLayer table(const ComparisonTable& comparison, Language language)
{
    std::vector<DataField> fields = {{"district_code", {"地域コード", "District code"}},
                                     {"district", {"地域", "District"}}};
    addColumns(fields, comparison);
    DataLayer layer = layerOf("table", {"比較表", "Comparison"}, DataLayer::Shape::None, std::move(fields));
    for (const ComparisonRow& row : comparison.rows) {
        DataRow line{{textCell(row.code), textCell(row.name.in(language))}};
        addCells(line.cells, comparison, row);
        layer.rows.push_back(std::move(line));
    }
    return layer;
}

DataLayer districts(const Snapshot& city, const ComparisonTable& comparison, Language language)
{
    std::vector<DataField> fields = {{"district_code", {"地域コード", "District code"}},
                                     {"district", {"地域", "District"}},
                                     {"kana", {"よみ", "Reading"}},
                                     {"romaji", {"ローマ字", "Romaji"}},
                                     {"municipality", {"全国地方公共団体コード", "Municipality code"}},
                                     {"valid_from", {"有効の始まり", "Valid from"}},
                                     {"valid_to", {"有効の終わり", "Valid to"}}};
    addColumns(fields, comparison);
    DataLayer layer = layerOf("districts", {"地域", "Districts"}, DataLayer::Shape::Areas, std::move(fields));
    for (const ComparisonRow& row : comparison.rows) {
        const District* district = findDistrict(city, row.code);
        if (row.kind != ComparisonRow::Kind::District || !district)
            continue;
        DataRow line{{textCell(district->code), textCell(row.name.in(language)), textCell(district->kana),
                      textCell(district->romaji), textCell(district->municipality), textCell(district->validFrom),
                      textCell(district->validTo)}};
        addCells(line.cells, comparison, row);
        if (!district->outline.empty())
            line.place = district->outline;
        layer.rows.push_back(std::move(line));
    }
    return layer;
}

Result<void> checkSums(const std::vector<IndicatorResult>& results, std::size_t districtCount, Language language)
{
    for (const IndicatorResult& result : results)
        if (result.hasReconciliation)
            if (auto checked = checkSum(result.indicator, result.reconciliation, districtCount, language); !checked)
                return checked;
    return {};
}

Result<void> checkSums(const ComparisonTable& comparison, Language language)
{
    for (const ComparisonColumn& column : comparison.columns)
        if (column.hasReconciliation)
            if (auto checked = checkSum(column.indicator, column.reconciliation, comparison.districtCount, language);
                !checked)
                return checked;
    return {};
}

}  // namespace chiiki::export_layers
