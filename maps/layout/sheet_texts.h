#pragma once

#include <optional>
#include <string>
#include <vector>

#include "maps/layout/map_sheet.h"
#include "maps/layout/page_frame.h"

namespace chiiki {

/// The editions of the facilities, stops and lines that a map with this content shows, each once.
std::vector<std::string> drawnSources(const Snapshot& snapshot, const MapContent& content);

/// The editions that a sheet with this content is made of, each once: values, facilities, lines, borders.
std::vector<std::string> sourcesOf(const Snapshot& snapshot, const MapSheetRequest& request, const MapContent& content);

/// Title, year, unit, reconciliation, sources, limits and date as the page says them.
PageTexts sheetTexts(const Snapshot& snapshot, const MapSheetRequest& request, const MapContent& content);

/// What the picture says to people who do not see it: title, year and the values from the highest to the lowest.
void describeSheet(Scene& scene, const PageTexts& texts, const MapContent& content, const Snapshot& snapshot);

}  // namespace chiiki
