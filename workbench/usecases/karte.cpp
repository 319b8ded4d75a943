#include "workbench/usecases/karte.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <optional>

#include "core/io/files.h"
#include "core/text/hash.h"
#include "maps/layout/karte.h"
#include "maps/render/scene_hash.h"
#include "maps/scene/text_measure.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/in_order.h"
#include "workbench/usecases/karte_cache.h"
#include "workbench/usecases/karte_gather.h"
#include "workbench/usecases/karte_tables.h"
#include "workbench/usecases/user_folders.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

constexpr double a4Points = 0.75;                        // a px
constexpr double a3Points = a4Points * 841.89 / 595.28;  // A3 is A4 drawn larger

bool isPdf(const std::string& file)
{
    return file.ends_with(".pdf");
}

std::string labelOf(const KartePage& page)
{
    return page.districtCode + " " + page.name;
}

/// The pages asked for, in the city's order.
Result<std::vector<std::size_t>> pagesMeant(const KarteBook& book, const std::vector<std::string>& wanted)
{
    std::vector<std::size_t> pages;
    std::vector<std::string> codes;
    for (const std::string& one : wanted) {
        const auto district = districtMeant(*book.city, one);
        if (!district)
            return tl::unexpected(district.error());
        if (!*district)
            return fail(ErrorKind::BadRequest, {"karte.not_of_the_city", {}});
        codes.push_back((*district)->code);
    }
    for (std::size_t i = 0; i < book.pages.size(); ++i)
        if (codes.empty() || std::find(codes.begin(), codes.end(), book.pages[i].districtCode) != codes.end())
            pages.push_back(i);
    return pages;
}

/// Draws pages or takes them from the cache.
class PagePrinter {
public:
    PagePrinter(const CityScene& city, const KarteRequest& request)
        : city_(city)
        , cache_(request.cacheFolder)
        , points_(request.paper == KartePaper::A3 ? a3Points : a4Points)
        , style_{request.language, points_ / a4Points}
        , place_(std::string(request.paper == KartePaper::A3 ? ".A3" : ".A4") +
                 (request.language == Language::Japanese ? ".ja." : ".en.") +
                 sha256OfBytes(request.templateFile).substr(0, 8))
    {
    }

    struct Sheet {
        PdfSheet pdf;
        bool isDrawn = false;  // it was not as it is in the cache
    };

    Result<Sheet> print(const KartePage& page) const
    {
        const auto composed = composeKarte(city_, page, style_);
        if (!composed)
            return tl::unexpected(composed.error());
        Sheet sheet{{{}, composed->parts, labelOf(page), labelOf(page)}, false};
        auto bytes = bytesOf(*composed, page.districtCode, sheet.isDrawn);
        if (!bytes)
            return tl::unexpected(bytes.error());
        sheet.pdf.bytes = *std::move(bytes);
        return sheet;
    }

    /// What lies below every page.
    Result<std::string> printCommon(const KartePage& any) const
    {
        const auto composed = composeKarteCommon(any);
        bool isDrawn = false;
        return composed ? bytesOf(*composed, "common", isDrawn) : tl::unexpected(composed.error());
    }

private:
    Result<std::string> bytesOf(const PdfPage& composed, const std::string& name, bool& isDrawn) const
    {
        const std::string place = name + place_;
        const std::string hash = pageHash(composed, points_);
        if (auto kept = cache_.find(place, hash))
            return *std::move(kept);
        isDrawn = true;
        auto drawn = pdfPageBytes(composed, points_);
        if (drawn)
            cache_.keep(place, hash, *drawn);
        return drawn;
    }

    const CityScene& city_;
    KarteCache cache_;
    double points_;
    KarteStyle style_;
    std::string place_;
};

Result<CityScene> sceneToPrint(const SnapshotPtr& city)
{
    if (auto ready = preparePrinting(); !ready)
        return tl::unexpected(ready.error());
    auto scene = CityScene::build(city);
    if (scene)
        prepareKarte(*scene);
    return scene;
}

struct Print {
    std::vector<PdfSheet> sheets;
    std::string common;  // what lies below every page
    int drawn = 0;       // the others were kept
};

Result<Print> printAll(const PagePrinter& printer, const KarteBook& book, const std::vector<std::size_t>& pages)
{
    std::vector<Result<PagePrinter::Sheet>> printed(pages.size(), PagePrinter::Sheet{});
    Result<std::string> common;
    // A page that is drawn takes as long as many that are kept: what lies below them all, which any number changes,
    // comes first, and neighbours, which the same place changes, are drawn beside each other.
    inOrder(pages.size() + 1, [&](std::size_t i) {
        if (i == 0)
            common = printer.printCommon(book.pages.front());
        else
            printed[i - 1] = printer.print(book.pages[pages[i - 1]]);
    });
    if (!common)
        return tl::unexpected(common.error());
    Print print{{}, *std::move(common), 0};
    for (auto& one : printed) {
        if (!one)
            return tl::unexpected(one.error());
        print.drawn += one->isDrawn ? 1 : 0;
        print.sheets.push_back(std::move(one->pdf));
    }
    return print;
}

Result<void> writeSheets(const std::vector<PdfSheet>& sheets, const std::string& common, PdfInfo info,
                         const std::string& out, KarteReport& report)
{
    const auto write = [&](const std::string& file, std::span<const PdfSheet> of) -> Result<void> {
        const auto bytes = assemblePdf(of, info, common);
        if (!bytes)
            return tl::unexpected(bytes.error());
        report.files.push_back(file);
        return writeFile(file, *bytes);
    };
    if (isPdf(out))
        return write(out, sheets);
    std::error_code ignored;
    fs::create_directories(out, ignored);
    const std::string title = info.title;
    for (const PdfSheet& sheet : sheets) {
        info.title = title + " " + sheet.label;
        std::string name = sheet.label;
        std::replace_if(
            name.begin(), name.end(), [](char c) { return c == ' ' || c == '/'; }, '_');
        if (auto written = write((fs::path(out) / (name + ".pdf")).string(), {&sheet, 1}); !written)
            return written;
    }
    return {};
}

}  // namespace

std::string karteCacheFolder(const std::string& workspacePath)
{
    return workspaceCacheFolder("karte", workspacePath);
}

Result<void> preparePrinting()
{
    return prepareText();
}

Result<KarteReport> printKarte(PluginSession& session, const KarteRequest& request, Diagnostics& diagnostics)
{
    const auto plan = readKarteTemplate(request.templateFile, diagnostics);
    if (!plan)
        return tl::unexpected(plan.error());
    const SnapshotPtr city = session.city();
    const std::string asOf = request.asOf.empty() ? city->asOf : request.asOf;
    auto gathering =
        std::async(std::launch::async, [&] { return gatherKarte(session, *plan, request.language, asOf); });
    // Text and the city's shapes are made ready while the numbers are computed.
    std::optional<Result<CityScene>> scene;
    if (!request.out.empty())
        scene = sceneToPrint(city);
    const auto book = gathering.get();
    if (!book)
        return tl::unexpected(book.error());
    const auto pages = pagesMeant(*book, request.districts);
    if (!pages)
        return tl::unexpected(pages.error());
    KarteReport report;
    report.pages = static_cast<int>(pages->size());
    if (!request.out.empty()) {
        if (!*scene)
            return tl::unexpected(scene->error());
        const PagePrinter printer(**scene, request);
        const auto print = printAll(printer, *book, *pages);
        if (!print)
            return tl::unexpected(print.error());
        report.drawn = print->drawn;
        // Nobody needs the city's shapes any more: they are taken down beside the writing.
        const auto freeing = std::async(std::launch::async, [&] { scene.reset(); });
        PdfInfo info;
        info.title = city->city.name.in(request.language) + " " + plan->title.in(request.language);
        info.subject = speak({"karte.subject", {std::to_string(pages->size()), asOf}}, request.language);
        info.asOf = asOf;
        info.language = request.language;
        if (auto written = writeSheets(print->sheets, print->common, info, request.out, report); !written)
            return tl::unexpected(written.error());
    }
    if (!request.xlsx.empty()) {
        const auto workbook = karteXlsx(*book, *pages, request.language);
        if (!workbook)
            return tl::unexpected(workbook.error());
        if (auto written = writeFile(request.xlsx, *workbook); !written)
            return tl::unexpected(written.error());
        report.files.push_back(request.xlsx);
    }
    return report;
}

}  // namespace chiiki
