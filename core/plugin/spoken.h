#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.h"

/// Sentences in both languages at once: recipes, findings and outcomes are kept long after the language was chosen.
namespace chiiki {

Text spoken(const Message& message);

/// A sentence whose arguments are texts in both languages themselves.
Text spoken(std::string_view code, const std::vector<Text>& arguments);

/// The same in both languages.
Text plainText(const std::string& text);

/// A number for people: grouped, with the decimals it has (two at most, four below 1), and its unit: 200,000円,
/// 200,000 yen, 12.5%. A ratio is spoken in percent. An empty unit adds nothing.
Text numberText(double number, std::string_view unit);

/// The same of a difference: between two percentages lie points, no percent.
Text differenceText(double number, std::string_view unit);

/// The same with so many decimals, none dropped.
Text roundedText(double number, std::string_view unit, int decimals);

/// Joined by 、 and ", ".
Text joined(const std::vector<Text>& parts);

}  // namespace chiiki
