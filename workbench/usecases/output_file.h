#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "maps/scene/scene.h"

namespace chiiki {

/// Error BadRequest where the ending is none of .png, .svg and .pdf: told before anything is computed.
Result<void> checkPictureFile(const std::string& file);

/// The format by the file's ending. `asOf` is the date a PDF carries. The whole file or none. Errors: those of the
/// formats and of writeFile.
Result<void> writePicture(const std::string& file, const Scene& scene, const std::string& asOf);

/// Writes what a command would have printed: the whole file or none. Errors: those of writeFile.
Result<void> writeOutput(const std::string& file, std::string_view bytes);

}  // namespace chiiki
