#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace chiiki::desktop {

class Words;

/// What the window shows while no workspace is open: the ways in, and why the last one did not work.
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

private:
    void retranslate();

    Words& words_;
    QLabel* title_;
    QLabel* about_;
    QPushButton* open_;
    QPushButton* yamaguchi_;
    QPushButton* language_;
    QLabel* yamaguchiNote_;
    QLabel* error_;
    QProgressBar* progress_;
    QLabel* opening_;
};

}  // namespace chiiki::desktop
