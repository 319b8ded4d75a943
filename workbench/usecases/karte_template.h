#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/coverage.h"
#include "core/base/diagnostics.h"
#include "core/base/result.h"

namespace chiiki {

/// A place on every page and what it is filled with. What a kind does not use is empty.
struct KarteSlotPlan {
    enum class Kind { Map, Position, Section, Findings } kind = Kind::Section;
    double share = 1;
    Text title;
    std::vector<std::string> indicators;       // Position, Section
    std::vector<std::string> facilities;       // Map: kinds that it shows
    std::vector<std::string> counted;          // Map: kinds that stand in its key alone
    bool showsRoutes = false;                  // Map
    std::optional<CoverageQuestion> coverage;  // Map
    std::string overlay;                       // Section: id of the plugin whose table's rows are listed; empty = none
    std::string table;
    Text rowsTitle;
    std::vector<std::string> fields;  // of a row, in the order in which they are read
};

enum class KarteSentence { KeyFigure, Position, Findings };

/// Which slots the pages of a 地域カルテ have and which indicators stand in them.
struct KarteTemplate {
    Text title;
    bool isForAnyCity = false;            // what a city lacks is absent; otherwise it is a fault of the template
    std::vector<std::string> keyFigures;  // indicator ids, beside the name
    std::vector<KarteSentence> sentences;
    std::vector<std::vector<KarteSlotPlan>> columns;  // left to right
};

/// `file` is what messages call it. Every fault goes into `diagnostics` with its place in the document; error BadFormat
/// is the first of them.
Result<KarteTemplate> parseKarteTemplate(std::string_view text, const std::string& file, Diagnostics& diagnostics);

/// The file's; empty = the template that comes with the program. Errors: NotFound, those of parseKarteTemplate.
Result<KarteTemplate> readKarteTemplate(const std::string& file, Diagnostics& diagnostics);

}  // namespace chiiki
