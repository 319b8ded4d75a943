#pragma once

#include <string>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// Reads a data pack (a folder; data/README.md describes its files) into a snapshot of revision 0. `asOf` is the newest
/// full date among its source editions; where they give only years or months, the newest of these as it stands. Error
/// NotFound or BadFormat where a file that the pack must have is missing or cannot be taken as it stands; city.json and
/// districts.csv are needed, every other file may be absent. Without areas.topojson the districts have no outlines,
/// which a diagnostic says: tables, tile maps and boards work, coverage and maps do not. Rows that point at an unknown
/// district or kind, whose key stands there twice, or that lack a year are set aside with a diagnostic.
Result<Snapshot> readPack(const std::string& dir, Diagnostics& diagnostics);

}  // namespace chiiki
