#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/district.h"

namespace chiiki {

/// A district whose name differs little from what is written.
struct NearDistrict {
    std::string code;
    std::string name;
    std::size_t distance = 0;  // letters to change; 0 = one holds the other
};

/// Districts by what tables call them: code (also without its leading zeros, which spreadsheets drop), name, kana
/// (hiragana, katakana, half-width) or romaji, with or without 地域, 地区 or 地域交流センター behind it. Names are
/// compared normalised. What two districts could be called names neither.
class DistrictNames {
public:
    explicit DistrictNames(std::span<const District> districts);

    /// nullopt where no district, or more than one, is called so.
    std::optional<std::string> codeOf(std::string_view written) const;

    /// All districts called so, by code.
    std::set<std::string> codesOf(std::string_view written) const;

    /// Names of which one holds the other, or at least half of the letters agree, nearest first; at most three.
    std::vector<NearDistrict> nearest(std::string_view written) const;

    /// Their names, joined by 、; empty where there is none.
    std::string nearTo(std::string_view written) const;

private:
    struct Named {
        std::string code;
        std::string name;
    };
    std::map<std::string, std::set<std::string>> codes_;  // key -> codes
    std::vector<Named> names_;
};

/// A name as districts are compared by: normalised, kana as katakana, without 地域, 地区 or 地域交流センター behind it.
std::string districtKey(std::string_view written);

}  // namespace chiiki
