#include "workbench/desktop/finding_mending.h"

#include <algorithm>

#include "workbench/desktop/findings_model.h"

namespace chiiki::desktop {
namespace {

/// Of a finding about a position: "pack.emergency_shelters.00140.place_equal".
const Facility* facilityOf(const Finding& finding, const Snapshot& snapshot)
{
    const bool isAboutPlace = finding.id.substr(finding.id.rfind('.') + 1).starts_with("place_");
    if (!isAboutPlace || finding.sourceId.empty() || finding.sourceRow == 0)
        return nullptr;
    const auto found =
        std::find_if(snapshot.facilities.begin(), snapshot.facilities.end(), [&](const Facility& facility) {
            return facility.sourceRow == finding.sourceRow && facility.sourceId == finding.sourceId;
        });
    return found == snapshot.facilities.end() ? nullptr : &*found;
}

/// The rows that a finding names, "award:UID"; those of the first one's table.
Picture namedRows(const ShownFinding& shown)
{
    Picture picture{Picture::Kind::Rows, shown.plugin};
    for (const std::string& row : shown.finding.rows) {
        const std::size_t colon = row.find(':');
        if (colon == std::string::npos)
            continue;
        if (picture.view.empty())
            picture.view = row.substr(0, colon);
        if (picture.view == row.substr(0, colon))
            picture.rows.push_back(row.substr(colon + 1));
    }
    return picture;
}

}  // namespace

std::optional<Mending> mendingOf(const ShownFinding& shown, const Snapshot& snapshot, const OverlayBoard& board)
{
    if (const Facility* facility = facilityOf(shown.finding, snapshot))
        return Mending{Mending::Kind::Position, *facility};
    const OverlayEntry* entry = board.find(shown.plugin);
    if (!entry)
        return std::nullopt;
    const Manifest& manifest = entry->plugin->manifest;
    Picture rows = namedRows(shown);
    // A table that waits for its rows is named by the finding, or by its rule.
    constexpr std::string_view waiting = ".without_rows/";
    const std::size_t at = shown.finding.id.find(waiting);
    if (rows.view.empty() && at != std::string::npos)
        rows.view = shown.finding.id.substr(at + waiting.size());
    for (const RuleSpec& rule : manifest.rules)
        if (rows.view.empty() && manifest.id + "." + rule.id == ruleIdOf(shown.finding))
            rows.view = rule.of.table;
    if (findTable(manifest, rows.view))
        return Mending{Mending::Kind::Rows, {}, rows};
    const std::string indicator = indicatorOf(shown, board);
    const bool isTyped = std::any_of(manifest.indicators.begin(), manifest.indicators.end(), [&](const auto& spec) {
        return spec.indicator.id == indicator && !spec.quantity.table.empty() && !spec.over &&
               spec.per == Denominator::None && !spec.isCumulative;
    });
    if (isTyped && !shown.finding.districtCode.empty())
        return Mending{Mending::Kind::Value, {}, {}, indicator};
    return std::nullopt;
}

}  // namespace chiiki::desktop
