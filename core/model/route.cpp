#include "core/model/route.h"

namespace chiiki {

std::string_view code(RouteKind kind)
{
    switch (kind) {
    case RouteKind::Taxi:
        return "taxi";
    case RouteKind::Bus:
        return "bus";
    case RouteKind::Rail:
        return "rail";
    }
    return {};
}

std::optional<RouteKind> parseRouteKind(std::string_view word)
{
    for (const RouteKind kind : {RouteKind::Taxi, RouteKind::Bus, RouteKind::Rail})
        if (code(kind) == word)
            return kind;
    return std::nullopt;
}

}  // namespace chiiki
