#include "workbench/desktop/offered_indicators.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "core/analysis/city_indicators.h"
#include "core/analysis/indicator_definitions.h"

namespace chiiki::desktop {
namespace {

constexpr std::string_view centres = "community_centre";
constexpr std::string_view firstShown = "population.density";

IndicatorGroup groupOf(std::string_view id)
{
    const std::string_view plugin = id.substr(0, id.find('.'));
    if (plugin == "population" || plugin == "area")
        return IndicatorGroup::People;
    if (plugin == "coverage")
        return IndicatorGroup::Reach;
    if (plugin == "facilities")
        return IndicatorGroup::Facilities;
    // Stored values that are none of the city's plan came in from files.
    return plugin == "kgi" || plugin == "kpi" ? IndicatorGroup::Targets : IndicatorGroup::Imported;
}

}  // namespace

std::vector<OfferedIndicator> offeredIndicators(const SnapshotPtr& snapshot, const PluginSession& session)
{
    std::vector<OfferedIndicator> offered;
    const std::string ofCentres = coverageId({{std::string(centres)}, 800, 1, DemandBy::Area});
    for (Indicator& indicator : coreIndicators(snapshot)) {
        const IndicatorGroup group = groupOf(indicator.id);
        const bool isOfCentres = indicator.id == ofCentres;
        offered.push_back({group, std::move(indicator)});
        if (isOfCentres)
            offered.push_back(
                {group, definitions::coverageShare({{std::string(centres)}, 1500, 1, DemandBy::Area}, *snapshot)});
    }
    std::stable_sort(offered.begin(), offered.end(), [](const OfferedIndicator& a, const OfferedIndicator& b) {
        const auto order = [](const OfferedIndicator& o) { return std::pair(o.group, o.indicator.id != firstShown); };
        return order(a) < order(b);
    });
    for (const Plugin& plugin : session.plugins())
        for (const IndicatorSpec& spec : plugin.manifest.indicators)
            offered.push_back({IndicatorGroup::Overlay, spec.indicator, plugin.manifest.title});
    return offered;
}

}  // namespace chiiki::desktop
