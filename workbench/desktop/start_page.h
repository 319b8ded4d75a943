#pragma once

#include <vector>

#include <QWidget>

#include "workbench/desktop/planner_jobs.h"

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace chiiki::desktop {

class Words;

/// What the window shows while no workspace is open: what one came for, the files of late, the ways in, and why the
/// last one did not work.
class StartPage : public QWidget {
    Q_OBJECT

public:
    StartPage(Words& words, QWidget* parent = nullptr);

    /// While a file is being opened the buttons rest and a moving bar says so.
    void setOpening(bool isOpening);
    /// In red under the buttons; empty takes it away.
    void setError(const QString& sentence);

signals:
    void openRequested();
    void yamaguchiRequested();
    void fileRequested(const QString& path);
    void jobRequested(const chiiki::desktop::PlannerJob& job);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void makeJobs(QGridLayout& grid);
    void showRecent();
    void showScreen();
    void retranslate();

    Words& words_;
    QLabel* title_;
    QLabel* about_;
    QPushButton* open_;
    QPushButton* yamaguchi_;
    QPushButton* language_;
    QPushButton* screen_;  // 明 | 暗
    QLabel* yamaguchiNote_;
    QLabel* jobsTitle_;
    std::vector<QPushButton*> jobs_;  // as plannerJobs()
    QLabel* recentTitle_;
    QVBoxLayout* recent_;
    QLabel* error_;
    QProgressBar* progress_;
    QLabel* opening_;
    QLabel* drop_;
};

}  // namespace chiiki::desktop
