#include "workbench/usecases/karte_gather.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <tbb/parallel_invoke.h>

#include "maps/layout/karte_parts.h"
#include "workbench/usecases/karte_numbers.h"
#include "workbench/usecases/karte_rows.h"
#include "workbench/usecases/karte_sources.h"

namespace chiiki {
namespace {

std::string countId(const std::string& facilityKind)
{
    return "facilities." + facilityKind;
}

std::vector<std::string> idsOf(const KarteTemplate& plan)
{
    std::vector<std::string> ids = plan.keyFigures;
    for (const auto& column : plan.columns)
        for (const KarteSlotPlan& slot : column) {
            ids.insert(ids.end(), slot.indicators.begin(), slot.indicators.end());
            for (const std::vector<std::string>* kinds : {&slot.facilities, &slot.counted})
                for (const std::string& kind : *kinds)
                    ids.push_back(countId(kind));
        }
    return ids;
}

/// The template with the kinds of facilities that the city has, where it is for any city.
KarteTemplate inCity(const KarteTemplate& given, const Snapshot& city)
{
    KarteTemplate plan = given;
    if (!plan.isForAnyCity)
        return plan;
    const auto isUnknown = [&](const std::string& kind) { return !findFacilityKind(city, kind); };
    for (auto& column : plan.columns)
        for (KarteSlotPlan& slot : column) {
            std::erase_if(slot.facilities, isUnknown);
            std::erase_if(slot.counted, isUnknown);
            if (!slot.coverage)
                continue;
            std::erase_if(slot.coverage->kinds, isUnknown);
            if (slot.coverage->kinds.empty() || slot.coverage->atLeast > static_cast<int>(slot.coverage->kinds.size()))
                slot.coverage.reset();
        }
    return plan;
}

/// Computes the indicators that no plugin has, which the session then keeps. What fails says so when it is asked for.
void computeOwn(PluginSession& session, const std::vector<std::string>& ids)
{
    for (const std::string& id : ids)
        if (!session.find(id.substr(0, id.find('.'))))
            (void)session.compute(id);
}

Result<KarteMap> mapOf(const Snapshot& city, const KarteSlotPlan& slot, KarteSources& sources, Language language)
{
    KarteMap map;
    map.kinds = slot.facilities;
    map.countedKinds = slot.counted;
    map.showsRoutes = slot.showsRoutes;
    std::vector<std::string> ids;
    std::vector<std::string> kinds = slot.facilities;
    kinds.insert(kinds.end(), slot.counted.begin(), slot.counted.end());
    for (const std::string& kind : kinds) {
        if (!findFacilityKind(city, kind)) {
            std::string list;
            for (const FacilityKind& one : city.facilityKinds)
                list += (list.empty() ? "" : ", ") + one.id;
            return fail(ErrorKind::NotFound, {"karte.unknown_kind", {kind, list}});
        }
        for (const Facility& facility : city.facilities)
            if (facility.kind == kind)
                ids.push_back(facility.sourceId);
    }
    if (slot.coverage) {
        CoverageLayer layer;
        layer.radiusM = slot.coverage->radiusM;
        layer.atLeast = slot.coverage->atLeast;
        std::string titles;
        for (const std::string& kind : slot.coverage->kinds) {
            std::vector<Point>& centres = layer.centresByKind.emplace_back();
            const FacilityKind* found = findFacilityKind(city, kind);
            titles += (titles.empty()                   ? ""
                       : language == Language::Japanese ? "・"
                                                        : ", ") +
                      (found ? found->title.in(language) : kind);
            for (const Facility& facility : city.facilities)
                if (facility.kind == kind && facility.place && isOpen(facility, city))
                    centres.push_back(*facility.place);
        }
        map.coverageTitle =
            speak({"karte.coverage", {titles, std::to_string(static_cast<int>(layer.radiusM))}}, language);
        map.coverage = std::move(layer);
    }
    if (slot.showsRoutes)
        for (const Route& route : city.routes)
            ids.push_back(route.sourceId);
    map.sources = sources.of(ids);
    return map;
}

std::string centreOf(const Snapshot& city, const std::string& code, Language language)
{
    std::string names;
    int branches = 0;
    for (const Facility& facility : city.facilities) {
        if (facility.placement.rest != Placement::Rest::None || facility.placement.districtCode != code ||
            !isOpen(facility, city))
            continue;
        if (facility.kind == "community_centre")
            names += (names.empty() ? "" : "・") + facility.name;
        else if (facility.kind == "centre_branch")
            ++branches;
    }
    return branches > 0 ? speak({"karte.with_branches", {names, std::to_string(branches)}}, language) : names;
}

KarteFindings findingsOf(const std::vector<const Finding*>& all, const std::string& code, Language language)
{
    KarteFindings findings;
    for (const Finding* finding : all)
        if (finding->districtCode == code)
            findings.items.push_back(
                {finding->severity, finding->text.in(language), finding->action.in(language), finding->isSample});
    if (findings.items.empty())
        findings.nothing = speak({"karte.no_findings", {}}, language);
    return findings;
}

/// Of the workspace and all overlays, most urgent first, what is made up last, each id once.
std::vector<const Finding*> allFindings(const Snapshot& city,
                                        const std::vector<std::shared_ptr<const OverlayRun>>& runs)
{
    std::vector<const Finding*> all;
    for (const Finding& finding : city.findings)
        all.push_back(&finding);
    for (const auto& run : runs)
        if (run->overlay)
            for (const Finding& finding : run->overlay->findings)
                all.push_back(&finding);
    std::stable_sort(all.begin(), all.end(), [](const Finding* a, const Finding* b) {
        return std::tuple(a->isSample, a->severity, !a->isAmiss) < std::tuple(b->isSample, b->severity, !b->isAmiss);
    });
    return all;
}

void collect(std::set<int>& used, bool& hasSample, const KarteNumber& number)
{
    used.insert(number.sources.begin(), number.sources.end());
    hasSample |= number.value.isNumber() && number.value.status == Status::Sample;
}

/// Which sources the page names, and whether something on it is made up.
std::set<int> usedSources(KartePage& page)
{
    std::set<int> used;
    bool hasSample = false;
    for (const KarteNumber& number : page.keys)
        collect(used, hasSample, number);
    for (const auto& column : page.columns)
        for (const KarteSlot& slot : column) {
            if (const auto* map = std::get_if<KarteMap>(&slot.content)) {
                used.insert(map->sources.begin(), map->sources.end());
                for (const KarteNumber& number : map->counts)
                    collect(used, hasSample, number);
            }
            if (const auto* position = std::get_if<KartePosition>(&slot.content))
                for (const KarteNumber& number : position->numbers)
                    collect(used, hasSample, number);
            if (const auto* section = std::get_if<KarteSection>(&slot.content)) {
                for (const KarteNumber& number : section->numbers)
                    collect(used, hasSample, number);
                if (section->rows) {
                    used.insert(section->rows->sources.begin(), section->rows->sources.end());
                    for (const KarteRows::Row& row : section->rows->rows)
                        hasSample |= row.isSample;
                }
            }
            if (const auto* findings = std::get_if<KarteFindings>(&slot.content))
                for (const KarteFindings::Item& item : findings->items)
                    hasSample |= item.isSample;
        }
    page.hasSample = hasSample;
    return used;
}

}  // namespace

Result<KarteBook> gatherKarte(PluginSession& session, const KarteTemplate& given, Language language,
                              const std::string& asOf)
{
    const KarteTemplate plan = inCity(given, *session.city());
    std::vector<std::shared_ptr<const OverlayRun>> runs;
    // What is no plugin's does not wait for their programs.
    tbb::parallel_invoke([&] { runs = session.all(); }, [&] { computeOwn(session, idsOf(plan)); });
    const auto figures = KarteNumbers::compute(session, idsOf(plan), language, plan.isForAnyCity);
    if (!figures)
        return tl::unexpected(figures.error());
    KarteBook book;
    book.city = session.city();
    const Snapshot& city = *book.city;
    KarteSources sources(city);
    const auto findings = allFindings(city, runs);
    std::vector<std::string> notes;
    if (const std::string reconciled = figures->reconciliations(plan.keyFigures); !reconciled.empty())
        notes.push_back(speak({"karte.reconciliation", {reconciled}}, language));
    notes.push_back(speak({"karte.absence_note", {}}, language));
    for (std::size_t i = 0; i < city.districts.size(); ++i) {
        const District& district = city.districts[i];
        KartePage page;
        page.districtCode = district.code;
        page.name = district.name;
        page.reading = language == Language::English && !district.romaji.empty() ? district.romaji : district.kana;
        page.centre = centreOf(city, district.code, language);
        page.cityName = city.city.name.in(language);
        page.title = plan.title.in(language);
        page.asOf = speak({"maps.as_of", {language == Language::Japanese ? japaneseDate(asOf) : asOf}}, language);
        for (const std::string& id : plan.keyFigures)
            page.keys.push_back(figures->of(id, i, sources));
        for (const auto& column : plan.columns) {
            std::vector<KarteSlot>& slots = page.columns.emplace_back();
            for (const KarteSlotPlan& slotPlan : column) {
                KarteSlot slot{slotPlan.title.in(language), slotPlan.share, KarteFindings{}};
                switch (slotPlan.kind) {
                case KarteSlotPlan::Kind::Map: {
                    auto map = mapOf(city, slotPlan, sources, language);
                    if (!map)
                        return tl::unexpected(map.error());
                    for (const std::vector<std::string>* kinds : {&slotPlan.facilities, &slotPlan.counted})
                        for (const std::string& kind : *kinds)
                            map->counts.push_back(figures->of(countId(kind), i, sources));
                    slot.content = *std::move(map);
                    break;
                }
                case KarteSlotPlan::Kind::Position: {
                    KartePosition position;
                    for (const std::string& id : slotPlan.indicators)
                        position.numbers.push_back(figures->of(id, i, sources));
                    slot.content = std::move(position);
                    break;
                }
                case KarteSlotPlan::Kind::Section: {
                    KarteSection section;
                    for (const std::string& id : slotPlan.indicators)
                        section.numbers.push_back(figures->of(id, i, sources));
                    if (!slotPlan.table.empty()) {
                        auto rows = karteRows(session, slotPlan, district.code, language);
                        if (!rows)
                            return tl::unexpected(rows.error());
                        rows->rows.sources = sources.of(rows->sourceIds);
                        section.rows = std::move(rows->rows);
                    }
                    slot.content = std::move(section);
                    break;
                }
                case KarteSlotPlan::Kind::Findings:
                    slot.content = findingsOf(findings, district.code, language);
                    break;
                }
                slots.push_back(std::move(slot));
            }
        }
        page.sentences = karteSentences(page, plan, language);
        page.notes = notes;
        book.pages.push_back(std::move(page));
    }
    for (KartePage& page : book.pages) {
        const std::set<int> used = usedSources(page);
        KarteCredits credits = karteCredits(sources.all(), used, language);
        page.sources = std::move(credits.sources);
        if (!credits.credits.empty())
            page.notes.insert(page.notes.begin(), std::move(credits.credits));
    }
    book.sources = sources.all();
    return book;
}

}  // namespace chiiki
