#include <catch2/catch.hpp>

#include <algorithm>

#include <QListView>
#include <QProxyStyle>
#include <QTableView>
#include <QTest>

#include "tests/workbench/desktop/real_city.h"
#include "tests/workbench/desktop/real_window.h"
#include "workbench/desktop/finding_mending.h"
#include "workbench/desktop/findings_model.h"
#include "workbench/desktop/map_pulse.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

/// As where the system asks for less motion.
class StillStyle : public QProxyStyle {
public:
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override
    {
        return hint == SH_Widget_Animation_Duration ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

}  // namespace

TEST_CASE("what a finding's button opens is what it speaks of", "[mending]")
{
    RealCity real;
    TestDesk desk(real.open());
    const OverlayBoard& board = desk.document.overlays();
    REQUIRE(waitForOverlays(desk.document));
    const Snapshot& city = *desk.document.city()->snapshot;
    int positions = 0;
    int rows = 0;
    for (const ShownFinding& shown : board.findings()) {
        INFO(shown.finding.id);
        const auto mending = mendingOf(shown, city, board);
        const bool isOfFacility =
            std::any_of(city.facilities.begin(), city.facilities.end(), [&](const Facility& facility) {
                return facility.sourceId == shown.finding.sourceId && facility.sourceRow == shown.finding.sourceRow;
            });
        if (isOfFacility && shown.finding.id.find(".place_") != std::string::npos) {
            REQUIRE(mending);
            REQUIRE(mending->kind == Mending::Kind::Position);
            CHECK(mending->facility->sourceRow == shown.finding.sourceRow);
            CHECK(mending->facility->sourceId == shown.finding.sourceId);
            ++positions;
        } else if (shown.plugin.empty())
            CHECK_FALSE(mending);  // a name that is there twice is no matter of places, a bus stop no facility
        else if (!shown.finding.rows.empty()) {
            REQUIRE(mending);
            REQUIRE(mending->kind == Mending::Kind::Rows);
            CHECK(mending->rows.plugin == shown.plugin);
            CHECK(mending->rows.view + ":" + mending->rows.rows.front() == shown.finding.rows.front());
            ++rows;
        }
    }
    CHECK(positions > 0);
    CHECK(rows > 0);
}

TEST_CASE("a finding about rows opens them in the map's place, the keyboard in their grid", "[mending]")
{
    RealCity real;
    RealWindow window(real.open(), {1440, 900});
    CityDocument& document = window.window.document();
    REQUIRE(waitForOverlays(document));
    auto& list = named<QListView>(window.window, "findingsList");
    auto& model = dynamic_cast<FindingsModel&>(*list.model());
    REQUIRE(waitFor([&] { return model.totalCount() == static_cast<int>(document.overlays().findings().size()); }));
    // Groups open, so that each finding has a row of its own.
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.index(row).data(FindingsModel::CountRole).toInt() > 0 &&
            !model.index(row).data(FindingsModel::OpenRole).toBool())
            model.toggle(model.index(row));
    std::optional<ShownFinding> about;
    for (int row = 0; row < model.rowCount() && !about; ++row)
        if (const ShownFinding* shown = model.findingAt(model.index(row)); shown && !shown->finding.rows.empty()) {
            about.emplace(*shown);
            list.setCurrentIndex(model.index(row));
        }
    REQUIRE(about);
    list.setFocus();
    QTest::keyClick(&window.window, Qt::Key_F2);
    const Picture& picture = window.window.state().picture();
    REQUIRE(picture.kind == Picture::Kind::Rows);
    CHECK(picture.plugin == about->plugin);
    auto& grid = named<QTableView>(window.window, "rowsGrid");
    REQUIRE(waitFor([&] { return grid.model()->rowCount() == static_cast<int>(picture.rows.size()); }));
    CHECK(grid.hasFocus());
}

TEST_CASE("a place is pulsed once for 200 ms, and not at all where less motion is asked for", "[mending][map]")
{
    needApplication();
    QWidget map;
    MapPulse pulse(&map);
    pulse.begin({0, 0});
    CHECK(pulse.isRunning());
    CHECK(waitFor([&] { return !pulse.isRunning(); }));

    StillStyle still;
    map.setStyle(&still);
    pulse.begin({0, 0});
    CHECK_FALSE(pulse.isRunning());
}
