#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>
#include <QMimeData>
#include <QTableView>

#include "workbench/desktop/desk.h"
#include "workbench/usecases/target_progress.h"

namespace chiiki::desktop {

/// Rows of the indicators with a target: base, latest, target and 達成見込み; ▲
/// where it is behind the even pace.
class TargetsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, BaseColumn, LatestColumn, TargetColumn, ExpectedColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole };  // QString: the indicator's id

    explicit TargetsModel(const Words& words, QObject* parent = nullptr);

    void setProgress(std::vector<TargetProgress> progress);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const TargetProgress& one, int column) const;

    const Words& words_;
    std::vector<TargetProgress> progress_;
};

/// KGI and KPI beside each other, the furthest behind first. Choosing one shows
/// it.
class TargetsTable : public QTableView {
    Q_OBJECT

public:
    explicit TargetsTable(const Desk& desk, QWidget* parent = nullptr);

    bool isEmpty() const { return model_.rowCount() == 0; }
    /// The whole table: as tab-separated text, as an HTML table and as a picture, with the method below it.
    std::unique_ptr<QMimeData> copied() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void takeCity();
    void fit();
    void choose(const QModelIndex& index);

    const Desk desk_;
    TargetsModel model_;
};

}  // namespace chiiki::desktop
