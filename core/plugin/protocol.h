#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/manifest.h"
#include "core/model/overlay.h"
#include "core/model/overlay_request.h"
#include "core/model/snapshot.h"
#include "core/plugin/request_city.h"

/// Requests and answers as JSON, as the host sees them (docs/protocol.md). The plugin's side is core/sdk/serve.h.
namespace chiiki {

/// The request to a plugin's executable: what the manifest's `needs` names and its tables, nothing else; of facilities
/// those that are open. `asOf`: ISO date that "today" means; its fiscal year is always among the years.
OverlayRequest makeRequest(const Manifest& manifest, const std::vector<PluginTable>& tables, const RequestCity& city,
                           const ParameterValues& parameters, const std::vector<IndicatorResult>& others,
                           const std::string& asOf, Language language);

/// The overlay in an answer, checked against the manifest and the districts. Error PluginRejected names the place as a
/// JSON pointer and the reason: no JSON, another api, an unknown district, status or series, an indicator not declared,
/// NaN, a value given twice.
Result<Overlay> readAnswer(const std::string& answer, const Manifest& manifest, const Snapshot& snapshot);

}  // namespace chiiki
