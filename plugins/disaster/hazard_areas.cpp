#include "plugins/disaster/hazard_areas.h"

#include <algorithm>
#include <map>
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

Text hazardTitle(const std::string& hazard)
{
    static const std::map<std::string, Text> titles = {
        {"flood", {"洪水", "flood"}},
        {"landslide", {"土砂災害", "landslide"}},
        {"storm_surge", {"高潮", "storm surge"}},
        {"earthquake", {"地震", "earthquake"}},
        {"tsunami", {"津波", "tsunami"}},
        {"fire", {"大規模な火事", "large fire"}},
        {"inland_flood", {"内水氾濫", "inland flooding"}},
        {"volcano", {"火山現象", "volcano"}},
    };
    const auto found = titles.find(hazard);
    return found == titles.end() ? Text{hazard, hazard} : found->second;
}

Text whatIsMissing(const std::string& hazard)
{
    const Text title = hazardTitle(hazard);
    return {title.ja + "の想定区域の登録がないため、区域の中の人口と施設は欠測です。",
            "No areas of this hazard (" + title.en + ") are registered, so what lies inside is missing."};
}

Text whatToDo(const std::string& hazard)
{
    const NationalLayer* layer = layerOf(hazard);
    return {(layer ? std::string(layer->ja) : "県や市の想定区域") + "のファイルを、防災の表に取り込んでください。",
            "Take a file of " + (layer ? std::string(layer->en) : "areas of the prefecture or the city") +
                " into the tables of this overlay."};
}

}  // namespace chiiki::disaster
