#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace chiiki::test {

/// The folder with geodata/ and seeds/, or an empty path where this machine has none: then only what is committed is
/// tested.
inline std::filesystem::path sharedFolder()
{
    const char* named = std::getenv("CHIIKI_SHARED");
    const std::filesystem::path folder =
        named ? std::filesystem::path(named) : std::filesystem::path(CHIIKI_SOURCE_DIR) / ".." / "shared";
    return std::filesystem::exists(folder / "geodata" / "census") ? folder : std::filesystem::path();
}

}  // namespace chiiki::test

/// Skips the rest of a test, with a message, where the original files are missing.
#define NEEDS_SHARED(folder)                                                                                           \
    const std::filesystem::path folder = chiiki::test::sharedFolder();                                                 \
    if (folder.empty()) {                                                                                              \
        WARN("skipped: no original files here (set CHIIKI_SHARED to the folder that holds geodata/ and seeds/)");      \
        return;                                                                                                        \
    }
