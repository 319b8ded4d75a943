#pragma once

#include <string>

namespace chiiki {

/// The English name of a city or publisher whose documents and data are quoted; as it is where none is known.
std::string englishName(const std::string& japanese);

}  // namespace chiiki
