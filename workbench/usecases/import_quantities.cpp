#include "workbench/usecases/import_quantities.h"

#include <algorithm>
#include <set>

#include "core/io/column_roles.h"
#include "core/text/japanese_date.h"
#include "core/text/names.h"
#include "core/text/number_text.h"
#include "core/text/utf8.h"

namespace chiiki::imports {
namespace {

struct UnitWord {
    std::string_view word;  // normalised; in a heading or in brackets behind it
    std::string_view unit;
    IndicatorKind kind;
    double factor;
};

// The first that is found counts: 人口密度 before 人口, 千円 before 円.
constexpr UnitWord unitWords[] = {
    {"人/km2", "people/km2", IndicatorKind::Rate, 1},
    {"人口密度", "people/km2", IndicatorKind::Rate, 1},
    {"百万円", "yen", IndicatorKind::Count, 1e6},
    {"万円", "yen", IndicatorKind::Count, 1e4},
    {"千円", "yen", IndicatorKind::Count, 1e3},
    {"(円)", "yen", IndicatorKind::Count, 1},
    {"%", "percent", IndicatorKind::Rate, 1},
    {"率", "percent", IndicatorKind::Rate, 1},
    {"割合", "percent", IndicatorKind::Rate, 1},
    {"構成比", "percent", IndicatorKind::Rate, 1},
    {"share", "percent", IndicatorKind::Rate, 1},
    {"percent", "percent", IndicatorKind::Rate, 1},
    {"平均", "count", IndicatorKind::Index, 1},
    {"指数", "count", IndicatorKind::Index, 1},
    {"偏差値", "count", IndicatorKind::Index, 1},
    {"世帯", "households", IndicatorKind::Count, 1},
    {"(戸)", "households", IndicatorKind::Count, 1},
    {"km2", "km2", IndicatorKind::Count, 1},
    {"面積", "km2", IndicatorKind::Count, 1},
    {"(人)", "people", IndicatorKind::Count, 1},
    {"(名)", "people", IndicatorKind::Count, 1},
    {"人口", "people", IndicatorKind::Count, 1},
    {"人数", "people", IndicatorKind::Count, 1},
    {"者数", "people", IndicatorKind::Count, 1},
    {"人員", "people", IndicatorKind::Count, 1},
    {"男性", "people", IndicatorKind::Count, 1},
    {"女性", "people", IndicatorKind::Count, 1},
    {"歳以上", "people", IndicatorKind::Count, 1},
    {"歳未満", "people", IndicatorKind::Count, 1},
    {"会員", "people", IndicatorKind::Count, 1},
    {"児童", "people", IndicatorKind::Count, 1},
    {"生徒", "people", IndicatorKind::Count, 1},
    {"金額", "yen", IndicatorKind::Count, 1},
    {"交付額", "yen", IndicatorKind::Count, 1},
    {"回数", "times", IndicatorKind::Count, 1},
    {"(回)", "times", IndicatorKind::Count, 1},
    {"density", "people/km2", IndicatorKind::Rate, 1},
    {"population", "people", IndicatorKind::Count, 1},
    {"households", "households", IndicatorKind::Count, 1},
    {"件", "count", IndicatorKind::Count, 1},
    {"数", "count", IndicatorKind::Count, 1},
};

int decimalsIn(const std::vector<std::string>& cells)
{
    int decimals = 0;
    for (const std::string& cell : cells)
        if (const auto number = numberInCell(cell))
            decimals = std::max(decimals, decimalsNeeded(*number));
    return std::min(decimals, 3);
}

/// 人口（人） without its unit.
std::string withoutUnit(const std::string& heading)
{
    for (const std::string_view open : {"（", "("})
        if (const auto at = heading.rfind(open); at != std::string::npos && at > 0) {
            std::string inside = normalisedName(heading.substr(at));
            for (const std::string_view unit : {"(人)", "(世帯)", "(戸)", "(円)", "(千円)", "(万円)", "(百万円)", "(%)",
                                                "(件)", "(回)", "(km2)", "(箇所)", "(か所)", "(名)", "(人/km2)"})
                if (inside == unit)
                    return trimmed(heading.substr(0, at));
        }
    return heading;
}

}  // namespace

Quantity quantityOf(const std::string& heading, const std::vector<std::string>& cells)
{
    Quantity quantity;
    quantity.title = withoutUnit(heading);
    quantity.decimals = decimalsIn(cells);
    const std::string plain = normalisedName(heading);
    const auto inCells = [&](std::string_view unit) {
        return !cells.empty() && std::all_of(cells.begin(), cells.end(), [&](const std::string& cell) {
            return normalisedName(cell).ends_with(unit);
        });
    };
    const UnitWord* found = nullptr;
    for (const UnitWord& known : unitWords)
        if (plain.find(known.word) != std::string::npos) {
            found = &known;
            break;
        }
    if (inCells("%")) {
        quantity.unit = "percent";
        quantity.kind = IndicatorKind::Rate;
        quantity.evidence.push_back({"imports.unit_in_cells", {"%"}});
    } else if (inCells("円")) {
        quantity.unit = "yen";
        quantity.evidence.push_back({"imports.unit_in_cells", {"円"}});
    } else if (found) {
        quantity.unit = found->unit;
        quantity.kind = found->kind;
        quantity.factor = found->factor;
        quantity.evidence.push_back({"imports.unit_by_heading", {std::string(found->word)}});
    } else if (quantity.decimals > 0) {
        quantity.kind = IndicatorKind::Index;
        quantity.evidence.push_back({"imports.unit_by_fractions", {}});
        quantity.isDoubtful = true;
    } else {
        quantity.evidence.push_back({"imports.unit_by_wholes", {}});
        quantity.isDoubtful = true;
    }
    if (quantity.unit == "percent" && quantity.decimals > 0 && !inCells("%")) {
        const bool isShare = std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
            const auto number = numberInCell(cell);
            return number && *number >= 0 && *number <= 1;
        });
        if (isShare) {
            quantity.unit = "ratio";
            quantity.evidence.push_back({"imports.unit_is_share", {}});
        }
    }
    return quantity;
}

bool takeUnit(Quantity& quantity, const std::string& chosen)
{
    static const std::set<std::string> units = {"people",     "households", "yen",   "count",   "km2",
                                                "m",          "percent",    "ratio", "minutes", "days",
                                                "people/km2", "yen/people", "times"};
    std::string unit = chosen;
    std::optional<IndicatorKind> kind;
    if (const auto blank = chosen.find(' '); blank != std::string::npos) {
        for (const IndicatorKind known :
             {IndicatorKind::Count, IndicatorKind::Rate, IndicatorKind::Index, IndicatorKind::Category})
            if (code(known) == chosen.substr(0, blank))
                kind = known;
        if (!kind)
            return false;
        unit = chosen.substr(blank + 1);
    }
    if (!units.contains(unit))
        return false;
    const bool isRate = unit == "percent" || unit == "ratio" || unit.find('/') != std::string::npos;
    quantity.unit = unit;
    quantity.kind = kind.value_or(isRate ? IndicatorKind::Rate : IndicatorKind::Count);
    quantity.isDoubtful = false;
    quantity.evidence = {{"imports.as_chosen", {}}};
    return true;
}

Result<FiscalYear> yearOfCell(const std::string& text, const Snapshot& city)
{
    auto year = parseYearOfTable(text);
    if (!year)
        return year;
    if (auto beyond = beyondPlanning(*year, city, text))
        return fail(ErrorKind::BadFormat, *std::move(beyond));
    return year;
}

std::optional<Message> beyondPlanning(FiscalYear year, const Snapshot& city, const std::string& written)
{
    const auto present = fiscalYearOfAsOf(city.asOf);
    if (!present || year.year <= present->year + planningYears)
        return std::nullopt;
    return Message{"imports.year_beyond",
                   {written, std::to_string(year.year), std::to_string(present->year + planningYears)}};
}

std::optional<int> yearSpokenOf(const std::string& text)
{
    const std::u32string letters = toCodePoints(normalisedName(text));
    std::set<int> years;
    for (std::size_t start = 0; start < letters.size(); ++start) {
        const auto isWordLetter = [](char32_t c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
        if (start > 0 && isWordLetter(letters[start - 1]) && isWordLetter(letters[start]))
            continue;
        // The longest that is a year, so that 令和6年度 is not 令和6.
        for (std::size_t length = std::min<std::size_t>(12, letters.size() - start); length >= 2; --length) {
            if (start + length < letters.size() && isWordLetter(letters[start + length - 1]) &&
                isWordLetter(letters[start + length]))
                continue;
            if (const auto year = parseYearOfTable(fromCodePoints(letters.substr(start, length)))) {
                years.insert(year->year);
                start += length - 1;
                break;
            }
        }
    }
    return years.size() == 1 ? std::optional(*years.begin()) : std::nullopt;
}

}  // namespace chiiki::imports
