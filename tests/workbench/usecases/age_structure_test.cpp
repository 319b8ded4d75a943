// The city's file of people by district and five-year class, taken in as it is published: the shares follow by hand.
#include <catch2/catch.hpp>

#include <map>

#include "core/plugin/manifest_reader.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/plugin_rows.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const ChangeStamp taker{"情報管理課", "2026-04-01T00:15:30Z", "2026-04-01"};

/// A row of the standard: men and women of the 18 classes, in turn.
std::string row(const std::string& district, const std::string& people, const std::string& aged,
                const std::vector<std::string>& cells)
{
    std::string text = district + ",2024-04-01," + people + "," + aged;
    for (const std::string& cell : cells)
        text += "," + cell;
    return text + ",10\n";
}

std::string file()
{
    std::string text = "地域名,調査年月日,総人口,老年人口（65歳以上）";
    std::vector<std::string> classes;
    for (int from = 0; from < 85; from += 5)
        classes.push_back(std::to_string(from) + "-" + std::to_string(from + 4) + "歳の");
    classes.push_back("85歳以上の");
    std::vector<std::string> rising, gap, ones;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        text += "," + classes[i] + "男性," + classes[i] + "女性";
        rising.insert(rising.end(), {std::to_string(i + 1), "10"});
        gap.insert(gap.end(), {"2", i + 1 == classes.size() ? "" : "3"});
        ones.insert(ones.end(), {"1", "1"});
    }
    text += ",世帯数\n";
    return text + row("大殿", "351", "", rising) + row("白石", "90", "", gap) + row("湯田", "36", "7", ones);
}

/// A workspace of three districts that took the file in.
struct Taken {
    Taken()
    {
        REQUIRE(Workspace::create(folder / "a.chiiki", *smallCity(), taker));
        writeFile(folder / "age.csv", file());
        Diagnostics diagnostics;
        place.workspace = folder / "a.chiiki";
        place.folder = CHIIKI_SOURCE_DIR "/plugins/age_structure";
        place.manifest = readManifest(place.folder, diagnostics).value();
        place.table = "age";
        const auto comparison = takeFile({place, folder / "age.csv", false, taker});
        if (!comparison)
            FAIL(describe(comparison.error(), Language::English));
        CHECK(comparison->added.size() == 3);
        CHECK(comparison->setAside.empty());
        CHECK(comparison->unknownColumns.empty());
        city = comparison->snapshot;
    }

    TemporaryFolder folder;
    PluginTablePlace place;
    SnapshotPtr city;
};

}  // namespace

TEST_CASE("shares by age follow from the five-year classes of the city's file", "[age_structure]")
{
    const Taken taken;
    PluginSurroundings surroundings;
    surroundings.folders = {{PluginPlace::BuiltIn, CHIIKI_BIN_DIR "/../plugins/age_structure"}};
    PluginSession session(taken.city, surroundings);
    const auto run = session.overlay(**session.find("age_structure"));
    REQUIRE(run->overlay);
    const auto value = [&](const char* indicator, const char* district) {
        const IndicatorValue* found = valueOf(*run->overlay, std::string("age_structure.") + indicator, district, 2024);
        REQUIRE(found);
        return found->value;
    };
    // Men 1 to 18, women 10 a class. Under 15: 1 + 2 + 3 and 30; 15 to 64: 4 + ... + 13 = 85 and 100; from 65:
    // 14 + ... + 18 = 80 and 50; from 75: 16 + 17 + 18 = 51 and 30. Together 36 + 185 + 130 = 351.
    CHECK(value("child_rate", "01").number() == Approx(36.0 / 351));
    CHECK(value("working_age_rate", "01").number() == Approx(185.0 / 351));
    CHECK(value("ageing_rate", "01").number() == Approx(130.0 / 351));
    CHECK(value("aged_75_rate", "01").number() == Approx(81.0 / 351));
    // Men 2 and women 3 a class, but for the women of 85 and over, of whom nothing is said: what holds them is absent.
    CHECK(value("child_rate", "02").number() == Approx(15.0 / 90));
    CHECK(value("working_age_rate", "02").number() == Approx(50.0 / 90));
    CHECK_FALSE(value("ageing_rate", "02").isNumber());
    CHECK_FALSE(value("aged_75_rate", "02").isNumber());
    // One of each a class, 10 from 65 on; yet the file says 7 itself, and that stands.
    CHECK(value("ageing_rate", "03").number() == Approx(7.0 / 36));
    CHECK(value("aged_75_rate", "03").number() == Approx(6.0 / 36));
    CHECK(value("ageing_rate", "01").status == Status::Computed);
}

TEST_CASE("a sum follows its parts and is not kept with them", "[age_structure]")
{
    const Taken taken;
    const auto sumOf = [&](const SnapshotPtr& city, const std::string& district) {
        const auto list = listRows(taken.place, *city);
        REQUIRE(list);
        for (const PluginRow& row : list->rows.rows)
            if (row.districtCodes == std::vector<std::string>{district})
                return numberOf(row.values[static_cast<std::size_t>(columnIndex(list->rows, "aged_65"))]);
        FAIL("no row of " << district);
        return std::optional<double>();
    };
    CHECK(sumOf(taken.city, "01") == 130);
    CHECK(sumOf(taken.city, "02") == std::nullopt);
    const PluginTable& held = taken.city->pluginTables.front();
    CHECK(std::holds_alternative<std::monostate>(
        held.rows.front().values[static_cast<std::size_t>(columnIndex(held, "aged_65"))]));

    // The missing number is entered: 5 classes of 2 and 3 from 65 on, the last women being 4.
    const auto list = listRows(taken.place, *taken.city);
    REQUIRE(list);
    const PluginRow& gap = list->rows.rows[1];
    const auto changed = editRow(taken.place, gap.uid, {{"women_85", "4"}}, taker);
    REQUIRE(changed);
    CHECK(sumOf(changed->snapshot, "02") == 10 + 12 + 4);
    const auto again = editRow(taken.place, gap.uid, {{"women_85", "5"}}, taker);
    REQUIRE(again);
    CHECK(sumOf(again->snapshot, "02") == 10 + 12 + 5);
}
