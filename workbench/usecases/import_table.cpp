#include "workbench/usecases/import_table.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

#include "core/io/district_names.h"
#include "core/io/plugin_sheet.h"
#include "core/text/hash.h"
#include "core/text/japanese_date.h"
#include "core/text/names.h"
#include "core/text/utf8.h"

namespace chiiki::imports {
namespace {

constexpr std::size_t shownRows = 12;

Result<RawTable> readRaw(const ImportFile& file, const ImportChoices& choices, Diagnostics& diagnostics)
{
    if (file.path.empty())
        return rawTableOfPasted(file.pasted, diagnostics);
    return readRawTable(file.path, {choices.sheet, choices.encoding, static_cast<std::size_t>(-1)}, diagnostics);
}

std::string listed(const std::vector<std::string>& items)
{
    std::string all;
    for (const std::string& item : items)
        all += (all.empty() ? "" : ", ") + item;
    return all;
}

/// 「大字・町」 of the city's towns that cells may begin with.
CityWords wordsOf(const Snapshot& snapshot, const DistrictNames& names)
{
    std::set<std::string> towns;
    for (const DemandArea& area : snapshot.demandAreas)
        if (!area.town.empty())
            towns.insert(normalisedName(area.town));
    CityWords words;
    words.isDistrict = [&names](const std::string& cell) { return names.codeOf(cell).has_value(); };
    words.isTown = [towns = std::move(towns), city = normalisedName(snapshot.city.name.ja)](const std::string& cell) {
        std::string key = normalisedName(cell);
        if (const auto at = city.empty() ? std::string::npos : key.find(city); at != std::string::npos)
            key.erase(0, at + city.size());
        if (const auto digit = key.find_first_of("0123456789"); digit != std::string::npos)
            key.resize(digit);
        if (key.empty())
            return false;
        const auto next = towns.lower_bound(key);
        return towns.contains(key) || (next != towns.end() && next->starts_with(key));
    };
    return words;
}

ImportOrigin originOf(bool isChosen, bool isRemembered)
{
    return isChosen ? ImportOrigin::Chosen : isRemembered ? ImportOrigin::Remembered : ImportOrigin::Detected;
}

/// A cell with letters that a wrong encoding would spoil: ①㈱髙 before others.
std::string tellingCell(const RecognisedTable& table)
{
    std::string best;
    int most = 0;
    const std::size_t last = std::min<std::size_t>(table.raw.rows.size(), 5000);
    for (std::size_t i = 0; i < last; ++i)
        for (const std::string_view cell : table.raw.rows[i].cells) {
            int score = 0;
            for (const char32_t c : toCodePoints(cell)) {
                const bool isMark = (c >= 0x2460 && c <= 0x24FF) || (c >= 0x3200 && c <= 0x33FF) || c == 0xFF5E ||
                                    c == 0xFF0D || (c >= 0xFA0E && c <= 0xFA2D) || c == U'髙' || c == U'﨑';
                const bool isKanji = c >= 0x3040 && c <= 0x9FFF;
                score = std::max(score, isMark ? 100 : isKanji ? 1 : 0);
            }
            if (score > most) {
                most = score;
                best = trimmed(cell);
            }
        }
    return best;
}

ImportDetection encodingOf(const RecognisedTable& table)
{
    ImportDetection step;
    if (table.raw.encodingEvidence.code.empty())
        return step;
    step.word = code(table.raw.encoding);
    step.title = {step.word, step.word};
    step.origin = originOf(table.chosen.encoding.has_value(), table.choices.encoding.has_value());
    step.evidence.push_back(table.raw.encodingEvidence);
    for (const Encoding encoding : {Encoding::Utf8, Encoding::Cp932, Encoding::Utf16Le, Encoding::Utf16Be}) {
        const std::string word(code(encoding));
        step.alternatives.push_back({word, {word, word}});
    }
    return step;
}

ImportDetection headerOf(const RecognisedTable& table)
{
    const TableLayout& layout = table.layout;
    ImportDetection step;
    const auto wordOfRow = [&](std::size_t row) { return std::to_string(table.raw.rows[row].number); };
    const auto titleOfRow = [&](std::size_t row) {
        const std::string number = wordOfRow(row);
        return Text{"行 " + number, "Row " + number};
    };
    step.word = wordOfRow(layout.headerRow);
    step.title = titleOfRow(layout.headerRow);
    step.origin = originOf(table.chosen.headerRow.has_value(), table.choices.headerRow.has_value());
    step.evidence = layout.evidence;
    step.alternatives.push_back({step.word, step.title});
    for (std::size_t i = 0; i < std::min<std::size_t>(layout.otherRows.size(), 4); ++i)
        step.alternatives.push_back({wordOfRow(layout.otherRows[i]), titleOfRow(layout.otherRows[i])});
    return step;
}

}  // namespace

Result<void> takeColumns(RecognisedTable& table, const Snapshot& snapshot)
{
    const DistrictNames names(snapshot.districts);
    const auto guesses = guessColumns(table.raw, table.layout, wordsOf(snapshot, names));
    for (std::size_t i = 0; i < table.layout.headings.size(); ++i) {
        TakenColumn column;
        column.heading = table.layout.headings[i];
        column.role = guesses[i].role;
        column.evidence = guesses[i].evidence;
        column.isDoubtful = guesses[i].isDoubtful;
        column.year = guesses[i].year;
        column.quantity = guesses[i].quantity.empty() && !guesses[i].year ? column.heading : guesses[i].quantity;
        if (table.set) {
            column.standard = table.set->columns[i];
            column.role = column.standard ? column.standard->role : ColumnRole::Ignore;
            column.evidence = {{column.standard ? "imports.column_of_set" : "imports.column_not_of_set",
                                {column.standard && column.standard->name.find("歳") == std::string_view::npos
                                     ? std::string(column.standard->name)
                                     : column.heading}}};
            column.isDoubtful = false;
            column.quantity = column.heading.substr(table.set->prefix.size());
        }
        table.columns.push_back(std::move(column));
    }
    for (const auto& choice : table.choices.columns) {
        const std::string& heading = choice.first;
        const std::string& word = choice.second;
        const auto role = parseColumnRole(word);
        if (!role)
            return fail(ErrorKind::BadRequest, {"imports.no_such_role", {word}});
        const auto found = std::find_if(table.columns.begin(), table.columns.end(), [&](const TakenColumn& column) {
            return normalisedName(column.heading) == normalisedName(heading);
        });
        const bool isChosenNow = table.chosen.columns.contains(heading);
        if (found == table.columns.end()) {
            if (isChosenNow)
                return fail(ErrorKind::BadRequest,
                            {"imports.no_such_column", {heading, listed(table.layout.headings)}});
            continue;
        }
        found->role = *role;
        found->origin = isChosenNow ? ImportOrigin::Chosen : ImportOrigin::Remembered;
        found->evidence = {{isChosenNow ? "imports.as_chosen" : "imports.as_remembered", {}}};
        found->isDoubtful = false;
    }
    return {};
}

std::optional<std::size_t> RecognisedTable::column(ColumnRole role) const
{
    const auto found =
        std::find_if(columns.begin(), columns.end(), [role](const TakenColumn& taken) { return taken.role == role; });
    return found == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

std::string RecognisedTable::cell(const RawRow& row, std::optional<std::size_t> column) const
{
    return column && *column < row.cells.size() ? std::string(trimmedCell(row.cells[*column])) : std::string();
}

std::string stemWithoutYear(const std::string& fileName)
{
    std::string stem = normalisedName(std::filesystem::path(fileName).stem().string());
    for (const std::string_view era : {"令和元年度", "令和", "平成", "年度", "年", "月", "日", "元"})
        for (auto at = stem.find(era); at != std::string::npos; at = stem.find(era))
            stem.erase(at, era.size());
    std::string plain;
    for (std::size_t i = 0; i < stem.size(); ++i) {
        const bool isDigit = std::isdigit(static_cast<unsigned char>(stem[i]));
        const bool isEraLetter = (stem[i] == 'r' || stem[i] == 'h') && i + 1 < stem.size() &&
                                 std::isdigit(static_cast<unsigned char>(stem[i + 1])) &&
                                 (i == 0 || !std::isalpha(static_cast<unsigned char>(stem[i - 1])));
        if (!isDigit && !isEraLetter)
            plain += stem[i];
    }
    while (!plain.empty() && std::string_view("_-. ()").find(plain.back()) != std::string_view::npos)
        plain.pop_back();
    while (!plain.empty() && std::string_view("_-. ()").find(plain.front()) != std::string_view::npos)
        plain.erase(0, 1);
    return plain;
}

std::string slugOf(const std::string& text, const std::string& prefix)
{
    std::string slug;
    bool isAscii = true;
    for (const char c : normalisedName(text)) {
        const auto byte = static_cast<unsigned char>(c);
        isAscii = isAscii && byte < 0x80;
        if (byte < 0x80)
            slug += std::isalnum(byte) ? static_cast<char>(byte) : '_';
    }
    while (!slug.empty() && slug.back() == '_')
        slug.pop_back();
    if (isAscii && slug.size() >= 2 && std::isalpha(static_cast<unsigned char>(slug.front())) && slug.size() <= 40)
        return slug;
    return prefix + sha256OfBytes(normalisedName(text)).substr(0, 8);
}

Result<RecognisedTable> recogniseTable(const ImportFile& file, const std::string& publisher, const Snapshot& snapshot)
{
    RecognisedTable table;
    table.chosen = file.choices;
    // As it is without anybody's choices: what they are remembered under.
    ImportChoices none;
    none.sheet = file.choices.sheet;
    Diagnostics first;
    auto raw = readRaw(file, none, first);
    if (!raw && !file.choices.encoding)
        return tl::unexpected(raw.error());
    if (!raw) {
        raw = readRaw(file, file.choices, first);
        if (!raw)
            return tl::unexpected(raw.error());
    }
    const auto plain = findLayout(*raw, {}, countKnownHeadings);
    table.signature = importSignature(plain ? plain->headings : std::vector<std::string>{stemWithoutYear(file.path)});
    table.publisher = publisher;
    if (table.publisher.empty() && plain && !plain->records.empty())
        for (std::size_t i = 0; i < plain->headings.size(); ++i) {
            const StandardColumn* known = findStandardColumn(plain->headings[i]);
            if (known && known->role == ColumnRole::Publisher && table.publisher.empty())
                table.publisher = table.cell(raw->rows[plain->records.front()], i);
        }
    // Who sent the file of this name before sends it again, be it as a workbook this time.
    if (const std::string stem = stemWithoutYear(file.path); table.publisher.empty() && !stem.empty())
        for (const SourceEdition& edition : snapshot.sources)
            if (table.publisher.empty() && !edition.fileName.empty() && stemWithoutYear(edition.fileName) == stem)
                table.publisher = edition.publisher;
    table.choices = overlaid(rememberedChoices(snapshot, table.publisher, table.signature), file.choices);
    const bool isOtherReading = table.choices.encoding || table.choices.sheet != none.sheet;
    if (isOtherReading) {
        first.clear();
        raw = readRaw(file, table.choices, first);
        if (!raw)
            return tl::unexpected(raw.error());
    }
    table.raw = *std::move(raw);
    table.diagnostics = std::move(first);
    const auto layout =
        isOtherReading || table.choices.headerRow
            ? findLayout(table.raw, {table.choices.headerRow, table.choices.headerLines}, countKnownHeadings)
            : plain;
    if (!layout)
        return fail(ErrorKind::BadRequest,
                    table.choices.headerRow
                        ? Message{"imports.no_such_header_row", {std::to_string(*table.choices.headerRow)}}
                        : Message{"imports.no_header", {}},
                    file.path);
    table.layout = *layout;
    table.set = matchStandardSet(table.layout.headings);
    if (auto taken = takeColumns(table, snapshot); !taken)
        return tl::unexpected(Error{taken.error().kind, taken.error().message, file.path});
    return table;
}

void describeTable(const RecognisedTable& table, FilePreview& preview)
{
    preview.recordCount = static_cast<std::int64_t>(table.layout.records.size());
    preview.publisher.word = table.publisher;
    preview.publisher.title = {table.publisher, table.publisher};
    if (!table.raw.sheets.empty()) {
        preview.sheet.word = table.raw.sheet;
        preview.sheet.title = {table.raw.sheet, table.raw.sheet};
        preview.sheet.origin = originOf(!table.chosen.sheet.empty(), !table.choices.sheet.empty());
        for (const std::string& sheet : table.raw.sheets)
            preview.sheet.alternatives.push_back({sheet, {sheet, sheet}});
    }
    preview.encoding = encodingOf(table);
    preview.encodingSample = preview.encoding.word.empty() ? std::string() : tellingCell(table);
    preview.header = headerOf(table);
    std::set<std::size_t> aside;
    for (const SetAsideRow& row : table.layout.setAside)
        aside.insert(row.row);
    const std::size_t headerEnd = table.layout.headerRow + static_cast<std::size_t>(table.layout.headerLines);
    for (std::size_t i = 0; i < table.raw.rows.size(); ++i) {
        if (i >= std::max(shownRows, headerEnd + 3) && !aside.contains(i))
            continue;
        ImportRawRow row{table.raw.rows[i].number, textsOf(table.raw.rows[i].cells), false, {}};
        row.isHeader = i >= table.layout.headerRow && i < headerEnd;
        if (aside.contains(i))
            row.setAside =
                std::find_if(table.layout.setAside.begin(), table.layout.setAside.end(), [i](const SetAsideRow& known) {
                    return known.row == i;
                })->why;
        preview.rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const TakenColumn& taken = table.columns[i];
        ImportColumn column;
        column.index = i;
        column.heading = taken.heading;
        column.role = code(taken.role);
        column.title = titleOf(taken.role);
        column.origin = taken.origin;
        column.evidence = taken.evidence;
        column.isDoubtful = taken.isDoubtful;
        column.year = taken.year;
        preview.columns.push_back(std::move(column));
    }
    preview.diagnostics.insert(preview.diagnostics.end(), table.diagnostics.begin(), table.diagnostics.end());
}

TargetGuess guessTarget(const RecognisedTable& table)
{
    using Kind = ImportTarget::Kind;
    if (table.set) {
        const Message why{
            "imports.target_by_set",
            {table.set->set->title.ja, std::to_string(table.set->known), std::to_string(table.layout.headings.size())}};
        const Kind kind = table.set->set->facilityKind.empty() ? Kind::Values : Kind::Facilities;
        return {{kind, {}, {}, {}}, {why}};
    }
    const bool hasPosition = table.column(ColumnRole::Longitude) && table.column(ColumnRole::Latitude);
    const bool hasDistrict = table.column(ColumnRole::DistrictName) || table.column(ColumnRole::DistrictCode);
    const bool hasTown = table.column(ColumnRole::Town) || table.column(ColumnRole::Address);
    const bool hasName = table.column(ColumnRole::Name).has_value();
    const bool hasValues = table.column(ColumnRole::Value).has_value();
    if (hasPosition)
        return {{Kind::Facilities, {}, {}, {}}, {{"imports.target_by_position", {}}}};
    if (std::any_of(table.points.begin(), table.points.end(), [](const auto& point) { return point.has_value(); }))
        return {{Kind::Facilities, {}, {}, {}}, {{"imports.target_by_points", {}}}};
    if (hasName && (hasTown || hasDistrict))
        return {{Kind::Facilities, {}, {}, {}}, {{"imports.target_by_names", {}}}};
    if (hasValues && (hasDistrict || hasTown))
        return {{Kind::Values, {}, {}, {}}, {{"imports.target_by_numbers", {}}}};
    if (table.column(ColumnRole::Address))
        return {{Kind::Facilities, {}, {}, {}}, {{"imports.target_by_address", {}}}};
    return {};
}

}  // namespace chiiki::imports
