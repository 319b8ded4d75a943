#pragma once

#include <optional>
#include <string>

#include <QFrame>
#include <QPointer>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/desktop/view_state.h"
#include "workbench/usecases/explain.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTextBrowser;
class QToolButton;

namespace chiiki::desktop {

/// Which number is asked about, and where it stands on the screen.
struct WhyQuestion {
    std::string indicator;    // full id
    std::string district;     // code; empty = the city
    std::optional<int> year;  // nullopt = the latest with a number
    QRect place;              // of the cell, in global coordinates
};

/// この数字の根拠: what `chiiki explain` says of one number, beside it, with an arrow at it. Not modal: the window goes
/// on, and Esc gives the focus back to where it was.
class WhyPopover : public QFrame {
    Q_OBJECT

public:
    /// A child of the window over which it opens.
    WhyPopover(const Desk& desk, QWidget* window);

    void ask(const WhyQuestion& question);
    /// What is told; nullopt while it is worked out and where it could not be.
    const std::optional<Explanation>& explanation() const { return explanation_; }
    void dismiss();

signals:
    /// 答弁メモ of what is explained; an empty code: of the city.
    void answerAsked(const std::string& indicator, const std::string& district);
    void answered();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void work();
    void showAnswer();
    void showError(const Error& error);
    void place();
    void retranslate();
    QString html() const;
    QString tableLine(const QString& heading, const QString& text) const;
    void openRows();

    const Desk desk_;
    WhyQuestion question_;
    std::optional<Explanation> explanation_;
    Picture rowsBehind_;  // 元の行; its view is empty where there are none
    QLabel* title_;
    QToolButton* close_;
    QTextBrowser* text_;
    QPushButton* copy_;
    QPushButton* rows_;
    QPushButton* answer_;
    QLineEdit* command_;
    QPointer<QWidget> focusBefore_;
    QPoint tip_;  // of the arrow, in own coordinates
    bool isBelow_ = true;
    LatestJob job_;
};

}  // namespace chiiki::desktop
