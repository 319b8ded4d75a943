#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdio>

#include "tests/support/process.h"
#include "tests/workbench/usecases/real_city.h"
#include "workbench/usecases/import.h"
#include "workbench/usecases/import_output.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const ChangeStamp stamp{"健康増進課", "2026-04-01T00:15:30Z", "2026-04-01"};

std::vector<Facility> heldBy(const Snapshot& city, const std::string& source)
{
    std::vector<Facility> held;
    for (const Facility& facility : city.facilities)
        if (facility.sourceId == source && facility.place && !facility.name.empty())
            held.push_back(facility);
    return held;
}

/// A list of 医療機関 in the older form, which numbers its rows and has none of the city's ids.
std::string oldList(const std::vector<Facility>& facilities)
{
    std::string text =
        "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,医療機関の種類,住所,緯度,"
        "経度,電話番号,診療科目,病床数\n";
    int number = 0;
    for (const Facility& facility : facilities) {
        char line[64];
        std::snprintf(line, sizeof line, "352039,%010d,山口県,山口市,", ++number);
        char place[64];
        std::snprintf(place, sizeof place, ",%.7f,%.7f,,,\n", facility.place->y, facility.place->x);
        const bool isHospital = facility.kind == "hospital";
        text += line + facility.name + ",," + (isHospital ? "病院" : "無床診療所") + "," + facility.address + place;
    }
    return text;
}

FilePreview previewed(const SnapshotPtr& city, const std::string& path, const std::string& source = {})
{
    ImportRequest request;
    request.files.push_back({path, {}, {}});
    request.files.front().choices.sourceId = source;
    const auto preview = previewImport(city, request);
    if (!preview)
        FAIL(describe(preview.error(), Language::English));
    return preview->files.front();
}

}  // namespace

TEST_CASE("a list with other ids is known as an edition by its kinds, names and places", "[import editions]")
{
    const TemporaryFolder folder;
    const std::vector<Facility> clinics = heldBy(*realCity(), "clinics");
    REQUIRE(clinics.size() == 145);  // the 146th record of the file is empty
    writeFile(folder / "健康課提供.csv", oldList(clinics));
    const FilePreview file = previewed(realCity(), folder / "健康課提供.csv");
    CHECK(file.source.word == "clinics");
    REQUIRE(file.source.evidence.size() == 1);
    CHECK(file.source.evidence.front().code == "imports.same_places");
    CHECK(file.comparison.addedCount == 0);
    CHECK(file.comparison.removedCount == 1);  // the empty record
    CHECK(file.overlaps.empty());
    const bool isChangeable =
        std::any_of(file.source.alternatives.begin(), file.source.alternatives.end(),
                    [](const ImportDetection::Alternative& other) { return other.word == "new"; });
    CHECK(isChangeable);

    auto workspace = *Workspace::create(folder / "市.chiiki", *realCity(), stamp);
    ImportRequest request;
    request.files.push_back({folder / "健康課提供.csv", {}, {}});
    REQUIRE(applyImport(workspace, request, stamp));
    const SnapshotPtr after = *workspace.snapshot();
    CHECK(after->facilities.size() == realCity()->facilities.size() - 1);
    // What refers to a clinic still finds it.
    const std::vector<Facility> kept = heldBy(*after, "clinics");
    REQUIRE(kept.size() == clinics.size());
    CHECK(std::equal(kept.begin(), kept.end(), clinics.begin(),
                     [](const Facility& a, const Facility& b) { return a.id == b.id && a.kind == b.kind; }));
    const auto again = applyImport(workspace, request, stamp);
    REQUIRE(again);
    CHECK(again->changedNothing);

    // The next edition has one less, one moved by 30 m and one more, and is numbered anew.
    std::vector<Facility> next(kept.begin() + 1, kept.end());
    next[0].place->y += 0.00027;
    next.push_back(next.back());
    next.back().name = "新しい医院";
    writeFile(folder / "健康課提供2.csv", oldList(next));
    const FilePreview second = previewed(after, folder / "健康課提供2.csv");
    CHECK(second.source.word == "clinics");
    CHECK(second.comparison.addedCount == 1);
    CHECK(second.comparison.removedCount == 1);
}

TEST_CASE("rows at facilities of another source are counted, and a handful of them is no edition", "[import editions]")
{
    const TemporaryFolder folder;
    std::vector<Facility> some = heldBy(*realCity(), "clinics");
    some.resize(10);
    writeFile(folder / "休日当番.csv", oldList(some));
    const FilePreview file = previewed(realCity(), folder / "休日当番.csv");
    CHECK(file.source.word == "new");
    REQUIRE(file.overlaps.size() == 1);
    CHECK(file.overlaps.front().sourceId == "clinics");
    CHECK(file.overlaps.front().count == 10);
    CHECK(file.overlaps.front().rows.front() == 2);
    CHECK(file.comparison.addedCount == 10);

    // A list of both: an edition of the larger one, and the others stand twice.
    std::vector<Facility> both = heldBy(*realCity(), "clinics");
    both.resize(60);
    const std::vector<Facility> dentists = heldBy(*realCity(), "dentists");
    both.insert(both.end(), dentists.begin(), dentists.begin() + 20);
    std::string text = oldList(both);
    writeFile(folder / "両方.csv", text);
    const FilePreview mixed = previewed(realCity(), folder / "両方.csv");
    CHECK(mixed.source.word == "clinics");
    CHECK(mixed.comparison.removedCount == 86);
    ImportPreview shown;
    shown.files.push_back(file);
    CHECK(importText(shown, Language::Japanese).find("10行は、すでにある出典") != std::string::npos);
}

TEST_CASE("the source can be chosen, and a chosen one stands beside the others", "[import editions]")
{
    const TemporaryFolder folder;
    writeFile(folder / "a.csv", oldList(heldBy(*realCity(), "clinics")));
    const FilePreview alone = previewed(realCity(), folder / "a.csv", "new");
    CHECK(alone.source.word == "new");
    CHECK(alone.source.origin == ImportOrigin::Chosen);
    REQUIRE(alone.overlaps.size() == 1);
    CHECK(alone.overlaps.front().count == 145);
    CHECK(previewed(realCity(), folder / "a.csv", "dentists").source.word == "dentists");
}

TEST_CASE("two lists that number their rows alike have nothing in common", "[import editions]")
{
    const TemporaryFolder folder;
    auto workspace = *Workspace::create(folder / "市.chiiki", *realCity(), stamp);
    const auto take = [&](const std::string& name, const std::string& text) {
        writeFile(folder / name, text);
        ImportRequest request;
        request.files.push_back({folder / name, {}, {}});
        const auto done = applyImport(workspace, request, stamp);
        REQUIRE(done);
        return done->preview.files.front();
    };
    const FilePreview first =
        take("集会所.csv", "ID,名称,緯度,経度\n1,東の集会所,34.17,131.47\n2,西の集会所,34.18,131.46\n");
    const FilePreview second =
        take("公園.csv", "ID,名称,緯度,経度\n1,丘の公園,34.16,131.47\n2,川の公園,34.15,131.46\n");
    CHECK(second.source.word == "new");
    CHECK(second.edition.sourceId != first.edition.sourceId);
    CHECK((*workspace.snapshot())->facilities.size() == realCity()->facilities.size() + 4);
}
