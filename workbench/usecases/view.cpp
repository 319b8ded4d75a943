#include "workbench/usecases/view.h"

#include <algorithm>

#include "core/analysis/comparison.h"
#include "core/model/fiscal_year.h"
#include "maps/layout/map_sheet.h"
#include "maps/layout/view_sheet.h"
#include "maps/style/choropleth.h"
#include "workbench/usecases/output_file.h"

namespace chiiki {
namespace {

Result<Scene> mapScene(PluginSession& session, const Snapshot& city, const ViewData& data, const ViewRequest& request)
{
    const auto shown = session.compute(std::get<MapView>(data.content).indicatorId, request.parameters);
    if (!shown)
        return tl::unexpected(shown.error());
    MapSheetRequest sheet;
    sheet.indicator = &*shown;
    sheet.title = data.spec.title.in(request.language);
    // Notes of a map say that there is nothing to show yet.
    if (!data.notes.empty())
        sheet.notice = data.notes.front().in(request.language);
    sheet.width = request.width;
    sheet.height = request.height;
    sheet.isCopier = request.isCopier;
    sheet.language = request.language;
    sheet.asOf = request.asOf;
    // A city whose borders are not at hand has tiles.
    sheet.isTileMap = std::all_of(city.districts.begin(), city.districts.end(),
                                  [](const District& district) { return district.outline.empty(); });
    // Nothing is entered yet: all districts are drawn as missing, in the year of today.
    if (!latestYear(*shown, sheet.series) && !shown->indicator.cityOnly)
        sheet.year = fiscalYearOfAsOf(request.asOf.empty() ? city.asOf : request.asOf);
    if (shown->hasReconciliation) {
        sheet.reconciliation = reconciliationLine(shown->reconciliation, city.districts.size(), request.language);
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
    const auto scene =
        std::holds_alternative<MapView>(data->content)
            ? mapScene(session, *city, *data, request)
            : composeViewSheet(*city, *data,
                               {request.width, request.height, request.language, request.asOf, request.isCopier});
    if (!scene)
        return tl::unexpected(scene.error());
    return writePicture(request.file, *scene, request.asOf.empty() ? city->asOf : request.asOf);
}

}  // namespace chiiki
