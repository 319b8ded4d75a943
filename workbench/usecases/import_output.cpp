#include "workbench/usecases/import_output.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/text/number_text.h"
#include "workbench/usecases/source_json.h"

namespace chiiki {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t mostNames = 20;
constexpr std::size_t mostChanges = 10;
constexpr std::size_t mostFaults = 20;

std::string number(std::int64_t count)
{
    return groupedText(static_cast<double>(count), 0);
}

class Lines {
public:
    explicit Lines(Language language)
        : language_(language)
    {
    }
    std::string say(const Message& message) const { return speak(message, language_); }
    std::string say(std::string_view code, std::vector<std::string> arguments = {}) const
    {
        return speak({code, std::move(arguments)}, language_);
    }
    std::string name(const Text& text) const { return text.in(language_); }
    void add(const std::string& line) { text_ += line + "\n"; }
    std::string evidenceOf(const std::vector<Message>& evidence) const
    {
        std::string all;
        for (const Message& message : evidence)
            all += (all.empty() ? "" : language_ == Language::Japanese ? "。" : "; ") + say(message);
        return all.empty() ? all : say("imports.because", {all});
    }
    std::string take() { return std::move(text_); }
    Language language() const { return language_; }

private:
    Language language_;
    std::string text_;
};

std::string districtName(const ImportPreview& preview, const std::string& code)
{
    const District* district = preview.before ? findDistrict(*preview.before, code) : nullptr;
    return district ? code + " " + district->name : code;
}

void addColumns(const FilePreview& file, Lines& lines)
{
    lines.add(lines.say("imports.step_columns", {std::to_string(file.columns.size())}));
    std::size_t unused = 0;
    for (const ImportColumn& column : file.columns) {
        if (column.role == "ignore") {
            ++unused;
            continue;
        }
        std::string what = lines.name(column.title);
        if (!column.indicatorId.empty())
            what += " " + column.indicatorId + " (" + unitTitle(column.unit, lines.language()) + ")";
        if (column.year)
            what += " " + title(FiscalYear{*column.year}, lines.language());
        lines.add("   " + column.heading + " → " + what + (column.isDoubtful ? " ?" : "") +
                  lines.evidenceOf(column.evidence));
    }
    if (unused > 0)
        lines.add("   " + lines.say("imports.columns_unused", {std::to_string(unused)}));
}

void addChanges(const std::vector<ImportComparison::Change>& changes, std::int64_t count, std::string_view code,
                Lines& lines)
{
    if (count == 0)
        return;
    lines.add("   " + lines.say(code, {number(count)}));
    for (std::size_t i = 0; i < std::min(changes.size(), mostChanges); ++i) {
        const ImportComparison::Change& change = changes[i];
        const std::string arrow = !change.before.empty() && !change.after.empty() ? " → " : "";
        // Of what comes or goes there is its name, and nothing that differs.
        const std::string said = change.before + arrow + change.after;
        lines.add("     " +
                  (change.row > 0 ? lines.say("imports.row_number", {std::to_string(change.row)}) + " " : "") +
                  change.name + (said == change.name ? std::string() : ": " + said));
    }
    if (static_cast<std::size_t>(count) > mostChanges)
        lines.add("     " + lines.say("imports.and_more", {number(count - static_cast<std::int64_t>(mostChanges))}));
}

void addPlacing(const ImportPreview& preview, const FilePreview& file, Lines& lines)
{
    if (preview.before)
        for (const std::string& line : placingLines(file, *preview.before, lines.language()))
            lines.add("   " + line);
}

void addOverlaps(const FilePreview& file, Lines& lines)
{
    for (const ImportOverlap& overlap : file.overlaps)
        lines.add("   ▲ " + lines.say(overlapMessage(overlap, lines.language())));
}

void addComparison(const FilePreview& file, Lines& lines)
{
    if (!file.source.word.empty())
        lines.add(lines.say("imports.step_source", {lines.name(file.source.title), file.source.word}) +
                  lines.evidenceOf(file.source.evidence));
    const ImportComparison& comparison = file.comparison;
    if (comparison.inForce)
        lines.add(lines.say("imports.against_edition", {comparison.inForce->title.in(lines.language()),
                                                        comparison.inForce->fileName, comparison.inForce->asOf}));
    else
        lines.add(lines.say("imports.no_edition_before"));
    if (comparison.isSameFile && comparison.changesNothing()) {
        lines.add("   " + lines.say("imports.changes_nothing"));
        return;
    }
    addChanges(comparison.added, comparison.addedCount, "imports.added", lines);
    addChanges(comparison.changed, comparison.changedCount, "imports.changed", lines);
    addChanges(comparison.removed, comparison.removedCount, "imports.removed", lines);
    lines.add("   " + lines.say("imports.same", {number(comparison.same)}));
    addOverlaps(file, lines);
}

void addUnmatched(const ImportPreview& preview, const FilePreview& file, Lines& lines)
{
    if (file.unmatched.empty())
        return;
    lines.add(lines.say("imports.unmatched_names", {number(static_cast<std::int64_t>(file.unmatched.size()))}));
    for (std::size_t i = 0; i < std::min(file.unmatched.size(), mostNames); ++i) {
        const UnmatchedName& name = file.unmatched[i];
        const std::string rows = std::to_string(name.rows.empty() ? 0 : name.rows.front());
        lines.add("   " + lines.say("imports.unmatched_name", {name.written, number(name.count), rows}) + " " +
                  lines.say(name.why));
        for (const ImportSuggestion& suggestion : name.suggestions)
            lines.add("     → " +
                      (suggestion.districtCode.empty() ? std::string("outside")
                                                       : districtName(preview, suggestion.districtCode)) +
                      lines.evidenceOf({suggestion.why}));
    }
    if (file.unmatched.size() > mostNames)
        lines.add("     " + lines.say("imports.and_more",
                                      {number(static_cast<std::int64_t>(file.unmatched.size() - mostNames))}));
}

void addFile(const ImportPreview& preview, const FilePreview& file, Lines& lines)
{
    const std::string name = file.edition.fileName.empty() ? lines.say("imports.pasted_title") : file.edition.fileName;
    lines.add(lines.say("imports.file_into", {name, number(file.recordCount), lines.name(file.target.title)}) +
              lines.evidenceOf(file.target.evidence));
    if (!file.sheet.word.empty())
        lines.add("   " + lines.say("imports.step_sheet", {lines.name(file.sheet.title)}));
    if (file.encoding.word.empty())
        lines.add(lines.say("imports.step_no_encoding"));
    else
        lines.add(
            lines.say("imports.step_encoding", {lines.name(file.encoding.title)}) +
            lines.evidenceOf(file.encoding.evidence) +
            (file.encodingSample.empty() ? std::string() : " " + lines.say("imports.sample", {file.encodingSample})));
    if (!file.header.word.empty())
        lines.add(lines.say("imports.step_header", {lines.name(file.header.title)}) +
                  lines.evidenceOf(file.header.evidence));
    for (const ImportRawRow& row : file.rows)
        if (row.setAside) {
            const auto first =
                std::find_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !cell.empty(); });
            lines.add("   " +
                      lines.say("imports.row_set_aside",
                                {std::to_string(row.number), first == row.cells.end() ? "" : *first}) +
                      lines.evidenceOf({*row.setAside}));
        }
    if (!file.columns.empty())
        addColumns(file, lines);
    if (!file.year.word.empty())
        lines.add("   " + lines.say("imports.step_year", {lines.name(file.year.title)}) +
                  lines.evidenceOf(file.year.evidence));
    if (!file.crs.word.empty())
        lines.add("   " + lines.say("imports.step_crs", {lines.name(file.crs.title)}) +
                  lines.evidenceOf(file.crs.evidence));
    lines.add(lines.say("imports.step_districts",
                        {number(file.inDistrict), number(file.byAlias), number(file.outside),
                         number(file.reconciliation.unmatched), number(file.reconciliation.excluded)}));
    addPlacing(preview, file, lines);
    for (const ImportRow& row : file.placed)
        if (row.outcome == ImportOutcomeOfRow::Excluded)
            lines.add("   " + lines.say("imports.row_set_aside", {std::to_string(row.number), row.name}) +
                      lines.evidenceOf({row.evidence}));
    addComparison(file, lines);
    for (std::size_t i = 0; i < std::min(file.diagnostics.size(), mostFaults); ++i)
        lines.add("   ! " + describe(file.diagnostics[i], lines.language()));
    if (file.diagnostics.size() > mostFaults)
        lines.add("   ! " + lines.say("imports.and_more",
                                      {number(static_cast<std::int64_t>(file.diagnostics.size() - mostFaults))}));
    addUnmatched(preview, file, lines);
    if (file.whyNot)
        lines.add(lines.say(*file.whyNot));
    lines.add(importReconciliationLine(file.reconciliation, lines.language()));
}

Json messagesJson(const std::vector<Message>& messages)
{
    Json list = Json::array();
    for (const Message& message : messages)
        list.push_back({{"code", message.code},
                        {"ja", speak(message, Language::Japanese)},
                        {"en", speak(message, Language::English)}});
    return list;
}

Json detectionJson(const ImportDetection& step)
{
    static constexpr const char* origins[] = {"detected", "remembered", "chosen"};
    Json alternatives = Json::array();
    for (const auto& alternative : step.alternatives)
        alternatives.push_back(alternative.word);
    return {{"value", step.word},
            {"origin", origins[static_cast<int>(step.origin)]},
            {"evidence", messagesJson(step.evidence)},
            {"alternatives", alternatives}};
}

Json changesJson(const std::vector<ImportComparison::Change>& changes)
{
    Json list = Json::array();
    for (const auto& change : changes)
        list.push_back({{"id", change.id},
                        {"name", change.name},
                        {"row", change.row},
                        {"before", change.before},
                        {"after", change.after}});
    return list;
}

Json rowJson(const ImportRow& row)
{
    static constexpr const char* outcomes[] = {"district", "alias", "outside", "unmatched", "excluded", "same"};
    Json json = {{"row", row.number},
                 {"outcome", outcomes[static_cast<int>(row.outcome)]},
                 {"name", row.name},
                 {"district_code", row.districtCode},
                 {"written", row.written}};
    json["evidence"] = messagesJson({row.evidence});
    if (row.place)
        json["place"] = {row.place->x, row.place->y};
    return json;
}

Json countsJson(const std::vector<ImportCount>& counts)
{
    Json list = Json::array();
    for (const ImportCount& of : counts)
        list.push_back(
            {{"word", of.word}, {"ja", of.title.ja}, {"en", of.title.en}, {"count", of.count}, {"rows", of.rows}});
    return list;
}

Json overlapsJson(const std::vector<ImportOverlap>& overlaps)
{
    Json list = Json::array();
    for (const ImportOverlap& overlap : overlaps)
        list.push_back({{"source_id", overlap.sourceId}, {"count", overlap.count}, {"rows", overlap.rows}});
    return list;
}

Json fileJson(const FilePreview& file)
{
    Json columns = Json::array();
    for (const ImportColumn& column : file.columns) {
        Json json = {{"heading", column.heading}, {"role", column.role}};
        if (!column.indicatorId.empty()) {
            json["indicator"] = column.indicatorId;
            json["unit"] = column.unit;
        }
        if (column.year)
            json["year"] = *column.year;
        json["doubtful"] = column.isDoubtful;
        json["evidence"] = messagesJson(column.evidence);
        columns.push_back(std::move(json));
    }
    Json setAside = Json::array();
    for (const ImportRawRow& row : file.rows)
        if (row.setAside)
            setAside.push_back({{"row", row.number}, {"why", messagesJson({*row.setAside})}});
    Json rows = Json::array();
    for (const ImportRow& row : file.placed)
        rows.push_back(rowJson(row));
    Json unmatched = Json::array();
    for (const UnmatchedName& name : file.unmatched) {
        Json suggestions = Json::array();
        for (const ImportSuggestion& suggestion : name.suggestions)
            suggestions.push_back(
                {{"district_code", suggestion.districtCode}, {"why", messagesJson({suggestion.why})}});
        unmatched.push_back({{"written", name.written},
                             {"count", name.count},
                             {"rows", name.rows},
                             {"why", messagesJson({name.why})},
                             {"suggestions", suggestions}});
    }
    const ImportComparison& comparison = file.comparison;
    const ImportReconciliation& sums = file.reconciliation;
    Json json = {{"file", file.edition.fileName},
                 {"records", file.recordCount},
                 {"target", detectionJson(file.target)},
                 {"publisher", file.publisher.word},
                 {"sheet", detectionJson(file.sheet)},
                 {"encoding", detectionJson(file.encoding)},
                 {"header", detectionJson(file.header)},
                 {"set_aside", setAside},
                 {"columns", columns},
                 {"crs", detectionJson(file.crs)},
                 {"year", detectionJson(file.year)},
                 {"rows", rows},
                 {"unmatched", unmatched},
                 {"comparison",
                  {{"in_force", comparison.inForce ? Json(comparison.inForce->sourceId) : Json()},
                   {"same_file", comparison.isSameFile},
                   {"added", comparison.addedCount},
                   {"changed", comparison.changedCount},
                   {"removed", comparison.removedCount},
                   {"same", comparison.same},
                   {"added_rows", changesJson(comparison.added)},
                   {"changed_rows", changesJson(comparison.changed)},
                   {"removed_rows", changesJson(comparison.removed)}}}};
    json["edition_of"] = detectionJson(file.source);
    json["placed_by"] = countsJson(file.placedBy);
    json["aliases"] = countsJson(file.aliases);
    json["position_faults"] = countsJson(file.positionFaults);
    json["overlaps"] = overlapsJson(file.overlaps);
    Json faults = Json::array();
    for (const Diagnostic& fault : file.diagnostics)
        faults.push_back({{"row", fault.row}, {"field", fault.field}, {"what", messagesJson({fault.message})}});
    json["diagnostics"] = faults;
    json["source"] = sourceJson(file.edition);
    json["why_not"] = file.whyNot ? messagesJson({*file.whyNot}) : Json::array();
    json["reconciliation"] = {{"imported", sums.imported},
                              {"excluded", sums.excluded},
                              {"unmatched", sums.unmatched},
                              {"source", sums.source},
                              {"adds_up", sums.addsUp()}};
    return json;
}

}  // namespace

std::string importReconciliationLine(const ImportReconciliation& rows, Language language)
{
    return speak({rows.addsUp() ? "imports.adds_up" : "imports.adds_up_not",
                  {number(rows.imported), number(rows.excluded), number(rows.unmatched), number(rows.source)}},
                 language);
}

std::vector<std::string> placingLines(const FilePreview& file, const Snapshot& city, Language language)
{
    const auto say = [&](std::string_view code, std::vector<std::string> arguments) {
        return speak({code, std::move(arguments)}, language);
    };
    const auto firstRow = [](const ImportCount& of) { return std::to_string(of.rows.empty() ? 0 : of.rows.front()); };
    std::vector<std::string> lines;
    std::string clues;
    for (const ImportCount& of : file.placedBy)
        clues += (clues.empty()                    ? ""
                  : language == Language::Japanese ? "、"
                                                   : ", ") +
                 of.title.in(language) + " " + number(of.count);
    if (!clues.empty())
        lines.push_back(say("imports.placed_by", {clues}));
    for (const ImportCount& of : file.aliases) {
        const District* district = findDistrict(city, of.title.ja);
        lines.push_back(
            say("imports.alias_taken", {of.word, district ? of.title.ja + " " + district->name : of.title.ja,
                                        number(of.count), firstRow(of)}));
    }
    for (const ImportCount& of : file.positionFaults)
        lines.push_back(say("imports.position_fault", {of.title.in(language), number(of.count), firstRow(of)}));
    return lines;
}

Message overlapMessage(const ImportOverlap& overlap, Language language)
{
    return {"imports.overlap",
            {number(overlap.count), overlap.title.in(language),
             std::to_string(overlap.rows.empty() ? 0 : overlap.rows.front()), overlap.sourceId}};
}

std::string importText(const ImportPreview& preview, Language language)
{
    Lines lines(language);
    for (const FilePreview& file : preview.files)
        addFile(preview, file, lines);
    return lines.take();
}

std::string importJson(const ImportPreview& preview)
{
    Json files = Json::array();
    for (const FilePreview& file : preview.files)
        files.push_back(fileJson(file));
    return Json{{"api", 1}, {"files", files}}.dump(1) + "\n";
}

}  // namespace chiiki
