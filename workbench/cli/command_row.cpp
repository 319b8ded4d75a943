#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/plugin_rows.h"
#include "workbench/usecases/row_output.h"

namespace chiiki::cli {
namespace {

struct Words {
    std::string workspace;
    std::string plugin;
    std::string table;
    std::string uid;
    std::string file;
    std::optional<int> epsg;
    std::string layer;
    std::string credit;
    std::vector<std::string> fields;
    std::vector<std::string> pluginDirs;
    bool isPreview = false;
};

void addPlace(CLI::App& app, Words& words, Language language)
{
    addWorkspace(app, words.workspace, language);
    app.add_option("PLUGIN", words.plugin, sayOption("cli.plugin_id", language))->required();
    app.add_option("TABLE", words.table, sayOption("cli.row_table", language))->required();
    addPluginDirs(app, words.pluginDirs, language);
}

Result<PluginTablePlace> placeOf(const Context& context, const Words& words)
{
    return findTablePlace(words.workspace, words.plugin, words.table,
                          surroundingsOf(context, words.workspace, words.pluginDirs));
}

/// "amount=200000" words; nullopt where one has no "=", which was said.
std::optional<EnteredFields> fieldsOf(Context& context, const std::vector<std::string>& words)
{
    EnteredFields fields;
    for (const std::string& word : words) {
        const std::size_t sign = word.find('=');
        if (sign == std::string::npos) {
            context.err << context.say({"usecases.setting_without_value", {word}}) << "\n";
            return std::nullopt;
        }
        fields.emplace_back(word.substr(0, sign), word.substr(sign + 1));
    }
    return fields;
}

/// Says what became of the row and what the plugin's rules say now.
int printChange(Context& context, const PluginTablePlace& place, const Words& words, const Result<RowChange>& change)
{
    if (!change)
        return failed(context, change.error());
    const auto surroundings = surroundingsOf(context, words.workspace, words.pluginDirs);
    context.out << rowChangeText(place, *change, surroundings, context.language);
    return Done;
}

using Change = std::function<Result<RowChange>(const PluginTablePlace&, const EnteredFields&)>;

int changeRow(Context& context, const Words& words, const Change& change)
{
    const auto place = placeOf(context, words);
    if (!place)
        return failed(context, place.error());
    const auto fields = fieldsOf(context, words.fields);
    if (!fields)
        return WrongCommandLine;
    return printChange(context, *place, words, change(*place, *fields));
}

}  // namespace

Command rowAddCommand()
{
    return {"row add",
            {"プラグインの表に1行入れます。", "Enter a row into a plugin's table."},
            "chiiki row add yamaguchi.chiiki grants project id=P1 scheme=GR-02 district=湯田 fiscal_year=令和5年度 "
            "title=温泉まちあるき amount=180,000円",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                addPlace(app, *words, language);
                app.add_option("FIELDS", words->fields, sayOption("cli.row_fields", language))->required();
                return [words](Context& context) -> int {
                    return changeRow(context, *words, [](const PluginTablePlace& place, const EnteredFields& fields) {
                        return addRow(place, fields, ChangeStamp::now());
                    });
                };
            }};
}

Command rowEditCommand()
{
    return {"row edit",
            {"プラグインの表の1行を直します。", "Change fields of a row."},
            "chiiki row edit yamaguchi.chiiki grants project GX-03 amount=200000",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                addPlace(app, *words, language);
                app.add_option("ROW", words->uid, sayOption("cli.row_uid", language))->required();
                app.add_option("FIELDS", words->fields, sayOption("cli.row_fields", language))->required();
                return [words](Context& context) -> int {
                    return changeRow(context, *words, [&](const PluginTablePlace& place, const EnteredFields& fields) {
                        return editRow(place, words->uid, fields, ChangeStamp::now());
                    });
                };
            }};
}

Command rowRemoveCommand()
{
    return {"row remove",
            {"プラグインの表の1行を除きます。", "Take a row away."},
            "chiiki row remove yamaguchi.chiiki grants project GX-03",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                addPlace(app, *words, language);
                app.add_option("ROW", words->uid, sayOption("cli.row_uid", language))->required();
                return [words](Context& context) -> int {
                    return changeRow(context, *words, [&](const PluginTablePlace& place, const EnteredFields&) {
                        return removeRow(place, words->uid, ChangeStamp::now());
                    });
                };
            }};
}

Command rowListCommand()
{
    return {"row list",
            {"プラグインの表の行を示します。", "List the rows of a plugin's table."},
            "chiiki row list yamaguchi.chiiki grants project",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                addPlace(app, *words, language);
                return [words](Context& context) -> int {
                    if (context.format == Format::Xlsx)
                        return wrongFormat(context);
                    const auto place = placeOf(context, *words);
                    if (!place)
                        return failed(context, place.error());
                    const auto city = openCity(context, words->workspace);
                    if (!city)
                        return failed(context, city.error());
                    const auto list = listRows(*place, **city);
                    if (!list)
                        return failed(context, list.error());
                    printDiagnostics(context, list->setAside);
                    return deliver(context, context.format == Format::Csv    ? rowsCsv(*list)
                                            : context.format == Format::Json ? rowsJson(*list)
                                                                             : rowsText(*list, context.language));
                };
            },
            true};
}

Command pluginTakeCommand()
{
    return {"plugin take",
            {"表のファイルを作業ファイルに取り込み、増減を示します。",
             "Take a table's file into the workspace and tell what changed."},
            "chiiki plugin take yamaguchi.chiiki grants project --preview",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                addPlace(app, *words, language);
                app.add_option("--file", words->file, sayOption("cli.take_file", language));
                app.add_option("--epsg", words->epsg, sayOption("rows.take_epsg", language));
                app.add_option("--layer", words->layer, sayOption("rows.take_layer", language));
                app.add_option("--credit", words->credit, sayOption("rows.take_credit", language));
                app.add_flag("--preview", words->isPreview, sayOption("cli.take_preview", language));
                return [words](Context& context) -> int {
                    const auto place = placeOf(context, *words);
                    if (!place)
                        return failed(context, place.error());
                    const auto taken = takeFile({*place, words->file, words->isPreview, ChangeStamp::now(), words->epsg,
                                                 words->layer, words->credit});
                    if (!taken)
                        return failed(context, taken.error());
                    printDiagnostics(context, taken->setAside);
                    context.out << comparisonOfFileText(*taken, words->isPreview, context.language);
                    if (taken->outsideCity > 0)
                        context.out << "  " << context.say({"rows.outside_city", {std::to_string(taken->outsideCity)}})
                                    << "\n";
                    return Done;
                };
            }};
}

}  // namespace chiiki::cli
