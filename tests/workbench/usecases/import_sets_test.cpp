#include <catch2/catch.hpp>

#include "tests/support/process.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/import.h"
#include "workbench/usecases/import_output.h"
#include "workbench/usecases/import_report.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const ChangeStamp stamp{"交通政策課", "2026-04-01T00:15:30Z", "2026-04-01"};
const std::string feed = CHIIKI_SOURCE_DIR "/tests/core/io/synthetic_gtfs";

ImportRequest requestOf(std::vector<std::string> paths, std::optional<int> year = {})
{
    ImportRequest request;
    for (std::string& path : paths) {
        request.files.push_back({std::move(path), {}, {}});
        request.files.back().choices.year = year;
    }
    return request;
}

}  // namespace

TEST_CASE("a folder of a transit feed is one file of an import, among others", "[import sets]")
{
    const TemporaryFolder folder;
    writeFile(folder / "会.csv", "名称,緯度,経度\nA,34.1745,131.4754\n");
    auto workspace = *Workspace::create(folder / "市.chiiki", *smallCity(), stamp);
    const ImportRequest request = requestOf({feed, folder / "会.csv"});
    const auto preview = previewImport(*workspace.snapshot(), request);
    REQUIRE(preview);
    REQUIRE(preview->canImport());
    const FilePreview& read = preview->files.front();
    CHECK(read.target.word == "feed");
    CHECK(read.source.word == "new");
    CHECK(read.recordCount == 4);  // stops
    CHECK(read.reconciliation.addsUp());
    CHECK(read.comparison.addedCount == 7);  // and three lines
    CHECK(importText(*preview, Language::Japanese).find("公共交通のデータ") != std::string::npos);
    const auto done = applyImport(workspace, *preview, stamp);
    REQUIRE(done);
    CHECK(done->snapshot->stops.size() == 4);
    CHECK(done->snapshot->facilities.size() == 1);
    CHECK(done->snapshot->revision == preview->before->revision + 1);  // one step

    const auto again = applyImport(workspace, requestOf({feed}), stamp);
    REQUIRE(again);
    CHECK(again->changedNothing);
    CHECK(again->preview.files.front().source.word != "new");
}

TEST_CASE("a table of e-Stat asks for its year and is taken with it", "[import sets]")
{
    const TemporaryFolder folder;
    writeFile(folder / "tblT001082C35203.txt",
              "KEY_CODE,HYOSYO,CITYNAME,NAME,HTKSYORI,HTKSAKI,GASSAN,T001082001\n"
              ",,,,,,,総数、年齢「不詳」含む\n352030010,2,山口市,大殿,0,,,120\n352030011,2,山口市,湯田,0,,,80\n");
    auto city = std::make_shared<Snapshot>(*smallCity());
    city->asOf = "2024-10-31";
    const std::string path = folder / "tblT001082C35203.txt";
    const auto unknown = previewImport(city, requestOf({path}));
    REQUIRE(unknown);
    REQUIRE(unknown->files.front().whyNot);
    CHECK(unknown->files.front().whyNot->code == "imports.no_year");
    CHECK(unknown->files.front().year.word.empty());
    REQUIRE_FALSE(unknown->files.front().year.alternatives.empty());
    CHECK(unknown->files.front().year.alternatives.front().word == "2025");

    const auto known = previewImport(city, requestOf({path}, 2020));
    REQUIRE(known);
    REQUIRE(known->canImport());
    CHECK(known->files.front().target.word == "estat");
    CHECK(known->files.front().recordCount == 2);
    CHECK(known->files.front().comparison.addedCount == 1);
    CHECK(known->after->indicators.front().id == "estat.t001082001");
}

TEST_CASE("a table of one year offers years where nothing says its own", "[import sets]")
{
    const TemporaryFolder folder;
    auto city = std::make_shared<Snapshot>(*smallCity());
    city->asOf = "2024-10-31";
    writeFile(folder / "名簿.csv", "地域,会員数\n大殿,1\n");
    const auto unknown = previewImport(city, requestOf({folder / "名簿.csv"}));
    REQUIRE(unknown);
    CHECK_FALSE(unknown->canImport());
    CHECK(unknown->files.front().year.alternatives.size() == 15);
    const auto chosen = previewImport(city, requestOf({folder / "名簿.csv"}, 2023));
    REQUIRE(chosen);
    CHECK(chosen->canImport());
    CHECK(chosen->files.front().year.word == "2023");
}

TEST_CASE("a workspace is nothing to take in, and that is said", "[import sets]")
{
    const TemporaryFolder folder;
    REQUIRE(Workspace::create(folder / "市.chiiki", *smallCity(), stamp));
    const auto refused = previewImport(smallCity(), requestOf({folder / "市.chiiki"}));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.code == "imports.is_workspace");
}
