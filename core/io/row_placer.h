#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.h"
#include "core/io/place_aliases.h"
#include "core/model/geometry.h"
#include "core/model/placement.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// What the cells of one row say about where it belongs, as they are written. Empty: the table has no such cell, or it
/// is blank.
struct RowClues {
    std::string code;      // a district's code, 全国地方公共団体コード, or a census KEY_CODE
    std::string district;  // its name
    std::string town;      // 町丁字
    std::string address;   // may begin with prefecture and city
    std::string longitude;
    std::string latitude;
    int epsg = 0;  // of the position; 0: degrees. In the plane `longitude` is east and `latitude` north, in metres
    std::optional<Point> point = {};  // of a layer's feature; then the two cells are not looked at
};

/// The clue that gave a row its place.
enum class PlacedBy { Nothing, Decision, Code, Name, Alias, Position, Town, Address };

/// "nothing", "decision", "code", "name", "alias", "position", "town", "address".
std::string_view code(PlacedBy by);

/// Where a row may belong. Nothing of it is taken unless somebody decides so.
struct PlaceSuggestion {
    std::string districtCode;  // empty: outside the city
    Message why;
    std::optional<Point> place = {};  // the position as it would be mended: lon/lat
};

/// Where a row is counted and what says so.
struct PlacedRow {
    Placement placement;
    std::optional<Point> place;  // lon/lat; nullopt where the row gives no usable position
    PlacedBy by = PlacedBy::Nothing;
    /// How exactly: "point", "block", "town" (町丁), "oaza" (大字), "district", "city"; empty where not placed.
    std::string level;
    Message evidence;             // what placed it; where nothing did, what is wrong with the first clue
    std::vector<Message> doubts;  // what speaks against it: clues that disagree, and such as cannot be used
    std::vector<PlaceSuggestion> suggestions;  // best first
    /// What the list of unmatched rows groups by and a PlaceDecision names: the clue as written, or the code of what is
    /// wrong with the position where that can be mended. Empty where the row gives no clue.
    std::string written;
};

/// The level in words: 町丁まで. Precondition: one of PlacedRow's.
Message levelTitle(std::string_view level);

/// Tells the district of rows by what their cells say. Of several clues the first usable one of this order counts, and
/// those that disagree with it are told: position (exactly, by the clean outlines), code, district's name, 町丁字,
/// address. A decision about what is written counts in the place of the clue. What could be meant but is not said
/// (exchanged or packed degrees, plane metres, 「湯 田」, a town divided between districts or disputed) is suggested
/// and never taken.
///
/// May be read by many threads at once. Keeps no reference to the snapshot.
class RowPlacer {
public:
    RowPlacer(const Snapshot& snapshot, const PlaceAliases& aliases);
    RowPlacer(RowPlacer&&) noexcept;
    RowPlacer& operator=(RowPlacer&&) noexcept;
    ~RowPlacer();

    PlacedRow place(const RowClues& clues) const;
    /// The same for many, on all cores; names and addresses that repeat are judged once. Hand over tens of thousands at
    /// a time: the answers are large.
    std::vector<PlacedRow> place(std::span<const RowClues> rows) const;

private:
    struct Implementation;
    std::unique_ptr<const Implementation> implementation_;
};

}  // namespace chiiki
