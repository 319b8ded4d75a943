#include "tests/workbench/desktop/real_window.h"

#include <algorithm>

#include <QTest>

#include <catch2/catch.hpp>

#include "core/io/pack_reader.h"
#include "tests/workbench/desktop/city.h"

namespace chiiki::desktop::test {
namespace {

OpenedCity openedReal()
{
    auto opened = prepareCity("山口市.chiiki", realCity(), std::nullopt, {});
    REQUIRE(opened);
    return *std::move(opened);
}

}  // namespace

SnapshotPtr realCity()
{
    static const SnapshotPtr city = [] {
        Diagnostics diagnostics;
        return std::make_shared<const Snapshot>(readPack(CHIIKI_SOURCE_DIR "/data/yamaguchi", diagnostics).value());
    }();
    return city;
}

RealWindow::RealWindow(QSize size, Language language)
    : RealWindow((needApplication(), openedReal()), size, language)
{
}

RealWindow::RealWindow(OpenedCity city, QSize size, Language language)
    : words((needApplication(), language))
    , window(words)
{
    window.resize(size);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    window.document().show(std::move(city));
    REQUIRE(waitFor([&] { return window.document().shown().has_value(); }));
    rest();
}

void RealWindow::show(const std::string& indicatorId, std::optional<int> year)
{
    window.state().setIndicatorAndYear(indicatorId, year);
    REQUIRE(waitFor([&] {
        const auto& shown = window.document().shown();
        return shown && shown->result.indicator.id == indicatorId && (!year || shown->year.year == *year);
    }));
    rest();
}

void RealWindow::rest()
{
    settle(window);
    map().repaint();
}

MapCanvas& RealWindow::map()
{
    return named<MapCanvas>(window, "mapView");
}

const std::string& RealWindow::codeOf(const std::string& name) const
{
    const auto& districts = realCity()->districts;
    const auto found = std::find_if(districts.begin(), districts.end(),
                                    [&](const District& district) { return district.name == name; });
    INFO(name);
    REQUIRE(found != districts.end());
    return found->code;
}

std::string RealWindow::nameOf(const std::string& code) const
{
    const District* district = findDistrict(*realCity(), code);
    return district ? district->name : std::string();
}

}  // namespace chiiki::desktop::test
