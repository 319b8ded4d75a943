#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/manifest.h"

/// The words of plugin.json and what they mean.
namespace chiiki {

template <typename T>
struct Word {
    std::string_view word;
    T meaning;
};

inline constexpr std::array<Word<Aggregation>, 8> aggregationWords{{
    {"count", Aggregation::Count},
    {"total", Aggregation::Total},
    {"mean", Aggregation::Mean},
    {"distinct", Aggregation::Distinct},
    {"share_of_districts", Aggregation::ShareOfDistricts},
    {"latest", Aggregation::Latest},
    {"value", Aggregation::Value},
    {"gini", Aggregation::Gini},
}};
/// Stands among the words of `by`, and is no aggregation: the executable answers.
inline constexpr std::string_view byExecutable = "executable";

inline constexpr std::array<Word<Denominator>, 3> denominatorWords{{
    {"population", Denominator::Population},
    {"households", Denominator::Households},
    {"area_km2", Denominator::AreaKm2},
}};

inline constexpr std::array<Word<CityValue>, 4> cityWords{{
    {"sum", CityValue::Sum},
    {"ratio", CityValue::Ratio},
    {"mean", CityValue::Mean},
    {"none", CityValue::None},
}};

inline constexpr std::array<Word<IndicatorKind>, 4> kindWords{{
    {"count", IndicatorKind::Count},
    {"rate", IndicatorKind::Rate},
    {"index", IndicatorKind::Index},
    {"category", IndicatorKind::Category},
}};

inline constexpr std::array<Word<Direction>, 3> directionWords{{
    {"more", Direction::More},
    {"less", Direction::Less},
    {"none", Direction::None},
}};

inline constexpr std::array<Word<RuleCheck>, 19> checkWords{{
    {"every_district", RuleCheck::EveryDistrict},
    {"sum_equals", RuleCheck::SumEquals},
    {"cap", RuleCheck::Cap},
    {"date_within", RuleCheck::DateWithin},
    {"expired", RuleCheck::Expired},
    {"due", RuleCheck::Due},
    {"stage_order", RuleCheck::StageOrder},
    {"stalled", RuleCheck::Stalled},
    {"planned_without_result", RuleCheck::PlannedWithoutResult},
    {"unanswered", RuleCheck::Unanswered},
    {"pace", RuleCheck::Pace},
    {"at_least", RuleCheck::AtLeast},
    {"empty_cell", RuleCheck::EmptyCell},
    {"outlier", RuleCheck::Outlier},
    {"stated_change", RuleCheck::StatedChange},
    {"filled", RuleCheck::Filled},
    {"agrees", RuleCheck::Agrees},
    {"without_link", RuleCheck::WithoutLink},
    {"falling", RuleCheck::Falling},
}};

inline constexpr std::array<Word<CapScope>, 4> scopeWords{{
    {"row", CapScope::Row},
    {"district", CapScope::District},
    {"district_year", CapScope::DistrictYear},
    {"city", CapScope::City},
}};

/// `years` of every_district: of the latest year that has rows, or of any.
inline constexpr std::array<Word<bool>, 2> everyYearWords{{
    {"latest", false},
    {"all", true},
}};

inline constexpr std::array<Word<ParameterType>, 3> parameterWords{{
    {"number", ParameterType::Number},
    {"choice", ParameterType::Choice},
    {"yes_no", ParameterType::YesNo},
}};

inline constexpr std::string_view forecastMethods[] = {"last_step", "median_step", "trend"};
inline constexpr std::string_view rampWords[] = {"more", "worry", "money", "change", "fine_change", "blocks"};
inline constexpr std::string_view needWords[] = {"demand_areas", "facilities", "routes"};
inline constexpr std::string_view placesInTexts[] = {"district", "value", "limit", "year", "rows", "title", "date"};
/// Columns that the host knows of every row; no field may be called so.
inline constexpr std::string_view hostColumns[] = {"row_uid",    "status",   "source_id",
                                                   "source_row", "citation", "placement"};
/// Fields that need no declaration where `district` or `year` of a table names them.
inline constexpr std::string_view impliedDistrict = "district_code";
inline constexpr std::string_view impliedYear = "fiscal_year";

}  // namespace chiiki
