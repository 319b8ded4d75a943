#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/facility_move.h"

namespace chiiki::cli {
namespace {

std::string placed(const Context& context, const Facility& facility, const Snapshot& city)
{
    if (facility.placement.rest == Placement::Rest::Outside)
        return context.say({"cli.rest_outside", {}});
    const District* district = findDistrict(city, facility.placement.districtCode);
    return district ? district->code + " " + district->name : context.say({"cli.rest_unplaced", {}});
}

}  // namespace

Command facilityMoveCommand()
{
    return {
        "facility move",
        {"施設の位置を直し、どの地域に数えるかを決め直します。",
         "Set a facility's position; it is counted in the district there."},
        "chiiki facility move yamaguchi.chiiki --id E3520300052201 --lon 131.4373 --lat 34.0043",
        [](CLI::App& app, Language language) -> Action {
            struct Words {
                std::string workspace;
                FacilityMoveRequest request;
            };
            auto words = std::make_shared<Words>();
            const auto say = [language](std::string_view code) { return sayOption(code, language); };
            FacilityMoveRequest& request = words->request;
            addWorkspace(app, words->workspace, language);
            app.add_option("--id", request.id, say("cli.facility_id"))->required();
            app.add_option("--kind", request.kind, say("cli.facility_kind"));
            app.add_option("--source", request.sourceId, say("cli.facility_source"));
            app.add_option("--lon", request.lonLat.x, say("cli.facility_lon"))->required();
            app.add_option("--lat", request.lonLat.y, say("cli.facility_lat"))->required();
            return [words](Context& context) -> int {
                const auto move = moveFacility(words->workspace, words->request, ChangeStamp::now());
                if (!move)
                    return failed(context, move.error());
                const std::string from = placed(context, move->before, *move->snapshot);
                const std::string to = placed(context, move->after, *move->snapshot);
                context.out << context.say({"edits.facility_moved", {move->after.name, from, to}}) << "\n";
                for (const Finding& finding : move->solvedFindings)
                    context.out << context.say({"edits.finding_solved", {finding.text.in(context.language)}}) << "\n";
                return Done;
            };
        }};
}

}  // namespace chiiki::cli
