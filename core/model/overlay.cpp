#include "core/model/overlay.h"

namespace chiiki {

std::string_view code(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return "pass";
    case Verdict::Fail:
        return "fail";
    case Verdict::Unknown:
        return "unknown";
    }
    return {};
}

}  // namespace chiiki
