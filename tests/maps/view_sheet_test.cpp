#include <catch2/catch.hpp>

#include <regex>

#include "core/io/pack_reader.h"
#include "maps/layout/view_page.h"
#include "maps/layout/view_sheet.h"
#include "maps/render/export.h"
#include "maps/render/paint.h"
#include "maps/scene/text_measure.h"
#include "tests/maps/picture.h"
#include "tests/maps/view_pictures.h"
#include "tests/support/process.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const Snapshot& yamaguchi()
{
    static const Snapshot city = [] {
        Diagnostics diagnostics;
        Snapshot snapshot = *readPack(CHIIKI_SOURCE_DIR "/data/yamaguchi", diagnostics);
        SourceEdition source;
        source.sourceId = "made_up";
        source.title = {"試験の表", "Test table"};
        source.credit = "試験の出典";
        source.asOf = "2010";
        snapshot.sources.push_back(source);
        return snapshot;
    }();
    return city;
}

Value official(double number)
{
    return Value::of(number, Status::Official);
}

std::vector<const TextItem*> textsOf(const Scene& scene)
{
    std::vector<const TextItem*> texts;
    for (const SceneItem& item : scene.items)
        if (const auto* text = std::get_if<TextItem>(&item))
            texts.push_back(text);
    return texts;
}

std::string wordsOf(const Scene& scene)
{
    std::string all;
    for (const TextItem* text : textsOf(scene))
        all += text->text + "\n";
    return all;
}

/// What the characters of a run cover, without the white above and below them.
Box inkOf(const TextItem& text)
{
    return {text.baseline.x + 0.5, text.baseline.y - 0.78 * text.size, textWidth(text.text, text.size, text.isBold) - 1,
            0.84 * text.size};
}

/// Sixty rows with names of several lines, two columns.
void makeLong(MatrixView& view)
{
    view.columns.resize(2);
    view.columnTotals.resize(2);
    view.rows.resize(60);
    view.cells.resize(60, view.cells.front());
    view.rowTotals.resize(60, view.rowTotals.front());
    for (auto& line : view.cells)
        line.resize(2);
    for (std::size_t i = 0; i < view.rows.size(); ++i)
        view.rows[i].title = {"地域づくりのキッカケ見つけ隊21で学んだことを持ち帰る会、その" + std::to_string(i) +
                                  "（社会教育と地域づくり実践研修をかねる）",
                              "A meeting that brings home what was learnt among all districts, no. " +
                                  std::to_string(i)};
}

/// Amounts of forty years, each published.
void makeWide(MatrixView& view)
{
    view.unit = "yen";
    view.columns.clear();
    for (int year = 1985; year < 2025; ++year)
        view.columns.push_back(
            {std::to_string(year), {shortTitle({year}, Language::Japanese), "FY" + std::to_string(year)}});
    for (auto& line : view.cells)
        line.resize(40, {Value::of(123456789, Status::Computed), {}});
    view.columnTotals.assign(40, Value::of(2345678901, Status::Computed));
    view.publishedByColumn.assign(40, Value::of(2345678000, Status::Official));
}

template <typename View>
ViewData& viewWith(std::vector<ViewData>& views)
{
    for (ViewData& view : views)
        if (std::holds_alternative<View>(view.content))
            return view;
    std::abort();
}

Scene drawn(const Snapshot& city, const ViewData& data, const ViewSheetRequest& request)
{
    auto scene = composeViewSheet(city, data, request);
    REQUIRE(scene);
    return *scene;
}

/// The number in the sentence that counts what did not fit; 0 where there is none.
int restOf(const Scene& scene, const std::string& unit)
{
    const std::string words = wordsOf(scene);
    std::smatch match;
    return std::regex_search(words, match, std::regex("ほか ([0-9]+) " + unit)) ? std::stoi(match[1]) : 0;
}

int countOf(const Scene& scene, const std::string& pattern)
{
    int count = 0;
    for (const TextItem* text : textsOf(scene))
        count += std::regex_match(text->text, std::regex(pattern));
    return count;
}

}  // namespace

TEST_CASE("no text of a view leaves its page or lies over another", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    views.push_back(views.front());
    makeLong(std::get<MatrixView>(views.back().content));
    views.push_back(views.front());
    makeWide(std::get<MatrixView>(views.back().content));
    views.push_back(orderedDistrictsView(yamaguchi()));
    for (const ViewData& view : emptyViews(yamaguchi()))
        views.push_back(view);
    for (const auto& [width, height] :
         {std::pair(540, 760), std::pair(960, 600), std::pair(1280, 960), std::pair(480, 480)}) {
        for (const Language language : {Language::Japanese, Language::English}) {
            for (const ViewData& view : views) {
                const Scene scene = drawn(yamaguchi(), view, {width, height, language, {}, false});
                const Box page = {0, 0, scene.width, scene.height};
                const auto texts = textsOf(scene);
                INFO(code(view.spec.kind) << " " << width << " x " << height);
                std::string faults;
                for (std::size_t i = 0; i < texts.size(); ++i) {
                    if (!page.contains(inkOf(*texts[i])))
                        faults += "outside: " + texts[i]->text + "\n";
                    for (std::size_t j = i + 1; j < texts.size(); ++j)
                        if (inkOf(*texts[i]).overlaps(inkOf(*texts[j])))
                            faults += texts[i]->text + " over " + texts[j]->text + "\n";
                }
                CHECK(faults == "");
            }
        }
    }
}

TEST_CASE("every district of the city is readable in a matrix, in ranks and among gauges", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    for (const auto& [width, height] : {std::pair(540, 760), std::pair(960, 600)}) {
        INFO(width << " x " << height);
        for (const ViewKind kind : {ViewKind::Matrix, ViewKind::Ranks, ViewKind::Gauge}) {
            for (const ViewData& view : views) {
                if (view.spec.kind != kind)
                    continue;
                const std::string words =
                    wordsOf(drawn(yamaguchi(), view, {width, height, Language::Japanese, {}, false}));
                INFO(code(kind));
                for (const District& district : yamaguchi().districts) {
                    INFO(district.name);
                    CHECK(words.find(district.name) != std::string::npos);
                }
            }
        }
    }
}

TEST_CASE("links name every district, the isolated ones in a sentence", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    const ViewData links = viewWith<LinksView>(views);
    for (const auto& [width, height] : {std::pair(540, 760), std::pair(960, 600), std::pair(1280, 960)}) {
        const std::string words = wordsOf(drawn(yamaguchi(), links, {width, height, Language::Japanese, {}, false}));
        for (const District& district : yamaguchi().districts) {
            INFO(district.name << " " << width << " x " << height);
            CHECK(words.find(district.name + "\n") != std::string::npos);
        }
        CHECK(words.find("どのつながりにも出てこない地域（14）") != std::string::npos);
    }
}

TEST_CASE("what does not fit the page is counted", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    const ViewSheetRequest small{540, 500, Language::Japanese, {}, false};

    const Scene list = drawn(yamaguchi(), viewWith<ListView>(views), small);
    CHECK(restOf(list, "行") > 0);
    CHECK(countOf(list, "事業[0-9]+") + restOf(list, "行") == 100);

    auto& board = std::get<BoardView>(viewWith<BoardView>(views).content);
    board.columns[0].cards.resize(80, board.columns[0].cards.front());
    board.columns[1].cards.clear();
    for (BoardView::Card& card : board.columns[0].cards)
        card.title = {"祭り", "Festival"};
    const Scene cards = drawn(yamaguchi(), viewWith<BoardView>(views), small);
    CHECK(restOf(cards, "件") > 0);
    CHECK(countOf(cards, "祭り") + restOf(cards, "件") == 80);

    auto& matrix = std::get<MatrixView>(viewWith<MatrixView>(views).content);
    for (int i = 0; i < 100; ++i) {
        matrix.rows.push_back({"x", {"行" + std::to_string(i), "Row"}});
        matrix.cells.push_back(matrix.cells.front());
        matrix.rowTotals.push_back(matrix.rowTotals.front());
    }
    const Scene rows = drawn(yamaguchi(), viewWith<MatrixView>(views), small);
    CHECK(restOf(rows, "行") > 0);
    int named = countOf(rows, "行[0-9]+");
    for (const District& district : yamaguchi().districts)
        named += countOf(rows, district.name);
    CHECK(named + restOf(rows, "行") == 121);
}

TEST_CASE("of more years than fit the latest are shown, in thousands where yen have no room", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    makeWide(std::get<MatrixView>(views.front().content));
    const Scene scene = drawn(yamaguchi(), views.front(), {540, 760, Language::Japanese, {}, false});
    const int hidden = restOf(scene, "列");
    CHECK(hidden > 0);
    CHECK(countOf(scene, "R6") == 1);
    CHECK(countOf(scene, "S60") == 0);
    CHECK(countOf(scene, "[SHR][0-9元]+") + hidden == 40);
    CHECK(wordsOf(scene).find("単位: 千円") != std::string::npos);
    CHECK(countOf(scene, "123,457") > 0);
}

TEST_CASE("a tree counts 0 only where the table has every row", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    ViewData& data = viewWith<TreeView>(views);
    const auto zeros = [&] {
        return countOf(drawn(yamaguchi(), data, {960, 2000, Language::Japanese, {}, false}), "0");
    };
    CHECK(zeros() == 0);
    std::get<TreeView>(data.content).isComplete = true;
    CHECK(zeros() > 0);
}

TEST_CASE("of equal differences of rank at the cut all are marked, or none", "[view]")
{
    RanksView view;
    const auto add = [&](int left, int right) {
        RanksView::Item item;
        item.districtCode = std::to_string(view.items.size());
        item.left = left;
        item.right = right;
        view.items.push_back(item);
    };
    for (const int difference : {9, 8, 7, 6, 6, 6, 1, 0})
        add(1, 1 + difference);
    CHECK(markedRanks(view) == 3);
    view.items.resize(5);
    CHECK(markedRanks(view) == 5);
    view.items = {};
    for (int i = 0; i < 8; ++i)
        add(2, 1);
    CHECK(markedRanks(view) == 0);
}

TEST_CASE("a target without actual values stands over 0, and an axis above 0 is said", "[view]")
{
    ViewData data;
    data.spec.kind = ViewKind::Line;
    LineView view;
    LineView::Line& line = view.lines.emplace_back();
    line.title = {"策定数", "Plans"};
    line.unit = "count";
    line.points = {{2024, official(20), Series::Target, ""}};
    data.content = view;
    const auto words = [&] { return wordsOf(drawn(yamaguchi(), data, {960, 760, Language::Japanese, {}, false})); };
    CHECK(words().find("実績の記載なし") != std::string::npos);
    CHECK(words().find("縦軸") == std::string::npos);
    auto& points = std::get<LineView>(data.content).lines[0].points;
    points.push_back({2023, official(18), Series::Actual, ""});
    CHECK(words().find("実績の記載なし") == std::string::npos);
    CHECK(words().find("縦軸は0から始まりません") != std::string::npos);
    points.back().value = official(0);
    CHECK(words().find("縦軸") == std::string::npos);
}

TEST_CASE("data of another city is stamped so, and its rows are marked among the city's own", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    ViewData& data = viewWith<ListView>(views);
    data.otherCities = {"周南市"};
    data.isOfOtherCities = true;
    const auto words = [&] { return wordsOf(drawn(yamaguchi(), data, {960, 760, Language::Japanese, {}, false})); };
    CHECK(words().find("他市の資料: 周南市") != std::string::npos);
    CHECK(words().find("山口市\n") == std::string::npos);
    data.isOfOtherCities = false;
    std::get<ListView>(data.content).rows.front().isOfOtherCity = true;
    CHECK(words().find("他市の資料を含む: 周南市") != std::string::npos);
    CHECK(words().find("山口市\n") != std::string::npos);
    CHECK(words().find("他市の資料の行") != std::string::npos);
}

TEST_CASE("rows that say no number leave the difference from the published total open", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    ViewData& data = viewWith<MatrixView>(views);
    MatrixView& view = std::get<MatrixView>(data.content);
    view.published = official(1000000);
    view.total = official(1);
    for (auto& line : view.cells)
        for (MatrixCell& cell : line)
            cell = {official(1), {"R"}};
    const auto hasDifference = [&] {
        return wordsOf(drawn(yamaguchi(), data, {1600, 1200, Language::Japanese, {}, false})).find("+999,999") !=
               std::string::npos;
    };
    CHECK(hasDifference());
    view.cells[0][0].value = Value::absent(Absence::Missing);
    CHECK_FALSE(hasDifference());
}

TEST_CASE("a page that may grow leaves no row out and cuts no cell of a list", "[view]")
{
    ViewData data;
    data.spec.kind = ViewKind::List;
    ListView view;
    for (const char* id : {"a", "b", "c", "d"})
        view.columns.push_back({id, {id, id}, FieldType::Text});
    std::string longText;
    for (int i = 0; i < 30; ++i)
        longText += "地域づくりのキッカケ";
    for (int i = 0; i < 60; ++i) {
        ListView::Row& row = view.rows.emplace_back();
        row.cells.assign(4, Text{longText + "。", longText + "."});
    }
    data.content = view;
    const ViewSheetRequest request{960, 760, Language::Japanese, {}, false};
    CHECK(restOf(drawn(yamaguchi(), data, request), "行") > 0);
    const auto grown = composeLongViewSheet(yamaguchi(), data, request, 30000);
    REQUIRE(grown);
    CHECK(restOf(*grown, "行") == 0);
    CHECK(wordsOf(*grown).find("…") == std::string::npos);
}

TEST_CASE("a list leaves empty columns out and says so", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    const std::string words = wordsOf(drawn(yamaguchi(), viewWith<ListView>(views), {}));
    CHECK(words.find("空の列は省いています: 空の列") != std::string::npos);
    CHECK(words.find("… 資料に記載なし") != std::string::npos);
}

TEST_CASE("a matrix has its totals, the published total beside them and their difference", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    const Scene scene = drawn(yamaguchi(), viewWith<MatrixView>(views), {});
    const std::string words = wordsOf(scene);
    for (const char* wanted : {"412\n", "410\n", "−2\n", "計\n", "公表値\n", "差\n", "公表された合計 資料 p.16"}) {
        INFO(wanted);
        CHECK(words.find(wanted) != std::string::npos);
    }
    // 84 cells, by the rule of valueAt: 12 missing; 7 not applicable, of which 76 is missing already.
    CHECK(countOf(scene, "…") == 12);
    CHECK(countOf(scene, "-") == 6);
}

TEST_CASE("years have a published value each", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    ViewData& data = viewWith<MatrixView>(views);
    auto& matrix = std::get<MatrixView>(data.content);
    matrix.publishedByColumn = {official(101), official(98), Value::absent(Absence::Missing), official(100)};
    const Scene scene = drawn(yamaguchi(), data, {});
    CHECK(countOf(scene, "\\+1") == 1);
    // 98 against 100, and 410 against 412.
    CHECK(countOf(scene, "−2") == 2);
    // The published value that is missing, and its difference, beside the 12 cells.
    CHECK(countOf(scene, "…") == 14);
}

TEST_CASE("numbers on heat cells can be read on every colour of every ramp", "[view]")
{
    for (const Ramp ramp : {Ramp::More, Ramp::Worry, Ramp::Money, Ramp::Change}) {
        const HeatScale scale({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, ramp, false);
        for (int i = 0; i <= 10; ++i) {
            const auto look = scale.lookOf(i, 12);
            CHECK(contrastOf(look.fill, look.ink.colour) >= 4.5);
        }
        CHECK(scale.lookOf(0, 12).fill == rampColours(ramp, 5).front());
        CHECK(scale.lookOf(10, 12).fill == rampColours(ramp, 5).back());
    }
}

TEST_CASE("a copier's picture has no colour in its cells and bars", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    for (const ViewKind kind : {ViewKind::Matrix, ViewKind::Flow, ViewKind::Curve}) {
        for (ViewData& view : views) {
            if (view.spec.kind != kind)
                continue;
            // Only what marks made-up values is red.
            view.hasSample = false;
            if (auto* matrix = std::get_if<MatrixView>(&view.content))
                for (auto& line : matrix->cells)
                    for (MatrixCell& cell : line)
                        cell.value.status = Status::Computed;
            if (auto* flow = std::get_if<FlowView>(&view.content))
                for (FlowView::Band& band : flow->bands)
                    band.status = Status::Computed;
            const Scene scene = drawn(yamaguchi(), view, {960, 600, Language::Japanese, {}, true});
            INFO(code(kind));
            for (const SceneItem& item : scene.items)
                if (const auto* path = std::get_if<PathItem>(&item); path && path->fill)
                    CHECK(std::abs(path->fill->red - path->fill->blue) < 24);
        }
    }
}

TEST_CASE("a line is never drawn over a year without a value", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    auto& lines = std::get<LineView>(viewWith<LineView>(views).content);
    lines.lines.resize(1);
    const Scene scene = drawn(yamaguchi(), viewWith<LineView>(views), {});
    int solid = 0, dashed = 0, hollow = 0;
    for (const SceneItem& item : scene.items) {
        const auto* path = std::get_if<PathItem>(&item);
        if (!path || !path->stroke || path->stroke->colour != palette::accent)
            continue;
        solid += !path->fill && path->stroke->dashes.empty();
        dashed += !path->fill && !path->stroke->dashes.empty();
        hollow += path->fill == rgb(0xFFFFFF);
    }
    // 2021, [2022], 2023, 2024: one pair of years that follow one another. Two edges of three years of forecast; a
    // mark at each end of the range, and one in the key.
    CHECK(solid == 1);
    CHECK(dashed == 6);
    CHECK(hollow == 3);
}

TEST_CASE("made-up values are stamped, real ones are not", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    for (const Language language : {Language::Japanese, Language::English}) {
        const std::string stamp = language == Language::Japanese ? "見本\n" : "SAMPLE\n";
        for (ViewData& view : views) {
            INFO(code(view.spec.kind));
            view.hasSample = true;
            CHECK(wordsOf(drawn(yamaguchi(), view, {960, 600, language, {}, false})).find(stamp) != std::string::npos);
        }
        for (const ViewData& view : emptyViews(yamaguchi()))
            CHECK(wordsOf(drawn(yamaguchi(), view, {960, 600, language, {}, false})).find(stamp) == std::string::npos);
    }
}

TEST_CASE("a view has title, city, date, sources and the age of its data", "[view]")
{
    for (const ViewData& view : viewsOfEveryKind(yamaguchi())) {
        const Scene scene = drawn(yamaguchi(), view, {960, 760, Language::Japanese, "2024-04-01", false});
        const std::string words = wordsOf(scene);
        INFO(code(view.spec.kind));
        for (const std::string& wanted :
             {view.spec.title.ja, std::string("山口市"), std::string("作業ファイル R6.4.1現在"),
              std::string("出典: 試験の出典"), std::string("H22のデータ（14年前）"), std::string("試験の図です。")}) {
            INFO(wanted);
            CHECK(words.find(wanted) != std::string::npos);
        }
        CHECK(scene.title == view.spec.title.ja);
        CHECK(scene.description.find(view.spec.title.ja) != std::string::npos);
    }
}

TEST_CASE("an empty view says that there is nothing yet", "[view]")
{
    for (const ViewData& view : emptyViews(yamaguchi())) {
        INFO(code(view.spec.kind));
        CHECK(wordsOf(drawn(yamaguchi(), view, {})).find("この図の表にはまだ行がありません。") != std::string::npos);
    }
}

TEST_CASE("a size that no page has is refused", "[view]")
{
    const auto views = viewsOfEveryKind(yamaguchi());
    for (const auto& [width, height] : {std::pair(479, 760), std::pair(960, 479), std::pair(30001, 600)}) {
        const auto scene = composeViewSheet(yamaguchi(), views.front(), {width, height, Language::Japanese, {}, false});
        REQUIRE_FALSE(scene);
        CHECK(scene.error().message.code == "maps.view_bad_size");
    }
}

TEST_CASE("views look as they should", "[view]")
{
    for (const ViewData& view : viewsOfEveryKind(*syntheticCity())) {
        Scene scene = drawn(*syntheticCity(), view, {480, 480, Language::Japanese, {}, false});
        // Fonts differ by their versions; shapes and colours do not.
        std::erase_if(scene.items, [](const SceneItem& item) { return std::holds_alternative<TextItem>(item); });
        const auto image = renderImage(scene);
        REQUIRE(image);
        CHECK(equalsExpected(*image, "view_" + std::string(code(view.spec.kind)), 40, 0.01));
    }
}

TEST_CASE("text of a view stays text in SVG and PDF", "[view]")
{
    auto views = viewsOfEveryKind(yamaguchi());
    const Scene scene = drawn(yamaguchi(), viewWith<RanksView>(views), {});
    const auto svg = svgBytes(scene);
    const auto pdf = pdfBytes(scene, "2024-04-01");
    REQUIRE(svg);
    REQUIRE(pdf);
    const TemporaryFolder folder;
    writeFile(folder / "view.pdf", *pdf);
    const auto shown = runProcess({"/usr/bin/env", "pdftotext", "-layout", "view.pdf", "-"}, folder.path());
    for (const District& district : yamaguchi().districts) {
        INFO(district.name);
        CHECK(svg->find(district.name) != std::string::npos);
        if (shown.exitCode == 0)
            CHECK(shown.out.find(district.name) != std::string::npos);
    }
    if (shown.exitCode != 0)
        WARN("skipped: names in the PDF, as pdftotext is not installed");
}
