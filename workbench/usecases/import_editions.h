#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "workbench/usecases/import_table.h"

/// Which edition a table of facilities is a newer one of, and which of its rows lie at facilities that are known
/// already; for import_*.cpp alone.
namespace chiiki::imports {

/// Known facilities by kind and name. Keeps pointers to them.
class FacilitiesByName {
public:
    using Wanted = std::function<bool(const Facility&)>;

    /// Those that `isWanted`.
    FacilitiesByName(const std::vector<Facility>& facilities, const Wanted& isWanted);
    explicit FacilitiesByName(const std::vector<const Facility*>& facilities);

    /// Those called so, of the kind, and not elsewhere: within 200 m where both have a position, otherwise at the same
    /// address where both have one.
    std::vector<const Facility*> at(const std::string& kind, const std::string& name, const std::optional<Point>& place,
                                    const std::string& address);

private:
    using Named = std::unordered_multimap<std::string, const Facility*>;
    std::map<std::string, std::vector<const Facility*>> ofKind_;
    std::map<std::string, Named> named_;  // by kind, made when first asked for
};

/// The records of the edition in force, as rows of a newer one find theirs. Keeps a reference to them.
class EarlierRecords {
public:
    /// `earlier` lie in one list and stand in its order.
    EarlierRecords(const RecognisedTable& table, const std::vector<const Facility*>& earlier,
                   std::optional<std::size_t> name, std::optional<std::size_t> id);

    /// The index of the record that the row is now: by the publisher's id (empty: it has none of its own), by name and
    /// address, by kind, name and place. A row of a list that was numbered anew is what it is called, not what had its
    /// number; what another row has the id of is that row's. nullopt: it is new. `wasUsed`: other rows found these.
    std::optional<std::size_t> find(const Facility& row, const std::string& publisherId,
                                    const std::vector<bool>& wasUsed) const;

    bool knowsId(const std::string& id) const { return byId_.contains(id); }

private:
    bool isOfOther(std::size_t at, const std::string& publisherId) const;
    std::size_t firstUnused(std::size_t at, const std::vector<bool>& wasUsed) const;

    const std::vector<const Facility*>& earlier_;
    std::unordered_map<std::string_view, std::size_t> byId_;
    std::vector<std::pair<std::size_t, std::size_t>> byContent_;  // hash of name and address, and place in the list
    mutable std::vector<std::size_t> next_;  // of each of these: the next that may be unused, where it is used
    mutable FacilitiesByName byName_;
    std::unordered_map<std::string, std::string> nameOfId_;  // of the rows whose id is theirs alone
    std::unordered_set<std::string> namesInTable_;           // where rows have ids
};

/// Counts rows that lie at facilities of other sources.
class OverlapsOfImport {
public:
    explicit OverlapsOfImport(const Snapshot& city)
        : city_(city)
    {
    }

    void add(std::int64_t row, const std::vector<const Facility*>& others);
    std::vector<ImportOverlap> take();

private:
    const Snapshot& city_;
    std::map<std::string, ImportOverlap> bySource_;
};

/// The edition that the table is a newer one of; an empty id: it is of a source of its own.
struct EditionInForce {
    std::string sourceId;
    ImportOrigin origin = ImportOrigin::Detected;
    std::vector<Message> evidence;
};

/// What a record is before it is placed: all that tells whether it is known.
struct RecordOfTable {
    std::string id;  // the publisher's
    std::string kind;
    std::string name;
    std::string address;
    std::optional<Point> place;  // lon/lat; nullopt where it is in metres or none
};
using RecordReader = std::function<RecordOfTable(const RawRow&)>;

/// The evidence, strongest first: somebody chose it; the same bytes; most ids are those of facilities of one source
/// which are of the same kind or name; most rows are facilities of one source, of the same kind and name at the same
/// place; somebody chose it for an earlier file of these headings; the file's name but for dates, if the kind agrees.
/// Of long tables some thousand rows are looked at.
EditionInForce editionInForce(const RecognisedTable& table, const Snapshot& city, const std::string& kind,
                              const RecordReader& recordOf);

/// The step of the preview that says so; the alternatives are the sources that a table could replace, and "new".
ImportDetection describeEdition(const EditionInForce& present, const Snapshot& city,
                                const std::set<std::string>& replaceable);

/// The sources of facilities.
std::set<std::string> sourcesOfFacilities(const Snapshot& city);

/// A point of a row in degrees, as far as its cells hold one.
std::optional<Point> degreesOf(const RecognisedTable& table, const RawRow& row);

}  // namespace chiiki::imports
