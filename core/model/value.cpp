#include "core/model/value.h"

#include <array>
#include <utility>

namespace chiiki {
namespace {

template <typename Enum, std::size_t n>
using Words = std::array<std::pair<Enum, std::string_view>, n>;

constexpr Words<Status, 4> statusWords{{{Status::Sample, "sample"},
                                        {Status::Estimated, "estimated"},
                                        {Status::Computed, "computed"},
                                        {Status::Official, "official"}}};
constexpr Words<Series, 4> seriesWords{
    {{Series::Actual, "actual"}, {Series::Base, "base"}, {Series::Target, "target"}, {Series::Forecast, "forecast"}}};
constexpr Words<Absence, 3> absenceWords{
    {{Absence::Missing, "missing"}, {Absence::Suppressed, "suppressed"}, {Absence::NotApplicable, "not_applicable"}}};

template <typename Enum, std::size_t n>
std::string_view wordOf(const Words<Enum, n>& words, Enum value)
{
    for (const auto& [key, word] : words)
        if (key == value)
            return word;
    return {};
}

template <typename Enum, std::size_t n>
std::optional<Enum> valueOf(const Words<Enum, n>& words, std::string_view word)
{
    for (const auto& [key, text] : words)
        if (text == word)
            return key;
    return std::nullopt;
}

}  // namespace

std::string_view code(Status status)
{
    return wordOf(statusWords, status);
}
std::string_view code(Series series)
{
    return wordOf(seriesWords, series);
}
std::string_view code(Absence absence)
{
    return wordOf(absenceWords, absence);
}
std::optional<Status> parseStatus(std::string_view word)
{
    return valueOf(statusWords, word);
}
std::optional<Series> parseSeries(std::string_view word)
{
    return valueOf(seriesWords, word);
}
std::optional<Absence> parseAbsence(std::string_view word)
{
    return valueOf(absenceWords, word);
}

}  // namespace chiiki
