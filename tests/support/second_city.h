#pragma once

#include "core/model/snapshot.h"

namespace chiiki::test {

inline constexpr int secondCityDistricts = 69;

/// A city of 69 districts known by name alone, as another city's scheme of councils needs: no outlines, no people. Each
/// district has reached one of six stages in 2018: 01 the second, 02 the third, ...
SnapshotPtr secondCity();

}  // namespace chiiki::test
