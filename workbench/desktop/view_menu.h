#pragma once

#include <QToolButton>

#include "workbench/desktop/desk.h"

class QMenu;

namespace chiiki::desktop {

/// 図 ▾, beside 地図|タイル図: the views of the theme that is looked at, then those of all.
class ViewMenu : public QToolButton {
    Q_OBJECT

public:
    explicit ViewMenu(const Desk& desk, QWidget* parent = nullptr);

private:
    void fill();
    void showChoice();

    const Desk desk_;
    QMenu* views_;
};

}  // namespace chiiki::desktop
