#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <ostream>

#include <nlohmann/json.hpp>

#include "core/text/japanese_date.h"
#include "workbench/cli/command.h"
#include "workbench/cli/progress.h"
#include "workbench/usecases/output_file.h"

namespace chiiki::cli {
namespace {

constexpr std::size_t diagnosticsShown = 20;
constexpr const char* stateOfOption = "--state-of";

// The language decides what --help says, so it must be known before the line is parsed.
Language languageOf(int argc, const char* const* argv)
{
    std::string word = "ja";
    if (const char* set = std::getenv("CHIIKI_LANG"))
        word = set;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--lang" && i + 1 < argc)
            word = argv[i + 1];
        else if (argument.rfind("--lang=", 0) == 0)
            word = argument.substr(7);
    }
    return word == "en" ? Language::English : Language::Japanese;
}

struct Common {
    std::string format = "text";
    std::string language = "ja";
    std::string asOf;
    std::string outFile;
    std::string stateOf;
};

void addCommonOptions(CLI::App& app, Common& common, bool readsPast, Language language)
{
    const auto say = [&](std::string_view code) { return speak({code, {}}, language); };
    app.add_option("--format", common.format, say("cli.option_format"))
        ->check(CLI::IsMember({"text", "csv", "json", "xlsx"}));
    app.add_option("--lang", common.language, say("cli.option_lang"))->check(CLI::IsMember({"ja", "en"}));
    app.add_option("--as-of", common.asOf, say("cli.option_as_of"));
    app.add_option("--out", common.outFile, say("cli.option_out"));
    if (readsPast)
        app.add_option(stateOfOption, common.stateOf, say("history.option_state_of"));
}

Format formatOf(const std::string& word)
{
    if (word == "csv")
        return Format::Csv;
    if (word == "json")
        return Format::Json;
    return word == "xlsx" ? Format::Xlsx : Format::Text;
}

// "district move" is the subcommand move of the subcommand district.
CLI::App* addVerb(CLI::App& root, const Command& command, Language language)
{
    CLI::App* parent = &root;
    std::string verb = command.words;
    if (const std::size_t space = verb.find(' '); space != std::string::npos) {
        const std::string group = verb.substr(0, space);
        verb = verb.substr(space + 1);
        parent = nullptr;
        for (CLI::App* existing : root.get_subcommands([](CLI::App*) { return true; }))
            if (existing->get_name() == group)
                parent = existing;
        if (!parent) {
            parent = root.add_subcommand(group, speak({"cli.group", {group}}, language));
            parent->require_subcommand(1);
        }
    }
    CLI::App* app = parent->add_subcommand(verb, command.summary.in(language));
    app->footer(speak({"cli.example", {command.example}}, language));
    return app;
}

void setLabels(CLI::App& app, Language language)
{
    const std::string options = speak({"cli.label_options", {}}, language);
    const std::string verbs = speak({"cli.label_verbs", {}}, language);
    auto formatter = app.get_formatter();
    formatter->label("Usage", speak({"cli.label_usage", {}}, language));
    formatter->label("OPTIONS", options);
    formatter->label("SUBCOMMAND", verbs);
    formatter->label("SUBCOMMANDS", verbs);
    formatter->label("Positionals", speak({"cli.label_positionals", {}}, language));
    formatter->label("REQUIRED", speak({"cli.label_required", {}}, language));
    formatter->label("TEXT", speak({"cli.label_text", {}}, language));
    formatter->label("INT", speak({"cli.label_integer", {}}, language));
    formatter->label("FLOAT", speak({"cli.label_number", {}}, language));
    app.get_help_ptr()->description(speak({"cli.option_help", {}}, language));
    for (CLI::Option* option : app.get_options())
        option->group(options);
    for (CLI::App* child : app.get_subcommands([](CLI::App*) { return true; })) {
        child->group(verbs);
        setLabels(*child, language);
    }
}

// CLI11 speaks English; the kind of mistake is said in the reader's language, the detail as it stands.
Message explained(const CLI::ParseError& error)
{
    const std::string kind = error.get_name();
    const std::string detail = error.what();
    if (kind == "RequiredError")
        return {"cli.line_incomplete", {detail}};
    if (detail.find(stateOfOption) != std::string::npos && detail.find(" not expected") != std::string::npos)
        return {"history.reading_only", {}};
    if (kind == "ExtrasError")
        return {"cli.line_extra", {detail}};
    if (kind == "ConversionError" || kind == "ValidationError")
        return {"cli.line_bad_value", {detail}};
    return {"cli.line_wrong", {detail}};
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err)
{
    const Language language = languageOf(argc, argv);
    CLI::App root(speak({"cli.about", {}}, language), "chiiki");
    root.require_subcommand(1);
    root.set_version_flag("--version", "chiiki " CHIIKI_VERSION)
        ->description(speak({"cli.option_version", {}}, language));
    root.get_formatter()->column_width(34);

    Common common;
    Action action;
    for (const Command& command : commands()) {
        CLI::App* app = addVerb(root, command, language);
        addCommonOptions(*app, common, command.readsPast, language);
        Action prepared = command.declare(*app, language);
        // Of a verb with verbs below it ("freeze" and "freeze list") the last word decides.
        app->final_callback([&action, prepared, app] {
            if (app->get_subcommands().empty())
                action = prepared;
        });
    }
    setLabels(root, language);

    try {
        root.parse(argc, argv);
    } catch (const CLI::CallForVersion& version) {
        out << version.what() << "\n";
        return Done;
    } catch (const CLI::Success&) {  // --help
        const CLI::App* asked = &root;
        std::string words;  // that lead to it
        while (!asked->get_subcommands().empty()) {
            words += (words.empty() ? "" : " ") + asked->get_name();
            asked = asked->get_subcommands().front();
        }
        out << asked->help(words);
        return Done;
    } catch (const CLI::ParseError& error) {
        err << speak(explained(error), language) << "\n";
        return WrongCommandLine;
    }
    if (!common.asOf.empty() && !isIsoDate(common.asOf)) {
        err << speak({"cli.as_of_not_a_date", {common.asOf}}, language) << "\n";
        return WrongCommandLine;
    }
    Context context{language, formatOf(common.format), common.asOf, common.outFile, common.stateOf, std::nullopt, out,
                    err};
    const Progress progress(context);
    return action(context);
}

namespace {

std::string withPast(const Context& context, const std::string& answer)
{
    if (!context.past)
        return answer;
    if (context.format == Format::Text)
        return pastText(*context.past, context.language) + "\n" + answer;
    if (context.format != Format::Json)
        return answer;
    const JournalEntry& entry = context.past->entry;
    auto json = nlohmann::ordered_json::parse(answer);
    json["state_of"] = {{"step", entry.id},
                        {"at", entry.at},
                        {"author", entry.author},
                        {"what", speak(entry.what, Language::Japanese)},
                        {"is_present", context.past->isPresent()},
                        {"newest_step", context.past->newestStep}};
    return json.dump(2) + "\n";
}

}  // namespace

int failed(Context& context, const Error& error)
{
    context.err << "chiiki: " << describe(error, context.language) << "\n";
    return Failed;
}

void printDiagnostics(Context& context, const Diagnostics& diagnostics)
{
    for (std::size_t i = 0; i < std::min(diagnostics.size(), diagnosticsShown); ++i)
        context.err << describe(diagnostics[i], context.language) << "\n";
    if (diagnostics.size() > diagnosticsShown)
        context.err << context.say({"cli.more_diagnostics", {std::to_string(diagnostics.size() - diagnosticsShown)}})
                    << "\n";
}

Result<SnapshotPtr> openCity(Context& context, const std::string& workspace)
{
    if (context.stateOf.empty())
        return chiiki::openCity(workspace);
    auto past = openPast(workspace, context.stateOf);
    if (!past)
        return tl::unexpected(past.error());
    context.past = *std::move(past);
    const bool isPicture = context.format == Format::Text && !context.outFile.empty();
    if (isPicture || context.format == Format::Csv || context.format == Format::Xlsx)
        context.err << pastText(*context.past, context.language) << "\n";
    return context.past->snapshot;
}

int deliver(Context& context, const std::string& answer)
{
    const std::string text = withPast(context, answer);
    if (context.outFile.empty()) {
        context.out << text;
        return Done;
    }
    if (const auto written = writeOutput(context.outFile, text); !written)
        return failed(context, written.error());
    return Done;
}

}  // namespace chiiki::cli
