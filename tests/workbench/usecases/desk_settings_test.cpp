#include <catch2/catch.hpp>

#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/desk_settings.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const ChangeStamp stamp{"協働推進課", "2026-04-01T00:15:30Z", "2026-04-01"};

/// A workspace of the small city, open for writing.
class Desk {
public:
    Desk()
        : workspace(made(folder_ / "a.chiiki"))
    {
    }
    SnapshotPtr now() { return *workspace.snapshot(); }
    std::string lastStep() { return speak(workspace.journal(1)->front().what, Language::Japanese); }
    /// A setting as a foreign hand may have written it.
    SnapshotPtr with(const std::string& key, const std::string& value)
    {
        Snapshot next = *now();
        next.settings = {{key, value}};
        return std::make_shared<const Snapshot>(next);
    }

private:
    static Workspace made(const std::string& path)
    {
        auto workspace = Workspace::create(path, *smallCity(), stamp);
        REQUIRE(workspace);
        return *std::move(workspace);
    }
    TemporaryFolder folder_;

public:
    Workspace workspace;
};

template <typename T>
std::string codeOf(const Result<T>& result)
{
    return result ? std::string() : std::string(result.error().message.code);
}

Manifest flood()
{
    Manifest manifest;
    manifest.id = "flood";
    manifest.title = {"洪水", "Flood"};
    ParameterSpec depth;
    depth.id = "depth";
    depth.title = {"深さ", "Depth"};
    depth.minimum = 0;
    depth.maximum = 5;
    depth.defaultValue = "0.5";
    ParameterSpec scale;
    scale.id = "scale";
    scale.type = ParameterType::Choice;
    scale.title = {"想定", "Scale"};
    scale.defaultValue = "largest";
    scale.choices = {{"largest", {"想定最大", "Largest"}}, {"plan", {"計画規模", "Plan"}}};
    manifest.parameters = {depth, scale};
    return manifest;
}

}  // namespace

TEST_CASE("the indicators of the table are kept in their order, each once", "[desk_settings]")
{
    Desk desk;
    CHECK(pinnedIndicators(*desk.now()).empty());
    const auto pinned = pinIndicators(desk.workspace, {"population.total", "area.km2", "population.total"}, stamp);
    REQUIRE(pinned);
    CHECK(pinnedIndicators(**pinned) == std::vector<std::string>{"population.total", "area.km2"});
    CHECK(desk.lastStep() == "表に並べる指標");
    REQUIRE(desk.workspace.undoLast(stamp));
    CHECK(pinnedIndicators(*desk.now()).empty());
    REQUIRE(desk.workspace.redoLast(stamp));
    REQUIRE(pinIndicators(desk.workspace, {}, stamp));
    CHECK(desk.now()->settings.empty());
}

TEST_CASE("a class style comes back as it was set, and the default one is none", "[desk_settings]")
{
    Desk desk;
    CHECK(classStyleOf(*desk.now(), "population.density") == ClassStyle());
    const ClassStyle style{BreakMethod::Quantile, 7, {0.1, 2.5, 1e6}, Ramp::FineChange};
    const auto set = setClassStyle(desk.workspace, "population.density", style, stamp, "人口密度");
    REQUIRE(set);
    CHECK(classStyleOf(**set, "population.density") == style);
    CHECK(classStyleOf(**set, "population.total") == ClassStyle());
    CHECK(desk.lastStep() == "「人口密度」の色分け");
    CHECK((*set)->asOf == "2024-06-01");
    REQUIRE(setClassStyle(desk.workspace, "population.density", ClassStyle(), stamp));
    CHECK(desk.now()->settings.empty());

    CHECK(codeOf(setClassStyle(desk.workspace, "a.b", {BreakMethod::Quantile, 10, {}, {}}, stamp)) ==
          "edits.unusable_style");
    CHECK(codeOf(setClassStyle(desk.workspace, "a.b", {BreakMethod::Quantile, 5, {2, 2}, {}}, stamp)) ==
          "edits.unusable_style");
}

TEST_CASE("every method and ramp has a word of its own", "[desk_settings]")
{
    Desk desk;
    for (const BreakMethod method : {BreakMethod::NaturalBreaks, BreakMethod::Quantile, BreakMethod::EqualInterval}) {
        for (const Ramp ramp : {Ramp::More, Ramp::Worry, Ramp::Money, Ramp::Change, Ramp::FineChange, Ramp::Blocks}) {
            const ClassStyle style{method, 3, {}, ramp};
            const auto set = setClassStyle(desk.workspace, "a.b", style, stamp);
            REQUIRE(set);
            CHECK(classStyleOf(**set, "a.b") == style);
        }
    }
}

TEST_CASE("a note belongs to a district there is", "[desk_settings]")
{
    Desk desk;
    const auto noted = setNote(desk.workspace, "03", "駅前の\n駐輪場 \n", stamp);
    REQUIRE(noted);
    CHECK(noteOf(**noted, "03") == "駅前の\n駐輪場");
    CHECK(noteOf(**noted, "01").empty());
    CHECK(desk.lastStep() == "湯田のメモ");
    CHECK(codeOf(setNote(desk.workspace, "09", "x", stamp)) == "usecases.no_district");
    REQUIRE(setNote(desk.workspace, "03", " \n", stamp));
    CHECK(desk.now()->settings.empty());
}

TEST_CASE("parameters are judged by the manifest, and what is the default is not kept", "[desk_settings]")
{
    Desk desk;
    const Manifest manifest = flood();
    CHECK(codeOf(setParameters(desk.workspace, manifest, {{"depth", "9"}}, stamp)) ==
          "usecases.parameter_out_of_range");
    CHECK(codeOf(setParameters(desk.workspace, manifest, {{"width", "1"}}, stamp)) == "usecases.no_parameter");
    const auto set = setParameters(desk.workspace, manifest, {{"depth", "0.5"}, {"scale", "plan"}}, stamp);
    REQUIRE(set);
    CHECK(parametersOf(**set, "flood") == ParameterValues{{"scale", "plan"}});
    CHECK(parametersOf(**set, manifest) == ParameterValues{{"scale", "plan"}});
    CHECK(desk.lastStep() == "洪水の設定: 想定 → 計画規模");
    REQUIRE(setParameters(desk.workspace, manifest, {{"depth", "3"}}, stamp));
    CHECK(desk.lastStep() == "洪水の設定: 深さ → 3、想定 → 想定最大");
    REQUIRE(setParameters(desk.workspace, manifest, {}, stamp));
    CHECK(desk.now()->settings.empty());

    // A later version of the plugin takes less.
    Manifest later = manifest;
    later.parameters[1].choices.pop_back();
    CHECK(parametersOf(**set, later).empty());
}

TEST_CASE("a setting that a foreign hand wrote wrongly counts as none", "[desk_settings]")
{
    Desk desk;
    for (const char* const wrong : {"", "{", "7", "[[1],2]", "null", "{\"a\":1}"}) {
        CAPTURE(wrong);
        CHECK(pinnedIndicators(*desk.with("pins", wrong)).empty());
        CHECK(parametersOf(*desk.with("parameters:flood", wrong), "flood").empty());
    }
    for (const char* const wrong :
         {"x", "[]", "\"quantile\"", R"({"method":"best"})", R"({"classes":"7"})", R"({"classes":1})",
          R"({"classes":3.5})", R"({"limits":[3,2]})", R"({"limits":["a"]})", R"({"ramp":"pink","classes":3})"}) {
        CAPTURE(wrong);
        CHECK(classStyleOf(*desk.with("style:a.b", wrong), "a.b") == ClassStyle());
    }
    CHECK(classStyleOf(*desk.with("style:a.b", R"({"classes":3,"later":1})"), "a.b").classes == 3);
}
