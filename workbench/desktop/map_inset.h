#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QWidget>

#include "maps/scene/map_layers.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/district_access.h"
#include "workbench/desktop/district_picture.h"

namespace chiiki::desktop {

/// 中心部拡大 as assistive technology finds it, with its own name and districts. The map draws it and takes its clicks;
/// this stands in its place and shows nothing itself.
class MapInset : public QWidget, public DistrictPicture {
    Q_OBJECT

public:
    /// `map` is the widget that draws it.
    MapInset(const Desk& desk, QWidget& map);

    /// Where it is now and what it shows; nullopt where there is none.
    void place(const std::optional<MapFrame>& frame, const std::vector<std::string>& codes, const CityScene& city);

    QWidget& widget() override { return *this; }
    std::vector<std::string> codes() const override { return codes_; }
    QRectF placeOf(const std::string& code) const override;
    std::string districtAt(QPointF place) const override;

private:
    void retranslate();

    const Desk desk_;
    DistrictAccess access_;
    std::optional<MapFrame> frame_;
    std::vector<std::string> codes_;
    std::optional<CityScene> city_;
};

}  // namespace chiiki::desktop
