#include "workbench/usecases/view.h"

#include <algorithm>

#include "core/analysis/comparison.h"
#include "core/base/add_once.h"
#include "core/plugin/evaluation_index.h"
#include "maps/layout/map_sheet.h"
#include "maps/layout/view_sheet.h"
#include "workbench/usecases/output_file.h"

namespace chiiki {
namespace {

constexpr int highestPicture = 8000;  // px: what is left out above that is counted

/// Districts whose value is of a part of them alone: the rows behind it name one, 「藤木」, all of them.
std::map<std::string, std::string> partsOf(PluginSession& session, const Plugin& plugin, const IndicatorResult& shown)
{
    std::map<std::string, std::string> parts;
    const IndicatorSpec* spec = findIndicator(plugin.manifest, shown.indicator.id);
    const auto year = latestYear(shown, Series::Actual);
    const PluginTable* table = spec && year ? session.rowsOf(plugin, spec->quantity.table) : nullptr;
    const int column = table ? columnIndex(*table, "sub_area") : -1;
    if (column < 0)
        return parts;
    for (const IndicatorValue& value : shown.values) {
        if (value.year != *year || value.series != Series::Actual || !value.value.isNumber())
            continue;
        const auto rows = session.rowsBehind(shown.indicator.id, value.districtCode, value.year);
        if (!rows)
            continue;
        std::vector<std::string> names;
        for (const PluginRow* row : *rows)
            addOnce(names, textOf(cellOf(*row, column)));
        if (!names.empty() && std::find(names.begin(), names.end(), std::string()) == names.end())
            for (const std::string& name : names)
                parts[value.districtCode] += (parts[value.districtCode].empty() ? "" : "・") + name;
    }
    return parts;
}

Result<Scene> mapScene(PluginSession& session, const Plugin& plugin, const Snapshot& city, const ViewData& data,
                       const ViewRequest& request)
{
    const auto shown = session.compute(std::get<MapView>(data.content).indicatorId, request.parameters);
    if (!shown)
        return tl::unexpected(shown.error());
    MapSheetRequest sheet;
    sheet.indicator = &*shown;
    sheet.title = data.spec.title.in(request.language);
    sheet.parts = partsOf(session, plugin, *shown);
    sheet.width = request.width;
    sheet.height = request.height;
    sheet.isCopier = request.isCopier;
    sheet.language = request.language;
    sheet.asOf = request.asOf;
    // A city whose borders are not at hand has tiles.
    sheet.isTileMap = std::all_of(city.districts.begin(), city.districts.end(),
                                  [](const District& district) { return district.outline.empty(); });
    if (shown->hasReconciliation) {
        sheet.reconciliation =
            reconciliationLine(shown->reconciliation, city.districts.size(), request.language, madeUpOf(*shown));
        if (!shown->reconciliation.addsUp())
            return fail(ErrorKind::BadRequest, {"usecases.parts_do_not_add_up", {sheet.reconciliation}});
    }
    auto drawn = composeMapSheet(std::make_shared<const Snapshot>(city), sheet);
    if (!drawn)
        return tl::unexpected(drawn.error());
    return std::move(drawn->scene);
}

}  // namespace

Result<const ViewSpec*> findViewOf(const Plugin& plugin, const std::string& id)
{
    if (const ViewSpec* view = findView(plugin.manifest, id))
        return view;
    std::string known;
    for (const ViewSpec& view : plugin.manifest.views)
        known += (known.empty() ? "" : ", ") + view.id;
    return fail(ErrorKind::NotFound, {"usecases.no_view", {plugin.id, id, known}});
}

Result<void> drawView(PluginSession& session, const Plugin& plugin, const ViewSpec& view, const ViewRequest& request)
{
    if (auto checked = checkPictureFile(request.file); !checked)
        return checked;
    const auto data = session.view(plugin, view, request.parameters);
    if (!data)
        return tl::unexpected(data.error());
    const SnapshotPtr city = session.city();
    const ViewSheetRequest sheet{request.width, request.height, request.language, request.asOf, request.isCopier};
    // A note of a map says that it has no value yet: then it is a page that says so, as of the other kinds.
    const bool isMap = std::holds_alternative<MapView>(data->content) && data->notes.empty();
    const auto scene = isMap                ? mapScene(session, plugin, *city, *data, request)
                       : request.growsToFit ? composeLongViewSheet(*city, *data, sheet, highestPicture)
                                            : composeViewSheet(*city, *data, sheet);
    if (!scene)
        return tl::unexpected(scene.error());
    return writePicture(request.file, *scene, request.asOf.empty() ? city->asOf : request.asOf);
}

}  // namespace chiiki
