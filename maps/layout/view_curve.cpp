#include <algorithm>
#include <cmath>
#include <functional>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double nameSize = 11;

/// A name beside its point, where it lies over no other name and no part of the curve.
class NamePlacer {
public:
    NamePlacer(const Box& bounds, std::vector<Point> curve)
        : bounds_(bounds)
        , curve_(std::move(curve))
    {
    }

    std::optional<Box> place(Point at, double width, double height)
    {
        // Below right of the curve first: there it leaves room.
        const Point offsets[] = {{8, height * 0.4},           {8, -height * 0.5},        {6, height},
                                 {-width - 8, -height * 0.9}, {-width / 2, -height - 8}, {-width - 8, -height * 0.3},
                                 {14, height * 1.4},          {24, height * 0.2}};
        for (const Point offset : offsets) {
            const Box box = {at.x + offset.x, at.y + offset.y - height / 2 + height * 0.1, width, height};
            if (isFree(box)) {
                taken_.push_back(box);
                return box;
            }
        }
        return std::nullopt;
    }
    void take(const Box& box) { taken_.push_back(box); }

private:
    bool isFree(const Box& box) const
    {
        if (!bounds_.contains(box))
            return false;
        for (const Box& other : taken_)
            if (other.overlaps(box))
                return false;
        const Box wide = box.grownBy(1.5);
        for (std::size_t i = 1; i < curve_.size(); ++i) {
            const Point from = curve_[i - 1], to = curve_[i];
            const int steps = 1 + static_cast<int>(std::hypot(to.x - from.x, to.y - from.y) / 3);
            for (int step = 0; step <= steps; ++step) {
                const double t = static_cast<double>(step) / steps;
                if (wide.contains(Point{from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)}))
                    return false;
            }
        }
        return true;
    }

    Box bounds_;
    std::vector<Point> curve_;
    std::vector<Box> taken_;
};

}  // namespace

void appendCurve(ViewPage& page, const CurveView& view)
{
    if (view.points.size() < 2) {
        appendEmpty(page);
        return;
    }
    if (!view.withoutValue.empty()) {
        const auto lines = wrapText(page.say("maps.view_without_value", {std::to_string(view.withoutValue.size()),
                                                                         page.districtNames(view.withoutValue)}),
                                    12, false, page.body.width);
        page.body.height -= static_cast<double>(lines.size()) * 12 * lineLeading + 8;
        putLines(page.scene, page.body.x, page.body.bottom() + 20, lines, {12, false, palette::text, {}});
    }
    const Box& body = page.body;
    Scene& scene = page.scene;
    const Ink axis{11, false, palette::secondText, {}};
    // On the right the names of points that lie too close, as wide as the longest.
    constexpr double leftSpace = 34, belowSpace = 40, aboveSpace = 24;
    double rightSpace = 62;
    for (const CurveView::Point& point : view.points)
        rightSpace = std::max(rightSpace, 13 + textWidth(page.districtName(point.districtCode), nameSize, false));
    rightSpace = std::min(rightSpace, body.width / 4);
    const double side = std::min(body.width - leftSpace - rightSpace, body.height - belowSpace - aboveSpace);
    const Box plot = {body.x + leftSpace + std::max(0.0, (body.width - leftSpace - rightSpace - side) / 2),
                      body.y + aboveSpace, side, side};
    const auto at = [&](double people, double amount) {
        return Point{plot.x + people * side, plot.bottom() - amount * side};
    };
    putText(scene, std::max(body.x, plot.x - leftSpace), plot.y - 10,
            shortened(view.amountTitle.in(page.language) + " %", 11, false, body.right() - plot.x), axis);
    for (int percent = 0; percent <= 100; percent += 20) {
        const double share = percent / 100.0;
        putLine(scene, at(share, 0), at(share, 1), palette::hairline, 0.7);
        putLine(scene, at(0, share), at(1, share), palette::hairline, 0.7);
        putText(scene, plot.x - 6, at(0, share).y + 4, std::to_string(percent), axis, Align::Right);
        putText(scene, at(share, 0).x, plot.bottom() + 15, std::to_string(percent), axis, Align::Centre);
    }
    putText(scene, plot.x + side / 2, plot.bottom() + 33,
            shortened(page.say("maps.view_curve_people"), 11, false, body.width - 8), axis, Align::Centre);
    putBox(scene, plot, {}, {}, Stroke{palette::absentInk, 1, {}, false});
    putLine(scene, at(0, 0), at(1, 1), palette::secondText, 1.2, {5, 4});

    std::vector<Point> curve;
    for (const CurveView::Point& point : view.points)
        curve.push_back(at(point.people, point.amount));
    Path line;
    line.addPolyline(curve, false);
    const Colour ink = page.isCopier ? rgb(0x000000) : palette::accent;
    scene.items.push_back(PathItem{line, {}, {}, Stroke{ink, 2.2, {}, true}});
    std::vector<Point> lines = curve;
    // The diagonal, walked back from the end of the curve.
    lines.push_back(at(0, 0));
    NamePlacer placer(plot, lines);

    const std::string gini = page.say("maps.view_gini", {formatNumber(view.gini, 3)});
    // Above the diagonal there is the left half of the plot for it.
    double giniSize = 18;
    while (giniSize > 9 && textWidth(gini, giniSize, true) > 0.62 * side)
        giniSize -= 1;
    putText(scene, plot.x + 14, plot.y + 12 + giniSize, gini,
            {giniSize, true, palette::text, withOpacity(palette::paper, 0.95)});
    placer.take({plot.x + 10, plot.y + 8, textWidth(gini, giniSize, true) + 8, giniSize + 12});
    const std::string diagonal = page.say("maps.view_curve_diagonal");
    const double width = textWidth(diagonal, 11, false);
    const Point middle = at(0.62, 0.62);
    const Box diagonalBox = {middle.x - width - 10, middle.y - 12, width, 14};
    putText(scene, diagonalBox.x, diagonalBox.bottom() - 3, diagonal, axis);
    placer.take(diagonalBox);

    for (const Point& point : curve) {
        Path dot;
        dot.addCircle(point, 3.2);
        scene.items.push_back(PathItem{dot, rgb(0xFFFFFF), {}, Stroke{ink, 1.6, {}, true}});
        placer.take({point.x - 3.5, point.y - 3.5, 7, 7});
    }
    // The widest steps first: they are what people look for.
    std::vector<std::size_t> order;
    for (std::size_t i = 1; i < view.points.size(); ++i)
        order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return view.points[a].people - view.points[a - 1].people > view.points[b].people - view.points[b - 1].people;
    });
    std::vector<std::size_t> unnamed;
    for (const std::size_t i : order) {
        const std::string name = page.districtName(view.points[i].districtCode);
        if (const auto box = placer.place(curve[i], textWidth(name, nameSize, false), 14))
            putText(scene, box->x, box->bottom() - 3, name, {nameSize, false, palette::text, {}});
        else
            unnamed.push_back(i);
    }
    // The rest in a column beside the plot, from the top, each with a line to its point.
    std::sort(unnamed.begin(), unnamed.end(), std::greater<>());
    double y = plot.y + 4;
    for (const std::size_t i : unnamed) {
        y = std::max(y, curve[i].y + 4);
        if (y > plot.bottom())
            break;
        putLine(scene, {curve[i].x + 4, curve[i].y}, {plot.right() + 9, y - 4}, palette::absentInk, 0.6);
        putText(scene, plot.right() + 11, y,
                shortened(page.districtName(view.points[i].districtCode), nameSize, false, rightSpace - 11),
                {nameSize, false, palette::text, {}});
        y += 12.5;
    }
    if (view.status == Status::Sample)
        putSampleMark(scene, {plot.x, plot.y, 12, 12});
}

}  // namespace chiiki
