#pragma once

#include <vector>

#include "core/model/overlay.h"

namespace chiiki {

/// How much each district's value in `years` lies above that of `base`; absent where one of the two is, for its
/// reason, and with the weaker status of the two. Shares and percentages differ by points. Five classes around 0, the
/// same for all years; none where nothing differs.
IndicatorResult differencesOf(const IndicatorResult& result, FiscalYear base, const std::vector<FiscalYear>& years);

}  // namespace chiiki
