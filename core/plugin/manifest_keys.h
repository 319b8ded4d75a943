#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chiiki {

/// The keys that one kind of object in plugin.json may have. docs/schemas/manifest.schema.json has a definition of the
/// same name ("table", "rule_cap", "view_map"), and a test compares the two.
struct ManifestKeys {
    std::string object;
    std::vector<std::string_view> keys;
};

/// All kinds. "rule" and "view" are what stands where the check or the view is not known: the keys of all of them.
const std::vector<ManifestKeys>& manifestKeys();

/// Of one kind. Precondition: there is one.
std::span<const std::string_view> keysOf(std::string_view object);

}  // namespace chiiki
