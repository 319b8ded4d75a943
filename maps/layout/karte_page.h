#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/model/finding.h"
#include "core/model/indicator.h"
#include "maps/scene/map_layers.h"

/// What one page of the 地域カルテ shows, gathered and in the page's language; drawn by composeKarte.
namespace chiiki {

/// One indicator as a page prints it for its district.
struct KarteNumber {
    Indicator indicator;
    std::optional<FiscalYear> year;  // nullopt: it has no value of anybody in any year
    Value value;                     // of the district; of the city where the indicator is of the city alone
    std::string absentReason;        // a sentence; empty where the value is a number
    std::optional<int> rank;         // 1 = best
    bool isTied = false;
    int ranked = 0;                // districts that have a rank
    std::vector<Value> districts;  // of all, in the city's order
    Value city;                    // of the city as a whole
    std::optional<double> mean;    // of the districts with a number
    struct Year {
        int year = 0;
        double number = 0;
    };
    std::vector<Year> years;     // actual numbers of the five years that end with `year`, ascending
    std::optional<Year> target;  // the latest there is, of the district or, without one, of the city
    std::vector<int> sources;    // numbers of the page's sources, from 1

    /// What the page compares a district with: the city's value, of a count the mean of the districts; nothing of a
    /// category.
    std::optional<double> middle() const;
};

/// Rows of a table that are of the district.
struct KarteRows {
    std::string title;
    struct Row {
        std::vector<std::string> cells;
        bool isSample = false;
        int times = 1;  // rows that read like this
    };
    std::vector<Row> rows;
    std::string nothing;  // why there is none; empty where there are rows
    std::vector<int> sources;
};

/// Numbers, then rows.
struct KarteSection {
    std::vector<KarteNumber> numbers;
    std::optional<KarteRows> rows;
};

/// The numbers on scales that are the same on all pages, with their last five years.
struct KartePosition {
    std::vector<KarteNumber> numbers;
};

/// The district with its facilities; lines and coverage of the whole city.
struct KarteMap {
    std::vector<std::string> kinds;         // ids of FacilityKind that it shows, in the order of the key
    std::vector<std::string> countedKinds;  // that only the key counts
    std::optional<CoverageLayer> coverage;
    std::string coverageTitle;  // what is within reach of what; empty without coverage
    bool showsRoutes = false;
    std::vector<KarteNumber> counts;  // of each of the kinds, then of those only counted
    std::vector<int> sources;
};

struct KarteFindings {
    struct Item {
        Severity severity = Severity::Note;
        std::string text;
        std::string action;
        bool isSample = false;
    };
    std::vector<Item> items;  // most urgent first
    std::string nothing;      // why there is none; empty where there are items
};

/// A fixed place on every page.
struct KarteSlot {
    std::string title;
    double share = 1;  // of its column's height, against the other slots' shares
    std::variant<KarteMap, KartePosition, KarteSection, KarteFindings> content;
};

struct KartePage {
    std::string districtCode;
    std::string name;
    std::string reading;  // kana; in English the romaji
    std::string centre;   // of the centre it is organised around; may be empty
    std::string cityName;
    std::string title;              // 地域カルテ
    std::vector<KarteNumber> keys;  // beside the name
    std::vector<std::string> sentences;
    std::vector<std::vector<KarteSlot>> columns;  // left to right, of one width
    std::vector<std::string> sources;             // "① 令和2年国勢調査 …"
    std::vector<std::string> notes;               // reconciliation, what a reader must know
    std::string asOf;                             // "2024-10-31時点"
    bool hasSample = false;
};

/// The look of all pages.
struct KarteStyle {
    Language language = Language::Japanese;
    double paperScale = 1;  // of the paper against A4: scales of maps are whole numbers on either
};

}  // namespace chiiki
