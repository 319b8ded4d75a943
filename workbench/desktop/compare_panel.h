#pragma once

#include <optional>

#include <QWidget>

#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/desk.h"

class QLabel;

namespace chiiki::desktop {

class CompareTableView;

/// The right half of the window: what is shown and of which year, the table, and whether its parts add up.
class ComparePanel : public QWidget {
    Q_OBJECT

public:
    explicit ComparePanel(const Desk& desk, QWidget* parent = nullptr);

    CompareTableView& table() { return *table_; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void takeContent();
    void showTexts();
    void showTitle();

    const Desk desk_;
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
