#include <catch2/catch.hpp>

#include <cstdlib>

#include "core/store/connection.h"
#include "tests/core/store/store_fixture.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const Message moved{"store.created", {}};

/// Content without what counts steps and dates.
Snapshot contentOf(Snapshot snapshot)
{
    snapshot.revision = 0;
    snapshot.asOf.clear();
    return snapshot;
}

Facility shelterAt(int number)
{
    Facility facility;
    facility.id = "big:" + std::to_string(number);
    facility.kind = "clinic";
    facility.name = "施設" + std::to_string(number);
    facility.place = Point{131 + number * 1e-5, 34 + number * 1e-5};
    facility.placement = Placement::in(number % 2 ? "01" : "02");
    facility.attributes = {{"備考", std::to_string(number)}};
    facility.sourceId = "big";
    facility.sourceRow = number + 2;
    return facility;
}

std::string unzipped(const std::string& name, const std::string& path)
{
    const std::string command =
        "gzip -dc '" CHIIKI_SOURCE_DIR "/tests/core/store/old_files/" + name + "' > '" + path + "'";
    REQUIRE(std::system(command.c_str()) == 0);
    return path;
}

}  // namespace

TEST_CASE("each state that a workspace was in opens again as it was, with its date and its revision", "[past]")
{
    const TemporaryFolder folder;
    auto workspace = Workspace::create(folder / "a.chiiki", fullSnapshot(), stampOf("情報課", "2026-04-01"));
    REQUIRE(workspace);
    std::vector<SnapshotPtr> states{*workspace->snapshot()};
    const auto keep = [&](const Result<SnapshotPtr>& made) {
        REQUIRE(made);
        states.push_back(*made);
    };
    Snapshot next = *states.back();
    next.districts[0].name = "大殿地域";
    next.facilities.erase(next.facilities.begin());
    next.measures.erase(next.measures.begin());
    keep(workspace->commit(next, moved, stampOf("協働推進課", "2026-04-02")));
    next = *states.back();
    next.settings.clear();
    keep(workspace->commit(next, moved, stampOf("協働推進課", "2026-04-03")));
    next = *states.back();
    next.pluginTables[0].columns.pop_back();
    for (PluginRow& row : next.pluginTables[0].rows)
        row.values.pop_back();
    next.pluginTables.pop_back();
    next.city.name.en = "Yamaguchi";
    keep(workspace->commit(next, moved, stampOf("協働推進課", "2026-04-04")));
    keep(workspace->undoLast(stampOf("協働推進課", "2026-04-05")).value().snapshot);
    keep(workspace->redoLast(stampOf("協働推進課", "2026-04-06")).value().snapshot);

    auto reader = Workspace::open(folder / "a.chiiki", Access::ReadOnly);
    REQUIRE(reader);
    for (std::size_t i = 0; i < states.size(); ++i) {
        const auto state = reader->stateAfter(static_cast<std::int64_t>(i) + 1);
        REQUIRE(state);
        CHECK(**state == *states[i]);
    }
    // Settings alone leave the date as it is.
    CHECK((*reader->stateAfter(2))->asOf == "2026-04-02");
    CHECK((*reader->stateAfter(3))->asOf == "2026-04-02");
    CHECK((*reader->stateAfter(1))->asOf == fullSnapshot().asOf);

    // Walked from the newest back, each state made from the next.
    std::vector<std::int64_t> seen;
    const std::vector<std::int64_t> wanted{6, 4, 2};
    REQUIRE(reader->walkBack(wanted, [&](std::int64_t step, const SnapshotPtr& state) -> Result<void> {
        seen.push_back(step);
        CHECK(*state == *states[static_cast<std::size_t>(step) - 1]);
        return {};
    }));
    CHECK(seen == wanted);
}

TEST_CASE("a file that the version before made keeps its journal: undo, redo and each past state", "[past][schema]")
{
    const TemporaryFolder folder;
    // Made by the program of version 2: 1 creation, 2 people of the first block 0 -> 500, 3 a note, 4 one clinic away
    // and one new, 5 the undoing of 4.
    auto workspace = Workspace::open(unzipped("version2.chiiki.gz", folder / "old.chiiki"), Access::ReadWrite,
                                     stampOf("情報課", "2026-05-01"));
    REQUIRE(workspace);
    Snapshot start = gridCity(3, 3, 2);
    start.sources[0].asOf = "2024-04-01";
    start.settings = {{"note:01", "確かめる"}};
    CHECK(contentOf(**workspace->stateAfter(1)) == contentOf(start));
    // What the old file does not tell, the date of a creation, is that of the newest edition, as a pack's is.
    CHECK((*workspace->stateAfter(1))->asOf == "2024-04-01");

    Snapshot counted = start;
    counted.demandAreas[0].people = 500;
    CHECK(contentOf(**workspace->stateAfter(2)) == contentOf(counted));
    CHECK((*workspace->stateAfter(2))->asOf == "2024-06-01");
    counted.settings[0].value = "済み";
    CHECK(contentOf(**workspace->stateAfter(3)) == contentOf(counted));
    CHECK((*workspace->stateAfter(3))->asOf == "2024-06-01");
    CHECK((*workspace->stateAfter(4))->facilities.back().name == "新しい診療所");
    CHECK((*workspace->stateAfter(4))->asOf == "2024-08-01");
    CHECK((*workspace->stateAfter(5))->asOf == "2024-09-01");
    CHECK(contentOf(**workspace->snapshot()) == contentOf(counted));

    const auto redone = workspace->redoLast(stampOf("情報課", "2026-05-02"));
    REQUIRE(redone);
    CHECK(contentOf(*redone->snapshot) == contentOf(**workspace->stateAfter(4)));
    REQUIRE(workspace->undoLast(stampOf()));
    REQUIRE(workspace->undoLast(stampOf()));
    REQUIRE(workspace->undoLast(stampOf()));
    CHECK(contentOf(**workspace->snapshot()) == contentOf(start));
}

TEST_CASE("a bulk import is one step of a few bytes a row, undone, redone and seen from the past", "[past][bulk]")
{
    constexpr int count = 5000;
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    auto workspace = Workspace::create(path, gridCity(6, 6, 2), stampOf());
    REQUIRE(workspace);
    const SnapshotPtr start = *workspace->snapshot();
    Snapshot next = *start;
    for (int i = 0; i < count; ++i)
        next.facilities.push_back(shelterAt(i));
    const auto imported = workspace->commit(next, moved, stampOf("情報課", "2026-05-01"), "big");
    REQUIRE(imported);
    REQUIRE((*imported)->facilities.size() == start->facilities.size() + count);
    CHECK(**Workspace::open(path, Access::ReadOnly)->snapshot() == **imported);

    const auto entry = workspace->journal(1)->front();
    CHECK(entry.edition == "big");
    REQUIRE(entry.bulk.size() == 1);
    CHECK(entry.bulk[0].table == "facility");
    CHECK(entry.bulk[0].added == count);
    CHECK(entry.bulk[0].removed == 0);
    using Parts = std::vector<std::pair<std::string, std::string>>;
    CHECK(entry.bulk[0].parts == Parts{{"clinic", "01"}, {"clinic", "02"}});
    CHECK(entry.before == "{}");
    store::Connection reader(path, store::Connection::Use::Read);
    CHECK(reader.integer("SELECT sum(length(packed)) FROM journal_rows") < 10 * count);
    // The triggers rested: the spatial index was made at the end, of every row.
    const auto indexed = [&] { return reader.integer("SELECT count(*) FROM idx_facility_place"); };
    CHECK(indexed() == static_cast<std::int64_t>((*imported)->facilities.size()));

    // 2000 rows change their name and the district they are in, and 1500 go.
    next = **imported;
    for (Facility& facility : next.facilities)
        if (facility.sourceId == "big" && facility.sourceRow < 2002) {
            facility.name += "（改）";
            facility.placement = Placement::in("01");
        }
    std::erase_if(next.facilities, [](const Facility& f) { return f.sourceRow >= 3502; });
    const auto changed = workspace->commit(next, moved, stampOf("情報課", "2026-05-02"));
    REQUIRE(changed);
    const auto second = workspace->journal(1)->front().bulk.at(0);
    CHECK(second.changed == 2000);
    CHECK(second.removed == 1500);
    CHECK(second.changedColumns == std::vector<std::string>{"source_id", "kind", "id", "name", "district_code"});
    CHECK(**Workspace::open(path, Access::ReadOnly)->snapshot() == **changed);
    CHECK(indexed() == static_cast<std::int64_t>((*changed)->facilities.size()));

    CHECK(**workspace->stateAfter(1) == *start);
    CHECK(**workspace->stateAfter(2) == **imported);
    const auto undone = workspace->undoLast(stampOf());
    REQUIRE(undone);
    CHECK(contentOf(*undone->snapshot) == contentOf(**imported));
    CHECK(contentOf(**Workspace::open(path, Access::ReadOnly)->snapshot()) == contentOf(**imported));
    CHECK(indexed() == static_cast<std::int64_t>((*imported)->facilities.size()));
    REQUIRE(workspace->undoLast(stampOf()));
    CHECK(contentOf(**workspace->snapshot()) == contentOf(*start));
    REQUIRE(workspace->redoLast(stampOf()));
    REQUIRE(workspace->redoLast(stampOf()));
    CHECK(contentOf(**workspace->snapshot()) == contentOf(**changed));
    CHECK(**workspace->stateAfter(3) == **changed);
}

TEST_CASE("a step into a plugin's table of many rows is packed too, whether its columns change or not", "[past][bulk]")
{
    const TemporaryFolder folder;
    auto workspace = Workspace::create(folder / "a.chiiki", gridCity(2, 2, 1), stampOf());
    REQUIRE(workspace);
    const SnapshotPtr start = *workspace->snapshot();
    Snapshot next = *start;
    PluginTable table{"counts", "visit", {{"day", FieldType::Date}, {"people", FieldType::Integer}}, {}};
    for (int i = 0; i < 1500; ++i) {
        PluginRow row;
        row.uid = "v" + std::to_string(i);
        row.values = {"2024-06", static_cast<double>(i)};
        row.placement = Placement::in("01");
        row.districtCodes = {"01"};
        row.sourceId = "counts.visit";
        table.rows.push_back(row);
    }
    next.pluginTables = {table};
    const auto taken = workspace->commit(next, moved, stampOf());
    REQUIRE(taken);
    CHECK(workspace->journal(1)->front().bulk.at(0).table == "counts__visit");
    next = **taken;
    for (PluginRow& row : next.pluginTables[0].rows)
        row.values[1] = *numberOf(row.values[1]) + 1;
    const auto counted = workspace->commit(next, moved, stampOf());
    REQUIRE(counted);
    next = **counted;
    next.pluginTables[0].columns.push_back({"note", FieldType::Text});
    for (PluginRow& row : next.pluginTables[0].rows)
        row.values.emplace_back("メモ");
    const auto widened = workspace->commit(next, moved, stampOf());
    REQUIRE(widened);
    CHECK(**Workspace::open(folder / "a.chiiki", Access::ReadOnly)->snapshot() == **widened);
    CHECK(**workspace->stateAfter(3) == **counted);
    CHECK(**workspace->stateAfter(2) == **taken);
    CHECK(**workspace->stateAfter(1) == *start);
    for (const SnapshotPtr& before : {*counted, *taken, start}) {
        REQUIRE(workspace->undoLast(stampOf()));
        CHECK(contentOf(**workspace->snapshot()) == contentOf(*before));
        CHECK(contentOf(**Workspace::open(folder / "a.chiiki", Access::ReadOnly)->snapshot()) == contentOf(*before));
    }
}

TEST_CASE("packed rows that were damaged are told, not taken for others", "[past][bulk]")
{
    const TemporaryFolder folder;
    const std::string path = folder / "a.chiiki";
    {
        auto workspace = Workspace::create(path, gridCity(2, 2, 1), stampOf());
        REQUIRE(workspace);
        Snapshot next = **workspace->snapshot();
        for (int i = 0; i < 1200; ++i)
            next.facilities.push_back(shelterAt(i));
        REQUIRE(workspace->commit(next, moved, stampOf()));
    }
    SQLite::Database db(path, SQLite::OPEN_READWRITE);
    const std::string damage = GENERATE("packed = substr(packed, 1, length(packed) / 2)", "packed = x'ffffffff00'",
                                        "packed = x''", "row_count = row_count + 1");
    db.exec("UPDATE journal_rows SET " + damage);
    auto reader = Workspace::open(path, Access::ReadOnly);
    REQUIRE(reader);
    const auto state = reader->stateAfter(1);
    INFO(damage);
    REQUIRE_FALSE(state);
    CHECK(state.error().kind == ErrorKind::BadFormat);
    CHECK(reader->snapshot());
}
