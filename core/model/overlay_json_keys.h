#pragma once

#include <string_view>

/// The keys of an answer, object by object; docs/schemas/answer.schema.json has the same.
namespace chiiki {

inline constexpr std::string_view answerKeys[] = {"api", "indicators", "layers", "findings"};
inline constexpr std::string_view answerIndicatorKeys[] = {"id", "values", "formula", "uses"};
inline constexpr std::string_view answerValueKeys[] = {"district", "year", "value",     "absent", "status",
                                                       "series",   "rows", "source_id", "note"};
inline constexpr std::string_view answerLayerKeys[] = {"id", "geojson"};
inline constexpr std::string_view answerFindingKeys[] = {"id",     "severity", "district", "year",   "text",
                                                         "action", "rows",     "point",    "sample", "source",
                                                         "about",  "subject",  "amiss"};

}  // namespace chiiki
