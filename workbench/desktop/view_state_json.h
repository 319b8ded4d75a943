#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "workbench/desktop/view_state.h"

namespace chiiki::desktop {

/// What the window shows, as `--state` gives it. Every key may be left out:
/// {"indicator": "population.density", "year": 2020, "districts": ["03"], "primary": "35203-03",
///  "picture": "map" | "tiles" | "multiples" | {"plugin": "kpi", "view": "tree"}
///             | {"plugin": "grants", "table": "award", "rows": ["UID", ...]},
///  "sight": {"centre": [x, y], "metres_per_pixel": 40},
///  "multiples": {"by": "years" | "indicators", "count": 6, "shared_classes": true, "difference": false,
///                "base_year": 2020, "years": [2020, 2024], "indicators": ["population.total"]}}
/// `centre` is in metres of the plane zone of the city, x east. Error BadFormat naming the key: one that is not there,
/// or a value that it cannot have.
Result<ViewState::Step> parseViewState(std::string_view json);

/// The same, on one line; keys whose value is the usual one are left out. parseViewState() reads it back.
std::string viewStateJson(const ViewState::Step& step);

}  // namespace chiiki::desktop
