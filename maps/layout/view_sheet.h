#pragma once

#include <string>

#include "core/base/result.h"
#include "core/model/snapshot.h"
#include "core/model/view_data.h"
#include "maps/scene/scene.h"

namespace chiiki {

/// A page with one view of a plugin: title, the view, notes and sources, as a map sheet has them.
struct ViewSheetRequest {
    int width = 960;  // px of 1/96 inch
    int height = 760;
    Language language = Language::Japanese;
    std::string asOf;       // ISO date; empty = the snapshot's
    bool isCopier = false;  // black and white: lines instead of colours
};

/// What does not fit the page is counted at its end, never dropped silently; a view without anything to show says so.
/// `city` names districts and credits sources: with the editions of the plugin's files in it.
/// Precondition: the view is no map with values (composeMapSheet draws those).
/// Errors: BadRequest for a size under 480 x 480 or above 30,000; NotFound where the font is missing.
Result<Scene> composeViewSheet(const Snapshot& city, const ViewData& data, const ViewSheetRequest& request);

/// The same for a screen that scrolls: as high as it takes to leave nothing out, at least `request.height` and at most
/// `mostHeight` px.
Result<Scene> composeLongViewSheet(const Snapshot& city, const ViewData& data, const ViewSheetRequest& request,
                                   int mostHeight);

}  // namespace chiiki
