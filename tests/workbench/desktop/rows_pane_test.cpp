#include <catch2/catch.hpp>

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include "tests/workbench/desktop/real_city.h"
#include "workbench/desktop/rows_pane.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

struct Rows {
    explicit Rows(const std::string& plugin, const std::string& table)
        : desk(real.open())
        , pane(desk.desk)
    {
        pane.resize(540, 720);
        pane.show();
        desk.state.setPicture({Picture::Kind::Rows, plugin, table});
        REQUIRE(waitFor([&] { return grid().model()->columnCount() > 0; }));
        REQUIRE(waitForOverlays(desk.document));
    }
    QTableView& grid() { return named<QTableView>(pane, "rowsGrid"); }
    QString cell(int row, int column) { return grid().model()->index(row, column).data().toString(); }
    QString heading(int column) { return grid().model()->headerData(column, Qt::Horizontal).toString(); }
    template <typename T>
    T& field(const char* id)
    {
        return named<T>(pane, (std::string("field_") + id).c_str());
    }
    void type(const char* id, const QString& text)
    {
        auto& box = field<QLineEdit>(id);
        box.setFocus();
        box.selectAll();
        box.insert(text);  // QTest types no Japanese
    }
    void choose(const char* id, const QString& text)
    {
        auto& list = field<QComboBox>(id);
        const int at = list.findText(text);
        REQUIRE(at >= 0);
        list.setCurrentIndex(at);
        emit list.activated(at);
    }
    QString fault(const char* id)
    {
        const auto& label = named<QLabel>(pane, (std::string("fault_") + id).c_str());
        return label.isVisible() ? label.text() : QString();
    }

    RealCity real;
    TestDesk desk;
    RowsPane pane;
};

}  // namespace

TEST_CASE("a plugin's table is a grid drawn from its fields, and a form of the current row", "[rows]")
{
    Rows rows("disaster", "activity");
    CHECK(rows.heading(0) == "印");
    CHECK(rows.heading(1) == "地域");
    CHECK(rows.heading(2) == "年度");
    CHECK(rows.heading(3) == "種類");
    CHECK(rows.field<QComboBox>("district").count() == 22);  // 21 and none
    CHECK(rows.field<QComboBox>("kind").findText("訓練") >= 0);
    CHECK_FALSE(rows.field<QLineEdit>("held_on").accessibleName().isEmpty());
}

TEST_CASE("no row can be begun before the table is read", "[rows]")
{
    RealCity real;
    TestDesk desk(real.open());
    RowsPane pane(desk.desk);
    pane.show();
    CHECK_FALSE(named<QPushButton>(pane, "rowsAdd").isEnabled());
    auto& grid = named<QTableView>(pane, "rowsGrid");
    grid.setFocus();
    QTest::keyClick(&grid, Qt::Key_Insert);
    desk.state.setPicture({Picture::Kind::Rows, "disaster", "activity"});
    REQUIRE(waitFor([&] { return grid.model()->columnCount() > 0; }));
    CHECK(named<QPushButton>(pane, "rowsAdd").isEnabled());
}

TEST_CASE("a row is added, edited and removed as steps that can be undone, and the indicator follows", "[rows]")
{
    Rows rows("disaster", "activity");
    const int before = rows.grid().model()->rowCount();
    named<QPushButton>(rows.pane, "rowsAdd").click();
    rows.choose("district", "湯田");
    rows.type("fiscal_year", "R6");
    rows.choose("kind", "訓練");
    rows.type("title", "総合防災訓練");
    rows.type("people", "１２０");
    auto& keep = named<QPushButton>(rows.pane, "rowKeep");
    REQUIRE(keep.isEnabled());
    QTest::keyClick(&rows.field<QLineEdit>("people"), Qt::Key_Return);
    REQUIRE(waitFor([&] { return rows.grid().model()->rowCount() == before + 1; }));
    int at = -1;
    for (int row = 0; row <= before; ++row)
        if (rows.cell(row, 4) == "総合防災訓練")
            at = row;
    REQUIRE(at >= 0);
    CHECK(rows.cell(at, 0) == "入力");
    CHECK(rows.cell(at, 1) == "湯田");
    CHECK(rows.cell(at, 3) == "訓練");
    CHECK(rows.cell(at, 6) == "120");

    rows.grid().setCurrentIndex(rows.grid().model()->index(at, 6));
    rows.type("people", "150");
    named<QPushButton>(rows.pane, "rowKeep").click();
    REQUIRE(waitFor([&] { return rows.cell(at, 6) == "150"; }));
    rows.desk.document.writer().undo();
    REQUIRE(waitFor([&] { return rows.cell(at, 6) == "120"; }));
    rows.grid().setCurrentIndex(rows.grid().model()->index(at, 1));
    named<QPushButton>(rows.pane, "rowsRemove").click();
    REQUIRE(waitFor([&] { return rows.grid().model()->rowCount() == before; }));
    rows.desk.document.writer().undo();
    REQUIRE(waitFor([&] { return rows.grid().model()->rowCount() == before + 1; }));
}

TEST_CASE("what is typed and not kept stays when the language is switched", "[rows]")
{
    Rows rows("disaster", "activity");
    named<QPushButton>(rows.pane, "rowsAdd").click();
    rows.choose("district", "湯田");
    rows.type("title", "総合防災訓練");
    const QString keep = named<QPushButton>(rows.pane, "rowKeep").text();
    rows.desk.words.switchLanguage();
    CHECK(named<QPushButton>(rows.pane, "rowKeep").text() != keep);
    CHECK(named<QPushButton>(rows.pane, "rowKeep").isEnabled());
    CHECK(rows.field<QLineEdit>("title").text() == "総合防災訓練");
    CHECK(rows.field<QComboBox>("district").currentText() == "湯田");

    rows.pane.hide();
    rows.desk.words.switchLanguage();
    rows.pane.show();
    CHECK(named<QPushButton>(rows.pane, "rowKeep").text() == keep);
    CHECK(rows.field<QLineEdit>("title").text() == "総合防災訓練");
    CHECK(rows.field<QComboBox>("district").currentText() == "湯田");
}

TEST_CASE("what is wrong with a field is said below it while one types, and the rules speak", "[rows]")
{
    Rows rows("grants", "project");
    named<QPushButton>(rows.pane, "rowsAdd").click();
    const Manifest& manifest = (*rows.desk.document.city()->session->find("grants"))->manifest;
    const TableSpec& table = *findTable(manifest, "project");
    const FieldSpec* yen = nullptr;
    for (const FieldSpec& field : table.fields)
        if (field.type == FieldType::Yen)
            yen = &field;
    REQUIRE(yen);
    rows.type(yen->id.c_str(), "たくさん");
    REQUIRE(waitFor([&] { return !rows.fault(yen->id.c_str()).isEmpty(); }));
    CHECK(rows.fault(yen->id.c_str()).contains("円の金額として読めません"));
    rows.type(yen->id.c_str(), "200000");
    CHECK(waitFor([&] { return rows.fault(yen->id.c_str()).isEmpty(); }));
    // Esc takes back what was typed.
    QTest::keyClick(&rows.field<QLineEdit>(yen->id.c_str()), Qt::Key_Escape);
    CHECK(rows.field<QLineEdit>(yen->id.c_str()).text().isEmpty());
}

TEST_CASE("only the rows behind a number are shown where they are asked for, and all again", "[rows]")
{
    Rows rows("disaster", "statement");
    const int all = rows.grid().model()->rowCount();
    REQUIRE(all > 2);
    const auto listed = listRows({rows.real.path(), (*rows.desk.document.city()->session->find("disaster"))->folder,
                                  (*rows.desk.document.city()->session->find("disaster"))->manifest, "statement"},
                                 *rows.desk.document.city()->snapshot);
    REQUIRE(listed);
    rows.desk.state.setPicture(
        {Picture::Kind::Rows, "disaster", "statement", {listed->rows.rows[0].uid, listed->rows.rows[2].uid}});
    REQUIRE(waitFor([&] { return rows.grid().model()->rowCount() == 2; }));
    auto& button = named<QPushButton>(rows.pane, "rowsAll");
    REQUIRE(button.isVisible());
    button.click();
    CHECK(waitFor([&] { return rows.grid().model()->rowCount() == all; }));
}

TEST_CASE("where the workspace cannot be changed rows can be read but not edited", "[rows]")
{
    RealCity real;
    OpenedCity city = real.open();
    city.workspace.reset();
    TestDesk desk(std::move(city));
    RowsPane pane(desk.desk);
    pane.show();
    desk.state.setPicture({Picture::Kind::Rows, "disaster", "statement"});
    REQUIRE(waitFor([&] { return named<QTableView>(pane, "rowsGrid").model()->rowCount() > 0; }));
    CHECK_FALSE(named<QPushButton>(pane, "rowsAdd").isEnabled());
    CHECK_FALSE(named<QPushButton>(pane, "rowsRemove").isEnabled());
    CHECK_FALSE(named<QPushButton>(pane, "rowKeep").isEnabled());
}
