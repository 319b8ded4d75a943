#include "core/io/clue_reader.h"

#include <algorithm>
#include <cmath>

#include "core/io/municipality_code.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

std::vector<TownDistrict> withoutDistrictNames(std::vector<TownDistrict> towns, const std::vector<District>& districts)
{
    std::vector<TownDistrict> shortened;
    for (TownDistrict& town : towns)
        for (const District& district : districts)
            if (district.code == town.districtCode) {
                const std::string whole = normalisedName(town.town), name = normalisedName(district.name);
                if (!name.empty() && whole.size() > name.size() && whole.starts_with(name)) {
                    town.town = whole.substr(name.size());
                    shortened.push_back(std::move(town));
                }
                break;
            }
    return shortened;
}

/// A blank between letters other than ASCII ones: 「湯 田」, not "Aio Futajima".
bool holdsBlankBetweenKanji(const std::string& key)
{
    for (std::size_t at = key.find(' '); at != std::string::npos; at = key.find(' ', at + 1))
        if (at > 0 && at + 1 < key.size() && static_cast<unsigned char>(key[at - 1]) >= 0x80 &&
            static_cast<unsigned char>(key[at + 1]) >= 0x80)
            return true;
    return false;
}

std::string percentOf(std::int64_t part, std::int64_t whole)
{
    return std::to_string(std::llround(100.0 * static_cast<double>(part) / static_cast<double>(whole)));
}

}  // namespace

ClueReader::ClueReader(const Snapshot& snapshot, const PlaceAliases& aliases)
    : names_(snapshot.districts)
    , towns_(townsOf(snapshot.demandAreas))
    , shortTowns_(withoutDistrictNames(townsOf(snapshot.demandAreas), snapshot.districts))
    , municipality_(snapshot.city.code)
    , city_(normalisedName(snapshot.city.name.ja))
{
    for (const District& district : snapshot.districts) {
        districts_.emplace(district.code, district.name);
        noZeros_[withoutLeadingZeros(district.code)].insert(district.code);
    }
    for (const PlaceAlias& alias : aliases.known)
        if (districts_.contains(alias.districtCode))
            aliases_[districtKey(alias.written)] = alias.districtCode;
    for (const PlaceDecision& decision : aliases.decisions)
        decisions_[writtenKey(decision.written)] = decision;
    for (const DemandArea& area : snapshot.demandAreas)
        blocks_.push_back({area.key, area.districtCode, area.people});
    std::sort(blocks_.begin(), blocks_.end(), [](const Block& a, const Block& b) { return a.key < b.key; });
}

std::string ClueReader::nameOf(std::string_view districtCode) const
{
    const auto found = districts_.find(districtCode);
    return found == districts_.end() ? std::string(districtCode) : found->second;
}

std::string ClueReader::namesOf(const std::set<std::string>& districtCodes) const
{
    std::string names;
    for (const std::string& code : districtCodes)
        names += (names.empty() ? "" : "・") + nameOf(code);
    return names;
}

bool ClueReader::isMended(std::string_view reason) const
{
    const auto found = decisions_.find(reason);
    return found != decisions_.end() && found->second.kind == PlaceDecision::Kind::Mend;
}

bool ClueReader::settleByDecision(JudgedClue& clue) const
{
    const auto found = decisions_.find(clue.written);
    if (found == decisions_.end())
        return false;
    const PlaceDecision& decision = found->second;
    const auto decided = [&clue](Placement placement, std::string_view level, Message evidence) {
        clue.isSettled = true;
        clue.by = PlacedBy::Decision;
        clue.placement = std::move(placement);
        clue.level = level;
        clue.evidence = std::move(evidence);
        return true;
    };
    switch (decision.kind) {
    case PlaceDecision::Kind::District:
        if (!districts_.contains(decision.districtCode))
            return false;  // the borders were replaced since: the rows are asked about again
        clue.possible = {decision.districtCode};
        return decided(Placement::in(decision.districtCode), "district",
                       {"place.by_decision", {clue.written, nameOf(decision.districtCode)}});
    case PlaceDecision::Kind::Outside:
        return decided(Placement::outside("place.decided_outside"), "city", {"place.decided_outside", {}});
    case PlaceDecision::Kind::SetAside:
        return decided(Placement::unplaced("place.set_aside"), "", {"place.set_aside", {}});
    case PlaceDecision::Kind::Mend:
        break;
    }
    return false;
}

void ClueReader::settle(JudgedClue& clue, const std::string& districtCode, PlacedBy by, std::string_view level,
                        Message evidence) const
{
    clue.isSettled = true;
    clue.placement = Placement::in(districtCode);
    clue.by = by;
    clue.level = level;
    clue.evidence = std::move(evidence);
    clue.possible = {districtCode};
    clue.suggestions.clear();
}

bool ClueReader::readDistrictName(std::string_view text, JudgedClue& clue) const
{
    const bool isSpaced = holdsBlankBetweenKanji(clue.written);
    const std::set<std::string> called = names_.codesOf(text);
    const auto alias = aliases_.find(districtKey(text));
    if (called.size() == 1 && !isSpaced) {
        const std::string& code = *called.begin();
        const bool isExact = clue.written == nameOf(code);
        settle(clue, code, PlacedBy::Name, "district",
               {isExact ? "place.by_name" : "place.by_name_variant", {clue.written, nameOf(code)}});
        return true;
    }
    if (called.empty() && alias != aliases_.end() && !isSpaced) {
        settle(clue, alias->second, PlacedBy::Alias, "district",
               {"place.by_alias", {clue.written, nameOf(alias->second)}});
        return true;
    }
    for (const std::string& code : called) {
        clue.possible.insert(code);
        clue.suggestions.push_back(
            {code, {isSpaced ? "place.same_without_blanks" : "place.called_so_too", {clue.written, nameOf(code)}}});
    }
    if (called.empty() && alias != aliases_.end()) {
        clue.possible.insert(alias->second);
        clue.suggestions.push_back(
            {alias->second, {"place.same_without_blanks", {clue.written, nameOf(alias->second)}}});
    }
    return false;
}

JudgedClue ClueReader::readName(std::string_view text) const
{
    JudgedClue clue = JudgedClue::of(text, "place.name_unmatched", "place.unknown_name");
    if (settleByDecision(clue))
        return clue;
    if (const std::string word = normalisedName(text); word == "市外" || word == "outside") {
        clue.isSettled = true;
        clue.by = PlacedBy::Name;
        clue.level = "city";
        clue.placement = Placement::outside("rows.said_outside");
        clue.evidence = {"rows.said_outside", {}};
        return clue;
    }
    if (readDistrictName(text, clue) || !clue.suggestions.empty())
        return clue;
    const TownMatch town = towns_.match(text);
    if (town.isWhole) {
        readMatch(town, clue, PlacedBy::Town);
        return clue;
    }
    if (const TownMatch part = shortTowns_.match(text); part.isWhole) {
        for (const TownMatch::Part& each : part.parts)
            clue.possible.insert(each.districtCode);
        clue.evidence = {"place.part_of_town", {clue.written, namesOf(clue.possible)}};
        suggestParts(part, "place.town_part", clue);
        return clue;
    }
    for (const NearDistrict& near : names_.nearest(text))
        clue.suggestions.push_back(
            {near.code, near.distance == 0
                            ? Message{"place.holds_name", {clue.written, near.name}}
                            : Message{"place.near_name", {clue.written, near.name, std::to_string(near.distance)}}});
    return clue;
}

JudgedClue ClueReader::readTown(std::string_view text) const
{
    JudgedClue clue = JudgedClue::of(text, "place.town_unmatched", "place.unknown_town");
    if (!settleByDecision(clue))
        readPlaceInCity(text, clue, PlacedBy::Town);
    return clue;
}

JudgedClue ClueReader::readAddress(std::string_view text) const
{
    JudgedClue clue = JudgedClue::of(text, "place.address_unmatched", "place.unknown_address");
    if (!settleByDecision(clue))
        readPlaceInCity(text, clue, PlacedBy::Address);
    return clue;
}

void ClueReader::readPlaceInCity(std::string_view text, JudgedClue& clue, PlacedBy by) const
{
    const WithoutCity address = withoutCity(text);
    if (address.isElsewhere) {
        clue.isSettled = true;
        clue.by = by;
        clue.level = "city";
        clue.placement = Placement::outside("place.elsewhere");
        clue.evidence = {"place.address_elsewhere", {clue.written}};
        return;
    }
    if (address.rest.empty()) {
        clue.isSilent = true;
        clue.placement = Placement::unplaced("place.only_city");
        clue.evidence = {"place.city_only", {clue.written}};
        return;
    }
    if (const TownMatch match = towns_.match(address.rest); match.level != TownMatch::Level::None) {
        readMatch(match, clue, by);
        return;
    }
    if (const TownMatch part = shortTowns_.match(address.rest); part.level != TownMatch::Level::None)
        suggestParts(part, "place.town_part", clue);
    else if (const std::string code = districtBegun(address.rest); !code.empty())
        clue.suggestions.push_back({code, {"place.begins_with_district", {clue.written, nameOf(code)}}});
}

void ClueReader::readMatch(const TownMatch& match, JudgedClue& clue, PlacedBy by) const
{
    for (const TownMatch::Part& part : match.parts)
        clue.possible.insert(part.districtCode);
    const TownMatch::Part& first = match.parts.front();
    const bool isTown = match.level == TownMatch::Level::Town;
    if (match.parts.size() > 1) {
        clue.placement = Placement::unplaced("place.town_divided");
        clue.evidence = {"place.split_town", {match.town, namesOf(clue.possible)}};
        suggestParts(match, "place.town_share", clue);
    } else if (first.confidence == "disputed") {
        clue.evidence = {"place.disputed_town", {match.town, nameOf(first.districtCode)}};
        suggestParts(match, "place.disputed_part", clue);
    } else {
        const bool isSure = first.confidence == "certain";
        const std::string_view evidence = match.lacksChome ? "place.by_oaza_no_chome"
                                          : isTown         ? (isSure ? "place.by_town" : "place.by_town_inferred")
                                                           : (isSure ? "place.by_oaza" : "place.by_oaza_inferred");
        settle(clue, first.districtCode, by, isTown ? "town" : "oaza",
               {evidence, {match.town, nameOf(first.districtCode)}});
    }
}

/// Where most of the people live first.
void ClueReader::suggestParts(const TownMatch& match, std::string_view code, JudgedClue& clue) const
{
    std::vector<TownMatch::Part> parts = match.parts;
    std::stable_sort(parts.begin(), parts.end(),
                     [](const TownMatch::Part& a, const TownMatch::Part& b) { return a.people > b.people; });
    std::int64_t people = 0;
    for (const TownMatch::Part& part : parts)
        people += part.people;
    for (const TownMatch::Part& part : parts) {
        const bool hasShare = code == "place.town_share" && people > 0;
        std::vector<std::string> arguments = {match.town, nameOf(part.districtCode)};
        if (hasShare)
            arguments.push_back(percentOf(part.people, people));
        const std::string_view why = code == "place.town_share" && !hasShare ? "place.town_part" : code;
        clue.suggestions.push_back({part.districtCode, {why, std::move(arguments)}});
    }
}

}  // namespace chiiki
