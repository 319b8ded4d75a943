#include <catch2/catch.hpp>

#include <algorithm>

#include "maps/layout/view_sheet.h"
#include "maps/scene/text_measure.h"

using namespace chiiki;

namespace {

using Lines = std::vector<std::string>;

std::string wordsOf(const Scene& scene)
{
    std::string all;
    for (const SceneItem& item : scene.items)
        if (const auto* text = std::get_if<TextItem>(&item))
            all += text->text + "\n";
    return all;
}

}  // namespace

TEST_CASE("a long text is broken where its beginnings, measured one by one, still fit", "[headings]")
{
    REQUIRE(prepareText());
    // Kanji, kana, Latin letters and digits: a text of many scripts, much longer than one line of any page.
    std::string text;
    for (int i = 0; i < 12; ++i)
        text += "徳地（とくぢ）のclinicは" + std::to_string(i * 37) + "か所ありWAVEで数えると";
    for (const double maxWidth : {61.0, 140.0, 533.0}) {
        const std::vector<std::string> lines = wrapText(text, 9, false, maxWidth);
        REQUIRE(lines.size() > 3);
        std::string joined;
        for (const std::string& line : lines) {
            INFO(line);
            CHECK(textWidth(line, 9, false) <= maxWidth + 1e-6);
            joined += line;
        }
        CHECK(joined == text);
        // A line of whole words has room for less than one more word, here of 6 characters at most, and a closing sign.
        for (std::size_t i = 0; i + 1 < lines.size(); ++i)
            CHECK(textWidth(lines[i], 9, false) > maxWidth * 5 / 6 - 7 * 9);
    }
}

TEST_CASE("a heading is broken between words into lines of about one length", "[headings]")
{
    REQUIRE(prepareText());
    // Characters of kanji and kana are as wide as the text is high. Ten fit into 100 px, and the eleventh is not left
    // alone.
    CHECK(wrapText("ボランティア休暇の利用", 10, false, 100) == Lines{"ボランティア休暇の利", "用"});
    CHECK(wrapHeading("ボランティア休暇の利用", 10, false, 100) == Lines{"ボランティア", "休暇の利用"});
    CHECK(wrapHeading("若い世代のワークショップ", 10, false, 110) == Lines{"若い世代の", "ワークショップ"});
    CHECK(wrapHeading("第三者による評価の期限", 10, false, 100) == Lines{"第三者による", "評価の期限"});
    // What fits stays as it is, and so does what has no words to break between.
    CHECK(wrapHeading("ボランティア休暇の利用", 10, false, 111) == Lines{"ボランティア休暇の利用"});
    CHECK(wrapHeading("山口市地域交流施設", 10, false, 50) == wrapText("山口市地域交流施設", 10, false, 50));
    const double width = textWidth("Distance from the", 12, true) + 2;
    CHECK(wrapHeading("Distance from the hub", 12, true, width) == Lines{"Distance", "from the hub"});
}

TEST_CASE("no line of a heading is wider than its room, and none takes a line more than the plain way", "[headings]")
{
    REQUIRE(prepareText());
    for (const char* text : {"People within 800 m: Clinic, Dentist, School, Childcare (FY2024, %)",
                             "協同労働団体の立上げ", "学校・家庭・地域の連携", "As printed (1,000 yen)"}) {
        for (double width = 40; width < 300; width += 13) {
            INFO(text << " in " << width);
            const Lines lines = wrapHeading(text, 12, false, width);
            CHECK(lines.size() == wrapText(text, 12, false, width).size());
            for (const std::string& line : lines)
                CHECK(textWidth(line, 12, false) <= width + 0.01);
        }
    }
}

TEST_CASE("the longest word is what a narrow column has to hold", "[headings]")
{
    REQUIRE(prepareText());
    CHECK(longestWordWidth("Detailed design", 13, true) == Approx(textWidth("Detailed", 13, true)));
    CHECK(longestWordWidth("施工中", 10, false) == Approx(10).margin(0.1));
    CHECK(longestWordWidth("", 10, false) == 0);
}

TEST_CASE("a matrix of a table without rows says so in place of a field of hatches", "[headings]")
{
    ViewData data;
    data.spec.kind = ViewKind::Matrix;
    data.spec.title = {"求め", "Requests"};
    MatrixView view;
    view.rows = {{"01", {"大殿", "Odono"}}, {"02", {"白石", "Shiraishi"}}};
    view.columns = {{"people", {"ヒト", "People"}}};
    view.cells = {{MatrixCell{}}, {MatrixCell{}}};
    data.content = view;
    data.notes = {{speak({"plugin.view_without_rows", {"求め"}}, Language::Japanese), "No rows"}};
    ViewSheetRequest request;
    request.width = 960;
    request.height = 600;
    const Snapshot city;
    const auto blank = composeViewSheet(city, data, request);
    REQUIRE(blank);
    CHECK(wordsOf(*blank).find("表「求め」") != std::string::npos);
    CHECK(wordsOf(*blank).find("白石") == std::string::npos);

    // One row that says nothing of its number is a row.
    view.cells[1][0].rows = {"request:1"};
    data.content = view;
    const auto shown = composeViewSheet(city, data, request);
    REQUIRE(shown);
    CHECK(wordsOf(*shown).find("白石") != std::string::npos);
}
