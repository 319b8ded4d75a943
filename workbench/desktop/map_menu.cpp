#include "workbench/desktop/map_menu.h"

#include <vector>

#include "core/geo/area_locator.h"
#include "core/geo/crs.h"
#include "core/geo/transform.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/district_move.h"

namespace chiiki::desktop {

MapMenu::MapMenu(const Desk& desk, const MenuPlace& place, const QList<QAction*>& usual, QWidget* parent)
    : QMenu(parent)
    , desk_(desk)
{
    setObjectName(QStringLiteral("mapMenu"));
    setAttribute(Qt::WA_DeleteOnClose);
    addFacilities(place);
    addDistrict(place);
    addActions(usual);
    addTown(place);
}

void MapMenu::addDistrict(const MenuPlace& place)
{
    const District* district = findDistrict(*desk_.document.city()->snapshot, place.district);
    if (!district)
        return;
    const Words& words = desk_.words;
    const QString name = QString::fromStdString(district->name);
    SelectionModel& selection = desk_.state.selection();
    const bool isIn = selection.contains(place.district);
    connect(addAction(words("desktop.map_menu_only", {name})), &QAction::triggered, this,
            [&selection, code = place.district] { selection.replace(code); });
    connect(addAction(words(isIn ? "desktop.map_menu_out" : "desktop.map_menu_in", {name})), &QAction::triggered, this,
            [&selection, code = place.district] { selection.toggle(code); });
    connect(addAction(words("desktop.map_menu_zoom", {name})), &QAction::triggered, this,
            [this, code = place.district] { emit zoomAsked(code); });
    addSeparator();
}

void MapMenu::addFacilities(const MenuPlace& place)
{
    if (place.facilities.empty())
        return;
    // One needs no list to choose from.
    const bool isOne = place.facilities.size() == 1;
    QMenu* menu = isOne ? this : addMenu(desk_.words("desktop.map_menu_move"));
    if (!isOne)
        menu->setObjectName(QStringLiteral("mapMenuFacilities"));
    for (const Facility& facility : place.facilities) {
        QString name = QString::fromStdString(facility.name.empty() ? facility.id : facility.name);
        // An ampersand in a name is no mnemonic.
        name.replace(u'&', QStringLiteral("&&"));
        QAction* action = menu->addAction(isOne ? desk_.words("desktop.map_menu_move_one", {name}) : name);
        action->setEnabled(desk_.document.writer().canWrite());
        connect(action, &QAction::triggered, this, [this, facility] { emit moveAsked(facility); });
    }
    addSeparator();
}

void MapMenu::addTown(const MenuPlace& place)
{
    if (place.town.empty())
        return;
    addSeparator();
    QMenu* menu = addMenu(desk_.words("desktop.map_menu_move_town", {QString::fromStdString(place.town)}));
    menu->setObjectName(QStringLiteral("mapMenuTown"));
    menu->setEnabled(desk_.document.writer().canWrite());
    for (const District& district : desk_.document.city()->snapshot->districts)
        if (district.code != place.district)
            connect(menu->addAction(QString::fromStdString(district.name)), &QAction::triggered, this,
                    [desk = desk_, town = place.town, to = district.code] { moveTown(desk, town, to); });
}

std::string townAt(const CityScene& city, Point plane, const std::string& districtCode)
{
    const Snapshot& snapshot = city.snapshot();
    const auto toLonLat = Transform::between(snapshot.city.planeEpsg, storedEpsg);
    if (!toLonLat)
        return {};
    std::vector<MultiPolygon> outlines;
    std::vector<const DemandArea*> blocks;
    for (const DemandArea& block : snapshot.demandAreas)
        if (block.districtCode == districtCode) {
            outlines.push_back(block.outline);
            blocks.push_back(&block);
        }
    const int index = AreaLocator(outlines).locate((*toLonLat)(plane));
    return index < 0 ? std::string() : blocks[static_cast<std::size_t>(index)]->town;
}

void moveTown(const Desk& desk, const std::string& town, const std::string& districtCode)
{
    desk.document.writer().change(
        [town, districtCode](Workspace& workspace, const ChangeStamp& stamp) -> Result<SnapshotPtr> {
            DistrictMoveRequest request;
            request.town = town;
            request.to = districtCode;
            request.stamp = stamp;
            auto moved = moveDistrict(workspace, request);
            if (!moved)
                return tl::unexpected(moved.error());
            return moved->snapshot;
        });
}

}  // namespace chiiki::desktop
