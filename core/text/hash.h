#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace chiiki {

/// SHA-256 as 64 hex digits in lower case.
std::string sha256OfBytes(std::string_view bytes);

/// The same of a file's bytes, read in blocks. Error NotFound where it cannot be opened or read to its end.
Result<std::string> sha256OfFile(const std::string& path);

}  // namespace chiiki
