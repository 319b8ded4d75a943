#include "workbench/usecases/plugin_check.h"

#include <algorithm>

#include "core/io/plugin_files.h"
#include "core/plugin/manifest_reader.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {
Result<PluginCheck> checkPlugin(const std::string& folder, const SnapshotPtr& city)
{
    PluginCheck check;
    auto manifest = readManifest(folder, check.faults);
    if (!manifest) {
        if (manifest.error().kind == ErrorKind::NotFound || check.faults.empty())
            return tl::unexpected(manifest.error());
        return check;
    }
    check.manifest = *std::move(manifest);
    for (const TableSpec& table : check.manifest.tables) {
        if (table.file.empty())
            continue;
        const auto file = readPluginFile(folder, check.manifest.id, table, *city, check.faults);
        if (!file)
            return tl::unexpected(file.error());
        check.rows += static_cast<int>(file->table.rows.size());
        for (const std::string& column : file->unknownColumns)
            check.unknownColumns.push_back(table.file + ": " + column);
    }
    if (check.manifest.executable)
        return check;
    PluginSurroundings alone;
    alone.folders = {{PluginPlace::Given, folder}};
    PluginSession session(city, alone);
    const auto plugin = session.find(check.manifest.id);
    if (!plugin)
        return tl::unexpected(plugin.error());
    auto expected = judgeExpectations(session, **plugin, check.faults);
    if (!expected)
        return tl::unexpected(expected.error());
    check.expected = *std::move(expected);
    return check;
}

std::size_t PluginCheck::unmet() const
{
    return static_cast<std::size_t>(
        std::count_if(expected.begin(), expected.end(), [](const Expectation& one) { return !one.holds; }));
}

std::string checkText(const PluginCheck& check, Language language)
{
    std::string text;
    for (const Diagnostic& fault : check.faults)
        text += "✕ " + describe(fault, language) + "\n";
    for (const Expectation& one : check.expected)
        if (!one.holds)
            text += "✕ " +
                    speak({one.actual.empty() ? "usecases.expectation_absent" : "usecases.expectation_unmet",
                           {std::to_string(one.line), one.what, one.expected, one.actual}},
                          language) +
                    "\n";
    for (const std::string& column : check.unknownColumns)
        text += "  " + speak({"usecases.column_not_read", {column}}, language) + "\n";
    if (check.isWell())
        text += speak({"usecases.check_well",
                       {check.manifest.title.in(language), std::to_string(check.rows),
                        std::to_string(check.manifest.indicators.size()), std::to_string(check.expected.size())}},
                      language) +
                "\n";
    else
        text +=
            speak({"usecases.check_faults", {std::to_string(check.faults.size() + check.unmet())}}, language) + "\n";
    return text;
}

}  // namespace chiiki
