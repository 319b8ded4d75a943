#pragma once

#include <optional>
#include <string>
#include <vector>

#include "workbench/cli/command.h"

namespace chiiki::cli {

struct FeedImportWords {
    std::string workspace;
    std::vector<std::string> files;
    bool isPreview = false;
    std::optional<int> year;
    std::string source;
};

/// `chiiki import` of a transit feed or of e-Stat's small areas or meshes, told by what the path holds; the exit code.
/// nullopt where it is neither, or one of several files, which are taken in together.
std::optional<int> runFeedImport(Context& context, const FeedImportWords& words);

}  // namespace chiiki::cli
