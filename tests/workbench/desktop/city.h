#pragma once

#include <functional>
#include <optional>

#include <QImage>
#include <QWidget>

#include "core/model/snapshot.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/open_city.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop::test {

/// The one application of the test program, on the offscreen platform, with the window's look.
void needApplication();

/// 21 square districts of 4 km in a block of 5 x 5 (the last row holds one), 大殿 in the north-west, around (0, 0) of
/// zone III. District i (from 1) has 1,000 * i people, so density rises with the code; 湯田 has code 03.
SnapshotPtr squareCity();

/// squareCity() ready for the window, without plugins but those of `surroundings`. `readOnly` empty: the file could be
/// changed.
OpenedCity openedSquares(std::optional<Message> readOnly = {}, const PluginSurroundings& surroundings = {});

/// State, document and words with a city shown and its first indicator computed: what a pane under test needs.
struct TestDesk {
    explicit TestDesk(OpenedCity city = openedSquares(), Language language = Language::Japanese);

    /// Shows this indicator and waits for it.
    void show(const std::string& indicatorId, std::optional<int> year = {});

    Words words;
    ViewState state;
    CityDocument document{state};
    Desk desk{state, document, words};
};

/// Runs the event loop until `isDone` or a minute has passed (a busy machine is no fault); true if it is done.
bool waitFor(const std::function<bool()>& isDone);

/// Runs the event loop until the panes keep their places, the exact pictures that follow a movement are ordered, and
/// all visible pictures of `window` and below it are drawn.
void settle(QWidget& window);

/// What the widget shows once it has drawn all its pictures.
QImage pictureOf(QWidget& widget);

/// The widget of this objectName below `parent`; fails the test where there is none.
QWidget& widgetNamed(const QWidget& parent, const char* objectName);

template <typename T>
T& named(const QWidget& parent, const char* objectName)
{
    return dynamic_cast<T&>(widgetNamed(parent, objectName));
}

}  // namespace chiiki::desktop::test
