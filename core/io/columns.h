#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/io/delimited.h"

namespace chiiki {

/// Indices of the named columns, in the order asked. Error BadFormat naming the missing ones and those there are.
Result<std::vector<std::size_t>> requireColumns(const DelimitedTable& table, const std::vector<std::string_view>& names,
                                                const std::string& path);

}  // namespace chiiki
