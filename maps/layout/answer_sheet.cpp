#include "maps/layout/answer_sheet.h"

#include <algorithm>
#include <cmath>

#include "maps/layout/karte.h"
#include "maps/layout/karte_parts.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double margin = 40;
constexpr double rowHeight = 16.5;
constexpr double columnGap = 24;

/// One page while it is written from the top downwards.
class AnswerWriter {
public:
    AnswerWriter(PdfPage& out, const AnswerPage& page, Language language)
        : out_(out)
        , page_(page)
        , language_(language)
    {
    }

    void write()
    {
        putHead();
        const double width = karteWidth - 2 * margin;
        const double left = width * 0.56 - columnGap / 2;
        const double right = width - left - columnGap;
        const double top = y_;
        if (page_.rows.empty()) {
            putAside({margin, top, width, 0});
        } else {
            putRanking({margin, top, left, 0});
            const double afterRanking = y_;
            y_ = top;
            putAside({margin + left + columnGap, top, right, 0});
            y_ = std::max(y_, afterRanking);
        }
        y_ += 10;
        putQuestions({margin, y_, width, 0});
        putFoot({margin, 0, width, karteHeight - margin});
    }

private:
    Scene& scene() { return out_.scene; }
    std::string say(std::string_view code, std::vector<std::string> arguments = {}) const
    {
        return speak({code, std::move(arguments)}, language_);
    }
    void begin(std::string role, std::string alt = {})
    {
        if (!out_.parts.empty() && out_.parts.back().firstItem == out_.scene.items.size())
            out_.parts.pop_back();
        out_.parts.push_back({out_.scene.items.size(), std::move(role), std::move(alt)});
    }

    void putHeading(const Box& box, const std::string& text)
    {
        begin("H2");
        putBox(scene(), {box.x, y_ + 1, 4, 13}, palette::accent);
        putText(scene(), box.x + 10, y_ + 12, text, {13, true});
        putLine(scene(), {box.x, y_ + 18.5}, {box.x + box.width, y_ + 18.5}, palette::borderCasing, 0.8);
        y_ += 24;
    }

    /// Wrapped lines from y_ on.
    void putParagraph(const Box& box, const std::string& text, const Ink& ink)
    {
        for (const std::string& line : wrapText(text, ink.size, ink.isBold, box.width)) {
            putText(scene(), box.x, y_ + ink.size, line, ink);
            y_ += std::round(ink.size * 1.5);
        }
    }

    void putHead()
    {
        begin("H1");
        const double right = karteWidth - margin;
        putText(scene(), margin, margin + 10, page_.cityName + "  " + page_.title, {12, false, palette::secondText});
        putText(scene(), right, margin + 10, page_.asOf, {12, false, palette::secondText}, Align::Right);
        y_ = margin + 20;
        for (const std::string& line : wrapHeading(page_.district + "  " + page_.number.indicator.title.in(language_),
                                                   26, true, right - margin)) {
            putText(scene(), margin, y_ + 26, line, {26, true});
            y_ += 34;
        }
        y_ += 6;
        begin("P");
        const KarteNumber& number = page_.number;
        const std::string value = karteValueText(number, language_);
        putText(scene(), margin, y_ + 36, value, {36, true, palette::accent});
        double x = margin + textWidth(value, 36, true) + 18;
        std::string beside = number.year ? title(*number.year, language_) : std::string();
        if (number.rank)
            beside += "  " + karteRankText(number, language_) + "/" + std::to_string(number.ranked);
        if (const std::string signs = sourceSigns(number.sources); !signs.empty())
            beside += "  " + signs;
        putText(scene(), x, y_ + 36, beside, {16});
        if (page_.hasSample)
            putText(scene(), right, y_ + 36, say("karte.sample_stamp"), {14, true, palette::warning}, Align::Right);
        y_ += 52;
        begin("P");
        const auto lines = wrapText(page_.sentence, 14, false, right - margin - 28);
        const double height = static_cast<double>(lines.size()) * 22 + 12;
        putBox(scene(), {margin, y_, right - margin, height}, rgb(0xF1F5F9));
        putBox(scene(), {margin, y_, 3, height}, palette::accent);
        double baseline = y_ + 22;
        for (const std::string& line : lines) {
            putText(scene(), margin + 15, baseline, line, {14});
            baseline += 22;
        }
        y_ += height + 16;
    }

    void putRanking(const Box& box)
    {
        putHeading(box, say("answer.ranking"));
        begin("P");
        double least = 0, most = 0;
        for (const AnswerPage::Row& row : page_.rows)
            if (const auto one = row.value.number()) {
                least = std::min(least, *one);
                most = std::max(most, *one);
            }
        constexpr double nameWidth = 104, valueWidth = 92;
        const double room = box.width - nameWidth - valueWidth;
        const auto xOf = [&](double value) {
            return box.x + nameWidth + (most > least ? (value - least) / (most - least) : 0) * room;
        };
        const double top = y_;
        for (const AnswerPage::Row& row : page_.rows) {
            const double baseline = y_ + 12;
            if (row.isOwn)
                putBox(scene(), {box.x - 4, y_, box.width + 8, rowHeight}, rgb(0xE7F0FA));
            putText(scene(), box.x + 26, baseline, row.rank, {10, false, palette::secondText}, Align::Right);
            putText(scene(), box.x + 32, baseline,
                    shortened(row.name + (row.isNeighbour ? say("answer.neighbour_sign") : ""), 11, row.isOwn,
                              nameWidth - 36),
                    {11, row.isOwn});
            if (const auto one = row.value.number()) {
                const double from = xOf(std::max(0.0, least)), to = xOf(*one);
                putBox(scene(), {std::min(from, to), y_ + 3.5, std::max(0.8, std::abs(to - from)), rowHeight - 7},
                       row.isOwn ? palette::accent : rgb(0xB9C4CE));
            }
            const std::string text = row.value.isNumber() ? formatWithUnit(*row.value.number(), page_.number.indicator,
                                                                           NumberPlace::Table, language_)
                                                          : absenceWord(row.value.absence(), language_);
            putText(scene(), box.x + box.width, baseline, text,
                    {11, row.isOwn, row.value.isNumber() ? palette::text : palette::secondText}, Align::Right);
            y_ += rowHeight;
        }
        if (const auto middle = page_.number.middle(); middle && most > least) {
            const double x = xOf(*middle);
            putLine(scene(), {x, top - 2}, {x, y_ + 2}, palette::notice, 1.4, {4, 3});
            putText(scene(), x, y_ + 13,
                    say(page_.number.indicator.kind == IndicatorKind::Count ? "answer.mean" : "answer.city",
                        {formatWithUnit(*middle, page_.number.indicator, NumberPlace::Table, language_)}),
                    {10, false, palette::notice}, x > box.x + box.width * 0.75 ? Align::Right : Align::Centre);
            y_ += 18;
        }
        const bool hasBest = page_.number.indicator.direction != Direction::None;
        const bool hasNeighbours = std::any_of(page_.rows.begin(), page_.rows.end(),
                                               [](const AnswerPage::Row& row) { return row.isNeighbour; });
        putText(scene(), box.x, y_ + 11,
                (hasNeighbours ? say("answer.key_neighbours") : std::string()) +
                    say(hasBest ? "answer.key_best" : "answer.key_largest"),
                {9, false, palette::secondText});
        y_ += 16;
    }

    void putAside(const Box& box)
    {
        putHeading(box, say("answer.definition"));
        begin("P");
        putParagraph(box, page_.definition, {11});
        y_ += 8;
        putHeading(box, say("answer.trend"));
        begin("P");
        putTrend(box);
        y_ += 8;
        if (!page_.limits.empty()) {
            putHeading(box, say("answer.limits"));
            begin("P");
            for (const std::string& limit : page_.limits)
                putParagraph(box, "・" + limit, {10, false, palette::text});
        }
    }

    bool isShare() const { return page_.number.indicator.unit == "ratio"; }
    int printedDecimals() const
    {
        const Indicator& indicator = page_.number.indicator;
        return isShare() ? 1 : indicator.unit == "percent" ? std::max(1, indicator.decimals) : indicator.decimals;
    }

    /// The number as it stands on the page, shares in percent: changes are of what is printed, so that they add up.
    double asPrinted(double number) const
    {
        const double scale = std::pow(10.0, printedDecimals());
        return std::round(number * (isShare() ? 100 : 1) * scale) / scale;
    }

    /// 「+0.8 ポイント」, 「−10円/人」
    std::string changeText(double change) const
    {
        const std::string& of = page_.number.indicator.unit;
        const std::string unit = unitTitle(isShare() || of == "percent" ? "point" : of, language_);
        const bool isTight = language_ == Language::Japanese || unit.empty();
        return formatChange(change, printedDecimals()) + (isTight ? "" : " ") + unit;
    }

    void putTrend(const Box& box)
    {
        const KarteNumber& number = page_.number;
        if (number.years.empty()) {
            putParagraph(box, number.absentReason.empty() ? say("karte.no_year") : number.absentReason, {11});
            return;
        }
        const auto value = [&](double one) {
            return formatWithUnit(one, number.indicator, NumberPlace::Table, language_);
        };
        const double valueRight = box.x + box.width * 0.66;
        if (number.years.size() > 1) {
            putText(scene(), box.x + box.width, y_ + 8, say("answer.change"), {9, false, palette::secondText},
                    Align::Right);
            y_ += 11;
        }
        double last = 0;
        for (std::size_t i = 0; i < number.years.size(); ++i) {
            const KarteNumber::Year& year = number.years[i];
            putText(scene(), box.x, y_ + 12, title(FiscalYear{year.year}, language_), {11});
            putText(scene(), valueRight, y_ + 12, value(year.number), {11, true}, Align::Right);
            const double printed = asPrinted(year.number);
            if (i > 0)
                putText(scene(), box.x + box.width, y_ + 12, changeText(printed - last),
                        {11, false, palette::secondText}, Align::Right);
            last = printed;
            putLine(scene(), {box.x, y_ + 17.5}, {box.x + box.width, y_ + 17.5}, palette::hairline, 0.6);
            y_ += 18;
        }
        if (number.years.size() == 1) {
            y_ += 2;
            putParagraph(box, say("answer.one_year"), {10, false, palette::secondText});
        }
        if (number.target) {
            putText(scene(), box.x, y_ + 12, say("answer.target", {title(FiscalYear{number.target->year}, language_)}),
                    {11});
            putText(scene(), valueRight, y_ + 12, value(number.target->number), {11, true}, Align::Right);
            y_ += 18;
        }
    }

    void putQuestions(const Box& box)
    {
        if (page_.questions.empty())
            return;
        putHeading(box, say("answer.questions"));
        constexpr double height = 48;
        const double bottom = karteHeight - margin - footHeight();
        for (const AnswerPage::Question& one : page_.questions) {
            if (y_ + height > bottom)
                break;
            begin("P");
            putText(scene(), box.x, y_ + 12, shortened(one.question, 11, true, box.width), {11, true});
            putText(scene(), box.x + 14, y_ + 27, shortened(one.answer, 11, false, box.width - 14), {11});
            putText(scene(), box.x + 14, y_ + 40, shortened(one.command, 9, false, box.width - 14),
                    {9, false, palette::secondText});
            y_ += height;
        }
    }

    std::vector<std::string> footLines()
    {
        std::string sources;
        for (const std::string& source : page_.sources)
            sources += (sources.empty() ? "" : "  ") + source;
        std::vector<std::string> paragraphs;
        if (!sources.empty())
            paragraphs.push_back(say("maps.source", {sources}));
        for (const std::string& more : {page_.credits, page_.reconciliation})
            if (!more.empty())
                paragraphs.push_back(more);
        for (const std::string& command : page_.commands)
            paragraphs.push_back(say("answer.repeat", {command}));
        std::vector<std::string> lines;
        for (const std::string& paragraph : paragraphs)
            for (std::string& line : wrapText(paragraph, 9, false, karteWidth - 2 * margin))
                lines.push_back(std::move(line));
        return lines;
    }
    double footHeight() { return static_cast<double>(footLines().size()) * 13 + 10; }

    void putFoot(const Box& box)
    {
        begin("P");
        const auto lines = footLines();
        const double top = box.height - static_cast<double>(lines.size()) * 13 - 6;
        putLine(scene(), {box.x, top}, {box.x + box.width, top}, palette::borderCasing, 0.8);
        double baseline = top + 14;
        for (const std::string& line : lines) {
            putText(scene(), box.x, baseline, line, {9, false, palette::secondText});
            baseline += 13;
        }
    }

    PdfPage& out_;
    const AnswerPage& page_;
    Language language_;
    double y_ = 0;
};

}  // namespace

Result<PdfPage> composeAnswer(const AnswerPage& page, Language language)
{
    if (auto ready = prepareText(); !ready)
        return tl::unexpected(ready.error());
    PdfPage out;
    out.scene.width = karteWidth;
    out.scene.height = karteHeight;
    out.scene.title = page.cityName + " " + page.title + " " + page.district;
    AnswerWriter(out, page, language).write();
    return out;
}

}  // namespace chiiki
