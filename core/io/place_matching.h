#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace chiiki {

/// What a row of town_to_district.csv says: a 町丁 (or its part in one district) and how sure its district is.
struct TownDistrict {
    std::string town;
    std::string districtCode;
    std::string confidence;  // "certain", "inferred", "split", "disputed"
};

/// Towns by name, for checking a position's district against an address. Names are compared normalised.
class TownIndex {
public:
    explicit TownIndex(const std::vector<TownDistrict>& towns);

    /// The districts an address's town may lie in: of the town itself, otherwise of all towns that begin with it (an
    /// address that leaves out the 字), otherwise of the longest town that it begins with. Empty: no such town.
    /// `address` may begin with prefecture and city.
    std::set<std::string> districtsOf(std::string_view address) const;

    /// How sure the district of a town is; empty where the pair is not known.
    std::string confidenceOf(std::string_view town, std::string_view districtCode) const;

private:
    std::map<std::string, std::map<std::string, std::string>> towns_;  // normalised town -> district -> confidence
};

/// Reads town_to_district.csv (columns s_name, code, confidence). The words high and good of that file are our
/// "certain" (the former village name stands in the address) and "inferred" (told by enumeration numbers alone).
Result<std::vector<TownDistrict>> readTownDistricts(const std::string& path);

}  // namespace chiiki
