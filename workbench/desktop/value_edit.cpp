#include "workbench/desktop/value_edit.h"

#include <QKeyEvent>

namespace chiiki::desktop {

ValueEdit::ValueEdit(const QString& present, QWidget* parent)
    : QLineEdit(present, parent)
    , present_(present)
{
    setObjectName(QStringLiteral("valueEdit"));
    setAlignment(Qt::AlignRight);
    selectAll();
    connect(this, &QLineEdit::returnPressed, this, [this] { finish(true); });
}

bool ValueEdit::event(QEvent* event)
{
    const bool isEscape = (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) &&
                          static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (!isEscape)
        return QLineEdit::event(event);
    // Esc closes this, and leaves the selection alone.
    event->accept();
    if (event->type() == QEvent::KeyPress)
        finish(false);
    return true;
}

void ValueEdit::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        finish(true);
}

void ValueEdit::finish(bool isKept)
{
    if (isDone_)
        return;
    isDone_ = true;
    if (isKept && text() != present_)
        emit typed(text());
    if (hasFocus() && parentWidget())
        parentWidget()->setFocus();
    hide();
    deleteLater();
}

}  // namespace chiiki::desktop
