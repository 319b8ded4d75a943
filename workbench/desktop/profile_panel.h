#pragma once

#include <array>
#include <string>

#include <QScrollArea>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/district_figures.h"
#include "workbench/desktop/figures_model.h"
#include "workbench/desktop/findings_model.h"

class QLabel;
class QListView;
class QVBoxLayout;

namespace chiiki::desktop {

class FindingsDelegate;
class NoteEdit;

/// 地域カルテ: all of one district on one page, the one touched last; the whole city where none is selected. Scrolls
/// downwards alone.
class ProfilePanel : public QScrollArea {
    Q_OBJECT

public:
    explicit ProfilePanel(const Desk& desk, QWidget* parent = nullptr);

signals:
    /// A finding of the district was chosen.
    void findingChosen(const chiiki::desktop::ShownFinding& shown);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct KeyFigure {
        QLabel* title;
        QLabel* value;
        QLabel* rank;
    };

    QLabel* addSection(QVBoxLayout& column);
    void takeDistrict();
    void takeFigures();
    void takeFindings();
    void showFacilities();
    void fitLists();
    void fitList(QListView& list);

    const Desk desk_;
    DistrictFigures figures_;
    FiguresModel figuresModel_;
    FindingsModel findingsModel_;
    FindingsDelegate* findingsDelegate_;
    std::string code_;  // of the district shown; empty = the city
    QLabel* name_;
    QLabel* reading_;
    QLabel* centre_;
    std::array<KeyFigure, 3> keys_;
    QLabel* figuresTitle_;
    QListView* figuresList_;
    QLabel* facilitiesTitle_;
    QLabel* facilities_;
    QLabel* findingsTitle_;
    QListView* findingsList_;
    QLabel* noteTitle_;
    NoteEdit* note_;
};

}  // namespace chiiki::desktop
