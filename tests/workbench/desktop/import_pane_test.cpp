#include <catch2/catch.hpp>

#include <fstream>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include "tests/workbench/desktop/real_city.h"
#include "workbench/desktop/import_files.h"
#include "workbench/desktop/import_pane.h"
#include "workbench/desktop/unmatched_list.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;

namespace {

/// The pane over an empty sheet, with a city that can be changed.
struct Pane {
    Pane()
        : desk(real.open())
        , panes(std::make_unique<QWidget>())
    {
        panes->resize(1440, 760);
        pane = new ImportPane(desk.desk, panes.get());
        panes->show();
    }
    void paste(const QString& table)
    {
        pane->openPasted(table);
        REQUIRE(waitForAnswer());
    }
    bool waitForAnswer()
    {
        return waitFor([&] { return pane->preview() && !pane->isReading(); });
    }
    const FilePreview& file() { return pane->preview()->files.front(); }
    QPushButton& take() { return named<QPushButton>(*pane, "importTake"); }
    UnmatchedList& unmatched() { return named<UnmatchedList>(*pane, "unmatchedList"); }

    RealCity real;
    TestDesk desk;
    std::unique_ptr<QWidget> panes;
    ImportPane* pane = nullptr;
};

const QString threeRows = QStringLiteral("地域名\t件数（R6）\n湯 田\t5\n上郷\t7\n大殿\t8\n");

}  // namespace

TEST_CASE("what is copied is a table where it has cells, and a folder means the tables in it", "[import]")
{
    CHECK(isCopiedTable(QStringLiteral("地域\t値\n湯田\t1")));
    CHECK(isCopiedTable(QStringLiteral("湯田\n大殿")));
    CHECK_FALSE(isCopiedTable(QStringLiteral(" 湯田 \n")));
    const QTemporaryDir folder;
    for (const char* name : {"b.csv", "a.XLSX", "roads.shp", "roads.dbf", "note.pdf"})
        std::ofstream(folder.filePath(QLatin1String(name)).toStdString()) << "x";
    CHECK(canBeImported(folder.path()));
    CHECK_FALSE(canBeImported(folder.filePath(QStringLiteral("note.pdf"))));
    std::vector<std::string> names;
    for (const std::string& file : filesToImport({folder.path()}))
        names.push_back(file.substr(file.rfind('/') + 1));
    CHECK(names == std::vector<std::string>{"a.XLSX", "b.csv", "roads.shp"});

    // A feed is one thing, and so is a folder of e-Stat's tables.
    const std::string sources = CHIIKI_SOURCE_DIR "/tests/core/io/";
    for (const char* set : {"synthetic_gtfs", "synthetic_estat/mesh"}) {
        const std::string path = sources + set;
        CHECK(canBeImported(QString::fromStdString(path)));
        CHECK(filesToImport({QString::fromStdString(path)}) == std::vector<std::string>{path});
    }
}

TEST_CASE("accepting all sole suggestions leaves what may mean two districts, one undo takes all of them back",
          "[import]")
{
    Pane pane;
    pane.paste(threeRows);
    REQUIRE(pane.unmatched().rowCount() == 2);
    CHECK(pane.file().reconciliation.unmatched == 2);
    CHECK(pane.take().isEnabled());  // what is not matched stays counted as such
    auto& all = named<QPushButton>(*pane.pane, "importTakeAll");
    REQUIRE(all.isVisibleTo(pane.pane));
    all.click();
    REQUIRE(pane.waitForAnswer());
    CHECK(pane.file().reconciliation.unmatched == 1);
    REQUIRE(pane.unmatched().rowCount() == 1);
    CHECK(pane.unmatched().item(0, 0)->text().contains(QStringLiteral("上郷")));
    QTest::keyClick(pane.pane, Qt::Key_Z, Qt::ControlModifier);
    REQUIRE(pane.waitForAnswer());
    CHECK(pane.file().reconciliation.unmatched == 2);
    QTest::keyClick(pane.pane, Qt::Key_Y, Qt::ControlModifier);
    REQUIRE(pane.waitForAnswer());
    CHECK(pane.file().reconciliation.unmatched == 1);
}

TEST_CASE("what is put off leaves the list and stays counted, what is left out is excluded", "[import]")
{
    Pane pane;
    pane.paste(threeRows);
    const auto press = [&](const QString& text) {
        for (QPushButton* button : pane.unmatched().cellWidget(0, 2)->findChildren<QPushButton*>())
            if (button->text() == text)
                button->click();
        QTest::qWait(20);  // the button goes with its row: it acts when the loop turns
        REQUIRE(pane.waitForAnswer());
    };
    press(QStringLiteral("あとで"));
    CHECK(pane.unmatched().rowCount() == 1);
    CHECK(pane.file().reconciliation.unmatched == 2);
    press(QStringLiteral("除く"));
    CHECK_FALSE(pane.unmatched().isVisibleTo(pane.pane));
    CHECK(pane.file().reconciliation.unmatched == 1);
    CHECK(pane.file().reconciliation.excluded == 1);
    CHECK(pane.file().reconciliation.addsUp());
}

TEST_CASE("Enter in the list takes the first suggestion, Delete leaves the rows out", "[import]")
{
    Pane pane;
    pane.paste(threeRows);
    pane.unmatched().setFocus();
    pane.unmatched().setCurrentCell(0, 0);
    QTest::keyClick(&pane.unmatched(), Qt::Key_Return);
    QTest::qWait(20);
    REQUIRE(pane.waitForAnswer());
    REQUIRE(pane.unmatched().rowCount() == 1);
    QTest::keyClick(&pane.unmatched(), Qt::Key_Delete);
    QTest::qWait(20);
    REQUIRE(pane.waitForAnswer());
    CHECK(pane.file().reconciliation.imported == 2);
    CHECK(pane.file().reconciliation.excluded == 1);
}

TEST_CASE("a table of nothing that is known cannot be taken in and says why", "[import]")
{
    Pane pane;
    pane.paste(QStringLiteral("あ\tい\nう\tえ\nお\tか\n"));
    CHECK_FALSE(pane.take().isEnabled());
    CHECK_FALSE(named<QLabel>(*pane.pane, "importComparison").text().isEmpty());
}

TEST_CASE("decisions and choices are remembered for the publisher where that is wished", "[import]")
{
    for (const bool isWished : {true, false}) {
        Pane pane;
        named<QCheckBox>(*pane.pane, "importRemember").setChecked(isWished);
        pane.paste(threeRows);
        auto& publisher = named<QLineEdit>(*pane.pane, "importPublisher");
        publisher.setText(QStringLiteral("協働推進課"));
        publisher.setModified(true);
        emit publisher.editingFinished();
        REQUIRE(pane.waitForAnswer());
        emit pane.unmatched().decided("湯 田", "03");
        REQUIRE(pane.waitForAnswer());
        CHECK(pane.file().reconciliation.unmatched == 1);
        const int entries = static_cast<int>(pane.desk.document.writer().journal().size());
        const SnapshotPtr before = pane.desk.document.city()->snapshot;
        pane.take().click();
        REQUIRE(waitFor([&] { return !pane.pane->isVisible(); }));
        CHECK(static_cast<int>(pane.desk.document.writer().journal().size()) == entries + 1);
        REQUIRE(waitFor([&] { return pane.desk.document.city()->snapshot != before; }));
        const auto isKept = [&] {
            const auto& settings = pane.desk.document.city()->snapshot->settings;
            return std::any_of(settings.begin(), settings.end(),
                               [](const Setting& setting) { return setting.key == importSettingKey("協働推進課"); });
        };
        CHECK(isKept() == isWished);
    }
}

TEST_CASE("the pane lies over the right half, says its names in both languages, and Esc gives the focus back",
          "[import]")
{
    Pane pane;
    QWidget before(pane.panes.get());
    before.setFocusPolicy(Qt::StrongFocus);
    before.show();
    before.setFocus();
    pane.paste(threeRows);
    CHECK(pane.pane->x() == 720);
    CHECK(pane.pane->accessibleName() == QStringLiteral("取り込みの確認"));
    CHECK(pane.unmatched().accessibleName() == QStringLiteral("未照合"));
    for (const QWidget* widget : pane.pane->findChildren<QWidget*>())
        if (widget->isVisibleTo(pane.pane) && widget->focusPolicy() & Qt::TabFocus &&
            !widget->objectName().startsWith(QStringLiteral("qt_"))) {
            INFO(widget->objectName().toStdString() << " " << widget->metaObject()->className());
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            CHECK((!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())));
        }
    pane.desk.words.setLanguage(Language::English);
    CHECK(pane.unmatched().accessibleName() == QStringLiteral("Unmatched"));
    QTest::keyClick(pane.pane, Qt::Key_Escape);
    CHECK_FALSE(pane.pane->isVisible());
    CHECK(before.hasFocus());
}
