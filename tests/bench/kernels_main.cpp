// bench_kernels [--work tally|coverage|frames|spawn|overlays]... [--vertices N] [--points N] [--segments N]
// [--facilities N,N]
//               [--radius M] [--runs N] [--no-peers] [--pictures FOLDER]
// Medians of in-process times as JSON on stdout. Exit 1 when a result is not the peer's.
#include <sys/resource.h>

#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <QGuiApplication>
#include <nlohmann/json.hpp>

#include "tests/bench/kernels.h"

int main(int argc, char** argv)
{
    using namespace chiiki::bench;
    KernelSettings settings;
    std::vector<std::string> works{"tally", "coverage", "frames", "spawn", "overlays"};
    bool hasNoPeers = false;
    CLI::App app("In-process times of the kernels as JSON.");
    app.add_option("--work", works)->check(CLI::IsMember({"tally", "coverage", "frames", "spawn", "overlays"}));
    app.add_option("--vertices", settings.vertices);
    app.add_option("--points", settings.points);
    app.add_option("--segments", settings.segments);
    app.add_option("--facilities", settings.facilities)->delimiter(',');
    app.add_option("--radius", settings.radiusM);
    app.add_option("--runs", settings.runs)->check(CLI::PositiveNumber);
    app.add_flag("--no-peers", hasNoPeers);
    app.add_option("--pictures", settings.pictures);
    CLI11_PARSE(app, argc, argv);
    settings.hasPeers = !hasNoPeers;

    // Frames are pictures, but text and fonts want an application even so.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    KernelRecord record;
    try {
        for (const std::string& work : works) {
            if (work == "tally")
                benchTally(settings, record);
            else if (work == "coverage")
                benchCoverage(settings, record);
            else if (work == "frames")
                benchFrames(settings, record);
            else if (work == "spawn")
                benchSpawn(settings, record);
            else
                benchOverlays(settings, record);
        }
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << "\n";
        return 1;
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const nlohmann::ordered_json answer{{"seconds", record.medians()},
                                        {"rows", record.rows()},
                                        {"notes", record.notes()},
                                        {"peak_mb", static_cast<double>(usage.ru_maxrss) / 1024},
                                        {"wrong", record.wrong()}};
    std::cout << answer.dump() << "\n";
    for (const std::string& wrong : record.wrong())
        std::cerr << wrong << "\n";
    return record.wrong().empty() ? 0 : 1;
}
