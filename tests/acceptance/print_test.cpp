#include <catch2/catch.hpp>

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QMenu>
#include <QProcess>
#include <QPushButton>

#include "tests/acceptance/desk_session.h"
#include "workbench/desktop/notice_bar.h"
#include "workbench/desktop/why_popover.h"

using namespace chiiki;
using namespace chiiki::acceptance;
using namespace chiiki::desktop;

namespace {

QString folderOf(const DeskSession& desk)
{
    return QFileInfo(QString::fromStdString(desk.workspace())).absoluteDir().filePath(QStringLiteral("出力"));
}

/// What poppler reads of a page; empty where there is no poppler.
QString textOf(const QString& file, const QStringList& arguments = {})
{
    QProcess process;
    process.start(QStringLiteral("pdftotext"), QStringList(arguments) << file << QStringLiteral("-"));
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

bool hasPoppler()
{
    QProcess process;
    process.start(QStringLiteral("pdftotext"), {QStringLiteral("-v")});
    return process.waitForFinished();
}

/// Milliseconds from Enter until the notice says that the file is there.
qint64 print(DeskSession& desk)
{
    auto& notice = desk.named<NoticeBar>("noticeBar");
    QElapsedTimer timer;
    timer.start();
    desk.key("Return");
    REQUIRE(desk.waitFor([&] {
        return notice.sentence().contains(QStringLiteral(".pdf")) &&
               !notice.sentence().contains(QStringLiteral("作っています"));
    }));
    return timer.elapsed();
}

}  // namespace

TEST_CASE("38: the profiles of all districts are printed, a second time from what is kept, and say unit, year, source "
          "and sums",
          "[acceptance]")
{
    DeskSession desk;
    desk.forgetKeys();
    desk.key("ctrl+a");
    desk.key("F12");
    desk.screen("38_output");
    const qint64 first = print(desk);
    CHECK(desk.keys().size() == 3);
    desk.keepTranscript("17_job_3");
    desk.shot("38_printed");
    const QString file = folderOf(desk) + QStringLiteral("/地域カルテ_全21地域.pdf");
    REQUIRE(QFileInfo::exists(file));
    desk.key("F12");
    const qint64 second = print(desk);
    WARN("21 pages: " << first << " ms, again " << second << " ms");
    CHECK(second <= first);
    if (!hasPoppler())
        return;
    const QString all = textOf(file);
    CHECK(all.contains(QStringLiteral("鋳銭司")));
    const QStringList pages = all.split(QChar(0x0C), Qt::SkipEmptyParts);
    REQUIRE(pages.size() == 21);
    for (const QString& page : pages) {
        CHECK(page.contains(QStringLiteral("出典")));
        CHECK(page.contains(QStringLiteral("年度")));
        CHECK(page.contains(QStringLiteral("人/km²")));
    }
}

TEST_CASE("17, job 4: number, rank and source of a district on one page, by the keys of its job", "[acceptance]")
{
    DeskSession desk;
    desk.forgetKeys();
    desk.key("ctrl+k");
    desk.type("yuda evacuation");
    desk.key("Return");
    REQUIRE(desk.waitFor([&] { return desk.state().selection().primary() == desk.codeOf("湯田"); }));
    desk.settle();
    desk.key("F4");
    auto& why = desk.named<WhyPopover>("whyPopover");
    REQUIRE(desk.waitFor([&] { return why.isVisible() && why.explanation().has_value(); }));
    desk.shot("17_job_4");
    CHECK(desk.keys().size() == 4);
    auto& button = desk.named<QPushButton>("whyAnswer");
    desk.click(button, QRectF(button.rect()).center());
    auto& notice = desk.named<NoticeBar>("noticeBar");
    REQUIRE(desk.waitFor([&] {
        return notice.sentence().contains(QStringLiteral("答弁メモ_湯田_")) &&
               !notice.sentence().contains(QStringLiteral("作っています"));
    }));
    desk.keepTranscript("17_job_4");
    const QStringList files = QDir(folderOf(desk)).entryList({QStringLiteral("答弁メモ_湯田_*.pdf")});
    REQUIRE(files.size() == 1);
    if (!hasPoppler())
        return;
    const QString text = textOf(folderOf(desk) + u'/' + files.front());
    CHECK(text.contains(QStringLiteral("湯田")));
    CHECK(text.contains(QStringLiteral("chiiki explain")));
}
