#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "core/store/workspace.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/history.h"
#include "workbench/usecases/past_state.h"
#include "workbench/usecases/undo.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

ChangeStamp stampOf(const std::string& author, const std::string& at)
{
    return {author, at, at.substr(0, 10)};
}

/// Three districts of 100, 200 and 300 people. Step 2 of 10 May gives the first 150, step 3 the second 250, step 4 of
/// 12 May undoes step 3.
class EditedCity {
public:
    EditedCity()
    {
        auto workspace = Workspace::create(path(), *smallCity(), stampOf("情報課", "2026-05-01T03:00:00Z"));
        REQUIRE(workspace);
        count(*workspace, 0, 150, stampOf("協働推進課", "2026-05-10T03:00:00Z"));
        count(*workspace, 1, 250, stampOf("都市計画課", "2026-05-10T04:00:00Z"));
        REQUIRE(workspace->undoLast(stampOf("情報課", "2026-05-12T03:00:00Z")));
    }

    std::string path() const { return folder_ / "a.chiiki"; }
    std::vector<JournalEntry> journal() const { return Workspace::open(path(), Access::ReadOnly)->journal().value(); }

private:
    static void count(Workspace& workspace, std::size_t block, int people, const ChangeStamp& stamp)
    {
        Snapshot next = **workspace.snapshot();
        next.demandAreas[block].people = people;
        REQUIRE(workspace.commit(next, {"store.created", {}}, stamp));
    }

    TemporaryFolder folder_;
};

std::vector<double> afterOf(const ValueHistory& history)
{
    std::vector<double> numbers;
    for (const ValueStep& step : history.steps)
        numbers.push_back(step.after.value().value.number().value());
    return numbers;
}

}  // namespace

TEST_CASE("a moment is a step's number, the end of a day, or a time of the day", "[history]")
{
    const EditedCity city;
    const auto journal = city.journal();
    const auto step = [&](const std::string& moment) { return stepAt(journal, moment).value().id; };
    CHECK(step("2") == 2);
    CHECK(step("4") == 4);
    CHECK(step(localTimeOf("2026-05-10T03:00:00Z").substr(0, 10)) == 3);
    CHECK(step("2026-05-11") == 3);
    CHECK(step("2099-01-01") == 4);
    // Either side of 04:00 UTC, however the system writes it.
    CHECK(step(localTimeOf("2026-05-10T03:59:59Z")) == 2);
    CHECK(step(localTimeOf("2026-05-10T04:00:00Z")) == 3);
    CHECK(step(localTimeOf("2026-05-10T04:00:00Z").substr(0, 16)) == 3);
    std::string withT = localTimeOf("2026-05-10T03:59:59Z");
    withT[10] = 'T';
    CHECK(step(withT) == 2);

    const auto refusal = [&](const std::string& moment) { return stepAt(journal, moment).error().message; };
    CHECK(refusal("2020-01-01").code == "history.before_first");
    CHECK(refusal("2020-01-01").arguments[1] == localTimeOf("2026-05-01T03:00:00Z"));
    CHECK(refusal("5").code == "history.no_step");
    CHECK(refusal("0").code == "history.no_step");
    for (const char* wrong : {"R8.5.10", "2026-5-1", "2026-13-01", "2026-05-10 24:00", "2026-05-10 09", "昨日", ""})
        CHECK(refusal(wrong).code == "history.no_moment");
}

TEST_CASE("a past state holds what it held, and says of which step it is", "[history]")
{
    const EditedCity city;
    const auto past = openPast(city.path(), "2");
    REQUIRE(past);
    CHECK(past->snapshot->demandAreas[0].people == 150);
    CHECK(past->snapshot->demandAreas[1].people == 200);
    CHECK(past->snapshot->asOf == "2026-05-10");
    CHECK(past->stepsThatDay == 2);
    CHECK_FALSE(past->isPresent());
    const std::string said = pastText(*past, Language::English);
    CHECK_THAT(said, Catch::Contains("A past state") && Catch::Contains("step 2 (協働推進課") &&
                         Catch::Contains("changes since: 2"));
    CHECK(openPast(city.path(), "2099-01-01")->isPresent());
}

TEST_CASE("what was in force then is in force in the journal of then", "[history]")
{
    const EditedCity city;
    const auto now = city.journal();
    CHECK_FALSE(now[1].isInForce);  // step 3
    const auto then = journalUntil(now, 3);
    REQUIRE(then.size() == 3);
    CHECK(then[0].id == 3);
    CHECK(then[0].isInForce);
}

TEST_CASE("a computed number tells the values it had at each change of what it is made of, and no others", "[history]")
{
    const EditedCity city;
    const auto historyOfDistrict = [&](const std::string& district) {
        auto history = historyOf({city.path(), "population.total", district, std::nullopt}, {});
        REQUIRE(history);
        return *std::move(history);
    };
    const ValueHistory first = historyOfDistrict("01");
    CHECK(afterOf(first) == std::vector<double>{150, 100});
    CHECK(first.steps[0].entry.id == 2);
    CHECK(first.steps[0].entry.author == "協働推進課");
    CHECK(first.steps[0].before->value.number() == 100.0);
    CHECK_FALSE(first.steps[1].before);
    CHECK(first.steps[1].entry.id == 1);

    const ValueHistory second = historyOfDistrict("白石");
    CHECK(afterOf(second) == std::vector<double>{200, 250, 200});
    CHECK_FALSE(second.steps[1].entry.isInForce);
    CHECK(afterOf(historyOfDistrict("03")) == std::vector<double>{300});
    CHECK(afterOf(historyOfDistrict("city")) == std::vector<double>{650, 700, 650, 600});

    const auto csv = valueHistoryCsv(first);
    CHECK_THAT(csv, Catch::Contains("2,2026-05-10T03:00:00Z,協働推進課,") && Catch::Contains(",01,") &&
                        Catch::Contains(",100,,computed,150,,computed"));
    const auto json = nlohmann::json::parse(valueHistoryJson(first));
    CHECK(json["rows"][0]["before"]["value"] == 100);
    CHECK(json["rows"][0]["after"]["value"] == 150);
    CHECK(json["rows"][0]["is_change"] == true);
    CHECK_THAT(valueHistoryText(first, Language::Japanese), Catch::Contains("100 人 [計算値] → 150 人 [計算値]"));
}

TEST_CASE("the journal lists who changed how many rows of which table", "[history]")
{
    const EditedCity city;
    const auto steps = historyOf(city.path());
    REQUIRE(steps);
    REQUIRE(steps->size() == 4);
    const HistoryStep& undoing = steps->front();
    CHECK(undoing.entry.reverts == 3);
    REQUIRE(undoing.counts.size() == 1);
    CHECK(undoing.counts[0].table == "demand_area");
    CHECK(undoing.counts[0].changed == 1);
    CHECK(undoing.counts[0].added + undoing.counts[0].removed == 0);
    CHECK(steps->back().counts.empty());
    CHECK_THAT(historyText(*steps, Language::Japanese),
               Catch::Contains("記録 3") && Catch::Contains("（取り消し済み）") && Catch::Contains("基本単位区"));
}

TEST_CASE("explain answers about the past with the journal and the date of then", "[history][explain]")
{
    const EditedCity city;
    ExplainRequest request{"population.total", "01", std::nullopt, city.path()};
    request.stateOf = "1";
    const auto explanation = explain(request, {});
    REQUIRE(explanation);
    CHECK(explanation->value.value.number() == 100.0);
    CHECK(explanation->lastChange->author == "情報課");
    CHECK(explanation->asOf == smallCity()->asOf);
    CHECK_THAT(explanation->commandLine, Catch::Contains("--state-of 1"));
}
