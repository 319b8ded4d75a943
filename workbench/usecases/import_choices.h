#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/area_interpolation.h"
#include "core/model/snapshot.h"
#include "core/text/encoding.h"

namespace chiiki {

/// Where the rows of a file go: facilities (each row one, of a kind or of the kind that its own cells tell), values of
/// indicators (each number by district and year), the rows of a plugin's table, or areas that do not nest in districts
/// and whose counts are divided between them (core/analysis/area_interpolation.h).
struct ImportTarget {
    enum class Kind { Unknown, Facilities, Values, PluginTable, Areas };
    Kind kind = Kind::Unknown;
    std::string facilityKind;  // of facilities: of all rows; empty = told row by row
    std::string pluginId;      // of a plugin's table
    std::string tableId;
    SharedBy sharedBy = SharedBy::People;          // of areas
    SharedWhole sharedWhole = SharedWhole::Areas;  // of areas

    bool operator==(const ImportTarget&) const = default;
};

/// "facilities", "facilities:clinic", "values", "table:flood.area", "areas" (by people), "areas:area", "areas:city"
/// (the values are of the city alone), "areas:area:city"; empty for Unknown.
std::string wordOf(const ImportTarget& target);
std::optional<ImportTarget> parseImportTarget(std::string_view word);

/// "UTF-8", "cp932", "Shift_JIS" (read as CP932), "UTF-16LE", ...
std::optional<Encoding> parseEncodingWord(std::string_view word);

/// What is done with a row whose place was not found: a district's code, or this.
inline constexpr std::string_view leaveOutDecision = "-";

/// What somebody chose instead of what is detected. Everything is optional: an empty choice leaves the detection as it
/// is.
struct ImportChoices {
    std::optional<ImportTarget> target;
    std::optional<Encoding> encoding;            // of a text table
    std::optional<std::int64_t> headerRow;       // its first line, as the program that shows the file counts rows
    std::optional<int> headerLines;              // 1 or 2; only together with headerRow
    std::string sheet;                           // of a workbook, or layer
    std::optional<int> epsg;                     // of a layer that gives no CRS, or of columns with metres
    std::map<std::string, std::string> columns;  // heading -> role ("name", "longitude", "value", "ignore", ...)
    std::map<std::string, std::string> units;    // heading of a number -> unit code, with "rate people/km2" a kind too
    std::map<std::string, std::string> decisions;  // as written -> district code, or leaveOutDecision
    std::optional<int> year;                       // fiscal year of all rows, where no column and no heading says it
    std::string sourceId;  // the edition to replace; "new" = a source of its own; empty = detected

    bool operator==(const ImportChoices&) const = default;
};

/// Choices as they are remembered for tables of one heading of one publisher: Snapshot::settings, key
/// `import:<publisher>`. A setting that does not read counts as none. `headings`: as importSignature has it.
ImportChoices rememberedChoices(const Snapshot& snapshot, const std::string& publisher, const std::string& headings);

/// `choices` over what the publisher's setting holds already, as its new text. Decisions are kept for all tables of the
/// publisher, the rest for tables of these headings.
std::string rememberedText(const Snapshot& snapshot, const std::string& publisher, const std::string& headings,
                           const ImportChoices& choices);

/// The key of a publisher's setting.
std::string importSettingKey(const std::string& publisher);

/// What tells a table of next year from another one: its headings without their years.
std::string importSignature(const std::vector<std::string>& headings);

/// `chosen` where it says something, otherwise `remembered`.
ImportChoices overlaid(const ImportChoices& remembered, const ImportChoices& chosen);

}  // namespace chiiki
