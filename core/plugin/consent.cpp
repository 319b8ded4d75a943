#include "core/plugin/consent.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>

#include "core/plugin/descriptor.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

tl::unexpected<Error> failedWrite(const std::string& file, int error)
{
    if (error == ENOSPC || error == EDQUOT)
        return fail(ErrorKind::NoSpace, {"plugin.consent_no_space", {}}, file);
    return fail(ErrorKind::ReadOnly, {"plugin.consent_not_writable", {std::strerror(error)}}, file);
}

/// The first name that is still free for a copy of the broken file.
std::string nameAside(const std::string& file)
{
    std::string name = file + ".broken";
    std::error_code ignored;
    for (int i = 2; fs::exists(name, ignored); ++i)
        name = file + ".broken" + std::to_string(i);
    return name;
}

bool writeWhole(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return false;
        bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    return ::fsync(fd) == 0;
}

}  // namespace

std::string ConsentStore::usualFile()
{
    if (const char* given = std::getenv("XDG_CONFIG_HOME"); given && *given == '/')
        return std::string(given) + "/chiiki/plugins.json";
    const char* home = std::getenv("HOME");
    return home && *home ? std::string(home) + "/.config/chiiki/plugins.json" : std::string();
}

ConsentStore::ConsentStore(std::string file)
    : file_(std::move(file))
{
    if (auto decisions = read())
        decisions_ = *std::move(decisions);
    else
        problem_ = decisions.error();
}

bool ConsentStore::isAllowed(const std::string& pluginId, const std::string& hash) const
{
    const auto found = decisions_.allowed.find(pluginId);
    return found != decisions_.allowed.end() && found->second == hash;
}

bool ConsentStore::isStopped(const std::string& pluginId) const
{
    return decisions_.stopped.count(pluginId) > 0;
}

Result<void> ConsentStore::allow(const std::string& pluginId, const std::string& hash)
{
    return change([&](Decisions& decisions) { decisions.allowed[pluginId] = hash; });
}

Result<void> ConsentStore::forbid(const std::string& pluginId)
{
    return change([&](Decisions& decisions) { decisions.allowed.erase(pluginId); });
}

Result<void> ConsentStore::stop(const std::string& pluginId)
{
    return change([&](Decisions& decisions) { decisions.stopped.insert(pluginId); });
}

Result<void> ConsentStore::start(const std::string& pluginId)
{
    return change([&](Decisions& decisions) { decisions.stopped.erase(pluginId); });
}

Result<ConsentStore::Decisions> ConsentStore::read() const
{
    std::error_code error;
    if (file_.empty() || !fs::exists(file_, error))
        return Decisions();
    std::ifstream stream(file_, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    const json document = stream ? json::parse(bytes.str(), nullptr, false) : json(json::value_t::discarded);
    const auto broken = [&] {
        return fail(ErrorKind::BadFormat, {"plugin.consent_broken", {nameAside(file_)}}, file_);
    };
    if (!document.is_object() || document.value("api", json()) != 1)
        return broken();
    const json allowed = document.value("allowed", json::object());
    const json stopped = document.value("stopped", json::array());
    if (!allowed.is_object() || !stopped.is_array())
        return broken();
    Decisions decisions;
    for (const auto& [id, hash] : allowed.items()) {
        if (!hash.is_string())
            return broken();
        decisions.allowed[id] = hash.get<std::string>();
    }
    for (const json& id : stopped) {
        if (!id.is_string())
            return broken();
        decisions.stopped.insert(id.get<std::string>());
    }
    return decisions;
}

Result<void> ConsentStore::write(const Decisions& decisions) const
{
    json allowed = json::object();
    for (const auto& [id, hash] : decisions.allowed)
        allowed[id] = hash;
    const json document{{"api", 1}, {"allowed", allowed}, {"stopped", decisions.stopped}};
    const std::string unfinished = file_ + ".new";
    const Descriptor out(::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!out)
        return failedWrite(file_, errno);
    if (!writeWhole(out.get(), document.dump(1, ' ', false, json::error_handler_t::replace) + "\n") ||
        ::rename(unfinished.c_str(), file_.c_str()) != 0) {
        const int error = errno;
        ::unlink(unfinished.c_str());
        return failedWrite(file_, error);
    }
    return {};
}

template <typename Change>
Result<void> ConsentStore::change(const Change& change)
{
    if (file_.empty())
        return fail(ErrorKind::NotFound, {"plugin.consent_no_home", {}});
    std::error_code error;
    fs::create_directories(fs::path(file_).parent_path(), error);
    if (error)
        return failedWrite(file_, error.value());
    // A file of its own, since the other one is replaced.
    const Descriptor lock(::open((file_ + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock)
        return failedWrite(file_, errno);
    while (::flock(lock.get(), LOCK_EX) != 0)
        if (errno != EINTR)
            return failedWrite(file_, errno);

    auto decisions = read();
    if (!decisions) {
        if (::rename(file_.c_str(), nameAside(file_).c_str()) != 0)
            return failedWrite(file_, errno);
        decisions = Decisions();
    }
    change(*decisions);
    if (auto written = write(*decisions); !written)
        return written;
    decisions_ = *std::move(decisions);
    return {};
}

}  // namespace chiiki
