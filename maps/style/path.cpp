#include "maps/style/path.h"

#include <algorithm>

namespace chiiki {
namespace {

constexpr double quarterArc = 0.5522847498307936;  // control distance of a cubic quarter circle, 4/3 (sqrt 2 - 1)

}  // namespace

void Path::moveTo(Point p)
{
    verbs_.push_back(Verb::Move);
    points_.push_back(p);
}

void Path::lineTo(Point p)
{
    verbs_.push_back(Verb::Line);
    points_.push_back(p);
}

void Path::cubicTo(Point control1, Point control2, Point end)
{
    verbs_.push_back(Verb::Cubic);
    points_.insert(points_.end(), {control1, control2, end});
}

void Path::close()
{
    verbs_.push_back(Verb::Close);
}

void Path::addBox(const Box& box)
{
    addPolyline({{box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}}, true);
}

void Path::addRoundedBox(const Box& box, double radius)
{
    const double r = std::min({radius, box.width / 2, box.height / 2});
    const double c = r * (1 - quarterArc);
    const double l = box.x, t = box.y, e = box.right(), b = box.bottom();
    moveTo({l + r, t});
    lineTo({e - r, t});
    cubicTo({e - c, t}, {e, t + c}, {e, t + r});
    lineTo({e, b - r});
    cubicTo({e, b - c}, {e - c, b}, {e - r, b});
    lineTo({l + r, b});
    cubicTo({l + c, b}, {l, b - c}, {l, b - r});
    lineTo({l, t + r});
    cubicTo({l, t + c}, {l + c, t}, {l + r, t});
    close();
}

void Path::addCircle(Point centre, double radius)
{
    addRoundedBox({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, radius);
}

void Path::addPolyline(const std::vector<Point>& points, bool isClosed)
{
    if (points.empty())
        return;
    moveTo(points.front());
    for (std::size_t i = 1; i < points.size(); ++i)
        lineTo(points[i]);
    if (isClosed)
        close();
}

Path Path::placed(double scale, Point offset) const
{
    Path moved = *this;
    for (Point& p : moved.points_)
        p = {p.x * scale + offset.x, p.y * scale + offset.y};
    return moved;
}

std::vector<Path> Path::subpaths() const
{
    constexpr std::size_t pointsOf[] = {1, 1, 3, 0};
    std::vector<Path> pieces;
    std::size_t next = 0;
    for (const Verb verb : verbs_) {
        if (verb == Verb::Move || pieces.empty())
            pieces.emplace_back();
        pieces.back().verbs_.push_back(verb);
        for (std::size_t i = 0; i < pointsOf[static_cast<std::size_t>(verb)]; ++i)
            pieces.back().points_.push_back(points_[next++]);
    }
    return pieces;
}

}  // namespace chiiki
