#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/model/snapshot.h"

namespace chiiki {

/// One table as it is published, for its entry in the catalogue.
struct PublishedTable {
    std::string id;
    Text title;
    std::string fileName;
    std::string bytes;  // of the file
    std::size_t rows = 0;
    bool isStandardSet = false;
    std::set<std::string> sourceIds;
    std::vector<std::string> rules;  // words of the rules that allowed what the guard found
};

/// dcat.jsonld: the W3C's DCAT 2 as JSON-LD: a catalogue with a dataset and a CSV distribution a table; publisher is
/// the city, issued and modified are `asOf` (the workspace's date, never the clock's), licence as its address where it
/// is one of Creative Commons and as words otherwise, SHA-256 and size of each file, the editions it comes from with
/// their credits and limits. Same input, same text.
std::string openDataCatalogue(const Snapshot& city, const std::vector<PublishedTable>& tables,
                              const std::string& licence, const std::string& asOf);

}  // namespace chiiki
