#pragma once

#include <string>

#include "core/base/message.h"
#include "core/model/placement.h"

namespace chiiki {

/// One edition of a source file: what a number answers when asked where it comes from.
struct SourceEdition {
    std::string sourceId;  // stable slug: "census_2020_blocks", "emergency_shelters"
    Text title;
    std::string publisher;
    std::string licence;   // "CC BY 4.0"
    std::string credit;    // the line to print under a map or table, in Japanese as the publisher asks
    std::string fileName;  // of the original file
    std::string sha256;    // of the original file, hex
    std::string asOf;      // ISO date, or only "2010" / "2024-04" when the publisher says no more
    std::string encoding;  // "CP932", "UTF-8"; empty for a file without text
    std::string crs;       // "EPSG:2445"; empty for a table
    Text limits;           // what a reader must know ("borders are inferred ..."); may be empty
    Reconciliation rows;   // of this file's records; all 0 for a file that is not placed by district

    bool operator==(const SourceEdition&) const = default;
};

}  // namespace chiiki
