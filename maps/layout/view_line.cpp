#include <algorithm>
#include <cmath>
#include <map>

#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double leastPanelWidth = 190;
constexpr double leastPanelHeight = 120;
constexpr double panelGap = 18;
constexpr double labelSize = 12;
const Colour targetColour = rgb(0xB35806);

/// Sorted by what they are; absent actual values are gaps that are shown.
struct Readings {
    std::map<int, Value> actual;
    std::map<int, Value> base;
    std::map<int, Value> target;
    std::map<int, Value> forecast;
};

Readings readingsOf(const LineView::Line& line)
{
    Readings readings;
    for (const LineView::Point& point : line.points) {
        auto& side = point.series == Series::Actual   ? readings.actual
                     : point.series == Series::Base   ? readings.base
                     : point.series == Series::Target ? readings.target
                                                      : readings.forecast;
        side.emplace(point.year, point.value);
    }
    return readings;
}

std::vector<double> numbersOf(const LineView::Line& line)
{
    std::vector<double> numbers;
    for (const LineView::Point& point : line.points)
        if (const auto number = point.value.number())
            numbers.push_back(*number);
    return numbers;
}

/// A step of 1, 2 or 5 times a power of ten that makes about three parts of the range.
double roundStep(double range)
{
    const double rough = range / 3;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double digit : {1.0, 2.0, 5.0})
        if (digit * power >= rough)
            return digit * power;
    return 10 * power;
}

class Panel {
public:
    Panel(ViewPage& page, const LineView::Line& line, const Box& box, std::size_t titleLines)
        : page_(page)
        , line_(line)
        , readings_(readingsOf(line))
        , numbers_(line.unit, numbersOf(line))
        , box_(box)
        , titleLines_(titleLines)
    {
    }

    void draw()
    {
        const std::string unit = numbers_.unitTitle(page_);
        const std::string title =
            line_.title.in(page_.language) + (unit.empty()                           ? std::string()
                                              : page_.language == Language::Japanese ? "（" + unit + "）"
                                                                                     : " (" + unit + ")");
        putLines(page_.scene, box_.x, box_.y + 12, headingLines(title, 11, true, box_.width, titleLines_),
                 {11, true, palette::text, {}});
        const double top = box_.y + static_cast<double>(titleLines_) * 11 * lineLeading + 16;
        if (!setAxes(top)) {
            putText(page_.scene, box_.x, top + 14, page_.say("maps.view_unknown"),
                    {11, false, palette::secondText, {}});
            return;
        }
        if (const std::string remarks = this->remarks(); !remarks.empty()) {
            constexpr double size = 11;
            const auto lines = wrapText(remarks, size, false, box_.width);
            putLines(page_.scene, box_.x, top - 3, lines, {size, false, palette::secondText, {}});
            setAxes(top + static_cast<double>(lines.size()) * size * lineLeading);
        }
        drawAxes();
        drawGaps();
        drawForecast();
        drawTarget();
        drawActual();
        drawBase();
        drawLabels();
    }

private:
    double x(double year) const
    {
        const double inner = plot_.width - 28;
        return plot_.x + 14 + (last_ == first_ ? inner / 2 : inner * (year - first_) / (last_ - first_));
    }
    double y(double number) const { return plot_.bottom() - plot_.height * (number - low_) / (high_ - low_); }

    bool setAxes(double top)
    {
        std::vector<double> numbers = numbersOf(line_);
        if (numbers.empty())
            return false;
        for (const LineView::Range& range : line_.forecast) {
            numbers.push_back(range.low);
            numbers.push_back(range.high);
        }
        low_ = *std::min_element(numbers.begin(), numbers.end());
        high_ = *std::max_element(numbers.begin(), numbers.end());
        const double range = std::max(high_ - low_, std::max(std::abs(high_) * 0.05, 1e-9));
        step_ = roundStep(range * 1.3);
        // Half a person or project is not counted.
        if (std::all_of(numbers.begin(), numbers.end(), [](double n) { return n == std::round(n); }) &&
            line_.unit != "percent" && line_.unit != "ratio")
            step_ = std::max(step_, 1.0);
        low_ = std::floor((low_ - 0.12 * range) / step_) * step_;
        // A number of people or projects is never below 0.
        if (*std::min_element(numbers.begin(), numbers.end()) >= 0)
            low_ = std::max(low_, 0.0);
        high_ = std::ceil((high_ + 0.15 * range) / step_) * step_;
        // A target alone has nothing to be near to.
        if (readings_.actual.empty() && readings_.base.empty() && low_ > 0) {
            low_ = 0;
            step_ = roundStep(high_);
            high_ = std::ceil(high_ / step_) * step_;
        }
        first_ = 9999;
        last_ = 0;
        for (const LineView::Point& point : line_.points) {
            first_ = std::min(first_, point.year);
            last_ = std::max(last_, point.year);
        }
        for (const LineView::Range& one : line_.forecast)
            last_ = std::max(last_, one.year);
        double tickWidth = 0;
        for (double tick = low_; tick <= high_ + step_ / 2; tick += step_)
            tickWidth = std::max(tickWidth, textWidth(tickText(tick), labelSize, false));
        plot_ = {box_.x + tickWidth + 5, top, box_.width - tickWidth - 5, box_.bottom() - 16 - top};
        return true;
    }
    /// What the picture alone would hide: that there is no actual value, that the axis begins above 0.
    std::string remarks() const
    {
        std::string text;
        if (!lastActual())
            text = page_.say("maps.view_no_actual");
        if (low_ > 0)
            text += (text.empty()                           ? ""
                     : page_.language == Language::Japanese ? "　"
                                                            : "; ") +
                    page_.say("maps.view_axis_above_zero");
        return text;
    }
    std::string tickText(double tick) const
    {
        const double scaled = line_.unit == "ratio" ? tick * 100 : tick;
        const double step = line_.unit == "ratio" ? step_ * 100 : step_;
        return formatNumber(scaled, step < 1 ? 1 : 0);
    }

    void drawAxes()
    {
        const Ink ink{labelSize, false, palette::secondText, {}};
        double lowestFree = plot_.bottom() + 8;
        for (double tick = low_; tick <= high_ + step_ / 2; tick += step_) {
            putLine(page_.scene, {plot_.x, y(tick)}, {plot_.right(), y(tick)}, palette::hairline, 0.7);
            if (y(tick) + 4 < lowestFree) {
                putText(page_.scene, plot_.x - 4, y(tick) + 3.5, tickText(tick), ink, Align::Right);
                lowestFree = y(tick) - 8;
            }
        }
        // Every so many years from the last one back, as many as have room.
        double widest = 0;
        for (int year = first_; year <= last_; ++year)
            widest = std::max(widest, textWidth(shortTitle({year}, page_.language), labelSize, false));
        int every = 1;
        while (last_ > first_ && x(first_ + every) - x(first_) < widest + 14 && every < last_ - first_)
            ++every;
        for (int year = last_; year >= first_; year -= every) {
            const std::string text = shortTitle({year}, page_.language);
            const double half = textWidth(text, labelSize, false) / 2;
            // Clear of the lowest number beside the axis, and inside the page.
            const double middle = std::clamp(x(year), plot_.x + half - 1, plot_.right() - half);
            putText(page_.scene, middle, plot_.bottom() + 12, text, ink, Align::Centre);
        }
    }

    /// Years that were to have a value and have none: 欠測, never bridged.
    void drawGaps()
    {
        const double pitch = last_ == first_ ? plot_.width : (plot_.width - 28) / (last_ - first_);
        for (const auto& [year, value] : readings_.actual) {
            if (value.isNumber())
                continue;
            const double half = std::min(pitch / 2 - 1, 12.0);
            const Box band = {x(year) - half, plot_.y, 2 * half, plot_.height};
            const bool isMissing = value.absence() == Absence::Missing;
            if (isMissing)
                putBox(page_.scene, band, palette::absentGround, missingPattern());
            taken_.push_back({x(year) - 6, plot_.bottom() - 14, 12, 12});
            putText(page_.scene, x(year), plot_.bottom() - 4, std::string(absenceSign(value.absence())),
                    {labelSize, false, palette::text, withOpacity(rgb(0xFFFFFF), 0.95)}, Align::Centre);
        }
    }

    std::optional<std::pair<int, double>> lastActual() const
    {
        for (auto entry = readings_.actual.rbegin(); entry != readings_.actual.rend(); ++entry)
            if (const auto number = entry->second.number())
                return std::pair(entry->first, *number);
        return std::nullopt;
    }

    void drawForecast()
    {
        const auto last = lastActual();
        if (!line_.forecast.empty() && last) {
            Path band;
            std::vector<Point> edge = {{x(last->first), y(last->second)}};
            for (const LineView::Range& range : line_.forecast)
                edge.push_back({x(range.year), y(range.high)});
            for (auto range = line_.forecast.rbegin(); range != line_.forecast.rend(); ++range)
                edge.push_back({x(range->year), y(range->low)});
            band.addPolyline(edge, true);
            page_.scene.items.push_back(PathItem{band, withOpacity(ink(), 0.13), {}, {}});
            Point low = {x(last->first), y(last->second)}, high = low;
            for (const LineView::Range& range : line_.forecast) {
                const Point nextLow = {x(range.year), y(range.low)}, nextHigh = {x(range.year), y(range.high)};
                putLine(page_.scene, low, nextLow, ink(), 1.2, {4, 3});
                putLine(page_.scene, high, nextHigh, ink(), 1.2, {4, 3});
                low = nextLow;
                high = nextHigh;
            }
            for (const double number : {line_.forecast.back().low, line_.forecast.back().high})
                putDot({x(line_.forecast.back().year), y(number)}, true);
            for (const double number : {line_.forecast.back().high, line_.forecast.back().low})
                marks_.push_back({line_.forecast.back().year, number, false});
        }
        for (const auto& [year, value] : readings_.forecast)
            if (const auto number = value.number(); number && line_.forecast.empty())
                putDot({x(year), y(*number)}, true);
    }

    void drawTarget()
    {
        for (const auto& [year, value] : readings_.target) {
            const auto number = value.number();
            if (!number)
                continue;
            putLine(page_.scene, {plot_.x, y(*number)}, {x(year), y(*number)}, targetInk(), 1.4, {2, 3});
            putDiamond({x(year), y(*number)}, targetInk());
            marks_.push_back({year, *number, true});
        }
    }

    void drawActual()
    {
        // Only years that follow one another are joined: a gap is never bridged.
        for (const auto& [year, value] : readings_.actual) {
            const auto next = readings_.actual.find(year + 1);
            if (value.isNumber() && next != readings_.actual.end() && next->second.isNumber())
                putLine(page_.scene, {x(year), y(*value.number())}, {x(year + 1), y(*next->second.number())}, ink(), 2);
        }
        for (const auto& [year, value] : readings_.actual) {
            if (const auto number = value.number()) {
                putDot({x(year), y(*number)}, false);
                marks_.push_back({year, *number, false});
                if (value.status == Status::Sample)
                    putSampleMark(page_.scene, {x(year) + 4, y(*number) + 3, 10, 10});
            }
        }
    }

    void drawBase()
    {
        for (const auto& [year, value] : readings_.base) {
            if (const auto number = value.number()) {
                putDiamond({x(year), y(*number)}, palette::secondText);
                marks_.push_back({year, *number, false});
            }
        }
    }

    struct Mark {
        int year = 0;
        double number = 0;
        bool isTarget = false;
    };

    /// Numbers beside their marks, targets and the latest first, where they lie over nothing.
    void drawLabels()
    {
        std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) {
            return a.isTarget != b.isTarget ? a.isTarget : a.year > b.year;
        });
        std::vector<std::pair<int, double>> said;
        for (const Mark& mark : marks_) {
            if (std::find(said.begin(), said.end(), std::pair(mark.year, mark.number)) != said.end())
                continue;
            said.emplace_back(mark.year, mark.number);
            const std::string text = numbers_.text(mark.number);
            const double width = textWidth(text, labelSize, mark.isTarget);
            // Above and below, then beside the mark.
            constexpr std::pair<double, double> ways[] = {{0, -7}, {0, 15}, {-1, 4}, {1, 4}, {0, -17}, {0, 25}};
            for (const auto& [way, dy] : ways) {
                const double left = way == 0 ? std::clamp(x(mark.year) - width / 2, plot_.x + 1, plot_.right() - width)
                                             : x(mark.year) + (way < 0 ? -7 - width : 7);
                const Box box = {left, y(mark.number) + dy - 9, width, 11};
                if (way != 0 && (box.x < plot_.x + 1 || box.right() > box_.right()))
                    continue;
                const bool isFree = isBesideItsMark(box, mark) && box.y >= plot_.y - 6 &&
                                    box.bottom() <= plot_.bottom() + 1 &&
                                    std::none_of(taken_.begin(), taken_.end(),
                                                 [&](const Box& other) { return other.overlaps(box.grownBy(0.5)); });
                if (!isFree)
                    continue;
                taken_.push_back(box);
                putText(page_.scene, box.x, y(mark.number) + dy, text,
                        {labelSize, mark.isTarget, mark.isTarget ? targetInk() : palette::text,
                         withOpacity(palette::paper, 0.92)});
                break;
            }
        }
    }

    /// A number nearer to another mark of its year would be read as that one's.
    bool isBesideItsMark(const Box& box, const Mark& mark) const
    {
        constexpr double clearly = 3;
        const double middle = box.y + box.height / 2;
        const double away = std::abs(middle - y(mark.number));
        return std::none_of(marks_.begin(), marks_.end(), [&](const Mark& other) {
            return other.year == mark.year && other.number != mark.number &&
                   std::abs(middle - y(other.number)) < away + clearly;
        });
    }

    Colour ink() const { return page_.isCopier ? rgb(0x000000) : palette::accent; }
    Colour targetInk() const { return page_.isCopier ? rgb(0x000000) : targetColour; }

    void putDot(Point at, bool isHollow)
    {
        Path dot;
        dot.addCircle(at, 3.4);
        page_.scene.items.push_back(PathItem{dot, isHollow ? rgb(0xFFFFFF) : ink(), {}, Stroke{ink(), 1.5, {}, true}});
        taken_.push_back({at.x - 3.5, at.y - 3.5, 7, 7});
    }
    void putDiamond(Point at, Colour colour)
    {
        Path diamond;
        diamond.addPolyline({{at.x, at.y - 5}, {at.x + 5, at.y}, {at.x, at.y + 5}, {at.x - 5, at.y}}, true);
        page_.scene.items.push_back(PathItem{diamond, colour, {}, {}});
        taken_.push_back({at.x - 4, at.y - 4, 8, 8});
    }

    ViewPage& page_;
    const LineView::Line& line_;
    Readings readings_;
    CellNumbers numbers_;
    Box box_;
    std::size_t titleLines_;
    Box plot_;
    double low_ = 0;
    double high_ = 1;
    double step_ = 1;
    int first_ = 0;
    int last_ = 0;
    std::vector<Mark> marks_;
    std::vector<Box> taken_;
};

std::vector<KeyEntry> keyOf(const ViewPage& page, const LineView& view)
{
    bool hasActual = false, hasBase = false, hasTarget = false, hasForecast = false, hasMissing = false,
         hasSample = false;
    for (const LineView::Line& line : view.lines) {
        hasForecast = hasForecast || !line.forecast.empty();
        for (const LineView::Point& point : line.points) {
            hasActual = hasActual || (point.series == Series::Actual && point.value.isNumber());
            hasBase = hasBase || point.series == Series::Base;
            hasTarget = hasTarget || point.series == Series::Target;
            hasForecast = hasForecast || point.series == Series::Forecast;
            hasMissing = hasMissing || (point.series == Series::Actual && !point.value.isNumber());
            hasSample = hasSample || (point.value.isNumber() && point.value.status == Status::Sample);
        }
    }
    const Colour ink = page.isCopier ? rgb(0x000000) : palette::accent;
    const Colour target = page.isCopier ? rgb(0x000000) : targetColour;
    std::vector<KeyEntry> key;
    if (hasActual)
        key.push_back({KeyEntry::Sign::Dot, ink, {}, page.say("maps.view_actual")});
    if (hasBase)
        key.push_back({KeyEntry::Sign::Diamond, palette::secondText, {}, page.say("maps.series_base")});
    if (hasTarget)
        key.push_back({KeyEntry::Sign::Diamond, target, {}, page.say("maps.series_target")});
    if (hasForecast)
        key.push_back({KeyEntry::Sign::HollowDot, ink, {}, page.say("maps.series_forecast")});
    if (hasMissing)
        key.push_back(missingKey(page));
    if (hasSample)
        key.push_back(sampleKey(page));
    return key;
}

}  // namespace

void appendLines(ViewPage& page, const LineView& view)
{
    if (view.lines.empty()) {
        appendEmpty(page);
        return;
    }
    if (std::all_of(view.lines.begin(), view.lines.end(),
                    [](const LineView::Line& line) { return numbersOf(line).empty(); })) {
        appendEmpty(page);
        return;
    }
    appendKeyBelow(page, keyOf(page, view));
    const Box& body = page.body;
    // The most nearly square panels that are wide and high enough.
    const std::size_t count = view.lines.size();
    std::size_t across = 1;
    double best = -1;
    for (std::size_t columns = 1; columns <= count; ++columns) {
        const std::size_t rows = (count + columns - 1) / columns;
        const double width = (body.width - panelGap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
        const double height = (body.height - panelGap * static_cast<double>(rows - 1)) / static_cast<double>(rows);
        if (columns > 1 && width < leastPanelWidth)
            break;
        const double score = std::min(width, 1.5 * height);
        if (score > best) {
            best = score;
            across = columns;
        }
    }
    std::size_t rows = (count + across - 1) / across;
    while (rows > 1 &&
           (body.height - panelGap * static_cast<double>(rows - 1)) / static_cast<double>(rows) < leastPanelHeight)
        --rows;
    const std::size_t shown = std::min(count, rows * across);
    const double tail = shown < count ? 18 : 0;
    const double width = (body.width - panelGap * static_cast<double>(across - 1)) / static_cast<double>(across);
    const double height = (body.height - tail - panelGap * static_cast<double>(rows - 1)) / static_cast<double>(rows);
    std::size_t titleLines = 1;
    for (const LineView::Line& line : view.lines)
        titleLines = std::max(titleLines, wrapText(line.title.in(page.language) + "（%）", 11, true, width).size());
    titleLines = std::min<std::size_t>(titleLines, 3);
    for (std::size_t i = 0; i < shown; ++i) {
        const std::size_t column = i % across, row = i / across;
        Panel(page, view.lines[i],
              {body.x + static_cast<double>(column) * (width + panelGap),
               body.y + static_cast<double>(row) * (height + panelGap), width, height},
              titleLines)
            .draw();
    }
    if (tail > 0)
        putText(page.scene, body.x, body.bottom() - 3,
                page.sayRest("maps.view_more_panels", {std::to_string(count - shown)}),
                {11, false, palette::secondText, {}});
}

}  // namespace chiiki
