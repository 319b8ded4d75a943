#include <algorithm>
#include <cmath>

#include "maps/layout/karte_parts.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double mostRow = 44;
constexpr double leastRow = 38;
constexpr double absentRow = 28;  // of an indicator that nobody has a value of
constexpr double keyRoom = 20;
constexpr double valueLine = 16;  // above the strip
constexpr double trendWidth = 70;
constexpr double originWidth = 66;

/// The scale of a strip: the same on the pages of all districts.
struct Scale {
    double low = 0;
    double high = 1;
    double left = 0;
    double width = 1;

    double operator()(double value) const
    {
        const double share = high > low ? (value - low) / (high - low) : 0.5;
        return left + std::clamp(share, 0.0, 1.0) * width;
    }
};

bool hasAnyNumber(const KarteNumber& number)
{
    return std::any_of(number.districts.begin(), number.districts.end(), [](const Value& v) { return v.isNumber(); });
}

Box stripIn(const Box& row)
{
    return {row.x, row.y + valueLine, row.width - trendWidth - originWidth - 16, 24};
}

/// Nothing where no district has a number.
std::optional<Scale> scaleOf(const KarteNumber& number, const Box& strip)
{
    Scale scale;
    bool isFirst = true;
    for (const Value& value : number.districts)
        if (const auto one = value.number()) {
            scale.low = isFirst ? *one : std::min(scale.low, *one);
            scale.high = isFirst ? *one : std::max(scale.high, *one);
            isFirst = false;
        }
    if (isFirst)
        return std::nullopt;
    scale.left = strip.x + 5;
    scale.width = strip.width - 10;
    return scale;
}

/// The rows that fit, in order, each with its box: the same on the pages of all districts.
std::vector<Box> rowBoxes(const Box& box, const KartePosition& position)
{
    const auto absent =
        static_cast<double>(std::count_if(position.numbers.begin(), position.numbers.end(),
                                          [](const KarteNumber& number) { return !hasAnyNumber(number); }));
    const auto present = static_cast<double>(position.numbers.size()) - absent;
    const double room = box.height - keyRoom;
    const double height = present > 0 ? std::min(mostRow, (room - absent * absentRow) / present) : mostRow;
    const bool fitsAll = height >= leastRow;
    const double bottom = box.bottom() - (fitsAll ? -1 : 12);  // a line says how many more there are
    std::vector<Box> boxes;
    double y = box.y + keyRoom;
    for (const KarteNumber& number : position.numbers) {
        const double own = hasAnyNumber(number) ? std::max(height, leastRow) : absentRow;
        if (y + own > bottom)
            break;
        boxes.push_back({box.x, y, box.width, own});
        y += own;
    }
    return boxes;
}

void putDot(Scene& scene, Point at, double radius, std::optional<Colour> fill, Colour line, double width)
{
    Path dot;
    dot.addCircle(at, radius);
    scene.items.push_back(PathItem{dot, fill, {}, Stroke{line, width, {}, true}});
}

void putDiamond(Scene& scene, Point at, double reach, Colour colour)
{
    Path path;
    path.addPolyline({{at.x, at.y - reach}, {at.x + reach, at.y}, {at.x, at.y + reach}, {at.x - reach, at.y}}, true);
    scene.items.push_back(PathItem{path, rgb(0xFFFFFF), {}, Stroke{colour, 1.2, {}, true}});
}

/// What a strip shows on every page alike: the scale with all districts and the city's number.
void putCommonStrip(Scene& scene, const KarteNumber& number, const Box& box)
{
    const auto scale = scaleOf(number, box);
    if (!scale)
        return;
    const double middle = box.y + 6;
    putLine(scene, {box.x, middle}, {box.right(), middle}, palette::hairline);
    for (const Value& value : number.districts)
        if (const auto one = value.number())
            putDot(scene, {(*scale)(*one), middle}, 3, rgb(0xFFFFFF), palette::absentInk, 0.9);
    if (const auto city = number.middle()) {
        const double x = (*scale)(*city);
        putLine(scene, {x, middle - 7}, {x, middle + 7}, palette::notice, 1.6);
    }
}

/// The district's own place on the strip, and the numbers at its ends.
void putOwnStrip(const KarteSheet& sheet, const KarteNumber& number, const Box& box)
{
    const auto scale = scaleOf(number, box);
    if (!scale)
        return;
    Scene& scene = sheet.scene();
    if (const auto own = number.value.number())
        putDot(scene, {(*scale)(*own), box.y + 6}, 4.6, palette::accent, rgb(0xFFFFFF), 1);
    const auto endText = [&](double value) {
        return formatWithUnit(value, number.indicator, NumberPlace::Table, sheet.style.language);
    };
    putText(scene, box.x, box.y + 19.5, endText(scale->low), {8, false, palette::secondText});
    if (scale->high > scale->low)
        putText(scene, box.right(), box.y + 19.5, endText(scale->high), {8, false, palette::secondText}, Align::Right);
}

void putTrend(const KarteSheet& sheet, const KarteNumber& number, const Box& box)
{
    Scene& scene = sheet.scene();
    if (!number.year)
        return;
    if (number.years.size() < 2 && !number.target) {
        const std::string text = sheet.say(number.years.empty() ? "karte.no_year" : "karte.one_year");
        putText(scene, box.x + box.width / 2, box.y + 11, text, {9, false, palette::secondText}, Align::Centre);
        return;
    }
    double low = number.years.empty() ? number.target->number : number.years.front().number;
    double high = low;
    for (const KarteNumber::Year& year : number.years) {
        low = std::min(low, year.number);
        high = std::max(high, year.number);
    }
    if (number.target) {
        low = std::min(low, number.target->number);
        high = std::max(high, number.target->number);
    }
    const int last = number.year->year;
    const double lineWidth = box.width - (number.target ? 14 : 4);
    const auto xOf = [&](int year) { return box.x + 4 + lineWidth * (year - (last - 4)) / 4.0; };
    const auto yOf = [&](double value) {
        const double share = high > low ? (value - low) / (high - low) : 0.5;
        return std::round((box.y + box.height - 4 - share * (box.height - 8)) * 10) / 10;
    };
    putLine(scene, {box.x, box.bottom()}, {box.right(), box.bottom()}, palette::hairline);
    for (std::size_t i = 1; i < number.years.size(); ++i)
        if (number.years[i].year == number.years[i - 1].year + 1)
            putLine(scene, {xOf(number.years[i - 1].year), yOf(number.years[i - 1].number)},
                    {xOf(number.years[i].year), yOf(number.years[i].number)}, palette::accent, 1.4);
    for (const KarteNumber::Year& year : number.years)
        putDot(scene, {xOf(year.year), yOf(year.number)}, year.year == last ? 2.8 : 1.8, palette::accent, rgb(0xFFFFFF),
               0.6);
    if (number.target)
        putDiamond(scene, {box.right() - 5, yOf(number.target->number)}, 3.6, palette::warning);
}

void putRow(const KarteSheet& sheet, const KarteNumber& number, const Box& box)
{
    Scene& scene = sheet.scene();
    const Language language = sheet.style.language;
    std::string value = karteValueText(number, language);
    const std::string rank =
        number.rank ? karteRankSign(number, language) + "/" + std::to_string(number.ranked) : std::string();
    double right = box.right();
    if (!rank.empty()) {
        putText(scene, right, box.y + 12, rank, {10, false, palette::secondText}, Align::Right);
        right -= std::max(48.0, textWidth(rank, 10, false) + 8);
    }
    const bool isNumber = number.value.isNumber();
    putText(scene, right, box.y + 12, value,
            {isNumber ? 13.0 : 11.0, isNumber, isNumber ? palette::text : palette::secondText}, Align::Right);
    right -= textWidth(value, isNumber ? 13 : 11, isNumber) + 5;
    if (number.value.status == Status::Sample && isNumber)
        right = putSampleWord(sheet, right, box.y + 11) - 4;
    const std::string& title = number.indicator.title.in(language);
    double size = 11;
    while (size > 8 && textWidth(title, size, false) > right - box.x)
        size -= 1;
    putText(scene, box.x, box.y + 12, shortened(title, size, false, right - box.x), {size});

    const Box strip = stripIn(box);
    const double top = strip.y;
    if (hasAnyNumber(number)) {
        putOwnStrip(sheet, number, strip);
        putTrend(sheet, number, {strip.right() + 10, top, trendWidth, 18});
    } else {
        const double width = box.width - originWidth - 6;
        const auto lines = fittedLines(number.absentReason, 9, false, width, 1);
        if (!lines.empty())
            putText(scene, box.x, top + 6, lines.front(), {9, false, palette::secondText});
    }
    putText(scene, box.right(), top + 9, karteOriginText(number, language), {9, false, palette::secondText},
            Align::Right);
    putLine(scene, {box.x, box.bottom() - 0.5}, {box.right(), box.bottom() - 0.5}, palette::hairline, 0.6);
}

/// What the signs mean.
void putKey(const KarteSheet& sheet, const Box& box)
{
    Scene& scene = sheet.scene();
    const double middle = box.y + box.height / 2;
    double x = box.x + 5;
    const auto put = [&](std::string_view code) {
        const std::string text = sheet.say(code);
        putText(scene, x + 8, middle + 3, text, {9, false, palette::secondText});
        x += 8 + textWidth(text, 9, false) + 14;
    };
    putDot(scene, {x, middle}, 4.2, palette::accent, rgb(0xFFFFFF), 1);
    put("karte.key_own");
    putDot(scene, {x, middle}, 3, rgb(0xFFFFFF), palette::absentInk, 0.9);
    put("karte.key_others");
    putLine(scene, {x, middle - 6}, {x, middle + 6}, palette::notice, 1.6);
    put("karte.key_city");
    putDiamond(scene, {x, middle}, 3.6, palette::warning);
    put("karte.key_target");
}

}  // namespace

void appendKartePosition(const KarteSheet& sheet, const Box& box, const KartePosition& position)
{
    if (position.numbers.empty())
        return;
    sheet.begin("P");
    putKey(sheet, {box.x, box.y, box.width, keyRoom});
    const std::vector<Box> rows = rowBoxes(box, position);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        sheet.begin("P");
        putRow(sheet, position.numbers[i], rows[i]);
    }
    if (rows.size() < position.numbers.size())
        putText(sheet.scene(), box.x, box.bottom() - 2,
                sheet.say("karte.more_numbers", {std::to_string(position.numbers.size() - rows.size())}),
                {9, false, palette::secondText});
}

void appendCommonPosition(Scene& scene, const Box& box, const KartePosition& position)
{
    const std::vector<Box> rows = rowBoxes(box, position);
    for (std::size_t i = 0; i < rows.size(); ++i)
        putCommonStrip(scene, position.numbers[i], stripIn(rows[i]));
}

}  // namespace chiiki
