#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace chiiki {

/// One text file that may be a table of e-Stat.
struct EstatFile {
    std::string name;
    std::string bytes;
};

/// The .txt and .csv files of a path by name: itself, those right in a folder, those in a ZIP and in the ZIPs of a
/// folder (as they are downloaded, one for each first-order mesh). Errors: NotFound, those of reading.
Result<std::vector<EstatFile>> readEstatFiles(const std::string& path);

}  // namespace chiiki
