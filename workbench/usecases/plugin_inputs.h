#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/records_used.h"
#include "core/model/snapshot.h"
#include "core/plugin/registry.h"

namespace chiiki {

/// What tells that a file is not what it was.
struct FileState {
    std::string path;
    std::filesystem::file_time_type changed;
    std::uintmax_t bytes = 0;

    bool operator==(const FileState&) const = default;
};

/// Of the files in the plugin's folder that its tables are read from.
std::vector<FileState> fileStates(const Plugin& plugin);

/// Whether all that plugins may look at is the same, their own tables left aside.
bool isSameCity(const Snapshot& a, const Snapshot& b);

/// Whether a plugin's own part of the content is the same: its rows, and the editions taken.
bool hasSameRows(const Snapshot& a, const Snapshot& b, const std::string& pluginId);

/// What a plugin's tables hold now.
struct ReadTables {
    std::vector<FileState> files;         // as they were when read
    std::vector<PluginTable> tables;      // in the manifest's order
    std::vector<SourceEdition> editions;  // of files read from the folder
    Diagnostics setAside;
    std::optional<Error> problem;
};

/// The tables in force; `problem` says why one could not be read, and those after it are left out.
ReadTables readTables(const Plugin& plugin, const Snapshot& snapshot);

/// Indicators of others that the manifest names.
std::set<std::string> foreignIndicators(const Manifest& manifest);

/// The records that an indicator of the manifest is made of. What an executable answers may come from anything that it
/// is given.
RecordsUsed recordsUsed(const Manifest& manifest, const std::string& indicatorId, const Snapshot& city);

}  // namespace chiiki
