#include "maps/layout/view_page.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/text/number_text.h"
#include "maps/scene/class_look.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double keySize = 12;
constexpr double keyRow = 18;
constexpr double signWidth = 18;
constexpr double keyGap = 14;

/// From the beginning of an entry to its words.
double signSpace(const KeyEntry& entry)
{
    return entry.sign == KeyEntry::Sign::None ? 0 : signWidth + 5;
}

double entryWidth(const KeyEntry& entry)
{
    return signSpace(entry) + textWidth(entry.text, keySize, false) + keyGap;
}

/// Where each entry stands, in rows of the body's width.
std::vector<Point> keyPlaces(const ViewPage& page, const std::vector<KeyEntry>& entries)
{
    std::vector<Point> places;
    double x = 0, y = 0;
    for (const KeyEntry& entry : entries) {
        const double width = entryWidth(entry);
        if (x > 0 && x + width - keyGap > page.body.width) {
            x = 0;
            y += keyRow;
        }
        places.push_back({x, y});
        x += width;
    }
    return places;
}

void putSign(Scene& scene, const KeyEntry& entry, const Box& box)
{
    const double middle = box.y + box.height / 2;
    switch (entry.sign) {
    case KeyEntry::Sign::None:
        return;
    case KeyEntry::Sign::Swatch:
        putBox(scene, box, entry.colour, entry.pattern, Stroke{palette::absentInk, 0.8, {}, false});
        return;
    case KeyEntry::Sign::Bar: {
        Path bar;
        bar.addRoundedBox({box.x, middle - 4, box.width, 8}, 4);
        scene.items.push_back(PathItem{bar, entry.colour, {}, {}});
        return;
    }
    case KeyEntry::Sign::Sample:
        putBox(scene, box, rgb(0xFFFFFF), {}, Stroke{palette::absentInk, 0.8, {}, false});
        putSampleMark(scene, box);
        return;
    case KeyEntry::Sign::Line:
        putLine(scene, {box.x, middle}, {box.right(), middle}, entry.colour, 2);
        return;
    case KeyEntry::Sign::Dashes:
        putLine(scene, {box.x, middle}, {box.right(), middle}, entry.colour, 1.5, {4, 3});
        return;
    case KeyEntry::Sign::Dot:
    case KeyEntry::Sign::HollowDot: {
        Path dot;
        dot.addCircle(box.centre(), 4);
        const bool isHollow = entry.sign == KeyEntry::Sign::HollowDot;
        scene.items.push_back(
            PathItem{dot, isHollow ? rgb(0xFFFFFF) : entry.colour, {}, Stroke{entry.colour, 1.5, {}, true}});
        return;
    }
    case KeyEntry::Sign::Diamond: {
        Path diamond;
        const Point c = box.centre();
        diamond.addPolyline({{c.x, c.y - 5}, {c.x + 5, c.y}, {c.x, c.y + 5}, {c.x - 5, c.y}}, true);
        scene.items.push_back(PathItem{diamond, entry.colour, {}, {}});
        return;
    }
    }
}

}  // namespace

std::string ViewPage::districtName(const std::string& code) const
{
    const District* district = findDistrict(city, code);
    if (!district)
        return code;
    return language == Language::English && !district->romaji.empty() ? district->romaji : district->name;
}

std::string ViewPage::districtNames(const std::vector<std::string>& codes) const
{
    std::string names;
    for (const std::string& code : codes)
        names += (names.empty() ? "" : language == Language::Japanese ? "、" : ", ") + districtName(code);
    return names;
}

void putText(Scene& scene, double x, double baseline, const std::string& text, const Ink& ink, Align align)
{
    if (text.empty())
        return;
    const double width = align == Align::Left ? 0 : textWidth(text, ink.size, ink.isBold);
    const double left = align == Align::Left ? x : align == Align::Right ? x - width : x - width / 2;
    scene.items.push_back(TextItem{{left, baseline}, text, ink.size, ink.isBold, ink.colour, ink.halo, 2});
}

double putLines(Scene& scene, double x, double baseline, const std::vector<std::string>& lines, const Ink& ink,
                Align align)
{
    for (const std::string& line : lines) {
        putText(scene, x, baseline, line, ink, align);
        baseline += ink.size * lineLeading;
    }
    return baseline;
}

double middleBaseline(const Box& box, double size)
{
    return box.y + box.height / 2 + size * (textAscent - textDescent) / 2;
}

std::string shortened(const std::string& text, double size, bool isBold, double maxWidth)
{
    if (textWidth(text, size, isBold) <= maxWidth)
        return text;
    const std::string end = "…";
    std::string kept;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t next = i + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80)
            ++next;
        if (textWidth(text.substr(0, next) + end, size, isBold) > maxWidth)
            break;
        kept = text.substr(0, next);
        i = next;
    }
    return kept + end;
}

std::vector<std::string> fittedLines(const std::string& text, double size, bool isBold, double maxWidth,
                                     std::size_t mostLines)
{
    std::vector<std::string> lines = wrapText(text, size, isBold, maxWidth);
    if (mostLines == 0 || lines.size() <= mostLines)
        return lines;
    std::string rest;
    for (std::size_t i = mostLines - 1; i < lines.size(); ++i)
        rest += lines[i];
    lines.resize(mostLines);
    lines.back() = shortened(rest, size, isBold, maxWidth);
    return lines;
}

std::vector<std::string> headingLines(const std::string& text, double size, bool isBold, double maxWidth,
                                      std::size_t mostLines)
{
    std::vector<std::string> lines = wrapHeading(text, size, isBold, maxWidth);
    return lines.size() <= mostLines ? lines : fittedLines(text, size, isBold, maxWidth, mostLines);
}

std::vector<double> fittedWidths(std::vector<double> wanted, double least, double room)
{
    double all = std::accumulate(wanted.begin(), wanted.end(), 0.0);
    if (all <= room)
        return wanted;
    // The one limit at which all fit: columns under it keep what they want.
    double low = least, high = room;
    for (int i = 0; i < 40; ++i) {
        const double limit = (low + high) / 2;
        all = 0;
        for (const double width : wanted)
            all += std::min(width, limit);
        (all > room ? high : low) = limit;
    }
    for (double& width : wanted)
        width = std::floor(std::min(width, low));
    return wanted;
}

void putBox(Scene& scene, const Box& box, std::optional<Colour> fill, std::optional<Pattern> pattern,
            std::optional<Stroke> stroke)
{
    Path path;
    path.addBox(box);
    scene.items.push_back(PathItem{path, fill, pattern, std::move(stroke)});
}

void putLine(Scene& scene, Point from, Point to, Colour colour, double width, std::vector<double> dashes)
{
    Path path;
    path.addPolyline({from, to}, false);
    scene.items.push_back(PathItem{path, {}, {}, Stroke{colour, width, std::move(dashes), false}});
}

Pattern missingPattern()
{
    return {Pattern::Kind::Lines, 6, 1, 45, palette::absentInk};
}

void putSampleMark(Scene& scene, const Box& box)
{
    const double side = std::min(6.0, std::min(box.width, box.height) / 2);
    Path mark;
    mark.addPolyline({{box.x, box.y}, {box.x + side, box.y}, {box.x, box.y + side}}, true);
    scene.items.push_back(PathItem{mark, palette::warning, {}, {}});
}

void appendEmpty(ViewPage& page)
{
    appendEmpty(page, page.body);
}

void appendEmpty(ViewPage& page, const Box& box)
{
    const double size = 14;
    const auto lines =
        wrapText(page.nothing.empty() ? page.say("maps.view_nothing") : page.nothing, size, false, box.width - 40);
    const double height = static_cast<double>(lines.size()) * size * lineLeading;
    putLines(page.scene, box.x + box.width / 2, box.y + (box.height - height) / 2 + size, lines,
             {size, false, palette::secondText}, Align::Centre);
}

void appendKey(ViewPage& page, const std::vector<KeyEntry>& entries, double top)
{
    const std::vector<Point> places = keyPlaces(page, entries);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Box sign = {page.body.x + places[i].x, top + places[i].y + 2, signWidth, 12};
        putSign(page.scene, entries[i], sign);
        const double space = signSpace(entries[i]);
        putText(page.scene, sign.x + space, middleBaseline(sign, keySize),
                shortened(entries[i].text, keySize, false, page.body.width - space),
                {keySize, false, palette::secondText});
    }
}

double keyHeight(const ViewPage& page, const std::vector<KeyEntry>& entries)
{
    return entries.empty() ? 0 : keyPlaces(page, entries).back().y + keyRow;
}

void appendKeyBelow(ViewPage& page, const std::vector<KeyEntry>& entries)
{
    if (entries.empty())
        return;
    const double height = keyHeight(page, entries);
    page.body.height -= height + 6;
    appendKey(page, entries, page.body.bottom() + 6);
}

KeyEntry missingKey(const ViewPage& page)
{
    return {KeyEntry::Sign::Swatch, palette::absentGround, missingPattern(),
            std::string(absenceSign(Absence::Missing)) + " " + page.say("maps.view_missing_key")};
}

KeyEntry sampleKey(const ViewPage& page)
{
    return {KeyEntry::Sign::Sample, palette::warning, {}, page.say("maps.sample_stamp")};
}

CellNumbers::CellNumbers(std::string unit, const std::vector<double>& numbers)
    : unit_(std::move(unit))
{
    const bool isShare = unit_ == "percent" || unit_ == "ratio";
    for (const double number : numbers)
        decimals_ = std::max(decimals_, std::min(decimalsNeeded(number), 1));
    if (isShare)
        decimals_ = 1;
}

double CellNumbers::scaled(double number) const
{
    return unit_ == "ratio" ? number * 100 : isThousands_ ? number / 1000 : number;
}

std::string CellNumbers::text(double number) const
{
    return formatNumber(scaled(number), isThousands_ ? 0 : decimals_);
}

std::string CellNumbers::text(const Value& value) const
{
    return value.isNumber() ? text(*value.number()) : std::string(absenceSign(value.absence()));
}

std::string CellNumbers::change(double number) const
{
    return formatChange(scaled(number), isThousands_ ? 0 : decimals_);
}

std::string CellNumbers::withUnit(double number, Language language) const
{
    const std::string unit = chiiki::unitTitle(unit_, language);
    return text(number) + (language == Language::English && unit != "%" && !unit.empty() ? " " : "") + unit;
}

void CellNumbers::useThousands()
{
    isThousands_ = true;
}

std::string CellNumbers::unitTitle(const ViewPage& page) const
{
    return isThousands_ ? page.say("maps.view_thousand_yen") : chiiki::unitTitle(unit_, page.language);
}

HeatScale::HeatScale(const std::vector<double>& numbers, Ramp ramp, bool isCopier)
    : breaks_(makeBreaks(numbers, BreakMethod::NaturalBreaks, 5))
    , colours_(rampColours(ramp, breaks_.classCount()))
    , isCopier_(isCopier)
{
    // Fewer classes than colours: from the light end, so that a lone 1 does not look like many.
    if (breaks_.classCount() < 5) {
        const std::vector<Colour> all = rampColours(ramp, 5);
        colours_.assign(all.begin(), all.begin() + breaks_.classCount());
    }
}

HeatScale::Look HeatScale::lookOf(double number, double size) const
{
    const int index = breaks_.classOf(number);
    if (!isCopier_) {
        const Colour fill = colours_[static_cast<std::size_t>(index)];
        return {fill, {}, {size, false, textOn(fill), {}}};
    }
    const Pattern lines = copierPattern(index, breaks_.classCount(), false);
    return {rgb(0xFFFFFF),
            lines.thickness > 0 ? std::optional(lines) : std::nullopt,
            {size, false, palette::text, withOpacity(rgb(0xFFFFFF), 0.95)}};
}

void putHeatCell(Scene& scene, const Box& box, const Value& value, const HeatScale& scale, const std::string& text,
                 double size, double widest)
{
    // Numbers end below one another, the widest in the middle.
    const double right = box.x + (box.width + std::max(widest, textWidth(text, size, false))) / 2;
    if (!value.isNumber()) {
        const bool isMissing = value.absence() == Absence::Missing;
        const bool isSuppressed = value.absence() == Absence::Suppressed;
        std::optional<Pattern> pattern;
        if (isMissing)
            pattern = missingPattern();
        else if (isSuppressed)
            pattern = Pattern{Pattern::Kind::Dots, 6, 1.5, 0, palette::absentInk};
        putBox(scene, box, isMissing || isSuppressed ? palette::absentGround : palette::paper, pattern);
        putText(scene, box.x + box.width / 2, middleBaseline(box, size), text,
                {size, false, palette::text, withOpacity(rgb(0xFFFFFF), 0.95)}, Align::Centre);
        return;
    }
    const HeatScale::Look look = scale.lookOf(*value.number(), size);
    putBox(scene, box, look.fill, look.pattern);
    // Dense lines would cross out the number.
    if (look.pattern && !text.empty()) {
        const double width = std::min(textWidth(text, size, false) + 8, box.width);
        putBox(scene, {std::min(right + 4, box.right()) - width, box.y + 1, width, box.height - 2}, look.fill);
    }
    putText(scene, right, middleBaseline(box, size), text, look.ink, Align::Right);
    if (value.status == Status::Sample)
        putSampleMark(scene, box);
}

}  // namespace chiiki
