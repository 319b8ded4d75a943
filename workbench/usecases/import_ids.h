#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/model/snapshot.h"

/// Names that people can type for what is imported; for import_*.cpp alone.
namespace chiiki::imports {

/// What ids of imported indicators begin with: nobody else's do, so a file population.csv takes no id of the core's.
inline constexpr std::string_view importedPrefix = "in_";

/// [a-z][a-z0-9_]* for a heading or a file's name: common words of tables in English (会員数 members), kana in Roman
/// letters (サロン salon), ASCII as it is. nullopt where some of it is none of these; never longer than 40 letters.
std::optional<std::string> typedWord(const std::string& text);

/// What the ids of a table's indicators begin with: that of an earlier edition of the file (the same name but for
/// dates) unless it is to stand alone, otherwise a new one by its name that no other file has. `stem`: as
/// stemWithoutYear has it.
std::string baseOfIndicators(const Snapshot& city, const std::string& stem, bool isAlone);

/// The id of an indicator of this base: the one that the title has already, otherwise one by its words, or
/// "value_2" where they cannot be told. `taken`: ids of other titles of the same table.
std::string idOfIndicator(const Snapshot& city, const std::string& base, const std::string& title,
                          const std::map<std::string, std::string>& taken);

/// `wanted`, with a number behind it where the city has a source of that id.
std::string freeSourceId(const Snapshot& city, const std::string& wanted);

}  // namespace chiiki::imports
