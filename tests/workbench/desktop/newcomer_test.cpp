#include <catch2/catch.hpp>

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QMimeData>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

#include "tests/workbench/desktop/opened_window.h"
#include "tests/workbench/desktop/real_window.h"
#include "workbench/desktop/compare_panel.h"
#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/findings_panel.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/map_copy.h"
#include "workbench/desktop/search_box.h"
#include "workbench/desktop/status_line.h"
#include "workbench/desktop/targets_table.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/theme_rail.h"
#include "workbench/desktop/why_popover.h"
#include "workbench/usecases/desk_settings.h"

// What somebody new to the window asked for and did not find.

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

struct Newcomer : OpenedWindow {
    const ShownIndicator& show(const std::string& id)
    {
        window.state().setIndicatorAndYear(id, std::nullopt);
        REQUIRE(waitFor([&] { return window.document().shown()->result.indicator.id == id; }));
        return *window.document().shown();
    }
    MapCanvas& map() { return named<MapCanvas>(window, "mapView"); }
};

}  // namespace

TEST_CASE("the hazard that was chosen stands in title, legend and explanation", "[newcomer]")
{
    Newcomer desk;
    CHECK(titleOf(desk.show("disaster.capacity_share"), desk.words).startsWith("収容人数 ÷ 人口［洪水］"));
    desk.window.document().writer().change([](Workspace& workspace, const ChangeStamp& stamp) -> Result<SnapshotPtr> {
        const auto snapshot = workspace.snapshot();
        PluginSession session(*snapshot, usualSurroundings("", {}));
        Manifest manifest;
        for (const Plugin& plugin : session.plugins())
            if (plugin.id == "disaster")
                manifest = plugin.manifest;
        return setParameters(workspace, manifest, {{"hazard", "earthquake"}}, stamp);
    });
    REQUIRE(waitFor([&] {
        return desk.words.in(desk.window.document().shown()->result.indicator.title) == "収容人数 ÷ 人口［地震］";
    }));
    CHECK(desk.window.windowTitle().contains("［地震］"));
    CHECK(named<QLabel>(desk.window, "compareTitle").text().contains("［地震］"));
    settle(desk.window);
    CHECK(desk.map().furniture().legendRows().front().text == "収容人数 ÷ 人口［地震］");
    QTest::keyClick(&desk.map(), Qt::Key_F4);
    auto& why = named<WhyPopover>(desk.window, "whyPopover");
    REQUIRE(waitFor([&] { return why.explanation().has_value(); }));
    CHECK(why.explanation()->recipe.formula.ja == "地震のときに使える指定緊急避難場所の収容人数の合計 ÷ 人口");
    // Shelters and census, and none of the clinics, schools and AEDs that the program is given as well.
    std::vector<std::string> sources;
    for (const SourceEdition& edition : why.explanation()->editions)
        sources.push_back(edition.sourceId);
    CHECK(sources.size() == 2);
    CHECK(std::find(sources.begin(), sources.end(), "emergency_shelters") != sources.end());
}

TEST_CASE("the table of targets names its method and is copied where the keyboard is in it", "[newcomer]")
{
    Newcomer desk;
    desk.show("kgi.2");
    auto& targets = named<TargetsTable>(desk.window, "targetsTable");
    REQUIRE(targets.isVisible());
    auto& method = named<QLabel>(desk.window, "targetMethod");
    CHECK(method.isVisible());
    CHECK(method.text().contains("平均の伸び"));
    targets.setFocus();
    QTest::keyClick(&targets, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    REQUIRE(lines.size() == targets.model()->rowCount() + 2);  // with the heading and the method
    CHECK(lines.front().split(u'\t').size() == 5);
    CHECK(lines.back() == method.text());
    CHECK_FALSE(QGuiApplication::clipboard()->text().contains("湯田"));
    CHECK(QGuiApplication::clipboard()->mimeData()->hasImage());
    desk.show("population.density");
    CHECK_FALSE(method.isVisible());
}

TEST_CASE("a view of a plugin is found by name", "[newcomer]")
{
    Newcomer desk;
    auto& search = named<SearchBox>(desk.window, "searchBox");
    search.begin();
    search.setText(QStringLiteral("人口密度の順位"));
    emit search.textEdited(search.text());
    REQUIRE_FALSE(search.hits().empty());
    CHECK(search.hits().front().kind == SearchHit::Kind::View);
    QTest::keyClick(&search, Qt::Key_Return);
    CHECK(desk.window.state().picture() == Picture{Picture::Kind::View, "grants", "need_and_money", {}});
}

TEST_CASE("a copied map carries all of its sources", "[newcomer][map]")
{
    Newcomer desk;
    desk.show("facilities.clinic");
    desk.window.resize(960, 600);
    settle(desk.window);
    MapCanvas& map = desk.map();
    const MapFurniture& furniture = map.furniture();
    REQUIRE(furniture.hasMoreSources());
    QPixmap copy;
    copyPicture(map, [&](const QPixmap& copied) { copy = copied; });
    REQUIRE(waitFor([&] { return !copy.isNull(); }));
    CHECK(copy.width() == map.grab().width());
    const int strip = map.height() - static_cast<int>(furniture.ground().bottom());
    const int all = copy.height() - static_cast<int>(furniture.ground().bottom());
    CHECK(all > strip);
    CHECK(all == furniture.allSources(1).height());
    // The last line has ink.
    const QImage image = copy.toImage();
    int dark = 0;
    for (int x = 0; x < image.width(); ++x)
        for (int y = image.height() - 18; y < image.height(); ++y)
            dark += qGray(image.pixel(x, y)) < 160;
    CHECK(dark > 20);
}

TEST_CASE("the place of a chosen finding stays marked until other districts are chosen", "[newcomer][map]")
{
    Newcomer desk;
    const ShownFinding* withPlace = nullptr;
    const std::vector<ShownFinding> findings = desk.window.document().overlays().findings();
    for (const ShownFinding& shown : findings)
        if (!withPlace && shown.finding.place && !shown.finding.districtCode.empty())
            withPlace = &shown;
    REQUIRE(withPlace);
    auto& panel = named<FindingsPanel>(desk.window, "findingsPanel");
    panel.goTo(*withPlace);
    emit panel.chosen(*withPlace);
    QTest::qWait(500);  // the ring has opened
    REQUIRE(desk.map().marked());
    const CityScene& scene = desk.window.document().city()->scene;
    CHECK(*desk.map().marked() == scene.toPlane(*withPlace->finding.place));
    desk.window.selection().replace("01");
    desk.window.selection().replace("02");
    CHECK_FALSE(desk.map().marked());
}

TEST_CASE("what is zoomed to does not lie under the legend", "[newcomer][map]")
{
    Newcomer desk;
    for (const District& district : desk.window.document().city()->snapshot->districts) {
        INFO(district.name);
        desk.map().showDistrict(district.code);
        QTest::qWait(30);
        const Box& legend = desk.map().furniture().legendBox();
        const QRectF place = desk.map().placeOf(district.code);
        CHECK_FALSE(place.intersects(QRectF(legend.x, legend.y, legend.width, legend.height)));
    }
}

TEST_CASE("another city does not begin with an indicator of a city alone", "[newcomer]")
{
    Newcomer desk;
    desk.show("kgi.2");
    OpenedCity other = openedSquares();
    other.path = "other.chiiki";
    for (const OfferedIndicator& one : desk.window.document().city()->offered)
        if (one.indicator.id == "kgi.2")
            other.offered.push_back(one);
    desk.window.document().show(std::move(other));
    CHECK(desk.window.state().indicator() == "population.density");
}

TEST_CASE("the rail has room for the English names", "[newcomer]")
{
    TestDesk desk(openedSquares(), Language::English);
    ThemeRail rail(desk.desk);
    rail.show();
    for (const QToolButton* button : rail.findChildren<QToolButton*>()) {
        CHECK_FALSE(button->text().contains(QChar(0x2026)));
        CHECK(rail.width() > button->fontMetrics().horizontalAdvance(button->text().section(u'\n', 0, 0)));
    }
    desk.words.setLanguage(Language::Japanese);
    CHECK(rail.width() == theme::px(40));
}

TEST_CASE("the reconciliation in the status line opens what it is made of", "[newcomer]")
{
    Newcomer desk;
    desk.show("population.total");
    auto& label = named<QLabel>(desk.window, "statusReconcile");
    CHECK(label.toolTip().contains("193,966"));
    QTest::mouseClick(&label, Qt::LeftButton);
    auto& why = named<WhyPopover>(desk.window, "whyPopover");
    REQUIRE(why.isVisible());
    REQUIRE(waitFor([&] { return why.explanation().has_value(); }));
    CHECK(why.explanation()->districtCode.empty());
    CHECK(why.explanation()->value.value.number() == 193966);
    CHECK(named<QTextBrowser>(desk.window, "whyText").toPlainText().contains("元 193,966"));
}

TEST_CASE("no column tells of the year before where there is one year", "[newcomer][table]")
{
    Newcomer desk;
    auto& table = named<CompareTableView>(desk.window, "compareTable");
    desk.show("population.density");
    CHECK(table.isColumnHidden(CompareTableModel::ChangeColumn));
    desk.show("kpi.3");
    CHECK_FALSE(table.isColumnHidden(CompareTableModel::ChangeColumn));
}
