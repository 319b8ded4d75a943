#pragma once

namespace chiiki::desktop {

class CityDocument;
class ViewState;
class Words;

/// What every pane works with: the state it shows and changes, the content, and the language it speaks. All outlive the
/// panes.
struct Desk {
    ViewState& state;
    CityDocument& document;
    Words& words;
};

}  // namespace chiiki::desktop
