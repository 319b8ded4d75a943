#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chiiki {

/// The candidates a writer may have meant by `word`, nearest first: by letters changed, added, left out or exchanged
/// with their neighbour (at most a third of the longer one, at least one), or because one begins with the other. Equal
/// ones in the order given. Empty = none is near.
std::vector<std::string> nearNames(std::string_view word, const std::vector<std::string>& candidates,
                                   std::size_t atMost = 3);

/// For a message: the near names joined by ", "; where none is near all candidates, at most twelve and then "…";
/// "-" where there are none.
std::string namesToOffer(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace chiiki
