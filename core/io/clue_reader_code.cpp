#include <algorithm>

#include "core/io/clue_reader.h"
#include "core/io/municipality_code.h"
#include "core/text/names.h"

namespace chiiki {

JudgedClue JudgedClue::of(std::string_view text, std::string_view reason, std::string_view evidence)
{
    JudgedClue clue;
    clue.written = writtenKey(text);
    clue.placement = Placement::unplaced(reason);
    clue.evidence = {evidence, {clue.written}};
    return clue;
}

JudgedClue ClueReader::readCode(std::string_view text) const
{
    JudgedClue clue = JudgedClue::of(text, "place.code_unmatched", "place.unknown_code");
    if (settleByDecision(clue))
        return clue;
    const std::string digits = normalisedName(text);
    if (const auto exact = districts_.find(digits); exact != districts_.end()) {
        settle(clue, exact->first, PlacedBy::Code, "district", {"place.by_code", {exact->first, exact->second}});
        return clue;
    }
    if (readMunicipality(digits, clue) || readCensusKey(digits, clue))
        return clue;
    if (const auto known = noZeros_.find(withoutLeadingZeros(digits)); isDigits(digits) && known != noZeros_.end()) {
        if (known->second.size() == 1) {
            const std::string& code = *known->second.begin();
            settle(clue, code, PlacedBy::Code, "district", {"place.by_code_zeros", {clue.written, code, nameOf(code)}});
        } else {
            clue.possible = known->second;
            for (const std::string& code : known->second)
                clue.suggestions.push_back({code, {"place.by_code_zeros", {clue.written, code, nameOf(code)}}});
        }
        return clue;
    }
    readDistrictName(text, clue);
    return clue;
}

/// 全国地方公共団体コード with its check digit, or its first five digits where they are the city's own.
bool ClueReader::readMunicipality(const std::string& digits, JudgedClue& clue) const
{
    if (!isDigits(digits) || municipality_.size() != 6)
        return false;
    const bool isCity = digits == municipality_ || digits == municipality_.substr(0, 5) ||
                        (municipality_[0] == '0' && digits == withoutLeadingZeros(municipality_));
    if (isCity) {
        clue.isSilent = true;
        clue.placement = Placement::unplaced("place.only_city");
        clue.evidence = {"place.code_of_city", {clue.written}};
        return true;
    }
    if (isMunicipalityCode(digits)) {
        clue.isSettled = true;
        clue.by = PlacedBy::Code;
        clue.level = "city";
        clue.placement = Placement::outside("place.elsewhere");
        clue.evidence = {"place.code_elsewhere", {clue.written}};
        return true;
    }
    if (digits.size() == 6 && digits.starts_with(municipality_.substr(0, 5))) {
        clue.evidence = {"place.wrong_check_digit", {clue.written, municipality_}};
        return true;
    }
    return false;
}

/// A KEY_CODE of the census: of a block, or of a 町丁字 as the first digits of its blocks.
bool ClueReader::readCensusKey(const std::string& digits, JudgedClue& clue) const
{
    constexpr std::size_t shortestTownKey = 9;
    if (digits.size() < shortestTownKey)
        return false;
    TownMatch match;
    match.town = clue.written;
    std::map<std::string, TownMatch::Part> parts;
    bool isBlock = false;
    for (auto it = std::lower_bound(blocks_.begin(), blocks_.end(), digits,
                                    [](const Block&block, const std::string&key) { return block.key < key; });
         it != blocks_.end() && it->key.starts_with(digits); ++it) {
        TownMatch::Part& part = parts[it->districtCode];
        part.districtCode = it->districtCode;
        part.people += it->people;
        isBlock = isBlock || it->key == digits;
        if (isBlock)
            break;
    }
    if (parts.empty())
        return false;
    for (const auto& [code, part] : parts) {
        match.parts.push_back(part);
        clue.possible.insert(code);
    }
    if (match.parts.size() == 1) {
        const std::string code = match.parts.front().districtCode;
        settle(clue, code, PlacedBy::Code, isBlock ? "block" : "town",
               {"place.by_census_key", {clue.written, nameOf(code)}});
        return true;
    }
    clue.placement = Placement::unplaced("place.town_divided");
    clue.evidence = {"place.split_town", {clue.written, namesOf(clue.possible)}};
    suggestParts(match, "place.town_share", clue);
    return true;
}

}  // namespace chiiki
