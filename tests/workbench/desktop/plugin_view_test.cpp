#include <catch2/catch.hpp>

#include <regex>

#include <QMenu>
#include <QScrollBar>
#include <QTest>
#include <QTimer>

#include "core/plugin/view_title.h"
#include "tests/workbench/desktop/real_city.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/plugin_view.h"
#include "workbench/desktop/view_menu.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

bool shows(const PluginView& view, const std::string& title)
{
    return waitFor([&] { return view.paper().scene() && view.paper().scene()->title == title; });
}

/// In Japanese, with the defaults of the parameters.
std::string titleOf(const CityDocument& document, const std::string& plugin, const std::string& view)
{
    const Manifest& manifest = (*document.city()->session->find(plugin))->manifest;
    return viewTitle(manifest, *findView(manifest, view), {}).ja;
}

/// Whether something was left out that a higher page would show.
bool isCut(const Scene& scene)
{
    static const std::regex rest("ほか [0-9,]+ (件|行|指標)");
    for (const SceneItem& item : scene.items)
        if (const auto* text = std::get_if<TextItem>(&item); text && std::regex_match(text->text, rest))
            return true;
    return false;
}

}  // namespace

TEST_CASE("every view of every plugin is drawn in the map's place, but maps, which are the map", "[views]")
{
    RealCity real;
    TestDesk desk(real.open());
    PluginView view(desk.desk);
    view.resize(540, 720);
    view.show();
    REQUIRE(waitForOverlays(desk.document));
    for (const Plugin& plugin : desk.document.city()->session->plugins())
        for (const ViewSpec& spec : plugin.manifest.views) {
            if (spec.kind == ViewKind::Map)
                continue;
            INFO(plugin.id << "/" << spec.id);
            desk.state.setPicture({Picture::Kind::View, plugin.id, spec.id});
            REQUIRE(shows(view, viewTitle(plugin.manifest, spec, {}).ja));
            CHECK_FALSE(view.paper().accessibleDescription().isEmpty());
            CHECK_FALSE(isCut(*view.paper().scene()));  // longer ones scroll
        }
    desk.state.setPicture({Picture::Kind::View, "disaster", "capacity_map"});
    REQUIRE(waitFor([&] { return desk.state.picture().kind == Picture::Kind::Map; }));
    CHECK(desk.state.indicator() == "disaster.capacity_share");
}

TEST_CASE("a long view scrolls, a short one has the height of the pane, and both follow the language", "[views]")
{
    RealCity real;
    TestDesk desk(real.open());
    PluginView view(desk.desk);
    view.resize(540, 720);
    view.show();
    desk.state.setPicture({Picture::Kind::View, "activities", "ledger"});
    REQUIRE(shows(view, titleOf(desk.document, "activities", "ledger")));
    settle(view);
    CHECK(view.paper().height() > view.height());
    CHECK(view.verticalScrollBar()->maximum() > 0);
    desk.state.setPicture({Picture::Kind::View, "grants", "lorenz"});
    REQUIRE(shows(view, titleOf(desk.document, "grants", "lorenz")));
    CHECK(view.paper().height() == view.height());
    desk.words.switchLanguage();
    const ViewSpec& spec = *findView((*desk.document.city()->session->find("grants"))->manifest, "lorenz");
    CHECK(shows(view, spec.title.en));
}

TEST_CASE("a press on a district's name in a view selects the district", "[views]")
{
    RealCity real;
    TestDesk desk(real.open());
    PluginView view(desk.desk);
    view.resize(540, 720);
    view.show();
    desk.state.setPicture({Picture::Kind::View, "grants", "special_by_year"});
    REQUIRE(shows(view, titleOf(desk.document, "grants", "special_by_year")));
    std::optional<QPoint> place;
    for (const SceneItem& item : view.paper().scene()->items)
        if (const auto* text = std::get_if<TextItem>(&item); text && text->text == "湯田")
            place = QPoint(static_cast<int>(text->baseline.x) + 4, static_cast<int>(text->baseline.y) - 4);
    REQUIRE(place);
    QTest::mouseClick(const_cast<ViewPaper*>(&view.paper()), Qt::LeftButton, {}, *place);
    CHECK(desk.state.selection().districts() == std::vector<std::string>{"03"});
}

TEST_CASE("the menu of views begins with those of the theme that is looked at, then has all", "[views]")
{
    RealCity real;
    TestDesk desk(real.open());
    ViewMenu button(desk.desk);
    desk.state.setIndicator("grants.spent_share");
    emit button.menu()->aboutToShow();
    const auto actions = button.menu()->actions();
    const Manifest& grants = (*desk.document.city()->session->find("grants"))->manifest;
    REQUIRE(actions.size() > static_cast<int>(grants.views.size()));
    for (std::size_t i = 0; i < grants.views.size(); ++i)
        CHECK(actions[static_cast<int>(i)]->text().toStdString() == viewTitle(grants, grants.views[i], {}).ja);
    CHECK(actions[static_cast<int>(grants.views.size())]->isSeparator());
    std::size_t menus = 0;
    for (const QAction* action : actions)
        menus += action->menu() != nullptr;
    std::size_t withViews = 0;
    for (const Plugin& plugin : desk.document.city()->session->plugins())
        withViews += !plugin.manifest.views.empty();
    CHECK(menus == withViews);
    actions[5]->trigger();  // 人口密度の順位と1人あたり交付額の順位
    CHECK(desk.state.picture() == Picture{Picture::Kind::View, "grants", "need_and_money"});
    CHECK(button.isChecked());
}

TEST_CASE("job 6: the money by need, from the theme by keys alone", "[views][job]")
{
    RealCity real;
    Words words(Language::Japanese);
    MainWindow window(words);
    window.resize(1440, 900);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    window.document().show(real.open());
    REQUIRE(waitForOverlays(window.document()));
    window.state().setIndicator("grants.allocation_per_resident");
    auto& menu = named<ViewMenu>(window, "viewMenu");
    REQUIRE(menu.isVisible());
    menu.setFocus(Qt::TabFocusReason);
    QTimer::singleShot(200, &window, [&] {
        for (int i = 0; i < 6; ++i)
            QTest::keyClick(menu.menu(), Qt::Key_Down);
        QTest::keyClick(menu.menu(), Qt::Key_Return);
    });
    QTest::keyClick(&menu, Qt::Key_Space);
    REQUIRE(waitFor([&] { return window.state().picture().kind == Picture::Kind::View; }));
    CHECK(window.state().picture() == Picture{Picture::Kind::View, "grants", "need_and_money"});
    CHECK(shows(named<PluginView>(window, "pluginView"), titleOf(window.document(), "grants", "need_and_money")));
}
