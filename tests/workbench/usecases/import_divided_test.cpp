#include <cmath>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/city_indicators.h"
#include "tests/core/analysis/little_city.h"
#include "tests/support/process.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/import.h"

using namespace chiiki;

namespace {

/// Four zones over the little city: wholly west; a quarter west and three quarters east; half east, half outside; far
/// away. Pupils, a number that only seems to count, and a share.
class ZoneLayer {
public:
    explicit ZoneLayer(const std::vector<nlohmann::json>& pupils)
        : path_(std::filesystem::temp_directory_path() / ("校区_2024_" + std::to_string(getpid()) + ".geojson"))
    {
        nlohmann::json features = nlohmann::json::array();
        const double boxes[][4] = {
            {-4000, 1000, -2000, 3000}, {-1000, 0, 3000, 1000}, {9000, 0, 11000, 1000}, {20000, 0, 21000, 1000}};
        const char* const names[] = {"西小学校", "中小学校", "東小学校", "隣小学校"};
        for (std::size_t i = 0; i < 4; ++i) {
            nlohmann::json ring = nlohmann::json::array();
            const MultiPolygon outline = little_city::boxLonLat(boxes[i][0], boxes[i][1], boxes[i][2], boxes[i][3]);
            for (const Point& p : outline[0].rings[0])
                ring.push_back({p.x, p.y});
            features.push_back({{"type", "Feature"},
                                {"properties",
                                 {{"名称", names[i]},
                                  {"児童数（人）", pupils[i]},
                                  {"分類", static_cast<int>(i) + 11},
                                  {"就学率（%）", 90.5}}},
                                {"geometry", {{"type", "Polygon"}, {"coordinates", {ring}}}}});
        }
        std::ofstream(path_) << nlohmann::json{{"type", "FeatureCollection"}, {"features", features}};
    }
    ~ZoneLayer() { std::filesystem::remove(path_); }
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

ImportRequest requestOf(const ZoneLayer& layer, const std::string& target = {})
{
    ImportRequest request;
    ImportFile file;
    file.path = layer.path();
    if (!target.empty())
        file.choices.target = parseImportTarget(target);
    file.choices.year = 2024;
    request.files.push_back(file);
    return request;
}

FilePreview previewOf(const ImportRequest& request)
{
    const auto preview = previewImport(little_city::share(little_city::make()), request);
    REQUIRE(preview);
    return preview->files.front();
}

}  // namespace

TEST_CASE("the words of a division are read as they are written", "[import divided]")
{
    for (const char* word : {"areas", "areas:area", "areas:city", "areas:area:city"}) {
        const auto target = parseImportTarget(word);
        REQUIRE(target);
        CHECK(target->kind == ImportTarget::Kind::Areas);
        CHECK(wordOf(*target) == word);
    }
    CHECK(parseImportTarget("areas:area")->sharedBy == SharedBy::Area);
    CHECK(parseImportTarget("areas:city")->sharedWhole == SharedWhole::City);
    CHECK_FALSE(parseImportTarget("areas:rooms"));
}

TEST_CASE("a layer of areas with a count becomes an indicator by district", "[import divided]")
{
    const ZoneLayer layer({100, 40, 10, 7});
    const auto city = little_city::share(little_city::make());
    const auto preview = previewImport(city, requestOf(layer, "areas:area"));
    REQUIRE(preview);
    const FilePreview& file = preview->files.front();
    CHECK_FALSE(file.whyNot);
    REQUIRE(preview->after);

    // The areas: three in districts (the one that is half outside too), one outside.
    CHECK(file.reconciliation.source == 4);
    CHECK(file.reconciliation.imported == 4);
    CHECK(file.inDistrict == 3);
    CHECK(file.outside == 1);
    CHECK(file.placed[1].districtCode == "02");
    CHECK(speak(file.placed[1].evidence, Language::Japanese) == "地域にある割合: 西 25.0 %・東 75.0 %");

    // 100 + 10 west, 30 + 5 east; 5 + 7 outside.
    std::vector<IndicatorValue> values;
    for (const IndicatorValue& value : preview->after->values)
        if (value.sourceId == file.edition.sourceId)
            values.push_back(value);
    REQUIRE(values.size() == 6);
    CHECK(values[4].districtCode == "outside");
    CHECK(values[4].value == Value::of(12, Status::Estimated));
    CHECK(values[5].value == Value::of(0, Status::Estimated));
    const auto table = computeIndicator(preview->after, values[0].indicatorId);
    REQUIRE(table);
    CHECK(table->reconciliation == Reconciliation{145, 12, 0, 157});
    CHECK(values[0].value == Value::of(110, Status::Estimated));
    CHECK(values[1].value == Value::of(35, Status::Estimated));
    CHECK(values[2].value == Value::absent(Absence::Missing, Status::Estimated));
    CHECK(values[3].value == Value::of(145, Status::Estimated));
    CHECK(values[0].note == "2区域の値から推計（分割: 中小学校 25.0 %）");
    CHECK(values[0].year.year == 2024);
    const auto column = std::find_if(file.columns.begin(), file.columns.end(), [&](const ImportColumn& each) {
        return each.indicatorId == values[0].indicatorId;
    });
    REQUIRE(column != file.columns.end());
    CHECK(column->heading == "児童数（人）");
    CHECK(speak(column->evidence.back(), Language::Japanese) == "地域 145 ＋ 市外 12 ＋ 未照合 0 ＝ 元 157");
    CHECK(file.edition.limits.ja.find("面積按分") != std::string::npos);
}

TEST_CASE("such a layer is known by its columns, and what only seems to count is left until it is chosen",
          "[import divided]")
{
    const ZoneLayer layer({100, 40, 10, 7});
    const FilePreview file = previewOf(requestOf(layer));
    CHECK(file.target.word == "areas");
    CHECK_FALSE(file.whyNot);
    int taken = 0;
    for (const ImportColumn& column : file.columns)
        taken += !column.indicatorId.empty();
    CHECK(taken == 1);

    ImportRequest chosen = requestOf(layer);
    chosen.files[0].choices.columns["分類"] = "value";
    int takenThen = 0;
    for (const ImportColumn& column : previewOf(chosen).columns)
        takenThen += !column.indicatorId.empty();
    CHECK(takenThen == 2);

    ImportRequest none = requestOf(layer, "areas");
    none.files[0].choices.columns["児童数（人）"] = "ignore";
    REQUIRE(previewOf(none).whyNot);
    CHECK(previewOf(none).whyNot->code == "imports.divided_no_counts");
}

TEST_CASE("an area without its number leaves its districts without one", "[import divided]")
{
    const ZoneLayer layer({100, nullptr, 10, 7});
    const auto preview = previewImport(little_city::share(little_city::make()), requestOf(layer, "areas:area"));
    REQUIRE(preview);
    REQUIRE(preview->after);
    for (const IndicatorValue& value : preview->after->values)
        if (value.sourceId == preview->files[0].edition.sourceId)
            CHECK_FALSE(value.value.isNumber());
}

TEST_CASE("a divided layer is one journal step, again it changes nothing, and explain tells how it was divided",
          "[import divided]")
{
    const test::TemporaryFolder folder;
    const std::string path = folder / "小市.chiiki";
    const ZoneLayer layer({100, 40, 10, 7});
    std::string indicatorId;
    {
        auto workspace = Workspace::create(path, little_city::make(), {"情報課", "2026-04-01T00:00:00Z", "2026-04-01"});
        REQUIRE(workspace);
        const ChangeStamp stamp{"情報課", "2026-04-02T00:00:00Z", "2026-04-02"};
        const auto first = applyImport(*workspace, requestOf(layer, "areas:area"), stamp);
        REQUIRE(first);
        CHECK_FALSE(first->changedNothing);
        for (const ImportColumn& column : first->preview.files[0].columns)
            indicatorId += column.indicatorId;
        const auto again = applyImport(*workspace, requestOf(layer, "areas:area"), stamp);
        REQUIRE(again);
        CHECK(again->changedNothing);
        CHECK(again->snapshot->revision == first->snapshot->revision);
    }
    ExplainRequest request;
    request.workspace = path;
    request.indicatorId = indicatorId;
    request.district = "01";
    const auto explanation = explain(request, {});
    REQUIRE(explanation);
    CHECK(*explanation->value.value.number() == 110);
    const std::string text = explanationText(*explanation, Language::Japanese);
    CHECK(text.find("面積按分") != std::string::npos);
    CHECK(text.find("中小学校 25.0 %") != std::string::npos);
    CHECK(text.find("推計") != std::string::npos);
}
