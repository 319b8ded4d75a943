#pragma once

#include <string>
#include <vector>

#include <QWidget>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/desktop/row_model.h"
#include "workbench/desktop/view_state.h"

class QLabel;
class QPushButton;
class QSplitter;
class QTableView;

namespace chiiki::desktop {

class RowForm;

/// A table of a plugin in the map's place: the rows that count as a grid, below it the current one as a form.
class RowsPane : public QWidget {
    Q_OBJECT

public:
    explicit RowsPane(const Desk& desk, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// All tables of the plugin, as they count.
    struct Read {
        PluginTablePlace place;
        std::vector<PluginTable> tables;
        Diagnostics setAside;
    };

    void load();
    void take(const Picture& wanted, Result<Read> read);
    void showCurrent();
    void beginNew();
    void remove();
    void editCell(const QModelIndex& index);
    void retranslate();
    void showTexts();
    void fitColumns();

    const Desk desk_;
    Picture shown_;
    Read read_;
    PluginTable table_;
    RowModel model_;
    QLabel* title_;
    QLabel* count_;
    QPushButton* all_;
    QPushButton* add_;
    QPushButton* remove_;
    QLabel* line_;
    QTableView* grid_;
    RowForm* form_;
    std::string wanted_;            // uid to go to after a change
    bool isOtherLanguage_ = false;  // than its texts have
    LatestJob job_;
};

}  // namespace chiiki::desktop
