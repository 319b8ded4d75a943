#include "workbench/usecases/publish_guard.h"

#include <set>

namespace chiiki {
namespace {

std::string placeOf(const Snapshot& snapshot, const IndicatorValue& value)
{
    const District* district = findDistrict(snapshot, value.districtCode);
    const std::string name = value.districtCode.empty() ? speak({"analysis.row_city", {}}, Language::Japanese)
                             : district                 ? district->name
                                                        : value.districtCode;
    return name + " " + title(value.year, Language::Japanese);
}

}  // namespace

void guardPeople(const Snapshot& snapshot, PublishedIndicator& published, const PublishGuard& guard,
                 Diagnostics& refusals, std::vector<Message>& notices)
{
    const IndicatorResult& result = published.result;
    const Indicator& indicator = result.indicator;
    if (indicator.unit != "people")
        return;
    // As a table of one column, which is what the guard judges.
    DataLayer table;
    table.name = indicator.id;
    table.fields = {{indicator.id, indicator.title, DataField::Type::Number}};
    std::vector<std::string> places;
    const auto add = [&](double number, std::string place) {
        table.rows.push_back({{number}});
        places.push_back(std::move(place));
    };
    for (const IndicatorValue& value : result.values)
        if (const auto number = value.value.number())
            add(*number, placeOf(snapshot, value));
    if (result.hasReconciliation) {
        add(result.reconciliation.outside, speak({"analysis.row_outside", {}}, Language::Japanese));
        add(result.reconciliation.unplaced, speak({"analysis.row_unplaced", {}}, Language::Japanese));
    }
    DisclosureQuestion question;
    question.peopleColumns = {indicator.id};
    question.smallest = guard.smallest;
    question.asOf = guard.asOf;
    std::set<std::string> used;
    for (DisclosureFault& fault : disclosuresOf(table, question)) {
        const PublishingRule* rule = ruleFor(guard.rules, fault);
        if (!rule)
            refusals.push_back({indicator.id, 0, places[fault.row - 2], std::move(fault.message)});
        else if (used.insert(rule->words).second) {
            notices.push_back({"export.open_data_allowed", {indicator.id, rule->what, rule->words}});
            const auto limit = [&](Language language) { return speak({"publish.by_rule", {rule->words}}, language); };
            published.result.recipe.limits.push_back({limit(Language::Japanese), limit(Language::English)});
        }
    }
}

}  // namespace chiiki
