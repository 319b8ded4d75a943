#include "workbench/usecases/plugin_standing.h"

#include <utility>

namespace chiiki {
namespace {

constexpr std::size_t hashShown = 16;

template <typename Decide>
Result<Plugin> decided(const std::string& id, const PluginSurroundings& surroundings, const Decide& decide)
{
    auto plugin = findPlugin(id, surroundings.folders);
    if (!plugin)
        return plugin;
    ConsentStore consent(surroundings.consentFile);
    if (auto done = decide(consent, *plugin); !done)
        return tl::unexpected(done.error());
    return plugin;
}

}  // namespace

PluginStanding standingOf(const Plugin& plugin, const ConsentStore& consent, const PluginSurroundings& surroundings)
{
    if (plugin.problem)
        return {plugin.problem->kind == ErrorKind::PluginRejected ? PluginState::WrongVersion : PluginState::Unreadable,
                plugin.problem};
    if (consent.isStopped(plugin.id))
        return {PluginState::Stopped, Error{ErrorKind::PluginRejected, {"usecases.plugin_stopped", {plugin.id}}, {}}};
    const bool isTrusted =
        surroundings.trustsAll || plugin.place == PluginPlace::BuiltIn || consent.isAllowed(plugin.id, plugin.hash);
    if (plugin.manifest.executable && !isTrusted)
        return {PluginState::AwaitingConsent,
                Error{ErrorKind::PluginRejected,
                      {"usecases.plugin_awaiting_consent",
                       {plugin.id, plugin.manifest.executable->path, plugin.hash.substr(0, hashShown)}},
                      plugin.folder}};
    return {};
}

Error noSuchPlugin(const std::string& id, const std::vector<Plugin>& plugins)
{
    std::string known;
    for (const Plugin& plugin : plugins)
        known += (known.empty() ? "" : ", ") + plugin.id;
    return {ErrorKind::NotFound, {"usecases.no_plugin", {id, known}}, {}};
}

Result<Plugin> findPlugin(const std::string& id, const std::vector<PluginFolder>& folders)
{
    std::vector<Plugin> plugins = findPlugins(folders);
    for (Plugin& plugin : plugins)
        if (plugin.id == id)
            return std::move(plugin);
    return tl::unexpected(noSuchPlugin(id, plugins));
}

Result<Plugin> allowPlugin(const std::string& id, const PluginSurroundings& surroundings)
{
    return decided(id, surroundings, [](ConsentStore& consent, const Plugin& plugin) -> Result<void> {
        if (plugin.problem)
            return tl::unexpected(*plugin.problem);
        if (!plugin.manifest.executable)
            return fail(ErrorKind::BadRequest, {"usecases.plugin_without_executable", {plugin.id}}, plugin.folder);
        return consent.allow(plugin.id, plugin.hash);
    });
}

Result<Plugin> stopPlugin(const std::string& id, const PluginSurroundings& surroundings)
{
    return decided(id, surroundings,
                   [](ConsentStore& consent, const Plugin& plugin) { return consent.stop(plugin.id); });
}

Result<Plugin> startPlugin(const std::string& id, const PluginSurroundings& surroundings)
{
    return decided(id, surroundings,
                   [](ConsentStore& consent, const Plugin& plugin) { return consent.start(plugin.id); });
}

}  // namespace chiiki
