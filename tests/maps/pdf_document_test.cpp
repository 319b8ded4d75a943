#include <catch2/catch.hpp>

#define POINTERHOLDER_TRANSITION 4  // as where the pages are put together
#include <qpdf/QPDF.hh>

#include "maps/render/pdf_document.h"
#include "maps/render/scene_hash.h"
#include "maps/scene/text_measure.h"
#include "tests/support/process.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

PdfPage pageOf(const std::vector<std::string>& lines)
{
    REQUIRE(prepareText());
    PdfPage page;
    page.scene.width = 400;
    page.scene.height = 300;
    page.parts.push_back({0, "H1", ""});
    double baseline = 40;
    for (const std::string& line : lines) {
        page.scene.items.push_back(TextItem{{20, baseline}, line, 20, false, {}, {}, 0});
        baseline += 30;
    }
    Path box;
    box.addBox({20, 200, 50, 50});
    page.parts.push_back({page.scene.items.size(), "Figure", "四角 " + lines.front()});
    page.scene.items.push_back(PathItem{box, Colour{0, 0, 0, 255}, {}, {}});
    return page;
}

PdfSheet sheetOf(const PdfPage& page, const std::string& label)
{
    const auto bytes = pdfPageBytes(page, 0.75);
    REQUIRE(bytes);
    return {*bytes, page.parts, label, "しおり " + label};
}

}  // namespace

TEST_CASE("a font is cut to what a page shows, whatever its outlines share", "[pdf]")
{
    // In this order Cairo 1.16 alone embeds all subroutines of the font: 870 kB.
    const auto bytes = pdfPageBytes(pageOf({"KL低"}), 0.75);
    REQUIRE(bytes);
    CHECK(bytes->size() < 20'000);
    const TemporaryFolder folder;
    writeFile(folder / "a.pdf", *bytes);
    CHECK(runProcess({"/usr/bin/env", "pdftotext", "a.pdf", "-"}, folder.path()).out.find("KL低") == 0);
    CHECK(runProcess({"/usr/bin/env", "pdffonts", "a.pdf"}, folder.path()).out.find("NotoSansCJK") !=
          std::string::npos);
}

TEST_CASE("pages put together keep their text, and say label, bookmark and what figures show", "[pdf]")
{
    const std::vector<PdfSheet> sheets = {sheetOf(pageOf({"大殿", "人口 7,206人"}), "01 大殿"),
                                          sheetOf(pageOf({"鋳銭司", "髙﨑"}), "12 鋳銭司")};
    PdfInfo info;
    info.title = "地域カルテ";
    info.asOf = "2024-10-31";
    const auto bytes = assemblePdf(sheets, info);
    REQUIRE(bytes);
    CHECK(*bytes == *assemblePdf(sheets, info));

    const TemporaryFolder folder;
    writeFile(folder / "a.pdf", *bytes);
    const auto text = runProcess({"/usr/bin/env", "pdftotext", "a.pdf", "-"}, folder.path()).out;
    for (const char* words : {"大殿", "7,206人", "鋳銭司", "髙﨑"}) {
        INFO(words);
        CHECK(text.find(words) != std::string::npos);
    }

    QPDF pdf;
    pdf.processMemoryFile("a.pdf", bytes->data(), bytes->size());
    QPDFObjectHandle root = pdf.getRoot();
    CHECK(root.getKey("/Lang").getStringValue() == "ja-JP");
    QPDFObjectHandle document = root.getKey("/StructTreeRoot").getKey("/K");
    REQUIRE(document.getKey("/K").getArrayNItems() == 2);
    QPDFObjectHandle second = document.getKey("/K").getArrayItem(1);
    REQUIRE(second.getKey("/K").getArrayNItems() == 2);
    QPDFObjectHandle figure = second.getKey("/K").getArrayItem(1);
    CHECK(figure.getKey("/S").getName() == "/Figure");
    CHECK(figure.getKey("/Alt").getUTF8Value() == "四角 鋳銭司");
    CHECK(figure.getKey("/K").getIntValue() == 1);
    CHECK(root.getKey("/PageLabels").getKey("/Nums").getArrayItem(3).getKey("/P").getUTF8Value() == "12 鋳銭司");
    CHECK(root.getKey("/Outlines").getKey("/Last").getKey("/Title").getUTF8Value() == "しおり 12 鋳銭司");
}

TEST_CASE("what lies below all pages is in the file once, and is read with none of them", "[pdf]")
{
    const std::vector<PdfSheet> sheets = {sheetOf(pageOf({"大殿"}), "01 大殿"),
                                          sheetOf(pageOf({"鋳銭司"}), "12 鋳銭司")};
    PdfPage page = pageOf({"令和6年"});
    page.parts.clear();
    const auto below = pdfPageBytes(page, 0.75);
    REQUIRE(below);
    const auto bytes = assemblePdf(sheets, {}, *below);
    REQUIRE(bytes);
    QPDF pdf;
    pdf.processMemoryFile("a.pdf", bytes->data(), bytes->size());
    const auto pages = pdf.getAllPages();
    REQUIRE(pages.size() == 2);
    const auto formOf = [](QPDFObjectHandle one) {
        return one.getKey("/Resources").getKey("/XObject").getKey("/below");
    };
    CHECK(formOf(pages[0]).getObjGen() == formOf(pages[1]).getObjGen());
    const TemporaryFolder folder;
    writeFile(folder / "a.pdf", *bytes);
    const auto text = runProcess({"/usr/bin/env", "pdftotext", "a.pdf", "-"}, folder.path()).out;
    CHECK(text.find("令和6年") != text.rfind("令和6年"));
    const auto spoken = runProcess({"/usr/bin/env", "pdfinfo", "-struct-text", "a.pdf"}, folder.path()).out;
    CHECK(spoken.find("鋳銭司") != std::string::npos);
    CHECK(spoken.find("令和6年") == std::string::npos);
    CHECK_FALSE(assemblePdf(sheets, {}, "no page"));
}

TEST_CASE("pages of one hash are one picture: any change of a page changes it", "[pdf]")
{
    const PdfPage page = pageOf({"大殿"});
    const std::string hash = pageHash(page, 0.75);
    CHECK(pageHash(pageOf({"大殿"}), 0.75) == hash);
    CHECK(pageHash(pageOf({"大内"}), 0.75) != hash);
    CHECK(pageHash(page, 1) != hash);
    PdfPage moved = page;
    std::get<TextItem>(moved.scene.items[0]).baseline.x += 0.1;
    CHECK(pageHash(moved, 0.75) != hash);
    PdfPage bold = page;
    std::get<TextItem>(bold.scene.items[0]).isBold = true;
    CHECK(pageHash(bold, 0.75) != hash);
}

TEST_CASE("bytes that are no PDF are refused", "[pdf]")
{
    const std::vector<PdfSheet> sheets = {{"no page", {}, "a", "a"}};
    CHECK_FALSE(assemblePdf(sheets, {}));
}
