#pragma once

#include <string>
#include <vector>

#include "core/base/message.h"

namespace chiiki::desktop {

/// What the command line of `chiiki-workbench [--lang ja|en] [FILE]` asks for.
struct Launch {
    enum class Way { Window, Help, Version, Wrong };
    Way way = Way::Window;
    Language language = Language::Japanese;
    std::string file;   // empty: the start page
    std::string wrong;  // the argument that was not understood
};

/// `arguments` without the program's name. `usual` is the language where the line names none.
Launch parseLaunch(const std::vector<std::string>& arguments, Language usual);

}  // namespace chiiki::desktop
