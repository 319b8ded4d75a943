#include <catch2/catch.hpp>

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QTextBrowser>

#include "tests/workbench/desktop/opened_window.h"
#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/why_popover.h"
#include "workbench/usecases/desk_settings.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

struct Asked : OpenedWindow {
    WhyPopover& why() { return named<WhyPopover>(window, "whyPopover"); }
    /// Milliseconds from the key to the answer.
    qint64 press()
    {
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F4);
        REQUIRE(why().isVisible());
        REQUIRE(waitFor([&] { return why().explanation().has_value(); }));
        return timer.elapsed();
    }
};

}  // namespace

TEST_CASE("check 32: F4 explains a cell beside it, Esc closes and gives the focus back, and the command line says the "
          "same",
          "[why]")
{
    Asked asked;
    auto& table = named<CompareTableView>(asked.window, "compareTable");
    table.setFocus();
    QModelIndex cell;
    for (int row = 0; row < table.model()->rowCount(); ++row)
        if (table.codeAt(table.model()->index(row, 1)) == "03")
            cell = table.model()->index(row, 1);
    REQUIRE(cell.isValid());
    table.setCurrentIndex(cell);
    QWidget* const focused = QApplication::focusWidget();
    asked.press();
    WhyPopover& why = asked.why();

    ExplainRequest request;
    request.workspace = asked.real.path();
    request.indicatorId = "population.density";
    request.district = "03";
    request.year = FiscalYear{2020};
    const auto said = explain(request, asked.real.surroundings());
    REQUIRE(said);
    CHECK(explanationJson(*said) == explanationJson(*why.explanation()));
    REQUIRE_FALSE(said->editions.empty());
    const QString text = named<QTextBrowser>(why, "whyText").toHtml();
    for (const SourceEdition& edition : said->editions)
        CHECK(text.contains(QString::fromStdString(edition.sha256.substr(0, 8))));
    CHECK(named<QLabel>(why, "whyTitle").text().contains("湯田"));
    CHECK(named<QLabel>(why, "whyTitle").text().contains("3,185"));
    CHECK(named<QLineEdit>(why, "whyCommand").text().startsWith("chiiki explain "));

    // Beside the cell and inside the window; not modal.
    const QRect place(table.viewport()->mapTo(&asked.window, table.visualRect(cell).topLeft()),
                      table.visualRect(cell).size());
    CHECK(asked.window.rect().contains(why.geometry()));
    CHECK_FALSE(why.geometry().adjusted(0, 8, 0, -8).intersects(place));
    CHECK(why.geometry().left() < place.center().x());
    CHECK(why.geometry().right() > place.center().x());
    CHECK_FALSE(QApplication::activeModalWidget());

    named<QPushButton>(why, "whyCopy").click();
    CHECK(QApplication::clipboard()->text().toStdString() == explanationText(*said, Language::Japanese));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    CHECK_FALSE(why.isVisible());
    CHECK(QApplication::focusWidget() == focused);

    // The second time everything is warm.
    CHECK(asked.press() < 150);
}

TEST_CASE("from the map F4 asks about the primary district, without one about the city", "[why]")
{
    Asked asked;
    named<MapCanvas>(asked.window, "mapView").setFocus();
    asked.press();
    CHECK(asked.why().explanation()->districtCode.empty());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    asked.window.selection().replace("20");
    asked.press();
    CHECK(asked.why().explanation()->districtCode == "20");
    // What the selection had before Esc stays.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    CHECK(asked.window.selection().primary() == "20");
}

TEST_CASE("the rows behind a number of a plugin open as a table of these rows", "[why]")
{
    Asked asked;
    asked.window.state().setIndicator("life_support.taxi");
    REQUIRE(waitFor([&] {
        const auto& shown = asked.window.document().shown();
        return shown && shown->result.indicator.id == "life_support.taxi";
    }));
    std::string code;
    for (const IndicatorValue& value : asked.window.document().shown()->result.values)
        if (!value.districtCode.empty() && value.value.number().value_or(0) > 0)
            code = value.districtCode;
    REQUIRE_FALSE(code.empty());
    asked.window.selection().replace(code);
    named<MapCanvas>(asked.window, "mapView").setFocus();
    asked.press();
    auto& rows = named<QPushButton>(asked.why(), "whyRows");
    REQUIRE(rows.isVisible());
    rows.click();
    const Picture& picture = asked.window.state().picture();
    CHECK(picture.kind == Picture::Kind::Rows);
    CHECK(picture.plugin == "life_support");
    CHECK(picture.view == "taxi_district");
    CHECK_FALSE(picture.rows.empty());
    CHECK_FALSE(asked.why().isVisible());
}

TEST_CASE("a number under other parameters is explained with them", "[why]")
{
    Asked asked;
    asked.window.document().writer().change([&](Workspace& workspace, const ChangeStamp& stamp) {
        const auto plugin = asked.window.document().city()->session->find("disaster");
        return setParameters(workspace, (*plugin)->manifest, {{"hazard", "landslide"}}, stamp);
    });
    asked.window.state().setIndicator("disaster.usable_capacity");
    asked.window.selection().replace("20");
    const auto shownNumber = [&]() -> std::optional<double> {
        const auto& shown = asked.window.document().shown();
        if (!shown || shown->result.indicator.id != "disaster.usable_capacity")
            return std::nullopt;
        for (const IndicatorValue& value : shown->result.values)
            if (value.districtCode == "20" && value.year == shown->year)
                return value.value.number();
        return std::nullopt;
    };
    REQUIRE(waitFor([&] {
        return !parametersOf(*asked.window.document().city()->snapshot, "disaster").empty() && shownNumber() &&
               !asked.window.document().isComputing();
    }));
    named<MapCanvas>(asked.window, "mapView").setFocus();
    asked.press();
    CHECK(asked.why().explanation()->value.value.number() == shownNumber());
    CHECK(asked.why().explanation()->commandLine.find("--set hazard=landslide") != std::string::npos);
}

TEST_CASE("two pinned columns are in sight without scrolling sideways at every width of the window", "[why][table]")
{
    Asked asked;
    auto& table = named<CompareTableView>(asked.window, "compareTable");
    const auto pin = [&](const std::vector<std::string>& ids) {
        asked.window.document().writer().change(
            [ids](Workspace& workspace, const ChangeStamp& stamp) { return pinIndicators(workspace, ids, stamp); });
        REQUIRE(waitFor([&] { return asked.window.document().pinned().size() == ids.size(); }));
    };
    const int before = table.width();
    pin({"population.total", "population.households"});
    for (const QSize size : {QSize(1440, 900), QSize(1280, 720), QSize(960, 600)}) {
        asked.window.resize(size);
        INFO(size.width());
        CHECK(waitFor([&] { return table.horizontalScrollBar()->maximum() == 0; }));
    }
    asked.window.resize(1440, 900);
    CHECK(waitFor([&] { return table.width() > before; }));
    pin({});
    CHECK(waitFor([&] { return table.width() == before; }));
}

TEST_CASE("F4 on a pinned column asks about that column, and F2 on a derived value leads to what it is made of",
          "[why]")
{
    Asked asked;
    asked.window.document().writer().change([](Workspace& workspace, const ChangeStamp& stamp) {
        return pinIndicators(workspace, {"population.total"}, stamp);
    });
    REQUIRE(waitFor([&] { return asked.window.document().pinned().size() == 1; }));
    auto& table = named<CompareTableView>(asked.window, "compareTable");
    table.setFocus();
    table.setCurrentIndex(table.model()->index(3, CompareTableModel::FirstPinnedColumn));
    asked.press();
    CHECK(asked.why().explanation()->indicator.id == "population.total");
    QTest::keyClick(&asked.why(), Qt::Key_Escape);

    table.setCurrentIndex(table.model()->index(3, CompareTableModel::ValueColumn));
    QTest::keyClick(&table, Qt::Key_F2);
    REQUIRE(waitFor([&] { return asked.why().isVisible() && asked.why().explanation().has_value(); }));
    CHECK(asked.why().explanation()->indicator.id == "population.density");
    CHECK(named<QLabel>(asked.window, "statusSelection").text().startsWith("計算した値なので"));
}
