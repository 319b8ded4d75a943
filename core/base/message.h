#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chiiki {

enum class Language { Japanese, English };

/// A sentence as data: a code of the catalogue and what fills its places {0}, {1}, ...
/// Tests compare codes; people read `speak`.
struct Message {
    std::string_view code;  // a literal, present in core/base/messages/*.inc
    std::vector<std::string> arguments;
};

/// The sentence in one language. A code that the catalogue lacks comes back as itself with its arguments,
/// so that nothing is hidden; tests/core/base walks the sources for such codes.
std::string speak(const Message& message, Language language);

/// Whether the catalogue has a sentence of this code in both languages.
bool isInCatalogue(std::string_view code);

/// A title in both languages, for things that carry their own (indicators, kinds, plugins).
struct Text {
    std::string ja;
    std::string en;

    const std::string& in(Language language) const { return language == Language::Japanese ? ja : en; }
    bool operator==(const Text&) const = default;
};

}  // namespace chiiki
