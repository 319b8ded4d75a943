#pragma once

#include <string>

#include "core/base/result.h"

namespace chiiki {

/// Unpacks a ZIP into an existing folder. Folders inside that hold nothing else are kept as they are. Errors: NotFound;
/// BadFormat where it is no ZIP, an entry's name leads out of the folder, or it holds more than 10,000 files or 1 GiB;
/// those of writing.
Result<void> unpackZip(const std::string& zip, const std::string& folder);

}  // namespace chiiki
