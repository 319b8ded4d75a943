#pragma once

#include <array>

#include <QTimer>
#include <QWidget>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/findings_model.h"
#include "workbench/desktop/latest_job.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace chiiki::desktop {

class FindingsDelegate;

/// 気づき: what the workspace and all overlays found, filtered by severity, theme and the selected districts. Choosing
/// one opens it and shows its district, indicator and year.
class FindingsPanel : public QWidget {
    Q_OBJECT

public:
    explicit FindingsPanel(const Desk& desk, QWidget* parent = nullptr);

    /// The next finding (1) or the one before (-1) in the list, chosen; groups open on the way.
    void step(int findings);

    /// Those of one plugin alone, as soon as there are any, until somebody filters otherwise.
    void showOf(const std::string& plugin);

    /// Whether the keyboard is in the list, on a finding that can be put right.
    bool canMend() const;
    /// Asks for the current one to be put right.
    void mend();

    /// Shows the state what a finding speaks of: its district selected, its indicator in its year.
    void goTo(const ShownFinding& shown);

signals:
    /// A finding was chosen: it may have a place on the map.
    void chosen(const chiiki::desktop::ShownFinding& shown);
    /// 「直す」: what the finding is about is to be opened (mendingOf).
    void mendAsked(const chiiki::desktop::ShownFinding& shown);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void takeFindings();
    void askForAnswers();
    void takeFilter();
    void choose(const QModelIndex& index);
    void open(const QModelIndex& index);
    void showTexts();
    void showEmptiness();
    void showThemes();

    const Desk desk_;
    FindingsModel model_;
    FindingsDelegate* delegate_;
    QLabel* title_;
    std::array<QToolButton*, 3> severities_;  // Act, Watch, Note
    QComboBox* theme_;
    QCheckBox* ofSelection_;
    QListView* list_;
    QLabel* empty_;
    QPushButton* all_;  // takes the filter away
    QString wanted_;    // the plugin of showOf() that has no findings yet
    LatestJob answering_;
    QPoint pressedAt_;  // of the list's viewport
    QTimer coming_;     // many overlays end together: listed once
};

}  // namespace chiiki::desktop
