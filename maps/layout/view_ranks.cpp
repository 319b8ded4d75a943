#include <algorithm>
#include <cmath>
#include <map>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double mostRow = 30;
constexpr double leastRow = 12;
const Colour fallen = rgb(0xB35806);
const Colour risen = rgb(0x542788);

struct Ranked {
    const RanksView::Item* item = nullptr;
    std::size_t leftSlot = 0;
    std::size_t rightSlot = 0;
    double leftHeight = 0;  // in slots
    double rightHeight = 0;
};

/// The middle of the places that equal ranks take: their lines end at one height.
void putHeights(std::vector<Ranked>& ranked, std::optional<int> RanksView::Item::*rank, std::size_t Ranked::*slot,
                double Ranked::*height)
{
    std::map<int, std::pair<double, int>> sums;
    for (const Ranked& one : ranked) {
        auto& [sum, count] = sums[*(one.item->*rank)];
        sum += static_cast<double>(one.*slot);
        ++count;
    }
    for (Ranked& one : ranked) {
        const auto& [sum, count] = sums[*(one.item->*rank)];
        one.*height = sum / count;
    }
}

void putSlots(std::vector<Ranked>& ranked, std::optional<int> RanksView::Item::*rank, std::size_t Ranked::*slot)
{
    std::vector<Ranked*> order;
    for (Ranked& one : ranked)
        order.push_back(&one);
    // Equal ranks stand below one another, by code.
    std::stable_sort(order.begin(), order.end(), [&](const Ranked* a, const Ranked* b) {
        const int left = *(a->item->*rank), right = *(b->item->*rank);
        return left != right ? left < right : a->item->districtCode < b->item->districtCode;
    });
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i]->*slot = i;
}

std::string headOf(const ViewPage& page, const Indicator& indicator, int year)
{
    std::string text = indicator.title.in(page.language);
    // No line ends between a distance and its unit.
    for (auto at = text.find(" m"); at != std::string::npos && at > 0; at = text.find(" m", at + 1))
        if (text[at - 1] >= '0' && text[at - 1] <= '9')
            text.replace(at, 1, "\u00A0");
    const std::string unit = unitTitle(indicator.unit, page.language);
    text += (page.language == Language::Japanese ? "（" : " (") + shortTitle({year}, page.language) +
            (unit.empty() ? std::string() : (page.language == Language::Japanese ? "、" : ", ") + unit) +
            (page.language == Language::Japanese ? "）" : ")");
    return text;
}

/// Districts by their two values, the largest rise first; the other way round where less is better.
std::map<std::pair<double, double>, std::vector<std::string>> byPair(const RanksView& view)
{
    std::map<std::pair<double, double>, std::vector<std::string>> pairs;
    for (const RanksView::Item& item : view.items)
        if (item.leftValue.isNumber() && item.rightValue.isNumber())
            pairs[{*item.leftValue.number(), *item.rightValue.number()}].push_back(item.districtCode);
    return pairs;
}

/// So few different values that ranks would be ties: the values themselves with their districts say more.
bool isOfFewValues(const RanksView& view)
{
    constexpr std::size_t most = 6, leastEach = 3;
    const auto pairs = byPair(view);
    return !pairs.empty() && pairs.size() <= most && pairs.size() * leastEach <= view.items.size();
}

void appendPairs(ViewPage& page, const RanksView& view)
{
    constexpr double size = 14, gap = 24, columns = 2;
    const Box& body = page.body;
    const double column = std::min(200.0, 0.24 * body.width);
    const double names = body.x + columns * (column + gap);
    double y = body.y;
    for (int i = 0; i < 2; ++i)
        y = std::max(y, putLines(page.scene, body.x + i * (column + gap) + column, body.y + 13,
                                 wrapHeading(headOf(page, i == 0 ? view.left : view.right,
                                                    i == 0 ? view.leftYear : view.rightYear),
                                             12, true, column),
                                 {12, true, palette::secondText, {}}, Align::Right));
    y -= 6;
    putLine(page.scene, {body.x, y}, {body.right(), y}, palette::absentInk, 1);
    // What changes comes first.
    const auto pairs = byPair(view);
    std::vector<std::pair<std::pair<double, double>, std::vector<std::string>>> order(pairs.begin(), pairs.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return std::abs(a.first.second - a.first.first) > std::abs(b.first.second - b.first.first);
    });
    for (const auto& [values, codes] : order) {
        const bool isChange = values.first != values.second;
        const auto lines = wrapText(page.districtNames(codes), size, isChange, body.right() - names);
        const double height = static_cast<double>(lines.size()) * size * lineLeading + 12;
        putText(page.scene, body.x + column, y + size + 6,
                formatNumber(values.first, view.left, NumberPlace::Table, page.language),
                {size, false, palette::text, {}}, Align::Right);
        putText(page.scene, body.x + 2 * column + gap, y + size + 6,
                formatNumber(values.second, view.right, NumberPlace::Table, page.language),
                {size, isChange, palette::text, {}}, Align::Right);
        putLines(page.scene, names, y + size + 6, lines, {size, isChange, palette::text, {}});
        y += height;
        putLine(page.scene, {body.x, y}, {body.right(), y}, palette::hairline, 0.8);
    }
}

}  // namespace

std::size_t markedRanks(const RanksView& view)
{
    if (isOfFewValues(view))
        return 0;
    constexpr std::size_t most = 5;
    std::vector<int> differences;
    for (const RanksView::Item& item : view.items)
        if (item.left && item.right && *item.left != *item.right)
            differences.push_back(std::abs(*item.left - *item.right));
    std::sort(differences.rbegin(), differences.rend());
    std::size_t marked = std::min(most, differences.size());
    // Of equal differences at the end all are marked, or none.
    while (marked > 0 && marked < differences.size() && differences[marked] == differences[marked - 1])
        --marked;
    return marked;
}

void appendRanks(ViewPage& page, const RanksView& view)
{
    std::vector<Ranked> ranked;
    std::vector<std::string> without;
    bool hasSample = false;
    for (const RanksView::Item& item : view.items) {
        for (const Value* value : {&item.leftValue, &item.rightValue})
            hasSample = hasSample || (value->isNumber() && value->status == Status::Sample);
        if (item.left && item.right)
            ranked.push_back({&item, 0, 0, 0, 0});
        else
            without.push_back(item.districtCode);
    }
    if (view.items.empty()) {
        appendEmpty(page);
        return;
    }
    if (hasSample)
        appendKeyBelow(page, {sampleKey(page)});
    if (!without.empty()) {
        const auto lines =
            wrapText(page.say("maps.view_without_value", {std::to_string(without.size()), page.districtNames(without)}),
                     12, false, page.body.width);
        page.body.height -= static_cast<double>(lines.size()) * 12 * lineLeading + 8;
        putLines(page.scene, page.body.x, page.body.bottom() + 20, lines, {12, false, palette::text, {}});
    }
    if (isOfFewValues(view)) {
        appendPairs(page, view);
        return;
    }
    putSlots(ranked, &RanksView::Item::left, &Ranked::leftSlot);
    putSlots(ranked, &RanksView::Item::right, &Ranked::rightSlot);
    putHeights(ranked, &RanksView::Item::left, &Ranked::leftSlot, &Ranked::leftHeight);
    putHeights(ranked, &RanksView::Item::right, &Ranked::rightSlot, &Ranked::rightHeight);

    const Box& body = page.body;
    Scene& scene = page.scene;
    const double half = body.width / 2 - 12;
    double headBottom = body.y;
    for (const bool isLeft : {true, false}) {
        const std::string head = headOf(page, isLeft ? view.left : view.right, isLeft ? view.leftYear : view.rightYear);
        const auto lines = wrapHeading(head, 12, true, half);
        headBottom = std::max(headBottom, putLines(scene, isLeft ? body.x : body.right(), body.y + 13, lines,
                                                   {12, true, palette::text, {}}, isLeft ? Align::Left : Align::Right) -
                                              10);
    }
    const double top = headBottom + 4;
    const double room = body.bottom() - top;
    const double row = std::clamp(room / std::max(1.0, static_cast<double>(ranked.size())), leastRow, mostRow);
    std::size_t shown = ranked.size();
    if (static_cast<double>(shown) * row > room + 0.5)
        shown = static_cast<std::size_t>(std::max(0.0, (room - 16) / row));
    const double size = std::min(12.0, std::floor(row * 0.8));
    page.hasRest = page.hasRest || size < readableSize;

    double nameWidth = 0, leftWidth = 0, rightWidth = 0, rankWidth = 0;
    const auto rankText = [&](int rank) { return page.say("maps.view_rank", {std::to_string(rank)}); };
    const auto valueText = [&](const Value& value, const Indicator& indicator) {
        return formatValue(value, indicator, NumberPlace::Table, page.language);
    };
    for (const Ranked& one : ranked) {
        nameWidth = std::max(nameWidth, textWidth(page.districtName(one.item->districtCode), size, false));
        leftWidth = std::max(leftWidth, textWidth(valueText(one.item->leftValue, view.left), size, false));
        rightWidth = std::max(rightWidth, textWidth(valueText(one.item->rightValue, view.right), size, false));
    }
    for (std::size_t i = 1; i <= ranked.size(); ++i)
        rankWidth = std::max(rankWidth, textWidth(rankText(static_cast<int>(i)), size, false));
    nameWidth = std::min(nameWidth, 0.24 * body.width);

    std::vector<const Ranked*> byDifference;
    for (const Ranked& one : ranked)
        byDifference.push_back(&one);
    const auto differenceOf = [](const Ranked& one) { return *one.item->right - *one.item->left; };
    std::stable_sort(byDifference.begin(), byDifference.end(), [&](const Ranked* a, const Ranked* b) {
        return std::abs(differenceOf(*a)) > std::abs(differenceOf(*b));
    });
    // Left to right: value, name, rank, line, rank, name, value.
    const double markRoom = hasSample ? 9 : 0;
    const double outerLeft = body.x + markRoom, outerRight = body.right() - markRoom;
    const double leftEnd = outerLeft + leftWidth + 8 + nameWidth + 8 + rankWidth + 6;
    const double rightEnd = outerRight - (rightWidth + 8 + nameWidth + 8 + rankWidth + 6);
    const auto y = [&](double slot) { return top + (slot + 0.5) * row; };
    const std::size_t marked = markedRanks(view);
    // The thick ones last, over the others.
    for (std::size_t i = byDifference.size(); i-- > 0;) {
        const Ranked& one = *byDifference[i];
        if (one.leftSlot >= shown || one.rightSlot >= shown)
            continue;
        const int difference = differenceOf(one);
        const bool isMarked = i < marked;
        const Colour colour = !isMarked        ? palette::townLine
                              : page.isCopier  ? rgb(0x000000)
                              : difference > 0 ? fallen
                                               : risen;
        putLine(scene, {leftEnd, y(one.leftHeight)}, {rightEnd, y(one.rightHeight)}, colour, isMarked ? 2.4 : 1,
                page.isCopier && isMarked && difference > 0 ? std::vector<double>{6, 3} : std::vector<double>{});
    }
    for (const bool isLeft : {true, false}) {
        for (const Ranked& one : ranked) {
            const std::size_t slot = isLeft ? one.leftSlot : one.rightSlot;
            if (slot >= shown)
                continue;
            const double at = y(static_cast<double>(slot));
            const double end = y(isLeft ? one.leftHeight : one.rightHeight);
            const double baseline = at + size * 0.38;
            const std::string name = shortened(page.districtName(one.item->districtCode), size, false, nameWidth);
            const Value& value = isLeft ? one.item->leftValue : one.item->rightValue;
            const std::string number = valueText(value, isLeft ? view.left : view.right);
            const std::string rank = rankText(isLeft ? *one.item->left : *one.item->right);
            const Ink ink{size, false, palette::text, {}};
            const Ink second{size, false, palette::secondText, {}};
            Path dot;
            dot.addCircle({isLeft ? leftEnd : rightEnd, end}, 2.2);
            scene.items.push_back(PathItem{dot, palette::text, {}, {}});
            // Equal ranks are held together by a line beside them.
            if (at != end)
                putLine(scene, {isLeft ? leftEnd - 3 : rightEnd + 3, at + (at < end ? -row / 3 : row / 3)},
                        {isLeft ? leftEnd - 3 : rightEnd + 3, end}, palette::absentInk, 1);
            if (isLeft) {
                putText(scene, outerLeft + leftWidth, baseline, number, second, Align::Right);
                putText(scene, outerLeft + leftWidth + 8, baseline, name, ink);
                putText(scene, leftEnd - 6, baseline, rank, ink, Align::Right);
            } else {
                putText(scene, rightEnd + 6 + rankWidth, baseline, rank, ink, Align::Right);
                putText(scene, rightEnd + 6 + rankWidth + 8, baseline, name, ink);
                putText(scene, outerRight, baseline, number, second, Align::Right);
            }
            if (value.isNumber() && value.status == Status::Sample)
                putSampleMark(scene, {isLeft ? body.x : body.right() - markRoom + 2, at - 5, 12, 12});
        }
    }
    if (shown < ranked.size())
        putText(scene, body.x, body.bottom() - 3,
                page.sayRest("maps.view_more_rows", {std::to_string(ranked.size() - shown)}),
                {11, false, palette::secondText, {}});
}

}  // namespace chiiki
