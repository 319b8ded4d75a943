#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/snapshot.h"
#include "maps/layout/legend.h"
#include "maps/scene/city_scene.h"
#include "maps/scene/map_labels.h"
#include "maps/scene/scene.h"
#include "maps/scene/tile_grid.h"

namespace chiiki {

/// A page with one map: title, map, inset of the centre, legend, scale bar, sources.
struct MapSheetRequest {
    // What is shown. With none of these the sheet shows the districts and their names.
    const IndicatorResult* indicator = nullptr;  // read during the call only
    std::optional<FiscalYear> year;              // absent = the latest with a value
    Series series = Series::Actual;
    ClassStyle classes;
    std::optional<FacilityLayer> facilities;
    std::optional<CoverageLayer> coverage;
    bool showsRoutes = false;
    std::map<std::string, std::string> parts;  // district code -> the part that its value is of

    // How.
    int width = 1280;  // px of 1/96 inch; 1123 x 794 is A4 across
    int height = 960;
    bool isTileMap = false;
    bool hasInset = true;
    bool isCopier = false;
    Language language = Language::Japanese;

    // Texts the caller knows better; empty = composed here.
    std::string title;
    std::string reconciliation;          // the line 合計の照合, printed above the sources
    std::string asOf;                    // ISO date; empty = the snapshot's
    std::vector<std::string> sourceIds;  // editions used beyond those of the recipe and the layers
};

struct TileBox {
    std::string districtCode;
    Box box;
};

/// The page as drawn, with what tests and other faces ask about it.
struct MapSheet {
    Scene scene;
    std::optional<Choropleth> choropleth;
    std::vector<LegendRow> legend;
    MapFrame mainFrame;                  // not for a tile map
    std::optional<MapFrame> insetFrame;  // where an inset was useful and found a free place
    std::vector<PlacedLabel> labels;     // of the main map
    std::vector<PlacedLabel> insetLabels;
    std::vector<TileBox> tiles;  // of a tile map, in the snapshot's order
};

/// A year without values is drawn as such: every district 欠測.
/// Errors: BadRequest for a size under 640 x 480 or above 30,000, for an indicator without any value;
/// NotFound where the city's zone or the font is missing.
Result<MapSheet> composeMapSheet(const CityScene& city, const MapSheetRequest& request);

/// The same for a snapshot drawn only once. A tile map needs no outlines.
Result<MapSheet> composeMapSheet(const SnapshotPtr& snapshot, const MapSheetRequest& request);

}  // namespace chiiki
