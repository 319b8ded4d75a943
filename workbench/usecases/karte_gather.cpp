#include "workbench/usecases/karte_gather.h"

#include <algorithm>
#include <set>

#include "core/analysis/comparison.h"
#include "maps/layout/karte_parts.h"
#include "workbench/usecases/karte_rows.h"

namespace chiiki {
namespace {

constexpr int trendYears = 5;

/// Every indicator of the template, computed once, with its place in the comparison table.
struct Figures {
    std::map<std::string, IndicatorResult> results;
    std::map<std::string, std::size_t> columns;
    std::map<std::string, Indicator> absent;      // could not be computed
    std::map<std::string, std::string> problems;  // why, in the pages' language
    ComparisonTable table;
};

std::string countId(const std::string& facilityKind)
{
    return "facilities." + facilityKind;
}

std::vector<std::string> idsOf(const KarteTemplate& plan)
{
    std::vector<std::string> ids;
    const auto add = [&](const std::string& id) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
    };
    for (const std::string& id : plan.keyFigures)
        add(id);
    for (const auto& column : plan.columns)
        for (const KarteSlotPlan& slot : column) {
            for (const std::string& id : slot.indicators)
                add(id);
            for (const std::string& kind : slot.facilities)
                add(countId(kind));
        }
    return ids;
}

/// An indicator whose plugin is there but has no overlay now is absent; one that nobody knows is a fault of the
/// template.
Result<Figures> computeAll(PluginSession& session, const KarteTemplate& plan, Language language)
{
    Figures figures;
    std::vector<IndicatorResult> computed;
    const std::vector<Indicator> known = session.list();
    for (const std::string& id : idsOf(plan)) {
        auto result = session.compute(id);
        if (!result) {
            const auto declared =
                std::find_if(known.begin(), known.end(), [&](const Indicator& one) { return one.id == id; });
            if (declared == known.end())
                return tl::unexpected(result.error());
            figures.absent[id] = *declared;
            figures.problems[id] = describe(result.error(), language);
            continue;
        }
        figures.columns[id] = computed.size();
        computed.push_back(*std::move(result));
    }
    const SnapshotPtr city = session.city();
    auto table = compare(*city, computed, std::nullopt, "code");
    if (!table)
        return tl::unexpected(table.error());
    figures.table = *std::move(table);
    for (IndicatorResult& result : computed) {
        if (result.hasReconciliation && !result.reconciliation.addsUp())
            return fail(ErrorKind::BadRequest,
                        {"usecases.parts_do_not_add_up",
                         {reconciliationLine(result.reconciliation, city->districts.size(), language)}});
        figures.results[result.indicator.id] = std::move(result);
    }
    return figures;
}

/// Numbers the editions in the order in which they are first needed.
class SourceNumbers {
public:
    explicit SourceNumbers(const Snapshot& city)
        : city_(city)
    {
    }

    std::vector<int> of(const std::vector<std::string>& ids)
    {
        std::vector<int> numbers;
        for (const std::string& id : ids) {
            const SourceEdition* edition = findSource(city_, id);
            if (!edition)
                continue;
            auto found = std::find_if(sources_.begin(), sources_.end(),
                                      [&](const KarteBook::Source& one) { return one.edition == edition; });
            if (found == sources_.end()) {
                sources_.push_back({static_cast<int>(sources_.size()) + 1, edition});
                found = sources_.end() - 1;
            }
            if (std::find(numbers.begin(), numbers.end(), found->number) == numbers.end())
                numbers.push_back(found->number);
        }
        return numbers;
    }
    const std::vector<KarteBook::Source>& all() const { return sources_; }

private:
    const Snapshot& city_;
    std::vector<KarteBook::Source> sources_;
};

/// The editions that the actual values of one year name, where the recipe names none.
std::vector<std::string> sourceIdsOf(const IndicatorResult& result, std::optional<FiscalYear> year)
{
    std::vector<std::string> ids = result.recipe.sourceIds;
    if (ids.empty() && year)
        for (const IndicatorValue& value : result.values)
            if (value.year == *year && !value.sourceId.empty() &&
                std::find(ids.begin(), ids.end(), value.sourceId) == ids.end())
                ids.push_back(value.sourceId);
    return ids;
}

void addYears(KarteNumber& number, const IndicatorResult& result, const std::string& districtCode)
{
    const std::string wanted = result.indicator.cityOnly ? std::string() : districtCode;
    bool isOwnTarget = false;
    for (const IndicatorValue& value : result.values) {
        const auto one = value.value.number();
        if (!one)
            continue;
        if (value.series == Series::Actual && value.districtCode == wanted && number.year &&
            value.year.year > number.year->year - trendYears && value.year.year <= number.year->year)
            number.years.push_back({value.year.year, *one});
        // A sum of the city is no target of a district.
        const bool mayBeCity = result.indicator.cityOnly || result.indicator.kind != IndicatorKind::Count;
        const bool isOwn = value.districtCode == wanted;
        if (value.series == Series::Target && (isOwn || (value.districtCode.empty() && mayBeCity)) &&
            (!number.target || (isOwn && !isOwnTarget) ||
             (isOwn == isOwnTarget && value.year.year > number.target->year))) {
            number.target = KarteNumber::Year{value.year.year, *one};
            isOwnTarget = isOwn;
        }
    }
    std::sort(number.years.begin(), number.years.end(),
              [](const KarteNumber::Year& a, const KarteNumber::Year& b) { return a.year < b.year; });
}

std::string whyAbsent(const KarteNumber& number, const ComparisonCell& cell, Language language)
{
    if (!cell.note.empty())
        return cell.note;
    if (!number.year)
        return speak({"karte.why_no_values", {}}, language);
    return speak({number.value.absence() == Absence::Suppressed      ? "karte.why_suppressed"
                  : number.value.absence() == Absence::NotApplicable ? "karte.why_not_applicable"
                                                                     : "karte.why_missing",
                  {}},
                 language);
}

KarteNumber numberOf(const Figures& figures, const std::string& id, std::size_t district, SourceNumbers& sources,
                     Language language)
{
    KarteNumber number;
    if (const auto absent = figures.absent.find(id); absent != figures.absent.end()) {
        number.indicator = absent->second;
        number.absentReason = figures.problems.at(id);
        return number;
    }
    const IndicatorResult& result = figures.results.at(id);
    const std::size_t column = figures.columns.at(id);
    const ComparisonTable& table = figures.table;
    number.indicator = result.indicator;
    number.year = table.columns[column].year;
    double sum = 0;
    for (std::size_t row = 0; row < table.districtCount; ++row) {
        const ComparisonCell& cell = table.rows[row].cells[column];
        number.districts.push_back(cell.value);
        if (const auto one = cell.value.number()) {
            sum += *one;
            ++number.ranked;
        }
    }
    if (number.ranked > 0)
        number.mean = sum / number.ranked;
    const ComparisonCell& city = table.rows[table.districtCount].cells[column];
    number.city = city.value;
    const ComparisonCell& own = result.indicator.cityOnly ? city : table.rows[district].cells[column];
    number.value = own.value;
    number.rank = own.rank;
    number.isTied = own.isTied;
    if (!number.value.isNumber())
        number.absentReason = whyAbsent(number, own, language);
    addYears(number, result, table.rows[district].code);
    if (number.year)
        number.sources = sources.of(sourceIdsOf(result, number.year));
    return number;
}

Result<KarteMap> mapOf(const Snapshot& city, const KarteSlotPlan& slot, SourceNumbers& sources, Language language)
{
    KarteMap map;
    map.kinds = slot.facilities;
    map.showsRoutes = slot.showsRoutes;
    std::vector<std::string> ids;
    for (const std::string& kind : slot.facilities) {
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
        std::string kinds;
        for (const std::string& kind : slot.coverage->kinds) {
            std::vector<Point>& centres = layer.centresByKind.emplace_back();
            const FacilityKind* found = findFacilityKind(city, kind);
            kinds += (kinds.empty()                    ? ""
                      : language == Language::Japanese ? "・"
                                                       : ", ") +
                     (found ? found->title.in(language) : kind);
            for (const Facility& facility : city.facilities)
                if (facility.kind == kind && facility.place && isOpen(facility, city))
                    centres.push_back(*facility.place);
        }
        map.coverageTitle =
            speak({"karte.coverage", {kinds, std::to_string(static_cast<int>(layer.radiusM))}}, language);
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

/// Of the workspace and all overlays, most urgent first, each id once.
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
        return std::pair(a->severity, !a->isAmiss) < std::pair(b->severity, !b->isAmiss);
    });
    return all;
}

void noteSources(KartePage& page, const std::vector<KarteBook::Source>& sources, const std::set<int>& used,
                 Language language)
{
    std::string credits;
    std::set<std::string> known;
    for (const KarteBook::Source& source : sources) {
        if (!used.contains(source.number))
            continue;
        const SourceEdition& edition = *source.edition;
        std::string text = sourceSigns({source.number}) + edition.title.in(language);
        if (!edition.asOf.empty())
            text += speak(
                {"karte.edition_date", {language == Language::Japanese ? japaneseDate(edition.asOf) : edition.asOf}},
                language);
        page.sources.push_back(std::move(text));
        const std::string& credit = edition.credit.empty() ? edition.publisher : edition.credit;
        if (!credit.empty() && known.insert(credit).second)
            credits += (credits.empty() ? "" : language == Language::Japanese ? "／" : "; ") + credit;
    }
    if (!credits.empty())
        page.notes.insert(page.notes.begin(), speak({"karte.credits", {credits}}, language));
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

Result<KarteBook> gatherKarte(PluginSession& session, const KarteTemplate& plan, Language language,
                              const std::string& asOf)
{
    const auto runs = session.all();
    const auto figures = computeAll(session, plan, language);
    if (!figures)
        return tl::unexpected(figures.error());
    KarteBook book;
    book.city = session.city();
    const Snapshot& city = *book.city;
    SourceNumbers sources(city);
    const auto findings = allFindings(city, runs);
    std::string reconciled;
    for (const std::string& id : plan.keyFigures)
        if (const auto found = figures->results.find(id); found != figures->results.end() &&
                                                          found->second.hasReconciliation &&
                                                          found->second.indicator.kind == IndicatorKind::Count)
            reconciled += (reconciled.empty()               ? ""
                           : language == Language::Japanese ? "／"
                                                            : "; ") +
                          found->second.indicator.title.in(language) + " " +
                          reconciliationLine(found->second.reconciliation, city.districts.size(), language);
    std::vector<std::string> notes;
    if (!reconciled.empty())
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
        page.asOf = speak({"maps.as_of", {asOf}}, language);
        for (const std::string& id : plan.keyFigures)
            page.keys.push_back(numberOf(*figures, id, i, sources, language));
        for (const auto& column : plan.columns) {
            std::vector<KarteSlot>& slots = page.columns.emplace_back();
            for (const KarteSlotPlan& slotPlan : column) {
                KarteSlot slot{slotPlan.title.in(language), slotPlan.share, KarteFindings{}};
                switch (slotPlan.kind) {
                case KarteSlotPlan::Kind::Map: {
                    auto map = mapOf(city, slotPlan, sources, language);
                    if (!map)
                        return tl::unexpected(map.error());
                    for (const std::string& kind : slotPlan.facilities)
                        map->counts.push_back(numberOf(*figures, countId(kind), i, sources, language));
                    slot.content = *std::move(map);
                    break;
                }
                case KarteSlotPlan::Kind::Position: {
                    KartePosition position;
                    for (const std::string& id : slotPlan.indicators)
                        position.numbers.push_back(numberOf(*figures, id, i, sources, language));
                    slot.content = std::move(position);
                    break;
                }
                case KarteSlotPlan::Kind::Section: {
                    KarteSection section;
                    for (const std::string& id : slotPlan.indicators)
                        section.numbers.push_back(numberOf(*figures, id, i, sources, language));
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
        noteSources(page, sources.all(), used, language);
    }
    book.sources = sources.all();
    return book;
}

}  // namespace chiiki
