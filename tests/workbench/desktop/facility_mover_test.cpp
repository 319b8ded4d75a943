#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include <QAction>
#include <QContextMenuEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include "core/store/workspace.h"
#include "tests/support/process.h"
#include "tests/workbench/desktop/real_city.h"
#include "tests/workbench/desktop/real_window.h"
#include "workbench/desktop/facility_mover.h"
#include "workbench/desktop/findings_model.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;
using chiiki::test::TemporaryFolder;

namespace {

/// The squares as a file, 大殿 large on the map; its centre stands in its middle, at (-8000, 8000).
struct Squares {
    Squares()
        : window(written(), {1280, 720})
    {
        window.window.state().setSight(Sight{{-8000, 8000}, 10});
        window.rest();
        REQUIRE(scaleStepOf(map().viewport().metresPerPixel()) != ScaleStep::City);
    }

    OpenedCity written()
    {
        REQUIRE(Workspace::create(folder / "squares.chiiki", *squareCity(), ChangeStamp::now("planner")));
        auto opened = openCity(folder / "squares.chiiki");
        REQUIRE(opened);
        return *std::move(opened);
    }

    MapCanvas& map() { return window.map(); }
    FacilityMover& mover() { return map().mover(); }
    CityDocument& document() { return window.window.document(); }
    QPoint at(Point plane) { return map().viewport().toScreen(plane).toPoint(); }
    Facility centre(const std::string& id = "centre01")
    {
        const auto& all = document().city()->snapshot->facilities;
        const auto found = std::find_if(all.begin(), all.end(), [&](const Facility& one) { return one.id == id; });
        REQUIRE(found != all.end());
        return *found;
    }
    Point planeOf(const Facility& facility) { return document().city()->scene.toPlane(*facility.place); }
    QMenu* menu(QContextMenuEvent::Reason reason, QPoint place)
    {
        QContextMenuEvent event(reason, place, map().mapToGlobal(place));
        QCoreApplication::sendEvent(&map(), &event);
        return map().findChild<QMenu*>(QStringLiteral("mapMenu"));
    }
    /// As somebody drags: many small movements with the button down.
    void drag(QPoint from, QPoint to, bool isDropped = true)
    {
        QTest::mousePress(&map(), Qt::LeftButton, {}, from);
        for (int i = 1; i <= 10; ++i)
            QTest::mouseMove(&map(), from + (to - from) * i / 10);
        if (isDropped)
            QTest::mouseRelease(&map(), Qt::LeftButton, {}, to);
    }

    TemporaryFolder folder;
    RealWindow window;
};

}  // namespace

TEST_CASE("a facility dragged to its right place counts in the district there, and undo brings it back", "[mover]")
{
    Squares city;
    QMenu* menu = city.menu(QContextMenuEvent::Mouse, city.at({-8000, 8000}));
    REQUIRE(menu);
    CHECK(menu->actions().front()->text().toStdString() == "大殿地域交流センターの位置を直す");
    menu->actions().front()->trigger();
    menu->close();
    REQUIRE(city.mover().isActive());
    CHECK(widgetNamed(city.map(), "facilityMoveBar").isVisible());
    CHECK(city.map().furniture().legendRows().empty());  // the right place may lie under the legend

    // 白石 begins at x = -6000.
    const Point target = {-5700, 8200};
    const auto before = city.centre();
    REQUIRE(city.map().rect().contains(city.at(target)));
    city.drag(city.at({-8000, 8000}), city.at(target));
    CHECK_FALSE(city.mover().isActive());
    CHECK_FALSE(city.map().furniture().legendRows().empty());
    REQUIRE(waitFor([&] { return city.centre().placement.districtCode == "02"; }));
    const Point now = city.planeOf(city.centre());
    const double pixel = city.map().viewport().metresPerPixel();
    CHECK(std::abs(now.x - target.x) < 2 * pixel);
    CHECK(std::abs(now.y - target.y) < 2 * pixel);
    REQUIRE(waitFor([&] { return city.document().writer().nextUndo() != nullptr; }));
    CHECK(speak(city.document().writer().nextUndo()->what, Language::Japanese) == "大殿地域交流センターの位置（白石）");

    city.document().writer().undo();
    REQUIRE(waitFor([&] { return city.centre().placement.districtCode == "01"; }));
    CHECK(city.centre() == before);
}

TEST_CASE("Esc while dragging leaves the facility where it was, with nothing in the journal", "[mover]")
{
    Squares city;
    const auto before = city.centre();
    const std::size_t entries = city.document().writer().journal().size();
    city.mover().begin(before);
    city.drag(city.at({-8000, 8000}), city.at({-7000, 8400}), false);
    CHECK(std::abs(city.mover().place().x - -7000) < 20);
    CHECK(named<QLabel>(city.map(), "facilityMoveFar").text().endsWith("、大殿"));
    QTest::keyClick(&city.map(), Qt::Key_Escape);
    CHECK_FALSE(city.mover().isActive());
    QTest::mouseRelease(&city.map(), Qt::LeftButton, {}, city.at({-7000, 8400}));
    QTest::qWait(50);
    CHECK(city.centre() == before);
    CHECK(city.document().writer().journal().size() == entries);
    CHECK_FALSE(widgetNamed(city.map(), "facilityMoveBar").isVisible());
}

TEST_CASE("nobody moves a facility while panning, nor by a press on its mark", "[mover]")
{
    Squares city;
    const auto before = city.centre();
    city.drag(city.at({-8000, 8000}), city.at({-7500, 8000}));  // nobody asked for a move: the map goes
    CHECK_FALSE(city.mover().isActive());
    CHECK(city.map().viewport().centre().x < -8300);
    city.window.rest();

    city.mover().begin(before);
    const Point centre = city.map().viewport().centre();
    city.drag(city.at({-9000, 9000}), city.at({-8700, 9000}));  // beside the mark: the map goes, too
    CHECK(city.mover().isActive());
    CHECK(city.map().viewport().centre().x < centre.x - 200);
    QTest::mouseClick(&city.map(), Qt::LeftButton, {}, city.at({-8000, 8000}));
    CHECK(city.mover().isActive());
    CHECK(city.mover().place() == city.planeOf(before));
    city.mover().leave();
    QTest::qWait(50);
    CHECK(city.centre() == before);
}

TEST_CASE("by the keys alone a facility is found, moved by 10 and 100 m, and kept", "[mover]")
{
    Squares city;
    city.window.window.selection().setFocused("01");
    QMenu* menu = city.menu(QContextMenuEvent::Keyboard, {});
    REQUIRE(menu);
    CHECK(menu->actions().front()->text().toStdString() == "大殿地域交流センターの位置を直す");
    menu->actions().front()->trigger();
    menu->close();
    QTest::keyClick(&city.map(), Qt::Key_Right);
    QTest::keyClick(&city.map(), Qt::Key_Right);
    QTest::keyClick(&city.map(), Qt::Key_Right);
    QTest::keyClick(&city.map(), Qt::Key_Up, Qt::ShiftModifier);
    QTest::keyClick(&city.map(), Qt::Key_Down);
    // 30 m east and 90 m north: 94.87 m, said in whole metres.
    CHECK(named<QLabel>(city.map(), "facilityMoveFar").text().toStdString() == "元の位置から95 m、大殿");
    QTest::keyClick(&city.map(), Qt::Key_Return);
    REQUIRE(waitFor([&] { return std::abs(city.planeOf(city.centre()).x - -7970) < 0.01; }));
    CHECK(std::abs(city.planeOf(city.centre()).y - 8090) < 0.01);
    CHECK(city.window.window.selection().districts().empty());
}

TEST_CASE("a click puts the mark there, and the button keeps it", "[mover]")
{
    Squares city;
    city.mover().begin(city.centre());
    auto& keep = named<QPushButton>(city.map(), "facilityMoveKeep");
    CHECK_FALSE(keep.isEnabled());
    QTest::mouseClick(&city.map(), Qt::LeftButton, {}, city.at({-7000, 8000}));
    CHECK(city.window.window.selection().districts().empty());  // the click meant the mark
    REQUIRE(keep.isEnabled());
    QTest::mouseClick(&keep, Qt::LeftButton);
    REQUIRE(waitFor([&] { return std::abs(city.planeOf(city.centre()).x - -7000) < 20; }));
}

TEST_CASE("a facility without a place begins in the town of its address", "[mover]")
{
    Snapshot squares = *squareCity();
    squares.demandAreas[4].town = "秋穂東";
    squares.demandAreas[6].town = "秋穂";
    const auto scene = CityScene::build(std::make_shared<const Snapshot>(squares));
    REQUIRE(scene);
    Facility facility;
    facility.address = "山口市秋穂東6771";
    const Point town = likelyPlaceOf(facility, *scene);  // the fifth square of the first row, not the town 秋穂
    CHECK(std::abs(town.x - 8000) < 0.01);
    CHECK(std::abs(town.y - 8000) < 0.01);
    facility.address = "別の市";
    facility.placement = Placement::in("08");
    const Point district = likelyPlaceOf(facility, *scene);
    CHECK(scene->districts()[static_cast<std::size_t>(scene->districtAt(district))].code == "08");
}

TEST_CASE("30: 秋穂小学校校舎 (lon = lat) is not on the map, and its finding puts it right", "[mover][acceptance]")
{
    RealCity real;
    RealWindow window(real.open(), {1440, 900});
    CityDocument& document = window.window.document();
    const auto school = [&] {
        const auto& all = document.city()->snapshot->facilities;
        return *std::find_if(all.begin(), all.end(), [](const Facility& one) {
            return one.name == "秋穂小学校校舎" && one.sourceRow == 140 && one.sourceId == "emergency_shelters";
        });
    };
    REQUIRE(waitForOverlays(document));
    CHECK_FALSE(school().place);
    auto& list = named<QListView>(window.window, "findingsList");
    const auto rowOfFinding = [&] {
        for (int row = 0; row < list.model()->rowCount(); ++row)
            if (list.model()->index(row, 0).data(FindingsModel::TextRole).toString().contains("秋穂小学校校舎"))
                return list.model()->index(row, 0);
        return QModelIndex();
    };
    REQUIRE(waitFor([&] { return rowOfFinding().isValid(); }));
    CHECK(rowOfFinding().data(FindingsModel::MendRole).toBool());

    list.setCurrentIndex(rowOfFinding());
    list.setFocus();
    QTest::keyClick(&window.window, Qt::Key_F2);
    FacilityMover& mover = window.map().mover();
    REQUIRE(mover.isActive());
    window.rest();
    QTest::mouseClick(&window.map(), Qt::LeftButton, {},
                      window.map().viewport().toScreen(mover.place()).toPoint() + QPoint(60, 0));
    QTest::keyClick(&window.map(), Qt::Key_Return);
    REQUIRE(waitFor([&] { return school().place.has_value(); }));
    CHECK(window.nameOf(school().placement.districtCode) == "秋穂");
    REQUIRE(waitFor([&] { return !rowOfFinding().isValid(); }));
    document.writer().undo();
    REQUIRE(waitFor([&] { return !school().place && rowOfFinding().isValid(); }));
}
