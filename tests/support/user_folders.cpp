#include "tests/support/user_folders.h"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace chiiki::test {

OwnUserFolders::OwnUserFolders()
{
    char name[] = "/tmp/chiiki_home_XXXXXX";
    if (!::mkdtemp(name))
        throw std::runtime_error("no temporary folder could be made");
    home_ = name;
    const std::pair<const char*, const char*> folders[] = {{"HOME", ""},
                                                           {"XDG_CONFIG_HOME", "/.config"},
                                                           {"XDG_CACHE_HOME", "/.cache"},
                                                           {"XDG_DATA_HOME", "/.local/share"},
                                                           {"XDG_STATE_HOME", "/.local/state"}};
    for (const auto& [variable, folder] : folders) {
        const char* value = std::getenv(variable);
        before_[variable] = value ? std::optional<std::string>(value) : std::nullopt;
        std::filesystem::create_directories(home_ + folder);
        ::setenv(variable, (home_ + folder).c_str(), 1);
    }
}

OwnUserFolders::~OwnUserFolders()
{
    for (const auto& [variable, value] : before_)
        value ? ::setenv(variable.c_str(), value->c_str(), 1) : ::unsetenv(variable.c_str());
    std::error_code ignored;
    std::filesystem::remove_all(home_, ignored);
}

}  // namespace chiiki::test
