#include "workbench/desktop/map_inset.h"

#include "workbench/desktop/words.h"

namespace chiiki::desktop {

MapInset::MapInset(const Desk& desk, QWidget& map)
    : QWidget(&map)
    , desk_(desk)
    , access_(desk, *this)
{
    setObjectName(QStringLiteral("mapInset"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    connect(&desk_.words, &Words::changed, this, &MapInset::retranslate);
    retranslate();
    hide();
}

void MapInset::place(const std::optional<MapFrame>& frame, const std::vector<std::string>& codes, const CityScene& city)
{
    frame_ = frame;
    codes_ = codes;
    city_ = city;
    if (frame_)
        setGeometry(QRectF(frame_->box.x, frame_->box.y, frame_->box.width, frame_->box.height).toAlignedRect());
    setVisible(frame_.has_value());
}

QRectF MapInset::placeOf(const std::string& code) const
{
    if (frame_)
        for (const DistrictShape& district : city_->districts())
            if (district.code == code && !district.extent.isEmpty()) {
                const Point topLeft = frame_->view({district.extent.minX, district.extent.maxY});
                const Point bottomRight = frame_->view({district.extent.maxX, district.extent.minY});
                return QRectF(QPointF(topLeft.x - x(), topLeft.y - y()),
                              QPointF(bottomRight.x - x(), bottomRight.y - y()))
                    .intersected(rect().toRectF());
            }
    return {};
}

std::string MapInset::districtAt(QPointF place) const
{
    if (!frame_)
        return {};
    const int index = city_->districtAt(frame_->view.toPlane({place.x() + x(), place.y() + y()}));
    return index < 0 ? std::string() : city_->districts()[static_cast<std::size_t>(index)].code;
}

void MapInset::retranslate()
{
    setAccessibleName(desk_.words("desktop.map_inset"));
}

}  // namespace chiiki::desktop
