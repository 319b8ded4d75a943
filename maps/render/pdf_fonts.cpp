#include "maps/render/pdf_fonts.h"

#include <memory>

#include <cairo-ft.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>

namespace chiiki {
namespace {

using InputHandle = Owned<hb_subset_input_t*, hb_subset_input_destroy>;
using PlanHandle = Owned<hb_subset_plan_t*, hb_subset_plan_destroy>;
using FaceHandle = Owned<hb_face_t*, hb_face_destroy>;
using BlobHandle = Owned<hb_blob_t*, hb_blob_destroy>;
using LibraryHandle = Owned<FT_Library, FT_Done_FreeType>;
using FreeTypeHandle = Owned<FT_Face, FT_Done_Face>;

/// What a Cairo face is made of, in the order in which it may be taken apart: last first.
struct FaceParts {
    BlobHandle blob;
    LibraryHandle library;
    FreeTypeHandle face;
};

void destroyParts(void* parts)
{
    delete static_cast<FaceParts*>(parts);
}

bool isDrawn(PangoGlyph glyph)
{
    return glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0;
}

/// What of a font draws its glyphs. Texts are shaped already: without the tables that find glyphs none are sought for
/// all the characters of the font, and no further ones come along.
FaceHandle drawingTables(hb_face_t* face)
{
    FaceHandle made(hb_face_builder_create());
    for (const hb_tag_t tag : {HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
                               HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
                               HB_TAG('m', 'a', 'x', 'p'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'),
                               HB_TAG('p', 'o', 's', 't')}) {
        const BlobHandle table(hb_face_reference_table(face, tag));
        if (hb_blob_get_length(table.get()) > 0)
            hb_face_builder_add_table(made.get(), tag, table.get());
    }
    return made;
}

}  // namespace

PdfFonts::Cut& PdfFonts::cutOf(PangoFont* font)
{
    return cuts_[hb_font_get_face(pango_font_get_hb_font(font))];
}

void PdfFonts::want(const PangoLayoutLine* line)
{
    for (const GSList* next = line->runs; next; next = next->next) {
        const auto* run = static_cast<const PangoGlyphItem*>(next->data);
        Cut& cut = cutOf(run->item->analysis.font);
        for (int i = 0; i < run->glyphs->num_glyphs; ++i)
            if (isDrawn(run->glyphs->glyphs[i].glyph))
                cut.wanted.push_back(run->glyphs->glyphs[i].glyph);
    }
}

void PdfFonts::cut(hb_face_t* face, Cut& out)
{
    out.isTried = true;
    const InputHandle input(hb_subset_input_create_or_fail());
    if (!input)
        return;
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_t* glyphs = hb_subset_input_glyph_set(input.get());
    for (const hb_codepoint_t glyph : out.wanted)
        hb_set_add(glyphs, glyph);
    const FaceHandle drawing = drawingTables(face);
    const PlanHandle plan(hb_subset_plan_create_or_fail(drawing.get(), input.get()));
    if (!plan)
        return;
    const FaceHandle made(hb_subset_plan_execute_or_fail(plan.get()));
    if (!made)
        return;
    auto parts = std::make_unique<FaceParts>();
    parts->blob.reset(hb_face_reference_blob(made.get()));
    unsigned int length = 0;
    const char* bytes = hb_blob_get_data(parts->blob.get(), &length);
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0)
        return;
    parts->library.reset(library);
    FT_Face opened = nullptr;
    if (FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(bytes), length, 0, &opened) != 0)
        return;
    parts->face.reset(opened);
    out.face.reset(cairo_ft_font_face_create_for_ft_face(opened, FT_LOAD_NO_HINTING));
    static const cairo_user_data_key_t key = {};
    if (cairo_font_face_set_user_data(out.face.get(), &key, parts.get(), destroyParts) != CAIRO_STATUS_SUCCESS) {
        out.face.reset();
        return;
    }
    (void)parts.release();
    const hb_map_t* mapping = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    for (const hb_codepoint_t glyph : out.wanted)
        out.glyphOf[glyph] = hb_map_get(mapping, glyph);
}

void PdfFonts::showRun(cairo_t* cairo, const char* text, PangoGlyphItem* run, Point begin, double scale)
{
    Cut& cut = cutOf(run->item->analysis.font);
    if (!cut.isTried)
        PdfFonts::cut(hb_font_get_face(pango_font_get_hb_font(run->item->analysis.font)), cut);
    const PangoGlyphString& glyphs = *run->glyphs;
    bool isWhole = static_cast<bool>(cut.face);
    for (int i = 0; i < glyphs.num_glyphs && isWhole; ++i)
        isWhole = isDrawn(glyphs.glyphs[i].glyph) && cut.glyphOf.contains(glyphs.glyphs[i].glyph);
    if (!isWhole) {
        cairo_save(cairo);
        cairo_translate(cairo, begin.x, begin.y);
        cairo_scale(cairo, scale, scale);
        cairo_move_to(cairo, 0, 0);
        pango_cairo_show_glyph_item(cairo, text, run);
        cairo_restore(cairo);
        return;
    }
    const double toPx = scale / PANGO_SCALE;
    std::vector<cairo_glyph_t> shown;
    std::vector<cairo_text_cluster_t> clusters;
    for (int i = 0; i < glyphs.num_glyphs; ++i) {
        const PangoGlyphGeometry& place = glyphs.glyphs[i].geometry;
        shown.push_back(
            {cut.glyphOf[glyphs.glyphs[i].glyph], begin.x + place.x_offset * toPx, begin.y + place.y_offset * toPx});
        begin.x += place.width * toPx;
        // A cluster goes on to where the next one begins in the text.
        if (i > 0 && glyphs.log_clusters[i] == glyphs.log_clusters[i - 1]) {
            ++clusters.back().num_glyphs;
            continue;
        }
        int next = i + 1;
        while (next < glyphs.num_glyphs && glyphs.log_clusters[next] == glyphs.log_clusters[i])
            ++next;
        const int end = next < glyphs.num_glyphs ? glyphs.log_clusters[next] : run->item->length;
        clusters.push_back({end - glyphs.log_clusters[i], 1});
    }
    cairo_set_font_face(cairo, cut.face.get());
    cairo_show_text_glyphs(cairo, text + run->item->offset, run->item->length, shown.data(),
                           static_cast<int>(shown.size()), clusters.data(), static_cast<int>(clusters.size()),
                           cairo_text_cluster_flags_t{});
}

void PdfFonts::show(cairo_t* cairo, const char* text, PangoLayoutLine* line, Point begin, double scale)
{
    for (const GSList* next = line->runs; next; next = next->next) {
        auto* run = static_cast<PangoGlyphItem*>(next->data);
        showRun(cairo, text, run, begin, scale);
        begin.x += pango_glyph_string_get_width(run->glyphs) * scale / PANGO_SCALE;
    }
}

}  // namespace chiiki
