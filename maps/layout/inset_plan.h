#pragma once

#include <optional>
#include <vector>

#include "core/base/message.h"
#include "maps/scene/inset.h"
#include "maps/scene/map_layers.h"

namespace chiiki {

/// Height in px of the inset's caption above its box.
inline constexpr double insetCaptionHeight = 20;
inline constexpr double insetCaptionSize = 12;

/// 中心部拡大 beside a map: what it shows and where it stands.
struct InsetPlan {
    Inset inset;
    Box box;  // caption not included

    /// The frame it is drawn in.
    MapFrame frame() const;
    /// Box and caption: what names on the map must keep free.
    Box taken() const;
};

/// What keeps an inset away and small.
struct InsetRoom {
    Box bounds;               // where it may stand
    std::vector<Box> taken;   // but not over these
    double margin = 10;       // px from the nearest district
    double mostWidth = 1000;  // px
};

/// The largest free place for the centre of a map that shows the city in `main`. nullopt where every district is large
/// enough there, or where no place would enlarge the centre by 1.4.
std::optional<InsetPlan> planInset(const CityScene& city, const MapFrame& main, const InsetRoom& room);

/// The inset's outline on the main map, and one line between the nearest sides of the two.
void appendInsetLink(Scene& scene, const InsetPlan& plan, const MapFrame& main);

/// Outline and caption of the inset itself.
void appendInsetFrame(Scene& scene, const InsetPlan& plan, Language language);

}  // namespace chiiki
