#include "maps/layout/karte_parts.h"
#include "maps/scene/text_measure.h"

namespace chiiki {
namespace {

constexpr double lineHeight = 13;
constexpr double signWidth = 16;

/// Square, triangle, ring: told apart without colour.
void putSign(Scene& scene, Severity severity, Point centre)
{
    Path path;
    switch (severity) {
    case Severity::Act:
        path.addBox({centre.x - 4, centre.y - 4, 8, 8});
        scene.items.push_back(PathItem{path, palette::warning, {}, {}});
        return;
    case Severity::Watch:
        path.addPolyline({{centre.x, centre.y - 4.5}, {centre.x + 5, centre.y + 4}, {centre.x - 5, centre.y + 4}},
                         true);
        scene.items.push_back(PathItem{path, palette::notice, {}, {}});
        return;
    case Severity::Note:
        path.addCircle(centre, 3.6);
        scene.items.push_back(PathItem{path, rgb(0xFFFFFF), {}, Stroke{palette::secondText, 1.3, {}, true}});
    }
}

}  // namespace

void appendKarteFindings(const KarteSheet& sheet, const Box& box, const KarteFindings& findings)
{
    Scene& scene = sheet.scene();
    sheet.begin("P");
    if (!findings.nothing.empty()) {
        putText(scene, box.x, box.y + 12, findings.nothing, {10, false, palette::secondText});
        return;
    }
    double y = box.y + 2;
    for (std::size_t i = 0; i < findings.items.size(); ++i) {
        const KarteFindings::Item& item = findings.items[i];
        const double room = box.width - signWidth - (item.isSample ? sampleWordWidth(sheet.style.language) + 6 : 0);
        const auto lines = wrapText(item.text, 10, false, room);
        const bool isLast = i + 1 == findings.items.size();
        const double height = static_cast<double>(lines.size()) * lineHeight;
        if (y + height + (isLast ? 0 : lineHeight) > box.bottom()) {
            putText(scene, box.x + signWidth, y + 10,
                    sheet.say("karte.more_findings", {std::to_string(findings.items.size() - i)}),
                    {9, false, palette::secondText});
            return;
        }
        putSign(scene, item.severity, {box.x + 6, y + 6.5});
        if (item.isSample)
            putSampleWord(sheet, box.right(), y + 10);
        for (const std::string& line : lines) {
            putText(scene, box.x + signWidth, y + 10, line, {10});
            y += lineHeight;
        }
        y += 2;
    }
}

}  // namespace chiiki
