#include "workbench/desktop/shown_indicator.h"

#include <algorithm>
#include <set>
#include <utility>

#include "maps/layout/legend.h"
#include "maps/style/number_format.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

const ComparisonCell* cellOf(const ComparisonTable& table, std::string_view code)
{
    for (const ComparisonRow& row : table.rows)
        if (row.code == code)
            return &row.cells.front();
    return nullptr;
}

QStringList partsOf(const ShownIndicator& shown, const DistrictReading& reading, const Words& words)
{
    const auto number = reading.value.number();
    if (!number)
        return {absenceWord(reading.value.absence(), words)};
    QStringList parts;
    parts << QString::fromStdString(
        formatWithUnit(*number, shown.result.indicator, NumberPlace::Table, words.language()));
    if (shown.rankOf(reading.districtCode))
        parts << words(cellOf(shown.table, reading.districtCode)->isTied ? "desktop.rank_of_tied" : "desktop.rank_of",
                       {QString::number(*shown.rankOf(reading.districtCode)), QString::number(shown.rankedCount())});
    if (!shown.choropleth.isCircles)
        parts << words("desktop.class_range",
                       {QString::fromStdString(classRange(shown.choropleth, reading.classIndex, words.language()))});
    return parts;
}

}  // namespace

QString absenceWord(Absence absence, const Words& words)
{
    switch (absence) {
    case Absence::Missing:
        return words("desktop.absent_missing");
    case Absence::Suppressed:
        return words("desktop.absent_suppressed");
    case Absence::NotApplicable:
        break;
    }
    return words("desktop.absent_not_applicable");
}

Value ShownIndicator::cityValue() const
{
    const ComparisonCell* cell = cellOf(table, "city");
    return cell ? cell->value : Value{};
}

std::optional<int> ShownIndicator::rankOf(const std::string& code) const
{
    const ComparisonCell* cell = cellOf(table, code);
    return cell ? cell->rank : std::nullopt;
}

QString ShownIndicator::rankText(const std::string& code, const Words& words) const
{
    const ComparisonCell* cell = cellOf(table, code);
    if (!cell || !cell->rank)
        return {};
    const QString rank = QString::number(*cell->rank);
    return cell->isTied ? words("desktop.rank_tied", {rank}) : rank;
}

int ShownIndicator::rankedCount() const
{
    return static_cast<int>(std::count_if(table.rows.begin(), table.rows.end(), [](const ComparisonRow& row) {
        return row.kind == ComparisonRow::Kind::District && row.cells.front().rank;
    }));
}

ShownIndicator showYear(const Snapshot& snapshot, IndicatorResult result, std::optional<int> year,
                        const ClassStyle& style)
{
    const auto asked = year ? std::optional(FiscalYear{*year}) : std::nullopt;
    // What has no value in any year is absent now.
    const FiscalYear now = fiscalYearOfDate(snapshot.asOf).value_or(FiscalYear{});
    ShownIndicator shown;
    shown.table = *compare(snapshot, {&result, 1}, asked, "code");
    shown.year = shown.table.columns.front().year.value_or(asked.value_or(now));
    shown.choropleth = classify(snapshot, result, shown.year, Series::Actual, style);
    shown.result = std::move(result);
    return shown;
}

std::vector<int> yearsOf(const IndicatorResult& result)
{
    std::set<int> years;
    for (const IndicatorValue& value : result.values)
        if (value.series == Series::Actual && value.value.isNumber())
            years.insert(value.year.year);
    return {years.begin(), years.end()};
}

QString titleOf(const ShownIndicator& shown, const Words& words)
{
    const QString name = words.in(shown.result.indicator.title);
    return shown.table.columns.front().year
               ? words("desktop.title_with_year", {name, QString::fromStdString(title(shown.year, words.language()))})
               : name;
}

QString valueSentence(const ShownIndicator& shown, const DistrictReading& reading, const Words& words)
{
    return partsOf(shown, reading, words).join(words("desktop.list_separator"));
}

QString tooltipOf(const Snapshot& snapshot, const ShownIndicator& shown, const std::string& code, const Words& words)
{
    const District* district = findDistrict(snapshot, code);
    const DistrictReading* reading = shown.choropleth.find(code);
    if (!district || !reading)
        return {};
    QString text = QStringLiteral("<b>%1</b>").arg(QString::fromStdString(district->name).toHtmlEscaped());
    const std::string& spoken = words.language() == Language::Japanese ? district->kana : district->romaji;
    if (!spoken.empty())
        text += QStringLiteral("　") + QString::fromStdString(spoken).toHtmlEscaped();
    for (const QString& part : partsOf(shown, *reading, words))
        text += QStringLiteral("<br>") + part.toHtmlEscaped();
    return text;
}

QString reconciliationOf(const ShownIndicator& shown, const Words& words)
{
    if (!shown.result.hasReconciliation)
        return words(shown.result.indicator.cityOnly ? "desktop.city_only" : "desktop.reconcile_not_additive");
    return QString::fromStdString(reconciliationLine(shown.table, 0, words.language()));
}

}  // namespace chiiki::desktop
