#pragma once

#include <set>
#include <string>
#include <vector>

#include "workbench/usecases/karte_numbers.h"

namespace chiiki {

/// The source lines of a page.
struct KarteCredits {
    std::vector<std::string> sources;  // "①令和2年国勢調査 …（R2.10.1）", in the order of their numbers
    std::string credits;               // what the publishers ask to print, each once; may be empty
};

/// Of the editions with these numbers.
KarteCredits karteCredits(const std::vector<KarteSource>& sources, const std::set<int>& used, Language language);

}  // namespace chiiki
