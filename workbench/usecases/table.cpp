#include "workbench/usecases/table.h"

#include <algorithm>

namespace chiiki {

Result<ComparisonTable> makeTable(PluginSession& session, const TableRequest& request)
{
    std::vector<std::string> asked = request.indicatorIds;
    if (asked.empty())
        asked = {"population.total", "population.households", "area.km2", "population.density"};
    if (request.sortBy != "code" && request.sortBy != "name")
        asked.push_back(request.sortBy);
    std::string sortBy = request.sortBy;  // where it was called by its title: its id
    std::vector<std::string> known;
    std::vector<IndicatorResult> results;
    for (const std::string& id : asked) {
        auto result = session.compute(id);
        if (!result)
            return tl::unexpected(result.error());
        if (id == sortBy)
            sortBy = result->indicator.id;
        if (std::find(known.begin(), known.end(), result->indicator.id) != known.end())
            continue;
        known.push_back(result->indicator.id);
        results.push_back(*std::move(result));
    }
    return compare(*session.city(), results, request.year, sortBy);
}

}  // namespace chiiki
