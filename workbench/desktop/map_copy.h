#pragma once

#include <functional>

#include <QPixmap>

class QWidget;

namespace chiiki::desktop {

/// What stands in the map's place, as it is pasted elsewhere: without buttons and without the ring that says where the
/// keyboard is; of a map with all of its sources, for which the window has no room.
/// `take` gets it once all of it is drawn; not at all where the picture ends before.
void copyPicture(QWidget& picture, std::function<void(const QPixmap&)> take);

}  // namespace chiiki::desktop
