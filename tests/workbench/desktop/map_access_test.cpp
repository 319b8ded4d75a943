#include <catch2/catch.hpp>

#include <set>

#include <QAccessible>
#include <QTest>

#include "tests/workbench/desktop/city.h"
#include "tests/workbench/desktop/real_window.h"
#include "workbench/desktop/district_access.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

struct Event {
    QAccessible::Event type;
    QString name;  // of the item it is about
};

std::vector<Event> events;

bool heard(QAccessible::Event type, const char* nameBegins)
{
    return std::any_of(events.begin(), events.end(), [&](const Event& event) {
        return event.type == type && event.name.startsWith(QString::fromUtf8(nameBegins));
    });
}

QAccessibleInterface& of(QWidget& widget)
{
    QAccessibleInterface* found = QAccessible::queryAccessibleInterface(&widget);
    REQUIRE(found);
    return *found;
}

}  // namespace

TEST_CASE("22: map and tile map are lists of 21 districts with value, rank and selection in their names",
          "[map][access]")
{
    RealWindow window;
    const auto yuda = static_cast<int>(std::stoi(window.codeOf("湯田")) - 1);
    QAccessibleInterface& map = of(window.map());
    CHECK(map.role() == QAccessible::List);
    CHECK(map.text(QAccessible::Name).toStdString() == "地図");
    REQUIRE(map.childCount() == 21);
    QAccessibleInterface* item = map.child(yuda);
    REQUIRE(item);
    CHECK(item == map.child(yuda));
    CHECK(item->role() == QAccessible::ListItem);
    CHECK(item->text(QAccessible::Name).toStdString() == "湯田、人口密度 3,185人/km²、21地域中1位");
    CHECK_FALSE(item->state().selected);
    window.window.selection().replace(window.codeOf("湯田"));
    CHECK(item->text(QAccessible::Name).toStdString() == "湯田、人口密度 3,185人/km²、21地域中1位、選択中");
    CHECK(item->state().selected);
    CHECK(map.indexOfChild(item) == yuda);
    CHECK(item->parent() == &map);
    // The item lies where the district is drawn, and is found there.
    const QRect place = item->rect();
    CHECK(window.map().rect().contains(window.map().mapFromGlobal(place.center())));
    CHECK(map.childAt(place.center().x(), place.center().y()) != nullptr);

    window.words.setLanguage(Language::English);
    CHECK(item->text(QAccessible::Name).toStdString() ==
          "湯田 (Yuda), Population density 3,185 people/km², rank 1 of 21, selected");
    window.words.setLanguage(Language::Japanese);

    QTest::keyClick(&window.map(), Qt::Key_F7);
    QAccessibleInterface& tiles = of(widgetNamed(window.window, "tileView"));
    CHECK(tiles.childCount() == 21);
    CHECK(tiles.child(yuda)->text(QAccessible::Name).toStdString() ==
          "湯田、人口密度 3,185人/km²、21地域中1位、選択中");
}

TEST_CASE("22: the enlarged centre is a list of its own districts, each found where it is drawn", "[map][access]")
{
    RealWindow window;
    QWidget& inset = widgetNamed(window.window, "mapInset");
    QAccessibleInterface& list = of(inset);
    CHECK(list.role() == QAccessible::List);
    CHECK(list.text(QAccessible::Name).toStdString() == "中心部拡大");
    std::set<QString> names;
    for (int i = 0; i < list.childCount(); ++i) {
        names.insert(list.child(i)->text(QAccessible::Name).section(u'、', 0, 0));
        CHECK(inset.rect().intersects(
            QRect(inset.mapFromGlobal(list.child(i)->rect().topLeft()), list.child(i)->rect().size())));
    }
    CHECK(names.contains("湯田"));
    CHECK(names.contains("白石"));
    CHECK(names.size() < 21);
}

TEST_CASE("22: selecting and walking raise events with the district they are about", "[map][access]")
{
    RealWindow window;
    // What goes to the platform cannot be heard on the offscreen one; the item it is about is asked as a reader would.
    events.clear();
    QObject::connect(&window.map().access(), &DistrictAccess::raised, &window.map(),
                     [&](const std::string& code, int type) {
                         QAccessibleInterface* item = of(window.map()).child(std::stoi(code) - 1);
                         REQUIRE(item);
                         events.push_back({static_cast<QAccessible::Event>(type), item->text(QAccessible::Name)});
                     });
    window.map().setFocus();
    SelectionModel& selection = window.window.selection();
    selection.replace(window.codeOf("仁保"));
    CHECK(heard(QAccessible::Selection, "仁保、人口密度"));
    selection.toggle(window.codeOf("徳地"));
    CHECK(heard(QAccessible::SelectionAdd, "徳地"));
    selection.toggle(window.codeOf("仁保"));
    CHECK(heard(QAccessible::SelectionRemove, "仁保"));
    events.clear();
    QTest::keyClick(&window.map(), Qt::Key_Up);
    CHECK(heard(QAccessible::Focus, "阿東"));
    QAccessibleInterface* focused = of(window.map()).focusChild();
    REQUIRE(focused);
    CHECK(focused->text(QAccessible::Name).startsWith("阿東"));
}

TEST_CASE("an item selects its district when assistive technology presses it", "[map][access]")
{
    RealWindow window;
    QAccessibleInterface* item = of(window.map()).child(3);
    QAccessibleActionInterface* actions = item->actionInterface();
    REQUIRE(actions);
    actions->doAction(QAccessibleActionInterface::pressAction());
    CHECK(window.window.selection().districts() == std::vector<std::string>{"04"});
    actions->doAction(QAccessibleActionInterface::toggleAction());
    CHECK(window.window.selection().isEmpty());
}
