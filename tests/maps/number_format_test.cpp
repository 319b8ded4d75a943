#include <catch2/catch.hpp>

#include "maps/style/number_format.h"

using namespace chiiki;

namespace {

Indicator make(const char* unit, IndicatorKind kind, int decimals)
{
    Indicator indicator;
    indicator.unit = unit;
    indicator.kind = kind;
    indicator.decimals = decimals;
    return indicator;
}

}  // namespace

TEST_CASE("numbers have commas, a true minus and are rounded half up on their decimal digits", "[format]")
{
    CHECK(formatNumber(13228, 0) == "13,228");
    CHECK(formatNumber(1234567.891, 1) == "1,234,567.9");
    CHECK(formatNumber(2.675, 2) == "2.68");  // the double is a little less than 2.675
    CHECK(formatNumber(0.5, 0) == "1");
    CHECK(formatNumber(-0.5, 0) == "\u22121");
    CHECK(formatNumber(-0.04, 1) == "0.0");
    CHECK(formatNumber(999.95, 1) == "1,000.0");
    CHECK(formatNumber(1e-9, 3) == "0.000");
    CHECK(formatNumber(0, 0) == "0");
    CHECK(formatNumber(1e15, 0) == "1,000,000,000,000,000");
    CHECK(formatChange(7.7, 1) == "+7.7");
    CHECK(formatChange(0, 1) == "0.0");
    CHECK(formatChange(-3, 0) == "\u22123");
}

TEST_CASE("a ratio is shown in percent with one decimal", "[format]")
{
    const Indicator share = make("ratio", IndicatorKind::Rate, 1);
    CHECK(formatNumber(0.285, share, NumberPlace::Table, Language::Japanese) == "28.5");
    CHECK(formatNumber(0.7125, share, NumberPlace::Table, Language::Japanese) == "71.3");
    CHECK(formatWithUnit(1, share, NumberPlace::Table, Language::Japanese) == "100.0%");
    CHECK(formatWithUnit(67, make("percent", IndicatorKind::Rate, 1), NumberPlace::Table, Language::English) ==
          "67.0%");
}

TEST_CASE("counts of ten thousand and more are written with 万 on maps in Japanese only", "[format]")
{
    const Indicator people = make("people", IndicatorKind::Count, 0);
    CHECK(formatNumber(13228, people, NumberPlace::Map, Language::Japanese) == "1.3万");
    CHECK(formatNumber(9999, people, NumberPlace::Map, Language::Japanese) == "9,999");
    CHECK(formatNumber(13228, people, NumberPlace::Table, Language::Japanese) == "13,228");
    CHECK(formatNumber(13228, people, NumberPlace::Map, Language::English) == "13,228");
    CHECK(formatWithUnit(13228, people, NumberPlace::Map, Language::Japanese) == "1.3万人");
    CHECK(formatWithUnit(3185.2, make("people/km2", IndicatorKind::Rate, 0), NumberPlace::Map, Language::English) ==
          "3,185 people/km²");
}

TEST_CASE("absent values are their sign, and 0 is a value", "[format]")
{
    const Indicator people = make("people", IndicatorKind::Count, 0);
    const auto text = [&](const Value& value) {
        return formatValue(value, people, NumberPlace::Table, Language::Japanese);
    };
    CHECK(text(Value::absent(Absence::Missing)) == "…");
    CHECK(text(Value::absent(Absence::Suppressed)) == "x");
    CHECK(text(Value::absent(Absence::NotApplicable)) == "-");
    CHECK(text(Value::of(0, Status::Official)) == "0");
}
