#pragma once

#include <map>
#include <vector>

#include <cairo.h>
#include <hb.h>
#include <pango/pango.h>

#include "core/base/owned.h"
#include "core/model/geometry.h"

namespace chiiki {

/// The fonts of one PDF cut down to the glyphs it shows, before Cairo embeds them. Cairo 1.16 follows the subroutines
/// that the outlines of the glyphs share, loses its way in some pairs of glyphs and then embeds every subroutine of the
/// font, 900 kB of them; in a font cut by HarfBuzz there are none. A quarter of the bytes, and faster.
class PdfFonts {
public:
    PdfFonts() = default;
    PdfFonts(PdfFonts&&) = default;

    /// What the line shows is wanted. To be called for all texts before the first is shown.
    void want(const PangoLayoutLine* line);

    /// Shows a line of `text` from where its baseline begins, in the context's colour and size of font, which is
    /// `scale` times the one that the line was shaped in.
    void show(cairo_t* cairo, const char* text, PangoLayoutLine* line, Point begin, double scale);

private:
    struct Cut {
        std::vector<hb_codepoint_t> wanted;
        std::map<hb_codepoint_t, unsigned long> glyphOf;  // in the cut font; empty until it is cut
        Owned<cairo_font_face_t*, cairo_font_face_destroy> face;
        bool isTried = false;
    };
    Cut& cutOf(PangoFont* font);
    static void cut(hb_face_t* face, Cut& out);
    void showRun(cairo_t* cairo, const char* text, PangoGlyphItem* run, Point begin, double scale);

    std::map<hb_face_t*, Cut> cuts_;
};

}  // namespace chiiki
