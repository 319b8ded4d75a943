#include <catch2/catch.hpp>

#include <chrono>
#include <functional>
#include <random>

#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include "maps/render/dense_raster.h"

using namespace chiiki;

namespace {

constexpr Colour ink = {30, 60, 90, 255};

QImage blank(int width, int height)
{
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    return image;
}

struct Lines {
    std::vector<Point> places;
    std::vector<std::uint32_t> starts = {0};
};

Lines randomLines(int count, double size, double step)
{
    std::mt19937 random(11);
    std::uniform_real_distribution<double> where(0, size), way(-step, step);
    Lines lines;
    for (int i = 0; i < count; ++i) {
        Point p = {where(random), where(random)};
        for (int k = 0; k < 2; ++k) {
            lines.places.push_back(p);
            p = {p.x + way(random), p.y + way(random)};
        }
        lines.starts.push_back(static_cast<std::uint32_t>(lines.places.size()));
    }
    return lines;
}

double milliseconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("lines look as QPainter draws them", "[raster]")
{
    const Lines lines = randomLines(40, 200, 60);
    QImage ours = blank(200, 200);
    rasterLines(ours, lines.places, lines.starts, {1, 1, {0, 200}}, 2, ink);
    QImage theirs = blank(200, 200);
    {
        QPainter painter(&theirs);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath path;
        for (std::size_t i = 0; i + 1 < lines.starts.size(); ++i) {
            const Point a = lines.places[lines.starts[i]];
            const Point b = lines.places[lines.starts[i] + 1];
            path.moveTo(a.x, 200 - a.y);
            path.lineTo(b.x, 200 - b.y);
        }
        painter.strokePath(path, QPen(QColor(30, 60, 90), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    }
    int far = 0;
    int drawn = 0;
    for (int y = 0; y < 200; ++y) {
        for (int x = 0; x < 200; ++x) {
            const int difference = std::abs(ours.pixelColor(x, y).red() - theirs.pixelColor(x, y).red());
            far += difference > 50;
            drawn += theirs.pixelColor(x, y).red() < 200;
        }
    }
    CHECK(drawn > 1000);
    CHECK(far < drawn / 50);
}

TEST_CASE("points on one pixel are one disc, and nothing grows darker where discs meet", "[raster]")
{
    QImage once = blank(40, 40);
    QImage often = blank(40, 40);
    const std::vector<Point> one = {{20.2, 20.3}};
    const std::vector<Point> many(1000, Point{20.4, 20.1});
    const Colour half = {30, 60, 90, 128};
    rasterPoints(once, one, {1, 1, {0, 40}}, 3, half);
    rasterPoints(often, many, {1, 1, {0, 40}}, 3, half);
    CHECK(once == often);
    CHECK(once.pixelColor(20, 19).red() == 142);  // (30 * 128 + 255 * 127) / 255 = 142.06
    CHECK(once.pixelColor(26, 19) == QColor(Qt::white));
    QImage outside = blank(40, 40);
    rasterPoints(outside, std::vector<Point>{{-100, 5}, {NAN, 3}, {1e300, 2}}, {1, 1, {0, 40}}, 3, half);
    CHECK(outside == blank(40, 40));
}

TEST_CASE("a disc beyond the edge is still seen at the edge", "[raster]")
{
    QImage image = blank(20, 20);
    rasterPoints(image, std::vector<Point>{{-1.5, 10.5}}, {1, 1, {0, 20}}, 4, ink);
    CHECK(image.pixelColor(0, 9).red() < 100);
}

TEST_CASE("a million points and a city's streets are drawn in a frame's time", "[raster][speed]")
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> x(0, 60000), y(0, 33000);
    std::vector<Point> points(1000000);
    for (Point& p : points)
        p = {x(random), y(random)};
    const Lines streets = randomLines(165000, 33000, 150);
    QImage image = blank(1920, 1080);
    const RasterView view{1.0 / 31, 1, {0, 33000}};
    double pointsMs = 1e9;
    double linesMs = 1e9;
    for (int i = 0; i < 5; ++i) {
        pointsMs = std::min(pointsMs, milliseconds([&] { rasterPoints(image, points, view, 1.5, ink); }));
        linesMs =
            std::min(linesMs, milliseconds([&] { rasterLines(image, streets.places, streets.starts, view, 1, ink); }));
    }
    WARN("1,000,000 points " << pointsMs << " ms, 165,000 segments " << linesMs << " ms");
    // Loose on purpose: a busy machine must not fail the test.
    CHECK(pointsMs < 1000);
    CHECK(linesMs < 1000);
}
