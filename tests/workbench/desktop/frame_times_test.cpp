#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <sstream>

#include <QTest>
#include <QWheelEvent>

#include "core/io/pack_reader.h"
#include "tests/support/thread_time.h"
#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/words.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

double shareOf(std::vector<double> times, double share)
{
    std::sort(times.begin(), times.end());
    return times[static_cast<std::size_t>(std::ceil(share * static_cast<double>(times.size()))) - 1];
}

}  // namespace

// Told, not judged: run `test_desktop "[frames]"` on a quiet machine.
TEST_CASE("frame times of the real city at 1440x900, while it moves and when it rests", "[.frames]")
{
    needApplication();
    Diagnostics diagnostics;
    auto pack = readPack(CHIIKI_SOURCE_DIR "/data/yamaguchi", diagnostics);
    REQUIRE(pack);
    auto opened = prepareCity("yamaguchi.chiiki", std::make_shared<const Snapshot>(*std::move(pack)), std::nullopt, {});
    REQUIRE(opened);
    Words words(Language::Japanese);
    MainWindow window(words);
    window.resize(1440, 900);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    window.document().show(*std::move(opened));
    REQUIRE(waitFor([&] { return window.document().shown().has_value(); }));
    auto& map = named<MapCanvas>(window, "mapView");
    const QPoint middle(map.width() / 2, map.height() / 2);
    const auto wheel = [&](int notches) {
        QWheelEvent event(middle, map.mapToGlobal(middle), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&map, &event);
    };
    const auto rest = [&] {
        QTest::qWait(200);
        waitFor([&] { return map.isExact(); });
    };
    window.selection().replace("01");
    std::ostringstream told;
    told << map.width() << "x" << map.height() << " px of map\n";
    for (const auto& [name, code, closer] :
         {std::tuple("whole city", "", 0), std::tuple("a district", "01", 0), std::tuple("streets", "01", 4)}) {
        if (*code == 0)
            map.showCity();
        else
            map.showDistrict(code);
        wheel(closer);
        rest();
        const auto before = chiiki::test::threadMs();
        emit window.document().indicatorChanged();
        map.repaint();
        waitFor([&] { return map.isExact(); });
        told << name << " at 1:" << std::lround(map.viewport().metresPerPixel() * 96 / 0.0254)
             << ": drawn exactly with " << chiiki::test::threadMs() - before << " ms of the window's thread";
        std::vector<double> frames;
        for (int i = 0; i < 60; ++i) {
            const double start = chiiki::test::threadMs();
            wheel(i % 20 < 10 ? 1 : -1);
            map.repaint();
            frames.push_back(chiiki::test::threadMs() - start);
        }
        told << "; moving: median " << shareOf(frames, 0.5) << " ms, p95 " << shareOf(frames, 0.95) << " ms\n";
        rest();
    }
    WARN(told.str());
}
