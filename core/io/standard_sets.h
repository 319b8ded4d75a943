#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/message.h"
#include "core/io/header_row.h"

namespace chiiki {

/// What a column is taken for.
enum class ColumnRole {
    Ignore,
    Id,
    Name,
    Kana,
    Type,         // what the table itself calls a record: 医療機関の種類, 種別
    Address,      // whole
    AddressPart,  // one of several that make it up, in their order
    Town,         // 町字
    DistrictCode,
    DistrictName,
    Longitude,  // or metres east, where the table's CRS says so
    Latitude,
    Year,
    Capacity,
    Attribute,
    Publisher,
    CityCode,   // 全国地方公共団体コード
    Indicator,  // of tables with a row for each number: which one it is
    Unit,
    Value,
    Note,
};

/// "name", "longitude", ...: the word of a choice.
std::string_view code(ColumnRole role);
std::optional<ColumnRole> parseColumnRole(std::string_view word);
/// 「名称」, 「緯度」.
Text titleOf(ColumnRole role);

/// What a cell of a column of a standard set must look like.
enum class CellRule {
    Any,
    Degrees,   // decimal, within Japan
    CityCode,  // 6 digits, the last one right
    Whole,     // a number of people, beds, ...
    Flag,      // 有 無 1 0, also ○ and ×
    Day,       // 2024-06-01
    Clock,     // 8:30, 24:00
    PostCode,  // 7 digits
    Kana,      // katakana
};

struct StandardColumn {
    std::string_view name;
    ColumnRole role = ColumnRole::Ignore;
    std::string_view attribute = {};  // of Attribute: the facility's
    CellRule rule = CellRule::Any;
    bool isRequired = false;
};

/// A table of 自治体標準オープンデータセット or of the 推奨データセット that it follows.
struct StandardSet {
    std::string_view id;  // "medical", ...
    Text title;
    bool isOld = false;             // 推奨データセット: 住所 and NO for 所在地_連結表記 and ID
    std::string_view facilityKind;  // of its records, where their cells do not tell; empty: numbers, no facilities
    std::span<const StandardColumn> shared;   // columns that most sets of its time have
    std::span<const StandardColumn> columns;  // its own
    std::vector<std::string_view> telling;    // of its own: one of them in a header tells the set
};

/// All sets known, new ones before old ones.
std::span<const StandardSet> standardSets();

/// A set that a header is of.
struct SetMatch {
    const StandardSet* set = nullptr;
    std::string prefix;                          // 教育機関_, that all headings begin with
    std::vector<const StandardColumn*> columns;  // one a heading; nullptr: none of the set's
    std::size_t known = 0;                       // headings that are the set's
    std::vector<std::string> missing;            // required columns that the header lacks
    std::vector<std::string> unknown;            // headings that the set lacks
};

/// The set of these headings: the one that knows most of them, if those are at least half of them and the ones that
/// tell it are among them. Spellings of cities are known (所在地_ｰ以下, 全角・半角, a prefix before every name).
/// nullopt: none.
std::optional<SetMatch> matchStandardSet(const std::vector<std::string>& headings);

/// Of all sets: what a heading alone is taken for; nullptr where no set has it.
const StandardColumn* findStandardColumn(std::string_view heading);

/// A cell that is not as the set wants it, with what would be right where that is sure.
struct CellFault {
    std::int64_t row = 0;  // number in the file
    std::size_t column = 0;
    std::string heading;
    std::string written;
    Message what;
    std::optional<std::string> proposal;
};

/// Every cell of the table against the rules of its columns, and required ones that are blank; in the order of rows.
/// Longitude and latitude that are exchanged, in degrees and minutes or outside Japan are faults of both cells.
std::vector<CellFault> validateAgainst(const SetMatch& match, const RawTable& table, const TableLayout& layout);

/// The check digit of a 全国地方公共団体コード: 6 for 35203 is 9. Precondition: five digits.
char checkDigitOf(std::string_view fiveDigits);

}  // namespace chiiki
