#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chiiki {

/// Where a record is counted: in exactly one district, or in one of the two visible rests.
struct Placement {
    enum class Rest {
        None,      // in the district `districtCode`
        Outside,   // its position is known and lies in no district: 市外
        Unplaced,  // no usable position or no district: 未照合 + 除外
    };
    Rest rest = Rest::Unplaced;
    std::string districtCode;      // empty unless rest == None
    std::string_view reason = {};  // message code saying why, for the rests; a literal of the catalogue

    static Placement in(std::string code) { return {Rest::None, std::move(code), {}}; }
    static Placement outside(std::string_view reason) { return {Rest::Outside, {}, reason}; }
    static Placement unplaced(std::string_view reason) { return {Rest::Unplaced, {}, reason}; }

    bool operator==(const Placement&) const = default;
};

/// "district", "outside", "unplaced": the words in the workspace and the pack.
std::string_view code(Placement::Rest rest);

/// districts - repeated + outside + unplaced = source, printed under every table.
struct Reconciliation {
    double districts = 0;
    double outside = 0;
    double unplaced = 0;
    double source = 0;    // counted on its own, not as the sum of the others
    double repeated = 0;  // counted again: what several districts did together stands in each of them

    double gap() const { return source - (districts - repeated + outside + unplaced); }
    /// Whether the parts add up to the source; weights are sums of doubles, so to 1e-9 of it.
    bool addsUp() const;

    bool operator==(const Reconciliation&) const = default;
};

}  // namespace chiiki
