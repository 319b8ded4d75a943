#include "maps/style/glyph.h"

#include <string>
#include <unordered_map>
#include <utility>

namespace chiiki {
namespace {

using Paint = GlyphPart::Paint;

GlyphPart part(Paint paint, Path path, double width = 0)
{
    return {std::move(path), paint, width};
}

Path lines(std::initializer_list<std::vector<Point>> polylines)
{
    Path path;
    for (const auto& polyline : polylines)
        path.addPolyline(polyline, false);
    return path;
}

Path shape(const std::vector<Point>& corners)
{
    Path path;
    path.addPolyline(corners, true);
    return path;
}

Path circle(double radius, Point centre = {0, 0})
{
    Path path;
    path.addCircle(centre, radius);
    return path;
}

Path box(double x, double y, double width, double height, double radius)
{
    Path path;
    path.addRoundedBox({x, y, width, height}, radius);
    return path;
}

Path heart()
{
    Path path;
    path.moveTo({0, 6.8});
    path.cubicTo({-3.5, 3.8}, {-7, 1.2}, {-7, -2.4});
    path.cubicTo({-7, -6.6}, {-1.8, -7.6}, {0, -3.8});
    path.cubicTo({1.8, -7.6}, {7, -6.6}, {7, -2.4});
    path.cubicTo({7, 1.2}, {3.5, 3.8}, {0, 6.8});
    path.close();
    return path;
}

Path toothArc()
{
    Path path;
    path.moveTo({-3, -2.6});
    path.cubicTo({-3.4, 5.6}, {-1.2, 4.6}, {0, 0.8});
    path.cubicTo({1.2, 4.6}, {3.4, 5.6}, {3, -2.6});
    path.cubicTo({1.6, -4}, {-1.6, -4}, {-3, -2.6});
    path.close();
    return path;
}

Path hand()
{
    Path path;
    path.moveTo({-6.2, 1.2});
    path.cubicTo({-5, 7.4}, {5, 7.4}, {6.2, 1.2});
    return path;
}

Path letterP()
{
    Path path;
    path.moveTo({-1.7, 6});
    path.lineTo({-1.7, -0.6});
    path.lineTo({0.4, -0.6});
    path.cubicTo({3, -0.6}, {3, 3.2}, {0.4, 3.2});
    path.lineTo({-1.7, 3.2});
    return path;
}

/// 文, the map sign of a school, as four strokes.
Path schoolSign()
{
    Path path = lines({{{0, -6.6}, {0, -3.8}}, {{-6.2, -3.4}, {6.2, -3.4}}});
    path.moveTo({3.6, -3.2});
    path.cubicTo({2.4, 1.4}, {-1.4, 4.8}, {-6, 6.4});
    path.moveTo({-3.6, -3.2});
    path.cubicTo({-2.4, 1.4}, {1.4, 4.8}, {6, 6.4});
    return path;
}

Glyph house()
{
    return {
        {part(Paint::Ink, shape({{0, -7.4}, {7.4, -1}, {5.4, -1}, {5.4, 6.6}, {-5.4, 6.6}, {-5.4, -1}, {-7.4, -1}})),
         part(Paint::Paper, box(-1.6, 1.2, 3.2, 5.4, 0.3))},
        rgb(0x0B5CAD),
        18};
}

Glyph houseOutline()
{
    const Path outline = shape({{0, -6.4}, {6.2, -0.8}, {4.8, -0.8}, {4.8, 6}, {-4.8, 6}, {-4.8, -0.8}, {-6.2, -0.8}});
    return {{part(Paint::Paper, outline), part(Paint::InkStroke, outline, 1.7)}, rgb(0x0B5CAD), 13};
}

Glyph shelter()
{
    const Path roof = lines({{{-6.6, 1.2}, {0, -5.8}, {6.6, 1.2}}, {{-6, 5.4}, {6, 5.4}}});
    return {{part(Paint::InkStroke, roof, 2.6)}, rgb(0x1B6E3A), 16};
}

Glyph hospital()
{
    return {{part(Paint::Ink, box(-7, -7, 14, 14, 3)),
             part(Paint::PaperStroke, lines({{{-3, -4}, {-3, 4}}, {{3, -4}, {3, 4}}, {{-3, 0}, {3, 0}}}), 2)},
            rgb(0x0072B2),
            16};
}

Glyph clinic()
{
    return {{part(Paint::Ink, circle(7)), part(Paint::PaperStroke, lines({{{-4, 0}, {4, 0}}, {{0, -4}, {0, 4}}}), 2.4)},
            rgb(0x0072B2),
            16};
}

Glyph dentist()
{
    return {{part(Paint::Ink, circle(7)), part(Paint::Paper, toothArc())}, rgb(0x2C5F73), 16};
}

Glyph aed()
{
    return {{part(Paint::Ink, heart()),
             part(Paint::Paper, shape({{1.2, -4.2}, {-2.6, 0.6}, {-0.4, 0.6}, {-1.4, 4.2}, {2.6, -0.8}, {0.3, -0.8}}))},
            rgb(0xC0392B),
            16};
}

Glyph school()
{
    return {{part(Paint::InkStroke, schoolSign(), 1.9)}, rgb(0x4A3B2A), 16};
}

Glyph childcare()
{
    return {{part(Paint::Ink, circle(7)), part(Paint::Paper, circle(4.9)), part(Paint::Ink, circle(2.5, {0, 1.4}))},
            rgb(0xA8447C),
            16};
}

Glyph library()
{
    Path book;
    book.moveTo({0, -3.6});
    book.cubicTo({-2, -5.4}, {-5, -5.6}, {-7.2, -5});
    book.lineTo({-7.2, 4.4});
    book.cubicTo({-5, 3.8}, {-2, 4}, {0, 5.8});
    book.cubicTo({2, 4}, {5, 3.8}, {7.2, 4.4});
    book.lineTo({7.2, -5});
    book.cubicTo({5, -5.6}, {2, -5.4}, {0, -3.6});
    book.close();
    return {{part(Paint::Ink, book), part(Paint::PaperStroke, lines({{{0, -3.4}, {0, 5.6}}}), 1.3)}, rgb(0x6E3FA3), 16};
}

Glyph healthWelfare()
{
    return {{part(Paint::InkStroke, hand(), 2.4), part(Paint::Ink, circle(3.4, {0, -2.6}))}, rgb(0x00694C), 16};
}

Glyph roadsideStation()
{
    return {{part(Paint::Ink,
                  shape({{0, -7.6}, {7.4, -2.8}, {6.4, -2.8}, {6.4, 7.2}, {-6.4, 7.2}, {-6.4, -2.8}, {-7.4, -2.8}})),
             part(Paint::PaperStroke, letterP(), 1.8)},
            rgb(0x8A5300),
            16};
}

Glyph busStop()
{
    Path silhouette = circle(4.6, {0, -2.6});
    return {{part(Paint::Ink, silhouette),
             part(Paint::InkStroke, lines({{{0, 2}, {0, 7}}, {{-2.4, 7}, {2.4, 7}}}), 1.8),
             part(Paint::Paper, circle(2.2, {0, -2.6}))},
            rgb(0x57606A),
            13};
}

Glyph taxiStop()
{
    return {{part(Paint::Ink, box(-7, -4.6, 14, 9.2, 3)), part(Paint::PaperStroke, lines({{{-3.8, 0}, {3.8, 0}}}), 2)},
            rgb(0xC23B00),
            13};
}

Glyph smallHub()
{
    return {{part(Paint::Ink, shape({{0, -7.4}, {6.4, -3.7}, {6.4, 3.7}, {0, 7.4}, {-6.4, 3.7}, {-6.4, -3.7}}))},
            rgb(0x6E3FA3),
            18};
}

Glyph station()
{
    return {
        {part(Paint::Ink, box(-7, -4, 14, 8, 1.2)), part(Paint::Paper, box(-5, -2, 10, 4, 0.4))}, rgb(0x1B1F24), 13};
}

Glyph dot()
{
    return {{part(Paint::Ink, circle(4))}, rgb(0x57606A), 16};
}

}  // namespace

const Glyph& glyphOf(std::string_view name)
{
    static const std::unordered_map<std::string, Glyph> glyphs = {
        {"house", house()},
        {"house_outline", houseOutline()},
        {"shelter", shelter()},
        {"hospital", hospital()},
        {"clinic", clinic()},
        {"dentist", dentist()},
        {"aed", aed()},
        {"school", school()},
        {"childcare", childcare()},
        {"library", library()},
        {"health_welfare", healthWelfare()},
        {"roadside_station", roadsideStation()},
        {"bus_stop", busStop()},
        {"taxi_stop", taxiStop()},
        {"small_hub", smallHub()},
        {"station", station()},
    };
    static const Glyph plain = dot();
    const auto found = glyphs.find(std::string(name));
    return found == glyphs.end() ? plain : found->second;
}

std::string_view glyphNameOfKind(std::string_view facilityKind)
{
    if (facilityKind == "community_centre")
        return "house";
    if (facilityKind == "centre_branch")
        return "house_outline";
    return facilityKind;
}

}  // namespace chiiki
