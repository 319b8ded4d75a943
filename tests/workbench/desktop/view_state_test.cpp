#include <catch2/catch.hpp>

#include <QSignalSpy>

#include "workbench/desktop/view_state.h"

using namespace chiiki;
using namespace chiiki::desktop;

TEST_CASE("what was looked at can be walked back and forth, selection and year with it", "[state]")
{
    ViewState state;
    state.begin({"01", "02", "03"});
    state.setIndicatorAndYear("population.density", 2020);
    state.selection().replace("02");
    state.setYear(2021);
    REQUIRE(state.canGoBack());
    CHECK_FALSE(state.canGoForward());

    state.back();
    CHECK(state.year() == 2020);
    CHECK(state.selection().primary() == "02");
    state.back();
    CHECK(state.selection().isEmpty());
    CHECK(state.indicator() == "population.density");
    state.forward();
    state.forward();
    CHECK(state.year() == 2021);
    CHECK(state.selection().districts() == std::vector<std::string>{"02"});
    CHECK_FALSE(state.canGoForward());
}

TEST_CASE("something new after going back forgets what lay ahead", "[state]")
{
    ViewState state;
    state.setIndicator("a.x");
    state.setIndicator("b.x");
    state.back();
    state.setIndicator("c.x");
    CHECK_FALSE(state.canGoForward());
    state.back();
    CHECK(state.indicator() == "a.x");
}

TEST_CASE("a drag of the map is one step however many places it passes", "[state]")
{
    ViewState state;
    state.setIndicator("a.x");
    for (int i = 1; i <= 40; ++i)
        state.setSight(Sight{{i * 10.0, 0}, 50});
    state.back();
    CHECK_FALSE(state.sight());
    CHECK(state.indicator() == "a.x");
    state.forward();
    REQUIRE(state.sight());
    CHECK(state.sight()->centre.x == 400);
}

TEST_CASE("what is set to what it was says nothing", "[state]")
{
    ViewState state;
    state.setIndicator("a.x");
    QSignalSpy indicator(&state, &ViewState::indicatorChanged);
    QSignalSpy picture(&state, &ViewState::pictureChanged);
    QSignalSpy history(&state, &ViewState::historyChanged);
    state.setIndicator("a.x");
    state.setPicture({});
    state.setSight({});
    CHECK(indicator.count() + picture.count() + history.count() == 0);
}

TEST_CASE("another city keeps the indicator, drops unknown districts and begins a new history", "[state]")
{
    ViewState state;
    state.setIndicatorAndYear("a.x", 2021);
    state.setPicture({Picture::Kind::Tiles});
    state.selection().replace(std::vector<std::string>{"01", "77"});
    state.begin({"01", "02"});
    CHECK(state.selection().districts() == std::vector<std::string>{"01"});
    CHECK(state.indicator() == "a.x");
    CHECK(state.picture() == Picture{});
    CHECK_FALSE(state.canGoBack());
}
