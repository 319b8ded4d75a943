#pragma once

#include <vector>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "core/base/owned.h"
#include "core/model/geometry.h"
#include "maps/render/pdf_fonts.h"
#include "maps/scene/scene.h"

namespace chiiki {

using SurfaceHandle = Owned<cairo_surface_t*, cairo_surface_destroy>;
using CairoHandle = Owned<cairo_t*, cairo_destroy>;

inline constexpr double pointsPerPx = 0.75;

/// Draws the items of a scene, in px of the page, into a Cairo context.
class PdfDrawing {
public:
    /// `scene`: whose items will be drawn, each once and in order; its texts say which glyphs the fonts need.
    PdfDrawing(cairo_t* cairo, const Scene& scene);

    void operator()(const PathItem& item);
    void operator()(const TextItem& item);
    void operator()(const PointsItem& item);
    void operator()(const LinesItem& item);
    void operator()(const ClipBegin& clip);
    void operator()(const ClipEnd& clip);

private:
    using LayoutHandle = Owned<PangoLayout*, g_object_unref>;
    LayoutHandle layoutOf(const TextItem& item);
    void paint(Colour colour);
    void stroke(const Stroke& stroke);
    void traceLine(const LineString& line);
    void trace(const Path& path);
    void drawMarks(const Pattern& pattern, const Box& box);

    cairo_t* cairo_;
    Owned<PangoContext*, g_object_unref> context_;
    Owned<PangoFontDescription*, pango_font_description_free> font_;
    std::vector<LayoutHandle> layouts_;  // of the texts, in order
    std::size_t drawnTexts_ = 0;
    PdfFonts fonts_;
};

/// For a stream surface: appends to the std::string that `closure` points at.
cairo_status_t appendPdfBytes(void* closure, const unsigned char* data, unsigned int length);

}  // namespace chiiki
