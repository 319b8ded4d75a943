#include <catch2/catch.hpp>

#include <memory>

#include <QTest>

#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/search_box.h"
#include "workbench/desktop/search_index.h"

using namespace chiiki;
using namespace chiiki::desktop;
using namespace chiiki::desktop::test;
using Kind = SearchHit::Kind;

namespace {

Finding findingOf(const char* district, const char* text)
{
    Finding finding;
    finding.districtCode = district;
    finding.text = {text, text};
    return finding;
}

/// The squares with three indicators, one finding and two commands.
SearchIndex indexOf(Language language = Language::Japanese)
{
    needApplication();
    const OpenedCity city = openedSquares();
    Indicator clinics;
    clinics.id = "life.clinic_far";
    clinics.title = {"診療所が遠い人の割合", "People far from a clinic"};
    SearchIndex::Content content{city.snapshot, city.offered, {}, {}};
    content.indicators.push_back({IndicatorGroup::Overlay, clinics, {"暮らし", "Daily life"}});
    content.findings.push_back({findingOf("20", "医療機関が最後の1か所です。"), "life"});
    content.commands = {"元に戻す", "タイル図"};
    return SearchIndex(content, language);
}

std::vector<Kind> kindsOf(const std::vector<SearchHit>& hits)
{
    std::vector<Kind> kinds;
    for (const SearchHit& hit : hits)
        kinds.push_back(hit.kind);
    return kinds;
}

}  // namespace

TEST_CASE("20: a district's reading and an indicator's meaning find the district's value", "[search]")
{
    const SearchIndex index = indexOf();
    const std::vector<SearchHit> hits = index.find("ゆだ いりょう");
    REQUIRE_FALSE(hits.empty());
    CHECK(hits.front().kind == Kind::DistrictIndicator);
    CHECK(hits.front().district == "03");
    CHECK(hits.front().indicator == "life.clinic_far");
}

TEST_CASE("kanji, kana, katakana, romaji and capitals find the same district first", "[search]")
{
    const SearchIndex index = indexOf();
    for (const char* typed : {"湯田", "ゆだ", "ユダ", "yuda", "YUDA", "ｙｕｄａ"}) {
        INFO(typed);
        const auto hits = index.find(QString::fromUtf8(typed));
        REQUIRE_FALSE(hits.empty());
        CHECK(hits.front().kind == Kind::District);
        CHECK(hits.front().district == "03");
    }
}

TEST_CASE("facilities are found by their kind and district, findings and commands by their words", "[search]")
{
    const SearchIndex index = indexOf();
    const auto centres = index.find("湯田 こうみんかん");
    REQUIRE_FALSE(centres.empty());
    CHECK(centres.back().kind == Kind::Facility);
    CHECK(centres.back().district == "03");
    CHECK(kindsOf(index.find("最後の1か所")) == std::vector{Kind::Finding});
    const auto commands = index.find("タイル");
    REQUIRE(commands.size() == 1);
    CHECK(commands.front().kind == Kind::Command);
    CHECK(commands.front().index == 1);
}

TEST_CASE("all words must be met, and nothing is found for nothing", "[search]")
{
    const SearchIndex index = indexOf();
    CHECK(index.find("").empty());
    CHECK(index.find("   ").empty());
    CHECK(index.find("湯田 ぬぬぬ").empty());
    CHECK(index.find("人口", 2).size() == 2);
}

TEST_CASE("in the box the arrows choose, Enter goes there, Esc gives the focus back", "[search]")
{
    TestDesk desk;
    QWidget window;
    SearchBox box(desk.desk, &window);
    QLineEdit other(&window);
    other.move(0, 100);
    window.resize(600, 500);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    other.setFocus();
    box.begin();
    QTest::keyClicks(&box, "yuda");
    REQUIRE_FALSE(box.hits().empty());
    CHECK(box.hits().front().kind == Kind::District);
    QTest::keyClick(&box, Qt::Key_Return);
    CHECK(desk.state.selection().districts() == std::vector<std::string>{"03"});
    CHECK(other.hasFocus());
    CHECK(box.text().isEmpty());

    box.begin();
    QTest::keyClicks(&box, "population");
    QTest::keyClick(&box, Qt::Key_Escape);
    CHECK(other.hasFocus());
    CHECK(desk.state.selection().districts() == std::vector<std::string>{"03"});
}

TEST_CASE("a choice is taken where what had the focus before is gone", "[search]")
{
    TestDesk desk;
    QWidget window;
    SearchBox box(desk.desk, &window);
    auto other = std::make_unique<QLineEdit>(&window);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    other->setFocus();
    box.begin();
    other.reset();
    QTest::keyClicks(&box, "yuda");
    QTest::keyClick(&box, Qt::Key_Return);
    CHECK(desk.state.selection().districts() == std::vector<std::string>{"03"});
}
