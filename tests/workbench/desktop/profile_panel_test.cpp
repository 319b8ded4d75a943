#include <catch2/catch.hpp>

#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include "core/store/workspace.h"
#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/profile_panel.h"
#include "workbench/usecases/desk_settings.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

struct Panel {
    explicit Panel(OpenedCity city = openedSquares())
        : desk(std::move(city))
        , panel(desk.desk)
    {
        panel.resize(304, 760);
        panel.show();
        REQUIRE(QTest::qWaitForWindowExposed(&panel));
        REQUIRE(waitFor([&] { return figures().model()->rowCount() >= 2; }));
    }

    QListView& figures() const { return named<QListView>(panel, "profileFigures"); }
    QString text(const char* name) const { return named<QLabel>(panel, name).text(); }
    QModelIndex figure(const char* id) const
    {
        const QModelIndexList found =
            figures().model()->match(figures().model()->index(0, 0), FiguresModel::IdRole, QLatin1String(id));
        INFO(id);
        REQUIRE(found.size() == 1);
        return found.front();
    }

    TestDesk desk;
    ProfilePanel panel;
};

}  // namespace

TEST_CASE("the profile is that of the district touched last, and of the city where none is selected", "[profile]")
{
    Panel panel;
    CHECK(panel.text("profileName") == "山口市");
    panel.desk.state.selection().replace(std::vector<std::string>{"05", "03"});
    CHECK(panel.text("profileName") == "湯田");
    CHECK(panel.text("profileReading") == "ゆだ");
    CHECK(panel.text("profileCentre") == "湯田地域交流センター");
    panel.desk.state.selection().clear();
    CHECK(panel.text("profileName") == "山口市");
}

TEST_CASE("key figures and indicators have value, rank, the strip of all districts and the city's tick", "[profile]")
{
    Panel panel;
    panel.desk.state.selection().replace("03");
    // The first key figure: 3,000 people, 19th of 21.
    CHECK(panel.text("profileKeyValue") == "3,000人");
    CHECK(panel.text("profileKeyRank") == "19位/21");
    const QModelIndex density = panel.figure("population.density");
    CHECK(density.data(FiguresModel::RankRole).toString() == "19位/21");
    CHECK(density.data(FiguresModel::YearRole).toString() == "R2");
    const auto strip = density.data(FiguresModel::StripRole).value<DotStrip>();
    CHECK(strip.others.size() == 20);
    REQUIRE(strip.own);
    // 3,000 people on 16 km2; the city's 231,000 on 21 * 16 km2 are 687.5.
    CHECK(*strip.own == Approx(187.5).epsilon(0.005));
    REQUIRE(strip.mean);
    CHECK(*strip.mean == Approx(687.5).epsilon(0.005));
    CHECK_FALSE(density.data(FiguresModel::TrendRole).isValid());  // one year alone
}

TEST_CASE("facilities are counted by kind", "[profile]")
{
    Panel panel;
    panel.desk.state.selection().replace("03");
    CHECK(panel.text("profileFacilities").contains("地域交流センター&nbsp;<b>1</b>"));
    panel.desk.state.selection().clear();
    CHECK(panel.text("profileFacilities").contains("<b>21</b>"));
}

TEST_CASE("a note is in the workspace a second after the last key, and undone like any change", "[profile]")
{
    needApplication();
    QTemporaryDir folder;
    const std::string path = folder.filePath("notes.chiiki").toStdString();
    REQUIRE(Workspace::create(path, *squareCity(), ChangeStamp::now("planner")));
    auto city = openCity(path);
    REQUIRE(city);
    Panel panel(*std::move(city));
    auto& note = named<QPlainTextEdit>(panel.panel, "profileNote");
    CHECK_FALSE(note.isVisible());  // the city has none
    panel.desk.state.selection().replace("03");
    REQUIRE(note.isVisible());
    const auto kept = [&](const char* code) { return noteOf(*panel.desk.document.city()->snapshot, code); };
    QTest::keyClicks(&note, "abc");
    CHECK(kept("03").empty());
    REQUIRE(waitFor([&] { return kept("03") == "abc"; }));
    // Going to another district keeps what was typed at once.
    QTest::keyClicks(&note, "de");
    panel.desk.state.selection().replace("04");
    CHECK(note.toPlainText().isEmpty());
    REQUIRE(waitFor([&] { return kept("03") == "abcde"; }));
    CHECK(kept("04").empty());
    panel.desk.state.selection().replace("03");
    CHECK(note.toPlainText() == "abcde");
    panel.desk.document.writer().undo();
    CHECK(waitFor([&] { return note.toPlainText() == "abc"; }));
}

TEST_CASE("the profile never scrolls sideways", "[profile]")
{
    Panel panel;
    panel.desk.state.selection().replace("14");
    for (const int width : {304, 292, 240}) {
        panel.panel.resize(width, 400);
        QTest::qWait(20);
        INFO(width);
        CHECK(panel.panel.horizontalScrollBar()->maximum() == 0);
    }
}
