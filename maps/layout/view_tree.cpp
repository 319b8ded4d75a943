#include <algorithm>
#include <cmath>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double headHeight = 18;
constexpr double countWidth = 40;
constexpr double mostCell = 26;
constexpr double cellSize = 11;

/// How nodes are set: size of their titles, room between them.
struct NodeStyle {
    double size;
    double padding;

    double heightOf(std::size_t lines) const { return static_cast<double>(lines) * size * 1.22 + padding; }
};

/// Rows that hang on a node and on all below it.
std::vector<TreeView::Node> withThoseBelow(const TreeView& view)
{
    std::vector<TreeView::Node> sums = view.nodes;
    for (std::size_t i = sums.size(); i-- > 0;) {
        // The parent is the nearest node before it that stands one step out.
        for (std::size_t parent = i; parent-- > 0;) {
            if (sums[parent].depth >= sums[i].depth)
                continue;
            sums[parent].rows += sums[i].rows;
            sums[parent].cityRows += sums[i].cityRows;
            for (std::size_t d = 0; d < sums[i].rowsByDistrict.size(); ++d)
                sums[parent].rowsByDistrict[d] += sums[i].rowsByDistrict[d];
            break;
        }
    }
    return sums;
}

}  // namespace

void appendTree(ViewPage& page, const TreeView& view)
{
    if (view.nodes.empty()) {
        appendEmpty(page);
        return;
    }
    if (!view.isComplete)
        appendKeyBelow(page, {missingKey(page)});
    const Box body = page.body;
    const std::size_t districts = page.city.districts.size();
    const double share = body.width > 700 ? 0.48 : 0.42;
    const double cell = districts == 0 ? 0
                                       : std::min(mostCell, std::floor(((1 - share) * body.width - 2 * countWidth) /
                                                                       static_cast<double>(districts)));
    // Too many districts for cells that can be told apart: the counts alone.
    const bool hasStrip = cell >= 5;
    const double strip = hasStrip ? cell * static_cast<double>(districts) : 0;
    const double titleWidth = body.width - strip - 2 * countWidth - 8;
    const double stripLeft = body.x + titleWidth + 8;
    const auto indent = [&](const TreeView::Node& node) { return 14.0 * node.depth; };
    const auto linesOf = [&](const TreeView::Node& node, const NodeStyle& style) {
        return wrapText(node.title.in(page.language), style.size, node.depth == 0, titleWidth - indent(node));
    };

    constexpr NodeStyle styles[] = {{12, 4}, {12, 2}};
    NodeStyle style = styles[std::size(styles) - 1];
    double all = 0;
    for (const NodeStyle& candidate : styles) {
        all = 0;
        for (const TreeView::Node& node : view.nodes)
            all += candidate.heightOf(linesOf(node, candidate).size());
        if (all <= body.height - headHeight) {
            style = candidate;
            break;
        }
    }
    const double extra =
        std::clamp((body.height - headHeight - all) / static_cast<double>(view.nodes.size()), 0.0, 8.0);

    const std::vector<TreeView::Node> sums = withThoseBelow(view);
    // Without a row nothing is known, unless the table has every row there is: then a count is 0.
    const auto countOf = [&](int rows) {
        return rows > 0 || view.isComplete ? Value::of(rows, Status::Computed) : Value::absent(Absence::Missing);
    };
    // A branch on which nothing hangs at all is not what rows are told by.
    std::vector<bool> isTold(sums.size());
    for (std::size_t i = 0, top = 0; i < sums.size(); ++i) {
        top = sums[i].depth <= 1 ? i : top;
        isTold[i] = sums[top].rows > 0;
    }
    const auto countText = [&](int rows) {
        return countOf(rows).isNumber() ? std::to_string(rows) : std::string(absenceSign(Absence::Missing));
    };
    std::vector<double> numbers;
    for (const TreeView::Node& node : sums)
        for (const int rows : node.rowsByDistrict)
            if (rows > 0)
                numbers.push_back(rows);
    const HeatScale scale(numbers, Ramp::More, page.isCopier);

    const Ink head{12, false, palette::secondText, {}};
    const double headLine = body.y + headHeight - 5;
    for (std::size_t d = 0; hasStrip && d < districts; ++d)
        if (const std::string number = std::to_string(d + 1);
            textWidth("21", cellSize, false) <= cell - 1 || (d + 1) % 5 == 0 || d == 0)
            putText(page.scene, stripLeft + (static_cast<double>(d) + 0.5) * cell, headLine, number,
                    {cellSize, false, palette::secondText, {}}, Align::Centre);
    putText(page.scene, stripLeft + strip + countWidth, headLine, page.say("maps.view_city_rows"), head, Align::Right);
    putText(page.scene, stripLeft + strip + 2 * countWidth, headLine, page.say("maps.view_total"), head, Align::Right);
    putLine(page.scene, {body.x, body.y + headHeight}, {body.right(), body.y + headHeight}, palette::absentInk, 1);

    double y = body.y + headHeight;
    std::size_t drawn = 0;
    for (const TreeView::Node& node : view.nodes) {
        const TreeView::Node& sum = sums[drawn];
        const auto lines = linesOf(node, style);
        const double height = style.heightOf(lines.size()) + extra;
        const bool isLast = drawn + 1 == view.nodes.size();
        if (y + height + (isLast ? 0 : 16) > body.bottom() + 0.5)
            break;
        double baseline = y + (height - static_cast<double>(lines.size()) * style.size * 1.22) / 2 + style.size;
        for (const std::string& line : lines) {
            putText(page.scene, body.x + indent(node), baseline, line,
                    {style.size, node.depth == 0, palette::text, {}});
            baseline += style.size * 1.22;
        }
        const Box row = {stripLeft, y, strip, height};
        for (std::size_t d = 0; hasStrip && d < districts; ++d) {
            const Box box = {stripLeft + static_cast<double>(d) * cell, y, cell, height};
            const int rows = sum.rowsByDistrict[d];
            if (!isTold[drawn])
                continue;
            const std::string text = countText(rows);
            putHeatCell(page.scene, box.grownBy(-0.5), countOf(rows), scale,
                        textWidth(text, cellSize, false) <= cell - 1 ? text : std::string(), cellSize);
        }
        const Ink ink{std::min(style.size, 11.0), node.depth == 0, palette::text, {}};
        const std::string none{absenceSign(Absence::NotApplicable)};
        putText(page.scene, stripLeft + strip + countWidth, middleBaseline(row, ink.size),
                isTold[drawn] ? countText(sum.cityRows) : none, ink, Align::Right);
        putText(page.scene, stripLeft + strip + 2 * countWidth, middleBaseline(row, ink.size),
                isTold[drawn] ? countText(sum.rows) : none, ink, Align::Right);
        y += height;
        ++drawn;
    }
    if (drawn < view.nodes.size())
        putText(page.scene, body.x, y + 12,
                page.sayRest("maps.view_more_rows", {std::to_string(view.nodes.size() - drawn)}),
                {12, false, palette::secondText, {}});
}

}  // namespace chiiki
