#pragma once

#include <optional>
#include <string>

#include <QString>

#include "core/analysis/comparison.h"
#include "core/model/overlay.h"
#include "core/model/snapshot.h"
#include "maps/style/choropleth.h"

namespace chiiki::desktop {

class Words;

/// One indicator in one year, ready for map, table, tooltip and status: they all read this and so agree.
struct ShownIndicator {
    IndicatorResult result;
    FiscalYear year;
    Choropleth choropleth;
    ComparisonTable table;  // one column; districts in the snapshot's order, then city and rests

    /// The city's value; missing where the result has none for this year.
    Value cityValue() const;
    /// 「5」, 「5タイ」; empty for a district without a number.
    QString rankText(const std::string& code, const Words& words) const;
    std::optional<int> rankOf(const std::string& code) const;
    /// Districts that have a rank.
    int rankedCount() const;
};

/// One year of the actual series, classified and ranked; by default the latest. A year without values shows everything
/// absent, never another year's. `style`: what the planners decided, see classStyleOf.
ShownIndicator showYear(const Snapshot& snapshot, IndicatorResult result, std::optional<int> year = {},
                        const ClassStyle& style = {});

/// Fiscal years with an actual value of a district or the city, ascending.
std::vector<int> yearsOf(const IndicatorResult& result);

/// 「欠測」, 「秘匿」, 「該当なし」.
QString absenceWord(Absence absence, const Words& words);

/// 「人口密度（令和2年度）」
QString titleOf(const ShownIndicator& shown, const Words& words);

/// 「3,185人/km²、1位、1,500以上3,185以下」: value with unit, rank and class range; why there is none otherwise.
QString valueSentence(const ShownIndicator& shown, const DistrictReading& reading, const Words& words);

/// The tooltip of a district on map and table: name in bold, then value, rank and class, a line each.
QString tooltipOf(const Snapshot& snapshot, const ShownIndicator& shown, const std::string& code, const Words& words);

/// 「21地域 193,966 + 市外 0 + 未照合 0 = 元 193,966 ✓」; for what does not add up, that it does not.
QString reconciliationOf(const ShownIndicator& shown, const Words& words);

}  // namespace chiiki::desktop
