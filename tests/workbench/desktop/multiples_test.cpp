#include <catch2/catch.hpp>

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include "tests/workbench/desktop/city.h"
#include "tests/workbench/desktop/real_window.h"
#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/multiples_grid.h"
#include "workbench/desktop/multiples_map.h"
#include "workbench/usecases/year_differences.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

std::vector<YearSlider::Tick> ticks(int first, int last)
{
    std::vector<YearSlider::Tick> made;
    for (int year = first; year <= last; ++year)
        made.push_back({year, true});
    return made;
}

/// Shares of the 21 squares in 2020, 2022 and 2024: district i has 0.40, 0.40 + 0.01 i and 0.50; district 21 has none
/// in 2022.
IndicatorResult shares()
{
    IndicatorResult result;
    result.indicator.id = "test.share";
    result.indicator.title = {"届く人の割合", "Share in reach"};
    result.indicator.unit = "ratio";
    result.indicator.kind = IndicatorKind::Rate;
    for (const int year : {2020, 2022, 2024})
        for (int i = 1; i <= 21; ++i) {
            const std::string code = squareCity()->districts[static_cast<std::size_t>(i - 1)].code;
            const double share = year == 2020 ? 0.4 : year == 2022 ? 0.4 + 0.01 * i : 0.5;
            const Value value = year == 2022 && i == 21 ? Value::absent(Absence::Suppressed)
                                                        : Value::of(share, i == 1 ? Status::Sample : Status::Official);
            result.values.push_back({"test.share", code, FiscalYear{year}, Series::Actual, value, "", ""});
        }
    return result;
}

}  // namespace

TEST_CASE("16: the years of the maps end with the latest and are evenly spread", "[multiples]")
{
    MultiplesChoice choice;
    const auto years = [&](int count) {
        choice.count = count;
        return multiplesYears(ticks(2019, 2024), choice);
    };
    CHECK(years(6) == std::vector<int>{2019, 2020, 2021, 2022, 2023, 2024});
    CHECK(years(4) == std::vector<int>{2021, 2022, 2023, 2024});
    CHECK(years(3) == std::vector<int>{2020, 2022, 2024});
    CHECK(years(2) == std::vector<int>{2019, 2024});
    CHECK(multiplesYears(ticks(2023, 2024), choice) == std::vector<int>{2023, 2024});
    choice.years = {2020, 2023};
    CHECK(years(6) == std::vector<int>{2020, 2023});
}

TEST_CASE("16: differences of a share are in points, absent where one side is, around a grey 0", "[multiples]")
{
    const IndicatorResult differences =
        differencesOf(shares(), FiscalYear{2020}, {FiscalYear{2020}, FiscalYear{2022}, FiscalYear{2024}});
    CHECK(unitTitle(differences.indicator.unit, Language::Japanese) == "ポイント");
    const auto of = [&](int district, int year) {
        for (const IndicatorValue& value : differences.values)
            if (value.districtCode == squareCity()->districts[static_cast<std::size_t>(district - 1)].code &&
                value.year.year == year)
                return value.value;
        return Value{};
    };
    CHECK(of(8, 2022).number().value() == Approx(8));
    CHECK(of(8, 2020).number().value() == Approx(0));
    CHECK(of(8, 2024).number().value() == Approx(10));
    CHECK(of(1, 2022).status == Status::Sample);
    REQUIRE_FALSE(of(21, 2022).isNumber());
    CHECK(of(21, 2022).absence() == Absence::Suppressed);
    // The largest difference is 20 points: fifths are 4 and 12 on each side.
    CHECK(differences.indicator.breaks == std::vector<double>{-12, -4, 4, 12});
    const ShownIndicator shown = showYear(*squareCity(), differences, 2022);
    REQUIRE(shown.choropleth.colours.size() == 5);
    CHECK(hexOf(shown.choropleth.colours[2]) == "#F7F7F7");
    CHECK(hexOf(shown.choropleth.colours[0]) == "#E66101");
    CHECK(hexOf(shown.choropleth.colours[4]) == "#5E3C99");
    CHECK(shown.choropleth.find("03")->classIndex == 2);  // +3 points
    CHECK(shown.choropleth.find("20")->classIndex == 4);  // +20 points
    // Where nothing differs there is one class, and it is grey.
    const ShownIndicator same =
        showYear(*squareCity(), differencesOf(shares(), FiscalYear{2020}, {FiscalYear{2020}}), 2020);
    REQUIRE(same.choropleth.colours.size() == 1);
    CHECK(hexOf(same.choropleth.colours[0]) == "#F7F7F7");
}

TEST_CASE("the base of differences is the year chosen where it has values, otherwise the earliest shown", "[multiples]")
{
    MultiplesChoice choice;
    CHECK(multiplesBase(shares(), {2019, 2020, 2022}, choice) == 2020);
    choice.baseYear = 2022;
    CHECK(multiplesBase(shares(), {2019, 2020, 2022}, choice) == 2022);
    choice.baseYear = 2021;
    CHECK(multiplesBase(shares(), {2019, 2020, 2022}, choice) == 2020);
    CHECK_FALSE(multiplesBase(shares(), {2019, 2021}, choice));
}

TEST_CASE("classes are shared over the years, or each year's own", "[multiples]")
{
    MultiplesChoice choice;
    const auto shared = planYears(*squareCity(), shares(), {2022, 2024}, choice, {});
    REQUIRE(shared.size() == 2);
    CHECK(shared[0].shown.choropleth.breaks.limits == shared[1].shown.choropleth.breaks.limits);
    choice.hasSharedClasses = false;
    const auto own = planYears(*squareCity(), shares(), {2022, 2024}, choice, {});
    CHECK(own[0].shown.choropleth.breaks.classCount() > 1);
    CHECK(own[1].shown.choropleth.breaks.classCount() == 1);  // 0.5 everywhere
}

TEST_CASE("beside several maps the table has a column a map in its colours, in the place of trend and change",
          "[multiples]")
{
    RealWindow window;
    auto& table = named<CompareTableView>(window.window, "compareTable");
    QTest::keyClick(&window.map(), Qt::Key_F8);
    auto& grid = named<MultiplesGrid>(window.window, "multiplesGrid");
    REQUIRE(waitFor([&] { return table.model()->columnCount() == CompareTableModel::FirstPinnedColumn + 6; }));
    CHECK(table.isColumnHidden(CompareTableModel::TrendColumn));
    CHECK(table.isColumnHidden(CompareTableModel::ChangeColumn));
    CHECK(table.horizontalScrollBar()->maximum() == 0);
    const auto header = [&](int column, int role) {
        return table.model()->headerData(column, Qt::Horizontal, role).toString().toStdString();
    };
    CHECK(header(CompareTableModel::FirstPinnedColumn, CompareTableModel::TitleRole) == "R元");
    CHECK(header(CompareTableModel::FirstPinnedColumn + 1, CompareTableModel::TitleRole) == "R2");
    const std::string yuda = window.codeOf("湯田");
    for (int row = 1; row < table.model()->rowCount(); ++row) {
        const QModelIndex absent = table.model()->index(row, CompareTableModel::FirstPinnedColumn);
        const QModelIndex cell = absent.siblingAtColumn(CompareTableModel::FirstPinnedColumn + 1);
        CHECK_FALSE(absent.data(CompareTableModel::HeatRole).isValid());  // no census in 2019
        CHECK(cell.data(CompareTableModel::HeatRole) ==
              cell.siblingAtColumn(CompareTableModel::ValueColumn).data(CompareTableModel::HeatRole));
        if (table.codeAt(cell) == yuda)
            CHECK(cell.data(Qt::AccessibleTextRole).toString().startsWith("3,185人/km²"));
    }
    QTest::keyClick(&grid, Qt::Key_Escape);
    CHECK(table.model()->columnCount() == CompareTableModel::FirstPinnedColumn);
    CHECK_FALSE(table.isColumnHidden(CompareTableModel::TrendColumn));
}

TEST_CASE("maps side by side stay high enough to be read; a low window scrolls to the last ones", "[multiples]")
{
    RealWindow window;
    window.window.resize(960, 600);
    QTest::keyClick(&window.map(), Qt::Key_F8);
    auto& grid = named<MultiplesGrid>(window.window, "multiplesGrid");
    auto* page = grid.findChild<QScrollArea*>();
    REQUIRE(page);
    REQUIRE(waitFor([&] { return grid.maps().size() == 6 && page->verticalScrollBar()->maximum() > 0; }));
    for (const MultiplesMap* map : grid.maps())
        CHECK(map->height() >= 120);
    page->verticalScrollBar()->setValue(page->verticalScrollBar()->maximum());
    const MultiplesMap* last = grid.maps().back();
    CHECK(last->visibleRegion().boundingRect().height() == last->height());
}

TEST_CASE("16: F8 shows six maps with one legend, the selection in all of them, Esc closes", "[multiples]")
{
    RealWindow window;
    QTest::keyClick(&window.map(), Qt::Key_F8);
    auto& grid = named<MultiplesGrid>(window.window, "multiplesGrid");
    REQUIRE(grid.isVisible());
    settle(window.window);
    REQUIRE(grid.maps().size() == 6);
    CHECK(widgetNamed(window.window, "multiplesLegend").isVisible());
    for (const MultiplesMap* map : grid.maps()) {
        CHECK(map->isVisible());
        CHECK_FALSE(map->accessibleName().isEmpty());
    }
    // 2019 has no census: all districts are hatched, and no value of another year is shown.
    CHECK(grid.maps()[0]->item()->shown.choropleth.missing == 21);
    CHECK(grid.maps()[1]->item()->shown.choropleth.missing == 0);

    auto& second = const_cast<MultiplesMap&>(*grid.maps()[1]);
    second.repaint();
    const CityScene& scene = window.window.document().city()->scene;
    const std::string code = window.codeOf("阿東");
    QPoint place;
    for (const DistrictShape& district : scene.districts())
        if (district.code == code)
            place = QPointF(second.frame().view(*district.labelPoint).x, second.frame().view(*district.labelPoint).y)
                        .toPoint();
    std::vector<QImage> before;
    for (const MultiplesMap* map : grid.maps())
        before.push_back(pictureOf(const_cast<MultiplesMap&>(*map)));
    QTest::mouseClick(&second, Qt::LeftButton, {}, place);
    CHECK(window.window.selection().districts() == std::vector<std::string>{code});
    for (std::size_t i = 0; i < 6; ++i)
        CHECK(pictureOf(const_cast<MultiplesMap&>(*grid.maps()[i])) != before[i]);
    CHECK(named<QLabel>(window.window, "multiplesReading0").text().toStdString() == "阿東 欠測");
    CHECK(named<QLabel>(window.window, "multiplesReading1").text().toStdString() == "阿東 17人/km²");

    QTest::mouseClick(&widgetNamed(window.window, "multiplesRemove0"), Qt::LeftButton);
    CHECK(grid.maps().size() == 5);
    QTest::mouseClick(&widgetNamed(window.window, "multiplesCount3"), Qt::LeftButton);
    CHECK(grid.maps().size() == 3);
    QTest::mouseClick(&widgetNamed(window.window, "multiplesByIndicators"), Qt::LeftButton);
    REQUIRE(waitFor([&] { return grid.maps()[0]->item()->indicator != grid.maps()[1]->item()->indicator; }));
    CHECK_FALSE(widgetNamed(window.window, "multiplesLegend").isVisible());
    CHECK_FALSE(widgetNamed(window.window, "multiplesDifferences").isEnabled());

    QTest::keyClick(&grid, Qt::Key_Escape);
    CHECK(window.map().isVisible());
    CHECK_FALSE(window.window.selection().isEmpty());  // Esc closed the innermost thing only
}
