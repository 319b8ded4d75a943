#include "maps/layout/karte.h"

#include <algorithm>
#include <numeric>

#include "maps/layout/karte_parts.h"
#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

constexpr double margin = 30;
constexpr double columnGap = 20;
constexpr double slotGap = 10;
constexpr double slotTitle = 20;
constexpr double headHeight = 72;
constexpr double sentencesHeight = 72;
constexpr double footHeight = 104;
constexpr double keyWidth = 104;

void putKeys(const KarteSheet& sheet, double right)
{
    Scene& scene = sheet.scene();
    const auto& keys = sheet.page.keys;
    double x = right - static_cast<double>(keys.size()) * keyWidth;
    for (const KarteNumber& key : keys) {
        putLine(scene, {x, margin + 4}, {x, margin + headHeight - 12}, palette::hairline);
        const double left = x + 9;
        const Language language = sheet.style.language;
        putText(scene, left, margin + 14, shortened(key.indicator.title.in(language), 10, false, keyWidth - 14),
                {10, false, palette::secondText});
        std::string value = karteValueText(key, language);
        double size = 18;
        while (size > 9 && textWidth(value, size, true) > keyWidth - 17)
            size -= 1;
        putText(scene, left, margin + 37, value, {size, true});
        std::string below = karteRankSign(key, language);
        if (!below.empty())
            below += "/" + std::to_string(key.ranked);
        if (const std::string origin = karteOriginText(key, language); !origin.empty())
            below += (below.empty() ? "" : "  ") + origin;
        const double belowSize = textWidth(below, 10, false) > keyWidth - 12 ? 9 : 10;
        putText(scene, left, margin + 54, below, {belowSize, false, palette::secondText});
        if (key.value.status == Status::Sample)
            putSampleWord(sheet, x + keyWidth - 3, margin + 14);
        x += keyWidth;
    }
}

void putHead(const KarteSheet& sheet)
{
    Scene& scene = sheet.scene();
    const KartePage& page = sheet.page;
    sheet.begin("H1");
    const double right = karteWidth - margin;
    putText(scene, margin, margin + 11, page.cityName + "  " + page.title, {12, false, palette::secondText});
    const double room = right - static_cast<double>(page.keys.size()) * keyWidth - margin - 10;
    double size = 34;
    while (size > 18 && textWidth(page.name, size, true) > room)
        size -= 2;
    putText(scene, margin, margin + 45, page.name, {size, true});
    const double readingX = margin + textWidth(page.name, size, true) + 10;
    const double readingWidth = textWidth(page.reading, 12, false);
    const bool isBeside = readingX + readingWidth <= margin + room;
    if (isBeside)
        putText(scene, readingX, margin + 45, page.reading, {12, false, palette::secondText});
    std::string below = isBeside ? page.centre : page.reading + "  " + page.centre;
    putText(scene, margin, margin + 62, shortened(below, 11, false, room), {11, false, palette::secondText});
    sheet.begin("P");
    putKeys(sheet, right);
    if (page.hasSample) {
        const std::string stamp = sheet.say("karte.sample_stamp");
        const double width = textWidth(stamp, 10, true) + 12;
        putBox(scene, {right - width, margin - 17, width, 16}, rgb(0xFFFFFF), {},
               Stroke{palette::warning, 1.2, {}, false});
        putText(scene, right - width + 6, margin - 5.5, stamp, {10, true, palette::warning});
    }
}

void putSentences(const KarteSheet& sheet, const Box& box)
{
    if (sheet.page.sentences.empty())
        return;
    sheet.begin("P");
    putBox(sheet.scene(), box, rgb(0xF1F5F9));
    putBox(sheet.scene(), {box.x, box.y, 3, box.height}, palette::accent);
    std::string text;
    for (const std::string& sentence : sheet.page.sentences)
        text += (text.empty() || sheet.style.language == Language::Japanese ? "" : " ") + sentence;
    constexpr double lead = 1.4;
    double size = 12;
    std::vector<std::string> lines;
    for (; size >= 9; size -= 1) {
        lines = wrapText(text, size, false, box.width - 24);
        if (static_cast<double>(lines.size()) * size * lead <= box.height - 4)
            break;
    }
    double baseline = box.y + (box.height - static_cast<double>(lines.size()) * size * lead) / 2 + size * 1.1;
    for (const std::string& line : lines) {
        putText(sheet.scene(), box.x + 13, baseline, line, {size});
        baseline += size * lead;
    }
}

/// Where a slot's content stands, below its title.
Box bodyOf(const Box& box)
{
    return {box.x, box.y + slotTitle, box.width, box.height - slotTitle};
}

void putSlot(const KarteSheet& sheet, const KarteSlot& slot, const Box& box)
{
    Scene& scene = sheet.scene();
    sheet.begin("H2");
    putBox(scene, {box.x, box.y + 2, 4, 12}, palette::accent);
    putText(scene, box.x + 10, box.y + 13, slot.title, {12, true});
    putLine(scene, {box.x, box.y + 17.5}, {box.right(), box.y + 17.5}, palette::borderCasing, 0.8);
    const Box body = bodyOf(box);
    struct Draw {
        const KarteSheet& sheet;
        const Box& body;
        void operator()(const KarteMap& map) const { appendKarteMap(sheet, body, map); }
        void operator()(const KartePosition& position) const { appendKartePosition(sheet, body, position); }
        void operator()(const KarteSection& section) const { appendKarteSection(sheet, body, section); }
        void operator()(const KarteFindings& findings) const { appendKarteFindings(sheet, body, findings); }
    };
    std::visit(Draw{sheet, body}, slot.content);
}

/// Calls `put` with each slot and its box, column by column.
template <typename Put>
void forEachSlot(const KartePage& page, Put put)
{
    const double width = karteWidth - 2 * margin;
    const double bodyTop = margin + headHeight + sentencesHeight + 12;
    const double bodyBottom = karteHeight - margin - footHeight - 8;
    const auto columns = static_cast<double>(std::max<std::size_t>(page.columns.size(), 1));
    const double columnWidth = (width - columnGap * (columns - 1)) / columns;
    double x = margin;
    for (const auto& column : page.columns) {
        const double shares = std::accumulate(column.begin(), column.end(), 0.0,
                                              [](double sum, const KarteSlot& slot) { return sum + slot.share; });
        const double room = bodyBottom - bodyTop - slotGap * (static_cast<double>(column.size()) - 1);
        double y = bodyTop;
        for (const KarteSlot& slot : column) {
            const double height = room * slot.share / shares;
            put(slot, Box{x, y, columnWidth, height});
            y += height + slotGap;
        }
        x += columnWidth + columnGap;
    }
}

void putFoot(const KarteSheet& sheet, const Box& box)
{
    Scene& scene = sheet.scene();
    sheet.begin("P");
    putLine(scene, {box.x, box.y + 0.5}, {box.right(), box.y + 0.5}, palette::borderCasing, 0.8);
    std::vector<std::string> paragraphs = sheet.page.notes;
    std::string sources;
    for (const std::string& source : sheet.page.sources)
        sources += (sources.empty() ? "" : "  ") + source;
    if (!sources.empty())
        paragraphs.insert(paragraphs.begin(), sheet.say("maps.source", {sources}));
    const double dateWidth = textWidth(sheet.page.asOf, 9, false) + 20;
    double size = 9;
    std::vector<std::string> lines;
    for (; size >= 7; size -= 1) {
        lines.clear();
        for (std::size_t i = 0; i < paragraphs.size(); ++i)
            for (std::string& line :
                 wrapText(paragraphs[i], size, false, box.width - (i + 1 == paragraphs.size() ? dateWidth : 0)))
                lines.push_back(std::move(line));
        if (static_cast<double>(lines.size()) * size * 1.35 <= box.height - 6)
            break;
    }
    double baseline = box.y + 6 + size;
    for (const std::string& line : lines) {
        putText(scene, box.x, baseline, line, {size, false, palette::secondText});
        baseline += size * 1.35;
    }
}

}  // namespace

Result<PdfPage> composeKarte(const CityScene& city, const KartePage& page, const KarteStyle& style)
{
    if (auto ready = prepareText(); !ready)
        return tl::unexpected(ready.error());
    PdfPage out;
    out.scene.width = karteWidth;
    out.scene.height = karteHeight;
    out.scene.title = page.cityName + " " + page.title + " " + page.name;
    const KarteSheet sheet{out, city, page, style};
    putHead(sheet);
    const double width = karteWidth - 2 * margin;
    const double top = margin + headHeight;
    putSentences(sheet, {margin, top, width, sentencesHeight});
    forEachSlot(page, [&](const KarteSlot& slot, const Box& box) { putSlot(sheet, slot, box); });
    putFoot(sheet, {margin, karteHeight - margin - footHeight, width, footHeight});
    return out;
}

Result<PdfPage> composeKarteCommon(const KartePage& page)
{
    if (auto ready = prepareText(); !ready)
        return tl::unexpected(ready.error());
    PdfPage out;
    out.scene.width = karteWidth;
    out.scene.height = karteHeight;
    forEachSlot(page, [&](const KarteSlot& slot, const Box& box) {
        if (const auto* position = std::get_if<KartePosition>(&slot.content))
            appendCommonPosition(out.scene, bodyOf(box), *position);
    });
    putText(out.scene, karteWidth - margin, karteHeight - margin, page.asOf, {9, false, palette::secondText},
            Align::Right);
    return out;
}

}  // namespace chiiki
