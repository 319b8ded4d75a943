#include "core/plugin/runner.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>
#include <thread>

#include <poll.h>
#include <sys/eventfd.h>

#include "core/plugin/child_process.h"
#include "core/plugin/last_lines.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Kind = RunFailure::Kind;

#ifdef __SANITIZE_ADDRESS__
// The address sanitizer reserves more addresses than any limit would allow, and looks for leaks in a second process.
constexpr bool isSanitized = true;
#else
constexpr bool isSanitized = false;
#endif

struct Place {
    fs::path folder;
    fs::path executable;
};

/// Both as full paths. Links are followed first: one that leads out of the folder leads out of what was consented to.
Result<Place> placeOf(const std::string& folder, const std::string& executable)
{
    const std::string asked = (fs::path(folder) / executable).string();
    std::error_code error;
    const fs::path home = fs::canonical(folder, error);
    const fs::path path = error ? fs::path() : fs::canonical(asked, error);
    if (error)
        return fail(ErrorKind::NotFound, {"plugin.executable_missing", {}}, asked);
    const auto [inHome, inPath] = std::mismatch(home.begin(), home.end(), path.begin(), path.end());
    if (inHome != home.end() || inPath == path.end())
        return fail(ErrorKind::PluginRejected, {"plugin.executable_outside", {}}, asked);
    if (!fs::is_regular_file(path, error) || ::access(path.c_str(), X_OK) != 0)
        return fail(ErrorKind::PluginRejected, {"plugin.executable_not_runnable", {}}, asked);
    return Place{home, path};
}

/// Beside the running program, or in `bin` beside its folder: programs that nobody types lie in `libexec`.
Result<std::string> findConfine()
{
    std::error_code error;
    const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
    for (const fs::path& place : {folder, folder.parent_path() / "bin"})
        if (const fs::path confine = place / "chiiki-confine"; ::access(confine.c_str(), X_OK) == 0)
            return confine.string();
    return fail(ErrorKind::NotFound, {"plugin.no_confine", {folder.string()}});
}

/// A handle that can be waited for beside others, and becomes readable when the run is to be stopped.
class StopHandle {
public:
    explicit StopHandle(const std::stop_token& stop)
        : handle_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , callback_(stop, Raise{handle_.get()})
    {
    }
    explicit operator bool() const { return static_cast<bool>(handle_); }
    int get() const { return handle_.get(); }

private:
    struct Raise {
        int handle;
        void operator()() const { ::eventfd_write(handle, 1); }
    };
    Descriptor handle_;
    std::stop_callback<Raise> callback_;
};

/// What chiiki-confine says: "landlock=7 seccomp=1 memory=1", and "failed=2" where it could not become the plugin.
int reported(const std::string& report, std::string_view name)
{
    const std::size_t found = report.find(std::string(name) + "=");
    return found == std::string::npos ? 0 : std::atoi(report.c_str() + found + name.size() + 1);
}

Confinement confinementOf(const std::string& report)
{
    const bool isFiltered = reported(report, "seccomp") > 0;
    return {reported(report, "landlock") > 0, isFiltered, isFiltered, reported(report, "memory") > 0};
}

/// One run: the pipes' traffic until the process ends, by itself or by us.
class Run {
public:
    Run(ChildProcess child, const std::string& request, const RunLimits& limits, Clock::time_point start)
        : child_(std::move(child))
        , request_(request)
        , limits_(limits)
        , start_(start)
        , deadline_(start + std::chrono::duration_cast<Clock::duration>(
                                std::chrono::duration<double>(std::max(0.0, limits.seconds))))
    {
    }

    tl::expected<RunResult, RunFailure> toItsEnd(const StopHandle& stop, const std::string& executable);

private:
    void talk(const StopHandle& stop);
    void writeRequest();
    bool readInto(Descriptor& from, std::size_t most, void (Run::*take)(std::string_view));
    void takeOutput(std::string_view bytes);
    void takeErrors(std::string_view bytes) { errors_.append(bytes); }
    void takeReport(std::string_view bytes) { report_ += bytes; }
    void readWhatIsThere(std::size_t most);
    int waitMs() const;
    RunFailure failure(Kind kind, ErrorKind errorKind, Message message, const std::string& where) const;

    ChildProcess child_;
    std::string_view request_;  // what is still to be written
    const RunLimits& limits_;
    Clock::time_point start_;
    Clock::time_point deadline_;
    std::string output_;
    std::size_t outputSeen_ = 0;
    std::string report_;
    LastLines errors_;
    std::optional<Kind> stopped_;  // why we end it
    std::array<char, 64 << 10> buffer_;
};

void Run::writeRequest()
{
    while (!request_.empty()) {
        const ssize_t written = ::write(child_.pipes().input.get(), request_.data(), request_.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EAGAIN)
            return;
        if (written < 0)
            break;  // it reads no more, which is its right
        request_.remove_prefix(static_cast<std::size_t>(written));
    }
    child_.pipes().input.reset();
}

/// At most so many bytes of what is there, so that one busy pipe does not keep the others and the clock waiting. False
/// where nothing more is there.
bool Run::readInto(Descriptor& from, std::size_t most, void (Run::*take)(std::string_view))
{
    for (std::size_t taken = 0; from && taken < most;) {
        const ssize_t bytes = ::read(from.get(), buffer_.data(), buffer_.size());
        if (bytes < 0 && errno == EINTR)
            continue;
        if (bytes < 0 && errno == EAGAIN)
            return false;
        if (bytes <= 0) {
            from.reset();
            return false;
        }
        (this->*take)({buffer_.data(), static_cast<std::size_t>(bytes)});
        taken += static_cast<std::size_t>(bytes);
    }
    return static_cast<bool>(from);
}

void Run::takeOutput(std::string_view bytes)
{
    output_ += bytes.substr(0, limits_.outputBytes - std::min(limits_.outputBytes, output_.size()));
    outputSeen_ += bytes.size();
    if (outputSeen_ > limits_.outputBytes)
        stopped_ = stopped_.value_or(Kind::TooMuchOutput);
}

void Run::readWhatIsThere(std::size_t most)
{
    readInto(child_.pipes().output, most, &Run::takeOutput);
    readInto(child_.pipes().errors, most, &Run::takeErrors);
    readInto(child_.pipes().report, most, &Run::takeReport);
}

int Run::waitMs() const
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
    // A kernel without a handle for the end of a process is asked now and then.
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, child_.endHandle() < 0 ? 5 : 60'000));
}

void Run::talk(const StopHandle& stop)
{
    ChildPipes& pipes = child_.pipes();
    while (!stopped_) {
        // poll() passes over what is -1.
        pollfd handles[] = {{stop.get(), POLLIN, 0},         {child_.endHandle(), POLLIN, 0},
                            {pipes.input.get(), POLLOUT, 0}, {pipes.output.get(), POLLIN, 0},
                            {pipes.errors.get(), POLLIN, 0}, {pipes.report.get(), POLLIN, 0}};
        ::poll(handles, std::size(handles), waitMs());
        if (handles[0].revents != 0)
            stopped_ = Kind::Cancelled;
        else if (Clock::now() >= deadline_)
            stopped_ = Kind::TimedOut;
        if (stopped_)
            return;
        if (handles[2].revents != 0)
            writeRequest();
        readWhatIsThere(buffer_.size());
        if ((child_.endHandle() < 0 || handles[1].revents != 0) && child_.hasEnded())
            return;
    }
}

RunFailure Run::failure(Kind kind, ErrorKind errorKind, Message message, const std::string& where) const
{
    return {kind, {errorKind, std::move(message), where}, errors_.lines(20), confinementOf(report_)};
}

tl::expected<RunResult, RunFailure> Run::toItsEnd(const StopHandle& stop, const std::string& executable)
{
    talk(stop);
    // What it wrote before its end still lies in the pipes: 64 KB each, or up to 1 MB where it made them larger. More
    // would come from a process that has left the group, and is not waited for.
    child_.endGroup();
    readWhatIsThere(1 << 20);
    const auto end = child_.finish();
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();

    const auto failed = [&](Kind kind, ErrorKind errorKind, Message message) {
        return tl::unexpected(failure(kind, errorKind, std::move(message), executable));
    };
    const auto number = [](double value) {
        std::string text = std::to_string(value);
        text.erase(text.find_last_not_of('0') + 1);
        return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
    };
    if (stopped_ == Kind::Cancelled)
        return failed(Kind::Cancelled, ErrorKind::Cancelled, {"plugin.cancelled", {}});
    if (stopped_ == Kind::TimedOut)
        return failed(Kind::TimedOut, ErrorKind::PluginRejected, {"plugin.timed_out", {number(limits_.seconds)}});
    if (stopped_ == Kind::TooMuchOutput)
        return failed(Kind::TooMuchOutput, ErrorKind::PluginRejected,
                      {"plugin.too_much_output", {number(static_cast<double>(limits_.outputBytes >> 10) / 1024)}});
    if (const int error = reported(report_, "failed"); error == ENOENT)  // the file is there: it was looked at before
        return failed(Kind::NotStarted, ErrorKind::PluginRejected,
                      {"plugin.not_started_interpreter", {std::strerror(error)}});
    else if (error != 0 || report_.empty())
        return failed(Kind::NotStarted, ErrorKind::PluginRejected,
                      {"plugin.not_started", {error != 0 ? std::strerror(error) : "chiiki-confine"}});
    if (!end)
        return failed(Kind::Crashed, ErrorKind::Internal, {"plugin.crashed", {"?"}});
    if (end->isBySignal) {
        const char* name = ::sigabbrev_np(end->code);
        return failed(Kind::Crashed, ErrorKind::PluginRejected,
                      {"plugin.crashed", {name ? "SIG" + std::string(name) : std::to_string(end->code)}});
    }
    if (end->code != 0)
        return failed(Kind::ExitCode, ErrorKind::PluginRejected, {"plugin.exit_code", {std::to_string(end->code)}});
    return RunResult{std::move(output_), errors_.lines(20), seconds, confinementOf(report_)};
}

}  // namespace

tl::expected<RunResult, RunFailure> runExecutable(const std::string& folder, const std::string& executable,
                                                  const std::string& request, const RunLimits& limits,
                                                  const std::stop_token& stop)
{
    const auto notStarted = [](Error error) {
        return tl::unexpected(RunFailure{Kind::NotStarted, std::move(error), {}, {}});
    };
    const auto place = placeOf(folder, executable);
    if (!place)
        return notStarted(place.error());
    const std::string path = place->executable.string();
    const auto confine = findConfine();
    if (!confine)
        return notStarted(confine.error());
    if (stop.stop_requested())
        return tl::unexpected(
            RunFailure{Kind::Cancelled, {ErrorKind::Cancelled, {"plugin.cancelled", {}}, path}, {}, {}});

    // Time that it computes on all processors together: the clock on the wall ends it first, unless the host is gone.
    const auto processors = std::max(1u, std::thread::hardware_concurrency());
    const auto cpuSeconds = static_cast<long long>(std::ceil(std::clamp(limits.seconds, 0.0, 1e6))) * processors + 1;
    const std::vector<std::string> words{*confine,
                                         std::to_string(reportHandle),
                                         std::to_string(::getpid()),
                                         std::to_string(cpuSeconds),
                                         std::to_string(isSanitized ? 0 : limits.memoryMb),
                                         place->folder.string(),
                                         path};
    std::vector<std::string> environment{"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "CHIIKI_API=1"};
    // The wall refuses what the sanitizer does at the start and the end: limits, and ptrace of a second process.
    if (isSanitized)
        environment.emplace_back("ASAN_OPTIONS=detect_leaks=0:disable_coredump=0");

    const StopHandle stopHandle(stop);
    const WithoutBrokenPipeSignal noSignal;
    const auto start = Clock::now();
    auto child = stopHandle ? ChildProcess::start(words, environment) : std::nullopt;
    if (!child)
        return notStarted({ErrorKind::Internal, {"plugin.not_started", {std::strerror(errno)}}, path});
    const auto run = std::make_unique<Run>(*std::move(child), request, limits, start);
    return run->toItsEnd(stopHandle, path);
}

}  // namespace chiiki
