#include "workbench/usecases/plugin_admin.h"

#include <filesystem>
#include <optional>

#include <unistd.h>

#include "core/io/zip_folder.h"
#include "core/plugin/manifest_reader.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

/// A folder beside the installed plugins that goes away with its contents, unless they were moved out.
class StagingFolder {
public:
    explicit StagingFolder(const fs::path& parent)
        : path_(parent / (".staging-" + std::to_string(getpid())))
    {
        std::error_code error;
        fs::remove_all(path_, error);
        fs::create_directories(path_, error);
    }
    ~StagingFolder()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    StagingFolder(const StagingFolder&) = delete;
    StagingFolder& operator=(const StagingFolder&) = delete;

    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

Error notWritten(const fs::path& path, const std::error_code& error)
{
    return {ErrorKind::ReadOnly, {"usecases.cannot_write", {error.message()}}, path.string()};
}

/// The folder itself, or the only one in it: a ZIP may hold the plugin's folder or its contents.
fs::path pluginIn(const fs::path& folder)
{
    if (fs::exists(folder / "plugin.json"))
        return folder;
    std::optional<fs::path> only;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (only)
            return folder;
        only = entry.path();
    }
    return only && fs::exists(*only / "plugin.json") ? *only : folder;
}

Result<fs::path> unpacked(const std::string& source, const fs::path& staging)
{
    const fs::path target = staging / "plugin";
    std::error_code error;
    if (fs::is_directory(source)) {
        fs::copy(source, target, fs::copy_options::recursive, error);
        if (error)
            return tl::unexpected(notWritten(target, error));
        return target;
    }
    fs::create_directory(target, error);
    if (error)
        return tl::unexpected(notWritten(target, error));
    if (auto done = unpackZip(source, target.string()); !done)
        return tl::unexpected(done.error());
    return pluginIn(target);
}

}  // namespace

Result<Plugin> installPlugin(const std::string& source, const std::string& userFolder, InstallMode mode)
{
    const fs::path home = userFolder;
    const StagingFolder staging(home);
    const auto folder = unpacked(source, staging.path());
    if (!folder)
        return tl::unexpected(folder.error());
    Diagnostics faults;
    const auto manifest = readManifest(folder->string(), faults);
    if (!manifest) {
        Error error = manifest.error();
        error.where = source;
        return tl::unexpected(error);
    }
    // A ZIP made on another system does not say which file is a program; the manifest does.
    if (manifest->executable) {
        std::error_code ignored;
        fs::permissions(*folder / manifest->executable->path,
                        fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::add,
                        ignored);
    }
    const fs::path target = home / manifest->id;
    const bool isThere = fs::exists(target);
    if (isThere && mode == InstallMode::New)
        return fail(ErrorKind::BadRequest, {"usecases.plugin_installed_already", {manifest->id}}, target.string());
    if (!isThere && mode == InstallMode::Update)
        return fail(ErrorKind::NotFound, {"usecases.plugin_not_installed", {manifest->id}}, home.string());

    // The old one goes aside, the new one in, then the old one away: a failure between puts the old one back.
    std::error_code error;
    const fs::path aside = staging.path() / "old";
    if (isThere)
        fs::rename(target, aside, error);
    if (error)
        return tl::unexpected(notWritten(target, error));
    fs::rename(*folder, target, error);
    if (error) {
        std::error_code back;
        if (isThere)
            fs::rename(aside, target, back);
        return tl::unexpected(notWritten(target, error));
    }
    for (Plugin& plugin : findPlugins({{PluginPlace::User, target.string()}}))
        return std::move(plugin);
    return fail(ErrorKind::Internal, {"usecases.plugin_not_installed", {manifest->id}}, target.string());
}

Result<void> removePlugin(const std::string& id, const std::string& userFolder)
{
    // By the manifests, not by names of folders: the id is what the user sees.
    for (const Plugin& plugin : findPlugins({{PluginPlace::User, userFolder}})) {
        if (plugin.id != id)
            continue;
        std::error_code error;
        fs::remove_all(plugin.folder, error);
        if (error)
            return tl::unexpected(notWritten(plugin.folder, error));
        return {};
    }
    return fail(ErrorKind::NotFound, {"usecases.plugin_not_installed", {id}}, userFolder);
}

}  // namespace chiiki
