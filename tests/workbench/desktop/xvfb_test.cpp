#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

#include <QImage>
#include <QStandardPaths>

#include "core/io/pack_reader.h"
#include "core/store/workspace.h"
#include "tests/support/process.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

QImage pictureOf(const std::string& path)
{
    const QImage image(QString::fromStdString(path));
    INFO(path);
    REQUIRE_FALSE(image.isNull());
    return image.convertToFormat(QImage::Format_RGB32);
}

bool isAnother(QRgb a, QRgb b)
{
    constexpr int tolerance = 16;
    return std::abs(qRed(a) - qRed(b)) > tolerance || std::abs(qGreen(a) - qGreen(b)) > tolerance ||
           std::abs(qBlue(a) - qBlue(b)) > tolerance;
}

int differingPixels(const QImage& a, const QImage& b, const QRect& where)
{
    int count = 0;
    for (int y = where.top(); y <= where.bottom(); ++y)
        for (int x = where.left(); x <= where.right(); ++x)
            count += isAnother(a.pixel(x, y), b.pixel(x, y));
    return count;
}

}  // namespace

TEST_CASE("under an X server a click selects on map and table, and Esc gives the first picture back", "[xvfb]")
{
    const std::string program = CHIIKI_BIN_DIR "/chiiki-workbench";
    for (const char* tool : {"xvfb-run", "xdotool", "import"})
        if (QStandardPaths::findExecutable(QLatin1String(tool)).isEmpty()) {
            WARN("skipped: " << tool << " is not installed");
            return;
        }
    if (!std::filesystem::exists(program)) {
        WARN("skipped: " << program << " is not built");
        return;
    }
    const TemporaryFolder folder;
    Diagnostics diagnostics;
    const auto city = readPack(CHIIKI_SOURCE_DIR "/data/yamaguchi", diagnostics);
    REQUIRE(city);
    REQUIRE(Workspace::create(folder / "山口市.chiiki", *city, ChangeStamp::now("planner")));

    const ProcessResult session =
        runProcess({"/usr/bin/env", "-u", "QT_QPA_PLATFORM", "xvfb-run", "-a", "-s", "-screen 0 1280x720x24",
                    CHIIKI_SOURCE_DIR "/tests/workbench/desktop/xvfb_session.sh", program, folder / "山口市.chiiki",
                    folder.path()},
                   folder.path());
    INFO(session.err);
    REQUIRE(session.exitCode == 0);
    const std::string title = readFile(folder / "title.txt");
    CHECK(title.find("人口密度") != std::string::npos);
    CHECK(title.find("山口市.chiiki") != std::string::npos);

    const QImage before = pictureOf(folder / "before.png");
    const QImage selected = pictureOf(folder / "selected.png");
    const QImage cleared = pictureOf(folder / "cleared.png");
    const QRect map(48, 80, 528, 440);
    const QRect table(600, 160, 370, 400);
    CHECK(differingPixels(before, selected, map) > 500);
    CHECK(differingPixels(before, selected, table) > 50);
    // Around the map the focus ring stays, so only its inside is compared.
    CHECK(differingPixels(before, cleared, map) == 0);
    CHECK(differingPixels(before, cleared, table) == 0);
}
