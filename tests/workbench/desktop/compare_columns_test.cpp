#include <catch2/catch.hpp>

#include <QAccessible>
#include <QLineEdit>
#include <QMimeData>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "core/store/workspace.h"
#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/compare_copy.h"
#include "workbench/desktop/compare_panel.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/usecases/desk_settings.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

/// Squares with a share by district: 2022 0.40, 2023 absent, 2024 0.40 + its number in thousandths, made up in 湯田; an
/// expected 0.5 in 2025. In 仁保 no number of 2024.
SnapshotPtr cityOfShares()
{
    auto city = std::make_shared<Snapshot>(*squareCity());
    Indicator share;
    share.id = "survey.share";
    share.title = {"参加の割合", "Share taking part"};
    share.unit = "ratio";
    share.kind = IndicatorKind::Rate;
    share.direction = Direction::More;
    city->indicators = {share};
    for (std::size_t i = 0; i < city->districts.size(); ++i) {
        const std::string& code = city->districts[i].code;
        const auto add = [&](int year, Series series, Value value) {
            city->values.push_back({share.id, code, FiscalYear{year}, series, value, "census", {}});
        };
        add(2022, Series::Actual, Value::of(0.40, Status::Official));
        add(2023, Series::Actual,
            code == "01" ? Value::of(0.38, Status::Official) : Value::absent(Absence::Suppressed));
        add(2024, Series::Actual,
            code == "04" ? Value::absent(Absence::Missing)
                         : Value::of(0.40 + static_cast<double>(i + 1) / 1000,
                                     code == "03" ? Status::Sample : Status::Official));
        add(2025, Series::Forecast, Value::of(0.5, Status::Estimated));
    }
    return city;
}

OpenedCity opened(const SnapshotPtr& city)
{
    auto made = prepareCity("shares.chiiki", city, {}, {});
    REQUIRE(made);
    return *std::move(made);
}

struct Panel {
    explicit Panel(OpenedCity city = opened(cityOfShares()), QSize size = {384, 620},
                   const std::string& indicator = "survey.share")
        : desk(std::move(city))
        , panel(desk.desk)
    {
        desk.show(indicator);
        panel.resize(size);
        panel.show();
        REQUIRE(QTest::qWaitForWindowExposed(&panel));
    }

    CompareTableView& table() const { return named<CompareTableView>(panel, "compareTable"); }
    QModelIndex at(int row, int column) const { return table().model()->index(row, column); }
    QString cell(int row, int column) const { return at(row, column).data().toString(); }

    TestDesk desk;
    ComparePanel panel;
};

}  // namespace

TEST_CASE("the line of the years has a point for each number and none for what is absent", "[table]")
{
    const Trends trends = trendsOf([&] {
        Panel panel;
        return panel.desk.document.shown()->result;
    }());
    const TrendLine& odono = trends.of("01");
    REQUIRE(odono.points.size() == 4);
    CHECK(odono.points[1] == TrendLine::Point{2023, 0.38, false});
    CHECK(odono.points[3] == TrendLine::Point{2025, 0.5, true});
    // 2023 is withheld: 2022 and 2024 are not neighbours, so no line joins them.
    REQUIRE(trends.of("02").points.size() == 3);
    CHECK(trends.of("02").points[0].year == 2022);
    CHECK(trends.of("02").points[1].year == 2024);
    CHECK(trends.axes.firstYear == 2022);
    CHECK(trends.axes.lastYear == 2025);
    CHECK(trends.axes.low == Approx(0.38));
    CHECK(trends.axes.high == Approx(0.5));
    CHECK(trends.of("nowhere").points.empty());
}

TEST_CASE("the difference to the year before is in points, signed, and absent where one of the two is", "[table]")
{
    Panel panel;
    // 0.401 - 0.38 = 0.021: 2.1 points up.
    CHECK(panel.cell(1, CompareTableModel::ChangeColumn) == "+2.1");
    CHECK(panel.cell(2, CompareTableModel::ChangeColumn) == "x");  // the year before is withheld
    CHECK(panel.cell(4, CompareTableModel::ChangeColumn) == "…");
    CHECK(panel.table()
              .model()
              ->headerData(CompareTableModel::ChangeColumn, Qt::Horizontal, CompareTableModel::UnitRole)
              .toString() == "ポイント");
    panel.desk.show("survey.share", 2023);
    CHECK(panel.cell(1, CompareTableModel::ChangeColumn) == "\u22122.0");
    CHECK(panel.at(1, CompareTableModel::ChangeColumn).data(CompareTableModel::PlainRole).toString() == "-2.0");
}

TEST_CASE("a single year says so in place of a line", "[table]")
{
    Panel panel;
    panel.desk.show("population.density");
    CHECK(panel.cell(3, CompareTableModel::TrendColumn) == "(1年分)");
    CHECK_FALSE(panel.at(3, CompareTableModel::TrendColumn).data(CompareTableModel::TrendRole).isValid());
    panel.desk.show("survey.share");
    CHECK(panel.at(3, CompareTableModel::TrendColumn).data(CompareTableModel::TrendRole).isValid());
}

TEST_CASE("a made-up value is marked in its cell and for readers of screens", "[table]")
{
    Panel panel;
    CHECK(panel.at(3, CompareTableModel::ValueColumn).data(CompareTableModel::MarkRole).toString() == "見本");
    CHECK(panel.at(2, CompareTableModel::ValueColumn).data(CompareTableModel::MarkRole).toString().isEmpty());
    CHECK(panel.at(3, CompareTableModel::ValueColumn).data(Qt::AccessibleTextRole).toString().contains("見本"));
}

TEST_CASE("check 23: headers of rows and columns are named, heat cells say value, unit and class", "[table]")
{
    Panel panel;
    panel.desk.show("population.density");
    QAccessibleInterface* table = QAccessible::queryAccessibleInterface(&panel.table());
    REQUIRE(table);
    CHECK(table->role() == QAccessible::Table);
    CHECK(table->text(QAccessible::Name) == "比較表");
    QAccessibleTableInterface* cells = table->tableInterface();
    REQUIRE(cells);
    CHECK(cells->rowCount() == 22);
    CHECK(cells->columnDescription(CompareTableModel::ValueColumn) == "人/km²");
    CHECK(cells->rowDescription(3) == "湯田");
    const QString said = cells->cellAt(3, CompareTableModel::ValueColumn)->text(QAccessible::Name);
    CHECK(said.contains("人/km²"));
    CHECK(said.contains("19位/21地域"));
    CHECK(said.contains("階級 100以上 300未満"));
}

TEST_CASE("every column sorts, the city stays first and absent last", "[table]")
{
    Panel panel;
    panel.table().sortByColumn(CompareTableModel::ChangeColumn, Qt::DescendingOrder);
    CHECK(panel.cell(0, 0) == "市全体");
    CHECK(panel.cell(1, 0) == "大殿");  // the only one with a number the year before
    panel.table().sortByColumn(CompareTableModel::ValueColumn, Qt::AscendingOrder);
    CHECK(panel.cell(1, 0) == "大殿");
    CHECK(panel.cell(21, 0) == "仁保");
    panel.table().sortByColumn(CompareTableModel::ValueColumn, Qt::DescendingOrder);
    CHECK(panel.cell(1, 0) == "阿東");
    CHECK(panel.cell(21, 0) == "仁保");
}

TEST_CASE("a copy is text with plain digits, a table with the map's colours and a picture", "[table]")
{
    Panel panel;
    const auto copy = copyOfTable(panel.table(), {"03", "04"}, {"参加の割合（令和6年度）", {}, "出典: 国勢調査"});
    const QStringList lines = copy->text().split('\n');
    CHECK(lines[0] == "地域\t値 (%)\t順\t前年差 (ポイント)");
    CHECK(lines[1].startsWith("市全体\t"));
    CHECK(lines[2] == "湯田\t40.3\t18\tx");
    CHECK(lines[3] == "仁保\t…\t\t…");
    CHECK(lines[4] == "参加の割合（令和6年度）");
    CHECK(copy->html().contains("見本 40.3"));
    const QColor heat = panel.at(3, 1).data(CompareTableModel::HeatRole).value<QColor>();
    CHECK(copy->html().contains("background:" + heat.name()));
    CHECK_FALSE(copy->html().contains("大殿"));
    CHECK(copy->hasImage());
    const auto all = copyOfTable(panel.table(), {}, {});
    CHECK(all->text().contains("大殿"));
}

TEST_CASE("pinned indicators are columns of their own, kept in the workspace and taken back by undo", "[table]")
{
    needApplication();
    QTemporaryDir folder;
    const std::string path = folder.filePath("shares.chiiki").toStdString();
    REQUIRE(Workspace::create(path, *cityOfShares(), ChangeStamp::now("planner")));
    auto city = openCity(path);
    REQUIRE(city);
    Panel panel(*std::move(city));
    const auto columns = [&] { return panel.table().model()->columnCount(); };
    REQUIRE(columns() == CompareTableModel::FirstPinnedColumn);
    panel.panel.pin();
    panel.desk.show("population.density");
    REQUIRE(waitFor([&] { return columns() == CompareTableModel::FirstPinnedColumn + 1; }));
    CHECK(pinnedIndicators(*panel.desk.document.city()->snapshot) == std::vector<std::string>{"survey.share"});
    CHECK(panel.cell(3, CompareTableModel::FirstPinnedColumn) == "40.3");
    panel.table().sortByColumn(CompareTableModel::FirstPinnedColumn, Qt::DescendingOrder);
    CHECK(panel.cell(1, 0) == "阿東");
    REQUIRE(waitFor([&] { return panel.desk.document.writer().nextUndo() != nullptr; }));
    panel.desk.document.writer().undo();
    CHECK(waitFor([&] { return columns() == CompareTableModel::FirstPinnedColumn; }));
}

TEST_CASE("check 39: with 69 districts the city's row and the names stay where they are", "[table]")
{
    auto city = std::make_shared<Snapshot>(*squareCity());
    for (int i = 22; i <= 69; ++i) {
        District district = city->districts.front();
        district.code = std::to_string(i);
        district.name = i == 40 ? "旧茂木町北部連合自治会地域づくり協議会区域" : "地域" + std::to_string(i);
        district.outline = {};
        city->districts.push_back(district);
    }
    auto made = prepareCity("many.chiiki", city, {}, {});
    REQUIRE(made);
    Panel panel(*std::move(made), {384, 620}, "population.density");
    QScrollBar& bar = *panel.table().verticalScrollBar();
    REQUIRE(bar.maximum() > 0);
    bar.setValue(bar.maximum());
    CHECK(panel.table().visualRect(panel.at(0, 0)).top() == 0);
    CHECK(panel.table().indexAt({20, 3}).row() == 0);
    CHECK(panel.table().visualRect(panel.at(69, 0)).bottom() <= panel.table().viewport()->height());
    // Reached by the keyboard, a row is not beneath the city's.
    panel.table().setCurrentIndex(panel.at(30, 0));
    panel.table().scrollTo(panel.at(30, 0));
    CHECK(panel.table().visualRect(panel.at(30, 0)).top() >= panel.table().rowHeight(0));
    panel.desk.state.selection().setHovered("40");
    CHECK(tooltipOf(*city, *panel.desk.document.shown(), "40", panel.desk.words)
              .contains("旧茂木町北部連合自治会地域づくり協議会区域"));

    panel.panel.resize(250, 620);
    QScrollBar& sideways = *panel.table().horizontalScrollBar();
    REQUIRE(waitFor([&] { return sideways.maximum() > 0; }));
    sideways.setValue(sideways.maximum());
    CHECK(panel.table().visualRect(panel.at(3, 0)).left() == 0);
    CHECK(panel.table().indexAt({20, panel.table().viewport()->height() / 2}).column() == 0);
}

TEST_CASE("F2 types into a value that somebody wrote down, and says of a derived one that it cannot", "[table]")
{
    needApplication();
    QTemporaryDir folder;
    const std::string path = folder.filePath("shares.chiiki").toStdString();
    REQUIRE(Workspace::create(path, *cityOfShares(), ChangeStamp::now("planner")));
    auto city = openCity(path);
    REQUIRE(city);
    Panel panel(*std::move(city));
    bool isDerived = false;
    QObject::connect(&panel.panel, &ComparePanel::derivedValue, [&] { isDerived = true; });
    const auto editor = [&] { return panel.panel.findChild<QLineEdit*>(QStringLiteral("valueEdit")); };

    panel.table().setCurrentIndex(panel.at(2, CompareTableModel::ValueColumn));
    panel.panel.edit();
    REQUIRE(waitFor([&] { return editor() != nullptr; }));
    CHECK(editor()->text() == "40.2");
    QTest::keyClicks(editor(), "55.5");
    QTest::keyClick(editor(), Qt::Key_Return);
    CHECK(waitFor([&] { return panel.cell(2, CompareTableModel::ValueColumn) == "55.5"; }));
    REQUIRE(waitFor([&] { return panel.desk.document.writer().nextUndo() != nullptr; }));
    panel.desk.document.writer().undo();
    CHECK(waitFor([&] { return panel.cell(2, CompareTableModel::ValueColumn) == "40.2"; }));

    REQUIRE(waitFor([&] { return editor() == nullptr; }));
    panel.table().setCurrentIndex(panel.at(2, CompareTableModel::ValueColumn));
    panel.panel.edit();
    REQUIRE(waitFor([&] { return editor() != nullptr; }));
    QTest::keyClicks(editor(), "1");
    QTest::keyClick(editor(), Qt::Key_Escape);
    CHECK(waitFor([&] { return editor() == nullptr; }));
    CHECK(panel.cell(2, CompareTableModel::ValueColumn) == "40.2");
    CHECK_FALSE(isDerived);

    panel.desk.show("population.density");
    panel.table().setCurrentIndex(panel.at(2, CompareTableModel::ValueColumn));
    panel.panel.edit();
    CHECK(waitFor([&] { return isDerived; }));
    CHECK(editor() == nullptr);
}

TEST_CASE("job 5: an indicator of the city alone comes with all targets, the furthest behind first and marked",
          "[table]")
{
    auto city = std::make_shared<Snapshot>(*squareCity());
    const auto add = [&](const std::string& id, double base, double latest) {
        Indicator indicator;
        indicator.id = id;
        indicator.title = {id, id};
        indicator.unit = "percent";
        indicator.kind = IndicatorKind::Rate;
        indicator.direction = Direction::More;
        indicator.cityOnly = true;
        city->indicators.push_back(indicator);
        const auto value = [&](int year, Series series, double number) {
            city->values.push_back(
                {id, {}, FiscalYear{year}, series, Value::of(number, Status::Official), "census", {}});
        };
        value(2017, Series::Base, base);
        value(2022, Series::Actual, latest);
        value(2027, Series::Target, 60);
    };
    add("kgi.1", 50, 56);  // 6 of 10 in half the time: 120 %
    add("kgi.2", 50, 53);  // 60 %
    Panel panel(opened(city), {384, 620}, "kgi.1");
    auto& targets = named<QTableView>(panel.panel, "targetsTable");
    REQUIRE(targets.isVisible());
    const auto cell = [&](int row, int column) { return targets.model()->index(row, column).data().toString(); };
    CHECK(cell(0, 0) == "kgi.2");
    CHECK(cell(0, 4) == "▲ 60%");
    CHECK(cell(1, 4) == "120%");
    CHECK(cell(1, 2).startsWith("56.0"));
    // Districts have no value of it: not applicable, never 0.
    CHECK(panel.cell(3, CompareTableModel::ValueColumn) == "-");
    targets.setFocus();
    targets.setCurrentIndex(targets.model()->index(0, 0));
    QTest::keyClick(&targets, Qt::Key_Return);
    CHECK(panel.desk.state.indicator() == "kgi.2");
    panel.desk.show("population.density");
    CHECK_FALSE(targets.isVisible());
}
