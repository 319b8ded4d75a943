#include "workbench/usecases/import_facilities.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "core/geo/area_locator.h"
#include "core/io/crs_guess.h"
#include "core/io/numbers.h"
#include "core/text/names.h"
#include "workbench/usecases/import_earlier.h"
#include "workbench/usecases/import_editions.h"
#include "workbench/usecases/import_findings.h"
#include "workbench/usecases/import_ids.h"
#include "workbench/usecases/import_kinds.h"

namespace chiiki::imports {
namespace {

constexpr std::size_t clueBatch = 32768;
constexpr std::string_view rowEmpty = "io.row_empty";
constexpr std::string_view rowShifted = "io.row_shifted";

std::string flagOf(const std::string& mark)
{
    // 〇 is the ideographic zero U+3007, ○ the white circle U+25CB; both are in use, sometimes in one file.
    for (const std::string_view yes : {"〇", "○", "◯", "有", "1"})
        if (mark == yes)
            return "1";
    for (const std::string_view no : {"×", "✕", "無", "0"})
        if (mark == no)
            return "0";
    return mark;
}

/// A record as far as it can be told from its row alone.
struct TakenRecord {
    Facility facility;
    std::string publisherId;
    std::string_view whyNoRecord = {};  // it is empty, or its cells have shifted
};

class FacilityTaker {
public:
    FacilityTaker(const RecognisedTable& table, const ImportTarget& target)
        : table_(table)
        , target_(target)
    {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const TakenColumn& column = table.columns[i];
            if (column.role == ColumnRole::Town || column.role == ColumnRole::AddressPart)
                addressParts_.push_back(i);
            const bool isCarried = column.role == ColumnRole::Attribute || column.role == ColumnRole::Value ||
                                   column.role == ColumnRole::Type || column.role == ColumnRole::Note;
            std::string id = column.standard ? std::string(column.standard->attribute) : column.heading;
            if (isCarried && !id.empty())
                attributes_.push_back({i, std::move(id), column.standard && column.standard->rule == CellRule::Flag});
        }
    }

    Facility facilityOf(const RawRow& row) const
    {
        Facility facility;
        facility.name = table_.cell(row, name_);
        facility.kana = table_.cell(row, kana_);
        facility.address = table_.cell(row, address_);
        if (facility.address.empty())
            for (const std::size_t part : addressParts_)
                facility.address += table_.cell(row, part);
        if (const std::string capacity = table_.cell(row, capacity_); !capacity.empty())
            if (const auto number = numberInCell(capacity); number && *number >= 0 && *number < 1e9)
                facility.capacity = static_cast<int>(*number);
        facility.sourceRow = static_cast<int>(row.number);
        for (const CarriedColumn& column : attributes_)
            if (std::string text = table_.cell(row, column.index); !text.empty())
                facility.attributes.emplace(column.attribute, column.isFlag ? flagOf(text) : std::move(text));
        return facility;
    }

    std::string kindOf(const RawRow& row, const Facility& facility) const
    {
        if (!target_.facilityKind.empty())
            return target_.facilityKind;
        const std::string type = table_.cell(row, type_);
        if (table_.set && table_.set->set->id == "medical") {
            const auto departments = facility.attributes.find("departments");
            return medicalKind(type, facility.name,
                               departments == facility.attributes.end() ? std::string() : departments->second);
        }
        if (table_.set && table_.set->set->id == "public")
            return publicKind(facility.name);
        return table_.set ? std::string(table_.set->set->facilityKind) : std::string();
    }

    std::string publisherId(const RawRow& row) const { return table_.cell(row, id_); }
    std::optional<std::size_t> idColumn() const { return id_; }
    std::optional<std::size_t> nameColumn() const { return name_; }

    TakenRecord recordOf(const RawRow& row) const
    {
        TakenRecord record{facilityOf(row), publisherId(row)};
        record.facility.kind = kindOf(row, record.facility);
        const bool isEmpty = areBlankCells(row.cells);
        if (isEmpty)
            record.whyNoRecord = rowEmpty;
        else if (table_.raw.format == TableFormat::Delimited && row.cells.size() != table_.layout.headings.size())
            record.whyNoRecord = rowShifted;
        return record;
    }

private:
    struct CarriedColumn {
        std::size_t index = 0;
        std::string attribute;
        bool isFlag = false;
    };

    const RecognisedTable& table_;
    const ImportTarget& target_;
    std::vector<std::size_t> addressParts_;
    std::vector<CarriedColumn> attributes_;
    std::optional<std::size_t> id_ = table_.column(ColumnRole::Id);
    std::optional<std::size_t> name_ = table_.column(ColumnRole::Name);
    std::optional<std::size_t> kana_ = table_.column(ColumnRole::Kana);
    std::optional<std::size_t> type_ = table_.column(ColumnRole::Type);
    std::optional<std::size_t> address_ = table_.column(ColumnRole::Address);
    std::optional<std::size_t> capacity_ = table_.column(ColumnRole::Capacity);
};

/// Ids of the records of one source. Of a publisher's ids those count that stand once in the file and that no other
/// source has; other records are called by source and row.
class FacilityIds {
public:
    /// `facilities`: those of other sources, which stay where they are as long as this lives.
    FacilityIds(const std::string& sourceId, const RecognisedTable& table, const FacilityTaker& taker,
                const std::vector<Facility>& facilities)
        : sourceId_(sourceId)
    {
        if (taker.idColumn()) {
            for (const std::size_t index : table.layout.records)
                ++uses_[taker.publisherId(table.raw.rows[index])];
            for (const Facility& facility : facilities)
                others_.insert(facility.id);
        }
        taken_.reserve(table.layout.records.size());
        // As wide as the last row's, so that ids of a long table sort as its rows do.
        if (!table.layout.records.empty())
            width_ = std::max(width_, std::to_string(table.raw.rows[table.layout.records.back()].number).size());
    }

    bool isRepeated(const std::string& publisherId) const
    {
        const auto found = publisherId.empty() ? uses_.end() : uses_.find(publisherId);
        return found != uses_.end() && found->second > 1;
    }

    std::string numbered(std::int64_t row) const
    {
        const std::string number = std::to_string(row);
        return sourceId_ + ":" + std::string(width_ - std::min(width_, number.size()), '0') + number;
    }

    std::string idFor(std::int64_t row, const std::string& publisherId) const
    {
        if (publisherId.empty() || isRepeated(publisherId))
            return numbered(row);
        return others_.contains(publisherId) ? sourceId_ + ":" + publisherId : publisherId;
    }

    /// false: another record has it. The text must live as long as this.
    bool take(std::string_view id) { return taken_.insert(id).second; }

private:
    std::string sourceId_;
    std::size_t width_ = 5;
    std::unordered_map<std::string, int> uses_;
    std::unordered_set<std::string_view> others_;
    std::unordered_set<std::string_view> taken_;
};

struct PositionCrs {
    int epsg = 0;
    bool isNorthFirst = false;
};

/// Degrees, or metres of the plane that puts the positions into the city.
PositionCrs crsOfPositions(const RecognisedTable& table, const Snapshot& city, FilePreview& preview)
{
    const auto x = table.column(ColumnRole::Longitude), y = table.column(ColumnRole::Latitude);
    if (!x || !y)
        return {};
    ImportDetection& step = preview.crs;
    const auto titleOfEpsg = [](int epsg) {
        const std::string code = "EPSG:" + std::to_string(epsg);
        return Text{code, code};
    };
    if (table.choices.epsg) {
        step.word = std::to_string(*table.choices.epsg);
        step.title = titleOfEpsg(*table.choices.epsg);
        step.origin = table.chosen.epsg ? ImportOrigin::Chosen : ImportOrigin::Remembered;
        return {*table.choices.epsg, false};
    }
    std::vector<Point> sample;
    std::size_t metres = 0;
    for (const std::size_t index : table.layout.records) {
        const auto east = parseNumber(table.cell(table.raw.rows[index], x));
        const auto north = parseNumber(table.cell(table.raw.rows[index], y));
        if (!east || !north)
            continue;
        sample.push_back({*east, *north});
        metres += std::abs(*east) > 360 && std::abs(*north) > 360;
        if (sample.size() == 2000)
            break;
    }
    step.word = "6668";
    step.title = {"経度・緯度（JGD2011）", "Longitude and latitude (JGD2011)"};
    step.alternatives.push_back({step.word, step.title});
    if (2 * metres <= sample.size()) {
        step.evidence.push_back({"imports.crs_degrees", {}});
        return {};
    }
    std::vector<MultiPolygon> outlines;
    for (const District& district : city.districts)
        outlines.push_back(district.outline);
    const CrsGuess guess = guessCrs(sample, AreaLocator(outlines));
    for (const CrsCandidate& candidate : guess.candidates) {
        const Message title = nameOf(candidate);
        step.alternatives.push_back(
            {std::to_string(candidate.epsg), {speak(title, Language::Japanese), speak(title, Language::English)}});
    }
    step.evidence.push_back(guess.evidence);
    const auto taken = guess.taken();
    if (!taken)
        return {};
    step.word = std::to_string(taken->epsg);
    const Message title = nameOf(*taken);
    step.title = {speak(title, Language::Japanese), speak(title, Language::English)};
    return {taken->epsg, taken->isNorthFirst};
}

}  // namespace

Result<void> takeFacilities(const RecognisedTable& table, const ImportTarget& target, const RowPlacer& placer,
                            const Snapshot& now, FilePreview& preview, Snapshot& next)
{
    if (!target.facilityKind.empty() && !isKindWord(target.facilityKind))
        return fail(ErrorKind::BadRequest, {"imports.kind_no_word", {target.facilityKind}}, preview.path);
    const std::string spoken = std::filesystem::path(table.raw.fileName).stem().string() + " " + table.layout.title;
    ImportTarget known = target;
    std::string kindTitle;
    if (known.facilityKind.empty() && !table.set) {
        known.facilityKind = kindSpokenOf(next, spoken);
        kindTitle = !table.layout.title.empty() ? table.layout.title : stemWithoutYear(table.raw.fileName);
        if (known.facilityKind.empty())
            known.facilityKind = typedWord(kindTitle).value_or(slugOf(kindTitle, "kind_"));
        preview.target.evidence.push_back({"imports.kind_by_name", {trimmed(spoken)}});
    }
    const FacilityTaker taker(table, known);
    const EditionInForce present = editionInForce(table, next, known.facilityKind, [&](const RawRow& row) {
        const Facility facility = taker.facilityOf(row);
        return RecordOfTable{taker.publisherId(row), taker.kindOf(row, facility), facility.name, facility.address,
                             degreesOf(table, row)};
    });
    const Text title = table.set                     ? table.set->set->title
                       : !table.layout.title.empty() ? Text{table.layout.title, table.layout.title}
                                                     : Text{std::filesystem::path(table.raw.fileName).stem().string(),
                                                            std::filesystem::path(table.raw.fileName).stem().string()};
    SourceEdition edition = editionOf(table, title);
    if (const SourceEdition* old = findSource(next, present.sourceId)) {
        edition.title = old->title;
        edition.credit = old->credit;
        edition.licence = old->licence;
        edition.limits = old->limits;
        if (edition.publisher.empty() || edition.publisher.ends_with(old->publisher))
            edition.publisher = old->publisher;
        preview.comparison.inForce = *old;
        preview.comparison.isSameFile = old->sha256 == edition.sha256;
    }
    const std::string stem = stemWithoutYear(table.raw.fileName);
    edition.sourceId = !present.sourceId.empty()
                           ? present.sourceId
                           : freeSourceId(next, typedWord(stem).value_or(slugOf(stem, "facilities_")));
    preview.source = describeEdition(present, next, sourcesOfFacilities(next));
    const PositionCrs crs = crsOfPositions(table, next, preview);
    if (!preview.crs.word.empty())
        edition.crs = "EPSG:" + preview.crs.word;
    preview.edition = edition;

    // The records go to where they stay: of a million there is no second list.
    EarlierFacilities earlier(edition.sourceId, now.facilities);
    std::erase_if(next.facilities, [&](const Facility& facility) { return facility.sourceId == edition.sourceId; });
    const std::size_t othersCount = next.facilities.size();
    next.facilities.reserve(othersCount + table.layout.records.size());
    FacilityIds ids(edition.sourceId, table, taker, next.facilities);
    FacilitiesByName others(next.facilities, [](const Facility&) { return true; });
    OverlapsOfImport overlaps(next);
    const EarlierRecords earlierRecords(table, earlier.facilities(), taker.nameColumn(), taker.idColumn());
    RowsOfPreview rows(preview);
    FindingsOfImport findings(edition);
    std::vector<TakenRecord> batch;
    std::vector<RowClues> clues;
    for (std::size_t start = 0; start < table.layout.records.size(); start += clueBatch) {
        const std::size_t count = std::min(clueBatch, table.layout.records.size() - start);
        batch.assign(count, {});
        clues.assign(count, {});
        tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, 1024), [&](const auto& range) {
            for (std::size_t i = range.begin(); i < range.end(); ++i) {
                const RawRow& row = table.raw.rows[table.layout.records[start + i]];
                batch[i] = taker.recordOf(row);
                clues[i] = cluesOf(table, row, crs.epsg);
                if (crs.isNorthFirst)
                    std::swap(clues[i].longitude, clues[i].latitude);
            }
        });
        const std::vector<PlacedRow> placed = placer.place(clues);
        for (std::size_t i = 0; i < count; ++i) {
            const RawRow& row = table.raw.rows[table.layout.records[start + i]];
            TakenRecord& record = batch[i];
            Facility& facility = next.facilities.emplace_back(std::move(record.facility));
            facility.sourceId = edition.sourceId;
            if (!record.whyNoRecord.empty()) {
                facility.placement = Placement::unplaced(record.whyNoRecord);
                rows.exclude(row.number, facility.name, {facility.placement.reason, {}});
                if (record.whyNoRecord == rowShifted)
                    preview.diagnostics.push_back(
                        {table.raw.fileName,
                         row.number,
                         {},
                         {"io.row_ragged",
                          {std::to_string(row.cells.size()), std::to_string(table.layout.headings.size())}}});
            } else {
                facility.placement = placed[i].placement;
                // A position is a point of the table: an address that was found on the map is none.
                if (placed[i].placement.rest != Placement::Rest::Unplaced)
                    facility.place = placed[i].place;
                rows.add(row.number, facility.name, placed[i]);
                const RowClues& said = clues[i];
                if (!preview.crs.word.empty() && !said.point && said.longitude.empty() && said.latitude.empty())
                    rows.lacksPosition(row.number);
            }

            const bool isRepeated = ids.isRepeated(record.publisherId);
            const std::string ownId = isRepeated ? std::string() : record.publisherId;
            const auto at = earlierRecords.find(facility, ownId, earlier.isContinued());
            const Facility* before = at ? earlier.facilities()[*at] : nullptr;
            if (!before)
                overlaps.add(row.number, others.at(facility.kind, facility.name, facility.place, facility.address));
            facility.id = before ? before->id : ids.idFor(row.number, record.publisherId);
            for (int n = 2; (!before && earlierRecords.knowsId(facility.id)) || !ids.take(facility.id); ++n)
                facility.id = ids.numbered(row.number) + "_" + std::to_string(n);
            if (facility.id != record.publisherId && !record.publisherId.empty())
                facility.attributes["publisher_id"] = record.publisherId;
            if (before && target.facilityKind.empty())
                facility.kind = before->kind;  // known better than by the words of a table
            findings.add(facility, isRepeated ? record.publisherId : std::string(), placed[i]);
            earlier.compare(at, facility, preview.comparison);
        }
    }
    earlier.listRemoved(preview.comparison);
    rows.finish();
    preview.overlaps = overlaps.take();

    std::unordered_set<std::string> kinds;
    for (std::size_t i = othersCount; i < next.facilities.size(); ++i) {
        const Facility& facility = next.facilities[i];
        if ((i == othersCount || facility.kind != next.facilities[i - 1].kind) && kinds.insert(facility.kind).second) {
            const std::string& name = kindTitle.empty() ? facility.kind : kindTitle;
            needKind(next, facility.kind, {name, name});
        }
    }
    findings.putInto(next);
    std::erase_if(next.sources, [&](const SourceEdition& known_) { return known_.sourceId == edition.sourceId; });
    next.sources.push_back(preview.edition);
    return {};
}

}  // namespace chiiki::imports
