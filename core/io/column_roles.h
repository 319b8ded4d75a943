#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/message.h"
#include "core/io/header_row.h"
#include "core/io/raw_table.h"
#include "core/io/standard_sets.h"

namespace chiiki {

/// What a column is taken for, and why.
struct ColumnGuess {
    ColumnRole role = ColumnRole::Ignore;
    std::vector<Message> evidence;
    bool isDoubtful = false;
    std::optional<int> year;  // fiscal year that the heading says: 人口_令和5年度
    std::string quantity;     // of a value: the heading without its year; empty where it is a year alone
};

/// What a caller knows of the city.
struct CityWords {
    std::function<bool(const std::string&)> isDistrict;  // a cell names a district
    std::function<bool(const std::string&)> isTown;      // a cell names a 町丁 of the city, or begins with one
};

/// Guesses every column of a table that is none of the standard sets, by its heading and by what its cells hold: first
/// what headings say everywhere (名称, 住所, 緯度, 地域, 年度, ...), then the cells (names of districts, of towns,
/// numbers). Columns of numbers that begin with 0 are codes and stay text.
std::vector<ColumnGuess> guessColumns(const RawTable& table, const TableLayout& layout, const CityWords& city);

/// How many of the cells are names that headings of tables have; for findLayout.
int countKnownHeadings(const std::vector<std::string>& cells);

/// A number as tables write it: full width, thousands parted by commas in threes, △ and ▲ for a minus, with a unit of
/// people, things or money behind it (`factor` times itself: 千円 1000). nullopt: it is none.
std::optional<double> numberInCell(std::string_view text);

/// "-", "…", "x", "***" and their like, that stand where a number is not given.
enum class CellMark { None, NotApplicable, Missing, Suppressed };
CellMark markInCell(std::string_view text);

}  // namespace chiiki
