#include <catch2/catch.hpp>

#include "core/model/indicator.h"
#include "core/model/placement.h"
#include "core/model/value.h"

using namespace chiiki;

TEST_CASE("a value that nobody set is missing, not zero", "[value]")
{
    const Value value;
    CHECK_FALSE(value.isNumber());
    CHECK_FALSE(value.number().has_value());
    CHECK(value.absence() == Absence::Missing);
    CHECK(Value::of(0, Status::Official).number() == 0.0);
}

TEST_CASE("a result takes the weakest status of its inputs", "[value]")
{
    CHECK(weakest(Status::Official, Status::Computed) == Status::Computed);
    CHECK(weakest(Status::Estimated, Status::Sample) == Status::Sample);
    CHECK(weakest(Status::Official, Status::Official) == Status::Official);
}

TEST_CASE("words for status, series and absence read back as what they name", "[value]")
{
    for (const Status status : {Status::Sample, Status::Estimated, Status::Computed, Status::Official})
        CHECK(parseStatus(code(status)) == status);
    for (const Series series : {Series::Actual, Series::Base, Series::Target, Series::Forecast})
        CHECK(parseSeries(code(series)) == series);
    for (const Absence absence : {Absence::Missing, Absence::Suppressed, Absence::NotApplicable})
        CHECK(parseAbsence(code(absence)) == absence);
    CHECK_FALSE(parseStatus("Official").has_value());
}

TEST_CASE("a reconciliation adds up only when its parts make the source", "[placement]")
{
    CHECK(Reconciliation{220, 1, 1, 222}.addsUp());
    CHECK_FALSE(Reconciliation{220, 1, 0, 222}.addsUp());
    CHECK(Reconciliation{220, 1, 0, 222}.gap() == 1.0);
    CHECK(Reconciliation{}.addsUp());
}

TEST_CASE("what was counted in several districts is taken off before the parts are added", "[placement]")
{
    CHECK(Reconciliation{24, 0, 1, 22, 3}.addsUp());
    CHECK(Reconciliation{24, 0, 1, 22, 0}.gap() == -3.0);
}

TEST_CASE("a unit of a rate is spoken with both its parts", "[indicator]")
{
    CHECK(unitTitle("people/km2", Language::Japanese) == "人/km²");
    CHECK(unitTitle("yen/people", Language::English) == "yen/people");
    CHECK(unitTitle("ratio", Language::Japanese) == "%");
}
