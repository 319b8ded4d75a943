#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace chiiki {

/// Writes a whole file or leaves the old one as it was: a temporary file beside it, flushed, then renamed over it.
/// Errors: NoSpace, ReadOnly (folder not writable), NotFound (folder missing).
Result<void> writeFileAtomically(const std::string& path, std::string_view bytes);

}  // namespace chiiki
