#include "plugins/disaster/hazard_areas.h"

#include <algorithm>
#include <string_view>

namespace chiiki::disaster {
namespace {

constexpr std::string_view otherHazards = "hazard_area";

struct NationalLayer {
    std::string_view hazard;
    std::string_view table;
    std::string_view ja;
    std::string_view en;
};

constexpr NationalLayer layers[] = {
    {"flood", "flood_area", "国土数値情報 A31a（洪水浸水想定区域）",
     "National Land Numerical Information A31a (floods)"},
    {"landslide", "landslide_area", "国土数値情報 A33（土砂災害警戒区域）",
     "National Land Numerical Information A33 (landslides)"},
    {"tsunami", "tsunami_area", "国土数値情報 A40（津波浸水想定）",
     "National Land Numerical Information A40 (tsunami)"},
};

const NationalLayer* layerOf(std::string_view hazard)
{
    const auto found = std::find_if(std::begin(layers), std::end(layers),
                                    [&](const NationalLayer& layer) { return layer.hazard == hazard; });
    return found == std::end(layers) ? nullptr : found;
}

}  // namespace

HazardAreas::HazardAreas(const OverlayRequest& request, const std::string& hazard)
{
    const NationalLayer* layer = layerOf(hazard);
    for (const PluginTable& table : request.tables) {
        const bool isMixed = table.tableId == otherHazards;
        const int placeColumn = columnIndex(table, "place");
        const int hazardColumn = columnIndex(table, "hazard");
        const bool isOfHazard = isMixed ? hazardColumn >= 0 : layer && table.tableId == layer->table;
        if (!isOfHazard || placeColumn < 0)
            continue;
        for (const PluginRow& row : table.rows) {
            if (isMixed && textOf(row.values[static_cast<std::size_t>(hazardColumn)]) != hazard)
                continue;
            Area area(ringsOf(textOf(row.values[static_cast<std::size_t>(placeColumn)])));
            if (area.isEmpty())
                continue;
            areas_.push_back(std::move(area));
            status_ = weakest(status_, row.status);
        }
    }
}

bool HazardAreas::contain(Point lonLat) const
{
    return std::any_of(areas_.begin(), areas_.end(), [&](const Area& area) { return area.contains(lonLat); });
}

Text whatIsMissing(const std::string& hazard)
{
    const NationalLayer* layer = layerOf(hazard);
    const std::string table(layer ? layer->table : otherHazards);
    return {"この災害の想定区域がまだありません（表 " + table + "）。区域の中の人口と施設は欠測です",
            "There are no areas of this hazard yet (table " + table + "), so what lies inside is missing"};
}

Text whatToDo(const std::string& hazard)
{
    const NationalLayer* layer = layerOf(hazard);
    const std::string table(layer ? layer->table : otherHazards);
    const std::string words = "chiiki plugin take WORKSPACE disaster " + table + " --file FILE";
    return {(layer ? std::string(layer->ja) : "県や市の想定区域") + "のファイルを取り込んでください: " + words,
            "Take in a file of " + (layer ? std::string(layer->en) : "areas of the prefecture or the city") + ": " +
                words};
}

}  // namespace chiiki::disaster
