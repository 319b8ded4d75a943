#pragma once

#include <QLineEdit>

namespace chiiki::desktop {

/// A cell that is being typed into, over the cell itself: Enter or leaving it keeps what was typed, Esc does not. It
/// deletes itself.
class ValueEdit : public QLineEdit {
    Q_OBJECT

public:
    ValueEdit(const QString& present, QWidget* parent);

signals:
    /// Another text than the present one.
    void typed(const QString& text);

protected:
    bool event(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void finish(bool isKept);

    const QString present_;
    bool isDone_ = false;
};

}  // namespace chiiki::desktop
