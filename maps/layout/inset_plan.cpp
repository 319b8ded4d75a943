#include "maps/layout/inset_plan.h"

#include <algorithm>

#include "maps/scene/free_box.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

constexpr double leastEnlargement = 1.4;  // an inset that enlarges less is not worth its place
constexpr double cell = 4;                // px, of the search for a free place

FreeGround freeGround(const CityScene& city, const MapFrame& main, const InsetRoom& room)
{
    FreeGround ground(room.bounds, cell);
    // District by district: even-odd over all of them together would open shared ground.
    for (const MultiPolygon& area : city.outlines(main.view.metresPerPixel)) {
        std::vector<std::vector<Point>> rings;
        for (const Polygon& polygon : area)
            for (const Ring& ring : polygon.rings) {
                std::vector<Point>& points = rings.emplace_back();
                points.reserve(ring.size());
                for (const Point p : ring)
                    points.push_back(main.view(p));
            }
        ground.takeArea(rings, room.margin);
    }
    for (const Box& box : room.taken)
        ground.takeBox(box);
    return ground;
}

Path boxPath(const Box& box)
{
    Path path;
    path.addBox(box);
    return path;
}

}  // namespace

MapFrame InsetPlan::frame() const
{
    MapFrame frame = fittedFrame(box, inset.extent);
    frame.isInset = true;
    return frame;
}

Box InsetPlan::taken() const
{
    return {box.x, box.y - insetCaptionHeight, box.width, box.height + insetCaptionHeight};
}

std::optional<InsetPlan> planInset(const CityScene& city, const MapFrame& main, const InsetRoom& room)
{
    auto inset = chooseInset(city, main.view.metresPerPixel);
    if (!inset)
        return std::nullopt;
    const double aspect = inset->extent.width() / inset->extent.height();
    const double leastWidth = leastEnlargement * inset->extent.width() / main.view.metresPerPixel;
    // The caption makes the place higher by a share that depends on its size: that of a middling one will do.
    constexpr double middlingHeight = 300;
    const auto place =
        freeGround(city, main, room)
            .largestBox(1 / (1 / aspect + insetCaptionHeight / middlingHeight), leastWidth, room.mostWidth);
    if (!place)
        return std::nullopt;
    const double height = std::min(place->height - insetCaptionHeight, place->width / aspect);
    return InsetPlan{std::move(*inset), {place->x, place->y + insetCaptionHeight, height * aspect, height}};
}

void appendInsetLink(Scene& scene, const InsetPlan& plan, const MapFrame& main)
{
    const Box& box = plan.box;
    const Point topLeft = main.view({plan.inset.extent.minX, plan.inset.extent.maxY});
    const Point bottomRight = main.view({plan.inset.extent.maxX, plan.inset.extent.minY});
    const Box looked = {topLeft.x, topLeft.y, bottomRight.x - topLeft.x, bottomRight.y - topLeft.y};
    Path leader;
    const bool isRight = looked.x >= box.right();
    const bool isLeft = looked.right() <= box.x;
    const bool isBelow = looked.y >= box.bottom();
    if (isBelow && !(isLeft && box.bottom() > looked.y))
        leader.addPolyline({{isRight ? box.right() : std::clamp(looked.centre().x, box.x, box.right()), box.bottom()},
                            {isRight ? looked.x : std::clamp(box.centre().x, looked.x, looked.right()), looked.y}},
                           false);
    else if (isRight)
        leader.addPolyline(
            {{box.right(), std::clamp(looked.centre().y, box.y, box.bottom())}, {looked.x, looked.centre().y}}, false);
    else
        leader.addPolyline(
            {{box.x, std::clamp(looked.centre().y, box.y, box.bottom())}, {looked.right(), looked.centre().y}}, false);
    for (const Path& path : {boxPath(looked), leader}) {
        scene.items.push_back(PathItem{path, {}, {}, Stroke{withOpacity(rgb(0xFFFFFF), 0.9), 3, {}, false}});
        scene.items.push_back(PathItem{path, {}, {}, Stroke{palette::secondText, 1, {}, false}});
    }
}

void appendInsetFrame(Scene& scene, const InsetPlan& plan, Language language)
{
    scene.items.push_back(PathItem{boxPath(plan.box), {}, {}, Stroke{palette::secondText, 1, {}, false}});
    scene.items.push_back(TextItem{{plan.box.x, plan.box.y - 6},
                                   speak({"maps.inset_title", {}}, language),
                                   insetCaptionSize,
                                   true,
                                   palette::secondText,
                                   palette::paper,
                                   2});
}

}  // namespace chiiki
