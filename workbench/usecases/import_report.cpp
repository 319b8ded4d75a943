#include "workbench/usecases/import_report.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/io/cell_patch.h"
#include "core/io/cell_rules.h"
#include "core/io/files.h"
#include "core/io/plugin_sheet.h"
#include "core/io/xlsx_writer.h"
#include "core/store/workspace.h"
#include "core/text/names.h"
#include "workbench/usecases/import_quantities.h"
#include "workbench/usecases/import_table.h"

namespace chiiki {
namespace {

using namespace imports;

constexpr std::size_t alike = 5;  // so many faults of a kind in one column are one line

/// Faults by cell, so that none is told twice.
class FaultList {
public:
    explicit FaultList(const RecognisedTable& table)
        : table_(table)
    {
        for (std::size_t i = 0; i < table.raw.rows.size(); ++i)
            rowAt_[table.raw.rows[i].number] = i;
    }

    void add(const CellFault& fault)
    {
        const auto key = std::pair(fault.row, fault.heading.empty() ? std::size_t(-1) : fault.column);
        faults_.try_emplace(key, fault);
    }

    /// A fault of the first column that has one of the roles; of the row where none has.
    void add(std::int64_t row, std::initializer_list<ColumnRole> roles, const Message& what,
             const std::optional<std::string>& proposal = {})
    {
        for (const ColumnRole role : roles)
            if (const auto column = table_.column(role)) {
                const std::string written = cellOf(row, *column);
                if (written.empty() && *roles.begin() != role)
                    continue;
                add({row, *column, table_.columns[*column].heading, written, what, proposal});
                return;
            }
        add({row, 0, {}, {}, what, {}});
    }

    std::string cellOf(std::int64_t row, std::size_t column) const
    {
        const auto found = rowAt_.find(row);
        return found == rowAt_.end() ? std::string() : table_.cell(table_.raw.rows[found->second], column);
    }

    const std::map<std::pair<std::int64_t, std::size_t>, CellFault>& all() const { return faults_; }

private:
    const RecognisedTable& table_;
    std::map<std::int64_t, std::size_t> rowAt_;
    std::map<std::pair<std::int64_t, std::size_t>, CellFault> faults_;
};

/// Positions of a table that is of no standard set.
void judgePlaces(const RecognisedTable& table, FaultList& faults)
{
    const auto x = table.column(ColumnRole::Longitude), y = table.column(ColumnRole::Latitude);
    if (!x || !y || table.isLayer)
        return;
    for (const std::size_t index : table.layout.records) {
        const RawRow& row = table.raw.rows[index];
        if (const auto fault = judgePlaceCells(table.cell(row, x), table.cell(row, y))) {
            faults.add({row.number, *y, table.columns[*y].heading, table.cell(row, y), fault->what, fault->latitude});
            faults.add({row.number, *x, table.columns[*x].heading, table.cell(row, x), fault->what, fault->longitude});
        }
    }
}

void judgeYears(const RecognisedTable& table, const Snapshot& city, FaultList& faults)
{
    const auto column = table.column(ColumnRole::Year);
    if (!column || table.set)
        return;
    for (const std::size_t index : table.layout.records) {
        const RawRow& row = table.raw.rows[index];
        const std::string text = table.cell(row, column);
        if (const auto year = yearOfCell(text, city); !text.empty() && !year)
            faults.add({row.number, *column, table.columns[*column].heading, text, year.error().message, {}});
    }
}

/// What placing found: names that are none, aliases for which there is an official name.
void judgeRows(const RecognisedTable& table, const FilePreview& preview, const Snapshot& city, FaultList& faults)
{
    const auto district = table.column(ColumnRole::DistrictName);
    std::map<std::string, const UnmatchedName*> unmatched;
    for (const UnmatchedName& name : preview.unmatched)
        unmatched[name.written] = &name;
    for (const ImportRow& row : preview.placed) {
        switch (row.outcome) {
        case ImportOutcomeOfRow::ByAlias: {
            const District* official = findDistrict(city, row.districtCode);
            const bool isOfName = district && official &&
                                  normalisedName(faults.cellOf(row.number, *district)) == normalisedName(row.written);
            if (isOfName)
                faults.add({row.number,
                            *district,
                            table.columns[*district].heading,
                            row.written,
                            {"imports.fault_other_name", {row.written}},
                            official->name});
            break;
        }
        case ImportOutcomeOfRow::Unmatched: {
            const auto found = unmatched.find(row.written);
            std::optional<std::string> proposal;
            if (found != unmatched.end() && district && found->second->suggestions.size() == 1 &&
                found->second->suggestions.front().why.code == "place.same_without_blanks")
                if (const District* official = findDistrict(city, found->second->suggestions.front().districtCode))
                    proposal = official->name;
            if (row.written.starts_with("io."))
                break;  // of a position, whose two cells were judged
            faults.add(row.number,
                       {ColumnRole::DistrictName, ColumnRole::Address, ColumnRole::Town, ColumnRole::DistrictCode},
                       row.evidence, proposal);
            break;
        }
        case ImportOutcomeOfRow::Outside:
            faults.add(row.number, {ColumnRole::Latitude, ColumnRole::Address}, {"imports.fault_outside", {}});
            break;
        case ImportOutcomeOfRow::Excluded:
            if (row.evidence.code == "io.row_empty" || row.evidence.code == "io.row_shifted")
                faults.add({row.number, 0, {}, {}, row.evidence, {}});
            break;
        default:
            break;
        }
    }
}

Result<std::string> correctedCopy(const RecognisedTable& table, const ImportFile& file,
                                  const std::vector<CellPatch>& patches)
{
    if (patches.empty() || table.isLayer || file.path.empty())
        return std::string();
    if (table.raw.format == TableFormat::Xlsx)
        return patchedXlsx(file.path, table.raw.sheet, patches);
    if (table.raw.format != TableFormat::Delimited)
        return std::string();
    const auto bytes = readFile(file.path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return patchedDelimited(*bytes, table.raw.encoding, table.raw.separator, patches, file.path);
}

std::string say(const Message& message)
{
    return speak(message, Language::Japanese);
}

/// A cell of a Markdown table.
std::string inTable(std::string text)
{
    for (const auto& [mark, instead] : {std::pair<std::string, std::string>{"|", "｜"}, {"\n", " "}, {"\r", ""}})
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + instead.size()))
            text.replace(at, mark.size(), instead);
    return text;
}

/// A line of the note: one fault, or many of a kind in a column.
struct NoteLine {
    ReportedFault first;
    std::int64_t lastRow = 0;
    std::string lastCell;
    std::size_t count = 0;
};

std::vector<NoteLine> linesOf(const CorrectionNote& note)
{
    using Key = std::tuple<std::string, std::string_view, std::string, std::string>;
    const auto keyOf = [](const ReportedFault& fault) {
        return Key(fault.heading, fault.what.code, fault.written, fault.proposal);
    };
    std::map<Key, std::size_t> uses;
    for (const ReportedFault& fault : note.faults)
        ++uses[keyOf(fault)];
    std::map<Key, std::size_t> at;
    std::vector<NoteLine> lines;
    for (const ReportedFault& fault : note.faults) {
        const Key key = keyOf(fault);
        const bool isJoined = uses[key] >= alike && !fault.heading.empty();
        const auto known = at.find(key);
        if (isJoined && known != at.end()) {
            NoteLine& line = lines[known->second];
            line.lastRow = fault.row;
            line.lastCell = fault.cell;
            ++line.count;
            continue;
        }
        if (isJoined)
            at[key] = lines.size();
        lines.push_back({fault, fault.row, fault.cell, 1});
    }
    return lines;
}

std::string rowsText(const NoteLine& line)
{
    const std::string first = std::to_string(line.first.row);
    return line.count == 1
               ? first
               : say({"imports.note_rows", {first, std::to_string(line.lastRow), std::to_string(line.count)}});
}

std::string cellsText(const NoteLine& line)
{
    return line.count == 1 ? line.first.cell : line.first.cell + "…" + line.lastCell;
}

}  // namespace

Result<CorrectionNote> makeCorrectionNote(const SnapshotPtr& snapshot, const ImportRequest& request)
{
    if (request.files.empty())
        return fail(ErrorKind::BadRequest, {"imports.no_files", {}});
    ImportRequest one = request;
    one.files.resize(1);
    const ImportFile& file = one.files.front();
    const auto preview = previewImport(snapshot, one);
    if (!preview)
        return tl::unexpected(preview.error());
    CorrectionNote note;
    note.fileName = preview->files.front().edition.fileName;
    note.title = preview->files.front().edition.title.ja;
    note.publisher = preview->files.front().edition.publisher;
    if (!file.path.empty() && !isTableFile(file.path)) {
        for (const Diagnostic& fault : preview->files.front().diagnostics)
            note.faults.push_back({fault.row, {}, fault.field, {}, fault.message, {}});
        return note;
    }
    const auto table = recogniseTable(file, request.publisher, *snapshot);
    if (!table)
        return tl::unexpected(table.error());
    FaultList faults(*table);
    if (table->set) {
        for (const CellFault& fault : validateAgainst(*table->set, table->raw, table->layout))
            faults.add(fault);
    } else {
        judgePlaces(*table, faults);
        judgeYears(*table, *snapshot, faults);
    }
    judgeRows(*table, preview->files.front(), *snapshot, faults);
    std::vector<CellPatch> patches;
    for (const auto& [key, fault] : faults.all()) {
        ReportedFault told{fault.row, {}, fault.heading, fault.written, fault.what, fault.proposal.value_or("")};
        if (!fault.heading.empty())
            told.cell = cellAddress(fault.column, fault.row);
        if (fault.proposal) {
            ++note.mended;
            patches.push_back({fault.row, fault.column, *fault.proposal});
        }
        note.faults.push_back(std::move(told));
    }
    auto corrected = correctedCopy(*table, file, patches);
    if (!corrected)
        return tl::unexpected(corrected.error());
    note.corrected = *std::move(corrected);
    note.cannotBeCopied = !patches.empty() && note.corrected.empty();
    return note;
}

std::string noteMarkdown(const CorrectionNote& note)
{
    std::string text = "# " + say({"imports.note_title", {note.title}}) + "\n\n";
    if (!note.publisher.empty())
        text += say({"imports.note_to", {note.publisher}}) + "\n\n";
    if (note.faults.empty())
        return text + say({"imports.note_nothing", {note.fileName}}) + "\n";
    text += say({"imports.note_greeting", {note.fileName, std::to_string(note.faults.size())}}) + "\n\n";
    text += "| " + say({"imports.note_row", {}}) + " | " + say({"imports.note_cell", {}}) + " | " +
            say({"imports.note_column", {}}) + " | " + say({"imports.note_written", {}}) + " | " +
            say({"imports.note_what", {}}) + " | " + say({"imports.note_proposal", {}}) +
            " |\n|---|---|---|---|---|---|\n";
    for (const NoteLine& line : linesOf(note)) {
        const std::string proposal =
            line.first.proposal.empty() ? say({"imports.note_please", {}}) : "「" + line.first.proposal + "」";
        text += "| " + rowsText(line) + " | " + cellsText(line) + " | " + inTable(line.first.heading) + " | " +
                inTable(line.first.written) + " | " + inTable(say(line.first.what)) + " | " + inTable(proposal) +
                " |\n";
    }
    text += "\n";
    if (!note.corrected.empty())
        text += say({"imports.note_copy", {std::to_string(note.mended)}}) + "\n";
    if (note.cannotBeCopied)
        text += say({"imports.note_no_copy", {std::to_string(note.mended)}}) + "\n";
    return text + say({"imports.note_thanks", {}}) + "\n";
}

Result<std::string> noteXlsx(const CorrectionNote& note)
{
    Sheet sheet;
    sheet.name = say({"imports.note_sheet", {}});
    for (const std::string_view code :
         {"imports.note_file", "imports.note_row", "imports.note_cell", "imports.note_column", "imports.note_written",
          "imports.note_what", "imports.note_proposal"})
        sheet.headings.push_back(say({code, {}}));
    for (const ReportedFault& fault : note.faults)
        sheet.rows.push_back({note.fileName, static_cast<double>(fault.row), fault.cell, fault.heading, fault.written,
                              say(fault.what),
                              fault.proposal.empty() ? say({"imports.note_please", {}}) : fault.proposal});
    return makeXlsx({sheet});
}

Result<WrittenNote> writeCorrectionNote(const std::string& workspacePath, const ImportRequest& request,
                                        const std::string& file)
{
    namespace fs = std::filesystem;
    const std::string ending = normalisedName(fs::path(file).extension().string());
    if (ending != ".md" && ending != ".xlsx")
        return fail(ErrorKind::BadRequest, {"imports.note_ending", {}}, file);
    auto workspace = Workspace::open(workspacePath, Access::ReadOnly);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto snapshot = workspace->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto note = makeCorrectionNote(*snapshot, request);
    if (!note)
        return tl::unexpected(note.error());
    const auto text = ending == ".md" ? Result<std::string>(noteMarkdown(*note)) : noteXlsx(*note);
    if (!text)
        return tl::unexpected(text.error());
    WrittenNote written{file, {}, note->faults.size(), note->mended, note->cannotBeCopied};
    if (auto done = writeFile(file, *text); !done)
        return tl::unexpected(done.error());
    if (!note->corrected.empty()) {
        const fs::path original = note->fileName;
        const fs::path copy =
            fs::path(file).parent_path() / (original.stem().string() + "_訂正案" + original.extension().string());
        if (auto done = writeFile(copy.string(), note->corrected); !done)
            return tl::unexpected(done.error());
        written.corrected = copy.string();
    }
    return written;
}

}  // namespace chiiki
