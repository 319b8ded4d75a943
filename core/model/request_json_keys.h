#pragma once

#include <string_view>

/// The keys of a request, object by object; docs/schemas/request.schema.json has the same.
namespace chiiki {

inline constexpr std::string_view requestKeys[] = {"api",          "overlay",    "locale",    "as_of",  "years",
                                                   "data_year",    "parameters", "districts", "tables", "columns",
                                                   "demand_areas", "facilities", "routes",    "others"};
inline constexpr std::string_view requestDistrictKeys[] = {"code", "name", "area_km2", "people", "households"};
inline constexpr std::string_view requestColumnKeys[] = {"id", "type"};
/// Beside these a row has the fields of its table.
inline constexpr std::string_view requestRowKeys[] = {"row_uid",   "district_code", "fiscal_year", "status",
                                                      "source_id", "citation",      "source_row",  "placement"};
inline constexpr std::string_view requestAreaKeys[] = {"key", "district", "lonlat", "plane", "people", "households"};
inline constexpr std::string_view requestFacilityKeys[] = {"id",    "kind",     "name",       "district", "lonlat",
                                                           "plane", "capacity", "attributes", "source_id"};
inline constexpr std::string_view requestRouteKeys[] = {"id", "kind", "lines", "lonlat", "plane", "data_year"};
inline constexpr std::string_view requestValueKeys[] = {"district", "year", "series", "status", "value", "absent"};

}  // namespace chiiki
