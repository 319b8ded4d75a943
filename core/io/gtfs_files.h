#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace chiiki {

/// The files of a transit feed as bytes, from a folder or a ZIP.
struct GtfsFiles {
    std::string fileName;  // of the ZIP or the folder, without the folders above
    /// Of the ZIP; of a folder that of the lines "<sha256>  <name>\n" of its files in the order of their names, which
    /// is what `sha256sum *.txt *.geojson | sha256sum` gives where those are sorted by name.
    std::string sha256;
    std::map<std::string, std::string> bytes;  // by name: .txt and .geojson, in whatever folder of the ZIP they lie
    std::vector<std::string> others;           // names of all other files, which are not looked at
};

/// Whether a path is a folder or a ZIP with stops.txt and routes.txt. Nothing else is looked at.
bool isGtfsFeed(const std::string& path);

/// Errors: NotFound, BadFormat (no ZIP, too large), and where stops.txt or routes.txt is missing.
Result<GtfsFiles> readGtfsFiles(const std::string& path);

}  // namespace chiiki
