#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace chiiki {

/// The whole file. Error NotFound where it is absent or a folder, BadFormat where it is over `maxBytes`
/// (the size is asked before anything is read).
Result<std::string> readFile(const std::string& path, std::size_t maxBytes = std::size_t{1} << 30);

/// Writes beside the target and renames, so a reader meets the old file or the new one, never half of one.
/// Errors ReadOnly, NoSpace, NotFound (no such folder).
Result<void> writeFile(const std::string& path, std::string_view bytes);

/// The last part of a path.
std::string fileNameOf(const std::string& path);

}  // namespace chiiki
