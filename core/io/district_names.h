#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/district.h"

namespace chiiki {

/// Districts by what tables call them: code (also without its leading zeros, which spreadsheets drop), name, kana
/// (hiragana, katakana, half-width) or romaji, with or without 地域, 地区 or 地域交流センター behind it. Names are
/// compared normalised. What two districts could be called names neither.
class DistrictNames {
public:
    explicit DistrictNames(std::span<const District> districts);

    /// nullopt where no district, or more than one, is called so.
    std::optional<std::string> codeOf(std::string_view written) const;

    /// Names that differ little from the one written, nearest first, joined by 、; empty where there is none.
    std::string nearTo(std::string_view written) const;

private:
    std::map<std::string, std::string> codes_;  // key -> code; empty = more than one
    std::vector<std::string> names_;
};

}  // namespace chiiki
