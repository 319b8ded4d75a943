#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/demand_area.h"

namespace chiiki {

/// What a row of town_to_district.csv says: a 町丁 (or its part in one district) and how sure its district is.
struct TownDistrict {
    std::string town;
    std::string districtCode;
    std::string confidence;   // "certain", "inferred", "split", "disputed"
    std::int64_t people = 0;  // who live in that part
};

/// The towns of demand areas, in each of their districts. The confidence is the weakest of its areas; a town in several
/// districts is "split", one that is so no more (its borders were redrawn) "inferred".
std::vector<TownDistrict> townsOf(const std::vector<DemandArea>& areas);

/// What an address says of districts, as far as it is understood.
struct TownMatch {
    enum class Level {
        None,  // no such town
        Oaza,  // 大字: the towns that begin with it, or the town behind which the address goes on with an unknown 字
        Town,  // 町丁
    };
    struct Part {
        std::string districtCode;
        std::string confidence;   // the weakest of the towns meant
        std::int64_t people = 0;  // of the towns meant, in this district
    };
    Level level = Level::None;
    std::string town;         // as the towns write it; of several their common beginning
    std::vector<Part> parts;  // by district code
    bool lacksChome = false;  // the address names a 丁目 that the town has not
    bool isWhole = false;     // the text is the name of a town and nothing else
};

/// Towns by name, for telling a position's or row's district by an address. Names are compared normalised.
class TownIndex {
public:
    explicit TownIndex(const std::vector<TownDistrict>& towns);

    /// The town of an address without prefecture and city: the town itself (湯田温泉5-5 and 湯田温泉5丁目 are
    /// 湯田温泉五丁目 where there is one), otherwise all towns that begin with it (an address that leaves out the 字),
    /// otherwise the longest town that it begins with. House numbers and the words 大字 and 字 do not matter.
    TownMatch match(std::string_view address) const;

    /// The districts an address's town may lie in, as `match` finds it; empty: no such town. `address` may begin with
    /// prefecture and city.
    std::set<std::string> districtsOf(std::string_view address) const;

    /// How sure the district of a town is; empty where the pair is not known.
    std::string confidenceOf(std::string_view town, std::string_view districtCode) const;

private:
    struct Town {
        std::string written;
        std::map<std::string, TownMatch::Part> parts;  // by district code
    };
    using Towns = std::map<std::string, Town, std::less<>>;

    bool matchTown(std::string_view name, TownMatch& match) const;
    bool matchBeginning(std::string_view name, TownMatch& match) const;
    bool matchLongest(std::string_view name, TownMatch& match) const;
    bool matchBase(std::string_view name, TownMatch& match) const;

    Towns towns_;  // by normalised name
};

/// Reads town_to_district.csv (columns s_name, code, confidence). The words high and good of that file are our
/// "certain" (the former village name stands in the address) and "inferred" (told by enumeration numbers alone).
Result<std::vector<TownDistrict>> readTownDistricts(const std::string& path);

}  // namespace chiiki
