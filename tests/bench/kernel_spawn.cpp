#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "core/plugin/runner.h"
#include "tests/bench/kernels.h"

namespace chiiki::bench {
namespace {

namespace fs = std::filesystem;

/// A plugin's folder whose executable is the system's `cat`: it answers what it is asked, and nothing could do less.
class EchoPlugin {
public:
    EchoPlugin()
    {
        char name[] = "/tmp/chiiki_bench_XXXXXX";
        if (!::mkdtemp(name))
            throw std::runtime_error("no temporary folder could be made");
        folder_ = name;
        fs::copy_file("/bin/cat", folder_ / "run");
    }
    ~EchoPlugin()
    {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    EchoPlugin(const EchoPlugin&) = delete;
    EchoPlugin& operator=(const EchoPlugin&) = delete;

    std::string folder() const { return folder_.string(); }
    std::string executable() const { return (folder_ / "run").string(); }

private:
    fs::path folder_;
};

bool runBare(std::string executable)
{
    std::string nothing = "/dev/null";
    char* const words[] = {executable.data(), nothing.data(), nullptr};
    char* const environment[] = {nullptr};
    pid_t id = 0;
    int status = 0;
    return ::posix_spawn(&id, executable.c_str(), nullptr, nullptr, words, environment) == 0 &&
           ::waitpid(id, &status, 0) == id && status == 0;
}

}  // namespace

void benchSpawn(const KernelSettings& settings, KernelRecord& record)
{
    const EchoPlugin plugin;
    const std::string request(100'000, 'x');  // as large as a request with a city's facilities
    for (int run = 0; run < settings.runs * 10; ++run) {
        record.check(record.time("spawn_bare", [&] { return runBare(plugin.executable()); }),
                     "spawn: the program does not run by itself");
        const auto result =
            record.time("spawn_run", [&] { return runExecutable(plugin.folder(), "run", request, {}); });
        record.check(result && result->output == request, "spawn: the plugin does not answer what it was asked");
    }
    const auto medians = record.medians();
    record.note("spawn_host_ms", (medians.at("spawn_run") - medians.at("spawn_bare")) * 1000);
}

}  // namespace chiiki::bench
