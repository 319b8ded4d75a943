#include "workbench/usecases/import_facilities.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>

#include "core/geo/area_locator.h"
#include "core/io/crs_guess.h"
#include "core/io/numbers.h"
#include "core/text/names.h"
#include "workbench/usecases/import_editions.h"
#include "workbench/usecases/import_findings.h"

namespace chiiki::imports {
namespace {

constexpr std::size_t clueBatch = 32768;

/// Kinds of the standard sets that a city may not have yet.
struct KnownKind {
    std::string_view id;
    std::string_view ja;
    std::string_view en;
};
constexpr KnownKind knownKinds[] = {
    {"care", "介護サービス事業所", "Care service"},
    {"post_office", "郵便局", "Post office"},
    {"public_facility", "公共施設", "Public facility"},
};

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

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

/// What a record of a medical list is, by its own words.
std::string medicalKind(const std::string& type, const std::string& name, const std::string& departments)
{
    if (contains(type, "病院") && !contains(type, "診療所"))
        return "hospital";
    for (const std::string_view word : {"歯科", "デンタル", "矯正"})
        if (contains(type, word) || (type.empty() && (contains(name, word) || contains(departments, word))))
            return "dentist";
    return type.empty() && contains(name, "病院") ? "hospital" : "clinic";
}

std::string publicKind(const std::string& name)
{
    struct NameKind {
        std::string_view word;
        std::string_view kind;
    };
    for (const NameKind& known :
         {NameKind{"図書館", "library"}, NameKind{"道の駅", "roadside_station"},
          NameKind{"保健センター", "health_welfare"}, NameKind{"地域交流センター", "community_centre"}})
        if (contains(name, known.word))
            return std::string(known.kind);
    return "public_facility";
}

/// The kind that a file's name or title speaks of; empty: none.
std::string kindSpokenOf(const Snapshot& city, const std::string& text)
{
    struct WordKind {
        std::string_view word;
        std::string_view kind;
    };
    const std::string plain = normalisedName(text);
    for (const FacilityKind& kind : city.facilityKinds)
        if (contains(plain, normalisedName(kind.title.ja)))
            return kind.id;
    for (const WordKind& known :
         {WordKind{"避難", "shelter"}, WordKind{"歯科", "dentist"}, WordKind{"病院", "hospital"},
          WordKind{"医療機関", "clinic"}, WordKind{"医院", "clinic"}, WordKind{"aed", "aed"},
          WordKind{"学校", "school"}, WordKind{"保育", "childcare"}, WordKind{"子育て", "childcare"},
          WordKind{"図書館", "library"}, WordKind{"介護", "care"}, WordKind{"公共施設", "public_facility"}})
        if (contains(plain, known.word))
            return std::string(known.kind);
    return {};
}

bool isKindWord(const std::string& word)
{
    return !word.empty() && word.front() >= 'a' && word.front() <= 'z' &&
           std::all_of(word.begin(), word.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

void needKind(Snapshot& next, const std::string& kind, const Text& title)
{
    if (findFacilityKind(next, kind))
        return;
    FacilityKind made{kind, title, {}, 10};
    for (const KnownKind& known : knownKinds)
        if (known.id == kind)
            made.title = {std::string(known.ja), std::string(known.en)};
    for (const FacilityKind& present : next.facilityKinds)
        made.order = std::max(made.order, present.order + 10);
    next.facilityKinds.push_back(made);
}

/// A source id that nobody has.
std::string freeSourceId(const Snapshot& city, const std::string& wanted)
{
    std::string id = wanted;
    for (int n = 2; findSource(city, id); ++n)
        id = wanted + "_" + std::to_string(n);
    return id;
}

class FacilityTaker {
public:
    FacilityTaker(const RecognisedTable& table, const ImportTarget& target)
        : table_(table)
        , target_(target)
    {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (table.columns[i].role == ColumnRole::Town || table.columns[i].role == ColumnRole::AddressPart)
                addressParts_.push_back(i);
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
        for (std::size_t i = 0; i < table_.columns.size(); ++i)
            takeAttribute(row, i, facility);
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

private:
    void takeAttribute(const RawRow& row, std::size_t index, Facility& facility) const
    {
        const TakenColumn& column = table_.columns[index];
        const bool isCarried = column.role == ColumnRole::Attribute || column.role == ColumnRole::Value ||
                               (column.role == ColumnRole::Type && column.standard);
        if (!isCarried)
            return;
        std::string text = table_.cell(row, index);
        if (text.empty())
            return;
        std::string id = column.standard ? std::string(column.standard->attribute) : attributeId(index);
        if (id.empty())
            return;
        if (column.standard && column.standard->rule == CellRule::Flag)
            text = flagOf(text);
        facility.attributes.emplace(std::move(id), std::move(text));
    }

    const std::string& attributeId(std::size_t index) const
    {
        std::string& id = attributeIds_[index];
        if (id.empty())
            id = table_.columns[index].heading;
        return id;
    }

    const RecognisedTable& table_;
    const ImportTarget& target_;
    std::vector<std::size_t> addressParts_;
    mutable std::map<std::size_t, std::string> attributeIds_;
    std::optional<std::size_t> id_ = table_.column(ColumnRole::Id);
    std::optional<std::size_t> name_ = table_.column(ColumnRole::Name);
    std::optional<std::size_t> kana_ = table_.column(ColumnRole::Kana);
    std::optional<std::size_t> type_ = table_.column(ColumnRole::Type);
    std::optional<std::size_t> address_ = table_.column(ColumnRole::Address);
    std::optional<std::size_t> capacity_ = table_.column(ColumnRole::Capacity);
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

std::string differenceOf(const Facility& before, const Facility& after, bool sayBefore)
{
    std::string line;
    const auto say = [&](const char* what, const std::string& a, const std::string& b) {
        if (a != b)
            line += (line.empty() ? "" : "、") + std::string(what) + "「" + (sayBefore ? a : b) + "」";
    };
    const auto place = [](const Facility& f) {
        return f.place ? plainNumber(f.place->x) + "," + plainNumber(f.place->y) : std::string();
    };
    say("名称", before.name, after.name);
    say("種類", before.kind, after.kind);
    say("住所", before.address, after.address);
    say("位置", place(before), place(after));
    say("地域", before.placement.districtCode, after.placement.districtCode);
    say("定員", before.capacity ? std::to_string(*before.capacity) : std::string(),
        after.capacity ? std::to_string(*after.capacity) : std::string());
    say("カナ", before.kana, after.kana);
    for (const auto& [key, value] : after.attributes)
        if (const auto old = before.attributes.find(key); old == before.attributes.end() || old->second != value)
            say(key.c_str(), old == before.attributes.end() ? std::string() : old->second, value);
    for (const auto& [key, value] : before.attributes)
        if (!after.attributes.contains(key))
            say(key.c_str(), value, {});
    return line;
}

/// A pack keeps seven decimals: what differs by less (1 cm) is the same place.
bool isSamePlace(const Facility& before, const Facility& after)
{
    constexpr double decimals = 1.5e-7;
    return before.place && after.place && std::abs(before.place->x - after.place->x) < decimals &&
           std::abs(before.place->y - after.place->y) < decimals;
}

bool isSameRecord(const Facility& before, const Facility& after)
{
    Facility moved = before;
    moved.sourceRow = after.sourceRow;  // a record may move within its file
    return moved == after;
}

}  // namespace

Result<void> takeFacilities(const RecognisedTable& table, const ImportTarget& target, const RowPlacer& placer,
                            FilePreview& preview, Snapshot& next)
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
            known.facilityKind = slugOf(kindTitle, "kind_");
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
    edition.sourceId = !present.sourceId.empty()
                           ? present.sourceId
                           : freeSourceId(next, slugOf(stemWithoutYear(table.raw.fileName), "facilities_"));
    preview.source = describeEdition(present, edition.sourceId, next);
    const PositionCrs crs = crsOfPositions(table, next, preview);
    if (!preview.crs.word.empty())
        edition.crs = "EPSG:" + preview.crs.word;
    preview.edition = edition;

    // What the earlier edition said, by the publisher's id and by its content.
    std::vector<Facility> earlier;
    std::unordered_set<std::string> otherIds;
    for (const Facility& facility : next.facilities) {
        if (facility.sourceId == edition.sourceId)
            earlier.push_back(facility);
        else
            otherIds.insert(facility.id);
    }
    FacilitiesByName others(next.facilities,
                            [&](const Facility& facility) { return facility.sourceId != edition.sourceId; });
    OverlapsOfImport overlaps(next);

    std::unordered_map<std::string, int> uses;
    for (const std::size_t index : table.layout.records)
        ++uses[taker.publisherId(table.raw.rows[index])];
    const EarlierRecords earlierRecords(table, earlier, taker.nameColumn(), taker.idColumn());

    RowsOfPreview rows(preview);
    FindingsOfImport findings(edition);
    std::vector<Facility> taken;
    taken.reserve(table.layout.records.size());
    std::vector<bool> wasUsed(earlier.size(), false);
    std::unordered_set<std::string> takenIds;
    std::vector<RowClues> clues;
    for (std::size_t start = 0; start < table.layout.records.size(); start += clueBatch) {
        const std::size_t end = std::min(start + clueBatch, table.layout.records.size());
        clues.clear();
        for (std::size_t i = start; i < end; ++i) {
            clues.push_back(cluesOf(table, table.raw.rows[table.layout.records[i]], crs.epsg));
            if (crs.isNorthFirst)
                std::swap(clues.back().longitude, clues.back().latitude);
        }
        const std::vector<PlacedRow> placed = placer.place(clues);
        for (std::size_t i = start; i < end; ++i) {
            const RawRow& row = table.raw.rows[table.layout.records[i]];
            Facility facility = taker.facilityOf(row);
            facility.sourceId = edition.sourceId;
            facility.kind = taker.kindOf(row, facility);
            const std::string publisherId = taker.publisherId(row);
            const bool isRepeated = !publisherId.empty() && uses[publisherId] > 1;
            const bool isEmpty = std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
                return cell.empty() || trimmed(cell).empty();
            });
            const bool isShifted = table.raw.format == TableFormat::Delimited && !isEmpty &&
                                   row.cells.size() != table.layout.headings.size();
            const PlacedRow& place = placed[i - start];
            if (isEmpty || isShifted) {
                facility.placement = Placement::unplaced(isEmpty ? "io.row_empty" : "io.row_shifted");
                rows.exclude(row.number, facility.name, {facility.placement.reason, {}});
                if (isShifted)
                    preview.diagnostics.push_back(
                        {table.raw.fileName,
                         row.number,
                         {},
                         {"io.row_ragged",
                          {std::to_string(row.cells.size()), std::to_string(table.layout.headings.size())}}});
            } else {
                facility.placement = place.placement;
                // A position is a point of the table: an address that was found on the map is none.
                if (place.placement.rest != Placement::Rest::Unplaced)
                    facility.place = place.place;
                rows.add(row.number, facility.name, place);
            }

            const bool isFree = !publisherId.empty() && !isRepeated && !otherIds.contains(publisherId);
            const std::string own = edition.sourceId + ":" + publisherId;
            std::optional<std::size_t> before;
            if (!earlier.empty())
                before = earlierRecords.find(facility, isRepeated ? std::string() : publisherId, wasUsed);
            if (!before)
                overlaps.add(row.number, others.at(facility.kind, facility.name, facility.place, facility.address));
            char number[24];
            std::snprintf(number, sizeof number, "%05lld", static_cast<long long>(row.number));
            std::string id = before                              ? earlier[*before].id
                             : isFree                            ? publisherId
                             : publisherId.empty() || isRepeated ? edition.sourceId + ":" + number
                                                                 : own;
            for (int n = 2; !takenIds.insert(id).second || (!before && earlierRecords.knowsId(id)); ++n)
                id = edition.sourceId + ":" + number + "_" + std::to_string(n);
            facility.id = std::move(id);
            if (facility.id != publisherId && !publisherId.empty())
                facility.attributes["publisher_id"] = publisherId;
            if (before && target.facilityKind.empty())
                facility.kind = earlier[*before].kind;  // known better than by the words of a table
            findings.add(facility, isRepeated ? publisherId : std::string(), place);

            if (!before) {
                addChange(preview.comparison.added, preview.comparison.addedCount,
                          {facility.id, facility.name, row.number, {}, facility.name});
            } else {
                wasUsed[*before] = true;
                const Facility& old = earlier[*before];
                if (isSamePlace(old, facility))
                    facility.place = old.place;
                facility.opened = old.opened;
                facility.closed = old.closed;
                if (isSameRecord(old, facility))
                    ++preview.comparison.same;
                else
                    addChange(preview.comparison.changed, preview.comparison.changedCount,
                              {facility.id, facility.name, row.number, differenceOf(old, facility, true),
                               differenceOf(old, facility, false)});
            }
            taken.push_back(std::move(facility));
        }
    }
    for (std::size_t i = 0; i < earlier.size(); ++i)
        if (!wasUsed[i])
            addChange(preview.comparison.removed, preview.comparison.removedCount,
                      {earlier[i].id, earlier[i].name, 0, earlier[i].name, {}});
    rows.finish();
    preview.overlaps = overlaps.take();

    std::erase_if(next.facilities, [&](const Facility& facility) { return facility.sourceId == edition.sourceId; });
    std::unordered_set<std::string> kinds;
    next.facilities.reserve(next.facilities.size() + taken.size());
    for (Facility& facility : taken) {
        if (kinds.insert(facility.kind).second) {
            const std::string& name = kindTitle.empty() ? facility.kind : kindTitle;
            needKind(next, facility.kind, {name, name});
        }
        next.facilities.push_back(std::move(facility));
    }
    findings.putInto(next);
    std::erase_if(next.sources, [&](const SourceEdition& known_) { return known_.sourceId == edition.sourceId; });
    next.sources.push_back(preview.edition);
    return {};
}

}  // namespace chiiki::imports
