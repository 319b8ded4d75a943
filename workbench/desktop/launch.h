#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QSize>

#include "core/base/message.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {

/// What the command line of `chiiki-workbench [options] [FILE]` asks for; --help tells the options.
struct Launch {
    enum class Way { Window, Screenshot, Help, Version, Wrong };
    Way way = Way::Window;
    Language language = Language::Japanese;
    std::optional<theme::Chrome> chrome = {};  // for this run only
    std::optional<int> textPercent = {};       // for this run only; 100 to 200
    QSize size = {1440, 900};                  // of the window without its frame
    std::string state;                         // JSON, or @ and the name of a file with it; empty: as it opens
    std::string picture;                       // the PNG of a Screenshot
    std::string file;                          // empty: the start page
    std::string wrong;                         // the argument that was not understood
};

/// `arguments` without the program's name. `usual` is the language where the line names none.
Launch parseLaunch(const std::vector<std::string>& arguments, Language usual);

}  // namespace chiiki::desktop
