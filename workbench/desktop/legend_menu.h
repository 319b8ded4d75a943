#pragma once

#include <QMenu>

#include "workbench/desktop/desk.h"

namespace chiiki::desktop {

/// What can be done with the legend: select the districts of a class, choose colours, number and method of classes,
/// write their limits, give the choice up again. The same menu stands in the menu bar and opens on the legend itself.
class LegendMenu : public QMenu {
    Q_OBJECT

public:
    explicit LegendMenu(const Desk& desk, QWidget* parent = nullptr);

private:
    void fill();
    void addClasses();
    void addRamps();
    void addCounts();
    void addMethods();
    void addLimits();
    void retranslate();

    const Desk desk_;
};

}  // namespace chiiki::desktop
