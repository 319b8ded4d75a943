#include <catch2/catch.hpp>

#include <QAccessible>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QTest>
#include <QToolButton>

#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/findings_panel.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;
using Codes = std::vector<std::string>;

namespace {

Finding finding(const std::string& id, Severity severity, const std::string& district, const std::string& text)
{
    Finding made;
    made.id = id;
    made.severity = severity;
    made.districtCode = district;
    made.text = {text, text + " (en)"};
    made.action = {"確かめてください。", "Check it."};
    return made;
}

/// One thing to do in 湯田, three of one rule to watch, one note of the city.
OpenedCity cityOfFindings(int more = 0)
{
    auto city = std::make_shared<Snapshot>(*squareCity());
    city->findings = {finding("point/1", Severity::Act, "03", "経度が緯度と同じ値です。"),
                      finding("last_one/01", Severity::Watch, "01", "診療所が最後の1か所です。"),
                      finding("last_one/05", Severity::Watch, "05", "歯科が最後の1か所です。"),
                      finding("last_one/09", Severity::Watch, "09", "店が最後の1か所です。"),
                      finding("city/1", Severity::Note, "", "資料の増減が合いません。")};
    city->findings[0].place = Point{132.1, 36.0};
    for (int i = 0; i < more; ++i)
        city->findings.push_back(
            finding("more" + std::to_string(i), Severity::Note, "02", "気づき " + std::to_string(i)));
    auto opened = prepareCity("findings.chiiki", city, {}, {});
    REQUIRE(opened);
    return *std::move(opened);
}

struct Panel {
    explicit Panel(int more = 0)
        : desk(cityOfFindings(more))
        , panel(desk.desk)
    {
        panel.resize(384, 240);
        panel.show();
        REQUIRE(QTest::qWaitForWindowExposed(&panel));
    }

    QListView& list() { return named<QListView>(panel, "findingsList"); }
    QModelIndex at(int row) { return list().model()->index(row, 0); }
    QString text(int row) { return at(row).data(FindingsModel::TextRole).toString(); }
    int rows() { return list().model()->rowCount(); }
    void click(int row)
    {
        list().scrollTo(at(row));
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, list().visualRect(at(row)).center());
    }
    void toggleSeverity(int severity)
    {
        named<QToolButton>(panel, QStringLiteral("findingsSeverity%1").arg(severity).toUtf8().constData()).toggle();
    }

    TestDesk desk;
    FindingsPanel panel;
};

}  // namespace

TEST_CASE("findings are listed by severity, those of one rule as one row that opens", "[findings]")
{
    Panel panel;
    REQUIRE(panel.rows() == 3);
    CHECK(panel.at(0).data(Qt::AccessibleTextRole).toString() == "要対応、湯田、経度が緯度と同じ値です。");
    CHECK(panel.at(1).data(FindingsModel::CountRole).toInt() == 3);
    CHECK(panel.at(2).data(FindingsModel::PlaceRole).toString() == "市全体");
    panel.click(1);
    REQUIRE(panel.rows() == 6);
    CHECK(panel.at(2).data(FindingsModel::PlaceRole).toString() == "大殿");
    CHECK(panel.at(4).data(FindingsModel::PlaceRole).toString() == "平川");
    panel.list().setFocus();
    QTest::keyClick(&panel.list(), Qt::Key_Left);
    CHECK(panel.rows() == 3);
    QTest::keyClick(&panel.list(), Qt::Key_Right);
    CHECK(panel.rows() == 6);
}

TEST_CASE("choosing a finding selects its district and says all of it with what would do", "[findings]")
{
    Panel panel;
    std::optional<ShownFinding> chosen;
    QObject::connect(&panel.panel, &FindingsPanel::chosen, [&](const ShownFinding& shown) { chosen.emplace(shown); });
    const int closed = panel.list().visualRect(panel.at(0)).height();
    panel.click(0);
    CHECK(panel.desk.state.selection().districts() == Codes{"03"});
    REQUIRE(chosen);
    CHECK(chosen->finding.id == "point/1");
    CHECK(chosen->finding.place.has_value());
    CHECK(panel.list().visualRect(panel.at(0)).height() > 2 * closed);
}

TEST_CASE("F3's steps go through all findings, groups open on the way, and back again", "[findings]")
{
    Panel panel;
    Codes seen;
    for (int i = 0; i < 5; ++i) {
        panel.panel.step(1);
        seen.push_back(panel.list().currentIndex().data(FindingsModel::PlaceRole).toString().toStdString());
    }
    CHECK(seen == Codes{"湯田", "大殿", "小鯖", "平川", "市全体"});
    panel.panel.step(1);
    CHECK(panel.list().currentIndex().row() == 0);
    panel.panel.step(-1);
    panel.panel.step(-1);
    CHECK(panel.list().currentIndex().data(FindingsModel::PlaceRole).toString() == "平川");
}

TEST_CASE("severity and selected districts filter, and an empty list offers to take the filter away", "[findings]")
{
    Panel panel;
    panel.toggleSeverity(1);
    CHECK(panel.rows() == 2);
    CHECK(named<QToolButton>(panel.panel, "findingsSeverity1").text() == "3");
    panel.toggleSeverity(0);
    panel.toggleSeverity(2);
    CHECK(panel.rows() == 0);
    CHECK(named<QLabel>(panel.panel, "findingsEmpty").text() == "この条件で気づきはありません。");
    REQUIRE(widgetNamed(panel.panel, "findingsAll").isVisible());
    QTest::mouseClick(&widgetNamed(panel.panel, "findingsAll"), Qt::LeftButton);
    CHECK(panel.rows() == 3);

    panel.desk.state.selection().replace("05");
    named<QCheckBox>(panel.panel, "findingsOfSelection").setChecked(true);
    REQUIRE(panel.rows() == 1);
    CHECK(panel.text(0) == "歯科が最後の1か所です。");
    panel.desk.state.selection().replace("03");
    CHECK(panel.text(0) == "経度が緯度と同じ値です。");
}

TEST_CASE("the findings are a list with a name in both languages", "[findings]")
{
    Panel panel;
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&panel.list());
    REQUIRE(list);
    CHECK(list->role() == QAccessible::List);
    CHECK(list->text(QAccessible::Name) == "気づき");
    panel.desk.words.setLanguage(Language::English);
    CHECK(list->text(QAccessible::Name) == "Findings");
    CHECK(panel.at(0).data(Qt::AccessibleTextRole).toString().startsWith("Act, 湯田, "));
}

TEST_CASE("hundreds of findings are listed and stepped through without a wait", "[findings]")
{
    Panel panel(800);
    CHECK(panel.rows() == 803);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i)
        panel.panel.step(1);
    CHECK(timer.elapsed() < 2000);  // 100 ms a step, on a busy computer too
}
