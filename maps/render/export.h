#pragma once

#include <string>

#include "core/base/result.h"
#include "maps/scene/scene.h"

namespace chiiki {

/// A scene as a file's bytes: the same scene gives the same bytes on every run. Writing them safely is the caller's.
/// All fail with BadRequest where a text has a character without a glyph (it is named), NotFound without the font.

/// PNG with title and description as its text.
Result<std::string> pngBytes(const Scene& scene, double scale = 1);

/// SVG 1.1 with real text, title and description for people who do not see the picture.
Result<std::string> svgBytes(const Scene& scene);

/// PDF 1.5 of one page, 0.75 pt a px, whose text is right and can be searched and copied; `asOf` (ISO date) is the
/// only date in it.
Result<std::string> pdfBytes(const Scene& scene, const std::string& asOf);

}  // namespace chiiki
