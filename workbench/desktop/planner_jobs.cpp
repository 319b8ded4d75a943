#include "workbench/desktop/planner_jobs.h"

#include <array>

namespace chiiki::desktop {

std::span<const PlannerJob> plannerJobs()
{
    using Focus = PlannerJob::Focus;
    static constexpr std::array jobs = {
        PlannerJob{1, "desktop.job_weak", "coverage.clinic_800", "", "", Focus::Table, true},
        PlannerJob{2, "desktop.job_import", "", "", "", Focus::Import, false},
        PlannerJob{3, "desktop.job_karte", "", "", "", Focus::Output, false},
        PlannerJob{4, "desktop.job_answer", "", "", "", Focus::Search, false},
        PlannerJob{5, "desktop.job_targets", "kgi.2", "kpi_projects/progress", "kpi_projects", Focus::Table, true},
        PlannerJob{6, "desktop.job_grants", "grants.special_projects_so_far", "", "grants", Focus::Table, true},
        PlannerJob{7, "desktop.job_services", "life_support.clinic_far_share", "", "life_support", Focus::Findings,
                   true},
        PlannerJob{8, "desktop.job_shelters", "disaster.capacity_share", "", "disaster", Focus::Table, true},
    };
    return jobs;
}

}  // namespace chiiki::desktop
