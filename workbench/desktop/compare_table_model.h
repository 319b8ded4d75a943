#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include "maps/style/colour.h"
#include "workbench/desktop/shown_indicator.h"
#include "workbench/desktop/trend.h"

namespace chiiki::desktop {

class Words;

/// The comparison table: the whole city in row 0, then the districts in the snapshot's order. What a cell shows comes
/// from the indicator shown, to the right of it from the pinned ones, and beside 並べて比較 from its maps, a column
/// each; the map's class colour is the heat colour, so all agree.
class CompareTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, RankColumn, TrendColumn, ChangeColumn, FirstPinnedColumn };
    enum Role {
        CodeRole = Qt::UserRole,  // QString; empty for the city
        SortRole,                 // double or int; invalid where there is no number
        HeatRole,                 // QColor; invalid where the map paints no class
        KanaRole,                 // QString: how the name is read
        TrendRole,                // TrendCell
        MarkRole,                 // QString: 見本, 推定; empty for what a source says or was computed from it
        AbsentRole,               // bool: a sign stands in place of a number
        PlainRole,                // QString: the number as a spreadsheet reads it, otherwise the text
        IndicatorRole,            // QString: full id of the indicator that the cell tells of; invalid for names
        YearRole,                 // int: its fiscal year
        TitleRole,                // of headers: the indicator's name, or the column's
        UnitRole,                 // of headers: the unit; may be empty
        MapRole,                  // of headers: bool, a column for one of several maps
        HasDataRole,              // of headers, bool: false where no row can have anything to say
    };

    explicit CompareTableModel(const Words& words, QObject* parent = nullptr);

    /// nullptr snapshot: no rows. Without an indicator the rows have names alone.
    void setContent(SnapshotPtr snapshot, std::optional<ShownIndicator> shown, std::vector<ShownIndicator> pinned = {});
    /// The maps of 並べて比較; empty where there is one map.
    void setMaps(std::vector<ShownIndicator> maps);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Row of a district, of the city for an empty code; -1 where there is none.
    int rowOf(const std::string& code) const;
    /// Column of an indicator's values; -1 where it is neither shown nor pinned.
    int columnOf(const std::string& indicator) const;
    /// The indicator of a column, for trend and change too; nullptr for names, and before there is one.
    const ShownIndicator* indicatorOf(int column) const;

private:
    struct Change {
        std::optional<double> number;  // as shown: percent in points
        QString text;
    };

    QString nameOf(int row) const;
    std::string codeOf(int row) const;
    const ComparisonCell* cellOf(int row, int column) const;
    QVariant valueData(int row, int column, int role) const;
    QVariant trendData(int row, int role) const;
    Change changeOf(int row) const;
    QString markOf(const Value& value) const;
    bool isMap(int column) const { return column >= FirstPinnedColumn + static_cast<int>(pinned_.size()); }
    QString titleOfMap(std::size_t map) const;
    QString titleOfColumn(int column) const;
    QString unitOfColumn(int column) const;

    const Words& words_;
    SnapshotPtr snapshot_;
    std::optional<ShownIndicator> shown_;
    std::vector<ShownIndicator> pinned_;
    std::vector<ShownIndicator> maps_;
    Trends trends_;                                         // of shown_
    std::map<std::string, Value, std::less<>> yearBefore_;  // of shown_, by district code; empty code = the city
};

/// Sorts the districts; the city stays first and absent values stay last whichever way the rest runs.
class CompareSortProxy : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit CompareSortProxy(QObject* parent = nullptr);

    /// The column that sorts carries ▲ (lowest first) or ▼.
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

}  // namespace chiiki::desktop
