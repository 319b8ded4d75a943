#pragma once

#include <functional>

#include <QFrame>

#include "workbench/desktop/desk.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace chiiki::desktop {

/// A line above the panes: what happened, what still works, and one thing that would do. Never a box in the way.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Problem, Note };

    explicit NoticeBar(const Desk& desk, QWidget* parent = nullptr);

    /// `action` empty: there is nothing to press but ✕.
    void tell(Kind kind, const QString& sentence, const QString& actionTitle = {}, std::function<void()> action = {});
    void clear();
    QString sentence() const;

private:
    const Desk desk_;
    QLabel* sign_;
    QLabel* text_;
    QPushButton* button_;
    QToolButton* close_;
    std::function<void()> action_;
};

}  // namespace chiiki::desktop
