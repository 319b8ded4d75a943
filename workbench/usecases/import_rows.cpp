#include "workbench/usecases/import_rows.h"

#include <algorithm>

#include "core/io/district_names.h"
#include "core/io/positions.h"
#include "core/text/names.h"
#include "workbench/usecases/program_files.h"

namespace chiiki::imports {
namespace {

constexpr std::size_t mostRowNumbers = 200;  // of one unmatched name

/// The aliases that come with the program.
std::vector<PlaceAlias> shippedAliases(const std::string& municipality)
{
    const std::string file = findPlaceAliases(programFolder());
    if (file.empty())
        return {};
    auto aliases = readPlaceAliases(file, municipality);
    return aliases ? *std::move(aliases) : std::vector<PlaceAlias>();
}

}  // namespace

std::optional<PlaceDecision> decisionOf(const std::string& written, const std::string& word, const Snapshot& snapshot)
{
    using Kind = PlaceDecision::Kind;
    if (word == leaveOutDecision)
        return PlaceDecision{written, Kind::SetAside, {}};
    if (word == "outside")
        return PlaceDecision{written, Kind::Outside, {}};
    if (word == "mend")
        return PlaceDecision{written, Kind::Mend, {}};
    const auto district = DistrictNames(snapshot.districts).codeOf(word);
    return district ? std::optional(PlaceDecision{written, Kind::District, *district}) : std::nullopt;
}

PlaceAliases aliasesFor(const Snapshot& snapshot, const std::map<std::string, std::string>& decisions)
{
    PlaceAliases aliases;
    aliases.known = shippedAliases(snapshot.city.code);
    for (const auto& [written, word] : decisions)
        if (auto decision = decisionOf(written, word, snapshot))
            aliases.decisions.push_back(*std::move(decision));
    return aliases;
}

RowClues cluesOf(const RecognisedTable& table, const RawRow& row, int epsg)
{
    RowClues clues;
    clues.epsg = epsg;
    const auto put = [&](std::string& clue, const std::string& text) {
        if (clue.empty())
            clue = text;
    };
    std::string parts;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ColumnRole role = table.columns[i].role;
        switch (role) {
        case ColumnRole::DistrictCode:
            put(clues.code, table.cell(row, i));
            break;
        case ColumnRole::DistrictName:
            put(clues.district, table.cell(row, i));
            break;
        case ColumnRole::Town:
            put(clues.town, table.cell(row, i));
            parts += table.cell(row, i);
            break;
        case ColumnRole::AddressPart:
            parts += table.cell(row, i);
            break;
        case ColumnRole::Address:
            put(clues.address, table.cell(row, i));
            break;
        case ColumnRole::Longitude:
            put(clues.longitude, table.cell(row, i));
            break;
        case ColumnRole::Latitude:
            put(clues.latitude, table.cell(row, i));
            break;
        default:
            break;
        }
    }
    put(clues.address, parts);
    if (table.isLayer)
        clues.point = table.points[static_cast<std::size_t>(&row - table.raw.rows.data())];
    return clues;
}

bool RowsOfPreview::isShown(ImportOutcomeOfRow outcome)
{
    const bool isInDistrict = outcome == ImportOutcomeOfRow::InDistrict || outcome == ImportOutcomeOfRow::ByAlias;
    const bool isFirst = shown_++ < mostShown;
    return isFirst || (!isInDistrict && preview_.placed.size() < 4 * mostShown);
}

void RowsOfPreview::count(Counts& counts, std::string_view word, std::int64_t number)
{
    auto found = counts.find(word);
    if (found == counts.end())
        found = counts.emplace(word, ImportCount{std::string(word), {}, 0, {}}).first;
    ImportCount& of = found->second;
    ++of.count;
    if (of.rows.size() < mostRowNumbers)
        of.rows.push_back(number);
}

void RowsOfPreview::countClues(std::int64_t number, const PlacedRow& placed)
{
    const auto isOfPosition = [](std::string_view word) {
        return word.starts_with("io.") && word.find("place_") != std::string_view::npos;
    };
    if (placed.by == PlacedBy::Position && placed.doubts.empty()) {
        ++byPosition_;
        return;
    }
    if (placed.by == PlacedBy::Position) {
        ++byPosition_;
    } else if (placed.by != PlacedBy::Nothing) {
        const bool hasLevels = placed.by == PlacedBy::Town || placed.by == PlacedBy::Address;
        count(clues_, std::string(code(placed.by)) + (hasLevels ? ":" + placed.level : std::string()), number);
    }
    if (placed.by == PlacedBy::Alias) {
        count(aliases_, placed.written, number);
        aliases_[placed.written].title.ja = placed.placement.districtCode;
    }
    // What is wrong is the evidence where nothing else places the row, and a doubt where something does.
    if (isOfPosition(placed.written))
        count(faults_, placed.written, number);
    else if (isOfPosition(placed.evidence.code))
        count(faults_, placed.evidence.code, number);
    else if (!placed.doubts.empty() && isOfPosition(placed.doubts.front().code))
        count(faults_, placed.doubts.front().code, number);
}

void RowsOfPreview::add(std::int64_t number, const std::string& name, const PlacedRow& placed)
{
    countClues(number, placed);
    ImportOutcomeOfRow outcome = ImportOutcomeOfRow::Unmatched;
    switch (placed.placement.rest) {
    case Placement::Rest::None: {
        const bool isAlias = placed.by == PlacedBy::Alias || placed.by == PlacedBy::Decision;
        outcome = isAlias ? ImportOutcomeOfRow::ByAlias : ImportOutcomeOfRow::InDistrict;
        ++(isAlias ? preview_.byAlias : preview_.inDistrict);
        ++preview_.reconciliation.imported;
        break;
    }
    case Placement::Rest::Outside:
        outcome = ImportOutcomeOfRow::Outside;
        ++preview_.outside;
        ++preview_.reconciliation.imported;
        break;
    case Placement::Rest::Unplaced:
        if (placed.by == PlacedBy::Decision) {
            outcome = ImportOutcomeOfRow::Excluded;
            ++preview_.reconciliation.excluded;
            break;
        }
        ++preview_.reconciliation.unmatched;
        UnmatchedName& group = unmatched_[placed.written];
        if (group.rows.empty()) {
            group.written = placed.written;
            group.why = placed.evidence;
            for (const PlaceSuggestion& suggestion : placed.suggestions)
                group.suggestions.push_back({suggestion.districtCode, suggestion.why});
        }
        if (group.rows.size() < mostRowNumbers)
            group.rows.push_back(number);
        ++group.count;
        break;
    }
    ++preview_.reconciliation.source;
    if (isShown(outcome))
        preview_.placed.push_back(
            {number, outcome, name, placed.placement.districtCode, placed.place, placed.written, placed.evidence});
}

void RowsOfPreview::exclude(std::int64_t number, const std::string& name, Message why)
{
    ++preview_.reconciliation.excluded;
    ++preview_.reconciliation.source;
    if (isShown(ImportOutcomeOfRow::Excluded))
        preview_.placed.push_back({number, ImportOutcomeOfRow::Excluded, name, {}, std::nullopt, {}, std::move(why)});
}

void RowsOfPreview::tellCounts()
{
    if (byPosition_ > 0)
        clues_["position"] = {"position", {}, byPosition_, {}};
    const auto inBoth = [](const Message& message) {
        return Text{speak(message, Language::Japanese), speak(message, Language::English)};
    };
    // Surest first, and of addresses those that were understood furthest.
    for (const auto& [word, sentence] :
         std::initializer_list<std::pair<std::string_view, std::string_view>>{{"decision", "imports.clue_decision"},
                                                                              {"position", "imports.clue_position"},
                                                                              {"code", "imports.clue_code"},
                                                                              {"name", "imports.clue_name"},
                                                                              {"alias", "imports.clue_alias"},
                                                                              {"town", "imports.clue_town"},
                                                                              {"address", "imports.clue_address"}})
        for (const std::string_view level : {"", "point", "block", "town", "oaza", "district", "city"}) {
            const auto found = clues_.find(std::string(word) + (level.empty() ? "" : ":") + std::string(level));
            if (found == clues_.end())
                continue;
            ImportCount& of = found->second;
            of.title = inBoth({sentence, {}});
            if (!level.empty()) {
                const Text far = inBoth(levelTitle(level));
                of.title = {of.title.ja + "（" + far.ja + "）", of.title.en + " (" + far.en + ")"};
            }
            of.rows.clear();
            preview_.placedBy.push_back(std::move(of));
        }
    for (auto& [written, of] : aliases_)
        preview_.aliases.push_back(std::move(of));
    for (auto& [code, of] : faults_) {
        const bool isBlank = code == "imports.no_position";
        of.title = inBoth({isBlank ? std::string_view("imports.no_position") : placementReason(code), {}});
        preview_.positionFaults.push_back(std::move(of));
    }
}

void RowsOfPreview::finish()
{
    for (auto& [written, group] : unmatched_)
        preview_.unmatched.push_back(std::move(group));
    std::stable_sort(preview_.unmatched.begin(), preview_.unmatched.end(),
                     [](const UnmatchedName& a, const UnmatchedName& b) { return a.count > b.count; });
    tellCounts();
    const ImportReconciliation& rows = preview_.reconciliation;
    preview_.edition.rows.districts = static_cast<double>(preview_.inDistrict + preview_.byAlias);
    preview_.edition.rows.outside = static_cast<double>(preview_.outside);
    preview_.edition.rows.unplaced = static_cast<double>(rows.unmatched + rows.excluded);
    preview_.edition.rows.source = static_cast<double>(preview_.recordCount);
}

std::map<std::string, std::string> soleSuggestions(const FilePreview& preview)
{
    std::map<std::string, std::string> decisions;
    for (const UnmatchedName& name : preview.unmatched) {
        // What is wrong with positions is mended in one way or another; each row has its own.
        const bool isOfPositions = name.written.starts_with("io.");
        if (name.written.empty() || name.suggestions.empty() || (!isOfPositions && name.suggestions.size() > 1))
            continue;
        const ImportSuggestion& first = name.suggestions.front();
        decisions[name.written] = isOfPositions ? "mend" : first.districtCode.empty() ? "outside" : first.districtCode;
    }
    return decisions;
}

SourceEdition editionOf(const RecognisedTable& table, const Text& title)
{
    SourceEdition edition;
    edition.title = title;
    edition.publisher = table.publisher;
    edition.fileName = table.raw.fileName;
    edition.sha256 = table.raw.sha256;
    if (!table.raw.encodingEvidence.code.empty())
        edition.encoding = code(table.raw.encoding);
    const std::string by = table.publisher.empty() ? std::string() : table.publisher + " ";
    edition.credit = by + title.ja + (edition.fileName.empty() ? std::string() : "（" + edition.fileName + "）");
    return edition;
}

void addChange(std::vector<ImportComparison::Change>& changes, std::int64_t& count, ImportComparison::Change change)
{
    ++count;
    if (changes.size() < mostShown)
        changes.push_back(std::move(change));
}

}  // namespace chiiki::imports
