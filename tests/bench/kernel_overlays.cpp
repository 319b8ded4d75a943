#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "core/io/pack_reader.h"
#include "tests/bench/kernels.h"
#include "workbench/usecases/plugin_session.h"
#include "workbench/usecases/program_files.h"

namespace chiiki::bench {
namespace {

namespace fs = std::filesystem;

constexpr int dataPlugins = 100;

class Scratch {
public:
    Scratch()
    {
        char name[] = "/tmp/chiiki_bench_XXXXXX";
        if (!::mkdtemp(name))
            throw std::runtime_error("no temporary folder could be made");
        path_ = name;
    }
    ~Scratch()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

SnapshotPtr realCity()
{
    Diagnostics diagnostics;
    auto pack = readPack(findYamaguchiPack(programFolder()), diagnostics);
    if (!pack)
        throw std::runtime_error("the pack that comes with the program is not there");
    return std::make_shared<const Snapshot>(*std::move(pack));
}

PluginSurroundings builtIn(const fs::path& results)
{
    PluginSurroundings surroundings;
    surroundings.folders = {{PluginPlace::BuiltIn, findBuiltInPlugins(programFolder())}};
    surroundings.resultFolder = results.string();
    return surroundings;
}

/// How many folders come with the program: a plugin that is not found must not make the time shorter.
std::size_t countFolders()
{
    const fs::directory_iterator folders(findBuiltInPlugins(programFolder()));
    return static_cast<std::size_t>(std::count_if(
        begin(folders), end(folders), [](const auto& folder) { return fs::exists(folder.path() / "plugin.json"); }));
}

bool allValid(const std::vector<std::shared_ptr<const OverlayRun>>& runs, std::size_t count)
{
    return runs.size() == count &&
           std::all_of(runs.begin(), runs.end(), [](const auto& run) { return run->state == PluginState::Valid; });
}

/// The city with one row entered into a table of the grants.
SnapshotPtr withRow(const SnapshotPtr& city)
{
    Snapshot next = *city;
    PluginTable table{"grants", "complete_list", {{"fiscal_year", FieldType::FiscalYear}}, {}};
    PluginRow row;
    row.uid = "bench";
    row.values = {2024.0};
    row.fiscalYear = 2024;
    row.sourceId = "entered";
    table.rows.push_back(std::move(row));
    next.pluginTables.push_back(std::move(table));
    return std::make_shared<const Snapshot>(std::move(next));
}

void makeDataPlugins(const fs::path& folder)
{
    for (int i = 0; i < dataPlugins; ++i) {
        const std::string id = "data_" + std::to_string(i);
        fs::create_directories(folder / id);
        std::ofstream(folder / id / "data.csv") << "地域,年度,件数\n大殿,2024,1\n白石,2024,2\n";
        std::ofstream(folder / id / "plugin.json")
            << R"({"api":1,"id":")" << id << R"(","version":"1","title":{"ja":"表","en":"Table"},)"
            << R"("owner":{"ja":"課","en":"Section"},"tables":[{"id":"data","title":{"ja":"表","en":"Table"},)"
            << R"("file":"data.csv","district":"district","year":"fiscal_year","fields":[)"
            << R"({"id":"district","type":"district","title":{"ja":"地域","en":"District"}},)"
            << R"({"id":"fiscal_year","type":"fiscal_year","title":{"ja":"年度","en":"Year"}},)"
            << R"({"id":"number","type":"integer","title":{"ja":"件数","en":"Number"}}]}],)"
            << R"("indicators":[{"id":"sum","title":{"ja":"件数","en":"Number"},"unit":"count","kind":"count",)"
            << R"("of":"data.number","by":"total"}]})";
    }
}

}  // namespace

void benchOverlays(const KernelSettings& settings, KernelRecord& record)
{
    const SnapshotPtr city = realCity();
    const Scratch scratch;
    const fs::path results = scratch.path() / "results";
    const std::size_t count = countFolders();
    for (int run = 0; run < settings.runs; ++run) {
        fs::remove_all(results);
        PluginSession session(city, builtIn(results));
        record.check(allValid(record.time("overlays_cold", [&] { return session.all(); }), count),
                     "overlays: one of those that come with the program is not valid");
        record.check(allValid(record.time("overlays_unchanged", [&] { return session.all(); }), count),
                     "overlays: one is not valid the second time");
        const SnapshotPtr edited = withRow(city);
        record.check(allValid(record.time("overlays_row_edited",
                                          [&] {
                                              PluginSession next(edited, builtIn(results), session);
                                              return next.all();
                                          }),
                              count),
                     "overlays: one is not valid after an edit");
    }
    record.note("overlays_count", static_cast<double>(count));
    makeDataPlugins(scratch.path() / "data");
    for (int run = 0; run < settings.runs; ++run) {
        PluginSurroundings surroundings;
        surroundings.folders = {{PluginPlace::Given, (scratch.path() / "data").string()}};
        record.check(record.time("plugins_listed", [&] { return findPlugins(surroundings.folders); }).size() ==
                         dataPlugins,
                     "overlays: not every data plugin is listed");
        PluginSession session(city, surroundings);
        record.check(allValid(record.time("plugins_computed", [&] { return session.all(); }), dataPlugins),
                     "overlays: a data plugin is not valid");
    }
}

}  // namespace chiiki::bench
