#pragma once

#include <optional>
#include <string>
#include <vector>

#include "maps/scene/scene.h"

namespace chiiki {

struct LabelLine {
    std::string text;
    double size = 12;
    bool isBold = false;
    Colour colour;
    bool hasPlate = false;  // on a plate of paper: over hatching a halo alone is not enough
};

/// A label that wants a place.
struct LabelWish {
    std::string id;
    Point anchor;                  // page; the label is best centred on it
    std::vector<LabelLine> lines;  // the first must be shown, the others where they fit
    double clearance = 0;          // px around the anchor that the label must leave free (a circle drawn there)
    double leaderLength = 40;      // how far it may go; 0 = it stays at its anchor or is left out
    bool isWhole = false;          // all lines or none
    bool mayCoverSigns = true;     // over signs where no other place is left
};

/// Where a label stands. Lines are centred in the box.
struct PlacedLabel {
    std::string id;
    Point anchor;
    std::vector<LabelLine> lines;
    Box box;
    bool hasLeader = false;  // the anchor lies outside the box
};

/// Places labels one after the other in the order of the wishes (most important first), never over one another, over
/// an obstacle, or beyond the bounds: at the anchor, then 8 ways around it further and further out (16 ways where the
/// map has signs); all lines first, then only the first. Signs (circles and glyphs drawn on the map) are spared while
/// there is another place; otherwise the place that covers least of them is taken. The same wishes give the same
/// places. A label without any place is left out.
std::vector<PlacedLabel> placeLabels(const std::vector<LabelWish>& wishes, const Box& bounds,
                                     const std::vector<Box>& obstacles, const std::vector<Box>& signs = {});

/// The lines from labels to their anchors. Drawn before signs, they pass below them.
void appendLeaders(Scene& scene, const std::vector<PlacedLabel>& labels);

/// The texts with their halos, without leaders.
void appendLabelTexts(Scene& scene, const std::vector<PlacedLabel>& labels);

/// Leaders first, then the texts.
void appendLabels(Scene& scene, const std::vector<PlacedLabel>& labels);

/// The letters that stand for a name: A for `index` 0, AA after Z. No numbers, for those tell classes apart.
std::string letterSign(int index);

/// Such letters in a disc, for a place whose name stands elsewhere.
void appendLetterSign(Scene& scene, Point centre, int index);

/// A name in one line of up to 10 characters; longer ones in two, after a ・ or, without one, after 8 characters. A
/// Latin name breaks after a space.
std::vector<std::string> brokenName(const std::string& name);

/// Width and height that lines take, without margin.
Box measureLines(const std::vector<LabelLine>& lines);

}  // namespace chiiki
