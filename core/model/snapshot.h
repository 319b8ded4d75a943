#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/model/demand_area.h"
#include "core/model/district.h"
#include "core/model/facility.h"
#include "core/model/finding.h"
#include "core/model/indicator.h"
#include "core/model/measure.h"
#include "core/model/plugin_table.h"
#include "core/model/route.h"
#include "core/model/setting.h"
#include "core/model/source.h"

namespace chiiki {

/// The city a workspace is about.
struct City {
    std::string code;   // 全国地方公共団体コード, 6 digits
    Text name;          // 山口市 / Yamaguchi City
    int planeEpsg = 0;  // plane rectangular zone for metres: 6671

    bool operator==(const City&) const = default;
};

/// Everything a workspace holds at one revision: what a pack gives, what readers, drawing and analysis hold.
/// Shared as const and never changed; the one writer makes the next.
struct Snapshot {
    std::int64_t revision = 0;  // journal entries so far
    std::string asOf;           // ISO date of the last change: the date that pictures and exports carry
    City city;
    std::vector<District> districts;          // by code
    std::vector<DemandArea> demandAreas;      // by key
    std::vector<FacilityKind> facilityKinds;  // by order
    std::vector<Facility> facilities;         // by kind order, then id
    std::vector<Route> routes;                // by id
    std::vector<Stop> stops;                  // by id
    std::vector<TaxiDistrict> taxiDistricts;  // by code
    std::vector<Measure> measures;            // in the order of their documents
    std::vector<Indicator> indicators;        // those with stored values; computed ones come from analysis
    std::vector<IndicatorValue> values;       // by indicator, district, year, series
    std::vector<SourceEdition> sources;       // by sourceId; the editions in force
    std::vector<Finding> findings;            // by severity, then id
    std::vector<PluginTable> pluginTables;    // by plugin, then table: rows taken in or entered by hand
    std::vector<Setting> settings;            // by key

    bool operator==(const Snapshot&) const = default;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// Whether a facility is there on the workspace's as-of date: opened by then and not closed. Without an as-of date only
/// a closing date counts.
bool isOpen(const Facility& facility, const Snapshot& snapshot);

/// nullptr where no district, kind, source or indicator has the code.
const District* findDistrict(const Snapshot& snapshot, std::string_view code);
const FacilityKind* findFacilityKind(const Snapshot& snapshot, std::string_view id);
const SourceEdition* findSource(const Snapshot& snapshot, std::string_view sourceId);

}  // namespace chiiki
