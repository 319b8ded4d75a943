#pragma once

#include <string>

#include "core/io/vector_reader.h"

namespace chiiki {

/// Gives the boundary layers of the census (e-Stat, 小地域 and 基本単位区: KEY_CODE, JINKO, SETAI) headings that say
/// what they hold, 人口 and 世帯数 with the year that their file's name says (r2ka35203, h27kb35203), and leaves out
/// the codes and measures that are no counts. Any other layer stays as it is.
void spellOutCensusLayer(VectorLayer& layer, const std::string& fileName);

}  // namespace chiiki
