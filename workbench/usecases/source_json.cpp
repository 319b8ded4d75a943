#include "workbench/usecases/source_json.h"

namespace chiiki {

nlohmann::ordered_json sourceJson(const Snapshot& snapshot, const std::string& sourceId)
{
    if (const SourceEdition* edition = findSource(snapshot, sourceId))
        return sourceJson(*edition);
    return {{"source_id", sourceId}};
}

nlohmann::ordered_json sourceJson(const SourceEdition& edition)
{
    return {{"source_id", edition.sourceId},  {"title", {{"ja", edition.title.ja}, {"en", edition.title.en}}},
            {"publisher", edition.publisher}, {"licence", edition.licence},
            {"credit", edition.credit},       {"file", edition.fileName},
            {"sha256", edition.sha256},       {"as_of", edition.asOf},
            {"encoding", edition.encoding},   {"crs", edition.crs}};
}

nlohmann::ordered_json reconciliationJson(const Reconciliation& reconciliation)
{
    nlohmann::ordered_json parts = {{"districts", reconciliation.districts},
                                    {"outside", reconciliation.outside},
                                    {"unplaced", reconciliation.unplaced},
                                    {"source", reconciliation.source}};
    if (reconciliation.repeated != 0)
        parts["repeated"] = reconciliation.repeated;
    return parts;
}

nlohmann::ordered_json setAsideJson(const Diagnostics& setAside, Language language)
{
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const Diagnostic& told : setAside)
        rows.push_back({{"file", told.file},
                        {"row", told.row},
                        {"field", told.field},
                        {"code", std::string(told.message.code)},
                        {"text", speak(told.message, language)}});
    return rows;
}

}  // namespace chiiki
