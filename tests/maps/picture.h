#pragma once

#include <string>

#include <QImage>

#include "core/model/overlay.h"
#include "maps/scene/city_scene.h"

namespace chiiki::test {

/// Whether a picture equals tests/maps/expected/NAME.png but for a few pixels. On failure NAME_actual.png and
/// NAME_diff.png are left in the working folder. CHIIKI_UPDATE_EXPECTED=1 rewrites the expected file.
bool equalsExpected(const QImage& actual, const std::string& name, int channelTolerance, double pixelFraction);

/// A made-up city of six districts, 4 x 2 km squares in three columns and two rows in zone III. Codes 01..06 from the
/// north-west; every tile in its place.
SnapshotPtr syntheticCity();

/// Values for codes 01..06 in one year.
IndicatorResult syntheticResult(const std::vector<Value>& values, IndicatorKind kind);

}  // namespace chiiki::test
