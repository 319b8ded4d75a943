#pragma once

#include <map>
#include <optional>
#include <string>

namespace chiiki::test {

/// For its lifetime the user's own folders (HOME and those of the XDG base directory specification) are empty ones
/// that go away with it: what a test allows, installs or keeps is nobody's, and nobody's plugins are in a test.
class OwnUserFolders {
public:
    OwnUserFolders();
    ~OwnUserFolders();
    OwnUserFolders(const OwnUserFolders&) = delete;
    OwnUserFolders& operator=(const OwnUserFolders&) = delete;

    const std::string& home() const { return home_; }

private:
    std::string home_;
    std::map<std::string, std::optional<std::string>> before_;  // by name of the variable
};

}  // namespace chiiki::test
