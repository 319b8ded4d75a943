#include <algorithm>
#include <cmath>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double columnGap = 12;
constexpr double mostHeadSize = 13, leastHeadSize = 11;
constexpr double leastLane = 126;

/// How tightly cards are set.
struct CardStyle {
    double size = 12;
    double padding = 7;
    double gap = 7;
    bool isOneLine = false;  // title, district and detail on one line where they fit
};

/// A card as it is set, with its height.
struct SetCard {
    const BoardView::Card* card = nullptr;
    std::vector<std::string> title;
    std::vector<std::string> below;
    std::string aside;  // right of a title of one line
    double height = 0;
};

std::string belowText(const ViewPage& page, const BoardView::Card& card)
{
    std::string text = card.districtCode.empty() ? std::string() : page.districtName(card.districtCode);
    // A card that is named for its district says it once.
    if (text == card.title.in(page.language))
        text.clear();
    const std::string& detail = card.detail.in(page.language);
    if (!detail.empty())
        text += (text.empty() ? "" : "  ") + detail;
    return text;
}

SetCard setCard(const ViewPage& page, const BoardView::Card& card, double width, const CardStyle& style)
{
    SetCard set;
    set.card = &card;
    const double inner = width - 2 * style.padding;
    const std::string& title = card.title.in(page.language);
    const std::string below = belowText(page, card);
    const double belowSize = style.size - 1;
    if (style.isOneLine && !below.empty() &&
        textWidth(title, style.size, true) + 10 + textWidth(below, belowSize, false) <= inner) {
        set.title = {title};
        set.aside = below;
    } else {
        set.title = wrapText(title.empty() ? page.say("maps.view_unknown") : title, style.size, true, inner);
        if (!below.empty())
            set.below = wrapText(below, belowSize, false, inner);
    }
    set.height = 2 * style.padding + static_cast<double>(set.title.size()) * style.size * lineLeading +
                 static_cast<double>(set.below.size()) * belowSize * lineLeading;
    return set;
}

void drawCard(ViewPage& page, const SetCard& set, const Box& box, const CardStyle& style)
{
    Path outline;
    outline.addRoundedBox(box, 3);
    page.scene.items.push_back(PathItem{outline, rgb(0xFFFFFF), {}, Stroke{palette::absentInk, 0.9, {}, true}});
    if (set.card->status == Status::Sample)
        putSampleMark(page.scene, box);
    double y = box.y + style.padding + style.size * 1.02;
    if (!set.aside.empty())
        putText(page.scene, box.right() - style.padding, y, set.aside, {style.size - 1, false, palette::secondText, {}},
                Align::Right);
    y = putLines(page.scene, box.x + style.padding, y, set.title, {style.size, true, palette::text, {}});
    putLines(page.scene, box.x + style.padding, y - 1, set.below, {style.size - 1, false, palette::secondText, {}});
}

/// Fills the lanes of a column from the top, card by card along the rows; draws where asked. Returns how many fit.
std::size_t fillColumn(ViewPage& page, const BoardView::Column& column, const Box& box, const CardStyle& style,
                       bool isDrawn)
{
    const std::size_t lanes =
        std::max<std::size_t>(1, static_cast<std::size_t>((box.width + style.gap) / (leastLane + style.gap)));
    const double width = (box.width - style.gap * static_cast<double>(lanes - 1)) / static_cast<double>(lanes);
    double y = box.y;
    std::size_t placed = 0;
    for (std::size_t first = 0; first < column.cards.size(); first += lanes) {
        std::vector<SetCard> row;
        double height = 0;
        for (std::size_t i = first; i < std::min(first + lanes, column.cards.size()); ++i) {
            row.push_back(setCard(page, column.cards[i], width, style));
            height = std::max(height, row.back().height);
        }
        const bool isLast = first + lanes >= column.cards.size();
        if (y + height + (isLast ? 0 : 18) > box.bottom())
            break;
        for (std::size_t i = 0; isDrawn && i < row.size(); ++i)
            drawCard(page, row[i], {box.x + static_cast<double>(i) * (width + style.gap), y, width, height}, style);
        y += height + style.gap;
        placed += row.size();
    }
    if (isDrawn && placed < column.cards.size())
        putText(page.scene, box.x + 2, y + 10,
                page.sayRest("maps.view_more_cards", {std::to_string(column.cards.size() - placed)}),
                {11, false, palette::secondText, {}});
    return placed;
}

}  // namespace

void appendBoard(ViewPage& page, const BoardView& view)
{
    if (view.columns.empty()) {
        appendEmpty(page);
        return;
    }
    bool hasSample = false, isEmpty = true;
    for (const BoardView::Column& column : view.columns)
        isEmpty = isEmpty && column.cards.empty();
    for (const BoardView::Column& column : view.columns)
        for (const BoardView::Card& card : column.cards)
            hasSample = hasSample || card.status == Status::Sample;
    if (hasSample)
        appendKeyBelow(page, {sampleKey(page)});

    const Box& body = page.body;
    const double count = static_cast<double>(view.columns.size());
    const double width = (body.width - columnGap * (count - 1)) / count;
    // A board does not know that there are none: no row says so.
    const auto cardsText = [&](const BoardView::Column& column) {
        return column.cards.empty() ? std::string(absenceSign(Absence::Missing))
                                    : page.say("maps.view_count", {std::to_string(column.cards.size())});
    };
    const auto roomOf = [&](const BoardView::Column& column, double size) {
        return width - textWidth(cardsText(column), size - 1, false) - 22;
    };
    // Small enough that no word of a heading is broken.
    double headSize = mostHeadSize;
    const auto breaksWord = [&](const BoardView::Column& column) {
        return longestWordWidth(column.title.in(page.language), headSize, true) > roomOf(column, headSize);
    };
    while (headSize > leastHeadSize && std::any_of(view.columns.begin(), view.columns.end(), breaksWord))
        headSize -= 0.5;
    std::vector<std::vector<std::string>> heads;
    std::size_t headLines = 1;
    for (const BoardView::Column& column : view.columns) {
        heads.push_back(headingLines(column.title.in(page.language), headSize, true, roomOf(column, headSize), 3));
        headLines = std::max(headLines, heads.back().size());
    }
    const double headHeight = 13 + static_cast<double>(headLines) * headSize * lineLeading;
    constexpr CardStyle styles[] = {{13, 8, 8, false}, {12, 6, 6, true}, {11, 4, 4, true}};
    const auto boxOf = [&](std::size_t i) {
        return Box{body.x + static_cast<double>(i) * (width + columnGap), body.y, width, body.height};
    };
    const auto cardsOf = [&](std::size_t i, const CardStyle& style) {
        const Box box = boxOf(i);
        return Box{box.x + style.padding, box.y + headHeight + style.gap, box.width - 2 * style.padding,
                   box.height - headHeight - 2 * style.gap};
    };
    const CardStyle* chosen = &styles[std::size(styles) - 1];
    for (const CardStyle& style : styles) {
        bool isRoom = true;
        for (std::size_t i = 0; i < view.columns.size(); ++i)
            isRoom = isRoom &&
                     fillColumn(page, view.columns[i], cardsOf(i, style), style, false) == view.columns[i].cards.size();
        if (isRoom) {
            chosen = &style;
            break;
        }
    }
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
        const BoardView::Column& column = view.columns[i];
        const Box box = boxOf(i);
        // A sentence stands across the columns of an empty one.
        if (!isEmpty)
            putBox(page.scene, box, palette::land);
        putBox(page.scene, {box.x, box.y, box.width, headHeight}, palette::borderCasing);
        const Box head = {box.x, box.y, box.width, headHeight};
        const double block = static_cast<double>(heads[i].size() - 1) * headSize * lineLeading;
        putLines(page.scene, box.x + 8, middleBaseline(head, headSize) - block / 2, heads[i],
                 {headSize, true, rgb(0xFFFFFF), {}});
        putText(page.scene, box.right() - 8, middleBaseline(head, headSize - 1), cardsText(column),
                {headSize - 1, false, rgb(0xFFFFFF), {}}, Align::Right);
        if (column.cards.empty() && !isEmpty) {
            double y = box.y + headHeight + 30;
            for (const std::string& line : wrapText(page.say("maps.view_no_cards"), 12, false, width - 16)) {
                putText(page.scene, box.x + width / 2, y, line, {12, false, palette::secondText, {}}, Align::Centre);
                y += 12 * lineLeading;
            }
        }
        fillColumn(page, column, cardsOf(i, *chosen), *chosen, true);
    }
    if (isEmpty)
        appendEmpty(page, {body.x, body.y + headHeight, body.width, body.height - headHeight});
}

}  // namespace chiiki
