#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QWidget>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/desktop/multiples_plan.h"

class QButtonGroup;
class QComboBox;
class QGridLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace chiiki::desktop {

class ClassStrip;
class MultiplesMap;

/// 並べて比較: 2 to 6 linked maps, by year or by indicator, of values or of differences to a year, with one legend
/// where they share one. What it shows is the state's choice; nothing is computed while it is not seen.
class MultiplesGrid : public QWidget {
    Q_OBJECT

public:
    explicit MultiplesGrid(const Desk& desk, QWidget* parent = nullptr);

    /// The maps that are shown, in their order.
    std::vector<const MultiplesMap*> maps() const;
    /// What they show.
    std::vector<ShownIndicator> shownMaps() const;

    QSize minimumSizeHint() const override { return {280, 240}; }

signals:
    void closed();
    void mapsChanged();

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// One map with what stands around it.
    struct Cell {
        QWidget* frame;
        QLabel* title;
        QToolButton* remove;
        MultiplesMap* map;
        QLabel* reading;  // the value of the district pointed at or selected
        ClassStrip* legend;
    };

    void makeControls();
    Cell makeCell(int index);
    void change(const MultiplesChoice& choice);
    void removeItem(int index);
    void openItem(int index);
    void refresh();
    void showControls();
    void planIndicators();
    std::vector<std::string> wantedIndicators() const;
    void place(std::vector<MultiplesItem> items);
    void showReadings();
    void retranslate();

    const Desk desk_;
    LatestJob computing_;
    std::vector<MultiplesItem> items_;
    std::vector<Cell> cells_;
    QLabel* byLabel_;
    QLabel* countLabel_;
    QLabel* classesLabel_;
    QLabel* showLabel_;
    QToolButton* byYears_;
    QToolButton* byIndicators_;
    QButtonGroup* counts_;
    QToolButton* sharedClasses_;
    QToolButton* ownClasses_;
    QToolButton* values_;
    QToolButton* differences_;
    QComboBox* base_;
    QToolButton* close_;
    QScrollArea* page_;  // where the window is too low for maps of a size to be read
    QWidget* body_;
    QGridLayout* grid_;
    ClassStrip* legend_;
    QLabel* note_;
};

}  // namespace chiiki::desktop
