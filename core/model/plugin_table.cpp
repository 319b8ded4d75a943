#include "core/model/plugin_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace chiiki {
namespace {

constexpr std::array<std::pair<FieldType, std::string_view>, 13> typeWords{{
    {FieldType::Text, "text"},
    {FieldType::Code, "code"},
    {FieldType::Integer, "integer"},
    {FieldType::Decimal, "decimal"},
    {FieldType::Yen, "yen"},
    {FieldType::Percent, "percent"},
    {FieldType::Date, "date"},
    {FieldType::FiscalYear, "fiscal_year"},
    {FieldType::District, "district"},
    {FieldType::Districts, "districts"},
    {FieldType::Choice, "choice"},
    {FieldType::Link, "link"},
    {FieldType::Place, "place"},
}};

}  // namespace

std::string_view code(FieldType type)
{
    for (const auto& [key, word] : typeWords)
        if (key == type)
            return word;
    return {};
}

std::optional<FieldType> parseFieldType(std::string_view word)
{
    for (const auto& [key, text] : typeWords)
        if (text == word)
            return key;
    return std::nullopt;
}

bool isNumeric(FieldType type)
{
    switch (type) {
    case FieldType::Integer:
    case FieldType::Decimal:
    case FieldType::Yen:
    case FieldType::Percent:
    case FieldType::FiscalYear:
        return true;
    default:
        return false;
    }
}

const FieldSpec* findField(const TableSpec& table, std::string_view id)
{
    const auto found =
        std::find_if(table.fields.begin(), table.fields.end(), [&](const FieldSpec& f) { return f.id == id; });
    return found == table.fields.end() ? nullptr : &*found;
}

int columnIndex(const PluginTable& table, std::string_view fieldId)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].id == fieldId)
            return static_cast<int>(i);
    return -1;
}

std::optional<double> numberOf(const FieldValue& value)
{
    const auto* number = std::get_if<double>(&value);
    return number ? std::optional(*number) : std::nullopt;
}

std::string textOf(const FieldValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    const auto* number = std::get_if<double>(&value);
    if (!number)
        return {};
    // 100,000 is 100000 and never 1e+05: filters and links compare the words.
    std::array<char, 400> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *number, std::chars_format::fixed).ptr;
    return {digits.data(), end};
}

}  // namespace chiiki
