#include "core/plugin/lorenz.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace chiiki {

std::optional<Lorenz> lorenzOf(std::span<const LorenzShare> shares)
{
    std::vector<LorenzShare> ordered;
    Lorenz curve;
    for (const LorenzShare& share : shares) {
        if (share.amount < 0)
            return std::nullopt;
        if (share.people > 0)
            ordered.push_back(share);
        else
            curve.withoutValue.push_back(share.districtCode);
    }
    if (ordered.size() < 2)
        return std::nullopt;
    std::sort(ordered.begin(), ordered.end(), [](const LorenzShare& a, const LorenzShare& b) {
        const double left = a.amount / a.people, right = b.amount / b.people;
        return left != right ? left < right : a.districtCode < b.districtCode;
    });
    double people = 0, amount = 0;
    for (const LorenzShare& share : ordered) {
        people += share.people;
        amount += share.amount;
    }
    if (!(amount > 0))
        return std::nullopt;
    curve.points.push_back({0, 0, {}});
    double twiceBelow = 0, peopleSoFar = 0, amountSoFar = 0;
    for (const LorenzShare& share : ordered) {
        peopleSoFar += share.people;
        amountSoFar += share.amount;
        const Lorenz::Point last = curve.points.back();
        curve.points.push_back({peopleSoFar / people, amountSoFar / amount, share.districtCode});
        twiceBelow += (curve.points.back().people - last.people) * (curve.points.back().amount + last.amount);
    }
    // Equal shares come out as 0 but for rounding.
    curve.gini = std::max(0.0, 1 - twiceBelow);
    return curve;
}

std::optional<Lorenz> lorenzOf(const Snapshot& snapshot, const IndicatorResult& result, int year, double perUnit)
{
    std::map<std::string_view, double> peopleOf;
    for (const DemandArea& area : snapshot.demandAreas)
        peopleOf[area.districtCode] += area.people;
    std::map<std::string_view, const Value*> valueOf;
    for (const IndicatorValue& value : result.values)
        if (value.series == Series::Actual && value.year.year == year)
            valueOf[value.districtCode] = &value.value;
    std::vector<LorenzShare> shares;
    std::vector<std::string> withoutValue;
    Status status = Status::Computed;
    for (const District& district : snapshot.districts) {
        const auto value = valueOf.find(district.code);
        const auto people = peopleOf.find(district.code);
        if (value == valueOf.end() || !value->second->isNumber() || people == peopleOf.end()) {
            withoutValue.push_back(district.code);
            continue;
        }
        const double number = *value->second->number();
        const bool isAmount = result.indicator.kind == IndicatorKind::Count;
        shares.push_back({district.code, people->second, isAmount ? number : number * people->second / perUnit});
        status = weakest(status, value->second->status);
    }
    std::optional<Lorenz> curve = lorenzOf(shares);
    if (curve) {
        curve->withoutValue.insert(curve->withoutValue.end(), withoutValue.begin(), withoutValue.end());
        std::sort(curve->withoutValue.begin(), curve->withoutValue.end());
        curve->status = status;
    }
    return curve;
}

}  // namespace chiiki
