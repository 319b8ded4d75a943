#pragma once

#include <string>

/// What comes with the program: found from where the program lies, in a build as well as installed.
namespace chiiki {

/// The folder of the running program; empty where the system does not say.
std::string programFolder();

/// The pack that comes with the program: data/yamaguchi in a folder above the program, or share/chiiki/yamaguchi where
/// it is installed. Empty where neither is.
std::string findYamaguchiPack(const std::string& programDir);

/// place_aliases.csv, the other names of districts that come with the program: in the folder that holds the pack. Empty
/// where there is none.
std::string findPlaceAliases(const std::string& programDir);

/// The plugins that come with the program: `plugins` beside its folder in a build, share/chiiki/plugins where it is
/// installed. Empty where neither is.
std::string findBuiltInPlugins(const std::string& programDir);

/// The template of the 地域カルテ that comes with the program: data/karte/standard.json in a folder above the program,
/// or share/chiiki/karte/standard.json. Empty where neither is.
std::string findKarteTemplate(const std::string& programDir);

}  // namespace chiiki
