#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QScrollArea>
#include <QTimer>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/usecases/plugin_rows.h"

class QLabel;
class QPushButton;

namespace chiiki::desktop {

class FieldEditor;

/// One row of a plugin's table to be typed: a field a line, with what is wrong below it and what the plugin's rules say
/// at the end, both while one types. Keeping it is one step that can be undone.
class RowForm : public QScrollArea {
    Q_OBJECT

public:
    explicit RowForm(const Desk& desk, QWidget* parent = nullptr);

    /// The fields of this table; `rows`: all of its plugin's tables, for links.
    void setTable(const PluginTablePlace& place, const std::vector<PluginTable>& tables);
    /// Shows a row to be edited; nullptr = a new one, empty. What was typed and not kept is gone.
    void setRow(const PluginTable* table, const PluginRow* row);
    /// Puts the cursor into a field.
    void focusField(const std::string& fieldId);
    /// What was typed and is not kept yet.
    EnteredFields typed() const;
    /// Types it again, where the form was built anew.
    void type(const EnteredFields& fields);
    /// Something was typed that is not kept yet.
    bool isDirty() const { return isDirty_; }

signals:
    /// The row is on its way into the workspace.
    void kept();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    void build(const std::vector<PluginTable>& tables);
    void edited();
    void judge();
    void take(const RowVerdicts& verdicts);
    void keep();
    void revert();
    void showButtons();

    const Desk desk_;
    PluginTablePlace place_;
    std::string uid_;                  // of the row that is edited; empty = a new one
    std::vector<std::string> before_;  // by editor
    std::vector<FieldEditor*> editors_;
    QLabel* title_ = nullptr;
    QLabel* rules_ = nullptr;
    QPushButton* keep_ = nullptr;
    QPushButton* revert_ = nullptr;
    bool isDirty_ = false;
    QTimer rest_;
    LatestJob job_;
};

}  // namespace chiiki::desktop
