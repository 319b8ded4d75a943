#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/district.h"
#include "core/model/facility.h"
#include "core/model/snapshot.h"
#include "core/model/source.h"

namespace chiiki {

/// One row of the sources table: an edition still without what its file tells (hash, encoding, rows).
struct PackSource {
    SourceEdition edition;
    std::string path;                             // where the file lies now
    std::map<std::string, std::string> kindRule;  // the file's own word -> facility kind; "*" = any other
};

/// The project's own tables that a pack is built with.
struct PackInputs {
    City city;
    std::vector<District> districts;  // without outlines
    std::vector<FacilityKind> kinds;
    std::vector<PackSource> sources;                       // in the table's order
    std::set<std::string> taxiLines;                       // names of 2010 that are community taxis
    std::map<std::string, std::string> indicatorTitlesEn;  // "KGI-1" -> English title

    /// Error NotFound where the table has no such id.
    Result<const PackSource*> source(const std::string& sourceId) const;
};

Result<PackInputs> readPackInputs(const std::string& tablesDir, const std::string& sourceDir,
                                  const std::string& factsDir);

}  // namespace chiiki
