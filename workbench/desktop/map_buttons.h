#pragma once

#include <QList>
#include <QWidget>

class QAction;

namespace chiiki::desktop {

/// What moves the map, for those who do not know its keys, in a corner of the map itself.
class MapButtons : public QWidget {
    Q_OBJECT

public:
    MapButtons(const QList<QAction*>& actions, QWidget* map);
};

}  // namespace chiiki::desktop
