#pragma once

#include <optional>

#include <QWidget>

#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/usecases/input_value.h"

class QLabel;

namespace chiiki::desktop {

class CompareTableView;
class TargetsTable;

/// The right half of the window: what is shown and of which year, the table, and whether its parts add up.
class ComparePanel : public QWidget {
    Q_OBJECT

public:
    explicit ComparePanel(const Desk& desk, QWidget* parent = nullptr);

    CompareTableView& table() { return *table_; }

    /// The selected rows (all where none is selected) to the clipboard: HTML, tab-separated text and a picture. With
    /// the keyboard in the table of targets, that one.
    void copy();
    /// The maps of 並べて比較, a column each; empty where there is one map.
    void showMaps(std::vector<ShownIndicator> maps) { model_.setMaps(std::move(maps)); }
    /// The indicator of the focused column, otherwise the one shown, becomes a column of its own; or no longer is one.
    void pin();
    void unpin();
    /// The focused cell, otherwise the value of the district touched last, to be typed into where somebody wrote it
    /// down; a value that was worked out says so by derivedValue().
    void edit();

signals:
    void derivedValue();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void takeContent();
    void changePins(bool isIn);
    void openEdit(const InputCell& cell, const std::string& indicator, const std::string& district);
    void showTexts();
    void showTitle();

    const Desk desk_;
    SnapshotPtr snapshot_;
    std::optional<ShownIndicator> shown_;
    LatestJob finding_;  // what a cell is made of
    CompareTableModel model_;
    CompareSortProxy sorted_;
    QLabel* title_;
    QLabel* method_;  // of what the targets are expected to come to
    QLabel* year_;
    TargetsTable* targets_;  // where the indicator is of the city alone
    CompareTableView* table_;
    QLabel* reconciliation_;
};

}  // namespace chiiki::desktop
