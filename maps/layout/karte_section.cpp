#include <algorithm>

#include "maps/layout/karte_parts.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double lineHeight = 12.5;

struct Columns {
    double value;  // right ends
    double rank;
    double city;
    double origin;
};

Columns columnsOf(const Box& box, Language language)
{
    if (language == Language::English)  // longer units and years
        return {box.right() - 172, box.right() - 146, box.right() - 66, box.right()};
    return {box.right() - 152, box.right() - 110, box.right() - 48, box.right()};
}

void putHeadings(const KarteSheet& sheet, const Box& box)
{
    const Columns columns = columnsOf(box, sheet.style.language);
    const auto put = [&](double right, std::string_view code) {
        putText(sheet.scene(), right, box.y + 10, sheet.say(code), {9, false, palette::secondText}, Align::Right);
    };
    put(columns.value, "karte.column_value");
    put(columns.rank, "karte.column_rank");
    put(columns.city, "karte.column_city");
    put(columns.origin, "karte.column_origin");
}

/// The title beside the value: a little smaller rather than in two lines.
struct RowTitle {
    std::vector<std::string> lines;
    double size = 10;
    bool isAbove = false;  // the whole width, the value on a line of its own
};

RowTitle titleIn(const KarteNumber& number, double room, double width, Language language)
{
    const std::string& text = number.indicator.title.in(language);
    RowTitle title;
    if (textWidth(text, title.size, false) > room && textWidth(text, 9, false) <= room)
        title.size = 9;
    title.lines = wrapHeading(text, title.size, false, room);
    RowTitle above{wrapHeading(text, 10, false, width), 10, true};
    const bool isTorn = longestWordWidth(text, title.size, false) > room;
    return isTorn || above.lines.size() + 1 < title.lines.size() ? above : title;
}

double numberRow(const KarteSheet& sheet, const KarteNumber& number, const Box& box, bool isDrawn)
{
    const Language language = sheet.style.language;
    const Columns columns = columnsOf(box, language);
    const std::string value = karteValueText(number, language);
    const double valueWidth = textWidth(value, 11, number.value.isNumber());
    const bool isSample = number.value.isNumber() && number.value.status == Status::Sample;
    const double room =
        columns.value - std::max(valueWidth, 44.0) - 6 - (isSample ? sampleWordWidth(language) + 4 : 0) - box.x;
    const RowTitle title = titleIn(number, room, box.width, language);
    const double height = static_cast<double>(title.lines.size() + (title.isAbove ? 1 : 0)) * lineHeight + 3;
    if (!isDrawn)
        return height;
    Scene& scene = sheet.scene();
    double baseline = box.y + 11;
    for (const std::string& line : title.lines) {
        putText(scene, box.x, baseline, line, {title.size});
        baseline += lineHeight;
    }
    if (!title.isAbove)
        baseline = box.y + 11;
    const bool isNumber = number.value.isNumber();
    putText(scene, columns.value, baseline, value, {11, isNumber, isNumber ? palette::text : palette::secondText},
            Align::Right);
    if (isSample)
        putSampleWord(sheet, columns.value - valueWidth - 4, baseline);
    putText(scene, columns.rank, baseline, karteRankSign(number, language), {9, false, palette::secondText},
            Align::Right);
    if (number.indicator.cityOnly && number.target)
        putText(scene, columns.city, baseline,
                sheet.say("karte.target",
                          {shortTitle(FiscalYear{number.target->year}, language),
                           formatWithUnit(number.target->number, number.indicator, NumberPlace::Table, language)}),
                {language == Language::English ? 9.0 : 10.0, false, palette::secondText}, Align::Right);
    else if (const auto middle = number.middle(); middle && !number.indicator.cityOnly)
        putText(scene, columns.city, baseline, formatWithUnit(*middle, number.indicator, NumberPlace::Table, language),
                {10, false, palette::secondText}, Align::Right);
    putText(scene, columns.origin, baseline, karteOriginText(number, language), {9, false, palette::secondText},
            Align::Right);
    putLine(scene, {box.x, box.y + height - 1}, {box.right(), box.y + height - 1}, palette::hairline, 0.6);
    return height;
}

void putRows(const KarteSheet& sheet, const KarteRows& rows, Box box)
{
    Scene& scene = sheet.scene();
    sheet.begin("P");
    const std::string signs = sourceSigns(rows.sources);
    putText(scene, box.x, box.y + 11, rows.title + (signs.empty() ? "" : " " + signs), {10, true});
    double y = box.y + 15;
    if (!rows.nothing.empty()) {
        for (const std::string& line : fittedLines(rows.nothing, 10, false, box.width - 8, 2)) {
            putText(scene, box.x + 8, y + 10, line, {10, false, palette::secondText});
            y += lineHeight;
        }
        return;
    }
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const KarteRows::Row& row = rows.rows[i];
        std::string text;
        for (const std::string& cell : row.cells)
            if (!cell.empty())
                text += (text.empty() ? "" : "  ") + cell;
        if (row.times > 1)
            text += sheet.say("karte.times", {std::to_string(row.times)});
        const double room = box.width - 14 - (row.isSample ? sampleWordWidth(sheet.style.language) + 6 : 0);
        const auto lines = wrapText(text, 10, false, room);
        const bool isLast = i + 1 == rows.rows.size();
        if (y + static_cast<double>(lines.size()) * lineHeight + (isLast ? 0 : lineHeight) > box.bottom()) {
            putText(scene, box.x + 8, y + 10, sheet.say("karte.more_rows", {std::to_string(rows.rows.size() - i)}),
                    {9, false, palette::secondText});
            return;
        }
        putText(scene, box.x, y + 10, "・", {10, false, palette::accent});
        for (const std::string& line : lines) {
            putText(scene, box.x + 12, y + 10, line, {10});
            y += lineHeight;
        }
        if (row.isSample)
            putSampleWord(sheet, box.right(), y - lineHeight + 10);
    }
}

}  // namespace

void appendKarteSection(const KarteSheet& sheet, const Box& box, const KarteSection& section)
{
    double y = box.y;
    if (!section.numbers.empty()) {
        sheet.begin("P");
        putHeadings(sheet, box);
        y += 12;
        // Where there are rows too, they need two lines of their own.
        const double bottom = box.bottom() - (section.rows ? 40 : 0);
        double left = 0;  // height of the rows still to come
        for (const KarteNumber& number : section.numbers)
            left += numberRow(sheet, number, box, false);
        for (std::size_t i = 0; i < section.numbers.size(); ++i) {
            const Box row{box.x, y, box.width, 0};
            const double height = numberRow(sheet, section.numbers[i], row, false);
            // Of those that do not all fit, one line says how many more there are.
            if (y + left > bottom && y + height + lineHeight > bottom) {
                putText(sheet.scene(), box.x, y + 10,
                        sheet.say("karte.more_numbers", {std::to_string(section.numbers.size() - i)}),
                        {9, false, palette::secondText});
                y += lineHeight;
                break;
            }
            sheet.begin("P");
            y += numberRow(sheet, section.numbers[i], row, true);
            left -= height;
        }
        y += 2;
    }
    if (section.rows)
        putRows(sheet, *section.rows, {box.x, y, box.width, box.bottom() - y});
}

}  // namespace chiiki
