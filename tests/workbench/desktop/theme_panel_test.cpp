#include <catch2/catch.hpp>

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSlider>
#include <QTest>
#include <QToolButton>

#include "tests/workbench/desktop/real_city.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/theme_panel.h"
#include "workbench/desktop/theme_rail.h"
#include "workbench/desktop/theme_tree.h"
#include "workbench/usecases/desk_settings.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

QTreeWidgetItem* itemNamed(ThemeTree& tree, const QString& title)
{
    const auto found = tree.findItems(title, Qt::MatchExactly | Qt::MatchRecursive);
    INFO(title.toStdString());
    REQUIRE_FALSE(found.empty());
    return found.front();
}

/// The value of a district as the document shows it.
std::optional<double> shownValue(const CityDocument& document, const std::string& code)
{
    for (const IndicatorValue& value : document.shown()->result.values)
        if (value.districtCode == code && value.year == document.shown()->year)
            return value.value.number();
    return std::nullopt;
}

}  // namespace

TEST_CASE("the themes are the core's groups, then every plugin with its state, indicators, views and tables",
          "[themes]")
{
    RealCity real;
    TestDesk desk(real.open());
    ThemePanel panel(desk.desk);
    panel.resize(200, 760);
    panel.show();
    REQUIRE(waitForOverlays(desk.document));
    auto& tree = named<ThemeTree>(panel, "overlayList");
    CHECK(tree.topLevelItem(0)->text(0) == "人口と世帯");
    const auto& plugins = desk.document.city()->session->plugins();
    REQUIRE(tree.topLevelItemCount() > static_cast<int>(plugins.size()));
    const int groups = tree.topLevelItemCount() - static_cast<int>(plugins.size());
    for (std::size_t i = 0; i < plugins.size(); ++i) {
        const QTreeWidgetItem* item = tree.topLevelItem(groups + static_cast<int>(i));
        INFO(plugins[i].id);
        CHECK(item->text(0).toStdString() == plugins[i].manifest.title.ja);
        CHECK(item->data(0, ThemeTree::stateRole).toInt() == static_cast<int>(PluginState::Valid));
        const auto& manifest = plugins[i].manifest;
        CHECK(item->childCount() ==
              static_cast<int>(manifest.indicators.size() + !manifest.views.empty() + !manifest.tables.empty()));
    }
    CHECK_FALSE(tree.accessibleName().isEmpty());
    CHECK(tree.topLevelItem(groups)->data(0, Qt::AccessibleTextRole).toString().contains("有効"));
}

TEST_CASE("Enter on an indicator shows it, on a view its picture, on a view that is a map the map", "[themes]")
{
    RealCity real;
    TestDesk desk(real.open());
    ThemePanel panel(desk.desk);
    panel.show();
    auto& tree = named<ThemeTree>(panel, "overlayList");
    const auto choose = [&](const QString& title) {
        tree.setCurrentItem(itemNamed(tree, title));
        QTest::keyClick(&tree, Qt::Key_Return);
    };
    choose("使える指定緊急避難場所の収容人数");
    CHECK(desk.state.indicator() == "disaster.usable_capacity");
    CHECK(desk.state.picture().kind == Picture::Kind::Map);
    choose("4種類の防災活動（地域×種類）");
    CHECK(desk.state.picture() == Picture{Picture::Kind::View, "disaster", "four_kinds"});
    CHECK(itemNamed(tree, "4種類の防災活動（地域×種類）")->data(0, ThemeTree::isShownRole).toBool());
    CHECK_FALSE(itemNamed(tree, "使える指定緊急避難場所の収容人数")->data(0, ThemeTree::isShownRole).toBool());
    choose("想定区域の中の人口");  // an indicator and a view of this title: the first is the indicator
    CHECK(desk.state.picture().kind == Picture::Kind::Map);
    choose("地域の防災活動");
    desk.state.back();
    CHECK(desk.state.indicator() == "disaster.people_in_area");
}

TEST_CASE("job 8: shelters against people for a hazard, by keys alone", "[themes][job]")
{
    RealCity real;
    Words words(Language::Japanese);
    MainWindow window(words);
    window.resize(1440, 900);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    CityDocument& document = window.document();
    document.show(real.open());
    REQUIRE(waitForOverlays(document));
    const auto shows = [&](const std::string& id) {
        return waitFor([&] { return document.shown() && document.shown()->result.indicator.id == id; });
    };
    QTest::keyClick(&window, Qt::Key_9, Qt::ControlModifier);  // four groups of the core, then disaster is the fifth
    REQUIRE(shows("disaster.near_share"));

    window.state().setIndicator("disaster.usable_capacity");
    REQUIRE(shows("disaster.usable_capacity"));
    const auto withHazard = [&](const std::string& hazard) {
        PluginSession session(document.city()->snapshot, real.surroundings());
        const auto result = session.compute("disaster.usable_capacity", {{"hazard", hazard}});
        REQUIRE(result);
        for (const IndicatorValue& value : result->values)
            if (value.districtCode == "20" && value.year == document.shown()->year)
                return value.value.number();
        return std::optional<double>();
    };
    const auto flood = withHazard("flood");
    const auto landslide = withHazard("landslide");
    REQUIRE(flood != landslide);
    CHECK(shownValue(document, "20") == flood);

    auto& hazard = named<QComboBox>(window, "parameter_hazard");
    REQUIRE(hazard.isVisible());
    hazard.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&hazard, Qt::Key_Down);
    CHECK(hazard.currentText() == "土砂災害");
    CHECK(shownValue(document, "20") == flood);  // the old result stays
    REQUIRE(waitFor([&] { return shownValue(document, "20") == landslide; }));
    CHECK(parametersOf(*document.city()->snapshot, "disaster") == ParameterValues{{"hazard", "landslide"}});
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    REQUIRE(waitFor([&] { return shownValue(document, "20") == flood; }));
    CHECK(hazard.currentText() == "洪水");
    CHECK(parametersOf(*document.city()->snapshot, "disaster").empty());
}

TEST_CASE("a number is set by slider or box in its unit, kept once it rests, and goes back to its default", "[themes]")
{
    RealCity real;
    TestDesk desk(real.open());
    ThemePanel panel(desk.desk);
    panel.resize(200, 760);
    panel.show();
    desk.state.setIndicator("disaster.near_share");
    auto& box = named<QDoubleSpinBox>(panel, "parameter_walk_m");
    auto& slider = named<QSlider>(panel, "parameterSlider_walk_m");
    auto& reset = named<QPushButton>(panel, "parameterReset");
    CHECK(box.value() == 1000);
    CHECK(box.suffix() == " m");
    CHECK(box.minimum() == 100);
    CHECK(box.maximum() == 5000);
    CHECK_FALSE(reset.isEnabled());
    slider.setValue(slider.value() + 5);  // steps of 100 m
    CHECK(box.value() == 1500);
    QTest::qWait(50);
    CHECK(parametersOf(*desk.document.city()->snapshot, "disaster").empty());
    const auto kept = [&] { return parametersOf(*desk.document.city()->snapshot, "disaster"); };
    REQUIRE(waitFor([&] { return kept() == ParameterValues{{"walk_m", "1500"}}; }));
    CHECK(desk.document.writer().journal().size() == 2);  // made, and one step for the whole drag
    REQUIRE(reset.isEnabled());
    reset.click();
    CHECK(box.value() == 1000);
    REQUIRE(waitFor([&] { return kept().empty(); }));
}

TEST_CASE("where the workspace cannot be changed the parameters rest", "[themes]")
{
    RealCity real;
    OpenedCity city = real.open();
    city.workspace.reset();
    TestDesk desk(std::move(city));
    ThemePanel panel(desk.desk);
    panel.show();
    desk.state.setIndicator("disaster.near_share");
    CHECK_FALSE(named<QDoubleSpinBox>(panel, "parameter_walk_m").isEnabled());
}

TEST_CASE("the rail has a button a theme, says which one is looked at, and opens the list at it", "[themes]")
{
    RealCity real;
    Words words(Language::Japanese);
    MainWindow window(words);
    window.resize(1280, 720);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    window.document().show(real.open());
    REQUIRE(waitForOverlays(window.document()));
    auto& rail = named<ThemeRail>(window, "themeRail");
    REQUIRE(rail.isVisible());
    CHECK(rail.width() == 40);
    auto& tree = named<ThemeTree>(window, "overlayList");
    CHECK_FALSE(tree.isVisible());
    const auto buttons = rail.findChildren<QToolButton*>();
    REQUIRE(buttons.size() == tree.topLevelItemCount());
    CHECK(buttons[0]->isChecked());
    CHECK(buttons[0]->text() == "人口");
    QToolButton* disaster = buttons[8];
    CHECK(disaster->accessibleName() == "防災");
    disaster->click();
    CHECK(tree.isVisible());
    CHECK(tree.currentItem()->text(0) == "防災");
    CHECK(tree.currentItem()->isExpanded());
    CHECK_FALSE(disaster->isChecked());
}
