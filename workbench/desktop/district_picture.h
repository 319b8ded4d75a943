#pragma once

#include <string>
#include <vector>

#include <QPointF>
#include <QRectF>

class QWidget;

namespace chiiki::desktop {

/// A widget that shows districts as a picture: what keys and assistive technology need to know of it.
class DistrictPicture {
public:
    virtual ~DistrictPicture() = default;

    virtual QWidget& widget() = 0;
    /// The districts shown, in the snapshot's order.
    virtual std::vector<std::string> codes() const = 0;
    /// Around what is seen of a district, in px of the widget; empty where nothing of it is in sight.
    virtual QRectF placeOf(const std::string& code) const = 0;
    /// The district at a place of the widget; empty where there is none.
    virtual std::string districtAt(QPointF place) const = 0;
};

}  // namespace chiiki::desktop
