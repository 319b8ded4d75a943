#include "maps/layout/page_frame.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "core/base/add_once.h"
#include "core/model/fiscal_year.h"
#include "core/text/english_names.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

constexpr double footerSize = 12;
constexpr double smallestFooterSize = 11;
constexpr double stampHeight = 36;
constexpr double footerLeading = 17.0 / 12;
constexpr double mostFooterShare = 0.25;  // of the page's height; a longer footer is set smaller
constexpr double oldAfterYears = 5;

double marginOf(const Scene& scene)
{
    return scene.width < 900 ? 20 : 28;
}

void appendText(Scene& scene, double x, double baseline, const std::string& text, double size, bool isBold,
                Colour colour)
{
    scene.items.push_back(TextItem{{x, baseline}, text, size, isBold, colour, {}, 0});
}

void appendHairline(Scene& scene, double y)
{
    const double margin = marginOf(scene);
    Path line;
    line.addPolyline({{margin, y}, {scene.width - margin, y}}, false);
    scene.items.push_back(PathItem{line, {}, {}, Stroke{palette::hairline, 1, {}, false}});
}

/// "2010-10-01", "2010-10", "2010" as years with a fraction.
std::optional<double> yearsOf(const std::string& date)
{
    int year = 0;
    int month = 1;
    const char* end = date.data() + date.size();
    const auto [next, error] = std::from_chars(date.data(), end, year);
    if (error != std::errc())
        return std::nullopt;
    if (next != end && *next == '-')
        std::from_chars(next + 1, end, month);
    return year + (month - 1) / 12.0;
}

bool isAscii(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Whether a publisher asks for a wording of its own: it is no more than the name of a document otherwise.
bool hasWording(const SourceEdition& source)
{
    return !source.credit.empty() && source.credit.find(source.title.ja) == std::string::npos &&
           ((!source.licence.empty() && isAscii(source.licence)) || source.credit.find("加工") != std::string::npos);
}

/// " (Yamaguchi City, CC BY)". Terms in Japanese would tell an English reader nothing.
std::string englishPublisher(const SourceEdition& source)
{
    std::string text = englishName(source.publisher);
    if (isAscii(source.licence))
        text += (text.empty() || source.licence.empty() ? "" : ", ") + source.licence;
    return text.empty() ? text : " (" + text + ")";
}

/// What editions are credited with, each wording once: in Japanese behind the titles of its data sets, in English at
/// the end, as nobody's title.
std::string creditText(const std::vector<const SourceEdition*>& sources, Language language)
{
    const bool isJapanese = language == Language::Japanese;
    std::vector<std::string> lines, wordings;
    for (const SourceEdition* source : sources) {
        const std::string& title = source->title.in(language);
        if (hasWording(*source))
            addOnce(wordings, source->credit);
        if (!isJapanese) {
            addOnce(lines, title + englishPublisher(*source));
            continue;
        }
        if (!hasWording(*source)) {
            std::string credit = source->credit;
            if (credit.empty()) {
                credit = title;
                if (!source->publisher.empty())
                    credit.append(" (")
                        .append(source->publisher)
                        .append(source->licence.empty() ? "" : ", ")
                        .append(source->licence)
                        .append(")");
            }
            addOnce(lines, credit);
            continue;
        }
        std::string titles;
        for (const SourceEdition* other : sources)
            if (hasWording(*other) && other->credit == source->credit)
                titles += (titles.empty() ? "" : "・") + other->title.ja;
        addOnce(lines, titles + "（" + source->credit + "）");
    }
    std::string text;
    for (const std::string& line : lines)
        text += (text.empty() ? "" : isJapanese ? "／" : "; ") + line;
    for (std::size_t i = 0; !isJapanese && i < wordings.size(); ++i)
        text += (i == 0 ? " [" : "; ") + wordings[i] + (i + 1 == wordings.size() ? "]" : "");
    return text;
}

double appendStamp(Scene& scene, const std::string& stamp, double size, double right, double top, Colour colour)
{
    const double width = textWidth(stamp, size, true) + 24;
    Path box;
    box.addRoundedBox({right - width + 1, top + 1, width - 2, stampHeight - 2}, 3);
    scene.items.push_back(PathItem{box, rgb(0xFFFFFF), {}, Stroke{colour, 2, {}, true}});
    appendText(scene, right - width + 12, top + stampHeight / 2 + size * 0.35, stamp, size, true, colour);
    return right - width - 14;
}

}  // namespace

Box appendPageFrame(Scene& scene, const PageTexts& texts)
{
    const double margin = marginOf(scene);
    const double right = scene.width - margin;
    double headerRight = right;
    if (!texts.stamp.empty())
        headerRight = appendStamp(scene, texts.stamp, 20, right, margin - 4, palette::warning);
    if (!texts.origin.empty())
        headerRight = appendStamp(scene, texts.origin, 14, headerRight, margin - 4, palette::text);
    if (!texts.corner.empty()) {
        const double width = textWidth(texts.corner, 14, false);
        appendText(scene, headerRight - width, margin + 19, texts.corner, 14, false, palette::secondText);
        headerRight -= width + 16;
    }
    double titleSize = scene.width < 900 ? 20 : 26;
    while (titleSize > 16 && textWidth(texts.title, titleSize, true) > headerRight - margin)
        titleSize -= 1;
    double y = margin;
    for (const std::string& line : wrapText(texts.title, titleSize, true, headerRight - margin)) {
        appendText(scene, margin, y + titleSize * textAscent, line, titleSize, true, palette::text);
        y += titleSize * 1.3;
    }
    if (!texts.subtitle.empty()) {
        for (const std::string& line : wrapText(texts.subtitle, 14, false, right - margin)) {
            appendText(scene, margin, y + 14, line, 14, false, palette::secondText);
            y += 20;
        }
    }
    if (!texts.stamp.empty() || !texts.origin.empty())
        y = std::max(y, margin + stampHeight - 4);
    const double top = std::round(y + 10) + 0.5;
    appendHairline(scene, top);

    double size = footerSize;
    double dateWidth = 0;
    std::vector<std::string> lines;
    const auto setFooter = [&] {
        dateWidth = texts.asOf.empty() ? 0 : textWidth(texts.asOf, size, false) + 24;
        lines.clear();
        // The date stands beside the first paragraph alone.
        for (std::size_t i = 0; i < texts.footer.size(); ++i)
            for (std::string& line : wrapText(texts.footer[i], size, false, right - margin - (i == 0 ? dateWidth : 0)))
                lines.push_back(std::move(line));
        if (lines.empty() && !texts.asOf.empty())
            lines.emplace_back();
        return static_cast<double>(lines.size()) * size * footerLeading;
    };
    while (setFooter() > mostFooterShare * scene.height && size > smallestFooterSize)
        size -= 1;
    const double footerLine = size * footerLeading;
    const double footerTop =
        std::round(scene.height - margin + 4 - static_cast<double>(lines.size()) * footerLine - 8) + 0.5;
    if (!lines.empty())
        appendHairline(scene, footerTop);
    double baseline = footerTop + 8 + size;
    if (!texts.asOf.empty())
        appendText(scene, right - dateWidth + 24, baseline, texts.asOf, size, false, palette::secondText);
    for (const std::string& line : lines) {
        if (!line.empty())
            appendText(scene, margin, baseline, line, size, false, palette::secondText);
        baseline += footerLine;
    }
    return {margin, top + 12, right - margin, footerTop - top - 24};
}

void appendScaleBar(Scene& scene, double metresPerPixel, Point leftBottom, double maxWidth)
{
    const double most = maxWidth * metresPerPixel;
    if (!(most > 0) || !std::isfinite(most))
        return;
    const double power = std::pow(10, std::floor(std::log10(most)));
    double lengthM = power;
    for (const double digit : {2.0, 5.0})
        if (digit * power <= most)
            lengthM = digit * power;
    const double width = lengthM / metresPerPixel;
    const std::string label =
        lengthM >= 1000 ? formatNumber(lengthM / 1000, 0) + " km" : formatNumber(lengthM, 0) + " m";
    Path bar;
    bar.addPolyline({{leftBottom.x, leftBottom.y - 5},
                     {leftBottom.x, leftBottom.y},
                     {leftBottom.x + width, leftBottom.y},
                     {leftBottom.x + width, leftBottom.y - 5}},
                    false);
    Path half;
    half.addPolyline({{leftBottom.x + width / 2, leftBottom.y - 3}, {leftBottom.x + width / 2, leftBottom.y}}, false);
    for (const Path& path : {bar, half}) {
        scene.items.push_back(PathItem{path, {}, {}, Stroke{withOpacity(palette::paper, 0.9), 3.6, {}, true}});
        scene.items.push_back(PathItem{path, {}, {}, Stroke{palette::secondText, 1.2, {}, false}});
    }
    const std::string zero = "0";
    const auto place = [&](const std::string& text, double x) {
        scene.items.push_back(TextItem{{x - textWidth(text, 12, false) / 2, leftBottom.y - 9},
                                       text,
                                       12,
                                       false,
                                       palette::secondText,
                                       withOpacity(palette::paper, 0.9),
                                       2});
    };
    place(zero, leftBottom.x + 3);
    place(label, leftBottom.x + width - 3);
}

Credits creditsOf(const Snapshot& snapshot, const std::vector<std::string>& sourceIds, const std::string& asOf,
                  Language language)
{
    Credits credits;
    std::vector<const SourceEdition*> sources;
    std::map<std::pair<double, std::string>, std::vector<std::string>> old;  // the oldest first
    const auto now = yearsOf(asOf);
    for (const std::string& id : sourceIds) {
        const SourceEdition* source = findSource(snapshot, id);
        if (!source)
            continue;
        sources.push_back(source);
        if (!source->limits.in(language).empty())
            addOnce(credits.limits, source->limits.in(language));
        const auto then = yearsOf(source->asOf);
        if (now && then && *now - *then > oldAfterYears) {
            const int year = static_cast<int>(*then);
            const std::string age = speak(
                {"maps.data_age",
                 {shortTitle(FiscalYear{year}, language), std::to_string(static_cast<int>(std::floor(*now - *then)))}},
                language);
            addOnce(old[{*then, age}], source->title.in(language));
        }
    }
    for (const auto& [age, titles] : old) {
        std::string of;
        for (const std::string& title : titles)
            of += (of.empty() ? "" : language == Language::Japanese ? "、" : "; ") + title;
        credits.ages.push_back({age.second, of});
    }
    credits.sources = creditText(sources, language);
    return credits;
}

}  // namespace chiiki
