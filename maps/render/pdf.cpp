#include "maps/render/export.h"
#include "maps/render/paint.h"
#include "maps/render/pdf_drawing.h"
#include "maps/scene/text_measure.h"

namespace chiiki {

Result<std::string> pdfBytes(const Scene& scene, const std::string& asOf)
{
    if (auto ready = prepareText(); !ready)
        return tl::unexpected(ready.error());
    if (auto checked = checkTexts(scene); !checked)
        return tl::unexpected(checked.error());
    std::string bytes;
    const SurfaceHandle surface(cairo_pdf_surface_create_for_stream(appendPdfBytes, &bytes, scene.width * pointsPerPx,
                                                                    scene.height * pointsPerPx));
    cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
    // Cairo would write the clock's time; a workspace without a date gives the first day of the calendar it knows.
    const std::string date = (asOf.size() == 10 ? asOf : std::string("1970-01-01")) + "T00:00:00Z";
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, scene.title.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_SUBJECT, scene.description.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
    const CairoHandle cairo(cairo_create(surface.get()));
    cairo_scale(cairo.get(), pointsPerPx, pointsPerPx);
    cairo_set_fill_rule(cairo.get(), CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_source_rgb(cairo.get(), scene.ground.red / 255.0, scene.ground.green / 255.0, scene.ground.blue / 255.0);
    cairo_paint(cairo.get());
    {
        PdfDrawing drawing(cairo.get(), scene);
        for (const SceneItem& item : scene.items)
            std::visit(drawing, item);
    }
    cairo_show_page(cairo.get());
    cairo_surface_finish(surface.get());
    const cairo_status_t status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS)
        return fail(ErrorKind::Internal, {"maps.pdf_failed", {cairo_status_to_string(status)}});
    return bytes;
}

}  // namespace chiiki
