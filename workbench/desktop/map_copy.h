#pragma once

#include <QPixmap>

class QWidget;

namespace chiiki::desktop {

/// What stands in the map's place, as it is pasted elsewhere: without buttons and without the ring that says where the
/// keyboard is; of a map with all of its sources, for which the window has no room.
QPixmap copyOfPicture(QWidget& picture);

}  // namespace chiiki::desktop
