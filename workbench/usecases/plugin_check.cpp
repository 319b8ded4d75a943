#include "workbench/usecases/plugin_check.h"

#include <cmath>
#include <filesystem>

#include "core/io/columns.h"
#include "core/io/delimited.h"
#include "core/io/numbers.h"
#include "core/io/plugin_files.h"
#include "core/plugin/manifest_reader.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

constexpr const char* expectedFile = "expected.csv";
constexpr double tolerance = 1e-9;  // of the value: sums of decimals written in a table

/// The value of an overlay; nullptr where it has none.
const IndicatorValue* valueIn(const Overlay& overlay, const std::string& indicator, const std::string& district,
                              int year)
{
    for (const IndicatorResult& result : overlay.indicators)
        if (result.indicator.id == indicator)
            for (const IndicatorValue& value : result.values)
                if (value.districtCode == district && value.year.year == year && value.series == Series::Actual)
                    return &value;
    return nullptr;
}

Result<void> compareExpected(const std::string& folder, const OverlayRun& run, PluginCheck& check)
{
    const std::string path = (fs::path(folder) / expectedFile).string();
    if (!fs::exists(path))
        return {};
    const auto file = readTable(path, check.faults);
    if (!file)
        return tl::unexpected(file.error());
    const auto columns = requireColumns(file->table, {"indicator", "district", "year", "value"}, path);
    if (!columns)
        return tl::unexpected(columns.error());
    for (const DelimitedRow& row : file->table.rows) {
        const auto cell = [&](std::size_t i) -> const std::string& { return row.cells[(*columns)[i]]; };
        const std::string indicator = check.manifest.id + "." + cell(0);
        const std::string district = cell(1) == "city" ? std::string() : cell(1);
        const auto year = parseWhole(cell(2));
        const auto expected = parseNumber(cell(3));
        if (!year || !expected) {
            check.faults.push_back({expectedFile, row.line, {}, {"usecases.expected_not_read", {}}});
            continue;
        }
        const IndicatorValue* value = run.overlay ? valueIn(*run.overlay, indicator, district, *year) : nullptr;
        const auto actual = value ? value->value.number() : std::nullopt;
        if (actual && std::abs(*actual - *expected) <= tolerance * std::max(1.0, std::abs(*expected)))
            ++check.expectations;
        else
            check.unmet.push_back({static_cast<int>(row.line), indicator + " " + cell(1) + " " + cell(2), cell(3),
                                   actual ? textOf(FieldValue(*actual)) : std::string()});
    }
    return {};
}

}  // namespace

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
    if (auto compared = compareExpected(folder, *session.overlay(**plugin), check); !compared)
        return tl::unexpected(compared.error());
    return check;
}

std::string checkText(const PluginCheck& check, Language language)
{
    std::string text;
    for (const Diagnostic& fault : check.faults)
        text += "✕ " + describe(fault, language) + "\n";
    for (const UnmetExpectation& one : check.unmet)
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
                        std::to_string(check.manifest.indicators.size()), std::to_string(check.expectations)}},
                      language) +
                "\n";
    else
        text += speak({"usecases.check_faults", {std::to_string(check.faults.size() + check.unmet.size())}}, language) +
                "\n";
    return text;
}

}  // namespace chiiki
