#pragma once

#include <string>

#include "core/model/snapshot.h"

/// Which kind of facility the words of a table speak of; for import_*.cpp alone.
namespace chiiki::imports {

/// What a record of a medical list is, by its own words: "hospital", "dentist" or "clinic".
std::string medicalKind(const std::string& type, const std::string& name, const std::string& departments);

/// What a record of the list of public facilities is, by its name; "public_facility" where that says no more.
std::string publicKind(const std::string& name);

/// The kind that a file's name or title speaks of; empty: none.
std::string kindSpokenOf(const Snapshot& city, const std::string& text);

/// Whether it can be the id of a kind: [a-z][a-z0-9_]*.
bool isKindWord(const std::string& word);

/// Adds the kind where the city has none of the id; `title` is that of a kind which no standard set has.
void needKind(Snapshot& next, const std::string& kind, const Text& title);

}  // namespace chiiki::imports
