#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/message.h"
#include "core/io/standard_sets.h"

namespace chiiki {

/// Why a cell is not as its column wants it, and the text that would be right where only one can be meant.
struct CellVerdict {
    Message what;
    std::optional<std::string> proposal;
};

/// nullopt: it is fine. Precondition: `text` is not blank. Degrees are judged by judgePlaceCells.
std::optional<CellVerdict> judgeCell(CellRule rule, std::string_view text);

/// The two cells of a place together.
struct PlaceVerdict {
    Message what;
    std::optional<std::string> longitude;  // what would be right
    std::optional<std::string> latitude;
};

/// Both blank is fine (a place may be unknown); one blank, no number, equal, zero, exchanged, in degrees and minutes or
/// outside Japan is not.
std::optional<PlaceVerdict> judgePlaceCells(std::string_view longitude, std::string_view latitude);

}  // namespace chiiki
