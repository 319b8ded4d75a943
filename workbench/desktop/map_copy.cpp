#include "workbench/desktop/map_copy.h"

#include <utility>

#include <QPainter>
#include <QPointer>

#include "workbench/desktop/layered_picture.h"
#include "workbench/desktop/map_buttons.h"
#include "workbench/desktop/map_canvas.h"

namespace chiiki::desktop {
namespace {

QPixmap withAllSources(const QPixmap& picture, const MapFurniture& furniture)
{
    const double ratio = picture.devicePixelRatio();
    const QPixmap sources = furniture.allSources(ratio);
    const int top = static_cast<int>(furniture.ground().bottom() * ratio);
    QPixmap whole(picture.width(), top + sources.height());
    whole.setDevicePixelRatio(ratio);
    QPainter painter(&whole);
    painter.drawPixmap(0, 0, picture);
    painter.drawPixmap(QPointF(0, top / ratio), sources);
    return whole;
}

QPixmap copyOf(QWidget& picture)
{
    auto* buttons = picture.findChild<MapButtons*>();
    if (buttons)
        buttons->hide();
    const bool hadFocus = picture.hasFocus();
    picture.clearFocus();
    QPixmap copied = picture.grab();
    if (hadFocus)
        picture.setFocus();
    if (buttons)
        buttons->show();
    const auto* map = qobject_cast<const MapCanvas*>(&picture);
    return map && map->furniture().hasMoreSources() ? withAllSources(copied, map->furniture()) : copied;
}

void whenDrawn(QList<QPointer<QWidget>> widgets, const std::function<void()>& then)
{
    while (!widgets.isEmpty())
        if (auto* drawn = dynamic_cast<DrawnInBackground*>(widgets.takeLast().data())) {
            drawn->whenDrawn([widgets, then] { whenDrawn(widgets, then); });
            return;
        }
    then();
}

}  // namespace

void copyPicture(QWidget& picture, std::function<void(const QPixmap&)> take)
{
    QList<QPointer<QWidget>> widgets = {&picture};
    for (QWidget* part : picture.findChildren<QWidget*>())
        widgets.append(part);
    whenDrawn(widgets, [widget = QPointer(&picture), take = std::move(take)] {
        if (widget)
            take(copyOf(*widget));
    });
}

}  // namespace chiiki::desktop
