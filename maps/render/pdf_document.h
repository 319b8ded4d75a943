#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/message.h"
#include "core/base/result.h"
#include "maps/scene/scene.h"

namespace chiiki {

/// A stretch of a scene's items that belongs together, for people who hear a page instead of seeing it.
struct PdfPart {
    std::size_t firstItem = 0;  // it ends where the next part begins
    std::string role;           // structure type of PDF: "H1", "H2", "P", "Figure", "Table"
    std::string alt;            // of a figure: what it shows
};

/// A page that stands for itself: parts in the order of reading, the first at item 0.
struct PdfPage {
    Scene scene;
    std::vector<PdfPart> parts;
};

/// The page as a PDF of its own, `pointsPerPx` pt a px. The same page gives the same bytes. To be put together by
/// assemblePdf, which says the parts. May be called from several threads at a time after prepareText.
/// Errors: as pdfBytes.
Result<std::string> pdfPageBytes(const PdfPage& page, double pointsPerPx);

/// What a page is called in the file.
struct PdfSheet {
    std::string bytes;           // of pdfPageBytes
    std::vector<PdfPart> parts;  // of the same page
    std::string label;           // page label: "01 大殿"
    std::string bookmark;
};

struct PdfInfo {
    std::string title;
    std::string subject;
    std::string asOf;  // ISO date: the only one in the file
    Language language = Language::Japanese;
};

/// One tagged PDF of all sheets with page labels, bookmarks and alternative texts; the same sheets give the same bytes.
/// `below` is a page of pdfPageBytes that is drawn once and lies below each, outside of what is read aloud; empty =
/// none. Error Internal where a sheet or `below` is no PDF.
Result<std::string> assemblePdf(std::span<const PdfSheet> sheets, const PdfInfo& info, const std::string& below = {});

}  // namespace chiiki
