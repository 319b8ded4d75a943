#pragma once

#include <QTimer>
#include <QWidget>

#include "workbench/desktop/desk.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace chiiki::desktop {

/// 計算: how much is computed in the background now, and a button that stops it. There only while something is. What
/// was shown before stays when it is stopped.
class JobBar : public QWidget {
    Q_OBJECT

public:
    explicit JobBar(const Desk& desk, QWidget* parent = nullptr);

private:
    void showJobsSoon();
    void showJobs();
    void retranslate();

    const Desk desk_;
    QTimer coming_;
    int most_ = 0;  // jobs at once since nothing ran; the whole that the bar fills
    QLabel* count_;
    QProgressBar* bar_;
    QToolButton* stop_;
};

}  // namespace chiiki::desktop
