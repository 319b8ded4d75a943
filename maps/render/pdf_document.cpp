#include "maps/render/pdf_document.h"

#include <exception>

#define POINTERHOLDER_TRANSITION 4  // the library asks how its old pointers are to behave: they are shared_ptr
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <tbb/parallel_for.h>

#include "maps/render/paint.h"
#include "maps/render/pdf_drawing.h"
#include "maps/scene/text_measure.h"

namespace chiiki {
namespace {

using Object = QPDFObjectHandle;

Object words(const std::string& text)
{
    return Object::newUnicodeString(text);
}

/// A dictionary that others refer to.
Object newDictionary(QPDF& pdf, const std::string& type)
{
    Object made = pdf.makeIndirectObject(Object::newDictionary());
    if (!type.empty())
        made.replaceKey("/Type", Object::newName(type));
    return made;
}

/// Structure tree: a section a sheet, in it its parts, each of which is one stretch of marked content. Cairo numbers
/// the stretches of a page in the order in which they were begun.
void addStructure(QPDF& pdf, std::span<const PdfSheet> sheets, const std::vector<Object>& pages)
{
    Object root = newDictionary(pdf, "/StructTreeRoot");
    Object document = newDictionary(pdf, "/StructElem");
    document.replaceKey("/S", Object::newName("/Document"));
    document.replaceKey("/P", root);
    Object sections = Object::newArray();
    Object parents = Object::newArray();
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        Object page = pages[i];
        page.replaceKey("/StructParents", Object::newInteger(static_cast<long long>(i)));
        page.replaceKey("/Tabs", Object::newName("/S"));
        Object section = newDictionary(pdf, "/StructElem");
        section.replaceKey("/S", Object::newName("/Sect"));
        section.replaceKey("/P", document);
        section.replaceKey("/T", words(sheets[i].label));
        Object elements = Object::newArray();
        long long mark = 0;
        for (const PdfPart& part : sheets[i].parts) {
            Object element = newDictionary(pdf, "/StructElem");
            element.replaceKey("/S", Object::newName("/" + part.role));
            element.replaceKey("/P", section);
            element.replaceKey("/Pg", page);
            element.replaceKey("/K", Object::newInteger(mark++));
            if (!part.alt.empty())
                element.replaceKey("/Alt", words(part.alt));
            elements.appendItem(element);
        }
        section.replaceKey("/K", elements);
        sections.appendItem(section);
        parents.appendItem(Object::newInteger(static_cast<long long>(i)));
        parents.appendItem(pdf.makeIndirectObject(elements.shallowCopy()));
    }
    document.replaceKey("/K", sections);
    root.replaceKey("/K", document);
    Object tree = newDictionary(pdf, "");
    tree.replaceKey("/Nums", parents);
    root.replaceKey("/ParentTree", tree);
    root.replaceKey("/ParentTreeNextKey", Object::newInteger(static_cast<long long>(sheets.size())));
    Object catalogue = pdf.getRoot();
    catalogue.replaceKey("/StructTreeRoot", root);
    catalogue.replaceKey("/MarkInfo", Object::parse("<< /Marked true >>"));
}

void addLabels(QPDF& pdf, std::span<const PdfSheet> sheets)
{
    Object numbers = Object::newArray();
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        Object label = Object::newDictionary();
        label.replaceKey("/P", words(sheets[i].label));
        numbers.appendItem(Object::newInteger(static_cast<long long>(i)));
        numbers.appendItem(label);
    }
    Object labels = Object::newDictionary();
    labels.replaceKey("/Nums", numbers);
    pdf.getRoot().replaceKey("/PageLabels", labels);
}

void addBookmarks(QPDF& pdf, std::span<const PdfSheet> sheets, const std::vector<Object>& pages)
{
    Object outlines = newDictionary(pdf, "/Outlines");
    std::vector<Object> items;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        Object item = newDictionary(pdf, "");
        item.replaceKey("/Title", words(sheets[i].bookmark));
        item.replaceKey("/Parent", outlines);
        Object target = Object::newArray();
        target.appendItem(pages[i]);
        target.appendItem(Object::newName("/Fit"));
        item.replaceKey("/Dest", target);
        if (!items.empty()) {
            item.replaceKey("/Prev", items.back());
            items.back().replaceKey("/Next", item);
        }
        items.push_back(item);
    }
    outlines.replaceKey("/First", items.front());
    outlines.replaceKey("/Last", items.back());
    outlines.replaceKey("/Count", Object::newInteger(static_cast<long long>(items.size())));
    pdf.getRoot().replaceKey("/Outlines", outlines);
    if (items.size() > 1)
        pdf.getRoot().replaceKey("/PageMode", Object::newName("/UseOutlines"));
}

void addInfo(QPDF& pdf, const PdfInfo& info)
{
    Object catalogue = pdf.getRoot();
    catalogue.replaceKey("/Lang", Object::newString(info.language == Language::Japanese ? "ja-JP" : "en"));
    catalogue.replaceKey("/ViewerPreferences", Object::parse("<< /DisplayDocTitle true >>"));
    std::string date = "D:19700101";
    if (info.asOf.size() == 10)
        date = "D:" + info.asOf.substr(0, 4) + info.asOf.substr(5, 2) + info.asOf.substr(8, 2);
    Object about = newDictionary(pdf, "");
    about.replaceKey("/Title", words(info.title));
    about.replaceKey("/Subject", words(info.subject));
    about.replaceKey("/CreationDate", Object::newString(date));
    about.replaceKey("/ModDate", Object::newString(date));
    pdf.getTrailer().replaceKey("/Info", about);
}

/// The first page of `file`, once in the document, below what each page draws.
void putBelow(QPDF& pdf, QPDF& file, const std::vector<Object>& pages)
{
    Object form = QPDFPageObjectHelper(file.getAllPages().at(0)).getFormXObjectForPage();
    const Object shared = pdf.copyForeignObject(form);
    const Object draw = pdf.makeIndirectObject(Object::newStream(&pdf, "/Artifact BMC q /below Do Q EMC\n"));
    for (Object page : pages) {
        Object resources = page.getKey("/Resources");
        if (!resources.getKey("/XObject").isDictionary())
            resources.replaceKey("/XObject", Object::newDictionary());
        resources.getKey("/XObject").replaceKey("/below", shared);
        page.addPageContents(draw, true);
    }
}

}  // namespace

Result<std::string> pdfPageBytes(const PdfPage& page, double scale)
{
    const Scene& scene = page.scene;
    if (auto checked = checkTexts(scene); !checked)
        return tl::unexpected(checked.error());
    std::string bytes;
    const SurfaceHandle surface(
        cairo_pdf_surface_create_for_stream(appendPdfBytes, &bytes, scene.width * scale, scene.height * scale));
    cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z");
    const CairoHandle cairo(cairo_create(surface.get()));
    cairo_scale(cairo.get(), scale, scale);
    cairo_set_fill_rule(cairo.get(), CAIRO_FILL_RULE_EVEN_ODD);
    {
        PdfDrawing drawing(cairo.get(), scene);
        std::size_t part = 0;
        for (std::size_t i = 0; i < scene.items.size(); ++i) {
            while (part < page.parts.size() && page.parts[part].firstItem == i) {
                if (part > 0)
                    cairo_tag_end(cairo.get(), page.parts[part - 1].role.c_str());
                cairo_tag_begin(cairo.get(), page.parts[part].role.c_str(), nullptr);
                ++part;
            }
            std::visit(drawing, scene.items[i]);
        }
        if (part > 0)
            cairo_tag_end(cairo.get(), page.parts[part - 1].role.c_str());
    }
    cairo_show_page(cairo.get());
    cairo_surface_finish(surface.get());
    if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
        return fail(ErrorKind::Internal, {"maps.pdf_failed", {cairo_status_to_string(status)}});
    return bytes;
}

Result<std::string> assemblePdf(std::span<const PdfSheet> sheets, const PdfInfo& info, const std::string& below)
{
    try {
        // Streams are read from the sheets' files when all is written: they live as long as that.
        std::vector<std::unique_ptr<QPDF>> files(sheets.size());
        tbb::parallel_for(std::size_t{0}, sheets.size(), [&](std::size_t i) {
            files[i] = std::make_unique<QPDF>();
            files[i]->setSuppressWarnings(true);
            files[i]->processMemoryFile("sheet", sheets[i].bytes.data(), sheets[i].bytes.size());
            (void)files[i]->getAllObjects();  // read here rather than one by one while they are copied
        });
        QPDF whole;
        whole.emptyPDF();
        for (const auto& file : files)
            whole.addPage(file->getAllPages().at(0), false);
        const std::vector<Object> pages = whole.getAllPages();
        if (!below.empty()) {
            files.push_back(std::make_unique<QPDF>());
            files.back()->setSuppressWarnings(true);
            files.back()->processMemoryFile("below", below.data(), below.size());
            putBelow(whole, *files.back(), pages);
        }
        addStructure(whole, sheets, pages);
        addLabels(whole, sheets);
        addBookmarks(whole, sheets, pages);
        addInfo(whole, info);
        QPDFWriter writer(whole);
        writer.setOutputMemory();
        writer.setStreamDataMode(qpdf_s_preserve);
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.setMinimumPDFVersion("1.5");
        writer.setDeterministicID(true);
        writer.write();
        const auto buffer = writer.getBufferSharedPointer();
        return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
    } catch (const std::exception& problem) {
        return fail(ErrorKind::Internal, {"maps.pdf_failed", {problem.what()}});
    }
}

}  // namespace chiiki
