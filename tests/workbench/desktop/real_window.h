#pragma once

#include <string>

#include "core/model/snapshot.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop::test {

/// The city of the embedded pack, read once per run.
SnapshotPtr realCity();

/// The window with the real city in memory (nothing can be written), shown and its first indicator computed.
struct RealWindow {
    explicit RealWindow(QSize size = {1440, 900}, Language language = Language::Japanese);
    /// Another city than the pack's.
    RealWindow(OpenedCity city, QSize size, Language language = Language::Japanese);

    /// Shows this indicator and waits until it stands there.
    void show(const std::string& indicatorId, std::optional<int> year = {});
    /// Until the exact picture is drawn, 120 ms after the last movement.
    void rest();
    MapCanvas& map();
    const std::string& codeOf(const std::string& name) const;
    std::string nameOf(const std::string& code) const;

    Words words;
    MainWindow window;
};

}  // namespace chiiki::desktop::test
