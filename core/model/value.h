#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

namespace chiiki {

/// How much a number can be trusted, weakest first: a result takes the weakest status of its inputs.
enum class Status { Sample, Estimated, Computed, Official };

/// Which line of numbers a value belongs to.
enum class Series { Actual, Base, Target, Forecast };

/// Why there is no number: 欠測, 秘匿, 該当なし. Never written as 0.
enum class Absence { Missing, Suppressed, NotApplicable };

inline Status weakest(Status a, Status b)
{
    return std::min(a, b);
}

/// A number or the reason for its absence, with its status. A default Value is missing.
struct Value {
    std::variant<Absence, double> content = Absence::Missing;
    Status status = Status::Official;

    static Value of(double number, Status status) { return {number, status}; }
    static Value absent(Absence why, Status status = Status::Official) { return {why, status}; }

    bool isNumber() const { return std::holds_alternative<double>(content); }
    std::optional<double> number() const
    {
        return isNumber() ? std::optional(std::get<double>(content)) : std::nullopt;
    }
    /// Precondition: !isNumber().
    Absence absence() const { return std::get<Absence>(content); }

    bool operator==(const Value&) const = default;
};

/// The words used in files and on the command line: "official", "actual", "missing", ...
std::string_view code(Status status);
std::string_view code(Series series);
std::string_view code(Absence absence);
std::optional<Status> parseStatus(std::string_view word);
std::optional<Series> parseSeries(std::string_view word);
std::optional<Absence> parseAbsence(std::string_view word);

}  // namespace chiiki
