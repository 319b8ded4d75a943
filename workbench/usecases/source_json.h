#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "core/base/diagnostics.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// One entry of "sources" in every JSON answer. An id that the snapshot lacks gives the id alone.
nlohmann::ordered_json sourceJson(const Snapshot& snapshot, const std::string& sourceId);

nlohmann::ordered_json sourceJson(const SourceEdition& edition);

/// {"districts","outside","unplaced","source"}, and "repeated" where it is not 0.
nlohmann::ordered_json reconciliationJson(const Reconciliation& reconciliation);

/// "set_aside": file, row, field, code and the sentence of each.
nlohmann::ordered_json setAsideJson(const Diagnostics& setAside, Language language);

}  // namespace chiiki
