#pragma once

#include <catch2/catch.hpp>

#include <QTest>

#include "tests/workbench/desktop/real_city.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop::test {

/// The window with the real city from a workspace of its own, which can be written; its overlays are computed.
struct OpenedWindow {
    OpenedWindow()
        : words(Language::Japanese)
        , window(words)
    {
        window.resize(1440, 900);
        window.show();
        REQUIRE(QTest::qWaitForWindowExposed(&window));
        window.document().show(real.open());
        REQUIRE(waitFor([&] { return window.document().shown().has_value(); }));
        REQUIRE(waitForOverlays(window.document()));
    }

    RealCity real;
    Words words;
    MainWindow window;
};

}  // namespace chiiki::desktop::test
