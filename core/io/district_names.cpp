#include "core/io/district_names.h"

#include <algorithm>
#include <tuple>

#include "core/io/municipality_code.h"
#include "core/text/edit_distance.h"
#include "core/text/names.h"
#include "core/text/utf8.h"

namespace chiiki {
namespace {

std::string keyOf(std::string_view written)
{
    return toKatakana(normalisedName(written));
}

std::string withoutKind(std::string key)
{
    for (const std::string_view kind : {"地域交流センター", "交流センター", "地域", "地区"})
        if (const std::string ending = keyOf(kind); key.size() > ending.size() && key.ends_with(ending))
            return key.substr(0, key.size() - ending.size());
    return key;
}

}  // namespace

DistrictNames::DistrictNames(std::span<const District> districts)
{
    for (const District& district : districts) {
        names_.push_back({district.code, district.name});
        const std::set<std::string> keys = {keyOf(district.code),  withoutLeadingZeros(district.code),
                                            keyOf(district.name),  withoutKind(keyOf(district.name)),
                                            keyOf(district.kana),  withoutKind(keyOf(district.kana)),
                                            keyOf(district.romaji)};
        for (const std::string& key : keys)
            if (!key.empty())
                codes_[key].insert(district.code);
    }
}

std::set<std::string> DistrictNames::codesOf(std::string_view written) const
{
    const std::string key = keyOf(written);
    for (const std::string& candidate : {key, withoutKind(key)})
        if (const auto found = codes_.find(candidate); found != codes_.end())
            return found->second;
    return {};
}

std::optional<std::string> DistrictNames::codeOf(std::string_view written) const
{
    const std::set<std::string> codes = codesOf(written);
    return codes.size() == 1 ? std::optional(*codes.begin()) : std::nullopt;
}

std::vector<NearDistrict> DistrictNames::nearest(std::string_view written) const
{
    constexpr std::size_t atMost = 3;
    const std::u32string wanted = toCodePoints(districtKey(written));
    std::vector<NearDistrict> ranked;
    for (const Named& district : names_) {
        const std::u32string known = toCodePoints(districtKey(district.name));
        const std::size_t distance = editDistance(wanted, known);
        const bool holds = !wanted.empty() && !known.empty() &&
                           (known.find(wanted) != std::u32string::npos || wanted.find(known) != std::u32string::npos);
        // Half of the letters are the same: 北 is not 陶, for which one letter would have to change too.
        if (holds || 2 * distance <= std::max(wanted.size(), known.size()))
            ranked.push_back({district.code, district.name, holds ? 0 : distance});
    }
    std::sort(ranked.begin(), ranked.end(), [](const NearDistrict& a, const NearDistrict& b) {
        return std::tie(a.distance, a.name, a.code) < std::tie(b.distance, b.name, b.code);
    });
    ranked.resize(std::min(atMost, ranked.size()));
    return ranked;
}

std::string DistrictNames::nearTo(std::string_view written) const
{
    std::string list;
    for (const NearDistrict& near : nearest(written))
        list += (list.empty() ? "" : "、") + near.name;
    return list;
}

std::string districtKey(std::string_view written)
{
    return withoutKind(keyOf(written));
}

}  // namespace chiiki
