#pragma once

#include <optional>
#include <string>

namespace chiiki {

/// Pages as drawn, one file a place ("01.A4.ja"), replaced when the page changes: never more than one print of each
/// kind is kept. Losing them costs time and nothing else; what cannot be read counts as not there.
class KarteCache {
public:
    /// `folder` empty = nothing is kept.
    explicit KarteCache(std::string folder);

    /// The bytes, where the place holds a page of this hash.
    std::optional<std::string> find(const std::string& place, const std::string& hash) const;
    void keep(const std::string& place, const std::string& hash, const std::string& bytes) const;

private:
    std::string fileOf(const std::string& place) const;
    std::string folder_;
};

}  // namespace chiiki
