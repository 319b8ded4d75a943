#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace chiiki {

/// What somebody decided of rows that could not be placed. All rows of which `written` is said follow it.
struct PlaceDecision {
    enum class Kind {
        District,  // they belong to `districtCode`
        Outside,   // they lie outside the city
        SetAside,  // 除く: they count as unplaced, and are asked about no more
        Mend,      // `written` is what is wrong with positions ("io.place_swapped"): the mended ones are taken
    };
    std::string written;  // as PlacedRow::written gives it
    Kind kind = Kind::District;
    std::string districtCode = {};  // of kind District, else empty

    bool operator==(const PlaceDecision&) const = default;
};

/// "district", "outside", "set_aside", "mend".
std::string_view code(PlaceDecision::Kind kind);

/// Another name by which a district is known to be called: 二島 for 秋穂二島.
struct PlaceAlias {
    std::string written;
    std::string districtCode;

    bool operator==(const PlaceAlias&) const = default;
};

/// What is known of names beside the districts' own.
struct PlaceAliases {
    std::vector<PlaceDecision> decisions;  // of two about one `written` the last holds
    std::vector<PlaceAlias> known;
};

/// The aliases of one city in a table with the columns municipality, written, district_code (data/README.md). Errors:
/// those of reading a table.
Result<std::vector<PlaceAlias>> readPlaceAliases(const std::string& path, std::string_view municipality);

/// What rows are grouped by, and decisions are found by: without blanks at both ends, every run of blanks inside as
/// one. 「湯 田」 stays apart from 湯田.
std::string writtenKey(std::string_view written);

}  // namespace chiiki
