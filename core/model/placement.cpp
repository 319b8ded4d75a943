#include "core/model/placement.h"

#include <algorithm>
#include <cmath>

namespace chiiki {

std::string_view code(Placement::Rest rest)
{
    switch (rest) {
    case Placement::Rest::None:
        return "district";
    case Placement::Rest::Outside:
        return "outside";
    case Placement::Rest::Unplaced:
        return "unplaced";
    }
    return {};
}

bool Reconciliation::addsUp() const
{
    return std::abs(gap()) <= 1e-9 * std::max(1.0, std::abs(source));
}

}  // namespace chiiki
