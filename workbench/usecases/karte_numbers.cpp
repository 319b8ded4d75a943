#include "workbench/usecases/karte_numbers.h"

#include <algorithm>

namespace chiiki {
namespace {

constexpr int trendYears = 5;

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

}  // namespace

std::vector<int> KarteSources::of(const std::vector<std::string>& ids)
{
    std::vector<int> numbers;
    for (const std::string& id : ids) {
        const SourceEdition* edition = findSource(city_, id);
        if (!edition)
            continue;
        auto found = std::find_if(sources_.begin(), sources_.end(),
                                  [&](const KarteSource& one) { return one.edition == edition; });
        if (found == sources_.end()) {
            sources_.push_back({static_cast<int>(sources_.size()) + 1, edition});
            found = sources_.end() - 1;
        }
        if (std::find(numbers.begin(), numbers.end(), found->number) == numbers.end())
            numbers.push_back(found->number);
    }
    return numbers;
}

Result<KarteNumbers> KarteNumbers::compute(PluginSession& session, const std::vector<std::string>& ids,
                                           Language language, bool isForAnyCity)
{
    KarteNumbers numbers;
    numbers.language_ = language;
    std::vector<IndicatorResult> computed;
    const std::vector<Indicator> known = session.list();
    for (const std::string& id : ids) {
        if (numbers.columns_.contains(id) || numbers.absent_.contains(id))
            continue;
        auto result = session.compute(id);
        if (!result) {
            const auto declared =
                std::find_if(known.begin(), known.end(), [&](const Indicator& one) { return one.id == id; });
            if (declared == known.end() && !isForAnyCity)
                return tl::unexpected(result.error());
            Indicator unknown;
            unknown.id = id;
            unknown.title = {id, id};
            numbers.absent_[id] = declared == known.end() ? unknown : *declared;
            numbers.problems_[id] = declared == known.end() ? speak({"karte.why_unknown", {}}, language)
                                                            : describe(result.error(), language);
            continue;
        }
        numbers.columns_[id] = computed.size();
        computed.push_back(*std::move(result));
    }
    const SnapshotPtr city = session.city();
    auto table = compare(*city, computed, std::nullopt, "code");
    if (!table)
        return tl::unexpected(table.error());
    numbers.table_ = *std::move(table);
    for (IndicatorResult& result : computed) {
        if (result.hasReconciliation && !result.reconciliation.addsUp())
            return fail(ErrorKind::BadRequest,
                        {"usecases.parts_do_not_add_up",
                         {reconciliationLine(result.reconciliation, city->districts.size(), language)}});
        numbers.results_[result.indicator.id] = std::move(result);
    }
    return numbers;
}

const IndicatorResult* KarteNumbers::result(const std::string& id) const
{
    const auto found = results_.find(id);
    return found == results_.end() ? nullptr : &found->second;
}

std::string KarteNumbers::reconciliations(const std::vector<std::string>& ids) const
{
    std::string lines;
    for (const std::string& id : ids) {
        const IndicatorResult* one = result(id);
        if (one && one->hasReconciliation && one->indicator.kind == IndicatorKind::Count)
            lines += (lines.empty()                     ? ""
                      : language_ == Language::Japanese ? "／"
                                                        : "; ") +
                     one->indicator.title.in(language_) + " " +
                     reconciliationLine(one->reconciliation, table_.districtCount, language_, madeUpOf(*one));
    }
    return lines;
}

KarteNumber KarteNumbers::of(const std::string& id, std::size_t district, KarteSources& sources) const
{
    KarteNumber number;
    if (const auto absent = absent_.find(id); absent != absent_.end()) {
        number.indicator = absent->second;
        number.absentReason = problems_.at(id);
        return number;
    }
    const IndicatorResult& result = results_.at(id);
    const std::size_t column = columns_.at(id);
    const ComparisonTable& table = table_;
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
        number.absentReason = whyAbsent(number, own, language_);
    addYears(number, result, table.rows[district].code);
    if (number.year)
        number.sources = sources.of(sourceIdsOf(result, number.year));
    return number;
}

}  // namespace chiiki
