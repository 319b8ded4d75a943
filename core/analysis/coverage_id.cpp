#include <algorithm>
#include <charconv>

#include "core/analysis/city_indicators.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

constexpr std::string_view prefix = "coverage.";

bool isDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isPlainDecimal(std::string_view text)
{
    const std::size_t point = text.find('.');
    return point == std::string_view::npos ? isDigits(text)
                                           : isDigits(text.substr(0, point)) && isDigits(text.substr(point + 1));
}

bool isKindId(std::string_view text)
{
    const auto isAllowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
           std::all_of(text.begin(), text.end(), isAllowed);
}

template <typename Number>
std::optional<Number> parsed(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<CoverageQuestion> parseCoverageId(std::string_view id)
{
    if (!id.starts_with(prefix))
        return std::nullopt;
    std::string_view rest = id.substr(prefix.size());
    CoverageQuestion question;

    std::size_t underscore = rest.rfind('_');
    if (underscore != std::string_view::npos && rest.substr(underscore).starts_with("_n")) {
        const std::string_view count = rest.substr(underscore + 2);
        const auto atLeast = isDigits(count) ? parsed<int>(count) : std::nullopt;
        if (!atLeast || *atLeast < 1)
            return std::nullopt;
        question.atLeast = *atLeast;
        rest = rest.substr(0, underscore);
        underscore = rest.rfind('_');
    }
    if (underscore == std::string_view::npos)
        return std::nullopt;
    const std::string_view metres = rest.substr(underscore + 1);
    const auto radiusM = isPlainDecimal(metres) ? parsed<double>(metres) : std::nullopt;
    if (!radiusM || !(*radiusM > 0))
        return std::nullopt;
    question.radiusM = *radiusM;

    for (std::string_view kinds = rest.substr(0, underscore);;) {
        const std::size_t plus = kinds.find('+');
        const std::string_view kind = kinds.substr(0, plus);
        if (!isKindId(kind))
            return std::nullopt;
        question.kinds.emplace_back(kind);
        if (plus == std::string_view::npos)
            return question;
        kinds.remove_prefix(plus + 1);
    }
}

std::string coverageId(const CoverageQuestion& question)
{
    std::string id(prefix);
    for (std::size_t i = 0; i < question.kinds.size(); ++i)
        id += (i > 0 ? "+" : "") + question.kinds[i];
    id += "_" + shortestText(question.radiusM);
    return question.atLeast > 1 ? id + "_n" + std::to_string(question.atLeast) : id;
}

}  // namespace chiiki
