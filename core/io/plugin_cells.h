#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.h"
#include "core/base/result.h"
#include "core/io/district_names.h"
#include "core/model/plugin_table.h"

namespace chiiki {

/// What a cell says, or why it is not of its field's type.
using CellContent = tl::expected<FieldValue, Message>;

/// The text of a cell as a value of its field, judged strictly: what could mean two things is refused. Blanks at the
/// ends and full-width letters do not matter; thousands are parted by commas in threes or not at all; △ and ▲ before a
/// number are a minus; a number may carry the unit of its field (円, 人, 件, %, ...; of yen also 千円, 万円, 百万円).
/// Dates are ISO, 2024/6/1 or 和暦, also to the month or the year alone; fiscal years 2024, R6, 令和6年度, FY2024;
/// choices their id or title; places WKT. An empty cell is monostate. Fields of districts: see placeCell.
CellContent parseCell(const FieldSpec& field, std::string_view text);

/// What a cell that names districts says: their codes, or 市外. Of several where one is not known, none counts: half
/// of what was done together would be wrong.
struct PlacedCell {
    FieldValue value;  // codes joined by ";"; the text as given where it is not understood
    Placement placement;
    std::vector<std::string> districtCodes;
    std::vector<Message> faults;  // one a name that is no district
};
PlacedCell placeCell(const FieldSpec& field, std::string_view text, const DistrictNames& districts);

/// The fiscal year of a field's value: its own, or that of a date to the day or the month. nullopt where it does not
/// say.
std::optional<int> fiscalYearOf(const FieldSpec& field, const FieldValue& value);

}  // namespace chiiki
