#include <catch2/catch.hpp>

#include <QComboBox>
#include <QListView>
#include <QTableView>

#include "tests/acceptance/desk_session.h"

using namespace chiiki;
using namespace chiiki::acceptance;
using namespace chiiki::desktop;

namespace {

/// From the start page of a workspace that was open before, by its number. Nothing but keys from here on.
struct Job {
    explicit Job(const char* number)
        : desk({.isOpened = false, .isRecent = true})
    {
        desk.forgetKeys();
        desk.key(number);
        REQUIRE(desk.waitFor([&] { return desk.window().document().shown().has_value(); }));
        desk.settle();
    }

    void wait(const std::string& indicator)
    {
        REQUIRE(desk.waitFor([&] { return desk.window().document().shown()->result.indicator.id == indicator; }));
    }

    DeskSession desk;
};

QString cell(const QTableView& table, int row, int column)
{
    return table.model()->index(row, column).data().toString();
}

}  // namespace

TEST_CASE("17, job 5: how far the targets are, in one key", "[acceptance]")
{
    Job job("5");
    job.wait("kgi.2");
    job.desk.shot("17_job_5");
    CHECK(job.desk.keys().size() <= 1);
    CHECK(job.desk.state().picture() == Picture{Picture::Kind::View, "kpi_projects", "progress"});
    CHECK(job.desk.widget("pluginView").isVisible());
    // The furthest behind first, those below their pace marked.
    const auto& targets = job.desk.named<QTableView>("targetsTable");
    REQUIRE(targets.isVisible());
    REQUIRE(targets.model()->rowCount() == 7);
    const int last = targets.model()->columnCount() - 1;
    CHECK(cell(targets, 0, last).contains(u'▲'));
    CHECK_FALSE(cell(targets, 6, last).contains(u'▲'));
    job.desk.keepTranscript("17_job_5");
}

TEST_CASE("17, job 6: the money of the districts by their need, in two steps", "[acceptance]")
{
    Job job("6");
    job.wait("grants.special_projects_so_far");
    const auto& table = job.desk.named<QTableView>("compareTable");
    // Sorted by value: each at most the one above.
    double above = 1e9;
    for (int row = 1; row < table.model()->rowCount(); ++row) {
        bool isNumber = false;
        const double value = cell(table, row, 1).remove(u',').toDouble(&isNumber);
        if (!isNumber)
            continue;
        CHECK(value <= above);
        above = value;
    }
    CHECK(above < 1e9);
    job.desk.shot("17_job_6");
    CHECK(job.desk.keys().size() <= 2);
    job.desk.keepTranscript("17_job_6");
}

TEST_CASE("17, job 7: what the last clinic is and where, in two keys", "[acceptance]")
{
    Job job("7");
    job.wait("life_support.clinic_far_share");
    job.desk.key("F3");
    REQUIRE(job.desk.waitFor([&] { return !job.desk.window().selection().isEmpty(); }));
    job.desk.shot("17_job_7");
    CHECK(job.desk.named<QListView>("findingsList").currentIndex().isValid());
    CHECK(job.desk.keys().size() <= 2);
    job.desk.keepTranscript("17_job_7");
}

TEST_CASE("17, job 8: shelters against people for a hazard, in three steps", "[acceptance]")
{
    Job job("8");
    job.wait("disaster.capacity_share");
    job.desk.shot("17_job_8");
    auto& hazard = job.desk.named<QComboBox>("parameter_hazard");
    CHECK(hazard.isVisible());
    CHECK(job.desk.keys().size() <= 3);
    job.desk.keepTranscript("17_job_8");
}
