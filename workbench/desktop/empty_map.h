#pragma once

#include <QWidget>

#include "workbench/desktop/desk.h"

class QLabel;
class QPushButton;

namespace chiiki::desktop {

/// In the map's place where the city's districts have no outlines: says so, and leads to the tile map.
class EmptyMap : public QWidget {
    Q_OBJECT

public:
    EmptyMap(const Desk& desk, QWidget* map);

private:
    void retranslate();

    const Desk desk_;
    QLabel* sentence_;
    QPushButton* toTiles_;
};

}  // namespace chiiki::desktop
