#include <algorithm>
#include <array>
#include <charconv>

#include "core/io/clue_reader.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

/// Normalised, in the order of the first two digits of their 全国地方公共団体コード, 01 to 47.
constexpr std::array<std::string_view, 47> prefectures = {
    "北海道", "青森県", "岩手県", "宮城県",   "秋田県", "山形県",   "福島県", "茨城県", "栃木県", "群馬県",
    "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",   "石川県", "福井県", "山梨県", "長野県",
    "岐阜県", "静岡県", "愛知県", "三重県",   "滋賀県", "京都府",   "大阪府", "兵庫県", "奈良県", "和歌山県",
    "鳥取県", "島根県", "岡山県", "広島県",   "山口県", "徳島県",   "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県",   "宮崎県", "鹿児島県", "沖縄県"};

/// 〒753-0841 before an address.
std::string_view withoutPostCode(std::string_view address)
{
    constexpr std::string_view mark = "〒";
    if (address.starts_with(mark))
        address.remove_prefix(mark.size());
    std::string_view behind = address;
    std::size_t digits = 0;
    while (!behind.empty() && ((behind[0] >= '0' && behind[0] <= '9') || behind[0] == '-')) {
        digits += behind[0] != '-';
        behind.remove_prefix(1);
    }
    return digits == 7 ? behind : address;
}

/// Whether a text begins as another city's address does: 防府市…, 大島郡…, not 中市町 (three letters of which the
/// second is 市 may be a town that is not known here).
bool beginsWithCity(std::string_view text)
{
    constexpr std::size_t kanji = 3, longestName = 6 * kanji;
    for (const std::string_view word : {"市", "郡"})
        if (const auto at = text.find(word); at != std::string_view::npos && at >= kanji && at <= longestName &&
                                             !text.substr(at + word.size()).starts_with("町") &&
                                             !text.substr(at + word.size()).starts_with("場"))
            return true;
    return false;
}

}  // namespace

ClueReader::WithoutCity ClueReader::withoutCity(std::string_view text) const
{
    const std::string whole = normalisedName(text);
    std::string_view rest = withoutPostCode(whole);
    std::size_t own = 0;
    std::from_chars(municipality_.data(), municipality_.data() + std::min<std::size_t>(2, municipality_.size()), own);
    for (std::size_t i = 0; i < prefectures.size(); ++i)
        if (rest.starts_with(prefectures[i])) {
            if (i + 1 != own)
                return {std::string(rest), true};
            rest.remove_prefix(prefectures[i].size());
            break;
        }
    if (!city_.empty() && rest.starts_with(city_)) {
        rest.remove_prefix(city_.size());
        return {std::string(rest), false};
    }
    const bool isKnown = rest.empty() || towns_.match(rest).level != TownMatch::Level::None;
    const bool isElsewhere = !isKnown && beginsWithCity(rest) && districtBegun(rest).empty();
    return {std::string(rest), isElsewhere};
}

/// The district whose name a place begins with, if all known towns that begin so lie in it: a town that is newer than
/// the list (小郡令和一丁目) lies there too, most likely. Empty: none.
std::string ClueReader::districtBegun(std::string_view normalisedPlace) const
{
    for (const auto& [code, name] : districts_) {
        const std::string key = normalisedName(name);
        if (key.empty() || !normalisedPlace.starts_with(key))
            continue;
        const TownMatch towns = towns_.match(key);
        if (towns.parts.size() == 1 && towns.parts.front().districtCode == code)
            return code;
    }
    return {};
}

}  // namespace chiiki
