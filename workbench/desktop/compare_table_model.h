#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include "maps/style/colour.h"
#include "workbench/desktop/shown_indicator.h"

namespace chiiki::desktop {

class Words;

/// The comparison table: the whole city in row 0, then the districts in the snapshot's order. What a cell shows comes
/// from the indicator shown; the map's class colour is the heat colour, so both always agree.
class CompareTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, RankColumn, ColumnCount };
    enum Role {
        CodeRole = Qt::UserRole,  // QString; empty for the city
        SortRole,                 // double or int; invalid where there is no number
        HeatRole,                 // QColor; invalid where the map paints no class
        KanaRole,                 // QString: how the name is read
    };

    explicit CompareTableModel(const Words& words, QObject* parent = nullptr);

    /// nullptr snapshot: no rows. Without an indicator the rows have names alone.
    void setContent(SnapshotPtr snapshot, std::optional<ShownIndicator> shown);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Row of a district; -1 where there is none.
    int rowOf(const std::string& code) const;

private:
    QVariant cityData(int column, int role) const;
    QVariant districtData(std::size_t district, int column, int role) const;

    const Words& words_;
    SnapshotPtr snapshot_;
    std::optional<ShownIndicator> shown_;
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
