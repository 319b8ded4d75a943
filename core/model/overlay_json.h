#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/overlay_request.h"

/// Request and answer as JSON (docs/protocol.md): one codec for both sides of the pipe.
namespace chiiki {

std::string requestJson(const OverlayRequest& request);
/// Error BadFormat with the place as a JSON pointer in `where`.
Result<OverlayRequest> parseRequest(const std::string& text);

/// Values, layers and findings; rule outcomes are the host's and not in it. Indicator ids without the plugin's own
/// part.
std::string answerJson(const Overlay& overlay);
/// What stands there, not yet judged against a manifest: indicators have their id and values only. Errors as above; NaN
/// and infinities are none of JSON and therefore errors.
Result<Overlay> parseAnswer(const std::string& text);

/// The rows ("award:A1") that an answer names for one of its values, which may be none. `indicatorId` as the answer has
/// it; an empty code is the city. Nothing of a text that is no answer.
std::vector<std::string> rowsNamedIn(const std::string& answer, std::string_view indicatorId,
                                     std::string_view districtCode, int year, Series series);

}  // namespace chiiki
