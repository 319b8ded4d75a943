#include "core/io/disclosure.h"

#include <algorithm>

#include "core/io/person_words.h"
#include "core/text/japanese_date.h"
#include "core/text/names.h"
#include "core/text/number_text.h"
#include "core/text/utf8.h"

namespace chiiki {
namespace {

using namespace person_words;

/// At least this share of a column's cells must look like persons before the column does.
constexpr double shareThatTells = 0.5;
/// Dates are of births where most lie this long ago and they are spread over a generation.
constexpr int yearsAgo = 15, yearsSpread = 15;

template <std::size_t n>
bool holdsOneOf(std::string_view text, const std::string_view (&words)[n])
{
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
        return text.find(normalisedName(word)) != std::string_view::npos;
    });
}

bool isPersonalName(std::string_view heading)
{
    const std::string name = normalisedName(heading);
    return holdsOneOf(name, inColumnNames) ||
           std::any_of(std::begin(columnNames), std::end(columnNames),
                       [&](std::string_view word) { return name == normalisedName(word); });
}

std::string textOfCell(const DataCell& cell)
{
    const auto* text = std::get_if<std::string>(&cell);
    return text ? trimmed(*text) : std::string();
}

std::string digitsOf(std::string_view text)
{
    std::string digits;
    for (const char c : normalisedName(text))
        if (c >= '0' && c <= '9')
            digits += c;
    return digits;
}

bool isPrivateMail(std::string_view text)
{
    const std::string mail = normalisedName(text);
    return std::any_of(std::begin(privateMail), std::end(privateMail),
                       [&](std::string_view service) { return mail.find(service) != std::string::npos; });
}

bool isKanji(char32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == U'々' || c == U'ヶ' || c == U'ケ';
}

bool isNameLetter(char32_t c)
{
    return isKanji(c) || (c >= 0x3041 && c <= 0x30FF);
}

bool isBlank(char32_t c)
{
    return c == U' ' || c == U'　';
}

/// The column of the table and what its cells are.
struct Look {
    std::size_t filled = 0;
    std::size_t persons = 0;
    std::size_t individualNumbers = 0;
    std::vector<int> years;  // of whole dates
};

Look lookOf(const DataLayer& table, std::size_t column)
{
    Look look;
    for (const DataRow& row : table.rows) {
        const std::string text = textOfCell(row.cells[column]);
        if (text.empty())
            continue;
        ++look.filled;
        look.persons += looksLikePerson(text);
        look.individualNumbers += isIndividualNumber(text);
        if (const auto date = parseDate(text))
            look.years.push_back(std::stoi(date->substr(0, 4)));
    }
    return look;
}

bool isMost(std::size_t part, std::size_t whole)
{
    return part >= 1 && static_cast<double>(part) >= shareThatTells * static_cast<double>(whole);
}

bool areBirths(const Look& look, const std::string& asOf)
{
    if (!isMost(look.years.size(), look.filled) || asOf.size() < 4)
        return false;
    const int today = std::stoi(asOf.substr(0, 4));
    const auto longAgo = std::count_if(look.years.begin(), look.years.end(),
                                       [&](int year) { return year <= today - yearsAgo && year > today - 120; });
    const auto [first, last] = std::minmax_element(look.years.begin(), look.years.end());
    return 2 * static_cast<std::size_t>(longAgo) > look.years.size() && *last - *first >= yearsSpread;
}

}  // namespace

std::string_view code(Disclosure disclosure)
{
    return disclosure == Disclosure::Personal ? "personal" : "small_counts";
}

bool isIndividualNumber(std::string_view text)
{
    const std::string digits = digitsOf(text);
    if (digits.size() != 12 || normalisedName(text).find_first_not_of("0123456789-") != std::string::npos)
        return false;
    int sum = 0;
    for (int n = 1; n <= 11; ++n)
        sum += (digits[static_cast<std::size_t>(11 - n)] - '0') * (n <= 6 ? n + 1 : n - 5);
    const int rest = sum % 11;
    return digits.back() - '0' == (rest <= 1 ? 0 : 11 - rest);
}

bool isMobileNumber(std::string_view text)
{
    const std::string plain = normalisedName(text);
    if (plain.find_first_not_of("0123456789-()+.") != std::string::npos)
        return false;
    std::string digits = digitsOf(text);
    if (plain.starts_with("+81"))
        digits = "0" + digits.substr(digits.find("81") + (digits.substr(2, 1) == "0" ? 3 : 2));
    return digits.size() == 11 && digits[0] == '0' && digits[2] == '0' && digits[1] >= '6';
}

bool looksLikePerson(std::string_view text)
{
    std::string name = trimmed(text);
    for (const std::string_view title : {"様", "さん", "氏"})
        if (name.ends_with(title))
            name = trimmed(std::string_view(name).substr(0, name.size() - title.size()));
    if (std::any_of(std::begin(institutions), std::end(institutions),
                    [&](std::string_view word) { return name.ends_with(word); }))
        return false;
    const std::u32string letters = toCodePoints(name);
    const auto blanks = std::count_if(letters.begin(), letters.end(), isBlank);
    const bool isAllLetters =
        std::all_of(letters.begin(), letters.end(), [](char32_t c) { return isNameLetter(c) || isBlank(c); });
    if (!isAllLetters || blanks > 1)
        return false;
    if (blanks == 1) {
        const auto gap =
            static_cast<std::size_t>(std::find_if(letters.begin(), letters.end(), isBlank) - letters.begin());
        const std::size_t after = letters.size() - gap - 1;
        return gap >= 1 && gap <= 4 && after >= 1 && after <= 4 && isKanji(letters.front());
    }
    return letters.size() >= 3 && letters.size() <= 6 &&
           std::any_of(std::begin(surnames), std::end(surnames), [&](std::string_view surname) {
               return name.starts_with(surname) && name.size() > surname.size();
           });
}

std::vector<DisclosureFault> disclosuresOf(const DataLayer& table, const DisclosureQuestion& question)
{
    std::vector<DisclosureFault> faults;
    std::vector<Look> looks;
    bool hasPersons = false;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        looks.push_back(lookOf(table, i));
        hasPersons = hasPersons || isMost(looks.back().persons, looks.back().filled);
    }
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        const DataField& field = table.fields[i];
        const Look& look = looks[i];
        const auto wholeColumn = [&](std::string_view message, std::vector<std::string> arguments) {
            faults.push_back({Disclosure::Personal, field.id, 0, {message, std::move(arguments)}});
        };
        const auto ofFilled = [&](std::size_t count) {
            return std::vector<std::string>{std::to_string(look.filled), std::to_string(count)};
        };
        const bool isOfPlaces = question.ofPlaces.count(field.id) > 0;
        bool isFound = true;
        if (question.marked.count(field.id))
            wholeColumn("export.guard_marked", {});
        else if (!isOfPlaces && (isPersonalName(field.id) || isPersonalName(field.title.ja)))
            wholeColumn("export.guard_column_name", {});
        else if (isMost(look.persons, look.filled))
            wholeColumn("export.guard_names", ofFilled(look.persons));
        else if (isMost(look.individualNumbers, look.filled))
            wholeColumn("export.guard_individual_numbers", ofFilled(look.individualNumbers));
        else if (!isOfPlaces && areBirths(look, question.asOf))
            wholeColumn("export.guard_births", ofFilled(look.years.size()));
        else if (hasPersons && look.filled > 0 && holdsOneOf(normalisedName(field.id + field.title.ja), waysToReach))
            wholeColumn("export.guard_reached_beside_names", {});
        else
            isFound = false;
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const DataCell& cell = table.rows[row].cells[i];
            const auto add = [&](Disclosure kind, std::string_view message, std::vector<std::string> arguments) {
                faults.push_back({kind, field.id, row + 2, {message, std::move(arguments)}});
            };
            if (const auto* text = std::get_if<std::string>(&cell); text && !isFound) {
                if (isMobileNumber(*text))
                    add(Disclosure::Personal, "export.guard_mobile", {});
                else if (isPrivateMail(*text))
                    add(Disclosure::Personal, "export.guard_private_mail", {});
            }
            const auto* number = std::get_if<double>(&cell);
            if (number && question.peopleColumns.count(field.id) && *number > 0 && *number < question.smallest)
                add(Disclosure::SmallCount, "export.guard_few_people",
                    {shortestText(*number), shortestText(question.smallest)});
        }
    }
    return faults;
}

}  // namespace chiiki
