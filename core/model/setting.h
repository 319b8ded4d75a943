#pragma once

#include <string>

namespace chiiki {

/// What planners decided about how things are shown, and their notes: one key, one value. The city and its data do not
/// depend on it.
struct Setting {
    std::string key;    // "pins", "style:population.density", "note:03", "parameters:flood"
    std::string value;  // JSON text or plain text, as the key's use case writes it

    bool operator==(const Setting&) const = default;
};

}  // namespace chiiki
