#include <catch2/catch.hpp>

#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/year_bar.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

/// The squares with people of the census of 2020 and a stored rate of 2023 and 2024.
OpenedCity cityOfYears()
{
    auto city = std::make_shared<Snapshot>(*squareCity());
    Indicator rate;
    rate.id = "survey.rate";
    rate.title = {"回答の割合", "Share of answers"};
    rate.unit = "percent";
    rate.kind = IndicatorKind::Rate;
    city->indicators = {rate};
    for (const int year : {2023, 2024})
        for (const District& district : city->districts)
            city->values.push_back({rate.id,
                                    district.code,
                                    FiscalYear{year},
                                    Series::Actual,
                                    Value::of(40 + year - 2023, Status::Official),
                                    "census",
                                    {}});
    auto opened = prepareCity("years.chiiki", city, {}, {});
    REQUIRE(opened);
    return *std::move(opened);
}

struct Bar {
    Bar()
        : bar(desk.desk)
    {
        desk.show("population.density");
        bar.resize(540, bar.sizeHint().height());
        bar.show();
        REQUIRE(QTest::qWaitForWindowExposed(&bar));
    }

    YearSlider& slider() { return named<YearSlider>(bar, "yearSlider"); }
    bool saysAbsent() { return widgetNamed(bar, "yearAbsent").isVisible(); }

    TestDesk desk{cityOfYears()};
    YearBar bar;
};

}  // namespace

TEST_CASE("the years of the data and of the plan are ticks, those without values told apart", "[years]")
{
    Bar bar;
    // Six years up to 2024, the latest stored value; of the density only the census of 2020.
    REQUIRE(bar.slider().ticks().size() == 6);
    CHECK(bar.slider().ticks().front().year == 2019);
    for (const YearSlider::Tick& tick : bar.slider().ticks())
        CHECK(tick.hasValues == (tick.year == 2020));
    CHECK(bar.slider().current() == 2020);
    CHECK_FALSE(bar.saysAbsent());
    bar.desk.show("survey.rate");
    CHECK(bar.slider().ticks()[4].hasValues);
    CHECK(bar.slider().ticks()[5].hasValues);
    CHECK_FALSE(bar.slider().ticks()[1].hasValues);
}

TEST_CASE("check 31: a year without values stays without, says so and offers the nearest one", "[years]")
{
    Bar bar;
    bar.bar.step(1);
    REQUIRE(waitFor([&] { return bar.slider().current() == 2021; }));
    CHECK(bar.desk.state.year() == 2021);
    REQUIRE(bar.saysAbsent());
    CHECK(named<QLabel>(bar.bar, "yearAbsent").text() == "令和3年度の値はありません。最も近い年度は令和2年度です。");
    for (const DistrictReading& reading : bar.desk.document.shown()->choropleth.districts)
        CHECK_FALSE(reading.value.isNumber());
    QTest::mouseClick(&widgetNamed(bar.bar, "yearNearest"), Qt::LeftButton);
    CHECK(waitFor([&] { return bar.slider().current() == 2020; }));
    CHECK_FALSE(bar.saysAbsent());
}

TEST_CASE("a click on a tick, the arrows, Home and End choose the year", "[years]")
{
    Bar bar;
    QTest::mouseClick(&bar.slider(), Qt::LeftButton, {}, bar.slider().placeOf(2023).toPoint());
    CHECK(bar.desk.state.year() == 2023);
    QTest::keyClick(&bar.slider(), Qt::Key_Right);
    CHECK(bar.desk.state.year() == 2024);
    QTest::keyClick(&bar.slider(), Qt::Key_Right);
    CHECK(bar.desk.state.year() == 2024);
    QTest::keyClick(&bar.slider(), Qt::Key_Home);
    CHECK(bar.desk.state.year() == 2019);
    QTest::keyClick(&bar.slider(), Qt::Key_End);
    CHECK(bar.desk.state.year() == 2024);
}

TEST_CASE("the year control is a slider with a name and the year as its value", "[years]")
{
    Bar bar;
    QAccessibleInterface* slider = QAccessible::queryAccessibleInterface(&bar.slider());
    REQUIRE(slider);
    CHECK(slider->role() == QAccessible::Slider);
    CHECK(slider->text(QAccessible::Name) == "年度");
    REQUIRE(slider->valueInterface());
    CHECK(slider->valueInterface()->currentValue().toInt() == 2020);
    bar.desk.words.setLanguage(Language::English);
    CHECK(slider->text(QAccessible::Name) == "Fiscal year");
}
