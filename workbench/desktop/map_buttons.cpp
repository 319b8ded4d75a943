#include "workbench/desktop/map_buttons.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace chiiki::desktop {

MapButtons::MapButtons(const QList<QAction*>& actions, QWidget* map)
    : QWidget(map)
{
    setObjectName(QStringLiteral("mapButtons"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (QAction* action : actions) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setFocusPolicy(Qt::TabFocus);  // a click leaves the keys with the map
        row->addWidget(button);
    }
}

}  // namespace chiiki::desktop
