#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/io/district_names.h"
#include "core/io/place_matching.h"
#include "core/io/row_placer.h"

namespace chiiki {

/// What one clue of a row says, on its own.
struct JudgedClue {
    bool isSettled = false;  // it tells where the row is counted, or somebody decided so
    bool isSilent = false;   // it is right and tells no district: the city's own code, an address without a town
    Placement placement = Placement::unplaced("place.no_clue");
    PlacedBy by = PlacedBy::Nothing;
    std::string level;
    Message evidence;  // what settles it, or why it does not
    std::vector<PlaceSuggestion> suggestions;
    std::set<std::string> possible;  // the districts that it leaves possible; empty = it does not say
    std::string written;             // as PlacedRow's

    /// Not settled yet. `reason` is said of all rows of its kind, `evidence` of what is written.
    static JudgedClue of(std::string_view text, std::string_view reason, std::string_view evidence);
};

/// Reads codes, names, towns and addresses as clues. Immutable after building.
class ClueReader {
public:
    ClueReader(const Snapshot& snapshot, const PlaceAliases& aliases);

    JudgedClue readCode(std::string_view text) const;
    JudgedClue readName(std::string_view text) const;
    JudgedClue readTown(std::string_view text) const;
    JudgedClue readAddress(std::string_view text) const;

    /// What was decided of the clue, where something was. Of kind Mend nothing is settled here.
    bool settleByDecision(JudgedClue& clue) const;
    /// Whether mended positions are taken that were unusable for this reason.
    bool isMended(std::string_view reason) const;

    std::string nameOf(std::string_view districtCode) const;
    /// Joined by ・.
    std::string namesOf(const std::set<std::string>& districtCodes) const;

private:
    /// What is left of an address behind prefecture and city, and whether it names another city.
    struct WithoutCity {
        std::string rest;
        bool isElsewhere = false;
    };
    struct Block {
        std::string key;
        std::string districtCode;
        std::int64_t people = 0;
    };

    WithoutCity withoutCity(std::string_view text) const;
    std::string districtBegun(std::string_view normalisedPlace) const;
    bool readCensusKey(const std::string& digits, JudgedClue& clue) const;
    bool readMunicipality(const std::string& digits, JudgedClue& clue) const;
    bool readDistrictName(std::string_view text, JudgedClue& clue) const;
    void readPlaceInCity(std::string_view text, JudgedClue& clue, PlacedBy by) const;
    void readMatch(const TownMatch& match, JudgedClue& clue, PlacedBy by) const;
    void suggestParts(const TownMatch& match, std::string_view code, JudgedClue& clue) const;
    void settle(JudgedClue& clue, const std::string& districtCode, PlacedBy by, std::string_view level,
                Message evidence) const;

    std::map<std::string, PlaceDecision, std::less<>> decisions_;        // by PlaceDecision::written
    std::map<std::string, std::string, std::less<>> aliases_;            // districtKey -> code
    std::map<std::string, std::string, std::less<>> districts_;          // code -> name
    std::map<std::string, std::set<std::string>, std::less<>> noZeros_;  // code without leading zeros -> codes
    std::vector<Block> blocks_;                                          // by key
    DistrictNames names_;
    TownIndex towns_;
    TownIndex shortTowns_;  // the same without the district's name before them: 上郷 of 小郡上郷
    std::string municipality_;
    std::string city_;  // 山口市, normalised
};

}  // namespace chiiki
