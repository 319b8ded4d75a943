#pragma once

#include <string>

#include <QPlainTextEdit>
#include <QTimer>

#include "workbench/desktop/desk.h"

namespace chiiki::desktop {

/// メモ of a district, as text to write in. What was typed is in the workspace when one leaves it, or one second after
/// the last key; it can be undone like any other change.
class NoteEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit NoteEdit(const Desk& desk, QWidget* parent = nullptr);

    /// Empty: none, and what was typed for the one before is kept first.
    void setDistrict(const std::string& code);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void focusOutEvent(QFocusEvent* event) override;

private:
    void takeNote();
    void keep();

    const Desk desk_;
    std::string code_;
    QString known_;  // as the workspace has it, or will have
    QTimer pause_;
};

}  // namespace chiiki::desktop
