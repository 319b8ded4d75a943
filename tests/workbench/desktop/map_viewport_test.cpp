#include <catch2/catch.hpp>

#include <random>

#include "workbench/desktop/map_viewport.h"

using namespace chiiki;
using namespace chiiki::desktop;

namespace {

MapViewport viewportOf(double width, double height)
{
    MapViewport viewport;
    viewport.resize({width, height});
    return viewport;
}

}  // namespace

TEST_CASE("north is up and east is right", "[viewport]")
{
    MapViewport viewport = viewportOf(200, 100);
    viewport.fit({-1000, -500, 1000, 500}, {0, 0, 200, 100});
    CHECK(viewport.metresPerPixel() == Approx(10));
    CHECK(viewport.toScreen({-1000, 500}).x() == Approx(0).margin(1e-9));
    CHECK(viewport.toScreen({-1000, 500}).y() == Approx(0).margin(1e-9));
    CHECK(viewport.toScreen({1000, -500}).x() == Approx(200));
    CHECK(viewport.toScreen({1000, -500}).y() == Approx(100));
}

TEST_CASE("fitting takes the tighter side and centres in the room", "[viewport]")
{
    MapViewport viewport = viewportOf(400, 200);
    viewport.fit({0, 0, 1000, 1000}, {200, 0, 200, 200});
    CHECK(viewport.metresPerPixel() == Approx(5));
    CHECK(viewport.toScreen({500, 500}).x() == Approx(300));
    CHECK(viewport.toScreen({500, 500}).y() == Approx(100));
}

TEST_CASE("an empty extent or no room changes nothing", "[viewport]")
{
    MapViewport viewport = viewportOf(400, 200);
    const MapViewport before = viewport;
    viewport.fit({}, {0, 0, 100, 100});
    viewport.fit({0, 0, 10, 10}, {});
    CHECK(viewport == before);
}

TEST_CASE("zooming keeps what is under the pointer and stays within its limits", "[viewport]")
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> x(0, 800), y(0, 600), factor(0.5, 2);
    MapViewport viewport = viewportOf(800, 600);
    for (int i = 0; i < 500; ++i) {
        const QPointF pointer(x(random), y(random));
        const Point held = viewport.toPlane(pointer);
        viewport.zoomAt(pointer, factor(random));
        const QPointF now = viewport.toScreen(held);
        REQUIRE(now.x() == Approx(pointer.x()).margin(1e-6));
        REQUIRE(now.y() == Approx(pointer.y()).margin(1e-6));
        REQUIRE(viewport.metresPerPixel() >= viewport.limits().finest);
        REQUIRE(viewport.metresPerPixel() <= viewport.limits().coarsest);
    }
}

TEST_CASE("screen and plane are each other's inverse, and the page is the same view", "[viewport]")
{
    MapViewport viewport = viewportOf(640, 480);
    viewport.fit({-70000, -210000, -20000, -150000}, {0, 0, 640, 480});
    viewport.pan({17, -5});
    const QPointF place(123.25, 321.5);
    const Point plane = viewport.toPlane(place);
    CHECK(viewport.toScreen(plane).x() == Approx(place.x()));
    CHECK(viewport.toScreen(plane).y() == Approx(place.y()));
    CHECK(viewport.toPage()(plane).x == Approx(place.x()));
    CHECK(viewport.toPage()(plane).y == Approx(place.y()));
}

TEST_CASE("a scale is said with two digits", "[viewport]")
{
    // 90 m a px at 96 px an inch: 90 * 96 / 0.0254 = 340,157.
    CHECK(scaleDenominator(90, 96) == 340000);
}
