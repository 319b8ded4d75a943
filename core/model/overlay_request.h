#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/model/facility.h"
#include "core/model/geometry.h"
#include "core/model/indicator.h"
#include "core/model/plugin_table.h"
#include "core/model/route.h"

namespace chiiki {

/// What the host asks an executable: plain values, only the parts that the manifest needs. All places have metres of
/// the city's plane zone beside their lon/lat, so that a plugin measures without a projection library.
struct OverlayRequest {
    struct District {
        std::string code;
        std::string name;
        double areaKm2 = 0;  // NaN = it has no outline
        double people = 0;
        double households = 0;
    };
    struct DemandArea {
        std::string key;
        std::string districtCode;
        Point lonLat;
        Point plane;  // metres east, north
        int people = 0;
        int households = 0;
    };
    struct Place {
        std::string id;
        std::string kind;
        std::string name;
        std::string districtCode;  // empty = outside the city or unplaced
        std::optional<Point> lonLat;
        std::optional<Point> plane;
        std::optional<int> capacity;
        std::map<std::string, std::string> attributes;
        std::string sourceId;
    };
    struct Line {
        std::string id;
        std::string kind;
        std::vector<std::string> lines;
        MultiLineString lonLat;
        MultiLineString plane;
        int dataYear = 0;
    };

    int api = 1;
    std::string overlay;  // the plugin's id
    std::string locale;   // "ja" or "en"
    std::string asOf;     // ISO date that "today" means
    std::vector<int> years;
    int dataYear = 0;  // fiscal year of the newest edition among the places, areas and lines given; otherwise of asOf
    std::map<std::string, std::string> parameters;  // every parameter of the manifest
    std::vector<District> districts;
    std::vector<PluginTable> tables;      // in force
    std::vector<DemandArea> demandAreas;  // needs "demand_areas"
    std::vector<Place> facilities;        // needs "facilities"
    std::vector<Line> routes;             // needs "routes"
    std::vector<IndicatorValue> others;   // needs "other:<indicator>"
};

}  // namespace chiiki
