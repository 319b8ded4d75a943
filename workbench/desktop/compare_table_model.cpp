#include "workbench/desktop/compare_table_model.h"

#include <algorithm>
#include <utility>

#include <QColor>

#include "maps/style/number_format.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {

CompareTableModel::CompareTableModel(const Words& words, QObject* parent)
    : QAbstractTableModel(parent)
    , words_(words)
{
    connect(&words_, &Words::changed, this, [this] {
        beginResetModel();
        endResetModel();
    });
}

void CompareTableModel::setContent(SnapshotPtr snapshot, std::optional<ShownIndicator> shown)
{
    beginResetModel();
    snapshot_ = std::move(snapshot);
    shown_ = std::move(shown);
    endResetModel();
}

int CompareTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !snapshot_ ? 0 : static_cast<int>(snapshot_->districts.size()) + 1;
}

int CompareTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CompareTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !snapshot_)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (index.column() == NameColumn ? Qt::AlignLeft : Qt::AlignRight)));
    return index.row() == 0 ? cityData(index.column(), role)
                            : districtData(static_cast<std::size_t>(index.row() - 1), index.column(), role);
}

QVariant CompareTableModel::cityData(int column, int role) const
{
    if (role == CodeRole || role == KanaRole)
        return QString();
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (column == NameColumn)
        return words_("desktop.whole_city");
    if (column == RankColumn || !shown_)
        return QString();  // the whole city is not part of the ranking
    return QString::fromStdString(
        formatValue(shown_->cityValue(), shown_->result.indicator, NumberPlace::Table, words_.language()));
}

QVariant CompareTableModel::districtData(std::size_t district, int column, int role) const
{
    const District& row = snapshot_->districts[district];
    const DistrictReading* reading = shown_ ? shown_->choropleth.find(row.code) : nullptr;
    switch (role) {
    case CodeRole:
        return QString::fromStdString(row.code);
    case KanaRole:
        return QString::fromStdString(row.kana);
    case SortRole:
        if (column == NameColumn)
            return static_cast<int>(district);
        if (column == RankColumn) {
            const auto rank = shown_ ? shown_->rankOf(row.code) : std::nullopt;
            return rank ? QVariant(*rank) : QVariant();
        }
        return reading && reading->value.isNumber() ? QVariant(*reading->value.number()) : QVariant();
    case HeatRole:
        if (column == ValueColumn && reading && !shown_->choropleth.isCircles)
            if (const auto colour = shown_->choropleth.colourOf(*reading))
                return qColour(*colour);
        return {};
    case Qt::ToolTipRole:
        return {};  // the view shows its own, after the same time as the map
    case Qt::AccessibleTextRole:
        if (column == ValueColumn && reading)
            return valueSentence(*shown_, *reading, words_);
        [[fallthrough]];
    case Qt::DisplayRole:
        if (column == NameColumn)
            return QString::fromStdString(row.name);
        if (!reading)
            return {};
        if (column == RankColumn)
            return shown_->rankText(row.code, words_);
        return QString::fromStdString(
            formatValue(reading->value, shown_->result.indicator, NumberPlace::Table, words_.language()));
    default:
        return {};
    }
}

QVariant CompareTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        // Named for screen readers; the header itself is hidden.
        const bool isNamed = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
        return isNamed ? data(index(section, NameColumn), Qt::DisplayRole) : QVariant();
    }
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (section == NameColumn ? Qt::AlignLeft : Qt::AlignRight)));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return words_("desktop.column_district");
    case ValueColumn:
        return shown_ ? QString::fromStdString(unitTitle(shown_->result.indicator.unit, words_.language()))
                      : words_("desktop.column_value");
    case RankColumn:
        return words_("desktop.column_rank");
    default:
        return {};
    }
}

int CompareTableModel::rowOf(const std::string& code) const
{
    if (!snapshot_)
        return -1;
    const auto found = std::find_if(snapshot_->districts.begin(), snapshot_->districts.end(),
                                    [&](const District& district) { return district.code == code; });
    return found == snapshot_->districts.end() ? -1 : static_cast<int>(found - snapshot_->districts.begin()) + 1;
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
