#include "maps/render/pdf_drawing.h"

#include <cmath>
#include <string>

#include "core/geo/simplify.h"
#include "maps/render/pattern_lines.h"
#include "maps/scene/text_measure.h"

namespace chiiki {
namespace {

/// Px that no printer shows: 0.03 mm of an A4 page. Lines that are thinned by it take half the room and time.
constexpr double unseen = 0.12;

/// Px in which texts are shaped, whatever their size: their glyphs stand alike in all sizes, and Pango seeks its fonts
/// anew for each size that it is asked for.
constexpr double shapedSize = 64;

using OptionsHandle = Owned<cairo_font_options_t*, cairo_font_options_destroy>;

}  // namespace

PdfDrawing::PdfDrawing(cairo_t* cairo, const Scene& scene)
    : cairo_(cairo)
{
    // As Qt measures: unhinted, fractions of a px kept.
    const OptionsHandle options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    context_.reset(pango_cairo_create_context(cairo));
    pango_cairo_context_set_font_options(context_.get(), options.get());
    pango_cairo_context_set_resolution(context_.get(), 72);
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    // Without the language, Han characters may come in their Chinese shapes.
    pango_context_set_language(context_.get(), pango_language_from_string("ja"));
    font_.reset(pango_font_description_new());
    pango_font_description_set_family_static(font_.get(), fontFamily);
    pango_font_description_set_absolute_size(font_.get(), shapedSize * PANGO_SCALE);
    for (const SceneItem& item : scene.items)
        if (const auto* text = std::get_if<TextItem>(&item))
            fonts_.want(pango_layout_get_line_readonly(layouts_.emplace_back(layoutOf(*text)).get(), 0));
}

void PdfDrawing::operator()(const PathItem& item)
{
    if (item.path.isEmpty())
        return;
    trace(item.path);
    if (item.fill) {
        paint(*item.fill);
        cairo_fill_preserve(cairo_);
    }
    if (item.pattern) {
        cairo_save(cairo_);
        double left, top, right, bottom;
        cairo_path_extents(cairo_, &left, &top, &right, &bottom);
        cairo_clip(cairo_);
        drawMarks(*item.pattern, {left, top, right - left, bottom - top});
        cairo_restore(cairo_);
        trace(item.path);
    }
    if (item.stroke)
        stroke(*item.stroke);
    cairo_new_path(cairo_);
}

PdfDrawing::LayoutHandle PdfDrawing::layoutOf(const TextItem& item)
{
    LayoutHandle layout(pango_layout_new(context_.get()));
    pango_font_description_set_weight(font_.get(), item.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font_.get());
    pango_layout_set_text(layout.get(), item.text.data(), static_cast<int>(item.text.size()));
    return layout;
}

void PdfDrawing::operator()(const TextItem& item)
{
    PangoLayout* layout = layouts_[drawnTexts_++].get();
    PangoLayoutLine* line = pango_layout_get_line_readonly(layout, 0);
    const double size = std::round(item.size);
    if (item.halo) {
        cairo_save(cairo_);
        cairo_translate(cairo_, item.baseline.x, item.baseline.y);
        cairo_scale(cairo_, size / shapedSize, size / shapedSize);
        cairo_move_to(cairo_, 0, 0);
        pango_cairo_layout_line_path(cairo_, line);
        cairo_restore(cairo_);
        stroke({*item.halo, 2 * item.haloWidth, {}, true});
        cairo_new_path(cairo_);
    }
    paint(item.colour);
    cairo_set_font_size(cairo_, size);
    fonts_.show(cairo_, pango_layout_get_text(layout), line, item.baseline, size / shapedSize);
    cairo_new_path(cairo_);
}

void PdfDrawing::operator()(const PointsItem& item)
{
    for (const Point place : *item.places) {
        const Point p = item.view(place);
        cairo_move_to(cairo_, p.x, p.y);
        cairo_line_to(cairo_, p.x, p.y);
    }
    stroke({item.colour, 2 * item.radius, {}, true});
    cairo_new_path(cairo_);
}

void PdfDrawing::operator()(const LinesItem& item)
{
    for (std::size_t line = 0; line + 1 < item.starts->size(); ++line) {
        for (std::uint32_t i = (*item.starts)[line]; i < (*item.starts)[line + 1]; ++i) {
            const Point p = item.view((*item.places)[i]);
            i == (*item.starts)[line] ? cairo_move_to(cairo_, p.x, p.y) : cairo_line_to(cairo_, p.x, p.y);
        }
    }
    stroke({item.colour, item.width, {}, true});
    cairo_new_path(cairo_);
}

void PdfDrawing::operator()(const ClipBegin& clip)
{
    cairo_save(cairo_);
    cairo_rectangle(cairo_, clip.box.x, clip.box.y, clip.box.width, clip.box.height);
    cairo_clip(cairo_);
}

void PdfDrawing::operator()(const ClipEnd&)
{
    cairo_restore(cairo_);
}

void PdfDrawing::paint(Colour c)
{
    cairo_set_source_rgba(cairo_, c.red / 255.0, c.green / 255.0, c.blue / 255.0, c.alpha / 255.0);
}

void PdfDrawing::stroke(const Stroke& s)
{
    paint(s.colour);
    cairo_set_line_width(cairo_, s.width);
    cairo_set_line_cap(cairo_, s.isRound ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(cairo_, s.isRound ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
    cairo_set_dash(cairo_, s.dashes.data(), static_cast<int>(s.dashes.size()), 0);
    cairo_stroke_preserve(cairo_);
}

void PdfDrawing::traceLine(const LineString& line)
{
    const LineString seen = simplified(line, unseen);
    for (std::size_t i = 1; i < seen.size(); ++i)
        cairo_line_to(cairo_, seen[i].x, seen[i].y);
}

void PdfDrawing::trace(const Path& path)
{
    cairo_new_path(cairo_);
    std::size_t next = 0;
    const auto& p = path.points();
    LineString line;  // since the last verb that is none of its vertices
    for (const Path::Verb verb : path.verbs()) {
        if (verb == Path::Verb::Line) {
            line.push_back(p[next++]);
            continue;
        }
        traceLine(line);
        switch (verb) {
        case Path::Verb::Move:
            cairo_move_to(cairo_, p[next].x, p[next].y);
            line.assign(1, p[next++]);
            break;
        case Path::Verb::Cubic:
            cairo_curve_to(cairo_, p[next].x, p[next].y, p[next + 1].x, p[next + 1].y, p[next + 2].x, p[next + 2].y);
            line.assign(1, p[next + 2]);
            next += 3;
            break;
        case Path::Verb::Close:
            cairo_close_path(cairo_);
            line.clear();
            break;
        case Path::Verb::Line:
            break;
        }
    }
    traceLine(line);
}

void PdfDrawing::drawMarks(const Pattern& pattern, const Box& box)
{
    const PatternMarks marks = marksOf(pattern, box);
    for (const auto& [a, b] : marks.lines) {
        cairo_move_to(cairo_, a.x, a.y);
        cairo_line_to(cairo_, b.x, b.y);
    }
    for (const Point dot : marks.dots) {
        cairo_move_to(cairo_, dot.x, dot.y);
        cairo_line_to(cairo_, dot.x, dot.y);
    }
    stroke({pattern.colour, pattern.thickness, {}, !marks.dots.empty()});
    cairo_new_path(cairo_);
}

cairo_status_t appendPdfBytes(void* closure, const unsigned char* data, unsigned int length)
{
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace chiiki
