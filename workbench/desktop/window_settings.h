#pragma once

#include "core/base/message.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {

/// What the person at this computer chose for the window, apart from any workspace.
struct WindowSettings {
    Language language = Language::Japanese;
    theme::Chrome chrome = theme::Chrome::Light;
    int textPercent = 100;
};

/// As kept last time. CHIIKI_LANG goes before the language that was kept, as on the command line; where there is
/// neither, Japanese unless the system speaks English.
WindowSettings keptSettings();

void keepLanguage(Language language);
void keepLooks(theme::Chrome chrome, int textPercent);

}  // namespace chiiki::desktop
