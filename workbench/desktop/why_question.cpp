#include "workbench/desktop/why_question.h"

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/tile_view.h"
#include "workbench/desktop/view_state.h"

namespace chiiki::desktop {
namespace {

constexpr int around = 12;  // px round a name on the map

QRect globalRect(const QWidget& widget, const QRect& rect)
{
    return {widget.mapToGlobal(rect.topLeft()), rect.size()};
}

QRect middleOf(const QWidget& widget)
{
    return globalRect(widget, QRect(widget.rect().center(), QSize(1, 1)));
}

QRect placeOnMap(const MapCanvas& map, const CityScene& scene, const std::string& code)
{
    for (const DistrictShape& district : scene.districts())
        if (district.code == code && district.labelPoint) {
            const QPoint place = map.viewport().toScreen(*district.labelPoint).toPoint();
            const QRect mark = QRect(place, QSize(1, 1)).adjusted(-around, -around, around, around);
            if (map.rect().contains(place))
                return globalRect(map, mark);
        }
    return middleOf(map);
}

QRect placeOnTiles(const TileView& tiles, const Snapshot& city, const std::string& code)
{
    for (std::size_t i = 0; i < city.districts.size() && i < tiles.tiles().size(); ++i)
        if (city.districts[i].code == code) {
            const Box& box = tiles.tiles()[i].box;
            return globalRect(tiles, QRectF(box.x, box.y, box.width, box.height).toRect());
        }
    return middleOf(tiles);
}

}  // namespace

WhyQuestion questionAt(const Desk& desk, QWidget* focus, const CompareTableView& table, const MapCanvas& map,
                       const TileView& tiles)
{
    WhyQuestion question;
    question.indicator = desk.state.indicator();
    question.district = desk.state.selection().primary();
    if (desk.document.shown())
        question.year = desk.document.shown()->year.year;
    const QModelIndex cell = table.currentIndex();
    if (focus && (focus == &table || table.isAncestorOf(focus)) && cell.isValid()) {
        question.district = table.codeAt(cell);
        if (const QVariant id = cell.data(CompareTableModel::IndicatorRole); id.isValid()) {
            question.indicator = id.toString().toStdString();
            question.year = cell.data(CompareTableModel::YearRole).toInt();
        }
        question.place = globalRect(*table.viewport(), table.visualRect(cell));
    } else if (tiles.isVisible())
        question.place = placeOnTiles(tiles, *desk.document.city()->snapshot, question.district);
    else if (map.isVisible())
        question.place = placeOnMap(map, desk.document.city()->scene, question.district);
    else
        question.place = middleOf(focus ? *focus : static_cast<const QWidget&>(table));
    return question;
}

}  // namespace chiiki::desktop
