#pragma once

#include <QString>

#include "workbench/desktop/overlay_board.h"

namespace chiiki::desktop {

class Words;

/// 「指標12 図7 気づき6」
QString partsOf(const OverlayEntry& entry, const Words& words);

/// All that is known of a plugin, as a page: what it is for, why its overlay is not of now with the last lines of its
/// standard error, rows that were set aside, its files with their sizes and hashes, what it may read, and the walls
/// that held. Reads the plugin's folder.
QString detailsHtml(const OverlayEntry& entry, const Words& words);

}  // namespace chiiki::desktop
