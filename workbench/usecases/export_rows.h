#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/io/data_layer.h"
#include "core/model/manifest.h"
#include "core/model/overlay.h"
#include "core/model/plugin_table.h"
#include "core/model/snapshot.h"

/// What plugins hold and say, and what a reader needs to know of the rest, as layers.
namespace chiiki::export_layers {

/// The rows in force of a plugin's table, "<plugin>__<table>".
DataLayer pluginRows(const Snapshot& city, const Manifest& plugin, const TableSpec& spec, const PluginTable& rows);

struct FindingsOf {
    std::string overlayId;  // empty = the workspace's own
    const std::vector<Finding>* findings = nullptr;
};
DataLayer findings(const Snapshot& city, const std::vector<FindingsOf>& lists, Language language);

struct OutcomesOf {
    std::string overlayId;
    const std::vector<RuleOutcome>* outcomes = nullptr;
};
DataLayer rules(const Snapshot& city, const std::vector<OutcomesOf>& lists, Language language);

/// A layer that a plugin's executable drew, "<plugin>_<layer>": its properties as columns, in the order they are first
/// met. Error BadFormat where it is no GeoJSON of features.
Result<DataLayer> drawn(const Manifest& plugin, const OverlayLayer& layer);

/// The editions, with what their records came to.
DataLayer sources(const Snapshot& city);

/// A row a column of `layers`: its titles in both languages.
DataLayer fields(const std::vector<DataLayer>& layers);

}  // namespace chiiki::export_layers
