#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace chiiki::bench {

struct KernelSettings {
    std::size_t vertices = 50000;
    std::size_t points = 1000000;
    std::size_t segments = 165000;
    std::vector<std::size_t> facilities{200, 20000};
    double radiusM = 800;
    int runs = 5;
    bool hasPeers = true;  // GEOS beside ours; without it ours alone, unchecked
    std::string pictures;  // folder for the frames as PNG; empty = none
};

/// Times by name, and what did not come out as it must.
class KernelRecord {
public:
    template <typename Work>
    auto time(const std::string& name, const Work& work)
    {
        const auto start = std::chrono::steady_clock::now();
        auto result = work();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
        seconds_[name].push_back(taken.count());
        return result;
    }
    /// The same after an untimed run, so that each finds its own data in the caches and not those of the one before it.
    template <typename Work>
    auto timeAgain(const std::string& name, const Work& work)
    {
        (void)work();
        return time(name, work);
    }
    /// A faster wrong answer is no answer: anything that is not so ends up in `wrong` and makes the program fail.
    void check(bool isSo, const std::string& what)
    {
        if (!isSo && std::find(wrong_.begin(), wrong_.end(), what) == wrong_.end())
            wrong_.push_back(what);
    }
    /// A number of a result, for others to compare theirs with.
    void row(const std::string& work, const std::string& code, const std::string& key, double value)
    {
        rows_[work][code][key] = value;
    }
    /// Something measured that is no time.
    void note(const std::string& name, double value) { notes_[name] = value; }

    std::map<std::string, double> medians() const
    {
        std::map<std::string, double> medians;
        for (auto [name, seconds] : seconds_) {
            std::sort(seconds.begin(), seconds.end());
            medians[name] = (seconds[(seconds.size() - 1) / 2] + seconds[seconds.size() / 2]) / 2;
        }
        return medians;
    }
    const std::map<std::string, double>& notes() const { return notes_; }
    const std::map<std::string, std::map<std::string, std::map<std::string, double>>>& rows() const { return rows_; }
    const std::vector<std::string>& wrong() const { return wrong_; }

private:
    std::map<std::string, std::vector<double>> seconds_;
    std::map<std::string, double> notes_;
    std::map<std::string, std::map<std::string, std::map<std::string, double>>> rows_;  // work, code, key
    std::vector<std::string> wrong_;
};

/// `tally`: areas made ready and all points counted, from vectors. Peers `tally_geos` (one thread), `tally_geos_2`.
void benchTally(const KernelSettings& settings, KernelRecord& record);

/// `coverage_N`: m2 of each district within reach of N facilities, everything from scratch. Peer `coverage_geos_N`.
void benchCoverage(const KernelSettings& settings, KernelRecord& record);

/// `frame_segments`, `frame_points`: one picture of 1920x1080 of the whole square after the first (`..._first`), with
/// the district outlines below.
void benchFrames(const KernelSettings& settings, KernelRecord& record);

/// `spawn_run`: a plugin's executable that does nothing, as the host runs it: confined, told a request, its answer
/// read. `spawn_bare`: the same program by posix_spawn alone. Note `spawn_host_ms`: the difference, the host's own
/// cost.
void benchSpawn(const KernelSettings& settings, KernelRecord& record);

/// All overlays of the real city, executables and all: `overlays_cold` without any result kept,
/// `overlays_unchanged` asked again of the same session, `overlays_row_edited` of a new session after one row was
/// entered, with the results kept. `plugins_listed`, `plugins_computed`: 100 plugins of one small table each.
void benchOverlays(const KernelSettings& settings, KernelRecord& record);

}  // namespace chiiki::bench
