#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/message.h"
#include "core/model/overlay.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// A sentence of the catalogue in both languages, for recipes that are shown long after the language was chosen.
Text textOf(const Message& message);

/// Names an edition as an input, once, with what its publisher or our derivation limits. An empty id adds nothing; an
/// id that the snapshot lacks is named all the same, so that the gap shows.
void addSource(Recipe& recipe, const Snapshot& snapshot, const std::string& sourceId);

/// Names the editions of the demand areas and of the borders, and says how much of the borders between districts is
/// inferred as they are now.
void addBorders(Recipe& recipe, const Snapshot& snapshot);

/// The fiscal year of an edition's as-of date: "2020-10-01", "2024-04" or "2010" (then that year itself).
/// nullopt where the edition is unknown or its date cannot be read.
std::optional<FiscalYear> yearOfEdition(const Snapshot& snapshot, std::string_view sourceId);

/// The newest year of the demand areas' editions: of population, households and areas. nullopt without demand areas.
std::optional<FiscalYear> yearOfCensus(const Snapshot& snapshot);

/// The year of the workspace's as-of date, which may be a year or month alone as an edition's; 0 where it has none.
FiscalYear yearOfWorkspace(const Snapshot& snapshot);

/// The newest year with an actual number, otherwise the newest with any actual value; nullopt where there is none.
std::optional<FiscalYear> latestYearWithNumber(const IndicatorResult& result);

/// "EPSG:6668 -> EPSG:6671": how positions became metres in this city.
std::string crsPathOf(const City& city);

}  // namespace chiiki
