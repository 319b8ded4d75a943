#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace chiiki {

/// Unpacks a ZIP into an existing folder. Folders inside that hold nothing else are kept as they are. Errors: NotFound;
/// BadFormat where it is no ZIP, an entry's name leads out of the folder, or it holds more than 10,000 files or 1 GiB;
/// those of writing.
Result<void> unpackZip(const std::string& zip, const std::string& folder);

/// A file of a ZIP in memory.
struct ZipEntry {
    std::string name;  // with its folders, "/" between them
    std::string bytes;
};

/// All files of a ZIP in its order, without its folders. Errors: those of unpackZip but for writing.
Result<std::vector<ZipEntry>> readZip(const std::string& zip);

/// Their names alone.
Result<std::vector<std::string>> zipNames(const std::string& zip);

}  // namespace chiiki
