#pragma once

#include <string>
#include <vector>

#include <QString>

#include "workbench/desktop/open_city.h"
#include "workbench/desktop/view_state.h"

namespace chiiki::desktop {

class Words;

/// テーマ: what belongs together in the list of themes, in the rail and under Ctrl+1..9: a group of the core's
/// indicators, or a plugin with its indicators, views, tables and parameters.
struct Theme {
    std::string id;  // of the plugin; "core:people" of a group
    QString title;
    QString shortTitle;              // at most four characters a line: for the rail
    const Plugin* plugin = nullptr;  // of the city's session; nullptr of a group
    std::vector<Indicator> indicators = {};
    std::string mainIndicator = {};  // that is shown first; empty where it has none
};

/// In the order of the list: the core's groups that have an indicator, then the plugins by id. Plugins whose manifest
/// cannot be read are in it.
std::vector<Theme> themesOf(const OpenedCity& city, const Words& words);

/// Id of the theme that is looked at: of the view in the map's place, otherwise of the indicator shown. Empty: none.
std::string themeLookedAt(const ViewState& state, const std::vector<Theme>& themes);

/// The heading of a group of indicators; of an overlay its title.
QString groupTitle(const OfferedIndicator& offered, const Words& words);

/// Shows an indicator on the map, or on the tile map where that is what is looked at.
void showIndicatorOf(ViewState& state, const std::string& indicatorId);

/// Shows a view in the map's place; one that is a map sets the indicator and shows the map.
void showViewOf(ViewState& state, const Plugin& plugin, const ViewSpec& view);

}  // namespace chiiki::desktop
