#include "workbench/cli/options.h"
#include "workbench/cli/table_output.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/coverage.h"

namespace chiiki::cli {

Command coverageCommand()
{
    return {
        "coverage",
        {"施設から半径内に入る面積と人口を地域ごとに求めます。",
         "Tell how much land and how many people facilities reach, by district."},
        "chiiki coverage yamaguchi.chiiki --kind community_centre,centre_branch --radius 800",
        [](CLI::App& app, Language language) -> Action {
            struct Words {
                std::string workspace;
                std::string kinds;
                std::string demand = "area";
                CoverageQuestion question;
            };
            auto words = std::make_shared<Words>();
            addWorkspace(app, words->workspace, language);
            app.add_option("--kind", words->kinds, sayOption("cli.coverage_kind", language))->required();
            app.add_option("--radius", words->question.radiusM, sayOption("cli.coverage_radius", language))->required();
            app.add_option("--at-least", words->question.atLeast, sayOption("cli.coverage_at_least", language));
            app.add_option("--demand", words->demand, sayOption("cli.coverage_demand", language))
                ->check(CLI::IsMember({"area", "point"}));
            return [words](Context& context) -> int {
                const auto city = openCity(context, words->workspace);
                if (!city)
                    return failed(context, city.error());
                CoverageRequest request{words->question};
                request.question.kinds = splitList(words->kinds);
                request.question.demandBy = words->demand == "point" ? DemandBy::Point : DemandBy::Area;
                const auto report = reportCoverage(*city, request);
                return report ? deliverTable(context, report->table, **city) : failed(context, report.error());
            };
        },
        true};
}

}  // namespace chiiki::cli
