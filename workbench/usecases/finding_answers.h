#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/model/finding.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// A row that answers findings of one rule: of a table that says so in its manifest (`answers`), of any plugin.
struct FittingRow {
    std::string pluginId;
    std::string tableId;
    std::string uid;
    Text label;         // title of the field that says the answer: 合う支援
    std::string title;  // the answer itself
    Status status = Status::Official;
    std::string sourceId;
    std::string citation;
};

/// By the rule's full id, "grants.project_cap"; in the order of the plugins and of their rows.
using FindingAnswers = std::map<std::string, std::vector<FittingRow>, std::less<>>;

/// All answers that the plugins of a session hold. Reads the rows of tables that answer and of no other; a table that
/// cannot be read answers nothing.
FindingAnswers findingAnswers(PluginSession& session);

/// The answers to one finding. Empty where none is known, and where the finding asks for nothing to be done: a rule
/// that could not be judged, a target reached.
std::vector<FittingRow> answersTo(const FindingAnswers& answers, const Finding& finding);

/// 「合う支援: 協同労働団体の立上げ促進、…（推定）」: one line a label and status, without indent or line end.
std::vector<std::string> answerLines(const std::vector<FittingRow>& rows, Language language);

}  // namespace chiiki
