#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QAbstractTableModel>

#include "core/model/manifest.h"
#include "core/model/snapshot.h"
#include "workbench/usecases/plugin_rows.h"

namespace chiiki::desktop {

class Words;

/// A cell as people read it: a choice by its title, a district by its name, a number with its thousands.
QString cellText(const FieldSpec& field, const FieldValue& value, const Snapshot& city, const Words& words);

/// The title of a field, or its id where it has none.
QString titleOf(const FieldSpec& field, const Words& words);

/// The rows of one table of a plugin as a grid: a mark (入力, 見本), the fields of the manifest, where the row comes
/// from.
class RowModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit RowModel(const Words& words, QObject* parent = nullptr);

    /// `only`: the uids shown; empty = all.
    void setContent(const TableSpec& table, PluginTable rows, SnapshotPtr city, std::vector<std::string> only);
    void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const PluginRow* rowAt(int row) const;
    /// -1 where it is not shown.
    int indexOf(const std::string& uid) const;
    /// nullptr for the mark and the source.
    const FieldSpec* fieldAt(int column) const;
    /// Rows entered by hand, and made-up ones.
    int enteredCount() const;
    int sampleCount() const;
    void retranslate();

private:
    QString markOf(const PluginRow& row) const;
    QString sourceOf(const PluginRow& row) const;

    const Words& words_;
    TableSpec table_;
    PluginTable rows_;
    std::vector<int> at_;  // index of each field in the rows' values; -1 where they lack it
    SnapshotPtr city_;
};

}  // namespace chiiki::desktop
