#include "maps/layout/legend.h"

#include <algorithm>

#include "maps/scene/labels.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

/// Heights in px.
struct Spacing {
    double row;          // with a swatch
    double wrappedLine;  // of its text, beyond the first
    double note;         // a line of it
    double belowNote;
    double heading;  // a line of it
    double belowHeading;
    double badge;
    double letter;
    double aboveText;  // where a text follows signs
};

const Spacing& spacingOf(LegendSpacing spacing)
{
    static constexpr Spacing usual = {22, 16, 17, 5, 20, 4, 28, 18, 5}, dense = {17.5, 15, 15, 2, 18, 2, 24, 17.5, 3};
    return spacing == LegendSpacing::Dense ? dense : usual;
}

constexpr double signWidth = 28;
constexpr double textSize = 12;
constexpr double headingSize = 14;

/// "(193)" at the right of a row.
std::string countText(const LegendRow& row)
{
    return row.count ? "(" + formatNumber(*row.count, 0) + ")" : std::string();
}

/// What a row with a sign has for its text.
double textWidthIn(const LegendRow& row, double width)
{
    constexpr double beforeCount = 8;
    return width - signWidth - 10 - (row.count ? textWidth(countText(row), textSize, false) + beforeCount : 0);
}

double heightOf(const LegendRow& row, double width, const Spacing& spacing)
{
    switch (row.sign) {
    case LegendRow::Sign::Heading:
        return static_cast<double>(wrapText(row.text, headingSize, true, width).size()) * spacing.heading +
               spacing.belowHeading;
    case LegendRow::Sign::Note:
        return static_cast<double>(wrapText(row.text, textSize, false, width).size()) * spacing.note +
               spacing.belowNote;
    case LegendRow::Sign::Badge:
        return spacing.badge;
    case LegendRow::Sign::Letter:
        return spacing.letter;
    case LegendRow::Sign::Circle:
        return std::max(spacing.row, 2 * row.radius + 6);
    default:
        return static_cast<double>(wrapText(row.text, textSize, false, textWidthIn(row, width)).size() - 1) *
                   spacing.wrappedLine +
               spacing.row;
    }
}

/// A note below signs begins something new.
double spaceAbove(const std::vector<LegendRow>& rows, std::size_t index, const Spacing& spacing)
{
    const auto isText = [](const LegendRow& row) {
        return row.sign == LegendRow::Sign::Heading || row.sign == LegendRow::Sign::Note;
    };
    return index > 0 && isText(rows[index]) && !isText(rows[index - 1]) ? spacing.aboveText : 0;
}

void appendText(Scene& scene, double x, double baseline, const std::string& text, double size, bool isBold,
                Colour colour)
{
    scene.items.push_back(TextItem{{x, baseline}, text, size, isBold, colour, {}, 0});
}

void appendSign(Scene& scene, const LegendRow& row, double x, double middle)
{
    switch (row.sign) {
    case LegendRow::Sign::Swatch: {
        Path box;
        box.addBox({x + 0.5, middle - 7.5, signWidth - 1, 15});
        PathItem item{box, row.fill, row.pattern, Stroke{palette::borderCasing, 1, {}, false}};
        if (item.pattern && !(item.pattern->thickness > 0))
            item.pattern.reset();
        scene.items.push_back(std::move(item));
        break;
    }
    case LegendRow::Sign::Circle: {
        Path circle;
        circle.addCircle({x + 26, middle}, row.radius);
        scene.items.push_back(PathItem{circle, withOpacity(*row.fill, 0.72), {}, Stroke{rgb(0xFFFFFF), 1, {}, true}});
        break;
    }
    case LegendRow::Sign::Glyph:
        appendGlyph(scene, row.glyph, {x + signWidth / 2, middle}, 0);
        break;
    case LegendRow::Sign::Letter:
        appendLetterSign(scene, {x + signWidth / 2, middle}, row.letter);
        break;
    case LegendRow::Sign::Line: {
        Path line;
        line.addPolyline({{x, middle}, {x + signWidth, middle}}, false);
        if (row.stroke->colour == palette::rail && !row.stroke->dashes.empty()) {
            // The rail's ladder is black with white steps on it.
            scene.items.push_back(PathItem{line, {}, {}, Stroke{palette::rail, 3, {}, false}});
            scene.items.push_back(PathItem{line, {}, {}, Stroke{rgb(0xFFFFFF), 1.6, row.stroke->dashes, false}});
        } else
            scene.items.push_back(PathItem{line, {}, {}, row.stroke});
        break;
    }
    default:
        break;
    }
}

}  // namespace

std::vector<Box> legendRowBoxes(const std::vector<LegendRow>& rows, double x, double y, double width)
{
    const Spacing& spacing = spacingOf(LegendSpacing::Usual);
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        y += spaceAbove(rows, i, spacing);
        boxes.push_back({x, y, width, heightOf(rows[i], width, spacing)});
        y = boxes.back().bottom();
    }
    return boxes;
}

double legendHeight(const std::vector<LegendRow>& rows, double width, LegendSpacing chosen)
{
    const Spacing& spacing = spacingOf(chosen);
    double height = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        height += spaceAbove(rows, i, spacing) + heightOf(rows[i], width, spacing);
    return height;
}

double appendLegend(Scene& scene, const std::vector<LegendRow>& rows, double x, double y, double width,
                    LegendSpacing chosen)
{
    const Spacing& spacing = spacingOf(chosen);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const LegendRow& row = rows[i];
        y += spaceAbove(rows, i, spacing);
        const double height = heightOf(row, width, spacing);
        const double middle = y + height / 2;
        if (row.sign == LegendRow::Sign::Heading || row.sign == LegendRow::Sign::Note) {
            const bool isHeading = row.sign == LegendRow::Sign::Heading;
            const double size = isHeading ? headingSize : textSize;
            double baseline = y + size;
            for (const std::string& line : wrapText(row.text, size, isHeading, width)) {
                appendText(scene, x, baseline, line, size, isHeading, isHeading ? palette::text : palette::secondText);
                baseline += isHeading ? spacing.heading : spacing.note;
            }
        } else if (row.sign == LegendRow::Sign::Badge) {
            const double badge = textWidth(row.text, textSize, true) + 16;
            Path box;
            box.addRoundedBox({x + 0.5, middle - 10.5, badge, 21}, 2);
            const Colour ink = row.fill.value_or(palette::warning);
            scene.items.push_back(PathItem{box, {}, {}, Stroke{ink, 1.4, {}, true}});
            appendText(scene, x + 8.5, middle + 4.5, row.text, textSize, true, ink);
        } else {
            const bool isCircle = row.sign == LegendRow::Sign::Circle;
            const double signMiddle = isCircle || row.sign == LegendRow::Sign::Letter ? middle : y + spacing.row / 2;
            appendSign(scene, row, x, signMiddle);
            const double indent = isCircle ? 62 : signWidth + 10;
            double baseline = signMiddle + 4.4;
            for (const std::string& line :
                 isCircle ? std::vector{row.text} : wrapText(row.text, textSize, false, textWidthIn(row, width))) {
                appendText(scene, x + indent, baseline, line, textSize, false, palette::text);
                baseline += spacing.wrappedLine;
            }
            if (const std::string count = countText(row); !count.empty()) {
                appendText(scene, x + width - textWidth(count, textSize, false), signMiddle + 4.4, count, textSize,
                           false, palette::secondText);
            }
        }
        y += height;
    }
    return y;
}

}  // namespace chiiki
