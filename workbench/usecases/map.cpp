#include "workbench/usecases/map.h"

#include "core/analysis/city_indicators.h"
#include "core/analysis/comparison.h"
#include "maps/layout/map_sheet.h"
#include "maps/scene/class_look.h"
#include "workbench/usecases/output_file.h"

namespace chiiki {
namespace {

// Open facilities with a place, kind by kind, in the order asked for.
CoverageLayer coverageLayer(const Snapshot& snapshot, const CoverageQuestion& question)
{
    CoverageLayer layer;
    layer.radiusM = question.radiusM;
    layer.atLeast = question.atLeast;
    for (const std::string& kind : question.kinds) {
        std::vector<Point>& centres = layer.centresByKind.emplace_back();
        for (const Facility& facility : snapshot.facilities)
            if (facility.kind == kind && facility.place && isOpen(facility, snapshot))
                centres.push_back(*facility.place);
    }
    return layer;
}

}  // namespace

Result<MapOutput> drawMap(PluginSession& session, const MapRequest& request)
{
    const int wishes = !request.indicatorId.empty() + request.coverage.has_value() + !request.facilityKinds.empty();
    if (wishes != 1)
        return fail(ErrorKind::BadRequest, {"usecases.map_shows_one_thing", {}});
    if (const auto checked = checkPictureFile(request.file); !checked)
        return tl::unexpected(checked.error());

    std::optional<IndicatorResult> shown;
    if (request.facilityKinds.empty()) {
        auto result =
            session.compute(request.coverage ? coverageId(*request.coverage) : request.indicatorId, request.parameters);
        if (!result)
            return tl::unexpected(result.error());
        shown = *std::move(result);
    } else {
        for (const std::string& kind : request.facilityKinds)
            if (const auto known = session.compute("facilities." + kind); !known)
                return tl::unexpected(known.error());
    }

    const SnapshotPtr snapshot = session.city();
    MapSheetRequest sheet;
    sheet.year = request.year;
    sheet.classes = {request.breakMethod, request.classes, request.manualLimits, std::nullopt};
    sheet.showsRoutes = request.showsRoutes;
    sheet.width = request.width;
    sheet.height = request.height;
    sheet.isTileMap = request.isTileMap;
    sheet.isCopier = request.isCopier;
    sheet.language = request.language;
    sheet.asOf = request.asOf;
    if (shown) {
        sheet.indicator = &*shown;
        if (shown->hasReconciliation) {
            if (!shown->reconciliation.addsUp())
                return fail(
                    ErrorKind::BadRequest,
                    {"usecases.parts_do_not_add_up",
                     {reconciliationLine(shown->reconciliation, snapshot->districts.size(), request.language)}});
            sheet.reconciliation = reconciliationLine(shown->reconciliation, snapshot->districts.size(),
                                                      request.language, madeUpOf(*shown));
        }
    }
    if (request.coverage) {
        sheet.coverage = coverageLayer(*snapshot, *request.coverage);
        sheet.facilities = FacilityLayer{request.coverage->kinds, {}};
    } else if (!request.facilityKinds.empty()) {
        sheet.facilities = FacilityLayer{request.facilityKinds, {}};
    }
    const auto drawn = composeMapSheet(snapshot, sheet);
    if (!drawn)
        return tl::unexpected(drawn.error());
    const auto written = writePicture(request.file, drawn->scene, request.asOf.empty() ? snapshot->asOf : request.asOf);
    if (!written)
        return tl::unexpected(written.error());
    MapOutput output;
    if (drawn->choropleth && !request.isCopier)
        if (auto why = whyHatched(*drawn->choropleth, request.language))
            output.notices.push_back(*std::move(why));
    return output;
}

}  // namespace chiiki
