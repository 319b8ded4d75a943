#include "workbench/desktop/selection_outlines.h"

#include <vector>

#include "maps/scene/page_geometry.h"
#include "maps/style/palette.h"
#include "workbench/desktop/selection_model.h"

namespace chiiki::desktop {
namespace {

Scene outlinesOf(const CityScene& city, const MapFrame& frame, const std::vector<std::string>& codes,
                 const std::vector<Stroke>& strokes)
{
    const std::vector<MultiPolygon>& outlines = city.outlines(frame.view.metresPerPixel);
    Extent seen;
    seen.include(frame.view.toPlane({frame.box.x, frame.box.y}));
    seen.include(frame.view.toPlane({frame.box.right(), frame.box.bottom()}));
    Scene scene;
    scene.items.push_back(ClipBegin{frame.box});
    for (const std::string& code : codes)
        for (std::size_t i = 0; i < outlines.size(); ++i) {
            const DistrictShape& shape = city.districts()[i];
            if (shape.code != code || !shape.extent.intersects(seen))
                continue;
            Path path;
            addArea(path, outlines[i], frame.view, frame.box.grownBy(8));
            for (const Stroke& stroke : strokes)
                scene.items.push_back(PathItem{path, {}, {}, stroke});
        }
    scene.items.push_back(ClipEnd{});
    return scene;
}

}  // namespace

Scene selectionOutlines(const CityScene& city, const MapFrame& frame, const SelectionModel& selection)
{
    // One of black and white stands out on every class colour; a hue would not.
    const Stroke casing{rgb(0x000000), 4.5, {}, true};
    const Stroke core{rgb(0xFFFFFF), 1.5, {}, true};
    return outlinesOf(city, frame, selection.districts(), {casing, core});
}

Scene hoverOutline(const CityScene& city, const MapFrame& frame, const SelectionModel& selection)
{
    if (selection.hovered().empty() || selection.contains(selection.hovered()))
        return {};
    return outlinesOf(city, frame, {selection.hovered()}, {Stroke{rgb(0x000000), 2, {}, true}});
}

Scene focusOutline(const CityScene& city, const MapFrame& frame, const std::string& code, bool isSelected)
{
    // Told from the selection by its dashes, not by its hue; black outside where it is selected too.
    const Stroke ground{rgb(0xFFFFFF), 4, {}, true};
    const Stroke dashes{palette::accent, 2.5, {7, 4}, false};
    if (isSelected)
        return outlinesOf(city, frame, {code}, {Stroke{rgb(0x000000), 7, {}, true}, ground, dashes});
    return outlinesOf(city, frame, {code}, {ground, dashes});
}

}  // namespace chiiki::desktop
