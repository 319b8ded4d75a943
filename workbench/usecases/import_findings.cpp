#include "workbench/usecases/import_findings.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace chiiki::imports {
namespace {

constexpr std::size_t mostFindings = 500;

Text textOf(const Message& message)
{
    return {speak(message, Language::Japanese), speak(message, Language::English)};
}

}  // namespace

void FindingsOfImport::report(const Facility& facility, const Message& reason, Severity severity, const Message& action)
{
    if (findings_.size() == mostFindings) {
        ++rest_;
        return;
    }
    Finding finding;
    char row[16];
    std::snprintf(row, sizeof row, "%05d", facility.sourceRow);
    finding.id =
        "import." + edition_.sourceId + "." + row + "." + std::string(reason.code.substr(reason.code.find('.') + 1));
    finding.severity = severity;
    finding.districtCode = facility.placement.districtCode;
    const std::string number = std::to_string(facility.sourceRow);
    finding.text = {edition_.title.ja + " " + number + "行目" +
                        (facility.name.empty() ? std::string() : "「" + facility.name + "」") + ": " +
                        speak(reason, Language::Japanese) + "。",
                    edition_.title.en + ", row " + number + (facility.name.empty() ? "" : ", " + facility.name) + ": " +
                        speak(reason, Language::English) + "."};
    finding.action = textOf(action);
    finding.sourceId = edition_.sourceId;
    finding.sourceRow = facility.sourceRow;
    finding.place = facility.place;
    findings_.push_back(std::move(finding));
}

void FindingsOfImport::add(const Facility& facility, const std::string& repeatedId, const PlacedRow& placed)
{
    const Placement& placement = facility.placement;
    if (placement.rest == Placement::Rest::Outside && placed.by != PlacedBy::Decision)
        report(facility, {placement.reason, {}}, Severity::Watch, {"imports.action_outside", {}});
    if (placement.rest == Placement::Rest::Unplaced && placed.by != PlacedBy::Decision) {
        const bool isEmpty = placement.reason == "io.row_empty";
        report(facility, {placement.reason, {}}, isEmpty ? Severity::Watch : Severity::Act,
               {isEmpty ? "imports.action_empty" : "imports.action_unplaced", {}});
    }
    if (!repeatedId.empty())
        report(facility, {"imports.id_repeated", {repeatedId}}, Severity::Watch, {"imports.action_repeated", {}});
    if (placement.rest != Placement::Rest::None || placed.doubts.empty())
        return;
    // Counted by its address, and on no map as long as its position cannot be used.
    const bool hasBadPosition = !facility.place && placed.doubts.front().code.starts_with("io.");
    if (hasBadPosition)
        report(facility, placed.doubts.front(), Severity::Act, {"imports.action_position", {}});
    else if (facility.place)
        report(facility, placed.doubts.front(), Severity::Watch, {"imports.action_doubt", {}});
}

void FindingsOfImport::putInto(Snapshot& next)
{
    const std::string rest = "import." + edition_.sourceId + ".more";
    // Findings about other things than the records of a file have ids of their own.
    std::erase_if(next.findings, [&](const Finding& finding) {
        const bool isOfRecord =
            finding.sourceRow > 0 && (finding.id.starts_with("import.") || finding.id.starts_with("pack."));
        return finding.sourceId == edition_.sourceId && (isOfRecord || finding.id == rest);
    });
    std::set<std::string> ids;
    for (Finding& finding : findings_)
        if (ids.insert(finding.id).second)
            next.findings.push_back(std::move(finding));
    if (rest_ > 0) {
        Finding finding;
        finding.id = rest;
        finding.severity = Severity::Watch;
        finding.text = textOf({"imports.more_findings", {edition_.title.ja, std::to_string(rest_)}});
        finding.action = textOf({"imports.action_unplaced", {}});
        finding.sourceId = edition_.sourceId;
        next.findings.push_back(std::move(finding));
    }
}

}  // namespace chiiki::imports
