#include "workbench/usecases/compare_maps.h"

#include <map>
#include <utility>

#include "core/analysis/comparison.h"
#include "core/analysis/recipe_parts.h"
#include "maps/layout/compare_sheet.h"
#include "workbench/usecases/output_file.h"
#include "workbench/usecases/year_differences.h"

namespace chiiki {
namespace {

/// The years asked for without that from which they differ.
std::vector<FiscalYear> yearsOfDifferences(const CompareMapsRequest& request)
{
    std::vector<FiscalYear> years = request.years;
    std::erase(years, *request.differenceFrom);
    return years;
}

Result<IndicatorResult> differencesAsked(const CompareMapsRequest& request,
                                         const std::map<std::string, IndicatorResult>& results)
{
    const FiscalYear base = *request.differenceFrom;
    const std::vector<FiscalYear> years = yearsOfDifferences(request);
    if (results.size() != 1 || years.empty() || results.begin()->second.indicator.kind == IndicatorKind::Category)
        return fail(ErrorKind::BadRequest, {"compare.no_difference", {}});
    IndicatorResult made = differencesOf(results.begin()->second, base, years);
    made.indicator.id += "-from-" + std::to_string(base.year);
    for (IndicatorValue& value : made.values)
        value.indicatorId = made.indicator.id;
    const auto titled = [&](Language language) {
        return speak({"compare.difference", {made.indicator.title.in(language), title(base, language)}}, language);
    };
    made.indicator.title = {titled(Language::Japanese), titled(Language::English)};
    return made;
}

}  // namespace

Result<MapOutput> compareMaps(PluginSession& session, const CompareMapsRequest& request)
{
    if (auto checked = checkPictureFile(request.file); !checked)
        return tl::unexpected(checked.error());
    if (request.indicatorIds.size() > 1 && request.years.size() > 1)
        return fail(ErrorKind::BadRequest, {"compare.years_or_indicators", {}});
    std::map<std::string, IndicatorResult> results;
    for (const std::string& id : request.indicatorIds) {
        auto result = session.compute(id);
        if (!result)
            return tl::unexpected(result.error());
        results[id] = *std::move(result);
    }
    const SnapshotPtr city = session.city();
    CompareSheetRequest sheet;
    std::optional<IndicatorResult> differences;
    if (request.differenceFrom) {
        auto made = differencesAsked(request, results);
        if (!made)
            return tl::unexpected(made.error());
        differences = *std::move(made);
        sheet.title = differences->indicator.title.in(request.language);
    }
    sheet.classes = {request.breakMethod, request.classes, {}, std::nullopt};
    sheet.width = request.width;
    sheet.height = request.height;
    sheet.isCopier = request.isCopier;
    sheet.language = request.language;
    sheet.asOf = request.asOf;
    for (const std::string& id : request.indicatorIds) {
        const IndicatorResult& result = results[id];
        std::string line;
        if (result.hasReconciliation) {
            line =
                reconciliationLine(result.reconciliation, city->districts.size(), request.language, madeUpOf(result));
            if (!result.reconciliation.addsUp())
                return fail(ErrorKind::BadRequest, {"usecases.parts_do_not_add_up", {line}});
        }
        std::vector<FiscalYear> years = request.years;
        if (years.empty()) {
            const auto latest = latestYearWithNumber(result);
            if (!latest)
                return fail(ErrorKind::BadRequest, {"maps.no_values", {result.indicator.title.in(request.language)}});
            years = {*latest};
        }
        if (!line.empty()) {
            std::string named = result.indicator.title.in(request.language);
            named.append(" ").append(line);
            line = speak({"karte.reconciliation", {std::move(named)}}, request.language);
        }
        if (differences)
            years = {*request.differenceFrom};
        for (const FiscalYear year : years)
            sheet.panels.push_back({&result, year, line});
        if (differences)
            for (const FiscalYear year : yearsOfDifferences(request))
                sheet.panels.push_back({&*differences, year, {}});
    }
    const auto scene = CityScene::build(city);
    if (!scene)
        return tl::unexpected(scene.error());
    const auto drawn = composeCompareSheet(*scene, sheet);
    if (!drawn)
        return tl::unexpected(drawn.error());
    if (auto written = writePicture(request.file, drawn->scene, request.asOf.empty() ? city->asOf : request.asOf);
        !written)
        return tl::unexpected(written.error());
    MapOutput output;
    output.notices = drawn->notices;
    return output;
}

}  // namespace chiiki
