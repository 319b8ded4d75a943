#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chiiki::pack {

// Names and columns of a data pack's files, shared by its reader and writer; data/README.md explains them.
inline constexpr int formatVersion = 1;

inline constexpr const char* cityFile = "city.json";
inline constexpr const char* sourcesFile = "sources.json";
inline constexpr const char* areasFile = "areas.topojson";
inline constexpr const char* routesFile = "routes.csv";
inline constexpr const char* districtsFile = "districts.csv";
inline constexpr const char* blocksFile = "blocks.csv";
inline constexpr const char* kindsFile = "facility_kinds.csv";
inline constexpr const char* facilitiesFile = "facilities.csv";
inline constexpr const char* stopsFile = "stops.csv";
inline constexpr const char* taxiFile = "taxi_districts.csv";
inline constexpr const char* measuresFile = "measures.csv";
inline constexpr const char* indicatorsFile = "indicators.csv";
inline constexpr const char* valuesFile = "values.csv";
inline constexpr const char* findingsFile = "findings.csv";

inline constexpr const char* districtObject = "district";
inline constexpr const char* blockObject = "block";

using Header = std::vector<std::string_view>;
inline const Header districtColumns = {"code",       "name",     "kana",        "romaji",  "municipality",
                                       "valid_from", "valid_to", "tile_column", "tile_row"};
inline const Header blockColumns = {"key", "town", "district_code", "people",     "households",
                                    "lon", "lat",  "town_split",    "confidence", "source_id"};
inline const Header kindColumns = {"id", "title_ja", "title_en", "glyph", "order"};
inline const Header facilityColumns = {"id",     "kind",      "name",          "kana",      "address",  "lon",
                                       "lat",    "placement", "district_code", "reason",    "capacity", "attributes",
                                       "opened", "closed",    "source_id",     "source_row"};
inline const Header routeColumns = {"id", "kind", "lines", "operator", "runs_per_day", "data_year", "source_id", "wkt"};
inline const Header stopColumns = {
    "id",  "kind", "name",      "lines",         "operator", "runs_per_day", "passengers_per_day", "data_year",
    "lon", "lat",  "placement", "district_code", "reason",   "source_id",    "source_row"};
inline const Header taxiColumns = {"district_code", "sub_area", "fiscal_year", "source_id", "citation"};
inline const Header measureColumns = {"code",        "parent_code", "kind",      "number",  "name",
                                      "linked_code", "link_basis",  "source_id", "citation"};
inline const Header indicatorColumns = {"id",        "title_ja", "title_en",  "unit",   "kind",
                                        "direction", "decimals", "city_only", "breaks", "ramp"};
inline const Header valueColumns = {"indicator_id", "district_code", "fiscal_year", "series", "value",
                                    "status",       "absence",       "source_id",   "note"};
inline const Header findingColumns = {"id",      "severity", "district_code", "fiscal_year",
                                      "text_ja", "text_en",  "action_ja",     "action_en",
                                      "lon",     "lat",      "source_id",     "source_row"};

}  // namespace chiiki::pack
