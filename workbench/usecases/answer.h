#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "maps/layout/answer_sheet.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// 答弁メモ: what is asked about which district.
struct AnswerRequest {
    std::string indicatorId;
    std::string district;                 // code, name or "city"
    std::string workspace;                // path, as the user names it: stands in the lines that repeat a number
    std::vector<std::string> pluginDirs;  // likewise
    Language language = Language::Japanese;
    std::string asOf;  // ISO date; empty = the snapshot's
    std::string file;  // .pdf
};

/// What is known of the city alone is answered of the city, whichever district is asked about, and says so.
/// Definition, value, rank among all districts, trend, mean, neighbours, limits and related questions, each number with
/// the `chiiki explain` line that repeats it. Related questions are the other indicators of the same overlay that have
/// a value there, in its order. Errors: NotFound for an unknown indicator or district; those of PluginSession::compute.
Result<AnswerPage> gatherAnswer(PluginSession& session, const AnswerRequest& request);

/// `chiiki answer`: one A4 page, whole or not at all. Errors: those of gatherAnswer, BadRequest for another ending than
/// .pdf, those of writing.
Result<void> printAnswer(PluginSession& session, const AnswerRequest& request);

}  // namespace chiiki
