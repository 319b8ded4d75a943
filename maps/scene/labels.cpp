#include "maps/scene/labels.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "maps/scene/text_measure.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

constexpr double lineHeight = 1.2;  // of the text size; labels are set tighter than running text
constexpr double gap = 1.5;         // px kept free around a label
constexpr double pi = 3.14159265358979323846;

struct Direction8 {
    double x, y;
};
// Right and left first: a name beside its place is read before one above or below it.
constexpr std::array<Direction8, 8> directions = {
    {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {0.7071, -0.7071}, {-0.7071, -0.7071}, {0.7071, 0.7071}, {-0.7071, 0.7071}}};

Box centredOn(Point centre, const Box& size)
{
    return {centre.x - size.width / 2, centre.y - size.height / 2, size.width, size.height};
}

/// The box of this size whose nearest side lies `distance` away from the anchor in a direction.
Box besideAnchor(Point anchor, const Box& size, const Direction8& way, double distance)
{
    return centredOn({anchor.x + way.x * distance + std::copysign(way.x == 0 ? 0 : size.width / 2, way.x),
                      anchor.y + way.y * distance + std::copysign(way.y == 0 ? 0 : size.height / 2, way.y)},
                     size);
}

class Ground {
public:
    Ground(const Box& bounds, const std::vector<Box>& obstacles, const std::vector<Box>& signs)
        : bounds_(bounds)
        , taken_(obstacles)
        , signs_(signs)
    {
    }

    /// Signs are only kept free while there is another place.
    bool isFree(const Box& box) const
    {
        const Box needed = box.grownBy(gap);
        const auto overlaps = [&](const Box& taken) { return taken.overlaps(needed); };
        return bounds_.contains(box) && std::none_of(taken_.begin(), taken_.end(), overlaps) &&
               (!sparesSigns || std::none_of(signs_.begin(), signs_.end(), overlaps));
    }
    bool hasSigns() const { return !signs_.empty(); }
    /// Square px of signs that a box would cover.
    double coveredSigns(const Box& box) const
    {
        double covered = 0;
        for (const Box& sign : signs_)
            if (sign.overlaps(box))
                covered += (std::min(sign.right(), box.right()) - std::max(sign.x, box.x)) *
                           (std::min(sign.bottom(), box.bottom()) - std::max(sign.y, box.y));
        return covered;
    }
    void take(const Box& box) { taken_.push_back(box); }
    void addCircle(Point centre, double radius)
    {
        const double half = radius * 0.8;  // a label may cut a circle's corner box, not the circle
        signs_.push_back({centre.x - half, centre.y - half, 2 * half, 2 * half});
    }
    bool sparesSigns = true;

private:
    Box bounds_;
    std::vector<Box> taken_;
    std::vector<Box> signs_;
};

std::optional<Box> findNear(const Ground& ground, const LabelWish& wish, const Box& size)
{
    if (wish.clearance > 0) {
        for (const Direction8& way : {directions[3], directions[2], directions[0], directions[1]}) {
            const Box box = besideAnchor(wish.anchor, size, way, wish.clearance + 1);
            if (ground.isFree(box))
                return box;
        }
        return std::nullopt;
    }
    if (const Box box = centredOn(wish.anchor, size); ground.isFree(box))
        return box;
    for (const double distance : {3.0, 6.0, 9.0, 12.0}) {
        for (const Direction8& way : directions) {
            const Box box = centredOn({wish.anchor.x + way.x * distance, wish.anchor.y + way.y * distance}, size);
            if (ground.isFree(box))
                return box;
        }
    }
    return std::nullopt;
}

std::optional<Box> findAway(const Ground& ground, const LabelWish& wish, const Box& size)
{
    if (wish.leaderLength <= 0)
        return std::nullopt;
    for (double distance = wish.clearance + 4; distance <= wish.clearance + wish.leaderLength; distance += 4) {
        for (const Direction8& way : directions) {
            const Box box = besideAnchor(wish.anchor, size, way, distance);
            if (ground.isFree(box))
                return box;
        }
    }
    return std::nullopt;
}

/// 16 ways around the anchor, 2 px further each time: finds the gaps between signs that the 8 ways miss. The text's
/// nearest side is never further away than the leader may be long. Where no place is free of signs and `mayCover`,
/// the one that covers least; the nearest of those that cover the same.
std::optional<Box> findBetweenSigns(const Ground& ground, const LabelWish& wish, const Box& size, bool mayCover)
{
    std::optional<Box> best;
    double bestCovered = 0;
    for (double distance = 0; distance <= wish.clearance + wish.leaderLength; distance += 2) {
        for (int i = 0; i < 16; ++i) {
            const double angle = 2 * pi * i / 16;
            // From centred on the anchor outwards until the text stands wholly beside it.
            const double x = std::cos(angle);
            const double y = std::sin(angle);
            const Box box = centredOn({wish.anchor.x + x * (distance + size.width / 2 * std::min(1.0, distance / 12)),
                                       wish.anchor.y + y * (distance + size.height / 2 * std::min(1.0, distance / 12))},
                                      size);
            if (!ground.isFree(box))
                continue;
            if (!mayCover)
                return box;
            if (const double covered = ground.coveredSigns(box); !best || covered < bestCovered) {
                best = box;
                bestCovered = covered;
            }
        }
    }
    return best;
}

}  // namespace

std::vector<std::string> brokenName(const std::string& name)
{
    constexpr std::size_t longest = 10, firstPart = 8;
    std::vector<std::size_t> starts;  // of each character
    for (std::size_t i = 0; i < name.size(); ++i)
        if ((static_cast<unsigned char>(name[i]) & 0xC0) != 0x80)
            starts.push_back(i);
    if (starts.size() <= longest)
        return {name};
    const auto parts = [&](std::size_t end, std::size_t next) {
        return std::vector<std::string>{name.substr(0, end), name.substr(next)};
    };
    // ・ or a space between the 3rd character and the third from the end, the one nearest to the middle.
    std::size_t best = 0;
    for (std::size_t i = 2; i + 3 < starts.size(); ++i) {
        const bool isBreak =
            name.compare(starts[i], 3, "・") == 0 || name[starts[i]] == ' ' || name.compare(starts[i], 3, "　") == 0;
        const auto offMiddle = [&](std::size_t at) {
            return at * 2 > starts.size() ? at * 2 - starts.size() : starts.size() - at * 2;
        };
        if (isBreak && (best == 0 || offMiddle(i) < offMiddle(best)))
            best = i;
    }
    if (best > 0) {
        const bool isDot = name.compare(starts[best], 3, "・") == 0;
        return parts(isDot ? starts[best + 1] : starts[best], starts[best + 1]);
    }
    const bool isLatin = static_cast<unsigned char>(name[starts[firstPart]]) < 0x80 &&
                         static_cast<unsigned char>(name[starts[firstPart - 1]]) < 0x80;
    return isLatin ? std::vector<std::string>{name} : parts(starts[firstPart], starts[firstPart]);
}

Box measureLines(const std::vector<LabelLine>& lines)
{
    Box size;
    for (const LabelLine& line : lines) {
        size.width = std::max(size.width, textWidth(line.text, line.size, line.isBold));
        size.height += line.size * lineHeight;
    }
    return size;
}

std::vector<PlacedLabel> placeLabels(const std::vector<LabelWish>& wishes, const Box& bounds,
                                     const std::vector<Box>& obstacles, const std::vector<Box>& signs)
{
    Ground ground(bounds, obstacles, signs);
    for (const LabelWish& wish : wishes)
        if (wish.clearance > 0 && wish.leaderLength > 0)
            ground.addCircle(wish.anchor, wish.clearance);
    std::vector<PlacedLabel> placed;
    for (const LabelWish& wish : wishes) {
        if (wish.lines.empty())
            continue;
        const std::vector<LabelLine> first =
            wish.isWhole ? wish.lines : std::vector<LabelLine>(wish.lines.begin(), wish.lines.begin() + 1);
        const std::vector<LabelLine>* chosen = &wish.lines;
        std::optional<Box> box;
        const auto search = [&](const std::vector<LabelLine>& lines, const auto& find) {
            if (box)
                return;
            chosen = &lines;
            box = find(ground, wish, measureLines(lines));
        };
        // All lines further away come before the first line near by.
        ground.sparesSigns = true;
        for (const auto* lines : {&wish.lines, &first}) {
            search(*lines, findNear);
            search(*lines, findAway);
            if (ground.hasSigns())
                search(*lines, [](const Ground& g, const LabelWish& w, const Box& size) {
                    return findBetweenSigns(g, w, size, false);
                });
        }
        if (ground.hasSigns() && wish.mayCoverSigns) {
            ground.sparesSigns = false;
            for (const auto* lines : {&wish.lines, &first})
                search(*lines, [](const Ground& g, const LabelWish& w, const Box& size) {
                    return findBetweenSigns(g, w, size, true);
                });
        }
        if (!box)
            continue;
        ground.take(*box);
        const bool isApart = wish.leaderLength > 0 && !box->grownBy(wish.clearance + 2).contains(wish.anchor);
        placed.push_back({wish.id, wish.anchor, *chosen, *box, isApart});
    }
    return placed;
}

void appendLeaders(Scene& scene, const std::vector<PlacedLabel>& labels)
{
    for (const PlacedLabel& label : labels) {
        if (!label.hasLeader)
            continue;
        const Point end = {std::clamp(label.anchor.x, label.box.x, label.box.right()),
                           std::clamp(label.anchor.y, label.box.y, label.box.bottom())};
        Path leader;
        leader.addPolyline({label.anchor, end}, false);
        Path foot;
        foot.addCircle(label.anchor, 2);
        scene.items.push_back(PathItem{leader, {}, {}, Stroke{withOpacity(palette::paper, 0.9), 2.4, {}, true}});
        scene.items.push_back(PathItem{leader, {}, {}, Stroke{palette::text, 0.8, {}, true}});
        scene.items.push_back(PathItem{foot, palette::text, {}, Stroke{palette::paper, 1.2, {}, true}});
    }
}

void appendLabelTexts(Scene& scene, const std::vector<PlacedLabel>& labels)
{
    for (const PlacedLabel& label : labels) {
        double top = label.box.y;
        for (const LabelLine& line : label.lines) {
            const double height = line.size * lineHeight;
            const double left = label.box.x + (label.box.width - textWidth(line.text, line.size, line.isBold)) / 2;
            const double baseline = top + (height - line.size) / 2 + line.size * textAscent;
            if (line.hasPlate) {
                Path plate;
                plate.addRoundedBox({left - gap, top, textWidth(line.text, line.size, line.isBold) + 2 * gap, height},
                                    2);
                scene.items.push_back(PathItem{plate, palette::paper, {}, {}});
            }
            scene.items.push_back(TextItem{{left, baseline},
                                           line.text,
                                           line.size,
                                           line.isBold,
                                           line.colour,
                                           withOpacity(palette::paper, palette::haloOpacity),
                                           palette::haloWidth});
            top += height;
        }
    }
}

std::string letterSign(int index)
{
    std::string text;
    for (int rest = index; rest >= 0; rest = rest / 26 - 1)
        text.insert(text.begin(), static_cast<char>('A' + rest % 26));
    return text;
}

void appendLetterSign(Scene& scene, Point centre, int index)
{
    constexpr double radius = 7, size = 9;
    Path disc;
    disc.addCircle(centre, radius);
    scene.items.push_back(PathItem{disc, rgb(0xFFFFFF), {}, Stroke{palette::text, 1, {}, true}});
    const std::string text = letterSign(index);
    scene.items.push_back(TextItem{
        {centre.x - textWidth(text, size, true) / 2, centre.y + size * 0.37}, text, size, true, palette::text, {}, 0});
}

void appendLabels(Scene& scene, const std::vector<PlacedLabel>& labels)
{
    appendLeaders(scene, labels);
    appendLabelTexts(scene, labels);
}

}  // namespace chiiki
