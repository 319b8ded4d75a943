#include <catch2/catch.hpp>

#include <fstream>

#include <iconv.h>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDrag>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QPushButton>
#include <QTableWidget>
#include <QtTest/QTest>

#include "tests/acceptance/desk_session.h"
#include "tests/support/process.h"
#include "workbench/desktop/import_pane.h"
#include "workbench/desktop/output_menu.h"
#include "workbench/desktop/unmatched_list.h"

using namespace chiiki;
using namespace chiiki::acceptance;
using namespace chiiki::desktop;

namespace {

/// As a spreadsheet of this country saves it.
std::string cp932(std::string text)
{
    const iconv_t converter = ::iconv_open("CP932", "UTF-8");
    REQUIRE(converter != reinterpret_cast<iconv_t>(-1));
    std::string made(2 * text.size() + 16, '\0');
    char* from = text.data();
    char* to = made.data();
    std::size_t left = text.size(), room = made.size();
    REQUIRE(::iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1));
    ::iconv_close(converter);
    made.resize(made.size() - room);
    return made;
}

/// A file manager: gives away a file by a drag that begins on it.
class FileToDrag : public QWidget {
public:
    explicit FileToDrag(const QString& file)
        : file_(file)
    {
        setWindowFlags(Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint);
        setGeometry(0, 820, 80, 60);
        show();
        REQUIRE(QTest::qWaitForWindowExposed(this));
    }

protected:
    void mouseMoveEvent(QMouseEvent*) override
    {
        if (isDragging_)
            return;
        isDragging_ = true;
        auto* drag = new QDrag(this);
        auto* files = new QMimeData;
        files->setUrls({QUrl::fromLocalFile(file_)});
        drag->setMimeData(files);
        drag->exec(Qt::CopyAction);
        isDragging_ = false;
    }

private:
    const QString file_;
    bool isDragging_ = false;
};

struct Importing : DeskSession {
    using DeskSession::DeskSession;

    ImportPane& pane() { return named<ImportPane>("importPreview"); }
    const FilePreview& file() { return pane().preview()->files.front(); }
    bool waitForPreview()
    {
        return waitFor([&] {
            const auto* made = window().findChild<ImportPane*>();  // when it is first asked for
            return made && made->isVisible() && made->preview() && !made->isReading();
        });
    }
    void paste(const QString& table)
    {
        QGuiApplication::clipboard()->setText(table);
        key("ctrl+v");
        REQUIRE(waitForPreview());
    }
    void press(QWidget& button) { click(button, QRectF(button.rect()).center()); }
    /// Of the indicator of the pasted tables; empty while there is none.
    std::string watchId()
    {
        for (const Indicator& one : window().document().city()->snapshot->indicators)
            if (one.title.ja.find("見守り件数") != std::string::npos)
                return one.id;
        return {};
    }
    std::size_t facilityCount() { return window().document().city()->snapshot->facilities.size(); }
};

/// Each district with a number: from 100 on, in steps of 10.
QString numbersOfAll(DeskSession& desk, const QString& heading)
{
    QString table = heading;
    int number = 100;
    for (const District& district : desk.window().document().city()->snapshot->districts) {
        table += QString::fromStdString(district.name) + u'\t' + QString::number(number) + u'\n';
        number += 10;
    }
    return table;
}

constexpr int sumOfAll = 21 * 100 + 10 * (20 * 21 / 2);  // 4,200

}  // namespace

TEST_CASE("26: a dropped CP932 file shows its letters and why it is CP932, and nothing is taken in before Enter",
          "[acceptance]")
{
    Importing desk;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("医療機関一覧.csv"));
    std::ofstream(path.toStdString(), std::ios::binary)
        << cp932("名称,緯度,経度,所在地_連結表記\r\n"
                 "医療法人①会 髙橋医院,34.178,131.473,山口市湯田温泉一丁目\r\n"
                 "㈱まちの診療所,34.166,131.481,山口市平井\r\n");
    const std::size_t before = desk.facilityCount();
    FileToDrag source(path);
    const QWidget& window = desk.window();
    desk.drag(source, QPointF(40, 30), source.mapFromGlobal(window.mapToGlobal(QPointF(900, 400))));
    REQUIRE(desk.waitForPreview());
    source.hide();
    desk.shot("26_import");
    CHECK(desk.file().encoding.word == "CP932");
    CHECK_FALSE(desk.file().encoding.evidence.empty());
    CHECK(desk.file().encodingSample.find("医療法人①会 髙橋医院") != std::string::npos);
    bool isSampleSaid = false;
    for (const QLabel* label : desk.pane().findChildren<QLabel*>())
        isSampleSaid = isSampleSaid || (label->isVisible() && label->text().contains(u"医療法人①会 髙橋医院") &&
                                        label->text().contains(QStringLiteral("根拠")));
    CHECK(isSampleSaid);
    CHECK(desk.named<QComboBox>("importEncoding").currentText() == "CP932");
    CHECK(desk.file().reconciliation.addsUp());
    CHECK(desk.facilityCount() == before);
    // The kind is told by the file's name; nothing is asked.
    desk.key("Return");
    REQUIRE(desk.waitFor([&] { return desk.facilityCount() == before + 2; }));
    CHECK_FALSE(desk.pane().isVisible());
    desk.key("ctrl+z");
    CHECK(desk.waitFor([&] { return desk.facilityCount() == before; }));
}

TEST_CASE("27: the header of a pasted table stands below its two titles, and another row can be made the header",
          "[acceptance]")
{
    Importing desk;
    desk.paste(numbersOfAll(desk, QStringLiteral("令和6年度 見守り活動\n協働推進課調べ\n地域名\t見守り件数\n")));
    desk.shot("27_paste");
    CHECK(desk.file().header.word == "3");
    CHECK(desk.named<QComboBox>("importHeader").currentData().toString() == "3");
    CHECK(desk.file().recordCount == 21);
    CHECK(desk.pane().x() > 0);  // the right half alone: nothing modal
    auto& rows = desk.named<QTableWidget>("importRows");
    desk.click(*rows.viewport(), rows.visualItemRect(rows.item(1, 0)).center());
    REQUIRE(desk.waitFor([&] { return !desk.pane().isReading() && desk.file().header.word == "2"; }));
    CHECK(desk.file().recordCount != 21);
    desk.key("ctrl+z");
    REQUIRE(desk.waitFor([&] { return !desk.pane().isReading() && desk.file().header.word == "3"; }));
    desk.key("Escape");
    CHECK_FALSE(desk.pane().isVisible());
}

TEST_CASE("28: an alias is matched, a spelling suggested, a divided town left open; deciding can be undone",
          "[acceptance]")
{
    Importing desk;
    desk.paste(QStringLiteral("地域名\t件数（R6）\n二島\t4\n湯 田\t5\n湯 田\t6\n上郷\t7\n大殿\t8\n"));
    auto& list = desk.named<UnmatchedList>("unmatchedList");
    desk.shot("28_unmatched");
    CHECK(desk.file().byAlias == 1);
    CHECK(desk.file().inDistrict == 1);
    CHECK(desk.file().reconciliation.unmatched == 3);
    REQUIRE(list.rowCount() == 2);
    CHECK(list.item(0, 0)->text().startsWith(QStringLiteral("「湯 田」 2行")));
    CHECK(list.item(0, 1)->text().startsWith(QStringLiteral("湯田（")));
    CHECK(list.item(1, 0)->text().startsWith(QStringLiteral("「上郷」")));
    const auto buttons = [&](int row) { return list.cellWidget(row, 2)->findChildren<QPushButton*>(); };
    CHECK(buttons(0).front()->text() == QStringLiteral("湯田にする"));
    REQUIRE(buttons(1).size() >= 4);  // both districts, 除く, あとで
    desk.press(*buttons(0).front());
    REQUIRE(desk.waitFor([&] { return !desk.pane().isReading() && list.rowCount() == 1; }));
    CHECK(desk.file().reconciliation.unmatched == 1);
    CHECK(desk.file().byAlias == 3);
    desk.key("ctrl+z");
    REQUIRE(desk.waitFor([&] { return !desk.pane().isReading() && list.rowCount() == 2; }));
    CHECK(desk.file().reconciliation.unmatched == 3);
}

TEST_CASE("29: a number changed by 6 makes the sums differ: red, said, and nothing is given out", "[acceptance]")
{
    Importing desk;
    desk.paste(numbersOfAll(desk, QStringLiteral("地域名\t見守り件数（R6）\n")) +
               QStringLiteral("合計\t%1\n").arg(sumOfAll + 6));
    desk.key("Return");
    REQUIRE(desk.waitFor([&] { return !desk.pane().isVisible(); }));
    REQUIRE(desk.waitFor([&] { return !desk.watchId().empty(); }));
    const std::string id = desk.watchId();
    desk.state().setIndicatorAndYear(id, 2024);
    REQUIRE(desk.waitFor([&] { return desk.window().document().shown()->result.indicator.id == id; }));
    desk.shot("29_does_not_add_up");
    const auto& status = desk.named<QLabel>("statusReconcile");
    CHECK(status.text() == QStringLiteral("照合 ✕ 差 6"));
    CHECK(status.palette().color(QPalette::WindowText) == qColour(theme::act));
    desk.key("F12");
    desk.screen("29_output");
    auto* menu = desk.window().findChild<OutputMenu*>();
    REQUIRE(menu);
    bool isSaid = false;
    for (const QAction* action : menu->actions()) {
        const bool isGap = action->text().startsWith(QStringLiteral("差を見る"));
        if (action->isVisible() && !action->isSeparator())
            CHECK(action->isEnabled() == isGap);
        isSaid = isSaid || (action->isVisible() && action->text().contains(QStringLiteral("合計が合いません")) &&
                            action->text().contains(QStringLiteral("差 6")) &&
                            action->text().contains(QStringLiteral("出力できません")));
    }
    CHECK(isSaid);
    desk.key("Escape");
}

TEST_CASE("17, job 2: numbers copied in a spreadsheet are in the workspace after two keys", "[acceptance]")
{
    Importing desk;
    QGuiApplication::clipboard()->setText(numbersOfAll(desk, QStringLiteral("地域名\t見守り件数（R6）\n")));
    desk.forgetKeys();
    desk.key("ctrl+v");
    REQUIRE(desk.waitForPreview());
    desk.shot("17_job_2");
    CHECK(desk.file().reconciliation.imported == 21);
    desk.key("Return");
    REQUIRE(desk.waitFor([&] { return !desk.pane().isVisible(); }));
    CHECK(desk.keys().size() == 2);
    desk.keepTranscript("17_job_2");
    REQUIRE(desk.waitFor([&] { return !desk.watchId().empty(); }));
    double sum = 0;
    for (const IndicatorValue& value : desk.window().document().city()->snapshot->values)
        if (value.indicatorId == desk.watchId() && !value.districtCode.empty())
            sum += *value.value.number();
    CHECK(sum == sumOfAll);
    desk.key("ctrl+z");
    CHECK(desk.waitFor([&] { return desk.watchId().empty(); }));
}

TEST_CASE("30: the correction note lists the shelter whose longitude equals its latitude with its row", "[acceptance]")
{
    Importing desk;
    desk.paste(QStringLiteral("名称\t緯度\t経度\n大殿小学校\t34.189\t131.476\n秋穂小学校校舎\t34.035\t34.035\n"));
    desk.press(desk.named<QPushButton>("importNote"));
    const auto& line = desk.named<QLabel>("importLine");
    REQUIRE(desk.waitFor([&] { return line.isVisible() && line.text().contains(QStringLiteral(".md")); }));
    desk.shot("30_note");
    const QDir folder(
        QFileInfo(QString::fromStdString(desk.workspace())).absoluteDir().filePath(QStringLiteral("出力")));
    const QStringList notes = folder.entryList({QStringLiteral("訂正のお願い_*.md")});
    REQUIRE(notes.size() == 1);
    const std::string note = test::readFile(folder.filePath(notes.front()).toStdString());
    CHECK(note.find("34.035") != std::string::npos);
    CHECK(note.find("| 3 |") != std::string::npos);
}
