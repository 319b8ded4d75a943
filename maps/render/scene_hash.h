#pragma once

#include <string>

#include "maps/render/pdf_document.h"

namespace chiiki {

/// SHA-256 of everything that a page draws and says: pages of one hash are the same picture. The libraries that draw
/// are in it too.
std::string pageHash(const PdfPage& page, double pointsPerPx);

}  // namespace chiiki
