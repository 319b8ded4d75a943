#include <ostream>

#include "workbench/cli/import_feeds.h"
#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/import.h"
#include "workbench/usecases/import_output.h"
#include "workbench/usecases/import_report.h"

namespace chiiki::cli {
namespace {

struct Words {
    std::string workspace;
    std::vector<std::string> files;
    std::string target;
    std::string kind;
    std::string encoding;
    std::optional<std::int64_t> headerRow;
    std::string sheet;
    std::optional<int> epsg;
    std::optional<int> year;
    std::string publisher;
    std::string source;
    std::vector<std::string> columns;
    std::vector<std::string> units;
    std::vector<std::string> decisions;
    std::vector<std::string> pluginDirs;
    std::string report;
    bool isPreview = false;
    bool acceptsSuggestions = false;
};

int wrong(Context& context, const Message& message)
{
    context.err << context.say(message) << "\n";
    return WrongCommandLine;
}

/// "湯 田=03" words into a map; false where one has no "=", which was said. The last "=" counts.
bool takePairs(Context& context, const std::vector<std::string>& words, std::map<std::string, std::string>& pairs)
{
    for (const std::string& word : words) {
        const std::size_t sign = word.rfind('=');
        if (sign == std::string::npos || sign == 0 || sign + 1 == word.size()) {
            wrong(context, {"cli.import_decision_without_value", {word}});
            return false;
        }
        pairs[word.substr(0, sign)] = word.substr(sign + 1);
    }
    return true;
}

/// What was chosen, the same for every file; nullopt where a word is none, which was said.
std::optional<ImportChoices> choicesOf(Context& context, const Words& words)
{
    ImportChoices choices;
    std::string target = words.target;
    if (!words.kind.empty() && (target.empty() || target == "facilities"))
        target = "facilities:" + words.kind;
    if (!target.empty()) {
        choices.target = parseImportTarget(target);
        if (!choices.target) {
            wrong(context, {"cli.import_no_target", {target}});
            return std::nullopt;
        }
    }
    if (!words.encoding.empty()) {
        choices.encoding = parseEncodingWord(words.encoding);
        if (!choices.encoding) {
            wrong(context, {"cli.import_no_encoding", {words.encoding}});
            return std::nullopt;
        }
    }
    choices.headerRow = words.headerRow;
    choices.sheet = words.sheet;
    choices.epsg = words.epsg;
    choices.year = words.year;
    choices.sourceId = words.source;
    const bool areGood = takePairs(context, words.columns, choices.columns) &&
                         takePairs(context, words.units, choices.units) &&
                         takePairs(context, words.decisions, choices.decisions);
    return areGood ? std::optional(choices) : std::nullopt;
}

int printPreview(Context& context, const ImportPreview& preview)
{
    const int delivered =
        deliver(context, context.format == Format::Json ? importJson(preview) : importText(preview, context.language));
    return delivered == Done && !preview.canImport() ? Failed : delivered;
}

int writeReport(Context& context, const Words& words, const ImportRequest& request)
{
    const auto written = writeCorrectionNote(words.workspace, request, words.report);
    if (!written)
        return failed(context, written.error());
    context.out << context.say({"imports.note_written_to",
                                {written->note, std::to_string(written->faults), std::to_string(written->mended)}})
                << "\n";
    if (!written->corrected.empty())
        context.out << context.say({"imports.note_copy_written_to", {written->corrected}}) << "\n";
    if (written->cannotBeCopied)
        context.out << context.say({"imports.note_no_copy_written", {}}) << "\n";
    return Done;
}

int runImport(Context& context, const Words& words)
{
    if (context.format != Format::Text && context.format != Format::Json)
        return wrongFormat(context);
    const auto choices = choicesOf(context, words);
    if (!choices)
        return WrongCommandLine;
    if (const auto code =
            runFeedImport(context, {words.workspace, words.files, words.isPreview, words.year, words.source}))
        return *code;
    ImportRequest request;
    for (const std::string& file : words.files)
        request.files.push_back({file, {}, *choices});
    request.publisher = words.publisher;
    request.acceptsSuggestions = words.acceptsSuggestions;
    request.surroundings = surroundingsOf(context, words.workspace, words.pluginDirs);
    if (!words.report.empty())
        return writeReport(context, words, request);
    if (words.isPreview) {
        const auto preview = previewImport(words.workspace, request);
        return preview ? printPreview(context, *preview) : failed(context, preview.error());
    }
    const auto outcome = tryImport(words.workspace, request, ChangeStamp::now());
    if (!outcome)
        return failed(context, outcome.error());
    if (const int printed = printPreview(context, outcome->preview); printed != Done)
        return printed;
    if (context.format == Format::Text)
        context.out << context.say(outcome->changedNothing ? Message{"imports.changes_nothing", {}} : outcome->said)
                    << "\n";
    return Done;
}

}  // namespace

Command importCommand()
{
    return {
        "import",
        {"表やGISのファイルを取り込みます（見出しから何の表かを見分け、1回の変更にまとめます）。",
         "Take tables and layers in, told by their headers, as one change."},
        "chiiki import yamaguchi.chiiki 見守り.csv --preview",
        [](CLI::App& app, Language language) -> Action {
            auto words = std::make_shared<Words>();
            const auto say = [language](std::string_view code) { return sayOption(code, language); };
            addWorkspace(app, words->workspace, language);
            app.add_option("FILE", words->files, say("cli.import_files"))->required();
            app.add_flag("--preview", words->isPreview, say("cli.import_preview"));
            app.add_option("--as", words->target, say("cli.import_as"));
            app.add_option("--kind", words->kind, say("cli.import_kind"));
            app.add_option("--encoding", words->encoding, say("cli.import_encoding"));
            app.add_option("--header-row", words->headerRow, say("cli.import_header_row"));
            app.add_option("--sheet", words->sheet, say("cli.import_sheet"));
            app.add_option("--crs", words->epsg, say("cli.import_crs"));
            app.add_option("--year", words->year, say("cli.import_year"));
            app.add_option("--publisher", words->publisher, say("cli.import_publisher"));
            app.add_option("--source", words->source, say("cli.import_source"));
            app.add_option("--column", words->columns, say("cli.import_column"))->allow_extra_args(false)->take_all();
            app.add_option("--unit", words->units, say("cli.import_unit"))->allow_extra_args(false)->take_all();
            app.add_option("--decide", words->decisions, say("cli.import_decide"))->allow_extra_args(false)->take_all();
            app.add_flag("--accept-suggestions", words->acceptsSuggestions, say("cli.import_accept"));
            app.add_option("--report", words->report, say("cli.import_report"));
            addPluginDirs(app, words->pluginDirs, language);
            return [words](Context& context) -> int { return runImport(context, *words); };
        }};
}

}  // namespace chiiki::cli
