#include "workbench/desktop/compare_table_model.h"

#include <algorithm>
#include <array>
#include <utility>

#include <QColor>

#include "maps/style/number_format.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

/// What a number is multiplied by to stand under its unit: shares are shown in percent.
double shownFactor(const Indicator& indicator)
{
    return indicator.unit == "ratio" ? 100 : 1;
}

bool isPercent(const Indicator& indicator)
{
    return indicator.unit == "ratio" || indicator.unit == "percent";
}

/// A number as a spreadsheet reads it: no commas, an ASCII minus.
QString plainText(QString shown)
{
    return shown.remove(u',').replace(QChar(0x2212), u'-').remove(u'+');
}

}  // namespace

CompareTableModel::CompareTableModel(const Words& words, QObject* parent)
    : QAbstractTableModel(parent)
    , words_(words)
{
    connect(&words_, &Words::changed, this, [this] {
        beginResetModel();
        endResetModel();
    });
}

void CompareTableModel::setContent(SnapshotPtr snapshot, std::optional<ShownIndicator> shown,
                                   std::vector<ShownIndicator> pinned)
{
    beginResetModel();
    snapshot_ = std::move(snapshot);
    shown_ = std::move(shown);
    pinned_ = std::move(pinned);
    trends_ = shown_ ? trendsOf(shown_->result) : Trends();
    yearBefore_.clear();
    if (shown_)
        for (const IndicatorValue& value : shown_->result.values)
            if (value.series == Series::Actual && value.year.year == shown_->year.year - 1)
                yearBefore_[value.districtCode] = value.value;
    endResetModel();
}

void CompareTableModel::setMaps(std::vector<ShownIndicator> maps)
{
    beginResetModel();
    maps_ = std::move(maps);
    endResetModel();
}

int CompareTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !snapshot_ ? 0 : static_cast<int>(snapshot_->districts.size()) + 1;
}

int CompareTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstPinnedColumn + static_cast<int>(pinned_.size() + maps_.size());
}

const ShownIndicator* CompareTableModel::indicatorOf(int column) const
{
    if (isMap(column) && column < columnCount())
        return &maps_[static_cast<std::size_t>(column - FirstPinnedColumn) - pinned_.size()];
    if (column >= FirstPinnedColumn && column < columnCount())
        return &pinned_[static_cast<std::size_t>(column - FirstPinnedColumn)];
    return column > NameColumn && column < FirstPinnedColumn && shown_ ? &*shown_ : nullptr;
}

QString CompareTableModel::nameOf(int row) const
{
    return row == 0 ? words_("desktop.whole_city")
                    : QString::fromStdString(snapshot_->districts[static_cast<std::size_t>(row - 1)].name);
}

std::string CompareTableModel::codeOf(int row) const
{
    return row == 0 ? std::string() : snapshot_->districts[static_cast<std::size_t>(row - 1)].code;
}

const ComparisonCell* CompareTableModel::cellOf(int row, int column) const
{
    const ShownIndicator* of = indicatorOf(column);
    if (!of)
        return nullptr;
    const std::string code = row == 0 ? "city" : codeOf(row);
    const auto found = std::find_if(of->table.rows.begin(), of->table.rows.end(),
                                    [&](const ComparisonRow& one) { return one.code == code; });
    return found == of->table.rows.end() ? nullptr : &found->cells.front();
}

QVariant CompareTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !snapshot_)
        return {};
    const int row = index.row();
    const int column = index.column();
    switch (role) {
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (column == NameColumn ? Qt::AlignLeft : Qt::AlignRight)));
    case Qt::ToolTipRole:
        return {};  // the view shows its own, after the same time as the map
    case CodeRole:
        return QString::fromStdString(codeOf(row));
    case KanaRole:
        return row == 0 ? QString()
                        : QString::fromStdString(snapshot_->districts[static_cast<std::size_t>(row - 1)].kana);
    case IndicatorRole:
    case YearRole:
        if (const ShownIndicator* of = indicatorOf(column))
            return role == YearRole ? QVariant(of->year.year)
                                    : QVariant(QString::fromStdString(of->result.indicator.id));
        return {};
    default:
        break;
    }
    if (column == NameColumn) {
        if (role == SortRole)
            return row;
        const bool isSaid = role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == PlainRole;
        return isSaid ? QVariant(nameOf(row)) : QVariant();
    }
    return column == TrendColumn ? trendData(row, role) : valueData(row, column, role);
}

QVariant CompareTableModel::valueData(int row, int column, int role) const
{
    const ShownIndicator* of = indicatorOf(column);
    const ComparisonCell* cell = cellOf(row, column);
    if (!of || !cell)
        return {};
    const Indicator& indicator = of->result.indicator;
    if (column == RankColumn) {
        if (role == SortRole)
            return cell->rank ? QVariant(*cell->rank) : QVariant();
        if (role == PlainRole)
            return cell->rank ? QString::number(*cell->rank) : QString();
        // The whole city is not part of the ranking.
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? of->rankText(codeOf(row), words_)
                                                                         : QVariant();
    }
    if (column == ChangeColumn) {
        const Change change = changeOf(row);
        switch (role) {
        case SortRole:
            return change.number && row > 0 ? QVariant(*change.number) : QVariant();
        case AbsentRole:
            return !change.number;
        case PlainRole:
            return plainText(change.text);
        case Qt::AccessibleTextRole:
        case Qt::DisplayRole:
            return change.text;
        default:
            return {};
        }
    }
    const DistrictReading* reading = row > 0 ? of->choropleth.find(codeOf(row)) : nullptr;
    const QString text =
        QString::fromStdString(formatValue(cell->value, indicator, NumberPlace::Table, words_.language()));
    switch (role) {
    case SortRole:
        return reading && reading->value.isNumber() ? QVariant(*reading->value.number()) : QVariant();
    case HeatRole:
        if (reading && !of->choropleth.isCircles)
            if (const auto colour = of->choropleth.colourOf(*reading))
                return qColour(*colour);
        return {};
    case MarkRole:
        return markOf(cell->value);
    case AbsentRole:
        return !cell->value.isNumber();
    case PlainRole:
        return plainText(text);
    case Qt::AccessibleTextRole: {
        const QString mark = markOf(cell->value);
        const QString said = reading ? valueSentence(*of, *reading, words_)
                             : cell->value.isNumber()
                                 ? QString::fromStdString(formatWithUnit(*cell->value.number(), indicator,
                                                                         NumberPlace::Table, words_.language()))
                                 : text;
        return mark.isEmpty() ? said : said + words_("desktop.list_separator") + mark;
    }
    case Qt::DisplayRole:
        return text;
    default:
        return {};
    }
}

QVariant CompareTableModel::trendData(int row, int role) const
{
    if (!shown_)
        return {};
    const TrendLine& line = trends_.of(codeOf(row));
    const bool isOneYear = trends_.years == 1 && !line.points.empty();
    switch (role) {
    case TrendRole:
        if (isOneYear)
            return {};
        return QVariant::fromValue(TrendCell{line, row == 0 ? trends_.cityAxes : trends_.axes, shown_->year.year});
    case SortRole:
        if (row == 0 || line.points.empty())
            return {};
        return line.points.back().number - line.points.front().number;
    case AbsentRole:
        return true;
    case PlainRole:
        return QString();
    case Qt::DisplayRole:
        return isOneYear ? words_("desktop.trend_one_year") : QString();
    case Qt::AccessibleTextRole: {
        QStringList said;
        for (const TrendLine::Point& point : line.points)
            said << QString::fromStdString(
                shortTitle(FiscalYear{point.year}, words_.language()) + " " +
                formatNumber(point.number, shown_->result.indicator, NumberPlace::Table, words_.language()));
        return said.join(words_("desktop.list_separator"));
    }
    default:
        return {};
    }
}

CompareTableModel::Change CompareTableModel::changeOf(int row) const
{
    const ComparisonCell* cell = cellOf(row, ValueColumn);
    const auto found = yearBefore_.find(codeOf(row));
    const Value before = found == yearBefore_.end() ? Value() : found->second;
    for (const Value& value : {cell->value, before})
        if (!value.isNumber())
            return {std::nullopt, QString::fromUtf8(absenceSign(value.absence()).data())};
    const Indicator& indicator = shown_->result.indicator;
    if (indicator.kind == IndicatorKind::Category)
        return {std::nullopt, QString::fromUtf8(absenceSign(Absence::NotApplicable).data())};
    const double change = (*cell->value.number() - *before.number()) * shownFactor(indicator);
    const int decimals = isPercent(indicator) ? std::max(1, indicator.decimals) : indicator.decimals;
    return {change, QString::fromStdString(formatChange(change, decimals))};
}

QString CompareTableModel::markOf(const Value& value) const
{
    if (!value.isNumber() || value.status >= Status::Computed)
        return {};
    return words_(value.status == Status::Sample ? "desktop.mark_sample" : "desktop.mark_estimated");
}

/// The year; of several indicators, for whose names there is no room, the number of the map.
QString CompareTableModel::titleOfMap(std::size_t map) const
{
    const bool isOneIndicator = std::all_of(maps_.begin(), maps_.end(), [this](const ShownIndicator& one) {
        return one.result.indicator.id == maps_.front().result.indicator.id;
    });
    if (!isOneIndicator)
        return QString::number(map + 1);
    const FiscalYear year = maps_[map].year;
    return words_.language() == Language::Japanese ? QString::fromStdString(shortTitle(year, Language::Japanese))
                                                   : QString::number(year.year);
}

QString CompareTableModel::titleOfColumn(int column) const
{
    if (isMap(column))
        return titleOfMap(static_cast<std::size_t>(column - FirstPinnedColumn) - pinned_.size());
    switch (column) {
    case NameColumn:
        return words_("desktop.column_district");
    case RankColumn:
        return words_("desktop.column_rank");
    case TrendColumn:
        return words_("desktop.column_trend");
    case ChangeColumn:
        return words_("desktop.column_change");
    case ValueColumn:
        return words_("desktop.column_value");
    default:
        return words_.in(indicatorOf(column)->result.indicator.title);
    }
}

QString CompareTableModel::unitOfColumn(int column) const
{
    const ShownIndicator* of = indicatorOf(column);
    if (!of || column == RankColumn || column == TrendColumn || isMap(column))
        return {};
    if (column == ChangeColumn)
        return isPercent(of->result.indicator) ? words_("desktop.unit_points") : QString();
    return QString::fromStdString(unitTitle(of->result.indicator.unit, words_.language()));
}

QVariant CompareTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        // Named for screen readers; the header itself is hidden.
        const bool isNamed = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
        return isNamed && snapshot_ ? QVariant(nameOf(section)) : QVariant();
    }
    if (section < 0 || section >= columnCount())
        return {};
    switch (role) {
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (section == NameColumn ? Qt::AlignLeft : Qt::AlignRight)));
    case TitleRole:
        return titleOfColumn(section);
    case UnitRole:
        return unitOfColumn(section);
    case MapRole:
        return isMap(section);
    case HasDataRole:
        return section != ChangeColumn || trends_.years > 1;
    case Qt::ToolTipRole:
        if (const ShownIndicator* of = indicatorOf(section);
            of && (section == ValueColumn || section >= FirstPinnedColumn))
            return titleOf(*of, words_);
        return {};
    case Qt::AccessibleTextRole:
    case Qt::DisplayRole: {
        if (isMap(section) && role == Qt::AccessibleTextRole)
            return titleOf(*indicatorOf(section), words_);
        const QString unit = unitOfColumn(section);
        if (section == ValueColumn && !unit.isEmpty())
            return unit;
        return unit.isEmpty() ? titleOfColumn(section) : titleOfColumn(section) + u' ' + unit;
    }
    default:
        return {};
    }
}

int CompareTableModel::rowOf(const std::string& code) const
{
    if (!snapshot_)
        return -1;
    if (code.empty())
        return 0;
    const auto found = std::find_if(snapshot_->districts.begin(), snapshot_->districts.end(),
                                    [&](const District& district) { return district.code == code; });
    return found == snapshot_->districts.end() ? -1 : static_cast<int>(found - snapshot_->districts.begin()) + 1;
}

int CompareTableModel::columnOf(const std::string& indicator) const
{
    const auto is = [&](const ShownIndicator& one) { return one.result.indicator.id == indicator; };
    if (shown_ && is(*shown_))
        return ValueColumn;
    const auto found = std::find_if(pinned_.begin(), pinned_.end(), is);
    return found == pinned_.end() ? -1 : FirstPinnedColumn + static_cast<int>(found - pinned_.begin());
}

CompareSortProxy::CompareSortProxy(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(CompareTableModel::SortRole);
}

QVariant CompareSortProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    QVariant plain = QSortFilterProxyModel::headerData(section, orientation, role);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section != sortColumn())
        return plain;
    const QString mark = sortOrder() == Qt::AscendingOrder ? QStringLiteral("▲") : QStringLiteral("▼");
    return section == CompareTableModel::NameColumn ? plain.toString() + QLatin1Char(' ') + mark
                                                    : mark + QLatin1Char(' ') + plain.toString();
}

bool CompareSortProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    // The proxy reverses what is said here when it sorts downwards, so what must not move is said reversed then.
    const bool isDown = sortOrder() == Qt::DescendingOrder;
    if (left.row() == 0 || right.row() == 0)
        return (left.row() == 0) != isDown && left.row() != right.row();
    const QVariant a = left.data(CompareTableModel::SortRole);
    const QVariant b = right.data(CompareTableModel::SortRole);
    if (a.isValid() != b.isValid())
        return a.isValid() != isDown;
    if (!a.isValid() || a.toDouble() == b.toDouble())
        return isDown ? left.row() > right.row() : left.row() < right.row();
    return a.toDouble() < b.toDouble();
}

}  // namespace chiiki::desktop
