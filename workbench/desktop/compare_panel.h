#pragma once

#include <optional>

#include <QWidget>

#include "workbench/desktop/compare_table_model.h"

class QLabel;

namespace chiiki::desktop {

class CompareTableView;
class SelectionModel;
class Words;

/// The right half of the window: what is shown and of which year, the table, and whether its parts add up.
class ComparePanel : public QWidget {
    Q_OBJECT

public:
    ComparePanel(SelectionModel& selection, const Words& words, QWidget* parent = nullptr);

    CompareTableView& table() { return *table_; }

    void setContent(SnapshotPtr snapshot, std::optional<ShownIndicator> shown);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showTexts();
    void showTitle();

    const Words& words_;
    SnapshotPtr snapshot_;
    std::optional<ShownIndicator> shown_;
    CompareTableModel model_;
    CompareSortProxy sorted_;
    QLabel* title_;
    QLabel* year_;
    CompareTableView* table_;
    QLabel* reconciliation_;
};

}  // namespace chiiki::desktop
