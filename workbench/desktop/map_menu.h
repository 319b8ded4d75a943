#pragma once

#include <string>

#include <QList>
#include <QMenu>

#include "maps/scene/city_scene.h"
#include "workbench/desktop/desk.h"

namespace chiiki::desktop {

/// What was pointed at when the menu was asked for.
struct MenuPlace {
    std::string district;  // code; empty: the sea
    std::string town;      // 町丁; empty where none can be told, or the map is too coarse to mean one
    std::vector<Facility> facilities = {};  // under the pointer, or by key those around the middle of the map
};

/// The menu of the right button on map and tile map: the district pointed at, the facilities there that can be taken to
/// their right places, what the edit menu has, and on a close map the town that can be moved to another district.
class MapMenu : public QMenu {
    Q_OBJECT

public:
    /// `usual` are the actions of the edit menu. Deletes itself when it is closed.
    MapMenu(const Desk& desk, const MenuPlace& place, const QList<QAction*>& usual, QWidget* parent);

signals:
    /// The district is to be shown large.
    void zoomAsked(const std::string& district);
    /// 位置を直す.
    void moveAsked(const chiiki::Facility& facility);

private:
    void addDistrict(const MenuPlace& place);
    void addFacilities(const MenuPlace& place);
    void addTown(const MenuPlace& place);

    const Desk desk_;
};

/// The 町丁 of the census block at a place, in plane metres, among those of a district; empty where none lies there.
std::string townAt(const CityScene& city, Point plane, const std::string& districtCode);

/// Moves a town to another district: a step that can be undone.
void moveTown(const Desk& desk, const std::string& town, const std::string& districtCode);

}  // namespace chiiki::desktop
