#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/base/message.h"
#include "core/model/geometry.h"
#include "core/model/placement.h"

namespace chiiki {

/// Kinds are data: a pack or a plugin may bring more.
struct FacilityKind {
    std::string id;  // "community_centre", "centre_branch", "shelter", "clinic", ...
    Text title;
    std::string glyph;  // name of a glyph in maps/style; empty = a plain dot
    int order = 0;      // drawn and listed in this order

    bool operator==(const FacilityKind&) const = default;
};

/// 施設: a place that serves people. Every record of a source file becomes one, placed or not,
/// so that districts + outside + unplaced = the file's rows.
struct Facility {
    std::string id;  // the publisher's id where unique, otherwise "<sourceId>:<row>"
    std::string kind;
    std::string name;  // empty only for a record that is empty itself
    std::string kana;
    std::string address;
    std::optional<Point> place;  // nullopt = unplaced, `placement.reason` says why
    Placement placement;
    std::optional<int> capacity;                    // people; nullopt = the source does not say
    std::map<std::string, std::string> attributes;  // "flood": "1", "beds": "20", "school_type": "C1", ...
    std::string opened;                             // ISO date or empty
    std::string closed;                             // ISO date or empty
    std::string sourceId;
    int sourceRow = 0;  // line in the source file, header = 1

    bool operator==(const Facility&) const = default;
};

}  // namespace chiiki
