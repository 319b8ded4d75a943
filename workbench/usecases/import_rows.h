#pragma once

#include <map>
#include <string>
#include <type_traits>
#include <vector>

#include "core/io/place_aliases.h"
#include "core/io/row_placer.h"
#include "workbench/usecases/import_table.h"

/// What the rows of an import have in common, whatever they become; for import_*.cpp alone.
namespace chiiki::imports {

/// The names that are known beside the districts' own: those of the city's table and what was decided before or now.
PlaceAliases aliasesFor(const Snapshot& snapshot, const std::map<std::string, std::string>& decisions);

/// "03", "outside", "-", "mend" as a decision of what was written. nullopt where it is none of them and no district.
std::optional<PlaceDecision> decisionOf(const std::string& written, const std::string& word, const Snapshot& snapshot);

/// What the cells of a row say about its place. `epsg`: of its position, 0 for degrees. Precondition: `row` is one of
/// the table's.
RowClues cluesOf(const RecognisedTable& table, const RawRow& row, int epsg);

/// Counts rows and keeps what a preview shows of them.
class RowsOfPreview {
public:
    explicit RowsOfPreview(FilePreview& preview)
        : preview_(preview)
    {
    }

    /// A row as it was placed.
    void add(std::int64_t number, const std::string& name, const PlacedRow& placed);
    /// A row of a table of positions that gives none: both of its cells are blank.
    void lacksPosition(std::int64_t number) { count(faults_, "imports.no_position", number); }
    /// A row that is not placed at all: empty, shifted, a total.
    void exclude(std::int64_t number, const std::string& name, Message why);
    /// Fills the fourth and fifth step.
    void finish();

private:
    using Counts = std::map<std::string, ImportCount, std::less<>>;

    bool isShown(ImportOutcomeOfRow outcome);
    static void count(Counts& counts, std::string_view word, std::int64_t number);
    void tellCounts();
    void countClues(std::int64_t number, const PlacedRow& placed);

    FilePreview& preview_;
    std::map<std::string, UnmatchedName> unmatched_;
    std::int64_t byPosition_ = 0;  // nearly all rows of a long table are
    Counts clues_;
    Counts aliases_;
    Counts faults_;
    std::size_t shown_ = 0;
};

/// The suggestions of the unmatched names that have but one, as decisions: between two nobody but a planner decides.
std::map<std::string, std::string> soleSuggestions(const FilePreview& preview);

/// What an edition says of itself, as far as a table tells it.
SourceEdition editionOf(const RecognisedTable& table, const Text& title);

/// A difference as a line of the comparison; beyond the first ones it is only counted.
void addChange(std::vector<ImportComparison::Change>& changes, std::int64_t& count, ImportComparison::Change change);

inline constexpr std::size_t mostShown = 500;  // rows and changes listed each

/// The same of a difference that is put into words only where it is listed.
template <typename Make>
requires std::is_invocable_r_v<ImportComparison::Change, Make>
void addChange(std::vector<ImportComparison::Change>& changes, std::int64_t& count, Make make)
{
    if (changes.size() < mostShown)
        addChange(changes, count, make());
    else
        ++count;
}

}  // namespace chiiki::imports
