#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/import_feed.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

namespace fs = std::filesystem;

const ChangeStamp stamp{"交通政策課", "2026-04-01T00:15:30Z", "2026-04-01"};

/// The small city with one line and stop of 2010, and a copy of the synthetic feed whose first stop lies in 01.
class Desk {
public:
    Desk()
    {
        fs::create_directories(feed());
        for (const auto& entry :
             fs::directory_iterator(std::string(CHIIKI_SOURCE_DIR) + "/tests/core/io/synthetic_gtfs"))
            fs::copy_file(entry.path(), fs::path(feed()) / entry.path().filename());
        replace("stops.txt", "A,合成駅,34.1,131.45", "A,合成駅,34.1745,131.4754");
        Snapshot city = *smallCity();
        Route line;
        line.id = "bus_routes_2010:1";
        line.sourceId = "bus_routes_2010";
        city.routes = {line};
        Stop stop;
        stop.id = "bus_stops_2010:1";
        stop.sourceId = "bus_stops_2010";
        city.stops = {stop};
        auto made = Workspace::create(path(), city, stamp);
        REQUIRE(made);
    }

    std::string path() const { return folder_ / "a.chiiki"; }
    std::string feed() const { return folder_ / "feed"; }

    void replace(const std::string& file, const std::string& from, const std::string& to) const
    {
        std::string text = readFile(feed() + "/" + file);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        writeFile(feed() + "/" + file, text.replace(at, from.size(), to));
    }

    FeedComparison import(bool isPreview = false) const
    {
        const auto done = importFeed(path(), {feed(), stamp, isPreview});
        REQUIRE(done);
        return *done;
    }

    SnapshotPtr content() const
    {
        auto workspace = Workspace::open(path(), Access::ReadOnly);
        REQUIRE(workspace);
        return *workspace->snapshot();
    }

private:
    TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a feed is shown before it is taken, and the workspace stays as it is", "[import_feed]")
{
    const Desk desk;
    const auto before = desk.content();
    const FeedComparison preview = desk.import(true);
    CHECK(preview.routes.added.size() == 3);
    CHECK(preview.stops.added.size() == 4);
    CHECK(preview.stops.added[0] == FeedItem{"gtfs_9999999999999:A", "合成駅"});
    CHECK(preview.edition.rows == Reconciliation{1, 2, 1, 4});
    CHECK_FALSE(preview.isSame);
    CHECK(*desk.content() == *before);
    CHECK(feedText(preview, true, Language::Japanese).find("まだ何も変えていません") != std::string::npos);
}

TEST_CASE("a feed's routes and stops stand beside those of other sources", "[import_feed]")
{
    const Desk desk;
    desk.import();
    const auto city = desk.content();
    REQUIRE(city->routes.size() == 4);
    REQUIRE(city->stops.size() == 5);
    CHECK(city->routes[0].id == "bus_routes_2010:1");
    const auto stop =
        std::find_if(city->stops.begin(), city->stops.end(), [](const Stop& one) { return one.name == "合成駅"; });
    REQUIRE(stop != city->stops.end());
    CHECK(stop->placement == Placement::in("01"));
    CHECK(stop->runsPerDay == 6.2);
    const SourceEdition* edition = findSource(*city, "gtfs_9999999999999");
    REQUIRE(edition);
    CHECK(edition->asOf == "2025-04-01");
    CHECK(edition->rows == Reconciliation{1, 2, 1, 4});
    CHECK(city->revision == 2);  // the creation and one step
}

TEST_CASE("the same feed again changes nothing", "[import_feed]")
{
    const Desk desk;
    desk.import();
    const auto before = desk.content();
    const FeedComparison again = desk.import();
    CHECK(again.isSame);
    CHECK(again.routes.same == 3);
    CHECK(again.stops.same == 4);
    CHECK(*desk.content() == *before);
}

TEST_CASE("a new edition replaces the one before, and says what it adds, changes and removes", "[import_feed]")
{
    const Desk desk;
    desk.import();
    desk.replace("stops.txt", "B,二番,34.1,131.55,Z2,0,\n", "B,二番前,34.1,131.55,Z2,0,\nN,新停留所,34.1,131.5,,0,\n");
    desk.replace("trips.txt", "R2,火曜,TT,,0,,\n", "");
    const FeedComparison change = desk.import();
    CHECK(change.before);
    CHECK(change.stops.added == std::vector<FeedItem>{{"gtfs_9999999999999:N", "新停留所"}});
    // A and C lose the trip on Tuesday, B its old name, D the only trip at set times.
    CHECK(change.stops.changed.size() == 4);
    CHECK(change.stops.removed.empty());
    CHECK(change.routes.removed == std::vector<FeedItem>{{"gtfs_9999999999999:R2:stops-1", "火曜タクシー"}});
    CHECK(change.routes.same == 2);
    const auto city = desk.content();
    CHECK(city->routes.size() == 3);
    CHECK(city->stops.size() == 6);
    CHECK(std::count_if(city->sources.begin(), city->sources.end(),
                        [](const SourceEdition& one) { return one.sourceId == "gtfs_9999999999999"; }) == 1);
    // The three calls of the trip that is gone are told, not dropped in silence.
    CHECK(std::count_if(change.setAside.begin(), change.setAside.end(),
                        [](const Diagnostic& one) { return one.message.code == "io.gtfs_dangling"; }) == 3);
    auto workspace = Workspace::open(desk.path(), Access::ReadWrite, stamp);
    REQUIRE(workspace);
    const auto undone = workspace->undoLast(stamp);
    REQUIRE(undone);
    CHECK(undone->snapshot->routes.size() == 4);
}

TEST_CASE("what was taken is told as text and as JSON", "[import_feed]")
{
    const Desk desk;
    const FeedComparison done = desk.import();
    const std::string text = feedText(done, false, Language::Japanese);
    CHECK(text.find("経路: 追加3、変更0、削除0、同じ0") != std::string::npos);
    CHECK(text.find("stop_times.txt: 14行（取り込み14、除外0）") != std::string::npos);
    CHECK(text.find("stops.txt:6 stop_lat: 緯度・経度が空欄です") != std::string::npos);
    CHECK(text.find("3地域 1 + 市外 2 + 未照合 1 = 元 4 ✓") != std::string::npos);
    const auto json = nlohmann::json::parse(feedJson(done, false, Language::English));
    CHECK(json["stops"]["added"].size() == 4);
    CHECK(json["reconciliation"]["outside"] == 2);
    CHECK(json["set_aside"][0]["code"] == "io.place_blank");
}

TEST_CASE("what is no feed is refused and nothing is changed", "[import_feed]")
{
    const Desk desk;
    const auto before = desk.content();
    fs::remove(desk.feed() + "/routes.txt");
    const auto refused = importFeed(desk.path(), {desk.feed(), stamp});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.code == "io.gtfs_not_a_feed");
    CHECK(*desk.content() == *before);
}
