#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/model/overlay.h"

/// Rules held against the facts of the city's papers. The rows are those of plugins/<id>/data/*.csv; what is expected
/// of them was worked out by hand, row by row. Rules are the plugins' own where they give the outcome, otherwise one
/// written here over the same tables.
namespace chiiki::test {

/// What one outcome of a case says, found by what it speaks of.
struct Said {
    Verdict verdict = Verdict::Unknown;
    std::string subject;  // row "project:GX-03", else the district's code, else "" for the city
    std::optional<int> year;
    std::optional<double> value;
    std::optional<double> limit;
    std::string ja;  // empty: not looked at
    std::string en;
    std::string wouldPass;  // Japanese
};

struct FactCase {
    const char* name;
    const char* plugin;
    const char* rule;  // id of the plugin's own rule, or a rule in JSON
    const char* asOf;
    std::size_t fails = 0;
    std::size_t passes = 0;
    std::size_t unknowns = 0;
    std::vector<Said> said;
};

const std::vector<FactCase>& factCases();

}  // namespace chiiki::test
