#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/geometry.h"
#include "core/model/placement.h"

namespace chiiki {

enum class RouteKind { Taxi, Bus, Rail };

std::string_view code(RouteKind kind);
std::optional<RouteKind> parseRouteKind(std::string_view word);

/// One drawn part of a line as its source gives it. A part of 2010 may carry several lines at once.
struct Route {
    std::string id;                   // "<sourceId>:<record>"
    RouteKind kind = RouteKind::Bus;  // Taxi where one of the lines is a community taxi
    std::vector<std::string> lines;   // names of the lines that run here
    std::string operatorName;
    std::optional<double> runsPerDay;  // both directions as the source counts; nullopt = not given
    int dataYear = 0;                  // 2010, 2021: shown wherever the line is
    MultiLineString path;              // lon/lat
    std::string sourceId;

    bool operator==(const Route&) const = default;
};

/// バス停, 駅, タクシー乗降所.
struct Stop {
    std::string id;
    RouteKind kind = RouteKind::Bus;
    std::string name;
    std::vector<std::string> lines;
    std::string operatorName;
    std::optional<double> runsPerDay;
    std::optional<double> passengersPerDay;  // stations only
    int dataYear = 0;
    std::optional<Point> place;
    Placement placement;
    std::string sourceId;
    int sourceRow = 0;  // record in the source file, first = 1

    bool operator==(const Stop&) const = default;
};

/// A district that a document says is served by a community taxi (2024). Never mixed with the lines of 2010.
struct TaxiDistrict {
    std::string districtCode;
    std::string subArea;  // 藤木: only this part of the district; empty = the district
    int fiscalYear = 0;
    std::string sourceId;
    std::string citation;  // document, page, lines

    bool operator==(const TaxiDistrict&) const = default;
};

}  // namespace chiiki
