#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

#include <SQLiteCpp/SQLiteCpp.h>
#include <nlohmann/json.hpp>

#include "core/store/workspace.h"
#include "tests/core/store/store_fixture.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

/// What a snapshot holds apart from when it was made.
Snapshot contentOf(const Snapshot& snapshot)
{
    Snapshot content = snapshot;
    content.revision = 0;
    content.asOf.clear();
    return content;
}

Workspace madeWorkspace(const std::string& path, const Snapshot& content)
{
    auto made = Workspace::create(path, content, stampOf());
    if (!made)
        FAIL(describe(made.error(), Language::English));
    return *std::move(made);
}

SnapshotPtr snapshotOf(Workspace& workspace)
{
    auto read = workspace.snapshot();
    if (!read)
        FAIL(describe(read.error(), Language::English));
    return *read;
}

SnapshotPtr reopenedSnapshot(const std::string& path)
{
    auto opened = Workspace::open(path, Access::ReadOnly);
    if (!opened)
        FAIL(describe(opened.error(), Language::English));
    return snapshotOf(*opened);
}

const Message moved{"store.created", {"町00", "02"}};

}  // namespace

TEST_CASE("every field of the model comes back as it was put in, absent ones absent", "[workspace]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "山口市.chiiki";
    Snapshot content = fullSnapshot();
    madeWorkspace(path, content);
    const SnapshotPtr read = reopenedSnapshot(path);
    const Snapshot& s = *read;
    content.revision = 1;
    CHECK(s.asOf == "2024-04-01");
    CHECK(s.city == content.city);
    CHECK(s.districts == content.districts);
    CHECK(s.demandAreas == content.demandAreas);
    CHECK(s.facilityKinds == content.facilityKinds);
    CHECK(s.facilities == content.facilities);
    CHECK(s.routes == content.routes);
    CHECK(s.stops == content.stops);
    CHECK(s.taxiDistricts == content.taxiDistricts);
    CHECK(s.measures == content.measures);
    CHECK(s.indicators == content.indicators);
    CHECK(s.values == content.values);
    CHECK(s.sources == content.sources);
    CHECK(s.findings == content.findings);
    CHECK(s.pluginTables == content.pluginTables);
    CHECK(s.settings == content.settings);
    CHECK(s == content);
}

TEST_CASE("lists come in the order that the model promises, whatever order they were given in", "[workspace]")
{
    const TemporaryFolder folder;
    Snapshot content = fullSnapshot();
    const Snapshot ordered = content;
    std::reverse(content.districts.begin(), content.districts.end());
    std::reverse(content.facilityKinds.begin(), content.facilityKinds.end());
    std::reverse(content.facilities.begin(), content.facilities.end());
    std::reverse(content.values.begin(), content.values.end());
    std::reverse(content.findings.begin(), content.findings.end());
    Workspace workspace = madeWorkspace(folder / "a.chiiki", content);
    CHECK(contentOf(*snapshotOf(workspace)) == contentOf(ordered));
}

TEST_CASE("a snapshot is read once and shared until somebody changes the file", "[workspace]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    Workspace workspace = madeWorkspace(path, gridCity(4, 4, 2));
    auto reader = Workspace::open(path, Access::ReadOnly);
    REQUIRE(reader);
    CHECK(reader->isReadOnly());
    CHECK(reader->whyReadOnly()->code == "store.opened_read_only");
    const SnapshotPtr first = snapshotOf(*reader);
    CHECK(snapshotOf(*reader) == first);

    Snapshot next = *snapshotOf(workspace);
    next.demandAreas[0].people = 77;
    const auto changed = workspace.commit(next, moved, stampOf());
    REQUIRE(changed);
    CHECK(snapshotOf(workspace) == *changed);
    CHECK((*changed)->revision == 2);
    const SnapshotPtr second = snapshotOf(*reader);
    CHECK(second != first);
    CHECK(*second == **changed);
    CHECK(first->demandAreas[0].people == 0);
}

TEST_CASE("what a commit returns is what the file then holds", "[workspace]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    Workspace workspace = madeWorkspace(path, gridCity(4, 4, 2));
    Snapshot next = *snapshotOf(workspace);
    const Snapshot full = fullSnapshot();
    next.demandAreas[3].districtCode = "02";
    next.demandAreas[3].outline = full.demandAreas[0].outline;
    next.facilities.erase(next.facilities.begin());
    next.facilities.push_back(full.facilities[0]);
    next.facilities[0].place.reset();
    next.facilities[0].placement = Placement::unplaced("store.undone");
    next.facilityKinds = full.facilityKinds;
    next.routes = full.routes;
    next.measures = full.measures;
    next.indicators = full.indicators;
    next.values = full.values;
    next.findings = full.findings;
    next.settings = full.settings;
    next.city.name.en = "Yamaguchi";
    const auto committed = workspace.commit(next, moved, stampOf("防災危機管理課", "2026-05-31"), "emergency_shelters");
    if (!committed)
        FAIL(describe(committed.error(), Language::English));
    CHECK((*committed)->asOf == "2026-05-31");
    CHECK((*committed)->revision == 2);
    CHECK(*reopenedSnapshot(path) == **committed);

    const auto journal = workspace.journal();
    REQUIRE(journal);
    REQUIRE(journal->size() == 2);
    const JournalEntry& entry = journal->front();
    CHECK(entry.id == 2);
    CHECK(entry.at == "2026-05-31T00:15:30Z");
    CHECK(entry.author == "防災危機管理課");
    CHECK(entry.what.code == moved.code);
    CHECK(entry.what.arguments == moved.arguments);
    CHECK(entry.edition == "emergency_shelters");
    CHECK_FALSE(entry.reverts);
    const auto before = nlohmann::json::parse(entry.before);
    const auto after = nlohmann::json::parse(entry.after);
    // Only keys and the columns that changed.
    REQUIRE(after["demand_area"].size() == 1);
    CHECK(after["demand_area"][0].size() == 3);
    CHECK(before["demand_area"][0]["district_code"] == "01");
    CHECK(after["demand_area"][0]["district_code"] == "02");
    CHECK(after["demand_area"][0]["outline"][0][0][2] ==
          nlohmann::json::array({131.4123456789012 + 0.01, 34.1 + 0.01}));
    CHECK_FALSE(after.contains("district"));
    CHECK(journal->back().what.code == "store.created");
    CHECK(journal->back().before.empty());
}

TEST_CASE("undo brings back exactly what was, redo what it became, and both are steps of their own", "[workspace]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    Workspace workspace = madeWorkspace(path, fullSnapshot());
    const SnapshotPtr start = snapshotOf(workspace);
    std::vector<SnapshotPtr> states = {start};
    for (int step = 0; step < 3; ++step) {
        Snapshot next = *snapshotOf(workspace);
        next.demandAreas[0].people += 1;
        next.districts[0].outline[0].rings[0][1].x += 1e-13;
        next.districts[0].tileColumn.reset();
        if (step == 1)
            next.facilities.erase(next.facilities.begin());
        if (step == 2)
            next.measures.insert(next.measures.begin(), Measure{"0", "", "root", "", "", "", "", "", ""});
        const auto made = workspace.commit(next, moved, stampOf());
        REQUIRE(made);
        states.push_back(*made);
    }
    const auto stamp = stampOf("元に戻す人", "2027-01-01");
    for (int step = 2; step >= 0; --step) {
        const auto undone = workspace.undoLast(stamp);
        REQUIRE(undone);
        CHECK(undone->entry.id == step + 2);
        CHECK(contentOf(*undone->snapshot) == contentOf(*states[step]));
        CHECK(undone->snapshot->asOf == "2027-01-01");
        CHECK(*reopenedSnapshot(path) == *undone->snapshot);
    }
    const auto none = workspace.undoLast(stamp);
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == ErrorKind::NotFound);
    CHECK(none.error().message.code == "store.nothing_to_undo");

    for (int step = 0; step < 3; ++step) {
        const auto redone = workspace.redoLast(stamp);
        REQUIRE(redone);
        CHECK(contentOf(*redone->snapshot) == contentOf(*states[step + 1]));
    }
    CHECK(workspace.redoLast(stamp).error().message.code == "store.nothing_to_redo");
    CHECK(snapshotOf(workspace)->revision == 1 + 3 + 3 + 3);

    REQUIRE(workspace.undoLast(stamp));
    Snapshot next = *snapshotOf(workspace);
    next.districts[1].name = "別の変更";
    REQUIRE(workspace.commit(next, moved, stamp));
    // A change after an undo ends the redoing.
    CHECK(workspace.redoLast(stamp).error().message.code == "store.nothing_to_redo");
    REQUIRE(workspace.undoLast(stamp));
    CHECK(contentOf(*snapshotOf(workspace)) == contentOf(*states[2]));
}

TEST_CASE("a change of settings alone is a step that leaves the date as it is, and so is its undoing", "[workspace]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    Workspace workspace = madeWorkspace(path, fullSnapshot());
    const SnapshotPtr start = snapshotOf(workspace);
    Snapshot next = *start;
    next.settings = {{"note:01", "別のメモ"}, {"style:a.full", "{}"}};
    const auto made = workspace.commit(next, moved, stampOf("協働推進課", "2026-05-31"));
    REQUIRE(made);
    CHECK((*made)->asOf == "2024-04-01");
    CHECK((*made)->revision == 2);
    CHECK(*reopenedSnapshot(path) == **made);
    const auto journal = workspace.journal(1);
    REQUIRE(journal);
    CHECK(nlohmann::json::parse(journal->front().before) ==
          nlohmann::json::parse(R"({"setting":[{"key":"desk.note:01","value":"「小鯖」の線を\n確かめる"},)"
                                R"({"key":"desk.pins"}]})"));
    CHECK(nlohmann::json::parse(journal->front().after) ==
          nlohmann::json::parse(R"({"setting":[{"key":"desk.note:01","value":"別のメモ"},)"
                                R"({"key":"desk.style:a.full","value":"{}"}]})"));

    const auto undone = workspace.undoLast(stampOf("協働推進課", "2026-06-01"));
    REQUIRE(undone);
    CHECK(contentOf(*undone->snapshot) == contentOf(*start));
    CHECK(undone->snapshot->asOf == "2024-04-01");
    CHECK(*reopenedSnapshot(path) == *undone->snapshot);
    const auto redone = workspace.redoLast(stampOf("協働推進課", "2026-06-02"));
    REQUIRE(redone);
    CHECK(contentOf(*redone->snapshot) == contentOf(**made));
    CHECK(redone->snapshot->asOf == "2024-04-01");

    // With anything else beside it, the city's own name too, it is a change like any other.
    Snapshot both = *redone->snapshot;
    both.settings.clear();
    both.city.name.en = "Yamaguchi";
    const auto dated = workspace.commit(both, moved, stampOf("協働推進課", "2026-06-03"));
    REQUIRE(dated);
    CHECK((*dated)->asOf == "2026-06-03");
    CHECK((*dated)->settings.empty());
    CHECK((*dated)->city.code == "352039");
}

TEST_CASE("a workspace says what undo and redo would take back, more than two hundred steps deep", "[workspace]")
{
    const TemporaryFolder folder;
    Workspace workspace = madeWorkspace(folder / "a.chiiki", gridCity(2, 2, 1));
    const SnapshotPtr start = snapshotOf(workspace);
    const auto named = [](const Result<std::optional<JournalEntry>>& next) {
        return !next ? next.error().message.code.data() : *next ? (*next)->what.arguments[0] : std::string();
    };
    CHECK(named(workspace.nextUndo()).empty());
    CHECK(named(workspace.nextRedo()).empty());
    constexpr int steps = 220;
    for (int step = 1; step <= steps; ++step) {
        Snapshot next = *snapshotOf(workspace);
        next.demandAreas[0].people = 1000 + step;
        REQUIRE(workspace.commit(next, {"store.created", {std::to_string(step)}}, stampOf()));
    }
    CHECK(named(workspace.nextUndo()) == "220");
    for (int step = steps; step > 0; --step) {
        CHECK(named(workspace.nextUndo()) == std::to_string(step));
        REQUIRE(workspace.undoLast(stampOf()));
        CHECK(named(workspace.nextRedo()) == std::to_string(step));
    }
    CHECK(named(workspace.nextUndo()).empty());
    CHECK(contentOf(*snapshotOf(workspace)) == contentOf(*start));
    REQUIRE(workspace.redoLast(stampOf()));
    CHECK(named(workspace.nextUndo()) == "1");
    CHECK(named(workspace.nextRedo()) == "2");
    CHECK_FALSE((*workspace.nextRedo())->isInForce);
}

TEST_CASE("a change made from an old snapshot is refused, and one that changes nothing is no step", "[workspace]")
{
    const TemporaryFolder folder;
    Workspace workspace = madeWorkspace(folder / "a.chiiki", gridCity(3, 3, 1));
    const SnapshotPtr old = snapshotOf(workspace);
    Snapshot next = *old;
    next.districts[0].name = "新しい名前";
    REQUIRE(workspace.commit(next, moved, stampOf()));
    const auto stale = workspace.commit(next, moved, stampOf());
    REQUIRE_FALSE(stale);
    CHECK(stale.error().message.code == "store.stale");
    const SnapshotPtr present = snapshotOf(workspace);
    const auto same = workspace.commit(*present, moved, stampOf());
    REQUIRE(same);
    CHECK(*same == present);
    CHECK(workspace.journal()->size() == 2);
}

TEST_CASE("a change that breaks a rule of the file leaves all of it as it was", "[workspace]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    Workspace workspace = madeWorkspace(path, gridCity(3, 3, 1));
    const SnapshotPtr before = snapshotOf(workspace);
    Snapshot next = *before;
    next.districts[0].name = "半分";
    next.facilities.push_back(next.facilities.back());
    const auto refused = workspace.commit(next, moved, stampOf());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.code == "store.row_refused");
    CHECK(*snapshotOf(workspace) == *before);
    CHECK(*reopenedSnapshot(path) == *before);
}

TEST_CASE("a read-only workspace refuses to change", "[workspace]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    madeWorkspace(path, gridCity(3, 3, 1));
    auto reader = Workspace::open(path, Access::ReadOnly);
    REQUIRE(reader);
    Snapshot next = *snapshotOf(*reader);
    next.districts[0].name = "x";
    CHECK(reader->commit(next, moved, stampOf()).error().kind == ErrorKind::ReadOnly);
    CHECK(reader->undoLast(stampOf()).error().kind == ErrorKind::ReadOnly);
}

TEST_CASE("a file that exists is never replaced by a new workspace", "[workspace]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    madeWorkspace(path, gridCity(3, 3, 1));
    const auto again = Workspace::create(path, gridCity(2, 2, 1), stampOf());
    REQUIRE_FALSE(again);
    CHECK(again.error().message.code == "store.file_exists");
    CHECK(reopenedSnapshot(path)->demandAreas.size() == 9);
    const auto nowhere = Workspace::create(folder / "ない/a.chiiki", gridCity(2, 2, 1), stampOf());
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().kind == ErrorKind::NotFound);
}

TEST_CASE("no file but the workspace itself is left when it is closed, and never a WAL", "[workspace]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    const auto names = [&] {
        std::set<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            found.insert(entry.path().filename().string());
        return found;
    };
    {
        Workspace workspace = madeWorkspace(path, gridCity(3, 3, 1));
        Snapshot next = *snapshotOf(workspace);
        next.districts[0].name = "x";
        REQUIRE(workspace.commit(next, moved, stampOf()));
        CHECK(names() == std::set<std::string>{"a.chiiki", "a.chiiki.lock"});
        SQLite::Database other(path);
        CHECK(other.execAndGet("PRAGMA journal_mode").getString() == "delete");
    }
    CHECK(names() == std::set<std::string>{"a.chiiki"});
}

TEST_CASE("a row that another program made unreadable is named", "[workspace]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    madeWorkspace(path, gridCity(3, 3, 1));
    {
        SQLite::Database other(path, SQLite::OPEN_READWRITE);
        other.exec("UPDATE stop SET placement = 'どこか' WHERE uid = 2");
    }
    auto opened = Workspace::open(path, Access::ReadOnly);
    REQUIRE(opened);
    const auto read = opened->snapshot();
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::BadFormat);
    CHECK_THAT(describe(read.error(), Language::English),
               Catch::Contains("stop uid 2") && Catch::Contains("placement"));
}
