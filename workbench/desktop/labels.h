#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.h"

namespace chiiki::desktop {

/// What the window says in one language: the label of this id (workbench/desktop/i18n), its places {0}, {1}, ...
/// filled. An id that is no label is taken for a code of the message catalogue, so that an Error's Message is said in
/// the same way. Any thread may ask, also before there is an application.
std::string label(const Message& message, Language language);

/// Whether both languages have a label of this id.
bool isLabel(std::string_view id);

}  // namespace chiiki::desktop
