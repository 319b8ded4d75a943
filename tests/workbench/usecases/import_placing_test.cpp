#include <catch2/catch.hpp>

#include <map>

#include "tests/support/process.h"
#include "tests/workbench/usecases/real_city.h"
#include "workbench/usecases/import.h"
#include "workbench/usecases/import_output.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

ImportPreview previewed(const std::string& name, const std::string& text)
{
    const TemporaryFolder folder;
    writeFile(folder / name, text);
    ImportRequest request;
    request.files.push_back({folder / name, {}, {}});
    const auto preview = previewImport(realCity(), request);
    if (!preview)
        FAIL(describe(preview.error(), Language::English));
    return *preview;
}

using Rows = std::vector<std::int64_t>;

std::map<std::string, std::int64_t> countsOf(const std::vector<ImportCount>& counts)
{
    std::map<std::string, std::int64_t> all;
    for (const ImportCount& of : counts)
        all[of.word] = of.count;
    return all;
}

}  // namespace

TEST_CASE("a preview tells by which clue rows are placed and what is wrong with positions", "[import placing]")
{
    // 湯田 by its centre; the same place in metres of zone III.
    const ImportPreview preview = previewed("集会の場.csv", "名称,緯度,経度,地域,住所\n"
                                                            "正しい,34.163,131.459,,\n"
                                                            "入れ替え,131.459,34.163,,\n"
                                                            "空欄,,,,山口県山口市湯田温泉5-5-50\n"
                                                            "同じ値,34.163,34.163,,山口市湯田温泉五丁目5\n"
                                                            "度分秒,34°09′47″,131°27′32″,,\n"
                                                            "平面,-203553.98,-65246.59,,\n"
                                                            "片方,34.163,,湯田,\n"
                                                            "零,0,0,湯田,\n"
                                                            "大字,,,,山口市大字仁保中郷1041番地\n"
                                                            "別名,,,二島,\n");
    const FilePreview& file = preview.files.front();
    CHECK(countsOf(file.placedBy) ==
          std::map<std::string, std::int64_t>{
              {"position", 1}, {"name", 2}, {"alias", 1}, {"address:town", 2}, {"address:oaza", 1}});
    CHECK(countsOf(file.positionFaults) == std::map<std::string, std::int64_t>{{"io.place_swapped", 1},
                                                                               {"io.place_equal", 1},
                                                                               {"io.place_degrees_minutes", 1},
                                                                               {"io.place_plane_metres", 1},
                                                                               {"io.place_blank", 1},
                                                                               {"io.place_zero", 1},
                                                                               {"imports.no_position", 3}});
    for (const ImportCount& fault : file.positionFaults)
        if (fault.word == "io.place_degrees_minutes")
            CHECK(fault.rows == Rows{6});
    REQUIRE(file.aliases.size() == 1);
    CHECK(file.aliases.front().word == "二島");
    CHECK(file.aliases.front().rows == Rows{11});
    CHECK(file.inDistrict == 6);
    CHECK(file.byAlias == 1);
    CHECK(file.reconciliation.unmatched == 3);
    CHECK(file.reconciliation.addsUp());
    const std::string text = importText(preview, Language::Japanese);
    CHECK(text.find("手がかり  緯度・経度 1、地域名 2、地域の別名 1、住所（町丁まで） 2、住所（大字まで） 1\n") !=
          std::string::npos);
    CHECK(text.find("別名  「二島」は14 秋穂二島 1行（11行目から）\n") != std::string::npos);
    CHECK(text.find("位置  緯度と経度が入れ替わっています 1行（3行目から）\n") != std::string::npos);
    CHECK(text.ends_with("取り込む 7 + 除外 0 + 未照合 3 = 元 10 ✓\n"));

    // All that can be mended is taken at one word.
    ImportRequest request;
    const TemporaryFolder folder;
    writeFile(folder / "a.csv", "名称,緯度,経度\n正しい,34.163,131.459\n入れ替え,131.459,34.163\n"
                                "度分秒,34°09′47″,131°27′32″\n平面,-203553.98,-65246.59\n");
    request.files.push_back({folder / "a.csv", {}, {}});
    request.acceptsSuggestions = true;
    const auto mended = previewImport(realCity(), request);
    REQUIRE(mended);
    CHECK(mended->files.front().reconciliation.unmatched == 0);
    CHECK(countsOf(mended->files.front().placedBy) ==
          std::map<std::string, std::int64_t>{{"position", 1}, {"decision", 3}});
    int inYuda = 0;
    for (const Facility& facility : mended->after->facilities)
        inYuda +=
            facility.sourceId == mended->files.front().edition.sourceId && facility.placement.districtCode == "03";
    CHECK(inYuda == 4);
}

TEST_CASE("an alias of a district is taken in a table of values and shown, an ambiguous name is asked about",
          "[import placing]")
{
    const ImportPreview preview =
        previewed("名簿.csv", "地域,年度,会員数\n二島,R6,5\n上郷,R6,6\n湯 田,R6,7\n大殿,R6,8\n");
    const FilePreview& file = preview.files.front();
    CHECK(file.byAlias == 1);
    REQUIRE(file.aliases.size() == 1);
    CHECK(file.aliases.front().title.ja == "14");
    CHECK(importText(preview, Language::Japanese).find("別名  「二島」は14 秋穂二島 1行（2行目から）") !=
          std::string::npos);
    REQUIRE(file.unmatched.size() == 2);
    for (const UnmatchedName& name : file.unmatched)
        CHECK(name.suggestions.size() == (name.written == "上郷" ? 2 : 1));
}

TEST_CASE("what comes and goes is told by its name once", "[import placing]")
{
    const ImportPreview preview = previewed("会.csv", "名称,緯度,経度\n①会 髙橋医院,34.163,131.459\n");
    const std::string text = importText(preview, Language::Japanese);
    CHECK(text.find("①会 髙橋医院: ") == std::string::npos);
    CHECK(text.find("2行目 ①会 髙橋医院\n") != std::string::npos);
}
