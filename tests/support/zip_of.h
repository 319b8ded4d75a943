#pragma once

#include <string>
#include <utility>
#include <vector>

namespace chiiki::test {

/// A ZIP whose entries are stored as they are, with whatever names: also what no honest program would write.
/// Names count as UTF-8 with the flag `isUtf8`.
std::string zipOf(const std::vector<std::pair<std::string, std::string>>& entries, bool isUtf8 = true);

}  // namespace chiiki::test
