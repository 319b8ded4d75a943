#pragma once

#include <utility>
#include <vector>

#include "maps/scene/scene.h"

namespace chiiki {

/// The lines or dots of a pattern that may touch a box; the back end clips them to the area.
struct PatternMarks {
    std::vector<std::pair<Point, Point>> lines;
    std::vector<Point> dots;
};

/// Anchored to the page's corner, so that the patterns of neighbours run on into one another.
PatternMarks marksOf(const Pattern& pattern, const Box& box);

}  // namespace chiiki
