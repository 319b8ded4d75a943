#include <algorithm>
#include <cmath>

#include "maps/layout/karte_parts.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double mostRow = 44;
constexpr double keyRoom = 16;
constexpr double trendWidth = 70;
constexpr double originWidth = 66;

/// The scale of a strip: the same on the pages of all districts.
struct Scale {
    double low = 0;
    double high = 1;
    double left = 0;
    double width = 1;

    /// In tenths of a px: a change that nobody sees draws no page anew.
    double operator()(double value) const
    {
        const double share = high > low ? (value - low) / (high - low) : 0.5;
        return std::round((left + std::clamp(share, 0.0, 1.0) * width) * 10) / 10;
    }
};

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

void putStrip(const KarteSheet& sheet, const KarteNumber& number, const Box& box)
{
    Scene& scene = sheet.scene();
    std::vector<double> numbers;
    for (const Value& value : number.districts)
        if (const auto one = value.number())
            numbers.push_back(*one);
    if (numbers.empty())
        return;
    Scale scale;
    scale.low = *std::min_element(numbers.begin(), numbers.end());
    scale.high = *std::max_element(numbers.begin(), numbers.end());
    scale.left = box.x + 5;
    scale.width = box.width - 10;
    const double middle = box.y + 6;
    putLine(scene, {box.x, middle}, {box.right(), middle}, palette::hairline);
    for (const double one : numbers)
        putDot(scene, {scale(one), middle}, 3, rgb(0xFFFFFF), palette::absentInk, 0.9);
    if (const auto city = number.middle()) {
        const double x = scale(*city);
        putLine(scene, {x, middle - 7}, {x, middle + 7}, palette::notice, 1.6);
    }
    if (const auto own = number.value.number())
        putDot(scene, {scale(*own), middle}, 4.6, palette::accent, rgb(0xFFFFFF), 1);
    const Language language = sheet.style.language;
    const auto endText = [&](double value) {
        return formatNumber(value, number.indicator, NumberPlace::Table, language);
    };
    putText(scene, box.x, box.y + 19.5, endText(scale.low), {8, false, palette::secondText});
    if (scale.high > scale.low)
        putText(scene, box.right(), box.y + 19.5, endText(scale.high), {8, false, palette::secondText}, Align::Right);
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
        number.rank ? karteRankText(number, language) + "/" + std::to_string(number.ranked) : std::string();
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
    while (size > 9 && textWidth(title, size, false) > right - box.x)
        size -= 1;
    putText(scene, box.x, box.y + 12, shortened(title, size, false, right - box.x), {size});

    const double top = box.y + 16;
    const Box strip{box.x, top, box.width - trendWidth - originWidth - 16, 24};
    if (std::any_of(number.districts.begin(), number.districts.end(), [](const Value& v) { return v.isNumber(); })) {
        putStrip(sheet, number, strip);
        putTrend(sheet, number, {strip.right() + 10, top, trendWidth, 18});
    } else {
        const double width = box.width - originWidth - 6;
        double y = top + 9;
        for (const std::string& line : fittedLines(number.absentReason, 9, false, width, 2)) {
            putText(scene, box.x, y, line, {9, false, palette::secondText});
            y += 11;
        }
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
    const double room = box.height - keyRoom;
    const double height = std::min(mostRow, room / static_cast<double>(position.numbers.size()));
    constexpr double leastRow = 38;
    const std::size_t shown =
        height >= leastRow ? position.numbers.size() : static_cast<std::size_t>(std::max(0.0, (room - 12) / leastRow));
    const double row = std::max(height, leastRow);
    sheet.begin("P");
    putKey(sheet, {box.x, box.y, box.width, keyRoom});
    double y = box.y + keyRoom;
    for (std::size_t i = 0; i < shown; ++i) {
        sheet.begin("P");
        putRow(sheet, position.numbers[i], {box.x, y, box.width, row});
        y += row;
    }
    if (shown < position.numbers.size())
        putText(sheet.scene(), box.x, box.bottom() - 2,
                sheet.say("karte.more_numbers", {std::to_string(position.numbers.size() - shown)}),
                {9, false, palette::secondText});
}

}  // namespace chiiki
