#pragma once

#include <string>
#include <string_view>

#include "core/model/manifest.h"

/// What the user set, in the words of what was worked out with it: a number that holds for floods alone says so.
namespace chiiki {

/// The value in words: title of the choice, number with its unit, yes or no.
Text spokenValue(const ParameterSpec& parameter, std::string_view value);

/// The title with what it holds for behind it: every choice, and what differs from its default.
/// 「収容人数 ÷ 人口［洪水］」
Text titleWithConditions(const Manifest& manifest, const ParameterValues& set, const Text& title);

/// The text with `{id}` of a parameter replaced by its value.
Text withValues(const Manifest& manifest, const ParameterValues& set, const Text& text);

}  // namespace chiiki
