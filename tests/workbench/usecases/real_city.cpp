#include "tests/workbench/usecases/real_city.h"

#include <catch2/catch.hpp>

#include <map>

#include "core/io/pack_reader.h"

namespace chiiki::test {

SnapshotPtr realCity()
{
    static const SnapshotPtr city = [] {
        Diagnostics diagnostics;
        return std::make_shared<const Snapshot>(readPack(CHIIKI_SOURCE_DIR "/data/yamaguchi", diagnostics).value());
    }();
    return city;
}

PluginSession& realSession()
{
    static PluginSession session(realCity(), [] {
        PluginSurroundings surroundings;
        surroundings.folders = {{PluginPlace::BuiltIn, CHIIKI_BIN_DIR "/../plugins"}};
        return surroundings;
    }());
    return session;
}

const OverlayRun& realRun(const std::string& pluginId)
{
    static std::map<std::string, std::shared_ptr<const OverlayRun>> runs;
    const auto [found, isNew] = runs.try_emplace(pluginId);
    if (isNew)
        found->second = realSession().overlay(**realSession().find(pluginId));
    const OverlayRun& run = *found->second;
    if (run.state != PluginState::Valid)
        FAIL(describe(*run.reason, Language::English));
    return run;
}

}  // namespace chiiki::test
