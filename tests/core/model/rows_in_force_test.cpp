#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <random>

#include "core/model/rows_in_force.h"

using namespace chiiki;

namespace {

PluginRow row(const std::string& uid, double amount, std::string_view source, bool isRemoved = false)
{
    PluginRow made;
    made.uid = uid;
    made.values = {amount};
    made.sourceId = source;
    made.isRemoved = isRemoved;
    return made;
}

PluginTable tableOf(std::vector<PluginRow> rows)
{
    return {"grants", "award", {{"amount", FieldType::Yen}}, std::move(rows)};
}

TableSpec spec()
{
    TableSpec table;
    table.id = "award";
    FieldSpec amount;
    amount.id = "amount";
    amount.type = FieldType::Yen;
    table.fields = {amount};
    return table;
}

}  // namespace

TEST_CASE("own rows replace and take away those of the file, which keep their order", "[rows_in_force]")
{
    const PluginTable file = tableOf({row("c", 1, "f"), row("a", 2, "f"), row("b", 3, "f")});
    const PluginTable own = tableOf({row("z", 9, "entered"), row("a", 7, "entered"), row("c", 0, "entered", true),
                                     row("d", 8, "sample"), row("old", 5, "grants.award")});
    const PluginTable inForce = rowsInForce(spec(), file, own);
    std::vector<std::pair<std::string, double>> seen;
    for (const PluginRow& r : inForce.rows)
        seen.emplace_back(r.uid, std::get<double>(r.values[0]));
    CHECK(seen == std::vector<std::pair<std::string, double>>{{"a", 7}, {"b", 3}, {"d", 8}, {"z", 9}});
}

TEST_CASE("columns follow the manifest, and what it dropped stands behind", "[rows_in_force]")
{
    TableSpec table = spec();
    table.fields.push_back({});
    table.fields[1].id = "note";
    PluginTable own{"grants", "award", {{"dropped", FieldType::Text}, {"note", FieldType::Text}}, {}};
    own.rows.push_back(row("x", 0, "entered"));
    own.rows[0].values = {"old", "new"};
    const PluginTable inForce = rowsInForce(table, tableOf({row("a", 2, "f")}), own);
    REQUIRE(inForce.columns.size() == 3);
    CHECK(inForce.columns[2].id == "dropped");
    CHECK(inForce.rows[0].values == std::vector<FieldValue>{2.0, {}, {}});
    CHECK(inForce.rows[1].values == std::vector<FieldValue>{{}, "new", "old"});
}

TEST_CASE("whatever the rows, each uid counts at most once, by who said it last", "[rows_in_force]")
{
    std::mt19937 random(7);
    const auto below = [&](int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); };
    for (int round = 0; round < 300; ++round) {
        std::vector<PluginRow> file;
        std::vector<PluginRow> own;
        // Reckoned another way: by uid, the strongest voice last.
        std::map<std::string, std::optional<double>> expected;
        for (int i = 0; i < 8; ++i) {
            const std::string uid = "r" + std::to_string(i);
            if (below(2)) {
                file.push_back(row(uid, below(100), "f"));
                expected[uid] = std::get<double>(file.back().values[0]);
            }
            for (const std::string_view source : {sampleSource, enteredSource}) {
                if (below(3))
                    continue;
                own.push_back(row(uid, below(100), source, below(3) == 0));
                expected[uid] =
                    own.back().isRemoved ? std::nullopt : std::optional(std::get<double>(own.back().values[0]));
            }
        }
        std::shuffle(file.begin(), file.end(), random);
        std::shuffle(own.begin(), own.end(), random);
        const PluginTable inForce = rowsInForce(spec(), tableOf(file), tableOf(own));
        std::map<std::string, std::optional<double>> seen;
        for (const PluginRow& r : inForce.rows)
            CHECK(seen.emplace(r.uid, std::get<double>(r.values[0])).second);
        std::erase_if(expected, [](const auto& entry) { return !entry.second; });
        CHECK(seen == expected);
        // What is in force, laid over nothing, stays as it is; and without own rows the file stays as it is.
        CHECK(rowsInForce(spec(), inForce, tableOf({})).rows == inForce.rows);
        CHECK(rowsInForce(spec(), tableOf(file), tableOf({})).rows == file);
    }
}

TEST_CASE("the rows taken are those that are not the workspace's own, as their file had them", "[rows_in_force]")
{
    std::vector<PluginRow> rows = {row("a", 1, "grants.award"), row("b", 2, "doc"), row("c", 3, "entered")};
    rows[0].sourceRow = 3;
    rows[1].sourceRow = 2;
    const PluginTable taken = rowsTaken(tableOf(rows));
    REQUIRE(taken.rows.size() == 2);
    CHECK(taken.rows[0].uid == "b");
    CHECK(taken.rows[1].uid == "a");
}
